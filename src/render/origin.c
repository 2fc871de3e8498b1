#include "render/papers.h"

#include "base/number.h"
#include "render/words.h"

/* Where a level begins and ends about its place on the coordinate. */
#define HALF_LEVEL 0.3

typedef struct {
    double x[2];
    size_t level[2];

} stroke;

static size_t longest(const chp_catalyst *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->n_profiles; i++)
        if (c->profiles[i].is_complete && c->profiles[i].n_steps > n)
            n = c->profiles[i].n_steps;
    return n;
}

/* Three header rows, as Origin expects them: long name, unit, comment. */
static void put_header(const chp_catalyst *c, chp_scale scale, FILE *to)
{
    arena a = { 0 };
    const char *name = "step", *unit = "", *comment = "";
    for (size_t i = 0; i < c->n_profiles; i++)
        for (size_t k = 0; k < c->profiles[i].n_potentials; k++) {
            const chp_profile *p = &c->profiles[i];
            if (!p->is_complete)
                continue;
            name = arena_print(&a, "%s\tΔG", name);
            unit = arena_print(&a, "%s\teV", unit);
            comment =
                arena_print(&a, "%s\t%s %s, U = %s %s", comment, p->reaction, p->name,
                            number_fixed(p->at[k].U_V, 3).at, scale_unit(scale));
        }
    fprintf(to, "%s\n%s\n%s\n", name, unit, comment);
    arena_clear(&a);
}

static void put_row(const chp_catalyst *c, const stroke *s, int end, FILE *to)
{
    fputs(number_exact(s->x[end]).at, to);
    for (size_t i = 0; i < c->n_profiles; i++) {
        const chp_profile *p = &c->profiles[i];
        for (size_t k = 0; k < p->n_potentials && p->is_complete; k++) {
            fputc('\t', to);
            bool is_there = s->level[0] <= p->n_steps && s->level[1] <= p->n_steps;
            double G = is_there ? p->level_eV[k * (p->n_steps + 1) + s->level[end]] : 0;
            if (is_there)
                fputs(number_fixed(G, 4).at, to);
        }
    }
    fputc('\n', to);
}

static void put_stroke(const chp_catalyst *c, const stroke *s, FILE *to)
{
    put_row(c, s, 0, to);
    put_row(c, s, 1, to);
    fputc('\n', to);
}

void origin_levels_write(const chp_catalyst *catalyst, chp_scale scale, FILE *to)
{
    put_header(catalyst, scale, to);
    for (size_t i = 0; i <= longest(catalyst); i++) {
        double x = (double)i;
        const stroke s = { { x - HALF_LEVEL, x + HALF_LEVEL }, { i, i } };
        put_stroke(catalyst, &s, to);
    }
}

void origin_links_write(const chp_catalyst *catalyst, chp_scale scale, FILE *to)
{
    put_header(catalyst, scale, to);
    for (size_t i = 0; i < longest(catalyst); i++) {
        double x = (double)i;
        const stroke s = { { x + HALF_LEVEL, x + 1 - HALF_LEVEL }, { i, i + 1 } };
        put_stroke(catalyst, &s, to);
    }
}
