#include "energetics/tokens.h"

#include <ctype.h>

#include "network/spelling.h"

/* "site3", "top", "rot2": one of several, among which the energy decides. */
static bool is_one_of_several(str word)
{
    static const char *const words[] = { "rot", "conf", "pos", "ads", "config", NULL };
    size_t n = word.len;
    while (n > 0 && isdigit((unsigned char)word.at[n - 1]))
        n--;
    return spelling_is_site(word) || str_among_nocase(str_part(word, 0, n), words);
}

static bool is_number(str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (!isdigit((unsigned char)word.at[i]))
            return false;
    return word.len > 0;
}

static bool is_joint(char c)
{
    return c == '_' || c == '-' || c == '.' || c == ' ';
}

tokens tokens_of(str name)
{
    tokens t = { 0 };
    for (size_t i = 0; i < name.len && t.n < MOST_TOKENS;) {
        while (i < name.len && is_joint(name.at[i]))
            i++;
        size_t end = i;
        while (end < name.len && !is_joint(name.at[end]))
            end++;
        if (end > i)
            t.at[t.n++] = str_part(name, i, end - i);
        i = end;
    }
    return t;
}

str tokens_stretch(const tokens *t, size_t i, size_t j)
{
    const char *end = t->at[j - 1].at + t->at[j - 1].len;
    return (str){ t->at[i].at, (size_t)(end - t->at[i].at) };
}

/* A word beside a state that is neither its name nor a catalyst's. */
static bool is_aside(str word)
{
    return is_number(word) || is_one_of_several(word) || name_role(word) != ROLE_NONE;
}

static void drop_leading_numbers(tokens *t)
{
    size_t first = 0;
    while (first + 1 < t->n && is_number(t->at[first]))
        first++;
    t->n -= first;
    memmove(t->at, t->at + first, t->n * sizeof *t->at);
}

void tokens_strip(tokens *t, run_role *role)
{
    drop_leading_numbers(t);
    for (; t->n > 1 && is_aside(t->at[t->n - 1]); t->n--)
        if (*role == ROLE_NONE)
            *role = name_role(t->at[t->n - 1]);
}

size_t tokens_last_number(str name)
{
    enum { MOST_DIGITS = 9 };
    size_t first = name.len, n = 0;
    while (first > 0 && name.len - first < MOST_DIGITS &&
           isdigit((unsigned char)name.at[first - 1]))
        first--;
    for (size_t i = first; i < name.len; i++)
        n = 10 * n + (size_t)(name.at[i] - '0');
    return n;
}

bool tokens_say_restart(str name)
{
    static const char *const words[] = { "run",      "rerun",     "restart", "cont",
                                         "continue", "continued", NULL };
    tokens t = tokens_of(name);
    while (t.n > 1 && is_number(t.at[t.n - 1]))
        t.n--;
    if (t.n != 1)
        return false;
    str word = t.at[0];
    while (word.len > 1 && isdigit((unsigned char)word.at[word.len - 1]))
        word.len--;
    return str_among_nocase(word, words);
}

run_role tokens_role(str name)
{
    tokens t = tokens_of(name);
    drop_leading_numbers(&t);
    while (t.n > 1 && is_number(t.at[t.n - 1]))
        t.n--;
    if (t.n == 0)
        return ROLE_NONE;
    str word = tokens_stretch(&t, 0, t.n);
    while (word.len > 1 && isdigit((unsigned char)word.at[word.len - 1]))
        word.len--;
    return name_role(word);
}

bool tokens_say_nothing(str rest)
{
    tokens t = tokens_of(rest);
    while (t.n > 0 && is_aside(t.at[t.n - 1]))
        t.n--;
    return t.n == 0;
}
