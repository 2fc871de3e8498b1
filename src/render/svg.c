/* SVG: text stays text, so that it can be searched, edited and set in a journal's own
 * typeface. */
#include "render/backend.h"

#include <libxml/xmlwriter.h>

#include "base/number.h"

typedef struct {
    xmlTextWriterPtr w;
    bool is_bad;
} out;

static void check(out *o, int status)
{
    o->is_bad = o->is_bad || status < 0;
}

static const xmlChar *xml(const char *text)
{
    return (const xmlChar *)text;
}

static void open_element(out *o, const char *name)
{
    check(o, xmlTextWriterStartElement(o->w, xml(name)));
}

static void close_element(out *o)
{
    check(o, xmlTextWriterEndElement(o->w));
}

static void attribute(out *o, const char *name, const char *value)
{
    check(o, xmlTextWriterWriteAttribute(o->w, xml(name), xml(value)));
}

/* A hundredth of a point is finer than any printer. */
static void attribute_pt(out *o, const char *name, double value)
{
    double rounded = (double)(long long)(value * 100 + (value < 0 ? -0.5 : 0.5)) / 100;
    attribute(o, name, number_exact(rounded + 0.0).at);
}

static void attribute_color(out *o, const char *name, rgb c)
{
    char text[8];
    snprintf(text, sizeof text, "#%06x", c & 0xFFFFFFu);
    attribute(o, name, text);
}

static const char *point_list(arena *scratch, const mark *m)
{
    const char *points = "";
    for (size_t i = 0; i < m->n_points; i++)
        points = arena_append(scratch, points, " ", "%s,%s",
                              number_fixed(m->points[i].x, 2).at,
                              number_fixed(m->points[i].y, 2).at);
    return points;
}

static void put_line(out *o, const mark *m, arena *scratch)
{
    bool is_path = m->n_points != 2;
    open_element(o, is_path ? "polyline" : "line");
    if (is_path) {
        attribute(o, "points", point_list(scratch, m));
        attribute(o, "fill", "none");
    } else {
        attribute_pt(o, "x1", m->points[0].x);
        attribute_pt(o, "y1", m->points[0].y);
        attribute_pt(o, "x2", m->points[1].x);
        attribute_pt(o, "y2", m->points[1].y);
    }
    attribute_color(o, "stroke", m->color);
    attribute_pt(o, "stroke-width", m->width_pt);
    if (m->dash_pt > 0)
        attribute_pt(o, "stroke-dasharray", m->dash_pt);
    close_element(o);
}

static void put_area(out *o, const mark *m, arena *scratch)
{
    open_element(o, "polygon");
    attribute(o, "points", point_list(scratch, m));
    attribute_color(o, "fill", m->color);
    close_element(o);
}

/* Each run moves the baseline back from where the one before left it. */
static double put_run(out *o, const run *r, double size_pt, double baseline)
{
    double shift = r->script == SCRIPT_SUB     ? SUB_DROP * size_pt
                   : r->script == SCRIPT_SUPER ? -SUPER_RISE * size_pt
                                               : 0;
    open_element(o, "tspan");
    if (shift != baseline)
        attribute_pt(o, "dy", shift - baseline);
    if (r->script != SCRIPT_BASE)
        attribute_pt(o, "font-size", size_pt * SCRIPT_SCALE);
    if (r->is_bold)
        attribute(o, "font-weight", "bold");
    if (r->is_italic)
        attribute(o, "font-style", "italic");
    check(o, xmlTextWriterWriteString(o->w, xml(r->text)));
    close_element(o);
    return shift;
}

static void put_text(out *o, const mark *m, arena *scratch)
{
    static const char *const align_name[] = { "start", "middle", "end" };
    point at = m->points[0];
    open_element(o, "text");
    attribute_pt(o, "x", at.x);
    attribute_pt(o, "y", at.y);
    attribute_pt(o, "font-size", m->size_pt);
    attribute(o, "text-anchor", align_name[m->align]);
    attribute_color(o, "fill", m->color);
    if (m->is_upright)
        attribute(o, "transform",
                  arena_print(scratch, "rotate(-90 %s %s)", number_fixed(at.x, 2).at,
                              number_fixed(at.y, 2).at));
    double baseline = 0;
    for (size_t i = 0; i < m->text.n; i++)
        baseline = put_run(o, &m->text.runs[i], m->size_pt, baseline);
    close_element(o);
}

static void put_figure(out *o, const figure *f, arena *scratch)
{
    const char *width = arena_print(scratch, "%spt", number_fixed(f->width_pt, 2).at);
    const char *height = arena_print(scratch, "%spt", number_fixed(f->height_pt, 2).at);
    open_element(o, "svg");
    attribute(o, "xmlns", "http://www.w3.org/2000/svg");
    attribute(o, "width", width);
    attribute(o, "height", height);
    attribute(o, "viewBox",
              arena_print(scratch, "0 0 %.*s %.*s", (int)strlen(width) - 2, width,
                          (int)strlen(height) - 2, height));
    attribute(o, "font-family", FONT_FAMILY);
    attribute(o, "xml:space", "preserve");
    check(o, xmlTextWriterWriteElement(o->w, xml("title"), xml(f->title)));
    check(o, xmlTextWriterWriteString(o->w, xml("\n")));
    for (size_t i = 0; i < f->n; i++) {
        const mark *m = &f->marks[i];
        if (m->kind == MARK_LINE)
            put_line(o, m, scratch);
        else if (m->kind == MARK_AREA)
            put_area(o, m, scratch);
        else
            put_text(o, m, scratch);
        check(o, xmlTextWriterWriteString(o->w, xml("\n")));
    }
    close_element(o);
}

str figure_svg(const figure *f, arena *a)
{
    xmlBufferPtr buffer = xmlBufferCreate();
    out o = { .w = xmlNewTextWriterMemory(buffer, 0) };
    arena scratch = { 0 };
    check(&o, xmlTextWriterStartDocument(o.w, NULL, "UTF-8", NULL));
    put_figure(&o, f, &scratch);
    check(&o, xmlTextWriterEndDocument(o.w));
    xmlFreeTextWriter(o.w);
    str text = { (const char *)xmlBufferContent(buffer),
                 (size_t)xmlBufferLength(buffer) };
    text.at = arena_str(a, text);
    xmlBufferFree(buffer);
    arena_clear(&scratch);
    return text;
}
