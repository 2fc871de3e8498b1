#include "chepath/figure.h"

#include <math.h>
#include <stdlib.h>

#include <jansson.h>

#include "base/diag.h"
#include "base/number.h"
#include "render/sample.h"
#include "render/text.h"
#include "suites.h"

typedef void show(const chp_outcome *outcome, const chp_diag *diag, FILE *to);

static char *shown(show *how, const chp_outcome *outcome, const chp_diag *diag)
{
    char *text;
    size_t size;
    FILE *to = open_memstream(&text, &size);
    how(outcome, diag, to);
    fclose(to);
    return text;
}

static chp_diag *one_warning(void)
{
    chp_diag *diag = chp_diag_new();
    diag_warn(diag, "C14", (chp_where){ "study/Fe-N4/NH3/OUTCAR", 812 },
              "desorption of *NH3 costs 0.71 eV");
    diag_hint(diag, "No potential helps: say so.");
    return diag;
}

typedef struct {
    arena a;
    chp_diag *diag;
    char *text;
} page;

static page page_of(show *how, size_t n_catalysts)
{
    page p = { .diag = one_warning() };
    p.text = shown(how, sample_catalysts(&p.a, n_catalysts), p.diag);
    return p;
}

static void page_free(page *p)
{
    free(p->text);
    chp_diag_free(p->diag);
    arena_clear(&p->a);
}

/* --- the text ------------------------------------------------------------------ */

static const char *const said[] = {
    "U_L = -0.500 V vs RHE",
    "*N2 → *NNH, ΔG = 0.500 eV at U = 0",
    "*NH3 → *, ΔG = 0.710 eV at any U",
    "η = 0.557 V from U_eq = 0.057 V vs RHE",
    "1.010 eV at U = 0 V (*NH2 → *); 0.710 eV at U = U_L (*NH3 → *)",
    "ΔG = -0.512 eV by these energies and -0.340 eV",
    "floor:50 (modes below 50 1/cm count as 50 1/cm)",
    "dissociative-consecutive  *N + *N, *N + *NH",
    "no potential makes every step downhill: 0.71 eV remains",
    "0 errors, 1 warning, 0 notes",
    "study/Fe-N4/NH3/OUTCAR:812: warning: desorption of *NH3 costs 0.71 eV [C14]",
};

START_TEST(the_report_says)
{
    page p = page_of(chp_show_report, 1);
    ck_assert_msg(strstr(p.text, said[_i]) != NULL, "%s", said[_i]);
    page_free(&p);
}
END_TEST

START_TEST(no_line_of_the_report_is_wider_than_the_page)
{
    page p = page_of(chp_show_report, 3);
    str rest = str_of(p.text), line;
    while (str_line(&rest, &line)) {
        bool is_message = str_has(line, STR("warning:"));
        ck_assert_msg(is_message || text_width(line) <= TEXT_WIDTH, "%.*s",
                      (int)line.len, line.at);
    }
    page_free(&p);
}
END_TEST

START_TEST(thermodynamics_has_no_rate_determining_step)
{
    page text = page_of(chp_show_report, 2), data = page_of(chp_show_json, 2);
    ck_assert_ptr_null(strstr(text.text, "RDS"));
    ck_assert_ptr_null(strstr(data.text, "RDS"));
    page_free(&text);
    page_free(&data);
}
END_TEST

START_TEST(the_terminal_is_not_steered_by_a_name)
{
    arena a = { 0 };
    chp_diag *diag = chp_diag_new();
    chp_outcome outcome = *sample_outcome(&a);
    outcome.title = "evil \033[2J title \xff";
    char *text = shown(chp_show_report, &outcome, diag);
    ck_assert_ptr_null(strchr(text, '\033'));
    ck_assert_ptr_null(strchr(text, '\xff'));
    free(text);
    chp_diag_free(diag);
    arena_clear(&a);
}
END_TEST

/* --- JSON ---------------------------------------------------------------------- */

static json_t *at(json_t *value, const char *path)
{
    str rest = str_of(path), key;
    while (value && str_cut(&rest, '/', &key)) {
        long long i;
        char name[64] = { 0 };
        memcpy(name, key.at, key.len);
        value = str_integer(key, 0, 1000, &i) ? json_array_get(value, (size_t)i)
                                              : json_object_get(value, name);
    }
    return value;
}

static const struct {
    const char *path;
    double value;
} numbers[] = {
    { "schema", 1 },
    { "conditions/T_K", 298.15 },
    { "gases/0/E_eV", -16.63 },
    { "closure/experiment_eV", -0.340 },
    { "catalysts/0/states/3/dG_eV", 0.15 },
    { "catalysts/0/states/3/modes_cm1/7", -35.5 },
    { "catalysts/0/states/3/n_imaginary", 1 },
    { "catalysts/0/pathways/0/U_L_V", -0.50 },
    { "catalysts/0/pathways/0/pds/step", 1 },
    { "catalysts/0/pathways/0/pds/dG0_eV", 0.50 },
    { "catalysts/0/pathways/0/pcs/step", 7 },
    { "catalysts/0/pathways/0/pcs/dG_eV", 0.71 },
    { "catalysts/0/pathways/0/steps/1/n_e", 1 },
    { "catalysts/0/pathways/0/steps/1/dG_eV/1/U_V", -0.50 },
    { "catalysts/0/pathways/0/steps/1/dG_eV/1/dG_eV", 0 },
    { "catalysts/0/pathways/0/G_max/0/eV", 1.01 },
    { "catalysts/0/search/0/paths/1/rank", 2 },
    { "catalysts/0/her/dG_H_eV", -0.10 },
    { "catalysts/0/selectivity/U_crossover_V", -0.25 },
    { "catalysts/0/sensitivity/0/U_L_V", -0.52 },
    { "messages/0/line", 812 },
};

static json_t *parsed(const char *text)
{
    json_error_t error;
    json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, &error);
    ck_assert_msg(root != NULL, "line %d: %s\n%s", error.line, error.text, text);
    return root;
}

START_TEST(json_holds_the_number)
{
    page p = page_of(chp_show_json, 1);
    json_t *root = parsed(p.text), *value = at(root, numbers[_i].path);
    ck_assert_msg(json_is_number(value), "%s", numbers[_i].path);
    ck_assert_double_eq_tol(json_number_value(value), numbers[_i].value, 1e-12);
    json_decref(root);
    page_free(&p);
}
END_TEST

static const char *const unknowns[] = {
    "catalysts/0/states/0/modes_cm1",
    "catalysts/0/states/0/solvation_eV",
    "catalysts/0/pathways/4/U_L_V",
    "catalysts/0/pathways/4/pds",
};

START_TEST(what_is_not_known_is_null)
{
    page p = page_of(chp_show_json, 1);
    json_t *root = parsed(p.text);
    ck_assert_msg(json_is_null(at(root, unknowns[_i])), "%s", unknowns[_i]);
    json_decref(root);
    page_free(&p);
}
END_TEST

START_TEST(any_bytes_become_valid_json)
{
    arena a = { 0 };
    chp_diag *diag = chp_diag_new();
    chp_outcome outcome = *sample_outcome(&a);
    outcome.title = "\"quoted\" \\ \n \x01 \xff \xed\xa0\x80 \u2013";
    char *text = shown(chp_show_json, &outcome, diag);
    json_t *root = parsed(text);
    ck_assert_str_eq(json_string_value(json_object_get(root, "title")),
                     "\"quoted\" \\ \n \x01 \uFFFD \uFFFD\uFFFD\uFFFD \u2013");
    json_decref(root);
    free(text);
    chp_diag_free(diag);
    arena_clear(&a);
}
END_TEST

/* --- numbers ------------------------------------------------------------------- */

START_TEST(numbers_round_trip)
{
    srand(7);
    for (int i = 0; i < 100000; i++) {
        double x = ((double)rand() / RAND_MAX - 0.5) * pow(10, rand() % 40 - 20), back;
        number text = number_exact(x);
        ck_assert(str_number(str_of(text.at), &back));
        ck_assert_msg(back == x, "%s", text.at);
    }
}
END_TEST

static const struct {
    double x;
    const char *exact, *fixed2;
} forms[] = {
    { 0.1, "0.1", "0.10" },         { -0.001, "-0.001", "0.00" },
    { -0.0, "-0", "0.00" },         { 0.1 + 0.2, "0.30000000000000004", "0.30" },
    { 298.15, "298.15", "298.15" }, { -16.2, "-16.2", "-16.20" },
    { 1e300, "1e+300", "1e+300" },
};

START_TEST(numbers_are_written_short)
{
    ck_assert_str_eq(number_exact(forms[_i].x).at, forms[_i].exact);
    ck_assert_str_eq(number_fixed(forms[_i].x, 2).at, forms[_i].fixed2);
}
END_TEST

Suite *suite_report(void)
{
    TCase *tc = tcase_create("report");
    tcase_add_loop_test(tc, the_report_says, 0, sizeof said / sizeof *said);
    tcase_add_test(tc, no_line_of_the_report_is_wider_than_the_page);
    tcase_add_test(tc, thermodynamics_has_no_rate_determining_step);
    tcase_add_test(tc, the_terminal_is_not_steered_by_a_name);
    tcase_add_loop_test(tc, json_holds_the_number, 0, sizeof numbers / sizeof *numbers);
    tcase_add_loop_test(tc, what_is_not_known_is_null, 0,
                        sizeof unknowns / sizeof *unknowns);
    tcase_add_test(tc, any_bytes_become_valid_json);
    tcase_add_test(tc, numbers_round_trip);
    tcase_add_loop_test(tc, numbers_are_written_short, 0, sizeof forms / sizeof *forms);
    Suite *suite = suite_create("render/report");
    suite_add_tcase(suite, tc);
    return suite;
}
