/* To add a unit, add a line: a name as people write it and how many eV or bar it is.
 * Case counts, for meV is not MeV and mPa not MPa. */
#include "chem/units.h"

#include "chem/constants.h"

typedef struct {
    const char *name;
    double factor;
} unit;

#define EV_PER_KJ_MOL (1e3 / FARADAY_C_MOL)

static const unit energies[] = {
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

static const unit pressures[] = {
    { "bar", 1 },
    { "mbar", 1e-3 },
    { "Pa", 1 / BAR_PA },
    { "hPa", 1e2 / BAR_PA },
    { "kPa", 1e3 / BAR_PA },
    { "MPa", 1e6 / BAR_PA },
    { "atm", ATM_PA / BAR_PA },
    { "Torr", ATM_PA / BAR_PA / 760 },
    { "mmHg", ATM_PA / BAR_PA / 760 },
};

static bool find(const unit *units, size_t n, str name, double *factor)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(name, str_of(units[i].name))) {
            *factor = units[i].factor;
            return true;
        }
    return false;
}

bool unit_energy_eV(str name, double *factor)
{
    return find(energies, sizeof energies / sizeof *energies, str_trim(name), factor);
}

bool unit_pressure_bar(str name, double *factor)
{
    return find(pressures, sizeof pressures / sizeof *pressures, str_trim(name),
                factor);
}
