#include "render/beyond.h"

static bool any_barriers(const chp_outcome *o)
{
    for (size_t i = 0; i < o->n_catalysts; i++)
        for (size_t k = 0; k < o->catalysts[i].n_profiles; k++)
            if (o->catalysts[i].profiles[k].n_barriers > 0)
                return true;
    return false;
}

static bool any_constant(const chp_outcome *o)
{
    for (size_t i = 0; i < o->n_catalysts; i++)
        for (size_t k = 0; k < o->catalysts[i].n_profiles; k++)
            if (o->catalysts[i].profiles[k].constant)
                return true;
    return false;
}

static bool any_vacancies(const chp_outcome *o)
{
    for (size_t i = 0; i < o->n_catalysts; i++)
        if (o->catalysts[i].n_vacancy_changes > 0)
            return true;
    return false;
}

static bool any_decomposition(const chp_outcome *o)
{
    for (size_t i = 0; i < o->n_catalysts; i++)
        if (o->catalysts[i].n_decompositions > 0)
            return true;
    return false;
}

static bool any_hybrid(const chp_outcome *o)
{
    for (size_t i = 0; i < o->n_catalysts; i++)
        for (size_t k = 0; k < o->catalysts[i].n_profiles; k++)
            if (o->catalysts[i].profiles[k].is_hybrid)
                return true;
    return false;
}

static bool any_coverage(const chp_outcome *o)
{
    for (size_t i = 0; i < o->n_catalysts; i++)
        if (o->catalysts[i].n_coverages > 0)
            return true;
    return false;
}

static bool any_response(const chp_outcome *o)
{
    for (size_t i = 0; i < o->n_catalysts; i++)
        for (size_t k = 0; k < o->catalysts[i].n_states; k++)
            if (o->catalysts[i].states[k].response)
                return true;
    return false;
}

static bool any_hindered(const chp_outcome *o)
{
    for (size_t i = 0; i < o->n_catalysts; i++)
        for (size_t k = 0; k < o->catalysts[i].n_states; k++)
            if (o->catalysts[i].states[k].hindered)
                return true;
    return false;
}

const char *methods_beyond(arena *a, const chp_outcome *o)
{
    const char *text = "";
    if (any_hybrid(o))
        text =
            " All complete paths of the network of states were compared; where the "
            "best of them is none of the named mechanisms it is given beside them as "
            "the best path (hybrid).";
    if (any_coverage(o))
        text = arena_print(
            a,
            "%s The coverage of hydrogen at a potential is the n of the smallest "
            "dG(n) + n e U among those that were calculated, in equilibrium with "
            "protons.",
            text);
    if (any_response(o))
        text = arena_print(
            a,
            "%s In an electric field F a state changes by mu F - alpha F^2 / 2, its "
            "dipole mu and polarisability alpha fitted to energies in several fields "
            "where the tables list points.",
            text);
    if (any_hindered(o))
        text = arena_print(
            a,
            "%s Where the tables say so, an adsorbate slides and turns over barriers "
            "(Sprowl et al., J. Phys. Chem. C 120, 9719 (2016)); its standard state is "
            "a coverage, and is not that of harmonic adsorbates.",
            text);
    if (any_barriers(o))
        text = arena_print(
            a,
            "%s Turnover frequencies follow from the energetic span model (Kozuch and "
            "Shaik, Acc. Chem. Res. 44, 101 (2011)) with the transition states that "
            "were calculated; for a step without one the higher of its ends was used.",
            text);
    if (any_constant(o))
        text = arena_print(
            a,
            "%s At constant potential each surface has the grand potential Omega(U) = "
            "Omega0 - C/2 (U - U0)^2, fitted to runs with several numbers of electrons "
            "in implicit electrolyte (Mathew et al., J. Chem. Phys. 151, 234101 "
            "(2019)); gases, corrections, protons and electrons are those of the "
            "computational hydrogen electrode.",
            text);
    if (any_vacancies(o))
        text = arena_print(
            a,
            "%s Free energies of nitrogen vacancies are given per vacancy, against N2 "
            "and against ammonia made by protons and electrons; whether nitrides are "
            "catalysts or only decompose to ammonia is contested.",
            text);
    if (any_decomposition(o))
        text = arena_print(
            a,
            "%s The decomposition of a nitride to ammonia is that of the crystals, per "
            "formula unit and for each NH3; the cycle was judged to last where N2 "
            "refilling a vacancy costs less.",
            text);
    return text;
}
