/* The parts of check_calc(). */
#ifndef GATHER_SANITY_H
#define GATHER_SANITY_H

#include "gather/check.h"

typedef struct {
    const chp_calc *calc;
    chp_diag *diag;
    bool is_judged; // the reader told of convergence itself, and knows more
} checkup;

/* The run as a whole, where no line can be named. */
static inline chp_where at_run(const checkup *c)
{
    return (chp_where){ .path = c->calc->path };
}

void check_moments(const checkup *c);

/* Whether atoms overlap, or have left the others. */
void check_atoms(const checkup *c);

/* Whether a cell with vacuum in it was relaxed. */
void check_cell(const checkup *c);

/* Whether a molecule has its usual energy and bond. */
void check_gas(const checkup *c);

/* Whether the modes are possible, and found with due care. */
void check_modes(const checkup *c);

/* What this version of VASP is known to get wrong. */
void check_bugs(const checkup *c);

#endif
