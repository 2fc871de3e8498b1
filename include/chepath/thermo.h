/** @file thermo.h  From vibrations to free-energy corrections.
 *
 * Units throughout: energies in eV per formula unit, temperatures in K, pressures
 * in bar, modes as wavenumbers in 1/cm (imaginary ones negative), masses in u,
 * lengths in Å.
 */
#ifndef CHP_THERMO_H
#define CHP_THERMO_H

#include "chepath/calc.h"

CHP_BEGIN

/** What is added to an electronic energy: G = E + ZPE + thermal - TS + pressure. */
typedef struct {
    double zpe_eV;      // sum of h nu / 2
    double thermal_eV;  // U(T) - U(0) of an adsorbate, H(T) - H(0) of a gas; without ZPE
    double TS_eV;
    double pressure_eV; // kT ln(f / 1 bar); 0 for an adsorbate
    double heat_capacity_eV_K; // at constant volume for an adsorbate, pressure for a gas
} chp_thermo;

typedef enum {
    CHP_LOW_NONE,
    CHP_LOW_FLOOR,   // softer modes are counted as `low_value` 1/cm
    CHP_LOW_FLOOR_S, // the same, in the entropy only
    CHP_LOW_GRIMME,  // rotor-interpolated entropy around `low_value` 1/cm
    CHP_LOW_CAP,     // entropy of a mode at most `low_value` k_B
} chp_low_modes;

typedef enum {
    CHP_IMAGINARY_FLOOR,  // small ones count as real modes at the floor
    CHP_IMAGINARY_DROP,
    CHP_IMAGINARY_INVERT, // their modulus
    CHP_IMAGINARY_ERROR,
} chp_imaginary;

typedef struct {
    double T_K; // 298.15
    chp_low_modes low_modes; // CHP_LOW_FLOOR
    double low_value;        // 50
    double grimme_alpha;     // 4
    double grimme_inertia_kg_m2; // 1e-44
    chp_imaginary imaginary; // CHP_IMAGINARY_FLOOR
    double imaginary_small_cm1; // 50: up to here, and at most two, is noise
    double imaginary_large_cm1; // 100: beyond is no minimum
    bool is_transition_state;   // exactly one imaginary mode, left out of all sums
    bool h2_rotation_exact;     // nuclear-spin sum for H2 in chp_thermo_ideal_gas
} chp_thermo_options;

/** The options with the values noted beside each. */
chp_thermo_options chp_thermo_defaults(void);

/** Every mode a quantum harmonic oscillator: an adsorbate.
 *
 * `at` is where the modes stand, for messages: C07 for imaginary modes. On failure
 * `out` is untouched. */
CHP_MUST_CHECK bool chp_thermo_adsorbate(const double *mode_cm1, size_t n_modes,
                                         const chp_thermo_options *options,
                                         chp_where at, chp_thermo *out, chp_diag *diag);

/** A molecule as an ideal gas needs it. */
typedef struct {
    size_t n_atoms;
    double mass_u;
    double inertia_u_A2[3]; // principal moments, rising; about 0 first when linear
    bool is_linear;
    int symmetry_number;
    double spin; // S, not 2S + 1
    const char *point_group; // "C3v", where it was recognised; NULL
} chp_molecule;

/** Mass, moments, linearity and symmetry number from a geometry.
 *
 * The structure may be periodic: the molecule is put together by minimum image.
 * The symmetry number is the number of proper rotations that map the molecule on
 * itself within `tolerance_A`. Spin is that of the ground state of a known species
 * (O2 1, NO 1/2 ...), else 0. `mass_u` is per atom, or NULL for standard weights. */
CHP_MUST_CHECK bool chp_molecule_from(const chp_structure *structure,
                                      const double *mass_u, double tolerance_A,
                                      chp_molecule *out, chp_diag *diag);

/** Rigid rotor, harmonic oscillator, ideal gas. The highest 3N-5 or 3N-6 modes are
 * the vibrations; fewer than that is an error (C06). */
CHP_MUST_CHECK bool chp_thermo_ideal_gas(const chp_molecule *molecule,
                                         const double *mode_cm1, size_t n_modes,
                                         double pressure_bar,
                                         const chp_thermo_options *options,
                                         chp_where at, chp_thermo *out, chp_diag *diag);

/** Tabulated thermochemistry of a gas, by its formula ("NH3").
 *
 * `out->zpe_eV` is left 0: it comes from the user's run, or from `zpe_eV` here when
 * the user asked for tabulated ones. */
typedef struct {
    const char *gas;      // "NH3"
    const char *name;     // "ammonia"
    const char *source;   // of the data used
    double enthalpy_eV;   // H(T) - H(0)
    double entropy_eV_K;  // S(T, 1 bar)
    double T_min_K, T_max_K; // where the data hold
    double zpe_eV;        // tabulated; `zpe_known`
    bool zpe_known;
    int symmetry_number;
    double spin;
} chp_gas_data;

/** False, without a message, for a gas that is not in the tables; false with one
 * (C27 has its own) when T is outside their range. */
CHP_MUST_CHECK bool chp_gas_table(const char *gas, double T_K, chp_gas_data *out,
                                  chp_diag *diag);

/** The vapour pressure of water, bar: 0.03169 at 298.15 K. */
double chp_water_vapour_pressure_bar(double T_K);

/** Modes of another isotopologue, from a Hessian and the masses of all atoms. Gives
 * `hessian->n` modes, falling, imaginary ones negative, into `mode_cm1`. */
CHP_MUST_CHECK bool chp_modes_from_hessian(const chp_hessian *hessian,
                                           const double *mass_u, double *mode_cm1,
                                           chp_diag *diag);

CHP_END

#endif
