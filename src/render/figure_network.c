/* The network of a reaction, drawn from left to right: states in boxes, steps as lines
 * in the colour of their kind, strong where a named pathway runs. A lattice mechanism
 * has a band for each state at which its cycle may be entered. */
#include "chepath/figure.h"

#include <math.h>

#include "base/diag.h"
#include "io/sink.h"
#include "network/graph.h"
#include "render/backend.h"
#include "render/layered.h"
#include "render/words.h"

#define SIZE_PT   7.5
#define ROW_PT    20.0
#define GAP_PT    24.0 // between a box and the next column
#define MARGIN_PT 14.0
#define BAND_PT   14.0 // between bands
#define HEAD_PT   44.0
#define ARROW_PT  4.0
#define STRONG_PT 1.3
#define WEAK_PT   0.6

typedef struct {
    figure *f;
    const chp_reaction *r;
    const graph *g;
    bool *is_named;           // steps of the reaction that a pathway has
    double column_pt, box_pt; // widths
} canvas;

static const struct {
    const char *name;
    rgb color;
} kinds[] = {
    [CHP_PCET] = { "proton and electron", BLUE },
    [CHP_PT] = { "proton", SKY },
    [CHP_ET] = { "electron", PURPLE },
    [CHP_ADS] = { "adsorption, desorption", GREEN },
    [CHP_DES] = { "adsorption, desorption", GREEN },
    [CHP_CHEM] = { "chemical", ORANGE },
    [CHP_LATT] = { "lattice atom", VERMILLION },
};
enum { N_KINDS = sizeof kinds / sizeof *kinds };

/* --- one band ----------------------------------------------------------------- */

static point place_at(const canvas *c, const layered *l, size_t place, double top)
{
    const layered_place *p = &l->places[place];
    return (point){ MARGIN_PT + c->box_pt / 2 + (double)p->layer * c->column_pt,
                    top + (p->row - l->first_row) * ROW_PT };
}

static void draw_arrow(canvas *c, point from, point to, rgb color)
{
    double length = hypot(to.x - from.x, to.y - from.y);
    double ux = (to.x - from.x) / length, uy = (to.y - from.y) / length;
    point base = { to.x - ARROW_PT * ux, to.y - ARROW_PT * uy };
    point corners[3] = { to,
                         { base.x - uy * ARROW_PT / 2, base.y + ux * ARROW_PT / 2 },
                         { base.x + uy * ARROW_PT / 2, base.y - ux * ARROW_PT / 2 } };
    figure_area(c->f, corners, 3, color);
}

static bool is_strong(const canvas *c, const graph_edge *e)
{
    for (size_t i = 0; i < e->n_steps; i++)
        if (!c->is_named[e->steps[i]])
            return false;
    return true;
}

typedef struct {
    canvas *c;
    rgb color;
    double width_pt;
    point at;
} pen;

static void draw_to(pen *p, point to)
{
    figure_line(p->c->f, p->at, to, (stroke){ p->color, p->width_pt, 0 });
    p->at = to;
}

static rich label_of(const canvas *c, const graph_node *node)
{
    return rich_formula(c->f->a, state_label(c->f->a, c->r, node->label));
}

static double half_width(const canvas *c, size_t node)
{
    rich label = label_of(c, &c->g->nodes[node]);
    return rich_width_pt(label, SIZE_PT) / 2 + 2;
}

/* From label to label; where the columns have their widest one, the line is level. */
static void draw_edge(canvas *c, const layered *l, const layered_edge *way,
                      const graph_edge *e, double top)
{
    point here = place_at(c, l, way->from, top), to = place_at(c, l, way->to, top);
    double side = to.x > here.x ? 1 : -1;
    double half = side * c->box_pt / 2;
    pen p = { c, kinds[e->kind].color, is_strong(c, e) ? STRONG_PT : WEAK_PT, here };
    p.at.x += side * half_width(c, e->from);
    draw_to(&p, (point){ here.x + half, here.y });
    for (size_t i = 0; i < way->n_bends; i++) {
        point bend = place_at(c, l, way->first_bend + i, top);
        draw_to(&p, (point){ bend.x - half, bend.y });
        draw_to(&p, (point){ bend.x + half, bend.y });
    }
    draw_to(&p, (point){ to.x - half, to.y });
    point tip = { to.x - side * half_width(c, e->to), to.y };
    draw_to(&p, (point){ tip.x - side * ARROW_PT, tip.y });
    draw_arrow(c, p.at, tip, p.color);
}

static void draw_node(canvas *c, const layered *l, const graph_node *node, size_t place,
                      double top)
{
    point at = place_at(c, l, place, top);
    at.y += SIZE_PT * 0.35;
    figure_text(c->f, at, label_of(c, node), SIZE_PT, ALIGN_MIDDLE, INK);
}

/* The nodes of a turn, numbered anew; SIZE_MAX: of another one. */
static size_t *numbers_of_turn(arena *a, const graph *g, const graph_turn *turn,
                               size_t *n)
{
    size_t *number = arena_new(a, size_t, g->n_nodes);
    for (size_t i = 0; i < g->n_nodes; i++)
        number[i] = SIZE_MAX;
    number[turn->start] = 0;
    *n = 1;
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < g->n_edges; i++) {
            if (number[g->edges[i].from] == SIZE_MAX ||
                number[g->edges[i].to] != SIZE_MAX)
                continue;
            number[g->edges[i].to] = (*n)++;
            changed = true;
        }
    }
    return number;
}

/* Its height. */
static double draw_turn(canvas *c, const graph_turn *turn, double top)
{
    const graph *g = c->g;
    arena *a = c->f->a;
    size_t n, n_ways = 0;
    const size_t *number = numbers_of_turn(a, g, turn, &n);
    layered_edge *ways = arena_new(a, layered_edge, g->n_edges);
    const graph_edge **edges = arena_new(a, const graph_edge *, g->n_edges);
    for (size_t i = 0; i < g->n_edges; i++) {
        if (number[g->edges[i].from] == SIZE_MAX)
            continue;
        edges[n_ways] = &g->edges[i];
        ways[n_ways++] = (layered_edge){ .from = number[g->edges[i].from],
                                         .to = number[g->edges[i].to] };
    }
    layered l = layered_layout(a, n, ways, n_ways);
    for (int strong = 0; strong < 2; strong++)
        for (size_t i = 0; i < n_ways; i++)
            if (is_strong(c, edges[i]) == (strong == 1))
                draw_edge(c, &l, &ways[i], edges[i], top);
    for (size_t i = 0; i < g->n_nodes; i++)
        if (number[i] != SIZE_MAX)
            draw_node(c, &l, &g->nodes[i], number[i], top);
    double right = MARGIN_PT * 2 + (double)(l.n_layers - 1) * c->column_pt + c->box_pt;
    c->f->width_pt = fmax(c->f->width_pt, right);
    return (l.last_row - l.first_row) * ROW_PT;
}

/* --- around it ---------------------------------------------------------------- */

static void draw_head(canvas *c)
{
    arena *a = c->f->a;
    figure_text(c->f, (point){ MARGIN_PT, 18 }, rich_bold(a, c->r->title), 9.5,
                ALIGN_LEFT, INK);
    figure_text(c->f, (point){ MARGIN_PT, 31 }, rich_species(a, c->r->overall), 8,
                ALIGN_LEFT, INK);
}

static bool has_weak(const canvas *c)
{
    for (size_t i = 0; i < c->g->n_edges; i++)
        if (!is_strong(c, &c->g->edges[i]))
            return true;
    return false;
}

static void draw_legend(canvas *c, double y)
{
    arena *a = c->f->a;
    bool is_there[N_KINDS] = { false };
    for (size_t i = 0; i < c->g->n_edges; i++)
        is_there[c->g->edges[i].kind] = true;
    double x = MARGIN_PT;
    for (size_t i = 0; i < N_KINDS; i++) {
        bool is_told =
            i > 0 && is_there[i - 1] && strcmp(kinds[i].name, kinds[i - 1].name) == 0;
        if (!is_there[i] || is_told)
            continue;
        rich text = rich_plain(a, kinds[i].name);
        figure_line(c->f, (point){ x, y }, (point){ x + 14, y },
                    (stroke){ kinds[i].color, STRONG_PT, 0 });
        figure_text(c->f, (point){ x + 18, y + 2.5 }, text, SIZE_PT, ALIGN_LEFT, INK);
        x += 30 + rich_width_pt(text, SIZE_PT);
    }
    if (has_weak(c)) {
        rich note = rich_plain(a, "thin: outside the named pathways");
        figure_text(c->f, (point){ x, y + 2.5 }, note, SIZE_PT, ALIGN_LEFT, GREY);
        x += rich_width_pt(note, SIZE_PT);
    }
    c->f->width_pt = fmax(c->f->width_pt, x + MARGIN_PT);
}

static bool *steps_of_pathways(arena *a, const chp_reaction *r)
{
    bool *is_named = arena_new(a, bool, r->n_steps);
    for (size_t i = 0; i < r->n_pathways; i++)
        for (size_t k = 0; k < r->pathways[i].n_steps; k++)
            is_named[r->pathways[i].steps[k]] = true;
    return is_named;
}

static figure *figure_of_network(arena *a, const chp_reaction *r, const graph *g)
{
    canvas c = { .f = figure_new(a, r->title, 0, 0), .r = r, .g = g };
    c.is_named = steps_of_pathways(a, r);
    for (size_t i = 0; i < g->n_nodes; i++)
        c.box_pt = fmax(c.box_pt, 2 * half_width(&c, i) + 2 * ARROW_PT);
    c.column_pt = c.box_pt + GAP_PT;
    draw_head(&c);
    double y = HEAD_PT + ROW_PT / 2;
    for (size_t i = 0; i < g->n_turns; i++)
        y += draw_turn(&c, &g->turns[i], y) + ROW_PT + BAND_PT;
    draw_legend(&c, y);
    c.f->height_pt = y + MARGIN_PT;
    return c.f;
}

/* --- into a file -------------------------------------------------------------- */

static bool bytes_for(arena *a, const figure *f, const char *path, str *bytes,
                      chp_diag *diag)
{
    static const struct {
        const char *suffix;
        figure_format format;
    } drawn[] = { { ".pdf", FIGURE_PDF },
                  { ".eps", FIGURE_EPS },
                  { ".png", FIGURE_PNG } };
    if (str_ends(str_of(path), STR(".svg"))) {
        *bytes = figure_svg(f, a);
        return true;
    }
    for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++) {
        if (str_ends(str_of(path), str_of(drawn[i].suffix))) {
            *bytes = figure_bytes(f, drawn[i].format, a, diag);
            return bytes->len > 0;
        }
    }
    diag_error(diag, "bad-option", (chp_where){ .path = path },
               "a drawing is an .svg, .pdf, .eps or .png file");
    return false;
}

static bool draw(arena *a, const chp_reaction *r, const char *path, chp_diag *diag)
{
    bool *all = arena_new(a, bool, r->n_species);
    for (size_t i = 0; i < r->n_species; i++)
        all[i] = true;
    graph g;
    str bytes;
    return graph_build(a, r, all, &g, diag) &&
           bytes_for(a, figure_of_network(a, r, &g), path, &bytes, diag) &&
           sink_save(bytes, path, diag);
}

bool chp_draw_reaction(const chp_reaction *reaction, const char *path, chp_diag *diag)
{
    arena scratch = { 0 };
    bool ok = draw(&scratch, reaction, path, diag);
    arena_clear(&scratch);
    return ok;
}
