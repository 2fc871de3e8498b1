/* Pitfalls of energies, C: which one it is, and what belongs to it. */
#include "gather/pitfall.h"

/* --- what may be seen in a run --------------------------------------------------- */

static bool has_dispersion(const chp_calc *c)
{
    return c->dispersion_eV.known && fabs(c->dispersion_eV.value + 0.00289) < 1e-8;
}
static bool has_dipole(const chp_calc *c)
{
    return c->dipole_eV.known && fabs(c->dipole_eV.value + 0.007144) < 1e-8;
}
static bool is_of_frequencies(const chp_calc *c)
{
    return c->kind == CHP_RUN_FREQUENCIES &&
           c->last_step.sigma0_eV.value != c->energies.sigma0_eV.value;
}
static bool is_converged(const chp_calc *c)
{
    return c->electronic == CHP_YES;
}
static bool is_unconverged(const chp_calc *c)
{
    return c->electronic == CHP_NO;
}
static bool has_four_atoms(const chp_calc *c)
{
    return c->n_atoms == 4 && c->energies.toten_eV.value == -19.54120876;
}
static bool is_dynamics(const chp_calc *c)
{
    return c->kind == CHP_RUN_DYNAMICS && c->energies.toten_eV.value == -1217.5267;
}
static bool is_moving(const chp_calc *c)
{
    return c->kind == CHP_RUN_DYNAMICS && c->energies.toten_eV.value == -19.54120876 &&
           c->n_ionic_steps == 3;
}
static bool is_refit(const chp_calc *c)
{
    const chp_setting *s = chp_calc_setting(c, "ML_MODE");
    return s && strcmp(s->value, "REFIT") == 0;
}
static bool has_no_energy(const chp_calc *c)
{
    return !c->energies.toten_eV.known && !c->energies.sigma0_eV.known;
}

/* --- the rows -------------------------------------------------------------------- */

#define LAST_ENERGIES                                                                  \
    "energy  without entropy=     -19.54108876  energy(sigma->0) =     -19.54114876"
#define TOTEN   "free  energy   TOTEN  =       -19.54120876 eV"
#define REACHED "aborting loop because EDIFF is reached "
#define MISSED  "aborting loop EDIFF was not reached (unconverged) "

static const pitfall pitfalls[] = {
    { "[C1] labels of VASP 5", { SOUND_XML }, ZRN, NULL, UNASKED, NULL, NULL },
    { "[C1] labels of VASP 6, whatever the version says",
      { XML({ 1,
              "<i name=\"e_wo_entrp\">     -16.59000000 </i>\n"
              "   <i name=\"e_0_energy\">      -0.03000000 </i>",
              "<i name=\"e_wo_entrp\">     -16.57000000 </i>\n"
              "   <i name=\"e_0_energy\">     -16.59000000 </i>" }) },
      ZRN,
      NULL,
      UNASKED,
      NULL,
      NULL },
    { "[3.2] the smearing is not told",
      { OUTCAR("static-4.6", { 1, "   ISMEAR =", "   ISMEAX =" }) },
      -19.507578,
      "smearing-unknown",
      CHP_WARNING,
      "",
      NULL },
    { "[3.2] nor in XML",
      { XML({ 1, "name=\"ISMEAR\"", "name=\"ISMEAX\"" }) },
      ZRN,
      "smearing-unknown",
      CHP_WARNING,
      "",
      NULL },
    { "[C2] dispersion comes after the electronic steps",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4") },
      NH3,
      NULL,
      UNASKED,
      NULL,
      has_dispersion },
    { "[C3] and so does a dipole without LDIPOL",
      { OUTCAR("relax-5.4.4", { 1, "-19.54120876", "-19.54835276" },
               { 1, "-19.54108876", "-19.54823276" },
               { 1, "-19.54114876", "-19.54829276" },
               { 3, "         DFTD3",
                 "  *************** adding dipol energy to TOTEN NOW\n" }) },
      -19.54829276,
      NULL,
      UNASKED,
      NULL,
      has_dipole },
    { "[C4] the first step of a frequency run",
      { AS_IT_IS("OUTCAR", "outcar/freq-5.4.4") },
      -8.12019567,
      NULL,
      UNASKED,
      NULL,
      is_of_frequencies },
    { "[C5] linear response follows the ground state",
      { OUTCAR("static-6.4.2",
               { 1, "     LOOP+:",
                 "------------------ Iteration      1(   1)  ------------------\n"
                 "  free  energy   TOTEN  =        -1.00000000 eV\n\n"
                 "  energy without entropy =        -1.00000000\n     LOOP+:" }) },
      NIO,
      NULL,
      UNASKED,
      NULL,
      NULL },
    { "[C6] the dummy of a force field",
      { AS_IT_IS("OUTCAR", "outcar/ml-6.3.2") },
      -6.692413,
      "machine-learned",
      CHP_NOTE,
      "",
      NULL },
    { "[C6] a force field that is refined",
      { OUTCAR("ml-6.3.2",
               { 1, "   ML_LMLFF = T", "   ML_LMLFF = T\n   ML_MODE = REFIT" }) },
      -6.692413,
      "machine-learned",
      CHP_NOTE,
      "",
      is_refit },
    { "[C6] a run of the force field alone",
      { OUTCAR("ml-6.3.2", { 0, "Iteration ", "Xteration " },
               { 0, "  FREE ENERGIE OF THE ION", "  xxxx ENERGIE OF THE ION" }) },
      NAN,
      NULL,
      UNASKED,
      NULL,
      has_no_energy },
    { "[C6] an energy of exactly zero",
      { TEXT("OSZICAR", "   1 F= 0.00000000E+00 E0= 0.00000000E+00  d E =0.0E+00\n") },
      NAN,
      NULL,
      UNASKED,
      NULL,
      NULL },
    { "[C8] the kinetic energy of molecular dynamics",
      { TEXT("OSZICAR",
             "      1 T=   293. E= -.12092994E+04 F= -.12175267E+04 "
             "E0= -.12162700E+04  EK= 0.82272E+01 SP= 0.00E+00 SK= 0.00E+00\n") },
      -1216.27,
      NULL,
      UNASKED,
      NULL,
      is_dynamics },
    { "[C8] the energy of atoms and thermostat",
      { OUTCAR("relax-5.4.4", { 1, "IBRION =      2", "IBRION =      0" },
               { 1, LAST_ENERGIES,
                 LAST_ENERGIES
                 "\n\n  ENERGY OF THE ELECTRON-ION-THERMOSTAT SYSTEM (eV)\n"
                 "  ---------------------------------------------------\n"
                 "% ion-electron   TOTEN  =       -19.541209  see above\n"
                 "  kinetic energy EKIN   =         0.103407\n"
                 "  kin. lattice  EKIN_LAT=         0.000000  (temperature  400.00 K)\n"
                 "  nose potential ES     =         0.000000\n"
                 "  nose kinetic   EPS    =         0.000000\n"
                 "  ---------------------------------------------------\n"
                 "  total energy   ETOTAL =       -19.437802 eV\n" }) },
      NH3,
      NULL,
      UNASKED,
      NULL,
      is_moving },
    { "[C8] an enthalpy",
      { OUTCAR("relax-5.4.4", { 1, "PSTRESS=    0.0", "PSTRESS=   10.0" },
               { 1, LAST_ENERGIES,
                 LAST_ENERGIES "\n  enthalpy is  TOTEN    =   -18.91705811 eV   P "
                               "V=        0.62415064" }) },
      NH3,
      "pressure",
      CHP_NOTE,
      "",
      NULL },
    { "[1.6] what is said of the chain in an image of a band",
      { OUTCAR(
          "relax-5.4.4",
          { 3, "  FREE ENERGIE OF THE",
            " CHAIN + TOTAL  (eV/Angst)\n"
            " ----------------------------------------------\n"
            "     0.000100     0.000200     0.000300\n"
            "  FORCES: max atom, RMS     0.146521    0.073801\n"
            " energy of chain is (eV)    -58.123456 for this image    -19.541209\n\n"
            "  FREE ENERGIE OF THE" }) },
      NH3,
      NULL,
      UNASKED,
      NULL,
      has_four_atoms },
    { "[C8] a pressure",
      { OUTCAR("relax-5.4.4", { 1, "PSTRESS=    0.0", "PSTRESS=   50.0" }) },
      NH3,
      "pressure",
      CHP_NOTE,
      "leave p V out",
      NULL },
    { "[C8] a pressure whose work is in vasprun.xml",
      { XML({ 1, "<i type=\"string\" name=\"METAGGA\">",
              "<i name=\"PSTRESS\"> 10.0</i>"
              "<i type=\"string\" name=\"METAGGA\">" }) },
      ZRN,
      "pressure",
      CHP_WARNING,
      "hold the work",
      NULL },
    { "[C9] energies are those of the cell, not of an atom",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4") },
      NH3,
      NULL,
      UNASKED,
      NULL,
      has_four_atoms },
    { "[C10] a run of excitations has no ground state",
      { AS_IT_IS("OUTCAR", "outcar/static-6.4.2"), TEXT("INCAR", "ALGO = EVGW0\n") },
      NAN,
      "no-ground-state",
      CHP_ERROR,
      "EVGW0",
      NULL },
    { "[C10] also when its OUTCAR alone is there",
      { OUTCAR("static-6.4.2", { 1, "   NSW = 0\n", "   NSW = 0; ALGO=G0W0 ! QP\n" }) },
      NAN,
      "no-ground-state",
      CHP_ERROR,
      "G0W0",
      NULL },
    { "[E1] but not by a comment",
      { OUTCAR("static-6.4.2", { 1, "   NSW = 0\n", "   NSW = 0 # ALGO = G0W0\n" },
               { 1, "   SYSTEM = NiO", "   SYSTEM = ALGO = G0W0" }) },
      NIO,
      "no-ground-state",
      UNSAID,
      NULL,
      NULL },
    { "[C12] the last step did not converge",
      { OUTCAR("relax-5.4.4", { 3, REACHED, MISSED }) },
      NAN,
      "not-converged",
      CHP_ERROR,
      "electrons of ionic step 3",
      is_unconverged },
    { "[C12] an earlier one did not",
      { OUTCAR("relax-5.4.4", { 1, REACHED, MISSED }) },
      NH3,
      "not-converged",
      CHP_WARNING,
      "in 1 earlier ionic steps",
      is_converged },
    { "[C13] two energies on one line",
      { OUTCAR("relax-5.4.4", { 1, TOTEN, TOTEN "    w/o vdW =     -19.53831876" }) },
      NH3,
      NULL,
      UNASKED,
      NULL,
      NULL },
    { "[C14] six decimals",
      { AS_IT_IS("OUTCAR", "outcar/static-4.6") },
      -19.507578,
      "energies-disagree",
      UNSAID,
      NULL,
      NULL },

};

START_TEST(a_pitfall_of_energies_is_known)
{
    pitfall_check(&pitfalls[_i]);
}
END_TEST

Suite *suite_pitfalls_energies(void)
{
    TCase *tc = tcase_create("pitfalls_energies");
    tcase_add_checked_fixture(tc, folder_begin, folder_end);
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, a_pitfall_of_energies_is_known, 0,
                        sizeof pitfalls / sizeof *pitfalls);
    Suite *suite = suite_create("gather/pitfalls_energies");
    suite_add_tcase(suite, tc);
    return suite;
}
