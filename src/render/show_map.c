/* Maps over two descriptors, for people and for programs. */
#include "chepath/figure.h"

#include "base/number.h"
#include "render/beyond.h"
#include "render/json.h"
#include "render/tables.h"
#include "render/words.h"

/* --- text ------------------------------------------------------------------------- */

static const char *in_unit(arena *a, const chp_descriptor *d, double value)
{
    const char *text = arena_print(a, "%s", number_fixed(value, 3).at);
    return d->unit ? arena_print(a, "%s %s", text, d->unit) : text;
}

/* How sure the best place is, and the borders between the regions. */
static void put_spreads(arena *a, const chp_map *m, chp_scale scale, FILE *to)
{
    fprintf(to, "             U_L there %s to %s %s, 5 to 95 %%\n",
            number_fixed(m->best_spread.low_V, 3).at,
            number_fixed(m->best_spread.high_V, 3).at, scale_unit(scale));
    fprintf(to,
            "  regions    the limiting step is sure, 95 %% of the draws, on %s %% of "
            "the map\n",
            number_fixed(100 * m->sure, 0).at);
    fprintf(to, "  spread     %s\n", draws_text(a, m->n_samples, m->seed, "planes"));
}

static void put_reference(arena *a, const chp_descriptor *d, const char *title,
                          const chp_outcome *o, FILE *to)
{
    if (d->change)
        fprintf(to, "  reference  %s of %s at 0 %s\n", title,
                study_label(a, o, d->change), scale_unit(o->scale));
}

static void put_map(arena *a, const chp_map *m, const chp_outcome *o, FILE *to)
{
    const chp_reaction *r = reaction_named(o, m->reaction);
    const char *x = descriptor_title(a, r, &m->x), *y = descriptor_title(a, r, &m->y);
    fprintf(to, "%s, %s: %zu catalysts over %s and %s\n\n", upper_text(a, m->reaction),
            m->pathway, m->n_points, x, y);
    put_reference(a, &m->x, x, o, to);
    put_reference(a, &m->y, y, o, to);
    fprintf(to,
            "  best       U_L = %s %s at %s = %s, %s = %s, within the range shown\n",
            number_fixed(m->best_U_L_V, 3).at, scale_unit(o->scale), x,
            in_unit(a, &m->x, m->best_x), y, in_unit(a, &m->y, m->best_y));
    put_spreads(a, m, o->scale, to);
    fprintf(
        to,
        "  errors     of the planes against explicit U_L: mean %s V, largest %s V\n",
        number_fixed(m->mean_error_V, 3).at, number_fixed(m->max_error_V, 3).at);
    fprintf(to, "  x and y    correlate with r = %s\n",
            number_fixed(m->correlation, 3).at);
    for (size_t i = 0; i < m->n_left_out; i++)
        fprintf(to, "  left out   %s: the pathway or a descriptor is missing\n",
                m->left_out[i]);
    fputc('\n', to);
    table *const tables[] = { table_of_planes(a, m), table_of_map_steps(a, m),
                              table_of_map(a, m, o->scale) };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        table_relabel(tables[i], o);
        table_write_text(tables[i], to);
        fputc('\n', to);
    }
}

void chp_show_maps(const chp_maps *m, const chp_outcome *outcome, FILE *to)
{
    arena scratch = { 0 };
    for (size_t i = 0; i < chp_map_count(m); i++)
        put_map(&scratch, chp_map_get(m, i), outcome, to);
    fputs("Planes and their errors belong to this set of catalysts; they do not carry "
          "over to another family.\n",
          to);
    arena_clear(&scratch);
}

/* --- JSON ------------------------------------------------------------------------- */

static void json_descriptor(json *j, const char *key, const chp_descriptor *d,
                            double low, double high)
{
    json_line(j, key);
    json_text(j, "name", d->name);
    json_text(j, "unit", d->unit);
    json_bool(j, "is_note", d->is_note);
    json_text(j, "change", d->change);
    json_number(j, "low", low);
    json_number(j, "high", high);
    json_end(j);
}

static void json_coefficients(json *j, const double *c)
{
    json_numbers(j, "coefficients", c, 3);
}

static void json_planes(json *j, const chp_map *m)
{
    json_array(j, "planes");
    for (size_t i = 0; i < m->n_planes; i++) {
        const chp_plane *p = &m->planes[i];
        json_object(j, NULL);
        json_text(j, "state", p->state);
        json_bool(j, "is_trivial", p->is_trivial);
        json_count(j, "n", (long long)p->n);
        json_coefficients(j, p->c);
        json_number(j, "r2", p->r2);
        json_number(j, "s_eV", p->s);
        json_number(j, "mae_eV", p->mae);
        json_number(j, "loo_rmse_eV", p->loo_rmse);
        json_texts(j, "outliers", p->outlier, p->n_outliers);
        json_end(j);
    }
    json_end(j);
    json_array(j, "steps");
    for (size_t i = 0; i < m->n_steps; i++) {
        json_object(j, NULL);
        json_text(j, "from", m->steps[i].from);
        json_text(j, "to", m->steps[i].to);
        json_count(j, "n_e", m->steps[i].n_e);
        json_coefficients(j, m->steps[i].c);
        json_bool(j, "shares_descriptor", m->steps[i].is_shared);
        json_bool(j, "may_limit", m->steps[i].may_limit);
        json_end(j);
    }
    json_end(j);
}

static void json_grid(json *j, const chp_map *m)
{
    json_object(j, "grid");
    json_count(j, "n_x", (long long)m->n_x);
    json_count(j, "n_y", (long long)m->n_y);
    json_numbers(j, "U_L_V", m->U_L_V, m->n_x * m->n_y);
    json_counts(j, "limiting_step", m->limits, m->n_x * m->n_y);
    json_numbers(j, "p_limits", m->p_limits, m->n_x * m->n_y);
    json_number(j, "sure", m->sure);
    json_end(j);
}

static void json_points(json *j, const chp_map *m)
{
    json_array(j, "points");
    for (size_t i = 0; i < m->n_points; i++) {
        const chp_map_point *p = &m->points[i];
        json_line(j, NULL);
        json_text(j, "catalyst", p->catalyst);
        json_number(j, "x", p->x);
        json_number(j, "y", p->y);
        json_number(j, "U_L_V", p->U_L_V);
        json_number(j, "U_L_model_V", p->U_L_model_V);
        json_count(j, "step", (long long)p->step);
        json_spread(j, &p->spread);
        json_end(j);
    }
    json_end(j);
}

static void json_map(json *j, const chp_map *m)
{
    json_object(j, NULL);
    json_text(j, "reaction", m->reaction);
    json_text(j, "pathway", m->pathway);
    json_descriptor(j, "x", &m->x, m->x_low, m->x_high);
    json_descriptor(j, "y", &m->y, m->y_low, m->y_high);
    json_number(j, "correlation", m->correlation);
    json_planes(j, m);
    json_line(j, "best");
    json_number(j, "x", m->best_x);
    json_number(j, "y", m->best_y);
    json_number(j, "U_L_V", m->best_U_L_V);
    json_spread(j, &m->best_spread);
    json_end(j);
    json_grid(j, m);
    json_points(j, m);
    json_count(j, "n_samples", (long long)m->n_samples);
    json_count(j, "seed", (long long)m->seed);
    json_number(j, "mean_error_V", m->mean_error_V);
    json_number(j, "max_error_V", m->max_error_V);
    json_texts(j, "left_out", m->left_out, m->n_left_out);
    json_end(j);
}

void chp_show_maps_json(const chp_maps *m, const chp_diag *diag, FILE *to)
{
    json j = json_to(to);
    json_object(&j, NULL);
    json_count(&j, "schema", 1);
    json_array(&j, "maps");
    for (size_t i = 0; m && i < chp_map_count(m); i++)
        json_map(&j, chp_map_get(m, i));
    json_end(&j);
    json_messages(&j, "messages", diag);
    json_end(&j);
}
