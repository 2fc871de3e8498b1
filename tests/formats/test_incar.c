#include "formats/files.h"
#include "suites.h"

static const char text[] = "SYSTEM = N on Zr ! the usual\n"
                           "# ENCUT = 999\n"
                           "encut = 450 ; ISMEAR=0;SIGMA =0.05 # three\n"
                           "MAGMOM = 36*0.0 \\   \n"
                           "  2*1.5\r\n"
                           "ENCUT 300\n"
                           "IBRION = 5\n"
                           "LREAL = .FALSE.\n"
                           "WIN = \"num_wann = 8 ! kept; whole\n"
                           "begin\"\n"
                           "ENCUT = 500\n"
                           "this = that is no tag = 3\n"
                           "a comment = 1\n"
                           "NSW = 1";

static const struct {
    const char *tag, *value;
    size_t line;
} settings[] = {
    { "SYSTEM", "N on Zr", 1 },
    { "ENCUT", "450", 3 },
    { "ISMEAR", "0", 3 },
    { "SIGMA", "0.05", 3 },
    { "MAGMOM", "36*0.0  2*1.5", 4 },
    { "LREAL", ".FALSE.", 8 },
    { "WIN", "num_wann = 8 ! kept; whole\nbegin", 9 },
    { "NSW", "1", 14 },
};

START_TEST(every_setting_is_found_with_its_line)
{
    outcome o = read_text(&format_incar, str_of(text));
    const chp_setting *s = chp_calc_setting(&o.calc, settings[_i].tag);
    ck_assert(o.ok);
    ck_assert_ptr_nonnull(s);
    ck_assert_str_eq(s->value, settings[_i].value);
    ck_assert_uint_eq(s->at.line, settings[_i].line);
    ck_assert_ptr_null(chp_calc_setting(&o.calc, "A COMMENT"));
    outcome_free(&o);
}
END_TEST

START_TEST(what_VASP_ignores_is_told)
{
    outcome o = read_text(&format_incar, str_of(text));
    ck_assert(outcome_says(&o, "twice"));
    ck_assert(outcome_says(&o, "no-equals-sign"));
    outcome_free(&o);
}
END_TEST

START_TEST(a_decimal_comma_is_an_error)
{
    outcome o = read_text(&format_incar, STR("ENCUT = 400\nSIGMA = 0,05\nPREC = A\n"));
    ck_assert(!o.ok);
    ck_assert_uint_eq(outcome_error(&o).where.line, 2);
    ck_assert_ptr_nonnull(strstr(outcome_error(&o).hint, "decimal comma"));
    ck_assert_ptr_nonnull(chp_calc_setting(&o.calc, "PREC"));
    outcome_free(&o);
}
END_TEST

static const struct {
    const char *text, *tag, *value; // NULL: there is none
} remarks[] = {
    { "ISMEAR = 0   (Gaussian; metals: 1)", "ISMEAR", "0" },
    { "ISYM = 2 (Symmetry: 0=none; 2=GGA; 3=hybrids)", "ISYM", "2" },
    { "ISYM = 2 (Symmetry: 0=none; 2=GGA; 3=hybrids)", "3", NULL },
    { "ENCUT = 500 eV (cutoff)", "ENCUT", "500 eV" },
    { "SYSTEM = N2 on Fe (110)", "SYSTEM", "N2 on Fe (110)" },
    { "SYSTEM = 1,2-dichloroethane", "SYSTEM", "1,2-dichloroethane" },
    { "DIPOL = 0.5,0.5,0.5", "DIPOL", "0.5,0.5,0.5" },
    { "LDAUU = 4,0,0", "LDAUU", "4,0,0" },
};

START_TEST(a_value_ends_where_a_remark_begins)
{
    outcome o = read_text(&format_incar, str_of(remarks[_i].text));
    const chp_setting *s = chp_calc_setting(&o.calc, remarks[_i].tag);
    ck_assert(o.ok);
    ck_assert_int_eq(s != NULL, remarks[_i].value != NULL);
    if (s)
        ck_assert_str_eq(s->value, remarks[_i].value);
    outcome_free(&o);
}
END_TEST

static const struct {
    const char *text, *tag, *value; // NULL: there is none
} blocks[] = {
    { "SCPC {\n  USE = T\n}\nENCUT = 400\n", "SCPC/USE", "T" },
    { "SCPC {\n  USE = T\n}\nENCUT = 400\n", "ENCUT", "400" },
    { "KERNEL_TRUNCATION { LTRUNCATE = T; IDIMENSIONALITY = 2 } ; PREC = A",
      "KERNEL_TRUNCATION/IDIMENSIONALITY", "2" },
    { "KERNEL_TRUNCATION { LTRUNCATE = T; IDIMENSIONALITY = 2 } ; PREC = A", "PREC",
      "A" },
    { "A { B { C = 1 } D = 2 }", "A/B/C", "1" },
    { "A { B { C = 1 } D = 2 }", "A/D", "2" },
    { "SCPC/USE = T", "SCPC/USE", "T" },
    { "SYSTEM = {Fe}4 N\nPREC = A", "SYSTEM", "{Fe}4 N" },
    { "}\nPREC = A", "PREC", "A" },
    { "PREC = A\r\nNSW = 0\r\n", "INCAR_LINE_ENDS", "CRLF" },
    { "PREC = A\nNSW = 0\n", "INCAR_LINE_ENDS", NULL },
};

START_TEST(the_tags_of_a_block_have_its_name)
{
    outcome o = read_text(&format_incar, str_of(blocks[_i].text));
    const chp_setting *s = chp_calc_setting(&o.calc, blocks[_i].tag);
    ck_assert_int_eq(s != NULL, blocks[_i].value != NULL);
    if (s)
        ck_assert_str_eq(s->value, blocks[_i].value);
    outcome_free(&o);
}
END_TEST

static const struct {
    const char *text;
    chp_run_kind kind;
} kinds[] = {
    { "ENCUT = 400\n", CHP_RUN_STATIC },
    { "IBRION = 2\n", CHP_RUN_STATIC }, // NSW is 0
    { "IBRION = 2\nNSW = 50\n", CHP_RUN_RELAXATION },
    { "NSW = 50\n", CHP_RUN_DYNAMICS },
    { "IBRION = 5\n", CHP_RUN_FREQUENCIES },
    { "IBRION = 8\n", CHP_RUN_RESPONSE },
    { "IBRION = 44\nNSW = 9\n", CHP_RUN_PATH },
    { "IBRION = 11\nNSW = 9\n", CHP_RUN_OTHER },
};

START_TEST(the_kind_of_run_is_what_VASP_makes_of_it)
{
    outcome o = read_text(&format_incar, str_of(kinds[_i].text));
    ck_assert_int_eq(o.calc.kind, kinds[_i].kind);
    outcome_free(&o);
}
END_TEST

START_TEST(an_INCAR_is_known_by_its_tags)
{
    ck_assert_str_eq(format_of(str_of(text))->name, "incar");
    ck_assert_ptr_null(format_of(STR("x = 1\ny = 2\n")));
}
END_TEST

START_TEST(every_cut_gives_a_result_or_a_message)
{
    check_every_cut(&format_incar, str_of(text));
}
END_TEST

#define N(table) ((int)(sizeof(table) / sizeof *(table)))

Suite *suite_incar(void)
{
    TCase *tc = tcase_create("incar");
    tcase_add_loop_test(tc, every_setting_is_found_with_its_line, 0, N(settings));
    tcase_add_loop_test(tc, the_tags_of_a_block_have_its_name, 0,
                        sizeof blocks / sizeof *blocks);
    tcase_add_test(tc, what_VASP_ignores_is_told);
    tcase_add_test(tc, a_decimal_comma_is_an_error);
    tcase_add_loop_test(tc, a_value_ends_where_a_remark_begins, 0,
                        sizeof remarks / sizeof *remarks);
    tcase_add_loop_test(tc, the_kind_of_run_is_what_VASP_makes_of_it, 0, N(kinds));
    tcase_add_test(tc, an_INCAR_is_known_by_its_tags);
    tcase_add_test(tc, every_cut_gives_a_result_or_a_message);
    Suite *suite = suite_create("formats/incar");
    suite_add_tcase(suite, tc);
    return suite;
}
