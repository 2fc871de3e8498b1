/* The volcano of a pathway: the limiting potential over the descriptor, as the scaling
 * relations give it, its band, and the catalysts as they were calculated. */
#include "render/figures.h"

#include <math.h>

#include "render/label.h"
#include "render/plot.h"
#include "render/words.h"

enum { MOST_NAMES = 16 }; // beyond which not every catalyst is named

#define PLOT_PT  165.0
#define DOT_PT   2.2
#define ARM_PT   0.5 // width of a step's line
#define BAND     0xDCE9F3
#define CURVE_PT 1.4

typedef struct {
    plot plot;
    const chp_reaction *r;
    const chp_volcano *v;
    labels labels;
} panel;

static scale scale_of(double low, double high)
{
    double range = fmax(high - low, 0.1);
    return scale_over(low - 0.06 * range, high + 0.10 * range, 5);
}

static scale across_scale(const chp_volcano *v)
{
    return scale_over(v->levels[0].x, v->levels[v->n_levels - 1].x, 5);
}

static scale potential_scale(const chp_volcano *v)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < v->n_points; i++) {
        low = fmin(low, v->points[i].U_L_V);
        high = fmax(high, v->points[i].U_L_V);
    }
    for (size_t i = 0; i < v->n_levels; i++) {
        low = fmin(low, v->levels[i].U_L_V);
        high = fmax(high, v->levels[i].U_L_V);
    }
    return scale_of(low, high);
}

static point place(const plot *p, double x, double y)
{
    return (point){ plot_x(p, x), plot_y(p, y) };
}

static double within(double y, const scale *s)
{
    return fmin(fmax(y, s->low), s->high);
}

static void draw_band(const panel *q)
{
    size_t n = q->v->n_levels;
    point *edge = arena_new(q->plot.f->a, point, 2 * n);
    for (size_t i = 0; i < n; i++) {
        const chp_volcano_level *l = &q->v->levels[i];
        edge[i] = place(&q->plot, l->x, within(l->spread.low_V, &q->plot.scale));
        edge[2 * n - 1 - i] =
            place(&q->plot, l->x, within(l->spread.high_V, &q->plot.scale));
    }
    figure_area(q->plot.f, edge, 2 * n, BAND);
}

/* What no potential changes: the step stands where U would have to be if it did. */
static void name_chemical(panel *q, const chp_volcano_step *s, point from, point to)
{
    arena *a = q->plot.f->a;
    const char *step = state_label(a, q->r, step_text(a, s->from, s->to));
    const char *text = arena_print(a, "%s, %sΔG", step, q->v->is_oxidation ? "" : "−");
    labels_add(&q->labels, a,
               (label){ .text = rich_formula(a, text),
                        .size_pt = TEXT_PT,
                        .color = PURPLE,
                        .at = { from.x + 0.3 * (to.x - from.x),
                                from.y + 0.3 * (to.y - from.y) } });
}

/* Each step by itself: the potential that would suffice for it. */
static void draw_step(panel *q, const chp_volcano_step *s)
{
    const scale *across = &q->plot.across;
    bool is_chemical = s->n_e == 0;
    double n_e = !is_chemical ? s->n_e : q->v->is_oxidation ? -1 : 1;
    double at_low = -(s->intercept_eV + s->slope * across->low) / n_e;
    double at_high = -(s->intercept_eV + s->slope * across->high) / n_e;
    point from = place(&q->plot, across->low, at_low);
    point to = place(&q->plot, across->high, at_high);
    if (!plot_clip(&q->plot, &from, &to))
        return;
    stroke arm =
        is_chemical ? (stroke){ PURPLE, 2 * ARM_PT, 4 } : (stroke){ GREY, ARM_PT, 2 };
    figure_line(q->plot.f, from, to, arm);
    labels_avoid(&q->labels, q->plot.f->a, from, to, 2);
    if (is_chemical)
        name_chemical(q, s, from, to);
}

static void draw_piece(panel *q, double x0, double U0, double x1, double U1)
{
    point from = place(&q->plot, x0, U0), to = place(&q->plot, x1, U1);
    if (!plot_clip(&q->plot, &from, &to))
        return;
    figure_line(q->plot.f, from, to, (stroke){ BLUE, CURVE_PT, 0 });
    labels_avoid(&q->labels, q->plot.f->a, from, to, 4);
}

/* The apex lies between two points of the grid, and must not be cut off. */
static void draw_curve(panel *q)
{
    const chp_volcano *v = q->v;
    for (size_t i = 0; i + 1 < v->n_levels; i++) {
        const chp_volcano_level *l = &v->levels[i];
        bool has_apex = v->has_apex && v->apex_x > l[0].x && v->apex_x < l[1].x;
        if (has_apex) {
            draw_piece(q, l[0].x, l[0].U_L_V, v->apex_x, v->apex_U_L_V);
            draw_piece(q, v->apex_x, v->apex_U_L_V, l[1].x, l[1].U_L_V);
        } else {
            draw_piece(q, l[0].x, l[0].U_L_V, l[1].x, l[1].U_L_V);
        }
    }
}

/* Of many catalysts only those are named that have room: the table has them all. */
static void draw_points(panel *q)
{
    for (size_t i = 0; i < q->v->n_points; i++) {
        const chp_volcano_point *p = &q->v->points[i];
        point at = place(&q->plot, p->x, p->U_L_V);
        plot_dot(&q->plot, at, DOT_PT, VERMILLION);
        labels_avoid(&q->labels, q->plot.f->a, (point){ at.x - DOT_PT, at.y },
                     (point){ at.x + DOT_PT, at.y }, 8);
        labels_add(&q->labels, q->plot.f->a,
                   (label){ .text = rich_plain(q->plot.f->a, p->catalyst),
                            .size_pt = TEXT_PT,
                            .color = INK,
                            .at = at,
                            .dot_pt = DOT_PT,
                            .is_free = q->v->n_points > MOST_NAMES });
    }
}

/* Which step limits on each side, where the curve leaves the frame. */
static void name_side(panel *q, size_t i_level)
{
    const chp_volcano_level *l = &q->v->levels[i_level];
    const chp_volcano_step *s = &q->v->steps[l->step];
    arena *a = q->plot.f->a;
    labels_add(
        &q->labels, a,
        (label){
            .text = rich_formula(a, state_label(a, q->r, step_text(a, s->from, s->to))),
            .size_pt = TEXT_PT,
            .color = BLUE,
            .at = place(&q->plot, l->x, within(l->U_L_V, &q->plot.scale)) });
}

static void name_sides(panel *q)
{
    size_t n = q->v->n_levels, left = n / 8, right = n - 1 - n / 8;
    name_side(q, left);
    if (q->v->levels[left].step != q->v->levels[right].step)
        name_side(q, right);
}

figure *figure_of_volcano(arena *a, const chp_reaction *r, const chp_volcano *v,
                          chp_scale on)
{
    if (v->n_levels < 2)
        return NULL;
    const char *title = arena_print(a, "Volcano of %s, %s", v->reaction, v->pathway);
    figure *f =
        figure_new(a, title, COLUMN_PT, STRIP_PT + PLOT_PT + PLOT_FOOT_PT + EDGE_PT);
    panel q = { .plot = { f, { 0 }, potential_scale(v), across_scale(v) },
                .r = r,
                .v = v };
    double room = plot_room(&q.plot.scale, a);
    q.plot.frame =
        (box){ EDGE_PT + room, STRIP_PT, COLUMN_PT - EDGE_PT - 4, STRIP_PT + PLOT_PT };
    q.labels.frame = (box){ q.plot.frame.left + TICK_PT + 1, STRIP_PT + 1,
                            q.plot.frame.right - 1, q.plot.frame.bottom - TICK_PT - 1 };
    draw_band(&q);
    plot_ticks(&q.plot);
    plot_ticks_across(&q.plot);
    for (size_t i = 0; i < v->n_steps; i++)
        draw_step(&q, &v->steps[i]);
    draw_curve(&q);
    draw_points(&q);
    name_sides(&q);
    plot_frame(&q.plot);
    labels_place(&q.labels, f);
    plot_numbers(&q.plot, arena_print(a, "U_L / %s", scale_unit(on)), room);
    plot_numbers_across(&q.plot, axis_title(a, r, &v->x));
    figure_text(f, (point){ q.plot.frame.left, STRIP_PT - 4 },
                plot_clipped(
                    a, arena_print(a, "%s, %s", upper_text(a, v->reaction), v->pathway),
                    false, TITLE_PT, COLUMN_PT - room - 2 * EDGE_PT),
                TITLE_PT, ALIGN_LEFT, INK);
    return f;
}
