#include "formats/outcar.h"

/* --- lines -------------------------------------------------------------- */

enum { NUL_BLOCK = 64 };

/* How many stand together, from the first on. */
static size_t n_nuls(str line)
{
    const char *nul = line.len ? memchr(line.at, '\0', line.len) : NULL;
    size_t n = 0;
    for (; nul && nul + n < line.at + line.len && nul[n] == '\0'; n++)
        ;
    return n;
}

/* Two jobs that write into one file leave such blocks, whatever line they tear. Behind
 * the last part of the file nothing is needed. */
static void look_for_nuls(outcar *o)
{
    str line = o->in->line;
    bool is_strange =
        line.len > OUTCAR_LONG_LINE || (line.len > 0 && line.at[0] == '\0');
    if (is_strange && o->section != IN_FOOTER && n_nuls(line) >= NUL_BLOCK)
        outcar_damage(o, "a block of NUL bytes stands in the text");
}

bool outcar_line(outcar *o)
{
    if (o->again) {
        o->again = false;
        return true;
    }
    o->is_at_end = !scan_line(o->in);
    if (!o->is_at_end)
        look_for_nuls(o);
    return !o->is_at_end;
}

void outcar_put_back(outcar *o)
{
    o->again = !o->is_at_end;
}

bool outcar_from(const outcar *o, size_t column, chp_fact *out)
{
    str rest = str_from(o->in->line, column), word;
    double x;
    if (!str_word(&rest, &word) || !str_number(word, &x))
        return false;
    *out = fact_of(x, o->in);
    return true;
}

bool outcar_after(const outcar *o, str mark, chp_fact *out)
{
    str rest = o->in->line;
    return str_after(&rest, mark) && outcar_from(o, o->in->line.len - rest.len, out);
}

void outcar_damage_at(outcar *o, chp_where at, const char *fact)
{
    if (!o->is_damaged) {
        diag_error(o->diag, "damaged", at, "%s", fact);
        diag_hint(o->diag, "The file was edited, or two programs wrote into it.");
    }
    o->is_damaged = true;
}

void outcar_damage(outcar *o, const char *fact)
{
    outcar_damage_at(o, o->in->at, fact);
}

/* --- lines that are held ------------------------------------------------------------
 */

/* A number that outgrew its column; "T*S" is none. */
static bool has_stars(str line)
{
    const char *star = memchr(line.at, '*', line.len);
    size_t n = star ? (size_t)(line.at + line.len - star) : 0;
    return n > 2 && (star[1] == '*' || str_has((str){ star, n }, STR("***")));
}

void outcar_hold(outcar *o, held *h, outcar_reader *read, str line, size_t number)
{
    line = str_part(line, 0, HELD_WIDTH);
    memcpy(h->text, line.at, line.len);
    h->read = read;
    h->len = line.len;
    h->line = number;
    o->now.has_overflow |= has_stars(line);
}

void outcar_read_held(outcar *o)
{
    str line = o->in->line;
    size_t number = o->in->at.line;
    for (size_t i = 0; i < N_HELD; i++) {
        held *h = &o->held[i];
        if (h->len == 0)
            continue;
        o->in->line = (str){ h->text, h->len };
        o->in->at.line = h->line;
        h->read(o);
        h->len = 0;
    }
    o->in->line = line;
    o->in->at.line = number;
}

void outcar_drop_held(outcar *o)
{
    for (size_t i = 0; i < N_HELD; i++)
        o->held[i].len = 0;
}
