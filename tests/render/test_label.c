#include "render/label.h"

#include <math.h>

#include "render/rich.h"
#include "suites.h"

#define DOT_PT  1.8
#define TEXT_PT 7.0

static const box frame = { 0, 0, 240, 180 };

/* Dots nearly on each other, each with its name. */
static figure *crowd(arena *a, size_t n)
{
    figure *f = figure_new(a, "a crowd", frame.right, frame.bottom);
    labels l = { .frame = frame };
    for (size_t i = 0; i < n; i++) {
        point at = { 120 + 2 * (double)(i % 2), 90 + 1.5 * (double)i };
        labels_avoid(&l, a, (point){ at.x - DOT_PT, at.y },
                     (point){ at.x + DOT_PT, at.y }, 8);
        labels_add(&l, a,
                   (label){ .text = rich_plain(a, "Ag-for-Ni-2"),
                            .size_pt = TEXT_PT,
                            .at = at,
                            .dot_pt = DOT_PT });
    }
    labels_place(&l, f);
    return f;
}

static bool is_within(point p, box b)
{
    return p.x > b.left && p.x < b.right && p.y > b.top && p.y < b.bottom;
}

/* Looked at in small steps, the ends left out: one of them stands at its own label. */
static bool meets(const mark *line, box b)
{
    enum { N = 200 };
    point from = line->points[0], to = line->points[1];
    for (int i = 1; i < N; i++) {
        double t = (double)i / N;
        point p = { from.x + t * (to.x - from.x), from.y + t * (to.y - from.y) };
        if (is_within(p, b))
            return true;
    }
    return false;
}

START_TEST(a_leader_crosses_no_label)
{
    arena a = { 0 };
    const figure *f = crowd(&a, 3 + (size_t)_i);
    size_t n_texts = 0;
    for (size_t i = 0; i < f->n; i++) {
        n_texts += f->marks[i].kind == MARK_TEXT;
        for (size_t k = 0; k < f->n && f->marks[i].kind == MARK_LINE; k++)
            if (f->marks[k].kind == MARK_TEXT)
                ck_assert(!meets(&f->marks[i], mark_box(&f->marks[k])));
    }
    ck_assert_uint_eq(n_texts, 3 + (size_t)_i);
    arena_clear(&a);
}
END_TEST

START_TEST(names_of_two_dots_stand_near_them_without_leaders)
{
    arena a = { 0 };
    const figure *f = crowd(&a, 2);
    for (size_t i = 0; i < f->n; i++)
        ck_assert_int_eq(f->marks[i].kind, MARK_TEXT);
    arena_clear(&a);
}
END_TEST

static double gap(point p, box b)
{
    double dx = fmax(fmax(b.left - p.x, p.x - b.right), 0),
           dy = fmax(fmax(b.top - p.y, p.y - b.bottom), 0);
    return hypot(dx, dy);
}

/* The room above the lower dot is nearer to the upper one. */
START_TEST(a_name_is_nearest_to_its_own_dot)
{
    arena a = { 0 };
    static const point dots[] = { { 100, 100 }, { 100, 110 } };
    figure *f = figure_new(&a, "a pair", frame.right, frame.bottom);
    labels l = { .frame = frame };
    for (int i = 0; i < 2; i++)
        labels_add(&l, &a,
                   (label){ .text = rich_plain(&a, "Pt"),
                            .size_pt = TEXT_PT,
                            .at = dots[i],
                            .dot_pt = DOT_PT });
    labels_place(&l, f);
    ck_assert_uint_eq(f->n, 2); // no leader
    for (int i = 0; i < 2; i++)
        ck_assert_double_lt(gap(dots[i], mark_box(&f->marks[i])),
                            gap(dots[1 - i], mark_box(&f->marks[i])));
    arena_clear(&a);
}
END_TEST

Suite *suite_label(void)
{
    TCase *tc = tcase_create("label");
    tcase_add_loop_test(tc, a_leader_crosses_no_label, 0, 6);
    tcase_add_test(tc, names_of_two_dots_stand_near_them_without_leaders);
    tcase_add_test(tc, a_name_is_nearest_to_its_own_dot);
    Suite *suite = suite_create("render/label");
    suite_add_tcase(suite, tc);
    return suite;
}
