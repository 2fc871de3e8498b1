#!/bin/sh
# Whether what `make install` lays down works from where it lies, without the checkout:
# the program, its pathways and its modules, and a stranger's program on the library.
# Called by make with MAKE, CC and BUILD in the environment.

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
root=$scratch/image/opt

"${MAKE:-make}" -s install DESTDIR="$scratch/image" PREFIX=/opt > "$scratch/log" 2>&1 ||
    { cat "$scratch/log"; echo "install: 0 passed, 1 failed"; exit 1; }
cp -r examples "$scratch/examples"

# The example that the library's header shows.
{
    echo '#include <chepath.h>'
    echo 'int main(void) {'
    sed -n '/^ \*     chp_diag \*diag/,/chp_diag_free(diag);/s/^ \*//p' include/chepath.h
    echo '}'
} > "$scratch/stranger.c"

stranger() {
    sed "s|^prefix=.*|prefix=$root|" "$root/lib/pkgconfig/chepath.pc" > "$scratch/chepath.pc"
    flags=$(PKG_CONFIG_PATH=$scratch pkg-config --cflags --libs chepath)
    ${CC:-cc} $CFLAGS $LDFLAGS "$scratch/stranger.c" $flags -Wl,-rpath,"$root/lib" \
        -o "$scratch/stranger" && "$scratch/stranger" 2> "$scratch/out" | grep -q 'distal -'
}

program() { "$root/bin/chepath" "$@" > "$scratch/out" 2>&1 || { cat "$scratch/out"; false; }; }

passed=0 failed=0
for check in \
    "stranger" \
    "program read examples/fe-n4/Fe-N4/NNH" \
    "program run examples/fe-n4 -o bundle" \
    "test -s bundle/diagram.pdf" \
    "test -s $root/share/man/man1/chepath.1" \
    "bash -n $root/share/bash-completion/completions/chepath"
do
    if (cd "$scratch" && $check); then passed=$((passed + 1)); else
        failed=$((failed + 1))
        echo "install: $check"
    fi
done
echo "install: $passed passed, $failed failed"
[ "$failed" = 0 ]
