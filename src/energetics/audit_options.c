/* Options that somebody set, and that nothing here asks for. A policy for what may be
 * met, such as --imaginary, is none of them: it holds whether or not it is met. */
#include "base/diag.h"
#include "energetics/audit.h"

static bool is_searched(const chp_study *s)
{
    return s->in.options->search;
}

static bool has_ammonia(const chp_study *s)
{
    return study_has_fluid(s, "NH3");
}

static bool has_nitrate(const chp_study *s)
{
    return study_has_fluid(s, "NO3-");
}

static bool has_response(const chp_study *s)
{
    for (size_t i = 0; i < s->n_subjects; i++)
        for (size_t k = 0; k < s->subjects[i].states.n; k++)
            if (s->subjects[i].states.at[k].state->response)
                return true;
    return false;
}

static bool has_charged_runs(const chp_study *s)
{
    return intake_has_charged(&s->in);
}

/* A surface whose potential is that of SHE, or a step of protons alone; pH 0 is what
 * counts without being set. */
static bool has_acidity(const chp_study *s)
{
    const chp_options *o = s->in.options;
    bool is_asked = o->pH == 0 || o->scale == CHP_SHE ||
                    (o->product == PRODUCT_ION && has_ammonia(s));
    for (size_t i = 0; i < s->in.n_entries && !is_asked; i++)
        is_asked = s->in.entries[i].charged.n > 0 || s->in.entries[i].omega.is_given ||
                   s->in.entries[i].is_bulk;
    for (size_t i = 0; i < s->n_reactions && !is_asked; i++)
        for (size_t k = 0; k < s->reactions[i]->n_steps && !is_asked; k++)
            is_asked = s->reactions[i]->steps[k].n_e != s->reactions[i]->steps[k].n_H;
    return is_asked;
}

/* An option, what asks for it, and what to say where nothing does. */
static const struct {
    int option;
    bool (*is_asked)(const chp_study *s);
    const char *why, *hint;
} rules[] = {
    { OPTION_PATHS, is_searched, "without --search", NULL },
    { OPTION_PRODUCT, has_ammonia, "no reaction here makes ammonia", NULL },
    { OPTION_NITRATE, has_nitrate, "no reaction here has NO3-", NULL },
    { OPTION_FIELD, has_response, "no state here tells how it answers a field",
      "Give its states energies in fields: `field: {pairs: [[-0.3, E], [0, E], "
      "...]}`." },
    { OPTION_ABSOLUTE_POTENTIAL, has_charged_runs, "no state here has charged runs",
      "Give them as `charged: [RUN, RUN, ...]` in the study file." },
    { OPTION_OMEGA_FIT, has_charged_runs, "no state here has charged runs",
      "Give them as `charged: [RUN, RUN, ...]` in the study file." },
    { OPTION_PH, has_acidity,
      "each proton here comes with an electron, and U counts from RHE",
      "--scale=SHE shows how potentials move with the pH." },
};

void audit_options(const chp_study *s, chp_diag *diag)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        const chp_option_info *info = &chp_options_list()[rules[i].option];
        if (!s->in.options->is_set[rules[i].option] || rules[i].is_asked(s))
            continue;
        diag_note(diag, "unused-option", NOWHERE, "--%s changes nothing: %s",
                  info->name, rules[i].why);
        if (rules[i].hint)
            diag_hint(diag, "%s", rules[i].hint);
    }
}
