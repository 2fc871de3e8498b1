#include "energetics/choices.h"

typedef struct {
    arena *a;
    size_t n;
    chp_choice *at;
} list;

static void add(list *l, const char *name, const char *value)
{
    l->at = arena_grow(l->a, l->at, l->n, sizeof *l->at);
    l->at[l->n++] = (chp_choice){ name, value };
}

static const char *joined(arena *a, const names *from)
{
    return from->n > 0 ? arena_list(a, from->at, from->n, ", ") : NULL;
}

static const char *assumed_zero(arena *a, unsigned bits)
{
    static const char *const word[] = { "ZPE", "thermal", "TS" };
    const char *text = NULL;
    for (int i = 0; i < 3; i++)
        if (bits & (1u << i))
            text = arena_append(a, text, ", ", "%s", word[i]);
    return text ? arena_print(a, "%s where not given", text) : NULL;
}

static const char *pressures(arena *a, const chp_options *o)
{
    const char *text =
        arena_print(a, "1 bar; H2O %.5g bar", options_pressure_bar(o, "H2O"));
    for (size_t i = 0; i < o->n_pressures; i++)
        if (!str_eq(str_of(o->pressures[i].gas), STR("H2O")))
            text = arena_append(a, text, "; ", "%s %.5g bar", o->pressures[i].gas,
                                o->pressures[i].bar);
    return text;
}

static const char *objective(arena *a, const chp_options *o)
{
    double U_V = o->objective_V;
    switch (o->objective) {
    case SEARCH_U_L:
        return "limiting potential";
    case SEARCH_ALL_STEPS:
        return "largest dG of all steps at U = 0";
    case SEARCH_AT_U:
        return arena_print(a, "largest dG of all steps at U = %g V", U_V);
    case SEARCH_G_MAX:
        return arena_print(a, "G_max, the largest rise of the path, at U = %g V", U_V);
    case SEARCH_SPAN:
        return arena_print(a, "energetic span of the cycle at U = %g V", U_V);
    }
    return NULL;
}

/* What a policy does, around its number; without one when there is nothing after it. */
static const struct {
    const char *before, *after;
} policies[] = {
    [CHP_LOW_NONE] = { "every mode counts as it is", NULL },
    [CHP_LOW_FLOOR] = { "modes below it count as ", " 1/cm" },
    [CHP_LOW_FLOOR_S] = { "in the entropy modes below it count as ", " 1/cm" },
    [CHP_LOW_GRIMME] = { "the entropy goes over to a rotor's around ", " 1/cm" },
    [CHP_LOW_CAP] = { "the entropy of a mode is at most ", " k" },
    [CHP_LOW_GRIMME_U] = { "entropy and energy go over to a rotor's around ", " 1/cm" },
};

/* "floor:50 (modes below it count as 50 1/cm)" */
static const char *low_modes(arena *a, const chp_thermo_options *o)
{
    const char *before = policies[o->low_modes].before,
               *after = policies[o->low_modes].after;
    char name[CHP_TEXT];
    chp_low_modes_text(o, name);
    return after ? arena_print(a, "%s (%s%g%s)", name, before, o->low_value, after)
                 : arena_print(a, "%s (%s)", name, before);
}

static const char *imaginary_modes(arena *a, const chp_thermo_options *o)
{
    static const char *const meaning[] = {
        [CHP_IMAGINARY_FLOOR] = "small ones count as real ones at the floor",
        [CHP_IMAGINARY_DROP] = "small ones are left out",
        [CHP_IMAGINARY_INVERT] = "small ones count as real",
        [CHP_IMAGINARY_ERROR] = "none is accepted",
    };
    return arena_print(a, "%s (%s)", chp_imaginary_text(o->imaginary),
                       meaning[o->imaginary]);
}

const chp_choice *choices_of(arena *a, const intake *in, size_t *n)
{
    static const char *const energy[] = {
        [CHP_SIGMA0] = "sigma0 (extrapolated to zero smearing)",
        [CHP_TOTEN] = "toten (free energy of the electrons)",
        [CHP_WITHOUT_ENTROPY] = "without-entropy",
    };
    static const char *const product[] = { "gas, 1 bar", "aqueous, 1 m", "NH4+" };
    static const char *const correction[] = { "none",
                                              "N2 takes all of the closure error",
                                              "NH3 takes all of the closure error",
                                              "N2 and NH3 share the closure error" };
    const chp_options *o = in->options;
    list l = { .a = a };
    add(&l, "energy", energy[o->energy]);
    add(&l, "low modes", low_modes(a, &o->thermo));
    add(&l, "imaginary modes", imaginary_modes(a, &o->thermo));
    add(&l, "gas thermochemistry",
        o->gas_rrho ? "ideal gas, rigid rotor, harmonic" : "tables where there are");
    if (o->is_set[OPTION_H2_ROTATION])
        add(&l, "rotation of H2",
            !o->h2_ideal                  ? "tabulated"
            : o->thermo.h2_rotation_exact ? "exact, sum over nuclear-spin states"
                                          : "classical");
    if (o->gas_zpe_table)
        add(&l, "gas ZPE", "tabulated where there are no modes");
    add(&l, "pressures", pressures(a, o));
    add(&l, "ammonia leaves as", product[o->product]);
    add(&l, "gas correction",
        o->correction == CORRECTION_FILE ? o->correction_file
                                         : correction[o->correction]);
    if (o->pairs_additive)
        add(&l, "pairs of fragments",
            "additive where they were not calculated: G(A+B) = G(A) + G(B) - G(*)");
    if (o->is_set[OPTION_OBJECTIVE])
        add(&l, "paths ranked by", objective(a, o));
    if (o->is_set[OPTION_FIELD])
        add(&l, "electric field",
            arena_print(a, "%g V/Å: mu F - alpha F^2 / 2", o->field_V_A));
    if (o->is_set[OPTION_NITRATE])
        add(&l, "acidity of HNO3",
            o->nitrate_by_CRC ? "0.392 eV (CRC)" : "0.353 eV (NBS)");
    if (intake_has_charged(in)) {
        add(&l, "potential of SHE", arena_print(a, "%.4g V absolute", o->absolute_V));
        add(&l, "grand potentials",
            o->omega_cubic ? "cubic in the potential" : "quadratic in the potential");
    }
    add(&l, "co-limiting window", arena_print(a, "%.3g eV", o->co_limiting_eV));
    if (o->assumed_zero)
        add(&l, "assumed zero", assumed_zero(a, o->assumed_zero));
    if (o->allowed.n > 0)
        add(&l, "allowed errors", joined(a, &o->allowed));
    *n = l.n;
    return l.at;
}

const chp_choice *settings_of(arena *a, const chp_options *o, size_t *n)
{
    list l = { .a = a };
    for (size_t i = 0; i < o->n_history; i++)
        if (o->history[i].option != OPTION_GAS) // where runs lay that were read
            add(&l, chp_options_list()[o->history[i].option].name,
                options_text(a, &o->history[i]));
    *n = l.n;
    return l.at;
}
