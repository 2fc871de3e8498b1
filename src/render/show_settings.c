/* The settings of a run in a few lines: those that are on, as one would write them. */
#include <math.h>

#include "base/number.h"
#include "base/str.h"
#include "render/run_page.h"

/* Everything that is zero, false or "as it is" says nothing that the reader wants. */
static bool is_off(const chp_setting *s)
{
    static const char *const words[] = { "F", ".FALSE.", "--", "", NULL };
    str rest = str_of(s->value), word;
    double x;
    if (str_among_nocase(rest, words))
        return true;
    while (str_word(&rest, &word))
        if (!str_number(word, &x) || x != 0)
            return false;
    return true;
}

static const struct {
    const char *tag;
    bool is_shown_off;
    chp_run_kind kind; // only of these runs; CHP_RUN_UNKNOWN: of all
} shown[] = {
    { "ENCUT", true, CHP_RUN_UNKNOWN },
    { "PREC", true, CHP_RUN_UNKNOWN },
    { "GGA", true, CHP_RUN_UNKNOWN },
    { "METAGGA", false, CHP_RUN_UNKNOWN },
    { "LUSE_VDW", false, CHP_RUN_UNKNOWN },
    { "IVDW", false, CHP_RUN_UNKNOWN },
    { "LHFCALC", false, CHP_RUN_UNKNOWN },
    { "AEXX", false, CHP_RUN_UNKNOWN },
    { "HFSCREEN", false, CHP_RUN_UNKNOWN },
    { "LDAUTYPE", false, CHP_RUN_UNKNOWN },
    { "LDAUL", true, CHP_RUN_UNKNOWN },
    { "LDAUU", true, CHP_RUN_UNKNOWN },
    { "LDAUJ", false, CHP_RUN_UNKNOWN },
    { "ISPIN", true, CHP_RUN_UNKNOWN },
    { "LNONCOLLINEAR", false, CHP_RUN_UNKNOWN },
    { "LSORBIT", false, CHP_RUN_UNKNOWN },
    { "ISMEAR", true, CHP_RUN_UNKNOWN },
    { "SIGMA", true, CHP_RUN_UNKNOWN },
    { "KPOINTS", true, CHP_RUN_UNKNOWN },
    { "KGRID", true, CHP_RUN_UNKNOWN },
    { "NKPTS", true, CHP_RUN_UNKNOWN },
    { "EDIFF", true, CHP_RUN_UNKNOWN },
    { "EDIFFG", true, CHP_RUN_RELAXATION },
    { "NSW", true, CHP_RUN_RELAXATION },
    { "NSW", true, CHP_RUN_DYNAMICS },
    { "ISIF", true, CHP_RUN_RELAXATION },
    { "POTIM", true, CHP_RUN_FREQUENCIES },
    { "POTIM", true, CHP_RUN_DYNAMICS },
    { "NFREE", true, CHP_RUN_FREQUENCIES },
    { "LREAL", true, CHP_RUN_UNKNOWN },
    { "LDIPOL", false, CHP_RUN_UNKNOWN },
    { "IDIPOL", false, CHP_RUN_UNKNOWN },
    { "LSOL", false, CHP_RUN_UNKNOWN },
};

/* Whether another tag tells it better, or it belongs to one that is off. */
static bool is_needless(const chp_calc *calc, const char *tag)
{
    static const struct {
        const char *tag, *better;
    } pairs[] = { { "KGRID", "KPOINTS" },
                  { "NKPTS", "KPOINTS" },
                  { "NKPTS", "KGRID" } };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (strcmp(tag, pairs[i].tag) == 0 && chp_calc_setting(calc, pairs[i].better))
            return true;
    const chp_setting *U = chp_calc_setting(calc, "LDAU");
    return strncmp(tag, "LDAU", 4) == 0 && U && is_off(U);
}

/* VASP cuts PREC at six letters. */
static const char *whole_word(str value)
{
    static const char *const words[] = { "accurate", "normal", "medium", "single",
                                         "high",     "low",    NULL };
    for (size_t i = 0; words[i] && value.len > 2; i++)
        if (str_eq_nocase(str_part(str_of(words[i]), 0, value.len), value))
            return words[i];
    return NULL;
}

/* "--" leaves the functional to the potentials. */
static const char *functional(const page *p, const chp_calc *calc, str value)
{
    const char *lexch = calc->n_species > 0 ? calc->species[0].lexch : NULL;
    for (size_t i = 1; i < calc->n_species && lexch; i++)
        if (!calc->species[i].lexch || strcmp(calc->species[i].lexch, lexch) != 0)
            lexch = NULL;
    if (!str_eq(value, STR("--")))
        return arena_str(p->a, value);
    return lexch ? arena_print(p->a, "%s (of the potentials)", lexch)
                 : "of the potentials";
}

/* 400 for "400.00000000", 1e-06 for "0.1E-05"; lists with one blank between. */
static const char *shortest(const page *p, str value)
{
    const char *text = "";
    str word;
    double x;
    while (str_word(&value, &word)) {
        bool is_number = str_number(word, &x) && isfinite(x);
        text = arena_print(p->a, "%s%s%s", text, *text ? " " : "",
                           is_number ? number_exact(x).at : arena_str(p->a, word));
    }
    return text;
}

static const char *value_of(const page *p, const chp_calc *calc, const chp_setting *s)
{
    str value = str_trim(str_of(s->value));
    const char *word = strcmp(s->tag, "PREC") == 0 ? whole_word(value) : NULL;
    if (word)
        return word;
    if (strcmp(s->tag, "GGA") == 0)
        return functional(p, calc, value);
    return shortest(p, value);
}

void page_settings(const page *p, const chp_calc *calc)
{
    if (calc->n_settings == 0)
        return;
    fputc('\n', p->to);
    flow f = flow_begin(p, "settings");
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        const chp_setting *s = chp_calc_setting(calc, shown[i].tag);
        bool is_of_kind =
            shown[i].kind == CHP_RUN_UNKNOWN || shown[i].kind == calc->kind;
        if (s && is_of_kind && (shown[i].is_shown_off || !is_off(s)) &&
            !is_needless(calc, shown[i].tag))
            flow_word(&f, arena_print(p->a, "%s %s", s->tag, value_of(p, calc, s)));
    }
    flow_end(&f);
}
