#include "render/figure.h"

#include <math.h>

#include "render/text.h"

figure *figure_new(arena *a, const char *title, double width_pt, double height_pt)
{
    figure *f = arena_new(a, figure, 1);
    *f = (figure){ .a = a,
                   .title = text_clean(a, title),
                   .width_pt = width_pt,
                   .height_pt = height_pt };
    return f;
}

static mark *add(figure *f, mark m)
{
    f->marks = arena_grow(f->a, f->marks, f->n, sizeof *f->marks);
    f->marks[f->n] = m;
    return &f->marks[f->n++];
}

static const point *copy(figure *f, const point *points, size_t n)
{
    point *own = arena_new(f->a, point, n);
    memcpy(own, points, n * sizeof *own);
    return own;
}

void figure_line(figure *f, point from, point to, stroke with)
{
    const point ends[] = { from, to };
    figure_path(f, ends, 2, with);
}

void figure_path(figure *f, const point *points, size_t n_points, stroke with)
{
    add(f, (mark){ .kind = MARK_LINE,
                   .color = with.color,
                   .n_points = n_points,
                   .points = copy(f, points, n_points),
                   .width_pt = with.width_pt,
                   .dash_pt = with.dash_pt });
}

void figure_area(figure *f, const point *points, size_t n_points, rgb color)
{
    add(f, (mark){ .kind = MARK_AREA,
                   .color = color,
                   .n_points = n_points,
                   .points = copy(f, points, n_points) });
}

void figure_box(figure *f, box b, rgb color)
{
    const point corners[] = { { b.left, b.top },
                              { b.right, b.top },
                              { b.right, b.bottom },
                              { b.left, b.bottom } };
    figure_area(f, corners, 4, color);
}

mark *figure_text(figure *f, point at, rich text, double size_pt, alignment align,
                  rgb color)
{
    return add(f, (mark){ .kind = MARK_TEXT,
                          .color = color,
                          .n_points = 1,
                          .points = copy(f, &at, 1),
                          .text = text,
                          .size_pt = size_pt,
                          .align = align });
}

/* --- the room that text takes -------------------------------------------------
 *
 * Advance widths of DejaVu Sans, in thousandths of the size: wider than Arial and
 * Helvetica, letter by letter. */

static const short ascii_width[] = {
    318,  401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
    636,  636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
    1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
    603,  787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
    500,  613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
    635,  635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
};

enum { USUAL_WIDTH = 840, WIDEST = 1100 };

static double advance(uint32_t c, bool is_bold)
{
    double width = USUAL_WIDTH;
    if (c >= 0x20 && c < 0x7F)
        width = ascii_width[c - 0x20];
    else if (c >= 0x1100)
        width = c >= 0x2000 && c < 0x2E80 ? WIDEST : WIDEST + 100;
    if (c == 0x2212 || c == 0x2192)
        width = USUAL_WIDTH;
    return (is_bold ? 1.07 * width + 70 : width) / 1000;
}

double rich_width_pt(rich text, double size_pt)
{
    double width = 0;
    for (size_t i = 0; i < text.n; i++) {
        const run *r = &text.runs[i];
        double size = r->script == SCRIPT_BASE ? size_pt : size_pt * SCRIPT_SCALE;
        str rest = str_of(r->text);
        uint32_t c;
        while (text_next(&rest, &c))
            width += size * advance(c, r->is_bold);
    }
    return width;
}

#define ASCENT  0.76 // of the size; capitals, brackets and digits
#define DESCENT 0.21

box text_box(point at, rich text, double size_pt, alignment align, bool is_upright)
{
    double rise = ASCENT, drop = DESCENT, width = rich_width_pt(text, size_pt);
    for (size_t i = 0; i < text.n; i++)
        if (text.runs[i].script == SCRIPT_SUPER)
            rise = SUPER_RISE + SCRIPT_SCALE * ASCENT;
        else if (text.runs[i].script == SCRIPT_SUB)
            drop = SUB_DROP + SCRIPT_SCALE * DESCENT;
    double before = align == ALIGN_LEFT ? 0 : align == ALIGN_RIGHT ? width : width / 2;
    if (is_upright)
        return (box){ at.x - rise * size_pt, at.y + before - width,
                      at.x + drop * size_pt, at.y + before };
    return (box){ at.x - before, at.y - rise * size_pt, at.x - before + width,
                  at.y + drop * size_pt };
}

box mark_box(const mark *m)
{
    return text_box(m->points[0], m->text, m->size_pt, m->align, m->is_upright);
}

bool box_overlaps(box a, box b)
{
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/* --- scales ------------------------------------------------------------------- */

scale scale_over(double low, double high, int n)
{
    double raw = fmax(high - low, 1e-9) / n;
    double power = pow(10, floor(log10(raw))), ratio = raw / power;
    double step = ratio < 1.5 ? power : ratio < 3.5 ? 2 * power : 5 * power;
    if (ratio >= 7.5)
        step = 10 * power;
    int digits = step < 1 ? (int)ceil(-log10(step) - 1e-9) : 0;
    return (scale){ low, high, step, digits };
}
