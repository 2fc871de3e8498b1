#include "io/csv.h"

#include <string.h>

#include "base/diag.h"

enum { MOST_FAULTS = 10, MOST_COLUMNS = 10000, MOST_BREAKS = 20 };

#define NO_TABLE "Give a table: rows of fields between commas, tabs or semicolons."

static bool has_outside_quotes(str line, char c)
{
    bool is_quoted = false;
    for (size_t i = 0; i < line.len; i++) {
        is_quoted ^= line.at[i] == '"';
        if (line.at[i] == c && !is_quoted)
            return true;
    }
    return false;
}

/* "| state | dG |": Markdown. */
static bool has_bars(str line)
{
    return str_starts(str_trim(line), STR("|"));
}

/* "|---|:---:|", below the header. */
static bool is_rule(str line)
{
    for (size_t i = 0; i < line.len; i++)
        if (!strchr("|-:+ \t", line.at[i]))
            return false;
    return true;
}

/* '\0' when there is none of them. */
static char separator_of(str header)
{
    static const char candidates[] = { '\t', ',', ';' };
    for (size_t i = 0; i < sizeof candidates; i++)
        if (has_outside_quotes(header, candidates[i]))
            return candidates[i];
    return has_bars(header) ? '|' : '\0';
}

/* Columns that blanks align: two or more, so that "dG (eV)" is one heading, or one. */
static char blanks_of(str header)
{
    header = str_trim(header);
    if (str_has(header, STR("  ")))
        return CSV_BLANKS;
    return str_has(header, STR(" ")) ? ' ' : ',';
}

static bool separates(str line, size_t i, char separator)
{
    if (separator == CSV_BLANKS)
        return str_starts(str_from(line, i), STR("  "));
    return line.at[i] == separator;
}

/* The end of a field that begins at `i`: at the next separator outside of quotes. */
static size_t field_end(str line, size_t i, char separator, bool *is_open)
{
    bool is_quoted = false;
    while (i < line.len && (!separates(line, i, separator) || is_quoted)) {
        is_quoted ^= line.at[i] == '"';
        i++;
    }
    *is_open = is_quoted;
    return i;
}

/* Without its quotes: a copy when there were some. */
static str unquote(arena *a, str field)
{
    field = str_trim(field);
    bool is_quoted = field.len >= 2 && field.at[0] == '"' && str_ends(field, STR("\""));
    if (!is_quoted)
        return field;
    char *copy = arena_new(a, char, field.len);
    size_t n = 0;
    for (size_t i = 1; i + 1 < field.len; i++) {
        copy[n++] = field.at[i];
        i += field.at[i] == '"' && i + 2 < field.len && field.at[i + 1] == '"';
    }
    return str_trim((str){ copy, n });
}

/* Without the bars at both ends, and what keeps stars from being taken for marks:
 * "\\*NNH". */
static str without_bars(arena *a, str line)
{
    line = str_trim(line);
    line = str_from(line, str_starts(line, STR("|")));
    if (str_ends(line, STR("|")))
        line.len--;
    char *copy = arena_new(a, char, line.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < line.len; i++)
        if (line.at[i] != '\\')
            copy[n++] = line.at[i];
    return (str){ copy, n };
}

static bool split(arena *a, str line, chp_where where, char separator, csv_row *out,
                  chp_diag *diag)
{
    bool has_blanks = separator == ' ' || separator == CSV_BLANKS;
    if (has_blanks) // those at the ends separate nothing
        line = str_trim(line);
    if (separator == '|')
        line = without_bars(a, line);
    str text = { arena_str(a, line), line.len };
    str *fields = NULL;
    size_t n = 0;
    for (size_t i = 0; i <= text.len;) {
        bool is_open;
        size_t end = field_end(text, i, separator, &is_open);
        if (is_open) {
            diag_error(diag, "table", where, "a quote is opened and not closed");
            diag_excerpt(diag, text.at, text.len, i + 1);
            diag_hint(diag, "Close it; a quote that belongs to the text is doubled.");
            return false;
        }
        if (n == MOST_COLUMNS) {
            diag_error(diag, "table", where,
                       "this row has more than %d columns: it is no table",
                       MOST_COLUMNS);
            diag_hint(diag, NO_TABLE);
            return false;
        }
        fields = arena_grow(a, fields, n, sizeof *fields);
        fields[n++] = unquote(a, str_part(text, i, end - i));
        i = end + 1;
        while (has_blanks && i < text.len && text.at[i] == ' ')
            i++;
    }
    *out = (csv_row){ n, fields, where };
    return true;
}

static bool is_empty(const csv_row *row)
{
    for (size_t i = 0; i < row->n; i++)
        if (row->at[i].len > 0)
            return false;
    return true;
}

/* Empty fields may hang over the end of the header; else a row is as long as it. */
static bool fits(const csv_table *table, csv_row *row, chp_diag *diag)
{
    size_t n = table->header.n;
    while (row->n > n && row->at[row->n - 1].len == 0)
        row->n--;
    if (row->n == n)
        return true;
    diag_error(diag, "table", row->where,
               "this row has %zu columns, the header has %zu", row->n, n);
    diag_hint(
        diag,
        row->n == 1 ? "Begin a line of words, such as a title or a footnote, "
                      "with #."
        : row->n > n && table->separator == ','
            ? "Write decimal points, put text with commas in quotes, and # before "
              "lines of words above the header."
            : "Every row needs a field for each column, empty or not.");
    return false;
}

static bool has_open_quote(str line)
{
    bool is_open = false;
    for (size_t i = 0; i < line.len; i++)
        is_open ^= line.at[i] == '"';
    return is_open;
}

/* Spreadsheets break lines within quotes, as of "dG", and "(eV)" below it. */
static void join(arena *a, scan *in, str *line)
{
    const char *text = arena_str(a, *line);
    for (int n = 0; n < MOST_BREAKS && has_open_quote(str_of(text)); n++) {
        if (!scan_line(in))
            break;
        str more = str_trim(in->line);
        text = arena_print(a, "%s %.*s", text, (int)more.len, more.at);
    }
    *line = str_of(text);
}

/* The next row, and where it begins. */
static bool next_line(arena *a, scan *in, str *line, chp_where *at)
{
    while (scan_line(in)) {
        *line = in->line;
        *at = in->at;
        if (in->at.line == 1 && str_starts(*line, STR("\xef\xbb\xbf")))
            *line = str_from(*line, 3); // a byte-order mark of spreadsheets
        str text = str_trim(*line);
        if (text.len == 0 || text.at[0] == '#')
            continue;
        if (has_open_quote(*line))
            join(a, in, line);
        return true;
    }
    return false;
}

/* False after a message when the text stopped before its end. */
static bool is_whole(const scan *in, chp_diag *diag)
{
    if (!in->is_bad)
        return true;
    diag_error(diag, "table", in->at,
               "the line below is longer than %d bytes: this is no table",
               SCAN_LONGEST_LINE);
    diag_hint(diag, NO_TABLE);
    return false;
}

/* Excel packs its sheets (xlsx), or begins with these bytes (xls). */
static bool is_workbook(str first)
{
    return str_starts(first, STR("PK\3\4")) ||
           str_starts(first, STR("\xd0\xcf\x11\xe0"));
}

/* A line without separators is the title of what follows, when that has some; else it
 * is the header of columns that blanks align, and `below`, which has been read by then,
 * their first row. */
static bool read_header(arena *a, scan *in, csv_table *out, str *below,
                        chp_where *below_at, chp_diag *diag)
{
    str line;
    chp_where at;
    *below = (str){ 0 };
    if (!next_line(a, in, &line, &at)) {
        if (!is_whole(in, diag))
            return false;
        diag_error(diag, "table", (chp_where){ in->at.path, 0 }, "the table is empty");
        diag_hint(diag, "Its first line names the columns.");
        return false;
    }
    if (is_workbook(line)) {
        diag_error(diag, "table", (chp_where){ at.path, 0 },
                   "this is a workbook or another file that is no text");
        diag_hint(diag, "Save its sheet as CSV, and give that file.");
        return false;
    }
    out->separator = separator_of(line);
    if (out->separator)
        return split(a, line, at, out->separator, &out->header, diag);
    str above = { arena_str(a, line), line.len };
    bool has_below = next_line(a, in, &line, below_at);
    out->separator = has_below ? separator_of(line) : '\0';
    if (out->separator)
        return split(a, line, *below_at, out->separator, &out->header, diag);
    if (has_below)
        *below = line;
    out->separator = blanks_of(above);
    return split(a, above, at, out->separator, &out->header, diag);
}

bool csv_read(arena *a, scan *in, csv_table *out, chp_diag *diag)
{
    *out = (csv_table){ 0 };
    str line;
    chp_where at;
    if (!read_header(a, in, out, &line, &at, diag))
        return false;
    size_t n_faults = 0;
    csv_row *rows = NULL, row;
    bool has_line = line.at || next_line(a, in, &line, &at);
    for (; has_line && n_faults < MOST_FAULTS;
         has_line = next_line(a, in, &line, &at)) {
        if (out->separator == '|' && is_rule(line))
            continue;
        bool is_row = split(a, line, at, out->separator, &row, diag);
        if (is_row && is_empty(&row))
            continue; // spreadsheets end in these
        if (!is_row || !fits(out, &row, diag)) {
            n_faults++; // each is told, but another kind of file has thousands
            continue;
        }
        rows = arena_grow(a, rows, out->n_rows, sizeof *rows);
        rows[out->n_rows++] = row;
    }
    out->rows = rows;
    return is_whole(in, diag) && n_faults == 0;
}

bool csv_is_absent(str field)
{
    static const char *const words[] = { "",     "-",    "--",   "–",      "—",
                                         "/",    "nan",  "na",   "n/a",    "n.a.",
                                         "none", "null", "#N/A", "\u2212", NULL };
    return str_among_nocase(str_trim(field), words);
}

/* Into `text`: decimal commas as points, and the minus of typesetters as one. Its
 * length, 0 when there is none of these. */
static size_t respell(str field, bool has_commas, char *text)
{
    static const char *const minuses[] = { "\u2212", "–", "‐", "‑" };
    size_t n = 0, n_changed = 0;
    for (size_t i = 0; i < sizeof minuses / sizeof *minuses && n == 0; i++)
        if (str_starts(field, str_of(minuses[i]))) {
            text[n++] = '-';
            field = str_trim(str_from(field, strlen(minuses[i])));
        }
    bool is_comma = has_commas && !str_has(field, STR("."));
    n_changed = n;
    for (size_t i = 0; i < field.len; i++) {
        bool is_mark = is_comma && field.at[i] == ',';
        n_changed += is_mark;
        text[n++] = is_mark ? '.' : field.at[i];
    }
    return n_changed > 0 ? n : 0;
}

bool csv_number(const csv_table *table, str field, double *out)
{
    enum { LONGEST = 64 };
    char text[LONGEST + 1];
    field = str_trim(field);
    if (str_number(field, out))
        return true;
    if (field.len == 0 || field.len > LONGEST)
        return false;
    size_t n = respell(field, table->separator != ',', text);
    return n > 0 && str_number((str){ text, n }, out);
}
