/* Whether the final energies of a step belong together, F, E and E0 being the three of
 * their block:
 *
 *     F  = F(last iteration) + Edisp + dipole correction, if that was added last  (1)
 *     F - E = EENTRO, in the last iteration                                       (2)
 *     E0 = ((n + 1) F + E) / (n + 2),  n = max(ISMEAR, 0)                         (3)
 */
#include <math.h>

#include "formats/outcar.h"

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

void outcar_balance(outcar *o)
{
    bool is_fine = o->now.n_decimals >= 8;
    check_sigma0(o, is_fine ? 3e-6 : 4e-6);
    check_entropy(o);
    find_rest(o, is_fine ? 0 : 1e-6);
}
