/* Every run of the corpus whose files lie together: what they tell differently is
 * listed here, with what was found when one looked. */
#include "chepath/calc.h"

#include <stdlib.h>

#include "base/str.h"
#include "fixture.h"
#include "suites.h"

static const struct {
    const char *file, *fact;
} known[] = {
    // a vasprun.xml of four days later, out of which k-points were cut
    { "Si_phonon_ibrion6/OUTCAR.gz", "56 k-points here and 1 in vasprun.xml" },
    { "Si_phonon_ibrion6/OUTCAR.gz", "the stress xx is 42.29685 kB here and 42.27816" },
    // the input of the primitive cell
    { "1_bulk/POSCAR", "2 atoms here, but the run had 4" },
    // its <incar> is not what its <parameters> say
    { "relaxation_v5212/OUTCAR", "EDIFF is 0.5E-04 here and 0.00000100" },
};
enum { N_KNOWN = sizeof known / sizeof *known };

static bool is_of_files(const chp_message *m)
{
    static const char *const codes[] = { "files-disagree", "values-differ",
                                         "structures-differ", "input-edited", NULL };
    return m->severity > CHP_NOTE && str_among(str_of(m->code), codes);
}

static bool is_known(const chp_message *m, bool seen[N_KNOWN])
{
    for (size_t i = 0; i < N_KNOWN; i++)
        if (strstr(m->where.path, known[i].file) && strstr(m->fact, known[i].fact)) {
            seen[i] = true;
            return true;
        }
    return false;
}

START_TEST(files_that_belong_together_tell_the_same)
{
    const char *corpus = getenv("CORPUS");
    const char *path = arena_print(&memory, "%s/vasp", corpus ? corpus : "");
    bool seen[N_KNOWN] = { 0 };
    chp_read_options options = chp_read_defaults();
    options.cache = NULL;
    options.is_brief = true;
    chp_runs *runs = chp_runs_read(&path, 1, &options, diag);
    if (chp_runs_count(runs) < 100) {
        puts("gather/agree_corpus skipped: no corpus");
        chp_runs_free(runs);
        return;
    }
    for (size_t i = 0; i < chp_runs_count(runs); i++) {
        const chp_run *run = chp_runs_get(runs, i);
        const chp_message *m;
        for (size_t k = 0; (m = chp_diag_get(run->diag, k)) != NULL; k++)
            if (is_of_files(m))
                ck_assert_msg(is_known(m, seen), "%s:%zu: %s", m->where.path,
                              m->where.line, m->fact);
    }
    for (size_t i = 0; i < N_KNOWN; i++)
        ck_assert_msg(seen[i], "%s is no longer told", known[i].fact);
    chp_runs_free(runs);
}
END_TEST

Suite *suite_agree_corpus(void)
{
    Suite *s = suite_create("gather/agree_corpus");
    TCase *tc = tcase_create("corpus");
    tcase_add_checked_fixture(tc, fixture_begin, fixture_end);
    tcase_set_timeout(tc, 120);
    tcase_add_test(tc, files_that_belong_together_tell_the_same);
    suite_add_tcase(s, tc);
    return s;
}
