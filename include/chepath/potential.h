/** @file potential.h  Surfaces at constant potential: the grand-canonical alternative
 * to the computational hydrogen electrode, from runs with several numbers of electrons.
 *
 * Units: energies in eV per cell, potentials in V, capacitances in e/V.
 *
 * With N electrons in a cell that is neutral with N0, and the Fermi level e_F shifted
 * by phi to the potential of the electrolyte:
 *
 *     mu = e_F + phi                U_SHE = -mu / e - U_abs
 *     A(N) = E(N) + phi (N - N0)    Omega(U) = A(N) - mu (N - N0)
 *
 * Mathew et al., J. Chem. Phys. 151, 234101 (2019).
 */
#ifndef CHP_POTENTIAL_H
#define CHP_POTENTIAL_H

#include "chepath/calc.h"

CHP_BEGIN

/** The potential of SHE against the vacuum, V: IUPAC, Trasatti, Pure Appl. Chem. 58,
 * 955 (1986). Some codes have 4.6. */
#define CHP_ABSOLUTE_SHE_V 4.44

/** What a run in implicit electrolyte says. */
typedef struct {
    const char *path;
    double extra_electrons; // beyond the neutral cell
    double energy_eV;
    double fermi_eV;
    double shift_eV; // FERMI_SHIFT: the potential of the electrolyte; `has_shift`
    bool has_shift;
    chp_where at;
} chp_charged_run;

/** From a run; false after a message (C24) when it does not tell its charge, its Fermi
 * level or its energy. */
CHP_MUST_CHECK bool chp_charged_run_of(const chp_calc *calc, chp_charged_run *out,
                                       chp_diag *diag);

/** The same on the scales of electrochemistry. */
typedef struct {
    const char *path;
    double extra_electrons;
    double mu_eV; // of the electrons
    double U_SHE_V;
    double A_eV;     // aligned energy at this charge
    double omega_eV; // grand potential at this potential
} chp_charged_point;

/** Points in rising number of electrons, whatever the order of the runs. `absolute_V`
 * is the potential of SHE against the vacuum, CHP_ABSOLUTE_SHE_V.
 * False after a message (C24) when a run is not aligned, when two have the same number
 * of electrons, when, with three or more, dA/dN differs from mu by more than 0.05 eV,
 * or when the neutral surface lies more than 3 V from SHE: a wrong sign, or no
 * alignment. */
CHP_MUST_CHECK bool chp_charged_points(const chp_charged_run *runs, size_t n_runs,
                                       double absolute_V, chp_charged_point *out,
                                       chp_diag *diag);

/** omega(U) = omega0 - C/2 (U - U0)^2 - C'/6 (U - U0)^3, U against SHE; the capacitance
 * is C + C' (U - U0). */
typedef struct {
    double omega0_eV;
    double capacitance_e_V;        // at U0
    double capacitance_slope_e_V2; // C', zero for a parabola
    double U0_V;                   // of zero charge
    double r_squared, worst_eV;    // the largest residual
    double U_min_V, U_max_V;       // where it was sampled
} chp_grand_potential;

/** The least-squares polynomial through the points, of degree 2 or 3. False after a
 * message (C24) with no more of them than the degree, or when they are no hill: when
 * the capacitance is not positive from 0.2 V below them to 0.2 V above. */
CHP_MUST_CHECK bool chp_grand_potential_fit(const chp_charged_point *points,
                                            size_t n_points, int degree,
                                            chp_grand_potential *out, chp_diag *diag);

/** omega(U) in eV. */
double chp_grand_potential_at(const chp_grand_potential *g, double U_SHE_V);

/** More than 0.2 V beyond what was sampled. */
bool chp_grand_potential_is_guessed(const chp_grand_potential *g, double U_SHE_V);

/** The face that the first two lattice vectors span; 0 when it is not told. */
double chp_charged_area_A2(const chp_calc *calc);

/** Per area, in the unit of experiments; both faces of a slab count as one. */
double chp_capacitance_uF_cm2(double capacitance_e_V, double area_A2);

/** The free energy of a step a -> b that consumes n_H pairs of H+ and e-, at a
 * potential on the RHE scale; `rest_eV` holds its corrections and fluids, H2 among
 * them. */
typedef struct {
    chp_grand_potential a, b;
    double rest_eV;
    int n_H;
    double pH, T_K;
} chp_charged_step;

/** omega_b - omega_a + rest + n_H e U_RHE, the surfaces at the same potential against
 * SHE: U_SHE = U_RHE - kT ln 10 pH / e. */
double chp_charged_step_dG_eV(const chp_charged_step *step, double U_RHE_V);

enum { CHP_CHARGED_MOST_ROOTS = 8 };

/** Where the largest dG of the steps changes its sign between two potentials, falling;
 * the first is the limiting potential when all is downhill below it. Returns how many
 * were found. */
size_t chp_charged_path_roots(const chp_charged_step *steps, size_t n_steps,
                              double U_low_V, double U_high_V,
                              double roots_V[CHP_CHARGED_MOST_ROOTS]);

CHP_END

#endif
