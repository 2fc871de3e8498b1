/* Inside the screening of many catalysts. */
#ifndef ANALYSIS_SCREEN_H
#define ANALYSIS_SCREEN_H

#include "base/arena.h"
#include "chepath/analysis.h"

enum { SCREEN_LANES = 16 }; // members that are done at once

/* What one step costs for each electron: `shared` (n_members, of the gases and the
 * reservoirs), and a sum over states of the catalyst: two of them at least, one with
 * weight 0 where the step has less. */
typedef struct {
    size_t n;
    const size_t *state;
    const double *weight;
    const double *shared;
} screen_row;

/* Which rows limit a pathway: one at least. */
typedef struct {
    size_t n;
    const size_t *row;
} screen_ladder;

/* All that does not depend on the catalyst. */
typedef struct {
    size_t n_states, n_members;
    size_t n_rows;
    const screen_row *rows;
    size_t n_ladders;
    const screen_ladder *ladders;
    int sign;         // of U_L against the largest step: -1 in a reduction
    double target_eV; // a largest step below it is beyond the target
} screen_program;

/* Lives in `a`. */
screen_program screen_program_of(const chp_screen *screen, const chp_screen_members *m,
                                 arena *a);

/* Sums over the members of one catalyst, lane by lane, of the pathway whose largest
 * step is smallest. A tie of pathways counts in equal parts. */
typedef struct {
    double best[SCREEN_LANES], square[SCREEN_LANES], beyond[SCREEN_LANES];
    double (*is_best)[SCREEN_LANES]; // n_ladders
} screen_sums;

/* Room for what the members in hand cost: n_rows + n_ladders. */
typedef double screen_lane[SCREEN_LANES];

/* Add the members from `k` on to the sums: those with weight 1, not those with 0.
 * `energy_eV` is n_states x `stride` and begins with member k; SCREEN_LANES of them are
 * there to be read. */
typedef void screen_kernel(const screen_program *p, const double *energy_eV,
                           size_t stride, size_t k, const double *weight,
                           screen_lane *room, screen_sums *sums);

/* The fastest that this machine can run; all give the same bits. */
screen_kernel *screen_kernel_here(void);

#endif
