/* What a bundle holds beside reports and figures. */
#ifndef RENDER_PAPERS_H
#define RENDER_PAPERS_H

#include <stdio.h>

#include "base/arena.h"
#include "chepath/analysis.h"

/* A paragraph for the methods section: every choice that shaped the numbers, and the
 * settings that the runs were made with. */
void methods_write(const chp_outcome *outcome, FILE *to);

/* The same of volcanoes, or of maps: what their fits and spreads are, at the end. */
void methods_write_volcanoes(const chp_outcome *outcome, const chp_volcanoes *v,
                             FILE *to);
void methods_write_maps(const chp_outcome *outcome, const chp_maps *m, FILE *to);

/* All tables as LaTeX. */
void si_table_write(const chp_outcome *outcome, FILE *to);

/* Levels and links as columns that Origin imports: two points a line, an empty row
 * between them. */
void origin_levels_write(const chp_catalyst *catalyst, chp_scale scale, FILE *to);
void origin_links_write(const chp_catalyst *catalyst, chp_scale scale, FILE *to);

#endif
