/* What `chepath thermo` tells, as JSON of schema 1. */
#include "chepath/figure.h"

#include "render/json.h"

static void put_thermo(json *j, const char *key, const chp_thermo *t)
{
    json_line(j, key);
    json_number(j, "ZPE_eV", t->zpe_eV);
    json_number(j, "thermal_eV", t->thermal_eV);
    json_number(j, "TS_eV", t->TS_eV);
    json_number(j, "pressure_eV", t->pressure_eV);
    json_number(j, "correction_eV", chp_thermo_correction(t));
    json_number(j, "heat_capacity_eV_K", t->heat_capacity_eV_K);
    json_end(j);
}

static void put_route(json *j, const char *key, bool is_known, const chp_thermo *t)
{
    if (is_known)
        put_thermo(j, key, t);
    else
        json_null(j, key);
}

static void put_options(json *j, const chp_thermo_report *r)
{
    static const char *const energies[] = { [CHP_SIGMA0] = "sigma0",
                                            [CHP_TOTEN] = "toten",
                                            [CHP_WITHOUT_ENTROPY] = "without-entropy" };
    char low_modes[CHP_TEXT];
    const chp_thermo_options *o = &r->request.options;
    chp_low_modes_text(o, low_modes);
    json_line(j, "options");
    json_number(j, "temperature_K", o->T_K);
    json_text(j, "low_modes", low_modes);
    json_text(j, "imaginary", chp_imaginary_text(o->imaginary));
    json_bool(j, "transition_state", o->is_transition_state);
    json_text(j, "energy", energies[r->request.energy]);
    json_text(j, "gas_thermo", r->request.prefers_rrho ? "rrho" : "table");
    json_text(j, "h2_rotation", o->h2_rotation_exact ? "exact" : "classical");
    json_bool(j, "partial", r->request.is_partial);
    json_row(j, "isotopes");
    for (size_t i = 0; i < r->request.n_isotopes; i++) {
        json_line(j, NULL);
        json_count(j, "atomic_number", r->request.isotopes[i].atomic_number);
        json_number(j, "mass_u", r->request.isotopes[i].mass_u);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

static void put_molecule(json *j, const chp_thermo_report *r)
{
    const chp_molecule *m = &r->molecule;
    if (!r->has_molecule) {
        json_null(j, "molecule");
        return;
    }
    json_line(j, "molecule");
    json_bool(j, "linear", m->is_linear);
    json_text(j, "point_group", m->point_group);
    json_count(j, "symmetry_number", m->symmetry_number);
    json_number(j, "spin", m->spin);
    json_number(j, "mass_u", m->mass_u);
    json_numbers(j, "inertia_u_A2", m->inertia_u_A2, 3);
    json_end(j);
}

static void put_modes(json *j, const chp_thermo_report *r)
{
    json_array(j, "modes");
    for (size_t i = 0; i < r->n_modes; i++) {
        const chp_mode *m = &r->modes[i];
        json_line(j, NULL);
        json_number(j, "read_cm1", m->read_cm1);
        json_bool(j, "left_out", m->is_left_out);
        json_text(j, "why", m->why);
        if (!m->is_left_out) {
            json_number(j, "counted_cm1", m->counted_cm1);
            json_number(j, "ZPE_eV", m->part.zpe_eV);
            json_number(j, "thermal_eV", m->part.thermal_eV);
            json_number(j, "TS_eV", m->part.TS_eV);
        }
        json_end(j);
    }
    json_end(j);
}

static void put_policies(json *j, const chp_thermo_report *r)
{
    json_array(j, "policies");
    for (int i = 0; r->has_policies && i < CHP_N_POLICIES; i++) {
        json_line(j, NULL);
        json_text(j, "low_modes", r->policies[i].low_modes);
        json_number(j, "correction_eV", r->policies[i].correction_eV);
        json_end(j);
    }
    json_end(j);
}

/* The columns of a state, as in a profile; null when they are not known. */
static void put_sum(json *j, const chp_thermo_report *r)
{
    const chp_thermo *t = &r->thermo;
    bool has_G = r->is_known && r->E_eV.known;
    const struct {
        const char *key;
        double value;
        bool known;
    } lines[] = {
        { "E_eV", r->E_eV.value, r->E_eV.known },
        { "ZPE_eV", t->zpe_eV, r->is_known },
        { "thermal_eV", t->thermal_eV, r->is_known },
        { "TS_eV", t->TS_eV, r->is_known },
        { "pressure_eV", t->pressure_eV, r->is_known },
        { "correction_eV", chp_thermo_correction(t), r->is_known },
        { "G_eV", r->E_eV.value + chp_thermo_correction(t), has_G },
        { "entropy_eV_K", t->TS_eV / r->request.options.T_K, r->is_known },
        { "heat_capacity_eV_K", t->heat_capacity_eV_K, r->is_known },
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (lines[i].known)
            json_number(j, lines[i].key, lines[i].value);
        else
            json_null(j, lines[i].key);
}

static void put_report(json *j, const chp_thermo_report *r)
{
    json_object(j, NULL);
    json_text(j, "path", r->path);
    json_text(j, "formula", r->formula);
    json_text(j, "as", !r->reason ? NULL : r->is_gas ? "gas" : "adsorbate");
    json_text(j, "reason", r->reason);
    json_text(j, "route", r->route);
    put_options(j, r);
    put_sum(j, r);
    if (r->is_known && r->is_gas) {
        json_number(j, "pressure_bar", r->pressure_bar);
        json_text(j, "pressure_source", r->pressure_source);
    }
    json_text(j, "treatment", r->treatment[0] ? r->treatment : NULL);
    put_modes(j, r);
    put_policies(j, r);
    put_molecule(j, r);
    put_route(j, "by_table", r->is_known && r->has_table, &r->by_table);
    json_text(j, "table_source", r->has_table ? r->table.source : NULL);
    put_route(j, "by_rrho", r->is_known && r->has_rrho, &r->by_rrho);
    json_end(j);
}

void chp_show_thermo_json(const chp_thermo_report *const *reports, size_t n_reports,
                          const chp_diag *diag, FILE *to)
{
    json j = json_to(to);
    json_object(&j, NULL);
    json_count(&j, "schema", 1);
    json_array(&j, "runs");
    for (size_t i = 0; i < n_reports; i++)
        put_report(&j, reports[i]);
    json_end(&j);
    json_messages(&j, "messages", diag);
    json_end(&j);
}
