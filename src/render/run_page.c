/* The lines of a run's page: "name    value", quantities in a column, words that flow.
 */
#include "render/run_page.h"

#include "base/number.h"
#include "render/text.h"

enum { PAGE = 80 };

void page_item(const page *p, const char *name, const char *value)
{
    text_item(name, value, p->to);
}

void page_quantity(const page *p, const char *name, chp_fact fact, int digits,
                   const char *unit)
{
    if (!fact.known)
        return;
    text_name(name, p->to);
    fprintf(p->to, "%16s%s%s\n", number_fixed(fact.value, digits).at, *unit ? " " : "",
            unit);
}

void flow_word(flow *f, const char *word)
{
    size_t width = text_width(str_of(word)), indent = TEXT_NAME_WIDTH + 2;
    if (f->column > indent && f->column + 2 + width > PAGE) {
        fputc('\n', f->page->to);
        text_spaces(indent, f->page->to);
        f->column = indent;
    } else if (f->column > indent) {
        text_spaces(2, f->page->to);
        f->column += 2;
    }
    text_put(str_of(word), f->page->to);
    f->column += width;
}

flow flow_begin(const page *p, const char *name)
{
    text_name(name, p->to);
    return (flow){ p, TEXT_NAME_WIDTH + 2 };
}

void flow_end(const flow *f)
{
    fputc('\n', f->page->to);
}
