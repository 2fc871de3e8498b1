/* What the user gave, before anything is computed: states with numbers or runs.
 *
 * A table, a study file and a tree of folders all end up here; from here on nobody
 * asks where a state came from, except to say so in a message. */
#ifndef ENERGETICS_INTAKE_H
#define ENERGETICS_INTAKE_H

#include "base/lookup.h"
#include "energetics/options.h"

/* Wavenumbers. */
typedef struct {
    bool is_given; // the list may be empty
    size_t n;
    const double *cm1;
    chp_where at;
} given_modes;

/* Runs of the state with several numbers of electrons. */
typedef struct {
    size_t n;
    const char **path;
    const chp_run **run;
    chp_where at;
} given_charges;

/* The grand potential that such runs gave. */
typedef struct {
    bool is_given;
    chp_grand_potential fit;
} given_omega;

/* Energies in electric fields, or the runs that have them, or what they gave. */
typedef struct {
    size_t n;
    const double *V_A, *E_eV;
    size_t n_runs;
    const char **path;
    const chp_run **run;
    bool has_response;
    chp_field_response response;
    chp_where at;
} given_field;

/* Barriers of a hindered molecule; its mass and inertia are 0 where the structure tells
 * them. */
typedef struct {
    bool is_given;
    chp_hindered barriers;
    chp_where at;
} given_barriers;

/* A note that a DOSCAR tells: the centre of the d states of an atom. */
typedef struct {
    const char *note; // its name
    const char *path;
    const char *atom; // "37", "Fe"
    const chp_run *run;
    chp_where at;
} given_band;

/* One state, or gas, as it was given. What was not given is not known. */
typedef struct {
    const char *catalyst; // NULL: a gas
    const char *name;     // in the user's spelling
    const char *source;   // what the report calls its origin
    chp_where at;
    chp_fact E_eV, G_eV, dG_eV, ZPE_eV, thermal_eV, TS_eV;
    chp_fact solvation_eV, field_eV, user_eV;
    const char *energy_path, *modes_path; // runs; NULL: none
    const chp_run *energy_run, *modes_run;
    given_modes modes;
    given_charges charged;
    given_omega omega;
    given_field field;
    given_barriers hindered;
    size_t n_notes;
    chp_note *notes;
    size_t n_bands;
    given_band *bands;
    bool is_end, is_start;    // the closing state of a table of dG, the opening one
    const char *end_reaction; // of this reaction; NULL: of all
    bool is_transition_state; // its name is a step: "*N2 -> *N + *N"
    bool is_bulk;             // its name is the formula of a crystal: "CrN"
    bool is_overlay;          // adds to what a folder holds: no energy of its own
    bool is_found;            // in a folder, by its name
    bool is_extra;            // its table lists more than one reaction needs
    size_t origin;            // which STUDY of the command line
} entry;

typedef struct {
    const char *name, *label, *color; // label as name, color NULL when not given
    const char *covered_of;           // it is that catalyst under `n_hydrogens` H; NULL
    int n_hydrogens;
    const char *thermo_from; // the catalyst that lends its corrections; NULL
    chp_where at, thermo_at;
} catalyst_entry;

/* A run in a tree of folders: its place tells what it is. */
typedef struct {
    const char *path;     // to read it
    const char *relative; // below the folder that was given: "Fe-N4/NNH/freq"
    const char *folder;   // that folder's name
    const char *above;    // the name of the folder it lies in
    const char *catalyst; // when the study file says whose folder it is; else NULL
    bool is_gas;          // it lies in a folder of gases
    bool is_archive;      // of runs, which come to stand in its place
    size_t origin;        // which STUDY of the command line
    const chp_run *run;
} found_state;

typedef struct {
    arena *a;
    chp_options *options;
    size_t origin; // of what is taken in now
    const char *title;
    size_t n_entries;
    entry *entries;
    size_t n_catalysts;
    catalyst_entry *catalysts;
    lookup names; // where each catalyst stands among them
    size_t n_found;
    found_state *found; // runs in folders, to be placed when they have been read
    size_t n_sources;
    const char **sources; // files that were read
} intake;

/* Where the catalyst stands; SIZE_MAX: there is none of this name. */
size_t intake_find(const intake *in, const char *name);

/* The record of this catalyst, made when it is new. */
catalyst_entry *intake_catalyst(intake *in, str name, chp_where at);

void intake_add(intake *in, entry e);
void intake_source(intake *in, const char *path);

/* Whether a state has runs with several numbers of electrons. */
bool intake_has_charged(const intake *in);

/* What the name of an entry says it is besides a state: "end" and "end(nrr)" close a
 * cycle, "start" opens it, "bulk(CrN)" is a crystal. */
void intake_special(intake *in, entry *e);

/* Note a number beside a state, or the file that tells it. */
void intake_note(intake *in, entry *e, chp_note note);
void intake_band(intake *in, entry *e, given_band band);

/* Take in one STUDY of the command line: a folder, a study file, a table. False after
 * an error: not all of it could be taken, the rest was. */
bool intake_study(intake *in, const char *path, chp_diag *diag);

/* The kinds of STUDY. */
bool intake_table(intake *in, const char *path, chp_diag *diag);
bool intake_yaml(intake *in, const char *path, chp_diag *diag);
bool intake_json(intake *in, const char *path, chp_diag *diag);

/* Note the runs below a folder, of one catalyst when it is named. */
bool intake_folder(intake *in, const char *path, const char *catalyst, bool is_gas,
                   chp_diag *diag);

/* The energy is that of a folder: when runs of known roles lie below it (opt, scf,
 * freq), take the energy and the modes from them. */
void intake_pair(intake *in, entry *e, chp_diag *diag);

/* Gases from --gas, else, when there are none yet, from gas/ in or beside a STUDY. */
bool intake_gases(intake *in, const char *const *paths, size_t n_paths, chp_diag *diag);

/* Wavenumbers separated by `;` or blanks: imaginary ones negative or with an `i`. The
 * list of a CatMAP table may be in brackets. */
bool intake_modes(intake *in, str text, entry *e, chp_where at, chp_diag *diag);

#endif
