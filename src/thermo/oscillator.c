/* Harmonic oscillators, and what is done about soft ones.
 *
 * For a mode of energy e = h c nu at temperature T, with x = e / kT:
 *
 *     ZPE         = e / 2                                            (1)
 *     U(T) - U(0) = e / (exp(x) - 1)                                 (2)
 *     S           = k [x / (exp(x) - 1) - ln(1 - exp(-x))]           (3)
 *                 = k [x n + ln(1 + n)],  n = 1 / (exp(x) - 1)
 *     C           = k x^2 exp(x) / (exp(x) - 1)^2                    (4)
 *
 * McQuarrie, Statistical Mechanics (2000), chapter 5. S grows without bound as a mode
 * softens, and soft modes are those that a calculation knows least. The policies:
 *
 *     floor:nu   nu' = max(nu, floor) in all of (1) to (4)
 *                (Ribeiro et al., J. Phys. Chem. B 115, 14556 (2011), with 100 cm-1)
 *     floorS:nu  the same, in (3) only
 *     grimme:w0  S = w S_vib + (1 - w) S_rot, w = 1 / (1 + (w0 / nu)^alpha)      (5)
 *                S_rot = k {1/2 + ln sqrt(8 pi^3 mu' kT / h^2)}                  (6)
 *                mu' = mu B / (mu + B), mu = h / (8 pi^2 c nu)                   (7)
 *                (Grimme, Chem. Eur. J. 18, 9955 (2012))
 *     grimmeU:w0 and U + ZPE = w (U + ZPE)_vib + (1 - w) kT / 2, with w of (5)   (8)
 *                (Li et al., J. Phys. Chem. C 119, 1840 (2015))
 *     cap:s      as floor, at the wavenumber whose entropy is s k
 *                (max_entropy_per_mode of CatMAP)
 */
#include "thermo/oscillator.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "chem/constants.h"
#include "math/root.h"

/* --- many of them ----------------------------------------------------------------- */

#define STIFFEST_X 700 // e / kT: exp of it is still a number

enum { LANES = 4, AT_ONCE = 8 * LANES };
typedef double lanes __attribute__((vector_size(LANES * sizeof(double))));
typedef int64_t lanes_bits __attribute__((vector_size(LANES * sizeof(double))));

/* *x becomes exp(*x) - 1, for 0 <= x <= STIFFEST_X. With x = k ln 2 + r, |r| <= ln(2) /
 * 2, it is 2^k (exp(r) - 1) + (2^k - 1), and the series of exp(r) - 1 is summed to r^13
 * / 13!, which leaves out less than 1e-17; odd and even powers apart, which do not wait
 * for each other. */
static inline void lanes_expm1(lanes *x)
{
    const double round = 0x1.8p52; // its last bit is 1
    const double ln2_high = 0x1.62e42fee00000p-1, ln2_low = 0x1.a39ef35793c76p-33;
    lanes rounded = *x * 1.44269504088896340736 + round, k = rounded - round;
    lanes r = *x - k * ln2_high - k * ln2_low, r2 = r * r;
    lanes odd = r2 * (1 / 6227020800.) + 1 / 39916800., even = r2 * (1 / 479001600.);
    odd = odd * r2 + 1 / 362880., even = (even + 1 / 3628800.) * r2;
    odd = odd * r2 + 1 / 5040., even = (even + 1 / 40320.) * r2;
    odd = odd * r2 + 1 / 120., even = (even + 1 / 720.) * r2;
    odd = odd * r2 + 1 / 6., even = (even + 1 / 24.) * r2;
    odd = odd * r2 + 1, even = (even + 1 / 2.) * r2;
    lanes power = (lanes)(((lanes_bits)rounded << 52) + (INT64_C(1023) << 52));
    *x = power * (odd * r + even) + (power - 1);
}

/* The sums over modes, one in each lane; the entropy's logarithms as one of a product.
 */
typedef struct {
    lanes x_quanta, fluctuation, product;
} lanes_sum;

static inline void lanes_add(lanes_sum *sum, const double *nu_cm1, double x_of_1_cm1)
{
    lanes x, quanta;
    memcpy(&x, nu_cm1, sizeof x);
    quanta = x *= x_of_1_cm1;
    lanes_expm1(&quanta);
    quanta = 1 / quanta;
    sum->x_quanta += x * quanta;
    sum->fluctuation += x * x * quanta * (1 + quanta);
    sum->product *= 1 + quanta;
}

static double total(const lanes *x)
{
    return ((*x)[0] + (*x)[1]) + ((*x)[2] + (*x)[3]);
}

/* Up to AT_ONCE of them; lanes that are left over hold a mode that is not excited. */
static void add_some(const double *nu_cm1, size_t n, double T_K, chp_thermo *sum)
{
    double kT_eV = BOLTZMANN_EV_K * T_K, x_of_1_cm1 = EV_PER_CM1 / kT_eV, sum_cm1 = 0;
    double left[LANES];
    lanes_sum s = { .product = { 1, 1, 1, 1 } };
    size_t i = 0;
    for (; i + LANES <= n; i += LANES)
        lanes_add(&s, nu_cm1 + i, x_of_1_cm1);
    for (size_t k = 0; k < LANES && i < n; k++)
        left[k] = i + k < n ? nu_cm1[i + k] : STIFFEST_X / x_of_1_cm1;
    if (i < n)
        lanes_add(&s, left, x_of_1_cm1);
    for (i = 0; i < n; i++)
        sum_cm1 += nu_cm1[i];
    double x_quanta = total(&s.x_quanta);
    double product = (s.product[0] * s.product[1]) * (s.product[2] * s.product[3]);
    sum->zpe_eV += sum_cm1 * EV_PER_CM1 / 2;
    sum->thermal_eV += kT_eV * x_quanta;
    sum->TS_eV += kT_eV * (x_quanta + log(product));
    sum->heat_capacity_eV_K += BOLTZMANN_EV_K * total(&s.fluctuation);
}

bool oscillators_plain(const chp_thermo_options *options, double *least_cm1,
                       double *most_cm1)
{
    const double softest_cm1 = 1; // bounds the product
    *least_cm1 = softest_cm1;
    *most_cm1 = STIFFEST_X * BOLTZMANN_EV_K * options->T_K / EV_PER_CM1;
    if (options->low_modes == CHP_LOW_FLOOR)
        *least_cm1 = fmax(options->low_value, softest_cm1);
    return options->low_modes == CHP_LOW_FLOOR || options->low_modes == CHP_LOW_NONE;
}

void oscillators_add(const double *nu_cm1, size_t n, double T_K, chp_thermo *sum)
{
    for (size_t i = 0; i < n; i += AT_ONCE)
        add_some(nu_cm1 + i, n - i < AT_ONCE ? n - i : AT_ONCE, T_K, sum);
}

/* --- the policies ----------------------------------------------------------------- */

static chp_mode as_it_is(double nu_cm1, const chp_thermo_options *options)
{
    return (chp_mode){ .counted_cm1 = nu_cm1,
                       .part = oscillator(nu_cm1, options->T_K) };
}

static chp_mode raised(double nu_cm1, double floor_cm1,
                       const chp_thermo_options *options)
{
    if (nu_cm1 >= floor_cm1)
        return as_it_is(nu_cm1, options);
    chp_mode mode = as_it_is(floor_cm1, options);
    mode.why = "soft, raised";
    return mode;
}

static chp_mode floored(double nu_cm1, const chp_thermo_options *options)
{
    return raised(nu_cm1, options->low_value, options);
}

static chp_mode entropy_floored(double nu_cm1, const chp_thermo_options *options)
{
    chp_mode mode = as_it_is(nu_cm1, options);
    if (nu_cm1 < options->low_value) {
        mode.part.TS_eV = oscillator(options->low_value, options->T_K).TS_eV;
        mode.why = "soft, entropy as at the floor";
    }
    return mode;
}

/* (6) and (7), times T. */
static double rotor_TS_eV(double nu_cm1, const chp_thermo_options *options)
{
    double kT_J = BOLTZMANN_J_K * options->T_K;
    double mu_kg_m2 = PLANCK_J_S / (8 * M_PI * M_PI * LIGHT_M_S * nu_cm1 * 100);
    double B = options->grimme_inertia_kg_m2;
    double reduced_kg_m2 = mu_kg_m2 * B / (mu_kg_m2 + B);
    double states = sqrt(8 * M_PI * M_PI * M_PI * reduced_kg_m2 * kT_J) / PLANCK_J_S;
    return BOLTZMANN_EV_K * options->T_K * (0.5 + log(states));
}

static double vibrational_share(double nu_cm1, const chp_thermo_options *options)
{
    return 1 / (1 + pow(options->low_value / nu_cm1, options->grimme_alpha));
}

/* (5) */
static chp_mode interpolated(double nu_cm1, const chp_thermo_options *options)
{
    chp_mode mode = as_it_is(nu_cm1, options);
    double w = vibrational_share(nu_cm1, options);
    mode.part.TS_eV = w * mode.part.TS_eV + (1 - w) * rotor_TS_eV(nu_cm1, options);
    mode.why = w < 0.9 ? "soft, entropy partly a rotor's" : NULL;
    return mode;
}

/* (8); of the mean energy (2) the heat capacity is the slope. */
static chp_mode energy_interpolated(double nu_cm1, const chp_thermo_options *options)
{
    chp_mode mode = interpolated(nu_cm1, options);
    double w = vibrational_share(nu_cm1, options);
    mode.part.zpe_eV *= w;
    mode.part.thermal_eV =
        w * mode.part.thermal_eV + (1 - w) * BOLTZMANN_EV_K * options->T_K / 2;
    mode.part.heat_capacity_eV_K =
        w * mode.part.heat_capacity_eV_K + (1 - w) * BOLTZMANN_EV_K / 2;
    mode.why = mode.why ? "soft, partly a rotor" : NULL;
    return mode;
}

static double entropy_above(double x, const void *most_k)
{
    double quanta = 1 / expm1(x);
    return x * quanta + log1p(quanta) - *(const double *)most_k;
}

/* The wavenumber whose entropy is `low_value` k; (3) falls with x. */
static chp_mode capped(double nu_cm1, const chp_thermo_options *options)
{
    double x = 0;
    if (!root_bisect(entropy_above, &options->low_value, 1e-12, 500, &x))
        return as_it_is(nu_cm1, options); // a cap that no mode reaches
    double kT_cm1 = BOLTZMANN_EV_K * options->T_K / EV_PER_CM1;
    return raised(nu_cm1, x * kT_cm1, options);
}

chp_mode oscillator_under_policy(double nu_cm1, const chp_thermo_options *options)
{
    static chp_mode (*const count[])(double, const chp_thermo_options *) = {
        [CHP_LOW_NONE] = as_it_is,
        [CHP_LOW_FLOOR] = floored,
        [CHP_LOW_FLOOR_S] = entropy_floored,
        [CHP_LOW_GRIMME] = interpolated,
        [CHP_LOW_CAP] = capped,
        [CHP_LOW_GRIMME_U] = energy_interpolated,
    };
    return count[options->low_modes](nu_cm1, options);
}

double oscillator_floor_cm1(const chp_thermo_options *options)
{
    return options->low_modes == CHP_LOW_FLOOR ? options->low_value : 50;
}
