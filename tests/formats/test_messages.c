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

/* The texts that are known, each with what it means. A box is searched as a whole, so
 * that a text may stand anywhere in it. */
static const struct {
    message_kind kind;
    const char *text;
} texts[] = {
    { MESSAGE_INPUT, "Error reading item 'ENCUT' from file INCAR." },
    { MESSAGE_INPUT, "Error code was IERR= 5" },
    { MESSAGE_INPUT, "No INCAR found, STOPPING" },
    { MESSAGE_INPUT, "the following files does not exist" },
    { MESSAGE_INPUT, "ERROR: number of atoms are different on POSCAR and POTCAR" },
    { MESSAGE_INPUT, "IBRION=0, but no entry for POTIM on file INCAR." },
    { MESSAGE_INPUT,
      "ERROR: non collinear calculations require that VASP is compiled" },
    { MESSAGE_INPUT, "POSCAR and POTCAR are incompatible" },
    { MESSAGE_INPUT, "HNFORM: k-point generating" },
    { MESSAGE_INPUT, "The number of bands is not sufficient to hold all electrons" },
    { MESSAGE_INPUT, "TOO FEW BANDS" },
    { MESSAGE_INPUT, "Fatal error detecting k-mesh" },
    { MESSAGE_INPUT, "Fatal error: unable to match k-point" },
    { MESSAGE_INPUT,
      "The linear tetrahedron method can not be used with the KPOINTS file" },
    { MESSAGE_INPUT, "Tetrahedron method fails for NKPT<4." },
    { MESSAGE_INPUT, "Routine TETIRR needs special values" },
    { MESSAGE_INPUT, "supplied exchange-correlation table" },
    { MESSAGE_INPUT, "Spin polarized Harris functional dynamics is a good joke" },
    { MESSAGE_SYMMETRY, "rotation matrix was not found (increase SYMPREC)" },
    { MESSAGE_SYMMETRY, "Found some non-integer element in rotation matrix" },
    { MESSAGE_SYMMETRY, "VERY BAD NEWS! internal error in subroutine SGRCON" },
    { MESSAGE_SYMMETRY, "group operation missing" },
    { MESSAGE_SYMMETRY, "POSMAP internal error: symmetry equivalent atom not found" },
    { MESSAGE_SYMMETRY, "RHOSYG internal error: stars are not distinct" },
    { MESSAGE_SYMMETRY, "VERY BAD NEWS! internal error in subroutine INVGRP" },
    { MESSAGE_SYMMETRY, "internal error in subroutine IBZKPT" },
    { MESSAGE_SYMMETRY, "internal error in subroutine PRICEL" },
    { MESSAGE_SYMMETRY, "internal error in subroutine PRICELV" },
    { MESSAGE_SYMMETRY, "Inconsistent Bravais lattice types found" },
    { MESSAGE_SYMMETRY, "the triple product of the basis vectors" },
    { MESSAGE_SYMMETRY, "not all point group operations" },
    { MESSAGE_ACCURACY, "One of the lattice vectors is very long" },
    { MESSAGE_ACCURACY, "aliasing errors must be expected" },
    { MESSAGE_ACCURACY, "PSMAXN for non-local potential too small" },
    { MESSAGE_ACCURACY, "stress and forces are not correct" },
    { MESSAGE_ACCURACY, "real space projection scheme for the treatment of 'small "
                        "supercell' and for smaller cells" },
    { MESSAGE_ACCURACY, "The number of bands has been changed" },
    { MESSAGE_ALGEBRA, "LAPACK: Routine ZPOTRF failed" },
    { MESSAGE_ALGEBRA, "ERROR ZPOTRF ZTRTRI" },
    { MESSAGE_ALGEBRA, "PSSYEVX" },
    { MESSAGE_ALGEBRA, "PDSYEVX" },
    { MESSAGE_ALGEBRA, "PZSTEIN" },
    { MESSAGE_ALGEBRA, "Error EDDDAV: Call to ZHEGV failed" },
    { MESSAGE_ALGEBRA, "Error EDDRMM: call to ZHEGV failed" },
    { MESSAGE_ALGEBRA, "ERROR EDDIAG: Call to routine ZHEEV failed!" },
    { MESSAGE_ALGEBRA,
      "ERROR in EDDIAG: call to ZHEEV/ZHEEVX/DSYEV/DSYEVX failed! error code was" },
    { MESSAGE_ALGEBRA, "EDWAV: internal error, the gradient is not orthogonal" },
    { MESSAGE_ALGEBRA, "SBESSELITER : nicht konvergent" },
    { MESSAGE_ALGEBRA, "REAL_OPTLAY: internal error (1)" },
    { MESSAGE_ALGEBRA, "REAL_OPT: internal ERROR" },
    { MESSAGE_ALGEBRA, "ERROR RSPHER" },
    { MESSAGE_ALGEBRA, "ERROR: DENTET: can't reach specified precision" },
    { MESSAGE_ALGEBRA, "ERROR: CNORMN" },
    { MESSAGE_ALGEBRA, "ERROR FEXCP: supplied Exchange-correletion" },
    { MESSAGE_ALGEBRA, "internal ERROR FOCK_ACC" },
    { MESSAGE_ALGEBRA, "internal error in SET_INDPW_FULL" },
    { MESSAGE_ALGEBRA, "internal error in SET_CORE_WF" },
    { MESSAGE_ALGEBRA, "LRF_COMMUTATOR internal error" },
    { MESSAGE_ALGEBRA, "internal error in GENERATE_KPOINTS_TRANS" },
    { MESSAGE_ALGEBRA, "VERY BAD NEWS! internal error in subroutine XYZ" },
    { MESSAGE_ALGEBRA, "internal error in: mpi.F" },
    { MESSAGE_OPTIMISER, "ZBRENT: fatal error in bracketing" },
    { MESSAGE_OPTIMISER, "ZBRENT: fatal internal in brackting" },
    { MESSAGE_OPTIMISER, "ZBRENT: can't locate minimum, use default step" },
    { MESSAGE_OPTIMISER, "BRIONS problems: POTIM should be increased" },
    { MESSAGE_ELECTRONS,
      "BRMIX: very serious problems the old and the new charge density differ" },
    { MESSAGE_ELECTRONS, "Sub-Space-Matrix is not hermitian in DAV" },
    { MESSAGE_ELECTRONS, "WARNING: Sub-Space-Matrix is not hermitian in rmm" },
    { MESSAGE_ELECTRONS, "DAV not converged" },
    { MESSAGE_ELECTRONS, "EDDAV not converged" },
    { MESSAGE_ELECTRONS, "Could not get correct shifts" },
    { MESSAGE_ELECTRONS,
      "ALGO=A and IALGO=5X tend to fail with the tetrahedron method" },
    { MESSAGE_ELECTRONS, "The electronic self-consistency was not achieved in the "
                         "given number of steps (NELM)" },
    { MESSAGE_ELECTRONS, "WARNING in EDDRMM: call to ZHEGV failed, returncode = 6" },
    { MESSAGE_PARALLEL, "remove the tag NPAR from the INCAR file" },
    { MESSAGE_PARALLEL, "ELF: KPAR>1 not implemented" },
    { MESSAGE_ADVICE, "grid for Broyden might be to small" },
    { MESSAGE_ADVICE,
      "You have a (more or less) 'large supercell' and for larger cells" },
    { MESSAGE_RESTART,
      "ERROR: while reading WAVECAR, plane wave coefficients changed" },
    { MESSAGE_RESTART, "while reading WAVECAR" },
    { MESSAGE_RESTART, "mass on POTCAR and INCAR are incompatible" },
    { MESSAGE_KILLED, "CANCELLED AT 2024-05-09T11:39:14 DUE TO TIME LIMIT" },
    { MESSAGE_KILLED, "oom-kill event" },
    { MESSAGE_KILLED, "Out Of Memory" },
    { MESSAGE_KILLED, "Killed" },
    { MESSAGE_KILLED, "Exceeded job memory limit" },
    { MESSAGE_KILLED, "=>> PBS: job killed: walltime" },
    { MESSAGE_KILLED, "TERM_RUNLIMIT: job killed" },
    { MESSAGE_KILLED, "forrtl: error (78): process killed (SIGTERM)" },
    { MESSAGE_KILLED, "Allocation would exceed memory limit" },
    { MESSAGE_KILLED, "insufficient virtual memory" },
    { MESSAGE_KILLED, "bus error" },
    { MESSAGE_KILLED, "forrtl: severe (174): SIGSEGV, segmentation fault" },
    { MESSAGE_KILLED, "BAD TERMINATION" },
    { MESSAGE_KILLED, "MPI_ABORT was invoked" },
    { MESSAGE_KILLED, "exited on signal 9" },
    { MESSAGE_KILLED, "exited on signal 15" },
    { MESSAGE_KILLED, "exited on signal 11" },
    { MESSAGE_KILLED, "Segmentation fault" },
    { MESSAGE_KILLED, "No space left on device" },
    { MESSAGE_KILLED, "disk quota exceeded" },
    { MESSAGE_KILLED, "Stale file handle" },
    { MESSAGE_KILLED, "xml error: not all tags are closed in the xml file" },
    { MESSAGE_STOPPED, "soft stop encountered!  aborting job ..." },
    { MESSAGE_STOPPED, "hard stop encountered!  aborting job ..." },
    { MESSAGE_HDF5, "internal error in: vhdf5.F  at line: 89" },
    { MESSAGE_HDF5, "HDF5 call in vhdf5.F:89 produced error: 1" },
};

/* [6.2] */
START_TEST(a_text_has_its_meaning)
{
    const message *m = message_find(str_of(texts[_i].text));
    ck_assert_msg(m != NULL, "%s", texts[_i].text);
    ck_assert_msg(m->kind == texts[_i].kind, "%s: %d", texts[_i].text, (int)m->kind);
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
    tcase_add_loop_test(tc, a_text_has_its_meaning, 0, sizeof texts / sizeof *texts);
    tcase_add_test(tc, an_error_that_stops_vasp_is_fatal_a_remark_is_not);
    Suite *suite = suite_create("formats/messages");
    suite_add_tcase(suite, tc);
    return suite;
}
