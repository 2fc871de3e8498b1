/* Inside the reader of vasprun.xml: what its files share. vasprun_walk.c tells how it
 * works. */
#ifndef FORMATS_VASPRUN_H
#define FORMATS_VASPRUN_H

#include "base/diag.h"
#include "formats/format.h"
#include "io/xml.h"

/* A section that is kept, unread, until it is known to be needed. */
typedef struct {
    char *bytes;
    size_t n, room;
    chp_where at;
} held;

/* What stands in one <calculation>. */
typedef struct {
    held scstep, scstep_before; // the last two electronic steps
    held energy, structure, forces, stress;
    unsigned n_scsteps;
    chp_energies energies;
    chp_fact kinetic_eV, total_eV; // of molecular dynamics
    chp_fact electronic_eV;        // F of the last electronic step
    double dE_eV;                  // from the one before; NaN: not known
    chp_answer electronic;
    chp_where at;
} vasprun_step;

/* <dynmat>, as it is written. */
typedef struct {
    size_t n, n_values; // rows; numbers in all of them
    double *value;
    size_t n_eigenvalues;
    double *eigenvalue;
    bool is_THz2, is_bad;
    chp_where at, values_at;
} vasprun_dynmat;

/* What the displaced steps of a frequency run told about the first one. */
typedef struct {
    size_t n, n_below, n_far_below, n_unconverged;
    double lowest_eV; // against the first step
    chp_where lowest_at, unconverged_at;
} vasprun_displaced;

typedef struct {
    xml x;
    reading *r;
    chp_calc *calc;
    const char *date;     // and time, as they are read
    chp_calc incar, used; // the settings, as the user and as VASP said them
    int order;            // of the smearing, as in vasprun_step.c; -1: not known
    double nelm, ediff_eV;
    chp_fact volume_A3, e_fermi_eV;

    // atoms
    chp_species *species;
    size_t n_species;
    const int *atomic_number;      // of each atom
    chp_structure *initial, *last; // `initial` has the flags

    // steps
    vasprun_step now, kept; // the one being read, the one that stands for the run
    held last_energy;       // of the last step, when it is another
    chp_ionic_step *steps;
    size_t n_steps, n_learned, n_unconverged_before;
    size_t n_blank; // steps without final energies
    bool is_blank;  // the last one is
    chp_where blank_at;
    chp_fact toten_before_eV, toten_last_eV;
    chp_where learned_at, unconverged_at;
    vasprun_displaced displaced;
    double kinetic_eV; // sum over the steps of molecular dynamics
    size_t n_kinetic;
    vasprun_dynmat dynmat;
} vasprun;

void vasprun_hold(vasprun *v, held *to, xml_piece from);
bool vasprun_read(vasprun *v, const held *from, xml_visitor *visit, void *user);

/* A setting as VASP used it, else as the user wrote it. */
bool vasprun_number(const vasprun *v, const char *tag, double *out);
double vasprun_number_or(const vasprun *v, const char *tag, double otherwise);

/* vasprun_setup.c: sections before the first step */
bool vasprun_generator(vasprun *v, xml_piece piece);
bool vasprun_incar(vasprun *v, xml_piece piece);
bool vasprun_parameters(vasprun *v, xml_piece piece);
bool vasprun_mesh(vasprun *v, xml_piece piece);
bool vasprun_weights(vasprun *v, xml_piece piece);
bool vasprun_atoms(vasprun *v, xml_piece piece);
bool vasprun_structure(vasprun *v, xml_piece piece, chp_structure **out);
void vasprun_setup_done(vasprun *v);

/* vasprun_step.c: one <calculation> */
bool vasprun_close_step(vasprun *v);
bool vasprun_energies(vasprun *v, const held *energy, chp_energies *out);
bool vasprun_electrons(vasprun *v, vasprun_step *s);
bool vasprun_forces(vasprun *v, const held *forces, double (**out)[3], chp_where *at);
bool vasprun_stress(vasprun *v, const held *stress, chp_tensor *out);
double vasprun_max_force(const vasprun *v, double (*force_eV_A)[3]);

/* vasprun_modes.c: <dynmat> */
bool vasprun_dynmat_rows(vasprun *v, xml_piece piece);
bool vasprun_dynmat_values(vasprun *v, xml_piece piece);
bool vasprun_dynmat_unit(vasprun *v, xml_piece piece);
bool vasprun_modes(vasprun *v);

/* vasprun_verdict.c: what may be believed */
bool vasprun_verdict(vasprun *v);

#endif
