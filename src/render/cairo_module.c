/* PDF, EPS and PNG, by Cairo and Pango. The same input gives the same bytes: dates are
 * set to none, and no surface is asked for anything that depends on the machine but its
 * typefaces. */
#include <cairo-pdf.h>
#include <cairo-ps.h>
#include <pango/pangocairo.h>

#include "base/module.h"
#include "render/backend.h"

#define PNG_DPI 300.0

/* --- text --------------------------------------------------------------------- */

static PangoLayout *layout_of(cairo_t *cr, const run *r, double size_pt)
{
    double size = r->script == SCRIPT_BASE ? size_pt : size_pt * SCRIPT_SCALE;
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, FONT_FAMILY);
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    if (r->is_bold)
        pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    if (r->is_italic)
        pango_font_description_set_style(font, PANGO_STYLE_ITALIC);
    PangoLayout *layout = pango_cairo_create_layout(cr);
    cairo_font_options_t *exact = cairo_font_options_create();
    cairo_font_options_set_hint_metrics(exact, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(exact, CAIRO_HINT_STYLE_NONE);
    PangoContext *context = pango_layout_get_context(layout);
    pango_cairo_context_set_font_options(context, exact);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_text(layout, r->text, -1);
    cairo_font_options_destroy(exact);
    pango_font_description_free(font);
    return layout;
}

static double run_width_pt(PangoLayout *layout)
{
    int width, height;
    pango_layout_get_size(layout, &width, &height);
    return (double)width / PANGO_SCALE;
}

static double text_width_pt(cairo_t *cr, rich text, double size_pt)
{
    double width = 0;
    for (size_t i = 0; i < text.n; i++) {
        PangoLayout *layout = layout_of(cr, &text.runs[i], size_pt);
        width += run_width_pt(layout);
        g_object_unref(layout);
    }
    return width;
}

static void draw_text(cairo_t *cr, const mark *m)
{
    double width = text_width_pt(cr, m->text, m->size_pt);
    double x = m->align == ALIGN_LEFT    ? 0
               : m->align == ALIGN_RIGHT ? -width
                                         : -width / 2;
    cairo_save(cr);
    cairo_translate(cr, m->points[0].x, m->points[0].y);
    if (m->is_upright)
        cairo_rotate(cr, -G_PI / 2);
    for (size_t i = 0; i < m->text.n; i++) {
        const run *r = &m->text.runs[i];
        PangoLayout *layout = layout_of(cr, r, m->size_pt);
        double y = r->script == SCRIPT_SUB     ? SUB_DROP * m->size_pt
                   : r->script == SCRIPT_SUPER ? -SUPER_RISE * m->size_pt
                                               : 0;
        double baseline = (double)pango_layout_get_baseline(layout) / PANGO_SCALE;
        cairo_move_to(cr, x, y - baseline);
        pango_cairo_show_layout(cr, layout);
        x += run_width_pt(layout);
        g_object_unref(layout);
    }
    cairo_restore(cr);
}

/* --- lines and areas ---------------------------------------------------------- */

static void trace(cairo_t *cr, const mark *m)
{
    cairo_new_path(cr);
    for (size_t i = 0; i < m->n_points; i++)
        cairo_line_to(cr, m->points[i].x, m->points[i].y);
}

static void draw_line(cairo_t *cr, const mark *m)
{
    trace(cr, m);
    cairo_set_line_width(cr, m->width_pt);
    cairo_set_dash(cr, &m->dash_pt, m->dash_pt > 0 ? 1 : 0, 0);
    cairo_stroke(cr);
}

static void draw_area(cairo_t *cr, const mark *m)
{
    trace(cr, m);
    cairo_close_path(cr);
    cairo_fill(cr);
}

static void draw_marks(cairo_t *cr, const figure *f)
{
    for (size_t i = 0; i < f->n; i++) {
        const mark *m = &f->marks[i];
        cairo_set_source_rgb(cr, (m->color >> 16 & 0xFF) / 255.0,
                             (m->color >> 8 & 0xFF) / 255.0, (m->color & 0xFF) / 255.0);
        if (m->kind == MARK_LINE)
            draw_line(cr, m);
        else if (m->kind == MARK_AREA)
            draw_area(cr, m);
        else
            draw_text(cr, m);
    }
}

/* --- surfaces ----------------------------------------------------------------- */

typedef struct {
    void (*put)(void *to, const void *bytes, size_t n);
    void *to;
} target;

static cairo_status_t put(void *closure, const unsigned char *bytes, unsigned n)
{
    target *t = closure;
    t->put(t->to, bytes, n);
    return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *surface_of(const figure *f, figure_format format, target *t)
{
    double width = f->width_pt, height = f->height_pt, zoom = PNG_DPI / 72;
    cairo_surface_t *s;
    switch (format) {
    case FIGURE_PDF:
        s = cairo_pdf_surface_create_for_stream(put, t, width, height);
        cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_TITLE, f->title);
        cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATE_DATE, "");
        return s;
    case FIGURE_EPS:
        s = cairo_ps_surface_create_for_stream(put, t, width, height);
        cairo_ps_surface_set_eps(s, TRUE);
        return s;
    default:
        return cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)(width * zoom + 0.5),
                                          (int)(height * zoom + 0.5));
    }
}

static void fill_paper(cairo_t *cr, figure_format format)
{
    if (format != FIGURE_PNG)
        return;
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_scale(cr, PNG_DPI / 72, PNG_DPI / 72);
}

static bool draw(const figure *f, figure_format format,
                 void (*put_bytes)(void *to, const void *bytes, size_t n), void *to,
                 const char **why)
{
    target t = { put_bytes, to };
    cairo_surface_t *surface = surface_of(f, format, &t);
    cairo_t *cr = cairo_create(surface);
    fill_paper(cr, format);
    draw_marks(cr, f);
    cairo_status_t status = cairo_status(cr);
    cairo_destroy(cr);
    if (status == CAIRO_STATUS_SUCCESS && format == FIGURE_PNG)
        status = cairo_surface_write_to_png_stream(surface, put, &t);
    cairo_surface_finish(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    *why = cairo_status_to_string(status);
    return status == CAIRO_STATUS_SUCCESS;
}

static double width_pt(rich text, double size_pt)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
    cairo_t *cr = cairo_create(surface);
    double width = text_width_pt(cr, text, size_pt);
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
    return width;
}

MODULE_EXPORT const cairo_module chepath_module;
const cairo_module chepath_module = { .draw = draw, .width_pt = width_pt };
