#include "formats/messages.h"

#include "suites.h"

static const struct {
    const char *line;
    message_kind kind; // MESSAGE_NONE: says nothing
} lines[] = {
    { " WARNING in EDDRMM: call to ZHEGV failed, returncode =   6  3      1",
      MESSAGE_ELECTRONS },
    { " Error EDDDAV: Call to ZHEGV failed. Returncode =  14 1  15", MESSAGE_ALGEBRA },
    { " LAPACK: Routine ZPOTRF failed!", MESSAGE_ALGEBRA },
    { " BRMIX: very serious problems", MESSAGE_ELECTRONS },
    { " ZBRENT: fatal error in bracketing", MESSAGE_OPTIMISER },
    { " VERY BAD NEWS! internal error in subroutine SGRCON:", MESSAGE_SYMMETRY },
    { " soft stop encountered!  aborting job ...", MESSAGE_STOPPED },
    { " WARNING: aliasing errors must be expected set NGX to  74 to avoid them",
      MESSAGE_ACCURACY },
    { " Subroutine IBZKPT returns following result:", MESSAGE_NONE },
    { " Subroutine PRICEL returns:", MESSAGE_NONE },
    { "     EDDAV:  cpu time   46.4161: real time   46.4569", MESSAGE_NONE },
    { " real space projection operators:", MESSAGE_ADVICE },
    { "Killed", MESSAGE_KILLED },
    { "slurmstepd: error: Detected 1 oom-kill event(s) in StepId=1.0", MESSAGE_KILLED },
    { " Error reading item 'ENCUT' from file INCAR.", MESSAGE_INPUT },
    { "", MESSAGE_NONE },
};

START_TEST(a_line_means_something_only_when_it_begins_so)
{
    const message *m = message_in_line(str_of(lines[_i].line));
    ck_assert_int_eq(m ? m->kind : MESSAGE_NONE, lines[_i].kind);
}
END_TEST

/* As schedulers, shells and MPI write them into the log of a job. */
static const struct {
    const char *line;
    bool is_killed;
} logged[] = {
    { "=   BAD TERMINATION OF ONE OF YOUR APPLICATION PROCESSES", true },
    { "=   KILLED BY SIGNAL: 9 (Killed)", true },
    { "/var/spool/slurmd/job4711/slurm_script: line 9: 4711 Killed    vasp_std", true },
    { "srun: error: node3: task 0: Out Of Memory", true },
    { "=>> PBS: job killed: walltime 86420 exceeded limit 86400", true },
    { "mpirun noticed that process rank 3 exited on signal 11", true },
    { "forrtl: No space left on device", true },
    { "cp: error writing 'CHGCAR': Disk quota exceeded", true },
    { "DAV:   1     0.158113421187E+03    0.15811E+03   -0.69106E+03  1184", false },
    { " entering main loop", false },
};

START_TEST(a_killed_job_is_known_by_its_log)
{
    const message *m = message_in_log(str_of(logged[_i].line));
    ck_assert_int_eq(m && m->kind == MESSAGE_KILLED, logged[_i].is_killed);
}
END_TEST

START_TEST(the_sieve_lets_every_message_through)
{
    message_leads leads = message_leads_new();
    str line = str_trim(str_of(lines[_i].line));
    if (lines[_i].kind != MESSAGE_NONE)
        ck_assert(message_may_begin(&leads, line.at));
}
END_TEST

START_TEST(a_text_is_known_however_its_box_breaks_it)
{
    arena a = { 0 };
    str box =
        message_squeeze(&a, STR("|     The electronic self-consistency was not   |\n"
                                "|     achieved in the given number of steps     |"));
    const message *m = message_find(box);
    ck_assert_ptr_nonnull(m);
    ck_assert_int_eq(m->kind, MESSAGE_ELECTRONS);
    arena_clear(&a);
}
END_TEST

/* [6.2] */
START_TEST(an_error_that_stops_vasp_is_fatal_a_remark_is_not)
{
    ck_assert(message_is_fatal(MESSAGE_INPUT));
    ck_assert(message_is_fatal(MESSAGE_OPTIMISER));
    ck_assert(message_is_fatal(MESSAGE_KILLED));
    ck_assert(!message_is_fatal(MESSAGE_ACCURACY));
    ck_assert(!message_is_fatal(MESSAGE_ELECTRONS));
    ck_assert(!message_is_fatal(MESSAGE_STOPPED));
}
END_TEST

Suite *suite_messages(void)
{
    TCase *tc = tcase_create("messages");
    size_t n = sizeof lines / sizeof *lines;
    tcase_add_loop_test(tc, a_line_means_something_only_when_it_begins_so, 0, (int)n);
    tcase_add_loop_test(tc, a_killed_job_is_known_by_its_log, 0,
                        sizeof logged / sizeof *logged);
    tcase_add_loop_test(tc, the_sieve_lets_every_message_through, 0, (int)n);
    tcase_add_test(tc, a_text_is_known_however_its_box_breaks_it);
    tcase_add_test(tc, an_error_that_stops_vasp_is_fatal_a_remark_is_not);
    Suite *suite = suite_create("formats/messages");
    suite_add_tcase(suite, tc);
    return suite;
}
