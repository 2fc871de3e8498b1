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
    { "DUE TO TIME LIMIT", MESSAGE_KILLED, "the queue's time limit ended the job",
      "Ask for more time, and restart from CONTCAR and WAVECAR." },
    { "job killed: walltime", MESSAGE_KILLED, "the queue's time limit ended the job",
      "Ask for more time, and restart from CONTCAR and WAVECAR." },
    { "TERM_RUNLIMIT", MESSAGE_KILLED, "the queue's time limit ended the job",
      "Ask for more time, and restart from CONTCAR and WAVECAR." },
    { "CANCELLED AT", MESSAGE_KILLED, "the job was cancelled",
      "Restart it from CONTCAR and WAVECAR." },
    { "oom-kill", MESSAGE_KILLED, "the job ran out of memory",
      "Use more nodes, a smaller KPAR or a larger NCORE." },
    { "Out Of Memory", MESSAGE_KILLED, "the job ran out of memory",
      "Use more nodes, a smaller KPAR or a larger NCORE." },
    { "Exceeded job memory limit", MESSAGE_KILLED, "the job ran out of memory",
      "Use more nodes, a smaller KPAR or a larger NCORE." },
    { "Allocation would exceed memory limit", MESSAGE_KILLED,
      "the job ran out of memory",
      "Use more nodes, a smaller KPAR or a larger NCORE." },
    { "insufficient virtual memory", MESSAGE_KILLED, "the job ran out of memory",
      "Use more nodes, a smaller KPAR or a larger NCORE." },
    { "No space left on device", MESSAGE_KILLED, "the disk was full",
      "Free some space, switch LWAVE and LCHARG off, and run it again." },
    { "disk quota exceeded", MESSAGE_KILLED, "the disk quota was used up",
      "Free some space, switch LWAVE and LCHARG off, and run it again." },
    { "Disk quota exceeded", MESSAGE_KILLED, "the disk quota was used up",
      "Free some space, switch LWAVE and LCHARG off, and run it again." },
    { "Stale file handle", MESSAGE_KILLED, "the network disk went away",
      "Run it again." },
    { "forrtl: error (78)", MESSAGE_KILLED, "the job was killed by a signal",
      "See the queue's own log for the reason." },
    { "forrtl: severe (174): SIGSEGV", MESSAGE_KILLED, "VASP crashed (SIGSEGV)",
      "Often the stack is too small: ulimit -s unlimited." },
    { "Segmentation fault", MESSAGE_KILLED, "VASP crashed (SIGSEGV)",
      "Often the stack is too small: ulimit -s unlimited." },
    { "signal 11", MESSAGE_KILLED, "VASP crashed (SIGSEGV)",
      "Often the stack is too small: ulimit -s unlimited." },
    { "bus error", MESSAGE_KILLED, "VASP crashed (bus error)",
      "Often a full disk or a failing node: run it elsewhere." },
    { "signal 9", MESSAGE_KILLED, "the job was killed",
      "Often for its memory: see the queue's own log." },
    { "signal 15", MESSAGE_KILLED, "the job was killed",
      "See the queue's own log for the reason." },
    { "BAD TERMINATION", MESSAGE_KILLED, "a process of the job died",
      "See the lines above it, and the queue's own log." },
    { "MPI_ABORT", MESSAGE_KILLED, "a process of the job gave up",
      "See the lines above it, and the queue's own log." },
    { "MPI_Abort", MESSAGE_KILLED, "a process of the job gave up",
      "See the lines above it, and the queue's own log." },
    { "xml error: not all tags are closed in the xml file", MESSAGE_KILLED,
      "vasprun.xml was left open", "The job died while it wrote: see its own log." },

    /* the optimiser of ions */
    { "ZBRENT: fatal error in bracketing", MESSAGE_OPTIMISER,
      "the line search of the ions failed",
      "Restart from CONTCAR, with IBRION = 1 or a smaller EDIFF." },
    { "ZBRENT: fatal internal in", MESSAGE_OPTIMISER,
      "the line search of the ions failed",
      "Restart from CONTCAR, with IBRION = 1 or a smaller EDIFF." },
    { "ZBRENT: can't locate minimum", MESSAGE_OPTIMISER,
      "the line search of the ions failed",
      "Restart from CONTCAR, with IBRION = 1 or a smaller EDIFF." },
    { "BRIONS problems: POTIM should be increased", MESSAGE_OPTIMISER,
      "the optimiser of the ions was stuck", "Restart from CONTCAR with IBRION = 2." },

    /* input */
    { "Error reading item", MESSAGE_INPUT, NULL, "Correct this tag in INCAR." },
    { "Error code was IERR=", MESSAGE_INPUT, NULL, "Correct this tag in INCAR." },
    { "No INCAR found", MESSAGE_INPUT, NULL, "Put an INCAR into the run's folder." },
    { "the following files does not exist", MESSAGE_INPUT, NULL,
      "Put the file into the run's folder." },
    { "number of atoms are different on POSCAR and POTCAR", MESSAGE_INPUT, NULL,
      "Make POSCAR and POTCAR list the same species." },
    { "POSCAR and POTCAR are incompatible", MESSAGE_INPUT, NULL,
      "Make POSCAR and POTCAR list the same species, in the same order." },
    { "IBRION=0, but no entry for POTIM", MESSAGE_INPUT, NULL, "Set POTIM." },
    { "non collinear calculations require", MESSAGE_INPUT, NULL,
      "Use vasp_ncl for it." },
    { "HNFORM: k-point generating", MESSAGE_INPUT, NULL, "Correct KPOINTS." },
    { "The number of bands is not sufficient", MESSAGE_INPUT, NULL, "Raise NBANDS." },
    { "TOO FEW BANDS", MESSAGE_INPUT, NULL, "Raise NBANDS." },
    { "Fatal error detecting k-mesh", MESSAGE_INPUT, NULL,
      "Use ISMEAR = 0, or a Gamma-centred mesh." },
    { "unable to match k-point", MESSAGE_INPUT, NULL,
      "Use ISMEAR = 0, or a Gamma-centred mesh." },
    { "The linear tetrahedron method can not be used", MESSAGE_INPUT, NULL,
      "Use ISMEAR = 0." },
    { "Tetrahedron method fails", MESSAGE_INPUT, NULL,
      "Use ISMEAR = 0, or at least four k-points." },
    { "Routine TETIRR needs special values", MESSAGE_INPUT, NULL,
      "Use ISMEAR = 0, or a Gamma-centred mesh." },
    { "supplied exchange-correlation table", MESSAGE_INPUT, NULL,
      "Use POTCARs of one functional." },
    { "Spin polarized Harris functional dynamics is a good joke", MESSAGE_INPUT, NULL,
      "Set ICHARG below 10." },

    /* symmetry and cell */
    { "rotation matrix was not found (increase SYMPREC)", MESSAGE_SYMMETRY, NULL,
      "Set SYMPREC = 1E-4, or ISYM = 0." },
    { "Found some non-integer element in rotation matrix", MESSAGE_SYMMETRY, NULL,
      "Set SYMPREC = 1E-4, or ISYM = 0." },
    { "group operation missing", MESSAGE_SYMMETRY, NULL,
      "Set SYMPREC = 1E-8, or ISYM = 0." },
    { "SGRCON", MESSAGE_SYMMETRY, NULL, "Set SYMPREC = 1E-8, or ISYM = 0." },
    { "POSMAP", MESSAGE_SYMMETRY, NULL, "Set SYMPREC = 1E-6, or ISYM = 0." },
    { "RHOSYG", MESSAGE_SYMMETRY, NULL, "Set SYMPREC = 1E-4, or ISYM = 0." },
    { "INVGRP", MESSAGE_SYMMETRY, NULL, "Set SYMPREC = 1E-8, or ISYM = 0." },
    { "internal override: KBLOWUP", MESSAGE_ACCURACY, NULL, NULL },
    { "IBZKPT", MESSAGE_SYMMETRY, NULL, "Use a Gamma-centred mesh, or ISYM = 0." },
    { "PRICELV", MESSAGE_SYMMETRY, NULL, "Set SYMPREC = 1E-8, or ISYM = 0." },
    { "PRICEL", MESSAGE_SYMMETRY, NULL, "Set SYMPREC = 1E-8, or ISYM = 0." },
    { "Inconsistent Bravais lattice", MESSAGE_SYMMETRY, NULL,
      "Give the lattice with more digits, or set SYMPREC." },
    { "the triple product of the basis vectors", MESSAGE_SYMMETRY, NULL,
      "Exchange two lattice vectors: the cell is left-handed." },
    { "One of the lattice vectors is very long", MESSAGE_ACCURACY,
      "one of the lattice vectors is very long", "Set AMIN = 0.01." },
    { "not all point group operations", MESSAGE_SYMMETRY, NULL, "Set ISYM = 0." },

    /* trouble with the electrons, which a run may survive */
    { "WARNING in EDDRMM: call to ZHEGV failed", MESSAGE_ELECTRONS,
      "the electronic solver stumbled (EDDRMM, ZHEGV)",
      "When the electrons converged in the end, the energy is fine; else use "
      "ALGO = Normal." },
    { "BRMIX: very serious problems", MESSAGE_ELECTRONS,
      "the density and the number of electrons did not fit (BRMIX)",
      "Start without the old CHGCAR, and see that NELECT is right." },
    { "Sub-Space-Matrix is not hermitian", MESSAGE_ELECTRONS,
      "the subspace matrix was not hermitian", RERUN_SCF },
    { "EDDAV not converged", MESSAGE_ELECTRONS, NULL, RERUN_SCF },
    { "DAV not converged", MESSAGE_ELECTRONS, NULL, RERUN_SCF },
    { "Could not get correct shifts", MESSAGE_ELECTRONS, NULL, RERUN_SCF },
    { "ALGO=A and IALGO=5X tend to fail", MESSAGE_ELECTRONS, NULL,
      "Use ALGO = Normal." },
    { "The electronic self-consistency was not achieved", MESSAGE_ELECTRONS,
      "the electrons did not converge within NELM steps", RERUN_SCF },

    /* parallel */
    { "remove the tag NPAR", MESSAGE_PARALLEL, NULL, "Remove NPAR from INCAR." },
    { "ELF: KPAR>1 not implemented", MESSAGE_PARALLEL, NULL, "Set KPAR = 1." },
    { "The number of bands has been changed", MESSAGE_ACCURACY,
      "VASP changed the number of bands", NULL },

    /* accuracy */
    { "aliasing errors must be expected", MESSAGE_ACCURACY,
      "the FFT grid is coarse: aliasing errors",
      "PREC = Accurate chooses a finer one." },
    { "wrap around error must be expected", MESSAGE_ACCURACY,
      "the FFT grid is coarse: wrap-around errors",
      "PREC = Accurate chooses a finer one." },
    { "grid for Broyden might be to small", MESSAGE_ADVICE, NULL, NULL },
    { "PSMAXN for non-local potential too small", MESSAGE_ACCURACY,
      "a potential was cut off (PSMAXN)", NULL },
    { "stress and forces are not correct", MESSAGE_ACCURACY,
      "VASP says that stress and forces are not correct", NULL },
    { "real space projection operators", MESSAGE_ADVICE, NULL, NULL },
    { "real-space projection operators", MESSAGE_ADVICE, NULL, NULL },
    { "'small supercell' and for smaller cells", MESSAGE_ACCURACY,
      "real-space projection in a small cell", "LREAL = .FALSE. is more accurate." },
    { "One real space projector is optimized for", MESSAGE_ACCURACY,
      "a real-space projector was made for another cut-off", NULL },
    { "The distance between some ions is very small", MESSAGE_ACCURACY,
      "some atoms are very close to each other", "Look at the structure." },
    { "Your timestep is larger than 0.1", MESSAGE_ACCURACY,
      "VASP replaced the displacement POTIM by 0.015",
      "0.01 to 0.02 is right for finite differences." },
    { "Your generating k-point grid is not commensurate", MESSAGE_ACCURACY,
      "the k-mesh does not have the symmetry of the lattice",
      "Use a Gamma-centred mesh." },
    { "did not specify the initial magnetic moment", MESSAGE_ACCURACY,
      "MAGMOM was not given: VASP began ferromagnetic", NULL },
    { "You enforced a specific xc", MESSAGE_ACCURACY,
      "GGA in INCAR differs from the functional of the POTCAR", NULL },
    { "could not be found or opened for reading k-point information", MESSAGE_ACCURACY,
      "no KPOINTS file: the mesh came from KSPACING", NULL },

    /* restart */
    { "while reading WAVECAR", MESSAGE_RESTART,
      "WAVECAR did not fit and was read in part", NULL },
    { "The orbitals not found in the WAVECAR file", MESSAGE_RESTART,
      "WAVECAR did not fit and was read in part", NULL },
    { "mass on POTCAR and INCAR are incompatible", MESSAGE_RESTART,
      "the masses in INCAR are not those of POTCAR", NULL },
    { "chargedensity file is incomplete", MESSAGE_RESTART, "CHGCAR was incomplete",
      NULL },

    /* the user's STOPCAR */
    { "soft stop encountered", MESSAGE_STOPPED, "the run was stopped by STOPCAR",
      "Restart it from CONTCAR." },
    { "hard stop encountered", MESSAGE_STOPPED, "the run was stopped by STOPCAR",
      "Restart it from CONTCAR." },

    /* HDF5 */
    { "internal error in: vhdf5.F", MESSAGE_HDF5, "vaspout.h5 could not be written",
      "Often KPOINTS is missing, or the disk is full." },
    { "HDF5 call in vhdf5.F", MESSAGE_HDF5, "vaspout.h5 could not be written",
      "Often KPOINTS is missing, or the disk is full." },

    /* linear algebra, and the inside of VASP */
    { "Routine ZPOTRF failed", MESSAGE_ALGEBRA, NULL,
      "Often two atoms overlap, or POTIM is too large: look at the structure." },
    { "ZPOTRF", MESSAGE_ALGEBRA, NULL,
      "Often two atoms overlap, or POTIM is too large: look at the structure." },
    { "ZTRTRI", MESSAGE_ALGEBRA, NULL,
      "Often two atoms overlap, or POTIM is too large: look at the structure." },
    { "PSSYEVX", MESSAGE_ALGEBRA, NULL, "Use ALGO = Normal, or LSCALAPACK = F." },
    { "PDSYEVX", MESSAGE_ALGEBRA, NULL, "Use ALGO = Normal, or LSCALAPACK = F." },
    { "PZSTEIN", MESSAGE_ALGEBRA, NULL, "Use ALGO = Normal, or LSCALAPACK = F." },
    { "EDDDAV: Call to ZHEGV failed", MESSAGE_ALGEBRA,
      "the electronic solver failed (EDDDAV, ZHEGV)",
      "Use ALGO = All, or start from a better structure." },
    { "EDDRMM: call to ZHEGV failed", MESSAGE_ALGEBRA,
      "the electronic solver failed (EDDRMM, ZHEGV)", "Use ALGO = Normal." },
    { "ERROR EDDIAG", MESSAGE_ALGEBRA, NULL, "Use ALGO = Normal." },
    { "EDWAV: internal error, the gradient is not orthogonal", MESSAGE_ALGEBRA, NULL,
      "Use ALGO = Normal." },
    { "SBESSELITER : nicht konvergent", MESSAGE_ALGEBRA, NULL, NULL },
    { "REAL_OPTLAY: internal error", MESSAGE_ALGEBRA, NULL, "Set LREAL = .FALSE." },
    { "REAL_OPT: internal ERROR", MESSAGE_ALGEBRA, NULL, "Set LREAL = .FALSE." },
    { "ERROR RSPHER", MESSAGE_ALGEBRA, NULL, "Set LREAL = .FALSE." },
    { "DENTET", MESSAGE_ALGEBRA, NULL, "Use ISMEAR = 0." },
    { "CNORMN", MESSAGE_ALGEBRA, NULL, "Use ALGO = Normal." },
    { "FEXCP", MESSAGE_ALGEBRA, NULL, "Two atoms may overlap: look at the structure." },
    { "FOCK_ACC", MESSAGE_ALGEBRA, NULL, NULL },
    { "SET_INDPW_FULL", MESSAGE_ALGEBRA, NULL, NULL },
    { "SET_CORE_WF", MESSAGE_ALGEBRA, NULL, "Use another POTCAR of this element." },
    { "LRF_COMMUTATOR internal error", MESSAGE_ALGEBRA, NULL, NULL },
    { "GENERATE_KPOINTS_TRANS", MESSAGE_ALGEBRA, NULL, NULL },
    { "VERY BAD NEWS! internal error", MESSAGE_ALGEBRA, NULL, NULL },
    { "internal error in", MESSAGE_ALGEBRA, NULL, NULL },

    /* about speed, or how to cite */
    { "For optimal performance", MESSAGE_ADVICE, NULL, NULL },
    { "improve the performance", MESSAGE_ADVICE, NULL, NULL },
    { "You have switched on vdW-DFT", MESSAGE_ADVICE, NULL, NULL },
    { "You have enabled k-point parallelism", MESSAGE_ADVICE, NULL, NULL },
    { "'large supercell' and for larger cells", MESSAGE_ADVICE, NULL, NULL },
    { "KPAR>1", MESSAGE_ADVICE, NULL, NULL },
    { "the temperature will equal", MESSAGE_ADVICE, NULL, NULL },
    { "For LVTOT=", MESSAGE_ADVICE, NULL, NULL },
    { "If single coordinates had been selected", MESSAGE_ADVICE, NULL, NULL },
    { "full set of k-points will be restricted", MESSAGE_ADVICE, NULL, NULL },
};

enum { N_MESSAGES = sizeof messages / sizeof *messages };

/* What stands before a message on its line. */
static const char *const openings[] = {
    "WARNING",  "Warning",  "ERROR",  "Error",
    "VERY BAD", "internal", "forrtl", "slurmstepd",
};

const message *message_find(str text)
{
    for (size_t i = 0; i < N_MESSAGES; i++)
        if (str_has(text, str_of(messages[i].text)))
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
    for (size_t i = 0; i < N_MESSAGES; i++)
        if (str_starts(line, str_of(messages[i].text)))
            return &messages[i];
    return NULL;
}

bool message_is_fatal(message_kind kind)
{
    return kind == MESSAGE_INPUT || kind == MESSAGE_SYMMETRY ||
           kind == MESSAGE_ALGEBRA || kind == MESSAGE_PARALLEL ||
           kind == MESSAGE_OPTIMISER || kind == MESSAGE_KILLED;
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

static void add_lead(message_leads *leads, const char *text)
{
    unsigned h = message_lead_hash(text);
    leads->bits[h / 64] |= UINT64_C(1) << (h % 64);
}

message_leads message_leads_new(void)
{
    message_leads leads = { 0 };
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        add_lead(&leads, openings[i]);
    for (size_t i = 0; i < N_MESSAGES; i++)
        add_lead(&leads, messages[i].text);
    return leads;
}
