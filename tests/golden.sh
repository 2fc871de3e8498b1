#!/bin/sh
# What the program says, word for word.
#
#   tests/golden/CASE/command          one line for the shell, run in the checkout
#   tests/golden/CASE/{stdout,stderr}  what it must print
#   tests/golden/CASE/status           its exit status, when that is not 0
#   tests/golden/CASE/FILE             what $OUT/FILE must hold
#
# The console blocks of the READMEs are golden too: what stands below a line that
# begins with "$ " is what that line prints, run in a copy of the checkout. And the
# example in each command's help must work. `golden.sh --rewrite` makes all of them
# say what the program says now; read the difference like code.
#
# A command may write into $OUT, whose name is shown as OUT.

rewrite=$1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
checkout=$PWD
PATH=$PWD/${BUILD:-build}/bin:$PATH
OUT=$scratch/out
HOME=$scratch XDG_CACHE_HOME=$scratch/cache NO_COLOR=1
export PATH OUT HOME XDG_CACHE_HOME NO_COLOR
unset XDG_CONFIG_HOME CHEPATH_PATHWAYS

passed=0 failed=0
verdict() { # STATUS NAME
    if [ "$1" = 0 ]; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        echo "golden: $2 differs"
    fi
}

# The last of 16 digits are those of the processor's own exponential: not ours to judge.
rounded() { # FILE
    LC_ALL=C awk '{
        line = $0; shown = ""
        while (match(line, /[0-9]+\.[0-9]+(e[-+]?[0-9]+)?/)) {
            number = substr(line, RSTART, RLENGTH)
            if (length(number) > 14) number = sprintf("%.12g", number)
            shown = shown substr(line, 1, RSTART - 1) number
            line = substr(line, RSTART + RLENGTH)
        }
        print shown line }' "$1"
}

same() { # EXPECTED FOUND; a file that is missing is an empty one
    [ -e "$1" ] || set -- /dev/null "$2"
    cmp -s "$1" "$2" && return 0
    rounded "$1" > "$scratch/expected"
    rounded "$2" > "$scratch/found"
    diff -u --label "$1" --label "$2" "$scratch/expected" "$scratch/found"
}

run_case() { # FOLDER: runs its command, leaves stdout, stderr and status in scratch
    rm -rf "$OUT" "$OUT.log"
    sh -c "$(cat "$1/command")" > "$scratch/stdout" 2> "$scratch/stderr" < /dev/null
    echo $? > "$scratch/status"
    for file in stdout stderr; do
        sed "s|$OUT|OUT|g" "$scratch/$file" > "$scratch/shown" && mv "$scratch/shown" "$scratch/$file"
    done
    case $(cat "$scratch/status") in 0) : > "$scratch/status" ;; esac
}

written_files() { # FOLDER: the names of those that are looked at
    ls "$1" | grep -vx -e command -e stdout -e stderr -e status
}

golden_case() { # FOLDER
    run_case "$1"
    for file in stdout stderr status; do
        if [ -z "$rewrite" ]; then
            same "$1/$file" "$scratch/$file" || return 1
        elif [ -s "$scratch/$file" ]; then
            cp "$scratch/$file" "$1/$file"
        else
            rm -f "$1/$file"
        fi
    done
    for file in $(written_files "$1"); do
        [ -z "$rewrite" ] || cp "$OUT/$file" "$1/$file"
        same "$1/$file" "$OUT/$file" || return 1
    done
}

# A command may write into what the user has, but not into the checkout.
copy_checkout() {
    rm -rf "$scratch/copy" && mkdir "$scratch/copy" &&
        cp -r examples pathways "$scratch/copy"
}

# A document with the output of its console blocks made anew.
console() {
    awk -v script="$scratch/line" '
        /^```/ { inside = $0 == "```console" }
        inside && /^\$ / {
            print
            fflush()
            print substr($0, 3) > script
            close(script)
            system("sh " script " 2>&1 < /dev/null")
            next
        }
        !inside || /^```/' "$1"
}

golden_console() { # DOCUMENT
    copy_checkout || return 1
    (cd "$scratch/copy" && console "$checkout/$1") > "$scratch/document"
    [ -z "$rewrite" ] || cp "$scratch/document" "$1"
    same "$1" "$scratch/document"
}

golden_example() { # A line of help
    copy_checkout || return 1
    (cd "$scratch/copy" && sh -c "$1") > "$scratch/said" 2>&1 < /dev/null ||
        { cat "$scratch/said"; return 1; }
}

for locale in C $(locale -a 2>/dev/null | grep -i '^de_DE\.utf-\?8$'); do
    export LC_ALL="$locale"
    for folder in tests/golden/*/; do
        [ -e "$folder/command" ] || continue
        golden_case "${folder%/}"
        verdict $? "${folder%/} in the locale $locale"
    done
done
export LC_ALL=C

for document in $(grep -l '^```console' README.md examples/*/README.md 2>/dev/null); do
    golden_console "$document"
    verdict $? "$document"
done

chepath manual examples > "$scratch/examples" || failed=$((failed + 1))
while read -r line; do
    golden_example "$line"
    verdict $? "the example '$line'"
done < "$scratch/examples"

echo "golden: $passed passed, $failed failed"
[ "$failed" = 0 ]
