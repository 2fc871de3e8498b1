/* What may be wrong with a study, by the codes C01 to C27. */
#ifndef ENERGETICS_AUDIT_H
#define ENERGETICS_AUDIT_H

#include "energetics/study.h"
#include "energetics/view.h"

/* Pass on what was said while the run was read, once for each run, and judge its
 * convergence (C01). True when it may be used; NULL is fine. */
bool audit_run(chp_study *s, const chp_run *run, chp_diag *diag);

/* What is compared with other runs; NULL without a run, and when its file ends before
 * its first step: what setup it had, or how many atoms, may not be told whole. */
const chp_calc *audit_calc(const member *m);

/* Each marks what an error stands against as spoilt. */

/* C03: all runs of a study were made with one setup. */
void audit_settings(chp_study *s, chp_diag *diag);

/* C04, C05, C17, C18, C19: cells, compositions, bonds, moments. */
void audit_structures(chp_study *s, chp_diag *diag);

/* C06, C08, C09, C17: vibrations. */
void audit_modes(chp_study *s, chp_diag *diag);

/* C09 and "copied": energies, geometries, modes that two states share. */
void audit_copies(chp_study *s, chp_diag *diag);

/* C21, C22: vacuum, dipole, boxes of gases. */
void audit_cells(chp_study *s, chp_diag *diag);

/* Free energies that no surface has, of the states of one view. */
void audit_energies(const subject *of, view *v, chp_diag *diag);

/* Water that is no liquid; gases that a reaction needs and nobody gave; `catalysts` in
 * the order of subjects. */
void audit_gases(chp_study *s, const chp_catalyst *catalysts, chp_diag *diag);

/* C11: the whole of each reaction; `catalysts` in the order of subjects. */
void audit_closure(chp_study *s, const chp_catalyst *catalysts, chp_diag *diag);

/* Given numbers, which no temperature or pressure changes. */
void audit_given(chp_study *s, chp_diag *diag);

/* Options that were set, and change nothing. */
void audit_options(const chp_study *s, chp_diag *diag);

/* A catalyst that has no result, and what it lacks. */
void audit_complete(chp_study *s, const subject *of, const chp_catalyst *c,
                    chp_diag *diag);

/* C25: an order of catalysts that nobody knows; `catalysts` in the order of subjects.
 */
void audit_ranking(chp_study *s, const chp_catalyst *catalysts, chp_diag *diag);

/* C12, C13, C14, C19: what the profiles of a catalyst give away. */
void audit_profiles(chp_study *s, const subject *of, const chp_catalyst *c,
                    chp_diag *diag);

#endif
