#include "formats/row.h"

/* Where the number at the front of a word must end, when its neighbour touches it. */
static size_t next_sign(str word)
{
    for (size_t i = 1; i < word.len; i++)
        if ((word.at[i] == '-' || word.at[i] == '+') && !strchr("EeDd", word.at[i - 1]))
            return i;
    return word.len;
}

str row_without_comma(str word)
{
    return str_part(word, 0, word.len - (word.len > 1 && str_ends(word, STR(","))));
}

static bool take(str *rest, double *out)
{
    str after = *rest, word;
    if (str_take_number(rest, out))
        return true;
    if (!str_word(&after, &word))
        return false;
    if (str_number(row_without_comma(word), out)) {
        *rest = after;
        return true;
    }
    size_t len = next_sign(word);
    if (len == word.len || !str_number(str_part(word, 0, len), out))
        return false;
    *rest = (str){ word.at + len, word.len - len + after.len };
    return true;
}

size_t row_read(str *rest, double *out, size_t n)
{
    size_t i = 0;
    while (i < n && take(rest, &out[i]))
        i++;
    return i;
}

bool row_is(str line, double *out, size_t n)
{
    return row_read(&line, out, n) == n && str_trim(line).len == 0;
}

int row_decimals(str line)
{
    str word;
    int n = 0;
    if (!str_word(&line, &word) || !str_after(&word, STR(".")))
        return 0;
    while ((size_t)n < word.len && word.at[n] >= '0' && word.at[n] <= '9')
        n++;
    return n;
}
