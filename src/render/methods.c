#include "render/beyond.h"
#include "render/papers.h"

#include "base/number.h"
#include "chepath/analysis.h"
#include "render/text.h"
#include "render/words.h"

/* --- the settings of the runs ------------------------------------------------- */

/* What a referee asks for. A tag that differs between runs is given with all values. */
static const struct {
    const char *tag, *unit;
} asked[] = {
    { "ENCUT", " eV" }, { "PREC", "" },     { "GGA", "" },    { "METAGGA", "" },
    { "IVDW", "" },     { "KPOINTS", "" },  { "ISPIN", "" },  { "ISMEAR", "" },
    { "SIGMA", " eV" }, { "EDIFF", " eV" }, { "EDIFFG", "" }, { "LDAU", "" },
    { "LDAUU", "" },    { "LSOL", "" },     { "EB_K", "" },   { "IDIPOL", "" },
    { "LDIPOL", "" },
};

/* What VASP's two letters, and the number of a correction, stand for. */
static const struct {
    const char *tag, *value, *name;
} known[] = {
    { "PREC", "accura", "Accurate" },
    { "GGA", "PE", "PBE" },
    { "GGA", "RP", "RPBE" },
    { "GGA", "PS", "PBEsol" },
    { "GGA", "RE", "revPBE" },
    { "GGA", "91", "PW91" },
    { "GGA", "BF", "BEEF" },
    { "GGA", "CA", "LDA" },
    { "IVDW", "1", "D2" },
    { "IVDW", "10", "D2" },
    { "IVDW", "11", "D3, zero damping" },
    { "IVDW", "12", "D3, Becke-Johnson damping" },
    { "IVDW", "13", "D4" },
    { "IVDW", "2", "Tkatchenko-Scheffler" },
    { "IVDW", "20", "Tkatchenko-Scheffler" },
    { "IVDW", "202", "many-body dispersion" },
    { "IVDW", "4", "dDsC" },
};

typedef struct {
    arena *a;
    const char *const *at;
    size_t n;
} texts;

static void add_once(texts *t, const char *text)
{
    const char **own;
    for (size_t i = 0; i < t->n; i++)
        if (strcmp(t->at[i], text) == 0)
            return;
    own = arena_grow(t->a, (void *)t->at, t->n, sizeof *own);
    own[t->n++] = text;
    t->at = own;
}

typedef void visit(texts *t, const chp_calc *calc, const char *what);

static void visit_states(const chp_state *states, size_t n, texts *t, visit *how,
                         const char *what)
{
    for (size_t i = 0; i < n; i++)
        if (states[i].energy_run)
            how(t, &states[i].energy_run->calc, what);
}

static texts collected(arena *a, const chp_outcome *o, visit *how, const char *what)
{
    texts t = { .a = a };
    visit_states(o->gases, o->n_gases, &t, how, what);
    for (size_t i = 0; i < o->n_catalysts; i++)
        visit_states(o->catalysts[i].states, o->catalysts[i].n_states, &t, how, what);
    return t;
}

/* "450" of "450.0", "1e-07" of "0.1E-06", "RP (RPBE)". */
static const char *value_text(arena *a, const chp_setting *s)
{
    double x;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].tag, s->tag) == 0 && strcmp(known[i].value, s->value) == 0)
            return arena_print(a, "%s (%s)", s->value, known[i].name);
    if (!str_number(str_of(s->value), &x))
        return s->value;
    return arena_print(a, "%s", number_exact(x).at);
}

static void add_setting(texts *t, const chp_calc *calc, const char *tag)
{
    const chp_setting *s = chp_calc_setting(calc, tag);
    if (!s && strcmp(tag, "KPOINTS") == 0) // OUTCAR alone does not tell its kind
        s = chp_calc_setting(calc, "KGRID");
    if (s)
        add_once(t, value_text(t->a, s));
}

static void add_version(texts *t, const chp_calc *calc, const char *what)
{
    (void)what;
    if (calc->vasp_version)
        add_once(t, calc->vasp_version);
}

static void add_potcars(texts *t, const chp_calc *calc, const char *what)
{
    (void)what;
    for (size_t i = 0; i < calc->n_species; i++)
        if (calc->species[i].potcar)
            add_once(t, calc->species[i].potcar);
}

static const char *settings_text(arena *a, const chp_outcome *o)
{
    const char *text = "";
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        texts values = collected(a, o, add_setting, asked[i].tag);
        if (values.n > 0)
            text =
                arena_append(a, text, ", ", "%s = %s%s", asked[i].tag,
                             arena_list(a, values.at, values.n, " or "), asked[i].unit);
    }
    return text;
}

/* --- the paragraph ------------------------------------------------------------ */

static const char *choices_text(arena *a, const chp_outcome *o)
{
    const char *text = "";
    for (size_t i = 0; i < o->n_choices; i++)
        text = arena_append(a, text, "; ", "%s: %s", o->choices[i].name,
                            o->choices[i].value);
    return text;
}

static const char *reactions_text(arena *a, const chp_outcome *o)
{
    const char *text = "";
    for (size_t i = 0; i < o->n_reactions; i++)
        text = arena_append(a, text, ", ", "%s (%s)", o->reactions[i]->name,
                            o->reactions[i]->overall);
    return text;
}

/* DOIs of the mechanisms, each once. */
static const char *papers_text(arena *a, const chp_outcome *o)
{
    texts dois = { .a = a };
    for (size_t i = 0; i < o->n_reactions; i++)
        for (const char *const *doi = o->reactions[i]->cite; doi && *doi; doi++)
            add_once(&dois, *doi);
    return dois.n > 0 ? arena_print(a, " Mechanisms after doi:%s.",
                                    arena_list(a, dois.at, dois.n, ", doi:"))
                      : "";
}

static const char *closure_text(arena *a, const chp_closure *c)
{
    if (!c->known)
        return "";
    return arena_print(
        a,
        " The energies of the gases give N2 + 3 H2 -> 2 NH3 a free energy "
        "of %s eV, %s eV from the experimental %s eV.",
        number_fixed(c->dG_eV, 3).at, number_signed(c->delta_eV, 3).at,
        number_fixed(c->experiment_eV, 3).at);
}

static const char *runs_text(arena *a, const chp_outcome *o)
{
    texts versions = collected(a, o, add_version, NULL);
    texts potcars = collected(a, o, add_potcars, NULL);
    const char *settings = settings_text(a, o), *text = "";
    if (versions.n > 0)
        text = arena_print(a, " The calculations were made with VASP %s%s%s.",
                           arena_list(a, versions.at, versions.n, " and "),
                           *settings ? ", with " : "", settings);
    if (potcars.n > 0)
        text = arena_print(a, "%s PAW data sets: %s.", text,
                           arena_list(a, potcars.at, potcars.n, ", "));
    return text;
}

static const char *uncertainty_text(arena *a, const chp_uncertainty *u)
{
    return u ? arena_print(
                   a,
                   " The spread of the limiting potentials was found by "
                   "carrying %zu members of an ensemble of energies (%s) through "
                   "every step.",
                   u->n_members, u->origin)
             : "";
}

static const char *paragraph(arena *a, const chp_outcome *o)
{
    const char *reactions = reactions_text(a, o), *choices = choices_text(a, o);
    const char *text = arena_print(
        a,
        "Free energies were computed with chepath %s at %s K and pH %s by the "
        "computational hydrogen electrode (Nørskov et al., J. Phys. Chem. B 108, 17886 "
        "(2004)); potentials are given against %s.",
        CHP_VERSION, number_exact(o->T_K).at, number_exact(o->pH).at,
        scale_name(o->scale));
    if (*reactions)
        text =
            arena_print(a, "%s Reactions: %s.%s", text, reactions, papers_text(a, o));
    text = arena_print(
        a,
        "%s G is the sum of the electronic energy, the zero-point energy, the thermal "
        "energy and -TS, and of further terms where the tables list them.",
        text);
    if (*choices)
        text = arena_print(a, "%s Choices: %s.", text, choices);
    text =
        arena_print(a, "%s%s%s", text, closure_text(a, &o->closure), runs_text(a, o));
    return arena_print(
        a,
        "%s The limiting potential U_L is the least negative potential at which every "
        "electrochemical step of a reduction is downhill; the step that sets it is the "
        "potential-determining step (PDS). Both are thermodynamic and tell nothing of "
        "barriers.%s%s",
        text, methods_beyond(a, o), uncertainty_text(a, o->uncertainty));
}

/* What a referee asks for and no file of the bundle tells. */
static const char *still_to_add(arena *a, const chp_outcome *o)
{
    return arena_print(
        a,
        "Not told by these files, and to be added: the optimised structures; the "
        "layers, the vacuum and the frozen atoms of the slabs; the convergence with "
        "cut-off, k-points, layers, cell and spin states; the stability of the "
        "catalyst (formation, dissolution, molecular dynamics, and of a nitride its "
        "lattice nitrogen); how the best catalyst answers to solvation%s%s.",
        methods_have_constant(o) ? "" : " and at constant potential",
        o->uncertainty ? "" : "; an estimate of the errors");
}

/* What is open in the field, whatever was calculated. */
static const char open_questions[] =
    "Open questions: the computational hydrogen electrode lets surfaces keep their "
    "charge, and at constant potential steps may cost something else; protons and "
    "electrons may not move together, nor one at a time; a limiting potential predicts "
    "no rate; of the gases, N2, NH3 or both may carry the error of the functional; "
    "ammonia that is bound may leave an acid as NH4+; a free energy of *H near zero is "
    "disputed as the best of hydrogen evolution. Most activities reported for nitrogen "
    "reduction in water are contested for contamination: agreement with them is weak "
    "evidence.";

static void write(arena *a, const chp_outcome *o, const char *more, FILE *to)
{
    text_wrap(str_of(arena_print(a, "%s%s", paragraph(a, o), more)), 0, 0, to);
    fputc('\n', to);
    text_wrap(str_of(still_to_add(a, o)), 0, 0, to);
    fputc('\n', to);
    text_wrap(str_of(open_questions), 0, 0, to);
}

void methods_write(const chp_outcome *outcome, FILE *to)
{
    arena scratch = { 0 };
    write(&scratch, outcome, "", to);
    arena_clear(&scratch);
}

/* --- what many catalysts were fitted by ------------------------------------------- */

/* `what`: "a straight line in dG(*NNH)"; `fits`: "lines". */
static const char *fits_text(arena *a, const char *what, const char *fits,
                             size_t n_samples, uint64_t seed)
{
    return arena_print(
        a,
        " Over the catalysts each state of a pathway was fitted by ordinary least "
        "squares as %s; a step is the difference of its two states, and the predicted "
        "limiting potential that of the largest step with electrons. Its spread is the "
        "5 to 95 %% interval of %zu draws (seed %llu) of the coefficients and of the "
        "residual of a further catalyst, Student's t with the covariance of the "
        "residuals between states (Zellner, J. Am. Stat. Assoc. 57, 348 (1962)); the "
        "%s "
        "belong to this set of catalysts.",
        what, n_samples, (unsigned long long)seed, fits);
}

void methods_write_volcanoes(const chp_outcome *outcome, const chp_volcanoes *v,
                             FILE *to)
{
    arena scratch = { 0 };
    const chp_volcano *any = chp_volcano_get(v, 0);
    const char *what = arena_print(&scratch, "a straight line in %s", any->x.title);
    write(&scratch, outcome,
          fits_text(&scratch, what, "lines", any->n_samples, any->seed), to);
    arena_clear(&scratch);
}

void methods_write_maps(const chp_outcome *outcome, const chp_maps *m, FILE *to)
{
    arena scratch = { 0 };
    const chp_map *any = chp_map_get(m, 0);
    const char *what =
        arena_print(&scratch, "a plane over %s and %s", any->x.title, any->y.title);
    write(&scratch, outcome,
          fits_text(&scratch, what, "planes", any->n_samples, any->seed), to);
    arena_clear(&scratch);
}
