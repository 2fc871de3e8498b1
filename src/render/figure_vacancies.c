/* A vacancy of a nitride over the potential: what fills it, what poisons it, what it
 * costs to make, and to lose with the crystal. Whatever lies lowest is what happens. */
#include "render/chart.h"
#include "render/figures.h"

#include <math.h>

#include "render/words.h"

enum { MOST_COLORS = 4, N_ENDS = 2 };
static const rgb poison[MOST_COLORS] = { VERMILLION, ORANGE, PURPLE, GREEN };

static const chp_profile *cycle_of(const chp_catalyst *c, const char *reaction)
{
    return best_profile(c, reaction);
}

/* From below U_L to a little above 0 V. */
static void ends(const chp_profile *cycle, double U_V[N_ENDS])
{
    double limit_V = cycle ? cycle->U_L_V : -0.5;
    U_V[0] = fmin(limit_V, 0) - 0.3;
    U_V[1] = fmax(limit_V, 0) + 0.2;
}

static rgb color_of(const chp_vacancy_change *x, size_t *n_poisons)
{
    switch (x->part) {
    case CHP_VACANCY_FILLED:
        return BLUE;
    case CHP_VACANCY_MADE:
        return GREY;
    case CHP_VACANCY_MOVED:
    case CHP_VACANCY_DECOMPOSED:
        return INK;
    case CHP_VACANCY_POISONED:
        break;
    }
    return poison[(*n_poisons)++ % MOST_COLORS];
}

/* "VOH" of "V + H2O -> VOH + H+ + e-"; "L0 → V + NH3" of what makes it. */
static const char *name_of(arena *a, const chp_reaction *r, const chp_vacancy_change *x)
{
    str products = str_of(x->equation);
    if (!str_after(&products, STR("-> ")))
        return x->equation;
    if (x->part == CHP_VACANCY_MADE)
        return arena_print(a, "made, + %s",
                           str_has(products, STR("NH3")) ? "NH3" : "1/2 N2");
    str state_text = products;
    if (str_after(&products, STR(" + ")))
        state_text.len = (size_t)(products.at - state_text.at) - strlen(" + ");
    const char *state = arena_str(a, state_text);
    if (x->part == CHP_VACANCY_DECOMPOSED)
        return arena_print(a, "decomposes to %s", state);
    return r ? state_label(a, r, state) : state;
}

/* All decompositions have the same slope: only the easiest of them matters. */
static bool is_shown(const chp_catalyst *c, const chp_vacancy_change *x,
                     const char *reaction)
{
    if (strcmp(x->reaction, reaction) != 0)
        return false;
    for (size_t i = 0; i < c->n_vacancy_changes; i++) {
        const chp_vacancy_change *other = &c->vacancy_changes[i];
        if (x->part == CHP_VACANCY_DECOMPOSED && other->part == x->part &&
            strcmp(other->reaction, reaction) == 0 && other->dG0_eV < x->dG0_eV)
            return false;
    }
    return true;
}

static chart_curve curve_of(arena *a, const chp_reaction *r,
                            const chp_vacancy_change *x, const double U_V[N_ENDS],
                            size_t *n_poisons)
{
    enum { N = 33 };
    double *at_V = arena_new(a, double, N), *value_eV = arena_new(a, double, N);
    for (size_t k = 0; k < N; k++) {
        at_V[k] = U_V[0] + (U_V[1] - U_V[0]) * (double)k / (N - 1);
        value_eV[k] = x->dG0_eV + x->n_e * at_V[k];
    }
    bool is_made = x->part == CHP_VACANCY_MADE;
    bool is_lost = x->part == CHP_VACANCY_DECOMPOSED;
    return (chart_curve){ .n = N,
                          .U_V = at_V,
                          .value = value_eV,
                          .color = color_of(x, n_poisons),
                          .width_pt = x->part == CHP_VACANCY_FILLED ? 1.7 : 1,
                          .dash_pt = is_made   ? 2 * DASH_PT
                                     : is_lost ? DASH_PT
                                               : 0,
                          .name = rich_formula(a, name_of(a, r, x)) };
}

figure *figure_of_vacancies(arena *a, const chp_outcome *outcome, const chp_catalyst *c)
{
    if (c->n_vacancy_changes == 0)
        return NULL;
    const char *reaction = c->vacancy_changes[0].reaction;
    const chp_reaction *r = reaction_named(outcome, reaction);
    const chp_profile *cycle = cycle_of(c, reaction);
    double U_V[N_ENDS];
    ends(cycle, U_V);
    chart_curve *curves = arena_new(a, chart_curve, c->n_vacancy_changes);
    size_t n = 0, n_poisons = 0;
    for (size_t i = 0; i < c->n_vacancy_changes; i++)
        if (is_shown(c, &c->vacancy_changes[i], reaction))
            curves[n++] = curve_of(a, r, &c->vacancy_changes[i], U_V, &n_poisons);
    chart_mark limit = { cycle ? cycle->U_L_V : 0, rich_words(a, "U_L"), GREY };
    rich heading = rich_join(a, rich_bold(a, catalyst_title(c)),
                             rich_plain(a, "  a vacancy is made, filled, poisoned"));
    return chart_figure(
        a, &(chart){ .title = arena_print(a, "Vacancies of %s", catalyst_title(c)),
                     .heading = heading,
                     .x_title = arena_print(a, "U / %s", scale_unit(outcome->scale)),
                     .y_title = "ΔG / eV",
                     .n_curves = n,
                     .curves = curves,
                     .n_marks = cycle != NULL,
                     .marks = &limit });
}
