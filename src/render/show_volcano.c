/* Scaling relations and volcanoes, for people and for programs. */
#include "chepath/figure.h"

#include <math.h>

#include "base/number.h"
#include "render/beyond.h"
#include "render/json.h"
#include "render/tables.h"
#include "render/words.h"

/* --- text ------------------------------------------------------------------------- */

static void put_apex_spread(const chp_volcano *v, FILE *to)
{
    fprintf(to, "             their lines cross between %s and %s%s%s, 5 to 95 %%\n",
            number_fixed(v->apex_x_low, 3).at, number_fixed(v->apex_x_high, 3).at,
            v->x.unit ? " " : "", v->x.unit ? v->x.unit : "");
}

static const char *title_of(arena *a, const chp_volcano *v, const chp_outcome *o)
{
    return descriptor_title(a, reaction_named(o, v->reaction), &v->x);
}

/* "*N2 → *NNH", by the labels of the states. */
static const char *step_label(arena *a, const chp_outcome *o, const chp_volcano_step *s)
{
    return study_label(a, o, step_text(a, s->from, s->to));
}

static void put_apex(arena *a, const chp_volcano *v, const chp_outcome *o, FILE *to)
{
    if (!v->has_apex) {
        fprintf(to,
                "  apex       none in the range of the data: one step limits all of "
                "it\n");
        return;
    }
    const chp_volcano_step *left = &v->steps[v->apex_left];
    const chp_volcano_step *right = &v->steps[v->apex_right];
    fprintf(to, "  apex       U_L = %s %s at %s = %s%s%s\n",
            number_fixed(v->apex_U_L_V, 3).at, scale_unit(o->scale), title_of(a, v, o),
            number_fixed(v->apex_x, 3).at, v->x.unit ? " " : "",
            v->x.unit ? v->x.unit : "");
    fprintf(to, "  left       limited by %s\n", step_label(a, o, left));
    fprintf(to, "  right      limited by %s\n", step_label(a, o, right));
    put_apex_spread(v, to);
}

/* A descriptor of the electrons is no step's energy: what it tells of U_L by itself. */
static void put_limit(const chp_volcano *v, FILE *to)
{
    const chp_line *l = &v->limit;
    if (v->x.is_note && l->n > 0)
        fprintf(to,
                "  U_L        = %s %s x %s: n %zu, R2 %s, LOO error %s V; within a "
                "family of catalysts only\n",
                number_fixed(l->intercept, 3).at, number_signed(l->slope, 3).at,
                v->x.title, l->n, number_fixed(l->r2, 3).at,
                isnan(l->loo_rmse) ? "unknown" : number_fixed(l->loo_rmse, 3).at);
}

/* Leverage is the same for all states: the catalyst is named once. */
static void put_leverages(const chp_scaling *any, FILE *to)
{
    for (size_t k = 0; k < any->line.n; k++)
        if (any->points[k].leverage > 4.0 / (double)any->line.n)
            fprintf(
                to, "  look at    %s: it lies apart and bends the lines, leverage %s\n",
                any->points[k].catalyst, number_fixed(any->points[k].leverage, 2).at);
}

static void put_outliers(arena *a, const chp_outcome *o, const chp_scaling *s, FILE *to)
{
    for (size_t k = 0; k < s->line.n && !s->is_trivial; k++)
        if (fabs(s->points[k].studentised) > 3)
            fprintf(to, "  look at    %s for %s: %s eV off the line, studentised %s\n",
                    s->points[k].catalyst, study_label(a, o, s->state),
                    number_signed(s->points[k].residual_eV, 3).at,
                    number_signed(s->points[k].studentised, 1).at);
}

static void put_volcano(arena *a, const chp_volcano *v, const chp_outcome *o, FILE *to)
{
    char *title =
        arena_print(a, "%s, %s: %zu catalysts against %s", upper_text(a, v->reaction),
                    v->pathway, v->n_points, title_of(a, v, o));
    fprintf(to, "%s\n\n", title);
    if (v->x.change)
        fprintf(to, "  reference  %s of %s at 0 %s\n", title_of(a, v, o),
                study_label(a, o, v->x.change), scale_unit(o->scale));
    put_apex(a, v, o, to);
    fprintf(to,
            "  errors     of the lines against explicit U_L: mean %s V, largest %s V\n",
            number_fixed(v->mean_error_V, 3).at, number_fixed(v->max_error_V, 3).at);
    fprintf(to, "  spread     %s\n", draws_text(a, v->n_samples, v->seed, "lines"));
    put_limit(v, to);
    put_leverages(&v->scalings[0], to);
    for (size_t i = 0; i < v->n_scalings; i++)
        put_outliers(a, o, &v->scalings[i], to);
    for (size_t i = 0; i < v->n_left_out; i++)
        fprintf(to, "  left out   %s: the pathway or the descriptor is missing\n",
                v->left_out[i]);
    fputc('\n', to);
    table *const tables[] = { table_of_scalings(a, v), table_of_volcano_steps(a, v),
                              table_of_volcano(a, v, o->scale) };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        if (tables[i]->n_rows == 0)
            continue;
        table_relabel(tables[i], o);
        table_write_text(tables[i], to);
        fputc('\n', to);
    }
}

void chp_show_volcanoes(const chp_volcanoes *v, const chp_outcome *outcome, FILE *to)
{
    arena scratch = { 0 };
    for (size_t i = 0; i < chp_volcano_count(v); i++)
        put_volcano(&scratch, chp_volcano_get(v, i), outcome, to);
    fputs("Lines and their errors belong to this set of catalysts; they do not carry "
          "over "
          "to another family.\n",
          to);
    arena_clear(&scratch);
}

/* --- JSON ------------------------------------------------------------------------- */

static void json_line_of(json *j, const chp_line *l)
{
    const struct {
        const char *key;
        double value;
    } numbers[] = {
        { "slope", l->slope },
        { "intercept_eV", l->intercept },
        { "se_slope", l->se_slope },
        { "se_intercept_eV", l->se_intercept },
        { "s_eV", l->s },
        { "r2", l->r2 },
        { "loo_rmse_eV", l->loo_rmse },
        { "mae_eV", l->mae },
        { "deming_slope", l->deming_slope },
        { "deming_intercept_eV", l->deming_intercept },
        { "theil_sen_slope", l->theil_sen_slope },
        { "theil_sen_intercept_eV", l->theil_sen_intercept },
    };
    json_count(j, "n", (long long)l->n);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        json_number(j, numbers[i].key, numbers[i].value);
}

static void json_scaling(json *j, const chp_scaling *s)
{
    json_object(j, NULL);
    json_text(j, "state", s->state);
    json_bool(j, "is_trivial", s->is_trivial);
    json_line_of(j, &s->line);
    json_array(j, "points");
    for (size_t i = 0; i < s->line.n; i++) {
        json_line(j, NULL);
        json_text(j, "catalyst", s->points[i].catalyst);
        json_number(j, "x", s->points[i].x);
        json_number(j, "y_eV", s->points[i].y_eV);
        json_number(j, "residual_eV", s->points[i].residual_eV);
        json_number(j, "leverage", s->points[i].leverage);
        json_number(j, "studentised", s->points[i].studentised);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

static void json_steps(json *j, const chp_volcano *v)
{
    json_array(j, "steps");
    for (size_t i = 0; i < v->n_steps; i++) {
        json_line(j, NULL);
        json_text(j, "from", v->steps[i].from);
        json_text(j, "to", v->steps[i].to);
        json_count(j, "n_e", v->steps[i].n_e);
        json_number(j, "slope", v->steps[i].slope);
        json_number(j, "intercept_eV", v->steps[i].intercept_eV);
        json_bool(j, "shares_descriptor", v->steps[i].is_shared);
        json_bool(j, "may_limit", v->steps[i].may_limit);
        json_end(j);
    }
    json_end(j);
}

static void json_apex(json *j, const chp_volcano *v)
{
    if (!v->has_apex) {
        json_null(j, "apex");
        return;
    }
    json_line(j, "apex");
    json_number(j, "x", v->apex_x);
    json_number(j, "U_L_V", v->apex_U_L_V);
    json_count(j, "left_step", (long long)v->apex_left);
    json_count(j, "right_step", (long long)v->apex_right);
    json_number(j, "x_low", v->apex_x_low);
    json_number(j, "x_high", v->apex_x_high);
    json_end(j);
}

static void json_levels(json *j, const chp_volcano *v)
{
    json_array(j, "line");
    for (size_t i = 0; i < v->n_levels; i++) {
        json_line(j, NULL);
        json_number(j, "x", v->levels[i].x);
        json_number(j, "U_L_V", v->levels[i].U_L_V);
        json_count(j, "step", (long long)v->levels[i].step);
        json_spread(j, &v->levels[i].spread);
        json_end(j);
    }
    json_end(j);
    json_array(j, "points");
    for (size_t i = 0; i < v->n_points; i++) {
        json_line(j, NULL);
        json_text(j, "catalyst", v->points[i].catalyst);
        json_number(j, "x", v->points[i].x);
        json_number(j, "U_L_V", v->points[i].U_L_V);
        json_number(j, "U_L_model_V", v->points[i].U_L_model_V);
        json_count(j, "step", (long long)v->points[i].step);
        json_spread(j, &v->points[i].spread);
        json_end(j);
    }
    json_end(j);
}

static void json_volcano(json *j, const chp_volcano *v)
{
    json_object(j, NULL);
    json_text(j, "reaction", v->reaction);
    json_text(j, "pathway", v->pathway);
    json_text(j, "descriptor", v->x.name);
    json_text(j, "descriptor_unit", v->x.unit);
    json_text(j, "descriptor_change", v->x.change);
    json_array(j, "scaling");
    for (size_t i = 0; i < v->n_scalings; i++)
        json_scaling(j, &v->scalings[i]);
    json_end(j);
    json_steps(j, v);
    json_apex(j, v);
    json_levels(j, v);
    json_count(j, "n_samples", (long long)v->n_samples);
    json_count(j, "seed", (long long)v->seed);
    json_number(j, "mean_error_V", v->mean_error_V);
    json_number(j, "max_error_V", v->max_error_V);
    if (v->limit.n > 0) {
        json_object(j, "U_L_over_descriptor");
        json_line_of(j, &v->limit);
        json_end(j);
    }
    json_texts(j, "left_out", v->left_out, v->n_left_out);
    json_end(j);
}

void chp_show_volcanoes_json(const chp_volcanoes *v, const chp_diag *diag, FILE *to)
{
    json j = json_to(to);
    json_object(&j, NULL);
    json_count(&j, "schema", 1);
    json_array(&j, "volcanoes");
    for (size_t i = 0; v && i < chp_volcano_count(v); i++)
        json_volcano(&j, chp_volcano_get(v, i));
    json_end(&j);
    json_messages(&j, "messages", diag);
    json_end(&j);
}
