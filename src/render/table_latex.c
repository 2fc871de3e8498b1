/* LaTeX that any preamble compiles: rules are those of booktabs where it is loaded. */
#include "render/table.h"

#include "base/number.h"
#include "render/rich.h"
#include "render/text.h"

static const struct {
    uint32_t c;
    const char *latex;
} symbols[] = {
    { '\\', "\\textbackslash{}" },
    { '{', "\\{" },
    { '}', "\\}" },
    { '$', "\\$" },
    { '&', "\\&" },
    { '#', "\\#" },
    { '_', "\\_" },
    { '%', "\\%" },
    { '^', "\\textasciicircum{}" },
    { '~', "\\textasciitilde{}" },
    { '<', "\\textless{}" },
    { '>', "\\textgreater{}" },
    { '|', "\\textbar{}" },
    { '"', "''" },
    { 0x394, "$\\Delta$" },
    { 0x3B7, "$\\eta$" },
    { 0x3B8, "$\\theta$" },
    { 0x3BC, "$\\mu$" },
    { 0x222B, "$\\int$" },
    { 0x2192, "$\\rightarrow$" },
    { 0x2212, "$-$" },
    { 0x2013, "--" },
    { 0x2014, "---" },
    { 0x2026, "\\dots{}" },
    { 0x207A, "$^{+}$" },
    { 0x207B, "$^{-}$" },
    { 0xB7, "$\\cdot$" },
    { 0xD7, "$\\times$" },
    { 0xB0, "$^{\\circ}$" },
    { 0xB1, "$\\pm$" },
    { 0xC5, "\\AA{}" },
    { 0x3B1, "$\\alpha$" },
    { 0x3C3, "$\\sigma$" },
    { 0x2264, "$\\leq$" },
    { 0x2265, "$\\geq$" },
    { 0x21CC, "$\\rightleftharpoons$" },
};

static const char *symbol_of(uint32_t c)
{
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
        if (symbols[i].c == c)
            return symbols[i].latex;
    return NULL;
}

static void put_text(str text, FILE *to)
{
    uint32_t c;
    for (str rest = text; text_next(&rest, &c); text = rest) {
        const char *symbol = symbol_of(c);
        if (symbol)
            fputs(symbol, to);
        else if (c >= 0x2080 && c <= 0x2089)
            fprintf(to, "$_{%d}$", (int)(c - 0x2080));
        else
            fwrite(text.at, 1, (size_t)(rest.at - text.at), to);
    }
}

/* Letters in a script are upright: they are words, not quantities. */
static void put_script(const run *r, FILE *to)
{
    bool is_number = strspn(r->text, "0123456789+-") == strlen(r->text);
    fputs(r->script == SCRIPT_SUB ? "$_{" : "$^{", to);
    if (strcmp(r->text, "−") == 0)
        fputc('-', to);
    else if (is_number)
        fputs(r->text, to);
    else
        fprintf(to, "\\mathrm{%s}", r->text);
    fputs("}$", to);
}

static void put_rich(rich text, FILE *to)
{
    for (size_t i = 0; i < text.n; i++) {
        const run *r = &text.runs[i];
        if (r->script != SCRIPT_BASE) {
            put_script(r, to);
            continue;
        }
        fputs(r->is_italic ? "\\textit{" : "", to);
        put_text(str_of(r->text), to);
        fputs(r->is_italic ? "}" : "", to);
    }
}

/* --- the table ----------------------------------------------------------------- */

static void put_cell(const table *t, const cell *c, int digits, FILE *to)
{
    switch (c->kind) {
    case CELL_NUMBER:
        fprintf(to, "$%s$", number_fixed(c->number, digits).at);
        break;
    case CELL_SPECIES:
        put_rich(rich_species(t->a, c->text), to);
        break;
    case CELL_LABEL:
        put_rich(rich_formula(t->a, c->text), to);
        break;
    case CELL_TEXT:
        put_text(str_of(text_clean(t->a, c->text)), to);
        break;
    default:
        fputs("--", to);
    }
}

static void put_title(const table *t, const column *c, FILE *to)
{
    put_rich(rich_formula(t->a, c->title), to);
    if (c->unit) {
        fputs(" / ", to);
        put_text(str_of(c->unit), to);
    }
}

static bool is_printed(const table *t, size_t j)
{
    return table_shows(t, j) &&
           !t->columns[j].may_shrink; // paths are no matter for print
}

static void put_line(const table *t, size_t i_row, FILE *to)
{
    const char *separator = "";
    for (size_t j = 0; j < t->n_columns; j++) {
        if (!is_printed(t, j))
            continue;
        fputs(separator, to);
        separator = " & ";
        if (i_row == 0)
            put_title(t, &t->columns[j], to);
        else
            put_cell(t, &t->rows[i_row - 1][j], t->columns[j].digits, to);
    }
    fputs(" \\\\\n", to);
}

void table_write_latex(const table *t, const char *label, FILE *to)
{
    fputs("\\begin{table}[htbp]\n\\centering\n\\small\n\\caption{", to);
    put_rich(rich_formula(t->a, t->caption), to);
    fprintf(to, "}\n\\label{%s}\n\\begin{tabular}{", label);
    for (size_t j = 0; j < t->n_columns; j++)
        if (is_printed(t, j))
            fputc(table_is_numeric(t, j) ? 'r' : 'l', to);
    fputs("}\n\\toprule\n", to);
    for (size_t i = 0; i <= t->n_rows; i++) {
        put_line(t, i, to);
        if (i == 0)
            fputs("\\midrule\n", to);
    }
    fputs("\\bottomrule\n\\end{tabular}\n\\end{table}\n", to);
}
