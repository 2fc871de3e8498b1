/* Surfaces at constant potential, from runs with several numbers of electrons. */
#ifndef THERMO_GRAND_CANONICAL_H
#define THERMO_GRAND_CANONICAL_H

#include <stddef.h>

#include "chepath/diag.h"

/* What a run in implicit electrolyte says. */
typedef struct {
    double n_electrons;
    double energy_eV;
    double fermi_eV;
    double shift_eV; // FERMI_SHIFT: the potential of the electrolyte; `has_shift`
    bool has_shift;
    chp_where at;
} charged_run;

/* The same on the scales of electrochemistry. */
typedef struct {
    double n_electrons;
    double mu_eV; // of the electrons
    double U_SHE_V;
    double A_eV;     // aligned energy at this charge
    double omega_eV; // grand potential at this potential
} charged_point;

/* `absolute_V` is the potential of SHE against the vacuum: 4.44, or 4.6 in some codes.
 * False after a message (C24) when a run is not aligned, or when, with three or more,
 * dA/dN differs from mu by more than 0.05 eV: a wrong sign, or no alignment. */
CHP_MUST_CHECK bool charged_points(const charged_run *runs, size_t n_runs,
                                   double neutral_electrons, double absolute_V,
                                   charged_point *out, chp_diag *diag);

/* omega(U) = omega0 - C/2 (U - U0)^2 */
typedef struct {
    double omega0_eV;
    double capacitance_e_V;
    double U0_V;
    double r_squared, worst_eV; // the largest residual
    double U_min_V, U_max_V;    // where it was sampled
} grand_potential;

/* False after a message with fewer than three points, or when they are no hill. */
CHP_MUST_CHECK bool grand_potential_fit(const charged_point *points, size_t n_points,
                                        grand_potential *out, chp_diag *diag);

double grand_potential_at(const grand_potential *g, double U_SHE_V);

/* More than 0.2 V beyond what was sampled. */
bool grand_potential_is_guessed(const grand_potential *g, double U_SHE_V);

double capacitance_uF_cm2(double capacitance_e_V, double area_A2);

/* The free energy of a step a -> b that consumes n_H pairs of H+ and e-, at a potential
 * on the RHE scale; `rest_eV` holds its corrections and fluids, H2 among them. */
typedef struct {
    grand_potential a, b;
    double rest_eV;
    int n_H;
    double pH, T_K;
} charged_step;

double charged_step_dG(const charged_step *step, double U_RHE_V);

enum { CHARGED_MOST_ROOTS = 8 };

/* Where the largest dG of the steps changes its sign between two potentials, falling;
 * the first is the limiting potential when all is downhill below it. Returns how many
 * were found. */
size_t charged_path_roots(const charged_step *steps, size_t n_steps, double U_low_V,
                          double U_high_V, double roots_V[CHARGED_MOST_ROOTS]);

#endif
