/* 4.2, 4.4 and 3.5: where the atoms of a state are, beside those of the bare surface,
 * and what two states have in common. Two layers of iron, the lower one frozen, with
 * what each row puts on them. */

#include "energetics/trial.h"
#include "formats/outcars.h"
#include "suites.h"

#define LOWER "0.0000000 0 0 F F F\n2.5 0 0 F F F\n0 2.5 0 F F F\n2.5 2.5 0 F F F\n"
#define UPPER "0 0 2 T T T\n2.5 0 2 T T T\n0 2.5 2 T T T\n2.5 2.5 2 T T T\n"
#define SLAB  LOWER UPPER
#define CELL  "5 0 0\n0 5 0\n0 0 20\n"
#define TALL  "5 0 0\n0 5 0\n0 0 6\n"
#define WIDE  "10 0 0\n0 10 0\n0 0 20\n"

/* A run whose structure is this; no two have the same energy. */
static void put_run(const char *path, const char *cell, const char *species,
                    const char *atoms)
{
    static int n_runs;
    int E = n_runs++ % 100;
    arena *a = &trial.a;
    const char *contcar =
        arena_print(a, "made up\n1.0\n%s%s\nSelective dynamics\nCartesian\n%s", cell,
                    species, atoms);
    trial_file(arena_print(a, "%s/CONTCAR", path), str_of(contcar));
    trial_file(arena_print(a, "%s/INCAR", path),
               STR("ENCUT = 450\nEDIFF = 1E-6\nLDIPOL = T\nIDIPOL = 3\nNSW = 50\n"
                   "IBRION = 2\n"));
    trial_file(
        arena_print(a, "%s/OSZICAR", path),
        str_of(arena_print(
            a,
            "       N       E                     dE             d eps       ncg\n"
            "DAV:   1    -0.30%02d00000000E+02   -0.30000E+02   -0.30000E+02   768   "
            "0.5E+00\n"
            "DAV:   2    -0.30%02d00000000E+02   -0.10000E-07   -0.12000E-07   768   "
            "0.5E-03\n"
            "   1 F= -.30%02d0000E+02 E0= -.30%02d0000E+02  d E =-.100000E-06\n",
            E, E, E, E)));
}

static void judge(void)
{
    trial_set("assume-zero", "ZPE,thermal,TS");
    trial_set("reaction", "nrr");
    trial_set("reaction", "oer");
    trial_run(trial.folder);
}

enum { NOTHING = -1 };

static const struct {
    const char *what, *state, *cell, *bare, *species, *atoms;
    int severity; // NOTHING: none of these codes is said
    const char *code, *part;
} scenes[] = {
    { "an adsorbate on top is not remarked on", "N", CELL, SLAB, "Fe N\n8 1",
      SLAB "0 0 3.8 T T T\n", NOTHING, "", "" },
    { "[F11] another order of the atoms is the same surface", "N", CELL, SLAB,
      "N Fe\n1 8", "0 0 3.8 T T T\n" UPPER LOWER, NOTHING, "", "" },
    { "a slab that was centred anew is the same surface", "N", CELL, SLAB, "Fe N\n8 1",
      "1 1 7 F F F\n3.5 1 7 F F F\n1 3.5 7 F F F\n3.5 3.5 7 F F F\n"
      "1 1 9 T T T\n3.5 1 9 T T T\n1 3.5 9 T T T\n3.5 3.5 9 T T T\n1 1 10.8 T T T\n",
      NOTHING, "", "" },
    { "a slab that was lifted as a whole is the same surface", "N", CELL, SLAB,
      "Fe N\n8 1",
      "0 0 1.2 F F F\n2.5 0 1.2 F F F\n0 2.5 1.2 F F F\n2.5 2.5 1.2 F F F\n"
      "0 0 3.2 T T T\n2.5 0 3.2 T T T\n0 2.5 3.2 T T T\n2.5 2.5 3.2 T T T\n"
      "0 0 5 T T T\n",
      NOTHING, "", "" },
    { "[F14] a slab across the boundary of the cell is the same surface", "N", CELL,
      SLAB, "Fe N\n8 1",
      "0 0 19 F F F\n2.5 0 19 F F F\n0 2.5 19 F F F\n2.5 2.5 19 F F F\n"
      "0 0 1 T T T\n2.5 0 1 T T T\n0 2.5 1 T T T\n2.5 2.5 1 T T T\n0 0 2.8 T T T\n",
      NOTHING, "", "" },

    { "desorbed", "N2", CELL, SLAB, "Fe N\n8 2", SLAB "0 0 6 T T T\n0 0 7.1 T T T\n",
      CHP_WARNING, "C17", "*N2 of Fe is not bound" },
    { "physisorbed", "N2", CELL, SLAB, "Fe N\n8 2",
      SLAB "0 0 4.8 T T T\n0 0 5.91 T T T\n", CHP_NOTE, "C17", "is physisorbed" },
    { "dissociated", "OOH", CELL, SLAB, "Fe O H\n8 2 1",
      SLAB "0 0 3.8 T T T\n2.5 2.5 3.8 T T T\n2.5 2.5 4.8 T T T\n", CHP_WARNING, "C17",
      "by its bonds *OOH of Fe is *O and *OH" },
    { "the commonest silent error: *NNH that became *N2 and *H", "NNH", CELL, SLAB,
      "Fe N H\n8 2 1", SLAB "0 0 3.8 T T T\n0 0 4.95 T T T\n2.5 2.5 3.5 T T T\n",
      CHP_WARNING, "C17", "by its bonds *NNH of Fe is *N2 and *H" },
    { "recombined", "N+N", CELL, SLAB, "Fe N\n8 2",
      SLAB "0 0 3.8 T T T\n0 0 4.95 T T T\n", CHP_WARNING, "C17", "of Fe is *N2" },
    { "under the surface", "N", CELL, SLAB, "Fe N\n8 1", SLAB "1.25 1.25 1 T T T\n",
      CHP_WARNING, "C17", "atom 9 (N) of *N of Fe lies below the topmost layer" },
    { "on both sides", "N+N", CELL, SLAB, "Fe N\n8 2",
      SLAB "0 0 3.8 T T T\n0 0 18.2 T T T\n", CHP_NOTE, "C17",
      "has adsorbates on both sides" },
    { "on the frozen side", "N", CELL, SLAB, "Fe N\n8 1", SLAB "0 0 18.2 T T T\n",
      CHP_WARNING, "C17", "*N of Fe sits on the side whose atoms are frozen" },
    { "beside its own image", "NNH", CELL, SLAB, "Fe N H\n8 2 1",
      SLAB "0 0 3.8 T T T\n1.1 0 4.3 T T T\n2.1 0 4.5 T T T\n", CHP_NOTE, "coverage",
      "*NNH of Fe is 3.0 Å from its own image" },
    { "in all of the vacuum", "N", TALL, SLAB, "Fe N\n8 1", SLAB "0 0 3.8 T T T\n",
      CHP_ERROR, "C21", "*N of Fe fills the vacuum" },

    { "a surface that moved", "N", CELL, SLAB, "Fe N\n8 1",
      LOWER "0.9 0.7 2 T T T\n2.5 0 2 T T T\n0 2.5 2 T T T\n2.5 2.5 2 T T T\n"
            "2.5 2.5 3.8 T T T\n",
      CHP_WARNING, "C18", "an atom of the surface moved by 1.14 Å" },
    { "an atom that was pulled out", "N", CELL, SLAB, "Fe N\n8 1",
      LOWER "0 0 5 T T T\n2.5 0 2 T T T\n0 2.5 2 T T T\n2.5 2.5 2 T T T\n"
            "0 0 6.8 T T T\n",
      CHP_WARNING, "C18", "atom 5 (Fe) of the surface was pulled out by 3.00 Å" },
    { "bonds that broke", "N", WIDE, SLAB, "Fe N\n8 1",
      LOWER "-0.8 0 2 T T T\n3.3 0 2 T T T\n0 2.5 2 T T T\n2.5 2.5 2 T T T\n"
            "2.5 2.5 3.8 T T T\n",
      CHP_WARNING, "C18", "bonds within the surface broke or formed in *N of Fe" },

    { "[3.5] other atoms that are frozen", "N", CELL, SLAB, "Fe N\n8 1",
      "0 0 0 T T T\n2.5 0 0 F F F\n0 2.5 0 F F F\n2.5 2.5 0 F F F\n" UPPER
      "0 0 3.8 T T T\n",
      CHP_WARNING, "C04", "1 atom of the surface is frozen in one of *N" },
    { "[3.5] frozen atoms elsewhere", "N", CELL, SLAB, "Fe N\n8 1",
      "0 0 0 F F F\n2.5 0 0 F F F\n0 2.5 0 F F F\n2.5000000 2.5 0.1 F F F\n" UPPER
      "0 0 3.8 T T T\n",
      CHP_WARNING, "C04", "1 frozen atom of *N lies elsewhere" },
};

static bool is_silent(void)
{
    static const char *const codes[] = { "C04", "C17", "C18", "coverage" };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (trial_says_as(CHP_WARNING, codes[i], "") ||
            trial_says_as(CHP_NOTE, codes[i], ""))
            return false;
    return true;
}

/* [4.2] */
START_TEST(C04_C17_C18_C21_what_the_atoms_say_is_told)
{
    put_run("Fe/slab", scenes[_i].cell, "Fe\n8", scenes[_i].bare);
    put_run(arena_print(&trial.a, "Fe/%s", scenes[_i].state), scenes[_i].cell,
            scenes[_i].species, scenes[_i].atoms);
    judge();
    if (scenes[_i].severity == NOTHING)
        ck_assert_msg(is_silent(), "%s", scenes[_i].what);
    else
        ck_assert_msg(trial_says_as((chp_severity)scenes[_i].severity, scenes[_i].code,
                                    scenes[_i].part),
                      "%s", scenes[_i].what);
}
END_TEST

/* --- C17: several adsorbates in one cell ------------------------------------------ */

#define NN   "0 0 3.8 T T T\n0 0 4.95 T T T\n"
#define H_ON "2.5 2.5 3.5 T T T\n"

static const struct {
    const char *state, *species, *atoms, *part; // NULL: no word of C17
} together[] = {
    { "N2+H", "Fe N H\n8 2 1", NN H_ON, NULL },
    { "N2+H", "Fe N H\n8 2 1", NN "1.0 0 5.2 T T T\n",
      "by its bonds *N2+*H of Fe is *NNH" },
    { "N2+H", "Fe N H\n8 2 1", "0 0 3.8 T T T\n2.5 2.5 3.8 T T T\n2.5 2.5 4.8 T T T\n",
      "by its bonds *N2+*H of Fe is *N and *NH" },
    { "N2+H", "Fe N H\n8 2 1",
      "0.1 1.25 3.8 T T T\n0.1 2.35 3.8 T T T\n2.5 0 3.5 T T T\n",
      "by its bonds *N2+*H of Fe is *N*N and *H" },
    { "N2+H", "Fe N H\n8 2 1", "0 0 6 T T T\n0 0 7.1 T T T\n" H_ON,
      "the *N2 in *N2+*H of Fe is not bound" },
    { "NNH+H", "Fe N H\n8 2 2", NN "1.0 0 5.2 T T T\n" H_ON, NULL },
    { "NNH+H", "Fe N H\n8 2 2", NN "0.9 0 5.4 T T T\n-0.9 0 5.4 T T T\n",
      "by its bonds *NNH+*H of Fe is *NNH2" },
    { "NNH+H", "Fe N H\n8 2 2",
      "0 0 3.8 T T T\n0.9 0 4.7 T T T\n-1.0 0 3.6 T T T\n" H_ON,
      "by its bonds *NNH+*H of Fe is *NHN and *H" },
    { "NNH+H", "Fe N H\n8 2 2", NN H_ON "2.5 0 3.5 T T T\n",
      "by its bonds *NNH+*H of Fe is *N2, *H and *H" },
    { "2H", "Fe H\n8 2", H_ON "0 0 3.5 T T T\n", NULL },
    { "2H", "Fe H\n8 2", H_ON "2.5 2.5 4.25 T T T\n", "by its bonds *2H of Fe is *H2" },
};

START_TEST(C17_each_part_of_a_name_is_looked_for)
{
    put_run("Fe/slab", CELL, "Fe\n8", SLAB);
    put_run(arena_print(&trial.a, "Fe/%s", together[_i].state), CELL,
            together[_i].species,
            arena_print(&trial.a, "%s%s", SLAB, together[_i].atoms));
    trial_set("reaction", "her");
    judge();
    if (together[_i].part)
        ck_assert_msg(trial_says_as(CHP_WARNING, "C17", together[_i].part), "%s: %s",
                      together[_i].part,
                      trial_message("C17") ? trial_message("C17")->fact : "silence");
    else
        ck_assert_ptr_null(trial_message("C17"));
}
END_TEST

/* --- C17: on a nitride ---------------------------------------------------------------
 *
 * Iron with N in the upper layer: what a lattice N holds is told apart from what the
 * metal does, and an N2 in a vacancy is one N of the surface and one of its own. */

#define METAL   "0 0 0 F F F\n2 2 0 F F F\n0 0 2 T T T\n2 2 2 T T T\n"
#define LATTICE METAL "2 0 2 T T T\n0 2 2 T T T\n"
#define LIFTED  METAL "2 0 2.5 T T T\n0 2 2 T T T\n"

static const struct {
    const char *state, *species, *atoms, *part; // NULL: no word of C17
} nitrides[] = {
    { "L1", "Fe N H\n4 2 1", LATTICE "2 0 3.05 T T T\n", NULL },
    { "L1", "Fe N H\n4 2 1", LATTICE "0 0 3.6 T T T\n",
      "by its bonds L1 of FeN is *H" },
    { "L2", "Fe N H\n4 2 2", LATTICE "2.8 0 2.7 T T T\n1.2 0 2.7 T T T\n", NULL },
    { "L2", "Fe N H\n4 2 2", LATTICE "2 0 3.05 T T T\n0 2 3.05 T T T\n",
      "by its bonds L2 of FeN is L1 and L1" },
    { "VE00", "Fe N\n4 3", LIFTED "2 0 3.65 T T T\n", NULL },
    { "VE00", "Fe N\n4 3", LATTICE "0 0 3.8 T T T\n",
      "by its bonds VE00 of FeN is *N" },
    { "VE01", "Fe N H\n4 3 1", LIFTED "2 0 3.65 T T T\n2.9 0 4.15 T T T\n", NULL },
    { "VE01", "Fe N H\n4 3 1", LIFTED "2 0 3.65 T T T\n0 0 3.6 T T T\n",
      "by its bonds VE01 of FeN is VE00 and *H" },
    { "VE02", "Fe N H\n4 3 2",
      LIFTED "2 0 3.65 T T T\n2.9 0 4.15 T T T\n1.1 0 2.2 T T T\n",
      "by its bonds VE02 of FeN is VE11" },
};

START_TEST(C17_a_nitride_is_told_by_its_own_nitrogen)
{
    const char *cell = "4 0 0\n0 4 0\n0 0 20\n";
    put_run("FeN/slab", cell, "Fe N\n4 2", LATTICE);
    put_run(arena_print(&trial.a, "FeN/%s", nitrides[_i].state), cell,
            nitrides[_i].species, nitrides[_i].atoms);
    trial_set("assume-zero", "ZPE,thermal,TS");
    trial_set("reaction", "nrr-mvk");
    trial_run(trial.folder);
    if (nitrides[_i].part)
        ck_assert_msg(trial_says_as(CHP_WARNING, "C17", nitrides[_i].part), "%s: %s",
                      nitrides[_i].part,
                      trial_message("C17") ? trial_message("C17")->fact : "silence");
    else
        ck_assert_msg(!trial_message("C17"), "%s: %s", nitrides[_i].state,
                      trial_message("C17")->fact);
}
END_TEST

/* Where it was put, and where it relaxed to. */
static const struct {
    const char *start, *end;
    bool is_told;
} sites[] = {
    { "0 0 3.8 T T T\n", "0 0 3.7 T T T\n", false },
    { "0 0 3.8 T T T\n", "1.25 0 3.4 T T T\n", false }, // a bridge with the old atom
    { "0 0 3.8 T T T\n", "2.5 2.5 3.7 T T T\n", true },
};

START_TEST(C17_a_site_that_was_left_is_told)
{
    put_run("Fe/slab", CELL, "Fe\n8", SLAB);
    put_run("Fe/N", CELL, "Fe N\n8 1",
            arena_print(&trial.a, "%s%s", SLAB, sites[_i].end));
    trial_file("Fe/N/POSCAR", str_of(arena_print(&trial.a,
                                                 "made up\n1.0\n" CELL
                                                 "Fe N\n8 1\nSelective dynamics\n"
                                                 "Cartesian\n%s%s",
                                                 SLAB, sites[_i].start)));
    judge();
    ck_assert_int_eq(
        trial_says_as(CHP_NOTE, "C17", "*N of Fe moved from Fe 5 to Fe 8 while"),
        sites[_i].is_told);
}
END_TEST

/* --- 4.4: what was copied -------------------------------------------------------- */

/* [4.4] */
START_TEST(two_folders_with_one_energy_are_told)
{
    put_run("Fe/slab", CELL, "Fe\n8", SLAB);
    put_run("Fe/N", CELL, "Fe N\n8 1", SLAB "0 0 3.8 T T T\n");
    put_run("Fe/NH", CELL, "Fe N H\n8 1 1", SLAB "0 0 3.8 T T T\n0 0 4.8 T T T\n");
    trial_file(
        "Fe/NH/OSZICAR",
        file_text(&trial.a, arena_print(&trial.a, "%s/Fe/N/OSZICAR", trial.folder)));
    judge();
    ck_assert(trial_says_as(CHP_WARNING, "copied", "have the same energy"));
}
END_TEST

START_TEST(two_names_for_one_geometry_are_told)
{
    static const char *const second[] = { "0.4 0 4.7", "0.4 0 4.9" };
    const char *species = "Fe N H\n8 2 2";
    const char *atoms = arena_print(
        &trial.a, "%s0 0 3.8 T T T\n0 0 5 T T T\n0.9 0 5.4 T T T\n%s T T T\n", SLAB,
        second[_i]);
    put_run("Fe/slab", CELL, "Fe\n8", SLAB);
    put_run("Fe/NNH2", CELL, species,
            SLAB "0 0 3.8 T T T\n0 0 5 T T T\n0.9 0 5.4 T T T\n0.4 0 4.7 T T T\n");
    put_run("Fe/NHNH", CELL, species, atoms);
    judge();
    ck_assert(!trial_says_as(CHP_WARNING, "copied", "have the same energy"));
    ck_assert_int_eq(trial_says_as(CHP_WARNING, "copied", "have the same geometry"),
                     _i == 0);
}
END_TEST

static void put_energy(const char *path, double E)
{
    trial_file(path, str_of(arena_print(
                         &trial.a, "   1 F= %.8E E0= %.8E  d E =-.1E-06\n", E, E)));
}

START_TEST(an_energy_that_no_bond_has_is_a_wrong_pairing)
{
    put_run("Fe/slab", CELL, "Fe\n8", SLAB);
    put_run("Fe/O", CELL, "Fe O\n8 1", SLAB "0 0 3.6 T T T\n");
    put_run("gas/H2", WIDE, "H\n2", "0 0 0 T T T\n0 0 0.75 T T T\n");
    put_run("gas/H2O", WIDE, "O H\n1 2",
            "0 0 0 T T T\n0.76 0 0.59 T T T\n-0.76 0 0.59 T T T\n");
    put_energy("gas/H2/OSZICAR", -6.8);
    put_energy("gas/H2O/OSZICAR", -14.2);
    put_energy("Fe/O/OSZICAR", _i == 0 ? -36 : -78);
    judge();
    ck_assert_int_eq(trial_says_as(CHP_ERROR, "wrong-pairing", "of *O is -40."),
                     _i == 1);
}
END_TEST

/* --- F14, C21: a slab that stands on its side ------------------------------------- */

static const struct {
    const char *cell, *atoms, *idipol;
    chp_severity severity;
    const char *part;
} upright[] = {
    { "20 0 0\n0 5 0\n0 0 5\n", "3.8 0 0", "1", CHP_NOTE, "" },
    { "20 0 0\n0 5 0\n0 0 5\n", "3.8 0 0", "3", CHP_WARNING,
      "the vacuum of Fe lies along the first axis, but IDIPOL is 3" },
    { "12 0 0\n0 5 0\n0 0 5\n", "3.8 0 0", "1", CHP_WARNING,
      "the vacuum above *N of Fe is 8.2 Å" },
};

/* [F14] */
START_TEST(C21_a_vacuum_is_found_along_any_axis)
{
    const char *slab = "0 0 0 F F F\n0 2.5 0 F F F\n0 0 2.5 F F F\n0 2.5 2.5 F F F\n"
                       "2 0 0 T T T\n2 2.5 0 T T T\n2 0 2.5 T T T\n2 2.5 2.5 T T T\n";
    const char *incar =
        arena_print(&trial.a, "ENCUT = 450\nEDIFF = 1E-6\nLDIPOL = T\nIDIPOL = %s\n",
                    upright[_i].idipol);
    put_run("Fe/slab", upright[_i].cell, "Fe\n8", slab);
    put_run("Fe/N", upright[_i].cell, "Fe N\n8 1",
            arena_print(&trial.a, "%s%s T T T\n", slab, upright[_i].atoms));
    trial_file("Fe/N/INCAR", str_of(incar));
    trial_file("Fe/slab/INCAR", str_of(incar));
    judge();
    ck_assert(!trial_says_as(CHP_WARNING, "C17", ""));
    ck_assert_int_eq(trial_says_as(CHP_WARNING, "C21", upright[_i].part),
                     upright[_i].severity == CHP_WARNING);
}
END_TEST

/* --- C19: the moments of the surface --------------------------------------------- */

/* The example's OUTCAR with a table of moments: that of iron, and that of atom 1. */
static void put_moments(const char *state, size_t n_atoms, size_t iron, double on_iron,
                        double on_first)
{
    arena *a = &trial.a;
    const char *table =
        "\n magnetization (x)\n\n# of ion       s       p       d       "
        "tot\n------------------------------------------\n";
    for (size_t i = 1; i <= n_atoms; i++)
        table = arena_print(a, "%s%5zu       0.000   0.000   0.000  %6.3f\n", table, i,
                            i == iron ? on_iron
                            : i == 1  ? on_first
                                      : 0.0);
    str text = file_text(a, arena_print(a, "examples/fe-n4/Fe-N4/%s/OUTCAR", state));
    const char *block = "  FREE ENERGIE OF THE ION-ELECTRON SYSTEM";
    text = edited(a, text, 0, block, arena_print(a, "%s\n\n%s", table, block));
    trial_file(arena_print(a, "Fe-N4/%s/OUTCAR", state), text);
}

/* Iron is the last atom of both, and the N of the adsorbate is bound to it. */
static const struct {
    double bare[2], with[2]; // on iron, on the first carbon
    int severity;
} moments[] = {
    { { 2.0, 0.0 }, { 1.9, 0.1 }, NOTHING },
    { { 2.0, 0.0 }, { 0.4, 0.0 }, CHP_NOTE }, // quenched by what it holds
    { { 2.0, 0.0 }, { 2.0, 1.3 }, CHP_WARNING },
    { { 2.0, 0.5 }, { -2.0, -0.5 }, NOTHING }, // all spins turned round
};

START_TEST(C19_a_moment_that_jumps_far_away_is_another_solution)
{
    put_moments("slab", 17, 17, moments[_i].bare[0], moments[_i].bare[1]);
    put_moments("N", 18, 18, moments[_i].with[0], moments[_i].with[1]);
    judge();
    for (int s = CHP_NOTE; s <= CHP_WARNING; s++)
        ck_assert_int_eq(trial_says_as((chp_severity)s, "C19", "the moment of atom"),
                         moments[_i].severity == s);
}
END_TEST

Suite *suite_audit_geometry(void)
{
    TCase *tc = tcase_create("geometry");
    tcase_set_timeout(tc, 30);
    tcase_add_checked_fixture(tc, trial_begin, trial_end);
    tcase_add_loop_test(tc, C17_each_part_of_a_name_is_looked_for, 0,
                        sizeof together / sizeof *together);
    tcase_add_loop_test(tc, C17_a_nitride_is_told_by_its_own_nitrogen, 0,
                        sizeof nitrides / sizeof *nitrides);
    tcase_add_loop_test(tc, C04_C17_C18_C21_what_the_atoms_say_is_told, 0,
                        sizeof scenes / sizeof *scenes);
    tcase_add_loop_test(tc, C17_a_site_that_was_left_is_told, 0,
                        sizeof sites / sizeof *sites);
    tcase_add_test(tc, two_folders_with_one_energy_are_told);
    tcase_add_loop_test(tc, two_names_for_one_geometry_are_told, 0, 2);
    tcase_add_loop_test(tc, an_energy_that_no_bond_has_is_a_wrong_pairing, 0, 2);
    tcase_add_loop_test(tc, C21_a_vacuum_is_found_along_any_axis, 0,
                        sizeof upright / sizeof *upright);
    tcase_add_loop_test(tc, C19_a_moment_that_jumps_far_away_is_another_solution, 0,
                        sizeof moments / sizeof *moments);
    Suite *suite = suite_create("energetics/audit-geometry");
    suite_add_tcase(suite, tc);
    return suite;
}
