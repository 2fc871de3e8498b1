/* POSCAR and CONTCAR: a lattice and its atoms.
 *
 *     comment
 *       1.00000                                 scale; < 0: the volume; or one per axis
 *         10.0    0.0    0.0
 *          0.0   10.0    0.0
 *          0.0    0.0   10.0
 *       N    H                                  not in the style of VASP 4
 *         1     3
 *     Selective dynamics                        if so, three flags behind each position
 *     Direct                                    or Cartesian, which is scaled too
 *       0.5  0.5  0.51   T T T
 *
 * Names of species are a comment to VASP, who goes by the POTCAR; they may carry its
 * flavour or hash (Fe_pv, Re/5e0f28cc669). More than 20 groups fill several lines. What
 * stands behind the positions (velocities, the predictor's memory) is of no concern.
 */
#include <math.h>

#include "base/diag.h"
#include "chem/elements.h"
#include "chem/structure.h"
#include "formats/format.h"
#include "formats/row.h"

enum { MOST_ATOMS = 10000000, MOST_GROUPS = 10000, FARTHEST = 1000000 };

typedef struct {
    scan *in;
    reading *r;
    str line;
    bool has_end; // the line has its line end
    str comment;
    double lattice_A[3][3], scale[3];
    size_t n_names, n_counts, n_atoms;
    str *names;
    size_t *counts;
    size_t names_line;
    bool has_flags, is_cartesian;
    size_t n_room; // in the two arrays of rows
    double (*position)[3];
    bool (*is_free)[3];
    int decimals;
} poscar;

/* Blanks that do not break come with text from web pages and word processors. */
static str without_nbsp(arena *a, str line)
{
    if (!str_has(line, STR("\xa0")))
        return line;
    char *copy = arena_str(a, line);
    for (size_t i = 0; i < line.len; i++)
        if ((unsigned char)copy[i] == 0xa0 || (unsigned char)copy[i] == 0xc2)
            copy[i] = ' ';
    return (str){ copy, line.len };
}

static bool complain(poscar *p, const char *code, const char *what)
{
    diag_error(p->r->diag, code, p->in->at, "%s: '%.*s'", what,
               (int)(p->line.len < 60 ? p->line.len : 60), p->line.at);
    if (str_has(p->line, STR(",")))
        diag_hint(p->r->diag,
                  "This looks like a decimal comma: VASP's files have decimal points.");
    return false;
}

static bool line(poscar *p)
{
    uint64_t begin = p->in->offset;
    if (!scan_line(p->in))
        return false;
    p->has_end = p->in->offset - begin > p->in->line.len;
    p->line = without_nbsp(p->r->a, p->in->line);
    return true;
}

static bool next(poscar *p, const char *wanted)
{
    if (line(p))
        return true;
    diag_error(p->r->diag, "truncated", p->in->at, "the file ends before %s", wanted);
    diag_hint(p->r->diag, "A CONTCAR is empty until the first ionic step is done.");
    return false;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char first_letter(str line)
{
    str text = str_trim(line);
    return text.len ? text.at[0] : ' ';
}

/* --- lattice ------------------------------------------------------------------- */

static bool read_scale(poscar *p)
{
    if (!next(p, "the scale"))
        return false;
    str rest = p->line;
    size_t n = row_read(&rest, p->scale, 3);
    bool is_one = n == 1 || n == 2;
    if (is_one)
        p->scale[1] = p->scale[2] = p->scale[0];
    bool is_sound = n > 0;
    for (int j = 0; j < 3; j++)
        is_sound = is_sound && p->scale[j] != 0 && (is_one || p->scale[j] > 0);
    return is_sound || complain(p, "not-a-number",
                                "the scale must be a number, not 0, or three above 0");
}

static double determinant(double m[3][3])
{
    return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) -
           m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) +
           m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
}

static bool read_lattice(poscar *p)
{
    if (!read_scale(p))
        return false;
    for (int i = 0; i < 3; i++) {
        if (!next(p, "the three lattice vectors"))
            return false;
        str rest = p->line;
        if (row_read(&rest, p->lattice_A[i], 3) < 3)
            return complain(p, "not-a-number", "a lattice vector needs three numbers");
    }
    double volume = fabs(determinant(p->lattice_A));
    if (!(volume > 0) || !isfinite(volume))
        return complain(p, "geometry",
                        "the lattice vectors span no volume, the last is");
    if (p->scale[0] < 0) {
        double factor = cbrt(-p->scale[0] / volume);
        p->scale[0] = p->scale[1] = p->scale[2] = factor;
    }
    bool is_sound = true;
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            p->lattice_A[i][j] *= p->scale[j];
            is_sound = is_sound && fabs(p->lattice_A[i][j]) < FARTHEST;
        }
    return is_sound || complain(p, "geometry", "the cell is too large by far, up to");
}

/* --- species ------------------------------------------------------------------- */

/* What stands behind ! or # is a comment. */
static void add_names(poscar *p, str line)
{
    str word, rest = line;
    for (size_t i = 0; i < line.len && rest.len == line.len; i++)
        if (strchr("!#", line.at[i]))
            rest = str_part(line, 0, i);
    while (p->n_names < MOST_GROUPS && str_word(&rest, &word)) {
        p->names = arena_grow(p->r->a, p->names, p->n_names, sizeof *p->names);
        p->names[p->n_names++] = (str){ arena_str(p->r->a, word), word.len };
    }
}

/* The counts of one line; what stands behind them is a comment. */
static size_t add_counts(poscar *p)
{
    str rest = p->line, word;
    long long count;
    size_t n = 0;
    while (p->n_counts < MOST_GROUPS && (!p->n_names || p->n_counts < p->n_names) &&
           str_word(&rest, &word) &&
           str_integer(row_without_comma(word), 0, MOST_ATOMS, &count)) {
        p->counts = arena_grow(p->r->a, p->counts, p->n_counts, sizeof *p->counts);
        p->counts[p->n_counts++] = (size_t)count;
        p->n_atoms += (size_t)count;
        n++;
    }
    return n;
}

/* After this, `line` is the first behind the counts. */
static bool read_counts(poscar *p)
{
    if (!next(p, "the species"))
        return false;
    bool is_blank = first_letter(p->line) == ' '; // some CONTCARs lost their names
    p->names_line = p->in->at.line;
    while (is_letter(first_letter(p->line))) {
        add_names(p, p->line);
        if (!next(p, "the numbers of atoms"))
            return false;
    }
    if (is_blank && !next(p, "the numbers of atoms"))
        return false;
    size_t added;
    do {
        added = add_counts(p);
        if (added > 0 && !next(p, "the positions"))
            return false;
    } while (added > 0 && (p->n_names == 0 || p->n_counts < p->n_names));
    if (p->n_counts == 0)
        return complain(p, "not-a-number", "the numbers of atoms were expected");
    if (p->n_names && p->n_counts < p->n_names) {
        diag_error(p->r->diag, "species-counts", p->in->at,
                   "there are %zu species but %zu numbers of atoms", p->n_names,
                   p->n_counts);
        return false;
    }
    if (p->n_atoms == 0 || p->n_atoms > MOST_ATOMS)
        return complain(p, "species-counts",
                        "the numbers of atoms add up to none, or too many");
    return true;
}

/* VASP 4 has no names, but many users put them into the comment. */
static bool comment_has_names(const poscar *p)
{
    str rest = p->comment, word;
    size_t n = 0;
    for (; str_word(&rest, &word); n++)
        if (!element_of_potcar(word))
            return false;
    return n == p->n_counts;
}

static void name_from_comment(poscar *p)
{
    if (!comment_has_names(p))
        return;
    add_names(p, p->comment);
    diag_warn(p->r->diag, "species-from-comment", (chp_where){ p->in->at.path, 1 },
              "the species are taken from the comment '%.*s'", (int)p->comment.len,
              p->comment.at);
    diag_hint(p->r->diag, "Write them into a line of their own above the counts.");
}

static void fill_species(poscar *p, chp_calc *calc)
{
    chp_species *species = arena_new(p->r->a, chp_species, p->n_counts);
    for (size_t i = 0; i < p->n_counts; i++) {
        str name = p->n_names ? p->names[i] : STR("");
        int z = element_of_potcar(name);
        if (name.len > 0 && z == 0)
            diag_warn(p->r->diag, "unknown-element",
                      (chp_where){ p->in->at.path, p->names_line },
                      "'%.*s' is no element", (int)name.len, name.at);
        species[i] = (chp_species){ .element = z ? element_symbol(z) : NULL,
                                    .atomic_number = z,
                                    .count = p->counts[i] };
    }
    calc->n_species = p->n_counts;
    calc->species = species;
}

/* --- positions ----------------------------------------------------------------- */

static bool read_mode(poscar *p)
{
    char first = first_letter(p->line);
    double x[3];
    p->has_flags = first == 'S' || first == 's';
    if (p->has_flags && !next(p, "the word Direct or Cartesian"))
        return false;
    first = first_letter(p->line);
    str rest = p->line;
    if (row_read(&rest, x, 3) == 3)
        return complain(p, "syntax", "the line Direct or Cartesian is missing before");
    p->is_cartesian = strchr("CcKk", first) != NULL;
    return true;
}

static bool read_flags(str rest, bool flag[3])
{
    for (int j = 0; j < 3; j++) {
        str word;
        if (!str_word(&rest, &word))
            return false;
        char c = word.at[word.len > 1 && word.at[0] == '.'];
        if (!strchr("TtFf", c))
            return false;
        flag[j] = c == 'T' || c == 't';
    }
    return true;
}

/* The last number of a file that ends without a line end may lack digits. */
static bool is_torn(const poscar *p, str row)
{
    if (p->has_end || p->has_flags)
        return false;
    str rest = row;
    double x[2];
    return row_read(&rest, x, 2) == 2 && row_decimals(rest) < row_decimals(row);
}

static bool read_position(poscar *p, size_t i)
{
    str rest = p->line;
    if (i >= p->n_room) {
        p->position = arena_grow(p->r->a, p->position, i, sizeof *p->position);
        p->is_free = arena_grow(p->r->a, p->is_free, i, sizeof *p->is_free);
        p->n_room = i + 1;
    }
    if (row_read(&rest, p->position[i], 3) < 3)
        return complain(p, "not-a-number", "a position needs three numbers");
    if (is_torn(p, p->line))
        return complain(p, "truncated", "the file ends inside a position");
    int decimals = row_decimals(p->line);
    p->decimals = decimals > p->decimals ? decimals : p->decimals;
    return !p->has_flags || read_flags(rest, p->is_free[i]) ||
           complain(p, "syntax", "selective dynamics needs three flags, T or F, in");
}

/* Cartesian coordinates are scaled like the lattice, and divided by it. */
static void to_fractional(poscar *p, double x[3])
{
    vector r = { x[0] * p->scale[0], x[1] * p->scale[1], x[2] * p->scale[2] };
    vector a[3];
    for (int i = 0; i < 3; i++)
        a[i] = (vector){ p->lattice_A[i][0], p->lattice_A[i][1], p->lattice_A[i][2] };
    for (int i = 0; i < 3; i++) {
        vector normal = vector_cross(a[(i + 1) % 3], a[(i + 2) % 3]);
        x[i] = vector_dot(r, normal) / vector_dot(a[i], normal);
    }
}

/* The line before the first position has been read. */
static bool read_positions(poscar *p)
{
    for (size_t i = 0; i < p->n_atoms; i++) {
        if (!next(p, "its last atom") || !read_position(p, i))
            return false;
        double *x = p->position[i];
        if (p->is_cartesian)
            to_fractional(p, x);
        if (!(fabs(x[0]) < FARTHEST && fabs(x[1]) < FARTHEST && fabs(x[2]) < FARTHEST))
            return complain(p, "geometry", "an atom lies far outside of the cell");
    }
    return true;
}

/* --- the files ----------------------------------------------------------------- */

/* Up to the line behind the counts, which is in `line`. */
static bool read_head(poscar *p, chp_calc *calc)
{
    if (!next(p, "its first line"))
        return false;
    bool has_mark = str_starts(p->line, STR("\xef\xbb\xbf"));
    p->comment = str_trim(str_from(p->line, has_mark ? 3 : 0));
    p->comment.at = arena_str(p->r->a, p->comment);
    calc->title = p->comment.at;
    if (!read_lattice(p) || !read_counts(p))
        return false;
    if (p->n_names == 0)
        name_from_comment(p);
    fill_species(p, calc);
    return true;
}

static void fill_structure(const poscar *p, chp_calc *calc)
{
    chp_structure *s = arena_new(p->r->a, chp_structure, 1);
    int *atomic_number = arena_new(p->r->a, int, p->n_atoms);
    for (size_t i = 0, atom = 0; i < calc->n_species; i++)
        for (size_t k = 0; k < calc->species[i].count; k++)
            atomic_number[atom++] = calc->species[i].atomic_number;
    memcpy(s->lattice_A, p->lattice_A, sizeof s->lattice_A);
    s->n_atoms = calc->n_atoms = p->n_atoms;
    s->atomic_number = atomic_number;
    s->fractional = (const double(*)[3])p->position;
    s->is_free = p->has_flags ? (const bool(*)[3])p->is_free : NULL;
    s->precision_A = pow(10, -p->decimals) *
                     (p->is_cartesian ? fabs(p->scale[0]) : structure_longest_A(s));
    s->at = (chp_where){ p->in->at.path, 1 };
    calc->final = s;
    calc->volume_A3 = fact_at(structure_volume_A3(s), (chp_where){ p->in->at.path, 2 });
}

static bool read(scan *in, reading *r, chp_calc *calc)
{
    poscar p = { .in = in, .r = r };
    calc->format = "poscar";
    if (!read_head(&p, calc) || !read_mode(&p) || !read_positions(&p))
        return false;
    fill_structure(&p, calc);
    return true;
}

/* XDATCAR begins like a POSCAR; its frames follow, the last whole one counts. When the
 * cell changes, the head is written again before each of them.
 *
 *     Direct configuration=     1
 *        0.50000000  0.50000000  0.51000000
 */
static bool read_frame(poscar *p)
{
    if (!str_starts(p->line, STR("Direct configuration"))) {
        size_t n_atoms = p->n_atoms;
        p->n_names = p->n_counts = p->n_atoms = 0;
        if (!read_lattice(p) || !read_counts(p))
            return false;
        if (p->n_atoms != n_atoms)
            return complain(p, "species-counts", "the number of atoms changes before");
    }
    return read_positions(p);
}

/* The first frame has been read. What comes is read into a copy, with an array of its
 * own, which becomes the whole frame when it is one. */
static void read_more_frames(poscar *p)
{
    reading quiet = { .a = p->r->a, .diag = chp_diag_new() };
    poscar frame = *p;
    frame.r = &quiet;
    frame.position = (double(*)[3])arena_new(p->r->a, double, 3 * p->n_atoms);
    frame.n_room = p->n_atoms;
    for (size_t n = 1; line(&frame); n++) {
        if (!read_frame(&frame)) {
            diag_warn(p->r->diag, "truncated", p->in->at,
                      "frame %zu is cut: the one before counts", n + 1);
            break;
        }
        double(*spare)[3] = p->position;
        p->position = frame.position;
        p->decimals = frame.decimals;
        memcpy(p->lattice_A, frame.lattice_A, sizeof p->lattice_A);
        frame.position = spare;
    }
    chp_diag_free(quiet.diag);
}

static bool read_xdatcar(scan *in, reading *r, chp_calc *calc)
{
    poscar p = { .in = in, .r = r };
    calc->format = "xdatcar";
    if (!read_head(&p, calc) || !read_positions(&p))
        return false;
    read_more_frames(&p);
    fill_structure(&p, calc);
    return true;
}

/* How many of three numbers a line begins with. Decimal commas count here, so that the
 * reader may complain of them. */
static size_t n_numbers(str line)
{
    char copy[128];
    double x[3];
    size_t len = line.len < sizeof copy ? line.len : sizeof copy;
    str own = line;
    size_t n = row_read(&own, x, 3);
    for (size_t i = 0; i < len; i++)
        copy[i] = line.at[i] == ',' ? '.' : line.at[i];
    str rest = { copy, len };
    size_t n_with_points = row_read(&rest, x, 3);
    return n > n_with_points ? n : n_with_points;
}

static bool begins_with_lattice(str *head)
{
    str line;
    if (!str_line(head, &line) || !str_line(head, &line) || n_numbers(line) == 0)
        return false;
    for (int i = 0; i < 3; i++)
        if (!str_line(head, &line) || n_numbers(line) < 3)
            return false;
    return true;
}

static bool has_frames(str head)
{
    str line;
    for (int i = 0; i < 64 && str_line(&head, &line); i++)
        if (str_starts(line, STR("Direct configuration=")))
            return true;
    return false;
}

static int bid(str head)
{
    return begins_with_lattice(&head) && !has_frames(head) ? 8 * 10 : 0;
}

static int bid_xdatcar(str head)
{
    return begins_with_lattice(&head) && has_frames(head) ? 8 * 31 : 0;
}

const format format_poscar = {
    .name = "poscar",
    .what = "a structure: POSCAR or CONTCAR",
    .known_by = "a scale in line 2 and the three lattice vectors below it",
    .spec = "https://www.vasp.at/wiki/index.php/POSCAR",
    .bid = bid,
    .read = read,
};

const format format_xdatcar = {
    .name = "xdatcar",
    .what = "the structures of a run, of which the last is read",
    .known_by = "a lattice as in POSCAR, then \"Direct configuration=\"",
    .spec = "https://www.vasp.at/wiki/index.php/XDATCAR",
    .bid = bid_xdatcar,
    .read = read_xdatcar,
};
