#include "render/table.h"

#include "base/number.h"
#include "render/text.h"

table *table_new(arena *a, const char *caption, const column *columns, size_t n_columns)
{
    table *t = arena_new(a, table, 1);
    *t = (table){
        .a = a, .caption = caption, .columns = columns, .n_columns = n_columns
    };
    return t;
}

cell *table_row(table *t)
{
    t->rows = arena_grow(t->a, t->rows, t->n_rows, sizeof *t->rows);
    return t->rows[t->n_rows++] = arena_new(t->a, cell, t->n_columns);
}

static bool is_blank(const cell *c)
{
    return c->kind == CELL_MISSING || (c->kind == CELL_TEXT && !*c->text);
}

bool table_shows(const table *t, size_t i_column)
{
    const column *c = &t->columns[i_column];
    for (size_t i = 0; i < t->n_rows && c->is_optional; i++)
        if (!is_blank(&t->rows[i][i_column]))
            return !c->is_only_data;
    return !c->is_optional && !c->is_only_data;
}

bool table_is_numeric(const table *t, size_t i_column)
{
    for (size_t i = 0; i < t->n_rows; i++)
        if (t->rows[i][i_column].kind == CELL_TEXT ||
            t->rows[i][i_column].kind == CELL_SPECIES ||
            t->rows[i][i_column].kind == CELL_LABEL)
            return false;
    return true;
}

/* --- plain text --------------------------------------------------------------- */

static const char MISSING[] = "–";

static const char *plain(arena *a, const cell *c, int digits)
{
    switch (c->kind) {
    case CELL_NUMBER:
        return arena_print(a, "%s", number_fixed(c->number, digits).at);
    case CELL_TEXT:
    case CELL_LABEL:
    case CELL_SPECIES:
        return c->text;
    default:
        return MISSING;
    }
}

typedef struct {
    size_t width;
    bool is_right, is_shown;
    bool is_cut_right; // what is too wide loses its end, not its beginning
} slot;

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static slot measure(const table *t, size_t i_column, arena *scratch)
{
    const column *c = &t->columns[i_column];
    slot s = { .is_shown = table_shows(t, i_column),
               .is_cut_right = c->may_be_cut,
               .is_right = table_is_numeric(t, i_column) };
    s.width = larger(text_width(str_of(c->title)), text_width(str_of(c->unit)));
    for (size_t i = 0; i < t->n_rows; i++) {
        const char *text = plain(scratch, &t->rows[i][i_column], c->digits);
        s.width = larger(s.width, text_width(str_of(text)));
    }
    return s;
}

enum { GAP = 2, LEAST_WIDTH = 12 };

/* What is too wide for the page is taken from the columns that may shrink. */
static size_t fit(const table *t, slot *slots)
{
    size_t total = 0;
    for (size_t i = 0; i < t->n_columns; i++)
        total += slots[i].is_shown ? GAP + slots[i].width : 0;
    for (size_t i = 0; i < t->n_columns; i++) {
        bool can =
            slots[i].is_shown && (t->columns[i].may_shrink || slots[i].is_cut_right);
        if (!can || total <= TEXT_WIDTH || slots[i].width <= LEAST_WIDTH)
            continue;
        size_t excess = total - TEXT_WIDTH, most = slots[i].width - LEAST_WIDTH;
        size_t cut = excess < most ? excess : most;
        slots[i].width -= cut;
        total -= cut;
    }
    return total;
}

static str without_end(str text, size_t width)
{
    str rest = text, before = text;
    uint32_t c;
    while (text_width((str){ text.at, (size_t)(rest.at - text.at) }) <= width) {
        before = rest;
        if (!text_next(&rest, &c))
            return text;
    }
    return (str){ text.at, (size_t)(before.at - text.at) };
}

static str without_start(str text, size_t width)
{
    uint32_t c;
    while (text_width(text) > width && text_next(&text, &c))
        continue;
    return text;
}

static void put_cut(const slot *s, str text, FILE *to)
{
    if (s->is_cut_right)
        text_put(without_end(text, s->width - 1), to);
    fputs("…", to);
    if (!s->is_cut_right)
        text_put(without_start(text, s->width - 1), to);
}

/* Blanks are owed until something follows them, so that no line ends in one. */
static void put_cell(const slot *s, str text, size_t *owed, FILE *to)
{
    size_t width = text_width(text), pad = s->width > width ? s->width - width : 0;
    *owed += GAP + (s->is_right ? pad : 0);
    if (width > 0) {
        text_spaces(*owed, to);
        *owed = 0;
    }
    if (width > s->width) {
        put_cut(s, text, to);
        return;
    }
    text_put(text, to);
    *owed += s->is_right ? 0 : pad;
}

static void put_rule(size_t width, FILE *to)
{
    text_spaces(GAP, to);
    for (size_t i = GAP; i < width; i++)
        fputs("─", to);
    fputc('\n', to);
}

static void put_line(const slot *slots, const char *const *text, size_t n, FILE *to)
{
    size_t owed = 0;
    for (size_t j = 0; j < n; j++)
        if (slots[j].is_shown)
            put_cell(&slots[j], str_of(text[j]), &owed, to);
    fputc('\n', to);
}

static void write_text(const table *t, arena *scratch, FILE *to)
{
    slot *slots = arena_new(scratch, slot, t->n_columns);
    const char **text = arena_new(scratch, const char *, t->n_columns);
    const char **unit = arena_new(scratch, const char *, t->n_columns);
    bool has_units = false;
    for (size_t j = 0; j < t->n_columns; j++) {
        slots[j] = measure(t, j, scratch);
        text[j] = t->columns[j].title;
        unit[j] = t->columns[j].unit;
        has_units = has_units || (slots[j].is_shown && unit[j]);
    }
    size_t width = fit(t, slots);
    put_line(slots, text, t->n_columns, to);
    if (has_units)
        put_line(slots, unit, t->n_columns, to);
    put_rule(width, to);
    for (size_t i = 0; i < t->n_rows; i++) {
        for (size_t j = 0; j < t->n_columns; j++)
            text[j] = plain(scratch, &t->rows[i][j], t->columns[j].digits);
        put_line(slots, text, t->n_columns, to);
    }
}

void table_write_text(const table *t, FILE *to)
{
    arena scratch = { 0 };
    write_text(t, &scratch, to);
    arena_clear(&scratch);
}

/* --- comma-separated values --------------------------------------------------- */

static void put_csv(const char *text, FILE *to)
{
    if (!strpbrk(text, ",\"\r\n")) {
        fputs(text, to);
        return;
    }
    fputc('"', to);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', to);
        fputc(*text, to);
    }
    fputc('"', to);
}

static void put_csv_cell(const cell *c, FILE *to)
{
    if (c->kind == CELL_NUMBER)
        fputs(number_exact(c->number).at, to);
    else if (c->kind != CELL_MISSING)
        put_csv(c->text, to);
}

void table_write_csv(const table *t, FILE *to)
{
    for (size_t j = 0; j < t->n_columns; j++) {
        const column *c = &t->columns[j];
        if (j > 0)
            fputc(',', to);
        put_csv(c->key ? c->key : c->title, to);
        if (c->unit)
            fprintf(to, " [%s]", c->unit);
    }
    fputs("\r\n", to);
    for (size_t i = 0; i < t->n_rows; i++) {
        for (size_t j = 0; j < t->n_columns; j++) {
            if (j > 0)
                fputc(',', to);
            put_csv_cell(&t->rows[i][j], to);
        }
        fputs("\r\n", to);
    }
}
