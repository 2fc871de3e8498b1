#include <string.h>

#include "energetics/trial.h"
#include "formats/files.h"
#include "formats/outcars.h"

/* Four iron atoms in a plane, and above the first of them what `above` says: lines of
 * Cartesian positions, in the order of `elements`. */
#define IRON "0 0 2\n2.5 0 2\n0 2.5 2\n2.5 2.5 2\n"

static const char usual[] =
    "ENCUT = 450\nGGA = RP\nISPIN = 2\nISMEAR = 0\nSIGMA = 0.05\n"
    "LDIPOL = T\nPREC = Accurate\nEDIFF = 1E-6\n";

static void make_run(const char *path, const char *elements, const char *counts,
                     const char *above, const char *incar)
{
    const char *contcar = arena_print(
        &trial.a, "made up\n1.0\n10 0 0\n0 10 0\n0 0 20\n%s\n%s\nCartesian\n%s%s",
        elements, counts, strncmp(elements, "Fe", 2) == 0 ? IRON : "", above);
    trial_file(arena_print(&trial.a, "%s/CONTCAR", path), str_of(contcar));
    trial_file(arena_print(&trial.a, "%s/INCAR", path), str_of(incar));
    trial_file(arena_print(&trial.a, "%s/KPOINTS", path),
               STR("mesh\n0\nGamma\n3 3 1\n0 0 0\n"));
    trial_file(
        arena_print(&trial.a, "%s/OSZICAR", path),
        STR("       N       E                     dE             d eps       ncg\n"
            "DAV:   1    -0.300000000000E+02   -0.30000E+02   -0.30000E+02   768   "
            "0.5E+00\n"
            "DAV:   2    -0.300000000000E+02   -0.10000E-07   -0.12000E-07   768   "
            "0.5E-03\n"
            "   1 F= -.30000000E+02 E0= -.30000000E+02  d E =-.100000E-06\n"));
}

static const chp_outcome *run(void)
{
    ck_assert(chp_options_set(trial.options, "assume-zero", "ZPE,thermal,TS",
                              (chp_where){ 0 }, trial.diag));
    return trial_run(trial.folder);
}

#define NNH "0 0 3.8\n0.9 0 4.5\n0.9 0 5.5\n" // N, N, H

/* --- 3.5: one setup throughout (C03) -------------------------------------------- */

/* What stands in INCAR before the usual settings, of which the first counts. */
static const struct {
    const char *slab, *state;
    chp_severity severity;
    const char *part;
} setups[] = {
    { "", "ENCUT = 400", CHP_ERROR, "ENCUT is 400 for *NNH, and 450 for * of Fe" },
    { "", "GGA = PE", CHP_ERROR, "functional is PE for *NNH, and RP for *" },
    { "", "METAGGA = SCAN", CHP_ERROR, "functional is RP SCAN for *NNH, and RP for *" },
    { "", "LHFCALC = T", CHP_ERROR, "functional is RP with 25 % exact exchange" },
    { "LHFCALC = T", "LHFCALC = T; AEXX = 0.15", CHP_ERROR,
      "RP with 15 % exact exchange for *NNH, and RP with 25 %" },
    { "LHFCALC = T; HFSCREEN = 0.2", "LHFCALC = T", CHP_ERROR, "screened by 0.2/Å" },
    { "", "LUSE_VDW = T", CHP_ERROR, "functional is RP with vdW-DF" },
    { "LUSE_VDW = T; Zab_VDW = -1.8867", "LUSE_VDW = T; Zab_VDW = -0.8491", CHP_ERROR,
      "vdW-DF (Zab -0.8491)" },
    { "", "IVDW = 12", CHP_ERROR, "IVDW is 12 for *NNH" },
    { "", "LVDW = T", CHP_ERROR, "IVDW is 1 for *NNH" },
    { "IVDW = 11; VDW_S8 = 0.7", "IVDW = 11; VDW_S8 = 0.9", CHP_ERROR,
      "VDW_S8 is 0.9 for *NNH, and 0.7" },
    { "", "LSORBIT = T", CHP_ERROR, "LSORBIT is on" },
    { "", "LSOL = T", CHP_ERROR, "LSOL is on for *NNH" },
    { "LSOL = T; EB_K = 80", "LSOL = T; EB_K = 78.4", CHP_ERROR, "EB_K is 78.4" },
    /* [C11] grand potentials and energies do not mix */
    { "", "LCEP = T", CHP_ERROR, "the electrons' potential is constant for *NNH" },
    { "", "LDIPOL = F", CHP_ERROR, "LDIPOL is off for *NNH" },
    { "IDIPOL = 3", "", CHP_ERROR, "IDIPOL is 0 for *NNH, and 3" },
    { "", "EFIELD = -0.4", CHP_ERROR, "EFIELD is -0.4 for *NNH, and 0" },
    { "", "LDAU = .TRUE.", CHP_ERROR, "LDAU is on for *NNH" },
    { "LDAU = T; LDAUTYPE = 2; LDAUL = 2; LDAUU = 4; LDAUJ = 0",
      "LDAU = T; LDAUTYPE = 1; LDAUL = 2 -1 -1; LDAUU = 4 0 0; LDAUJ = 0 0 0",
      CHP_ERROR, "LDAUTYPE is 1" },
    { "LDAU = T; LDAUL = 2; LDAUU = 4; LDAUJ = 0",
      "LDAU = T; LDAUL = 2 -1 -1; LDAUU = 3.29 0 0; LDAUJ = 0 0 0", CHP_ERROR,
      "DFT+U of Fe is U = 3.29 eV, J = 0 eV on l = 2 for *NNH, and U = 4 eV" },
    { "LDAU = T; LDAUL = 2; LDAUU = 4; LDAUJ = 0",
      "LDAU = T; LDAUL = -1 -1 -1; LDAUU = 4 0 0; LDAUJ = 0 0 0", CHP_ERROR,
      "DFT+U of Fe is none" },
    { "LDAU = T; LDAUL = 2; LDAUU = 4; LDAUJ = 0",
      "LDAU = T; LDAUL = 2 -1 -1; LDAUU = 4 0 0; LDAUJ = 1 0 0", CHP_ERROR,
      "J = 1 eV" },
    { "", "PREC = Normal", CHP_WARNING, "PREC is Normal for *NNH, and Accurate" },
    { "", "LASPH = T", CHP_WARNING, "LASPH is on" },
    { "", "ADDGRID = T", CHP_WARNING, "ADDGRID is on" },
    { "LREAL = Auto", "LREAL = F", CHP_WARNING, "LREAL is reciprocal" },
    { "", "ISMEAR = 1", CHP_WARNING, "ISMEAR is 1" },
    { "", "SIGMA = 0.2", CHP_WARNING, "SIGMA is 0.2" },
    { "", "ISPIN = 1", CHP_WARNING, "ISPIN is 1" },
    { "NUPDOWN = 2", "NUPDOWN = 1", CHP_NOTE, "NUPDOWN is 1" },
    { "ISYM = 2", "ISYM = 0", CHP_NOTE, "ISYM is 0" },
    { "", "MAGMOM = 4*3 3*0", CHP_NOTE, "MAGMOM is given" },
};

static const char *with_usual(const char *first)
{
    return arena_print(&trial.a, "%s\n%s", first, usual);
}

static bool is_spoilt(const chp_outcome *o, const char *name)
{
    const char *const *spoilt = o->catalysts[0].profiles[0].spoilt;
    for (; spoilt && *spoilt; spoilt++)
        if (strcmp(*spoilt, name) == 0)
            return true;
    return false;
}

/* [3.5] */
START_TEST(C03_a_setup_that_differs_is_found)
{
    make_run("Fe/slab", "Fe", "4", "", with_usual(setups[_i].slab));
    make_run("Fe/NNH", "Fe N H", "4 2 1", NNH, with_usual(setups[_i].state));
    const chp_outcome *o = run();
    ck_assert_msg(trial_says_as(setups[_i].severity, "C03", setups[_i].part), "%s",
                  setups[_i].part);
    ck_assert(is_spoilt(o, "*NNH") == (setups[_i].severity == CHP_ERROR));
}
END_TEST

/* The same words in another spelling, or settings that mean nothing here. */
static const struct {
    const char *slab, *state;
} same_setups[] = {
    { "", "" },
    { "PREC = Accurate", "PREC = a" },
    { "EFIELD = 0.0", "" },
    { "LDAU = F; LDAUU = 4", "LDAU = .FALSE.; LDAUU = 3 0 0" },
    { "LDAU = T; LDAUL = 2; LDAUU = 4; LDAUJ = 0",
      "LDAU = T; LDAUL = 2 -1 -1; LDAUU = 4.00 0 0; LDAUJ = 0 0 0" },
    { "METAGGA = --", "" },
    { "IVDW = 1", "IVDW = 10" },
    { "IVDW = 20", "IVDW = 2" },
};

START_TEST(C03_one_setup_is_not_remarked_on)
{
    make_run("Fe/slab", "Fe", "4", "", with_usual(same_setups[_i].slab));
    make_run("Fe/NNH", "Fe N H", "4 2 1", NNH, with_usual(same_setups[_i].state));
    run();
    ck_assert(!trial_says_as(CHP_ERROR, "C03", ""));
    ck_assert(!trial_says_as(CHP_WARNING, "C03", ""));
    ck_assert(!trial_says_as(CHP_NOTE, "C03", ""));
    ck_assert(!trial_says_as(CHP_WARNING, "C17", ""));
}
END_TEST

static str example(const char *name)
{
    str text =
        file_text(&trial.a, arena_print(&trial.a, "examples/fe-n4/Fe-N4/%s", name));
    ck_assert_uint_gt(text.len, 0);
    return text;
}

/* A file of the repository's own example, as another one's. */
static void copy(const char *from, const char *to)
{
    trial_file(arena_print(&trial.a, "Fe-N4/%s", to), example(from));
}

/* What only an output tells: the example's own *NNH2, with every `from` a `to`. */
static const struct {
    const char *from, *to;
    chp_severity severity;
    const char *code, *part;
} outputs[] = {
    { "", "", CHP_ERROR, "", "" },
    { "TITEL  = PAW_PBE Fe 06Sep2000", "TITEL  = PAW_PBE Fe_pv 06Sep2000", CHP_ERROR,
      "C03", "the POTCAR of Fe is PAW_PBE Fe_pv 06Sep2000 for *NNH2" },
    { "EATOM  =  594.4687 eV", "EATOM  =  594.4787 eV", CHP_ERROR, "C03",
      "the POTCAR of Fe is PAW_PBE Fe 06Sep2000 (EATOM = 594.4787 eV) for *NNH2" },
    { "ENMAX  =  267.882", "ENMAX  =  293.238", CHP_ERROR, "C03", "(ENMAX = 293.238" },
    { " 88.0000", " 89.0000", CHP_ERROR, "C03",
      "the run of *NNH2 has the charge -1 e" },
    { "gamma-only", "complex", CHP_NOTE, "C03", "the build of VASP is complex" },
    { "vasp.5.4.4.18Apr17", "vasp.6.4.2", CHP_NOTE, "C03", "the version of VASP is 6" },
    { "ISPIN  =      2", "ISPIN  =      1", CHP_ERROR, "C03", "ISPIN is 1 for *NNH2" },
    { "GGA     =    RP", "GGA     =    --", CHP_ERROR, "C03", "functional is PE" },
};

START_TEST(C03_a_run_of_another_kind_is_found)
{
    copy("slab/OUTCAR", "slab/OUTCAR");
    copy("NNH2/OUTCAR", "NNH2/OUTCAR");
    str text = example("NNH2/OUTCAR");
    if (*outputs[_i].from)
        text = edited(&trial.a, text, 0, outputs[_i].from, outputs[_i].to);
    trial_file("Fe-N4/NNH2/OUTCAR", text);
    const chp_outcome *o = run();
    bool is_sound = *outputs[_i].from == '\0';
    ck_assert_int_eq(trial_says_as(outputs[_i].severity,
                                   is_sound ? "C03" : outputs[_i].code,
                                   outputs[_i].part),
                     !is_sound);
    ck_assert_int_eq(is_spoilt(o, "*NNH2"),
                     !is_sound && outputs[_i].severity == CHP_ERROR);
}
END_TEST

/* What was not read is no other setup: a file that ends within its settings, with its
 * diary beside it and without. */
START_TEST(a_cut_run_is_told_to_be_cut_and_nothing_else)
{
    static const char *const others[] = { "C03", "C04", "C05", "C21" };
    enum { N_CUTS = 20 };
    bool has_diary = _i >= N_CUTS;
    str whole = example("NNH2/OUTCAR"); // whose header is a third of it
    copy("slab/OUTCAR", "slab/OUTCAR");
    if (has_diary)
        copy("NNH2/OSZICAR", "NNH2/OSZICAR");
    trial_file(
        "Fe-N4/NNH2/OUTCAR",
        str_part(whole, 0, whole.len * (size_t)(_i % N_CUTS + 1) / (2 * N_CUTS)));
    ck_assert(is_spoilt(run(), "*NNH2"));
    ck_assert(trial_says_as(CHP_ERROR, "truncated", ""));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        ck_assert_msg(!trial_message(others[i]), "%s", others[i]);
}
END_TEST

static void put_potcar(const char *path, const char *const enmax[2])
{
    static const char *const titles[] = { "Fe 06Sep2000", "N 08Apr2002" };
    const char *text = "";
    for (int i = 0; i < 2 && enmax[i]; i++)
        text = arena_print(&trial.a,
                           "%s  PAW_PBE %s\n parameters from PSCTR are:\n"
                           "   TITEL  = PAW_PBE %s\n   ENMAX  = %s; ENMIN = 200 eV\n"
                           " END of PSCTR-controll parameters\n End of Dataset\n",
                           text, titles[i], titles[i], enmax[i]);
    trial_file(path, str_of(text));
}

START_TEST(C03_without_ENCUT_each_composition_has_a_cut_off)
{
    static const char no_cutoff[] = "GGA = RP\nPREC = Accurate\n";
    make_run("Fe/slab", "Fe", "4", "", no_cutoff);
    make_run("Fe/N", "Fe N", "4 1", "0 0 3.8\n", no_cutoff);
    put_potcar("Fe/slab/POTCAR", (const char *const[]){ "267.882", NULL });
    put_potcar("Fe/N/POTCAR", (const char *const[]){ "267.882", "400.000" });
    run();
    ck_assert(
        trial_says_as(CHP_ERROR, "C03", "ENCUT is 400.0 for *N, and 267.9 for *"));
}
END_TEST

/* Mesh times length of the vector counts, within 5 %, and not across the vacuum. */
static const struct {
    const char *lattice, *mesh;
    bool is_told;
} meshes[] = {
    { "10 0 0\n0 10 0\n0 0 20", "3 3 1", false },
    { "10 0 0\n0 10 0\n0 0 20", "4 3 1", true },
    { "10 0 0\n0 10 0\n0 0 20", "3 2 1", true },
    { "10 0 0\n0 10 0\n0 0 20", "3 3 2", false },
    { "10.4 0 0\n0 10 0\n0 0 20", "3 3 1", false },
    { "5 0 0\n0 10 0\n0 0 20", "6 3 1", false },
};

START_TEST(C03_meshes_are_compared_by_their_density)
{
    make_run("Fe/slab", "Fe", "4", "", usual);
    make_run("Fe/NNH", "Fe N H", "4 2 1", NNH, usual);
    trial_file(
        "Fe/NNH/CONTCAR",
        str_of(arena_print(&trial.a, "made up\n1.0\n%s\nFe N H\n4 2 1\nCartesian\n%s%s",
                           meshes[_i].lattice, IRON, NNH)));
    trial_file("Fe/NNH/KPOINTS",
               str_of(arena_print(&trial.a, "mesh\n0\nGamma\n%s\n", meshes[_i].mesh)));
    run();
    ck_assert_int_eq(trial_says_as(CHP_ERROR, "C03", "the k-point mesh is"),
                     meshes[_i].is_told);
}
END_TEST

#define N2 "5 5 5\n5 5 6.11\n"

/* Gases against the slab: what may differ by custom, and what may not. */
static const struct {
    const char *slab, *gas, *name;
    chp_severity severity;
    const char *code, *part;
} gases[] = {
    { "", "ENCUT = 520", "N2", CHP_ERROR, "C03", "ENCUT is 520 for N2, and 450 for *" },
    { "", "IVDW = 12", "N2", CHP_ERROR, "C03", "IVDW is 12 for N2" },
    { "LSOL = T", "", "N2", CHP_NOTE, "C03", "LSOL is off for N2, and on for *" },
    { "", "LREAL = A", "N2", CHP_WARNING, "", "" },
    { "", "ISMEAR = 1", "N2", CHP_WARNING, "C22", "ISMEAR is 1 for the gas N2" },
    { "", "ISPIN = 1", "O2", CHP_ERROR, "C22", "ISPIN is 1 for the gas O2" },
};

START_TEST(C03_C22_gases_share_what_the_electrons_feel)
{
    const char *element = strcmp(gases[_i].name, "O2") == 0 ? "O" : "N";
    make_run("Fe/slab", "Fe", "4", "", with_usual(gases[_i].slab));
    make_run(arena_print(&trial.a, "gas/%s", gases[_i].name), element, "2", N2,
             with_usual(gases[_i].gas));
    run();
    ck_assert_int_eq(trial_says_as(gases[_i].severity, gases[_i].code, gases[_i].part),
                     *gases[_i].code != '\0');
    ck_assert(!trial_says_as(CHP_ERROR, "C03", "N2") ||
              strstr(gases[_i].part, "for N2"));
}
END_TEST

START_TEST(C22_a_closed_shell_gas_may_be_without_spin)
{
    make_run("Fe/slab", "Fe", "4", "", usual);
    make_run("gas/N2", "N", "2", N2, with_usual("ISPIN = 1"));
    run();
    ck_assert(!trial_says_as(CHP_ERROR, "C22", ""));
    ck_assert(!trial_says_as(CHP_WARNING, "C03", "ISPIN"));
}
END_TEST

/* The energies of *NNH: F = -168.05621425, E0 = -168.05441425 eV, also from OSZICAR. */
static const struct {
    const char *choice, *file;
    double E_eV, digits_eV;
} choices[] = {
    { "sigma0", "OUTCAR", -168.05441425, 1e-8 },
    { "sigma0", "OSZICAR", -168.05441425, 5e-6 },
    { "toten", "OUTCAR", -168.05621425, 1e-8 },
    { "toten", "OSZICAR", -168.05621425, 5e-6 },
};

/* [C7] [3.1] */
START_TEST(one_of_the_three_energies_is_taken_from_every_file)
{
    bool is_diary = strcmp(choices[_i].file, "OSZICAR") == 0;
    copy("slab/OUTCAR", "slab/OUTCAR");
    copy(arena_print(&trial.a, "NNH/%s", choices[_i].file),
         arena_print(&trial.a, "NNH/%s", choices[_i].file));
    if (is_diary)
        copy("NNH/CONTCAR", "NNH/CONTCAR");
    trial_set("energy", choices[_i].choice);
    const chp_state *s = state_of(&run()->catalysts[0], "*NNH");
    ck_assert_double_eq_tol(s->g.E_eV.value, choices[_i].E_eV, choices[_i].digits_eV);
}
END_TEST

/* [C7] [3.1] */
START_TEST(a_typed_energy_is_the_one_that_the_study_takes)
{
    static const char *const typed[] = { "-168.05441425", "-168.0562", "-160.0" };
    copy("slab/OUTCAR", "slab/OUTCAR");
    copy("NNH/OUTCAR", "NNH/OUTCAR");
    const char *yaml = arena_print(&trial.a,
                                   "catalysts:\n  Fe-N4:\n    states:\n"
                                   "      '*': {energy: Fe-N4/slab}\n"
                                   "      '*NNH': {energy: Fe-N4/NNH, E: %s}\n",
                                   typed[_i]);
    trial_set("assume-zero", "ZPE,thermal,TS");
    trial_run(trial_file("chepath.yaml", str_of(yaml)));
    ck_assert_int_eq(trial_says_as(CHP_ERROR, "mixed-energies", "is TOTEN of its run"),
                     _i == 1);
}
END_TEST

START_TEST(C03_a_second_catalyst_has_the_setup_of_the_first)
{
    make_run("Fe/slab", "Fe", "4", "", usual);
    make_run("Ni/slab", "Fe", "4", "", with_usual("GGA = PE"));
    run();
    ck_assert(trial_says_as(CHP_ERROR, "C03",
                            "functional is PE for * of Ni, and RP for * of Fe"));
}
END_TEST

/* --- C17: what the bonds say --------------------------------------------------- */

static const struct {
    const char *folder, *counts, *above, *part;
} geometries[] = {
    { "NNH", "4 2 1", "0 0 3.8\n0.9 0 4.5\n-0.9 0 4.3\n", "by its bonds *NNH" },
    { "NHNH", "4 2 2", "0 0 3.8\n0.9 0 4.5\n1.8 0 4.1\n0.9 0 5.5\n",
      "by its bonds *NHNH of Fe is *NNH2" },
    { "N2", "4 2", "0 0 6.8\n0 0 7.91\n", "is not bound" },
    { "NH3", "4 1 3", "0 0 3.9\n0.94 0 4.3\n-0.47 0.81 4.3\n2.5 2.5 3.6\n",
      "by its bonds *NH3" },
};

START_TEST(C17_bonds_that_disagree_with_the_name_are_told)
{
    bool has_hydrogen = strchr(geometries[_i].folder, 'H') != NULL;
    make_run("Fe/slab", "Fe", "4", "", usual);
    make_run(arena_print(&trial.a, "Fe/%s", geometries[_i].folder),
             has_hydrogen ? "Fe N H" : "Fe N", geometries[_i].counts,
             geometries[_i].above, usual);
    run();
    ck_assert_msg(trial_says_as(CHP_WARNING, "C17", geometries[_i].part), "%s",
                  geometries[_i].part);
}
END_TEST

static const struct {
    const char *above, *state;
} isomers[] = {
    { "0 0 3.8\n0.9 0 4.5\n1.8 0 4.1\n0.9 0 5.5\n", "*NNH2" },
    { "0 0 3.8\n0.9 0 4.5\n-0.9 0 4.3\n0.9 0 5.5\n", "*NHNH" },
    { "0.6 0 3.7\n1.9 0 3.7\n0 0 4.5\n2.5 0 4.5\n", "*NH*NH" },
};

START_TEST(an_ambiguous_name_is_decided_by_the_structure)
{
    make_run("Fe/slab", "Fe", "4", "", usual);
    make_run("Fe/N2H2", "Fe N H", "4 2 2", isomers[_i].above, usual);
    ck_assert_msg(state_of(&run()->catalysts[0], isomers[_i].state) != NULL, "%s",
                  isomers[_i].state);
}
END_TEST

START_TEST(C18_a_surface_that_moved_is_told)
{
    make_run("Fe/slab", "Fe", "4", "", usual);
    make_run("Fe/NNH", "Fe N H", "4 2 1", NNH, usual);
    trial_file("Fe/NNH/CONTCAR",
               STR("made up\n1.0\n10 0 0\n0 10 0\n0 0 20\nFe N H\n4 2 1\nCartesian\n"
                   "0 0 3.3\n2.5 0 2\n0 2.5 2\n2.5 2.5 2\n0 0 5.1\n0.9 0 5.8\n"
                   "0.9 0 6.8\n"));
    run();
    ck_assert(trial_says_as(CHP_WARNING, "C18", "moved by 1.30"));
}
END_TEST

/* --- C04, C21, C22: cells ------------------------------------------------------ */

START_TEST(C04_another_cell_is_an_error_and_a_strained_one_not)
{
    const char *cells[] = { "10 0 0\n0 10.08 0\n0 0 20", "10 0 0\n0 11 0\n0 0 20" };
    make_run("Fe/slab", "Fe", "4", "", usual);
    make_run("Fe/NNH", "Fe N H", "4 2 1", NNH, usual);
    trial_file(
        "Fe/NNH/CONTCAR",
        str_of(arena_print(&trial.a, "made up\n1.0\n%s\nFe N H\n4 2 1\nCartesian\n%s%s",
                           cells[_i], IRON, NNH)));
    run();
    ck_assert(trial_says_as(_i == 0 ? CHP_WARNING : CHP_ERROR, "C04",
                            "the cell of *NNH differs"));
}
END_TEST

START_TEST(C22_a_small_box_and_wrong_smearing_are_told)
{
    make_run("gas/N2", "N", "2", "5 5 5\n5 5 6.11\n", "ENCUT = 450\nISMEAR = 1\n");
    trial_file("gas/N2/CONTCAR",
               STR("made up\n1.0\n7 0 0\n0 12 0\n0 0 12\nN\n2\nCartesian\n5 5 5\n"
                   "5 5 6.11\n"));
    run();
    ck_assert(trial_says_as(CHP_WARNING, "C22", "7.00 Å"));
    ck_assert(trial_says_as(CHP_WARNING, "C22", "ISMEAR is 1"));
    ck_assert(trial_says_as(CHP_WARNING, "C22", "the gas N2 has 9 k-points"));
}
END_TEST

START_TEST(C09_modes_that_were_copied_are_told)
{
    bool is_copied = _i == 1;
    copy("slab/OUTCAR", "slab/OUTCAR");
    copy("NNH2/OUTCAR", "NNH2/OUTCAR");
    copy("NHNH/OUTCAR", "NHNH/OUTCAR");
    copy("NNH2/freq/OUTCAR.gz", "NNH2/freq/OUTCAR");
    copy(is_copied ? "NNH2/freq/OUTCAR.gz" : "NHNH/freq/OUTCAR.gz", "NHNH/freq/OUTCAR");
    run();
    ck_assert_int_eq(trial_says_as(CHP_WARNING, "C09", "all modes of"), is_copied);
}
END_TEST

Suite *suite_audit(void)
{
    TCase *tc = tcase_create("audit");
    tcase_set_timeout(tc, 30);
    tcase_add_checked_fixture(tc, trial_begin, trial_end);
    tcase_add_loop_test(tc, C03_a_setup_that_differs_is_found, 0,
                        sizeof setups / sizeof *setups);
    tcase_add_loop_test(tc, C03_one_setup_is_not_remarked_on, 0,
                        sizeof same_setups / sizeof *same_setups);
    tcase_add_loop_test(tc, C03_a_run_of_another_kind_is_found, 0,
                        sizeof outputs / sizeof *outputs);
    tcase_add_loop_test(tc, a_cut_run_is_told_to_be_cut_and_nothing_else, 0, 40);
    tcase_add_test(tc, C03_without_ENCUT_each_composition_has_a_cut_off);
    tcase_add_loop_test(tc, C03_meshes_are_compared_by_their_density, 0,
                        sizeof meshes / sizeof *meshes);
    tcase_add_loop_test(tc, C03_C22_gases_share_what_the_electrons_feel, 0,
                        sizeof gases / sizeof *gases);
    tcase_add_test(tc, C22_a_closed_shell_gas_may_be_without_spin);
    tcase_add_loop_test(tc, one_of_the_three_energies_is_taken_from_every_file, 0,
                        sizeof choices / sizeof *choices);
    tcase_add_loop_test(tc, a_typed_energy_is_the_one_that_the_study_takes, 0, 3);
    tcase_add_test(tc, C03_a_second_catalyst_has_the_setup_of_the_first);
    tcase_add_loop_test(tc, C17_bonds_that_disagree_with_the_name_are_told, 0,
                        sizeof geometries / sizeof *geometries);
    tcase_add_loop_test(tc, an_ambiguous_name_is_decided_by_the_structure, 0,
                        sizeof isomers / sizeof *isomers);
    tcase_add_test(tc, C18_a_surface_that_moved_is_told);
    tcase_add_loop_test(tc, C04_another_cell_is_an_error_and_a_strained_one_not, 0, 2);
    tcase_add_loop_test(tc, C09_modes_that_were_copied_are_told, 0, 2);
    tcase_add_test(tc, C22_a_small_box_and_wrong_smearing_are_told);
    Suite *suite = suite_create("energetics/audit");
    suite_add_tcase(suite, tc);
    return suite;
}
