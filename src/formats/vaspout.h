/* Inside the reader of vaspout.h5: what its files share. vaspout.c tells how it works.
 */
#ifndef FORMATS_VASPOUT_H
#define FORMATS_VASPOUT_H

#include "formats/format.h"
#include "io/hdf5.h"

#define VASPOUT_DYNAMICS "/intermediate/ion_dynamics/"
#define VASPOUT_RESPONSE "/results/linear_response/"

typedef struct {
    hdf5_list list;
    reading *r;
    chp_calc *calc;
    chp_where at;
    size_t n_steps;
    chp_ionic_step *steps;
    bool has_changes; // of the electronic steps
} vaspout;

/* Numbers of this shape, all of them finite; an extent of 0 may be any. */
const double *vaspout_table(const vaspout *v, const char *path, hdf5_rows rows,
                            size_t rank, const size_t *extent);

/* vaspout_response.c: moments, force constants, modes */
void vaspout_moments(vaspout *v, hdf5_rows which);
void vaspout_modes(vaspout *v);

#endif
