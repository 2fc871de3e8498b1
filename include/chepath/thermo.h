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
    double zpe_eV;     // sum of h nu / 2
    double thermal_eV; // U(T) - U(0) of an adsorbate, H(T) - H(0) of a gas; without ZPE
    double TS_eV;
    double pressure_eV;        // kT ln(f / 1 bar); 0 for an adsorbate
    double heat_capacity_eV_K; // at constant volume; of a gas at constant pressure
} chp_thermo;

/** What is done about soft modes, whose entropy a calculation knows least. A floor:
 * Ribeiro et al., J. Phys. Chem. B 115, 14556 (2011); the rotor: Grimme, Chem. Eur. J.
 * 18, 9955 (2012), and its energy: Li et al., J. Phys. Chem. C 119, 1840 (2015). */
typedef enum {
    CHP_LOW_NONE,
    CHP_LOW_FLOOR,    // softer modes are counted as `low_value` 1/cm
    CHP_LOW_FLOOR_S,  // the same, in the entropy only
    CHP_LOW_GRIMME,   // rotor-interpolated entropy around `low_value` 1/cm
    CHP_LOW_CAP,      // a floor where the entropy of a mode is `low_value` k_B
    CHP_LOW_GRIMME_U, // as CHP_LOW_GRIMME, and the energy towards that of a rotor
} chp_low_modes;

/** What imaginary modes count as. */
typedef enum {
    CHP_IMAGINARY_FLOOR, // small ones count as real modes at the floor
    CHP_IMAGINARY_DROP,
    CHP_IMAGINARY_INVERT, // their modulus
    CHP_IMAGINARY_ERROR,
} chp_imaginary;

typedef struct {
    double T_K;                  // 298.15
    chp_low_modes low_modes;     // CHP_LOW_FLOOR
    double low_value;            // 50
    double grimme_alpha;         // 4
    double grimme_inertia_kg_m2; // 1e-44
    chp_imaginary imaginary;     // CHP_IMAGINARY_FLOOR
    double imaginary_small_cm1;  // 50: up to here, and at most two, is noise
    double imaginary_large_cm1;  // 100: beyond is no minimum
    bool is_transition_state;    // exactly one imaginary mode, left out of all sums
    bool h2_rotation_exact;      // nuclear-spin sum for H2 in chp_thermo_ideal_gas
} chp_thermo_options;

/** The options with the values noted beside each. */
chp_thermo_options chp_thermo_defaults(void);

/** Set the low-mode policy as people write it: `none`, `floor:50`, `floorS:50`,
 * `grimme:100`, `grimmeU:100`, `cap:3`; without a number these values. False, and
 * untouched, when `text` is none of them. */
CHP_MUST_CHECK bool chp_low_modes_read(const char *text, chp_thermo_options *options);

/** The same for `floor`, `drop`, `invert`, `error`. */
CHP_MUST_CHECK bool chp_imaginary_read(const char *text, chp_thermo_options *options);

enum { CHP_TEXT = 256 }; // room for the texts below

/** The policies as they are written in options: "floor:50", "floor". */
void chp_low_modes_text(const chp_thermo_options *options, char text[CHP_TEXT]);
const char *chp_imaginary_text(chp_imaginary imaginary);

/** The modes of a run, in any order. */
typedef struct {
    const double *cm1;
    size_t n;
    chp_where at; // where they stand, for messages
} chp_modes;

/** What one mode was counted as, and what it gives. */
typedef struct {
    double read_cm1;    // as it came
    double counted_cm1; // in ZPE and thermal energy; 0 when left out
    bool is_left_out;
    const char *why; // it is left out or changed: "imaginary, at the floor"; NULL
    chp_thermo part; // its share
} chp_mode;

/** The share of every mode, in the order they came. Says nothing: the messages are
 * those of chp_thermo_adsorbate(), which gives their sum. */
void chp_thermo_modes(const chp_modes *modes, const chp_thermo_options *options,
                      chp_mode *out);

/** In words, what the options did to these modes: "imaginary (31.2i cm-1) counted as
 * 50 cm-1; 2 modes below 50 cm-1 counted as 50 cm-1". */
void chp_thermo_treatment(const chp_modes *modes, const chp_thermo_options *options,
                          char text[CHP_TEXT]);

/** Every mode a quantum harmonic oscillator: an adsorbate. McQuarrie, Statistical
 * Mechanics (2000), chapter 5.
 *
 * Imaginary modes are told (C07): by a note, a warning or an error, as their size and
 * number are. On failure `out` is untouched. */
CHP_MUST_CHECK bool chp_thermo_adsorbate(const chp_modes *modes,
                                         const chp_thermo_options *options,
                                         chp_thermo *out, chp_diag *diag);

/** An adsorbate that slides and spins over a corrugated surface. */
typedef struct {
    double barrier_translation_eV, barrier_rotation_eV;
    double sites_cm2;    // sites per cm²: 1.5e15 on Pt(111)
    int n_minima;        // of one turn
    int symmetry_number; // arms that are alike
    double mass_u;
    double inertia_u_A2; // about the surface normal
} chp_hindered;

/** Hindered translator and rotor (Sprowl, Campbell, Árnadóttir, J. Phys. Chem. C 120,
 * 9719 (2016)): the highest 3N-3 modes are vibrations, three others are hindered. Its
 * standard state is a coverage of about 0.012, not that of chp_thermo_adsorbate(): the
 * two must not be compared without saying so. */
CHP_MUST_CHECK bool chp_thermo_hindered(const chp_modes *modes,
                                        const chp_hindered *model,
                                        const chp_thermo_options *options,
                                        chp_thermo *out, chp_diag *diag);

/** The coverage of that standard state: sites taken of all. */
double chp_hindered_coverage(const chp_hindered *model, double T_K);

/** A molecule as an ideal gas needs it. */
typedef struct {
    size_t n_atoms;
    double mass_u;
    double inertia_u_A2[3]; // principal moments, rising; about 0 first when linear
    bool is_linear;
    int symmetry_number;
    double spin;              // S, not 2S + 1
    double doublet_split_cm1; // of a 2-Pi ground state (NO 121.1); 0: none
    bool is_h2;               // of two protium atoms: its rotation may be exact
    char point_group[8];      // "C3v"; "" when it was not recognised
} chp_molecule;

/** 3N-5, 3N-6, or 0 of an atom. */
size_t chp_molecule_n_vibrations(const chp_molecule *molecule);

#define CHP_SYMMETRY_A 0.05

/** Mass, moments, linearity and symmetry number from a geometry.
 *
 * The structure may be periodic: the molecule is put together by minimum image.
 * The symmetry number is the number of proper rotations that map the molecule on
 * itself within `tolerance_A`; CHP_SYMMETRY_A suits relaxed geometries. Spin is that of
 * the ground state of a known species (O2 1, NO 1/2 ...), else as low as the number of
 * electrons allows. `mass_u` is per atom, or NULL for standard weights. */
CHP_MUST_CHECK bool chp_molecule_from(const chp_structure *structure,
                                      const double *mass_u, double tolerance_A,
                                      chp_molecule *out, chp_diag *diag);

/** H2 where no geometry is at hand: its ground state has B = 59.32 1/cm. */
chp_molecule chp_molecule_hydrogen(void);

/** What the molecule as a whole adds to its vibrations, at 1 bar. */
typedef struct {
    chp_thermo translation; // with its pV
    chp_thermo rotation, electrons;
} chp_gas_parts;

chp_gas_parts chp_thermo_gas_parts(const chp_molecule *molecule,
                                   const chp_thermo_options *options);

/** Rigid rotor, harmonic oscillator, ideal gas (McQuarrie, chapters 5, 6 and 8). The
 * highest 3N-5 or 3N-6 modes are the vibrations; fewer than that is an error (C06), and
 * a warning when what is left out is no translation or rotation. On failure `out` is
 * untouched. */
CHP_MUST_CHECK bool chp_thermo_ideal_gas(const chp_molecule *molecule,
                                         const chp_modes *modes, double pressure_bar,
                                         const chp_thermo_options *options,
                                         chp_thermo *out, chp_diag *diag);

/** Tabulated thermochemistry of a gas. The electronic energy and the zero-point
 * energy come from the user's runs. */
typedef struct {
    const char *gas;     // "NH3"
    const char *name;    // "ammonia"
    const char *source;  // of the data used at this temperature
    double enthalpy_eV;  // H(T) - H(0)
    double entropy_eV_K; // S(T, 1 bar)
    double heat_capacity_eV_K;
    double T_min_K, T_max_K; // where the tables of this gas hold
    double zpe_eV;           // for those who ask for a tabulated one: `zpe_known`
    bool zpe_known;
    const char *zpe_source;
    int symmetry_number;
    double spin;
} chp_gas_data;

/** The tables' data of a gas, named by any formula of it ("NH3", "H2O"). False,
 * without a message, for a gas they do not have; false with one (`range`) when T is
 * outside theirs. */
CHP_MUST_CHECK bool chp_gas_table(const char *gas, double T_K, chp_gas_data *out,
                                  chp_diag *diag);

/** The i-th gas of the tables, or NULL when there are no more. */
const char *chp_gas_name(size_t i);

/** From the tables' data at a pressure, with a zero-point energy of the caller's. */
chp_thermo chp_thermo_from_table(const chp_gas_data *gas, double zpe_eV, double T_K,
                                 double pressure_bar);

/** The vapour pressure of liquid water, bar: 0.03169 at 298.15 K. Below the triple
 * point that of supercooled water; above the critical point (647.096 K), where there
 * is no liquid, the critical pressure. */
double chp_water_vapour_pressure_bar(double T_K);

/** Between the triple and the critical point. */
bool chp_water_is_liquid(double T_K);

/** Modes of another isotopologue, from a Hessian and the masses of all atoms. Gives
 * `hessian->n` modes, falling, imaginary ones negative, into `mode_cm1`. */
CHP_MUST_CHECK bool chp_modes_from_hessian(const chp_hessian *hessian,
                                           const double *mass_u, double *mode_cm1,
                                           chp_diag *diag);

/* --- one run, from its modes to its free energy ----------------------------------- */

typedef enum { CHP_AS_ITS_BONDS_SAY, CHP_AS_GAS, CHP_AS_ADSORBATE } chp_thermo_as;

/** Which of VASP's three energies, as chp_energies names them. */
typedef enum { CHP_SIGMA0, CHP_TOTEN, CHP_WITHOUT_ENTROPY } chp_energy_choice;

/** The pressure of a gas. */
typedef struct {
    const char *gas; // a formula; NULL: every gas
    double bar;
} chp_pressure;

/** Every atom of this element becomes another nuclide. */
typedef struct {
    int atomic_number;
    double mass_u;
} chp_isotope;

/** Read "H=2" or "N=15.0001": a mass number, or a mass in u. */
CHP_MUST_CHECK bool chp_isotope_read(const char *text, chp_isotope *out);

/** What is asked about a run. Zero is the default of all but the options. */
typedef struct {
    chp_thermo_options options;
    chp_thermo_as as;
    chp_energy_choice energy; // which of VASP's three
    bool prefers_rrho;        // of a gas that is in the tables, too
    bool tabulated_zpe;       // of a gas without frequencies
    bool is_partial;  // the modes of the free atoms alone, from the force constants
    bool is_hindered; // `hindered` holds; mass and inertia are the free atoms' own
    chp_hindered hindered;
    size_t n_pressures; // the last that fits counts; else 1 bar, and water's own
    const chp_pressure *pressures;
    size_t n_isotopes;
    const chp_isotope *isotopes;
} chp_thermo_request;

/** The same run under another policy for low modes. */
typedef struct {
    char low_modes[CHP_TEXT];
    double correction_eV;
} chp_thermo_policy;

enum { CHP_N_POLICIES = 4 };

/** All that `chepath thermo` tells of a run. What has no `has_` is always there once
 * `is_known`. */
typedef struct {
    const char *path, *formula;
    chp_thermo_request request; // that it was made for
    chp_fact E_eV;
    bool is_known; // the free energy, and all behind it
    bool is_gas;
    const char *reason; // it counts as one
    const char *route;  // "table", "rrho", "harmonic", "hindered"
    chp_thermo thermo;  // by that route

    size_t n_modes;
    const chp_mode *modes;
    char treatment[CHP_TEXT];
    bool has_policies;
    chp_thermo_policy policies[CHP_N_POLICIES];

    double pressure_bar;         // of a gas
    const char *pressure_source; // "given", "standard", "the vapour pressure of water"
    bool has_table, has_rrho, has_molecule;
    chp_gas_data table;
    chp_thermo by_table, by_rrho;
    chp_molecule molecule;
    chp_gas_parts parts; // of rrho
} chp_thermo_report;

/** Never NULL; what is missing is not `is_known` and stands in `diag`. A refused run
 * has no free energy, and its own messages say why. The report keeps pointers into
 * `calc` and the request. */
chp_thermo_report *chp_thermo_report_new(const chp_calc *calc, bool is_refused,
                                         const chp_thermo_request *request,
                                         chp_diag *diag);
void chp_thermo_report_free(chp_thermo_report *report);

/** ZPE + thermal - TS + pressure. */
double chp_thermo_correction(const chp_thermo *thermo);

CHP_END

#endif
