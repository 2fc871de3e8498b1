/* Files damaged in every way that was thought of. Whatever is done to a file, the
 * reader neither crashes nor leaks (under the sanitizers), and its energy is one that
 * the whole file has, or there is an error. */
#include <locale.h>
#include <math.h>

#include "formats/outcars.h"
#include "suites.h"

static const struct {
    const format *format;
    const char *name;
    bool has_checks; // that find out a number which was changed
} files[] = {
    { &format_outcar, "outcar/relax-5.4.4", true },
    { &format_outcar, "outcar/static-6.4.2", true },
    { &format_outcar, "outcar/static-4.6", true },
    { &format_outcar, "outcar/freq-5.4.4", true },
    { &format_outcar, "outcar/nelm-5.3.5", true },
    { &format_outcar, "outcar/ml-6.3.2", true },
    { &format_outcar, "outcar/beef-vaspsol", true },
    { &format_vasprun, "vasprun/relaxation.xml", true },
    { &format_vasprun, "vasprun/frequencies.xml", true },
    { &format_oszicar, "../../examples/fe-n4/Fe-N4/NNH/OSZICAR", false },
    { &format_poscar, "../../examples/fe-n4/Fe-N4/NNH/CONTCAR", false },
};
enum { N_FILES = sizeof files / sizeof *files };

/* --- ways to damage a text, each with a number of places ------------------------- */

typedef struct {
    str text;
    str other;               // another file of the kind
    size_t n_places;         //
    const size_t *from, *to; // of digits, or of line ends
    arena *a;                // for one damaged text
} victim;

static str with(const victim *v, size_t begin, size_t end, str by)
{
    return joined(v->a, joined(v->a, str_part(v->text, 0, begin), by),
                  str_from(v->text, end));
}

static str cut(const victim *v, size_t n)
{
    n = n < v->text.len ? n : v->text.len;
    return (str){ arena_str(v->a, str_part(v->text, 0, n)), n };
}

static str cut_near_the_end(const victim *v, size_t i)
{
    return cut(v, v->text.len - (i < v->text.len ? i : v->text.len));
}

static size_t n_of_last_bytes(const victim *v)
{
    return v->text.len < 4096 ? v->text.len : 4096;
}

static str cut_anywhere(const victim *v, size_t i)
{
    return cut(v, (i * 2654435761u) % v->text.len);
}

static size_t thousand(const victim *v)
{
    (void)v;
    return 1000;
}

static size_t each_place(const victim *v)
{
    return v->n_places;
}

static str stars(const victim *v, size_t i)
{
    return with(v, v->from[i], v->to[i], STR("****"));
}

static str not_a_number(const victim *v, size_t i)
{
    return with(v, v->from[i], v->to[i], STR("NaN"));
}

static str nothing(const victim *v, size_t i)
{
    return with(v, v->from[i], v->to[i], STR(""));
}

static str many_digits(const victim *v, size_t i)
{
    char digits[400];
    memset(digits, '7', sizeof digits);
    return with(v, v->from[i], v->to[i], (str){ digits, sizeof digits });
}

static str without_end(const victim *v, size_t i)
{
    return with(v, v->from[i], v->to[i], STR(""));
}

static str with_two_ends(const victim *v, size_t i)
{
    return with(v, v->from[i], v->to[i], STR("\n\n"));
}

static size_t once(const victim *v)
{
    (void)v;
    return 1;
}

static str twice(const victim *v, size_t i)
{
    (void)i;
    return joined(v->a, v->text, v->text);
}

static str interleaved(const victim *v, size_t i)
{
    (void)i;
    str text = { 0 };
    for (size_t at = 0; at < v->text.len || at < v->other.len; at += 4096)
        text = joined(v->a, joined(v->a, text, str_part(v->text, at, 4096)),
                      str_part(v->other, at, 4096));
    return text;
}

static str with_nuls(const victim *v, size_t i)
{
    (void)i;
    str nuls = { arena_new(v->a, char, 2 << 20), 2 << 20 };
    return with(v, v->text.len / 2, v->text.len / 2, nuls);
}

static str with_windows_ends(const victim *v, size_t i)
{
    (void)i;
    char *out = arena_new(v->a, char, 2 * v->text.len + 1);
    size_t n = 0;
    for (size_t k = 0; k < v->text.len; k++) {
        if (v->text.at[k] == '\n')
            out[n++] = '\r';
        out[n++] = v->text.at[k];
    }
    return (str){ out, n };
}

static const char *const versions[] = { "vasp.3.0", "vasp.7.0", "vasp.6.99.99", "" };

static size_t each_version(const victim *v)
{
    (void)v;
    return sizeof versions / sizeof *versions;
}

static str of_version(const victim *v, size_t i)
{
    str rest = v->text, word;
    if (!str_after(&rest, STR("vasp.")) || !str_word(&rest, &word))
        return cut(v, v->text.len);
    size_t end = v->text.len - rest.len, begin = end - word.len - 5;
    return with(v, begin, end, str_of(versions[i]));
}

/* What is said of sizes: claims, of which none may be believed. */
static const char *const claims[] = { "-1", "0", "2147483647", "9223372036854775808" };
static const char *const counted[] = { "NIONS =", "NBANDS=", "NKPTS =",
                                       "NEDOS =", "<atoms>", "<types>",
                                       "DOF   =", "BEEFens", "ions per type =" };
enum {
    N_CLAIMS = sizeof claims / sizeof *claims,
    N_COUNTED = sizeof counted / sizeof *counted
};

static size_t each_claim(const victim *v)
{
    (void)v;
    return N_CLAIMS * N_COUNTED;
}

static str of_claim(const victim *v, size_t i)
{
    str rest = v->text, word;
    if (!str_after(&rest, str_of(counted[i / N_CLAIMS])) || !str_word(&rest, &word))
        return cut(v, v->text.len);
    size_t end = v->text.len - rest.len;
    return with(v, end - word.len, end, str_of(claims[i % N_CLAIMS]));
}

enum { ANYWHERE, DIGITS, LINE_ENDS };

static const struct {
    size_t (*n)(const victim *v);
    str (*damage)(const victim *v, size_t i);
    int places;
    bool changes_numbers;
} ways[] = {
    { n_of_last_bytes, cut_near_the_end, ANYWHERE, false },
    { thousand, cut_anywhere, ANYWHERE, false },
    { each_place, stars, DIGITS, true },
    { each_place, not_a_number, DIGITS, true },
    { each_place, nothing, DIGITS, true },
    { each_place, many_digits, DIGITS, true },
    { each_place, without_end, LINE_ENDS, false },
    { each_place, with_two_ends, LINE_ENDS, false },
    { once, twice, ANYWHERE, false },
    { once, interleaved, ANYWHERE, false },
    { once, with_nuls, ANYWHERE, false },
    { once, with_windows_ends, ANYWHERE, false },
    { each_version, of_version, ANYWHERE, false },
    { each_claim, of_claim, ANYWHERE, false },
};
enum { N_WAYS = sizeof ways / sizeof *ways };

/* --- what must hold -------------------------------------------------------------- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void find_places(arena *a, victim *v, int kind)
{
    size_t *from = NULL, *to = NULL, n = 0;
    for (size_t begin = 0; begin < v->text.len && kind != ANYWHERE; begin++) {
        size_t end = begin;
        while (end < v->text.len &&
               (kind == DIGITS ? is_digit(v->text.at[end])
                               : v->text.at[end] == '\n' && end == begin))
            end++;
        if (end == begin)
            continue;
        from = arena_grow(a, from, n, sizeof *from);
        to = arena_grow(a, to, n, sizeof *to);
        from[n] = begin;
        to[n++] = end;
        begin = end - 1;
    }
    v->from = from;
    v->to = to;
    v->n_places = n;
}

/* Six decimals are printed in old files, so a digit behind may be lost unseen. */
static bool has_energy_of(const outcome *o, const outcome *whole)
{
    double found = o->calc.energies.sigma0_eV.value;
    for (size_t i = 0; i < whole->calc.n_ionic_steps; i++)
        if (fabs(whole->calc.steps[i].sigma0_eV - found) < 4e-6)
            return true;
    return !o->calc.energies.sigma0_eV.known;
}

static void check(size_t file, const outcome *whole, const outcome *other, str damaged,
                  const char *locale)
{
    outcome o = read_text(files[file].format, damaged);
    if (o.ok)
        ck_assert_msg(has_energy_of(&o, whole) || (other && has_energy_of(&o, other)),
                      "%s: %.8f %s", files[file].name, o.calc.energies.sigma0_eV.value,
                      locale ? locale : "");
    else
        ck_assert_uint_ge(chp_diag_count(o.diag, CHP_ERROR), 1);
    outcome_free(&o);
}

static str fixture(arena *a, const char *name)
{
    str text = file_text(a, arena_print(a, "tests/data/%s", name));
    ck_assert_msg(text.len > 0, "%s is not there", name);
    return text;
}

/* Another file of the same format. */
static size_t partner_of(size_t file)
{
    for (size_t i = (file + 1) % N_FILES; i != file; i = (i + 1) % N_FILES)
        if (files[i].format == files[file].format)
            return i;
    return file;
}

/* [5.8] */
START_TEST(a_damaged_file_has_its_energy_or_an_error)
{
    size_t file = (size_t)_i / N_WAYS, way = (size_t)_i % N_WAYS;
    if (ways[way].changes_numbers && !files[file].has_checks)
        return; // nothing in it could tell
    arena a = { 0 };
    victim v = { .text = fixture(&a, files[file].name),
                 .other = fixture(&a, files[partner_of(file)].name) };
    outcome whole = read_text(files[file].format, v.text);
    outcome other = read_text(files[file].format, v.other);
    find_places(&a, &v, ways[way].places);
    for (size_t i = 0; i < ways[way].n(&v); i++) {
        arena one = { 0 };
        v.a = &one;
        check(file, &whole, ways[way].damage == interleaved ? &other : NULL,
              ways[way].damage(&v, i), NULL);
        arena_clear(&one);
    }
    outcome_free(&whole);
    outcome_free(&other);
    arena_clear(&a);
}
END_TEST

START_TEST(a_locale_damages_nothing)
{
    static const char *const names[] = { "de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8" };
    arena a = { 0 };
    str text = fixture(&a, files[_i].name);
    outcome whole = read_text(files[_i].format, text);
    const char *found = NULL;
    for (size_t i = 0; i < 3 && !found; i++)
        found = setlocale(LC_ALL, names[i]);
    check((size_t)_i, &whole, NULL, text, found);
    setlocale(LC_ALL, "C");
    outcome_free(&whole);
    arena_clear(&a);
}
END_TEST

Suite *suite_damage(void)
{
    TCase *tc = tcase_create("damage");
    tcase_set_timeout(tc, 300);
    tcase_add_loop_test(tc, a_damaged_file_has_its_energy_or_an_error, 0,
                        N_FILES * N_WAYS);
    tcase_add_loop_test(tc, a_locale_damages_nothing, 0, N_FILES);
    Suite *suite = suite_create("formats/damage");
    suite_add_tcase(suite, tc);
    return suite;
}
