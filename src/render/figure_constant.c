/* Steps at constant potential over the potential: curved, and beside each the straight
 * line of the computational hydrogen electrode. */
#include "render/chart.h"
#include "render/figures.h"
#include "render/words.h"

enum { MOST_COLORS = 6 };
static const rgb shade[MOST_COLORS] = { BLUE, GREEN, PURPLE, ORANGE, SKY, GREY };

typedef struct {
    arena *a;
    const chp_profile *p;
    chart_curve *curves;
    size_t n;
} drawing;

static bool is_limiting(const chp_profile *p, size_t i_step)
{
    return p->constant->has_limit ? p->constant->pds == i_step
                                  : p->has_limit && p->pds == i_step;
}

static void add_step(drawing *d, const chp_reaction *r, size_t i_step, rgb color)
{
    const chp_profile_step *s = &d->p->steps[i_step];
    const chp_constant_potential *c = d->p->constant;
    double *che_eV = arena_new(d->a, double, c->n_curve);
    for (size_t k = 0; k < c->n_curve; k++)
        che_eV[k] = s->dG0_eV + s->n_e * c->curve_V[k];
    const char *name = step_text(d->a, r ? state_label(d->a, r, s->from) : s->from,
                                 r ? state_label(d->a, r, s->to) : s->to);
    d->curves[d->n++] = (chart_curve){ .n = c->n_curve,
                                       .U_V = c->curve_V,
                                       .value = che_eV,
                                       .color = color,
                                       .width_pt = LINK_PT,
                                       .dash_pt = DASH_PT };
    d->curves[d->n++] = (chart_curve){ .n = c->n_curve,
                                       .U_V = c->curve_V,
                                       .value = c->curve_dG_eV + i_step * c->n_curve,
                                       .color = color,
                                       .width_pt = is_limiting(d->p, i_step) ? 1.7 : 1,
                                       .name = rich_formula(d->a, name) };
}

figure *figure_of_constant(arena *a, const chp_outcome *outcome, const chp_catalyst *c,
                           const chp_profile *p)
{
    if (!p->constant || p->n_steps == 0)
        return NULL;
    drawing d = { a, p, arena_new(a, chart_curve, 2 * p->n_steps), 0 };
    const chp_reaction *r = reaction_named(outcome, p->reaction);
    size_t n_colored = 0;
    for (size_t i = 0; i < p->n_steps; i++)
        add_step(&d, r, i,
                 p->steps[i].n_e == 0 ? INK
                 : is_limiting(p, i)  ? VERMILLION
                                      : shade[n_colored++ % MOST_COLORS]);
    chart_mark marks[2];
    size_t n_marks = 0;
    if (p->has_limit)
        marks[n_marks++] = (chart_mark){ p->U_L_V, rich_words(a, "U_L (CHE)"), GREY };
    if (p->constant->has_limit)
        marks[n_marks++] =
            (chart_mark){ p->constant->U_L_V, rich_words(a, "U_L"), VERMILLION };
    rich heading =
        rich_join(a, rich_bold(a, catalyst_title(c)),
                  rich_plain(a, arena_print(a, "  %s; dashed: CHE", p->name)));
    return chart_figure(
        a, &(chart){ .title = arena_print(a, "%s at constant potential", p->name),
                     .heading = heading,
                     .x_title = arena_print(a, "U / %s", scale_unit(outcome->scale)),
                     .y_title = "ΔG / eV",
                     .n_curves = d.n,
                     .curves = d.curves,
                     .n_marks = n_marks,
                     .marks = marks });
}
