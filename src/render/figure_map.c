/* The limiting potential over two descriptors: bands of colour, the regions of one
 * potential-determining step, and the catalysts as they were calculated.
 *
 * Regions are convex polygons (regions.h). Painted one over the other, those above the
 * levels of the bands are the map, exact and without a seam. Thin lines lie where a
 * region is sure no more: 5 to 95 % of where the border may be. */
#include "render/figures.h"

#include <math.h>

#include "base/number.h"
#include "render/label.h"
#include "render/plot.h"
#include "render/regions.h"
#include "render/words.h"

#define MAP_PT    (12 * POINTS_PER_CM)
#define PLOT_PT   200.0
#define DOT_PT    2.6
#define RING_PT   0.6
#define BAR_PT    9.0
#define NOTE_PT   10.0
#define BAR_GAP   7.0
#define BORDER_PT 0.9
#define SURE_PT   0.3
#define LEVEL_EV  0.75 // of a chemical step that takes a second

/* Light to dark, one hue after the other, and alike to those who see no red or no
 * green; dark enough never to hide a black name. */
static const rgb ramp[] = {
    0x3F8FC4, 0x41B6C4, 0x7FCDBB, 0xC7E9B4, 0xEDF8B1, 0xFFFFE0
};
enum { N_RAMP = sizeof ramp / sizeof *ramp };

typedef struct {
    const chp_reaction *r;
    const chp_map *m;
    plot plot;
    scale bar; // of U_L
    size_t n_bands;
    labels labels;
} sheet;

/* --- on paper --------------------------------------------------------------------- */

/* All that the map shows. */
static polygon whole(const sheet *t)
{
    const scale *x = &t->plot.across, *y = &t->plot.scale;
    return (polygon){ 4,
                      { { x->low, y->low },
                        { x->high, y->low },
                        { x->high, y->high },
                        { x->low, y->high } } };
}

static point on_paper(const sheet *t, point p)
{
    return (point){ plot_x(&t->plot, p.x), plot_y(&t->plot, p.y) };
}

/* Twice the area on paper, and the centre. */
static double area_of(const sheet *t, const polygon *p, point *centre)
{
    double sum = 0;
    *centre = (point){ 0, 0 };
    for (size_t i = 0; i < p->n; i++) {
        point a = on_paper(t, p->at[i]), b = on_paper(t, p->at[(i + 1) % p->n]);
        double share = a.x * b.y - b.x * a.y;
        sum += share;
        centre->x += share * (a.x + b.x) / 3;
        centre->y += share * (a.y + b.y) / 3;
    }
    if (sum != 0)
        *centre = (point){ centre->x / sum, centre->y / sum };
    return fabs(sum);
}

/* --- colours ---------------------------------------------------------------------- */

static rgb mixed(rgb a, rgb b, double share)
{
    rgb out = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        double from = (a >> shift) & 0xFF, to = (b >> shift) & 0xFF;
        out |= (rgb)lround(from + share * (to - from)) << shift;
    }
    return out;
}

/* Of band i, from the worst potential to the best. */
static rgb band_color(const sheet *t, size_t i)
{
    double at = t->n_bands > 1 ? (double)i / (double)(t->n_bands - 1) * (N_RAMP - 1)
                               : N_RAMP - 1;
    size_t k = (size_t)fmin(floor(at), N_RAMP - 2);
    return mixed(ramp[k], ramp[k + 1], at - (double)k);
}

static double g_of(const sheet *t, double U_V)
{
    return t->m->is_oxidation ? -U_V : U_V;
}

/* The lower end of band i in g. */
static double band_level(const sheet *t, size_t i)
{
    double worst = t->m->is_oxidation ? -t->bar.high : t->bar.low;
    return worst + (double)i * t->bar.step;
}

static size_t band_of(const sheet *t, double U_V)
{
    double i = floor((g_of(t, U_V) - band_level(t, 0)) / t->bar.step + 1e-9);
    return (size_t)fmin(fmax(i, 0), (double)(t->n_bands - 1));
}

/* Whole steps around all that the map shows. */
static void choose_bands(sheet *t)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < t->m->n_x * t->m->n_y; i++) {
        low = fmin(low, t->m->U_L_V[i]);
        high = fmax(high, t->m->U_L_V[i]);
    }
    t->bar = scale_over(low, high, 10);
    t->bar.low = t->bar.step * floor(low / t->bar.step + 1e-9);
    t->bar.high = t->bar.step * ceil(high / t->bar.step - 1e-9);
    t->bar.high = fmax(t->bar.high, t->bar.low + t->bar.step);
    t->n_bands = (size_t)lround((t->bar.high - t->bar.low) / t->bar.step);
}

/* --- the map ---------------------------------------------------------------------- */

static void fill(const sheet *t, const polygon *p, rgb color)
{
    point *corners = arena_new(t->plot.f->a, point, p->n + 1);
    for (size_t i = 0; i < p->n; i++)
        corners[i] = on_paper(t, p->at[i]);
    if (p->n > 2)
        figure_area(t->plot.f, corners, p->n, color);
}

static bool on_frame(const sheet *t, point a, point b)
{
    const box *f = &t->plot.frame;
    const double near = 0.05;
    return (fabs(a.x - f->left) < near && fabs(b.x - f->left) < near) ||
           (fabs(a.x - f->right) < near && fabs(b.x - f->right) < near) ||
           (fabs(a.y - f->top) < near && fabs(b.y - f->top) < near) ||
           (fabs(a.y - f->bottom) < near && fabs(b.y - f->bottom) < near);
}

/* The edges inside the frame. False: there are none. */
static bool draw_edges(sheet *t, const polygon *p, stroke with, double cost)
{
    bool any = false;
    for (size_t i = 0; i < p->n; i++) {
        point a = on_paper(t, p->at[i]), b = on_paper(t, p->at[(i + 1) % p->n]);
        if (on_frame(t, a, b) || hypot(a.x - b.x, a.y - b.y) < 0.1)
            continue;
        figure_line(t->plot.f, a, b, with);
        if (cost > 0)
            labels_avoid(&t->labels, t->plot.f->a, a, b, cost);
        any = true;
    }
    return any;
}

static void draw_bands(sheet *t)
{
    polygon frame = whole(t);
    for (size_t i = 0; i < t->n_bands; i++) {
        polygon p = i == 0 ? frame : region_above(t->m, &frame, band_level(t, i));
        fill(t, &p, band_color(t, i));
        if (i > 0)
            draw_edges(t, &p, (stroke){ GREY, 0.25, 0 }, 0);
    }
}

static void draw_regions(sheet *t)
{
    polygon frame = whole(t);
    const box *f = &t->plot.frame;
    double all = 2 * (f->right - f->left) * (f->bottom - f->top);
    for (size_t i = 0; i < t->m->n_steps; i++) {
        if (!t->m->steps[i].may_limit)
            continue;
        point centre;
        polygon p = region_of_step(t->m, &frame, i);
        double share = area_of(t, &p, &centre) / all;
        draw_edges(t, &p, (stroke){ INK, BORDER_PT, 0 }, 6);
        if (share < 0.02)
            continue;
        const chp_map_step *s = &t->m->steps[i];
        arena *a = t->plot.f->a;
        labels_add(&t->labels, a,
                   (label){ .text = rich_formula(
                                a, state_label(a, t->r, step_text(a, s->from, s->to))),
                            .size_pt = TEXT_PT,
                            .color = VERMILLION,
                            .at = centre });
    }
}

/* --- how sure the borders are ----------------------------------------------------- */

typedef struct {
    point at; // on paper
    double above;
} corner;

static corner corner_of(const sheet *t, size_t i, size_t j)
{
    const chp_map *m = t->m;
    double across = (double)i / (double)(m->n_x - 1),
           up = (double)j / (double)(m->n_y - 1);
    point p = { m->x_low + across * (m->x_high - m->x_low),
                m->y_low + up * (m->y_high - m->y_low) };
    return (corner){ on_paper(t, p), m->p_limits[j * m->n_x + i] - CHP_MAP_SURE };
}

/* The level within a triangle: a line between the two sides that it cuts. */
static void draw_level(const sheet *t, const corner of[3])
{
    point ends[3];
    size_t n = 0;
    for (size_t i = 0; i < 3; i++) {
        corner a = of[i], b = of[(i + 1) % 3];
        if ((a.above < 0) == (b.above < 0))
            continue;
        double along = a.above / (a.above - b.above);
        ends[n++] = (point){ a.at.x + along * (b.at.x - a.at.x),
                             a.at.y + along * (b.at.y - a.at.y) };
    }
    if (n == 2)
        figure_line(t->plot.f, ends[0], ends[1], (stroke){ INK, SURE_PT, 0 });
}

static bool has_level(const chp_map *m)
{
    return m->sure > 0 && m->sure < 1;
}

static void draw_sure(const sheet *t)
{
    for (size_t j = 0; has_level(t->m) && j + 1 < t->m->n_y; j++)
        for (size_t i = 0; i + 1 < t->m->n_x; i++) {
            corner a = corner_of(t, i, j), b = corner_of(t, i + 1, j);
            corner c = corner_of(t, i + 1, j + 1), d = corner_of(t, i, j + 1);
            draw_level(t, (corner[]){ a, b, c });
            draw_level(t, (corner[]){ a, c, d });
        }
}

/* --- catalysts -------------------------------------------------------------------- */

static void draw_points(sheet *t)
{
    for (size_t i = 0; i < t->m->n_points; i++) {
        const chp_map_point *p = &t->m->points[i];
        point at = on_paper(t, (point){ p->x, p->y });
        plot_dot(&t->plot, at, DOT_PT, INK);
        plot_dot(&t->plot, at, DOT_PT - RING_PT, band_color(t, band_of(t, p->U_L_V)));
        labels_avoid(&t->labels, t->plot.f->a, (point){ at.x - DOT_PT, at.y },
                     (point){ at.x + DOT_PT, at.y }, 15);
        labels_avoid(&t->labels, t->plot.f->a, (point){ at.x, at.y - DOT_PT },
                     (point){ at.x, at.y + DOT_PT }, 15);
        labels_add(&t->labels, t->plot.f->a,
                   (label){ .text = rich_plain(t->plot.f->a, p->catalyst),
                            .size_pt = TEXT_PT,
                            .color = INK,
                            .at = at,
                            .dot_pt = DOT_PT });
    }
}

/* --- around it -------------------------------------------------------------------- */

static void draw_bar(const sheet *t, const char *title)
{
    figure *f = t->plot.f;
    double left = t->plot.frame.right + BAR_GAP;
    plot bar = { f,
                 { left, t->plot.frame.top, left + BAR_PT, t->plot.frame.bottom },
                 t->bar,
                 t->bar };
    for (size_t i = 0; i < t->n_bands; i++) {
        double low = band_level(t, i), high = low + t->bar.step;
        double a = plot_y(&bar, g_of(t, low)), b = plot_y(&bar, g_of(t, high));
        figure_box(f, (box){ left, fmin(a, b), left + BAR_PT, fmax(a, b) },
                   band_color(t, i));
    }
    plot_frame(&bar);
    double widest = 0;
    for (size_t i = 0; i <= t->n_bands; i++) {
        double U_V = t->bar.low + (double)i * t->bar.step;
        rich text = rich_words(f->a, number_fixed(U_V, t->bar.digits).at);
        widest = fmax(widest, rich_width_pt(text, TEXT_PT));
        figure_text(f, (point){ left + BAR_PT + 3, plot_y(&bar, U_V) + 0.36 * TEXT_PT },
                    text, TEXT_PT, ALIGN_LEFT, INK);
    }
    figure_text(f,
                (point){ left + BAR_PT + 3 + widest + 1.3 * TITLE_PT,
                         (bar.frame.top + bar.frame.bottom) / 2 },
                rich_words(f->a, title), TITLE_PT, ALIGN_MIDDLE, INK)
        ->is_upright = true;
}

/* A line below the foot; the figure grows with it. */
static void add_note(const sheet *t, const char *note)
{
    figure *f = t->plot.f;
    f->height_pt += NOTE_PT;
    figure_text(f, (point){ t->plot.frame.left, f->height_pt - EDGE_PT },
                rich_words(f->a, note), TEXT_PT, ALIGN_LEFT, INK);
}

/* Its name above, and below what is not said by an axis. */
static void draw_titles(const sheet *t, bool has_chemical)
{
    figure *f = t->plot.f;
    const box *b = &t->plot.frame;
    const char *name =
        arena_print(f->a, "%s, %s", upper_text(f->a, t->m->reaction), t->m->pathway);
    const char *chemical = has_chemical ? "dashed: ΔG(PCS) = 0.75 eV" : "";
    figure_text(f, (point){ b->left, b->top - 4 },
                plot_clipped(f->a, name, false, TITLE_PT, b->right - b->left), TITLE_PT,
                ALIGN_LEFT, INK);
    add_note(t,
             arena_print(f->a, "circles: as calculated, mean |ΔU_L| %s V, largest %s V",
                         number_fixed(t->m->mean_error_V, 2).at,
                         number_fixed(t->m->max_error_V, 2).at));
    if (has_level(t->m))
        add_note(t, arena_print(f->a, "thin: the limiting step is 95 %% sure%s%s",
                                has_chemical ? "; " : "", chemical));
    else if (has_chemical)
        add_note(t, chemical);
}

/* Numbers of the bar and its title. */
static double bar_room_pt(const sheet *t, arena *a)
{
    return BAR_GAP + BAR_PT + plot_room(&t->bar, a) + EDGE_PT;
}

figure *figure_of_map(arena *a, const chp_reaction *r, const chp_map *m, chp_scale on)
{
    const char *title = arena_print(a, "Map of %s, %s", m->reaction, m->pathway);
    figure *f =
        figure_new(a, title, MAP_PT, STRIP_PT + PLOT_PT + PLOT_FOOT_PT + EDGE_PT);
    sheet t = { .r = r,
                .m = m,
                .plot = { .f = f,
                          .scale = scale_over(m->y_low, m->y_high, 6),
                          .across = scale_over(m->x_low, m->x_high, 6) } };
    choose_bands(&t);
    double room = plot_room(&t.plot.scale, a);
    t.plot.frame = (box){ EDGE_PT + room, STRIP_PT, MAP_PT - bar_room_pt(&t, a),
                          STRIP_PT + PLOT_PT };
    t.labels.frame = (box){ t.plot.frame.left + TICK_PT + 1, STRIP_PT + 1,
                            t.plot.frame.right - 1, t.plot.frame.bottom - TICK_PT - 1 };
    draw_bands(&t);
    draw_regions(&t);
    draw_sure(&t);
    polygon frame = whole(&t), fast = region_below_chemical(m, &frame, LEVEL_EV);
    bool has_chemical = draw_edges(&t, &fast, (stroke){ INK, 0.8, 2.5 }, 1);
    draw_points(&t);
    plot_marks(&t.plot);
    plot_ticks_across(&t.plot);
    plot_frame(&t.plot);
    draw_titles(&t, has_chemical);
    labels_place(&t.labels, f);
    plot_numbers(&t.plot, "", room);
    plot_title(&t.plot, rich_formula(a, axis_title(a, r, &m->y)), room);
    plot_numbers_across(&t.plot, axis_title(a, r, &m->x));
    draw_bar(&t, arena_print(a, "U_L / %s", scale_unit(on)));
    return f;
}
