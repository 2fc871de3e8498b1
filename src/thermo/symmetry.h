/* The point group of a molecule. */
#ifndef THERMO_SYMMETRY_H
#define THERMO_SYMMETRY_H

#include "chem/structure.h"

typedef struct {
    size_t n_atoms;
    const vector *at; // from the centre of mass
    const int *kind;  // atoms of one kind cannot be told apart
    double tolerance_A;
} atoms;

typedef struct {
    int n_rotations; // proper ones, the identity among them: the symmetry number
    char name[8];    // "C3v"
} symmetry;

/* Of a molecule whose atoms lie on one line. */
symmetry symmetry_linear(const atoms *a);

/* Of any other one. */
symmetry symmetry_nonlinear(const atoms *a);

#endif
