/* Hydrogen on the classic metals, from tables as they are printed.
 *
 * With vibrations: dE_H and the modes of H* on fcc(111) faces
 * (github.com/SUNCAT-Center/catmap, commit ed04f914, HER_input.txt). dG_H is dE_H +
 * 0.179708 eV: of H* ZPE 0.160471, U 0.005984, TS 0.007628; of H2 its ZPE, 8.47 kJ/mol
 * and 130.68 J/mol/K.
 *
 * Without: dE_H of github.com/chemicallyGeeky/OCdataset_analysis_for_HER_OER (commit
 * d39dcf87, norskov.csv), and the customary 0.24 eV of Norskov et al., J. Electrochem.
 * Soc. 152, J23 (2005): dG_H as the set has it. */
#include <check.h>

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
static const char customary[] = "metal,dE_H_eV,dZPE_H_eV\nAu,0.39,0.24\nAg,0.34,0.24\n"
                                "Pt,-0.27,0.24\n";

static const struct {
    const char *table, *metal;
    double dG_H_eV, within_eV;
} rows[] = {
    { with_modes, "Au", 0.450707533, 2e-5 },  { with_modes, "Ag", 0.488707533, 2e-5 },
    { with_modes, "Cu", 0.127707533, 2e-5 },  { with_modes, "Rh", -0.223292467, 2e-5 },
    { with_modes, "Pt", -0.160292467, 2e-5 }, { customary, "Au", 0.63, 1e-9 },
    { customary, "Ag", 0.58, 1e-9 },          { customary, "Pt", -0.03, 1e-9 },
};
enum { N_ROWS = sizeof rows / sizeof *rows };

START_TEST(adsorption_energies_give_the_published_dG_H)
{
    static const char *const of_modes[] = { "reaction=her", NULL };
    static const char *const of_sums[] = { "reaction=her", "assume-zero=thermal,TS",
                                           NULL };
    arena a = { 0 };
    const char *folder = scratch_new(&a);
    const char *path = scratch_file(&a, folder, "her.csv", str_of(rows[_i].table));
    published p = published_run(path, rows[_i].table == customary ? of_sums : of_modes);
    ck_assert_uint_eq(chp_diag_count(p.diag, CHP_ERROR), 0);
    const chp_catalyst *c = published_catalyst(&p, str_of(rows[_i].metal));
    ck_assert(c->dG_H_eV.known);
    ck_assert_double_eq_tol(c->dG_H_eV.value, rows[_i].dG_H_eV, rows[_i].within_eV);
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
    suite_add_tcase(suite, tcase);
    return suite;
}
