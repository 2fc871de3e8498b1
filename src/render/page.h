/* A report is written on a page, which is plain text or HTML: what stands on it is
 * said once. */
#ifndef RENDER_PAGE_H
#define RENDER_PAGE_H

#include "chepath/analysis.h"
#include "render/figure.h"
#include "render/table.h"

typedef struct page page;

/* What was written last. */
typedef enum { PAGE_HEADING, PAGE_ITEM, PAGE_TABLE } page_part;

typedef struct {
    void (*begin)(page *p, const char *title);
    void (*heading)(page *p, int level, const char *text); // 1 or 2
    void (*item)(page *p, const char *name, const char *value, bool is_formula);
    void (*table)(page *p, const table *t);
    void (*figure)(page *p, const figure *f); // NULL: it cannot show one
    void (*messages)(page *p, const chp_diag *diag);
    void (*end)(page *p);
} page_kind;

extern const page_kind page_text, page_html;

struct page {
    const page_kind *kind;
    arena *a;
    FILE *to;
    page_part last;
};

/* The report of a study; brief: without the chapters on single catalysts. */
void report_write(page *p, const chp_outcome *outcome, const chp_diag *diag,
                  bool is_brief);

#endif
