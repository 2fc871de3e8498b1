/* A figure is a flat list of marks, in points, from the top left corner down. Layout
 * makes marks and knows no drawing library; a backend walks them and knows no
 * chemistry.
 *
 * Text is measured by built-in widths of a wide typeface, so that the layout is the
 * same on every machine and a label that was set in another one still fits. */
#ifndef RENDER_FIGURE_H
#define RENDER_FIGURE_H

#include <stdint.h>

#include "chepath/diag.h"
#include "render/rich.h"

typedef struct {
    double x, y;
} point;

typedef struct {
    double left, top, right, bottom;
} box;

typedef uint32_t rgb; // 0xRRGGBB

/* Okabe and Ito's, which those with impaired colour vision can tell apart. */
enum {
    INK = 0x000000,
    GREY = 0x808080,
    PALE = 0xD0D0D0,
    BLUE = 0x0072B2,
    SKY = 0x56B4E9,
    GREEN = 0x009E73,
    ORANGE = 0xE69F00,
    VERMILLION = 0xD55E00,
    PURPLE = 0xCC79A7,
};

typedef enum { MARK_LINE, MARK_AREA, MARK_TEXT } mark_kind;
typedef enum { ALIGN_LEFT, ALIGN_MIDDLE, ALIGN_RIGHT } alignment;

typedef struct {
    mark_kind kind;
    rgb color;
    size_t n_points; // of a line or an area; of text the one point on its baseline
    const point *points;
    double width_pt; // of a line
    double dash_pt;  // 0: solid
    rich text;
    double size_pt;
    alignment align;
    bool is_upright; // text from bottom to top
} mark;

typedef struct {
    arena *a;
    const char *title; // for readers who cannot see it
    double width_pt, height_pt;
    size_t n;
    mark *marks;
} figure;

/* Widths of journals' columns. */
#define POINTS_PER_CM  (72 / 2.54)
#define COLUMN_PT      (8.5 * POINTS_PER_CM)
#define TWO_COLUMNS_PT (17.5 * POINTS_PER_CM)

/* How text is set, the same in every backend. */
#define FONT_FAMILY  "Arial, Helvetica, Liberation Sans, DejaVu Sans, sans-serif"
#define SCRIPT_SCALE 0.72
#define SUB_DROP     0.22 // of the size, below the baseline
#define SUPER_RISE   0.36

figure *figure_new(arena *a, const char *title, double width_pt, double height_pt);

typedef struct {
    rgb color;
    double width_pt, dash_pt; // dashes of 0: solid
} stroke;

void figure_line(figure *f, point from, point to, stroke with);
/* A line through all points. */
void figure_path(figure *f, const point *points, size_t n_points, stroke with);
void figure_area(figure *f, const point *points, size_t n_points, rgb color);
void figure_box(figure *f, box b, rgb color);
mark *figure_text(figure *f, point at, rich text, double size_pt, alignment align,
                  rgb color);

/* The room that text takes. */
double rich_width_pt(rich text, double size_pt);
box text_box(point at, rich text, double size_pt, alignment align, bool is_upright);
box mark_box(const mark *text);
bool box_overlaps(box a, box b);

/* Ends of a scale and the distance of its ticks: 1, 2 or 5 times a power of ten, about
 * `n` of them. */
typedef struct {
    double low, high, step;
    int digits; // that the ticks need
} scale;
scale scale_over(double low, double high, int n);

#endif
