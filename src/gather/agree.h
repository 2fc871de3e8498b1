/* Inside the comparison of the files of one run: what its parts share. agree.c tells
 * how they are put together. */
#ifndef GATHER_AGREE_H
#define GATHER_AGREE_H

#include "gather/check.h"

/* agree_words.c: "vasprun.xml, line 12" */
typedef struct {
    char text[320];
} elsewhere;
elsewhere agree_elsewhere(const part *other, chp_where at);

/* A difference of two outputs, raised just now: which of them is used. */
void agree_advise(const part *used, chp_diag *diag);

/* agree_settings.c: what two outputs say of the run's tags and mesh; and what the input
 * that lies beside an output says */
void agree_settings(const part *a, const part *b, chp_diag *diag);
void agree_incar(const part *run, const part *incar, chp_diag *diag);
void agree_kpoints(const part *run, const part *kpoints, chp_diag *diag);

/* agree_atoms.c: cells, positions, forces and stresses of two outputs; structures that
 * lie beside them */
void agree_atoms(const part *a, const part *b, chp_diag *diag);
void agree_structures(const files *f, chp_diag *diag);

/* agree_modes.c: modes and force constants. Those of the better file count: a
 * difference is a warning. */
void agree_modes(const files *f, chp_diag *diag);

#endif
