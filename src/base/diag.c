#include "base/diag.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/codes.h"

typedef struct allowed allowed;
struct allowed {
    const allowed *next;
    const char *code;
};

struct chp_diag {
    arena memory;
    size_t n;
    chp_message **messages; // each stays where it is
    chp_message *newest;
    const allowed *allowed;
};

chp_diag *chp_diag_new(void)
{
    arena memory = { 0 };
    chp_diag *diag = arena_new(&memory, chp_diag, 1);
    diag->memory = memory;
    return diag;
}

void chp_diag_free(chp_diag *diag)
{
    if (!diag)
        return;
    arena memory = diag->memory; // the diag itself lives in it
    arena_clear(&memory);
}

void chp_diag_allow(chp_diag *diag, const char *code)
{
    allowed *one = arena_new(&diag->memory, allowed, 1);
    *one = (allowed){ diag->allowed, arena_str(&diag->memory, str_of(code)) };
    diag->allowed = one;
}

static bool is_allowed(const chp_diag *diag, const char *code)
{
    for (const allowed *one = diag->allowed; one; one = one->next)
        if (str_eq_nocase(str_of(one->code), str_of(code)))
            return true;
    return false;
}

static const char *copy(arena *a, const char *text)
{
    return text ? arena_str(a, str_of(text)) : NULL;
}

/* Messages about one file follow each other: they share its path. */
static const char *kept_path(chp_diag *diag, const char *path)
{
    const char *last = diag->newest ? diag->newest->where.path : NULL;
    return path && last && strcmp(path, last) == 0 ? last : copy(&diag->memory, path);
}

static void add(chp_diag *diag, chp_message message)
{
    message.code = codes_find(message.code); // what it was raised with may go
    assert(message.code);
    message.where.path = kept_path(diag, message.where.path);
    if (message.severity == CHP_ERROR && is_allowed(diag, message.code)) {
        message.severity = CHP_WARNING;
        message.is_allowed = true;
    }
    diag->newest = arena_new(&diag->memory, chp_message, 1);
    *diag->newest = message;
    diag->messages =
        arena_grow(&diag->memory, diag->messages, diag->n, sizeof *diag->messages);
    diag->messages[diag->n++] = diag->newest;
}

static bool say(chp_diag *diag, chp_severity severity, const char *code, chp_where at,
                const char *fmt, va_list args)
{
    const char *fact = arena_vprint(&diag->memory, fmt, args);
    add(diag,
        (chp_message){ .severity = severity, .code = code, .where = at, .fact = fact });
    return diag->newest->severity == CHP_ERROR;
}

bool diag_error(chp_diag *diag, const char *code, chp_where at, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    bool stands = say(diag, CHP_ERROR, code, at, fmt, args);
    va_end(args);
    return stands;
}

void diag_warn(chp_diag *diag, const char *code, chp_where at, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    say(diag, CHP_WARNING, code, at, fmt, args);
    va_end(args);
}

void diag_note(chp_diag *diag, const char *code, chp_where at, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    say(diag, CHP_NOTE, code, at, fmt, args);
    va_end(args);
}

void diag_hint(chp_diag *diag, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    diag->newest->hint = arena_vprint(&diag->memory, fmt, args);
    va_end(args);
}

void diag_excerpt(chp_diag *diag, const char *line, size_t line_length, size_t column)
{
    diag->newest->excerpt = column == 0
                                ? arena_str(&diag->memory, (str){ line, line_length })
                                : arena_print(&diag->memory, "%.*s\n%*s",
                                              (int)line_length, line, (int)column, "^");
}

size_t chp_diag_count(const chp_diag *diag, chp_severity at_least)
{
    size_t n = 0;
    for (size_t i = 0; i < diag->n; i++)
        n += diag->messages[i]->severity >= at_least;
    return n;
}

const chp_message *chp_diag_get(const chp_diag *diag, size_t i)
{
    return i < diag->n ? diag->messages[i] : NULL;
}

chp_diag *diag_child(const chp_diag *parent)
{
    chp_diag *diag = chp_diag_new();
    diag->allowed = parent->allowed;
    return diag;
}

void chp_diag_merge(chp_diag *diag, const chp_diag *from)
{
    diag_merge_at_most(diag, from, CHP_ERROR);
}

void diag_add(chp_diag *diag, const chp_message *message)
{
    chp_message m = *message;
    m.fact = copy(&diag->memory, m.fact);
    m.hint = copy(&diag->memory, m.hint);
    m.excerpt = copy(&diag->memory, m.excerpt);
    add(diag, m);
}

void diag_merge_at_most(chp_diag *diag, const chp_diag *from, chp_severity most)
{
    for (size_t i = 0; i < from->n; i++) {
        chp_message m = *from->messages[i];
        m.severity = m.severity > most ? most : m.severity;
        diag_add(diag, &m);
    }
}

bool diag_has(const chp_diag *diag, const char *code)
{
    for (size_t i = 0; i < diag->n; i++)
        if (strcmp(diag->messages[i]->code, code) == 0)
            return true;
    return false;
}

static bool has_met(const chp_diag *diag, const char *code)
{
    for (size_t i = 0; i < diag->n; i++)
        if (diag->messages[i]->is_allowed &&
            str_eq_nocase(str_of(diag->messages[i]->code), str_of(code)))
            return true;
    return false;
}

/* The code of an error that stands and is spelt much like this one, or NULL. */
static const char *nearest_error(chp_diag *diag, const char *code)
{
    const char **codes = arena_new(&diag->memory, const char *, diag->n + 1);
    size_t n = 0;
    for (size_t i = 0; i < diag->n; i++)
        if (diag->messages[i]->severity == CHP_ERROR)
            codes[n++] = diag->messages[i]->code;
    return chp_nearest_word(code, codes);
}

void chp_diag_note_unused(chp_diag *diag)
{
    for (const allowed *one = diag->allowed; one; one = one->next) {
        if (has_met(diag, one->code))
            continue;
        diag_note(diag, "unused-option", NOWHERE, "--allow=%s: no error has this code",
                  one->code);
        const char *near = nearest_error(diag, one->code);
        if (near)
            diag_hint(diag, "Did you mean %s?", near);
    }
}

/* What came from a file must not steer the terminal. Newlines stay where we put
 * them ourselves: in an excerpt. */
static void print_safely(const char *text, const char *indent, FILE *to)
{
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        if (*c == '\n' && indent)
            fprintf(to, "\n%s", indent);
        else if (*c < ' ' || *c == 0x7f)
            fprintf(to, "\\x%02x", *c);
        else
            fputc(*c, to);
    }
}

static void print_message(const chp_message *m, FILE *to)
{
    static const char *const word[] = { "note", "warning", "error" };
    if (m->where.path) {
        print_safely(m->where.path, NULL, to);
        if (m->where.line > 0)
            fprintf(to, ":%zu", m->where.line);
        fputs(": ", to);
    }
    fprintf(to, "%s: ", word[m->severity]);
    print_safely(m->fact, NULL, to);
    fprintf(to, " [%s%s]\n", m->code, m->is_allowed ? ", allowed" : "");
    if (m->excerpt) {
        fputs("    ", to);
        print_safely(m->excerpt, "    ", to);
        fputc('\n', to);
    }
    if (m->hint) {
        fputs("  hint: ", to);
        print_safely(m->hint, NULL, to);
        fputc('\n', to);
    }
}

void chp_diag_print(const chp_diag *diag, FILE *to)
{
    for (size_t i = 0; i < diag->n; i++)
        print_message(diag->messages[i], to);
}
