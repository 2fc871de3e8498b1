#include "render/sample.h"

#include <math.h>

static chp_fact known(double value)
{
    return (chp_fact){ .value = value, .known = true };
}

/* --- profiles ------------------------------------------------------------------ */

static void fill_step(arena *a, chp_profile_step *s, const sample_level *l)
{
    int n = l[1].n_e - l[0].n_e;
    *s = (chp_profile_step){
        .from = l[0].name,
        .to = l[1].name,
        .equation =
            arena_print(a, "%s%s -> %s", l[0].name, n ? " + H+ + e-" : "", l[1].name),
        .kind = n                         ? CHP_PCET
                : l[1].dG_eV > l[0].dG_eV ? CHP_DES
                                          : CHP_ADS,
        .n_e = n,
        .n_H = n,
        .dG0_eV = l[1].dG_eV - l[0].dG_eV,
    };
}

static void find_limits(chp_profile *p)
{
    double worst = -INFINITY, chemical = -INFINITY;
    for (size_t i = 0; i < p->n_steps; i++) {
        const chp_profile_step *s = &p->steps[i];
        if (s->n_e > 0 && s->dG0_eV > worst) {
            worst = s->dG0_eV;
            p->pds = i;
            p->has_limit = true;
        }
        if (s->n_e == 0 && s->dG0_eV > chemical) {
            chemical = s->dG0_eV;
            p->pcs = i;
            p->has_chemical = true;
        }
    }
    p->U_L_V = -worst;
    p->dG_chem_eV = chemical;
    p->U_eq_V = known(0.057);
    p->eta_V = 0.057 - p->U_L_V;
    p->U_eq_implied_V = 0.34 / 6;
    p->eta_implied_V = p->U_eq_implied_V - p->U_L_V;
}

static void find_span(chp_at_potential *at, const double *level_eV, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++)
            if (level_eV[j] - level_eV[i] > at->span_eV) {
                at->span_eV = level_eV[j] - level_eV[i];
                at->span_from = i;
                at->span_to = j;
            }
}

static void apply_potentials(arena *a, chp_profile *p, chp_profile_step *steps)
{
    chp_at_potential *at = arena_new(a, chp_at_potential, 2);
    double *level_eV = arena_new(a, double, 2 * (p->n_steps + 1));
    at[0] = (chp_at_potential){ .U_V = 0, .word = "0" };
    at[1] = (chp_at_potential){ .U_V = p->U_L_V, .word = "U_L" };
    for (size_t i = 0; i < p->n_steps; i++) {
        double *dG = arena_new(a, double, 2);
        for (size_t k = 0; k < 2; k++) {
            double *G = level_eV + k * (p->n_steps + 1);
            dG[k] = steps[i].dG0_eV + steps[i].n_e * at[k].U_V;
            G[i + 1] = G[i] + dG[k];
        }
        steps[i].dG_eV = dG;
    }
    for (size_t k = 0; k < 2; k++)
        find_span(&at[k], level_eV + k * (p->n_steps + 1), p->n_steps + 1);
    p->n_potentials = 2;
    p->at = at;
    p->level_eV = level_eV;
}

chp_profile sample_profile(arena *a, const char *name, const sample_level *levels,
                           size_t n_levels)
{
    chp_profile_step *steps = arena_new(a, chp_profile_step, n_levels - 1);
    chp_profile p = {
        .reaction = "nrr", .name = name, .is_complete = true, .steps = steps
    };
    p.n_steps = n_levels - 1;
    for (size_t i = 0; i < p.n_steps; i++)
        fill_step(a, &steps[i], &levels[i]);
    find_limits(&p);
    apply_potentials(a, &p, steps);
    p.verdict = arena_print(a,
                            "no potential makes every step downhill: %.2f eV remains "
                            "uphill at step %s -> %s",
                            p.dG_chem_eV, steps[p.pcs].from, steps[p.pcs].to);
    return p;
}

/* --- the catalyst -------------------------------------------------------------- */

static const sample_level states[] = {
    { "*", 0, 0 },
    { "*N2", -0.35, 0 },
    { "*N*N", -0.10, 0 },
    { "*NNH", 0.15, 1 },
    { "*N*NH", 0.45, 1 },
    { "*NNH2", 0.05, 2 },
    { "*NHNH", 0.40, 2 },
    { "*N*NH2", 0.30, 2 },
    { "*NH*NH", 0.10, 2 },
    { "*NHNH2", 0.20, 3 },
    { "*NH*NH2", -0.15, 3 },
    { "*NH2NH2", -0.30, 4 },
    { "*NH2*NH2", -0.55, 4 },
    { "*N", -0.60, 3 },
    { "*NH", -1.20, 4 },
    { "*NH2", -1.35, 5 },
    { "*NH3", -1.05, 6 },
    { "*H", -0.10, 1 },
};
enum { N_STATES = sizeof states / sizeof *states };

static const struct {
    const char *name;
    const char *through[10];
} mechanisms[] = {
    { "distal", { "*", "*N2", "*NNH", "*NNH2", "*N", "*NH", "*NH2", "*NH3" } },
    { "alternating",
      { "*", "*N2", "*NNH", "*NHNH", "*NHNH2", "*NH2NH2", "*NH2", "*NH3" } },
    { "enzymatic-consecutive",
      { "*", "*N*N", "*N*NH", "*N*NH2", "*N", "*NH", "*NH2", "*NH3" } },
    { "enzymatic-alternating",
      { "*", "*N*N", "*N*NH", "*NH*NH", "*NH*NH2", "*NH2*NH2", "*NH2", "*NH3" } },
};
enum { N_MECHANISMS = sizeof mechanisms / sizeof *mechanisms };

static sample_level level_of(const char *name)
{
    for (size_t i = 0; i < N_STATES; i++)
        if (strcmp(states[i].name, name) == 0)
            return states[i];
    return (sample_level){ 0 };
}

static chp_profile mechanism(arena *a, size_t i, double shift_eV)
{
    sample_level levels[11];
    size_t n = 0;
    for (; mechanisms[i].through[n]; n++) {
        levels[n] = level_of(mechanisms[i].through[n]);
        levels[n].dG_eV += n > 0 ? shift_eV : 0;
    }
    levels[n++] = (sample_level){ "*", -0.34, 6 };
    return sample_profile(a, mechanisms[i].name, levels, n);
}

static chp_profile hydrogen(arena *a, double shift_eV)
{
    const sample_level levels[] = { { "*", 0, 0 },
                                    { "*H", -0.10 + shift_eV, 1 },
                                    { "*", 0, 2 } };
    chp_profile p = sample_profile(a, "volmer-heyrovsky", levels, 3);
    p.reaction = "her";
    p.U_eq_V = known(0);
    p.eta_V = -p.U_L_V;
    p.U_eq_implied_V = 0;
    p.eta_implied_V = -p.U_L_V;
    p.verdict = "all steps downhill at U <= U_L";
    return p;
}

static const char *const nothing[] = { NULL };

static chp_profile incomplete(void)
{
    static const char *const missing[] = { "*N + *N", "*N + *NH", NULL };
    return (chp_profile){ .reaction = "nrr",
                          .name = "dissociative-consecutive",
                          .missing = missing };
}

static chp_state *catalyst_states(arena *a, double shift_eV)
{
    static const double mode_cm1[] = { 3345.125, 1650.5, 1150.25, 620,
                                       480,      310,    160,     -35.5 };
    chp_state *list = arena_new(a, chp_state, N_STATES);
    for (size_t i = 0; i < N_STATES; i++) {
        double n_H = states[i].n_e;
        double ZPE = i ? 0.15 + 0.28 * n_H : 0, TS = i ? 0.12 + 0.01 * n_H : 0;
        double dG = states[i].dG_eV + (i ? shift_eV : 0);
        list[i] = (chp_state){
            .name = states[i].name,
            .source = arena_print(a, "study/Fe-N4/%s/OUTCAR", states[i].name + 1),
            .g = { .ZPE_eV = known(ZPE),
                   .thermal_eV = known(i ? 0.06 : 0),
                   .TS_eV = known(TS),
                   .solvation_eV = { 0 } },
            .dG_eV = known(dG),
            .is_bare = i == 0,
            .is_used = true,
            .thermo_source = "harmonic",
        };
        double G = -280.1137 + dG - 3.4 * n_H;
        list[i].g.G_eV = known(G);
        list[i].g.E_eV = known(G - ZPE - list[i].g.thermal_eV.value + TS);
        if (i == 3) {
            list[i].has_modes = true;
            list[i].mode_cm1 = mode_cm1;
            list[i].n_modes = sizeof mode_cm1 / sizeof *mode_cm1;
            list[i].n_imaginary = 1;
            list[i].treatment = "the imaginary mode of 35.5 1/cm counts as 50 1/cm";
        }
    }
    return list;
}

static chp_search best_paths(arena *a, const chp_profile *profiles)
{
    chp_path *paths = arena_new(a, chp_path, 2);
    for (size_t i = 0; i < 2; i++) {
        const chp_profile *p = &profiles[i];
        const char **names = arena_new(a, const char *, p->n_steps + 1);
        names[0] = p->steps[0].from;
        for (size_t k = 0; k < p->n_steps; k++)
            names[k + 1] = p->steps[k].to;
        paths[i] = (chp_path){
            .name = p->name,
            .n_states = p->n_steps + 1,
            .state = names,
            .U_L_V = p->U_L_V,
            .has_chemical = p->has_chemical,
            .dG_chem_eV = p->dG_chem_eV,
            .pds_from = p->steps[p->pds].from,
            .pds_to = p->steps[p->pds].to,
            .pds_eV = p->steps[p->pds].dG0_eV,
        };
    }
    return (chp_search){ .reaction = "nrr",
                         .objective = "U_L",
                         .n_paths = 2,
                         .paths = paths,
                         .n_complete = 10 };
}

static chp_catalyst catalyst(arena *a, const char *name, double shift_eV)
{
    chp_profile *profiles = arena_new(a, chp_profile, N_MECHANISMS + 2);
    for (size_t i = 0; i < N_MECHANISMS; i++) {
        profiles[i] = mechanism(a, i, shift_eV);
        profiles[i].missing = nothing;
    }
    profiles[N_MECHANISMS] = incomplete();
    profiles[N_MECHANISMS + 1] = hydrogen(a, shift_eV);
    chp_search *search = arena_new(a, chp_search, 1);
    *search = best_paths(a, profiles);
    chp_sensitivity *sensitivity = arena_new(a, chp_sensitivity, 1);
    *sensitivity =
        (chp_sensitivity){ "nrr", "distal", "floor:100", -0.52, "*N2", "*NNH" };
    return (chp_catalyst){
        .name = name,
        .label = name,
        .n_states = N_STATES,
        .states = catalyst_states(a, shift_eV),
        .n_profiles = N_MECHANISMS + 2,
        .profiles = profiles,
        .n_searches = 1,
        .searches = search,
        .dG_H_eV = known(-0.10 + shift_eV),
        .U_L_HER_V = known(-fabs(-0.10 + shift_eV)),
        .selectivity = { .dG_N2_minus_dG_H_eV = known(-0.25),
                         .dG_NNH_minus_dG_H_eV = known(0.25),
                         .U_L_NRR_minus_U_L_HER_V = known(-0.40),
                         .U_crossover_V = known(-0.25),
                         .boltzmann_ratio = known(1.73e-7),
                         .theta_N2 = known(0.99994),
                         .theta_H = known(5.94e-5),
                         .caution = "at U_L the site is covered by *H" },
        .n_sensitivities = 1,
        .sensitivities = sensitivity,
    };
}

/* --- the study ----------------------------------------------------------------- */

static const chp_choice choices[] = {
    { "energy", "sigma0: extrapolated to no smearing" },
    { "low modes", "floor:50 (modes below 50 1/cm count as 50 1/cm)" },
    { "gas thermochemistry", "table" },
};

#define CALLED(key)                                                                    \
    .aliases = no_aliases, .keys = (const char *const[])                               \
    {                                                                                  \
        key, NULL                                                                      \
    }
static const char *const no_aliases[] = { NULL };
static const chp_kind species[] = {
    { .name = "N2", CALLED("N2"), .phase = CHP_FLUID },
    { .name = "NH3", CALLED("NH3"), .phase = CHP_FLUID },
    { .name = "H2", CALLED("H2"), .phase = CHP_FLUID },
    { .name = "*NNH", CALLED("NNH"), .phase = CHP_SURFACE },
};
static const chp_term nrr_overall[] = { { 0, -1 }, { 1, 2 } },
                      her_overall[] = { { 2, 1 } };
static const chp_reaction nrr = { .name = "nrr",
                                  .overall = "N2 + 6 H+ + 6 e- -> 2 NH3",
                                  .n_overall = 2,
                                  .overall_terms = nrr_overall,
                                  .descriptor = "*NNH",
                                  .n_species = sizeof species / sizeof *species,
                                  .species = species };
static const chp_reaction her = { .name = "her",
                                  .overall = "2 H+ + 2 e- -> H2",
                                  .n_overall = 1,
                                  .overall_terms = her_overall,
                                  .n_species = sizeof species / sizeof *species,
                                  .species = species };
static const chp_reaction *const reactions[] = { &nrr, &her };

static chp_state *sample_gases(arena *a)
{
    static const struct {
        const char *name;
        double E_eV, ZPE_eV, thermal_eV, TS_eV;
    } gas[3] = {
        { "N2", -16.63, 0.15, 0.09, 0.592 },
        { "H2", -6.77, 0.27, 0.088, 0.404 },
        { "NH3", -19.54, 0.895, 0.104, 0.597 },
    };
    chp_state *list = arena_new(a, chp_state, 3);
    for (size_t i = 0; i < 3; i++) {
        list[i] = (chp_state){
            .name = gas[i].name,
            .source = arena_print(a, "study/gas/%s/OUTCAR", gas[i].name),
            .thermo_source = "NIST table",
            .g = { .E_eV = known(gas[i].E_eV),
                   .ZPE_eV = known(gas[i].ZPE_eV),
                   .thermal_eV = known(gas[i].thermal_eV),
                   .TS_eV = known(gas[i].TS_eV) },
        };
        list[i].g.G_eV =
            known(gas[i].E_eV + gas[i].ZPE_eV + gas[i].thermal_eV - gas[i].TS_eV);
    }
    return list;
}

const chp_outcome *sample_catalysts(arena *a, size_t n)
{
    static const char *const names[] = { "Fe-N4", "Co-N4", "Mo-N3", "Ru(0001)",
                                         "W-C3" };
    static const char *const sources[] = { NULL };
    chp_catalyst *list = arena_new(a, chp_catalyst, n);
    for (size_t i = 0; i < n; i++)
        list[i] = catalyst(a, names[i % 5], 0.12 * (double)i);
    chp_outcome *o = arena_new(a, chp_outcome, 1);
    *o = (chp_outcome){
        .title = "NRR on single-atom Fe",
        .T_K = 298.15,
        .n_choices = sizeof choices / sizeof *choices,
        .choices = choices,
        .n_reactions = 2,
        .reactions = reactions,
        .n_gases = 3,
        .gases = sample_gases(a),
        .closure = { true, -0.512, -0.340, -0.172, false, 0 },
        .n_catalysts = n,
        .catalysts = list,
        .sources = sources,
    };
    return o;
}

const chp_outcome *sample_family(arena *a, size_t n)
{
    static const double slope[] = { 0.35, 1, 1.1, 1.9, 1.5, 0.9, 0.4 };
    static const char *const names[] = {
        "Fe-N4", "Co-N4", "Mo-N3", "Ru(0001)", "W-C3",
        "V-N4",  "Ti-N4", "Re",    "Os-N4",    "Cr-N4"
    };
    chp_outcome *o = arena_new(a, chp_outcome, 1);
    *o = *sample_catalysts(a, n);
    chp_catalyst *list = arena_new(a, chp_catalyst, n);
    for (size_t i = 0; i < n; i++) {
        double x = -1.2 + 2.4 * (double)((i * 7) % n) / (double)n;
        sample_level levels[9] = { { "*", 0, 0 } };
        for (size_t k = 0; k < 7; k++) {
            levels[k + 1] = level_of(mechanisms[0].through[k + 1]);
            levels[k + 1].dG_eV += slope[k] * x + 0.08 * sin((double)(11 * i + 5 * k));
        }
        levels[8] = (sample_level){ "*", -0.34, 6 };
        chp_profile *p = arena_new(a, chp_profile, 1);
        *p = sample_profile(a, "distal", levels, 9);
        chp_state *state = arena_new(a, chp_state, 1);
        *state = (chp_state){ .name = "*NNH", .dG_eV = known(levels[2].dG_eV) };
        list[i] = (chp_catalyst){ .name = names[i % 10],
                                  .n_states = 1,
                                  .states = state,
                                  .n_profiles = 1,
                                  .profiles = p };
    }
    o->catalysts = list;
    return o;
}

const chp_outcome *sample_outcome(arena *a)
{
    return sample_catalysts(a, 1);
}
