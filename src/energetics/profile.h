/* What a mechanism costs. Numbers in, numbers out: this file has heard of steps,
 * electrons and free energies, and of nothing else. */
#ifndef ENERGETICS_PROFILE_H
#define ENERGETICS_PROFILE_H

#include "base/arena.h"
#include "energetics/options.h"

/* What a path is judged by. */
typedef struct {
    bool is_oxidation;
    chp_fact U_eq_V; // on the scale of the study
    size_t n_potentials;
    const potential *potentials;
    double co_limiting_eV;
} profile_terms;

/* Two energies nearer than this are the same. */
#define ENERGY_TIE_EV 1e-6

/* The steps of `p` are in place: n_e, dG0_eV, is_activation, from, to, kind. Fill in
 * all that follows from them: the levels, the limiting potential, the PDS and those
 * beside it, the largest chemical step, the overpotentials, the spans, the verdict.
 * Steps of activation belong to no cycle and limit nothing here. */
void profile_judge(arena *a, chp_profile *p, const profile_terms *terms);

/* The smallest eta that (1.13) allows: -(sum of the chemical steps) / (n e), when all
 * electrons go the way of the whole. Zero without electrons. */
double profile_least_eta_V(const chp_profile *p);

/* The limiting potential of the steps of activation (reduction and oxidation as in
 * `p`); not known when none of them moves an electron. */
chp_fact profile_activation_V(const chp_profile *p, bool is_oxidation);

#endif
