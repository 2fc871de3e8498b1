#include "chem/calc.h"

#include <stdint.h>

#include "chem/elements.h"

/* The first letters tell most tags apart. */
static bool is_tag(const chp_setting *setting, str tag)
{
    return tag.len > 0 && ascii_lower(tag.at[0]) == ascii_lower(setting->tag[0]) &&
           str_eq_nocase(tag, str_of(setting->tag));
}

void calc_add_setting(arena *a, chp_calc *calc, str tag, str value, chp_where at)
{
    for (size_t i = 0; i < calc->n_settings; i++)
        if (is_tag(&calc->settings[i], tag))
            return;
    chp_setting *all =
        arena_grow(a, (chp_setting *)calc->settings, calc->n_settings, sizeof *all);
    all[calc->n_settings++] = (chp_setting){
        .tag = arena_upper(a, tag),
        .value = arena_str(a, str_trim(value)),
        .at = at,
    };
    calc->settings = all;
}

const chp_setting *chp_calc_setting(const chp_calc *calc, const char *tag)
{
    const str name = str_of(tag);
    for (size_t i = 0; i < calc->n_settings; i++)
        if (is_tag(&calc->settings[i], name))
            return &calc->settings[i];
    return NULL;
}

bool chp_calc_number(const chp_calc *calc, const char *tag, double *out)
{
    const chp_setting *setting = chp_calc_setting(calc, tag);
    return setting && str_number(str_of(setting->value), out);
}

/* "36*0.0": how often, and what. */
static bool repeated(str word, long long *n, double *x)
{
    str times = word;
    *n = 1;
    if (str_cut(&word, '*', &times) && word.at)
        return str_integer(times, 1, INT32_MAX, n) && str_number(word, x);
    return str_number(times, x);
}

size_t calc_list(arena *a, str value, double **out)
{
    const size_t most = 1000000;
    str word;
    size_t n = 0;
    *out = NULL;
    while (str_word(&value, &word)) {
        long long times;
        double x;
        if (!repeated(word, &times, &x) || (size_t)times > most - n)
            return 0;
        for (long long i = 0; i < times; i++) {
            *out = arena_grow(a, *out, n, sizeof **out);
            (*out)[n++] = x;
        }
    }
    return n;
}

/* Whole days from 1970-01-01 by the Gregorian calendar, its year begun in March so that
 * the leap day is the last. */
static double days_since_1970(int year, int month, int day)
{
    int y = month > 2 ? year : year - 1;
    int m = month > 2 ? month - 3 : month + 9;
    return 365.0 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
}

bool calc_date_s(str text, double *out)
{
    int part[6] = { 0 }; // year, month, day, hour, minute, second
    int n = 0;
    bool was_digit = false;
    for (size_t i = 0; i < text.len; i++) {
        bool is_digit = text.at[i] >= '0' && text.at[i] <= '9';
        n += is_digit && !was_digit;
        if (n > 6)
            break;
        if (is_digit && part[n - 1] < 100000)
            part[n - 1] = 10 * part[n - 1] + (text.at[i] - '0');
        was_digit = is_digit;
    }
    if (n < 6 || part[0] < 1980 || part[0] > 9999 || part[1] < 1 || part[1] > 12 ||
        part[2] < 1 || part[2] > 31 || part[3] > 24 || part[4] > 60 || part[5] > 61)
        return false;
    *out = 86400 * days_since_1970(part[0], part[1], part[2]) + 3600.0 * part[3] +
           60.0 * part[4] + part[5];
    return true;
}

bool calc_is_true(str value)
{
    value = str_trim(value);
    value = str_from(value, value.len > 0 && value.at[0] == '.');
    return str_eq_nocase(str_part(value, 0, 1), STR("T"));
}

bool calc_is_on(const chp_calc *calc, const char *tag)
{
    const chp_setting *s = calc ? chp_calc_setting(calc, tag) : NULL;
    return s && calc_is_true(str_of(s->value));
}

double calc_dispersion(double ivdw)
{
    return ivdw == 10 ? 1 : ivdw == 20 ? 2 : ivdw;
}

chp_run_kind calc_kind(int ibrion, bool has_steps)
{
    static const struct {
        int ibrion;
        chp_run_kind kind, without_steps;
    } kinds[] = {
        { -1, CHP_RUN_STATIC, CHP_RUN_STATIC },
        { 0, CHP_RUN_DYNAMICS, CHP_RUN_STATIC },
        { 1, CHP_RUN_RELAXATION, CHP_RUN_STATIC },
        { 2, CHP_RUN_RELAXATION, CHP_RUN_STATIC },
        { 3, CHP_RUN_RELAXATION, CHP_RUN_STATIC },
        { 5, CHP_RUN_FREQUENCIES, CHP_RUN_FREQUENCIES },
        { 6, CHP_RUN_FREQUENCIES, CHP_RUN_FREQUENCIES },
        { 7, CHP_RUN_RESPONSE, CHP_RUN_RESPONSE },
        { 8, CHP_RUN_RESPONSE, CHP_RUN_RESPONSE },
        { 40, CHP_RUN_PATH, CHP_RUN_STATIC },
        { 44, CHP_RUN_PATH, CHP_RUN_STATIC },
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].ibrion == ibrion)
            return has_steps ? kinds[i].kind : kinds[i].without_steps;
    return CHP_RUN_OTHER;
}

/* The counts of one element are added up where it first appears. */
static size_t count_of(const chp_calc *calc, size_t i_species)
{
    size_t n = 0;
    for (size_t i = 0; i < calc->n_species; i++) {
        if (calc->species[i].atomic_number != calc->species[i_species].atomic_number)
            continue;
        if (i < i_species)
            return 0;
        n += calc->species[i].count;
    }
    return n;
}

static bool is_counted(const chp_calc *calc)
{
    size_t n = 0;
    for (size_t i = 0; i < calc->n_species; i++) {
        if (calc->species[i].count == 0 || calc->species[i].atomic_number == 0)
            return false;
        n += calc->species[i].count;
    }
    return n > 0 && n == calc->n_atoms;
}

const char *calc_formula(arena *a, const chp_calc *calc)
{
    if (!is_counted(calc))
        return NULL;
    const char *text = "";
    for (size_t i = 0; i < calc->n_species; i++) {
        size_t n = count_of(calc, i);
        const char *symbol = element_symbol(calc->species[i].atomic_number);
        if (n == 1)
            text = arena_print(a, "%s%s", text, symbol);
        else if (n > 1)
            text = arena_print(a, "%s%s%zu", text, symbol, n);
    }
    return text;
}

size_t calc_n_imaginary(const chp_calc *calc)
{
    size_t n = 0;
    for (size_t i = 0; i < calc->n_modes; i++)
        n += calc->mode_cm1[i] < 0;
    return n;
}
