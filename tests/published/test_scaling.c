/* Scaling relations between the published adsorption energies of seventeen metals in
 * rutile TiO2(110). The lines are least squares by numpy.polyfit of the same energies;
 * r.m.s. residuals have n in the denominator. */
#include <check.h>
#include <math.h>

#include "published/published.h"
#include "suites.h"

static const struct {
    const char *pathway, *descriptor, *state;
    double slope, intercept_eV, r2, rmse_eV;
    size_t n;
} lines[] = {
    { "NNH-NNH2", "*NNH", "*NNH2", 1.04970469618, -0.404880717812, 0.897610203544,
      0.307597248199, 16 },
    { "NNH-NHNH", "*NNH", "*NHNH", 0.662217160501, 0.236061229578, 0.850904101489,
      0.240504843394, 16 },
    { "NNH-NHNH2", "*NNH", "*NHNH2", 0.64395580646, -0.730925765675, 0.743713656396,
      0.327979556481, 16 },
    { "NNH-NH2NH2", "*NNH", "*NH2NH2", 0.225950418042, -0.539617432444, 0.517861707054,
      0.18915721846, 16 },
    { "NNH-N", "*NNH", "*N", 2.25903004106, 0.572239137565, 0.842700392607,
      0.862622412307, 15 },
    { "NNH-NH", "*NNH", "*NH", 1.36179090936, -0.519861825381, 0.816244803436,
      0.560597152108, 16 },
    { "NNH-NH2", "*NNH", "*NH2", 0.80434721931, -1.80932434925, 0.770126222764,
      0.381274869803, 16 },
    { "N-NH2", "*NH2", "*N", 2.2788391731, 4.86813614427, 0.714785069718, 1.13788929336,
      16 },
    { "NH-NH2", "*NH2", "*NH", 1.57999569951, 2.42731790888, 0.857087244507,
      0.503451247987, 17 },
    { "NH2-NH3", "*NH2", "*NH3", 0.34785431145, -1.27735382625, 0.719774762079,
      0.169367954643, 17 },
    { "N2-NNH", "*N2", "*NNH", 1.66000286832, 1.1163645553, 0.619355459409,
      0.535291884251, 16 },
};

static const chp_line *line_of(const chp_volcanoes *v, const char *pathway,
                               const char *state)
{
    for (size_t i = 0; i < chp_volcano_count(v); i++) {
        const chp_volcano *one = chp_volcano_get(v, i);
        for (size_t k = 0; k < one->n_scalings; k++)
            if (strcmp(one->pathway, pathway) == 0 &&
                strcmp(one->scalings[k].state, state) == 0)
                return &one->scalings[k].line;
    }
    ck_abort_msg("%s has no line of %s", pathway, state);
    return NULL;
}

START_TEST(published_adsorption_energies_lie_about_these_lines)
{
    static const char *const options[] = {
        "reaction=tests/published/tio2-tm-pairs.yaml", NULL
    };
    published p = published_run("tests/published/tio2-tm-adsorption.csv", options);
    chp_volcano_options how = chp_volcano_defaults();
    how.descriptor = lines[_i].descriptor;
    chp_volcanoes *v = chp_volcano_fit(p.outcome, &how, p.diag);
    ck_assert_ptr_nonnull(v);
    const chp_line *line = line_of(v, lines[_i].pathway, lines[_i].state);
    double n = (double)line->n;
    ck_assert_uint_eq(line->n, lines[_i].n);
    ck_assert_double_eq_tol(line->slope, lines[_i].slope, 1e-9);
    ck_assert_double_eq_tol(line->intercept, lines[_i].intercept_eV, 1e-9);
    ck_assert_double_eq_tol(line->r2, lines[_i].r2, 1e-9);
    ck_assert_double_eq_tol(line->s * sqrt((n - 2) / n), lines[_i].rmse_eV, 1e-9);
    chp_volcano_free(v);
    published_free(&p);
}
END_TEST

/* Oxygen reduction is told from water as often as from O2. */
START_TEST(a_descriptor_tells_what_it_counts_from)
{
    static const char *const options[] = { "reaction=orr", "assume-zero=ZPE,thermal,TS",
                                           NULL };
    published p = published_run("tests/published/orr-pt-particles.csv", options);
    chp_volcano_options how = chp_volcano_defaults();
    how.descriptor = "OH";
    chp_volcanoes *v = chp_volcano_fit(p.outcome, &how, p.diag);
    ck_assert_ptr_nonnull(v);
    const chp_volcano *one = chp_volcano_get(v, 0);
    ck_assert_str_eq(one->x.origin, "* + O2");
    ck_assert_str_eq(one->x.change, "* + O2 + 3 H+ + 3 e- -> *OH + H2O");
    chp_volcano_free(v);
    published_free(&p);
}
END_TEST

Suite *suite_scaling(void)
{
    Suite *suite = suite_create("published/scaling");
    TCase *tcase = tcase_create("scaling");
    tcase_add_loop_test(tcase, published_adsorption_energies_lie_about_these_lines, 0,
                        sizeof lines / sizeof *lines);
    tcase_add_test(tcase, a_descriptor_tells_what_it_counts_from);
    suite_add_tcase(suite, tcase);
    return suite;
}
