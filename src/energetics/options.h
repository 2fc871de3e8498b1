/* The choices of a study, set by name from the study file and the command line alike:
 * the table in options.c is the one list of them. */
#ifndef ENERGETICS_OPTIONS_H
#define ENERGETICS_OPTIONS_H

#include "base/arena.h"
#include "chepath/profile.h"
#include "network/search.h"

enum {
    OPTION_TEMPERATURE,
    OPTION_POTENTIAL,
    OPTION_SCALE,
    OPTION_PH,
    OPTION_REACTION,
    OPTION_PATHWAY,
    OPTION_SEARCH,
    OPTION_PATHS,
    OPTION_OBJECTIVE,
    OPTION_ASSUME_ZERO,
    OPTION_ENERGY,
    OPTION_LOW_MODES,
    OPTION_IMAGINARY,
    OPTION_GAS_THERMO,
    OPTION_H2_ROTATION,
    OPTION_PRODUCT,
    OPTION_PRESSURE,
    OPTION_GAS_ZPE,
    OPTION_GAS_CORRECTION,
    OPTION_GAS,
    OPTION_FIELD,
    OPTION_NITRATE,
    OPTION_PAIRS,
    OPTION_ABSOLUTE_POTENTIAL,
    OPTION_OMEGA_FIT,
    OPTION_CO_LIMITING,
    OPTION_ALLOW,
    N_OPTIONS,
};

/* Terms of (2.1) that may be taken as zero where they were not given. */
enum {
    ZERO_ZPE = 1 << 0,
    ZERO_THERMAL = 1 << 1,
    ZERO_TS = 1 << 2,
};

typedef enum { POTENTIAL_NUMBER, POTENTIAL_UL, POTENTIAL_UEQ } potential_word;

typedef struct {
    potential_word word;
    double U_V; // of a number
} potential;

typedef enum { PRODUCT_GAS, PRODUCT_AQ, PRODUCT_ION } product_state;

typedef enum {
    CORRECTION_NONE,
    CORRECTION_N2,
    CORRECTION_NH3,
    CORRECTION_SPLIT,
    CORRECTION_FILE,
} gas_correction;

typedef struct {
    const char *gas;
    double bar;
} pressure;

typedef struct {
    size_t n;
    const char **at;
} names;

typedef struct {
    int option;
    const char *text, *folder;
} option_setting;

struct chp_options {
    arena memory;
    bool is_set[N_OPTIONS]; // by the user; not by default
    size_t n_history;
    option_setting *history; // all that was set, in order
    double T_K, pH;
    chp_scale scale;
    size_t n_potentials;
    potential *potentials;
    names reactions, pathways, gas_folders, allowed;
    bool search;
    size_t n_paths;
    search_objective objective;
    double objective_V;    // the potential that it is about
    unsigned assumed_zero; // ZERO_...
    chp_energy_choice energy;
    chp_thermo_options thermo;
    bool gas_rrho;
    bool h2_ideal;         // H2 alone takes the route of an ideal gas
    product_state product; // of ammonia
    size_t n_pressures;
    pressure *pressures;
    bool gas_zpe_table;
    gas_correction correction;
    const char *correction_file;
    bool nitrate_by_CRC; // else NBS
    double absolute_V;   // of SHE
    bool omega_cubic;    // grand potentials, else quadratic
    double field_V_A;    // electric field at the surface
    bool pairs_additive; // of fragments that were not calculated
    double co_limiting_eV;
};

/* What was set, with a file as it is seen from here. */
const char *options_text(arena *a, const option_setting *set);

/* Take over what `under` sets and `o` does not. */
void options_behind(chp_options *o, const chp_options *under);

/* "U_L", "G_max", as the JSON document has it. */
const char *options_objective_name(search_objective objective);

/* The pressure of a gas in bar: as it was set, else 1, and for water its vapour
 * pressure at the study's temperature. */
double options_pressure_bar(const chp_options *o, const char *gas);

/* Whether the temperature is that of tabulated thermochemistry, 298.15 K. */
bool options_at_reference_K(const chp_options *o);

#endif
