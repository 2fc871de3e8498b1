/* Inside the reader of OUTCAR: what its files share. outcar_walk.c tells how it works.
 */
#ifndef FORMATS_OUTCAR_H
#define FORMATS_OUTCAR_H

#include <stdint.h>

#include "base/diag.h"
#include "formats/format.h"
#include "formats/messages.h"

/* A number that was read, here. */
static inline chp_fact fact_of(double value, const scan *in)
{
    return fact_at(value, in->at);
}

/* Lists that are emptied and filled again without asking for memory anew. */
typedef struct {
    double *at;
    size_t n, room;
} numbers;

typedef struct {
    char *at;
    size_t n, room;
} letters;

/* A list that ended before the number of its title was there. */
typedef struct {
    size_t n, claimed, step;
    chp_where at;
} cut_list;

void numbers_add(arena *a, numbers *list, double x);
void letters_add(arena *a, letters *list, str text);

/* The parts of the file, in their order. A keyword counts only in its own. */
enum section {
    IN_HEADER = 1,    // version, POTCAR, symmetry, dimensions
    IN_ECHO = 2,      // the user's INCAR, comments and all (from 6.2 on)
    IN_SETTINGS = 4,  // what VASP made of it
    IN_GEOMETRY = 8,  // lattice, k-points, positions
    IN_STEPS = 16,    // from the first iteration on
    IN_RESPONSE = 32, // linear response: its iterations are no ionic steps
    IN_FOOTER = 64,   // from the timing block on
};

typedef enum { LOOP_OPEN, LOOP_REACHED, LOOP_NOT_REACHED } loop_end;

/* What an ionic step said. */
typedef struct {
    size_t number; // VASP's own; 0: no step was begun
    chp_where at;
    bool is_whole; // its final block was closed
    bool is_block_open;
    chp_energies energies;
    unsigned n_decimals; // of the final energies

    // the electrons, in the newest of their iterations
    unsigned n_electronic;
    loop_end loop;
    bool has_overflow; // stars for an energy
    chp_fact change_eV, band_change_eV;
    chp_fact toten_eV, without_entropy_eV, entropy_eV;
    chp_answer electronic;

    chp_fact dispersion_eV, dipole_eV, charged_eV, solvation_eV, e_fermi_eV;
    chp_fact magnetization_muB, drift_eV_A, max_force_eV_A, volume_A3;
    chp_vector total_moment_muB, dipole_moment_eA;
    chp_fact pressure_kB, temperature_K, kinetic_eV, total_eV;
    chp_tensor stress_kB;
    chp_fact density_e;                         // electrons in the density
    chp_fact n_electrons, mu_eV, grand_term_eV; // of a run at constant potential
    chp_fact rest_eV; // added behind the electronic steps, and not explained by them
    bool is_dipole_added, has_vdw_forces, is_torn; // torn: its forces are not whole
    bool has_lattice;
    double lattice_A[3][3];
    chp_where positions_at;
    numbers force_eV_A; // three for each atom
    letters positions;  // as they were printed, POSITION_WIDTH letters for each atom
    numbers moment_muB; // of each atom; noncollinear: of all along x, along y, along z
    numbers ensemble_eV;
} step;

enum { POSITION_WIDTH = 39, FORCE_WIDTH = 14, FORCE_ROW = 84 };

/* What the settings say about the electrons. */
typedef struct {
    bool has_nelm, has_ismear, has_ediff;
    double nelm, nelmdl, ismear;
    double ediff_eV, most_ediff_eV; // as printed, and the most it may stand for
    bool is_one_shot; // NELM = 1 with an exact diagonalisation: no self-consistency
} limits;

/* What the displaced steps of a frequency run told about the first one. */
typedef struct {
    size_t i, n;                 // of the newest displacement: "Total:   3/ 12"
    size_t i_freedom;            // its degree of freedom
    size_t n_freedoms;           // DOF
    size_t n_steps;              // displaced steps that were whole
    size_t n_below, n_far_below; // by 5, by 50 meV
    size_t n_unconverged;
    size_t lowest_freedom, unconverged_freedom;
    double lowest_eV; // against the first step
    chp_where lowest_at, unconverged_at;
    bool has_strain;

    // the forces that the displaced steps make, for want of VASP's own table
    struct displaced_row *rows;
    size_t n_rows;
    bool is_lost; // a step is no displacement of one atom along one axis
} displacements;

/* Sums over the steps of molecular dynamics. */
typedef struct {
    double temperature_K, kinetic_eV;
    size_t n_temperatures, n_kinetic;
} motion;

/* Something VASP said in words, the first time, and how often. */
typedef struct {
    const message *what;
    const char *text; // VASP's own, where it is in no table
    message_kind kind;
    chp_where at;
    size_t n, step; // the newest step that it came in
} saying;

enum { MAX_SAYINGS = 64, N_SLOTS = 512, N_HELD = 10, HELD_WIDTH = 128 };

typedef struct outcar outcar;
typedef void outcar_reader(outcar *o);

/* A line of which only the last counts: it is read when that is known. */
typedef struct {
    outcar_reader *read;
    size_t line, len; // len 0: none is held
    char text[HELD_WIDTH];
} held;

/* A vector and the reciprocal one beside it. */
typedef struct {
    size_t len; // 0: none was read
    char text[128];
    double direct_A[3], reciprocal[3];
    bool is_whole; // both
} lattice_row;

struct outcar {
    scan *in;
    arena *a;
    chp_diag *diag;
    chp_calc *calc;
    const reading *r;
    bool again; // the line in hand was put back: it is the next one
    bool is_at_end;
    enum section section;
    bool has_host;
    bool is_at_version; // the line in hand begins another run

    // species
    bool is_list_open;
    size_t n_titles;     // of the list at the top
    const char **titles; //
    size_t n_blocks;     // POTCAR blocks that followed
    numbers counts, masses, valences;

    // structure
    bool has_lattice, is_old_lattice, begins_elsewhere; // than the header has it
    double lattice_A[3][3];
    lattice_row rows[3]; // those that were read last: a cell that stays is read once
    numbers fractional;
    chp_where positions_at;

    // steps
    limits limits;
    step now, kept; // the one being read, the one that stands for the run
    size_t first_number, last_whole, open_step, announced, n_ml_steps,
        n_unconverged_before, n_torn;
    chp_fact last_toten_eV, before_toten_eV;
    chp_where ml_at, unconverged_at, torn_at, open_at;
    bool is_two_runs, is_damaged, has_mismatch, has_bad_number, has_bad_sum,
        has_bad_pressure; // told once
    bool is_reached, is_optimiser_done, is_stopped;
    displacements shift;
    motion motion;
    chp_fact potim_A; // of the displacements
    bool has_cut_modes;

    chp_fact next_electrons; // from the next step on
    unsigned n_block_lines;

    // what shows that a tag of INCAR was heard
    bool wants_solvation, wants_ensemble, wants_vtst, wants_potential;
    bool has_solvation, has_vtst;
    chp_where solvation_at, ensemble_at, vtst_at, potential_at;
    const char *echoed_ivdw; // the echo's, for want of a better
    chp_where echoed_at;

    numbers ensemble_eV; // while it is read
    cut_list cut_ensemble;

    letters box;
    chp_where box_at;
    bool is_box_error, is_box_warning;
    message_leads leads;
    saying sayings[MAX_SAYINGS];
    size_t n_sayings;

    held held[N_HELD];

    // keyword -> handler, by the first eight letters of a line
    uint64_t keys[N_SLOTS];
    unsigned char slots[N_SLOTS];
};

/* VASP's own lines are shorter, but for rows of force constants. */
enum { OUTCAR_LONG_LINE = 512 };

/* The next line, or the one that was put back because it does not belong to the table
 * in hand. */
bool outcar_line(outcar *o);
void outcar_put_back(outcar *o);

/* The number that follows `mark`, or begins at `column` or behind, in the line. */
bool outcar_after(const outcar *o, str mark, chp_fact *out);
bool outcar_from(const outcar *o, size_t column, chp_fact *out);

/* Hold a line, read those that are held, or let them go. */
void outcar_hold(outcar *o, held *h, outcar_reader *read, str line, size_t number);
void outcar_read_held(outcar *o);
void outcar_drop_held(outcar *o);

/* Report once that the file is not what one VASP wrote in one go. */
void outcar_damage(outcar *o, const char *fact);
void outcar_damage_at(outcar *o, chp_where at, const char *fact);

/* outcar_species.c: which atoms */
void outcar_potcar_line(outcar *o);
void outcar_potcar_block(outcar *o);
void outcar_ions_per_type(outcar *o);
void outcar_masses(outcar *o);
void outcar_valences(outcar *o);
void outcar_species_done(outcar *o);

/* outcar_settings.c: with which tags */
void outcar_echo(outcar *o);
void outcar_tags(outcar *o);
void outcar_mesh(outcar *o);
void outcar_weights(outcar *o);
void outcar_settings_done(outcar *o);
void outcar_cutoff(outcar *o);

/* outcar_geometry.c: where the atoms are */
void outcar_lattice(outcar *o);
void outcar_fractional(outcar *o);
void outcar_volume(outcar *o);
void outcar_check_start(outcar *o);
const chp_structure *outcar_initial(outcar *o);
const chp_structure *outcar_final(outcar *o);

/* outcar_electrons.c: iterations */
void outcar_rule(outcar *o);
void outcar_block_again(outcar *o);
void outcar_energy_change(outcar *o);
void outcar_electronic_toten(outcar *o);
void outcar_electronic_without(outcar *o);
void outcar_electronic_both(outcar *o);
void outcar_electronic_entropy(outcar *o);
void outcar_glued(outcar *o);

/* outcar_limits.c: whether they ended well */
void outcar_limits(outcar *o);
chp_answer outcar_electronic(const limits *l, const step *s);

/* outcar_step.c: ionic steps */
void outcar_begin_step(outcar *o, size_t number);
void outcar_retire_step(outcar *o);

/* What follows is linear response: its iterations are no ionic steps. */
void outcar_response(outcar *o);

/* outcar_energies.c: final energies */
void outcar_block(outcar *o);
void outcar_toten(outcar *o);
void outcar_without_entropy(outcar *o);
void outcar_ml_toten(outcar *o);
void outcar_rpa(outcar *o);
void outcar_rpa_all(outcar *o);
void outcar_rpa_done(outcar *o);

/* outcar_balance.c: whether they belong together; and what can only be told when the
 * step is over */
void outcar_balance(outcar *o);
void outcar_check_rest(outcar *o);

/* outcar_tables.c: forces, moments, the ensemble */
void outcar_forces(outcar *o);
void outcar_moments(outcar *o);
void outcar_ensemble(outcar *o);

/* outcar_motion.c: what pulls at the cell, how fast the atoms are */
void outcar_stress(outcar *o);
void outcar_pressure(outcar *o);
void outcar_kinetic(outcar *o);
void outcar_temperature(outcar *o);
void outcar_total(outcar *o);
void outcar_motion(outcar *o, const step *s);
void outcar_motion_done(outcar *o);

/* outcar_facts.c: single lines */
void outcar_title(outcar *o);
void outcar_date(outcar *o);
void outcar_magnetization(outcar *o);
void outcar_dispersion(outcar *o);
void outcar_ivdw(outcar *o);
void outcar_vdw_parameter(outcar *o);
void outcar_vdw_forces(outcar *o);
void outcar_dipole(outcar *o);
void outcar_dipole_moment(outcar *o);
void outcar_charged_system(outcar *o);
void outcar_dipole_added(outcar *o);
void outcar_fermi(outcar *o);
void outcar_drift(outcar *o);
void outcar_reached(outcar *o);
void outcar_optimiser_done(outcar *o);
void outcar_stop(outcar *o);
void outcar_vtst(outcar *o);

/* outcar_electrode.c: solvent, and electrons at constant potential */
void outcar_solvation_model(outcar *o);
void outcar_reference_level(outcar *o);
void outcar_solvation_energy(outcar *o);
void outcar_fermi_shift(outcar *o);
void outcar_adjusted(outcar *o);
void outcar_target_potential(outcar *o);
void outcar_electrode_done(outcar *o);

/* outcar_modes.c: frequencies */
void outcar_finite_differences(outcar *o);
void outcar_displacement(outcar *o);
void outcar_freedom(outcar *o);
void outcar_hessian(outcar *o);
void outcar_modes(outcar *o);
void outcar_modes_done(outcar *o);

/* outcar_displaced.c: force constants from the displaced steps themselves */
void outcar_displaced(outcar *o, const step *s);
void outcar_rebuild_modes(outcar *o);

/* outcar_words.c: what VASP says in words */
void outcar_box(outcar *o);
void outcar_box_end(outcar *o);
void outcar_saying(outcar *o, str text, chp_where at);
void outcar_sayings_done(outcar *o);

/* outcar_verdict.c: what may be believed */
void outcar_verdict(outcar *o);

#endif
