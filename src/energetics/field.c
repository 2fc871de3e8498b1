/* A state in an electric field F along the surface normal:
 *
 *     E(F) = E(0) + mu F - alpha F^2 / 2                              (2.8)
 *
 * as in Karlberg, Rossmeisl and Nørskov, Phys. Chem. Chem. Phys. 9, 5158 (2007).
 * mu and alpha are fitted by least squares to the energies of one cell in several
 * fields. The sign of F is that of the user's energies; the reference is F = 0, where
 * the energy of the state itself stands. */
#include "energetics/field.h"

#include <math.h>

#include "base/diag.h"
#include "chem/formula.h"
#include "energetics/audit.h"
#include "energetics/energy.h"
#include "math/regression.h"

enum { N_TERMS = 3 };

/* Energies of one cell (eV) in several fields (V/Å). */
typedef struct {
    size_t n;
    const double *F_V_A, *E_eV;
} series;

static bool fit(const series *of, chp_field_response *out, chp_diag *diag)
{
    arena scratch = { 0 };
    size_t n = of->n;
    double *rows = arena_new(&scratch, double, N_TERMS *n + 1);
    double *E_eV = arena_new(&scratch, double, n + 1);
    *out = (chp_field_response){ .n_points = n,
                                 .F_min_V_A = INFINITY,
                                 .F_max_V_A = -INFINITY };
    for (size_t i = 0; i < n; i++) {
        double F = of->F_V_A[i];
        rows[N_TERMS * i] = 1;
        rows[N_TERMS * i + 1] = F;
        rows[N_TERMS * i + 2] = F * F;
        E_eV[i] = of->E_eV[i] - of->E_eV[0]; // hundreds of eV lie below
        out->F_min_V_A = fmin(out->F_min_V_A, F);
        out->F_max_V_A = fmax(out->F_max_V_A, F);
    }
    regression r;
    bool ok = regression_fit(rows, E_eV, n, N_TERMS, &r, diag);
    arena_clear(&scratch);
    if (!ok)
        return false;
    out->mu_eA = r.c[1];
    out->alpha_eA2_V = -2 * r.c[2];
    out->r_squared = r.r2;
    out->worst_eV = r.worst;
    return true;
}

/* OUTCAR does not print EFIELD: a run that is silent may have been in any field. Of one
 * it is taken that it was in none, as the others speak. */
static bool find_fields(const entry *e, double *F_V_A, chp_diag *diag)
{
    const chp_run *silent = NULL;
    size_t n_silent = 0;
    for (size_t i = 0; i < e->field.n_runs; i++) {
        const chp_run *run = e->field.run[i];
        F_V_A[i] = 0;
        if (chp_calc_number(&run->calc, "EFIELD", &F_V_A[i]))
            continue;
        silent = run;
        n_silent++;
    }
    if (n_silent == 0 || (n_silent == 1 && silent->calc.n_settings > 0))
        return true;
    diag_error(diag, "field", (chp_where){ silent->calc.path, 0 },
               "in which electric field this was calculated is not told");
    diag_hint(diag, "Keep its INCAR or vasprun.xml, or give `field: {pairs: ...}`.");
    return false;
}

static bool is_of_cell(const entry *e, const chp_run *run, const char *name,
                       chp_diag *diag)
{
    chp_formula own, here;
    if (!e->energy_run || !formula_of_calc(&e->energy_run->calc, &own) ||
        !formula_of_calc(&run->calc, &here) || formula_eq(&own, &here))
        return true;
    arena scratch = { 0 };
    diag_error(diag, "C05", (chp_where){ run->calc.path, 0 },
               "this run of %s in an electric field holds %s, its energy is that of %s",
               name, formula_text(&scratch, &here), formula_text(&scratch, &own));
    arena_clear(&scratch);
    return false;
}

static bool series_of_runs(chp_study *s, const entry *e, const char *name, series *out,
                           chp_diag *diag)
{
    double *F_V_A = arena_new(&s->memory, double, e->field.n_runs + 1);
    double *E_eV = arena_new(&s->memory, double, e->field.n_runs + 1);
    for (size_t i = 0; i < e->field.n_runs; i++) {
        const chp_run *run = e->field.run[i];
        if (!run || !audit_run(s, run, diag) || !is_of_cell(e, run, name, diag) ||
            !energy_of_run(s, run).known)
            return false;
        E_eV[i] = energy_of_run(s, run).value;
    }
    *out = (series){ e->field.n_runs, F_V_A, E_eV };
    return find_fields(e, F_V_A, diag);
}

static const chp_field_response *response_of(chp_study *s, const entry *e,
                                             const char *name, chp_diag *diag)
{
    chp_field_response *out = arena_new(&s->memory, chp_field_response, 1);
    series of = { e->field.n, e->field.V_A, e->field.E_eV };
    *out = e->field.response;
    if (e->field.has_response)
        return out;
    if (e->field.n_runs > 0 && !series_of_runs(s, e, name, &of, diag))
        return NULL;
    if (fit(&of, out, diag))
        return out;
    diag_error(diag, "field", e->field.at,
               "%s: no parabola goes through %zu energies in electric fields", name,
               of.n);
    diag_hint(diag, "Calculate it in three different fields at least, 0 among them.");
    return NULL;
}

static double term_eV(const chp_field_response *r, double F_V_A)
{
    return r->mu_eA * F_V_A - r->alpha_eA2_V * F_V_A * F_V_A / 2;
}

/* Beyond the fields of the fit nobody knows; `--allow field-range` goes there. */
static bool is_sampled(const chp_field_response *r, double F_V_A, const char *name,
                       chp_where at, chp_diag *diag)
{
    const double slack = 1e-9;
    if (r->n_points == 0 ||
        (F_V_A >= r->F_min_V_A - slack && F_V_A <= r->F_max_V_A + slack))
        return true;
    bool stands = diag_error(diag, "field-range", at,
                             "%s: a field of %g V/Å lies beyond those it was "
                             "calculated in, %g to %g V/Å",
                             name, F_V_A, r->F_min_V_A, r->F_max_V_A);
    diag_hint(diag, "Calculate it there; --allow field-range extrapolates.");
    return !stands;
}

static void say_given(const chp_state *state, double F_V_A, chp_where at,
                      chp_diag *diag)
{
    if (F_V_A == 0)
        return;
    diag_warn(diag, "field", at,
              "%s is given as a free energy, and counts as it is at %g V/Å",
              state->name, F_V_A);
    diag_hint(diag, "Give its E to have the term of the field added.");
}

bool field_apply(chp_study *s, const entry *e, chp_state *state, chp_diag *diag)
{
    double F_V_A = s->in.options->field_V_A;
    if (state->g.field_eV.known ||
        (e->field.n + e->field.n_runs == 0 && !e->field.has_response))
        return true;
    state->response = response_of(s, e, state->name, diag);
    if (!state->response ||
        !is_sampled(state->response, F_V_A, state->name, e->field.at, diag))
        return false;
    if (state->g.G_eV.known || state->dG_eV.known)
        say_given(state, F_V_A, e->field.at, diag);
    else
        state->g.field_eV = fact_of(term_eV(state->response, F_V_A));
    return true;
}

/* How many points the answers were fitted to at most; -1: there is no answer. */
static long most_points(const chp_catalyst *c)
{
    long most = -1;
    for (size_t i = 0; i < c->n_states; i++) {
        const chp_field_response *r = c->states[i].response;
        if (r && (long)r->n_points > most)
            most = (long)r->n_points;
        else if (!r && c->states[i].g.field_eV.known && most < 0)
            most = 0;
    }
    return most;
}

void field_check(const chp_study *s, const subject *of, const chp_catalyst *c,
                 chp_diag *diag)
{
    double F_V_A = s->in.options->field_V_A;
    const chp_state *with = NULL, *without = NULL;
    bool needs_bare = most_points(c) > 0; // energies of cells hold the surface, too
    for (size_t i = 0; i < c->n_states; i++) {
        const chp_state *state = &c->states[i];
        if (!state->is_used || !state->g.G_eV.known ||
            (state->is_bare && !state->g.field_eV.known && !needs_bare))
            continue;
        if (state->g.field_eV.known)
            with = state;
        else
            without = without ? without : state;
    }
    if (F_V_A != 0 && most_points(c) < 0) {
        diag_warn(diag, "field", of->entry->at,
                  "%s: no state tells how it answers a field of %g V/Å", c->name,
                  F_V_A);
        diag_hint(diag, "Give `field: {pairs: [[F, E], ...]}` to its states.");
    } else if (with && without && (F_V_A != 0 || with->g.field_eV.value != 0)) {
        diag_warn(diag, "field", of->entry->at,
                  "%s: %s has a term of the electric field and %s has none", c->name,
                  with->name, without->name);
        diag_hint(diag, "Give it for every state, the bare surface included.");
    }
}
