#include "formats/files.h"
#include "suites.h"

static const struct {
    const char *text, *value; // NULL: an error
} files[] = {
    { "mesh\n0\nGamma\n 3 3 1\n0 0 0\n", "Gamma 3 3 1" },
    { "mesh\n 0 \nMonkhorst-Pack\n4 4 4\n", "Monkhorst-Pack 4 4 4" },
    { "mesh\n0\nm\n4  4  4 comment\n", "Monkhorst-Pack 4 4 4" },
    { "mesh\r\n0\r\nAutomatic\r\n  25\r\n", "Auto 25" },
    { "band\n40\nLine-mode\nrec\n0 0 0\n", "Lines 40" },
    { "list\n2\nReciprocal\n0 0 0 1\n0.5 0 0 1\n", "List 2" },
    { "mesh\n0\nGamma\n3,3,1\n0,0,0\n", "Gamma 3 3 1" },
    { "list\n1\nExplicit\n0 0 0 1\n", "List 1" },
    { "vectors\n0\nDirect\n0.25 0 0\n0 0.25 0\n0 0 1\n0.5 0.5 0.5\n", "Vectors" },
    { "vectors\n0\nCartesian\n0.25 0 0\n", "Vectors" },
    { "mesh\n0\nGamma\n 3 3\n", NULL },
    { "mesh\n0\nGamma\n 3 0 1\n", NULL },
    { "mesh\n0\nAuto\n-25\n", NULL },
    { "mesh\n0\nGamma", NULL },
    { "mesh\n", NULL },
    { "mesh\nnone\nGamma\n", NULL },
};

START_TEST(a_mesh_becomes_a_setting)
{
    outcome o = read_text(&format_kpoints, str_of(files[_i].text));
    ck_assert_int_eq(o.ok, files[_i].value != NULL);
    if (o.ok)
        ck_assert_str_eq(chp_calc_setting(&o.calc, "KPOINTS")->value, files[_i].value);
    else
        ck_assert_uint_eq(chp_diag_count(o.diag, CHP_ERROR), 1);
    if (o.ok)
        ck_assert_str_eq(format_of(str_of(files[_i].text))->name, "kpoints");
    check_every_cut(&format_kpoints, str_of(files[_i].text));
    outcome_free(&o);
}
END_TEST

Suite *suite_kpoints(void)
{
    TCase *tc = tcase_create("kpoints");
    tcase_add_loop_test(tc, a_mesh_becomes_a_setting, 0, sizeof files / sizeof *files);
    Suite *suite = suite_create("formats/kpoints");
    suite_add_tcase(suite, tc);
    return suite;
}
