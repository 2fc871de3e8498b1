/* Ionic steps. A step counts when its final block was closed, all three numbers read:
 *
 *       FREE ENERGIE OF THE ION-ELECTRON SYSTEM (eV)
 *       ---------------------------------------------------
 *       free  energy   TOTEN  =      -382.70228449 eV
 *
 *       energy  without entropy=     -382.62968677  energy(sigma->0) = -382.67808525
 *
 * The electronic iterations print nearly the same words with one blank less: to those
 * energies dispersion and the dipole correction have not been added. Neither do the
 * lines of a machine-learned force field ("ML TOTEN") count. Three identities tell
 * whether the numbers belong together, F, E and E0 being the three of the block:
 *
 *     F  = F(last iteration) + Edisp + dipole correction, if that was added last  (1)
 *     F - E = EENTRO, in the last iteration                                       (2)
 *     E0 = ((n + 1) F + E) / (n + 2),  n = max(ISMEAR, 0)                         (3)
 *
 * Beside the energies a step has forces, in rows of 84 letters whatever the version:
 *
 *      POSITION                                       TOTAL-FORCE (eV/Angst)
 *      -----------------------------------------------------------------------------
 *           0.19500      0.19500      0.00000        -0.000000     -0.000000     0.0
 *
 * They come before the energies, in version 4 after them. So a step is over only when
 * the next one begins.
 */
#include <math.h>

#include "formats/outcar.h"

/* --- begin and end -------------------------------------------------------------- */

/* Empty the step, but keep its room. */
static void empty(step *s)
{
    step old = *s;
    *s = (step){ 0 };
    s->force_eV_A = (numbers){ old.force_eV_A.at, 0, old.force_eV_A.room };
    s->positions = (letters){ old.positions.at, 0, old.positions.room };
    s->moment_muB = (numbers){ old.moment_muB.at, 0, old.moment_muB.room };
    s->ensemble_eV = (numbers){ old.ensemble_eV.at, 0, old.ensemble_eV.room };
}

void outcar_begin_step(outcar *o, size_t number)
{
    if (o->now.number && !o->now.is_whole)
        outcar_damage(o, "an ionic step has no final energies");
    outcar_retire_step(o);
    o->now.number = number;
    o->now.at = o->in->at;
    if (o->first_number == 0)
        o->first_number = number;
}

static void record(outcar *o, const step *s)
{
    chp_calc *calc = o->calc;
    chp_ionic_step *all = arena_grow(o->a, (chp_ionic_step *)calc->steps,
                                     calc->n_ionic_steps, sizeof *all);
    all[calc->n_ionic_steps] = (chp_ionic_step){
        .toten_eV = s->energies.toten_eV.value,
        .without_entropy_eV = s->energies.without_entropy_eV.value,
        .sigma0_eV = s->energies.sigma0_eV.value,
        .max_force_eV_A = s->max_force_eV_A.known ? s->max_force_eV_A.value : NAN,
        .dE_eV = s->change_eV.known ? s->change_eV.value : NAN,
        .deps_eV = s->band_change_eV.known ? s->band_change_eV.value : NAN,
        .line = s->energies.toten_eV.at.line,
        .n_electronic_steps = s->n_electronic,
        .electronic = (unsigned char)s->electronic,
    };
    calc->steps = all;
}

/* How a displaced step compares with the first: it should lie above, and converge. */
static void compare(outcar *o, const step *s)
{
    displacements *d = &o->shift;
    double above_eV = s->energies.toten_eV.value - o->kept.energies.toten_eV.value;
    d->n_steps++;
    d->n_below += above_eV < -0.005;
    d->n_far_below += above_eV < -0.050;
    if (d->n_steps == 1 || above_eV < d->lowest_eV) {
        d->lowest_eV = above_eV;
        d->lowest_at = s->energies.toten_eV.at;
        d->lowest_freedom = d->n_steps;
    }
    if (s->electronic == CHP_NO && d->n_unconverged++ == 0) {
        d->unconverged_at = s->change_eV.at;
        d->unconverged_freedom = d->n_steps;
    }
}

static void keep(outcar *o)
{
    step old = o->kept;
    o->kept = o->now;
    o->now = old;
}

static void note_unconverged(outcar *o, const step *s)
{
    if (s->electronic != CHP_NO)
        return;
    if (o->n_unconverged_before++ == 0)
        o->unconverged_at = s->at;
}

/* The step is over: count it, and keep it when it stands for the run. */
void outcar_retire_step(outcar *o)
{
    step *s = &o->now;
    if (s->number && s->is_whole) {
        bool is_first = o->calc->n_ionic_steps == 0;
        bool is_displaced = o->calc->kind == CHP_RUN_FREQUENCIES && !is_first;
        s->electronic = outcar_electronic(&o->limits, s);
        if (s->is_torn && o->n_torn++ == 0)
            o->torn_at = s->positions_at;
        if (o->r->keep_steps)
            record(o, s);
        if (is_displaced)
            compare(o, s);
        else if (!is_first)
            note_unconverged(o, &o->kept);
        o->before_toten_eV = o->last_toten_eV;
        o->last_toten_eV = s->energies.toten_eV;
        o->calc->last_step = s->energies;
        o->last_whole = s->number;
        o->calc->n_ionic_steps++;
        if (!is_displaced)
            keep(o);
    }
    empty(&o->now);
}

/* --- the final block ------------------------------------------------------------ */

void outcar_block(outcar *o)
{
    step *s = &o->now;
    if (s->is_whole) {
        outcar_damage(o, "an ionic step has two final energies");
        outcar_begin_step(o, s->number);
    }
    s->is_block_open = true;
    s->energies = (chp_energies){ 0 };
}

static bool final_number(outcar *o, str mark, chp_fact *out)
{
    str rest = o->in->line, word = { 0 };
    if (!str_after(&rest, mark))
        return false;
    str_word(&rest, &word);
    double x;
    if (str_number(word, &x)) {
        *out = fact_of(x, o->in);
        return true;
    }
    diag_error(o->diag, "not-a-number", o->in->at,
               "the final energy of ionic step %zu is no number: '%.*s'", o->now.number,
               (int)(word.len < 40 ? word.len : 40), word.at);
    diag_hint(o->diag,
              "Stars outgrew their column, NaN is a run that exploded: look at "
              "the structure and at POTIM.");
    return false;
}

static unsigned decimals(str line, str mark)
{
    str word = { 0 };
    unsigned n = 0;
    if (!str_after(&line, mark) || !str_word(&line, &word) ||
        !str_after(&word, STR(".")))
        return 0;
    while (n < word.len && word.at[n] >= '0' && word.at[n] <= '9')
        n++;
    return n;
}

void outcar_toten(outcar *o)
{
    step *s = &o->now;
    if (!s->is_block_open)
        return;
    s->is_block_open = final_number(o, STR("TOTEN  ="), &s->energies.toten_eV);
    s->n_decimals = decimals(o->in->line, STR("TOTEN  ="));
}

void outcar_ml_toten(outcar *o)
{
    if (o->n_ml_steps++ == 0)
        o->ml_at = o->in->at;
}

static void mismatch(outcar *o, const char *what, double found, double expected)
{
    if (o->has_mismatch)
        return;
    o->has_mismatch = true;
    diag_error(o->diag, "energies-disagree", o->in->at,
               "the energies of ionic step %zu do not belong together: %s is %.8f, "
               "expected %.8f",
               o->now.number, what, found, expected);
    diag_hint(o->diag, "The file was edited, or two runs wrote into it.");
}

/* (1); where a scheme prints no Edisp, the difference is the dispersion energy. */
static void check_total(outcar *o, double tolerance)
{
    step *s = &o->now;
    double F = s->energies.toten_eV.value;
    if (!s->toten_eV.known)
        return;
    double sum = s->toten_eV.value;
    if (s->dispersion_eV.known)
        sum += s->dispersion_eV.value;
    if (s->is_dipole_added)
        sum += s->dipole_eV.value + s->charged_eV.value;
    double rest = F - sum;
    if (fabs(rest) < 2e-5 + tolerance)
        return;
    if (s->has_vdw_forces && !s->dispersion_eV.known)
        s->dispersion_eV = fact_of(rest, o->in);
    else
        mismatch(o, "the final free energy", F, sum);
}

/* (2), in the last iteration, which has eight decimals in every version. */
static void check_entropy(outcar *o)
{
    const step *s = &o->now;
    if (!s->toten_eV.known || !s->without_entropy_eV.known || !s->entropy_eV.known)
        return;
    double entropy = s->toten_eV.value - s->without_entropy_eV.value;
    double tolerance = 3e-8 * fmax(1, fabs(s->toten_eV.value));
    if (fabs(entropy - s->entropy_eV.value) > tolerance)
        mismatch(o, "F - E", entropy, s->entropy_eV.value);
}

static double extrapolated(double F, double E, double n)
{
    return ((n + 1) * F + E) / (n + 2);
}

/* (3); ISMEAR unknown: one of the usual orders must fit. */
static void check_sigma0(outcar *o, double tolerance)
{
    const chp_energies *e = &o->now.energies;
    double F = e->toten_eV.value, E = e->without_entropy_eV.value;
    double E0 = e->sigma0_eV.value;
    if (o->limits.has_ismear) {
        double expected = extrapolated(F, E, fmax(o->limits.ismear, 0));
        if (fabs(expected - E0) > tolerance)
            mismatch(o, "the energy for sigma -> 0", E0, expected);
        return;
    }
    for (int n = 0; n <= 3; n++)
        if (fabs(extrapolated(F, E, n) - E0) <= tolerance)
            return;
    mismatch(o, "the energy for sigma -> 0", E0, extrapolated(F, E, 0));
}

void outcar_without_entropy(outcar *o)
{
    step *s = &o->now;
    bool has_sigma0 = str_has(o->in->line, STR("energy(sigma->0) ="));
    if (!s->is_block_open || !s->energies.toten_eV.known || !has_sigma0)
        return; // linear response prints no third number
    s->is_block_open = false;
    if (!final_number(o, STR("entropy="), &s->energies.without_entropy_eV) ||
        !final_number(o, STR("(sigma->0) ="), &s->energies.sigma0_eV))
        return;
    if (decimals(o->in->line, STR("(sigma->0) =")) != s->n_decimals)
        return; // the file ends inside the number
    double tolerance = s->n_decimals >= 8 ? 3e-6 : 4e-6;
    check_sigma0(o, tolerance);
    check_entropy(o);
    check_total(o, s->n_decimals >= 8 ? 0 : 1e-6);
    s->is_whole = true;
}

/* --- forces ---------------------------------------------------------------------- */

static bool read_force_row(outcar *o, str line)
{
    step *s = &o->now;
    double f[3];
    if (line.len < FORCE_ROW)
        return false;
    for (size_t i = 0; i < 3; i++)
        if (!str_number((str){ line.at + 42 + i * FORCE_WIDTH, FORCE_WIDTH }, &f[i]))
            return false;
    for (size_t i = 0; i < 3; i++)
        numbers_add(o->a, &s->force_eV_A, f[i]);
    letters_add(o->a, &s->positions, str_part(line, 0, POSITION_WIDTH));
    double length = sqrt(f[0] * f[0] + f[1] * f[1] + f[2] * f[2]);
    if (!s->max_force_eV_A.known || length > s->max_force_eV_A.value)
        s->max_force_eV_A = fact_of(length, o->in);
    return true;
}

static void forget_forces(step *s)
{
    s->force_eV_A.n = 0;
    s->positions.n = 0;
    s->max_force_eV_A.known = false;
}

static bool is_dashes(str line)
{
    return str_starts(line, STR(" --------"));
}

static void bad_force_row(outcar *o)
{
    str line = o->in->line;
    size_t n = line.len > 42 ? line.len - 42 : 0;
    diag_error(o->diag, "not-a-number", o->in->at,
               "the force on atom %zu in ionic step %zu is no number: '%.*s'",
               o->now.force_eV_A.n / 3 + 1, o->now.number, (int)(n < 60 ? n : 60),
               line.at + line.len - n);
    diag_hint(o->diag, "Two atoms may have come too close: look at the structure.");
}

/* A table that ends early is where the file ends; the step is then not whole. */
void outcar_forces(outcar *o)
{
    step *s = &o->now;
    if (!str_has(o->in->line, STR("TOTAL-FORCE")) || str_has(o->in->line, STR("(ML)")))
        return;
    forget_forces(s);
    s->positions_at = o->in->at;
    if (!outcar_line(o) || !is_dashes(o->in->line))
        return;
    while (outcar_line(o) && !is_dashes(o->in->line)) {
        if (read_force_row(o, o->in->line))
            continue;
        if (o->in->line.len >= FORCE_ROW)
            bad_force_row(o);
        break;
    }
    bool is_whole = !o->is_at_end && is_dashes(o->in->line);
    if (is_whole && (o->calc->n_atoms == 0 || s->force_eV_A.n == 3 * o->calc->n_atoms))
        return;
    forget_forces(s);
    s->is_torn = true;
    outcar_put_back(o);
}

/* --- per-atom moments ------------------------------------------------------------ */

/*      magnetization (x)
 *
 *     # of ion       s       p       d       tot
 *     ------------------------------------------
 *         1       -0.009  -0.025   0.706   0.672
 *
 * The last column counts. Noncollinear runs have a table for each axis; what is kept
 * then is the length. */
static bool last_number(str line, double *out)
{
    str rest = line, word, last = { 0 };
    long long atom;
    if (!str_word(&rest, &word) || !str_integer(word, 1, INT32_MAX, &atom))
        return false;
    while (str_word(&rest, &word))
        last = word;
    return str_number(last, out);
}

void outcar_moments(outcar *o)
{
    bool is_x = str_has(o->in->line, STR("(x)"));
    numbers *list = &o->now.moment_muB;
    if (is_x)
        list->n = 0;
    while (outcar_line(o) && (o->in->line.len < 2 || o->in->line.at[0] == '#' ||
                              str_trim(o->in->line).len == 0))
        ; // up to the dashes
    double x;
    for (size_t i = 0; outcar_line(o) && last_number(o->in->line, &x); i++) {
        if (is_x)
            numbers_add(o->a, list, x);
        else if (i < list->n)
            list->at[i] = hypot(list->at[i], x);
    }
    outcar_put_back(o);
}

/* --- the BEEF ensemble ------------------------------------------------------------ */

/*      BEEFens 2000 ensemble energies
 *                  -0.201142871827599E+00 */
void outcar_ensemble(outcar *o)
{
    str rest = o->in->line, word;
    long long claimed;
    numbers *list = &o->now.ensemble_eV;
    list->n = 0;
    str_after(&rest, STR("BEEFens"));
    if (!str_word(&rest, &word) || !str_integer(word, 1, 10000000, &claimed))
        return;
    double x;
    while (list->n < (size_t)claimed && outcar_line(o) && str_number(o->in->line, &x))
        numbers_add(o->a, list, x);
    if (list->n == (size_t)claimed)
        return;
    list->n = 0; // cut
    outcar_put_back(o);
}
