/** @file chepath.h  Everything the library offers, in reading order.
 *
 * The limiting potential of every pathway of a study:
 *
 *     chp_diag *diag = chp_diag_new();
 *     chp_options *options = chp_options_new();
 *     chp_read_options read = chp_read_defaults();
 *     const char *path = "examples/fe-n4";
 *     chp_study *study = chp_study_load(&path, 1, options, &read, diag);
 *     const chp_outcome *o = study ? chp_study_run(study, diag) : NULL;
 *     for (size_t c = 0; o && c < o->n_catalysts; c++)
 *         for (size_t i = 0; i < o->catalysts[c].n_profiles; i++) {
 *             const chp_profile *p = &o->catalysts[c].profiles[i];
 *             if (p->has_limit)
 *                 printf("%s %s %.2f V\n", o->catalysts[c].name, p->name, p->U_L_V);
 *         }
 *     chp_diag_print(diag, stderr);
 *     chp_study_free(study);
 *     chp_options_free(options);
 *     chp_diag_free(diag);
 *
 * It holds for all of it:
 *
 *   - Who has something made ends it with the chp_..._free() of its kind, to which NULL
 *     may be given. All else is lent, and lives as long as what it was lent by.
 *   - What can fail takes a chp_diag last: false, or NULL, comes after a message in it.
 *   - A quantity ends in its unit: energy_eV, T_K, nu_cm1. Without one it is a number.
 *   - Names and texts are UTF-8. Lists come with a count in front of them, `n_steps` of
 *     `steps`, or end with NULL where that is said. An index counts from 0.
 *   - A pointer that may be NULL says so, and so does what may be unknown: a chp_fact
 *     that is not `known`, a `has_`. Zero is never used for that.
 *   - Memory that runs out ends the program.
 */
#ifndef CHP_H
#define CHP_H

// clang-format off
#include "chepath/diag.h"
#include "chepath/calc.h"
#include "chepath/thermo.h"
#include "chepath/pathway.h"
#include "chepath/potential.h"
#include "chepath/profile.h"
#include "chepath/analysis.h"
#include "chepath/figure.h"
#include "chepath/about.h"
// clang-format on

#endif
