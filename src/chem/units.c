/* To add a unit, add a line: a name as people write it, without what they put between
 * its parts, and how many eV it is. Case counts, for meV is not MeV. */
#include "chem/units.h"

#include <string.h>

#include "chem/constants.h"

static const struct {
    const char *name;
    double factor;
} energies[] = {
    { "eV", 1 },
    { "ev", 1 },
    { "meV", 1e-3 },
    { "kJ/mol", EV_PER_KJ_MOL },
    { "kJmol-1", EV_PER_KJ_MOL },
    { "kJmol", EV_PER_KJ_MOL }, // kJ_mol
    { "kj/mol", EV_PER_KJ_MOL },
    { "J/mol", EV_PER_KJ_MOL * 1e-3 },
    { "kcal/mol", 4.184 * EV_PER_KJ_MOL }, // the thermochemical calorie
    { "kcalmol-1", 4.184 * EV_PER_KJ_MOL },
    { "kcalmol", 4.184 * EV_PER_KJ_MOL },
    { "hartree", HARTREE_EV },
    { "Hartree", HARTREE_EV },
    { "Ha", HARTREE_EV },
    { "a.u.", HARTREE_EV },
    { "Ry", RYDBERG_EV },
    { "rydberg", RYDBERG_EV },
    { "cm-1", EV_PER_CM1 },
    { "1/cm", EV_PER_CM1 },
    { "K", BOLTZMANN_EV_K },
};

/* "kJ mol^-1", "kJ·mol⁻¹", "kcal_mol" */
static str joined(str name, char *text, size_t size)
{
    static const char *const between[] = { " ", "·", "⋅", "_", "^", "\u00a0" };
    static const char *const raised = "⁻¹";
    size_t n = 0;
    while (name.len > 0 && n + 2 < size) {
        size_t i = 0, n_between = sizeof between / sizeof *between;
        while (i < n_between && !str_starts(name, str_of(between[i])))
            i++;
        if (i < n_between) {
            name = str_from(name, strlen(between[i]));
        } else if (str_starts(name, str_of(raised))) {
            text[n++] = '-';
            text[n++] = '1';
            name = str_from(name, strlen(raised));
        } else {
            text[n++] = *name.at;
            name = str_from(name, 1);
        }
    }
    return (str){ text, name.len > 0 ? 0 : n };
}

bool unit_energy_eV(str name, double *factor)
{
    enum { LONGEST = 32 };
    char text[LONGEST];
    name = joined(str_trim(name), text, sizeof text);
    for (size_t i = 0; i < sizeof energies / sizeof *energies; i++)
        if (str_eq(name, str_of(energies[i].name))) {
            *factor = energies[i].factor;
            return true;
        }
    return false;
}
