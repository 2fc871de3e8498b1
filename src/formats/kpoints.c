/* KPOINTS, how the Brillouin zone is sampled:
 *
 *     a comment
 *     0                  number of points; 0: a mesh
 *     Gamma              or Monkhorst-Pack, or Automatic
 *     3 3 1
 *     0 0 0              shift
 *
 * It becomes the setting "KPOINTS = Gamma 3 3 1", as in vasprun.xml. */
#include "base/diag.h"
#include "formats/format.h"

enum { N_HEAD_LINES = 3, MOST_POINTS = 10000000 };

/* The number of points and the first letter of the scheme. */
static bool is_head(str count, str scheme, long long *n_points, char *letter)
{
    str word;
    if (!str_word(&count, &word) || !str_integer(word, 0, MOST_POINTS, n_points))
        return false;
    scheme = str_trim(scheme);
    *letter = scheme.len > 0 ? scheme.at[0] : '\0';
    return *letter && strchr("GgMmAaCcKkRrLl", *letter) != NULL;
}

static bool read_mesh(scan *in, reading *r, chp_calc *calc, const char *scheme)
{
    long long n[3];
    str rest = scan_line(in) ? in->line : STR(""), word;
    for (int i = 0; i < 3; i++)
        if (!str_word(&rest, &word) || !str_integer(word, 1, 10000, &n[i])) {
            diag_error(r->diag, "wrong-format", in->at,
                       "three numbers of k-points were expected");
            diag_hint(r->diag, "Line 4 of KPOINTS is the mesh: 3 3 1.");
            return false;
        }
    str text = str_of(arena_print(r->a, "%s %lld %lld %lld", scheme, n[0], n[1], n[2]));
    calc_add_setting(r->a, calc, STR("KPOINTS"), text, in->at);
    return true;
}

static bool read(scan *in, reading *r, chp_calc *calc)
{
    str head[N_HEAD_LINES];
    for (int i = 0; i < N_HEAD_LINES; i++)
        head[i] = scan_line(in) ? str_of(arena_str(r->a, in->line)) : STR("");
    long long n_points = 0;
    char letter = '\0';
    if (!is_head(head[1], head[2], &n_points, &letter)) {
        diag_error(r->diag, "wrong-format", in->at, "this is no KPOINTS file");
        return false;
    }
    calc->title = head[0].at;
    if (n_points == 0 && strchr("Gg", letter))
        return read_mesh(in, r, calc, "Gamma");
    if (n_points == 0 && strchr("Mm", letter))
        return read_mesh(in, r, calc, "Monkhorst-Pack");
    return true; // a list, a path, a length: no mesh to tell
}

static int bid(str head)
{
    enum { BITS = 8 * 2 };
    str lines[N_HEAD_LINES];
    for (int i = 0; i < N_HEAD_LINES; i++)
        if (!str_line(&head, &lines[i]))
            return 0;
    long long n_points;
    char letter;
    return is_head(lines[1], lines[2], &n_points, &letter) ? BITS : 0;
}

const format format_kpoints = {
    .name = "kpoints",
    .what = "how the Brillouin zone was sampled",
    .known_by = "a number of points in line 2 and the name of a scheme in line 3",
    .spec = "https://www.vasp.at/wiki/index.php/KPOINTS",
    .bid = bid,
    .read = read,
};
