/* What `chepath thermo` tells of a run: what it counts as, every mode, every term. */
#include "chepath/figure.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "chem/elements.h"
#include "render/table.h"
#include "render/text.h"

#define J_MOL_K_PER_EV_K 96485.33212331001 // Faraday's constant, C/mol

typedef struct {
    arena *a;
    const chp_thermo_report *r;
    FILE *to;
} page;

static void item(const page *p, const char *name, const char *value)
{
    text_item(name, value, p->to);
}

/* --- head ------------------------------------------------------------------------ */

static void show_molecule(const page *p)
{
    const chp_molecule *m = &p->r->molecule;
    if (!p->r->has_molecule)
        return;
    const char *shape = m->n_atoms < 2 ? "an atom" : m->is_linear ? "linear" : "bent";
    if (m->n_atoms > 2 && !m->is_linear)
        shape = "nonlinear";
    item(p, "molecule",
         arena_print(p->a, "%s, %s, symmetry number %d, spin %g", shape, m->point_group,
                     m->symmetry_number, m->spin));
    item(p, "mass, moments",
         arena_print(p->a, "%s u; %s  %s  %s u Å²", number_fixed(m->mass_u, 3).at,
                     number_fixed(m->inertia_u_A2[0], 5).at,
                     number_fixed(m->inertia_u_A2[1], 5).at,
                     number_fixed(m->inertia_u_A2[2], 5).at));
}

static void show_isotopes(const page *p)
{
    const chp_thermo_request *q = &p->r->request;
    const char *text = "";
    for (size_t i = 0; i < q->n_isotopes; i++)
        text = arena_append(p->a, text, ", ", "%s of %g u",
                            element_symbol(q->isotopes[i].atomic_number),
                            q->isotopes[i].mass_u);
    if (q->n_isotopes > 0)
        item(p, "isotopes", text);
}

static void show_choices(const page *p)
{
    const chp_thermo_report *r = p->r;
    char low_modes[CHP_TEXT];
    chp_low_modes_text(&r->request.options, low_modes);
    item(p, "temperature",
         arena_print(p->a, "%s K", number_exact(r->request.options.T_K).at));
    if (r->is_gas)
        item(p, "pressure",
             arena_print(p->a, "%.5g bar, %s", r->pressure_bar, r->pressure_source));
    item(p, "low modes", low_modes);
    item(p, "imaginary modes",
         arena_print(p->a, "%s%s", chp_imaginary_text(r->request.options.imaginary),
                     r->request.options.is_transition_state ? ", a transition state"
                                                            : ""));
    show_isotopes(p);
    if (r->request.is_partial)
        item(p, "modes of", "the free atoms alone, from the force constants");
    item(p, "treated", r->treatment[0] ? r->treatment : "no modes");
    if (r->route && strcmp(r->route, "hindered") == 0) {
        const chp_hindered *h = &r->request.hindered;
        item(p, "hindered",
             arena_print(p->a,
                         "barriers %g and %g eV, %g sites/cm², %d minima, %g u, %.4g "
                         "u Å²",
                         h->barrier_translation_eV, h->barrier_rotation_eV,
                         h->sites_cm2, h->n_minima, h->mass_u, h->inertia_u_A2));
    }
}

/* --- modes ------------------------------------------------------------------------ */

enum { READ, COUNTED, MODE_ZPE, MODE_U, MODE_TS, REMARK, N_MODE_COLUMNS };

static const column mode_columns[N_MODE_COLUMNS] = {
    [READ] = { .title = "mode", .key = "mode", .unit = "1/cm" },
    [COUNTED] = { .title = "counted", .key = "counted", .unit = "1/cm", .digits = 1 },
    [MODE_ZPE] = { .title = "ZPE", .key = "ZPE", .unit = "meV", .digits = 3 },
    [MODE_U] = { .title = "U(T)-U(0)", .key = "U", .unit = "meV", .digits = 3 },
    [MODE_TS] = { .title = "TS", .key = "TS", .unit = "meV", .digits = 3 },
    [REMARK] = { .title = "remark", .key = "remark", .is_optional = true },
};

static void show_modes(const page *p)
{
    const chp_thermo_report *r = p->r;
    if (r->n_modes == 0)
        return;
    table *t = table_new(p->a, NULL, mode_columns, N_MODE_COLUMNS);
    for (size_t i = 0; i < r->n_modes; i++) {
        const chp_mode *m = &r->modes[i];
        cell *row = table_row(t);
        row[READ] =
            cell_text(arena_print(p->a, "%8s%s", number_fixed(fabs(m->read_cm1), 1).at,
                                  m->read_cm1 < 0 ? "i" : " "));
        row[REMARK] = cell_text(m->why);
        if (m->is_left_out)
            continue;
        row[COUNTED] = cell_number(m->counted_cm1);
        row[MODE_ZPE] = cell_number(m->part.zpe_eV * 1000);
        row[MODE_U] = cell_number(m->part.thermal_eV * 1000);
        row[MODE_TS] = cell_number(m->part.TS_eV * 1000);
    }
    fputc('\n', p->to);
    table_write_text(t, p->to);
}

/* --- terms ------------------------------------------------------------------------ */

enum { TERM, CHOSEN, OTHER, N_TERM_COLUMNS };

static void term(table *t, const char *name, const double *chosen, const double *other)
{
    cell *row = table_row(t);
    row[TERM] = cell_text(name);
    if (chosen)
        row[CHOSEN] = cell_number(*chosen);
    if (other)
        row[OTHER] = cell_number(*other);
}

/* The lines of a sum, in the order they are added up. */
enum {
    LINE_E,
    LINE_ZPE,
    LINE_THERMAL,
    LINE_TS,
    LINE_PRESSURE,
    LINE_CORRECTION,
    LINE_G,
    N_LINES
};

static void sum_of(const chp_thermo *th, chp_fact E_eV, double line[N_LINES])
{
    double correction = chp_thermo_correction(th);
    line[LINE_E] = E_eV.value;
    line[LINE_ZPE] = th->zpe_eV;
    line[LINE_THERMAL] = th->thermal_eV;
    line[LINE_TS] = -th->TS_eV;
    line[LINE_PRESSURE] = th->pressure_eV;
    line[LINE_CORRECTION] = correction;
    line[LINE_G] = E_eV.value + correction;
}

static bool is_shown(const chp_thermo_report *r, int line)
{
    if (line == LINE_E || line == LINE_G)
        return r->E_eV.known;
    return line != LINE_PRESSURE || r->is_gas;
}

/* The route of a gas that was not chosen, or NULL. */
static const chp_thermo *other_route(const chp_thermo_report *r)
{
    bool is_table = strcmp(r->route, "table") == 0;
    if (is_table)
        return r->has_rrho ? &r->by_rrho : NULL;
    return r->is_gas && r->has_table ? &r->by_table : NULL;
}

static void show_heat(const page *p)
{
    const chp_thermo_report *r = p->r;
    double S = r->thermo.TS_eV / r->request.options.T_K;
    double C = r->thermo.heat_capacity_eV_K * J_MOL_K_PER_EV_K;
    fputc('\n', p->to);
    item(p, "entropy",
         arena_print(p->a, "%s eV/K, %s J/mol/K", number_fixed(S, 8).at,
                     number_fixed(S * J_MOL_K_PER_EV_K, 3).at));
    item(p, "heat capacity",
         arena_print(p->a, "%s J/mol/K at constant %s", number_fixed(C, 3).at,
                     r->is_gas ? "pressure" : "volume"));
    if (r->has_table)
        item(p, "table",
             arena_print(p->a, "%s, %g to %g K", r->table.source, r->table.T_min_K,
                         r->table.T_max_K));
}

/* A gas by both routes side by side, the chosen one first. */
static void show_terms(const page *p)
{
    static const char *const energies[] = { [CHP_SIGMA0] = "energy(σ→0)",
                                            [CHP_TOTEN] = "TOTEN",
                                            [CHP_WITHOUT_ENTROPY] = "without entropy" };
    const chp_thermo_report *r = p->r;
    const chp_thermo *other = other_route(r);
    const char *second = other == &r->by_rrho ? "(rrho)" : "(table)";
    const column columns[N_TERM_COLUMNS] = {
        [TERM] = { .title = "", .key = "term" },
        [CHOSEN] = { .title = r->route, .key = r->route, .unit = "eV", .digits = 6 },
        [OTHER] = { .title = second,
                    .key = "other",
                    .unit = "eV",
                    .digits = 6,
                    .is_optional = true },
    };
    const char *const names[N_LINES] = { energies[r->request.energy],
                                         "ZPE",
                                         r->is_gas ? "H(T)-H(0)" : "U(T)-U(0)",
                                         "-TS",
                                         "kT ln p",
                                         "correction",
                                         "G" };
    double lines[N_LINES], others[N_LINES];
    sum_of(&r->thermo, r->E_eV, lines);
    if (other)
        sum_of(other, r->E_eV, others);
    table *t = table_new(p->a, NULL, columns, N_TERM_COLUMNS);
    for (int i = 0; i < N_LINES; i++)
        if (is_shown(r, i))
            term(t, names[i], &lines[i], other ? &others[i] : NULL);
    fputc('\n', p->to);
    table_write_text(t, p->to);
}

/* --- the parts of the ideal gas --------------------------------------------------- */

enum { PART, PART_H, PART_TS, PART_S, N_PART_COLUMNS };

static const column part_columns[N_PART_COLUMNS] = {
    [PART] = { .title = "ideal gas", .key = "part" },
    [PART_H] = { .title = "H(T)-H(0)", .key = "H", .unit = "eV", .digits = 6 },
    [PART_TS] = { .title = "TS", .key = "TS", .unit = "eV", .digits = 6 },
    [PART_S] = { .title = "S", .key = "S", .unit = "J/mol/K", .digits = 3 },
};

static void part(const page *p, table *t, const char *name, const chp_thermo *th)
{
    double per_mol = J_MOL_K_PER_EV_K / p->r->request.options.T_K;
    cell *row = table_row(t);
    row[PART] = cell_text(name);
    row[PART_H] = cell_number(th->thermal_eV);
    row[PART_TS] = cell_number(th->TS_eV);
    row[PART_S] = cell_number(th->TS_eV * per_mol);
}

static void show_parts(const page *p)
{
    const chp_thermo_report *r = p->r;
    if (!r->has_rrho)
        return;
    const chp_thermo *all = &r->by_rrho;
    const chp_gas_parts *g = &r->parts;
    chp_thermo vibration = {
        .thermal_eV = all->thermal_eV - g->translation.thermal_eV -
                      g->rotation.thermal_eV - g->electrons.thermal_eV,
        .TS_eV =
            all->TS_eV - g->translation.TS_eV - g->rotation.TS_eV - g->electrons.TS_eV,
    };
    table *t = table_new(p->a, NULL, part_columns, N_PART_COLUMNS);
    part(p, t, "translation", &g->translation);
    part(p, t, "rotation", &g->rotation);
    part(p, t, "vibration", &vibration);
    part(p, t, "electrons", &g->electrons);
    fputc('\n', p->to);
    table_write_text(t, p->to);
}

/* --- the treatment of low modes ------------------------------------------------ */

enum { POLICY, POLICY_G, POLICY_CHANGE, N_POLICY_COLUMNS };

static const column policy_columns[N_POLICY_COLUMNS] = {
    [POLICY] = { .title = "low modes as", .key = "low_modes" },
    [POLICY_G] = { .title = "correction",
                   .key = "correction",
                   .unit = "eV",
                   .digits = 6 },
    [POLICY_CHANGE] = { .title = "change",
                        .key = "change",
                        .unit = "meV",
                        .digits = 1 },
};

static void show_policies(const page *p)
{
    const chp_thermo_report *r = p->r;
    if (!r->has_policies)
        return;
    double now = chp_thermo_correction(&r->thermo);
    table *t = table_new(p->a, NULL, policy_columns, N_POLICY_COLUMNS);
    for (int i = 0; i < CHP_N_POLICIES; i++) {
        cell *row = table_row(t);
        row[POLICY] = cell_text(r->policies[i].low_modes);
        row[POLICY_G] = cell_number(r->policies[i].correction_eV);
        row[POLICY_CHANGE] = cell_number((r->policies[i].correction_eV - now) * 1000);
    }
    fputc('\n', p->to);
    table_write_text(t, p->to);
}

void chp_show_thermo(const chp_thermo_report *report, FILE *to)
{
    arena scratch = { 0 };
    page p = { &scratch, report, to };
    text_put(str_of(report->path), to);
    fputc('\n', to);
    if (report->formula)
        item(&p, "formula", report->formula);
    if (report->reason)
        item(&p, "counts as",
             arena_print(&scratch, "%s: %s", report->is_gas ? "a gas" : "an adsorbate",
                         report->reason));
    show_molecule(&p);
    if (report->is_known) {
        show_choices(&p);
        show_modes(&p);
        show_terms(&p);
        show_heat(&p);
        show_parts(&p);
        show_policies(&p);
    } else {
        item(&p, "free energy", "NOT KNOWN, see the messages");
    }
    arena_clear(&scratch);
}
