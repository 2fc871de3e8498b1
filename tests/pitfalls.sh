#!/bin/sh
# Where each pitfall of reading VASP is tested. A test that is about one bears its mark,
# [A10], in a comment above it or in the row of its table.
#
#   tests/pitfalls.sh        fails, and says which, when one has no test
#   tests/pitfalls.sh list   prints them all with file and line
#
#   A1-A12 the file as a whole    B1-B9  numbers        C1-C15 energies
#   D1-D16 vasprun.xml            E1-E20 OUTCAR, OSZICAR
#   F1-F14 structures             G1-G15 frequencies
#
# and checks by their subject:
#
#   3.1 which energy   3.2 labels   3.3 within a file   3.4 between files of a run
#   3.5 between runs of a study   4.1 of one run   4.2 adsorbate and slab
#   4.3 vibrations   4.4 copies   5.1 bytes and lines   5.2 XML   5.3 numbers
#   5.4 counts   5.5 archives   5.6 HDF5   5.7 folders   5.8 damage of any kind
#   6.1 boxes   6.2 messages   6.4 known bugs

marks=$(
    for range in A-12 B-9 C-15 D-16 E-20 F-14 G-15; do
        seq -f "${range%-*}%g" 1 "${range#*-}"
    done
    echo 3.1 3.2 3.3 3.4 3.5 4.1 4.2 4.3 4.4 5.1 5.2 5.3 5.4 5.5 5.6 5.7 5.8 6.1 6.2 6.4
)

# A mark in a row of a table stands before its words, one in a comment above its test.
found=$(awk '
    match($0, /"(\[[A-G3-6][0-9.]*\] ?)+[^"]*/) {
        print FILENAME ":" FNR "\t" substr($0, RSTART + 1, RLENGTH - 1); next }
    /\/\* *\[[A-G3-6][0-9.]*\]/ { marks = marks $0; next }
    marks && /^START_TEST|^ *\{|^#include/ {
        sub(/^START_TEST\(/, ""); sub(/\)$/, ""); gsub(/ +/, " ")
        gsub(/\/\* *| *\*\//, "", marks)
        print FILENAME ":" FNR "\t" marks " " $0; marks = "" }
' tests/*/test_*.c)

status=0
for mark in $marks; do
    where=$(printf '%s\n' "$found" | grep -F "[$mark]")
    if [ -z "$where" ]; then
        echo "pitfalls: $mark has no test"
        status=1
    elif [ "$1" = list ]; then
        printf '%s\n' "$where" | sed -E "s/^([^\t]*)\t(.*)/$mark\t\1\t\2/; s/(\[[^]]*\] *)+//"
    fi
done
exit $status
