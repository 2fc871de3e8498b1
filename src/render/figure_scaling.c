/* Scaling relations: each state of a pathway over the descriptor, in panels. Around
 * each line lie two bands of 95 %: where the line itself may be, and, paler, where a
 * further catalyst may. */
#include "render/figures.h"

#include <math.h>

#include "base/number.h"
#include "math/fit.h"
#include "render/plot.h"
#include "render/words.h"

enum { N_ACROSS = 3, MOST_PANELS = 12, N_BAND = 33 };

#define PLOT_PT 108.0
#define DOT_PT  1.8

#define LINE_BAND 0xC9DDEB
#define NEW_BAND  0xE9F1F7

typedef struct {
    figure *f;
    const chp_reaction *r;
    size_t n;
    const chp_scaling *shown[MOST_PANELS];
    double room_pt;
} sheet;

static scale scale_of(const chp_scaling *s, bool is_x)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < s->line.n; i++) {
        double value = is_x ? s->points[i].x : s->points[i].y_eV;
        low = fmin(low, value);
        high = fmax(high, value);
    }
    double range = fmax(high - low, 0.1);
    return scale_over(low - 0.08 * range, high + 0.08 * range, 4);
}

/* Of a fit: half the width at x of a band that holds so much. */
typedef double half_width(const fit_line *f, double x, double level);

/* A point of a band, at the edge of the frame where it lies beyond. */
static point inside(const plot *p, double x, double y)
{
    y = fmin(fmax(y, p->scale.low), p->scale.high);
    return (point){ plot_x(p, x), plot_y(p, y) };
}

static void draw_band(const plot *p, const fit_line *fit, half_width *half, rgb color)
{
    point edge[2 * N_BAND];
    for (int i = 0; i < N_BAND; i++) {
        double x = p->across.low + (p->across.high - p->across.low) * i / (N_BAND - 1);
        double y = fit->a + fit->b * x, off = half(fit, x, 0.95);
        edge[i] = inside(p, x, y + off);
        edge[2 * N_BAND - 1 - i] = inside(p, x, y - off);
    }
    figure_area(p->f, edge, 2 * N_BAND, color);
}

static void draw_bands(const plot *p, const chp_scaling *s)
{
    size_t n = s->line.n;
    double *x = arena_new(p->f->a, double, n), *y = arena_new(p->f->a, double, n);
    for (size_t i = 0; i < n; i++) {
        x[i] = s->points[i].x;
        y[i] = s->points[i].y_eV;
    }
    fit_line fit;
    if (!fit_least_squares(x, y, n, &fit))
        return;
    draw_band(p, &fit, fit_prediction, NEW_BAND);
    draw_band(p, &fit, fit_confidence, LINE_BAND);
}

static void draw_line(const plot *p, const chp_line *line)
{
    point from = { plot_x(p, p->across.low),
                   plot_y(p, line->intercept + line->slope * p->across.low) };
    point to = { plot_x(p, p->across.high),
                 plot_y(p, line->intercept + line->slope * p->across.high) };
    if (plot_clip(p, &from, &to))
        figure_line(p->f, from, to, (stroke){ BLUE, 1.0, 0 });
}

static const char *line_text(arena *a, const chp_line *line)
{
    return arena_print(a, "%s x %s %s", number_fixed(line->slope, 2).at,
                       line->intercept < 0 ? "−" : "+",
                       number_fixed(fabs(line->intercept), 2).at);
}

static void draw_panel(const sheet *t, const chp_volcano *v, const chp_scaling *s,
                       box frame, bool is_first)
{
    figure *f = t->f;
    plot p = { f, frame, scale_of(s, false), scale_of(s, true) };
    draw_bands(&p, s);
    plot_ticks(&p);
    plot_ticks_across(&p);
    draw_line(&p, &s->line);
    for (size_t i = 0; i < s->line.n; i++) {
        const chp_scaling_point *at = &s->points[i];
        plot_dot(&p, (point){ plot_x(&p, at->x), plot_y(&p, at->y_eV) }, DOT_PT,
                 at->is_outlier ? VERMILLION : INK);
    }
    plot_frame(&p);
    plot_numbers(&p, is_first ? "ΔG / eV" : "", t->room_pt);
    plot_numbers_across(&p, axis_title(f->a, t->r, &v->x));
    figure_text(f, (point){ frame.left, frame.top - 4 },
                rich_formula(f->a, state_label(f->a, t->r, s->state)), TITLE_PT,
                ALIGN_LEFT, INK);
    figure_text(f, (point){ frame.right, frame.top - 4 },
                rich_words(f->a, line_text(f->a, &s->line)), TEXT_PT, ALIGN_RIGHT, INK);
}

figure *figure_of_scalings(arena *a, const chp_reaction *r, const chp_volcano *v)
{
    sheet t = { .r = r };
    for (size_t i = 0; i < v->n_scalings && t.n < MOST_PANELS; i++)
        if (!v->scalings[i].is_trivial && v->scalings[i].line.n > 0) {
            scale s = scale_of(&v->scalings[i], false);
            t.room_pt = fmax(t.room_pt, plot_room(&s, a));
            t.shown[t.n++] = &v->scalings[i];
        }
    if (t.n == 0)
        return NULL;
    size_t n_rows = (t.n + N_ACROSS - 1) / N_ACROSS;
    double row_pt = STRIP_PT + PLOT_PT + PLOT_FOOT_PT;
    const char *title = arena_print(
        a, "Scaling relations of %s, %s, with bands of 95 %%", v->reaction, v->pathway);
    t.f = figure_new(a, title, TWO_COLUMNS_PT, row_pt * (double)n_rows + EDGE_PT);
    double column_pt = (TWO_COLUMNS_PT - 2 * EDGE_PT) / N_ACROSS;
    for (size_t i = 0; i < t.n; i++) {
        double left = EDGE_PT + column_pt * (double)(i % N_ACROSS) + t.room_pt;
        double top = row_pt * (double)(i / N_ACROSS) + STRIP_PT;
        box frame = { left, top, left + column_pt - t.room_pt - 6, top + PLOT_PT };
        draw_panel(&t, v, t.shown[i], frame, i % N_ACROSS == 0);
    }
    return t.f;
}
