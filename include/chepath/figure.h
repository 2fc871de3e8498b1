/** @file figure.h  Showing results: text, JSON, tables, figures, the bundle.
 *
 * Each chp_show_ writes to an open stream and looks at nothing but what it is given:
 * the same numbers make the same bytes. JSON is one document with a `schema` number,
 * which changes when a name or its meaning does; numbers have the units their names end
 * in. */
#ifndef CHP_FIGURE_H
#define CHP_FIGURE_H

#include "chepath/analysis.h"
#include "chepath/potential.h"

CHP_BEGIN

/** What `chepath read` shows: one run on one screen, many as one line each; with
 * `steps` the energy of each ionic step. */
void chp_show_runs(const chp_runs *runs, bool steps, FILE *to);

/** The same as JSON: `runs`, and of each all that is known of it but the steps, which
 * stand there when they were kept.
 *
 *     path format vasp_version build title kind is_refused n_atoms formula
 *     species[]         element count potcar sha256 lexch mass_u valence_e enmax_eV
 *                       eatom_eV
 *     energies          toten_eV without_entropy_eV sigma0_eV: those of the run
 *     last_step         the same of the last complete step
 *     n_ionic_steps
 *     converged         electronic ionic finished: true, false, null (it cannot be
 *                       told), "not-applicable"
 *     max_force_eV_A max_force_is_free drift_eV_A magnetization_muB e_fermi_eV
 *     n_electrons charge_e fermi_shift_eV dispersion_eV dipole_eV solvation_eV rpa_eV
 *     rpa_extrapolated_eV volume_A3 pressure_kB n_kpoints kpoint_weight started_s
 *     elapsed_s max_memory_kB
 *     magnetization_vector_muB dipole_moment_eA     [x, y, z]
 *     stress_kB         three rows; positive where the cell wants to grow
 *     dynamics          temperature_K mean_temperature_K kinetic_eV mean_kinetic_eV
 *                       total_eV
 *     electrode bader_charge_e bader_electrons bader_vacuum_e d_bands[]
 *     structure         file line precision_A lattice_A (rows are vectors), and of each
 *                       atom elements, fractional, positions_A, is_free (true of what
 *                       may move along each vector)
 *     initial_structure the same; null where nothing moved
 *     flags_file        the file that tells what may move; null: none does
 *     forces_eV_A moments_muB                       of each atom; noncollinear moments
 *                       are [x, y, z]
 *     force_constants   file line asymmetry_eV_A2 atoms axes eV_A2 (rows)
 *     modes_cm1 n_imaginary ensemble_eV
 *     steps[]           the three energies, max_force_eV_A dE_eV deps_eV (changes in the
 *                       last electronic step) n_electronic_steps electronic
 *                       is_machine_learned
 *     settings messages[]
 *
 * Structure, forces, moments, stress, dipole are those of the step whose energies stand
 * for the run: the last complete one, of a run of frequencies the first. */
void chp_show_runs_json(const chp_runs *runs, FILE *to);

/** What `chepath thermo` shows of runs: every term, every mode, every choice. */
void chp_show_thermo(const chp_thermo_report *report, FILE *to);
void chp_show_thermo_json(const chp_thermo_report *const *reports, size_t n_reports,
                          const chp_diag *diag, FILE *to);

/** A state at constant potential: its runs, and the parabola through them. All is
 * lent. */
typedef struct {
    size_t n_points;
    const chp_charged_point *points;
    const chp_grand_potential *fit; // NULL: there is none
    double absolute_V;              // of SHE, by which potentials were told
    double area_A2;                 // of the surface; 0: not known
} chp_charged_report;

void chp_show_charged(const chp_charged_report *report, FILE *to);
void chp_show_charged_json(const chp_charged_report *report, const chp_diag *diag,
                           FILE *to);

/** The report of a study, for people and for programs. Without `diag` the report ends
 * before the messages. */
void chp_show_report(const chp_outcome *outcome, const chp_diag *diag, FILE *to);
void chp_show_json(const chp_outcome *outcome, const chp_diag *diag, FILE *to);

/** Several catalysts side by side: the best pathway of each, and HER against it. As
 * JSON it is chp_show_json(). */
void chp_show_compare(const chp_outcome *outcome, const chp_diag *diag, FILE *to);

/** Write the bundle into `folder`: report, results, tables, diagram, sources. A file
 * that an earlier bundle did not write is only replaced with `force`. */
CHP_MUST_CHECK bool chp_bundle_write(const chp_outcome *outcome, const char *folder,
                                     bool force, chp_diag *diag);

/** Write the comparison into `folder`, by the same rules: tables, figure, sources. */
CHP_MUST_CHECK bool chp_compare_write(const chp_outcome *outcome, const char *folder,
                                      bool force, chp_diag *diag);

/** Scaling relations and volcanoes of an outcome, whose scale their potentials have. */
void chp_show_volcanoes(const chp_volcanoes *v, const chp_outcome *outcome, FILE *to);
void chp_show_volcanoes_json(const chp_volcanoes *v, const chp_diag *diag, FILE *to);

/** Write them into `folder`, by the rules of a bundle: volcano.txt, results.json,
 * methods.txt, and tables and figures of each pathway. */
CHP_MUST_CHECK bool chp_volcanoes_write(const chp_volcanoes *v,
                                        const chp_outcome *outcome, const char *folder,
                                        bool force, chp_diag *diag);

/** The same for maps over two descriptors: map.txt in place of volcano.txt, and a map
 * of each pathway. */
void chp_show_maps(const chp_maps *m, const chp_outcome *outcome, FILE *to);
void chp_show_maps_json(const chp_maps *m, const chp_diag *diag, FILE *to);
CHP_MUST_CHECK bool chp_maps_write(const chp_maps *m, const chp_outcome *outcome,
                                   const char *folder, bool force, chp_diag *diag);

/** A reaction in full: its states, its pathways step by step, what else a search may
 * use. Several of them: a line for each. */
void chp_show_reaction(const chp_reaction *reaction, FILE *to);
void chp_show_reactions(const chp_reaction *const *reactions, size_t n, FILE *to);
void chp_show_reactions_json(const chp_reaction *const *reactions, size_t n,
                             const chp_diag *diag, FILE *to);

/** Equilibrium potentials from tabulated free energies of formation, for each form that
 * the products may have, at this temperature and pH. */
void chp_show_equilibria(const chp_reaction *const *reactions, size_t n, double T_K,
                         double pH, FILE *to);
void chp_show_equilibria_json(const chp_reaction *const *reactions, size_t n,
                              double T_K, double pH, const chp_diag *diag, FILE *to);

/** Draw the network of a reaction into a file: .svg, .pdf, .eps or .png. */
CHP_MUST_CHECK bool chp_draw_reaction(const chp_reaction *reaction, const char *path,
                                      chp_diag *diag);

CHP_END

#endif
