/* Several catalysts in one figure: the best pathway of each laid over the others at
 * U = 0, and beside it their limiting potentials against those of HER. */
#include "render/figures.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/number.h"
#include "render/label.h"
#include "render/plot.h"
#include "render/words.h"

enum { MOST_LAID_OVER = 7, MOST_BARS = 18 };

#define PANEL_PT    165.0
#define ROW_PT      10.0 // of the legend
#define LEFT_SHARE  0.6  // of the width, for the diagram
#define LEVEL_SHARE 0.64
#define BAR_SHARE   0.36
#define NAME_PT     60.0 // the longest name of a catalyst below a bar

static const rgb shade[MOST_LAID_OVER] = { BLUE,   VERMILLION, GREEN, ORANGE,
                                           PURPLE, SKY,        INK };

typedef struct {
    const chp_catalyst *catalyst;
    const chp_profile *best; // NULL: no complete pathway
    size_t place;            // in the study
} entry;

typedef struct {
    figure *f;
    const chp_outcome *outcome;
    const char *reaction;
    size_t n_over; // laid over each other, the best first
    const entry *over;
    size_t n_bars; // as the study lists them, or, where there are too many, the best
    const entry *bars;
} comparison;

/* --- which -------------------------------------------------------------------- */

static bool is_drawn(const entry *e)
{
    return e->best && e->best->n_potentials > 0;
}

static int by_merit(const void *left, const void *right)
{
    const entry *x = left, *y = right;
    if (is_drawn(x) != is_drawn(y))
        return is_drawn(x) ? -1 : 1;
    if (is_drawn(x) && profile_is_better(x->best, y->best))
        return -1;
    if (is_drawn(x) && profile_is_better(y->best, x->best))
        return 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

static void collect(comparison *c, arena *a)
{
    size_t n = c->outcome->n_catalysts;
    entry *listed = arena_new(a, entry, n), *ranked = arena_new(a, entry, n);
    for (size_t i = 0; i < n; i++) {
        const chp_catalyst *catalyst = &c->outcome->catalysts[i];
        listed[i] = (entry){ catalyst, best_profile(catalyst, c->reaction), i };
    }
    memcpy(ranked, listed, n * sizeof *ranked);
    qsort(ranked, n, sizeof *ranked, by_merit);
    while (c->n_over < MOST_LAID_OVER && c->n_over < n && is_drawn(&ranked[c->n_over]))
        c->n_over++;
    c->over = ranked;
    c->n_bars = n < MOST_BARS ? n : MOST_BARS;
    c->bars = n <= MOST_BARS ? listed : ranked;
}

/* A catalyst's own colour, where the study gives it one: "#0072b2". */
static rgb color_of(const comparison *c, size_t i)
{
    const char *own = c->over[i].catalyst->color;
    unsigned value;
    char rest;
    return own && sscanf(own, "#%6x%c", &value, &rest) == 1 ? value : shade[i];
}

/* --- the diagram -------------------------------------------------------------- */

/* Levels at U = 0, whatever potentials were asked for. */
static double level_eV(const chp_profile *p, size_t i_level)
{
    double G = 0;
    for (size_t i = 0; i < i_level; i++)
        G += p->steps[i].dG0_eV;
    return G;
}

static scale energy_scale(const comparison *c)
{
    double low = 0, high = 0;
    for (size_t i = 0; i < c->n_over; i++)
        for (size_t k = 0; k <= c->over[i].best->n_steps; k++) {
            low = fmin(low, level_eV(c->over[i].best, k));
            high = fmax(high, level_eV(c->over[i].best, k));
        }
    double range = fmax(high - low, 0.1);
    return scale_over(low - 0.12 * range, high + 0.25 * range, 6);
}

static size_t most_steps(const comparison *c)
{
    size_t n = 1;
    for (size_t i = 0; i < c->n_over; i++)
        n = c->over[i].best->n_steps > n ? c->over[i].best->n_steps : n;
    return n;
}

static void draw_profile(const comparison *c, const plot *p, const entry *e, rgb color,
                         labels *into)
{
    double room = (p->frame.right - p->frame.left) / (double)(most_steps(c) + 1);
    for (size_t i = 0; i <= e->best->n_steps; i++) {
        double x = p->frame.left + ((double)i + 0.5) * room,
               half = LEVEL_SHARE / 2 * room;
        double y = plot_y(p, level_eV(e->best, i));
        point left = { x - half, y }, right = { x + half, y };
        if (i < e->best->n_steps) {
            point next = { x + room - half, plot_y(p, level_eV(e->best, i + 1)) };
            figure_line(c->f, right, next, (stroke){ color, LINK_PT, DASH_PT });
            labels_avoid(into, c->f->a, right, next, 1);
        }
        figure_line(c->f, left, right, (stroke){ color, LEVEL_PT, 0 });
        labels_avoid(into, c->f->a, left, right, 6);
    }
}

/* A name stands once at each place of the coordinate, above the highest level that has
 * it. */
static void add_name(const comparison *c, const plot *p, size_t i_entry, size_t i_level,
                     labels *into)
{
    const chp_profile *own = c->over[i_entry].best;
    const char *name = level_name(own, i_level);
    double room = (p->frame.right - p->frame.left) / (double)(most_steps(c) + 1);
    double highest = level_eV(own, i_level);
    for (size_t i = 0; i < c->n_over; i++) {
        const chp_profile *other = c->over[i].best;
        if (i_level > other->n_steps || strcmp(level_name(other, i_level), name) != 0)
            continue;
        if (i < i_entry)
            return;
        highest = fmax(highest, level_eV(other, i_level));
    }
    labels_add(into, c->f->a,
               (label){ .text = rich_formula(
                            c->f->a, level_title(c->f->a, c->outcome, own, i_level)),
                        .size_pt = TEXT_PT,
                        .color = INK,
                        .at = { p->frame.left + ((double)i_level + 0.5) * room,
                                plot_y(p, highest) } });
}

static void draw_diagram(const comparison *c, box frame, double room_pt)
{
    plot p = { .f = c->f, .frame = frame, .scale = energy_scale(c) };
    labels names = { .frame = { frame.left + TICK_PT + 1, frame.top + 1,
                                frame.right - 1, frame.bottom - 1 } };
    plot_ticks(&p);
    plot_numbers(&p, "ΔG / eV", room_pt);
    for (size_t i = c->n_over; i-- > 0;)
        draw_profile(c, &p, &c->over[i], color_of(c, i), &names);
    for (size_t i = 0; i < c->n_over; i++)
        for (size_t k = 0; k <= c->over[i].best->n_steps; k++)
            add_name(c, &p, i, k, &names);
    plot_frame(&p);
    labels_place(&names, c->f);
    figure_text(c->f, (point){ (frame.left + frame.right) / 2, frame.bottom + 11 },
                rich_plain(c->f->a, "Reaction coordinate"), TITLE_PT, ALIGN_MIDDLE,
                INK);
}

static void draw_legend(const comparison *c, double left, double top)
{
    arena *a = c->f->a;
    const char *unit = scale_unit(c->outcome->scale);
    for (size_t i = 0; i < c->n_over; i++) {
        const entry *e = &c->over[i];
        rich text = rich_join(
            a,
            rich_plain(a, arena_print(a, "%s, %s: ", catalyst_title(e->catalyst),
                                      e->best->name)),
            rich_words(a, arena_print(a, "U_L = %s %s",
                                      number_fixed(e->best->U_L_V, 2).at, unit)));
        double y = top + ROW_PT * (double)(i + 1);
        plot_key(c->f, left + plot_key_width(text), y, text, color_of(c, i));
    }
}

/* --- the bars ----------------------------------------------------------------- */

static bool has_her(const comparison *c)
{
    for (size_t i = 0; i < c->n_bars; i++)
        if (c->bars[i].catalyst->U_L_HER_V.known)
            return true;
    return false;
}

static scale potential_scale(const comparison *c)
{
    double low = 0, high = 0;
    for (size_t i = 0; i < c->n_bars; i++) {
        chp_fact her = c->bars[i].catalyst->U_L_HER_V;
        const chp_profile *best = c->bars[i].best;
        double nrr_V = best ? best->U_L_V : 0, her_V = her.known ? her.value : 0;
        low = fmin(low, fmin(nrr_V, her_V));
        high = fmax(high, fmax(nrr_V, her_V));
    }
    double range = fmax(high - low, 0.1);
    return scale_over(low - 0.08 * range, high + 0.08 * range, 5);
}

static void draw_bar(const plot *p, double x, double width, double value, rgb color)
{
    double y = plot_y(p, value), zero = plot_y(p, 0);
    figure_box(p->f, (box){ x, fmin(y, zero), x + width, fmax(y, zero) }, color);
}

static double widest_name_pt(const comparison *c, arena *a)
{
    double widest = 0;
    for (size_t i = 0; i < c->n_bars; i++) {
        rich name = rich_plain(a, catalyst_title(c->bars[i].catalyst));
        widest = fmax(widest, rich_width_pt(name, TEXT_PT));
    }
    return fmin(widest, NAME_PT);
}

/* Side by side where they fit, else from the bottom up. */
static void draw_names(const comparison *c, const plot *p, double room)
{
    arena *a = c->f->a;
    bool is_upright = widest_name_pt(c, a) > room - 2;
    for (size_t i = 0; i < c->n_bars; i++) {
        double x = p->frame.left + ((double)i + 0.5) * room, y = p->frame.bottom;
        rich name = plot_clipped(a, catalyst_title(c->bars[i].catalyst), false, TEXT_PT,
                                 is_upright ? NAME_PT : room);
        point at = { is_upright ? x + 0.36 * TEXT_PT : x, y + (is_upright ? 3 : 9) };
        figure_text(c->f, at, name, TEXT_PT, is_upright ? ALIGN_RIGHT : ALIGN_MIDDLE,
                    INK)
            ->is_upright = is_upright;
    }
}

static void draw_bars(const comparison *c, box frame, double room_pt)
{
    plot p = { .f = c->f, .frame = frame, .scale = potential_scale(c) };
    double room = (frame.right - frame.left) / (double)c->n_bars,
           width = BAR_SHARE * room;
    plot_ticks(&p);
    plot_numbers(&p, arena_print(c->f->a, "U_L / %s", scale_unit(c->outcome->scale)),
                 room_pt);
    for (size_t i = 0; i < c->n_bars; i++) {
        double middle = frame.left + ((double)i + 0.5) * room;
        chp_fact her = c->bars[i].catalyst->U_L_HER_V;
        if (c->bars[i].best)
            draw_bar(&p, middle - (has_her(c) ? width : width / 2), width,
                     c->bars[i].best->U_L_V, BLUE);
        if (her.known)
            draw_bar(&p, middle, width, her.value, ORANGE);
    }
    plot_frame(&p);
    draw_names(c, &p, room);
}

/* --- both --------------------------------------------------------------------- */

static void put_letter(figure *f, point at, const char *letter)
{
    figure_text(f, at, rich_bold(f->a, letter), TITLE_PT, ALIGN_LEFT, INK);
}

static bool is_cut(const comparison *c, size_t n_drawn)
{
    return n_drawn < c->outcome->n_catalysts;
}

/* Where only some are drawn, how many. */
static void put_count(const comparison *c, size_t n_drawn, point at, alignment align)
{
    arena *a = c->f->a;
    const char *text =
        arena_print(a, "the best %zu of %zu", n_drawn, c->outcome->n_catalysts);
    if (is_cut(c, n_drawn))
        figure_text(c->f, at, rich_plain(a, text), TEXT_PT, align, INK);
}

/* What the bars are, from the right. */
static void draw_keys(const comparison *c, point at)
{
    arena *a = c->f->a;
    if (has_her(c))
        at.x = plot_key(c->f, at.x, at.y, rich_plain(a, "HER"), ORANGE) - 10;
    plot_key(c->f, at.x, at.y, rich_plain(a, upper_text(a, c->reaction)), BLUE);
}

static double legend_rows(const comparison *c)
{
    return (double)(c->n_over + is_cut(c, c->n_over));
}

static void draw_all(const comparison *c, double legend_pt)
{
    figure *f = c->f;
    scale energy = energy_scale(c), potential = potential_scale(c);
    double room_left = plot_room(&energy, f->a),
           room_right = plot_room(&potential, f->a);
    double top = legend_pt + 4, width = f->width_pt - 2 * EDGE_PT;
    box left = { EDGE_PT + room_left, top, EDGE_PT + LEFT_SHARE * width,
                 top + PANEL_PT };
    box right = { left.right + GUTTER_PT + room_right, top, f->width_pt - EDGE_PT,
                  top + PANEL_PT };
    put_letter(f, (point){ left.left, EDGE_PT + TITLE_PT }, "(a)");
    draw_legend(c, left.left + 18, EDGE_PT + TITLE_PT - ROW_PT);
    draw_diagram(c, left, room_left);
    put_letter(f, (point){ right.left, EDGE_PT + TITLE_PT }, "(b)");
    draw_keys(c, (point){ right.right, EDGE_PT + TITLE_PT });
    put_count(
        c, c->n_over,
        (point){ left.left + 18, EDGE_PT + TITLE_PT + ROW_PT * (double)c->n_over },
        ALIGN_LEFT);
    put_count(c, c->n_bars, (point){ right.right, EDGE_PT + TITLE_PT + ROW_PT },
              ALIGN_RIGHT);
    draw_bars(c, right, room_right);
}

figure *figure_of_catalysts(arena *a, const chp_outcome *outcome)
{
    comparison c = { .outcome = outcome, .reaction = main_reaction(outcome) };
    if (!c.reaction)
        return NULL;
    collect(&c, a);
    if (c.n_over == 0)
        return NULL;
    double legend_pt = EDGE_PT + TITLE_PT + ROW_PT * (legend_rows(&c) - 1) + 4;
    c.f =
        figure_new(a, "Comparison of catalysts", TWO_COLUMNS_PT,
                   legend_pt + 4 + PANEL_PT + fmax(widest_name_pt(&c, a) + 6, FOOT_PT));
    draw_all(&c, legend_pt);
    return c.f;
}
