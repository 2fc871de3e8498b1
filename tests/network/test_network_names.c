#include "network/names.h"

#include "suites.h"

/* Every spelling of the alias table, and what it means. */
static const struct {
    const char *spelling, *ids; // more than one: ambiguous
} spellings[] = {
    { "*N2", "E00" },
    { "N2*", "E00" },
    { "*NN", "E00" },
    { "*N-N", "E00" },
    { "*N≡N", "E00" },
    { "N2(ads)", "E00" },
    { "*N2(end-on)", "E00" },
    { "η1-N2", "E00" },
    { "N2", "E00" },
    { "η¹-N2", "E00" },
    { "*N*N", "S00" },
    { "*N-*N", "S00" },
    { "*N2(side-on)", "S00" },
    { "*N2-side", "S00" },
    { "*NN(side)", "S00" },
    { "η2-N2", "S00" },
    { "N*N*", "S00" },
    { "η²-N₂", "S00" },
    { "*NNH", "E01" },
    { "*N-NH", "E01" },
    { "*N=NH", "E01" },
    { "*N2H", "E01" },
    { "N2H*", "E01" },
    { "NNH*", "E01" },
    { "NNH", "E01" },
    { "N2H_s", "E01" },
    { "NNH_ads", "E01" },
    { "∗NNH", "E01" },
    { "NNH⁎", "E01" },
    { "★N₂H", "E01" },
    { "*N–NH", "E01" },
    { "*N—NH", "E01" },
    { "*nnh", "E01" },
    { "NNH@top", "E01" },
    { "NNH_fcc", "E01" },
    { "*NNH-bridge2", "E01" },
    { "NNH (hollow)", "E01" },
    { "* NNH", "E01" },
    { "*\u00a0NNH", "E01" },
    { "*NH-N", "E01 E10" },
    { "*NHN", "E01 E10" },
    { "HNN*", "E01 E10" },
    { "*N*NH", "S10" },
    { "*N-*NH", "S10" },
    { "*NH*N", "S10" },
    { "*N2H(side)", "S10" },
    { "NNH-side", "S10" },
    { "N*NH*", "S10" },
    { "*NNH2", "E02" },
    { "*N-NH2", "E02" },
    { "*N=NH2", "E02" },
    { "NNH2*", "E02" },
    { "*NHNH", "E11" },
    { "*HNNH", "E11" },
    { "*NH-NH", "E11" },
    { "*NH=NH", "E11" },
    { "HNNH*", "E11" },
    { "*N*NH2", "S20" },
    { "*N-*NH2", "S20" },
    { "NNH2(side-on)", "S20" },
    { "*NH*NH", "S11" },
    { "*NH-*NH", "S11" },
    { "*HN*NH", "S11" },
    { "*NHNH2", "E12" },
    { "*NH-NH2", "E12" },
    { "*HNNH2", "E12" },
    { "HNNH2*", "E12" },
    { "HN=NH2*", "E12" },
    { "NNH(ad)", "E01" },
    { "NNH2_ad", "E02" },
    { "⋆NNH2", "E02" },
    { "*NH2NH", "E21" },
    { "*NH2-NH", "E21" },
    { "NH2NH*", "E21" },
    { "H2NNH*", "E12 E21" },
    { "*NH*NH2", "S21" },
    { "*NH-*NH2", "S21" },
    { "*NH2*NH", "S21" },
    { "*NH2NH2", "E22" },
    { "*NH2-NH2", "E22" },
    { "*H2NNH2", "E22" },
    { "*N2H4", "E22" },
    { "N₂H₄*", "E22" },
    { "*NH2*NH2", "S22" },
    { "*NH2-*NH2", "S22" },
    { "N2H4(side-on)", "S22" },
    { "*NNH3", "E03" },
    { "*N-NH3", "E03" },
    { "*NHNH3", "E13" },
    { "*NH2NH3", "E23" },
    { "*N*NH3", "S30" },
    { "*NH*NH3", "S31" },
    { "*NH2*NH3", "S32" },
    { "*N", "M0" },
    { "*NH", "M1" },
    { "*NH2", "M2" },
    { "*NH3", "M3" },
    { "NH3*", "M3" },
    { "*N + NH3", "M0" },
    { "*NH + NH3", "M1" },
    { "*NH2+NH3", "M2" },
    { "*N+*N", "D00" },
    { "2*N", "D00" },
    { "*N_*N", "D00" },
    { "2N", "D00" },
    { "N+N*", "D00" },
    { "N_N", "D00" },
    { "*NH+*N", "D10" },
    { "*N+*NH", "D10" },
    { "*NH2+*NH", "D21" },
    { "N+NH3*", "D30" },
    { "*NH2+*NH3", "D32" },
    { "2*NH", "D11" },
    { "*H", "H" },
    { "H*", "H" },
    { "H(ads)", "H" },
    { "2*H", "2H" },
    { "L0", "L0" },
    { "L3", "L3" },
    { "V", "V" },
    { "vac", "V" },
    { "V_N", "V" },
    { "VE01", "VE01" },
    { "VS21", "VS21" },
    { "VH", "VH" },
    { "VOH2", "VOH2" },
    { "NNH@vac", "VE01" },
    { "vac-NNH", "VE01" },
    { "V-NH*NH", "VS11" },
    { "vac-OH", "VOH" },
    { "H2O@V", "VOH2" },
    { "H_vac", "VH" },
    { "E02", "E02" },
    { "D33", "D33" },
    { "*", "C" },
    { "slab", "C" },
    { "clean", "C" },
    { "Bare", "C" },
    { "substrate", "C" },
    { "∗", "C" },
    { "*N2H2", "E02 E11 S20 S11" },
    { "N2H3", "E12 E21 S21" },
    { "N2H2(side-on)", "S20 S11" },
    { "N2H2-end-on", "E02 E11" },
    { "*N2H3(side)", "S21" },
    { "*OOH", "" },
    { "*N3", "" },
    { "NH3(g)", "" },
    { "*C", "" },
    { "*N2H5", "" },
    { "*NO", "" },
    { "NNHNH", "" },
    { "ηηηηηηηη", "" },
    { "*NNH4", "" },
    { "", "" },
};
enum { N_SPELLINGS = sizeof spellings / sizeof *spellings };

START_TEST(a_spelling_has_its_meaning)
{
    arena a = { 0 };
    naming n = name_read(&a, str_of(spellings[_i].spelling));
    const char *ids = "";
    for (size_t i = 0; i < n.n_meanings; i++)
        ids = arena_print(&a, "%s%s%s", ids, i ? " " : "", n.meaning[i].text);
    ck_assert_msg(strcmp(ids, spellings[_i].ids) == 0, "%s means '%s', not '%s'",
                  spellings[_i].spelling, ids, spellings[_i].ids);
    ck_assert_msg((n.choices != NULL) == (n.n_meanings > 1), "%s",
                  spellings[_i].spelling);
    arena_clear(&a);
}
END_TEST

START_TEST(the_printed_name_of_an_id_means_that_id)
{
    static const char *const ids[] = { "E00", "E01", "E02", "E11", "E12", "E22",
                                       "E03", "E21", "S00", "S10", "S20", "S11",
                                       "S21", "S22", "S30", "D00", "D10", "D32",
                                       "D33", "M0",  "M3",  "H",   "C" };
    arena a = { 0 };
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        name_id id;
        strcpy(id.text, ids[i]);
        naming n = name_read(&a, str_of(name_of_id(&a, id)));
        ck_assert_uint_eq(n.n_meanings, 1);
        ck_assert_str_eq(n.meaning[0].text, ids[i]);
    }
    arena_clear(&a);
}
END_TEST

START_TEST(names_are_printed_star_first)
{
    static const char *const pairs[][2] = {
        { "NNH*", "*NNH" },  { "*NNH", "*NNH" },     { "N*NH*", "*N*NH" },
        { "N+N*", "*N+*N" }, { "*N+*NH", "*N+*NH" }, { "N=NH*", "*NNH" },
        { "*", "*" },
    };
    arena a = { 0 };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        ck_assert_str_eq(name_printed(&a, str_of(pairs[i][0])), pairs[i][1]);
    arena_clear(&a);
}
END_TEST

START_TEST(a_geometry_tells_what_a_composition_does_not)
{
    static const struct {
        name_geometry seen;
        const char *id;
    } all[] = {
        { { 2, { 0, 2 }, false, false }, "E02" },
        { { 2, { 1, 1 }, false, false }, "E11" },
        { { 2, { 0, 2 }, true, false }, "S20" },
        { { 2, { 2, 1 }, true, true }, "D21" },
        { { 1, { 2, 0 }, false, false }, "M2" },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        ck_assert_str_eq(name_id_of(&all[i].seen).text, all[i].id);
}
END_TEST

/* --- in a reaction ------------------------------------------------------------ */

static const struct {
    const char *reaction, *spelling, *name; // NULL: unknown; "?": ambiguous
} found[] = {
    { "nrr", "N2H_s", "*NNH" },
    { "nrr", "N2", "*N2" },
    { "nrr", "N2(g)", "N2" },
    { "nrr", "NH3", "*NH3" },
    { "nrr", "N2H4", "*NH2NH2" },
    { "nrr", "N2H2", "?" },
    { "nrr", "NHN", "?" },
    { "nrr", "E10", "*NHN" },
    { "nrr", "OOH", NULL },
    { "nrr", "slab", "*" },
    { "nrr", "slab_N2", "*N2" },
    { "nrr", "slab+NNH", "*NNH" },
    { "nrr", "N2_g", "N2" },
    { "nrr", "*N + *N", "*N+*N" },
    { "orr", "OOH", "*OOH" },
    { "orr", "HO2*", "*OOH" },
    { "orr", "ooh", "*OOH" },
    { "orr", "O2H*", NULL },
    { "orr", "*OH(ads)", "*OH" },
    { "orr", "H2O", "H2O" },
    { "co2rr", "HCO", "*CHO" },
    { "co2rr", "*C", "*C" },
    { "co2rr", "co", "*CO" },
    { "no3rr", "NO3-", "NO3-" },
    { "no3rr", "NO₃⁻", "NO3-" },
    { "no3rr", "*NO3", "*NO3" },
    { "nrr-mvk", "slab", "L0" },
    { "nrr-mvk", "V_N", "V" },
    { "nrr-mvk", "vac", "V" },
    { "nrr-mvk", "NNH@vac", "VE01" },
    { "nrr-mvk", "*NNH", NULL },
    { "her", "H", "*H" },
    { "her", "*N2H2", NULL },
};

START_TEST(a_reaction_knows_its_species_by_any_spelling)
{
    chp_diag *diag = chp_diag_new();
    chp_reaction *r = chp_reaction_load(found[_i].reaction, diag);
    ck_assert_ptr_nonnull(r);
    size_t species;
    const char *choices = NULL;
    chp_name_match match =
        chp_reaction_species(r, found[_i].spelling, &species, &choices);
    const char *name = match == CHP_NAME_UNKNOWN     ? "unknown"
                       : match == CHP_NAME_AMBIGUOUS ? "?"
                                                     : r->species[species].name;
    ck_assert_msg(strcmp(name, found[_i].name ? found[_i].name : "unknown") == 0,
                  "%s: %s is %s", found[_i].reaction, found[_i].spelling, name);
    ck_assert((match == CHP_NAME_AMBIGUOUS) == (choices != NULL));
    chp_reaction_free(r);
    chp_diag_free(diag);
}
END_TEST

static const struct {
    const char *name, *parts;
} divided[] = {
    { "*NNH", "NNH" },     { "*N*NH", "N*NH" },     { "*N2+*H", "N2 H" },
    { "N+NH3*", "N NH3" }, { "*3H", "H H H" },      { "2*OH", "OH OH" },
    { "*N+*2H", "N H H" }, { "*H2NNH2", "H2NNH2" },
};

START_TEST(a_name_falls_into_its_parts)
{
    arena a = { 0 };
    str *part;
    size_t n = name_parts(&a, str_of(divided[_i].name), &part);
    const char *all = "";
    for (size_t i = 0; i < n; i++)
        all = arena_print(&a, "%s%s%.*s", all, i ? " " : "", (int)part[i].len,
                          part[i].at);
    ck_assert_str_eq(all, divided[_i].parts);
    arena_clear(&a);
}
END_TEST

Suite *suite_network_names(void)
{
    TCase *tc = tcase_create("names");
    tcase_add_loop_test(tc, a_spelling_has_its_meaning, 0, N_SPELLINGS);
    tcase_add_test(tc, the_printed_name_of_an_id_means_that_id);
    tcase_add_loop_test(tc, a_name_falls_into_its_parts, 0,
                        sizeof divided / sizeof *divided);
    tcase_add_test(tc, names_are_printed_star_first);
    tcase_add_test(tc, a_geometry_tells_what_a_composition_does_not);
    tcase_add_loop_test(tc, a_reaction_knows_its_species_by_any_spelling, 0,
                        sizeof found / sizeof *found);
    Suite *suite = suite_create("network/names");
    suite_add_tcase(suite, tc);
    return suite;
}
