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

cat > "$scratch/stranger.c" <<'END'
#include <chepath.h>

int main(void)
{
    chp_diag *diag = chp_diag_new();
    chp_reaction *reaction = chp_reaction_load("nrr", diag);
    chp_diag_print(diag, stderr);
    int status = reaction ? 0 : 1;
    chp_reaction_free(reaction);
    chp_diag_free(diag);
    return status;
}
END

stranger() {
    sed "s|^prefix=.*|prefix=$root|" "$root/lib/pkgconfig/chepath.pc" > "$scratch/chepath.pc"
    flags=$(PKG_CONFIG_PATH=$scratch pkg-config --cflags --libs chepath)
    ${CC:-cc} $CFLAGS $LDFLAGS "$scratch/stranger.c" $flags -Wl,-rpath,"$root/lib" \
        -o "$scratch/stranger" && "$scratch/stranger"
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
