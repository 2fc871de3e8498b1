/* What the methods section says of models that not every study uses. */
#include "render/beyond.h"

static bool has_hybrid(const chp_catalyst *c)
{
    for (size_t i = 0; i < c->n_profiles; i++)
        if (c->profiles[i].is_hybrid)
            return true;
    return false;
}

static bool has_coverages(const chp_catalyst *c)
{
    return c->n_coverages > 0;
}

static bool has_responses(const chp_catalyst *c)
{
    for (size_t i = 0; i < c->n_states; i++)
        if (c->states[i].response)
            return true;
    return false;
}

static bool has_hindered(const chp_catalyst *c)
{
    for (size_t i = 0; i < c->n_states; i++)
        if (c->states[i].hindered)
            return true;
    return false;
}

static bool has_barriers(const chp_catalyst *c)
{
    for (size_t i = 0; i < c->n_profiles; i++)
        if (c->profiles[i].n_barriers > 0)
            return true;
    return false;
}

static bool has_constant(const chp_catalyst *c)
{
    for (size_t i = 0; i < c->n_profiles; i++)
        if (c->profiles[i].constant)
            return true;
    return false;
}

static bool has_cubic(const chp_catalyst *c)
{
    for (size_t i = 0; i < c->n_states; i++)
        if (c->states[i].omega && c->states[i].omega->capacitance_slope_e_V2 != 0)
            return true;
    return false;
}

static bool has_vacancies(const chp_catalyst *c)
{
    return c->n_vacancy_changes > 0;
}

static bool has_decompositions(const chp_catalyst *c)
{
    return c->n_decompositions > 0;
}

/* What is said when any catalyst has it, in this order. */
static const struct {
    bool (*is_of)(const chp_catalyst *c);
    const char *sentence;
} models[] = {
    { has_hybrid,
      "All complete paths of the network of states were compared; where the "
      "best of them is none of the named mechanisms it is given beside them as "
      "the best path (hybrid)." },
    { has_coverages,
      "Several of an adsorbate in one cell have the differential adsorption free "
      "energy G(n) - G(n-1) - mu, mu being that of the gases, protons and electrons "
      "that one of them is made of; the coverage at a potential is the n of the "
      "smallest dG(n) + n n_e e U among those that were calculated." },
    { has_responses,
      "In an electric field F a state changes by mu F - alpha F^2 / 2, its "
      "dipole mu and polarisability alpha fitted to energies in several fields "
      "where the tables list points." },
    { has_hindered,
      "Where the tables say so, an adsorbate slides and turns over barriers "
      "(Sprowl et al., J. Phys. Chem. C 120, 9719 (2016)); its standard state is "
      "a coverage, and is not that of harmonic adsorbates." },
    { has_barriers,
      "Turnover frequencies follow from the energetic span model (Kozuch and "
      "Shaik, Acc. Chem. Res. 44, 101 (2011)) with the transition states that "
      "were calculated; for a step without one the higher of its ends was used." },
    { has_constant,
      "At constant potential each surface has the grand potential Omega(U) = "
      "Omega0 - C/2 (U - U0)^2, fitted to runs with several numbers of electrons "
      "in implicit electrolyte (Mathew et al., J. Chem. Phys. 151, 234101 "
      "(2019)); gases, corrections, protons and electrons are those of the "
      "computational hydrogen electrode." },
    { has_cubic,
      "Where the tables list C', Omega has the term -C'/6 (U - U0)^3, too." },
    { has_vacancies,
      "Free energies of nitrogen vacancies are given per vacancy, against N2 "
      "and against ammonia made by protons and electrons; whether nitrides are "
      "catalysts or only decompose to ammonia is contested." },
    { has_decompositions,
      "The decomposition of a nitride to ammonia is that of the crystals, per "
      "formula unit and for each NH3; the cycle was judged to last where N2 "
      "refilling a vacancy costs less." },
};

static bool is_used(bool (*is_of)(const chp_catalyst *), const chp_outcome *o)
{
    for (size_t i = 0; i < o->n_catalysts; i++)
        if (is_of(&o->catalysts[i]))
            return true;
    return false;
}

bool methods_have_constant(const chp_outcome *o)
{
    return is_used(has_constant, o);
}

const char *methods_beyond(arena *a, const chp_outcome *o)
{
    const char *text = "";
    for (size_t i = 0; i < sizeof models / sizeof *models; i++)
        if (is_used(models[i].is_of, o))
            text = arena_print(a, "%s %s", text, models[i].sentence);
    return text;
}
