/* Free energies of formation at any temperature, from those at T0 = 298.15 K:
 *
 *     dH(T0) = dG(T0) + T0 dS(T0)                                              (1)
 *     dG(T)  = dH(T0) + d[H(T) - H(T0)] - T dS(T)                              (2)
 *
 * where d is "less the elements": H2, N2, O2, graphite, and H+ with no entropy. Gases
 * and elements have the heat contents and entropies of gas_table.c; liquids and
 * solutes a constant heat capacity, between freezing and boiling.
 *
 * In a balanced reaction the elements cancel, whatever is known of them.
 *
 * Sources: NBS: Wagman et al., J. Phys. Chem. Ref. Data 11, suppl. 2 (1982); ATcT:
 * Active Thermochemical Tables 1.130 (formation enthalpy and entropy); JANAF: Chase,
 * NIST-JANAF Thermochemical Tables (1998); N2(aq): Henry's constant of 6.5e-4
 * mol/kg/bar.
 *
 * To add a species, add a line; the first of a formula is what its bare name means.
 */
#include "thermo/formation.h"

#include <math.h>

#include "chem/constants.h"
#include "chem/formula.h"
#include "chepath/thermo.h"

#define FREEZING_K 273.15
#define BOILING_K  373.15

typedef enum { GAS, LIQUID, AQUEOUS } phase;

typedef struct {
    const char *formula;
    int charge;
    phase phase;
    double dG_kJ_mol;
    double entropy_J_mol_K;
    double capacity_J_mol_K; // 0: not told, that of formation counts as zero
    const char *source;
} record;

static const record records[] = {
    { "H2", 0, GAS, 0, 130.680, 28.84, "element" },
    { "N2", 0, GAS, 0, 191.609, 29.12, "element" },
    { "O2", 0, GAS, 0, 205.152, 29.38, "element" },
    { "NH3", 0, GAS, -16.45, 192.45, 35.06, "NBS" },
    { "NH3", 0, AQUEOUS, -26.50, 111.3, 0, "NBS" },
    { "NH4", +1, AQUEOUS, -79.31, 113.4, 79.9, "NBS" },
    { "N2", 0, AQUEOUS, 18.19, 95.4, 0, "Henry's constant" },
    { "N2H4", 0, GAS, 159.35, 238.47, 49.58, "NBS" },
    { "N2H4", 0, LIQUID, 149.34, 121.21, 98.87, "NBS" },
    { "N2H4", 0, AQUEOUS, 128.1, 138.0, 0, "NBS" },
    { "N2H5", +1, AQUEOUS, 82.5, 151.0, 70.3, "NBS" },
    { "N2H2", 0, GAS, 231.07, 217.99, 0, "ATcT, trans" },
    { "N2H", 0, GAS, 259.00, 224.17, 0, "ATcT" },
    { "N2H3", 0, GAS, 269.07, 237.27, 0, "ATcT" },
    { "NH2", 0, GAS, 195.57, 194.47, 0, "ATcT" },
    { "NH", 0, GAS, 352.90, 180.90, 0, "ATcT" },
    { "H2O", 0, LIQUID, -237.129, 69.91, 75.291, "NBS" },
    { "H2O", 0, GAS, -228.572, 188.825, 33.577, "NBS" },
    { "OH", -1, AQUEOUS, -157.244, -10.75, -148.5, "NBS" },
    { "H2O2", 0, AQUEOUS, -134.03, 143.9, 0, "NBS" },
    { "H2O2", 0, LIQUID, -120.35, 109.6, 89.1, "NBS" },
    { "H2O2", 0, GAS, -105.57, 232.7, 43.1, "NBS" },
    { "NO", 0, GAS, 86.55, 210.761, 29.844, "NBS" },
    { "NO2", 0, GAS, 51.31, 240.06, 37.20, "NBS" },
    { "N2O", 0, GAS, 104.20, 219.85, 38.45, "NBS" },
    { "NO2", -1, AQUEOUS, -32.2, 123.0, -97.5, "NBS" },
    { "NO3", -1, AQUEOUS, -108.74, 146.4, -86.6, "NBS" },
    { "HNO3", 0, GAS, -74.72, 266.38, 53.35, "NBS" },
    { "CO", 0, GAS, -137.168, 197.674, 29.142, "NBS" },
    { "CO2", 0, GAS, -394.359, 213.74, 37.11, "NBS" },
    { "CH4", 0, GAS, -50.72, 186.264, 35.309, "NBS" },
    { "CH2O", 0, GAS, -102.53, 218.77, 35.40, "NBS" },
    { "CH3OH", 0, GAS, -161.96, 239.81, 43.89, "NBS" },
    { "CH3OH", 0, LIQUID, -166.27, 126.8, 81.6, "NBS" },
    { "HCOOH", 0, LIQUID, -361.35, 128.95, 99.04, "NBS" },
    { "HCOOH", 0, AQUEOUS, -372.3, 163.0, 0, "NBS" },
    { "C2H4", 0, GAS, 68.15, 219.56, 43.56, "NBS" },
    { "C2H6", 0, GAS, -32.82, 229.60, 52.63, "NBS" },
};
enum { N_RECORDS = sizeof records / sizeof *records };

/* --- names --------------------------------------------------------------------- */

/* "NH3(aq)" is NH3 in the phase "aq", "NH4+" is NH4 with a charge. */
typedef struct {
    chp_formula formula;
    int charge;
    str phase; // empty: the usual one
} species_name;

static bool read_name(const char *text, species_name *out)
{
    str rest = str_of(text), formula;
    *out = (species_name){ 0 };
    if (str_ends(rest, STR(")")) && str_has(rest, STR("("))) {
        str_cut(&rest, '(', &formula);
        out->phase = str_part(rest, 0, rest.len - 1);
        rest = formula;
    }
    if (str_ends(rest, STR("+")) || str_ends(rest, STR("-"))) {
        out->charge = str_ends(rest, STR("+")) ? 1 : -1;
        rest = str_part(rest, 0, rest.len - 1);
    }
    return rest.len > 0 && formula_read(rest, &out->formula);
}

static bool is_phase(const record *r, str name)
{
    static const char *const names[] = {
        [GAS] = "g", [LIQUID] = "l", [AQUEOUS] = "aq"
    };
    return name.len == 0 || str_eq(name, str_of(names[r->phase]));
}

static const record *find(const species_name *name)
{
    chp_formula f;
    for (size_t i = 0; i < N_RECORDS; i++)
        if (records[i].charge == name->charge && is_phase(&records[i], name->phase) &&
            formula_read(str_of(records[i].formula), &f) &&
            formula_eq(&f, &name->formula))
            return &records[i];
    return NULL;
}

/* --- temperature --------------------------------------------------------------- */

/* H(T) - H(T0) and S(T) of one mole. */
typedef struct {
    double heat_kJ, entropy_J_K;
} content;

static content constant_capacity(double entropy_J_K, double capacity_J_K, double T_K)
{
    return (content){ capacity_J_K * (T_K - REFERENCE_K) / 1000,
                      entropy_J_K + capacity_J_K * log(T_K / REFERENCE_K) };
}

/* By the fits, from the entropy that the record has at T0. */
static bool fitted(const record *r, double T_K, content *out)
{
    chp_diag *silent = chp_diag_new();
    chp_gas_data now, at_T0;
    bool ok = chp_gas_table(r->formula, T_K, &now, silent) &&
              chp_gas_table(r->formula, REFERENCE_K, &at_T0, silent);
    chp_diag_free(silent);
    if (!ok)
        return false;
    const double J = FARADAY_C_MOL; // from eV to J/mol
    out->heat_kJ = (now.enthalpy_eV - at_T0.enthalpy_eV) * J / 1000;
    out->entropy_J_K = r->entropy_J_mol_K + (now.entropy_eV_K - at_T0.entropy_eV_K) * J;
    return true;
}

static void add(content *sum, double n, content one)
{
    sum->heat_kJ += n * one.heat_kJ;
    sum->entropy_J_K += n * one.entropy_J_K;
}

/* What the species is made from. A cation takes protons, which are zero, in place of
 * so many halves of H2. False outside the elements' tables. */
static bool elements(const record *r, double T_K, content *sum)
{
    enum { H = 1, C = 6, N = 7, O = 8 };
    const double graphite_S_J_K = 5.74, graphite_C_J_K = 8.53; // CODATA
    chp_formula f;
    content h2, n2, o2;
    if (!formula_read(str_of(r->formula), &f) || !fitted(&records[0], T_K, &h2) ||
        !fitted(&records[1], T_K, &n2) || !fitted(&records[2], T_K, &o2))
        return false;
    *sum = (content){ 0 };
    add(sum, (f.n[H] - r->charge) / 2.0, h2);
    add(sum, f.n[N] / 2.0, n2);
    add(sum, f.n[O] / 2.0, o2);
    add(sum, f.n[C], constant_capacity(graphite_S_J_K, graphite_C_J_K, T_K));
    return true;
}

/* Zero at every temperature, beyond the tables too. */
static bool is_element(const record *r)
{
    return r->phase == GAS && r->dG_kJ_mol == 0;
}

static bool is_known_at(const record *r, double T_K)
{
    return r->phase == GAS || (T_K >= FREEZING_K && T_K <= BOILING_K);
}

/* (2) with (1); without a heat capacity the contents of the elements stand in. */
static bool at_temperature(const record *r, double T_K, double *dG_kJ_mol)
{
    content from, from_T0, own;
    if (!is_known_at(r, T_K) || !elements(r, T_K, &from) ||
        !elements(r, REFERENCE_K, &from_T0))
        return false;
    bool has_fit = r->phase == GAS && fitted(r, T_K, &own);
    if (!has_fit && r->capacity_J_mol_K != 0)
        own = constant_capacity(r->entropy_J_mol_K, r->capacity_J_mol_K, T_K);
    else if (!has_fit)
        own = (content){ from.heat_kJ,
                         r->entropy_J_mol_K + from.entropy_J_K - from_T0.entropy_J_K };
    double dS_T0 = (r->entropy_J_mol_K - from_T0.entropy_J_K) / 1000;
    double dH_T0 = r->dG_kJ_mol + REFERENCE_K * dS_T0;
    double dS = (own.entropy_J_K - from.entropy_J_K) / 1000;
    *dG_kJ_mol = dH_T0 + own.heat_kJ - from.heat_kJ - T_K * dS;
    return true;
}

bool formation_free_energy(const char *species, double T_K, double *dG_kJ_mol,
                           const char **source)
{
    species_name name;
    const record *r = read_name(species, &name) ? find(&name) : NULL;
    if (!r)
        return false;
    if (T_K == REFERENCE_K || is_element(r))
        *dG_kJ_mol = r->dG_kJ_mol;
    else if (!at_temperature(r, T_K, dG_kJ_mol))
        return false;
    if (source)
        *source = r->source;
    return true;
}
