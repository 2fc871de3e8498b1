/* Molecules and modes for the tests. Positions are in Å, put into a periodic box. */
#ifndef TESTS_THERMO_MOLECULES_H
#define TESTS_THERMO_MOLECULES_H

#include "base/arena.h"
#include "chem/elements.h"
#include "chepath/thermo.h"

/* Modes that stand in no file: MODES(list, how many). */
#define MODES(...) (&(chp_modes){ __VA_ARGS__, { 0 } })

enum { MOST_ATOMS = 12 };

typedef struct {
    const char *name;
    const char *elements[MOST_ATOMS]; // ends with NULL
    double at_A[MOST_ATOMS][3];
} test_molecule;

/* In a box of 15 Å, around the given point, so that some atoms may come back on the
 * other side. */
static inline chp_structure *boxed(arena *a, const test_molecule *m, double x, double y,
                                   double z)
{
    const double box_A = 15, centre[3] = { x, y, z };
    chp_structure *s = arena_new(a, chp_structure, 1);
    int *numbers = arena_new(a, int, MOST_ATOMS);
    double(*fractional)[3] = arena_get(a, MOST_ATOMS, sizeof *fractional);
    for (; s->n_atoms < MOST_ATOMS && m->elements[s->n_atoms]; s->n_atoms++) {
        numbers[s->n_atoms] = element_of(str_of(m->elements[s->n_atoms]));
        for (int k = 0; k < 3; k++) {
            double f = (m->at_A[s->n_atoms][k] + centre[k]) / box_A;
            fractional[s->n_atoms][k] = f < 0 ? f + 1 : f;
        }
    }
    for (int k = 0; k < 3; k++)
        s->lattice_A[k][k] = box_A;
    s->atomic_number = numbers;
    s->fractional = (const double(*)[3])fractional;
    return s;
}

#endif
