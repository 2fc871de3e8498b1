# Fuzzing: what the targets of tests/fuzz/targets.c begin from, and running them.
#
#   sh tests/fuzz.sh seeds      fill $WORK/seeds/TARGET and $WORK/words
#   sh tests/fuzz.sh run        each target, or the one that FUZZ names, for TIME seconds
#
# Inputs that broke a reader are kept in $WORK/finds/TARGET. Once the reader is mended,
# move them to tests/fuzz/found/TARGET: `make check` reads them from then on.

WORK=${BUILD:-build}/fuzz
FUZZER=$WORK/bin/fuzz
LARGEST=262144 # bytes of an input; larger ones only cost time

places="tests/data examples pathways"
[ -d "$CORPUS/vasp" ] && places="$places $CORPUS/vasp"

# keep TARGET TESTS-OF-FIND...: each file under a name that its content gives
keep() {
    target=$1
    shift
    mkdir -p "$WORK/seeds/$target"
    find $places -type f -size -${LARGEST}c "$@" | while read -r file; do
        cp "$file" "$WORK/seeds/$target/$(cksum < "$file" | tr ' ' -)"
    done
}

pack() {
    mkdir -p "$WORK/seeds/archive"
    run=examples/fe-n4/Fe-N4/N
    tar -cf "$WORK/seeds/archive/run.tar" $run
    tar -czf "$WORK/seeds/archive/run.tar.gz" $run
    gzip -c $run/CONTCAR > "$WORK/seeds/archive/CONTCAR.gz"
    bzip2 -c $run/OSZICAR > "$WORK/seeds/archive/OSZICAR.bz2" 2> /dev/null
    xz -c $run/OSZICAR > "$WORK/seeds/archive/OSZICAR.xz" 2> /dev/null
}

# The words that our readers look for are the ones worth trying.
words() {
    grep -ohE 'STR(_INIT)?\("[^"\\]+"\)' src/formats/*.c |
        sed 's/^[^"]*//; s/)$//' | sort -u
    grep -ohE '"[A-Za-z_]{2,20}"' src/formats/incar.c src/network/load.c \
        src/energetics/study_*.c | sort -u
    printf '"%s"\n' '****' '-.302333-128' '1E+999' '0.1D-05' NaN ' -> ' ' + ' 'H+' 'e-' \
        '*N2' '\\x0d\\x0a' '\\xe2\\x88\\x97'
}

seeds() {
    keep outcar '(' -name 'OUTCAR*' -o -path '*/outcar/*' ')' ! -name '*.gz' ! -name '*.xz'
    keep vasprun -name '*.xml'
    keep vaspout -name '*.h5'
    keep oszicar -name '*OSZICAR*'
    keep poscar '(' -name 'POSCAR*' -o -name 'CONTCAR*' -o -name '*.vasp' ')'
    keep xdatcar -name 'XDATCAR*'
    keep incar -name 'INCAR*'
    keep kpoints -name 'KPOINTS*'
    keep potcar -name 'POTCAR*'
    keep dynmat -name 'DYNMAT*'
    keep bader -name 'ACF.dat'
    keep doscar -name 'DOSCAR*'
    keep log '(' -name 'vasp.out' -o -name 'slurm*' -o -name '*.log' ')'
    keep archive '(' -name '*.gz' -o -name '*.xz' ')'
    keep reaction -name '*.yaml' ! -name 'chepath.yaml'
    keep study -name 'chepath.yaml'
    keep table '(' -name '*.csv' -o -name '*.tsv' ')'
    keep results -name '*results.json'
    pack
    words > "$WORK/words"
}

run_one() {
    finds=$WORK/finds/$1
    mkdir -p "$WORK/grown/$1" "$finds" "$WORK/seeds/$1"
    begin=$(ls -d "$WORK/seeds/$1" tests/fuzz/seeds/"$1" tests/fuzz/found/"$1" 2> /dev/null)
    before=$(ls "$finds" | wc -l)
    FUZZ=$1 $FUZZER -max_total_time="${TIME:-60}" -timeout=20 -rss_limit_mb=2048 \
        -max_len=$LARGEST -dict="$WORK/words" -artifact_prefix="$finds/" \
        -print_final_stats=1 "$WORK/grown/$1" $begin > "$WORK/$1.log" 2>&1
    status=$?
    # Libraries that may crash run in a child, where libFuzzer cannot write what it found.
    find "$finds" -type f -empty -delete
    awk -v target="$1" '/ cov: / { for (i = 1; i < NF; i++) if ($i == "cov:") cov = $(i + 1) }
        /number_of_executed_units/ { n = $2 }
        END { printf "%-10s %8d inputs, %5d edges seen", target, n, cov }' "$WORK/$1.log"
    [ $status -eq 0 ] && { echo ", nothing found"; return 0; }
    echo ", STOPPED: see $WORK/$1.log"
    for find in $(ls -t "$finds" | head -n $(($(ls "$finds" | wc -l) - before))); do
        echo "    FUZZ=$1 $FUZZER $finds/$find"
    done
    return 1
}

run() {
    status=0
    for target in ${FUZZ:-$($FUZZER -runs=0 2>&1 | sed -n 's/.*one of: *//p')}; do
        run_one "$target" || status=1
    done
    return $status
}

"$1"
