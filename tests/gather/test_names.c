#include "gather/names.h"

#include "suites.h"

static const struct {
    const char *name;
    file_role role;
} names[] = {
    { "OUTCAR", ROLE_OUTCAR },
    { "OUTCAR.gz", ROLE_OUTCAR },
    { "OUTCAR.relax2.gz", ROLE_OUTCAR },
    { "OUTCAR_relax", ROLE_OUTCAR },
    { "01_OUTCAR", ROLE_OUTCAR },
    { "outcar.xz", ROLE_OUTCAR },
    { "vasprun.xml", ROLE_VASPRUN },
    { "vasprun_relax.xml", ROLE_VASPRUN },
    { "vaspout.h5", ROLE_VASPOUT },
    { "OSZICAR", ROLE_OSZICAR },
    { "CONTCAR", ROLE_CONTCAR },
    { "POSCAR.vasp", ROLE_POSCAR },
    { "INCAR", ROLE_INCAR },
    { "KPOINTS", ROLE_KPOINTS },
    { "POTCAR", ROLE_POTCAR },
    { "slurm-12345.out", ROLE_LOG },
    { "run.o12345", ROLE_LOG },
    { "job.log", ROLE_LOG },
    { "log", ROLE_LOG },
    { "Error", ROLE_LOG },
    { "error_rates", ROLE_NONE },
    { "WAVECAR", ROLE_NONE },
    { "CHGCAR", ROLE_NONE },
    { "LOCPOT", ROLE_NONE },
    { "AECCAR0", ROLE_NONE },
    { "PROCAR", ROLE_NONE },
    { "notes.txt", ROLE_NONE },
    { "._OUTCAR", ROLE_NONE },
    { "#vasprun.xml#", ROLE_NONE },
    { "vasprun.xml~", ROLE_NONE },
    { "OUTCAR.bak", ROLE_NONE },
    { ".OUTCAR.swp", ROLE_NONE },
};

START_TEST(a_name_tells_what_a_file_may_be)
{
    ck_assert_msg(role_of_name(str_of(names[_i].name)) == names[_i].role, "%s",
                  names[_i].name);
}
END_TEST

/* Each is a better choice than the one below it. */
static const char *const from_the_best[] = { "OUTCAR",         "OUTCAR.gz",
                                             "OUTCAR.relax10", "OUTCAR.relax2.gz",
                                             "OUTCAR.relax1",  "OUTCAR_first" };
enum { N_RANKS = sizeof from_the_best / sizeof *from_the_best };

START_TEST(the_plain_name_is_best_then_the_last_relaxation)
{
    unsigned better = name_rank(str_of(from_the_best[_i - 1]), ROLE_OUTCAR);
    unsigned worse = name_rank(str_of(from_the_best[_i]), ROLE_OUTCAR);
    ck_assert_msg(better > worse, "%s, %s", from_the_best[_i - 1], from_the_best[_i]);
}
END_TEST

START_TEST(vasprun_is_plain_with_its_ending)
{
    ck_assert_uint_gt(name_rank(STR("vasprun.xml"), ROLE_VASPRUN),
                      name_rank(STR("vasprun.xml.relax2"), ROLE_VASPRUN));
}
END_TEST

Suite *suite_names(void)
{
    TCase *tc = tcase_create("names");
    tcase_add_loop_test(tc, a_name_tells_what_a_file_may_be, 0,
                        sizeof names / sizeof *names);
    tcase_add_loop_test(tc, the_plain_name_is_best_then_the_last_relaxation, 1,
                        N_RANKS);
    tcase_add_test(tc, vasprun_is_plain_with_its_ending);
    Suite *suite = suite_create("gather/names");
    suite_add_tcase(suite, tc);
    return suite;
}
