/* Pitfalls of structures, F, and of frequencies, G. */
#include "gather/pitfall.h"

/* --- what may be seen in a run --------------------------------------------------- */

static bool has_ammonia(const chp_calc *c)
{
    return c->n_species == 2 && c->species[0].atomic_number == 7 &&
           c->species[0].count == 1 && c->species[1].atomic_number == 1 &&
           c->species[1].count == 3;
}
static bool has_named_atoms(const chp_calc *c)
{
    const int *z = c->final->atomic_number;
    return z[0] == 7 && z[1] == 1 && z[2] == 1 && z[3] == 1;
}
static bool has_forces(const chp_calc *c)
{
    return c->force_eV_A && c->force_eV_A[0][2] == 0.012;
}
static bool is_at_its_first_structure(const chp_calc *c)
{
    return c->final == c->initial;
}
static bool has_an_upper_bound(const chp_calc *c)
{
    return c->max_force_eV_A.known && c->force_is_free == CHP_UNKNOWN;
}
static bool has_an_isotope(const chp_calc *c)
{
    return c->species[1].mass_u.value == 2.01;
}
static bool has_three_modes(const chp_calc *c)
{
    return c->n_modes == 3 && c->n_atoms == 2;
}
static bool has_an_imaginary_mode(const chp_calc *c)
{
    return c->n_modes == 3 && c->mode_cm1[2] == -90.321398 && c->mode_cm1[1] > 0;
}

/* --- the rows -------------------------------------------------------------------- */

#define REACHED "aborting loop because EDIFF is reached "
#define MISSED  "aborting loop EDIFF was not reached (unconverged) "

#define POSITIONS                                                                      \
    "Direct\n0.5 0.5 0.5\n0.619 0.5 0.46\n0.4415 0.59526 0.46\n0.4415 0.40474 0.46\n"
#define BOX "8 0 0\n0 8.5 0\n0 0 9\n"

static const pitfall pitfalls[] = {
    /* structures */
    { "[F1] a CONTCAR without species",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4"),
        TEXT("CONTCAR", "my gas\n1.0\n" BOX "1 3\n" POSITIONS) },
      NH3,
      NULL,
      UNASKED,
      NULL,
      has_ammonia },
    { "[F1] whatever its comment says",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4"),
        TEXT("CONTCAR", "H N\n1.0\n" BOX "1 3\n" POSITIONS) },
      NH3,
      "species-from-comment",
      UNSAID,
      NULL,
      has_named_atoms },
    { "[F1] unless there is nothing else",
      { TEXT("OSZICAR", "   1 F= -.19541209E+02 E0= -.19541149E+02  d E =-.1E+02\n"),
        TEXT("CONTCAR", "N H\n1.0\n" BOX "1 3\n" POSITIONS) },
      -19.541149,
      "species-from-comment",
      CHP_WARNING,
      "'N H'",
      has_named_atoms },
    { "[F1] or nothing at all",
      { TEXT("OSZICAR", "   1 F= -.19541209E+02 E0= -.19541149E+02  d E =-.1E+02\n"),
        TEXT("CONTCAR", "my gas\n1.0\n" BOX "1 3\n" POSITIONS) },
      -19.541149,
      "unknown-element",
      CHP_WARNING,
      "its 4 atoms",
      NULL },
    { "[F1] its atoms are those of the POTCAR",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4"),
        TEXT("CONTCAR",
             "my gas\n1.0\n" BOX
             "1 3\nDirect\n0.500000 0.500000 0.500000\n0.619000 0.502000 "
             "0.462000\n0.443500 0.597260 0.462000\n0.443500 0.406740 0.462000\n") },
      NH3,
      "structures-differ",
      UNSAID,
      NULL,
      has_named_atoms },
    { "[F2] species with the hash of their POTCAR",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4"),
        TEXT("CONTCAR", "NH3\n1.0\n" BOX "N_s/5e0f28cc669 H1.25\n1 3\n" POSITIONS) },
      NH3,
      "species-order",
      UNSAID,
      NULL,
      has_ammonia },
    { "[F3] POTCARs in another order than POSCAR",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4"),
        TEXT("CONTCAR", "NH3\n1.0\n" BOX "H N\n1 3\n" POSITIONS) },
      NAN,
      "species-order",
      CHP_ERROR,
      "1 N here and 1 H in CONTCAR",
      NULL },
    { "[F9] an empty CONTCAR",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4"), TEXT("CONTCAR", "") },
      NH3,
      "empty",
      CHP_WARNING,
      "",
      has_forces },
    { "[F10] the CONTCAR of a frequency run",
      { AS_IT_IS("OUTCAR", "outcar/freq-5.4.4"),
        TEXT("CONTCAR", "NH\n1.0\n10 0 0\n0 10 0\n0 0 10\nN H\n1 1\nDirect\n"
                        "0 0 0\n0 0 0.3\n") },
      -8.12019567,
      NULL,
      UNASKED,
      NULL,
      is_at_its_first_structure },
    { "[F12] which atoms are frozen is not told",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4") },
      NH3,
      NULL,
      UNASKED,
      NULL,
      has_an_upper_bound },
    { "[F13] a fraction of a hydrogen",
      { OUTCAR("relax-5.4.4",
               { 1, "TITEL  = PAW_PBE H 1", "TITEL  = PAW_PBE H.75 1" }) },
      NH3,
      "fractional-hydrogen",
      CHP_WARNING,
      "",
      has_ammonia },
    { "[F13] deuterium, by its mass",
      { OUTCAR("relax-5.4.4",
               { 1, "POMASS =  14.00  1.00", "POMASS =  14.00  2.01" }) },
      NH3,
      NULL,
      UNASKED,
      NULL,
      has_an_isotope },

    /* frequencies */
    { "[G1] modes that are printed twice",
      { AS_IT_IS("OUTCAR", "outcar/freq-nwrite3") },
      -8.12019567,
      NULL,
      UNASKED,
      NULL,
      has_three_modes },
    { "[G2] as many modes as free axes",
      { AS_IT_IS("OUTCAR", "outcar/freq-5.4.4") },
      -8.12019567,
      "modes",
      UNSAID,
      NULL,
      has_three_modes },
    { "[G4] imaginary modes keep their sign",
      { AS_IT_IS("OUTCAR", "outcar/freq-5.4.4") },
      -8.12019567,
      NULL,
      UNASKED,
      NULL,
      has_an_imaginary_mode },
    { "[G6] no table of modes, but the force constants",
      { OUTCAR("freq-5.4.4", { 1, "Eigenvectors and eigenvalues", "Eigenvectors" }) },
      -8.12019567,
      "modes-rebuilt",
      CHP_WARNING,
      "",
      has_three_modes },
    { "[G6] neither",
      { OUTCAR("freq-5.4.4", { 1, "Eigenvectors and eigenvalues", "Eigenvectors" },
               { 0, "SECOND DERIVATIVES", "SECOND xxxxxxxxxxx" },
               { 0, " POSITION       ", " WITHOUT        " }) },
      NAN,
      "modes",
      CHP_ERROR,
      "no whole table",
      NULL },
    { "[G6] a run cut at a displacement",
      { { .name = "OUTCAR",
          .fixture = "outcar/freq-5.4.4",
          .cut_before =
              " Finite differences progress:\n  Degree of freedom:   2/  3" } },
      NAN,
      "truncated",
      CHP_ERROR,
      "at displacement 2 of 6",
      NULL },
    { "[G10] forces at the equilibrium",
      { OUTCAR("freq-5.4.4", { 1, "     -0.013000", "     -0.093000" }) },
      -8.12019567,
      "forces",
      CHP_WARNING,
      "0.093 eV/Å",
      NULL },
    { "[G11] a displaced step that did not converge",
      { OUTCAR("freq-5.4.4", { 3, REACHED, MISSED }) },
      NAN,
      "not-converged",
      CHP_ERROR,
      "along degree of freedom 1",
      NULL },
    { "[G13] a displacement that is too large",
      { OUTCAR("freq-5.4.4", { 1, "POTIM=  1.5", "POTIM=  5.0" }) },
      -8.12019567,
      "displacement",
      CHP_WARNING,
      "0.05 Å",
      NULL },
    { "[4.3] fewer displacements than NFREE asks for",
      { OUTCAR("freq-5.4.4", { 1, "NFREE  =      2", "NFREE  =      4" }) },
      -8.12019567,
      "displacements",
      CHP_WARNING,
      "6 displacements were made of 3 degrees of freedom, with NFREE = 4",
      NULL },
    { "[G14] a displaced step below the first",
      { OUTCAR("freq-5.4.4", { 0, "-8.11962877", "-8.12962877" },
               { 0, "-8.11932877", "-8.12932877" },
               { 0, "-8.11947877", "-8.12947877" }) },
      -8.12019567,
      "equilibrium",
      CHP_WARNING,
      "degree of freedom 2",
      NULL },
    { "[G15] all displaced steps far below the first",
      { OUTCAR("freq-5.4.4", { 0, "-8.12034567", "-8.02034567" },
               { 0, "-8.12004567", "-8.02004567" },
               { 0, "-8.12019567", "-8.02019567" }) },
      NAN,
      "equilibrium",
      CHP_ERROR,
      "all 6 displaced steps",
      has_three_modes },
};

START_TEST(a_pitfall_of_structures_is_known)
{
    pitfall_check(&pitfalls[_i]);
}
END_TEST

Suite *suite_pitfalls_structures(void)
{
    TCase *tc = tcase_create("pitfalls_structures");
    tcase_add_checked_fixture(tc, folder_begin, folder_end);
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, a_pitfall_of_structures_is_known, 0,
                        sizeof pitfalls / sizeof *pitfalls);
    Suite *suite = suite_create("gather/pitfalls_structures");
    suite_add_tcase(suite, tc);
    return suite;
}
