#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "chem/formula.h"
#include "chepath/pathway.h"
#include "network/graph.h"
#include "network/reaction.h"
#include "network/search.h"
#include "suites.h"

/* --- the installed ones ------------------------------------------------------- */

START_TEST(every_installed_reaction_is_sound)
{
    chp_diag *diag = chp_diag_new();
    const char **names = chp_reaction_names(diag);
    size_t n = 0;
    for (; names[n]; n++) {
        chp_reaction *r = chp_reaction_load(names[n], diag);
        ck_assert_msg(r != NULL, "%s", names[n]);
        ck_assert_str_eq(r->name, names[n]);
        ck_assert_uint_gt(r->n_pathways, 0);
        ck_assert(r->has_equilibrium && r->equilibrium_source);
        chp_reaction_free(r);
    }
    ck_assert_uint_ge(n, 8);
    ck_assert_uint_eq(chp_diag_count(diag, CHP_NOTE), 0);
    chp_reaction_names_free(names);
    chp_diag_free(diag);
}
END_TEST

static const char *const pathways[][2] = {
    { "nrr", "distal" },
    { "nrr", "alternating" },
    { "nrr", "dissociative-consecutive" },
    { "nrr", "dissociative-simultaneous" },
    { "nrr", "enzymatic-consecutive" },
    { "nrr", "enzymatic-alternating" },
    { "nrr-mvk", "mvk-distal" },
    { "nrr-mvk", "mvk-alternating" },
    { "nrr-mvk", "mvk-mixed" },
    { "her", "volmer-heyrovsky" },
    { "her", "volmer-tafel" },
    { "orr", "associative" },
    { "orr", "dissociative" },
};

START_TEST(the_known_mechanisms_are_there)
{
    chp_diag *diag = chp_diag_new();
    chp_reaction *r = chp_reaction_load(pathways[_i][0], diag);
    bool found = false;
    for (size_t i = 0; i < r->n_pathways; i++)
        found |= strcmp(r->pathways[i].name, pathways[_i][1]) == 0;
    ck_assert_msg(found, "%s: %s", pathways[_i][0], pathways[_i][1]);
    chp_reaction_free(r);
    chp_diag_free(diag);
}
END_TEST

/* Six electrons in a turn of any mechanism of nitrogen reduction, whatever comes
 * before. */
START_TEST(a_turn_takes_six_electrons)
{
    chp_diag *diag = chp_diag_new();
    static const char *const names[] = { "nrr", "nrr-mvk" };
    for (int k = 0; k < 2; k++) {
        chp_reaction *r = chp_reaction_load(names[k], diag);
        for (size_t i = 0; i < r->n_pathways; i++) {
            int n_e = 0;
            for (size_t s = r->pathways[i].n_activation; s < r->pathways[i].n_steps;
                 s++)
                n_e += r->steps[r->pathways[i].steps[s]].n_e;
            ck_assert_int_eq(n_e, 6);
        }
        chp_reaction_free(r);
    }
    chp_diag_free(diag);
}
END_TEST

/* A name that is no formula says nothing to who reads a figure. */
START_TEST(states_without_a_star_have_labels)
{
    chp_diag *diag = chp_diag_new();
    const char **names = chp_reaction_names(diag);
    for (size_t i = 0; names[i]; i++) {
        chp_reaction *r = chp_reaction_load(names[i], diag);
        for (size_t k = 0; k < r->n_species; k++)
            ck_assert_msg(r->species[k].phase != CHP_SURFACE ||
                              r->species[k].name[0] == '*' || r->species[k].label,
                          "%s of %s", r->species[k].name, names[i]);
        chp_reaction_free(r);
    }
    chp_reaction_names_free(names);
    chp_diag_free(diag);
}
END_TEST

START_TEST(a_nitride_and_its_vacancy_differ_by_one_nitrogen)
{
    chp_diag *diag = chp_diag_new();
    chp_reaction *r = chp_reaction_load("nrr-mvk", diag);
    size_t vacancy;
    ck_assert(reaction_state_of_id(r, "V", &vacancy));
    chp_formula one_less = { 0 };
    one_less.n[7] = -1;
    ck_assert(formula_eq(&r->species[vacancy].formula, &one_less));
    ck_assert(formula_is_empty(&r->species[r->bare].formula));
    ck_assert_str_eq(r->species[r->bare].name, "L0");
    chp_reaction_free(r);
    chp_diag_free(diag);
}
END_TEST

/* --- faults ------------------------------------------------------------------- */

#define HEAD     "reaction: x\noverall: N2 + 6 H+ + 6 e- -> 2 NH3\n"
#define HYDROGEN "reaction: x\noverall: 2 H+ + 2 e- -> H2\n"

static const struct {
    const char *text, *code, *says;
    size_t line;
} faults[] = {
    { HEAD "pathways:\n  p:\n    - N2 + * -> NNH*\n", "C02",
      "left: N2 charge 0 surface 1; right: N2 H1 charge 0 surface 1", 5 },
    { HEAD "pathways:\n  p:\n    - N2 + * + H+ -> NNH*\n", "C02",
      "left: N2 H1 charge +1 surface 1; right: N2 H1 charge 0 surface 1", 5 },
    { HEAD "pathways:\n  p:\n    - N2 + * -> N* + N*\n", "C02",
      "surface 1; right: N2 charge 0 surface 2", 5 },
    { HEAD "pathways:\n  p:\n    - N2 + * -> N2\n", "C02", "surface 0", 5 },
    { HEAD "pathways:\n  p:\n    - N2 + * -> N2*\n    - NNH* + H+ + e- -> NNH2*\n",
      "does-not-join", "step 2 of `p` starts from *NNH, but there is *N2", 6 },
    { HEAD "pathways:\n  p:\n    - N2 + * -> N2*\n", "does-not-join", "ends at *N2",
      5 },
    { HYDROGEN "pathways:\n  p:\n    - H+ + e- + * -> H*\n    - H* -> H+ + e- + *\n",
      "does-not-join", "add up to", 6 },
    { HYDROGEN "pathways:\n  p:\n    - 2 H+ + 2 e- -> H2\n    - 2 H+ + 2 e- -> H2\n",
      "does-not-join", "add up to 4 H+ + 4 e- -> 2 H2", 6 },
    { "reaction: x\noverall: N2 + 6 H+ -> 2 NH3\n", "C02", "charge +6", 2 },
    { "reaction: x\noverall: N2 + 6 H+ + 6 e- -> 2 NH3*\n", "C02", "surface", 2 },
    { "reaction: x\npathway:\n  p: []\n", "unknown-key", "`pathway`", 2 },
    { HEAD "states:\n  NNH*: {optionl: true}\n", "unknown-key", "`optionl`", 4 },
    { HEAD "states:\n  *NNH: {optional: true}\n", "yaml", "star", 4 },
    { HEAD "pathways:\n  p:\n    - * + N2 -> N2*\n", "yaml", "star", 5 },
    { HEAD "pathways:\n  p:\n    - *N2 + H+ + e- -> NNH*\n", "yaml", "star", 5 },
    { HEAD "states:\n  NNH*: {aliases: [*N2H]}\n", "yaml", "star", 4 },
    { HEAD "states:\n  NNH*: {}\n  N=NH*: {}\n", "bad-state", "same state", 5 },
    { HEAD "states:\n  N2H2*: {}\n", "bad-state", "*NNH2, *NHNH, *N*NH2 or *NH*NH", 4 },
    { HEAD "states:\n  Q9*: {}\n", "bad-state", "not a formula", 4 },
    { HEAD "states:\n  slab: {}\n", "bad-state", "composition", 4 },
    { HEAD "states:\n  NNH*: {binding: sideways}\n", "not-a-word", "sideways", 4 },
    { HEAD "pathways:\n  p:\n    - N2 + * > N2*\n", "equation", "one arrow", 5 },
    { HEAD "pathways:\n  p:\n    - N2* + (H+ + e-)-> NNH2*\n", "C02", "left: N2 H1",
      5 },
    { HEAD "pathways:\n  p:\n    - N2* + (H+ + e-) NNH* -> NNH*\n", "equation",
      "not one name", 5 },
    { HEAD "pathways:\n  p:\n    - N2 +  + * -> N2*\n", "equation", "nothing", 5 },
    { HEAD "pathways:\n  p:\n    - N2 * -> N2*\n", "equation", "not one name", 5 },
    { HEAD "pathways:\n  p:\n    - 0 N2 + * -> N2*\n", "equation", "1 to 99", 5 },
    { HEAD "pathways:\n  p:\n    - xyz + * -> N2*\n", "equation", "neither a formula",
      5 },
    { HEAD "pathways:\n  p:\n    - N2 + * -> * + N2\n", "equation", "the same", 5 },
    { HEAD "pathways:\n  p:\n    - {equation: N2 + * -> N2*, kind: PCET}\n",
      "not-a-word", "PCET", 5 },
    { HEAD "pathways:\n  p: N2 + * -> N2*\n", "wrong-kind", "must be a list", 4 },
    { HEAD "pathways:\n  p:\n    - N2 + * -> N2*\n  p:\n    - N2 + * -> N2*\n",
      "duplicate-key", "second time", 6 },
    { HEAD, "incomplete", "pathways", 1 },
    { "reaction: x\n", "incomplete", "overall", 1 },
    { "title: x\n", "incomplete", "reaction", 1 },
    { HEAD "equilibrium: {potential: a}\n", "not-a-number", "`a`", 3 },
    { HEAD "equilibrium: {potential: 0, scale: SCE}\n", "C23", "RHE", 3 },
    { HEAD "cite: [Smith 2020]\n", "not-a-doi", "Smith", 3 },
    { HEAD "descriptor: OOH*\npathways:\n  p: [N2 + * -> N2*, N2* + 6 H+ + 6 e- -> * + "
           "2 NH3]\n",
      "unknown-state", "OOH*", 3 },
    { HEAD "descriptor: NH3\npathways:\n  p: [N2 + * -> N2*, N2* + 6 H+ + 6 e- -> * + "
           "2 NH3]\n",
      "unknown-state", "NH3", 3 },
    { "- a\n- b\n", "wrong-kind", "map", 1 },
    { "a: &x [1]\nb: 2\n", "yaml", "anchors", 1 },
    { "a: !!str 1\n", "yaml", "tags", 1 },
    { "a: [1\n", "yaml", "bracket", 2 },
    { "a: 1\n---\nb: 2\n", "yaml", "second document", 2 },
    { "[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]\n", "yaml", "deep", 1 },
    { "", "empty", "nothing", 0 },
};
enum { N_FAULTS = sizeof faults / sizeof *faults };

static void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    ck_assert_ptr_nonnull(f);
    fputs(text, f);
    fclose(f);
}

START_TEST(a_fault_is_told_at_its_line)
{
    char path[] = "/tmp/chepath-reaction-XXXXXX";
    close(mkstemp(path));
    write_file(path, faults[_i].text);
    chp_diag *diag = chp_diag_new();
    ck_assert_ptr_null(chp_reaction_load(path, diag));
    remove(path);
    const chp_message *m = chp_diag_get(diag, 0);
    ck_assert_ptr_nonnull(m);
    ck_assert_msg(strcmp(m->code, faults[_i].code) == 0 &&
                      strstr(m->fact, faults[_i].says),
                  "%d: [%s] %s", _i, m->code, m->fact);
    ck_assert_msg(m->where.line == faults[_i].line, "%d: line %zu", _i, m->where.line);
    ck_assert(faults[_i].line == 0 || strchr(m->excerpt, '^'));
    ck_assert_str_eq(m->where.path, path);
    chp_diag_free(diag);
}
END_TEST

START_TEST(a_file_cut_anywhere_is_read_or_refused)
{
    chp_diag *diag = chp_diag_new();
    chp_reaction *r = chp_reaction_load("nrr", diag);
    FILE *f = fopen(r->path, "r");
    static char text[1 << 16];
    size_t n = fread(text, 1, sizeof text, f);
    fclose(f);
    chp_reaction_free(r);
    char path[] = "/tmp/chepath-reaction-XXXXXX";
    close(mkstemp(path));
    for (size_t cut = 0; cut < n; cut += 37) {
        char kept = text[cut];
        text[cut] = 0;
        write_file(path, text);
        text[cut] = kept;
        chp_diag *messages = chp_diag_new();
        r = chp_reaction_load(path, messages);
        ck_assert(r || chp_diag_count(messages, CHP_ERROR) > 0);
        chp_reaction_free(r);
        chp_diag_free(messages);
    }
    remove(path);
    chp_diag_free(diag);
}
END_TEST

/* The file that the manual shows: a state may be there for its name alone. */
START_TEST(a_file_with_everything_in_it_is_read)
{
    static const char text[] =
        "reaction: mine\n"
        "title: Nitrogen reduction to ammonia\n"
        "overall: N2 + 6 (H+ + e-) -> 2 NH3\n"
        "equilibrium: {potential: 0.057, scale: RHE, source: \"CODATA\"}\n"
        "cite: [10.1039/c1cp22271f]\n"
        "states:\n"
        "  NNH*:   {aliases: [N2H*]}\n"
        "  N*NH*:  {binding: side-on}\n"
        "  NNH3*:  {optional: true}\n"
        "  NH3*:   {optional: true}\n"
        "pathways:\n"
        "  distal:\n"
        "    - N2 + * -> N2*\n"
        "    - N2* + H+ + e- -> NNH*\n"
        "    - \"*NNH + H+ + e- → *NNH2\"\n"
        "    - NNH2* + H+ + e- -> NNH3*\n"
        "    - NNH3* -> N* + NH3(g)\n"
        "    - N* + (H+ + e-) -> NH*\n"
        "    - (H+ + e-) + NH* -> NH2*\n"
        "    - NH2* + H⁺ + e⁻ → NH3*\n"
        "    - NH3* -> * + NH3\n"
        "edges:\n"
        "  - NNH2* + H+ + e- -> NHNH2*\n";
    char path[] = "/tmp/chepath-reaction-XXXXXX";
    close(mkstemp(path));
    write_file(path, text);
    chp_diag *diag = chp_diag_new();
    chp_reaction *r = chp_reaction_load(path, diag);
    remove(path);
    ck_assert_ptr_nonnull(r);
    ck_assert_uint_eq(r->n_steps, 10);
    ck_assert_uint_eq(r->n_edges, 1);
    ck_assert_str_eq(r->steps[2].equation, "*NNH + H+ + e- -> *NNH2");
    ck_assert_str_eq(r->steps[4].equation, "*NNH3 -> *N + NH3");
    ck_assert_str_eq(r->steps[6].equation, "H+ + e- + *NH -> *NH2");
    ck_assert_str_eq(r->steps[7].equation, "*NH2 + H+ + e- -> *NH3");
    ck_assert_str_eq(r->overall, "N2 + 6 H+ + 6 e- -> 2 NH3");
    ck_assert_uint_eq(chp_diag_count(diag, CHP_NOTE), 1);
    ck_assert_str_eq(chp_diag_get(diag, 0)->code, "unused-state"); // N*NH*
    ck_assert_uint_eq(chp_diag_get(diag, 0)->where.line, 8);
    chp_reaction_free(r);
    chp_diag_free(diag);
}
END_TEST

/* Isomers of N2H and of N2H2, each made of each: a network of `n` x `n` edges. */
static chp_reaction *load_isomers(int n, chp_diag *diag)
{
    char path[] = "/tmp/chepath-reaction-XXXXXX";
    FILE *f = fdopen(mkstemp(path), "w");
    fputs("reaction: isomers\noverall: N2 + 2 H+ + 2 e- -> N2H2\nstates:\n", f);
    for (int i = 0; i < n; i++)
        fprintf(f, "  a%d*: {composition: N2H}\n  b%d*: {composition: N2H2}\n", i, i);
    fputs("pathways:\n  one:\n    - N2 + * + H+ + e- -> a0*\n"
          "    - a0* + H+ + e- -> b0*\n    - b0* -> * + N2H2\nedges:",
          f);
    fputs(n > 1 ? "\n" : " []\n", f);
    for (int i = 1; i < n; i++)
        for (int k = 1; k < n; k++)
            fprintf(f, "  - a%d* + H+ + e- -> b%d*\n", i, k);
    fclose(f);
    chp_reaction *r = chp_reaction_load(path, diag);
    remove(path);
    return r;
}

START_TEST(a_network_has_thousands_of_edges_or_none)
{
    static const int widths[] = { 1, 60 };
    for (int i = 0; i < 2; i++) {
        chp_diag *diag = chp_diag_new();
        int n = widths[i];
        chp_reaction *r = load_isomers(n, diag);
        ck_assert_ptr_nonnull(r);
        ck_assert_uint_eq(r->n_edges, (size_t)((n - 1) * (n - 1)));
        chp_reaction_free(r);
        chp_diag_free(diag);
    }
}
END_TEST

START_TEST(an_unknown_reaction_is_an_error)
{
    chp_diag *diag = chp_diag_new();
    ck_assert_ptr_null(chp_reaction_load("hre", diag));
    ck_assert_ptr_nonnull(strstr(chp_diag_get(diag, 0)->hint, "`her`"));
    chp_diag_free(diag);
}
END_TEST

/* --- chains and graphs -------------------------------------------------------- */

static bool *all_but(arena *a, const chp_reaction *r, const char *const *ids)
{
    bool *is_supplied = arena_new(a, bool, r->n_species);
    for (size_t i = 0; i < r->n_species; i++)
        is_supplied[i] = true;
    for (; *ids; ids++) {
        size_t species;
        ck_assert(reaction_state_of_id(r, *ids, &species));
        is_supplied[species] = false;
    }
    return is_supplied;
}

START_TEST(steps_around_an_optional_state_become_one)
{
    static const char *const missing[] = { "E00", "E03", "M3", "M1", NULL };
    arena a = { 0 };
    chp_diag *diag = chp_diag_new();
    chp_reaction *r = chp_reaction_load("nrr", diag);
    graph_chain c = graph_chain_of(&a, r, &r->pathways[0], all_but(&a, r, missing));
    static const char *const equations[] = {
        "N2 + * + H+ + e- -> *NNH",    "*NNH + H+ + e- -> *NNH2",
        "*NNH2 + H+ + e- -> *N + NH3", "*N + H+ + e- -> *NH",
        "*NH + H+ + e- -> *NH2",       "*NH2 + H+ + e- -> * + NH3",
    };
    ck_assert_uint_eq(c.n_edges, 6);
    for (size_t i = 0; i < 6; i++) {
        ck_assert_str_eq(c.edges[i].equation, equations[i]);
        ck_assert_int_eq(c.edges[i].n_e, 1);
        ck_assert_uint_eq(c.edges[i].n_left_out, i % 2 == 0 && i < 5 ? i < 4 : i == 5);
    }
    ck_assert(c.edges[0].is_adsorbing && c.edges[2].is_releasing);
    ck_assert_uint_eq(c.n_missing, 1); // NH* must not be missing
    ck_assert_str_eq(r->species[c.missing[0]].id, "M1");
    ck_assert_int_eq(c.nodes[6].n_e, 6);
    arena_clear(&a);
    chp_reaction_free(r);
    chp_diag_free(diag);
}
END_TEST

START_TEST(two_hydrogens_of_one_step_are_two_cells)
{
    static const char *const none[] = { NULL };
    arena a = { 0 };
    chp_diag *diag = chp_diag_new();
    chp_reaction *r = chp_reaction_load("her", diag);
    graph_chain c = graph_chain_of(&a, r, &r->pathways[1], all_but(&a, r, none));
    ck_assert_uint_eq(c.n_edges, 3);
    ck_assert_str_eq(c.nodes[2].label, "*H + *H");
    ck_assert_str_eq(c.nodes[2].id, "H+H");
    ck_assert_str_eq(c.nodes[3].label, "*");
    arena_clear(&a);
    chp_reaction_free(r);
    chp_diag_free(diag);
}
END_TEST

/* Energies of a nitride with a known answer; the cycle through L0 only. */
START_TEST(a_nitride_is_searched_round_its_own_cycle)
{
    static const struct {
        const char *id;
        double dG_eV;
    } states[] = {
        { "L0", 0 },   { "L1", 0.20 },   { "L2", 0.25 },   { "L3", 0.10 },
        { "V", 0.60 }, { "VE00", 0.15 }, { "VE01", 0.45 }, { "VE02", 0.30 }
    };
    arena a = { 0 };
    chp_diag *diag = chp_diag_new();
    chp_reaction *r = chp_reaction_load("nrr-mvk", diag);
    bool *is_supplied = arena_new(&a, bool, r->n_species);
    for (size_t i = 0; i < 8; i++) {
        size_t species;
        ck_assert(reaction_state_of_id(r, states[i].id, &species));
        is_supplied[species] = true;
    }
    graph g;
    ck_assert(graph_build(&a, r, is_supplied, &g, diag));
    ck_assert_uint_eq(g.n_turns, 1); // L1 and L2 only lead through L0 again
    double *node_eV = arena_new(&a, double, g.n_nodes);
    for (size_t n = 0; n < g.n_nodes; n++)
        for (size_t i = 0; i < 8; i++)
            if (strcmp(g.nodes[n].id, states[i].id) == 0)
                node_eV[n] = n == g.turns[0].end ? -0.34 : states[i].dG_eV;
    search_options options = { .n_paths = 3 };
    search_result found = search_paths(&a, &g, node_eV, &options);
    ck_assert_uint_eq(found.n_paths, 1);
    const search_path *p = &found.paths[0];
    ck_assert_double_eq_tol(p->pds_eV, 0.30, 1e-12);
    ck_assert_str_eq(g.nodes[g.edges[p->edges[p->pds]].from].id, "VE00");
    ck_assert_double_eq_tol(p->chem_eV, 0.50, 1e-12);
    ck_assert_str_eq(search_named(&a, &g, p)->name, "mvk-distal");
    options = (search_options){ .objective = SEARCH_G_MAX, .n_paths = 1 };
    ck_assert_double_eq_tol(
        search_paths(&a, &g, node_eV, &options).paths[0].objective_eV, 0.60, 1e-12);
    options.U_V = -0.30;
    ck_assert_double_eq_tol(
        search_paths(&a, &g, node_eV, &options).paths[0].objective_eV, 0.50, 1e-12);
    arena_clear(&a);
    chp_reaction_free(r);
    chp_diag_free(diag);
}
END_TEST

/* The steps of nitrogen reduction by rule, from the ids alone: n_e of the step from one
 * state to another, -1 where there is none. An N that holds three H leaves; end-on the
 * far one. */
static int n_e_by_rule(const char *from, const char *to)
{
    bool is_pair = strchr("ESD", *from) && *from;
    int a = from[1] - '0', b = is_pair ? from[2] - '0' : 0;
    if (*from == 'C')
        return strcmp(to, "E00") == 0 || strcmp(to, "S00") == 0 ||
                       strcmp(to, "D00") == 0
                   ? 0
                   : -1;
    if (*to == 'C')
        return strcmp(from, "M3") == 0 ||
                       (is_pair && *from != 'D' && a == b && (a == 1 || a == 2))
                   ? 0
                   : -1; // *NH3; hydrazine and diazene leave whole
    int c = to[1] - '0', d = strchr("ESD", *to) ? to[2] - '0' : 0;
    if (*from == *to) {
        bool first = c == a + 1 && d == b, second = is_pair && c == a && d == b + 1;
        bool swapped = is_pair && *from != 'E' && c == b + 1 && d == a;
        return first || second || swapped ? 1 : -1;
    }
    if (is_pair && *to == 'M')
        return *from == 'E' ? (b == 3 && c == a ? 0 : -1) : a == 3 && c == b ? 0 : -1;
    int more = a > b ? a : b, less = a > b ? b : a;
    return *to == 'D' && is_pair && more < 3 && c == more && d == less ? 0 : -1;
}

static int n_e_of_step(const chp_reaction *r, size_t from, size_t to)
{
    for (size_t i = 0; i < r->n_steps; i++)
        if (strcmp(r->steps[i].from, r->species[from].name) == 0 &&
            strcmp(r->steps[i].to, r->species[to].name) == 0)
            return r->steps[i].n_e;
    return -1;
}

START_TEST(nitrogen_is_reduced_by_every_step_of_the_rules_and_no_other)
{
    chp_diag *diag = chp_diag_new();
    chp_reaction *r = chp_reaction_load("nrr", diag);
    int n = 0;
    for (size_t i = 0; i < r->n_species; i++) {
        for (size_t k = 0; k < r->n_species; k++) {
            const chp_kind *from = &r->species[i], *to = &r->species[k];
            if (!from->id || !to->id || i == k)
                continue;
            int n_e = n_e_of_step(r, i, k);
            ck_assert_msg(n_e == n_e_by_rule(from->id, to->id), "%s -> %s: %d",
                          from->name, to->name, n_e);
            n += n_e >= 0;
        }
    }
    ck_assert_int_gt(n, 60);
    chp_reaction_free(r);
    chp_diag_free(diag);
}
END_TEST

/* *NNH3 gives its ammonia off and takes up hydrogen then: it needs no *NHNH3, and
 * without one no step leaves *N out. */
START_TEST(two_steps_in_the_other_order_are_not_merged_into_one)
{
    static const char *const missing[] = { "E13", NULL };
    arena a = { 0 };
    chp_diag *diag = chp_diag_new();
    chp_reaction *r = chp_reaction_load("nrr", diag);
    graph g;
    ck_assert(graph_build(&a, r, all_but(&a, r, missing), &g, diag));
    bool is_concerted = false;
    for (size_t i = 0; i < g.n_edges; i++) {
        const char *from = g.nodes[g.edges[i].from].id;
        if (strcmp(g.nodes[g.edges[i].to].id, "M1") != 0)
            continue;
        ck_assert_str_ne(from, "E03");
        is_concerted |= strcmp(from, "E12") == 0;
    }
    ck_assert(is_concerted);
    arena_clear(&a);
    chp_reaction_free(r);
    chp_diag_free(diag);
}
END_TEST

/* The ledger of every node balances against its composition: (1.3) and (1.4). */
START_TEST(every_node_of_every_network_is_balanced)
{
    static const char *const none[] = { NULL };
    chp_diag *diag = chp_diag_new();
    const char **names = chp_reaction_names(diag);
    for (size_t k = 0; names[k]; k++) {
        arena a = { 0 };
        chp_reaction *r = chp_reaction_load(names[k], diag);
        graph g;
        ck_assert(graph_build(&a, r, all_but(&a, r, none), &g, diag));
        ck_assert_uint_gt(g.n_turns, 0);
        for (size_t i = 0; i < g.n_nodes; i++) {
            const graph_node *node = &g.nodes[i];
            chp_formula sum = { 0 };
            int charge = node->n_e - node->n_H;
            sum.n[1] = (short)-node->n_H;
            for (size_t c = 0; c < node->n_cells; c++)
                formula_add(&sum, &r->species[node->cells[c]].formula, 1);
            for (size_t s = 0; s < r->n_species; s++) {
                formula_add(&sum, &r->species[s].formula, node->released[s]);
                charge += node->released[s] * r->species[s].charge;
            }
            ck_assert(formula_is_empty(&sum));
            ck_assert_int_eq(charge, 0);
        }
        chp_reaction_free(r);
        arena_clear(&a);
    }
    chp_reaction_names_free(names);
    chp_diag_free(diag);
}
END_TEST

Suite *suite_reaction(void)
{
    TCase *tc = tcase_create("reaction");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, every_installed_reaction_is_sound);
    tcase_add_loop_test(tc, the_known_mechanisms_are_there, 0,
                        sizeof pathways / sizeof *pathways);
    tcase_add_test(tc, a_turn_takes_six_electrons);
    tcase_add_test(tc, states_without_a_star_have_labels);
    tcase_add_test(tc, a_nitride_and_its_vacancy_differ_by_one_nitrogen);
    tcase_add_loop_test(tc, a_fault_is_told_at_its_line, 0, N_FAULTS);
    tcase_add_test(tc, a_file_cut_anywhere_is_read_or_refused);
    tcase_add_test(tc, a_file_with_everything_in_it_is_read);
    tcase_add_test(tc, a_network_has_thousands_of_edges_or_none);
    tcase_add_test(tc, an_unknown_reaction_is_an_error);
    tcase_add_test(tc, steps_around_an_optional_state_become_one);
    tcase_add_test(tc, two_hydrogens_of_one_step_are_two_cells);
    tcase_add_test(tc, a_nitride_is_searched_round_its_own_cycle);
    tcase_add_test(tc, nitrogen_is_reduced_by_every_step_of_the_rules_and_no_other);
    tcase_add_test(tc, two_steps_in_the_other_order_are_not_merged_into_one);
    tcase_add_test(tc, every_node_of_every_network_is_balanced);
    Suite *suite = suite_create("network/reaction");
    suite_add_tcase(suite, tc);
    return suite;
}
