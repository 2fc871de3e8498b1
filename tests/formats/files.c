#include "formats/files.h"

#include <check.h>
#include <stdlib.h>
#include <zlib.h>

static outcome read_scan(const format *f, scan *in)
{
    outcome o = { .diag = chp_diag_new() };
    reading r = { .a = &o.a, .keep_steps = true, .diag = o.diag };
    o.ok = f->read(in, &r, &o.calc);
    return o;
}

outcome read_text(const format *f, str text)
{
    scan in = scan_text(text, "FILE");
    return read_scan(f, &in);
}

typedef struct {
    str rest;
    size_t n_at_once;
    char *window;
} drip;

static bool drip_more(scan *s)
{
    drip *d = s->source;
    size_t n = d->rest.len < d->n_at_once ? d->rest.len : d->n_at_once;
    if (n == 0)
        return false;
    char *window = malloc(s->rest.len + n);
    if (s->rest.len > 0)
        memcpy(window, s->rest.at, s->rest.len);
    memcpy(window + s->rest.len, d->rest.at, n);
    s->rest = (str){ window, s->rest.len + n };
    d->rest = str_from(d->rest, n);
    free(d->window);
    d->window = window;
    return true;
}

outcome read_slowly(const format *f, str text, size_t n_at_once)
{
    drip d = { .rest = text, .n_at_once = n_at_once };
    scan in = { .at.path = "FILE", .more = drip_more, .source = &d };
    outcome o = read_scan(f, &in);
    free(d.window);
    return o;
}

void outcome_free(outcome *o)
{
    chp_diag_free(o->diag);
    arena_clear(&o->a);
}

chp_message outcome_error(const outcome *o)
{
    chp_message last = { .code = "", .fact = "" };
    for (size_t i = 0; i < chp_diag_count(o->diag, CHP_NOTE); i++)
        if (chp_diag_get(o->diag, i)->severity == CHP_ERROR)
            last = *chp_diag_get(o->diag, i);
    return last;
}

bool outcome_says(const outcome *o, const char *code)
{
    for (size_t i = 0; i < chp_diag_count(o->diag, CHP_NOTE); i++)
        if (strcmp(chp_diag_get(o->diag, i)->code, code) == 0)
            return true;
    return false;
}

str file_text(arena *a, const char *path)
{
    enum { PIECE = 65536 };
    gzFile file = gzopen(path, "rb");
    char *text = NULL;
    size_t n = 0, room = 0;
    for (int got = PIECE; file && got == PIECE; n += (size_t)got) {
        if (room - n < PIECE) {
            room = 2 * room + PIECE;
            text = realloc(text, room);
        }
        got = gzread(file, text + n, PIECE);
        got = got < 0 ? 0 : got;
    }
    if (file)
        gzclose(file);
    str kept = { arena_str(a, (str){ text, n }), n };
    free(text);
    return kept;
}

str exchanged(arena *a, str text, const char *from, const char *to)
{
    str after = text;
    ck_assert_msg(str_after(&after, str_of(from)), "'%s' is not in the file", from);
    size_t before = text.len - after.len - strlen(from);
    size_t n = before + strlen(to) + after.len;
    char *out = arena_new(a, char, n + 1);
    memcpy(out, text.at, before);
    memcpy(out + before, to, strlen(to));
    memcpy(out + before + strlen(to), after.at, after.len);
    return (str){ out, n };
}

static bool is_known(const outcome *whole, double sigma0_eV)
{
    for (size_t i = 0; i < whole->calc.n_ionic_steps; i++)
        if (whole->calc.steps[i].sigma0_eV == sigma0_eV)
            return true;
    return false;
}

static void check_one(const format *f, const outcome *whole, str text)
{
    outcome o = read_text(f, text);
    if (o.ok && o.calc.energies.sigma0_eV.known)
        ck_assert(is_known(whole, o.calc.energies.sigma0_eV.value));
    if (!o.ok)
        ck_assert_uint_ge(chp_diag_count(o.diag, CHP_ERROR), 1);
    outcome_free(&o);
}

void check_every_cut(const format *f, str text)
{
    outcome whole = read_text(f, text);
    arena a = { 0 };
    for (size_t n = 0; n <= text.len; n++)
        if (n == text.len || text.at[n] == '\n' || n % 97 == 0)
            check_one(f, &whole, (str){ arena_str(&a, str_part(text, 0, n)), n });
    unsigned random = 1;
    for (int i = 0; i < 300; i++) {
        char *bytes = arena_str(&a, text);
        random = random * 1664525u + 1013904223u;
        size_t at = random % text.len;
        random = random * 1664525u + 1013904223u;
        bytes[at] = "*N<>&\0 \n\xff,"[(random >> 16) % 10];
        check_one(f, &whole, (str){ bytes, text.len });
    }
    arena_clear(&a);
    outcome_free(&whole);
}
