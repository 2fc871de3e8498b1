/* Reactions for people: a line each, or one in full. */
#include "chepath/figure.h"

#include "base/number.h"
#include "chem/constants.h"
#include "chem/formula.h"
#include "render/table.h"
#include "render/text.h"
#include "render/words.h"

typedef struct {
    arena *a;
    const chp_reaction *r;
    FILE *to;
} page;

/* --- a line each -------------------------------------------------------------- */

enum { NAME, TITLE, N_PATHWAYS, N_STEPS, U_EQ, N_COLUMNS };

static const column columns[N_COLUMNS] = {
    [NAME] = { "reaction" },
    [TITLE] = { "title", .may_shrink = true },
    [N_PATHWAYS] = { "pathways" },
    [N_STEPS] = { "steps" },
    [U_EQ] = { "U_eq", NULL, "V vs RHE", 3 },
};

void chp_show_reactions(const chp_reaction *const *reactions, size_t n, FILE *to)
{
    arena a = { 0 };
    table *t = table_new(&a, NULL, columns, N_COLUMNS);
    for (size_t i = 0; i < n; i++) {
        cell *row = table_row(t);
        row[NAME] = cell_text(reactions[i]->name);
        row[TITLE] = cell_text(reactions[i]->title);
        row[N_PATHWAYS] = cell_number((double)reactions[i]->n_pathways);
        row[N_STEPS] = cell_number((double)reactions[i]->n_steps);
        if (reactions[i]->has_equilibrium)
            row[U_EQ] = cell_number(reactions[i]->equilibrium_V);
    }
    table_write_text(t, to);
    arena_clear(&a);
}

/* --- one in full -------------------------------------------------------------- */

static void line(const page *p, const char *text)
{
    text_put(str_of(text), p->to);
    fputc('\n', p->to);
}

static void show_head(const page *p)
{
    const chp_reaction *r = p->r;
    line(p, arena_print(p->a, "%s: %s", r->name, r->title));
    line(p, arena_print(p->a, "  %s", r->overall));
    if (r->has_equilibrium)
        line(p, arena_print(p->a, "  U_eq = %.3f V vs RHE at pH 0%s%s",
                            r->equilibrium_V, r->equilibrium_source ? "; " : "",
                            r->equilibrium_source ? r->equilibrium_source : ""));
    if (r->descriptor)
        line(p, arena_print(p->a, "  volcanoes over ΔG(%s)",
                            state_label(p->a, r, r->descriptor)));
    for (const char *const *doi = r->cite; *doi; doi++)
        line(p, arena_print(p->a, "  https://doi.org/%s", *doi));
    line(p, arena_print(p->a, "  %s", r->path));
}

static const char *state_about(const page *p, const chp_kind *kind)
{
    const char *binding = kind->is_bare ? "the bare surface" : kind->binding;
    const char *text = kind->label;
    if (binding)
        text = arena_append(p->a, text, ", ", "%s", binding);
    if (kind->is_optional)
        text = arena_append(p->a, text, ", ", "optional");
    if (kind->is_rare)
        text = arena_append(p->a, text, ", ", "rare");
    for (const char *const *alias = kind->aliases; *alias; alias++)
        text = arena_append(p->a, text, ", ", "also %s", *alias);
    return text;
}

enum { STATE, ID, HOLDS, ABOUT, N_STATE };

static const column state_columns[N_STATE] = {
    [STATE] = { "state" },
    [ID] = { "id", .is_optional = true },
    [HOLDS] = { "beyond bare" },
    [ABOUT] = { "", .is_optional = true },
};

static void show_states(const page *p)
{
    table *t = table_new(p->a, NULL, state_columns, N_STATE);
    for (size_t i = 0; i < p->r->n_species; i++) {
        const chp_kind *kind = &p->r->species[i];
        if (kind->phase != CHP_SURFACE)
            continue;
        cell *row = table_row(t);
        row[STATE] = cell_species(kind->name);
        row[ID] = cell_text(kind->id);
        row[HOLDS] = formula_is_empty(&kind->formula)
                         ? (cell){ 0 }
                         : cell_text(formula_text(p->a, &kind->formula));
        row[ABOUT] = cell_text(state_about(p, kind));
    }
    fputc('\n', p->to);
    table_write_text(t, p->to);
}

static void show_step(const page *p, const char *count, size_t step)
{
    const chp_step *s = &p->r->steps[step];
    const char *plus = s->n_e != 0 && s->is_releasing   ? "+DES"
                       : s->n_e != 0 && s->is_adsorbing ? "+ADS"
                                                        : "";
    line(p, arena_print(p->a, "  %4s  %s%-*s  %s", count, chp_step_kind_name(s->kind),
                        (int)(8 - strlen(chp_step_kind_name(s->kind))), plus,
                        s->equation));
}

static void show_pathway(const page *p, const chp_pathway *pathway)
{
    fputc('\n', p->to);
    line(p, pathway->name);
    for (size_t i = 0; i < pathway->n_steps; i++) {
        if (i > 0 && i == pathway->n_activation)
            line(p, "        (so far activation, done once; the cycle begins here)");
        show_step(p, arena_print(p->a, "%zu", i + 1), pathway->steps[i]);
    }
}

void chp_show_reaction(const chp_reaction *reaction, FILE *to)
{
    arena a = { 0 };
    page p = { &a, reaction, to };
    show_head(&p);
    for (size_t i = 0; i < reaction->n_pathways; i++)
        show_pathway(&p, &reaction->pathways[i]);
    if (reaction->n_edges > 0)
        fputs("\nfurther steps that a search may use\n", to);
    for (size_t i = 0; i < reaction->n_edges; i++)
        show_step(&p, "", reaction->edges[i]);
    show_states(&p);
    arena_clear(&a);
}

/* --- equilibrium potentials --------------------------------------------------- */

enum { REACTION, PRODUCT, U_RHE, U_SHE, OVERALL, N_EQUILIBRIUM };

static const column equilibrium_columns[N_EQUILIBRIUM] = {
    [REACTION] = { "reaction" },
    [PRODUCT] = { "product" },
    [U_RHE] = { "U_eq", "U_RHE", "V vs RHE", 4 },
    [U_SHE] = { "U_eq", "U_SHE", "V vs SHE", 4 },
    [OVERALL] = { "overall", .may_shrink = true },
};

static void add_equilibria(table *t, const chp_reaction *r, double T_K, double pH)
{
    const char *const *forms = chp_product_forms();
    for (size_t i = 0; forms[i]; i++) {
        chp_diag *silent = chp_diag_new(); // not every product has every form
        double U_V;
        if (chp_reaction_equilibrium(r, forms[i], T_K, pH, &U_V, silent)) {
            cell *row = table_row(t);
            row[REACTION] = cell_text(r->name);
            row[PRODUCT] = cell_text(forms[i]);
            row[U_RHE] = cell_number(U_V);
            row[U_SHE] = cell_number(U_V - eV_per_pH(T_K) * pH);
            row[OVERALL] = cell_species(r->overall);
        }
        chp_diag_free(silent);
    }
}

static table *table_of_equilibria(arena *a, const chp_reaction *const *reactions,
                                  size_t n, double T_K, double pH)
{
    table *t = table_new(a, NULL, equilibrium_columns, N_EQUILIBRIUM);
    for (size_t i = 0; i < n; i++)
        add_equilibria(t, reactions[i], T_K, pH);
    return t;
}

void chp_show_equilibria(const chp_reaction *const *reactions, size_t n, double T_K,
                         double pH, FILE *to)
{
    arena a = { 0 };
    fprintf(to, "Equilibrium potentials at %s K and pH %s\n\n", number_exact(T_K).at,
            number_exact(pH).at);
    table_write_text(table_of_equilibria(&a, reactions, n, T_K, pH), to);
    arena_clear(&a);
}
