/* Where the atoms are. The header has the lattice with nine decimals and the positions
 * with eight,
 *
 *           direct lattice vectors                 reciprocal lattice vectors
 *          1.950000000  1.950000000  0.000000000     0.256410256  0.256410256 -0.2564
 *          0.000000000100.600000000  0.000000000     ...
 *
 *      length of vectors
 *          2.757716447100.600000000  2.757716447     0.4440...
 *      position of ions in fractional coordinates (direct lattice)
 *        0.07413998  0.26361179  0.34492054
 *
 * each step its own lattice and, beside the forces, Cartesian positions with five. So
 * a run whose energy is that of its first step keeps the finer positions.
 */
#include <math.h>

#include "formats/outcar.h"

enum { LATTICE_WIDTH = 13, FRACTION_WIDTH = 12, CARTESIAN_WIDTH = 13 };

static const double STEP_PRECISION_A = 1e-5, START_PRECISION = 1e-8;

static bool row(str text, size_t begin, size_t width, double out[3])
{
    for (size_t i = 0; i < 3; i++)
        if (!str_number(str_part(text, begin + i * width, width), &out[i]))
            return false;
    return true;
}

/* --- the lattice -------------------------------------------------------- */

/* Twice what the ninth decimal can make of it, the numbers being as large as these. */
static double slack(const double a[3], const double b[3])
{
    static const double ROUNDING = 0.5e-9;
    double sum = 0;
    for (size_t i = 0; i < 3; i++)
        sum += fabs(a[i]) + fabs(b[i]);
    return 2 * ROUNDING * sum;
}

/* a_i b_j = delta_ij. */
static bool is_reciprocal(double a[3][3], double b[3][3], size_t *i_row)
{
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++) {
            double product = a[i][0] * b[j][0] + a[i][1] * b[j][1] + a[i][2] * b[j][2];
            *i_row = i;
            if (!(fabs(product - (i == j)) <= slack(a[i], b[j])))
                return false;
        }
    return true;
}

/* Whole rows that changed places keep their products, but not the place of their
 * lengths; rows of one length are not those of the header, with which a run begins. */
static bool are_lengths(double a[3][3], const double length_A[3])
{
    for (size_t i = 0; i < 3; i++) {
        double found = hypot(hypot(a[i][0], a[i][1]), a[i][2]);
        if (!(fabs(found - length_A[i]) <= slack(a[i], length_A)))
            return false;
    }
    return true;
}

static bool is_same(double a[3][3], double b[3][3])
{
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++)
            if (a[i][j] != b[i][j])
                return false;
    return true;
}

static void check_lengths(outcar *o, double lattice_A[3][3])
{
    double length_A[3];
    bool is_there = outcar_line(o) && str_trim(o->in->line).len == 0 &&
                    outcar_line(o) &&
                    str_starts(o->in->line, STR("  length of vectors")) &&
                    outcar_line(o) && row(o->in->line, 3, LATTICE_WIDTH, length_A);
    if (!is_there)
        outcar_put_back(o);
    else if (!are_lengths(lattice_A, length_A))
        outcar_damage(o, "the lengths of the lattice vectors are not those told here");
}

/* What stands beside and below the rows tells whether one of them was altered. */
static void check_lattice(outcar *o, double lattice_A[3][3], double reciprocal[3][3],
                          chp_where first)
{
    size_t i = 0;
    if (!is_reciprocal(lattice_A, reciprocal, &i)) {
        first.line += i;
        outcar_damage_at(o, first,
                         "the lattice vector and the reciprocal ones beside it do not "
                         "belong together");
    }
    if (o->now.number == 1 && o->has_lattice && !is_same(lattice_A, o->lattice_A))
        outcar_damage_at(o, first, "the run does not begin with its own lattice");
    check_lengths(o, lattice_A);
}

/* A short row is where the file was cut, which is told elsewhere. */
static void bad_lattice_row(outcar *o, size_t width)
{
    if (!o->is_at_end && o->in->line.len >= width)
        outcar_damage(o, "the lattice vector is no number");
    outcar_put_back(o);
}

enum { DIRECT = 3, RECIPROCAL = DIRECT + 3 * LATTICE_WIDTH + 3 };

static bool is_repeated(const lattice_row *last, str line)
{
    return last->len > 0 && line.len == last->len &&
           memcmp(line.at, last->text, line.len) == 0;
}

/* The line in hand. */
static bool read_row(const outcar *o, lattice_row *out)
{
    str line = o->in->line;
    bool ok = row(line, DIRECT, LATTICE_WIDTH, out->direct_A);
    out->is_whole = ok && row(line, RECIPROCAL, LATTICE_WIDTH, out->reciprocal);
    out->len = ok && line.len < sizeof out->text ? line.len : 0;
    memcpy(out->text, line.at, out->len);
    return ok;
}

/* False after what is wrong was told. */
static bool read_lattice(outcar *o, double lattice_A[3][3])
{
    double reciprocal[3][3];
    chp_where first = o->in->at;
    first.line++;
    bool is_whole = true, is_new = o->now.number <= 1;
    for (size_t i = 0; i < 3; i++) {
        lattice_row *r = &o->rows[i];
        bool is_there = outcar_line(o),
             is_same = is_there && is_repeated(r, o->in->line);
        if (!is_there || (!is_same && !read_row(o, r))) {
            bad_lattice_row(o, RECIPROCAL);
            return false;
        }
        is_new |= !is_same;
        is_whole &= r->is_whole;
        memcpy(lattice_A[i], r->direct_A, sizeof r->direct_A);
        memcpy(reciprocal[i], r->reciprocal, sizeof r->reciprocal);
    }
    if (is_whole && is_new)
        check_lattice(o, lattice_A, reciprocal, first);
    return true;
}

void outcar_lattice(outcar *o)
{
    double lattice_A[3][3];
    if (!read_lattice(o, lattice_A))
        return;
    if (o->section == IN_STEPS) {
        memcpy(o->now.lattice_A, lattice_A, sizeof lattice_A);
        o->now.has_lattice = true;
    } else if (!o->has_lattice && !o->is_old_lattice) {
        memcpy(o->lattice_A, lattice_A, sizeof lattice_A);
        o->has_lattice = true;
    }
}

void outcar_volume(outcar *o)
{
    chp_fact volume;
    if (!outcar_after(o, STR(":"), &volume))
        return;
    if (o->section == IN_STEPS)
        o->now.volume_A3 = volume;
    else if (!o->is_old_lattice)
        o->calc->volume_A3 = volume;
}

void outcar_fractional(outcar *o)
{
    o->positions_at = o->in->at;
    o->fractional.n = 0;
    double x[3];
    while (outcar_line(o) && row(o->in->line, 1, FRACTION_WIDTH, x))
        for (size_t i = 0; i < 3; i++)
            numbers_add(o->a, &o->fractional, x[i]);
    outcar_put_back(o);
}

/* --- structures --------------------------------------------------------- */

static const int *atomic_numbers(const outcar *o)
{
    int *z = arena_new(o->a, int, o->calc->n_atoms);
    size_t atom = 0;
    for (size_t i = 0; i < o->calc->n_species; i++)
        for (size_t k = 0; k < o->calc->species[i].count && atom < o->calc->n_atoms;
             k++)
            z[atom++] = o->calc->species[i].atomic_number;
    return atom == o->calc->n_atoms ? z : NULL;
}

static chp_structure *structure(outcar *o, double lattice_A[3][3])
{
    const int *z = atomic_numbers(o);
    if (!z)
        return NULL;
    chp_structure *s = arena_new(o->a, chp_structure, 1);
    memcpy(s->lattice_A, lattice_A, sizeof s->lattice_A);
    s->n_atoms = o->calc->n_atoms;
    s->atomic_number = z;
    return s;
}

static double determinant(double m[3][3])
{
    return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) -
           m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) +
           m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
}

static void check_volume(outcar *o, double lattice_A[3][3], chp_fact volume)
{
    double found = fabs(determinant(lattice_A));
    if (!volume.known || fabs(found - volume.value) < 0.01 + 1e-4 * volume.value)
        return;
    diag_warn(o->diag, "lattice", volume.at,
              "the lattice vectors span %.2f Å³, the volume is given as %.2f", found,
              volume.value);
    diag_hint(o->diag, "The file may have been edited: read CONTCAR beside it.");
}

const chp_structure *outcar_initial(outcar *o)
{
    size_t n = o->calc->n_atoms;
    if (!o->has_lattice || n == 0 || o->fractional.n != 3 * n)
        return NULL;
    check_volume(o, o->lattice_A, o->calc->volume_A3);
    chp_structure *s = structure(o, o->lattice_A);
    if (!s)
        return NULL;
    double longest = 0;
    for (size_t i = 0; i < 3; i++)
        longest = fmax(longest, hypot(hypot(s->lattice_A[i][0], s->lattice_A[i][1]),
                                      s->lattice_A[i][2]));
    s->fractional = (const double(*)[3])o->fractional.at;
    s->precision_A = START_PRECISION * longest;
    s->at = o->positions_at;
    return s;
}

/* Rows of the inverse: fractional = cartesian * inverse. */
static bool invert(double m[3][3], double out[3][3])
{
    double det = determinant(m);
    if (!(fabs(det) > 1e-6))
        return false;
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++) {
            size_t a = (j + 1) % 3, b = (j + 2) % 3, c = (i + 1) % 3, d = (i + 2) % 3;
            out[i][j] = (m[a][c] * m[b][d] - m[a][d] * m[b][c]) / det;
        }
    return true;
}

static const double (*fractions(outcar *o, const step *s, double inverse[3][3]))[3]
{
    size_t n = o->calc->n_atoms;
    double(*out)[3] = (double(*)[3])arena_get(o->a, n, sizeof *out);
    for (size_t i = 0; i < n; i++) {
        str text = { s->positions.at + i * POSITION_WIDTH, POSITION_WIDTH };
        double x[3];
        if (!row(text, 0, CARTESIAN_WIDTH, x))
            return NULL;
        for (size_t j = 0; j < 3; j++)
            out[i][j] =
                x[0] * inverse[0][j] + x[1] * inverse[1][j] + x[2] * inverse[2][j];
    }
    return (const double(*)[3])out;
}

/* From where the header has an atom to where the first step has it, by the nearest
 * image. */
static double shift_A(const outcar *o, size_t i_atom, const double at[3],
                      double inverse[3][3])
{
    const double *header = o->fractional.at + 3 * i_atom;
    double shift[3] = { 0 };
    for (size_t k = 0; k < 3; k++) {
        double along = at[0] * inverse[0][k] + at[1] * inverse[1][k] +
                       at[2] * inverse[2][k] - header[k];
        along -= round(along);
        for (size_t i = 0; i < 3; i++)
            shift[i] += along * o->lattice_A[k][i];
    }
    return hypot(hypot(shift[0], shift[1]), shift[2]);
}

void outcar_check_start(outcar *o)
{
    static const double most_A = 3e-5; // five decimals against eight
    const letters *rows = &o->now.positions;
    size_t n = rows->n / POSITION_WIDTH;
    double inverse[3][3], x[3];
    if (o->now.number != 1 || !o->has_lattice || o->fractional.n != 3 * n ||
        !invert(o->lattice_A, inverse))
        return;
    for (size_t i = 0; i < n; i++) {
        str text = { rows->at + i * POSITION_WIDTH, POSITION_WIDTH };
        if (!row(text, 0, CARTESIAN_WIDTH, x))
            return;
        double shift = shift_A(o, i, x, inverse);
        if (shift <= most_A)
            continue;
        chp_where at = o->positions_at;
        at.line += i + 1;
        o->begins_elsewhere = true;
        diag_warn(o->diag, "damaged", at,
                  "atom %zu lies %.3g Å from where the first ionic step has it", i + 1,
                  shift);
        diag_hint(o->diag, "One of the two was altered: see POSCAR.");
        return;
    }
}

/* The structure of the step that stands for the run. */
const chp_structure *outcar_final(outcar *o)
{
    step *s = &o->kept;
    if (s->number == 1 && o->calc->initial && !o->begins_elsewhere) // with more digits
        return o->calc->initial;
    if (s->positions.n == 0 || s->positions.n != o->calc->n_atoms * POSITION_WIDTH)
        return NULL;
    double(*lattice_A)[3] = s->has_lattice ? s->lattice_A : o->lattice_A;
    double inverse[3][3];
    if (!(s->has_lattice || o->has_lattice) || !invert(lattice_A, inverse))
        return NULL;
    check_volume(o, lattice_A, s->volume_A3);
    chp_structure *out = structure(o, lattice_A);
    if (!out)
        return NULL;
    out->fractional = fractions(o, s, inverse);
    out->precision_A = STEP_PRECISION_A;
    out->at = s->positions_at;
    return out->fractional ? out : NULL;
}
