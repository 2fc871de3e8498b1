/* Putting together what the files of one run say, each quantity by the file that knows
 * it best. */
#ifndef GATHER_MERGE_H
#define GATHER_MERGE_H

#include "gather/files.h"

/* What they say together. Messages of the parts go to `diag`: all of those of the lead
 * and of what stands before it, those of the others at most as warnings. */
chp_calc merge(arena *a, const char *path, const files *f, chp_diag *diag);

/* --- parts of merge() ---------------------------------------------------------- */

/* Structures, frozen atoms, and the largest force on a free one. */
void merge_atoms(arena *a, chp_calc *calc, const files *f);

/* Modes of DYNMAT, charges of ACF.dat, d states of DOSCAR. */
void merge_beside(arena *a, chp_calc *calc, const files *f, chp_diag *diag);

/* An OSZICAR that leads is completed by INCAR: kind, convergence, entropy. */
void merge_diary(chp_calc *calc, const files *f);

#endif
