#include "render/json.h"

#include <assert.h>
#include <math.h>

#include "base/number.h"
#include "render/text.h"

json json_to(FILE *to)
{
    return (json){ .to = to };
}

static void put_character(uint32_t c, str bytes, FILE *to)
{
    if (c == '"' || c == '\\')
        fprintf(to, "\\%c", (int)c);
    else if (c == '\n')
        fputs("\\n", to);
    else if (c == '\t')
        fputs("\\t", to);
    else if (c < 0x20 || (c >= 0x7F && c < 0xA0))
        fprintf(to, "\\u%04x", c);
    else if (c == 0xFFFD)
        fputs("\uFFFD", to);
    else
        fwrite(bytes.at, 1, bytes.len, to);
}

static void put_string(const char *text, FILE *to)
{
    str rest = str_of(text), here = rest;
    uint32_t c;
    fputc('"', to);
    for (; text_next(&rest, &c); here = rest)
        put_character(c, str_part(here, 0, here.len - rest.len), to);
    fputc('"', to);
}

static void new_line(json *j)
{
    fputc('\n', j->to);
    text_spaces((size_t)j->depth, j->to);
}

static void begin_value(json *j, const char *key)
{
    if (j->depth > 0) {
        bool is_inline = j->level[j->depth - 1].is_inline;
        if (!j->level[j->depth - 1].is_empty)
            fputs(is_inline ? ", " : ",", j->to);
        j->level[j->depth - 1].is_empty = false;
        if (!is_inline)
            new_line(j);
    }
    if (key) {
        put_string(key, j->to);
        fputs(": ", j->to);
    }
}

static void begin(json *j, const char *key, const char *brackets, bool is_inline)
{
    assert(j->depth < JSON_DEEPEST);
    begin_value(j, key);
    fputc(brackets[0], j->to);
    bool is_inside = j->depth > 0 && j->level[j->depth - 1].is_inline;
    j->level[j->depth].close = brackets[1];
    j->level[j->depth].is_empty = true;
    j->level[j->depth].is_inline = is_inline || is_inside;
    j->depth++;
}

void json_object(json *j, const char *key)
{
    begin(j, key, "{}", false);
}

void json_array(json *j, const char *key)
{
    begin(j, key, "[]", false);
}

void json_row(json *j, const char *key)
{
    begin(j, key, "[]", true);
}

void json_line(json *j, const char *key)
{
    begin(j, key, "{}", true);
}

void json_end(json *j)
{
    j->depth--;
    if (!j->level[j->depth].is_empty && !j->level[j->depth].is_inline)
        new_line(j);
    fputc(j->level[j->depth].close, j->to);
    if (j->depth == 0)
        fputc('\n', j->to);
}

void json_text(json *j, const char *key, const char *text)
{
    if (!text) {
        json_null(j, key);
        return;
    }
    begin_value(j, key);
    put_string(text, j->to);
}

void json_number(json *j, const char *key, double x)
{
    begin_value(j, key);
    double told = x == 0 ? 0 : x; // never -0
    fputs(isfinite(x) ? number_exact(told).at : "null", j->to);
}

void json_count(json *j, const char *key, long long n)
{
    begin_value(j, key);
    fprintf(j->to, "%lld", n);
}

void json_bool(json *j, const char *key, bool is_true)
{
    begin_value(j, key);
    fputs(is_true ? "true" : "false", j->to);
}

void json_null(json *j, const char *key)
{
    begin_value(j, key);
    fputs("null", j->to);
}

void json_fact(json *j, const char *key, chp_fact fact)
{
    if (fact.known)
        json_number(j, key, fact.value);
    else
        json_null(j, key);
}

void json_numbers(json *j, const char *key, const double *x, size_t n)
{
    json_row(j, key);
    for (size_t i = 0; i < n; i++)
        json_number(j, NULL, x[i]);
    json_end(j);
}

void json_counts(json *j, const char *key, const size_t *counts, size_t n)
{
    json_row(j, key);
    for (size_t i = 0; i < n; i++)
        json_count(j, NULL, (long long)counts[i]);
    json_end(j);
}

void json_texts(json *j, const char *key, const char *const *texts, size_t n)
{
    json_row(j, key);
    for (size_t i = 0; i < n; i++)
        json_text(j, NULL, texts[i]);
    json_end(j);
}

void json_names(json *j, const char *key, const char *const *names)
{
    json_row(j, key);
    for (; names && *names; names++)
        json_text(j, NULL, *names);
    json_end(j);
}

void json_messages(json *j, const char *key, const chp_diag *diag)
{
    static const char *const word[] = { "note", "warning", "error" };
    json_array(j, key);
    for (size_t i = 0, n = chp_diag_count(diag, CHP_NOTE); i < n; i++) {
        const chp_message *m = chp_diag_get(diag, i);
        json_object(j, NULL);
        json_text(j, "severity", word[m->severity]);
        json_text(j, "code", m->code);
        json_text(j, "file", m->where.path);
        if (m->where.line > 0)
            json_count(j, "line", (long long)m->where.line);
        else
            json_null(j, "line");
        json_text(j, "fact", m->fact);
        json_text(j, "hint", m->hint);
        if (m->is_allowed)
            json_bool(j, "allowed", true);
        json_end(j);
    }
    json_end(j);
}
