#include "render/rich.h"

#include "render/text.h"

typedef struct {
    arena *a;
    run *runs;
    size_t n;
} builder;

/* Neighbours of the same kind are one run. */
static void add(builder *b, str text, run kind)
{
    run *last = b->n > 0 ? &b->runs[b->n - 1] : NULL;
    if (text.len == 0)
        return;
    if (last && last->script == kind.script && last->is_italic == kind.is_italic &&
        last->is_bold == kind.is_bold) {
        last->text = arena_print(b->a, "%s%.*s", last->text, (int)text.len, text.at);
        return;
    }
    b->runs = arena_grow(b->a, b->runs, b->n, sizeof *b->runs);
    b->runs[b->n] = kind;
    b->runs[b->n++].text = arena_str(b->a, text);
}

static rich one_run(arena *a, const char *text, run kind)
{
    builder b = { .a = a };
    add(&b, str_of(text_clean(a, text)), kind);
    return (rich){ b.n, b.runs };
}

rich rich_plain(arena *a, const char *text)
{
    return one_run(a, text, (run){ 0 });
}

rich rich_bold(arena *a, const char *text)
{
    return one_run(a, text, (run){ .is_bold = true });
}

rich rich_join(arena *a, rich left, rich right)
{
    builder b = { .a = a };
    for (size_t i = 0; i < left.n; i++)
        add(&b, str_of(left.runs[i].text), left.runs[i]);
    for (size_t i = 0; i < right.n; i++)
        add(&b, str_of(right.runs[i].text), right.runs[i]);
    return (rich){ b.n, b.runs };
}

/* --- species ------------------------------------------------------------------- */

static bool is_letter(char c)
{
    return ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char at(str s, size_t i)
{
    return i < s.len ? s.at[i] : '\0';
}

/* A subscript goes on over further digits: N12. */
static bool is_count(str s, size_t i)
{
    while (i > 0 && is_digit(s.at[i]) && is_digit(s.at[i - 1]))
        i--;
    return is_digit(s.at[i]) && i > 0 && (is_letter(s.at[i - 1]) || s.at[i - 1] == ')');
}

static bool is_charge(str s, size_t i)
{
    bool is_sign = s.at[i] == '+' || s.at[i] == '-';
    bool is_last = at(s, i + 1) == '\0' || at(s, i + 1) == ' ' || at(s, i + 1) == ')';
    return is_sign && is_last && i > 0 &&
           (is_letter(s.at[i - 1]) || is_digit(s.at[i - 1]));
}

/* --- words --------------------------------------------------------------------- */

static bool is_quantity(str s, size_t i)
{
    char before = i > 0 ? s.at[i - 1] : ' ', after = at(s, i + 1);
    if (s.at[i] == 'C')
        return after == '_';
    return strchr("GUETSp", s.at[i]) && before != '*' && !is_letter(before) &&
           !is_letter(after) && !is_digit(after);
}

static bool is_minus(str s, size_t i)
{
    char before = i > 0 ? s.at[i - 1] : ' ';
    return s.at[i] == '-' && is_digit(at(s, i + 1)) && !is_letter(before) &&
           !is_digit(before);
}

static size_t word_length(str s)
{
    size_t len = 0;
    while (is_letter(at(s, len)) || is_digit(at(s, len)))
        len++;
    return len;
}

typedef enum { SPECIES = 1, WORDS = 2 } reading;

/* Take what stands at `i` and return how many bytes it was. */
static size_t add_next(builder *b, str s, size_t i, int rules)
{
    str rest = str_from(s, i);
    if ((rules & SPECIES) && str_starts(rest, STR("->"))) {
        add(b, STR("→"), (run){ 0 });
        return 2;
    }
    if ((rules & SPECIES) && (is_charge(s, i) || is_count(s, i))) {
        run kind = { .script = is_charge(s, i) ? SCRIPT_SUPER : SCRIPT_SUB };
        add(b, s.at[i] == '-' ? STR("−") : str_part(s, i, 1), kind);
        return 1;
    }
    if ((rules & WORDS) && s.at[i] == '_') {
        size_t len = word_length(str_from(s, i + 1));
        add(b, str_part(s, i + 1, len), (run){ .script = SCRIPT_SUB });
        return 1 + len;
    }
    if ((rules & WORDS) && is_minus(s, i)) {
        add(b, STR("−"), (run){ 0 });
        return 1;
    }
    add(b, str_part(s, i, 1),
        (run){ .is_italic = (rules & WORDS) && is_quantity(s, i) });
    return 1;
}

static rich read(arena *a, const char *text, int rules)
{
    builder b = { .a = a };
    str s = str_of(text_clean(a, text));
    for (size_t i = 0; i < s.len;)
        i += add_next(&b, s, i, rules);
    return (rich){ b.n, b.runs };
}

rich rich_species(arena *a, const char *text)
{
    return read(a, text, SPECIES);
}

rich rich_words(arena *a, const char *text)
{
    return read(a, text, WORDS);
}

rich rich_formula(arena *a, const char *text)
{
    return read(a, text, SPECIES | WORDS);
}
