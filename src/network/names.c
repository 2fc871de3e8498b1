/* A name is first spelled plainly; then, when only N and H are left, the molecule is
 * read atom by atom. */
#include "network/names.h"

#include <stdio.h>

#include "chem/formula.h"
#include "network/spelling.h"

/* --- molecules of N and H ----------------------------------------------------- */

typedef struct {
    int n_nitrogen;
    int h[2];
    bool is_pair; // N*NH: a star between the two
    bool is_sum;  // N2H2: which H is where is not told
    bool h_leads; // HNN: an H stands before the first N
} molecule;

static int take_digit(str *s)
{
    if (s->len == 0 || *s->at < '1' || *s->at > '9')
        return 1;
    int digit = *s->at - '0';
    *s = str_from(*s, 1);
    return digit;
}

static bool take_letter(str *s, char letter)
{
    if (s->len == 0 || *s->at != letter)
        return false;
    *s = str_from(*s, 1);
    return true;
}

static bool take_nitrogen(str *s, molecule *m, int h)
{
    if (m->n_nitrogen == 2 || !take_letter(s, 'N'))
        return false;
    if (m->n_nitrogen == 0 && h == 0 && take_letter(s, '2')) {
        m->is_sum = true;
        m->n_nitrogen = 1; // and the second is counted below
    }
    if (take_letter(s, 'H'))
        h += take_digit(s);
    m->h[m->is_sum ? 0 : m->n_nitrogen] = h;
    m->n_nitrogen++;
    return true;
}

/* The whole of `s` is NHx or N2Hx. */
static bool read_molecule(str s, molecule *out)
{
    molecule m = { 0 };
    int h = take_letter(&s, 'H') ? take_digit(&s) : 0;
    m.h_leads = h > 0;
    while (s.len > 0) {
        bool is_behind = m.n_nitrogen == 1 && take_letter(&s, '*');
        m.is_pair |= is_behind;
        int leading = is_behind && take_letter(&s, 'H') ? take_digit(&s) : 0;
        if (m.is_sum && m.n_nitrogen == 2)
            return false;
        if (!take_nitrogen(&s, &m, m.n_nitrogen == 0 ? h : leading))
            return false;
    }
    *out = m;
    return m.n_nitrogen > 0;
}

/* --- meanings ----------------------------------------------------------------- */

__attribute__((format(printf, 2, 3))) static void mean(naming *n, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    vsnprintf(n->meaning[n->n_meanings].text, sizeof n->meaning->text, fmt, args);
    va_end(args);
    n->n_meanings++;
}

static void mean_pair(naming *n, char family, int a, int b)
{
    mean(n, "%c%d%d", family, a > b ? a : b, a > b ? b : a);
}

/* N2Hx told by its composition alone: what is known of how it binds narrows it down.
 * N2 and N2H4 are symmetric, and N2H is commonly NNH. */
static void mean_sum(naming *n, int h, const spelling *r)
{
    static const struct {
        const char *ids, *choices; // ids are three letters each
    } all[][3] = {
        // by h; told nothing, end-on, side-on
        { { "E00", NULL }, { "E00", NULL }, { "S00", NULL } },
        { { "E01", NULL }, { "E01", NULL }, { "S10", NULL } },
        { { "E02E11S20S11", "*NNH2, *NHNH, *N*NH2 or *NH*NH" },
          { "E02E11", "*NNH2 or *NHNH" },
          { "S20S11", "*N*NH2 or *NH*NH" } },
        { { "E12E21S21", "*NHNH2, *NH2NH or *NH*NH2" },
          { "E12E21", "*NHNH2 or *NH2NH" },
          { "S21", NULL } },
        { { "E22", NULL }, { "E22", NULL }, { "S22", NULL } },
    };
    if (h > 4)
        return;
    int told = r->is_side_on ? 2 : r->is_end_on ? 1 : 0;
    for (const char *id = all[h][told].ids; *id; id += 3)
        mean(n, "%.3s", id);
    n->choices = all[h][told].choices;
    n->is_shorthand = told == 0 && (h == 1 || h == 4);
}

/* An H before the first N and the star behind, or no H behind the second N: then it is
 * not told which N is bound. HNNH2* is commonly the state of the alternating path,
 * *NHNH2. */
static void mean_end_on(naming *n, const molecule *m, bool is_trailing)
{
    static const char *const choices[4][4] = {
        // by the smaller and the larger count
        { NULL, "*NNH or *NHN", "*NNH2 or *NH2N", "*NNH3 or *NH3N" },
        { NULL, NULL, "*NHNH2 or *NH2NH", "*NHNH3 or *NH3NH" },
        { NULL, NULL, NULL, "*NH2NH3 or *NH3NH2" },
        { NULL },
    };
    int p = m->h[0], d = m->h[1];
    int less = p < d ? p : d, more = p < d ? d : p;
    if (more > 3)
        return;
    n->is_shorthand = m->h_leads && is_trailing && 0 < p && p < d;
    bool is_open =
        less != more && !n->is_shorthand && ((m->h_leads && is_trailing) || d == 0);
    if (!is_open) {
        mean(n, "E%d%d", p, d);
        return;
    }
    mean(n, "E%d%d", less, more);
    mean(n, "E%d%d", more, less);
    n->choices = choices[less][more];
}

static void mean_molecule(naming *n, const molecule *m, const spelling *r)
{
    if (m->n_nitrogen == 1 && !m->is_pair && m->h[0] <= 3)
        mean(n, "M%d", m->h[0]);
    else if (m->is_sum)
        mean_sum(n, m->h[0], r);
    else if (m->n_nitrogen == 2 && (m->is_pair || r->is_side_on))
        mean_pair(n, 'S', m->h[0], m->h[1]);
    else if (m->n_nitrogen == 2)
        mean_end_on(n, m, r->is_trailing);
}

/* Two fragments: "*N+*NH", "*N_*N". The label "*N + NH3" is a usual one for *N after
 * the first ammonia has left. */
static bool mean_fragments(naming *n, str s, const spelling *r)
{
    size_t i = 0;
    while (i < s.len && s.at[i] != '+' && s.at[i] != '_')
        i++;
    if (i == 0 || i >= s.len)
        return false;
    bool first_star, second_star;
    molecule a, b;
    if (!read_molecule(spelling_cut_stars(str_part(s, 0, i), &first_star), &a) ||
        !read_molecule(spelling_cut_stars(str_from(s, i + 1), &second_star), &b) ||
        a.n_nitrogen != 1 || b.n_nitrogen != 1 || a.h[0] > 3 || b.h[0] > 3)
        return false;
    bool has_left = b.h[0] == 3 && !second_star && !r->is_trailing;
    if (has_left)
        mean(n, "M%d", a.h[0]);
    else
        mean_pair(n, 'D', a.h[0], b.h[0]);
    return true;
}

/* "2*N", "2N", "2*H". */
static bool mean_several(naming *n, str s)
{
    int count = take_digit(&s);
    bool has_star;
    molecule m;
    s = spelling_cut_stars(s, &has_star);
    if (count > 1 && str_eq(s, STR("H")))
        mean(n, "%dH", count);
    else if (count == 2 && read_molecule(s, &m) && m.n_nitrogen == 1 && m.h[0] <= 3)
        mean_pair(n, 'D', m.h[0], m.h[0]);
    return n->n_meanings > 0;
}

static bool is_digits(str s, size_t n)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] < '0' || s.at[i] > '3')
            return false;
    return s.len == n;
}

/* Ids themselves are names, too, but for C, which is carbon. */
static bool mean_id(naming *n, str s)
{
    static const char *const vacancies[] = { "V", "vac", "V_N", "VN", NULL };
    static const char *const fillings[] = { "VH", "VO", "VOH", "VOH2", NULL };
    if (str_among(s, vacancies))
        mean(n, "V");
    if (str_among(s, fillings))
        mean(n, "%.*s", (int)s.len, s.at);
    str body = s.len > 1 && *s.at == 'V' ? str_from(s, 1) : s;
    bool is_pair =
        body.len == 3 && strchr("ESD", *body.at) && is_digits(str_from(body, 1), 2);
    bool is_single = s.len == 2 && strchr("ML", *s.at) && is_digits(str_from(s, 1), 1);
    if (n->n_meanings == 0 && (is_pair || is_single))
        mean(n, "%.*s", (int)s.len, s.at);
    return n->n_meanings > 0;
}

static str upper_nh(arena *a, str s)
{
    char *out = arena_str(a, s);
    for (size_t i = 0; i < s.len; i++) {
        if (out[i] == 'n' || out[i] == 'h')
            out[i] = ascii_upper(out[i]);
    }
    return (str){ out, s.len };
}

static void mean_nitrogen(naming *n, str s, const spelling *r)
{
    molecule m;
    if (mean_fragments(n, s, r) || mean_several(n, s))
        return;
    if (str_eq(s, STR("H")))
        mean(n, "H");
    else if (read_molecule(s, &m))
        mean_molecule(n, &m, r);
}

/* What fills a vacancy is named like an adsorbate, with a V before its id. */
static void put_into_vacancy(naming *n, str s)
{
    static const char *const others[] = { "O", "OH", "OH2", "H2O", NULL };
    if (n->n_meanings == 0 && str_among(s, others))
        mean(n, "%.*s", (int)s.len, *s.at == 'H' ? "OH2" : s.at);
    for (size_t i = 0; i < n->n_meanings; i++) {
        name_id in = n->meaning[i];
        snprintf(n->meaning[i].text, sizeof in.text, "V%.6s", in.text);
    }
}

bool name_is_bare_word(str s)
{
    static const char *const words[] = { "slab", "clean",     "bare", "surface",
                                         "star", "substrate", NULL };
    return str_among_nocase(s, words);
}

/* N2+H* and *N2+*H are one cell with both: a star behind a plus tells nothing. */
static const char *key_of(arena *a, str s)
{
    char *out = arena_new(a, char, s.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] != '*' || n == 0 || out[n - 1] != '+')
            out[n++] = s.at[i];
    return out;
}

naming name_read(arena *a, str written)
{
    spelling r = spelling_read(a, written);
    str key = r.key;
    naming n = { .key = key_of(a, key),
                 .site = r.site,
                 .has_star = r.has_star || memchr(key.at, '*', key.len),
                 .is_fluid = r.is_fluid && !r.has_star,
                 .is_bare = (r.has_star && key.len == 0) || name_is_bare_word(r.text) };
    if (n.is_bare)
        mean(&n, "C");
    else if (!n.is_fluid && !mean_id(&n, r.text))
        mean_nitrogen(&n, upper_nh(a, key), &r);
    if (r.is_in_vacancy)
        put_into_vacancy(&n, key);
    return n;
}

name_id name_id_of(const name_geometry *seen)
{
    naming n = { 0 };
    int p = seen->n_hydrogen[0], d = seen->n_hydrogen[1];
    if (seen->n_nitrogen == 1)
        mean(&n, "M%d", p);
    else if (seen->is_dissociated)
        mean_pair(&n, 'D', p, d);
    else if (seen->is_side_on)
        mean_pair(&n, 'S', p, d);
    else
        mean(&n, "E%d%d", p, d);
    return n.meaning[0];
}

/* --- compositions and printing ------------------------------------------------ */

bool name_formula(str key, chp_formula *out)
{
    chp_formula sum = { 0 };
    while (key.len > 0) {
        size_t i = 0;
        while (i < key.len && key.at[i] != '*' && key.at[i] != '+')
            i++;
        chp_formula piece;
        if (!formula_read(str_part(key, 0, i), &piece))
            return false;
        formula_add(&sum, &piece, 1);
        key = str_from(key, i + 1);
    }
    *out = sum;
    return true;
}

size_t name_parts(arena *a, str name, str **parts)
{
    size_t n = 0;
    *parts = NULL;
    for (size_t i = 0, end; i < name.len; i = end + 1) {
        for (end = i; end < name.len && name.at[end] != '+';)
            end++;
        bool has_star;
        str one = spelling_cut_stars(str_part(name, i, end - i), &has_star);
        int count = take_digit(&one);
        one = spelling_cut_stars(one, &has_star);
        for (int k = 0; k < count; k++) {
            *parts = arena_grow(a, *parts, n, sizeof **parts);
            (*parts)[n++] = one;
        }
    }
    return n;
}

const char *name_printed(arena *a, str written)
{
    str key = spelling_read(a, written).key;
    const char *text = "*";
    for (size_t i = 0; i < key.len; i++) {
        bool gets_star = key.at[i] == '+' && i + 1 < key.len && key.at[i + 1] != '*';
        text = arena_print(a, "%s%c%s", text, key.at[i], gets_star ? "*" : "");
    }
    return text;
}

static const char *fragment(arena *a, char h)
{
    return h == '0' ? "N" : h == '1' ? "NH" : arena_print(a, "NH%c", h);
}

const char *name_of_id(arena *a, name_id id)
{
    const char *t = id.text;
    if (*t == 'C')
        return "*";
    if (strcmp(t, "E00") == 0)
        return "*N2";
    if (*t == 'E')
        return arena_print(a, "*%s%s", fragment(a, t[1]), fragment(a, t[2]));
    if (*t == 'M')
        return arena_print(a, "*%s", fragment(a, t[1]));
    if (*t == 'H')
        return "*H";
    if (*t == 'S') // the N with fewer H is named first
        return arena_print(a, "*%s*%s", fragment(a, t[2]), fragment(a, t[1]));
    if (*t == 'D')
        return arena_print(a, "*%s+*%s", fragment(a, t[1]), fragment(a, t[2]));
    return arena_str(a, str_of(t));
}
