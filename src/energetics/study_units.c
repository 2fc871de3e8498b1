/* Plotting programs keep the units in a row of their own, below the header:
 *
 *     catalyst,dG_*N2,dG_*NNH
 *     ,eV,eV
 *     Fe,-0.40,0.55
 */
#include "chem/units.h"
#include "energetics/study_header.h"

static str unit_in(str field)
{
    bool is_bracketed = (str_starts(field, STR("(")) && str_ends(field, STR(")"))) ||
                        (str_starts(field, STR("[")) && str_ends(field, STR("]")));
    return is_bracketed ? str_trim(str_part(field, 1, field.len - 2)) : field;
}

/* K is an element, too. */
static bool is_row_of_units(const csv_row *row)
{
    size_t n = 0;
    double eV;
    for (size_t i = 0; i < row->n; i++) {
        str unit = unit_in(row->at[i]);
        if (csv_is_absent(unit))
            continue;
        if (!unit_energy_eV(unit, &eV) || str_eq(unit, STR("K")))
            return false;
        n++;
    }
    return n > 0;
}

/* "dG (eV)", but not "dG(*N2)". */
static bool has_unit(str name)
{
    size_t begin = name.len;
    double eV;
    while (begin > 0 && name.at[begin - 1] != '(' && name.at[begin - 1] != '[')
        begin--;
    return begin > 0 && begin < name.len &&
           unit_energy_eV(str_part(name, begin, name.len - begin - 1), &eV);
}

void study_take_units(arena *a, csv_table *csv)
{
    if (csv->n_rows == 0 || !is_row_of_units(&csv->rows[0]))
        return;
    str *named = arena_new(a, str, csv->header.n);
    for (size_t i = 0; i < csv->header.n; i++) {
        str name = csv->header.at[i], unit = unit_in(csv->rows[0].at[i]);
        named[i] = csv_is_absent(unit) || has_unit(name)
                       ? name
                       : str_of(arena_print(a, "%.*s (%.*s)", (int)name.len, name.at,
                                            (int)unit.len, unit.at));
    }
    csv->header.at = named;
    csv->rows++;
    csv->n_rows--;
}
