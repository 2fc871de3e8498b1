/* What lies beyond the hydrogen electrode, in the bundle of a study. */
#include "chepath/figure.h"
#include "energetics/trial.h"

#include <math.h>

#include "formats/files.h"
#include "render/figures.h"

/* The file of the bundle; empty when there is none. */
static str piece(const char *name)
{
    return file_text(&trial.a, arena_print(&trial.a, "%s/out/%s", trial.folder, name));
}

static const chp_outcome *write_bundle(const char *name, const char *content)
{
    const chp_outcome *o = trial_run(trial_file(name, str_of(content)));
    ck_assert_ptr_nonnull(o);
    ck_assert(chp_bundle_write(o, arena_print(&trial.a, "%s/out", trial.folder), false,
                               trial.diag));
    return o;
}

static size_t n_lines(str text)
{
    size_t n = 0;
    str line;
    while (str_line(&text, &line))
        n++;
    return n;
}

/* --- test vector T8, with four poisons -------------------------------------------- */

static const char t8[] =
    "catalyst,state,dG\nMN,L0,0\nMN,L1,0.20\nMN,L2,0.25\nMN,L3,0.10\nMN,V,0.60\n"
    "MN,VE00,0.15\nMN,VE01,0.45\nMN,VE02,0.30\nMN,end,-0.34\nMN,VH,0.20\n"
    "MN,VOH2,0.30\nMN,VOH,-0.10\nMN,VO,-0.90\n";

START_TEST(vacancies_have_their_table_and_figure)
{
    trial_set("reaction", "nrr-mvk");
    write_bundle("t8.csv", t8);
    str csv = piece("vacancies.csv"), svg = piece("vacancies.svg");
    ck_assert_uint_eq(n_lines(csv), 8); // a head, two ways to make it, N2, four poisons
    ck_assert(str_has(csv, STR("V + H+ + e- -> VH,1,")));
    ck_assert(str_has(svg, STR("polyline")));
    ck_assert(
        str_has(piece("report.html"), STR("a vacancy is made, filled, poisoned")));
    ck_assert_uint_eq(piece("constant-potential.csv").len, 0);
}
END_TEST

/* Of the 0.05 eV of two N2 the second has 0.05 + 0.10 eV. One H alone is above the line
 * from none to two, and stays nowhere. */
START_TEST(coverages_stand_in_every_file_that_has_numbers)
{
    static const struct {
        const char *file, *text;
    } told[] = {
        { "coverages.csv", "X,*N2,2,N2,0,0.05,0.15" },
        { "coverages.csv", "X,*H,1,H+ + e-,1,0.3,0.3,,,no" },
        { "si-table.tex", "*N2 & $2$ & N2 & $0$ & $0.050$ & $0.150$" },
        { "si-table.tex", "\\label{tab:coverages-X-1}" },
        { "report.txt", "per one added" },
        { "methods.txt", "Several of an adsorbate in one cell" },
        { "results.json", "\"dG_differential_eV\"" },
    };
    write_bundle("x.csv", "catalyst,state,dG\nX,*N2,-0.1\nX,2N2*,0.05\nX,*H,0.3\n"
                          "X,*2H,0.2\n");
    ck_assert(str_has(piece(told[_i].file), str_of(told[_i].text)));
}
END_TEST

/* No id of the network stands in a figure: chemists do not write VE01. */
START_TEST(states_of_a_nitride_have_names_of_chemistry)
{
    trial_set("reaction", "nrr-mvk");
    write_bundle("t8.csv", t8);
    static const char *const ids[] = { "VE0", "L1<", "L0", "VOH" };
    static const char *const drawn[] = { "diagram.svg", "vacancies.svg" };
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        for (int k = 0; k < 2; k++)
            ck_assert_msg(!str_has(piece(drawn[k]), str_of(ids[i])), "%s", ids[i]);
    ck_assert(str_has(piece("diagram.svg"), STR("*NN@V")));
    str report = piece("report.txt");
    ck_assert(str_has(report, STR("VE01 = *NNH@V_N")));
    ck_assert(str_has(report, STR("PDS                       *NN@V_N → *NNH@V_N")));
    ck_assert(str_has(report, STR("ΔG(0 V)")) && !str_has(report, STR("0 V_N")));
    ck_assert(!str_has(report, STR("VE00 →")) && !str_has(report, STR("→  VE00")));
    str tex = piece("si-table.tex");
    ck_assert(!str_has(tex, STR("VE")));
    ck_assert(str_has(tex, STR("*NN@V$_{\\mathrm{N}}$ $\\rightarrow$ *NNH@V")));
}
END_TEST

/* Four nitrides whose levels move together. */
static const chp_outcome *nitrides(void)
{
    static const struct {
        const char *state;
        double at_eV, slope;
    } levels[] = { { "L0", 0, 0 },       { "L1", 0.2, 0.4 },    { "L2", 0.25, 0.5 },
                   { "V", 0.6, 0.7 },    { "VE00", 0.15, 0.9 }, { "VE01", 0.45, 1 },
                   { "VE02", 0.3, 1.1 }, { "L3", 0.1, 0.6 } };
    const char *text = "catalyst,state,dG\n";
    for (int i = 0; i < 4; i++)
        for (size_t k = 0; k < sizeof levels / sizeof *levels; k++)
            text = arena_print(&trial.a, "%sM%d,%s,%g\n", text, i, levels[k].state,
                               levels[k].at_eV + levels[k].slope * 0.1 * i * i);
    trial_set("reaction", "nrr-mvk");
    return trial_run(trial_file("nitrides.csv", str_of(text)));
}

START_TEST(volcanoes_call_states_as_diagrams_do)
{
    const chp_outcome *o = nitrides();
    chp_volcano_options how = chp_volcano_defaults();
    how.descriptor = "VE01";
    chp_volcanoes *v = chp_volcano_fit(o, &how, trial.diag);
    ck_assert_ptr_nonnull(v);
    ck_assert(chp_volcanoes_write(v, o, arena_print(&trial.a, "%s/out", trial.folder),
                                  false, trial.diag));
    str volcano = piece("nrr-mvk-mvk-distal/volcano.svg");
    str scaling = piece("nrr-mvk-mvk-distal/scaling.svg");
    ck_assert(str_has(volcano, STR("*NNH@V")) && !str_has(volcano, STR("VE")));
    ck_assert(str_has(scaling, STR("*NH(latt)")) && !str_has(scaling, STR("VE")));
    ck_assert(str_has(piece("nrr-mvk-mvk-distal/steps.csv"), STR("VE00")));
    str told = piece("volcano.txt");
    ck_assert(str_has(told, STR("ΔG(*NNH@V_N)")) && !str_has(told, STR("VE")));
    chp_volcano_free(v);
}
END_TEST

/* Formation -0.97 eV: 0.80 eV at 0 V, and -0.267 V where it is zero. */
START_TEST(decomposition_stands_wherever_vacancies_do)
{
    trial_set("reaction", "nrr-mvk");
    write_bundle("t8.csv",
                 arena_print(&trial.a, "%sMN,bulk(CrN),-0.97\nMN,bulk(Cr),0\n", t8));
    static const char *const places[][2] = {
        { "vacancies.csv", "decomposition,CrN + 3 H+ + 3 e- -> Cr + NH3,3," },
        { "states.csv", "MN,bulk(CrN)," },
        { "vacancies.svg", "decomposes to Cr" },
        { "report.txt", "-0.267 V vs RHE, -0.267 V vs SHE at pH 0; stable above it" },
        { "report.txt", "the cycle can last" },
        { "report.html", "decomposed" },
        { "results.json", "\"U_fill_V\": -0.416" },
        { "methods.txt", "decomposition of a nitride" },
        { "si-table.tex", "is downhill below $-$0.267 V vs RHE" },
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        ck_assert_msg(str_has(piece(places[i][0]), str_of(places[i][1])), "%s: %s",
                      places[i][0], places[i][1]);
}
END_TEST

/* What referees ask for and no run tells is left to the authors, by name. */
START_TEST(the_methods_say_what_they_do_not_tell)
{
    write_bundle("t8.csv", t8);
    static const char *const words[] = {
        "optimised structures", "convergence",      "stability",      "solvation",
        "constant potential",   "of the errors",    "Open questions", "NH4+",
        "*H near zero",         "predicts no rate", "contested",
    };
    arena *a = &trial.a;
    str text = piece("methods.txt");
    char *line = arena_str(a, text); // whole, not as it was broken into lines
    for (size_t i = 0; i < text.len; i++)
        line[i] = line[i] == '\n' ? ' ' : line[i];
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        ck_assert_msg(str_has(str_of(line), str_of(words[i])), "%s", words[i]);
}
END_TEST

/* --- test vector T12 -------------------------------------------------------------- */

static const char t12[] =
    "reactions: [her]\ngases: {H2: {G: 0}}\n"
    "catalysts: {cat: {states: {'*': {E: 0, omega: {Omega0: 0, C: 0.50, U0: 0.20}}, "
    "'*H': {E: 0.55, ZPE: 0, thermal: 0, TS: 0, omega: {Omega0: 0.55, C: 0.60, U0: "
    "-0.10}}}}}\n";

/* Each curve is that of the vector: Omega_B - Omega_A + U. */
START_TEST(curves_at_constant_potential_are_those_of_T12)
{
    const chp_outcome *o = write_bundle("chepath.yaml", t12);
    const chp_profile *p = profile_of(&o->catalysts[0], "volmer-heyrovsky");
    const chp_constant_potential *c = p->constant;
    ck_assert_uint_gt(c->n_curve, 10);
    ck_assert_double_lt(c->curve_V[0], c->U_L_V);
    for (size_t k = 0; k < c->n_curve; k++) {
        double U = c->curve_V[k];
        double A_eV = -0.25 * (U - 0.20) * (U - 0.20);
        double B_eV = 0.55 - 0.30 * (U + 0.10) * (U + 0.10);
        NEAR(c->curve_dG_eV[k], B_eV - A_eV + U);
    }
    size_t n_steps = 0; // of both pathways
    for (size_t i = 0; i < o->catalysts[0].n_profiles; i++)
        n_steps += o->catalysts[0].profiles[i].n_steps;
    ck_assert_uint_eq(n_lines(piece("constant-potential.csv")),
                      1 + n_steps * c->n_curve);
    ck_assert(str_has(piece("constant-her.svg"), STR("(CHE)")));
}
END_TEST

static bool is_text(const mark *m)
{
    return m->kind == MARK_TEXT;
}

START_TEST(labels_of_charts_do_not_overlap)
{
    trial_set("reaction", _i == 0 ? "nrr-mvk" : "her");
    const chp_outcome *o = trial_run(_i == 0 ? trial_file("t8.csv", str_of(t8))
                                             : trial_file("chepath.yaml", str_of(t12)));
    const chp_catalyst *c = &o->catalysts[0];
    const figure *f = _i == 0 ? figure_of_vacancies(&trial.a, o, c)
                              : figure_of_constant(&trial.a, o, c, &c->profiles[0]);
    ck_assert_ptr_nonnull(f);
    for (size_t i = 0; i < f->n; i++)
        for (size_t k = 0; k < i; k++)
            ck_assert(!is_text(&f->marks[i]) || !is_text(&f->marks[k]) ||
                      !box_overlaps(mark_box(&f->marks[i]), mark_box(&f->marks[k])));
}
END_TEST

/* --- spans ------------------------------------------------------------------------ */

START_TEST(spans_have_their_table)
{
    write_bundle(
        "chepath.yaml",
        "reactions: [her]\noptions: {potential: '-0.3'}\ngases: {H2: {G: -7}}\n"
        "catalysts:\n  cat:\n    states: {'*': {G: -100}, 'H*': {G: -103.6}}\n"
        "    transition_states: {'H* + H* -> *': {G: -106.4}}\n");
    str csv = piece("spans.csv");
    ck_assert_uint_eq(n_lines(csv), 2);
    ck_assert(str_has(csv, STR("TDTS_from")));
}
END_TEST

Suite *suite_beyond(void)
{
    TCase *tc = tcase_create("beyond");
    tcase_set_timeout(tc, 60);
    tcase_add_checked_fixture(tc, trial_begin, trial_end);
    tcase_add_test(tc, vacancies_have_their_table_and_figure);
    tcase_add_loop_test(tc, coverages_stand_in_every_file_that_has_numbers, 0, 7);
    tcase_add_test(tc, states_of_a_nitride_have_names_of_chemistry);
    tcase_add_test(tc, volcanoes_call_states_as_diagrams_do);
    tcase_add_test(tc, decomposition_stands_wherever_vacancies_do);
    tcase_add_test(tc, the_methods_say_what_they_do_not_tell);
    tcase_add_test(tc, curves_at_constant_potential_are_those_of_T12);
    tcase_add_loop_test(tc, labels_of_charts_do_not_overlap, 0, 2);
    tcase_add_test(tc, spans_have_their_table);
    Suite *suite = suite_create("render/beyond");
    suite_add_tcase(suite, tc);
    return suite;
}
