# Prints each code that a message has and src/base/codes.c does not list, and each that
# is listed there and stands nowhere else. Reads the list first, then all other sources.
FNR == NR {
    if (match($0, /^    "[^"]+",/))
        where[substr($0, 6, RLENGTH - 7)] = FILENAME ":" FNR
    next
}

FNR == 1 { call = "" }

FILENAME == ARGV[1] { next }

{
    for (rest = $0; match(rest, /"[^"]+"/); rest = substr(rest, RSTART + RLENGTH))
        met[substr(rest, RSTART + 1, RLENGTH - 2)] = 1
    if (call == "" && $0 ~ /(diag_(error|warn|note)|say)\(/)
        at = FILENAME ":" FNR
    else if (call == "")
        next
    call = call $0
    if (match(call, /(diag_(error|warn|note)|say)\([^,"]*, *"[^"]+"/)) {
        code = substr(call, RSTART, RLENGTH - 1)
        sub(/.*"/, "", code)
        if (!(code in where))
            found(at ": no code of src/base/codes.c: " code)
        call = ""
    } else if (call ~ /;/)
        call = ""
}

function found(fault) {
    print fault
    is_faulty = 1
}

END {
    for (code in where)
        if (!(code in met))
            found(where[code] ": no message has this code: " code)
    exit is_faulty
}
