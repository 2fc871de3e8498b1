/* KPOINTS, the mesh in reciprocal space.
 *
 *     comment
 *     0                  how many points follow; 0: VASP makes them
 *     Gamma              or Monkhorst-Pack, Auto; Line-mode; else a list of points
 *     3 3 1              or, behind Auto, a length in A
 *     0 0 0              a shift
 *
 * It becomes the setting KPOINTS, worded as vasprun.xml does: "Gamma 3 3 1".
 */
#include "base/diag.h"
#include "formats/format.h"
#include "formats/row.h"

enum { MOST_POINTS = 10000000 };

static char first_letter(str line)
{
    str text = str_trim(line);
    return text.len ? ascii_lower(text.at[0]) : ' ';
}

static bool complain(scan *in, reading *r, const char *what)
{
    str line = str_part(in->line, 0, 60);
    diag_error(r->diag, "not-a-number", in->at, "%s: '%.*s'", what, (int)line.len,
               line.at);
    return false;
}

static bool next(scan *in, reading *r, const char *wanted)
{
    if (scan_line(in))
        return true;
    diag_error(r->diag, "truncated", in->at, "the file ends before %s", wanted);
    return false;
}

/* "3,3,1" is three numbers to Fortran. */
static str without_commas(arena *a, str line)
{
    char *copy = arena_str(a, line);
    for (size_t i = 0; i < line.len; i++)
        if (copy[i] == ',')
            copy[i] = ' ';
    return (str){ copy, line.len };
}

static bool read_mesh(scan *in, reading *r, const char *name, const char **text)
{
    double n[3];
    str rest;
    if (!next(in, r, "the divisions of the mesh"))
        return false;
    rest = without_commas(r->a, in->line);
    if (row_read(&rest, n, 3) < 3 || n[0] < 1 || n[1] < 1 || n[2] < 1)
        return complain(in, r, "the mesh needs three numbers from 1 on");
    *text = arena_print(r->a, "%s %.0f %.0f %.0f", name, n[0], n[1], n[2]);
    return true;
}

static bool read_length(scan *in, reading *r, const char **text)
{
    double length;
    if (!next(in, r, "the length of Auto"))
        return false;
    str rest = in->line;
    if (row_read(&rest, &length, 1) < 1 || length <= 0)
        return complain(in, r, "Auto needs a length above 0");
    *text = arena_print(r->a, "Auto %g", length);
    return true;
}

static bool read_scheme(scan *in, reading *r, long long n_points, const char **text)
{
    char c = first_letter(in->line);
    if (n_points == 0 && c == 'g')
        return read_mesh(in, r, "Gamma", text);
    if (n_points == 0 && c == 'm')
        return read_mesh(in, r, "Monkhorst-Pack", text);
    if (n_points == 0 && c == 'a')
        return read_length(in, r, text);
    if (n_points == 0)
        *text = "Vectors";
    else
        *text = arena_print(r->a, c == 'l' ? "Lines %lld" : "List %lld", n_points);
    return true;
}

static bool read(scan *in, reading *r, chp_calc *calc)
{
    str rest, word = { 0 };
    long long n_points = 0;
    const char *text = NULL;
    calc->format = "kpoints";
    if (!next(in, r, "its first line") || !next(in, r, "the number of points"))
        return false;
    rest = in->line;
    str_word(&rest, &word);
    if (!str_integer(word, 0, MOST_POINTS, &n_points))
        return complain(in, r, "the number of points is not a number");
    if (!next(in, r, "the scheme"))
        return false;
    chp_where at = in->at;
    if (!read_scheme(in, r, n_points, &text))
        return false;
    calc_add_setting(r->a, calc, STR("KPOINTS"), str_of(text), at);
    return true;
}

/* Any other word in line 3 stands for points in the reciprocal lattice: they follow. */
static int bid(str head)
{
    str line, word, points;
    double x[3];
    long long n;
    if (!str_line(&head, &line) || !str_line(&head, &line) || !str_word(&line, &word) ||
        !str_integer(word, 0, MOST_POINTS, &n) || !str_line(&head, &line))
        return 0;
    char c = first_letter(line);
    bool has_points = c >= 'a' && c <= 'z' && str_line(&head, &points) &&
                      row_read(&points, x, 3) == 3;
    return has_points || strchr("gmalckr", c) ? 8 * 3 : 0;
}

const format format_kpoints = {
    .name = "kpoints",
    .what = "the mesh in reciprocal space",
    .known_by = "a number of points in line 2, and Gamma, Monkhorst, ... in line 3",
    .spec = "https://www.vasp.at/wiki/index.php/KPOINTS",
    .bid = bid,
    .read = read,
};
