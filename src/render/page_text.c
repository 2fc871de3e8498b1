#include "render/page.h"

#include "render/text.h"

enum { NAME_WIDTH = 28 };

static void heading(page *p, int level, const char *text)
{
    fputc('\n', p->to);
    text_put(str_of(text), p->to);
    fputc('\n', p->to);
    for (size_t i = text_width(str_of(text)); i > 0; i--)
        fputc(level == 1 ? '=' : '-', p->to);
    fputc('\n', p->to);
    p->last = PAGE_HEADING;
}

static void begin(page *p, const char *title)
{
    heading(p, 1, title);
}

/* "name    value", the value wrapped under itself. */
static void item(page *p, const char *name, const char *value, bool is_formula)
{
    (void)is_formula; // plain text has no subscripts
    size_t width = 2 + text_width(str_of(name));
    size_t gap = width < NAME_WIDTH ? NAME_WIDTH - width : 1;
    if (p->last == PAGE_TABLE)
        fputc('\n', p->to);
    p->last = PAGE_ITEM;
    text_spaces(2, p->to);
    text_put(str_of(name), p->to);
    text_spaces(gap, p->to);
    text_wrap(str_of(value), width + gap, NAME_WIDTH, p->to);
}

static void put_table(page *p, const table *t)
{
    if (p->last != PAGE_HEADING)
        fputc('\n', p->to);
    p->last = PAGE_TABLE;
    table_write_text(t, p->to);
}

static void messages(page *p, const chp_diag *diag)
{
    chp_diag_print(diag, p->to);
}

static void end(page *p)
{
    (void)p; // text needs no closing
}

const page_kind page_text = {
    .begin = begin,
    .heading = heading,
    .item = item,
    .table = put_table,
    .messages = messages,
    .end = end,
};
