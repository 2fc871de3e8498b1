#include "network/spelling.h"

#include <ctype.h>

/* --- to ASCII ----------------------------------------------------------------- */

static const struct {
    const char *from, *to;
} spelled[] = {
    { "∗", "*" },      { "⁎", "*" },     { "★", "*" },      { "☆", "*" },
    { "＊", "*" },     { "⋆", "*" },     { "₀", "0" },      { "₁", "1" },
    { "₂", "2" },      { "₃", "3" },     { "₄", "4" },      { "₅", "5" },
    { "₆", "6" },      { "₇", "7" },     { "₈", "8" },      { "₉", "9" },
    { "⁰", "0" },      { "¹", "1" },     { "²", "2" },      { "³", "3" },
    { "⁴", "4" },      { "⁵", "5" },     { "⁶", "6" },      { "⁷", "7" },
    { "⁸", "8" },      { "⁹", "9" },     { "⁺", "+" },      { "₊", "+" },
    { "⁻", "-" },      { "₋", "-" },     { "−", "-" },      { "‐", "-" },
    { "‑", "-" },      { "–", "-" },     { "—", "-" },      { "≡", "=" },
    { "＝", "=" },     { "η", "eta" },   { "\u00a0", " " }, { "\u2009", " " },
    { "\u202f", " " }, { "\u200b", "" }, { "\ufeff", "" },
};
enum { N_SPELLED = sizeof spelled / sizeof *spelled };

/* The longest growth is that of a Greek letter, from two bytes to three. */
static str to_ascii(arena *a, str s)
{
    char *out = arena_new(a, char, 2 * s.len + 1);
    size_t n = 0;
    while (s.len > 0) {
        size_t i = 0;
        while (i < N_SPELLED && !str_starts(s, str_of(spelled[i].from)))
            i++;
        if (i == N_SPELLED) {
            out[n++] = *s.at;
            s = str_from(s, 1);
            continue;
        }
        str to = str_of(spelled[i].to);
        memcpy(out + n, to.at, to.len);
        n += to.len;
        s = str_from(s, strlen(spelled[i].from));
    }
    return (str){ out, n };
}

/* --- what is said beside the molecule ----------------------------------------- */

typedef enum { NOTHING, ON_SURFACE, FLUID, END_ON, SIDE_ON, IN_VACANCY } hint;

static const struct {
    const char *text;
    hint hint;
} suffixes[] = {
    { "(ads)", NOTHING },    { "_ads", NOTHING },     { "-ads", NOTHING },
    { "(ad)", NOTHING },     { "_ad", NOTHING },      { "(s)", NOTHING },
    { "_s", NOTHING },       { "(g)", FLUID },        { "(l)", FLUID },
    { "(aq)", FLUID },       { "_gas", FLUID },       { "(gas)", FLUID },
    { "_g", FLUID },         { "_l", FLUID },         { "_aq", FLUID },
    { "-gas", FLUID },       { "(end-on)", END_ON },  { "(end)", END_ON },
    { "-end-on", END_ON },   { "_end-on", END_ON },   { "_endon", END_ON },
    { "-end", END_ON },      { "_end", END_ON },      { "(side-on)", SIDE_ON },
    { "(side)", SIDE_ON },   { "-side-on", SIDE_ON }, { "_side-on", SIDE_ON },
    { "_sideon", SIDE_ON },  { "-side", SIDE_ON },    { "_side", SIDE_ON },
    { "@vac", IN_VACANCY },  { "@V_N", IN_VACANCY },  { "@V", IN_VACANCY },
    { "(vac)", IN_VACANCY }, { "_vac", IN_VACANCY },  { "-vac", IN_VACANCY },
};
static const struct {
    const char *text;
    hint hint;
} prefixes[] = {
    { "eta1-", END_ON },     { "eta2-", SIDE_ON },    { "vac-", IN_VACANCY },
    { "vac_", IN_VACANCY },  { "vac+", IN_VACANCY },  { "V_N-", IN_VACANCY },
    { "V_N_", IN_VACANCY },  { "V_N+", IN_VACANCY },  { "V-", IN_VACANCY },
    { "V+", IN_VACANCY },    { "slab_", ON_SURFACE }, { "slab+", ON_SURFACE },
    { "slab-", ON_SURFACE }, { "surf_", ON_SURFACE }, { "surf+", ON_SURFACE },
    { "surf-", ON_SURFACE },
};
enum {
    N_SUFFIXES = sizeof suffixes / sizeof *suffixes,
    N_PREFIXES = sizeof prefixes / sizeof *prefixes,
};

static void take_hint(spelling *r, hint h)
{
    r->has_star |= h == ON_SURFACE;
    r->is_fluid |= h == FLUID;
    r->is_end_on |= h == END_ON;
    r->is_side_on |= h == SIDE_ON;
    r->is_in_vacancy |= h == IN_VACANCY;
}

bool spelling_is_site(str word)
{
    static const char *const words[] = { "site",   "top", "ontop", "atop", "bridge",
                                         "hollow", "fcc", "hcp",   NULL };
    while (word.len > 0 && isdigit((unsigned char)word.at[word.len - 1]))
        word.len--;
    return str_among_nocase(word, words);
}

/* "H_fcc", "H-top", "H(bridge)" */
static bool strip_site(spelling *r)
{
    size_t i = r->text.len;
    while (i > 0 && !strchr("_-(", r->text.at[i - 1]))
        i--;
    if (i < 2)
        return false;
    str word = str_from(r->text, i);
    if (r->text.at[i - 1] == '(') {
        if (!str_ends(word, STR(")")))
            return false;
        word.len--;
    }
    if (!spelling_is_site(word))
        return false;
    r->site = word;
    r->text.len = i - 1;
    return true;
}

static bool strip_suffix(spelling *r)
{
    for (size_t i = 0; i < N_SUFFIXES; i++) {
        str suffix = str_of(suffixes[i].text);
        if (r->text.len > suffix.len && str_ends(r->text, suffix)) {
            r->text.len -= suffix.len;
            take_hint(r, suffixes[i].hint);
            return true;
        }
    }
    const char *at = memchr(r->text.at, '@', r->text.len);
    if (!at || at == r->text.at)
        return strip_site(r);
    r->site = str_from(r->text, (size_t)(at - r->text.at) + 1);
    r->text.len = (size_t)(at - r->text.at);
    return true;
}

static bool strip_prefix(spelling *r)
{
    for (size_t i = 0; i < N_PREFIXES; i++) {
        str prefix = str_of(prefixes[i].text);
        if (r->text.len > prefix.len && str_starts(r->text, prefix)) {
            r->text = str_from(r->text, prefix.len);
            take_hint(r, prefixes[i].hint);
            return true;
        }
    }
    return false;
}

static bool strip_star(spelling *r)
{
    str *t = &r->text;
    if (t->len > 0 && t->at[0] == '*') {
        *t = str_from(*t, 1);
        r->is_trailing = false;
        r->has_star = true;
        return true;
    }
    if (t->len > 0 && t->at[t->len - 1] == '*') {
        t->len--;
        r->is_trailing = !r->has_star;
        r->has_star = true;
        return true;
    }
    return false;
}

static bool strip_bond(spelling *r)
{
    str *t = &r->text;
    bool leads = t->len > 1 && strchr("-=", t->at[0]);
    bool trails = t->len > 1 && r->has_star && strchr("-=", t->at[t->len - 1]);
    if (leads)
        *t = str_from(*t, 1);
    else if (trails)
        t->len--;
    return leads || trails;
}

static bool strip_blanks(spelling *r)
{
    size_t before = r->text.len;
    r->text = str_trim(r->text);
    return r->text.len < before;
}

static spelling strip(str text)
{
    spelling r = { .text = text };
    while (strip_blanks(&r) || strip_suffix(&r) || strip_prefix(&r) || strip_star(&r) ||
           strip_bond(&r))
        ;
    return r;
}

/* "3*N2": the star behind a count is that in front. */
static bool is_counted_star(str s, size_t i)
{
    return i == 1 && s.at[i] == '*' && s.at[0] >= '2' && s.at[0] <= '9';
}

/* Without bond signs and blanks; a sign at the end is a charge. */
static str without_bonds(arena *a, str s)
{
    char *out = arena_new(a, char, s.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        bool is_charge = s.at[i] == '-' && i + 1 == s.len;
        bool is_sign = strchr("-= ", s.at[i]) || is_counted_star(s, i);
        if (is_charge || !is_sign)
            out[n++] = s.at[i];
    }
    return (str){ out, n };
}

spelling spelling_read(arena *a, str written)
{
    spelling r = strip(to_ascii(a, written));
    r.key = without_bonds(a, r.text);
    r.has_star |= r.text.len > 1 && is_counted_star(r.text, 1);
    return r;
}

str spelling_cut_stars(str s, bool *has_star)
{
    spelling r = { .text = s };
    while (strip_blanks(&r) || strip_star(&r))
        ;
    *has_star = r.has_star;
    return r.text;
}
