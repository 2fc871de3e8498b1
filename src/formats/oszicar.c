/* OSZICAR, the diary of a run: a line for each electronic step, and after them one
 * for the ionic step that they made up.
 *
 *            N       E                     dE             d eps       ncg     rms
 *     DAV:  14    -0.227018731E+02   -0.37E-05   -0.12E-06   768   0.5E-03
 *     SOL:  14  -0.56628E+01    0.00000E+00   -0.56628E+01   111
 *        1 F= -.22703283E+02 E0= -.22701873E+02  d E =-.281925E-02  mag=     2.0000
 *         1 T=   293. E= -.12092994E+04 F= -.12175267E+04 E0= -.12162700E+04  EK= ...
 *
 * Energies come from lines with F= and E0= alone: those of the electronic steps lack
 * dispersion, and E= of molecular dynamics holds kinetic energy. The number after
 * d E is F - E on the first step of some runs and a difference of steps on others, so
 * it is not used. The file knows neither EDIFF nor ISMEAR: whether the electrons
 * converged, and the energy without entropy, are for those to tell who know them.
 */
#include <math.h>

#include "base/diag.h"
#include "formats/electrode.h"
#include "formats/format.h"

/* Sums over the steps of molecular dynamics. */
typedef struct {
    double temperature_K, kinetic_eV;
    size_t n_temperatures, n_kinetic;
} motion;

/* Ionic steps whose F is near the energy of their last electronic step, and the first
 * one whose F is far off it. */
typedef struct {
    size_t n_near;
    chp_fact off_eV;
    size_t number;
} agreement;

typedef struct {
    scan *in;
    reading *r;
    chp_calc *calc;
    chp_ionic_step *steps;
    size_t n_steps, number; // `number`: as the newest step calls itself; 0: none yet
    chp_ionic_step now;     // the step in the making
    double electrons_eV;    // of the newest electronic step; NaN: none yet
    agreement F;
    chp_fact penalty_eV; // of moments that are held
    motion sum;
} diary;

static const chp_ionic_step nothing_yet = {
    .toten_eV = NAN,
    .without_entropy_eV = NAN,
    .sigma0_eV = NAN,
    .max_force_eV_A = NAN,
    .dE_eV = NAN,
    .deps_eV = NAN,
};

/* "DAV:  14", "CG :   1": three characters, a colon, a number. */
static bool is_electronic(str line)
{
    str rest = str_from(line, 4), word;
    long long n;
    return line.len > 4 && line.at[3] == ':' && str_word(&rest, &word) &&
           str_integer(word, 1, 1000000, &n) && !str_starts(line, STR("SOL"));
}

/* "-0.50771E-05103000": the count of H psi behind it has six digits and leaves no gap,
 * or overflows. An exponent with a letter has two. */
static str without_count(str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (word.at[i] == 'E')
            return str_part(word, 0, i + strlen("E-05"));
    return word;
}

static double number_or_nan(str word)
{
    double x;
    return str_number(without_count(word), &x) ? x : NAN;
}

static void read_electronic(diary *d, str line)
{
    str rest = str_from(line, 4), n, energy = { 0 }, dE = { 0 }, deps = { 0 };
    if (str_word(&rest, &n) && str_word(&rest, &energy) && str_word(&rest, &dE))
        str_word(&rest, &deps);
    d->now.n_electronic_steps++;
    d->electrons_eV = number_or_nan(energy);
    d->now.dE_eV = number_or_nan(dE);
    d->now.deps_eV = number_or_nan(deps);
}

/* The number behind `mark`, as written; `rest` is what follows it. */
static bool field(str line, str mark, str *number, str *rest)
{
    *rest = line;
    return str_after(rest, mark) && str_word(rest, number);
}

static bool read_energy(diary *d, const char *name, str number, chp_fact *out)
{
    double value;
    if (str_number(number, &value)) {
        *out = fact_at(value, d->in->at);
        return true;
    }
    diag_error(d->r->diag, "not-a-number", d->in->at, "the energy %s is '%.*s'", name,
               (int)number.len, number.at);
    diag_hint(d->r->diag,
              "Stars mean that it outgrew its column, NaN that the electrons diverged: "
              "look at the run itself.");
    return false;
}

/* Steps are numbered 1, 2, 3, ... Beginning again at 1 is another run appended to the
 * file; any other order is two runs that wrote into one file. */
static bool follows(diary *d, str line)
{
    str word;
    long long n;
    if (!str_word(&line, &word) || !str_integer(word, 1, 2147483647, &n))
        return true; // stars: very long dynamics outgrow the column
    if (n > 1 && d->number == 0) {
        diag_warn(d->r->diag, "damaged", d->in->at,
                  "the first ionic step is number %lld", n);
        diag_hint(d->r->diag, "The steps before it were removed from the file.");
    } else if (n == 1 && d->number > 0) {
        diag_warn(d->r->diag, "appended", d->in->at,
                  "another run begins here, after %zu ionic steps of the one before",
                  d->n_steps);
        diag_hint(d->r->diag, "Only the last run counts: give each its own file.");
        d->n_steps = 0;
        d->sum = (motion){ 0 };
        d->F = (agreement){ 0 };
    } else if (d->number > 0 && (size_t)n != d->number + 1) {
        diag_error(d->r->diag, "two-runs", d->in->at,
                   "ionic step %lld follows step %zu: two runs wrote into this file", n,
                   d->number);
        diag_hint(d->r->diag, "Run it again, alone in its folder.");
        return false;
    }
    d->number = (size_t)n;
    return true;
}

/* One value of collinear spin, or the three of a vector, whose length counts. */
static void read_moment(chp_calc *calc, str line, chp_where at)
{
    str rest = line, word;
    double m[3] = { 0 };
    size_t n = 0;
    if (!str_after(&rest, STR("mag=")))
        return;
    while (n < 3 && str_word(&rest, &word)) {
        if (!str_number(word, &m[n++]))
            return;
    }
    if (n != 1 && n != 3)
        return;
    calc->magnetization_muB =
        fact_at(n == 1 ? m[0] : sqrt(m[0] * m[0] + m[1] * m[1] + m[2] * m[2]), at);
    if (n == 3)
        calc->total_moment_muB = (chp_vector){ { m[0], m[1], m[2] }, true, at };
}

static chp_fact behind(const diary *d, str line, str mark)
{
    str number, rest;
    double value;
    return field(line, mark, &number, &rest) && str_number(number, &value)
               ? fact_at(value, d->in->at)
               : (chp_fact){ 0 };
}

/*  5 T=   280. E= -.12092704E+04 F= ... EK= 0.78469E+01 SP= 0.00E+00 SK= 0.00E+00
 *
 * Means are of the steps whose numbers did not outgrow their columns. */
static void read_motion(diary *d, str line)
{
    chp_dynamics *to = &d->calc->dynamics;
    motion *sum = &d->sum;
    chp_fact T = behind(d, line, STR(" T=")), E = behind(d, line, STR(" EK="));
    d->calc->kind = CHP_RUN_DYNAMICS;
    d->calc->ionic = CHP_NOT_APPLICABLE;
    to->temperature_K = T;
    to->kinetic_eV = E;
    to->total_eV = behind(d, line, STR(" E="));
    sum->n_temperatures += T.known;
    sum->n_kinetic += E.known;
    sum->temperature_K += T.known ? T.value : 0;
    sum->kinetic_eV += E.known ? E.value : 0;
    if (T.known)
        to->mean_temperature_K =
            fact_at(sum->temperature_K / (double)sum->n_temperatures, T.at);
    if (E.known)
        to->mean_kinetic_eV = fact_at(sum->kinetic_eV / (double)sum->n_kinetic, E.at);
}

static bool is_zero(const diary *d, chp_energies e)
{
    if (e.toten_eV.value != 0 || e.sigma0_eV.value != 0)
        return false;
    return diag_error(d->r->diag, "zero-energy", d->in->at,
                      "the energies of ionic step %zu are exactly zero",
                      d->n_steps + 1);
}

/* Dispersion and dipoles are added to F behind the electrons' back: in every step much,
 * or in every step little. */
static void compare(diary *d, double F_eV)
{
    const double little_eV = 1e-3, much_eV = 0.1;
    double off_eV = F_eV - d->electrons_eV;
    d->electrons_eV = NAN;
    if (fabs(off_eV) <= little_eV + 1e-7 * fabs(F_eV)) { // F has eight digits
        d->F.n_near++;
    } else if (fabs(off_eV) > much_eV && !d->F.off_eV.known) {
        d->F.off_eV = fact_at(off_eV, d->in->at);
        d->F.number = d->number;
    }
}

/* The dipole of a molecule at the border of its cell jumps, by many eV. */
static void tell_off(const diary *d)
{
    const agreement *F = &d->F;
    if (!F->off_eV.known || F->n_near == 0 || d->penalty_eV.known)
        return;
    diag_error(d->r->diag, "energies-disagree", F->off_eV.at,
               "F of ionic step %zu lies %.4f eV off the energy of its electrons, that "
               "of %zu other%s near it",
               F->number, fabs(F->off_eV.value), F->n_near, F->n_near == 1 ? "" : "s");
    diag_hint(d->r->diag,
              "With LDIPOL the dipole jumped: set DIPOL into the middle of the atoms. "
              "Else VASP wrote a wrong number: run it again.");
}

/* A step whose line was cut behind E0= does not count: digits may be missing. So the
 * number is believed when something follows it, and the moment, which stands last,
 * when the line has its end. */
static bool read_ionic(diary *d, str line, bool has_end)
{
    str F, E0, after_F, after_E0, next;
    chp_energies e = { 0 };
    if (!field(line, STR("F="), &F, &after_F) ||
        !field(after_F, STR("E0="), &E0, &after_E0) || !str_word(&after_E0, &next))
        return true; // cut
    if (!read_energy(d, "F", F, &e.toten_eV) ||
        !read_energy(d, "E0", E0, &e.sigma0_eV) || !follows(d, line) || is_zero(d, e))
        return false;
    compare(d, e.toten_eV.value);
    d->now.toten_eV = e.toten_eV.value;
    d->now.sigma0_eV = e.sigma0_eV.value;
    d->now.line = d->in->at.line;
    d->steps = arena_grow(d->r->a, d->steps, d->n_steps, sizeof *d->steps);
    d->steps[d->n_steps++] = d->now;
    d->now = nothing_yet;
    d->calc->energies = d->calc->last_step = e;
    d->calc->magnetization_muB.known = d->calc->total_moment_muB.known = false;
    if (has_end)
        read_moment(d->calc, after_E0, d->in->at);
    if (str_has(line, STR(" T=")))
        read_motion(d, line);
    return true;
}

/*  E_p =  0.36856E-01  lambda =  0.500E+02
 *
 * What holding the moments costs (I_CONSTRAINED_M): the energies have it in them. */
static void read_penalty(diary *d, str line)
{
    str rest = str_trim(line), number;
    double eV;
    if (!str_starts(rest, STR("E_p =")))
        return;
    rest = str_from(rest, strlen("E_p ="));
    if (str_word(&rest, &number) && str_number(number, &eV))
        d->penalty_eV = fact_at(eV, d->in->at);
}

static void tell_penalty(const diary *d)
{
    const double most_eV = 1e-3;
    if (!d->penalty_eV.known || fabs(d->penalty_eV.value) <= most_eV)
        return;
    diag_warn(d->r->diag, "constrained-moments", d->penalty_eV.at,
              "the energies hold %.4f eV that keep the moments as they are (E_p)",
              d->penalty_eV.value);
    diag_hint(d->r->diag, "With a larger LAMBDA, step by step, it vanishes.");
}

/* What patched builds write between the lines. */
static void read_extra(diary *d, str line)
{
    if (str_starts(line, STR("SOL:")))
        calc_add_setting(d->r->a, d->calc, STR("LSOL"), STR("T"), d->in->at);
    else if (!electrode_line(d->calc, line, d->in->at))
        read_penalty(d, line);
}

static bool finish(diary *d)
{
    chp_diag *diag = d->r->diag;
    d->calc->steps = d->steps;
    d->calc->n_ionic_steps = d->n_steps;
    tell_penalty(d);
    tell_off(d);
    unsigned left = d->now.n_electronic_steps;
    if (d->n_steps == 0) {
        diag_error(diag, "truncated", d->in->at,
                   "no ionic step was completed, after %u electronic steps", left);
        diag_hint(diag, "The run goes on, or was stopped: see the end of OUTCAR.");
        return false;
    }
    if (left > 0) {
        d->calc->finished = CHP_NO;
        diag_error(diag, "truncated", d->in->at,
                   "cut in electronic step %u of ionic step %zu, after %zu whole one%s",
                   left, d->n_steps + 1, d->n_steps, d->n_steps == 1 ? "" : "s");
        diag_hint(diag, "The run goes on, or was stopped: see the end of OUTCAR.");
    }
    return left == 0;
}

static bool read(scan *in, reading *r, chp_calc *calc)
{
    diary d = {
        .in = in, .r = r, .calc = calc, .now = nothing_yet, .electrons_eV = NAN
    };
    calc->format = "oszicar";
    uint64_t begin = in->offset;
    for (; scan_line(in); begin = in->offset) {
        bool has_end = in->offset - begin > in->line.len;
        if (is_electronic(in->line))
            read_electronic(&d, in->line);
        else if (!str_has(in->line, STR(" F=")))
            read_extra(&d, in->line);
        else if (!read_ionic(&d, in->line, has_end))
            return false;
    }
    return finish(&d);
}

/* On standard output the same table stands below what VASP said before it. */
static int bid(str head)
{
    str line;
    int bits = 0;
    for (int i = 0; i < 400 && bits == 0 && str_line(&head, &line); i++) {
        if (str_starts(line, STR("       N       E                     dE")))
            bits = 8 * 39;
        else if (i >= 16)
            continue;
        else if (is_electronic(line))
            bits = 8 * 8;
        else if (str_has(line, STR(" F= ")) && str_has(line, STR(" E0= ")))
            bits = 8 * 9;
    }
    return bits;
}

const format format_oszicar = {
    .name = "oszicar",
    .what = "the convergence of a run, step by step",
    .known_by = "its header \"N  E  dE  d eps\", lines of DAV: or RMM:, or F= and E0=",
    .spec = "https://www.vasp.at/wiki/index.php/OSZICAR",
    .bid = bid,
    .read = read,
};
