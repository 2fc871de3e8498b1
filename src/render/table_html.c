#include "render/table.h"

#include "base/number.h"
#include "render/html.h"
#include "render/text.h"

void html_put(str text, FILE *to)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        const char *entity = c == '&'    ? "&amp;"
                             : c == '<'  ? "&lt;"
                             : c == '>'  ? "&gt;"
                             : c == '"'  ? "&quot;"
                             : c == '\'' ? "&#39;"
                                         : NULL;
        if (entity)
            fputs(entity, to);
        else
            fputc(c, to);
    }
}

void html_put_rich(rich text, FILE *to)
{
    for (size_t i = 0; i < text.n; i++) {
        const run *r = &text.runs[i];
        const char *tag = r->script == SCRIPT_SUB     ? "sub"
                          : r->script == SCRIPT_SUPER ? "sup"
                          : r->is_bold                ? "b"
                          : r->is_italic              ? "i"
                                                      : NULL;
        if (tag)
            fprintf(to, "<%s>", tag);
        html_put(str_of(r->text), to);
        if (tag)
            fprintf(to, "</%s>", tag);
    }
}

static void put_cell(const table *t, size_t j, const cell *c, FILE *to)
{
    fputs(table_is_numeric(t, j) ? "<td class=\"n\">" : "<td>", to);
    if (c->kind == CELL_NUMBER)
        html_put_rich(
            rich_words(t->a, number_fixed(c->number, t->columns[j].digits).at), to);
    else if (c->kind == CELL_LABEL)
        html_put_rich(rich_formula(t->a, c->text), to);
    else if (c->kind == CELL_SPECIES)
        html_put_rich(rich_species(t->a, c->text), to);
    else if (c->kind == CELL_TEXT)
        html_put(str_of(text_clean(t->a, c->text)), to);
    else
        fputs("–", to);
    fputs("</td>", to);
}

static void put_titles(const table *t, FILE *to)
{
    fputs("<thead><tr>", to);
    for (size_t j = 0; j < t->n_columns; j++) {
        if (!table_shows(t, j))
            continue;
        fputs(table_is_numeric(t, j) ? "<th class=\"n\">" : "<th>", to);
        html_put_rich(rich_formula(t->a, t->columns[j].title), to);
        if (t->columns[j].unit)
            fprintf(to, "<br><small>%s</small>", t->columns[j].unit);
        fputs("</th>", to);
    }
    fputs("</tr></thead>\n", to);
}

static bool is_marked(const table *t, size_t i_row)
{
    for (size_t j = 0; j < t->n_columns; j++) {
        const cell *c = &t->rows[i_row][j];
        if (c->kind == CELL_TEXT && str_starts(str_of(c->text), STR("PDS")))
            return true;
    }
    return false;
}

void table_write_html(const table *t, FILE *to)
{
    fputs("<div class=\"wide\"><table>\n", to);
    put_titles(t, to);
    fputs("<tbody>\n", to);
    for (size_t i = 0; i < t->n_rows; i++) {
        fputs(is_marked(t, i) ? "<tr class=\"pds\">" : "<tr>", to);
        for (size_t j = 0; j < t->n_columns; j++)
            if (table_shows(t, j))
                put_cell(t, j, &t->rows[i][j], to);
        fputs("</tr>\n", to);
    }
    fputs("</tbody></table></div>\n", to);
}
