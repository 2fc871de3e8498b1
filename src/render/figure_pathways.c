/* The free-energy diagram: a level for each state, a dashed link for each step, the
 * potentials laid over each other, the potential-determining step marked.
 *
 * Mechanisms stand side by side in panels that share their scale. Two profiles of one
 * pathway differ by n e U only, so they go into one panel; two mechanisms have other
 * states, and their labels in one panel would hide what is to be seen. */
#include "render/figures.h"

#include <math.h>

#include "base/number.h"
#include "render/label.h"
#include "render/plot.h"
#include "render/words.h"

enum { MOST_PANELS = 12, MOST_IN_COLUMN = 12, MOST_COLUMNS = 2, MOST_ROWS = 4 };

#define PANEL_PT    158.0 // height of a plot
#define LOW_PT      92.0  // of one that spans little energy
#define LOW_EV      1.5
#define KEY_GAP_PT  10.0
#define KEY_ROW_PT  10.0
#define LEVEL_SHARE 0.64 // of a state's room
#define MOST_NAMES  1.5  // of a column's width, one behind the other

static const rgb shade[] = { BLUE, SKY, GREEN, PURPLE, ORANGE };
enum { N_SHADES = sizeof shade / sizeof *shade };

typedef struct {
    const chp_profile *profile;
    scale energy; // shared by the panels of a reaction
    size_t column;
    double top_pt, height_pt;
} slot;

typedef struct {
    figure *f;
    arena *a;
    const chp_outcome *outcome;
    const char *title;
    size_t n;
    slot slots[MOST_PANELS];
    size_t n_shown, shown[N_SHADES]; // potentials
    size_t n_columns;
    double axis_pt; // room left of the first column
    double width_pt, height_pt;
    bool is_mixed; // panels of several reactions
} diagram;

typedef struct {
    const diagram *d;
    const chp_profile *p;
    plot plot;
    double room_pt; // of a state along the coordinate
    labels labels;
} panel;

/* --- what is drawn ------------------------------------------------------------ */

static bool is_drawn(const chp_profile *p)
{
    return p->is_complete && p->n_steps > 0 && p->n_potentials > 0;
}

static bool is_chosen(const diagram *d, const chp_profile *p)
{
    for (size_t i = 0; i < d->n; i++)
        if (d->slots[i].profile == p)
            return true;
    return false;
}

static void choose(diagram *d, const chp_profile *p)
{
    if (!is_drawn(p) || d->n == MOST_PANELS || is_chosen(d, p))
        return;
    size_t i = d->n++;
    for (; i > 0 && d->slots[i - 1].profile > p; i--) // in the order of the report
        d->slots[i] = d->slots[i - 1];
    d->slots[i].profile = p;
}

/* The best of each reaction first: where there are too many, it must not be missing. */
static void choose_panels(diagram *d, const chp_catalyst *c)
{
    for (size_t i = 0; i < c->n_profiles; i++) {
        const chp_profile *best = best_profile(c, c->profiles[i].reaction);
        if (best)
            choose(d, best);
    }
    for (size_t i = 0; i < c->n_profiles; i++)
        choose(d, &c->profiles[i]);
}

static double level_eV(const chp_profile *p, size_t i_U, size_t i)
{
    return p->level_eV[i_U * (p->n_steps + 1) + i];
}

/* Above the highest level and below the lowest one there is room for labels. */
static scale energy_scale(const diagram *d, const char *reaction)
{
    double low = 0, high = 0;
    for (size_t i = 0; i < d->n; i++) {
        const chp_profile *p = d->slots[i].profile;
        if (strcmp(p->reaction, reaction) != 0)
            continue;
        for (size_t k = 0; k < p->n_potentials; k++)
            for (size_t j = 0; j <= p->n_steps; j++) {
                low = fmin(low, level_eV(p, k, j));
                high = fmax(high, level_eV(p, k, j));
            }
    }
    double range = fmax(high - low, 0.1);
    double share = range < LOW_EV ? 0.35 : 0.18; // for a line or two of text
    low -= 0.6 * share * range;
    high += share * range;
    return scale_over(low, high, range < LOW_EV ? 4 : 6);
}

/* --- the legend --------------------------------------------------------------- */

static rich potential_key(const diagram *d, size_t i)
{
    const chp_at_potential *at = &d->slots[0].profile->at[d->shown[i]];
    if (at->word && strcmp(at->word, "0") != 0)
        return rich_words(d->a, arena_print(d->a, "U = %s", at->word));
    return rich_words(d->a,
                      arena_print(d->a, "U = %s %s", number_exact(at->U_V + 0.0).at,
                                  scale_unit(d->outcome->scale)));
}

/* How many keys fit into a row, from `first` on; one at least. */
static size_t keys_in_row(const diagram *d, size_t first, double room_pt)
{
    size_t n = 0;
    for (size_t i = first; i < d->n_shown; i++, n++) {
        room_pt -= plot_key_width(potential_key(d, i)) + KEY_GAP_PT;
        if (room_pt < 0 && n > 0)
            break;
    }
    return n;
}

/* The name of the catalyst stands left of the first row. */
static rich name_text(const diagram *d)
{
    return plot_clipped(d->a, d->title, true, TITLE_PT, d->width_pt / 2);
}

static double first_room_pt(const diagram *d)
{
    return d->width_pt - 2 * EDGE_PT - d->axis_pt -
           rich_width_pt(name_text(d), TITLE_PT);
}

static double legend_height_pt(const diagram *d)
{
    size_t n_rows = 0;
    double room = first_room_pt(d);
    for (size_t i = 0; i < d->n_shown; n_rows++) {
        i += keys_in_row(d, i, room);
        room = d->width_pt - 2 * EDGE_PT;
    }
    return STRIP_PT + KEY_ROW_PT * (double)(n_rows - (n_rows > 0));
}

static void draw_legend(const diagram *d)
{
    double y = EDGE_PT + TITLE_PT, room = first_room_pt(d);
    for (size_t i = 0; i < d->n_shown; y += KEY_ROW_PT) {
        size_t n = keys_in_row(d, i, room);
        double x = d->width_pt - EDGE_PT;
        for (size_t k = i + n; k-- > i;)
            x = plot_key(d->f, x, y, potential_key(d, k), shade[k]) - KEY_GAP_PT;
        i += n;
        room = d->width_pt - 2 * EDGE_PT;
    }
    figure_text(d->f, (point){ EDGE_PT + d->axis_pt, EDGE_PT + TITLE_PT }, name_text(d),
                TITLE_PT, ALIGN_LEFT, INK);
}

/* --- where the panels stand --------------------------------------------------- */

static bool is_other_reaction(const diagram *d, size_t i)
{
    return i > 0 && strcmp(d->slots[i].profile->reaction,
                           d->slots[i - 1].profile->reaction) != 0;
}

/* The title of the axis stands clear of the widest number of all panels. */
static void scale_panels(diagram *d)
{
    for (size_t i = 0; i < d->n; i++) {
        slot *s = &d->slots[i];
        s->energy = energy_scale(d, s->profile->reaction);
        d->axis_pt = fmax(d->axis_pt, plot_room(&s->energy, d->a));
        d->is_mixed = d->is_mixed || is_other_reaction(d, i);
    }
}

/* Panels of a reaction fill rows; another reaction begins a row and has its scale. */
static void arrange(diagram *d)
{
    double top = legend_height_pt(d), height = 0;
    size_t column = 0;
    for (size_t i = 0; i < d->n; i++) {
        slot *s = &d->slots[i];
        bool is_new = i == 0 || is_other_reaction(d, i);
        if (i > 0 && (is_new || column == d->n_columns)) {
            top += STRIP_PT + height;
            column = 0;
        }
        d->is_mixed = d->is_mixed || is_other_reaction(d, i);
        s->energy =
            is_new ? energy_scale(d, s->profile->reaction) : d->slots[i - 1].energy;
        height = s->energy.high - s->energy.low < LOW_EV ? LOW_PT : PANEL_PT;
        s->column = column++;
        s->top_pt = top + STRIP_PT;
        s->height_pt = height;
    }
    d->height_pt = top + STRIP_PT + height + FOOT_PT;
}

static double names_width_pt(const diagram *d, const chp_profile *p)
{
    double sum_pt = 0;
    for (size_t i = 0; i <= p->n_steps; i++) {
        const char *name = level_title(d->a, d->outcome, p, i);
        sum_pt += rich_width_pt(rich_formula(d->a, name), TEXT_PT);
    }
    return sum_pt;
}

/* Names stand above and below their levels; those of a nitride are long. */
static bool is_crowded(const diagram *d)
{
    for (size_t i = 0; i < d->n; i++) {
        const chp_profile *p = d->slots[i].profile;
        if (p->n_steps > MOST_IN_COLUMN ||
            names_width_pt(d, p) > MOST_NAMES * COLUMN_PT)
            return true;
    }
    return false;
}

/* One column suffices when no reaction has two panels, and it is as wide as the page
 * where their names need it, as long as the page is high enough. */
static size_t columns_for(const diagram *d)
{
    size_t n_columns = 1;
    for (size_t i = 1; i < d->n; i++)
        if (!is_other_reaction(d, i))
            n_columns = MOST_COLUMNS;
    return d->n <= MOST_ROWS && is_crowded(d) ? 1 : n_columns;
}

static bool is_wide(const diagram *d)
{
    return d->n_columns > 1 || is_crowded(d);
}

/* --- a panel ------------------------------------------------------------------ */

static double x_of(const panel *q, size_t i_level)
{
    return q->plot.frame.left + ((double)i_level + 0.5) * q->room_pt;
}

static point level_end(const panel *q, size_t i_U, size_t i, int side)
{
    double half = q->room_pt * LEVEL_SHARE / 2;
    return (point){ x_of(q, i) + side * half,
                    plot_y(&q->plot, level_eV(q->p, i_U, i)) };
}

static void draw_levels(panel *q, size_t i_U, rgb c)
{
    figure *f = q->d->f;
    for (size_t i = 0; i <= q->p->n_steps; i++) {
        point left = level_end(q, i_U, i, -1), right = level_end(q, i_U, i, 1);
        if (i < q->p->n_steps) {
            point next = level_end(q, i_U, i + 1, -1);
            figure_line(f, right, next, (stroke){ c, LINK_PT, DASH_PT });
            labels_avoid(&q->labels, f->a, right, next, 4);
        }
        figure_line(f, left, right, (stroke){ c, LEVEL_PT, 0 });
        labels_avoid(&q->labels, f->a, left, right, 6);
    }
}

static void add_names(panel *q, size_t i_U)
{
    const chp_profile *p = q->p;
    for (size_t i = 0; i <= p->n_steps; i++) {
        double here = level_eV(p, i_U, i);
        bool is_valley = i > 0 && i < p->n_steps && level_eV(p, i_U, i - 1) > here &&
                         level_eV(p, i_U, i + 1) > here;
        labels_add(
            &q->labels, q->d->f->a,
            (label){ .text = rich_formula(q->d->f->a,
                                          level_title(q->d->f->a, q->d->outcome, p, i)),
                     .size_pt = TEXT_PT,
                     .color = INK,
                     .at = { x_of(q, i), plot_y(&q->plot, here) },
                     .is_below = is_valley });
    }
}

static void arrow_head(figure *f, point tip, double direction, double size, rgb c)
{
    const point corners[] = { tip,
                              { tip.x - size / 2, tip.y - direction * size },
                              { tip.x + size / 2, tip.y - direction * size } };
    figure_area(f, corners, 3, c);
}

/* The potential nearest to 0 V of those shown: where states are named and the step is
 * marked. */
static size_t main_potential(const panel *q)
{
    const diagram *d = q->d;
    size_t best = d->shown[0];
    for (size_t k = 1; k < d->n_shown; k++)
        if (fabs(q->p->at[d->shown[k]].U_V) < fabs(q->p->at[best].U_V))
            best = d->shown[k];
    return best;
}

/* An arrow from the height of the lower level to that of the higher one, between the
 * two, and what it costs at that potential. */
static void mark_limiting_step(panel *q, size_t i_U)
{
    figure *f = q->d->f;
    const chp_profile_step *s = &q->p->steps[q->p->pds];
    point from = level_end(q, i_U, q->p->pds, 1),
          to = level_end(q, i_U, q->p->pds + 1, -1);
    double x = (from.x + to.x) / 2, rise = from.y - to.y;
    double direction = rise > 0 ? -1 : 1, head = fmin(4, fabs(rise) / 2);
    point foot = { x, from.y }, tip = { x, to.y };
    figure_line(f, from, foot, (stroke){ VERMILLION, 0.5, 0 });
    figure_line(f, tip, to, (stroke){ VERMILLION, 0.5, 0 });
    figure_line(f, foot, (point){ x, to.y - direction * head * 0.8 },
                (stroke){ VERMILLION, 1.1, 0 });
    arrow_head(f, tip, direction, head, VERMILLION);
    labels_avoid(&q->labels, f->a, foot, tip, 6);
    rich text = rich_words(
        f->a, arena_print(f->a, " %s eV", number_fixed(s->dG_eV[i_U], 2).at));
    labels_add(&q->labels, f->a,
               (label){ .text = rich_join(f->a, rich_bold(f->a, "PDS"), text),
                        .size_pt = TEXT_PT,
                        .color = VERMILLION,
                        .at = rise > 0 ? tip : foot });
}

static const char *pathway_name(const panel *q)
{
    arena *a = q->d->f->a;
    return q->d->is_mixed
               ? arena_print(a, "%s, %s", upper_text(a, q->p->reaction), q->p->name)
               : q->p->name;
}

static void draw_title(const panel *q, size_t i)
{
    figure *f = q->d->f;
    double y = q->plot.frame.top - 4, right_width = 0;
    if (q->p->has_limit) {
        rich right = rich_words(f->a, arena_print(f->a, "U_L = %s %s",
                                                  number_fixed(q->p->U_L_V, 2).at,
                                                  scale_unit(q->d->outcome->scale)));
        right_width = rich_width_pt(right, TEXT_PT);
        figure_text(f, (point){ q->plot.frame.right, y }, right, TEXT_PT, ALIGN_RIGHT,
                    INK);
    }
    rich letter = q->d->n == 1
                      ? (rich){ 0 }
                      : rich_bold(f->a, arena_print(f->a, "(%c) ", 'a' + (int)i));
    double room = q->plot.frame.right - q->plot.frame.left - right_width - 8 -
                  rich_width_pt(letter, TITLE_PT);
    rich name = plot_clipped(f->a, pathway_name(q), false, TITLE_PT, room);
    figure_text(f, (point){ q->plot.frame.left, y }, rich_join(f->a, letter, name),
                TITLE_PT, ALIGN_LEFT, INK);
}

static void draw_panel(const diagram *d, size_t i, box frame)
{
    panel q = { .d = d,
                .p = d->slots[i].profile,
                .plot = { .f = d->f, .frame = frame, .scale = d->slots[i].energy } };
    q.room_pt = (frame.right - frame.left) / (double)(q.p->n_steps + 1);
    q.labels.frame = (box){ frame.left + TICK_PT + 1, frame.top + 1, frame.right - 1,
                            frame.bottom - 1 };
    plot_ticks(&q.plot);
    if (d->slots[i].column == 0)
        plot_numbers(&q.plot, "ΔG / eV", d->axis_pt);
    for (size_t k = d->n_shown; k-- > 0;)
        draw_levels(&q, d->shown[k], shade[k]);
    add_names(&q, main_potential(&q));
    if (q.p->has_limit)
        mark_limiting_step(&q, main_potential(&q));
    plot_frame(&q.plot);
    draw_title(&q, i);
    labels_place(&q.labels, d->f);
}

/* --- around the panels --------------------------------------------------------- */

static void draw_all(const diagram *d)
{
    figure *f = d->f;
    double left = EDGE_PT + d->axis_pt, right = f->width_pt - EDGE_PT;
    double width =
        (right - left - GUTTER_PT * (double)(d->n_columns - 1)) / (double)d->n_columns;
    draw_legend(d);
    for (size_t i = 0; i < d->n; i++) {
        const slot *s = &d->slots[i];
        double x = left + (double)s->column * (width + GUTTER_PT);
        draw_panel(d, i, (box){ x, s->top_pt, x + width, s->top_pt + s->height_pt });
    }
    figure_text(f, (point){ (left + right) / 2, f->height_pt - 6 },
                rich_plain(f->a, "Reaction coordinate"), TITLE_PT, ALIGN_MIDDLE, INK);
}

figure *figure_of_pathways(arena *a, const chp_outcome *outcome, const chp_catalyst *c)
{
    diagram d = { .a = a, .outcome = outcome, .title = catalyst_title(c) };
    choose_panels(&d, c);
    if (d.n == 0)
        return NULL;
    d.n_shown = potentials_shown(d.slots[0].profile, N_SHADES, d.shown);
    d.n_columns = columns_for(&d);
    d.width_pt = is_wide(&d) ? TWO_COLUMNS_PT : COLUMN_PT;
    scale_panels(&d);
    arrange(&d);
    const char *title = arena_print(a, "Free-energy diagram of %s", d.title);
    d.f = figure_new(a, title, d.width_pt, d.height_pt);
    draw_all(&d);
    return d.f;
}
