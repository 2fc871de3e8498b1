/* Constant potential, from the files of charged runs. The runs are made of a model, the
 * parabolas of test vector T12, turned round: Omega(U) gives the energy and the Fermi
 * level that VASPsol prints for each number of electrons,
 *
 *     U = U0 - dN / C,  mu = -(U + 4.44),  E_F = mu - phi
 *     E = Omega0 - C/2 (U - U0)^2 + (mu - phi) dN
 */
#include "energetics/trial.h"
#include "formats/outcars.h"

#define SHIFT_EV 1.85

typedef struct {
    const char *file, *energy, *fermi, *electrons; // as the fixture prints them
    double omega0_eV, C_e_V, U0_V, neutral;
} model;

static const model bare = {
    "vaspsol-slab", "-10.00000000", "-6.4900", "22.0000", -10, 0.50, 0.20, 22,
};
static const model hydrogen = {
    "vaspsol-slab-H", "-12.83500000", "-6.1900", "23.0000", -12.835, 0.60, -0.10, 23,
};

static void put(const char *run, const char *name, str text)
{
    trial_file(arena_print(&trial.a, "%s/%s", run, name), text);
}

/* A run with dN electrons more, and what it printed on the terminal. */
static void put_run(const char *run, const model *m, double dN, double shown_shift_eV)
{
    double U = m->U0_V - dN / m->C_e_V, mu = -(U + 4.44);
    double off = U - m->U0_V;
    double E = m->omega0_eV - m->C_e_V / 2 * off * off + (mu - SHIFT_EV) * dN;
    str text = outcar_text(&trial.a, m->file);
    text = edited(&trial.a, text, 0, m->energy, arena_print(&trial.a, "%.8f", E));
    text = edited(&trial.a, text, 0, m->fermi,
                  arena_print(&trial.a, "%.4f", mu - SHIFT_EV));
    text = edited(&trial.a, text, 0, m->electrons,
                  arena_print(&trial.a, "%.4f", m->neutral + dN));
    put(run, "OUTCAR", text);
    if (shown_shift_eV == 0)
        return;
    const char *log =
        arena_print(&trial.a,
                    " running on   32 total cores\n"
                    "DAV:   1    %19.12E   -0.58000E+01   -0.29000E+01   220\n"
                    "SOL:   1  -0.56628E+01    0.00000E+00   -0.56628E+01   111\n"
                    "  FERMI_SHIFT =  %20.15f     \n"
                    "   1 F= %14.8E E0= %14.8E  d E =-.100000E+00\n",
                    E, shown_shift_eV, E, E);
    put(run, "vasp.out", str_of(log));
}

static void put_runs(double shown_shift_eV)
{
    put_run("slab/less", &bare, -0.20, shown_shift_eV);
    put_run("slab/neutral", &bare, 0, shown_shift_eV);
    put_run("slab/more", &bare, 0.45, shown_shift_eV);
    put_run("H/less", &hydrogen, -0.30, shown_shift_eV);
    put_run("H/neutral", &hydrogen, 0, shown_shift_eV);
    put_run("H/more", &hydrogen, 0.36, shown_shift_eV);
}

/* E(*H) - E(*) - E(H2) / 2 = 0.55 eV, as in T12. */
static const char yaml[] = "gases: {H2: {G: -6.77}}\n"
                           "catalysts:\n"
                           "  cat:\n"
                           "    states:\n"
                           "      '*': {energy: slab/neutral,"
                           " charged: [slab/more, slab/neutral, slab/less]}\n"
                           "      '*H': {energy: H/neutral, ZPE: 0, thermal: 0, TS: 0,"
                           " charged: [H/less, H/neutral, H/more]}\n";

static const chp_profile *run(const char *text)
{
    trial_set("reaction", "her");
    const chp_outcome *result = trial_run(trial_file("chepath.yaml", str_of(text)));
    ck_assert_ptr_nonnull(result);
    ck_assert_uint_eq(result->n_catalysts, 1);
    return &result->catalysts[0].profiles[0];
}

/* E-fermi has four digits: 5e-5 eV, times the electrons. */
START_TEST(charged_runs_give_the_limiting_potential_of_T12)
{
    put_runs(SHIFT_EV);
    const chp_profile *p = run(yaml);
    ck_assert_double_eq_tol(p->U_L_V, -0.55, 1e-6);
    ck_assert_ptr_nonnull(p->constant);
    ck_assert(p->constant->has_limit);
    ck_assert_double_eq_tol(p->constant->U_L_V, -0.638805, 3e-4);
    ck_assert_ptr_null(p->constant->guessed[0]);
}
END_TEST

/* Four runs of a parabola: the cubic is the same curve. */
START_TEST(a_cubic_gives_the_same_where_the_capacitance_stays)
{
    static const char four[] =
        "gases: {H2: {G: -6.77}}\n"
        "catalysts:\n"
        "  cat:\n"
        "    states:\n"
        "      '*': {energy: slab/neutral,"
        " charged: [slab/more, slab/neutral, slab/less, slab/least]}\n"
        "      '*H': {energy: H/neutral, ZPE: 0, thermal: 0, TS: 0,"
        " charged: [H/less, H/neutral, H/more, H/most]}\n";
    put_runs(SHIFT_EV);
    put_run("slab/least", &bare, -0.40, SHIFT_EV);
    put_run("H/most", &hydrogen, 0.60, SHIFT_EV);
    trial_set("omega-fit", "cubic");
    const chp_profile *p = run(four);
    ck_assert_ptr_nonnull(p->constant);
    ck_assert_double_eq_tol(p->constant->U_L_V, -0.638805, 5e-4);
}
END_TEST

START_TEST(C24_a_cubic_of_three_runs_is_refused)
{
    put_runs(SHIFT_EV);
    trial_set("omega-fit", "cubic");
    ck_assert_ptr_null(run(yaml)->constant);
    ck_assert(trial_says("C24", "3 charges, but a cubic needs four"));
}
END_TEST

START_TEST(the_absolute_potential_and_the_polynomial_are_told)
{
    static const char *const told[][2] = {
        { "potential of SHE", "4.44 V absolute" },
        { "grand potentials", "quadratic in the potential" },
    };
    put_runs(SHIFT_EV);
    trial_set("reaction", "her");
    const chp_outcome *o = trial_run(trial_file("chepath.yaml", str_of(yaml)));
    size_t n = 0;
    for (size_t i = 0; i < o->n_choices; i++)
        for (int k = 0; k < 2; k++)
            n += strcmp(o->choices[i].name, told[k][0]) == 0 &&
                 strcmp(o->choices[i].value, told[k][1]) == 0;
    ck_assert_uint_eq(n, 2);
}
END_TEST

START_TEST(C24_without_fermi_shift_nothing_is_said)
{
    put_runs(0);
    ck_assert_ptr_null(run(yaml)->constant);
    ck_assert(trial_says("C24", "without FERMI_SHIFT"));
}
END_TEST

/* The neutral slab, at U0 = 0.2 V, then seems to be at 0.2 V + 2 phi. */
START_TEST(C24_a_shift_of_the_wrong_sign_is_noticed)
{
    put_runs(-SHIFT_EV);
    ck_assert_ptr_null(run(yaml)->constant);
    ck_assert(trial_says("C24", "at +3.90 V (SHE)"));
}
END_TEST

START_TEST(C24_a_shift_of_another_run_is_noticed)
{
    put_runs(SHIFT_EV);
    put_run("H/neutral", &hydrogen, 0, SHIFT_EV - 0.4);
    ck_assert_ptr_null(run(yaml)->constant);
    ck_assert(trial_says("C24", "dA/dN"));
}
END_TEST

static const char plain[] =
    "gases: {H2: {G: -6.77}}\n"
    "catalysts:\n"
    "  cat:\n"
    "    states:\n"
    "      '*': {energy: slab/neutral}\n"
    "      '*H': {energy: H/other, ZPE: 0, thermal: 0, TS: 0}\n";

static const struct {
    const char *file, *what;
} strangers[] = {
    { "vaspsolpp-6.3.0", "the electrons' potential is held at -4.57 eV" },
    { "tpot-5.4.4", "the electrons' potential is held at -2.84 eV" },
};

START_TEST(grand_potentials_and_energies_are_not_mixed)
{
    put_run("slab/neutral", &bare, 0, SHIFT_EV);
    put("H/other", "OUTCAR", outcar_text(&trial.a, strangers[_i].file));
    run(plain);
    ck_assert(trial_says("C03", strangers[_i].what));
}
END_TEST

START_TEST(charges_are_not_mixed)
{
    put_run("slab/neutral", &bare, 0, SHIFT_EV);
    put_run("H/other", &hydrogen, 0.36, SHIFT_EV);
    run(plain);
    ck_assert(trial_says("C03", "the charge is -0.36 e for *H"));
}
END_TEST

Suite *suite_constant_runs(void)
{
    Suite *s = suite_create("energetics/constant_runs");
    TCase *t = tcase_create("charged runs");
    tcase_add_checked_fixture(t, trial_begin, trial_end);
    tcase_add_test(t, charged_runs_give_the_limiting_potential_of_T12);
    tcase_add_test(t, a_cubic_gives_the_same_where_the_capacitance_stays);
    tcase_add_test(t, C24_a_cubic_of_three_runs_is_refused);
    tcase_add_test(t, the_absolute_potential_and_the_polynomial_are_told);
    tcase_add_test(t, C24_without_fermi_shift_nothing_is_said);
    tcase_add_test(t, C24_a_shift_of_the_wrong_sign_is_noticed);
    tcase_add_test(t, C24_a_shift_of_another_run_is_noticed);
    tcase_add_loop_test(t, grand_potentials_and_energies_are_not_mixed, 0,
                        sizeof strangers / sizeof *strangers);
    tcase_add_test(t, charges_are_not_mixed);
    suite_add_tcase(s, t);
    return s;
}
