# From `gcov -n`: the share of the lines that the tests ran, of each file and of all.
/^File '/ { file = substr($2, 2, length($2) - 2) }
/^Lines executed:/ && file ~ /^src\// {
    split($2, share, /[:%]/)
    lines = $NF
    printf "%6.1f %%  %5d  %s\n", share[2], lines, file | "sort -k3"
    ran += share[2] / 100 * lines
    all += lines
}
{ if (/^Lines executed:/) file = "" }
END {
    close("sort -k3")
    if (all) printf "%6.1f %%  %5d  all\n", 100 * ran / all, all
}
