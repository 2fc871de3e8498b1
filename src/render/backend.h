/* From marks to files. */
#ifndef RENDER_BACKEND_H
#define RENDER_BACKEND_H

#include "render/figure.h"

/* The same bytes for the same figure, wherever it is made. */
str figure_svg(const figure *f, arena *a);

typedef enum { FIGURE_PDF, FIGURE_EPS, FIGURE_PNG } figure_format;

/* Cairo and Pango: a module, loaded when first needed. */
typedef struct {
    /* Draw the figure and hand the bytes to `put`. False with a reason. */
    bool (*draw)(const figure *f, figure_format format,
                 void (*put)(void *to, const void *bytes, size_t n), void *to,
                 const char **why);

    /* How wide the text becomes in the typeface that is at hand. */
    double (*width_pt)(rich text, double size_pt);
} cairo_module;

/* The bytes in an arena; empty after a message. A PNG has 300 dots per inch. */
str figure_bytes(const figure *f, figure_format format, arena *a, chp_diag *diag);

#endif
