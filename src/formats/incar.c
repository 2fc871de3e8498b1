/* INCAR, what the user asked for:
 *
 *     SYSTEM = "N2 on Fe"      ! a comment
 *     ENCUT = 450; ISMEAR = 0  # two in a line
 *     MAGMOM = 1*5.0 \
 *              127*0.6
 *
 * Tags in any case; of one that occurs twice the first counts, as in VASP. Tags that
 * a build does not know it passes over in silence, so what counts is the output. */
#include "base/diag.h"
#include "formats/format.h"

static bool is_tag_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           c == '_' || c == '/'; // 6.5 groups tags: PLUGINS/FORCE
}

static bool is_tag(str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (!is_tag_letter(word.at[i]))
            return false;
    return word.len > 0;
}

static str without_comment(str line)
{
    bool is_quoted = false;
    for (size_t i = 0; i < line.len; i++) {
        is_quoted ^= line.at[i] == '"';
        if (!is_quoted && (line.at[i] == '!' || line.at[i] == '#'))
            return str_part(line, 0, i);
    }
    return line;
}

static str upper(arena *a, str tag)
{
    char *at = arena_str(a, tag);
    for (size_t i = 0; i < tag.len; i++)
        if (at[i] >= 'a' && at[i] <= 'z')
            at[i] = (char)(at[i] - 'a' + 'A');
    return (str){ at, tag.len };
}

/* Whether `text` is TAG = VALUE. */
static bool cut_setting(str text, str *tag, str *value)
{
    *value = text;
    if (!str_cut(value, '=', tag) || !value->at)
        return false;
    *tag = str_trim(*tag);
    *value = str_trim(*value);
    return is_tag(*tag);
}

static void add_line(reading *r, chp_calc *calc, str line, chp_where at)
{
    str piece, tag, value;
    while (str_cut(&line, ';', &piece))
        if (cut_setting(piece, &tag, &value))
            calc_add_setting(r->a, calc, upper(r->a, tag), value, at);
}

/* A line and those that a backslash joins to it. */
static bool next_line(scan *in, arena *a, str *out, chp_where *at)
{
    const char *joined = "";
    *at = in->at;
    bool is_first = true, goes_on = true;
    while (goes_on && scan_line(in)) {
        if (is_first)
            *at = in->at;
        is_first = false;
        str text = str_trim(without_comment(in->line));
        goes_on = str_ends(text, STR("\\"));
        text.len -= goes_on;
        joined = arena_print(a, "%s%s%.*s", joined, *joined ? " " : "", (int)text.len,
                             text.at);
    }
    *out = str_of(joined);
    return !is_first;
}

static bool read(scan *in, reading *r, chp_calc *calc)
{
    str line;
    chp_where at;
    while (next_line(in, r->a, &line, &at))
        add_line(r, calc, line, at);
    const chp_setting *system = chp_calc_setting(calc, "SYSTEM");
    if (system)
        calc->title = system->value;
    if (calc->n_settings == 0)
        diag_warn(r->diag, "no-settings", in->at, "no tag is set in this file");
    return true;
}

/* Tags that hardly an INCAR is without. */
static bool is_well_known(str tag)
{
    static const char *const tags[] = { "SYSTEM", "ENCUT", "ISMEAR", "SIGMA",  "EDIFF",
                                        "EDIFFG", "PREC",  "IBRION", "NSW",    "ISPIN",
                                        "LREAL",  "ALGO",  "GGA",    "NELM",   "ISTART",
                                        "ICHARG", "LWAVE", "LCHARG", "MAGMOM", "ISIF" };
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (str_eq_nocase(tag, str_of(tags[i])))
            return true;
    return false;
}

/* The outputs of VASP repeat these lines: whoever knows such a file by its own marks
 * bids more. */
static int bid(str head)
{
    enum { BITS = 8 * 5, ENOUGH = 5 };
    str line, piece, tag, value;
    size_t n = 0;
    while (n < ENOUGH && str_line(&head, &line)) {
        line = without_comment(line);
        while (str_cut(&line, ';', &piece))
            if (cut_setting(piece, &tag, &value) && is_well_known(tag))
                n += tag.len;
    }
    return n >= ENOUGH ? BITS : 8 * (int)n;
}

const format format_incar = {
    .name = "incar",
    .what = "what a run was asked to do",
    .known_by = "lines such as ENCUT = 450 and ISMEAR = 0",
    .spec = "https://www.vasp.at/wiki/index.php/INCAR",
    .bid = bid,
    .read = read,
};
