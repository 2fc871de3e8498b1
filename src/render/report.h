/* Inside the report: its pen, and the chapters that fill files of their own. report.c
 * tells in which order they come. */
#ifndef RENDER_REPORT_H
#define RENDER_REPORT_H

#include "render/page.h"

typedef struct {
    arena *a;
    const chp_outcome *outcome;
    const char *volt; // "V vs RHE"
    page *to;
} report;

/* --- report_pen.c --------------------------------------------------------------- */

void report_heading(const report *r, int level, const char *text);
void report_table(const report *r, table *t);         // its states get their labels
void report_figure(const report *r, const figure *f); // NULL: there is none

/* A name and what there is to say, as it stands. */
void report_item(const report *r, const char *name, const char *value);

/* The same with species and symbols in it; the same of a number, if it is known. */
void report_result(const report *r, const char *name, const char *value);
void report_fact(const report *r, const char *name, chp_fact fact, const char *unit);

const char *report_eV(const report *r, double x);    // "0.512 eV"
const char *report_volts(const report *r, double x); // "-0.512 V vs RHE"

/* "*N2 → *NNH", by the labels of the states. */
const char *report_step(const report *r, const char *from, const char *to);

/* Joined by ", "; they end with NULL. */
const char *report_list(arena *a, const char *const *texts);

/* --- the chapters: nothing is written where there is nothing to say ------------- */

void report_pathways(const report *r, const chp_catalyst *c);
void report_search(const report *r, const chp_search *s);

/* report_surface.c */
void report_selectivity(const report *r, const chp_catalyst *c);
void report_byproducts(const report *r, const chp_catalyst *c);
void report_coverages(const report *r, const chp_catalyst *c);
void report_vacancies(const report *r, const chp_catalyst *c);
void report_crossings(const report *r, const chp_catalyst *c);

#endif
