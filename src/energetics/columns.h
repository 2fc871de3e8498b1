/* What the headings of a table mean: "ΔG [kJ/mol]", "E_eV", "dG(*NNH) / eV". */
#ifndef ENERGETICS_COLUMNS_H
#define ENERGETICS_COLUMNS_H

#include "base/arena.h"
#include "chepath/diag.h"

typedef enum {
    COLUMN_CATALYST,
    COLUMN_STATE,
    COLUMN_E,
    COLUMN_G,
    COLUMN_DG,
    COLUMN_DE, // the four of a free energy that is relative like dG
    COLUMN_DZPE,
    COLUMN_DTHERMAL,
    COLUMN_DTS,
    COLUMN_ZPE,
    COLUMN_THERMAL,
    COLUMN_TS,
    COLUMN_SOLVATION,
    COLUMN_FIELD,
    COLUMN_USER,
    COLUMN_CORRECTION, // makes G of E, dG of dE: the sum of all that is added
    COLUMN_MODES,
    N_COLUMNS, // none of these: a note
} column;

typedef struct {
    column column;
    str name;             // without the unit
    str unit;             // "" when it is not told
    double factor;        // makes eV (of modes 1/cm) of what is in the column
    const char *state;    // in a table with a column for each state: "*NNH"; else NULL
    const char *catalyst; // in one with a column for each catalyst; else NULL
    bool is_own_name;     // spelled as `column_name` does
    column quantity;      // of "dG_max", that begins like an energy, and
    str subject;          // "max", of which it is one; N_COLUMNS and "" of others
    double quantity_factor;
    bool names_state; // a note, but "*NNH" is a state: of which energy?
    bool has_no_zero; // a note, but an energy: of adsorption, from what?
} heading;

/* As messages call it. */
const char *column_name(column c);

/* Of the kinds that hold numbers. */
bool column_is_value(column c);

/* Read a heading into the arena. False after a message: its unit is none of energy. */
bool heading_read(arena *a, str text, chp_where where, heading *out, chp_diag *diag);

#endif
