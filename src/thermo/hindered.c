/* The hindered translator and rotor.
 *
 * Of N atoms, 3N - 3 modes are vibrations; the adsorbate slides in two directions over
 * barriers W_t between sites of area A, and turns over n barriers W_r:
 *
 *     nu_t = sqrt(W_t / (2 m A)),  nu_r = 1/(2 pi) sqrt(n^2 W_r / (2 I))          (1)
 *     T_x = kT / (h nu_x),  r_x = W_x / (h nu_x),  a = r_x / (2 T_x)
 *     U_x / kT = -1/2 - 1 / [T_x (2 + 16 r_x)] + a - a I1(a) / I0(a)
 *                + (1/T_x) / (exp(1/T_x) - 1)                                     (2)
 *     S_x / k  = -1/2 + 1/2 ln(pi r_x / T_x) - a I1(a) / I0(a) + ln I0(a)
 *                + (1/T_x) / (exp(1/T_x) - 1) - ln(1 - exp(-1/T_x))               (3)
 *     S_c / k  = 1 - ln(N/A0) - ln A,  N/A0 = e^(1/3) (p0 / kT)^(2/3)             (4)
 *
 * translation counts (2) and (3) twice, rotation has -k ln s, and the zero-point
 * energies are h nu_t and h nu_r / 2. Bessel functions come as I0(a) exp(-a), so
 * ln I0(a) = a + ln of it.
 *
 * Sprowl, Campbell, Arnadottir, J. Phys. Chem. C 120, 9719 (2016), with the
 * correction 121, 9655 (2017).
 */
#include <math.h>

#include "base/arena.h"
#include "base/diag.h"
#include "chem/constants.h"
#include "math/bessel.h"
#include "thermo/modes.h"
#include "thermo/oscillator.h"

/* (2) and (3), of one direction */
static chp_thermo hindered(double barrier_eV, double frequency_Hz, double T_K)
{
    double quantum_eV = PLANCK_EV_S * frequency_Hz, kT_eV = BOLTZMANN_EV_K * T_K;
    double x = quantum_eV / kT_eV, r = barrier_eV / quantum_eV, a = r * x / 2;
    double i0 = bessel_i0_scaled(a), ratio = bessel_i1_scaled(a) / i0;
    double quanta = x / expm1(x);
    double U = -0.5 - x / (2 + 16 * r) + a - a * ratio + quanta;
    double S = -0.5 + 0.5 * log(M_PI * r * x) - a * ratio + a + log(i0) + quanta -
               log1p(-exp(-x));
    return (chp_thermo){
        .zpe_eV = quantum_eV / 2,
        .thermal_eV = kT_eV * U,
        .TS_eV = kT_eV * S,
    };
}

/* (1) */
static double translation_Hz(const chp_hindered *model, double area_m2)
{
    double barrier_J = model->barrier_translation_eV * CHARGE_C;
    return sqrt(barrier_J / (2 * model->mass_u * ATOMIC_MASS_KG * area_m2));
}

static double rotation_Hz(const chp_hindered *model)
{
    double barrier_J = model->barrier_rotation_eV * CHARGE_C;
    double inertia_kg_m2 = model->inertia_u_A2 * ATOMIC_MASS_KG * 1e-20;
    return model->n_minima * sqrt(barrier_J / (2 * inertia_kg_m2)) / (2 * M_PI);
}

static double standard_per_m2(double T_K)
{
    return exp(1.0 / 3) * pow(BAR_PA / (BOLTZMANN_J_K * T_K), 2.0 / 3);
}

/* (4) */
static double concentration_TS_eV(double area_m2, double T_K)
{
    return BOLTZMANN_EV_K * T_K * (1 - log(standard_per_m2(T_K)) - log(area_m2));
}

static double area_m2(const chp_hindered *model)
{
    return 1e-4 / model->sites_cm2;
}

double chp_hindered_coverage(const chp_hindered *model, double T_K)
{
    return standard_per_m2(T_K) * area_m2(model);
}

static chp_thermo motion(const chp_hindered *model, double T_K)
{
    chp_thermo sum = { 0 };
    chp_thermo t = hindered(model->barrier_translation_eV,
                            translation_Hz(model, area_m2(model)), T_K);
    chp_thermo r = hindered(model->barrier_rotation_eV, rotation_Hz(model), T_K);
    thermo_add(&sum, &t);
    thermo_add(&sum, &t);
    thermo_add(&sum, &r);
    sum.TS_eV -= BOLTZMANN_EV_K * T_K * log(model->symmetry_number);
    sum.TS_eV += concentration_TS_eV(area_m2(model), T_K);
    return sum;
}

/* Its heat capacity is the slope of (2), taken over 2 permille of T. */
static chp_thermo whole(const chp_hindered *model, double T_K)
{
    const double step_K = T_K / 1000;
    chp_thermo sum = motion(model, T_K);
    double hot_eV = motion(model, T_K + step_K).thermal_eV;
    double cold_eV = motion(model, T_K - step_K).thermal_eV;
    sum.heat_capacity_eV_K = (hot_eV - cold_eV) / (2 * step_K);
    return sum;
}

static bool is_sound(const chp_hindered *m)
{
    return m->barrier_translation_eV > 0 && m->barrier_rotation_eV > 0 &&
           m->sites_cm2 > 0 && m->n_minima > 0 && m->symmetry_number > 0 &&
           m->mass_u > 0 && m->inertia_u_A2 > 0;
}

static bool hindered_adsorbate(arena *a, const chp_modes *modes,
                               const chp_hindered *model,
                               const chp_thermo_options *options, chp_thermo *out,
                               chp_diag *diag)
{
    chp_modes stiff = modes_sorted(a, modes);
    stiff.n -= N_HINDERED;
    if (!modes_judge(&stiff, options, diag))
        return false;
    chp_thermo sum = whole(model, options->T_K);
    if (!modes_add(&stiff, options, &sum, diag))
        return false;
    *out = sum;
    return true;
}

bool chp_thermo_hindered(const chp_modes *modes, const chp_hindered *model,
                         const chp_thermo_options *options, chp_thermo *out,
                         chp_diag *diag)
{
    if (modes->n < N_HINDERED || !is_sound(model)) {
        diag_error(diag, "range", modes->at,
                   "a hindered adsorbate of %zu modes, barriers %g and %g eV, %g sites "
                   "per cm2",
                   modes->n, model->barrier_translation_eV, model->barrier_rotation_eV,
                   model->sites_cm2);
        diag_hint(diag,
                  "Give all modes of the adsorbate, and barriers, masses and site "
                  "density above zero.");
        return false;
    }
    arena scratch = { 0 };
    bool ok = hindered_adsorbate(&scratch, modes, model, options, out, diag);
    arena_clear(&scratch);
    return ok;
}
