#include "render/chart.h"

#include <math.h>

#include "render/label.h"

#define CHART_PT 165.0

static void widen(double value, double *low, double *high)
{
    *low = fmin(*low, value);
    *high = fmax(*high, value);
}

static scale scale_of(const chart *c, bool is_x)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < c->n_curves; i++)
        for (size_t k = 0; k < c->curves[i].n; k++)
            widen(is_x ? c->curves[i].U_V[k] : c->curves[i].value[k], &low, &high);
    double room = is_x ? 0 : 0.08 * fmax(high - low, 0.1);
    return scale_over(low - room, high + room, 5);
}

static point place(const plot *p, const chart_curve *c, size_t k)
{
    return (point){ plot_x(p, c->U_V[k]), plot_y(p, c->value[k]) };
}

static void draw_curve(const plot *p, const chart_curve *c, labels *names)
{
    point *points = arena_new(p->f->a, point, c->n + 1);
    for (size_t k = 0; k < c->n; k++)
        points[k] = place(p, c, k);
    figure_path(p->f, points, c->n, (stroke){ c->color, c->width_pt, c->dash_pt });
    for (size_t k = 0; k + 1 < c->n; k++)
        labels_avoid(names, p->f->a, points[k], points[k + 1], 3);
}

/* Names stand along the curve, one a little further than the one before. */
static void add_name(const plot *p, const chart *c, size_t i, labels *names)
{
    const chart_curve *curve = &c->curves[i];
    if (curve->name.n == 0 || curve->n == 0)
        return;
    double share = 0.06 + 0.8 * (double)i / (double)c->n_curves;
    point at = place(p, curve, (size_t)(share * (double)(curve->n - 1)));
    labels_add(
        names, p->f->a,
        (label){
            .text = curve->name, .size_pt = TEXT_PT, .color = curve->color, .at = at });
}

/* The name stands beside the line, on the side where the others are not. */
static void draw_mark(const plot *p, const chart *c, const chart_mark *m, labels *names)
{
    bool is_left = false;
    for (size_t i = 0; i < c->n_marks; i++)
        is_left = is_left || c->marks[i].U_V > m->U_V;
    double gap = rich_width_pt(m->name, TEXT_PT) / 2 + 3;
    double x = plot_x(p, m->U_V);
    point top = { x, p->frame.top }, foot = { x, p->frame.bottom };
    if (x < p->frame.left || x > p->frame.right)
        return;
    figure_line(p->f, top, foot, (stroke){ m->color, LINK_PT, DASH_PT });
    labels_avoid(names, p->f->a, top, foot, 2);
    labels_add(names, p->f->a,
               (label){ .text = m->name,
                        .size_pt = TEXT_PT,
                        .color = m->color,
                        .at = { is_left ? x - gap : x + gap, p->frame.bottom - 2 } });
}

figure *chart_figure(arena *a, const chart *c)
{
    figure *f = figure_new(a, c->title, COLUMN_PT,
                           STRIP_PT + CHART_PT + PLOT_FOOT_PT + EDGE_PT);
    plot p = { .f = f, .scale = scale_of(c, false), .across = scale_of(c, true) };
    double room_pt = plot_room(&p.scale, a);
    p.frame = (box){ EDGE_PT + room_pt, STRIP_PT, COLUMN_PT - EDGE_PT - 2,
                     STRIP_PT + CHART_PT };
    labels names = { .frame = p.frame };
    plot_ticks(&p);
    plot_ticks_across(&p);
    for (size_t i = 0; i < c->n_marks; i++)
        draw_mark(&p, c, &c->marks[i], &names);
    for (size_t i = 0; i < c->n_curves; i++)
        draw_curve(&p, &c->curves[i], &names);
    for (size_t i = 0; i < c->n_curves; i++)
        add_name(&p, c, i, &names);
    plot_frame(&p);
    plot_numbers(&p, c->y_title, room_pt);
    plot_numbers_across(&p, c->x_title);
    figure_text(f, (point){ p.frame.left, p.frame.top - 4 }, c->heading, TITLE_PT,
                ALIGN_LEFT, INK);
    labels_place(&names, f);
    return f;
}
