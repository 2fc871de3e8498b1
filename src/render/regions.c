#include "render/regions.h"

#include <stdlib.h>

/* c0 + c1 x + c2 y >= 0 */
typedef struct {
    double c[3];
} half_plane;

static double above(const half_plane *h, point p)
{
    return h->c[0] + h->c[1] * p.x + h->c[2] * p.y;
}

static void add_corner(polygon *p, point at)
{
    if (p->n < MOST_CORNERS)
        p->at[p->n++] = at;
}

/* Sutherland and Hodgman: keep what lies in the half-plane. */
static polygon cut(const polygon *p, half_plane h)
{
    polygon out = { 0 };
    for (size_t i = 0; i < p->n; i++) {
        point a = p->at[i], b = p->at[(i + 1) % p->n];
        double at_a = above(&h, a), at_b = above(&h, b);
        if (at_a >= 0)
            add_corner(&out, a);
        if ((at_a < 0) != (at_b < 0)) {
            double t = at_a / (at_a - at_b);
            add_corner(&out, (point){ a.x + t * (b.x - a.x), a.y + t * (b.y - a.y) });
        }
    }
    return out;
}

/* g_i - level >= 0 */
static half_plane over_level(const chp_map_step *s, double level)
{
    int n = abs(s->n_e);
    return (half_plane){ { -s->c[0] / n - level, -s->c[1] / n, -s->c[2] / n } };
}

polygon region_above(const chp_map *m, const polygon *within, double level_eV)
{
    polygon p = *within;
    for (size_t i = 0; i < m->n_steps; i++)
        if (m->steps[i].may_limit)
            p = cut(&p, over_level(&m->steps[i], level_eV));
    return p;
}

polygon region_of_step(const chp_map *m, const polygon *within, size_t i)
{
    polygon p = *within;
    half_plane own = over_level(&m->steps[i], 0);
    for (size_t j = 0; j < m->n_steps; j++) {
        if (j == i || !m->steps[j].may_limit)
            continue;
        half_plane h = over_level(&m->steps[j], 0);
        for (int k = 0; k < 3; k++)
            h.c[k] -= own.c[k];
        p = cut(&p, h);
    }
    return p;
}

polygon region_below_chemical(const chp_map *m, const polygon *within, double level_eV)
{
    polygon p = *within;
    for (size_t i = 0; i < m->n_steps; i++) {
        const chp_map_step *s = &m->steps[i];
        if (s->n_e == 0)
            p = cut(&p, (half_plane){ { level_eV - s->c[0], -s->c[1], -s->c[2] } });
    }
    return p;
}
