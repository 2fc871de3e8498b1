/* Ideal gases: free translation, a rigid rotor, harmonic vibrations.
 *
 *     H(T) - H(0) = kT [5/2 + (0 | 1 | 3/2)] + sum_i e_i / (exp(x_i) - 1)      (1)
 *     S_trans = k { ln[(2 pi m kT / h^2)^(3/2) kT / p0] + 5/2 }                (2)
 *     S_rot   = k { ln[8 pi^2 I kT / (s h^2)] + 1 }                            (3)
 *             = k { ln[(pi Ia Ib Ic)^(1/2) / s (8 pi^2 kT / h^2)^(3/2)] + 3/2 } (4)
 *     S_elec  = k ln(2S + 1)                                                   (5)
 *
 * for (an atom | a linear | a nonlinear molecule); p0 = 1 bar, and kT ln(p / p0) comes
 * on top. McQuarrie, Statistical Mechanics (2000), chapters 5, 6 and 8. A 2-Pi state
 * has two levels of two states each instead of (5).
 *
 * The rotation of H2 is so quick that (3) fails: 3.2 meV at 298 K. Its levels, with
 * their nuclear spins, are summed instead on request:
 *
 *     q = 1/4 sum_J (1 | 3) (2J + 1) exp{-[B J(J+1) - D J^2 (J+1)^2] / kT}     (6)
 *
 * with 1 for even and 3 for odd J; the factor 1/4 takes out k ln 4, which tables leave
 * out.
 */
#include <math.h>

#include "base/arena.h"
#include "base/diag.h"
#include "chem/constants.h"
#include "thermo/modes.h"
#include "thermo/oscillator.h"

#define H2_B_CM1  59.3219 // Huber and Herzberg 1979, v = 0
#define H2_D_CM1  0.0471
#define ANGSTROM2 1e-20

/* Translation and its pV: (1) and (2). */
static chp_thermo translation(double mass_u, double T_K)
{
    double kT_J = BOLTZMANN_J_K * T_K, kT_eV = BOLTZMANN_EV_K * T_K;
    double wave = 2 * M_PI * mass_u * ATOMIC_MASS_KG * kT_J / (PLANCK_J_S * PLANCK_J_S);
    return (chp_thermo){
        .thermal_eV = 2.5 * kT_eV,
        .TS_eV = kT_eV * (1.5 * log(wave) + log(kT_J / BAR_PA) + 2.5),
        .heat_capacity_eV_K = 2.5 * BOLTZMANN_EV_K,
    };
}

/* 8 pi^2 I kT / h^2, the number of states of one axis squared */
static double rotor_states(double inertia_u_A2, double T_K)
{
    double inertia_kg_m2 = inertia_u_A2 * ATOMIC_MASS_KG * ANGSTROM2;
    return 8 * M_PI * M_PI * inertia_kg_m2 * BOLTZMANN_J_K * T_K /
           (PLANCK_J_S * PLANCK_J_S);
}

/* (3) and (4); no rotation for an atom */
static chp_thermo rotation(const chp_molecule *m, double T_K)
{
    if (m->n_atoms < 2)
        return (chp_thermo){ 0 };
    const double *I = m->inertia_u_A2;
    double axes = m->is_linear ? 1 : 1.5;
    double states = m->is_linear ? log(rotor_states(I[2], T_K))
                                 : 0.5 * (log(M_PI) + log(rotor_states(I[0], T_K)) +
                                          log(rotor_states(I[1], T_K)) +
                                          log(rotor_states(I[2], T_K)));
    double kT_eV = BOLTZMANN_EV_K * T_K;
    return (chp_thermo){
        .thermal_eV = axes * kT_eV,
        .TS_eV = kT_eV * (states - log(m->symmetry_number) + axes),
        .heat_capacity_eV_K = axes * BOLTZMANN_EV_K,
    };
}

/* From the sum over states q = sum g exp(-x), and its moments sum g x exp(-x) and
 * sum g x^2 exp(-x), x = e / kT. */
static chp_thermo from_levels(double q, double qx, double qxx, double T_K)
{
    double kT_eV = BOLTZMANN_EV_K * T_K, mean = qx / q;
    return (chp_thermo){
        .thermal_eV = kT_eV * mean,
        .TS_eV = kT_eV * (log(q) + mean),
        .heat_capacity_eV_K = BOLTZMANN_EV_K * (qxx / q - mean * mean),
    };
}

/* (6) */
static chp_thermo h2_rotation(double T_K)
{
    enum { HIGHEST_J = 20 };
    double q = 0, qx = 0, qxx = 0;
    for (int J = 0; J <= HIGHEST_J; J++) {
        double j = J * (J + 1.0);
        double x =
            (H2_B_CM1 * j - H2_D_CM1 * j * j) * EV_PER_CM1 / (BOLTZMANN_EV_K * T_K);
        double states = (J % 2 ? 3 : 1) * (2 * J + 1) / 4.0 * exp(-x);
        q += states;
        qx += states * x;
        qxx += states * x * x;
    }
    return from_levels(q, qx, qxx, T_K);
}

/* (5), or the two levels of a 2-Pi state */
static chp_thermo electrons(const chp_molecule *m, double T_K)
{
    double n = 2 * m->spin + 1;
    if (m->doublet_split_cm1 == 0)
        return from_levels(n, 0, 0, T_K);
    double x = m->doublet_split_cm1 * EV_PER_CM1 / (BOLTZMANN_EV_K * T_K);
    double upper = n * exp(-x);
    return from_levels(n + upper, upper * x, upper * x * x, T_K);
}

static bool has_sane_number_of_modes(const chp_molecule *m, const chp_modes *modes,
                                     chp_diag *diag)
{
    size_t n = chp_molecule_n_vibrations(m);
    if (modes->n >= n && modes->n <= 3 * m->n_atoms)
        return true;
    diag_error(diag, "C06", modes->at,
               "%zu modes, but %s molecule of %zu atoms has %zu", modes->n,
               m->is_linear ? "a linear" : "a", m->n_atoms, n);
    diag_hint(diag, "All atoms of a molecule must be free in its frequency run; --as "
                    "adsorbate treats every mode as a vibration.");
    return false;
}

/* What is left over should be the six (five) zero modes. */
static void check_left_out(const double *left_cm1, size_t n_left, chp_where at,
                           chp_diag *diag)
{
    const double most_cm1 = 100;
    if (n_left == 0 || fabs(left_cm1[0]) <= most_cm1)
        return;
    diag_warn(diag, "C06", at, "a translation or rotation of %.1f%s cm-1 was left out",
              fabs(left_cm1[0]), left_cm1[0] < 0 ? "i" : "");
    diag_hint(diag, "It should be near zero: use a larger box, tighter EDIFF and a "
                    "relaxed geometry.");
}

/* (2) to (4) are classical: they hold where kT is large against the levels, which for
 * rotation lie h^2 / (8 pi^2 I) apart. */
static void check_temperature(const chp_molecule *m, const chp_thermo_options *options,
                              const chp_gas_parts *parts, chp_where at, chp_diag *diag)
{
    const double *I = m->inertia_u_A2;
    bool is_exact = options->h2_rotation_exact && m->is_h2;
    bool turns = m->n_atoms > 1 && !is_exact;
    double least_u_A2 = m->is_linear ? I[2] : I[0];
    if (parts->translation.TS_eV >= 0 &&
        (!turns || rotor_states(least_u_A2, options->T_K) >= 1))
        return;
    diag_warn(diag, "range", at,
              "%g K is too cold for a classical gas: its entropy is "
              "too low",
              options->T_K);
    diag_hint(diag, turns && m->is_h2 ? "--h2-rotation exact sums the levels of H2."
                                      : "Nothing is in the gas phase there.");
}

static bool ideal_gas(arena *a, const chp_molecule *m, const chp_modes *modes,
                      const chp_thermo_options *options, chp_thermo *out,
                      chp_diag *diag)
{
    if (!has_sane_number_of_modes(m, modes, diag))
        return false;
    size_t n = chp_molecule_n_vibrations(m);
    chp_modes stiff = modes_sorted(a, modes);
    check_left_out(stiff.cm1 + n, stiff.n - n, modes->at, diag);
    stiff.n = n;

    chp_thermo sum = { 0 };
    if (!modes_judge(&stiff, options, diag) || !modes_add(&stiff, options, &sum, diag))
        return false;
    chp_gas_parts parts = chp_thermo_gas_parts(m, options);
    check_temperature(m, options, &parts, modes->at, diag);
    thermo_add(&sum, &parts.translation);
    thermo_add(&sum, &parts.rotation);
    thermo_add(&sum, &parts.electrons);
    *out = sum;
    return true;
}

/* I = h / (8 pi^2 c B) */
chp_molecule chp_molecule_hydrogen(void)
{
    double B_m = H2_B_CM1 * 100;
    double inertia_u_A2 =
        PLANCK_J_S / (8 * M_PI * M_PI * LIGHT_M_S * B_m) / ATOMIC_MASS_KG / ANGSTROM2;
    return (chp_molecule){ .n_atoms = 2,
                           .mass_u = 2 * 1.008,
                           .inertia_u_A2 = { 0, inertia_u_A2, inertia_u_A2 },
                           .is_linear = true,
                           .symmetry_number = 2,
                           .is_h2 = true,
                           .point_group = "Dinfh" };
}

chp_gas_parts chp_thermo_gas_parts(const chp_molecule *m,
                                   const chp_thermo_options *options)
{
    bool is_exact = options->h2_rotation_exact && m->is_h2;
    return (chp_gas_parts){
        .translation = translation(m->mass_u, options->T_K),
        .rotation = is_exact ? h2_rotation(options->T_K) : rotation(m, options->T_K),
        .electrons = electrons(m, options->T_K),
    };
}

bool chp_thermo_ideal_gas(const chp_molecule *molecule, const chp_modes *modes,
                          double pressure_bar, const chp_thermo_options *options,
                          chp_thermo *out, chp_diag *diag)
{
    if (!(pressure_bar > 0)) {
        diag_error(diag, "range", NOWHERE, "a pressure of %g bar", pressure_bar);
        diag_hint(diag, "Give --pressure in bar, above zero.");
        return false;
    }
    arena scratch = { 0 };
    bool ok = ideal_gas(&scratch, molecule, modes, options, out, diag);
    arena_clear(&scratch);
    if (ok)
        out->pressure_eV = BOLTZMANN_EV_K * options->T_K * log(pressure_bar);
    return ok;
}
