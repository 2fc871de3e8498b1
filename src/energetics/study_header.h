/* A table of a study: what its header says, and its rows. */
#ifndef ENERGETICS_STUDY_HEADER_H
#define ENERGETICS_STUDY_HEADER_H

#include <stdint.h>

#include "energetics/columns.h"
#include "energetics/intake.h"
#include "io/csv.h"

/* The first site of a surface of CatMAP. */
typedef struct {
    str site;
    bool has_several;
} sited;

typedef struct {
    intake *in;
    chp_diag *diag;
    csv_table csv;
    heading *headings;    // of each column
    size_t at[N_COLUMNS]; // where each kind stands; SIZE_MAX: not there
    bool is_wide;         // a column for each state
    bool is_tall;         // a column for each catalyst
    bool is_merged;       // an empty cell is as the one above it
    bool has_stars;       // adsorbates have one: N2 without it is the gas
    bool is_catmap;
    size_t site_at; // where its sites stand; SIZE_MAX: not told
    size_t n_sited;
    sited *sited;
    lookup surfaces; // where each stands among them
    bool has_told_level;
} study_table;

/* dG = dE + dZPE + dthermal - dTS */
typedef struct {
    column column;
    int sign;
    unsigned zero; // when --assume-zero says so
} study_term;
enum { N_STUDY_TERMS = 3 };
extern const study_term study_terms[N_STUDY_TERMS];

/* Give the headings the units of a row below them, and drop it. */
void study_take_units(arena *a, csv_table *csv);

/* Which column holds what. False after a message. */
bool study_header_read(study_table *t);

/* What is known as a gas and as an adsorbate. */
bool study_is_molecule(str name);

static inline bool study_has(const study_table *t, column c)
{
    return t->at[c] != SIZE_MAX;
}

/* Or one for each state or catalyst. */
bool study_has_any(const study_table *t, column c);

#endif
