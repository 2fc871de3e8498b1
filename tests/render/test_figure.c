#include "render/figures.h"

#include <math.h>
#include <stdlib.h>

#include <libxml/parser.h>
#include <libxml/xpath.h>

#include "base/module.h"
#include "render/backend.h"
#include "render/sample.h"
#include "suites.h"

/* --- text --------------------------------------------------------------------- */

/* Runs as one line: subscripts in _{}, superscripts in ^{}, italics in /{}. */
static const char *spelled(arena *a, rich text)
{
    const char *out = "";
    for (size_t i = 0; i < text.n; i++) {
        const run *r = &text.runs[i];
        const char *open = r->script == SCRIPT_SUB     ? "_{"
                           : r->script == SCRIPT_SUPER ? "^{"
                           : r->is_italic              ? "/{"
                                                       : "";
        out = arena_print(a, "%s%s%s%s", out, open, r->text, *open ? "}" : "");
    }
    return out;
}

static const struct {
    rich (*how)(arena *a, const char *text);
    const char *text, *expected;
} texts[] = {
    { rich_species, "*NNH2", "*NNH_{2}" },
    { rich_species, "*NH2*NH2", "*NH_{2}*NH_{2}" },
    { rich_species, "* + 2 NH3", "* + 2 NH_{3}" },
    { rich_species, "N12H24", "N_{12}H_{24}" },
    { rich_species, "NH4+", "NH_{4}^{+}" },
    { rich_species, "NO3-", "NO_{3}^{−}" },
    { rich_species, "*N2 + H+ + e- -> *NNH", "*N_{2} + H^{+} + e^{−} → *NNH" },
    { rich_species, "Ca(OH)2", "Ca(OH)_{2}" },
    { rich_words, "U_L = -0.50 V", "/{U}_{L} = −0.50 V" },
    { rich_words, "ΔG / eV", "Δ/{G} / eV" },
    { rich_words, "U = U_eq", "/{U} = /{U}_{eq}" },
    { rich_plain, "Fe-N4", "Fe-N4" },
    { rich_plain, "bad \xff\x01 bytes", "bad \uFFFD\uFFFD bytes" },
};

START_TEST(text_is_set_with_scripts)
{
    arena a = { 0 };
    ck_assert_str_eq(spelled(&a, texts[_i].how(&a, texts[_i].text)),
                     texts[_i].expected);
    arena_clear(&a);
}
END_TEST

/* --- labels ------------------------------------------------------------------- */

static void no_two_texts_overlap(const figure *f)
{
    for (size_t i = 0; i < f->n; i++)
        for (size_t j = i + 1; j < f->n; j++) {
            const mark *m = &f->marks[i], *n = &f->marks[j];
            if (m->kind == MARK_TEXT && n->kind == MARK_TEXT)
                ck_assert_msg(!box_overlaps(mark_box(m), mark_box(n)),
                              "%s at %g,%g and %s at %g,%g", m->text.runs[0].text,
                              m->points[0].x, m->points[0].y, n->text.runs[0].text,
                              n->points[0].x, n->points[0].y);
        }
}

static void all_is_on_the_page(const figure *f)
{
    for (size_t i = 0; i < f->n; i++) {
        if (f->marks[i].kind != MARK_TEXT)
            continue;
        box b = mark_box(&f->marks[i]);
        ck_assert_msg(b.left >= 0 && b.right <= f->width_pt && b.top >= 0 &&
                          b.bottom <= f->height_pt,
                      "%s", f->marks[i].text.runs[0].text);
    }
}

static size_t count_text(const figure *f, const char *first_run)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++)
        n += f->marks[i].kind == MARK_TEXT &&
             strcmp(f->marks[i].text.runs[0].text, first_run) == 0;
    return n;
}

static double random_between(double low, double high)
{
    return low + (high - low) * rand() / RAND_MAX;
}

/* Profiles worse than real ones: long names, equal heights, cliffs. */
static chp_profile random_profile(arena *a, size_t n_levels)
{
    static const char *const names[] = { "*NH2*NH2", "*NHNH2", "*COOH", "*N",
                                         "*CH2OH" };
    sample_level *levels = arena_new(a, sample_level, n_levels);
    double spread = random_between(0, 3);
    for (size_t i = 1; i < n_levels; i++)
        levels[i] = (sample_level){ names[rand() % 5], random_between(-spread, spread),
                                    (int)i };
    levels[0].name = "*";
    chp_profile p = sample_profile(a, "enzymatic-alternating", levels, n_levels);
    return p;
}

enum { N_RANDOM = 100 };

START_TEST(no_two_labels_overlap_in_random_diagrams)
{
    srand(1);
    for (int i = 0; i < N_RANDOM; i++) {
        arena a = { 0 };
        chp_profile profiles[4];
        size_t n_levels = 2 + (size_t)rand() % 11, n = 1 + (size_t)rand() % 4;
        for (size_t k = 0; k < n; k++)
            profiles[k] = random_profile(&a, n_levels);
        chp_catalyst c = { .name = "Fe-N4", .n_profiles = n, .profiles = profiles };
        chp_outcome o = { .T_K = 298.15, .n_catalysts = 1, .catalysts = &c };
        const figure *f = figure_of_pathways(&a, &o, &c);
        no_two_texts_overlap(f);
        all_is_on_the_page(f);
        ck_assert_uint_eq(count_text(f, "PDS"), n);
        arena_clear(&a);
    }
}
END_TEST

START_TEST(no_two_labels_overlap_when_catalysts_are_compared)
{
    srand(2);
    for (int i = 0; i < N_RANDOM; i++) {
        arena a = { 0 };
        size_t n_levels = 2 + (size_t)rand() % 8, n = 2 + (size_t)rand() % 40;
        chp_profile *profiles = arena_new(&a, chp_profile, n);
        chp_catalyst *c = arena_new(&a, chp_catalyst, n);
        for (size_t k = 0; k < n; k++) {
            profiles[k] = random_profile(&a, n_levels);
            c[k] = (chp_catalyst){ .name = k % 3 ? "Fe-N4" : "Mo2C(0001)-V",
                                   .n_profiles = 1,
                                   .profiles = &profiles[k] };
        }
        chp_outcome o = { .T_K = 298.15, .n_catalysts = n, .catalysts = c };
        const figure *f = figure_of_catalysts(&a, &o);
        no_two_texts_overlap(f);
        all_is_on_the_page(f);
        arena_clear(&a);
    }
}
END_TEST

START_TEST(every_state_of_a_diagram_has_its_label)
{
    arena a = { 0 };
    const chp_outcome *o = sample_outcome(&a);
    const figure *f = figure_of_pathways(&a, o, &o->catalysts[0]);
    no_two_texts_overlap(f);
    all_is_on_the_page(f);
    ck_assert_uint_eq(count_text(f, "*NNH"), 3); // distal, alternating; *NNH2 of distal
    ck_assert_uint_eq(count_text(f, "*NHNH"), 2);
    ck_assert_uint_eq(count_text(f, "PDS"), 5);
    arena_clear(&a);
}
END_TEST

/* Twelve names of ten letters do not fit into half a page. */
START_TEST(long_names_have_the_width_of_the_page)
{
    arena a = { 0 };
    sample_level levels[12] = { { "*", 0, 0 } };
    for (int i = 1; i < 12; i++)
        levels[i] = (sample_level){ _i == 0 ? "*N" : "*NH2NH2@Vac", 0.1 * i, i };
    chp_profile profiles[2] = { sample_profile(&a, "distal", levels, 12),
                                sample_profile(&a, "enzymatic", levels, 12) };
    chp_catalyst c = { .name = "CrN", .n_profiles = 2, .profiles = profiles };
    chp_outcome o = { .T_K = 298.15, .n_catalysts = 1, .catalysts = &c };
    const figure *f = figure_of_pathways(&a, &o, &c);
    no_two_texts_overlap(f);
    ck_assert_double_eq_tol(f->width_pt, TWO_COLUMNS_PT, 0.01);
    bool has_rows = f->height_pt > 300;
    ck_assert(has_rows == (_i == 1));
    arena_clear(&a);
}
END_TEST

START_TEST(volcanoes_and_scalings_keep_their_labels_apart)
{
    arena a = { 0 };
    chp_diag *diag = chp_diag_new();
    const chp_outcome *o = sample_family(&a, 3 + (size_t)_i);
    chp_volcano_options options = chp_volcano_defaults();
    chp_volcanoes *v = chp_volcano_fit(o, &options, diag);
    ck_assert_ptr_nonnull(v);
    const figure *volcano = figure_of_volcano(&a, NULL, chp_volcano_get(v, 0), CHP_RHE);
    const figure *scaling = figure_of_scalings(&a, NULL, chp_volcano_get(v, 0));
    no_two_texts_overlap(volcano);
    no_two_texts_overlap(scaling);
    all_is_on_the_page(volcano);
    all_is_on_the_page(scaling);
    ck_assert_uint_eq(count_text(volcano, "Fe-N4"), 1);
    chp_volcano_free(v);
    chp_diag_free(diag);
    arena_clear(&a);
}
END_TEST

START_TEST(of_many_catalysts_those_are_named_that_have_room)
{
    arena a = { 0 };
    chp_diag *diag = chp_diag_new();
    chp_volcano_options options = chp_volcano_defaults();
    chp_volcanoes *v = chp_volcano_fit(sample_family(&a, 60), &options, diag);
    ck_assert_ptr_nonnull(v);
    const chp_volcano *first = chp_volcano_get(v, 0);
    const figure *f = figure_of_volcano(&a, NULL, first, CHP_RHE);
    no_two_texts_overlap(f);
    all_is_on_the_page(f);
    size_t n_named = 0;
    for (size_t i = 0; i < f->n; i++) // the names of the family come round again
        for (size_t k = 0; k < 60 && f->marks[i].kind == MARK_TEXT; k++)
            if (strcmp(f->marks[i].text.runs[0].text, first->points[k].catalyst) == 0) {
                n_named++;
                break;
            }
    ck_assert_uint_gt(n_named, 0);
    ck_assert_uint_lt(n_named, 60);
    chp_volcano_free(v);
    chp_diag_free(diag);
    arena_clear(&a);
}
END_TEST

/* The profile at these two potentials. */
static void set_potentials(arena *a, chp_profile *p, double first_V, double second_V)
{
    chp_at_potential *at = arena_new(a, chp_at_potential, 2);
    double *level_eV = arena_new(a, double, 2 * (p->n_steps + 1));
    chp_profile_step *steps = arena_new(a, chp_profile_step, p->n_steps);
    memcpy(at, p->at, 2 * sizeof *at);
    at[0].U_V = first_V;
    at[1].U_V = second_V;
    for (size_t i = 0; i < p->n_steps; i++) {
        double *dG_eV = arena_new(a, double, 2);
        steps[i] = p->steps[i];
        for (size_t k = 0; k < 2; k++) {
            double *level = level_eV + k * (p->n_steps + 1) + i;
            dG_eV[k] = steps[i].dG0_eV + steps[i].n_e * at[k].U_V;
            level[1] = level[0] + dG_eV[k];
        }
        steps[i].dG_eV = dG_eV;
    }
    p->at = at;
    p->level_eV = level_eV;
    p->steps = steps;
}

START_TEST(the_limiting_step_costs_what_it_does_where_it_is_marked)
{
    static const struct {
        double first_V, second_V;
        const char *mark;
    } rows[] = { { 0, -0.5, "PDS 0.50 eV" },
                 { -0.8, 0, "PDS 0.50 eV" },
                 { -0.8, -0.2, "PDS 0.30 eV" },
                 { 0.3, -0.1, "PDS 0.40 eV" } };
    static const sample_level levels[] = {
        { "*", 0, 0 }, { "*N2", -0.35, 0 }, { "*NNH", 0.15, 1 }, { "*NNH2", 0.05, 2 }
    };
    arena a = { 0 };
    chp_profile p = sample_profile(&a, "distal", levels, 4);
    set_potentials(&a, &p, rows[_i].first_V, rows[_i].second_V);
    chp_catalyst c = { .name = "Fe-N4", .n_profiles = 1, .profiles = &p };
    chp_outcome o = { .n_catalysts = 1, .catalysts = &c };
    const figure *f = figure_of_pathways(&a, &o, &c);
    size_t n_marked = 0;
    for (size_t i = 0; i < f->n; i++)
        if (f->marks[i].kind == MARK_TEXT &&
            strcmp(f->marks[i].text.runs[0].text, "PDS") == 0) {
            ck_assert_str_eq(spelled(&a, f->marks[i].text), rows[_i].mark);
            n_marked++;
        }
    ck_assert_uint_eq(n_marked, 1);
    arena_clear(&a);
}
END_TEST

START_TEST(nothing_complete_is_no_diagram)
{
    arena a = { 0 };
    chp_profile p = { .reaction = "nrr", .name = "distal" };
    chp_catalyst c = { .name = "Fe-N4", .n_profiles = 1, .profiles = &p };
    chp_outcome o = { .n_catalysts = 1, .catalysts = &c };
    ck_assert_ptr_null(figure_of_pathways(&a, &o, &c));
    arena_clear(&a);
}
END_TEST

/* --- backends ----------------------------------------------------------------- */

START_TEST(text_stays_text_in_svg)
{
    arena a = { 0 };
    const chp_outcome *o = sample_outcome(&a);
    str svg = figure_svg(figure_of_pathways(&a, o, &o->catalysts[0]), &a);
    xmlDocPtr doc = xmlReadMemory(svg.at, (int)svg.len, "diagram.svg", NULL, 0);
    ck_assert_ptr_nonnull(doc);
    xmlXPathContextPtr context = xmlXPathNewContext(doc);
    xmlXPathObjectPtr found = xmlXPathEvalExpression(
        (const xmlChar *)"//*[local-name()='text'][.='*NNH2']", context);
    ck_assert_int_eq(xmlXPathNodeSetGetLength(found->nodesetval), 1);
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(context);
    xmlFreeDoc(doc);
    arena_clear(&a);
}
END_TEST

static str drawn(arena *a, int format)
{
    const chp_outcome *o = sample_outcome(a);
    figure *f = figure_of_pathways(a, o, &o->catalysts[0]);
    chp_diag *diag = chp_diag_new();
    str bytes =
        format < 0 ? figure_svg(f, a) : figure_bytes(f, (figure_format)format, a, diag);
    ck_assert_uint_eq(chp_diag_count(diag, CHP_NOTE), 0);
    chp_diag_free(diag);
    return bytes;
}

static const struct {
    int format; // -1: SVG
    const char *head;
} formats[] = {
    { -1, "<?xml" },
    { FIGURE_PDF, "%PDF-" },
    { FIGURE_EPS, "%!PS-Adobe-3.0 EPSF" },
    { FIGURE_PNG, "\x89PNG\r\n" },
};

START_TEST(the_same_figure_has_the_same_bytes)
{
    arena a = { 0 }, b = { 0 };
    str one = drawn(&a, formats[_i].format);
    ck_assert(str_starts(one, str_of(formats[_i].head)));
    ck_assert(str_eq(one, drawn(&b, formats[_i].format)));
    ck_assert(!str_has(one, STR("D:20"))); // a PDF's date
    ck_assert(!str_has(one, STR("CreationDate: ")) ||
              str_has(one, STR("CreationDate:         ")));
    arena_clear(&a);
    arena_clear(&b);
}
END_TEST

START_TEST(a_png_knows_its_resolution)
{
    arena a = { 0 };
    str png = drawn(&a, FIGURE_PNG);
    const unsigned char *b = (const unsigned char *)png.at;
    ck_assert_mem_eq(b + 37, "pHYs", 4);
    ck_assert_int_eq(b[43] << 8 | b[44], 11811); // 300 / 0.0254 pixels a metre
    ck_assert_int_eq(b[18] << 8 | b[19], 2067);  // 17.5 cm
    arena_clear(&a);
}
END_TEST

static const char *const samples[] = {
    "*NH2*NH2",
    "enzymatic-consecutive",
    "U_L = -0.55 V vs RHE",
    "ΔG / eV",
    "IlWMi.,()",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "abcdefghijklmnopqrstuvwxyz",
    "0123456789 +-*/=",
};

START_TEST(no_text_is_wider_than_the_layout_believes)
{
    arena a = { 0 };
    chp_diag *diag = chp_diag_new();
    const cairo_module *cairo = module_load("cairo", diag);
    ck_assert_ptr_nonnull(cairo);
    const rich set[] = { rich_plain(&a, samples[_i]), rich_bold(&a, samples[_i]),
                         rich_species(&a, samples[_i]), rich_words(&a, samples[_i]) };
    for (size_t i = 0; i < 4; i++)
        ck_assert_double_le(cairo->width_pt(set[i], 10),
                            rich_width_pt(set[i], 10) + 0.1);
    chp_diag_free(diag);
    arena_clear(&a);
}
END_TEST

/* --- scales ------------------------------------------------------------------- */

static const struct {
    double low, high, step;
    int digits;
} scales[] = {
    { -4.8, 1.4, 1, 0 },
    { -0.24, 0.07, 0.05, 2 },
    { 0, 2.9, 0.5, 1 },
    { 0, 120, 20, 0 },
};

START_TEST(ticks_are_round_numbers)
{
    scale s = scale_over(scales[_i].low, scales[_i].high, 6);
    ck_assert_double_eq_tol(s.step, scales[_i].step, 1e-12);
    ck_assert_int_eq(s.digits, scales[_i].digits);
}
END_TEST

Suite *suite_figure(void)
{
    TCase *tc = tcase_create("figure");
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, text_is_set_with_scripts, 0, sizeof texts / sizeof *texts);
    tcase_add_test(tc, no_two_labels_overlap_in_random_diagrams);
    tcase_add_test(tc, no_two_labels_overlap_when_catalysts_are_compared);
    tcase_add_test(tc, every_state_of_a_diagram_has_its_label);
    tcase_add_loop_test(tc, long_names_have_the_width_of_the_page, 0, 2);
    tcase_add_loop_test(tc, volcanoes_and_scalings_keep_their_labels_apart, 0, 8);
    tcase_add_test(tc, of_many_catalysts_those_are_named_that_have_room);
    tcase_add_loop_test(tc, the_limiting_step_costs_what_it_does_where_it_is_marked, 0,
                        4);
    tcase_add_test(tc, nothing_complete_is_no_diagram);
    tcase_add_test(tc, text_stays_text_in_svg);
    tcase_add_loop_test(tc, the_same_figure_has_the_same_bytes, 0,
                        sizeof formats / sizeof *formats);
    tcase_add_test(tc, a_png_knows_its_resolution);
    tcase_add_loop_test(tc, no_text_is_wider_than_the_layout_believes, 0,
                        sizeof samples / sizeof *samples);
    tcase_add_loop_test(tc, ticks_are_round_numbers, 0, sizeof scales / sizeof *scales);
    Suite *suite = suite_create("render/figure");
    suite_add_tcase(suite, tc);
    return suite;
}
