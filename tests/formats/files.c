#include "formats/files.h"

#include <check.h>
#include <stdlib.h>
#include <zlib.h>

outcome read_text(const format *f, str text)
{
    outcome o = { .diag = chp_diag_new() };
    scan in = scan_text(text, "FILE");
    reading r = { .a = &o.a, .keep_steps = true, .diag = o.diag };
    o.ok = f->read(&in, &r, &o.calc);
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
