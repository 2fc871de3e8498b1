/* What the name of a file lets us hope for. Its content decides. */
#ifndef GATHER_NAMES_H
#define GATHER_NAMES_H

#include "base/str.h"

typedef enum {
    ROLE_NONE, // never opened: WAVECAR, CHGCAR, LOCPOT, a user's notes
    ROLE_OUTCAR,
    ROLE_VASPRUN,
    ROLE_VASPOUT,
    ROLE_OSZICAR,
    ROLE_CONTCAR,
    ROLE_POSCAR,
    ROLE_INCAR,
    ROLE_KPOINTS,
    ROLE_POTCAR, // its titles, when no output repeats them
    ROLE_XDATCAR,
    ROLE_DYNMAT,
    ROLE_BADER,  // ACF.dat
    ROLE_DOSCAR, // only when it is asked for by itself: it may be large
    ROLE_LOG,    // what the run printed: it tells why it died
    N_ROLES,
} file_role;

file_role role_of_name(str name);

/* Whether a file of this role makes its folder a run. */
bool role_is_output(file_role r);

/* How good a name is among several of one role: "OUTCAR" before "OUTCAR.relax2"
 * before "OUTCAR.relax1" before any other, which are all the same: 0. */
unsigned name_rank(str name, file_role r);

/* Whether a folder of this name may hold an image of a reaction path: "00", "01" ... */
bool name_is_image(str folder);

/* The folders below one, as far as they may be images. */
typedef struct {
    size_t n;
    bool has_first; // "00"
} images;

void images_add(images *below, str folder);

/* Whether they are, if there is an INCAR above them. */
bool images_are_band(const images *below);

/* Whether several files are packed in it, by its ending: no packed output. */
bool name_is_archive(str name);

#endif
