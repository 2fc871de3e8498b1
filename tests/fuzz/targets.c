#include "fuzz/targets.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "chepath.h"
#include "fuzz/damage.h"
#include "gather/log.h"

static void require(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "fuzz: %s\n", what);
    abort();
}

static void require_reason(bool is_good, const chp_diag *diag)
{
    require(is_good || chp_diag_count(diag, CHP_ERROR) > 0, "refused without a word");
}

/* --- what holds of every calculation ------------------------------------------- */

#define FACT(name) offsetof(chp_calc, name)
static const size_t facts[] = {
    FACT(energies.toten_eV),
    FACT(energies.without_entropy_eV),
    FACT(energies.sigma0_eV),
    FACT(last_step.toten_eV),
    FACT(last_step.without_entropy_eV),
    FACT(last_step.sigma0_eV),
    FACT(max_force_eV_A),
    FACT(drift_eV_A),
    FACT(magnetization_muB),
    FACT(e_fermi_eV),
    FACT(n_electrons),
    FACT(charge_e),
    FACT(dispersion_eV),
    FACT(dipole_eV),
    FACT(solvation_eV),
    FACT(fermi_shift_eV),
    FACT(volume_A3),
    FACT(elapsed_s),
};

static void require_finite(const double *value, size_t n, const char *what)
{
    for (size_t i = 0; value && i < n; i++)
        require(isfinite(value[i]), what);
}

static void check_facts(const chp_calc *calc)
{
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        const chp_fact *fact = (const void *)((const char *)calc + facts[i]);
        require(!fact->known || isfinite(fact->value), "a known fact is no number");
    }
    for (size_t i = 0; i < calc->n_species; i++) {
        const chp_species *s = &calc->species[i];
        const chp_fact *of[] = { &s->mass_u, &s->valence_e, &s->enmax_eV,
                                 &s->eatom_eV };
        for (size_t k = 0; k < sizeof of / sizeof *of; k++)
            require(!of[k]->known || isfinite(of[k]->value),
                    "a known fact of a species is no number");
    }
}

static void check_structure(const chp_structure *s)
{
    if (!s)
        return;
    require_finite(&s->lattice_A[0][0], 9, "a lattice is no number");
    if (s->fractional)
        require_finite(&s->fractional[0][0], 3 * s->n_atoms, "a position is no number");
    for (size_t i = 0; s->atomic_number && i < s->n_atoms; i++)
        require(s->atomic_number[i] >= 0 && s->atomic_number[i] < CHP_N_ELEMENTS,
                "an atom is no element");
}

static void check_dos(const chp_dos *dos)
{
    for (size_t i = 0; dos && i < dos->n; i++) {
        const chp_d_band *b = &dos->band[i];
        const double value[] = { b->centre_eV, b->filling, b->occupied_eV, b->up_eV,
                                 b->down_eV };
        require_finite(value, sizeof value / sizeof *value, "a d band is no number");
    }
}

static void check_bader(const chp_bader *bader)
{
    if (!bader)
        return;
    require_finite(bader->electrons, bader->n,
                   "the electrons of a basin are no number");
    require_finite(&bader->at_A[0][0], 3 * bader->n, "a basin's place is no number");
}

static void check_calc(const chp_calc *calc)
{
    check_dos(calc->dos);
    check_bader(calc->bader);
    check_facts(calc);
    check_structure(calc->initial);
    check_structure(calc->final);
    require_finite(calc->moment_muB, calc->n_moments, "a moment is no number");
    require_finite(calc->mode_cm1, calc->n_modes, "a mode is no number");
    require_finite(calc->ensemble_eV, calc->n_ensemble, "an ensemble is no number");
    if (calc->hessian)
        require_finite(calc->hessian->eV_A2, calc->hessian->n * calc->hessian->n,
                       "a Hessian is no number");
    for (size_t i = 0; calc->steps && i < calc->n_ionic_steps; i++)
        require(!isinf(calc->steps[i].sigma0_eV), "a step's energy is no number");
}

/* --- ways to read -------------------------------------------------------------- */

static void read_text(const format *f, str input, chp_diag *diag)
{
    arena a = { 0 };
    scan in = scan_text(input, f->name);
    reading r = { .a = &a, .keep_steps = true, .diag = diag };
    chp_calc calc = { .path = f->name, .format = f->name };
    require_reason(f->read(&in, &r, &calc), diag);
    check_calc(&calc);
    arena_clear(&a);
}

static chp_read_options alone(void)
{
    chp_read_options options = chp_read_defaults();
    options.cache = NULL;
    options.n_jobs = 1;
    options.max_unpacked_bytes = 256 << 20;
    return options;
}

static void read_runs(const char *path, chp_diag *diag)
{
    chp_read_options options = alone();
    options.keep_steps = true;
    chp_runs *runs = chp_runs_read(&path, 1, &options, diag);
    for (size_t i = 0; i < chp_runs_count(runs); i++) {
        const chp_run *run = chp_runs_get(runs, i);
        require_reason(!run->is_refused, run->diag);
        check_calc(&run->calc);
    }
    chp_runs_free(runs);
}

static void read_log(const char *path, chp_diag *diag)
{
    arena a = { 0 };
    chp_calc calc = { 0 };
    log_read(&a, path, path, NULL, &calc, diag);
    check_calc(&calc);
    arena_clear(&a);
}

static void read_reaction(const char *path, chp_diag *diag)
{
    chp_reaction *reaction = chp_reaction_load(path, diag);
    require_reason(reaction, diag);
    chp_reaction_free(reaction);
}

static void read_study(const char *path, chp_diag *diag)
{
    chp_options *options = chp_options_new();
    chp_read_options read = alone();
    chp_study *study = chp_study_load(&path, 1, options, &read, diag);
    require_reason(study, diag);
    if (study)
        chp_study_run(study, diag);
    chp_study_free(study);
    chp_options_free(options);
}

const target targets[] = {
    { "outcar", &format_outcar, NULL, NULL },
    { "vasprun", &format_vasprun, NULL, NULL },
    { "oszicar", &format_oszicar, NULL, NULL },
    { "poscar", &format_poscar, NULL, NULL },
    { "xdatcar", &format_xdatcar, NULL, NULL },
    { "incar", &format_incar, NULL, NULL },
    { "kpoints", &format_kpoints, NULL, NULL },
    { "potcar", &format_potcar, NULL, NULL },
    { "dynmat", &format_dynmat, NULL, NULL },
    { "bader", &format_bader, NULL, NULL },
    { "doscar", &format_doscar, NULL, NULL },
    { "vaspout", &format_vaspout, NULL, NULL },
    { "archive", NULL, "packed", read_runs },
    { "log", NULL, "vasp.out", read_log },
    { "reaction", NULL, "reaction.yaml", read_reaction },
    { "study", NULL, "chepath.yaml", read_study },
    { "table", NULL, "table.csv", read_study },
    { "results", NULL, "results.json", read_study },
    { NULL, NULL, NULL, NULL },
};

const target *target_named(const char *name)
{
    for (const target *t = targets; t->name; t++)
        if (name && strcmp(t->name, name) == 0)
            return t;
    return NULL;
}

/* --- running ------------------------------------------------------------------- */

/* Each in a folder of its own, where nothing else is found. */
static void read_file(const target *t, str input, chp_diag *diag)
{
    char folder[] = "/tmp/chepath-fuzz-XXXXXX", path[64];
    require(mkdtemp(folder) != NULL, "no folder for the input");
    snprintf(path, sizeof path, "%s/%s", folder, t->file);
    require(blob_write(path, input), "the input cannot be written");
    t->read(path, diag);
    remove(path);
    rmdir(folder);
}

void target_run(const target *t, str input)
{
    chp_diag *diag = chp_diag_new();
    if (input.len == 0)
        input = STR("");
    if (t->format)
        read_text(t->format, input, diag);
    else
        read_file(t, input, diag);
    chp_diag_free(diag);
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

size_t target_run_folder(const target *t, const char *folder)
{
    struct dirent **entry = NULL;
    int n = scandir(folder, &entry, is_visible, alphasort);
    for (int i = 0; i < n; i++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", folder, entry[i]->d_name);
        blob input = blob_read(path);
        target_run(t, (str){ input.at, input.n });
        free(input.at);
        free(entry[i]);
    }
    free(entry);
    return n > 0 ? (size_t)n : 0;
}
