/* The final energies of an ionic step. They count when their block was closed, all
 * three numbers read:
 *
 *       FREE ENERGIE OF THE ION-ELECTRON SYSTEM (eV)
 *       ---------------------------------------------------
 *       free  energy   TOTEN  =      -382.70228449 eV
 *
 *       energy  without entropy=     -382.62968677  energy(sigma->0) = -382.67808525
 *
 * The electronic iterations print nearly the same words with one blank less: to those
 * energies dispersion and the dipole correction have not been added. Neither do the
 * lines of a machine-learned force field ("ML TOTEN") count. Three identities tell
 * whether the numbers belong together, F, E and E0 being the three of the block:
 *
 *     F  = F(last iteration) + Edisp + dipole correction, if that was added last  (1)
 *     F - E = EENTRO, in the last iteration                                       (2)
 *     E0 = ((n + 1) F + E) / (n + 2),  n = max(ISMEAR, 0)                         (3)
 */
#include <math.h>

#include "formats/outcar.h"

void outcar_block(outcar *o)
{
    step *s = &o->now;
    if (s->is_whole) {
        outcar_damage(o, "an ionic step has two final energies");
        outcar_begin_step(o, s->number);
    }
    s->is_block_open = true;
    s->energies = (chp_energies){ 0 };
}

static void bad_number(outcar *o, str word)
{
    if (o->has_bad_number)
        return;
    o->has_bad_number = true;
    diag_error(o->diag, "not-a-number", o->in->at,
               "the final energy of ionic step %zu is no number: '%.*s'", o->now.number,
               (int)(word.len < 40 ? word.len : 40), word.at);
    diag_hint(o->diag,
              "Stars outgrew their column, NaN is a run that exploded: look at "
              "the structure and at POTIM.");
}

/* How many digits stand behind the point. */
static unsigned decimals(str word)
{
    unsigned n = 0;
    if (!str_after(&word, STR(".")))
        return 0;
    while (n < word.len && word.at[n] >= '0' && word.at[n] <= '9')
        n++;
    return n;
}

/* The number behind the next `=` of `rest`, and its digits. */
static bool final_number(outcar *o, str *rest, chp_fact *out, unsigned *n_decimals)
{
    str word = { 0 };
    double x;
    if (!str_after(rest, STR("=")))
        return false;
    str_word(rest, &word);
    if (!str_number(word, &x)) {
        bad_number(o, word);
        return false;
    }
    *out = fact_of(x, o->in);
    *n_decimals = decimals(word);
    return true;
}

void outcar_toten(outcar *o)
{
    step *s = &o->now;
    str rest = o->in->line;
    if (s->is_block_open)
        s->is_block_open =
            final_number(o, &rest, &s->energies.toten_eV, &s->n_decimals);
}

void outcar_ml_toten(outcar *o)
{
    if (o->n_ml_steps++ == 0)
        o->ml_at = o->in->at;
}

static void mismatch(outcar *o, chp_where at, const char *what, double found,
                     double expected)
{
    if (o->has_mismatch)
        return;
    o->has_mismatch = true;
    diag_error(o->diag, "energies-disagree", at,
               "the energies of ionic step %zu do not belong together: %s is %.8f, "
               "expected %.8f",
               o->now.number, what, found, expected);
    diag_hint(o->diag, "The file was edited, or two runs wrote into it.");
}

/* VASP 5.4.1 with a nonlocal functional and a dipole correction ends some meV from its
 * last electronic step, converged to 1e-8 eV: the energies of the end still fulfil (3).
 */
static bool is_recomputed(const outcar *o, double rest_eV)
{
    const double most_eV = 0.02;
    const chp_setting *vdw = chp_calc_setting(o->calc, "LUSE_VDW");
    const chp_setting *dipole = chp_calc_setting(o->calc, "LDIPOL");
    return vdw && vdw->value[0] == 'T' && dipole && dipole->value[0] == 'T' &&
           fabs(rest_eV) < most_eV;
}

static void unexplained(outcar *o)
{
    diag_warn(o->diag, "unexplained-term", o->now.rest_eV.at,
              "%.5f eV were added behind the electronic steps of ionic step %zu",
              o->now.rest_eV.value, o->now.number);
    diag_hint(o->diag, "No term of this file explains them; the final energy is used.");
}

/* Packages that VASP only calls (13, 14, 15: D4, libMBD, simple-DFT-D3) may print no
 * Edisp of its kind. */
static bool is_dispersion(const outcar *o, double rest_eV)
{
    const double most_eV = 1; // of an atom
    double scheme;
    return chp_calc_number(o->calc, "IVDW", &scheme) && scheme != 0 && rest_eV < 0 &&
           rest_eV > -most_eV * (double)o->calc->n_atoms;
}

/* (1); where a scheme prints no Edisp, the difference is the dispersion energy. What is
 * left waits for the end of the step: TPOT may tell of its term behind the energies. */
static void find_rest(outcar *o, double tolerance)
{
    step *s = &o->now;
    if (!s->toten_eV.known)
        return;
    double sum = s->toten_eV.value;
    if (s->dispersion_eV.known)
        sum += s->dispersion_eV.value;
    if (s->is_dipole_added)
        sum += s->dipole_eV.value + s->charged_eV.value;
    double rest = s->energies.toten_eV.value - sum;
    if (fabs(rest) <= 2e-5 + tolerance)
        return;
    if (!s->dispersion_eV.known && (s->has_vdw_forces || is_dispersion(o, rest)))
        s->dispersion_eV = fact_of(rest, o->in);
    else
        s->rest_eV = fact_of(rest, o->in);
}

void outcar_check_rest(outcar *o)
{
    const step *s = &o->now;
    const chp_electrode *e = &o->calc->electrode;
    bool is_tpot = e->code && str_eq(str_of(e->code), STR("TPOT"));
    if (!s->rest_eV.known || is_tpot)
        return;
    double F = s->energies.toten_eV.value;
    if (is_recomputed(o, s->rest_eV.value))
        unexplained(o);
    else
        mismatch(o, s->rest_eV.at, "the final free energy", F, F - s->rest_eV.value);
}

/* (2), in the last iteration, which has eight decimals in every version. */
static void check_entropy(outcar *o)
{
    const step *s = &o->now;
    if (!s->toten_eV.known || !s->without_entropy_eV.known || !s->entropy_eV.known)
        return;
    double entropy = s->toten_eV.value - s->without_entropy_eV.value;
    double tolerance = 3e-8 * fmax(1, fabs(s->toten_eV.value));
    if (fabs(entropy - s->entropy_eV.value) > tolerance)
        mismatch(o, o->in->at, "F - E", entropy, s->entropy_eV.value);
}

static double extrapolated(double F, double E, double n)
{
    return ((n + 1) * F + E) / (n + 2);
}

/* (3); ISMEAR unknown: one of the usual orders must fit. */
static void check_sigma0(outcar *o, double tolerance)
{
    const chp_energies *e = &o->now.energies;
    double F = e->toten_eV.value, E = e->without_entropy_eV.value;
    double E0 = e->sigma0_eV.value;
    if (o->limits.has_ismear) {
        double expected = extrapolated(F, E, fmax(o->limits.ismear, 0));
        if (fabs(expected - E0) > tolerance)
            mismatch(o, o->in->at, "the energy for sigma -> 0", E0, expected);
        return;
    }
    for (int n = 0; n <= 3; n++)
        if (fabs(extrapolated(F, E, n) - E0) <= tolerance)
            return;
    mismatch(o, o->in->at, "the energy for sigma -> 0", E0, extrapolated(F, E, 0));
}

void outcar_without_entropy(outcar *o)
{
    step *s = &o->now;
    str rest = o->in->line;
    unsigned n_decimals;
    bool has_sigma0 = str_has(rest, STR("energy(sigma->0) ="));
    if (!s->is_block_open || !s->energies.toten_eV.known || !has_sigma0)
        return; // linear response prints no third number
    s->is_block_open = false;
    if (!final_number(o, &rest, &s->energies.without_entropy_eV, &n_decimals) ||
        !final_number(o, &rest, &s->energies.sigma0_eV, &n_decimals))
        return;
    if (n_decimals != s->n_decimals)
        return; // the file ends inside the number
    outcar_read_held(o);
    check_sigma0(o, n_decimals >= 8 ? 3e-6 : 4e-6);
    check_entropy(o);
    find_rest(o, n_decimals >= 8 ? 0 : 1e-6);
    s->is_whole = true;
}

/* --- the random phase approximation -------------------------------------- */

/*       HF-free energy      FHF    =       -25.11173505 eV
 *       HF+RPA corr. energy TOTEN  =       -36.96463791 eV
 *       HF+E_corr(extrapolated)    =       -37.70506951 eV */
void outcar_rpa(outcar *o)
{
    outcar_after(o, STR("="), &o->calc->rpa_eV);
}

void outcar_rpa_all(outcar *o)
{
    outcar_after(o, STR("="), &o->calc->rpa_all_eV);
}

/* It is one number, and stands for all three; what VASP calls TOTEN elsewhere in such a
 * run is the energy of the orbitals that it began with. */
void outcar_rpa_done(outcar *o)
{
    chp_calc *calc = o->calc;
    chp_fact rpa = calc->rpa_eV;
    if (!rpa.known)
        return;
    calc->energies = calc->last_step = (chp_energies){ rpa, rpa, rpa };
    calc->dispersion_eV = (chp_fact){ 0 };
    o->open_step = 0;
    if (calc->n_ionic_steps > 0)
        return;
    chp_ionic_step *one = arena_new(o->a, chp_ionic_step, 1);
    *one = (chp_ionic_step){
        .toten_eV = rpa.value,
        .without_entropy_eV = rpa.value,
        .sigma0_eV = rpa.value,
        .max_force_eV_A = NAN,
        .dE_eV = NAN,
        .deps_eV = NAN,
        .line = rpa.at.line,
        .electronic = CHP_NOT_APPLICABLE,
    };
    calc->steps = one;
    calc->n_ionic_steps = 1;
    calc->electronic = CHP_NOT_APPLICABLE;
}
