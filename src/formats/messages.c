/* VASP speaks to its user in boxes and in lines, in OUTCAR and on standard output:
 *
 *     |     ZBRENT: fatal error in bracketing                                 |
 *      WARNING in EDDRMM: call to ZHEGV failed, returncode =   6  3      1
 *
 * The same text is broken over lines elsewhere, so blanks are squeezed before it is
 * compared. The first entry that occurs counts: special texts stand before general
 * ones. Kinds and texts follow what public readers (custodian, parsevasp) react to.
 */
#include "formats/messages.h"

#include <stddef.h>

#define RERUN_SCF                                                                      \
    "Let the electrons converge: raise NELM, or change ALGO or the mixing."

static const message messages[] = {
    /* killed from outside */
    { STR_INIT("DUE TO TIME LIMIT"), MESSAGE_KILLED,
      "the queue's time limit ended the job",
      "Ask for more time, and restart from CONTCAR and WAVECAR." },
    { STR_INIT("job killed: walltime"), MESSAGE_KILLED,
      "the queue's time limit ended the job",
      "Ask for more time, and restart from CONTCAR and WAVECAR." },
    { STR_INIT("TERM_RUNLIMIT"), MESSAGE_KILLED, "the queue's time limit ended the job",
      "Ask for more time, and restart from CONTCAR and WAVECAR." },
    { STR_INIT("CANCELLED AT"), MESSAGE_KILLED, "the job was cancelled",
      "Restart it from CONTCAR and WAVECAR." },
    { STR_INIT("oom-kill"), MESSAGE_KILLED, "the job ran out of memory",
      "Use more nodes, a smaller KPAR or a larger NCORE." },
    { STR_INIT("Out Of Memory"), MESSAGE_KILLED, "the job ran out of memory",
      "Use more nodes, a smaller KPAR or a larger NCORE." },
    { STR_INIT("Exceeded job memory limit"), MESSAGE_KILLED,
      "the job ran out of memory",
      "Use more nodes, a smaller KPAR or a larger NCORE." },
    { STR_INIT("Allocation would exceed memory limit"), MESSAGE_KILLED,
      "the job ran out of memory",
      "Use more nodes, a smaller KPAR or a larger NCORE." },
    { STR_INIT("insufficient virtual memory"), MESSAGE_KILLED,
      "the job ran out of memory",
      "Use more nodes, a smaller KPAR or a larger NCORE." },
    { STR_INIT("No space left on device"), MESSAGE_KILLED, "the disk was full",
      "Free some space, switch LWAVE and LCHARG off, and run it again." },
    { STR_INIT("disk quota exceeded"), MESSAGE_KILLED, "the disk quota was used up",
      "Free some space, switch LWAVE and LCHARG off, and run it again." },
    { STR_INIT("Disk quota exceeded"), MESSAGE_KILLED, "the disk quota was used up",
      "Free some space, switch LWAVE and LCHARG off, and run it again." },
    { STR_INIT("Stale file handle"), MESSAGE_KILLED, "the network disk went away",
      "Run it again." },
    { STR_INIT("forrtl: error (78)"), MESSAGE_KILLED, "the job was killed by a signal",
      "See the queue's own log for the reason." },
    { STR_INIT("forrtl: severe (174): SIGSEGV"), MESSAGE_KILLED,
      "VASP crashed (SIGSEGV)", "Often the stack is too small: ulimit -s unlimited." },
    { STR_INIT("Segmentation fault"), MESSAGE_KILLED, "VASP crashed (SIGSEGV)",
      "Often the stack is too small: ulimit -s unlimited." },
    { STR_INIT("signal 11"), MESSAGE_KILLED, "VASP crashed (SIGSEGV)",
      "Often the stack is too small: ulimit -s unlimited." },
    { STR_INIT("bus error"), MESSAGE_KILLED, "VASP crashed (bus error)",
      "Often a full disk or a failing node: run it elsewhere." },
    { STR_INIT("KILLED BY SIGNAL"), MESSAGE_KILLED, "the job was killed",
      "Often for its memory: see the queue's own log." },
    { STR_INIT("Killed"), MESSAGE_KILLED, "the job was killed",
      "Often for its memory: see the queue's own log." },
    { STR_INIT("signal 9"), MESSAGE_KILLED, "the job was killed",
      "Often for its memory: see the queue's own log." },
    { STR_INIT("signal 15"), MESSAGE_KILLED, "the job was killed",
      "See the queue's own log for the reason." },
    { STR_INIT("BAD TERMINATION"), MESSAGE_KILLED, "a process of the job died",
      "See the lines above it, and the queue's own log." },
    { STR_INIT("MPI_ABORT"), MESSAGE_KILLED, "a process of the job gave up",
      "See the lines above it, and the queue's own log." },
    { STR_INIT("MPI_Abort"), MESSAGE_KILLED, "a process of the job gave up",
      "See the lines above it, and the queue's own log." },
    { STR_INIT("xml error: not all tags are closed in the xml file"), MESSAGE_KILLED,
      "vasprun.xml was left open", "The job died while it wrote: see its own log." },

    /* the optimiser of ions */
    { STR_INIT("ZBRENT: fatal error in bracketing"), MESSAGE_OPTIMISER,
      "the line search of the ions failed",
      "Restart from CONTCAR, with IBRION = 1 or a smaller EDIFF." },
    { STR_INIT("ZBRENT: fatal internal in"), MESSAGE_OPTIMISER,
      "the line search of the ions failed",
      "Restart from CONTCAR, with IBRION = 1 or a smaller EDIFF." },
    { STR_INIT("ZBRENT: can't locate minimum"), MESSAGE_OPTIMISER,
      "the line search of the ions failed",
      "Restart from CONTCAR, with IBRION = 1 or a smaller EDIFF." },
    { STR_INIT("BRIONS problems: POTIM should be increased"), MESSAGE_OPTIMISER,
      "the optimiser of the ions was stuck", "Restart from CONTCAR with IBRION = 2." },

    /* input */
    { STR_INIT("Error reading item"), MESSAGE_INPUT, NULL,
      "Correct this tag in INCAR." },
    { STR_INIT("Error code was IERR="), MESSAGE_INPUT, NULL,
      "Correct this tag in INCAR." },
    { STR_INIT("No INCAR found"), MESSAGE_INPUT, NULL,
      "Put an INCAR into the run's folder." },
    { STR_INIT("the following files does not exist"), MESSAGE_INPUT, NULL,
      "Put the file into the run's folder." },
    { STR_INIT("number of atoms are different on POSCAR and POTCAR"), MESSAGE_INPUT,
      NULL, "Make POSCAR and POTCAR list the same species." },
    { STR_INIT("POSCAR and POTCAR are incompatible"), MESSAGE_INPUT, NULL,
      "Make POSCAR and POTCAR list the same species, in the same order." },
    { STR_INIT("IBRION=0, but no entry for POTIM"), MESSAGE_INPUT, NULL, "Set POTIM." },
    { STR_INIT("non collinear calculations require"), MESSAGE_INPUT, NULL,
      "Use vasp_ncl for it." },
    { STR_INIT("HNFORM: k-point generating"), MESSAGE_INPUT, NULL, "Correct KPOINTS." },
    { STR_INIT("The number of bands is not sufficient"), MESSAGE_INPUT, NULL,
      "Raise NBANDS." },
    { STR_INIT("TOO FEW BANDS"), MESSAGE_INPUT, NULL, "Raise NBANDS." },
    { STR_INIT("Fatal error detecting k-mesh"), MESSAGE_INPUT, NULL,
      "Use ISMEAR = 0, or a Gamma-centred mesh." },
    { STR_INIT("unable to match k-point"), MESSAGE_INPUT, NULL,
      "Use ISMEAR = 0, or a Gamma-centred mesh." },
    { STR_INIT("The linear tetrahedron method can not be used"), MESSAGE_INPUT, NULL,
      "Use ISMEAR = 0." },
    { STR_INIT("Tetrahedron method fails"), MESSAGE_INPUT, NULL,
      "Use ISMEAR = 0, or at least four k-points." },
    { STR_INIT("Routine TETIRR needs special values"), MESSAGE_INPUT, NULL,
      "Use ISMEAR = 0, or a Gamma-centred mesh." },
    { STR_INIT("supplied exchange-correlation table"), MESSAGE_INPUT, NULL,
      "Use POTCARs of one functional." },
    { STR_INIT("Spin polarized Harris functional dynamics is a good joke"),
      MESSAGE_INPUT, NULL, "Set ICHARG below 10." },

    /* symmetry and cell */
    { STR_INIT("rotation matrix was not found (increase SYMPREC)"), MESSAGE_SYMMETRY,
      NULL, "Set SYMPREC = 1E-4, or ISYM = 0." },
    { STR_INIT("Found some non-integer element in rotation matrix"), MESSAGE_SYMMETRY,
      NULL, "Set SYMPREC = 1E-4, or ISYM = 0." },
    { STR_INIT("group operation missing"), MESSAGE_SYMMETRY, NULL,
      "Set SYMPREC = 1E-8, or ISYM = 0." },
    { STR_INIT("SGRCON"), MESSAGE_SYMMETRY, NULL, "Set SYMPREC = 1E-8, or ISYM = 0." },
    { STR_INIT("POSMAP"), MESSAGE_SYMMETRY, NULL, "Set SYMPREC = 1E-6, or ISYM = 0." },
    { STR_INIT("RHOSYG"), MESSAGE_SYMMETRY, NULL, "Set SYMPREC = 1E-4, or ISYM = 0." },
    { STR_INIT("INVGRP"), MESSAGE_SYMMETRY, NULL, "Set SYMPREC = 1E-8, or ISYM = 0." },
    { STR_INIT("internal override: KBLOWUP"), MESSAGE_ACCURACY, NULL, NULL },
    { STR_INIT("IBZKPT"), MESSAGE_SYMMETRY, NULL,
      "Use a Gamma-centred mesh, or ISYM = 0." },
    { STR_INIT("PRICELV"), MESSAGE_SYMMETRY, NULL, "Set SYMPREC = 1E-8, or ISYM = 0." },
    { STR_INIT("PRICEL"), MESSAGE_SYMMETRY, NULL, "Set SYMPREC = 1E-8, or ISYM = 0." },
    { STR_INIT("Inconsistent Bravais lattice"), MESSAGE_SYMMETRY, NULL,
      "Give the lattice with more digits, or set SYMPREC." },
    { STR_INIT("the triple product of the basis vectors"), MESSAGE_SYMMETRY, NULL,
      "Exchange two lattice vectors: the cell is left-handed." },
    { STR_INIT("One of the lattice vectors is very long"), MESSAGE_ACCURACY,
      "one of the lattice vectors is very long", "Set AMIN = 0.01." },
    { STR_INIT("not all point group operations"), MESSAGE_SYMMETRY, NULL,
      "Set ISYM = 0." },

    /* trouble with the electrons, which a run may survive */
    { STR_INIT("WARNING in EDDRMM: call to ZHEGV failed"), MESSAGE_ELECTRONS,
      "the electronic solver stumbled (EDDRMM, ZHEGV)",
      "When the electrons converged in the end, the energy is fine; else use "
      "ALGO = Normal." },
    { STR_INIT("BRMIX: very serious problems"), MESSAGE_ELECTRONS,
      "the density and the number of electrons did not fit (BRMIX)",
      "Start without the old CHGCAR, and see that NELECT is right." },
    { STR_INIT("Sub-Space-Matrix is not hermitian"), MESSAGE_ELECTRONS,
      "the subspace matrix was not hermitian", RERUN_SCF },
    { STR_INIT("DAV not converged"), MESSAGE_ELECTRONS, NULL, RERUN_SCF },
    { STR_INIT("Could not get correct shifts"), MESSAGE_ELECTRONS, NULL, RERUN_SCF },
    { STR_INIT("ALGO=A and IALGO=5X tend to fail"), MESSAGE_ELECTRONS, NULL,
      "Use ALGO = Normal." },
    { STR_INIT("The electronic self-consistency was not achieved"), MESSAGE_ELECTRONS,
      "the electrons did not converge within NELM steps", RERUN_SCF },

    /* parallel */
    { STR_INIT("remove the tag NPAR"), MESSAGE_PARALLEL, NULL,
      "Remove NPAR from INCAR." },
    { STR_INIT("ELF: KPAR>1 not implemented"), MESSAGE_PARALLEL, NULL,
      "Set KPAR = 1." },
    { STR_INIT("The number of bands has been changed"), MESSAGE_ACCURACY,
      "VASP changed the number of bands", NULL },

    /* accuracy */
    { STR_INIT("aliasing errors must be expected"), MESSAGE_ACCURACY,
      "the FFT grid is coarse: aliasing errors",
      "PREC = Accurate chooses a finer one." },
    { STR_INIT("wrap around error must be expected"), MESSAGE_ACCURACY,
      "the FFT grid is coarse: wrap-around errors",
      "PREC = Accurate chooses a finer one." },
    { STR_INIT("grid for Broyden might be to small"), MESSAGE_ADVICE, NULL, NULL },
    { STR_INIT("PSMAXN for non-local potential too small"), MESSAGE_ACCURACY,
      "a potential was cut off (PSMAXN)", NULL },
    { STR_INIT("stress and forces are not correct"), MESSAGE_ACCURACY,
      "VASP says that stress and forces are not correct", NULL },
    { STR_INIT("real space projection operators"), MESSAGE_ADVICE, NULL, NULL },
    { STR_INIT("real-space projection operators"), MESSAGE_ADVICE, NULL, NULL },
    { STR_INIT("'small supercell' and for smaller cells"), MESSAGE_ACCURACY,
      "real-space projection in a small cell", "LREAL = .FALSE. is more accurate." },
    { STR_INIT("One real space projector is optimized for"), MESSAGE_ACCURACY,
      "a real-space projector was made for another cut-off", NULL },
    { STR_INIT("The distance between some ions is very small"), MESSAGE_ACCURACY,
      "some atoms are very close to each other", "Look at the structure." },
    { STR_INIT("Your timestep is larger than 0.1"), MESSAGE_ACCURACY,
      "VASP replaced the displacement POTIM by 0.015",
      "0.01 to 0.02 is right for finite differences." },
    { STR_INIT("Your generating k-point grid is not commensurate"), MESSAGE_ACCURACY,
      "the k-mesh does not have the symmetry of the lattice",
      "Use a Gamma-centred mesh." },
    { STR_INIT("did not specify the initial magnetic moment"), MESSAGE_ACCURACY,
      "MAGMOM was not given: VASP began ferromagnetic", NULL },
    { STR_INIT("You enforced a specific xc"), MESSAGE_ACCURACY,
      "GGA in INCAR differs from the functional of the POTCAR", NULL },
    { STR_INIT("could not be found or opened for reading k-point information"),
      MESSAGE_ACCURACY, "no KPOINTS file: the mesh came from KSPACING", NULL },

    /* restart */
    { STR_INIT("while reading WAVECAR"), MESSAGE_RESTART,
      "WAVECAR did not fit and was read in part", NULL },
    { STR_INIT("The orbitals not found in the WAVECAR file"), MESSAGE_RESTART,
      "WAVECAR did not fit and was read in part", NULL },
    { STR_INIT("mass on POTCAR and INCAR are incompatible"), MESSAGE_RESTART,
      "the masses in INCAR are not those of POTCAR", NULL },
    { STR_INIT("chargedensity file is incomplete"), MESSAGE_RESTART,
      "CHGCAR was incomplete", NULL },

    /* the user's STOPCAR */
    { STR_INIT("soft stop encountered"), MESSAGE_STOPPED,
      "the run was stopped by STOPCAR", "Restart it from CONTCAR." },
    { STR_INIT("hard stop encountered"), MESSAGE_STOPPED,
      "the run was stopped by STOPCAR", "Restart it from CONTCAR." },

    /* HDF5 */
    { STR_INIT("internal error in: vhdf5.F"), MESSAGE_HDF5,
      "vaspout.h5 could not be written",
      "Often KPOINTS is missing, or the disk is full." },
    { STR_INIT("HDF5 call in vhdf5.F"), MESSAGE_HDF5, "vaspout.h5 could not be written",
      "Often KPOINTS is missing, or the disk is full." },

    /* linear algebra, and the inside of VASP */
    { STR_INIT("Routine ZPOTRF failed"), MESSAGE_ALGEBRA, NULL,
      "Often two atoms overlap, or POTIM is too large: look at the structure." },
    { STR_INIT("ZPOTRF"), MESSAGE_ALGEBRA, NULL,
      "Often two atoms overlap, or POTIM is too large: look at the structure." },
    { STR_INIT("ZTRTRI"), MESSAGE_ALGEBRA, NULL,
      "Often two atoms overlap, or POTIM is too large: look at the structure." },
    { STR_INIT("PSSYEVX"), MESSAGE_ALGEBRA, NULL,
      "Use ALGO = Normal, or LSCALAPACK = F." },
    { STR_INIT("PDSYEVX"), MESSAGE_ALGEBRA, NULL,
      "Use ALGO = Normal, or LSCALAPACK = F." },
    { STR_INIT("PZSTEIN"), MESSAGE_ALGEBRA, NULL,
      "Use ALGO = Normal, or LSCALAPACK = F." },
    { STR_INIT("EDDDAV: Call to ZHEGV failed"), MESSAGE_ALGEBRA,
      "the electronic solver failed (EDDDAV, ZHEGV)",
      "Use ALGO = All, or start from a better structure." },
    { STR_INIT("EDDRMM: call to ZHEGV failed"), MESSAGE_ALGEBRA,
      "the electronic solver failed (EDDRMM, ZHEGV)", "Use ALGO = Normal." },
    { STR_INIT("ERROR EDDIAG"), MESSAGE_ALGEBRA, NULL, "Use ALGO = Normal." },
    { STR_INIT("ERROR in EDDIAG"), MESSAGE_ALGEBRA,
      "the electronic solver failed (EDDIAG)", "Use ALGO = Normal." },
    { STR_INIT("EDWAV: internal error, the gradient is not orthogonal"),
      MESSAGE_ALGEBRA, NULL, "Use ALGO = Normal." },
    { STR_INIT("SBESSELITER : nicht konvergent"), MESSAGE_ALGEBRA, NULL, NULL },
    { STR_INIT("REAL_OPTLAY: internal error"), MESSAGE_ALGEBRA, NULL,
      "Set LREAL = .FALSE." },
    { STR_INIT("REAL_OPT: internal ERROR"), MESSAGE_ALGEBRA, NULL,
      "Set LREAL = .FALSE." },
    { STR_INIT("ERROR RSPHER"), MESSAGE_ALGEBRA, NULL, "Set LREAL = .FALSE." },
    { STR_INIT("DENTET"), MESSAGE_ALGEBRA, NULL, "Use ISMEAR = 0." },
    { STR_INIT("CNORMN"), MESSAGE_ALGEBRA, NULL, "Use ALGO = Normal." },
    { STR_INIT("FEXCP"), MESSAGE_ALGEBRA, NULL,
      "Two atoms may overlap: look at the structure." },
    { STR_INIT("FOCK_ACC"), MESSAGE_ALGEBRA, NULL, NULL },
    { STR_INIT("SET_INDPW_FULL"), MESSAGE_ALGEBRA, NULL, NULL },
    { STR_INIT("SET_CORE_WF"), MESSAGE_ALGEBRA, NULL,
      "Use another POTCAR of this element." },
    { STR_INIT("LRF_COMMUTATOR internal error"), MESSAGE_ALGEBRA, NULL, NULL },
    { STR_INIT("GENERATE_KPOINTS_TRANS"), MESSAGE_ALGEBRA, NULL, NULL },
    { STR_INIT("VERY BAD NEWS! internal error"), MESSAGE_ALGEBRA, NULL, NULL },
    { STR_INIT("internal error in"), MESSAGE_ALGEBRA, NULL, NULL },

    /* about speed, or how to cite */
    { STR_INIT("For optimal performance"), MESSAGE_ADVICE, NULL, NULL },
    { STR_INIT("improve the performance"), MESSAGE_ADVICE, NULL, NULL },
    { STR_INIT("You have switched on vdW-DFT"), MESSAGE_ADVICE, NULL, NULL },
    { STR_INIT("You have enabled k-point parallelism"), MESSAGE_ADVICE, NULL, NULL },
    { STR_INIT("'large supercell' and for larger cells"), MESSAGE_ADVICE, NULL, NULL },
    { STR_INIT("KPAR>1"), MESSAGE_ADVICE, NULL, NULL },
    { STR_INIT("the temperature will equal"), MESSAGE_ADVICE, NULL, NULL },
    { STR_INIT("For LVTOT="), MESSAGE_ADVICE, NULL, NULL },
    { STR_INIT("If single coordinates had been selected"), MESSAGE_ADVICE, NULL, NULL },
    { STR_INIT("full set of k-points will be restricted"), MESSAGE_ADVICE, NULL, NULL },
};

enum { N_MESSAGES = sizeof messages / sizeof *messages };

/* What stands before a message on its line. */
static const char *const openings[] = {
    "WARNING",  "Warning", "ERROR",      "Error",  "VERY BAD",
    "internal", "forrtl",  "slurmstepd", "LAPACK",
};

const message *message_find(str text)
{
    for (size_t i = 0; i < N_MESSAGES; i++)
        if (str_has(text, messages[i].text))
            return &messages[i];
    return NULL;
}

static bool has_opening(str line)
{
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (str_starts(line, str_of(openings[i])))
            return true;
    return false;
}

const message *message_in_line(str line)
{
    line = str_trim(line);
    if (has_opening(line))
        return message_find(line);
    for (size_t i = 0; i < N_MESSAGES && line.len >= 4; i++)
        if (memcmp(line.at, messages[i].text.at, 4) == 0 &&
            str_starts(line, messages[i].text))
            return &messages[i];
    return NULL;
}

const message *message_in_log(str line)
{
    const message *m = message_in_line(line);
    for (size_t i = 0; i < N_MESSAGES && !m; i++)
        if (messages[i].kind == MESSAGE_KILLED && str_has(line, messages[i].text))
            m = &messages[i];
    return m;
}

bool message_is_fatal(message_kind kind)
{
    return kind == MESSAGE_INPUT || kind == MESSAGE_SYMMETRY ||
           kind == MESSAGE_ALGEBRA || kind == MESSAGE_PARALLEL ||
           kind == MESSAGE_OPTIMISER || kind == MESSAGE_KILLED;
}

const char *message_fact(arena *a, const message *m, const char *said)
{
    if (!m || !m->fact)
        return said;
    return arena_print(a, "%s: \"%.*s\"", m->fact, (int)m->text.len, m->text.at);
}

str message_squeeze(arena *a, str text)
{
    char *out = arena_new(a, char, text.len + 1);
    size_t n = 0;
    bool is_gap = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == ' ' || c == '\t' || c == '|' || c == '\n' || c == '\r') {
            is_gap = n > 0;
            continue;
        }
        if (is_gap)
            out[n++] = ' ';
        is_gap = false;
        out[n++] = c;
    }
    return (str){ out, n };
}

static bool is_one_letter(str word)
{
    for (size_t i = 1; i < word.len; i++)
        if (word.at[i] != word.at[0])
            return false;
    return true;
}

bool message_is_heading(str line)
{
    str word;
    size_t n = 0, n_plain = 0;
    while (str_word(&line, &word)) {
        bool is_frame = str_eq(word, STR("|"));
        n += !is_frame;
        n_plain += !is_frame && !is_one_letter(word);
    }
    return n > 2 && 2 * n_plain < n;
}

static void add_lead(message_leads *leads, const char *text)
{
    uint32_t four;
    memcpy(&four, text, sizeof four);
    unsigned slot = message_lead_slot(four);
    while (leads->four[slot] && leads->four[slot] != four)
        slot = (slot + 1) % N_LEADS;
    leads->four[slot] = four;
}

message_leads message_leads_new(void)
{
    message_leads leads = { 0 };
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        add_lead(&leads, openings[i]);
    for (size_t i = 0; i < N_MESSAGES; i++)
        add_lead(&leads, messages[i].text.at);
    return leads;
}
