/* The files of one run, each in its place. */
#ifndef GATHER_FILES_H
#define GATHER_FILES_H

#include "gather/part.h"

/* The files of one run, one of each kind; NULL: there is none. */
typedef struct {
    const part *outcar, *vasprun, *vaspout, *oszicar;
    const part *contcar, *poscar, *incar, *kpoints, *potcar;
    const part *xdatcar, *dynmat, *bader, *doscar;
} files;

files files_of(const part *parts, size_t n);

/* Species that were taken from a comment are forgotten where another part tells them. */
void files_forget_guesses(arena *a, part *parts, size_t n);

/* The file whose energies stand for the run: the first that has any of OUTCAR,
 * vasprun.xml, vaspout.h5, OSZICAR; else the first of them that is there. NULL: none. A
 * file that only was cut gives way to one behind it that is whole.
 */
const part *files_lead(const files *f);

#endif
