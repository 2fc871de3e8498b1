/* Force constants, as the files of a run hold them. */
#ifndef CHEM_HESSIAN_H
#define CHEM_HESSIAN_H

#include "chem/calc.h"

/* From the n x n matrix dF/dx (eV/Å^2), row by row, of these atoms and axes, which
 * stands `at` this place. It and they are lent for as long as the result lives. */
const chp_hessian *hessian_from_forces(arena *a, size_t n, const double *dF_dx,
                                       const size_t *atom, const unsigned char *axis,
                                       chp_where at);

/* Which atom and axis each of `n` rows moves: all of them, or those that are free.
 * False when neither has as many. */
bool hessian_freedoms(const chp_structure *s, size_t n_atoms, size_t n, size_t *atom,
                      unsigned char *axis);

/* The modes of calc->hessian with the masses of its species, as if they had been read
 * at `at`. False, without a word, when masses or counts are not told. */
bool hessian_fill_modes(arena *a, chp_calc *calc, chp_where at, chp_diag *diag);

#endif
