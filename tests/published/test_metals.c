/* Hydrogen on the classic metals, from tables as they are printed.
 *
 * With vibrations: dE_H and the modes of H* on fcc(111) faces
 * (github.com/SUNCAT-Center/catmap, commit ed04f914, HER_input.txt). dG_H is dE_H +
 * 0.179708 eV: of H* ZPE 0.160471, U 0.005984, TS 0.007628; of H2 its ZPE, 8.47 kJ/mol
 * and 130.68 J/mol/K.
 *
 * Without: dE_H of github.com/chemicallyGeeky/OCdataset_analysis_for_HER_OER (commit
 * d39dcf87, norskov.csv), and the customary 0.24 eV of Norskov et al., J. Electrochem.
 * Soc. 152, J23 (2005): dG_H as the set has it. There the exchange current is
 * e k0 x / (1 + x) of x = exp(-|dG_H| / kT), k0 = 200 a second.
 *
 * Total energies of fcc(111) faces with H in hollows and on top
 * (github.com/CatTheoryDTU/Alkaline_HER_descriptors, commit 89203ac3, doi
 * 10.1016/j.electacta.2025.147476). The source does not print its H2 and corrections:
 * they are 4.1114773 eV in hollows, and 0.1049998 more on top, the same for all metals.
 */
#include <check.h>
#include <math.h>

#include "published/published.h"
#include "scratch.h"
#include "suites.h"

#define MODES "1041.56374618;895.13059802;651.876743135"

static const char with_modes[] = "catalyst,state,E,ZPE,modes\n,H2(g),0,,4424.26845539\n"
                                 "Au,*,0,,\nAu,*H,0.271,," MODES "\n"
                                 "Ag,*,0,,\nAg,*H,0.309,," MODES "\n"
                                 "Cu,*,0,,\nCu,*H,-0.052,," MODES "\n"
                                 "Rh,*,0,,\nRh,*H,-0.403,," MODES "\n"
                                 "Pt,*,0,,\nPt,*H,-0.34,," MODES "\n";

/* One row for each metal, dZPE standing for all that is added. */
static const char customary[] =
    "metal,dE_H_eV,dZPE_H_eV\nAu,0.39,0.24\nAg,0.34,0.24\nPt,-0.27,0.24\nRh,-0.3,0.24\n"
    "Ir,-0.16,0.24\nW,-0.83,0.24\nCu,0.03,0.24\nMo,-0.77,0.24\nNb,-0.8,0.24\n";

#define FACE(metal, slab, fcc, top)                                                    \
    metal " fcc," slab "," fcc ",-8.2229546,0\n" metal " top," slab "," top            \
          ",-8.2229546,0.1049998\n"

static const char faces[] = "catalyst,E_slab,E_*H,E_H2(g),ZPE_*H\n" //
    FACE("Ag", "-5335.20396496792", "-5338.72592440047", "-5338.30689186121")
        FACE("Au", "-12026.2715100517", "-12029.7693817146", "-12029.6574283979")
            FACE("Ir", "-11715.0688463387", "-11719.1536089027", "-11719.3751598889")
                FACE("Ni", "-2711.64017528255", "-2715.92290738149", "-2715.4457722507")
                    FACE("Pt", "-11873.8268268638", "-11878.0265096762",
                         "-11878.1248635067");

static const struct {
    const char *table, *metal;
    double dG_H_eV, within_eV;
} rows[] = {
    { with_modes, "Au", 0.450707533, 2e-5 },  { with_modes, "Ag", 0.488707533, 2e-5 },
    { with_modes, "Cu", 0.127707533, 2e-5 },  { with_modes, "Rh", -0.223292467, 2e-5 },
    { with_modes, "Pt", -0.160292467, 2e-5 }, { customary, "Au", 0.63, 1e-9 },
    { customary, "Ag", 0.58, 1e-9 },          { customary, "Pt", -0.03, 1e-9 },
    { customary, "Rh", -0.06, 1e-9 },         { customary, "Ir", 0.08, 1e-9 },
    { customary, "W", -0.59, 1e-9 },          { customary, "Cu", 0.27, 1e-9 },
    { customary, "Mo", -0.53, 1e-9 },         { customary, "Nb", -0.56, 1e-9 },
    { faces, "Ag fcc", 0.589518, 1e-5 },      { faces, "Ag top", 1.11355, 1e-5 },
    { faces, "Au fcc", 0.613606, 1e-5 },      { faces, "Au top", 0.830559, 1e-5 },
    { faces, "Ir fcc", 0.0267147, 1e-5 },     { faces, "Ir top", -0.0898363, 1e-5 },
    { faces, "Ni fcc", -0.171255, 1e-5 },     { faces, "Ni top", 0.41088, 1e-5 },
    { faces, "Pt fcc", -0.0882056, 1e-5 },    { faces, "Pt top", -0.0815594, 1e-5 },
};
enum { N_ROWS = sizeof rows / sizeof *rows };

START_TEST(adsorption_energies_give_the_published_dG_H)
{
    static const char *const of_modes[] = { "reaction=her", NULL };
    static const char *const of_sums[] = { "reaction=her", "assume-zero=ZPE,thermal,TS",
                                           NULL };
    arena a = { 0 };
    const char *folder = scratch_new(&a);
    const char *path = scratch_file(&a, folder, "her.csv", str_of(rows[_i].table));
    published p =
        published_run(path, rows[_i].table == with_modes ? of_modes : of_sums);
    ck_assert_uint_eq(chp_diag_count(p.diag, CHP_ERROR), 0);
    const chp_catalyst *c = published_catalyst(&p, str_of(rows[_i].metal));
    ck_assert(c->dG_H_eV.known);
    ck_assert_double_eq_tol(c->dG_H_eV.value, rows[_i].dG_H_eV, rows[_i].within_eV);
    published_free(&p);
    scratch_remove(folder);
    arena_clear(&a);
}
END_TEST

static const struct {
    const char *metal;
    double log10_rate; // of that at the top of the volcano
} rates[] = {
    { "Au", -10.6492042825 }, { "Ag", -9.80402933947 }, { "Pt", -0.624739602289 },
    { "Rh", -1.05432984679 }, { "Ir", -1.3711611092 },  { "W", -9.97306432806 },
    { "Cu", -4.56395654563 }, { "Mo", -8.95885439683 }, { "Nb", -9.46595936233 },
};
enum { N_RATES = sizeof rates / sizeof *rates };

START_TEST(dG_H_gives_the_rate_of_the_classic_volcano)
{
    static const char *const options[] = { "reaction=her", "assume-zero=thermal,TS",
                                           NULL };
    const double k0_s = 200;
    arena a = { 0 };
    const char *folder = scratch_new(&a);
    published p =
        published_run(scratch_file(&a, folder, "her.csv", str_of(customary)), options);
    const chp_catalyst *c = published_catalyst(&p, str_of(rates[_i].metal));
    ck_assert(c->exchange_rate_s.known);
    ck_assert_double_eq_tol(log10(c->exchange_rate_s.value / k0_s),
                            rates[_i].log10_rate, 1e-6);
    published_free(&p);
    scratch_remove(folder);
    arena_clear(&a);
}
END_TEST

Suite *suite_metals(void)
{
    Suite *suite = suite_create("published/metals");
    TCase *tcase = tcase_create("metals");
    tcase_add_loop_test(tcase, adsorption_energies_give_the_published_dG_H, 0, N_ROWS);
    tcase_add_loop_test(tcase, dG_H_gives_the_rate_of_the_classic_volcano, 0, N_RATES);
    suite_add_tcase(suite, tcase);
    return suite;
}
