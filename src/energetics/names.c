#include "energetics/names.h"

#include "network/names.h"

bool name_is_bare(str name)
{
    name = str_trim(name);
    return str_eq(name, STR("*")) || name_is_bare_word(name);
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
    if (str_among_nocase(name, modes))
        return ROLE_MODES;
    if (str_among_nocase(name, relaxed))
        return ROLE_RELAXED;
    return str_among_nocase(name, one_point) ? ROLE_STATIC : ROLE_NONE;
}

bool name_is_gas_folder(str name)
{
    static const char *const words[] = { "gas",  "gases",      "molecules",
                                         "refs", "references", NULL };
    return str_among_nocase(name, words);
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
