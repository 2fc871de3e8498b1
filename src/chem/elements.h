/* The elements: symbols, standard atomic weights (IUPAC 2021, abridged to what
 * thermochemistry needs), covalent radii (Cordero et al., Dalton Trans. 2008, 2832). */
#ifndef CHEM_ELEMENTS_H
#define CHEM_ELEMENTS_H

#include "base/str.h"
#include "chepath/pathway.h"

/* The atomic number of a symbol ("Fe"), its case as written; 0: not one. */
int element_of(str symbol);

/* The element of a POTCAR or POSCAR name: "Fe_pv", "N_s", "H1.25", "Re/5e0f28c". */
int element_of_potcar(str name);

const char *element_symbol(int atomic_number);
double element_mass_u(int atomic_number);

/* Of the nuclide with this mass number; of H, C, N and O (AME 2020), else 0. */
double isotope_mass_u(int atomic_number, int mass_number);

double element_covalent_radius_A(int atomic_number); // 0: not tabulated

#endif
