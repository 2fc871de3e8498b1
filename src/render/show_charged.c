/* A state at constant potential, for people and for programs. */
#include "chepath/figure.h"

#include "base/number.h"
#include "render/json.h"
#include "render/table.h"

enum { RUN, EXTRA, MU, POTENTIAL, A, OMEGA, RESIDUAL, N_COLUMNS };

static const column columns[N_COLUMNS] = {
    [RUN] = { .title = "run", .key = "run", .may_shrink = true },
    [EXTRA] = { .title = "N-N0", .key = "extra_electrons", .unit = "e", .digits = 3 },
    [MU] = { .title = "µ_e", .key = "mu", .unit = "eV", .digits = 4 },
    [POTENTIAL] = { .title = "U", .key = "U", .unit = "V vs SHE", .digits = 4 },
    [A] = { .title = "A", .key = "A", .unit = "eV", .digits = 5 },
    [OMEGA] = { .title = "Ω", .key = "omega", .unit = "eV", .digits = 5 },
    [RESIDUAL] = { .title = "off the fit",
                   .key = "residual",
                   .unit = "meV",
                   .digits = 1,
                   .is_optional = true },
};

static double residual_eV(const chp_charged_point *p, const chp_grand_potential *g)
{
    return p->omega_eV - chp_grand_potential_at(g, p->U_SHE_V);
}

static void show_fit(const chp_grand_potential *g, double area_A2, FILE *to)
{
    bool is_cubic = g->capacitance_slope_e_V2 != 0;
    fprintf(to, "\n  Ω(U) = Ω0 - C/2 (U - U0)²%s\n",
            is_cubic ? " - C'/6 (U - U0)³" : "");
    fprintf(to, "  Ω0   %s eV\n", number_fixed(g->omega0_eV, 5).at);
    fprintf(to, "  U0   %s V vs SHE\n", number_fixed(g->U0_V, 4).at);
    fprintf(to, "  C    %s e/V", number_fixed(g->capacitance_e_V, 4).at);
    if (area_A2 > 0) {
        double C = chp_capacitance_uF_cm2(g->capacitance_e_V, area_A2);
        fprintf(to, ", %s µF/cm² of the cell", number_fixed(C, 2).at);
    }
    if (is_cubic)
        fprintf(to, "\n  C'   %s e/V²", number_fixed(g->capacitance_slope_e_V2, 4).at);
    fprintf(to, "\n  R²   %s, largest residual %s meV\n",
            number_fixed(g->r_squared, 6).at, number_fixed(g->worst_eV * 1000, 1).at);
    fprintf(to, "  holds from %s to %s V vs SHE, and 0.2 V beyond\n",
            number_fixed(g->U_min_V, 3).at, number_fixed(g->U_max_V, 3).at);
}

void chp_show_charged(const chp_charged_report *report, FILE *to)
{
    const chp_grand_potential *g = report->fit;
    arena scratch = { 0 };
    table *t = table_new(&scratch, NULL, columns, N_COLUMNS);
    for (size_t i = 0; i < report->n_points; i++) {
        const chp_charged_point *p = &report->points[i];
        cell *row = table_row(t);
        row[RUN] = cell_text(p->path);
        row[EXTRA] = cell_number(p->extra_electrons);
        row[MU] = cell_number(p->mu_eV);
        row[POTENTIAL] = cell_number(p->U_SHE_V);
        row[A] = cell_number(p->A_eV);
        row[OMEGA] = cell_number(p->omega_eV);
        if (g)
            row[RESIDUAL] = cell_number(residual_eV(p, g) * 1000);
    }
    table_write_text(t, to);
    fprintf(to, "\n  SHE at %s V absolute\n", number_fixed(report->absolute_V, 2).at);
    if (g)
        show_fit(g, report->area_A2, to);
    arena_clear(&scratch);
}

static void put_fit(json *j, const chp_grand_potential *g, double area_A2)
{
    if (!g) {
        json_null(j, "fit");
        return;
    }
    json_line(j, "fit");
    json_number(j, "omega0_eV", g->omega0_eV);
    json_number(j, "U0_SHE_V", g->U0_V);
    json_number(j, "capacitance_e_V", g->capacitance_e_V);
    json_number(j, "capacitance_slope_e_V2", g->capacitance_slope_e_V2);
    if (area_A2 > 0)
        json_number(j, "capacitance_uF_cm2",
                    chp_capacitance_uF_cm2(g->capacitance_e_V, area_A2));
    json_number(j, "r_squared", g->r_squared);
    json_number(j, "worst_eV", g->worst_eV);
    json_number(j, "U_min_SHE_V", g->U_min_V);
    json_number(j, "U_max_SHE_V", g->U_max_V);
    json_end(j);
}

void chp_show_charged_json(const chp_charged_report *report, const chp_diag *diag,
                           FILE *to)
{
    json j = json_to(to);
    json_object(&j, NULL);
    json_count(&j, "schema", 1);
    json_number(&j, "absolute_SHE_V", report->absolute_V);
    json_array(&j, "runs");
    for (size_t i = 0; i < report->n_points; i++) {
        const chp_charged_point *p = &report->points[i];
        json_line(&j, NULL);
        json_text(&j, "path", p->path);
        json_number(&j, "extra_electrons", p->extra_electrons);
        json_number(&j, "mu_eV", p->mu_eV);
        json_number(&j, "U_SHE_V", p->U_SHE_V);
        json_number(&j, "A_eV", p->A_eV);
        json_number(&j, "omega_eV", p->omega_eV);
        json_end(&j);
    }
    json_end(&j);
    put_fit(&j, report->fit, report->area_A2);
    json_messages(&j, "messages", diag);
    json_end(&j);
}
