/* INCAR, what the user asked for. The least trusted source of settings: VASP ignores
 * tags that its build does not know, and somebody may have edited the file since.
 *
 *     SYSTEM = N on Zr              ! a comment
 *     ENCUT = 450 ; ISMEAR = 0      # another
 *     MAGMOM = 36*0.0 \
 *              2.0                  continued
 *     WANNIER90_WIN = "several      from VASP 6 on
 *     lines"
 *     SCPC {                        the tags of a block: SCPC/USE
 *         USE = T
 *     }
 *
 * The first of a tag counts. Lines without = are comments, also those that the user
 * meant as settings.
 */
#include "base/diag.h"
#include "formats/format.h"

/* Tags that tell an INCAR from other files with equals signs in them, and that are
 * missed when the sign is. */
static const char *const tags[] = {
    "ADDGRID", "ALGO",     "AMIX",  "BMIX",   "DIPOL",  "EDIFF",   "EDIFFG",
    "ENCUT",   "ENMAX",    "GGA",   "IALGO",  "IBRION", "ICHARG",  "IDIPOL",
    "ISIF",    "ISMEAR",   "ISPIN", "ISTART", "ISYM",   "IVDW",    "KPAR",
    "LASPH",   "LBEEFENS", "LCEP",  "LCHARG", "LDAU",   "LDIPOL",  "LHFCALC",
    "LORBIT",  "LREAL",    "LSOL",  "LTPOT",  "LWAVE",  "MAGMOM",  "METAGGA",
    "NBANDS",  "NCORE",    "NELM",  "NELMIN", "NFREE",  "NPAR",    "NSW",
    "NUPDOWN", "POTIM",    "PREC",  "SIGMA",  "SYSTEM", "VOSKOWN",
};

static bool is_known(str tag)
{
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (str_eq_nocase(tag, str_of(tags[i])))
            return true;
    return false;
}

/* Text with its place, quotes and continued lines put together. */
typedef struct {
    scan *in;
    reading *r;
    chp_calc *calc;
    const char *block; // "SCPC/" within it, else ""
    bool has_crlf;
} incar;

static bool next_line(incar *f)
{
    uint64_t begin = f->in->offset;
    bool is_there = scan_line(f->in);
    f->has_crlf |= is_there && f->in->offset - begin == f->in->line.len + 2;
    return is_there;
}

static str without_comment(str line)
{
    bool is_quoted = false;
    for (size_t i = 0; i < line.len; i++) {
        char c = line.at[i];
        is_quoted = is_quoted != (c == '"');
        if (!is_quoted && (c == '!' || c == '#'))
            return str_part(line, 0, i);
    }
    return line;
}

static size_t count_quotes(str line)
{
    size_t n = 0;
    for (size_t i = 0; i < line.len; i++)
        n += line.at[i] == '"';
    return n;
}

/* The next statement line, which may go over several lines of the file. */
static bool logical_line(incar *f, str *out)
{
    if (!next_line(f))
        return false;
    const char *text = arena_str(f->r->a, without_comment(f->in->line));
    for (;;) {
        str so_far = str_trim(str_of(text));
        bool is_open = count_quotes(so_far) % 2 == 1;
        bool is_continued = !is_open && str_ends(so_far, STR("\\"));
        *out = so_far;
        if ((!is_open && !is_continued) || !next_line(f))
            return true;
        str more = is_open ? f->in->line : str_trim(without_comment(f->in->line));
        text = arena_print(f->r->a, "%.*s%s%.*s", (int)(so_far.len - is_continued),
                           so_far.at, is_open ? "\n" : " ", (int)more.len, more.at);
    }
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_digits(str s)
{
    bool is = s.len > 0;
    for (size_t i = 0; i < s.len; i++)
        is = is && is_digit(s.at[i]);
    return is;
}

/* "0,5" and nothing else, where a number was meant; "0.5,0.5,0.5" is a list. */
static bool has_decimal_comma(str value)
{
    str word, whole;
    return str_word(&value, &word) && str_cut(&word, ',', &whole) && word.at &&
           is_digits(whole) && is_digits(word);
}

/* "SYSTEM" or "SCPC/USE", and not the "2" of a remark "(0=none; 2=GGA)". */
static bool is_tag(str word)
{
    return word.len > 0 && !is_digit(word.at[0]);
}

/* "2  (ions only)": what many write behind the value is none of it. */
static str without_remark(str value)
{
    for (size_t i = 1; i < value.len; i++)
        if (value.at[i] == '(' && strchr(" \t", value.at[i - 1]))
            return str_trim(str_part(value, 0, i));
    return value;
}

static bool add(incar *f, str tag, str value, chp_where at)
{
    chp_diag *diag = f->r->diag;
    const char *name = arena_print(f->r->a, "%s%.*s", f->block, (int)tag.len, tag.at);
    const chp_setting *first = chp_calc_setting(f->calc, name);
    if (value.len > 1 && value.at[0] == '"' && str_ends(value, STR("\"")))
        value = str_part(value, 1, value.len - 2);
    bool is_title = str_eq_nocase(tag, STR("SYSTEM"));
    if (!is_title && has_decimal_comma(value)) {
        diag_error(diag, "not-a-number", at, "%s is '%.*s'", name, (int)value.len,
                   value.at);
        diag_hint(diag, "This looks like a decimal comma: VASP's files have decimal "
                        "points.");
        return false;
    }
    if (first && !str_eq(str_of(first->value), value)) {
        diag_warn(diag, "twice", at, "%s = %.*s is ignored: line %zu has %s = %s", name,
                  (int)value.len, value.at, first->at.line, first->tag, first->value);
        diag_hint(diag, "VASP takes the first of a tag: remove one of the two.");
    }
    calc_add_setting(f->r->a, f->calc, str_of(name), value, at);
    return true;
}

/* "ENCUT 450" is nothing to VASP. */
static void look_for_tag(incar *f, str statement, chp_where at)
{
    str rest = statement, tag;
    if (!str_word(&rest, &tag) || !is_known(tag) || str_trim(rest).len == 0)
        return;
    diag_warn(f->r->diag, "no-equals-sign", at,
              "'%.*s' has no = and is ignored by VASP", (int)statement.len,
              statement.at);
    diag_hint(f->r->diag, "Write %.*s = ...", (int)tag.len, tag.at);
}

static bool read_statement(incar *f, str statement, chp_where at)
{
    str value = statement, tag, word;
    if (!str_cut(&value, '=', &tag) || !value.at) {
        look_for_tag(f, statement, at);
        return true;
    }
    tag = str_trim(tag);
    str rest = tag;
    if (!str_word(&rest, &word) || rest.len > 0 || !is_tag(tag))
        return true; // words before =: a comment without its sign
    bool is_text = str_eq_nocase(tag, STR("SYSTEM")) || str_has(value, STR("\""));
    value = str_trim(value);
    return add(f, tag, is_text ? value : without_remark(value), at);
}

/* The name before a brace opens a block, as if it stood before each of its tags. */
static void open_block(incar *f, str name)
{
    f->block = arena_print(f->r->a, "%s%.*s/", f->block, (int)name.len, name.at);
}

static void close_block(incar *f)
{
    size_t n = strlen(f->block);
    n -= n > 0; // its slash
    while (n > 0 && f->block[n - 1] != '/')
        n--;
    f->block = arena_str(f->r->a, str_part(str_of(f->block), 0, n));
}

/* Whether a statement ends at this letter. */
static bool ends_statement(const incar *f, str so_far, char c)
{
    str word;
    if (c == '{')
        return str_word(&so_far, &word) && str_trim(so_far).len == 0 &&
               !str_has(word, STR("="));
    return c == ';' || (c == '}' && *f->block);
}

/* Statements of a line are parted by semicolons and braces; those of quoted text are
 * its own. */
static bool read_line(incar *f, str line, chp_where at)
{
    bool is_quoted = false, ok = true;
    size_t begin = 0;
    for (size_t i = 0; i <= line.len; i++) {
        bool is_end = i == line.len;
        char c = is_end ? ';' : line.at[i];
        is_quoted = is_quoted != (c == '"');
        str statement = str_trim(str_part(line, begin, i - begin));
        if (!is_end && (is_quoted || !ends_statement(f, statement, c)))
            continue;
        begin = i + 1;
        if (c == '{')
            open_block(f, statement);
        else
            ok = read_statement(f, statement, at) && ok;
        if (c == '}')
            close_block(f);
    }
    return ok;
}

static bool read(scan *in, reading *r, chp_calc *calc)
{
    incar file = { .in = in, .r = r, .calc = calc, .block = "" };
    calc->format = "incar";
    bool ok = true;
    str line;
    for (size_t n = in->at.line; logical_line(&file, &line); n = in->at.line)
        ok = read_line(&file, line, (chp_where){ in->at.path, n + 1 }) && ok;
    if (file.has_crlf) // which some versions of VASP misread
        calc_add_setting(r->a, calc, STR("INCAR_LINE_ENDS"), STR("CRLF"),
                         (chp_where){ in->at.path, 1 });
    double ibrion = -1, nsw = 0;
    chp_calc_number(calc, "NSW", &nsw);
    if (!chp_calc_number(calc, "IBRION", &ibrion))
        ibrion = nsw > 0 ? 0 : -1; // as VASP does
    if (ibrion > -10 && ibrion < 1000)
        calc->kind = calc_kind((int)ibrion, nsw > 0);
    const chp_setting *title = chp_calc_setting(calc, "SYSTEM");
    calc->title = title ? title->value : NULL;
    return ok;
}

static int bid(str head)
{
    str line, tag;
    int bits = 0;
    while (str_line(&head, &line)) {
        str rest = without_comment(line);
        if (str_has(rest, STR("=")) && str_cut(&rest, '=', &tag) &&
            is_known(str_trim(tag)))
            bits += 8;
    }
    return bits < 64 ? bits : 64;
}

const format format_incar = {
    .name = "incar",
    .what = "the settings that a run was asked for",
    .known_by = "lines like \"ENCUT = 450\"",
    .spec = "https://www.vasp.at/wiki/index.php/INCAR",
    .bid = bid,
    .read = read,
};
