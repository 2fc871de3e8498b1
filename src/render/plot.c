#include "render/plot.h"

#include <math.h>

#include "base/number.h"

#define NUMBER_GAP_PT 3.0
#define KEY_PT        14.0
#define MIDDLE        0.36 // of the size: half the height of a digit

double plot_y(const plot *p, double value)
{
    const scale *s = &p->scale;
    return p->frame.bottom -
           (value - s->low) / (s->high - s->low) * (p->frame.bottom - p->frame.top);
}

static const stroke thin = { INK, FRAME_PT, 0 };

void plot_frame(const plot *p)
{
    box b = p->frame;
    const point corner[] = { { b.left, b.top },
                             { b.right, b.top },
                             { b.right, b.bottom },
                             { b.left, b.bottom } };
    for (size_t i = 0; i < 4; i++)
        figure_line(p->f, corner[i], corner[(i + 1) % 4], thin);
}

static double first_tick(const scale *s)
{
    return ceil(s->low / s->step);
}

void plot_marks(const plot *p)
{
    const scale *s = &p->scale;
    for (double k = first_tick(s); k * s->step <= s->high; k++) {
        double x = p->frame.left, y = plot_y(p, k * s->step);
        figure_line(p->f, (point){ x, y }, (point){ x + TICK_PT, y }, thin);
    }
}

void plot_ticks(const plot *p)
{
    const scale *s = &p->scale;
    plot_marks(p);
    if (s->low < 0 && s->high > 0)
        figure_line(p->f, (point){ p->frame.left, plot_y(p, 0) },
                    (point){ p->frame.right, plot_y(p, 0) }, (stroke){ PALE, 0.5, 0 });
}

static rich tick_text(const scale *s, double k, arena *a)
{
    return rich_words(a, number_fixed(k * s->step, s->digits).at);
}

void plot_numbers(const plot *p, const char *title, double room_pt)
{
    figure *f = p->f;
    const scale *s = &p->scale;
    for (double k = first_tick(s); k * s->step <= s->high; k++)
        figure_text(f,
                    (point){ p->frame.left - NUMBER_GAP_PT,
                             plot_y(p, k * s->step) + MIDDLE * TEXT_PT },
                    tick_text(s, k, f->a), TEXT_PT, ALIGN_RIGHT, INK);
    plot_title(p, rich_words(f->a, title), room_pt);
}

void plot_title(const plot *p, rich title, double room_pt)
{
    point at = { p->frame.left - room_pt + TITLE_PT,
                 (p->frame.top + p->frame.bottom) / 2 };
    figure_text(p->f, at, title, TITLE_PT, ALIGN_MIDDLE, INK)->is_upright = true;
}

double plot_room(const scale *s, arena *a)
{
    double widest = 0;
    for (double k = first_tick(s); k * s->step <= s->high; k++)
        widest = fmax(widest, rich_width_pt(tick_text(s, k, a), TEXT_PT));
    return 1.3 * TITLE_PT + 3 + widest + NUMBER_GAP_PT;
}

/* --- along the foot ------------------------------------------------------------- */

double plot_x(const plot *p, double value)
{
    const scale *s = &p->across;
    return p->frame.left +
           (value - s->low) / (s->high - s->low) * (p->frame.right - p->frame.left);
}

void plot_ticks_across(const plot *p)
{
    const scale *s = &p->across;
    for (double k = first_tick(s); k * s->step <= s->high; k++) {
        double x = plot_x(p, k * s->step), y = p->frame.bottom;
        figure_line(p->f, (point){ x, y }, (point){ x, y - TICK_PT }, thin);
    }
}

void plot_numbers_across(const plot *p, const char *title)
{
    figure *f = p->f;
    const scale *s = &p->across;
    for (double k = first_tick(s); k * s->step <= s->high; k++)
        figure_text(f, (point){ plot_x(p, k * s->step), p->frame.bottom + 9 },
                    tick_text(s, k, f->a), TEXT_PT, ALIGN_MIDDLE, INK);
    figure_text(f,
                (point){ (p->frame.left + p->frame.right) / 2, p->frame.bottom + 20 },
                rich_formula(f->a, title), TITLE_PT, ALIGN_MIDDLE, INK);
}

/* --- what is plotted ------------------------------------------------------------- */

void plot_dot(const plot *p, point at, double radius, rgb color)
{
    enum { N = 24 };
    point edge[N];
    for (int i = 0; i < N; i++) {
        double angle = 2 * 3.14159265358979 * i / N;
        edge[i] = (point){ at.x + radius * cos(angle), at.y + radius * sin(angle) };
    }
    figure_area(p->f, edge, N, color);
}

/* Move `from` along the line until it is inside. */
static bool pull_in(point *from, point to, double low, double high, bool is_x)
{
    double a = is_x ? from->x : from->y, b = is_x ? to.x : to.y;
    double bound = a < low ? low : high;
    if (a >= low && a <= high)
        return true;
    if ((a < low && b <= low) || (a > high && b >= high))
        return false;
    double t = (bound - a) / (b - a);
    *from = (point){ from->x + t * (to.x - from->x), from->y + t * (to.y - from->y) };
    return true;
}

bool plot_clip(const plot *p, point *from, point *to)
{
    const box *b = &p->frame;
    return pull_in(from, *to, b->left, b->right, true) &&
           pull_in(to, *from, b->left, b->right, true) &&
           pull_in(from, *to, b->top, b->bottom, false) &&
           pull_in(to, *from, b->top, b->bottom, false);
}

/* --- text ------------------------------------------------------------------------- */

static rich set(arena *a, const char *text, bool is_bold)
{
    return is_bold ? rich_bold(a, text) : rich_plain(a, text);
}

/* One character less: a byte 10xxxxxx is never the first of one. */
static size_t shorter(const char *text, size_t n)
{
    n--;
    while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
        n--;
    return n;
}

rich plot_clipped(arena *a, const char *text, bool is_bold, double size_pt,
                  double width_pt)
{
    rich whole = set(a, text, is_bold);
    for (size_t n = strlen(text); n > 0 && rich_width_pt(whole, size_pt) > width_pt;) {
        n = shorter(text, n);
        whole = set(a, arena_print(a, "%.*s…", (int)n, text), is_bold);
    }
    return whole;
}

double plot_key_width(rich text)
{
    return rich_width_pt(text, TEXT_PT) + NUMBER_GAP_PT + KEY_PT;
}

double plot_key(figure *f, double right, double y, rich text, rgb color)
{
    double x = right - plot_key_width(text), middle = y - MIDDLE * TEXT_PT;
    figure_text(f, (point){ right, y }, text, TEXT_PT, ALIGN_RIGHT, INK);
    figure_line(f, (point){ x, middle }, (point){ x + KEY_PT, middle },
                (stroke){ color, LEVEL_PT, 0 });
    return x;
}
