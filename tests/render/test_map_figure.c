#include <math.h>
#include <string.h>

#include "render/figures.h"
#include "suites.h"

/* Three steps as planes over the unit square: U_L = -max(x, y, 0.9 - x - y). */
static const chp_map_step steps[] = {
    { .from = "*", .to = "*A", .n_e = 1, .may_limit = true, .c = { 0, 1, 0 } },
    { .from = "*A", .to = "*B", .n_e = 1, .may_limit = true, .c = { 0, 0, 1 } },
    { .from = "*B", .to = "*C", .n_e = 2, .may_limit = true, .c = { 1.8, -2, -2 } },
    { .from = "*C", .to = "*", .n_e = 0, .c = { 0.5, 0.5, 0 } },
};
static const chp_map_step backwards[] = {
    { .from = "*", .to = "*A", .n_e = -1, .may_limit = true, .c = { 0, 1, 0 } },
    { .from = "*A", .to = "*B", .n_e = -1, .may_limit = true, .c = { 0, 0, 1 } },
    { .from = "*B", .to = "*C", .n_e = -2, .may_limit = true, .c = { 1.8, -2, -2 } },
    { .from = "*C", .to = "*", .n_e = 0, .c = { 0.5, 0.5, 0 } },
};
enum { N_GRID = 21 };

static chp_map map_of(arena *a, bool is_oxidation)
{
    double *U_L_V = arena_new(a, double, N_GRID *N_GRID);
    size_t *limits = arena_new(a, size_t, N_GRID * N_GRID);
    chp_map m = {
        .reaction = "made-up",
        .pathway = "planes",
        .x = { "*A", "ΔG(*A)", "eV", false },
        .y = { "*B", "ΔG(*B)", "eV", false },
        .is_oxidation = is_oxidation,
        .n_steps = 4,
        .steps = is_oxidation ? backwards : steps,
        .x_high = 1,
        .y_high = 1,
        .n_x = N_GRID,
        .n_y = N_GRID,
    };
    for (size_t k = 0; k < N_GRID * N_GRID; k++)
        U_L_V[k] = chp_map_at(&m, (double)(k % N_GRID) / (N_GRID - 1),
                              (double)(k / N_GRID) / (N_GRID - 1), &limits[k]);
    m.U_L_V = U_L_V;
    m.limits = limits;
    return m;
}

static bool holds(const mark *area, point p)
{
    bool inside = false;
    for (size_t i = 0, j = area->n_points - 1; i < area->n_points; j = i++) {
        point a = area->points[i], b = area->points[j];
        if ((a.y > p.y) != (b.y > p.y) &&
            p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x)
            inside = !inside;
    }
    return inside;
}

/* What is seen: the last area that was painted there. */
static rgb color_at(const figure *f, point p)
{
    rgb color = 0xFFFFFF;
    for (size_t i = 0; i < f->n; i++)
        if (f->marks[i].kind == MARK_AREA && holds(&f->marks[i], p))
            color = f->marks[i].color;
    return color;
}

static const mark *first_area(const figure *f)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->marks[i].kind == MARK_AREA)
            return &f->marks[i];
    return NULL;
}

static const mark *text_of(const figure *f, const char *text, double right_of)
{
    for (size_t i = 0; i < f->n; i++) {
        const mark *m = &f->marks[i];
        const char *whole = "";
        if (m->kind != MARK_TEXT || m->points[0].x < right_of)
            continue;
        for (size_t k = 0; k < m->text.n; k++)
            whole = arena_print(f->a, "%s%s", whole, m->text.runs[k].text);
        if (strcmp(whole, text) == 0)
            return m;
    }
    return NULL;
}

/* Colours that are painted, from left to right along the bar, are those of the map. */
START_TEST(every_place_has_the_colour_that_the_bar_gives_its_potential)
{
    arena a = { 0 };
    chp_map m = map_of(&a, _i == 1);
    const figure *f = figure_of_map(&a, NULL, &m, CHP_RHE);
    const mark *frame = first_area(f); // all of it in the colour of the worst
    double left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;
    for (size_t i = 0; i < frame->n_points; i++) {
        left = fmin(left, frame->points[i].x);
        right = fmax(right, frame->points[i].x);
        top = fmin(top, frame->points[i].y);
        bottom = fmax(bottom, frame->points[i].y);
    }
    // a number of the bar, and how far one volt is
    const mark *low = text_of(f, _i == 1 ? "0.40" : "−0.80", right);
    const mark *high = text_of(f, _i == 1 ? "0.80" : "−0.40", right);
    ck_assert(low && high);
    double bar_x = low->points[0].x - 6,
           volt_pt = (low->points[0].y - high->points[0].y) / 0.4;
    for (int k = 0; k < 400; k++) {
        double x = (k % 20 + 0.37) / 20, y = (k / 20 + 0.41) / 20;
        size_t step;
        double U_V = chp_map_at(&m, x, y, &step);
        if (fabs(U_V * 20 - round(U_V * 20)) < 0.05) // between two colours
            continue;
        point place = { left + x * (right - left), bottom - y * (bottom - top) };
        double low_V = _i == 1 ? 0.4 : -0.8;
        point on_bar = { bar_x, low->points[0].y - 0.36 * 7 - (U_V - low_V) * volt_pt };
        ck_assert_msg(color_at(f, place) == color_at(f, on_bar),
                      "at %g, %g: %06x is not %06x", x, y, color_at(f, place),
                      color_at(f, on_bar));
    }
    arena_clear(&a);
}
END_TEST

START_TEST(regions_bear_the_names_of_their_steps)
{
    arena a = { 0 };
    chp_map m = map_of(&a, false);
    const figure *f = figure_of_map(&a, NULL, &m, CHP_RHE);
    ck_assert_ptr_nonnull(text_of(f, "* → *A", 0));
    ck_assert_ptr_nonnull(text_of(f, "*A → *B", 0));
    ck_assert_ptr_nonnull(text_of(f, "*B → *C", 0));
    ck_assert_ptr_null(text_of(f, "*C → *", 0)); // moves no electron
    arena_clear(&a);
}
END_TEST

Suite *suite_map_figure(void)
{
    TCase *tc = tcase_create("map");
    tcase_add_loop_test(tc, every_place_has_the_colour_that_the_bar_gives_its_potential,
                        0, 2);
    tcase_add_test(tc, regions_bear_the_names_of_their_steps);
    Suite *suite = suite_create("render/map");
    suite_add_tcase(suite, tc);
    return suite;
}
