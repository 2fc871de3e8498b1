/* One self-contained page: no script, no font, no network. */
#include "render/page.h"

#include "render/backend.h"
#include "render/html.h"
#include "render/text.h"

static const char head[] =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<meta name=\"generator\" content=\"chepath " CHP_VERSION "\">\n<title>";

static const char style[] =
    "</title>\n<style>\n"
    "body{max-width:70rem;margin:2rem auto;padding:0 1.5rem;color:#1a1a1a;"
    "font:16px/1.5 system-ui,'Segoe UI',Helvetica,Arial,sans-serif}\n"
    "h1{font-size:1.6rem;margin:2.5rem 0 .8rem;padding-bottom:.3rem;"
    "border-bottom:2px solid #0072b2}\n"
    "h2{font-size:1.15rem;margin:2rem 0 .6rem}\n"
    "table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}"
    "\n"
    "th,td{padding:.18rem .65rem;text-align:left;white-space:nowrap}\n"
    "thead{border-top:1.5px solid #1a1a1a;border-bottom:1px solid #1a1a1a}\n"
    "table{border-bottom:1.5px solid #1a1a1a}\n"
    "th{font-weight:600;vertical-align:bottom}\nth small{font-weight:400;color:#666}\n"
    ".n{text-align:right}\ntbody tr:hover{background:#f3f7fa}\n"
    "tr.pds{color:#b34700;font-weight:600}\n"
    ".wide{overflow-x:auto;margin:.6rem 0}\n"
    "dl{display:grid;grid-template-columns:12rem 1fr;gap:.15rem 1rem;margin:.8rem 0}\n"
    "dt{color:#666}\ndd{margin:0}\n"
    "figure{margin:1.2rem 0}\nfigure svg{max-width:100%;height:auto}\n"
    "sub,sup{line-height:0;font-size:.72em}\n"
    "ul.messages{list-style:none;padding:0;font-size:.92rem}\n"
    ".messages li{border-left:4px solid #999;padding:.2rem .8rem;margin:.5rem 0}\n"
    ".messages .error{border-color:#c00020}\n.messages .warning{border-color:#e69f00}\n"
    ".messages .place{font-family:ui-monospace,monospace;color:#555}\n"
    ".messages p{margin:.1rem 0;color:#555}\n.messages pre{margin:.2rem 0;color:#555}\n"
    "@media print{body{margin:0;max-width:none;font-size:11px}h2{break-after:avoid}"
    "tr{break-inside:avoid}}\n"
    "</style>\n</head>\n<body>\n";

static void put_clean(page *p, const char *text)
{
    html_put(str_of(text_clean(p->a, text)), p->to);
}

static void end_list(page *p)
{
    if (p->last == PAGE_ITEM)
        fputs("</dl>\n", p->to);
    p->last = PAGE_HEADING;
}

static void heading(page *p, int level, const char *text)
{
    end_list(p);
    fprintf(p->to, "<h%d>", level);
    put_clean(p, text);
    fprintf(p->to, "</h%d>\n", level);
}

static void begin(page *p, const char *title)
{
    fputs(head, p->to);
    put_clean(p, title);
    fputs(style, p->to);
    heading(p, 1, title);
}

static void item(page *p, const char *name, const char *value, bool is_formula)
{
    if (p->last != PAGE_ITEM)
        fputs("<dl>\n", p->to);
    p->last = PAGE_ITEM;
    fputs("<dt>", p->to);
    html_put_rich(rich_formula(p->a, name), p->to);
    fputs("</dt><dd>", p->to);
    html_put_rich(is_formula ? rich_formula(p->a, value) : rich_plain(p->a, value),
                  p->to);
    fputs("</dd>\n", p->to);
}

static void put_table(page *p, const table *t)
{
    end_list(p);
    table_write_html(t, p->to);
}

static void put_figure(page *p, const figure *f)
{
    end_list(p);
    str svg = figure_svg(f, p->a);
    str_after(&svg, STR("?>\n")); // an XML declaration has no place inside a page
    fputs("<figure>\n", p->to);
    fwrite(svg.at, 1, svg.len, p->to);
    fputs("</figure>\n", p->to);
}

static void put_message(page *p, const chp_message *m)
{
    static const char *const word[] = { "note", "warning", "error" };
    fprintf(p->to, "<li class=\"%s\"><b>%s</b> ", word[m->severity], word[m->severity]);
    put_clean(p, m->fact);
    fputs(" [", p->to);
    put_clean(p, m->code);
    fputs(m->is_allowed ? ", allowed]" : "]", p->to);
    if (m->where.path) {
        fputs("<br><span class=\"place\">", p->to);
        put_clean(p, m->where.path);
        if (m->where.line > 0)
            fprintf(p->to, ":%zu", m->where.line);
        fputs("</span>", p->to);
    }
    if (m->excerpt) {
        fputs("<pre>", p->to);
        html_put(str_of(m->excerpt), p->to);
        fputs("</pre>", p->to);
    }
    if (m->hint) {
        fputs("<p>", p->to);
        put_clean(p, m->hint);
        fputs("</p>", p->to);
    }
    fputs("</li>\n", p->to);
}

static void messages(page *p, const chp_diag *diag)
{
    end_list(p);
    fputs("<ul class=\"messages\">\n", p->to);
    for (size_t i = 0, n = chp_diag_count(diag, CHP_NOTE); i < n; i++)
        put_message(p, chp_diag_get(diag, i));
    fputs("</ul>\n", p->to);
}

static void end(page *p)
{
    end_list(p);
    fputs("</body>\n</html>\n", p->to);
}

const page_kind page_html = {
    .begin = begin,
    .heading = heading,
    .item = item,
    .table = put_table,
    .figure = put_figure,
    .messages = messages,
    .end = end,
};
