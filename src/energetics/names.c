#include "energetics/names.h"

static bool is_among(str name, const char *const *words)
{
    for (; *words; words++)
        if (str_eq_nocase(name, str_of(*words)))
            return true;
    return false;
}

bool name_is_bare(str name)
{
    static const char *const words[] = { "*",       "slab",      "clean", "bare",
                                         "surface", "substrate", "star",  NULL };
    return is_among(str_trim(name), words);
}

run_role name_role(str name)
{
    static const char *const modes[] = { "freq",      "vib",         "zpe",
                                         "frequency", "frequencies", "vibrations",
                                         "vibration", "phonon",      "phonons",
                                         NULL };
    static const char *const relaxed[] = { "opt",          "relax",      "geo_opt",
                                           "geoopt",       "relaxation", "optimization",
                                           "optimisation", NULL };
    static const char *const one_point[] = { "scf", "static", "singlepoint",
                                             "single_point", NULL };
    if (is_among(name, modes))
        return ROLE_MODES;
    if (is_among(name, relaxed))
        return ROLE_RELAXED;
    return is_among(name, one_point) ? ROLE_STATIC : ROLE_NONE;
}

bool name_is_gas_folder(str name)
{
    static const char *const words[] = { "gas",  "gases",      "molecules",
                                         "refs", "references", NULL };
    return is_among(name, words);
}

/* How much of the end of a name marks a gas. */
static size_t gas_mark(str name)
{
    static const char *const marks[] = { "(g)",  "(gas)", "_g", "_gas", "(l)",
                                         "(aq)", "_aq",   "_l", "-gas", NULL };
    for (int i = 0; marks[i]; i++)
        if (str_ends(name, str_of(marks[i])))
            return strlen(marks[i]);
    return 0;
}

bool name_says_gas(str name)
{
    return gas_mark(str_trim(name)) > 0;
}

str name_of_gas(str name)
{
    name = str_trim(name);
    return str_trim(str_part(name, 0, name.len - gas_mark(name)));
}
