
#include "energetics/trial.h"

/* N2 -16, H2 -7, NH3 so that the whole costs -0.34 eV, N2H4 -28.3; *NH2NH2 lies at dG =
 * -128.8 + 100 + 16 + 14 = 1.2 eV. It leaves as N2H4 with -128.3 + 128.8 = 0.5 eV, or
 * goes on to *NH2 + NH3 with -112.4 - 18.67 + 128.8 + 3.5 = 1.23 eV. */
static const char family[] = "catalyst,state,G\n"
                             ",N2,-16\n,H2,-7\n,NH3,-18.67\n%s"
                             "cat,*,-100\ncat,*N2,-116.2\ncat,*NNH,-119\n"
                             "cat,*NHNH,-122.5\ncat,*NHNH2,-126\n"
                             "cat,*NH2NH2,-128.8\ncat,*NH2,-112.4\n"
                             "cat,*NH3,-118.2\n";

static const chp_catalyst *run(const char *gases)
{
    trial_set("reaction", "nrr");
    return trial_study("study.csv", arena_print(&trial.a, family, gases));
}

START_TEST(hydrazine_stands_against_the_next_step)
{
    const chp_catalyst *c = run(",N2H4,-28.3\n");
    ck_assert_uint_eq(c->n_byproducts, 1);
    const chp_byproduct *b = &c->byproducts[0];
    const chp_profile *p = profile_of(c, "alternating");
    ck_assert(p->is_complete);
    ck_assert_str_eq(b->product, "N2H4");
    ck_assert_str_eq(b->state, "*NH2NH2");
    ck_assert_str_eq(b->next, "*NH2");
    NEAR(b->dG_eV, 0.5);
    NEAR(b->next_dG0_eV, 1.23);
    NEAR(b->branch_0_eV, 0.5 - 1.23);
    NEAR(b->branch_U_L_eV, 0.5 - (1.23 + p->U_L_V));
}
END_TEST

/* Diazene leaves *NHNH: -100 - 22 against -122.5 eV. */
START_TEST(diazene_does_so_earlier)
{
    const chp_catalyst *c = run(",N2H2,-22\n");
    ck_assert_uint_eq(c->n_byproducts, 1);
    ck_assert_str_eq(c->byproducts[0].state, "*NHNH");
    NEAR(c->byproducts[0].dG_eV, 0.5);
    NEAR(c->byproducts[0].next_dG0_eV, -126 + 122.5 + 3.5);
}
END_TEST

START_TEST(without_its_gas_nothing_is_told)
{
    ck_assert_uint_eq(run("")->n_byproducts, 0);
}
END_TEST

Suite *suite_byproducts(void)
{
    Suite *s = suite_create("energetics/byproducts");
    TCase *t = tcase_create("byproducts");
    tcase_add_checked_fixture(t, trial_begin, trial_end);
    tcase_add_test(t, hydrazine_stands_against_the_next_step);
    tcase_add_test(t, diazene_does_so_earlier);
    tcase_add_test(t, without_its_gas_nothing_is_told);
    suite_add_tcase(s, t);
    return s;
}
