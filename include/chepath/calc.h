/** @file calc.h  What one calculation said, and where it says so.
 *
 * Units: energies in eV per cell, lengths in Å, forces in eV/Å, modes as
 * wavenumbers in 1/cm (imaginary ones negative), moments in µB, charges in e.
 *
 * A value that a run does not tell is not `known`. It is never zero instead.
 */
#ifndef CHP_CALC_H
#define CHP_CALC_H

#include "chepath/diag.h"

CHP_BEGIN

/** A number that was read, and the line on which it stands. */
typedef struct {
    double value;
    bool known;
    chp_where at;
} chp_fact;

/** Three of them, along x, y and z; one line. */
typedef struct {
    double value[3];
    bool known;
    chp_where at;
} chp_vector;

/** Nine of them, the same on both sides of the diagonal. */
typedef struct {
    double value[3][3];
    bool known;
    chp_where at;
} chp_tensor;

typedef enum { CHP_UNKNOWN, CHP_NO, CHP_YES, CHP_NOT_APPLICABLE } chp_answer;

/** The three energies of one ionic step. */
typedef struct {
    chp_fact toten_eV;           // F, variational, with the smearing's entropy
    chp_fact without_entropy_eV; // E
    chp_fact sigma0_eV;          // E0, extrapolated to no smearing: the one to compare
} chp_energies;

/** What an ionic step left behind; what is not known is NaN here, and only here,
 * to keep long runs small. */
typedef struct {
    double toten_eV, without_entropy_eV, sigma0_eV;
    double max_force_eV_A; // on a free atom; on any, where OUTCAR knows no flags
    double dE_eV, deps_eV; // changes of total and band energy, last electronic step
    size_t line;           // of its final energies
    unsigned n_electronic_steps;
    unsigned char electronic; // a chp_answer: did the electrons converge?
    bool is_machine_learned;
} chp_ionic_step;

typedef enum {
    CHP_RUN_UNKNOWN,
    CHP_RUN_STATIC,      // NSW = 0 or IBRION = -1
    CHP_RUN_RELAXATION,  // IBRION 1, 2, 3
    CHP_RUN_DYNAMICS,    // IBRION 0
    CHP_RUN_FREQUENCIES, // IBRION 5, 6: finite differences
    CHP_RUN_RESPONSE,    // IBRION 7, 8: linear response
    CHP_RUN_PATH,        // IBRION 40, 44: reaction coordinate, dimer
    CHP_RUN_OTHER,
} chp_run_kind;

/** One POTCAR of the run. Two species may be the same element. */
typedef struct {
    const char *element; // "N"
    int atomic_number;
    size_t count;
    const char *potcar; // TITEL: "PAW_PBE N 08Apr2002"; NULL: not told
    const char *sha256; // NULL: not told
    const char *lexch;  // "PE"; NULL: not told
    chp_fact mass_u, valence_e, enmax_eV, eatom_eV;
} chp_species;

/** A lattice and its atoms. Rows of `lattice_A` are the vectors. */
typedef struct {
    double lattice_A[3][3];
    size_t n_atoms;
    const int *atomic_number;      // of each atom
    const double (*fractional)[3]; // NULL: only species are known
    const bool (*is_free)[3];      // of each direct axis; NULL: no flags were seen
    double precision_A;            // how finely the positions were written
    chp_where at;
} chp_structure;

/** A tag that the run was made with, as it was written there: "450.0", "T". */
typedef struct {
    const char *tag, *value;
    chp_where at;
} chp_setting;

/** The force-constant matrix of a frequency run: the second derivatives of the
 * energy (eV/Å²), symmetrised, rows and columns in the order of `atom` and `axis`. */
typedef struct {
    size_t n;
    const double *eV_A2;       // n by n
    const size_t *atom;        // 0-based
    const unsigned char *axis; // 0, 1, 2: Cartesian
    double asymmetry_eV_A2;    // largest |H - H'| before it was symmetrised
    chp_where at;
} chp_hessian;

/** Where the d states of an atom lie, E_F being zero: the first moment of their
 * density. */
typedef struct {
    size_t atom;        // 0-based, in the order of POSCAR
    size_t n_spins;     // 2: up_eV and down_eV are told
    double centre_eV;   // of both spins, over all energies of the file
    double filling;     // the share of the states up to E_F
    double occupied_eV; // the centre of those, when there are any
    double up_eV, down_eV;
} chp_d_band;

/** A density of states, of which only this is kept. */
typedef struct {
    size_t n; // atoms with d states; 0: there are none, or it was not projected
    const chp_d_band *band;
    chp_where at;
} chp_dos;

/** Valence electrons in the basin of each atom, after Bader. */
typedef struct {
    size_t n;
    const double *electrons;
    const double *charge_e;  // what the POTCAR brought, less that; NULL: not told
    const double (*at_A)[3]; // the atoms, Cartesian
    chp_fact vacuum_e, total_e;
    chp_where at;
} chp_bader;

/** A run that moved electrons in and out of its cell until they had the potential that
 * was asked for. Potentials are those of the electrons against the electrolyte, eV. */
typedef struct {
    const char *code;       // "VASPsol++", "TPOT", "CP-VASP"; NULL: no such run, or,
                            // with n_electrons, one that no file tells of
    bool is_grand;          // its energies are grand potentials, E - mu (N - N0)
    chp_fact target_eV;     // mu that was asked for
    chp_fact mu_eV;         // mu that was reached, in the step that gives the energy
    chp_fact n_electrons;   // N of that step
    chp_fact grand_term_eV; // -mu (N - N0), as it is in the energies
    chp_fact omega_eV;      // the grand potential, told apart from the energies
} chp_electrode;

/** How fast the atoms of a run of molecular dynamics were: in its last step, and on the
 * average of all that were told. */
typedef struct {
    chp_fact temperature_K, mean_temperature_K;
    chp_fact kinetic_eV, mean_kinetic_eV; // of the atoms
    chp_fact total_eV;                    // what stays: with F, and a thermostat's
} chp_dynamics;

/** All that the files of one run say. */
typedef struct {
    const char *path;         // the folder or file, as the user named it
    const char *format;       // "outcar"; of a folder the richest file's
    const char *vasp_version; // "5.4.4.18Apr17-6-g9f103f2a35"; NULL: not told
    int version[3];           // 5, 4, 4; all 0 when not told
    const char *build;        // "complex", "gamma-only", "ncl"; NULL: not told
    const char *title;        // SYSTEM, or the comment of a POSCAR; NULL: not told
    chp_run_kind kind;

    size_t n_atoms; // 0: not told
    size_t n_species;
    const chp_species *species;

    chp_energies energies;  // those that stand for the run
    chp_energies last_step; // of the last complete ionic step
    size_t n_ionic_steps;   // complete ones
    const chp_ionic_step *steps;

    chp_answer electronic; // converged, in the step that gives the energy
    chp_answer ionic;      // converged
    chp_answer finished;
    chp_fact max_force_eV_A;       // of the step that gives the energy
    chp_answer force_is_free;      // only free atoms count in it
    chp_fact drift_eV_A;           // largest component
    const double (*force_eV_A)[3]; // on each atom, in that step; NULL: not told
    chp_where force_at;            // the first of their rows
    chp_where flags_at; // of what tells which atoms are free; path NULL: none does

    chp_fact magnetization_muB, e_fermi_eV, n_electrons, charge_e;
    chp_fact dispersion_eV, dipole_eV, solvation_eV, fermi_shift_eV;
    chp_vector dipole_moment_eA; // of the cell, electrons having the charge of one
    chp_fact volume_A3, elapsed_s, max_memory_kB;
    chp_fact pressure_kB;   // as VASP has it, positive in a cell that wants to grow
    chp_tensor stress_kB;   // same sign; a third of its trace, less PSTRESS: pressure
    chp_fact n_kpoints;     // that were used, none of them an image of another
    chp_fact kpoint_weight; // of all of them: 1
    chp_dynamics dynamics;
    chp_fact started_s;  // by the clock of that machine, in seconds since 1970
    chp_fact rpa_eV;     // energies are those of the RPA: Hartree-Fock and correlation
    chp_fact rpa_all_eV; // the same, extrapolated to all plane waves
    chp_electrode electrode;
    size_t n_moments; // of the atoms, in the PAW spheres
    const double *moment_muB;
    const double (*moment_vector_muB)[3]; // noncollinear ones, whose lengths stand
                                          // above; NULL: they have a sign alone
    chp_vector total_moment_muB;          // the same of the whole cell

    const chp_bader *bader; // NULL: not told
    const chp_dos *dos;     // NULL: not told

    size_t n_modes; // 0 with has_modes: a table without modes
    bool has_modes;
    const double *mode_cm1; // falling, imaginary ones negative
    chp_where modes_at;
    const chp_hessian *hessian; // NULL: not told

    size_t n_ensemble; // BEEF
    const double *ensemble_eV;

    const chp_structure *initial, *final; // NULL: not told

    size_t n_settings;
    const chp_setting *settings;
} chp_calc;

/** The setting of this name, or NULL. */
const chp_setting *chp_calc_setting(const chp_calc *calc, const char *tag);

/** A setting as a number; false when it was not told or is none. */
bool chp_calc_number(const chp_calc *calc, const char *tag, double *out);

/** One entry of `chepath read`: a calculation, what was said while reading it, and
 * whether it may be used. A refused run still tells what could be read. */
typedef struct {
    chp_calc calc;
    chp_diag *diag;
    bool is_refused; // an error stands: the energies must not be used
} chp_run;

typedef struct {
    unsigned n_jobs;   // 0: as many as there are cores
    const char *cache; // NULL: none; else a file, "" for the user's own
    bool keep_steps;   // `steps` of every ionic step
    bool is_brief;     // without structures, forces, Hessians, ensembles
    unsigned long long max_unpacked_bytes; // of a compressed file; 0: 8 GiB

    /* Called after each path that was read; NULL: not. One call at a time. */
    void (*progress)(void *user, size_t n_done, size_t n);
    void *progress_user;
} chp_read_options;

/** The user's own cache, all cores, all but the steps. */
chp_read_options chp_read_defaults(void);

/** Runs that were read together, in the order they were asked for. */
typedef struct chp_runs chp_runs;

/** Read each path: a folder, whose files are read together and checked against each
 * other; one file, read alone; an archive, whose folders are runs. Never NULL; what
 * is wrong with a run stands in its own messages, what is wrong with a path itself
 * in `diag`. */
chp_runs *chp_runs_read(const char *const *paths, size_t n_paths,
                        const chp_read_options *options, chp_diag *diag);
size_t chp_runs_count(const chp_runs *runs);
const chp_run *chp_runs_get(const chp_runs *runs, size_t i);
void chp_runs_free(chp_runs *runs);

typedef enum {
    CHP_CACHE_INFO,
    CHP_CACHE_CHECK, // take away what is damaged or of no use any more
    CHP_CACHE_CLEAR,
} chp_cache_task;

/** What is in the cache of read runs. */
typedef struct {
    char file[4096];
    unsigned long long n_bytes;
    size_t n_current; // as their files are now
    size_t n_stale;   // their files changed or went
    size_t n_foreign; // written by another build of the library
    size_t n_damaged;
} chp_cache_state;

/** Look after the cache; `file` as in chp_read_options. With CHP_CACHE_CHECK `state` is
 * what was found before anything was taken away. */
CHP_MUST_CHECK bool chp_cache_keep(const char *file, chp_cache_task task,
                                   chp_cache_state *state, chp_diag *diag);

/** A kind of file that can be read. */
typedef struct {
    const char *name;     // "outcar"
    const char *what;     // one line
    const char *known_by; // what in its content gives it away
    const char *spec;     // where it is described
} chp_format;

/** The i-th of them; false after the last. */
bool chp_format_get(size_t i, chp_format *out);

CHP_END

#endif
