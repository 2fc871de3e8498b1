/* Geometry of periodic structures. Distances in Å. */
#ifndef CHEM_STRUCTURE_H
#define CHEM_STRUCTURE_H

#include "base/arena.h"
#include "chepath/calc.h"
#include "chepath/pathway.h"

typedef struct {
    double x, y, z;
} vector;

vector vector_minus(vector a, vector b);
double vector_dot(vector a, vector b);
vector vector_cross(vector a, vector b);
double vector_length(vector a);

double structure_volume_A3(const chp_structure *s);
double structure_longest_A(const chp_structure *s); // of its three vectors
vector structure_vector_A(const chp_structure *s, int axis);

/* From one face of the cell to the opposite one. */
double structure_height_A(const chp_structure *s, int axis);

/* A Cartesian vector as fractions of those of the lattice, which must span a volume. */
void structure_fractions(const chp_structure *s, vector v, double out[3]);

vector structure_cartesian_A(const chp_structure *s, size_t atom);

/* From one place to the nearest image of another; both are fractions. */
vector structure_between_A(const chp_structure *s, const double from[3],
                           const double to[3]);

/* The same from atom i to atom j. */
vector structure_shortest_A(const chp_structure *s, size_t i, size_t j);
double structure_distance_A(const chp_structure *s, size_t i, size_t j);

/* The atom that lies farthest, by minimum image, from where the other structure has it;
 * false when they cannot be compared. */
bool structure_farthest(const chp_structure *s, const chp_structure *t, size_t *atom,
                        double *apart_A);

/* Whether both have the same cell and the same atoms in it, to the last digit. */
bool structure_is_same(const chp_structure *s, const chp_structure *t);

/* Counts as large as a formula can have at most. */
void structure_formula(const chp_structure *s, chp_formula *out);

/* What counts of the force on an atom: its component along frozen axes does not. */
double structure_free_force(const chp_structure *s, const double force[3],
                            const bool is_free[3]);

/* No axis of the atom is free; false without flags. */
bool structure_is_frozen(const chp_structure *s, size_t atom);

/* Atoms that are not frozen. */
size_t structure_n_free(const chp_structure *s);

/* The widest space that no layer of atoms fills, along any axis: above a slab or around
 * a molecule it is the vacuum. Zero without atoms. */
typedef struct {
    int axis;       // 0, 1, 2: it is crossed along this vector
    double width_A; // between the planes of atoms
    double begins;  // where it does, as a fraction of the vector: the topmost layer
} structure_gap;
structure_gap structure_vacuum(const chp_structure *s);

/* What the bonds make of the atoms: two are bonded when they are closer than 1.25 times
 * the sum of their covalent radii, or that sum and 0.4 Å. */
typedef struct {
    size_t n_fragments; // parts that no bond joins
    bool is_endless;    // a bond leads on into the next cell: a slab, a crystal
} structure_shape;
structure_shape structure_bonds(const chp_structure *s);

/* A Cartesian copy (Å) of a molecule, put together by minimum image from atom 0 on. */
vector *structure_molecule_A(arena *a, const chp_structure *s);

#endif
