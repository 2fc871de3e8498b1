/* Inside the page of a run: what its parts are written with. */
#ifndef RENDER_RUN_PAGE_H
#define RENDER_RUN_PAGE_H

#include <stdio.h>

#include "base/arena.h"
#include "chepath/calc.h"

typedef struct {
    arena *a;
    FILE *to;
} page;

/* A line: the name and what is told of it; a number only when it is known. */
void page_item(const page *p, const char *name, const char *value);
void page_quantity(const page *p, const char *name, chp_fact fact, int digits,
                   const char *unit);

/* Words separated by two blanks, wrapped under each other behind a name. */
typedef struct {
    const page *page;
    size_t column;
} flow;
flow flow_begin(const page *p, const char *name);
void flow_word(flow *f, const char *word);
void flow_end(const flow *f);

/* show_settings.c: the tags that a chemist asks for */
void page_settings(const page *p, const chp_calc *calc);

/* show_run_atoms.c: moments, charges, d states of atoms, and the modes */
void page_moments(const page *p, const chp_calc *calc);
void page_bader(const page *p, const chp_calc *calc);
void page_dos(const page *p, const chp_calc *calc);
void page_modes(const page *p, const chp_calc *calc);

#endif
