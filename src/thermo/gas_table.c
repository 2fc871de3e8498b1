/* Tabulated gases: heat content and entropy at any temperature of their range.
 *
 * Three forms of fit are in use, with t = T / 1000 K.
 *
 * Shomate (NIST Chemistry WebBook):
 *     C        = A + B t + C t^2 + D t^3 + E / t^2
 *     H - H298 = A t + B t^2/2 + C t^3/3 + D t^4/4 - E/t + F - H        kJ/mol   (1)
 *     S        = A ln t + B t + C t^2/2 + D t^3/3 - E/(2 t^2) + G      J/mol/K
 *
 * NASA, 7 coefficients (McBride, Gordon, Reno, NASA TM-4513, 1993):
 *     C / R  = a1 + a2 T + a3 T^2 + a4 T^3 + a5 T^4
 *     H / RT = a1 + a2 T/2 + a3 T^2/3 + a4 T^3/4 + a5 T^4/5 + a6/T               (2)
 *     S / R  = a1 ln T + a2 T + a3 T^2/2 + a4 T^3/3 + a5 T^4/4 + a7
 *
 * NASA, 9 coefficients (McBride, Zehe, Gordon, NASA/TP-2002-211556): (2) with
 *     C / R  = a1/T^2 + a2/T + ...,  H / RT = -a1/T^2 + a2 ln T / T + ...        (3)
 *     S / R  = -a1/(2 T^2) - a2/T + ...
 *
 * The free energy of a gas is then
 *
 *     G(T) = E + ZPE + [H298 - H0] + [H(T) - H298] - T S(T) + kT ln p            (4)
 *
 * To add a gas: 1. give it a line in `records`; 2. its fits, the one to prefer first;
 * 3. a row in tests/thermo/test_gas_table.c.
 */
#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "chem/constants.h"
#include "chem/formula.h"
#include "chepath/thermo.h"

typedef struct {
    double heat_kJ_mol; // H(T) - H(298.15 K)
    double entropy_J_mol_K;
    double capacity_J_mol_K;
} molar;

typedef struct {
    const char *formula;
    double T_min_K, T_max_K;
    molar (*at)(const double *coefficients, double T_K);
    const char *source;
    double coefficients[9];
} fit;

typedef struct {
    const char *formula, *name;
    double heat_content_kJ_mol; // H298 - H0
    int symmetry_number;
    double spin;
    double zpe_eV;
    const char *zpe_source; // NULL: no tabulated one
} record;

/* (1) */
static molar shomate(const double *c, double T_K)
{
    double t = T_K / 1000;
    return (molar){
        .heat_kJ_mol = t * (c[0] + t * (c[1] / 2 + t * (c[2] / 3 + t * c[3] / 4))) -
                       c[4] / t + c[5] - c[7],
        .entropy_J_mol_K = c[0] * log(t) + t * (c[1] + t * (c[2] / 2 + t * c[3] / 3)) -
                           c[4] / (2 * t * t) + c[6],
        .capacity_J_mol_K = c[0] + t * (c[1] + t * (c[2] + t * c[3])) + c[4] / (t * t),
    };
}

/* The polynomial of (2); its heat is H(T) on the fit's own scale. */
static molar polynomial(const double *a, double T)
{
    double H_RT = a[0] + a[5] / T +
                  T * (a[1] / 2 + T * (a[2] / 3 + T * (a[3] / 4 + T * a[4] / 5)));
    double S_R = a[0] * log(T) + a[6] +
                 T * (a[1] + T * (a[2] / 2 + T * (a[3] / 3 + T * a[4] / 4)));
    double C_R = a[0] + T * (a[1] + T * (a[2] + T * (a[3] + T * a[4])));
    return (molar){
        .heat_kJ_mol = H_RT * GAS_J_MOL_K * T / 1000,
        .entropy_J_mol_K = S_R * GAS_J_MOL_K,
        .capacity_J_mol_K = C_R * GAS_J_MOL_K,
    };
}

/* The two terms of (3) before it. */
static molar polynomial_with_poles(const double *a, double T)
{
    molar m = polynomial(a + 2, T);
    m.heat_kJ_mol += (-a[0] / T + a[1] * log(T)) * GAS_J_MOL_K / 1000;
    m.entropy_J_mol_K += (-a[0] / (2 * T * T) - a[1] / T) * GAS_J_MOL_K;
    m.capacity_J_mol_K += (a[0] / (T * T) + a[1] / T) * GAS_J_MOL_K;
    return m;
}

static molar nasa7(const double *a, double T_K)
{
    molar m = polynomial(a, T_K);
    m.heat_kJ_mol -= polynomial(a, REFERENCE_K).heat_kJ_mol;
    return m;
}

static molar nasa9(const double *a, double T_K)
{
    molar m = polynomial_with_poles(a, T_K);
    m.heat_kJ_mol -= polynomial_with_poles(a, REFERENCE_K).heat_kJ_mol;
    return m;
}

#define NIST     "NIST Chemistry WebBook (Shomate)"
#define TM4513   "NASA TM-4513 (7 coefficients)"
#define TP211556 "NASA/TP-2002-211556 (9 coefficients)"
#define IRIKURA  "Irikura, J. Phys. Chem. Ref. Data 36, 389 (2007)"

/* Experimental zero-point energies: of diatomics Irikura, J. Phys. Chem. Ref. Data 36,
 * 389 (2007); of H2 also CCCBDB. Heat contents: CODATA Key Values (1989) for H2, N2,
 * NH3, H2O, O2, CO and CO2, else those of the fit named first in NASA/TP-2002-211556.
 */
static const record records[] = {
    { "H2", "hydrogen", 8.468, 2, 0, 2179.307 * EV_PER_CM1, "CCCBDB, 2179.307 cm-1" },
    { "N2", "nitrogen", 8.670, 2, 0, 1175.78 * EV_PER_CM1, IRIKURA },
    { "NH3", "ammonia", 10.043, 3, 0, 0.92, "experiment, rounded to 0.01 eV" },
    { "H2O", "water", 9.905, 2, 0, 0.575, "experiment, rounded to 1 meV" },
    { "O2", "oxygen", 8.680, 2, 1, 787.38 * EV_PER_CM1, IRIKURA },
    { "N2H4", "hydrazine", 11.449, 2, 0, 0, NULL },
    { "N2H2", "diazene", 9.997, 2, 0, 0, NULL },
    { "NH", "imidogen", 8.601, 1, 1, 0, NULL },
    { "NH2", "amidogen", 9.938, 2, 0.5, 0, NULL },
    { "NH2OH", "hydroxylamine", 11.236, 1, 0, 0, NULL },
    { "NO", "nitric oxide", 9.179, 1, 0.5, 948.66 * EV_PER_CM1, IRIKURA },
    { "NO2", "nitrogen dioxide", 10.208, 2, 0.5, 0, NULL },
    { "N2O", "nitrous oxide", 9.581, 1, 0, 0, NULL },
    { "HNO", "nitroxyl", 9.942, 1, 0, 0, NULL },
    { "HNO2", "nitrous acid", 11.597, 1, 0, 0, NULL },
    { "HNO3", "nitric acid", 11.876, 1, 0, 0, NULL },
    { "H2O2", "hydrogen peroxide", 11.159, 2, 0, 0, NULL },
    { "HO2", "hydroperoxyl", 10.002, 1, 0.5, 0, NULL },
    { "CO", "carbon monoxide", 8.671, 1, 0, 1081.75 * EV_PER_CM1, IRIKURA },
    { "CO2", "carbon dioxide", 9.364, 2, 0, 0, NULL },
    { "CH4", "methane", 10.016, 12, 0, 0, NULL },
    { "CH2O", "formaldehyde", 10.020, 2, 0, 0, NULL },
    { "CH3OH", "methanol", 11.435, 1, 0, 0, NULL },
    { "HCOOH", "formic acid", 10.928, 1, 0, 0, NULL },
};
enum { N_RECORDS = sizeof records / sizeof *records };

// clang-format off
/* Of two fits that hold, the first counts. That of H2O, published for 500 to 1700 K,
 * gives 188.835 J/mol/K at 298.15 K, the value of the tables, and holds from there. That
 * of N2H2 is of the cis form; the entropy of trans is 0.3 J/mol/K less. */
static const fit fits[] = {
    { "H2", 298, 1000, shomate, NIST,
      { 33.066178, -11.363417, 11.432816, -2.772874, -0.158558, -9.980797, 172.707974,
        0 } },
    { "H2", 200, 1000, nasa9, TP211556,
      { 4.078323210e4, -8.009186040e2, 8.214702010e0, -1.269714457e-2, 1.753605076e-5,
        -1.202860270e-8, 3.368093490e-12, 2.682484665e3, -3.043788844e1 } },
    { "N2", 100, 500, shomate, NIST,
      { 28.98641, 1.853978, -9.647459, 16.63537, 0.000117, -8.671914, 226.4168, 0 } },
    { "N2", 500, 2000, shomate, NIST,
      { 19.50583, 19.88705, -8.598535, 1.369784, 0.527601, -4.935202, 212.3900, 0 } },
    { "NH3", 298, 1400, shomate, NIST,
      { 19.99563, 49.77119, -15.37599, 1.921168, 0.189174, -53.30667, 203.8591,
        -45.89806 } },
    { "NH3", 200, 1000, nasa9, TP211556,
      { -7.681226150e4, 1.270951578e3, -3.893229130e0, 2.145988418e-2,
        -2.183766703e-5, 1.317385706e-8, -3.332322060e-12, -1.264886413e4,
        4.366014588e1 } },
    { "H2O", 298, 1700, shomate, NIST,
      { 30.09200, 6.832514, 6.793435, -2.534480, 0.082139, -250.8810, 223.3967,
        -241.8264 } },
    { "H2O", 200, 1000, nasa9, TP211556,
      { -3.947960830e4, 5.755731020e2, 9.317826530e-1, 7.222712860e-3,
        -7.342557370e-6, 4.955043490e-9, -1.336933246e-12, -3.303974310e4,
        1.724205775e1 } },
    { "O2", 100, 700, shomate, NIST,
      { 31.32234, -20.23531, 57.8664, -36.50624, -0.007374, -8.903471, 246.7945,
        0 } },
    { "N2H4", 200, 1000, nasa7, TM4513,
      { 3.83472149, -6.49129555e-4, 3.76848463e-5, -5.00709182e-8, 2.03362064e-11,
        10089.3925, 5.7527203 } },
    { "N2H2", 200, 1000, nasa7, TM4513,
      { 4.91066016, -1.07791866e-2, 3.86516441e-5, -3.86501628e-8, 1.348521e-11,
        24224.2727, 0.0910279703 } },
    { "NH", 200, 1000, nasa9, TP211556,
      { 1.359651320e4, -1.900296604e2, 4.518496790e0, -2.432776899e-3, 2.377587464e-6,
        -2.592797084e-10, -2.659680792e-13, 4.280972190e4, -3.886561616e0 } },
    { "NH2", 200, 1000, nasa9, TP211556,
      { -3.118240659e4, 4.754243390e2, 1.372395176e0, 6.306429720e-3, -5.987893560e-6,
        4.492752340e-9, -1.414073548e-12, 1.928939662e4, 1.540126885e1 } },
    { "NH2OH", 200, 1000, nasa9, TP211556,
      { -5.617586670e4, 1.209290057e3, -6.179599060e0, 4.053116440e-2,
        -5.190105540e-5, 3.594544580e-8, -9.933681640e-12, -1.265888352e4,
        5.727932928e1 } },
    { "NO", 200, 1000, nasa7, TM4513,
      { 4.21859896, -4.63988124e-3, 1.10443049e-5, -9.34055507e-9, 2.80554874e-12,
        9845.09964, 2.28061001 } },
    { "NO2", 200, 1000, nasa9, TP211556,
      { -5.642038780e4, 9.633085720e2, -2.434510974e0, 1.927760886e-2,
        -1.874559328e-5, 9.145497730e-9, -1.777647635e-12, -1.547925037e3,
        4.067851210e1 } },
    { "N2O", 200, 1000, nasa9, TP211556,
      { 4.288225970e4, -6.440118440e2, 6.034351430e0, 2.265394436e-4, 3.472782850e-6,
        -3.627748640e-9, 1.137969552e-12, 1.179405506e4, -1.003128570e1 } },
    { "HNO", 200, 1000, nasa9, TP211556,
      { -6.854764860e4, 9.551627200e2, -6.000720210e-1, 7.995176750e-3,
        -6.547079160e-7, -3.670513400e-9, 1.783392519e-12, 6.435351260e3,
        3.048166179e1 } },
    { "HNO2", 200, 1000, nasa9, TP211556,
      { 8.591985060e3, 1.203644046e2, 9.412979120e-1, 1.942891839e-2, -2.253174194e-5,
        1.384587594e-8, -3.473550460e-12, -1.106337202e4, 2.073967331e1 } },
    { "HNO3", 200, 1000, nasa9, TP211556,
      { 9.202869010e3, 1.093774496e2, -4.521042450e-1, 2.984914503e-2,
        -3.190635500e-5, 1.720931528e-8, -3.782649830e-12, -1.764048507e4,
        2.746644879e1 } },
    { "H2O2", 200, 1000, nasa7, TM4513,
      { 4.27611269, -5.42822417e-4, 1.67335701e-5, -2.15770813e-8, 8.62454363e-12,
        -17754.2989, 3.43505074 } },
    { "HO2", 200, 1000, nasa9, TP211556,
      { -7.598882540e4, 1.329383918e3, -4.677388240e0, 2.508308202e-2,
        -3.006551588e-5, 1.895600056e-8, -4.828567390e-12, -5.873350960e3,
        5.193602140e1 } },
    { "CO", 298, 1300, shomate, NIST,
      { 25.56759, 6.09613, 4.054656, -2.671201, 0.131021, -118.0089, 227.3665,
        -110.5271 } },
    { "CO", 200, 1000, nasa9, TP211556,
      { 1.489045326e4, -2.922285939e2, 5.724527170e0, -8.176235030e-3, 1.456903469e-5,
        -1.087746302e-8, 3.027941827e-12, -1.303131878e4, -7.859241350e0 } },
    { "CO2", 298, 1200, shomate, NIST,
      { 24.99735, 55.18696, -33.69137, 7.948387, -0.136638, -403.6075, 228.2431,
        -393.5224 } },
    { "CO2", 200, 1000, nasa9, TP211556,
      { 4.943650540e4, -6.264116010e2, 5.301725240e0, 2.503813816e-3, -2.127308728e-7,
        -7.689988780e-10, 2.849677801e-13, -4.528198460e4, -7.048279440e0 } },
    { "CH4", 200, 1000, nasa9, TP211556,
      { -1.766850998e5, 2.786181020e3, -1.202577850e1, 3.917619290e-2,
        -3.619054430e-5, 2.026853043e-8, -4.976705490e-12, -2.331314360e4,
        8.904322750e1 } },
    { "CH2O", 200, 1000, nasa9, TP211556,
      { -1.173916343e5, 1.873628846e3, -6.890288570e0, 2.641561665e-2,
        -2.186389299e-5, 1.005693006e-8, -2.023476949e-12, -2.307351768e4,
        6.420420550e1 } },
    { "CH3OH", 200, 1000, nasa9, TP211556,
      { -2.416642886e5, 4.032147190e3, -2.046415436e1, 6.903698070e-2,
        -7.598932690e-5, 4.598208360e-8, -1.158706744e-11, -4.433261170e4,
        1.400142190e2 } },
    { "HCOOH", 200, 1000, nasa9, TP211556,
      { -2.906279097e4, 7.658378880e2, -3.328414130e0, 2.817542991e-2,
        -2.370050804e-5, 1.166063663e-8, -2.791373170e-12, -5.006443470e4,
        4.387094230e1 } },
};
// clang-format on
enum { N_FITS = sizeof fits / sizeof *fits };

static bool is_of(const fit *f, const record *r)
{
    return strcmp(f->formula, r->formula) == 0;
}

static const fit *fit_at(const record *r, double T_K)
{
    for (size_t i = 0; i < N_FITS; i++)
        if (is_of(&fits[i], r) && T_K >= fits[i].T_min_K && T_K <= fits[i].T_max_K)
            return &fits[i];
    return NULL;
}

static const record *find(const char *gas)
{
    chp_formula wanted, f;
    if (!formula_read(str_of(gas), &wanted))
        return NULL;
    for (size_t i = 0; i < N_RECORDS; i++)
        if (formula_read(str_of(records[i].formula), &f) && formula_eq(&f, &wanted))
            return &records[i];
    return NULL;
}

static void range(const record *r, double *T_min_K, double *T_max_K)
{
    *T_min_K = INFINITY;
    *T_max_K = 0;
    for (size_t i = 0; i < N_FITS; i++)
        if (is_of(&fits[i], r)) {
            *T_min_K = fmin(*T_min_K, fits[i].T_min_K);
            *T_max_K = fmax(*T_max_K, fits[i].T_max_K);
        }
}

bool chp_gas_table(const char *gas, double T_K, chp_gas_data *out, chp_diag *diag)
{
    const record *r = find(gas);
    if (!r)
        return false;
    chp_gas_data d = {
        .gas = r->formula,
        .name = r->name,
        .zpe_eV = r->zpe_eV,
        .zpe_known = r->zpe_source != NULL,
        .zpe_source = r->zpe_source,
        .symmetry_number = r->symmetry_number,
        .spin = r->spin,
    };
    range(r, &d.T_min_K, &d.T_max_K);
    const fit *f = fit_at(r, T_K);
    if (!f) {
        diag_error(diag, "range", NOWHERE,
                   "%s is tabulated from %g to %g K, not at %g K", r->formula,
                   d.T_min_K, d.T_max_K, T_K);
        diag_hint(diag, "Give its runs: there its structure and frequencies tell.");
        return false;
    }
    molar m = f->at(f->coefficients, T_K);
    d.enthalpy_eV = (r->heat_content_kJ_mol + m.heat_kJ_mol) * EV_PER_KJ_MOL;
    d.entropy_eV_K = m.entropy_J_mol_K * EV_PER_KJ_MOL / 1000;
    d.heat_capacity_eV_K = m.capacity_J_mol_K * EV_PER_KJ_MOL / 1000;
    d.source = f->source;
    *out = d;
    return true;
}

chp_thermo chp_thermo_from_table(const chp_gas_data *gas, double zpe_eV, double T_K,
                                 double pressure_bar)
{
    return (chp_thermo){
        .zpe_eV = zpe_eV,
        .thermal_eV = gas->enthalpy_eV,
        .TS_eV = T_K * gas->entropy_eV_K,
        .pressure_eV = BOLTZMANN_EV_K * T_K * log(pressure_bar),
        .heat_capacity_eV_K = gas->heat_capacity_eV_K,
    };
}

const char *chp_gas_name(size_t i)
{
    return i < N_RECORDS ? records[i].formula : NULL;
}
