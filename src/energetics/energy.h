/* Free energies of states and gases: the columns of (2.1) and their sum. */
#ifndef ENERGETICS_ENERGY_H
#define ENERGETICS_ENERGY_H

#include "energetics/resolve.h"

/* Fill the catalysts and gases of `s` from what was placed: for each slot the entry
 * that is lowest in free energy. */
void energy_of_gases(chp_study *s, const slots *gases, chp_diag *diag);
void energy_of_states(chp_study *s, const slots *all, chp_diag *diag);

/* --- shared by the two ----------------------------------------------------------- */

static inline chp_fact fact_of(double value)
{
    return (chp_fact){ .value = value, .known = true };
}

/* The electronic energy: as given, else of the run. */
chp_fact energy_electronic(const chp_study *s, const entry *e);

/* That of the three energies of a run that the study takes. */
chp_fact energy_of_run(const chp_study *s, const chp_run *run);

/* The state's name, places and numbers as they were given. */
chp_state energy_as_given(const chp_study *s, const entry *e, const char *name);

/* The modes of an entry: as given, else of its runs. */
bool energy_modes(const entry *e, chp_state *state);

static inline bool energy_is_corrected(const chp_free_energy *g)
{
    return g->ZPE_eV.known && g->thermal_eV.known && g->TS_eV.known;
}

/* What modes give fills what was not given. */
void energy_fill(chp_free_energy *g, const chp_thermo *thermo);

/* The corrections of a gas, by its modes, a table, or as an ideal gas. */
void energy_correct_gas(chp_study *s, member *gas, chp_diag *diag);

/* O2 and NO3-, where a reaction has them: behind the gases there are. */
enum { N_DERIVED_GASES = 2 };
void energy_derive_gases(chp_study *s, chp_diag *diag);

/* What is added to the electronic energy of a gas on the route of tables, or that of an
 * ideal gas; false where this cannot be had, or G was given. */
bool energy_gas_by(const chp_study *s, const member *gas, bool is_ideal, double *eV);

/* Zero where the user allows it and nothing is known. */
void energy_assume_zero(const chp_study *s, chp_free_energy *g);

/* G from its columns, when it was not given: all that are known, added up; not known
 * when E is missing, or one of ZPE, thermal and TS that is `needed`. */
void energy_sum(chp_free_energy *g, bool corrections_needed);

#endif
