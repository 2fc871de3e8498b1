#include "io/yaml.h"

#include <stdlib.h>

#include "suites.h"

static yaml *parse(const char *text, chp_diag *diag)
{
    return yaml_parse(str_of(text), "study.yaml", diag);
}

START_TEST(every_word_has_its_place)
{
    chp_diag *diag = chp_diag_new();
    yaml *file =
        parse("title: T\n# a comment\nlist:\n  - a\n  - {k: \"v w\", e: }\n", diag);
    const yaml_node *list = yaml_get(yaml_top(file), "list");
    ck_assert_uint_eq(list->n, 2);
    ck_assert_uint_eq(list->key_at.line, 3);
    ck_assert_uint_eq(list->first->at.line, 4);
    ck_assert_uint_eq(list->first->column, 5);
    const yaml_node *map = list->first->next;
    ck_assert_str_eq(yaml_get(map, "k")->text, "v w");
    ck_assert(!yaml_get(map, "k")->is_empty && yaml_get(map, "e")->is_empty);
    ck_assert_ptr_null(yaml_get(map, "none"));
    ck_assert_str_eq(map->at.path, "study.yaml");
    yaml_free(file);
    chp_diag_free(diag);
}
END_TEST

START_TEST(values_are_what_they_are_asked_for_or_an_error)
{
    chp_diag *diag = chp_diag_new();
    yaml *file = parse("n: -0.12\nb: true\nw: yes\nt: 1e\nl: [1]\ne:\nq: \"\"\n", diag);
    const yaml_node *top = yaml_top(file);
    double number;
    bool is_true;
    const char *text;
    ck_assert(yaml_number(file, yaml_get(top, "n"), &number, diag));
    ck_assert_double_eq(number, -0.12);
    ck_assert(yaml_bool(file, yaml_get(top, "b"), &is_true, diag) && is_true);
    ck_assert(yaml_text(file, yaml_get(top, "q"), &text, diag) && *text == 0);
    ck_assert_uint_eq(chp_diag_count(diag, CHP_NOTE), 0);
    ck_assert(!yaml_bool(file, yaml_get(top, "w"), &is_true, diag));
    ck_assert(!yaml_number(file, yaml_get(top, "t"), &number, diag));
    ck_assert(!yaml_text(file, yaml_get(top, "l"), &text, diag));
    ck_assert(!yaml_text(file, yaml_get(top, "e"), &text, diag));
    ck_assert_uint_eq(chp_diag_count(diag, CHP_ERROR), 4);
    ck_assert_str_eq(chp_diag_get(diag, 3)->fact,
                     "`e` must be a single value, not nothing");
    yaml_free(file);
    chp_diag_free(diag);
}
END_TEST

static const struct {
    const char *text;
    size_t line;
} not_utf8[] = {
    { "%a\xA0", 1 }, // libfyaml would never come back from this
    { "title: T\nlabel: Fe\xB7N4\n", 2 },
    { "e: \xA0", 1 }, // and would take this for nothing
};

START_TEST(a_byte_that_is_no_character_is_an_error_at_its_line)
{
    chp_diag *diag = chp_diag_new();
    ck_assert_ptr_null(parse(not_utf8[_i].text, diag));
    ck_assert_uint_eq(chp_diag_count(diag, CHP_ERROR), 1);
    ck_assert_str_eq(chp_diag_get(diag, 0)->code, "not-utf8");
    ck_assert_uint_eq(chp_diag_get(diag, 0)->where.line, not_utf8[_i].line);
    chp_diag_free(diag);
}
END_TEST

START_TEST(an_unknown_key_is_told_with_a_known_one)
{
    static const char *const keys[] = { "temperature", "pressure", NULL };
    chp_diag *diag = chp_diag_new();
    yaml *file = parse("temperatur: 1\npressure: 2\ncolour: 3\n", diag);
    ck_assert(!yaml_only(file, yaml_top(file), keys, diag));
    ck_assert_uint_eq(chp_diag_count(diag, CHP_ERROR), 2);
    ck_assert_str_eq(chp_diag_get(diag, 0)->hint, "Did you mean `temperature`?");
    ck_assert_str_eq(chp_diag_get(diag, 0)->excerpt, "temperatur: 1\n^");
    ck_assert_str_eq(chp_diag_get(diag, 1)->hint, "Known here: temperature, pressure.");
    yaml_free(file);
    chp_diag_free(diag);
}
END_TEST

/* Nine levels of nine references each: a billion words, if they were followed. */
START_TEST(a_bomb_of_aliases_is_refused)
{
    chp_diag *diag = chp_diag_new();
    ck_assert_ptr_null(parse("a: &a [x,x,x,x,x,x,x,x,x]\n"
                             "b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
                             "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n",
                             diag));
    ck_assert_uint_eq(chp_diag_get(diag, 0)->where.line, 1);
    chp_diag_free(diag);
}
END_TEST

/* What is too long, too wide or too deep, each twice the limit. */
START_TEST(a_file_that_nobody_wrote_is_refused)
{
    size_t n = 2 * YAML_MOST_ENTRIES;
    char *text = malloc(n * 8 + 1), *end = text;
    for (size_t i = 0; i < n; i++)
        end += sprintf(end, "k%05zu:\n", i);
    chp_diag *diag = chp_diag_new();
    ck_assert_ptr_null(parse(text, diag));
    for (size_t i = 0; i < n; i++)
        text[i] = '[';
    text[n] = 0;
    ck_assert_ptr_null(parse(text, diag));
    ck_assert_uint_eq(chp_diag_count(diag, CHP_ERROR), 2);
    free(text);
    chp_diag_free(diag);
}
END_TEST

Suite *suite_yaml(void)
{
    TCase *tc = tcase_create("yaml");
    tcase_add_test(tc, every_word_has_its_place);
    tcase_add_test(tc, values_are_what_they_are_asked_for_or_an_error);
    tcase_add_loop_test(tc, a_byte_that_is_no_character_is_an_error_at_its_line, 0,
                        sizeof not_utf8 / sizeof *not_utf8);
    tcase_add_test(tc, an_unknown_key_is_told_with_a_known_one);
    tcase_add_test(tc, a_bomb_of_aliases_is_refused);
    tcase_add_test(tc, a_file_that_nobody_wrote_is_refused);
    Suite *suite = suite_create("io/yaml");
    suite_add_tcase(suite, tc);
    return suite;
}
