/* What runs say, as JSON of schema 1: what a run does not tell is null, never 0. */
#include "chepath/figure.h"

#include <math.h>
#include <string.h>

#include "chem/calc.h"
#include "render/show_run.h"

static void put_answer(json *j, const char *key, chp_answer answer)
{
    if (answer == CHP_UNKNOWN)
        json_null(j, key);
    else if (answer == CHP_NOT_APPLICABLE)
        json_text(j, key, "not-applicable");
    else
        json_bool(j, key, answer == CHP_YES);
}

static void put_energies(json *j, const char *key, const chp_energies *e)
{
    json_line(j, key);
    json_fact(j, "toten_eV", e->toten_eV);
    json_fact(j, "without_entropy_eV", e->without_entropy_eV);
    json_fact(j, "sigma0_eV", e->sigma0_eV);
    json_end(j);
}

static const char *kind_word(chp_run_kind kind)
{
    static const char *const words[] = {
        [CHP_RUN_UNKNOWN] = NULL,
        [CHP_RUN_STATIC] = "static",
        [CHP_RUN_RELAXATION] = "relaxation",
        [CHP_RUN_DYNAMICS] = "dynamics",
        [CHP_RUN_FREQUENCIES] = "frequencies",
        [CHP_RUN_RESPONSE] = "linear-response",
        [CHP_RUN_PATH] = "path",
        [CHP_RUN_OTHER] = "other",
    };
    return words[kind];
}

static void put_species(json *j, const chp_calc *calc)
{
    json_array(j, "species");
    for (size_t i = 0; i < calc->n_species; i++) {
        const chp_species *s = &calc->species[i];
        json_line(j, NULL);
        json_text(j, "element", s->element);
        json_count(j, "count", (long long)s->count);
        json_text(j, "potcar", s->potcar);
        json_text(j, "sha256", s->sha256);
        json_text(j, "lexch", s->lexch);
        json_fact(j, "mass_u", s->mass_u);
        json_fact(j, "valence_e", s->valence_e);
        json_fact(j, "enmax_eV", s->enmax_eV);
        json_fact(j, "eatom_eV", s->eatom_eV);
        json_end(j);
    }
    json_end(j);
}

static void put_converged(json *j, const chp_calc *calc)
{
    json_line(j, "converged");
    put_answer(j, "electronic", calc->electronic);
    put_answer(j, "ionic", calc->ionic);
    put_answer(j, "finished", calc->finished);
    json_end(j);
}

static void put_modes(json *j, const chp_calc *calc)
{
    if (!calc->has_modes) {
        json_null(j, "modes_cm1");
        json_null(j, "n_imaginary");
        return;
    }
    json_numbers(j, "modes_cm1", calc->mode_cm1, calc->n_modes);
    json_count(j, "n_imaginary", (long long)calc_n_imaginary(calc));
}

static void put_ensemble(json *j, const chp_calc *calc)
{
    if (calc->ensemble_eV)
        json_numbers(j, "ensemble_eV", calc->ensemble_eV, calc->n_ensemble);
    else
        json_null(j, "ensemble_eV");
}

/* Fortran's logicals: T, F, .TRUE., .FALSE., in any case. */
static bool is_logical(str value, bool *is_true)
{
    str word = str_starts(value, STR(".")) ? str_from(value, 1) : value;
    if (str_ends(word, STR(".")))
        word.len--;
    *is_true = str_eq_nocase(word, STR("T")) || str_eq_nocase(word, STR("TRUE"));
    return *is_true || str_eq_nocase(word, STR("F")) ||
           str_eq_nocase(word, STR("FALSE"));
}

/* Tags with a value for each species, atom or axis: a list also of one. */
static bool is_list(str tag)
{
    static const char *const lists[] = { "LDAUL", "LDAUU",  "LDAUJ", "MAGMOM", "ROPT",
                                         "RWIGS", "POMASS", "VCA",   "XC_C" };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (str_eq(tag, str_of(lists[i])))
            return true;
    return false;
}

static void put_setting(json *j, arena *scratch, const chp_setting *s)
{
    double *list;
    bool is_true, is_text = strcmp(s->tag, "SYSTEM") == 0;
    size_t n = is_text ? 0 : calc_list(scratch, str_of(s->value), &list);
    if (n > 1 || (n == 1 && is_list(str_of(s->tag))))
        json_numbers(j, s->tag, list, n);
    else if (n == 1)
        json_number(j, s->tag, list[0]);
    else if (!is_text && is_logical(str_trim(str_of(s->value)), &is_true))
        json_bool(j, s->tag, is_true);
    else
        json_text(j, s->tag, s->value);
}

static void put_settings(json *j, const chp_calc *calc)
{
    arena scratch = { 0 };
    json_object(j, "settings");
    for (size_t i = 0; i < calc->n_settings; i++)
        put_setting(j, &scratch, &calc->settings[i]);
    json_end(j);
    arena_clear(&scratch);
}

static void put_step(json *j, const chp_ionic_step *s)
{
    json_line(j, NULL);
    json_number(j, "toten_eV", s->toten_eV);
    json_number(j, "without_entropy_eV", s->without_entropy_eV);
    json_number(j, "sigma0_eV", s->sigma0_eV);
    json_number(j, "max_force_eV_A", s->max_force_eV_A);
    json_number(j, "dE_eV", s->dE_eV);
    json_number(j, "deps_eV", s->deps_eV);
    json_count(j, "n_electronic_steps", s->n_electronic_steps);
    put_answer(j, "electronic", (chp_answer)s->electronic);
    json_bool(j, "is_machine_learned", s->is_machine_learned);
    json_end(j);
}

static void put_steps(json *j, const chp_calc *calc)
{
    if (!calc->steps)
        return;
    json_array(j, "steps");
    for (size_t i = 0; i < calc->n_ionic_steps; i++)
        put_step(j, &calc->steps[i]);
    json_end(j);
}

static void put_count(json *j, const char *key, size_t n)
{
    if (n > 0)
        json_count(j, key, (long long)n);
    else
        json_null(j, key);
}

/* A file of no known kind has no steps to count. */
static void put_size(json *j, const chp_calc *calc, const char *formula)
{
    put_count(j, "n_atoms", calc->n_atoms);
    json_text(j, "formula", formula);
    put_species(j, calc);
    put_energies(j, "energies", &calc->energies);
    put_energies(j, "last_step", &calc->last_step);
    if (calc->format)
        json_count(j, "n_ionic_steps", (long long)calc->n_ionic_steps);
    else
        json_null(j, "n_ionic_steps");
}

/* --- facts --------------------------------------------------------------------- */

/* One number each; the order is that of the document. */
static const struct {
    const char *key;
    size_t offset;
} facts[] = {
    { "drift_eV_A", offsetof(chp_calc, drift_eV_A) },
    { "magnetization_muB", offsetof(chp_calc, magnetization_muB) },
    { "e_fermi_eV", offsetof(chp_calc, e_fermi_eV) },
    { "n_electrons", offsetof(chp_calc, n_electrons) },
    { "charge_e", offsetof(chp_calc, charge_e) },
    { "fermi_shift_eV", offsetof(chp_calc, fermi_shift_eV) },
    { "dispersion_eV", offsetof(chp_calc, dispersion_eV) },
    { "dipole_eV", offsetof(chp_calc, dipole_eV) },
    { "solvation_eV", offsetof(chp_calc, solvation_eV) },
    { "rpa_eV", offsetof(chp_calc, rpa_eV) },
    { "rpa_extrapolated_eV", offsetof(chp_calc, rpa_all_eV) },
    { "volume_A3", offsetof(chp_calc, volume_A3) },
    { "pressure_kB", offsetof(chp_calc, pressure_kB) },
    { "n_kpoints", offsetof(chp_calc, n_kpoints) },
    { "kpoint_weight", offsetof(chp_calc, kpoint_weight) },
    { "started_s", offsetof(chp_calc, started_s) },
    { "elapsed_s", offsetof(chp_calc, elapsed_s) },
    { "max_memory_kB", offsetof(chp_calc, max_memory_kB) },
};

static void put_facts(json *j, const chp_calc *calc)
{
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        json_fact(j, facts[i].key,
                  *(const chp_fact *)((const char *)calc + facts[i].offset));
}

static void put_vector(json *j, const char *key, const chp_vector *v)
{
    if (v->known)
        json_numbers(j, key, v->value, 3);
    else
        json_null(j, key);
}

static void put_stress(json *j, const chp_tensor *s)
{
    if (!s->known) {
        json_null(j, "stress_kB");
        return;
    }
    json_row(j, "stress_kB");
    for (size_t i = 0; i < 3; i++)
        json_numbers(j, NULL, s->value[i], 3);
    json_end(j);
}

static void put_dynamics(json *j, const chp_dynamics *d)
{
    if (!d->temperature_K.known && !d->kinetic_eV.known) {
        json_null(j, "dynamics");
        return;
    }
    json_line(j, "dynamics");
    json_fact(j, "temperature_K", d->temperature_K);
    json_fact(j, "mean_temperature_K", d->mean_temperature_K);
    json_fact(j, "kinetic_eV", d->kinetic_eV);
    json_fact(j, "mean_kinetic_eV", d->mean_kinetic_eV);
    json_fact(j, "total_eV", d->total_eV);
    json_end(j);
}

static void put_electrode(json *j, const chp_electrode *e)
{
    if (!e->code) {
        json_null(j, "electrode");
        return;
    }
    json_line(j, "electrode");
    json_text(j, "code", e->code);
    json_bool(j, "is_grand_canonical", e->is_grand);
    json_fact(j, "target_mu_eV", e->target_eV);
    json_fact(j, "mu_eV", e->mu_eV);
    json_fact(j, "n_electrons", e->n_electrons);
    json_fact(j, "grand_term_eV", e->grand_term_eV);
    json_fact(j, "omega_eV", e->omega_eV);
    json_end(j);
}

static void put_bader(json *j, const chp_bader *b)
{
    if (b && b->charge_e)
        json_numbers(j, "bader_charge_e", b->charge_e, b->n);
    else
        json_null(j, "bader_charge_e");
    if (b)
        json_numbers(j, "bader_electrons", b->electrons, b->n);
    else
        json_null(j, "bader_electrons");
    json_fact(j, "bader_vacuum_e", b ? b->vacuum_e : (chp_fact){ 0 });
}

static void put_dos(json *j, const chp_dos *dos)
{
    if (!dos) {
        json_null(j, "d_bands");
        return;
    }
    json_array(j, "d_bands");
    for (size_t i = 0; i < dos->n; i++) {
        const chp_d_band *b = &dos->band[i];
        json_line(j, NULL);
        json_count(j, "atom", (long long)b->atom + 1);
        json_number(j, "centre_eV", b->centre_eV);
        json_number(j, "occupied_eV", b->filling > 0 ? b->occupied_eV : NAN);
        json_number(j, "up_eV", b->n_spins == 2 ? b->up_eV : NAN);
        json_number(j, "down_eV", b->n_spins == 2 ? b->down_eV : NAN);
        json_number(j, "filling", b->filling);
        json_end(j);
    }
    json_end(j);
}

static void put_run(json *j, const chp_run *run)
{
    const chp_calc *calc = &run->calc;
    arena scratch = { 0 };
    json_object(j, NULL);
    json_text(j, "path", calc->path);
    json_text(j, "format", calc->format);
    json_text(j, "vasp_version", calc->vasp_version);
    json_text(j, "build", calc->build);
    json_text(j, "title", calc->title);
    json_text(j, "kind", kind_word(calc->kind));
    json_bool(j, "is_refused", run->is_refused);
    put_size(j, calc, calc_formula(&scratch, calc));
    put_converged(j, calc);
    json_fact(j, "max_force_eV_A", calc->max_force_eV_A);
    put_answer(j, "max_force_is_free", calc->force_is_free);
    put_facts(j, calc);
    put_vector(j, "magnetization_vector_muB", &calc->total_moment_muB);
    put_vector(j, "dipole_moment_eA", &calc->dipole_moment_eA);
    put_stress(j, &calc->stress_kB);
    put_dynamics(j, &calc->dynamics);
    put_electrode(j, &calc->electrode);
    put_bader(j, calc->bader);
    put_dos(j, calc->dos);
    show_atoms_json(calc, j);
    put_modes(j, calc);
    put_ensemble(j, calc);
    put_steps(j, calc);
    put_settings(j, calc);
    json_messages(j, "messages", run->diag);
    json_end(j);
    arena_clear(&scratch);
}

void chp_show_runs_json(const chp_runs *runs, FILE *to)
{
    json j = json_to(to);
    json_object(&j, NULL);
    json_count(&j, "schema", 1);
    json_array(&j, "runs");
    for (size_t i = 0; i < chp_runs_count(runs); i++)
        put_run(&j, chp_runs_get(runs, i));
    json_end(&j);
    json_end(&j);
}
