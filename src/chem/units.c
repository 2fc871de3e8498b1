/* To add a unit, add a line: a name as people write it and how many eV it is.
 * Case counts, for meV is not MeV. */
#include "chem/units.h"

#include "chem/constants.h"

#define EV_PER_KJ_MOL (1e3 / FARADAY_C_MOL)

static const struct {
    const char *name;
    double factor;
} energies[] = {
    { "eV", 1 },
    { "ev", 1 },
    { "meV", 1e-3 },
    { "kJ/mol", EV_PER_KJ_MOL },
    { "kJ mol-1", EV_PER_KJ_MOL },
    { "J/mol", EV_PER_KJ_MOL * 1e-3 },
    { "kcal/mol", 4.184 * EV_PER_KJ_MOL }, // the thermochemical calorie
    { "kcal mol-1", 4.184 * EV_PER_KJ_MOL },
    { "hartree", HARTREE_EV },
    { "Hartree", HARTREE_EV },
    { "Ha", HARTREE_EV },
    { "Ry", RYDBERG_EV },
    { "rydberg", RYDBERG_EV },
    { "cm-1", EV_PER_CM1 },
    { "1/cm", EV_PER_CM1 },
    { "K", BOLTZMANN_EV_K },
};

bool unit_energy_eV(str name, double *factor)
{
    for (size_t i = 0; i < sizeof energies / sizeof *energies; i++)
        if (str_eq(str_trim(name), str_of(energies[i].name))) {
            *factor = energies[i].factor;
            return true;
        }
    return false;
}
