/* Frequencies. A run by finite differences (IBRION = 5, 6) computes the equilibrium
 * first, then every displacement,
 *
 *      Finite differences:
 *        Step               POTIM =  2.0000000000000000E-002
 *        Degrees of freedom DOF   =            6
 *      ...
 *      Finite differences progress:
 *       Degree of freedom:   1/  6
 *       Displacement:        1/  2
 *       Total:               1/ 12
 *
 * and at its end prints the force constants and the modes:
 *
 *      SECOND DERIVATIVES (NOT SYMMETRIZED)
 *      ------------------------------------
 *                    1X          1Y          1Z          2X          2Y          2Z
 *       1X   -72.256797    1.259823    3.921737   72.256797   -1.259823   -3.921737
 *
 *        1 f  =   47.060575 THz   295.690312 2PiTHz 1569.771756 cm-1   194.626963 meV
 *                  X         Y         Z           dx          dy          dz
 *           3.972153  5.055848  5.527486    -0.705946    0.012336    0.038527
 *        4 f/i=    0.002016 THz     0.012666 2PiTHz    0.067243 cm-1     0.008337 meV
 *
 * The matrix is dF/dx, the negative of the Hessian. `f/i` is imaginary: negative here.
 * Large numbers touch the unit before them ("2PiTHz13912.749672 cm-1"). With NWRITE = 3
 * everything is printed a second time in other units; the first table counts.
 */
#include <math.h>

#include "chem/hessian.h"
#include "formats/outcar.h"

enum { DERIVATIVE_WIDTH = 12, MAX_FREEDOMS = 100000 };

/* --- progress ----------------------------------------------------------- */

static bool of_total(str line, size_t *i, size_t *n)
{
    str first;
    long long a, b;
    if (!str_after(&line, STR(":")) || !str_cut(&line, '/', &first) ||
        !str_integer(first, 1, INT32_MAX, &a) || !str_integer(line, 1, INT32_MAX, &b))
        return false;
    *i = (size_t)a;
    *n = (size_t)b;
    return true;
}

void outcar_freedom(outcar *o)
{
    str line = o->in->line;
    displacements *d = &o->shift;
    chp_fact dof;
    size_t ignored;
    if (str_starts(line, STR("        Strain:")))
        d->has_strain = true;
    else if (str_starts(line, STR("  Total:")))
        of_total(line, &d->i, &d->n);
    else if (str_starts(line, STR("  Degree of freedom:")))
        of_total(line, &d->i_freedom, &ignored);
    else if (outcar_after(o, STR("DOF   ="), &dof) && dof.value >= 1 &&
             dof.value <= MAX_FREEDOMS)
        d->n_freedoms = (size_t)dof.value;
}

/* Displacements make a frequency run, whatever IBRION is said to be. */
static void begin_displacements(outcar *o)
{
    if (o->calc->kind == CHP_RUN_UNKNOWN)
        o->calc->kind = CHP_RUN_FREQUENCIES;
    else if (o->calc->kind != CHP_RUN_FREQUENCIES)
        outcar_damage(o, "atoms are displaced although IBRION is neither 5 nor 6");
}

/*     Finite differences POTIM=  1.500000000000000E-002 */
void outcar_finite_differences(outcar *o)
{
    begin_displacements(o);
    outcar_after(o, STR("POTIM="), &o->potim_A);
}

/*       Step               POTIM =  1.5000000000000000E-002 */
void outcar_displacement(outcar *o)
{
    outcar_after(o, STR("POTIM ="), &o->potim_A);
}

/* --- force constants ---------------------------------------------------- */

/* "  12X": the atom, from 0, and the axis. */
static bool label(str text, size_t *atom, unsigned char *axis, size_t *end)
{
    size_t i = 0;
    while (i < text.len && (text.at[i] < 'X' || text.at[i] > 'Z'))
        i++;
    long long n;
    if (i == text.len || !str_integer(str_part(text, 0, i), 1, INT32_MAX, &n))
        return false;
    *atom = (size_t)n - 1;
    *axis = (unsigned char)(text.at[i] - 'X');
    *end = i + 1;
    return true;
}

static size_t n_labels(str line)
{
    size_t n = 0;
    for (size_t i = 0; i < line.len; i++)
        n += line.at[i] >= 'X' && line.at[i] <= 'Z';
    return n;
}

typedef struct {
    size_t n;
    numbers D; // dF/dx, as printed
    size_t *atom;
    unsigned char *axis;
} derivatives;

static bool read_derivatives(outcar *o, derivatives *d)
{
    for (size_t i = 0; i < d->n; i++) {
        size_t end;
        if (!outcar_line(o) || !label(o->in->line, &d->atom[i], &d->axis[i], &end))
            return false;
        str rest = str_from(o->in->line, end + 1);
        double x;
        for (size_t j = 0; j < d->n; j++) {
            str field = str_part(rest, j * DERIVATIVE_WIDTH, DERIVATIVE_WIDTH);
            if (field.len < DERIVATIVE_WIDTH || !str_number(field, &x))
                return false;
            numbers_add(o->a, &d->D, x);
        }
    }
    return true;
}

void outcar_hessian(outcar *o)
{
    bool is_wanted = str_has(o->in->line, STR("(NOT SYMMETRIZED)"));
    if (!is_wanted || o->calc->hessian || !outcar_line(o) || !outcar_line(o))
        return;
    derivatives d = { .n = n_labels(o->in->line) };
    bool is_sane = d.n > 0 && d.n <= MAX_FREEDOMS && d.n <= 3 * o->calc->n_atoms &&
                   o->in->line.len >= d.n * (DERIVATIVE_WIDTH - 1);
    if (!is_sane) {
        outcar_put_back(o);
        return;
    }
    chp_where at = o->in->at;
    d.atom = arena_new(o->a, size_t, d.n);
    d.axis = arena_new(o->a, unsigned char, d.n);
    if (read_derivatives(o, &d)) {
        o->calc->hessian = hessian_from_forces(o->a, d.n, d.D.at, d.atom, d.axis, at);
        return;
    }
    diag_warn(o->diag, "hessian", at, "the table of second derivatives is not whole");
    diag_hint(o->diag, "The modes are read from their own table.");
    outcar_put_back(o);
}

/* --- modes -------------------------------------------------------------- */

static size_t expected_modes(const outcar *o)
{
    double ibrion = 0;
    chp_calc_number(o->calc, "IBRION", &ibrion);
    return ibrion == 5 ? o->shift.n_freedoms : 3 * o->calc->n_atoms;
}

typedef struct {
    double THz, twopi_THz, cm1, meV;
    bool is_imaginary;
} mode;

/* Each number ends where its unit begins. */
static bool read_mode(str line, mode *m)
{
    str number = str_part(line, 0, 4), rest = line;
    long long i;
    if (!str_integer(number, 1, INT32_MAX, &i) || !str_after(&rest, STR("f")))
        return false;
    m->is_imaginary = str_starts(rest, STR("/i="));
    if (!m->is_imaginary && !str_starts(rest, STR("  =")))
        return false;
    rest = str_from(rest, 3);
    const struct {
        str unit;
        double *value;
    } part[] = {
        { STR("THz"), &m->THz },
        { STR("2PiTHz"), &m->twopi_THz },
        { STR("cm-1"), &m->cm1 },
        { STR("meV"), &m->meV },
    };
    for (size_t k = 0; k < 4; k++) {
        str before = rest;
        if (!str_after(&rest, part[k].unit))
            return false;
        before.len -= rest.len + part[k].unit.len;
        if (!str_number(before, part[k].value))
            return false;
    }
    return true;
}

/* The four units must tell the same; six decimals are printed. */
static bool is_consistent(const mode *m)
{
    double cm1 = 33.356409519815204 * m->THz, meV = 4.135667696923859 * m->THz;
    return fabs(m->cm1 - cm1) <= 1e-5 * cm1 + 4e-5 &&
           fabs(m->meV - meV) <= 1e-5 * meV + 1e-5;
}

static void bad_modes(outcar *o, const char *fact)
{
    diag_error(o->diag, "modes", o->in->at, "%s", fact);
    diag_hint(o->diag, "The table of modes is damaged: run the frequencies again.");
}

/* The rows of one mode: one for each atom. */
static size_t skip_vectors(outcar *o)
{
    size_t n = 0;
    if (!outcar_line(o)) // X Y Z dx dy dz
        return 0;
    while (outcar_line(o) && str_trim(o->in->line).len > 0) {
        bool is_row = o->in->line.len >= 60 && o->in->line.at[0] == ' ';
        if (!is_row)
            break;
        n++;
    }
    return n;
}

static bool is_rule(str line)
{
    return str_starts(line, STR(" -----"));
}

/* True when the whole table was read. */
static bool read_modes(outcar *o, numbers *modes)
{
    while (outcar_line(o)) {
        str line = o->in->line;
        mode m;
        if (str_trim(line).len == 0 || is_rule(line))
            continue;
        if (!read_mode(line, &m))
            return true; // what follows the table
        if (!is_consistent(&m)) {
            bad_modes(o, arena_print(o->a,
                                     "mode %zu is %.6f 1/cm, %.6f THz and %.6f meV: "
                                     "they are not the same",
                                     modes->n + 1, m.cm1, m.THz, m.meV));
            return false;
        }
        chp_where at = o->in->at;
        size_t n_rows = skip_vectors(o);
        if (n_rows < o->calc->n_atoms)
            return false;
        if (modes->n == 0)
            o->calc->modes_at = at;
        numbers_add(o->a, modes, m.is_imaginary ? -m.cm1 : m.cm1);
        outcar_put_back(o);
    }
    return modes->n > 0 && modes->n == expected_modes(o); // the file ends here
}

void outcar_modes(outcar *o)
{
    if (o->calc->has_modes || o->has_cut_modes)
        return;
    numbers modes = { 0 };
    bool is_whole = read_modes(o, &modes);
    outcar_put_back(o);
    o->has_cut_modes = !is_whole;
    if (!is_whole)
        return;
    o->calc->has_modes = true;
    o->calc->n_modes = modes.n;
    o->calc->mode_cm1 = modes.at;
}

/* --- what must agree ---------------------------------------------------- */

static void check_count(outcar *o)
{
    size_t expected = expected_modes(o), n = o->calc->n_modes;
    if (!o->calc->has_modes || expected == 0 || n == expected)
        return;
    diag_error(o->diag, "modes", o->calc->modes_at,
               "%zu modes were printed, the run has %zu degrees of freedom", n,
               expected);
    diag_hint(o->diag, "The table of modes was cut or edited: run it again.");
}

static void check_order(outcar *o)
{
    for (size_t i = 1; i < o->calc->n_modes; i++)
        if (o->calc->mode_cm1[i] > o->calc->mode_cm1[i - 1]) {
            diag_error(o->diag, "modes", o->calc->modes_at,
                       "mode %zu (%.3f 1/cm) lies above mode %zu (%.3f 1/cm)", i + 1,
                       o->calc->mode_cm1[i], i, o->calc->mode_cm1[i - 1]);
            diag_hint(o->diag, "VASP prints them falling: the file was edited.");
            return;
        }
}

static double mass_of(const chp_calc *calc, size_t atom)
{
    for (size_t i = 0; i < calc->n_species; i++) {
        if (atom < calc->species[i].count)
            return calc->species[i].mass_u.known ? calc->species[i].mass_u.value : 0;
        atom -= calc->species[i].count;
    }
    return 0;
}

/* The trace of the mass-weighted matrix is the sum of the squared modes, imaginary ones
 * counted negative:
 *
 *     sum H_ii / m_i = sum sgn(nu) nu^2 / c^2,  c = 521.47 cm^-1 / sqrt(eV/A^2/u)
 */
static bool is_of_modes(const chp_calc *calc)
{
    const double c = 521.470898;
    const chp_hessian *h = calc->hessian;
    double trace = 0, size = 0, sum = 0;
    for (size_t i = 0; i < h->n; i++) {
        double m = mass_of(calc, h->atom[i]);
        if (m <= 0)
            return true; // cannot be told
        trace += h->eV_A2[i * h->n + i] / m;
        size += fabs(h->eV_A2[i * h->n + i]) / m;
    }
    for (size_t i = 0; i < calc->n_modes; i++)
        sum += calc->mode_cm1[i] * fabs(calc->mode_cm1[i]) / (c * c);
    return calc->n_modes != h->n || fabs(trace - sum) <= 1e-3 * size + 1e-4;
}

static void check_trace(outcar *o)
{
    if (!o->calc->hessian || !o->calc->has_modes || is_of_modes(o->calc))
        return;
    diag_warn(o->diag, "hessian", o->calc->modes_at,
              "the force constants are not those of the modes");
    diag_hint(o->diag, "One of the two tables was edited: the force constants are not "
                       "used.");
    o->calc->hessian = NULL;
}

static void check_hessian(outcar *o)
{
    const chp_hessian *h = o->calc->hessian;
    if (!h || h->asymmetry_eV_A2 <= 1)
        return;
    diag_warn(o->diag, "hessian", o->calc->modes_at,
              "the force constants differ from their transpose by %.2f eV/Å²",
              h->asymmetry_eV_A2);
    diag_hint(o->diag, "EDIFF is too loose or POTIM too large: use EDIFF = 1E-7 and "
                       "POTIM = 0.015.");
}

void outcar_modes_done(outcar *o)
{
    check_count(o);
    check_order(o);
    check_hessian(o);
    check_trace(o);
    if (o->potim_A.known && (o->potim_A.value >= 0.05 || o->potim_A.value < 0.002)) {
        diag_warn(o->diag, "displacement", o->potim_A.at,
                  "the atoms were displaced by %g Å (POTIM)", o->potim_A.value);
        diag_hint(o->diag, "0.01 to 0.02 Å is harmonic and above the noise.");
    }
}
