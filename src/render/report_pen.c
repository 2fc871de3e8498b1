/* With what every chapter of a report writes: headings, items, tables, numbers. */
#include "render/report.h"

#include "base/number.h"
#include "render/tables.h"
#include "render/words.h"

void report_heading(const report *r, int level, const char *text)
{
    r->to->kind->heading(r->to, level, text);
}

void report_table(const report *r, table *t)
{
    table_relabel(t, r->outcome);
    r->to->kind->table(r->to, t);
}

void report_figure(const report *r, const figure *f)
{
    if (f && r->to->kind->figure)
        r->to->kind->figure(r->to, f);
}

const char *report_step(const report *r, const char *from, const char *to)
{
    return study_label(r->a, r->outcome, step_text(r->a, from, to));
}

void report_item(const report *r, const char *name, const char *value)
{
    r->to->kind->item(r->to, name, value, false);
}

void report_result(const report *r, const char *name, const char *value)
{
    r->to->kind->item(r->to, name, value, true);
}

void report_fact(const report *r, const char *name, chp_fact fact, const char *unit)
{
    if (fact.known)
        report_result(r, name,
                      arena_print(r->a, "%s%s%s", number_fixed(fact.value, 3).at,
                                  *unit ? " " : "", unit));
}

const char *report_eV(const report *r, double x)
{
    return arena_print(r->a, "%s eV", number_fixed(x, 3).at);
}

const char *report_volts(const report *r, double x)
{
    return arena_print(r->a, "%s %s", number_fixed(x, 3).at, r->volt);
}

const char *report_list(arena *a, const char *const *texts)
{
    size_t n = 0;
    while (texts && texts[n])
        n++;
    return arena_list(a, texts, n, ", ");
}
