/* Runs at constant potential, whichever code held it: what several files tell of them.
 */
#ifndef FORMATS_ELECTRODE_H
#define FORMATS_ELECTRODE_H

#include "chem/calc.h"

/* A line of OSZICAR or of what the run printed: FERMI_SHIFT, or CP-VASP's own. Whether
 * it was one of them. */
bool electrode_line(chp_calc *calc, str line, chp_where at);

/* What the settings say of a run whose files tell of no code that held the potential.
 * OUTCAR would have told of TPOT, if that had run. */
void electrode_of_settings(chp_calc *calc, bool has_outcar);

/* When all files have been heard: take over the number of electrons, with the charge
 * that follows, and tell what the energies are. */
void electrode_settle(chp_calc *calc, chp_diag *diag);

#endif
