#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/reading.h"

static const option options[] = {
    { 'T', "temperature", "K", "temperature (298.15)" },
    { 0, "as", "gas|adsorbate", "what the run is of (its bonds tell)" },
    { 0, "low-modes", "POLICY",
      "none, floor:50, floorS:50, grimme:100, grimmeU:100, cap:3 (floor:50)" },
    { 0, "imaginary", "floor|drop|invert|error", "small imaginary modes (floor)" },
    { 0, "transition-state", NULL, "leave out the one imaginary mode" },
    { 0, "gas-thermo", "table|rrho", "of a gas that is tabulated (table)" },
    { 0, "gas-zpe", "table", "tabulated ZPE of a gas without frequencies (not used)" },
    { 0, "h2-rotation", "classical|exact", "of H2 by rrho (classical)" },
    { 0, "pressure", "[SPECIES=]BAR", "of a gas (1; H2O its vapour pressure)" },
    { 0, "isotope", "H=2[,...]", "modes of heavier atoms, from the force constants" },
    { 0, "partial", NULL, "modes of the free atoms alone, from the force constants" },
    { 0, "hindered", "WT,WR,SITES,N[,S]",
      "slide and turn over barriers (eV, eV, 1/cm2, minima, alike arms)" },
    { 0, "charged", NULL,
      "the runs are one state with several numbers of electrons: its potential" },
    { 0, "absolute-potential", "V", "of SHE, for --charged (4.44)" },
    { 0, "omega-fit", "quadratic|cubic", "of --charged (quadratic)" },
    { 0, "energy", "sigma0|toten|without-entropy",
      "which of VASP's energies (sigma0)" },
    { 0 },
};

enum { MOST_PIECES = 16 };

/* What the options ask for, and the room it points into. */
typedef struct {
    const args *a;
    chp_thermo_request request;
    double absolute_V;
    bool omega_cubic;
    chp_pressure pressures[MOST_PIECES];
    chp_isotope isotopes[MOST_PIECES];
} wish;

static bool number(const char *text, double *out)
{
    char *end;
    *out = strtod(text, &end);
    return end != text && *end == '\0' && isfinite(*out);
}

/* Which of the words it is, or -1. */
static int one_of(const char *text, const char *const *words)
{
    for (int i = 0; words[i]; i++)
        if (strcmp(text, words[i]) == 0)
            return i;
    return -1;
}

static bool set_temperature(wish *w, char *text)
{
    return number(text, &w->request.options.T_K) && w->request.options.T_K > 0;
}

static bool set_as(wish *w, char *text)
{
    static const char *const words[] = { "gas", "adsorbate", NULL };
    static const chp_thermo_as as[] = { CHP_AS_GAS, CHP_AS_ADSORBATE };
    int i = one_of(text, words);
    if (i >= 0)
        w->request.as = as[i];
    return i >= 0;
}

static bool set_low_modes(wish *w, char *text)
{
    return chp_low_modes_read(text, &w->request.options);
}

static bool set_imaginary(wish *w, char *text)
{
    return chp_imaginary_read(text, &w->request.options);
}

static bool set_transition_state(wish *w, char *text)
{
    (void)text; // a switch
    return w->request.options.is_transition_state = true;
}

static bool set_gas_thermo(wish *w, char *text)
{
    static const char *const words[] = { "table", "rrho", NULL };
    int i = one_of(text, words);
    w->request.prefers_rrho = i == 1;
    return i >= 0;
}

static bool set_gas_zpe(wish *w, char *text)
{
    w->request.tabulated_zpe = true;
    return strcmp(text, "table") == 0;
}

static bool set_h2_rotation(wish *w, char *text)
{
    static const char *const words[] = { "classical", "exact", NULL };
    int i = one_of(text, words);
    w->request.options.h2_rotation_exact = i == 1;
    return i >= 0;
}

static bool set_energy(wish *w, char *text)
{
    static const char *const words[] = { "sigma0", "toten", "without-entropy", NULL };
    int i = one_of(text, words);
    if (i >= 0)
        w->request.energy = (chp_energy_choice)i; // in the order of the words
    return i >= 0;
}

static bool set_charged(wish *w, char *text)
{
    (void)w, (void)text; // a switch
    return true;
}

static bool set_absolute_potential(wish *w, char *text)
{
    return number(text, &w->absolute_V) && w->absolute_V > 3 && w->absolute_V < 6;
}

static bool set_omega_fit(wish *w, char *text)
{
    static const char *const words[] = { "quadratic", "cubic", NULL };
    int i = one_of(text, words);
    w->omega_cubic = i == 1;
    return i >= 0;
}

/* NH3=0.01, or 0.01 for every gas; several with commas. */
static bool set_pressure(wish *w, char *text)
{
    char *rest = NULL;
    for (char *one = strtok_r(text, ",", &rest); one;
         one = strtok_r(NULL, ",", &rest)) {
        char *value = strchr(one, '=');
        chp_pressure *p = &w->pressures[w->request.n_pressures];
        if (w->request.n_pressures == MOST_PIECES ||
            !number(value ? value + 1 : one, &p->bar) || p->bar <= 0)
            return false;
        if (value)
            *value = '\0';
        p->gas = value ? one : NULL;
        w->request.n_pressures++;
    }
    return true;
}

static bool set_isotope(wish *w, char *text)
{
    char *rest = NULL;
    for (char *one = strtok_r(text, ",", &rest); one;
         one = strtok_r(NULL, ",", &rest)) {
        if (w->request.n_isotopes == MOST_PIECES ||
            !chp_isotope_read(one, &w->isotopes[w->request.n_isotopes]))
            return false;
        w->request.n_isotopes++;
    }
    return w->request.n_isotopes > 0;
}

static bool set_partial(wish *w, char *text)
{
    (void)text;
    w->request.is_partial = true;
    return true;
}

static bool set_hindered(wish *w, char *text)
{
    double value[5] = { 0, 0, 0, 0, 1 };
    char *rest = NULL;
    int n = 0;
    for (char *one = strtok_r(text, ",", &rest); one; one = strtok_r(NULL, ",", &rest))
        if (n == 5 || !number(one, &value[n++]))
            return false;
    w->request.is_hindered = true;
    w->request.hindered = (chp_hindered){
        .barrier_translation_eV = value[0],
        .barrier_rotation_eV = value[1],
        .sites_cm2 = value[2],
        .n_minima = (int)value[3],
        .symmetry_number = (int)value[4],
    };
    return n >= 4;
}

static const struct {
    const char *name;
    bool (*set)(wish *w, char *text);
    const char *form; // how to write it
} setters[] = {
    { "temperature", set_temperature, "a temperature in K, above zero" },
    { "as", set_as, "gas or adsorbate" },
    { "low-modes", set_low_modes,
      "none, floor:50, floorS:50, grimme:100, grimmeU:100 or cap:3" },
    { "imaginary", set_imaginary, "floor, drop, invert or error" },
    { "transition-state", set_transition_state, "nothing" },
    { "gas-thermo", set_gas_thermo, "table or rrho" },
    { "gas-zpe", set_gas_zpe, "table" },
    { "h2-rotation", set_h2_rotation, "classical or exact" },
    { "pressure", set_pressure, "a pressure in bar, or NH3=0.01" },
    { "isotope", set_isotope, "H=2, N=15 or a mass in u: N=15.0001" },
    { "partial", set_partial, "nothing" },
    { "hindered", set_hindered, "two barriers in eV, sites per cm2, minima of a turn" },
    { "charged", set_charged, "nothing" },
    { "absolute-potential", set_absolute_potential,
      "the potential of SHE: 4.44 or so" },
    { "omega-fit", set_omega_fit, "quadratic or cubic" },
    { "energy", set_energy, "sigma0, toten or without-entropy" },
};

/* The values are cut in place, so a copy is kept for the message. */
static bool set(wish *w, const given *g)
{
    for (size_t i = 0; i < sizeof setters / sizeof *setters; i++) {
        if (strcmp(setters[i].name, g->name) != 0)
            continue;
        char copy[128];
        snprintf(copy, sizeof copy, "%s", g->value ? g->value : "");
        if (setters[i].set(w, g->value))
            return true;
        args_misuse(w->a->command, "--%s=%s: wanted is %s", g->name, copy,
                    setters[i].form);
        return false;
    }
    return true; // another's
}

static bool read_wish(wish *w, const args *a)
{
    *w = (wish){ .a = a,
                 .request.options = chp_thermo_defaults(),
                 .absolute_V = CHP_ABSOLUTE_SHE_V };
    w->request.pressures = w->pressures;
    w->request.isotopes = w->isotopes;
    for (size_t i = 0; i < a->n_given; i++)
        if (!set(w, &a->given[i]))
            return false;
    return true;
}

/* A run is refused when an error of its own stands that the user has not allowed. */
static chp_thermo_report *report_of(const chp_run *run, const wish *w, chp_diag *diag)
{
    size_t n_errors = chp_diag_count(diag, CHP_ERROR);
    chp_diag_merge(diag, run->diag);
    bool is_refused = chp_diag_count(diag, CHP_ERROR) > n_errors;
    return chp_thermo_report_new(&run->calc, is_refused, &w->request, diag);
}

static void show(const chp_runs *runs, const wish *w, chp_diag *diag)
{
    size_t n = chp_runs_count(runs);
    bool as_json = args_has(w->a, "json");
    chp_thermo_report **reports = calloc(n ? n : 1, sizeof *reports);
    if (!reports)
        abort();
    for (size_t i = 0; i < n; i++)
        reports[i] = report_of(chp_runs_get(runs, i), w, diag);
    if (as_json)
        chp_show_thermo_json((const chp_thermo_report *const *)reports, n, diag,
                             stdout);
    for (size_t i = 0; i < n; i++) {
        if (!as_json && i > 0)
            putchar('\n');
        if (!as_json)
            chp_show_thermo(reports[i], stdout);
        chp_thermo_report_free(reports[i]);
    }
    free(reports);
    fflush(stdout);
}

/* What a run contributes to the state at constant potential. */
static bool charged_run(const chp_run *run, chp_charged_run *out, chp_diag *diag)
{
    size_t n_errors = chp_diag_count(diag, CHP_ERROR);
    chp_diag_merge(diag, run->diag);
    return chp_diag_count(diag, CHP_ERROR) == n_errors &&
           chp_charged_run_of(&run->calc, out, diag);
}

static void show_charged(const chp_runs *runs, const wish *w, chp_diag *diag)
{
    size_t n = chp_runs_count(runs), n_good = 0;
    chp_charged_run *charged = calloc(n ? n : 1, sizeof *charged);
    chp_charged_point *points = calloc(n ? n : 1, sizeof *points);
    if (!charged || !points)
        abort();
    for (size_t i = 0; i < n; i++)
        n_good += charged_run(chp_runs_get(runs, i), &charged[n_good], diag);
    chp_grand_potential g;
    bool is_whole = n_good == n && n > 0;
    bool is_aligned =
        is_whole && chp_charged_points(charged, n, w->absolute_V, points, diag);
    bool is_fitted = is_aligned && chp_grand_potential_fit(
                                       points, n, w->omega_cubic ? 3 : 2, &g, diag);
    chp_charged_report report = {
        .n_points = is_aligned ? n : 0,
        .points = points,
        .fit = is_fitted ? &g : NULL,
        .absolute_V = w->absolute_V,
        .area_A2 = n > 0 ? chp_charged_area_A2(&chp_runs_get(runs, 0)->calc) : 0,
    };
    if (args_has(w->a, "json"))
        chp_show_charged_json(&report, diag, stdout);
    else if (is_aligned)
        chp_show_charged(&report, stdout);
    free(charged);
    free(points);
    fflush(stdout);
}

static int run(int argc, char **argv)
{
    args a;
    reading r;
    wish w;
    if (!args_read(&a, &command_thermo, argc, argv))
        return a.status;
    if (!read_wish(&w, &a) || !reading_begin(&r, &a)) {
        args_free(&a);
        return EXIT_USAGE;
    }
    chp_diag *diag = args_diag(&a);
    chp_runs *runs = chp_runs_read(a.operands, a.n_operands, &r.options, diag);
    if (args_has(&a, "charged"))
        show_charged(runs, &w, diag);
    else
        show(runs, &w, diag);
    int status = args_end(&a, diag);
    chp_runs_free(runs);
    return status;
}

const command command_thermo = {
    .name = "thermo",
    .arguments = "RUN...",
    .what = "free-energy corrections of single runs",
    .example = "chepath thermo --temperature=300 examples/fe-n4/Fe-N4/NNH/freq",
    .options = options,
    .reads_runs = true,
    .run = run,
};
