/* Constants of nature, CODATA 2022 (Mohr et al., 2024). "exact": fixed by the
 * definition of the SI, or a product of such. */
#ifndef CHEM_CONSTANTS_H
#define CHEM_CONSTANTS_H

#define BOLTZMANN_EV_K 8.617333262145179e-5  // exact
#define BOLTZMANN_J_K  1.380649e-23          // exact
#define PLANCK_J_S     6.62607015e-34        // exact
#define PLANCK_EV_S    4.135667696923859e-15 // exact
#define LIGHT_M_S      299792458.0           // exact
#define CHARGE_C       1.602176634e-19       // exact
#define AVOGADRO_1_MOL 6.02214076e23         // exact
#define GAS_J_MOL_K    8.31446261815324      // exact
#define FARADAY_C_MOL  96485.33212331001     // exact
#define EV_PER_CM1     1.239841984332003e-4  // h c, exact
#define ATOMIC_MASS_KG 1.66053906892e-27
#define HARTREE_EV     27.211386245981
#define RYDBERG_EV     13.605693122990
#define BAR_PA         1e5                    // exact
#define EV_PER_KJ_MOL  (1000 / FARADAY_C_MOL) // exact
#define LN_10          2.302585092994045684018

#define REFERENCE_K 298.15 // at which thermochemistry is tabulated

/* kT ln 10: what a unit of pH is worth to a proton, 0.05916 eV at 298.15 K. */
static inline double eV_per_pH(double T_K)
{
    return BOLTZMANN_EV_K * T_K * LN_10;
}

#endif
