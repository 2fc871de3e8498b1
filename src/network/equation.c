#include "network/equation.h"

enum { MOST_TERMS = 32, LARGEST_COEFFICIENT = 99, LONGEST_NAME = 60 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The count before a name: "6 H+", "2*"; 1 when there is none, 0 when it is too large.
 */
static int take_coefficient(str *term)
{
    size_t i = 0;
    while (i < term->len && is_digit(term->at[i]))
        i++;
    long long count = 1;
    if (i > 0 && !str_integer(str_part(*term, 0, i), 1, LARGEST_COEFFICIENT, &count))
        return 0;
    *term = str_trim(str_from(*term, i));
    return (int)count;
}

static const char *add_term(arena *a, equation *e, str term, int sign)
{
    term = str_trim(term);
    str whole = term;
    int count = take_coefficient(&term);
    if (whole.len == 0)
        return "a plus has nothing on one of its sides";
    if (count == 0)
        return arena_print(a, "the number of `%.*s` is not one from 1 to %d",
                           (int)whole.len, whole.at, LARGEST_COEFFICIENT);
    if (term.len == 0)
        return arena_print(a, "`%.*s` is a number without a name", (int)whole.len,
                           whole.at);
    if (term.len > LONGEST_NAME || memchr(term.at, ' ', term.len))
        return arena_print(a, "`%.*s` is not one name", (int)whole.len, whole.at);
    if (e->n == MOST_TERMS)
        return "the equation has too many terms";
    e->terms[e->n++] = (equation_term){ term, sign * count };
    return NULL;
}

/* "6 (H+ + e-)" at the front of `side`, and the plus behind it. */
static bool take_pair(str *side, int *count, bool *is_last)
{
    str rest = str_trim(*side);
    *count = take_coefficient(&rest);
    if (*count == 0 || !str_starts(rest, STR("(H+ + e-)")))
        return false;
    rest = str_from(rest, sizeof "(H+ + e-)" - 1);
    *is_last = rest.len == 0;
    if (!*is_last && !str_starts(rest, STR(" + ")))
        return false;
    *side = str_from(rest, 3);
    return true;
}

static const char *add_pair(arena *a, equation *e, int count, int sign)
{
    const char *wrong = add_term(a, e, STR("H+"), sign * count);
    return wrong ? wrong : add_term(a, e, STR("e-"), sign * count);
}

static const char *add_side(arena *a, equation *e, str side, int sign)
{
    const char *wrong = NULL;
    bool is_last = false;
    while (!wrong && !is_last) {
        int count;
        str term = side;
        if (take_pair(&side, &count, &is_last)) {
            wrong = add_pair(a, e, count, sign);
            continue;
        }
        is_last = !str_after(&side, STR(" + "));
        size_t len = is_last ? term.len : (size_t)(side.at - term.at) - 3;
        wrong = add_term(a, e, str_part(term, 0, len), sign);
    }
    return wrong;
}

/* The arrow is "->" or "→". */
static bool cut_arrow(str text, str *left, str *right)
{
    static const char *const arrows[] = { "->", "→" };
    for (size_t i = 0; i < 2; i++) {
        str arrow = str_of(arrows[i]);
        *right = text;
        if (str_after(right, arrow)) {
            *left = str_part(text, 0, (size_t)(right->at - text.at) - arrow.len);
            return !str_has(*right, arrow);
        }
    }
    return false;
}

const char *equation_read(arena *a, str text, equation *out)
{
    str left, right;
    if (!cut_arrow(text, &left, &right))
        return "an equation has one arrow: A + B -> C";
    equation e = { .terms = arena_new(a, equation_term, MOST_TERMS) };
    const char *wrong = add_side(a, &e, left, -1);
    if (!wrong)
        wrong = add_side(a, &e, right, 1);
    if (!wrong)
        *out = e;
    return wrong;
}

const char *equation_add(arena *a, const char *side, int count, const char *name)
{
    if (count <= 0)
        return side;
    const char *term = count == 1 ? name : arena_print(a, "%d %s", count, name);
    return side ? arena_print(a, "%s + %s", side, term) : term;
}
