/* Inside the reader of vaspout.h5: what its files share. vaspout_walk.c tells how it
 * works. */
#ifndef FORMATS_VASPOUT_H
#define FORMATS_VASPOUT_H

#include "formats/format.h"
#include "io/hdf5.h"

#define VASPOUT_SETTINGS "/input/incar/"
#define VASPOUT_START    "/input/poscar/"
#define VASPOUT_END      "/results/positions/"
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
    bool has_without_entropy, has_sigma0;
} vaspout;

const hdf5_data *vaspout_find(const vaspout *v, const char *path); // NULL: absent

/* A single number, where there is one. */
bool vaspout_number(const vaspout *v, const char *path, double *out);
void vaspout_fact(const vaspout *v, const char *path, chp_fact *out);

/* Numbers of this shape, all of them finite; an extent of 0 may be any. */
const double *vaspout_table(const vaspout *v, const char *path, hdf5_rows rows,
                            size_t rank, const size_t *extent);

/* vaspout_setup.c: settings and atoms; false after an error */
void vaspout_version(vaspout *v);
void vaspout_settings(vaspout *v);
bool vaspout_species(vaspout *v);
void vaspout_weights(vaspout *v);
void vaspout_structures(vaspout *v);

/* vaspout_steps.c: the first step or the last stands for the run; false after an error
 */
bool vaspout_steps(vaspout *v, hdf5_rows which);
void vaspout_verdict(vaspout *v);

/* vaspout_response.c: moments, force constants, modes */
void vaspout_moments(vaspout *v, hdf5_rows which);
void vaspout_modes(vaspout *v);

#endif
