#include "energetics/intake.h"

#include <stdint.h>

#include "base/diag.h"

size_t intake_find(const intake *in, const char *name)
{
    return lookup_find(&in->names, str_of(name));
}

catalyst_entry *intake_catalyst(intake *in, str name, chp_where at)
{
    size_t found = lookup_find(&in->names, name);
    if (found != SIZE_MAX)
        return &in->catalysts[found];
    in->catalysts =
        arena_grow(in->a, in->catalysts, in->n_catalysts, sizeof *in->catalysts);
    const char *copy = arena_str(in->a, name);
    in->catalysts[in->n_catalysts] =
        (catalyst_entry){ .name = copy, .label = copy, .at = at };
    lookup_add(in->a, &in->names, str_of(copy), in->n_catalysts);
    return &in->catalysts[in->n_catalysts++];
}

void intake_add(intake *in, entry e)
{
    in->entries = arena_grow(in->a, in->entries, in->n_entries, sizeof *in->entries);
    if (!e.is_found)
        e.origin = in->origin;
    in->entries[in->n_entries++] = e;
}

void intake_special(intake *in, entry *e)
{
    str rest = str_of(e->name), word;
    str_cut(&rest, '(', &word);
    bool has_more = str_ends(rest, STR(")"));
    str within = str_trim(str_part(rest, 0, rest.len - has_more));
    e->is_end = str_eq_nocase(str_trim(word), STR("end"));
    e->is_start = str_eq_nocase(str_trim(word), STR("start"));
    e->is_bulk = has_more && str_eq_nocase(str_trim(word), STR("bulk"));
    if ((e->is_end || e->is_start) && within.len > 0)
        e->end_reaction = arena_str(in->a, within);
    if (e->is_bulk)
        e->name = arena_str(in->a, within);
}

void intake_note(intake *in, entry *e, chp_note note)
{
    e->notes = arena_grow(in->a, e->notes, e->n_notes, sizeof *e->notes);
    e->notes[e->n_notes++] = note;
}

void intake_band(intake *in, entry *e, given_band band)
{
    e->bands = arena_grow(in->a, e->bands, e->n_bands, sizeof *e->bands);
    e->bands[e->n_bands++] = band;
}

void intake_source(intake *in, const char *path)
{
    in->sources = arena_grow(in->a, in->sources, in->n_sources, sizeof *in->sources);
    in->sources[in->n_sources++] = path;
}

bool intake_has_charged(const intake *in)
{
    for (size_t i = 0; i < in->n_entries; i++)
        if (in->entries[i].charged.n > 0)
            return true;
    return false;
}

/* "120.5", "-45", "45i", "i45", "f/i 45". */
static bool read_mode(str text, double *out)
{
    bool is_imaginary = false;
    if (str_ends(text, STR("i"))) {
        is_imaginary = true;
        text = str_trim(str_part(text, 0, text.len - 1));
    } else if (str_starts(text, STR("i"))) {
        is_imaginary = true;
        text = str_trim(str_from(text, 1));
    }
    if (!str_number(text, out) || (is_imaginary && *out < 0))
        return false;
    if (is_imaginary)
        *out = -*out;
    return true;
}

static bool is_gap(char c)
{
    return c == ';' || c == ' ' || c == '\t' || c == ',' || c == '[' || c == ']';
}

static bool next_mode(str *rest, str *word)
{
    size_t i = 0, end;
    while (i < rest->len && is_gap(rest->at[i]))
        i++;
    for (end = i; end < rest->len && !is_gap(rest->at[end]);)
        end++;
    *word = str_part(*rest, i, end - i);
    *rest = str_from(*rest, end);
    return word->len > 0;
}

bool intake_modes(intake *in, str text, entry *e, chp_where at, chp_diag *diag)
{
    double *modes = NULL;
    size_t n = 0;
    for (str word; next_mode(&text, &word);) {
        double nu_cm1;
        if (!read_mode(word, &nu_cm1)) {
            diag_error(diag, "not-a-number", at, "'%.*s' is no wavenumber",
                       (int)word.len, word.at);
            diag_hint(diag,
                      "Write modes in 1/cm with ; between them: 3345.1;1620;45.2i.");
            return false;
        }
        modes = arena_grow(in->a, modes, n, sizeof *modes);
        modes[n++] = nu_cm1;
    }
    e->modes = (given_modes){ true, n, modes, at };
    return true;
}
