/* One function walks over a record and serves both ways: writing copies what it meets
 * to the end of the bytes, reading fills it from their front. So both always agree. */
#include "store/code.h"

#include "base/codes.h"
#include "base/diag.h"

typedef struct {
    arena *a;
    bool is_writing;
    char *bytes; // writing
    size_t n, room;
    str rest; // reading
    bool is_bad;
    const char *root;
    const char **paths; // those met so far: a place names one by its number
    size_t n_paths;
    chp_where last; // of the places so far
} coder;

enum { FIRST_ROOM = 4 << 10 }; // most runs need no more

static void widen(coder *c, size_t size)
{
    size_t room = 2 * c->room + size + FIRST_ROOM;
    char *larger = arena_new(c->a, char, room);
    if (c->n > 0)
        memcpy(larger, c->bytes, c->n);
    c->bytes = larger;
    c->room = room;
}

static inline void put(coder *c, const void *at, size_t size)
{
    if (c->room - c->n < size)
        widen(c, size);
    if (size > 0)
        memcpy(c->bytes + c->n, at, size);
    c->n += size;
}

static inline void raw(coder *c, void *at, size_t size)
{
    if (c->is_writing) {
        put(c, at, size);
    } else if (c->is_bad || c->rest.len < size) {
        c->is_bad = true;
        memset(at, 0, size);
    } else if (size > 0) {
        memcpy(at, c->rest.at, size);
        c->rest = str_from(c->rest, size);
    }
}

#define RAW(c, field) raw((c), &(field), sizeof(field))

enum { LONGEST_COUNT = 10 };

/* A count, in as few bytes as it needs: seven bits in each, the last below 128. */
static inline void put_count(coder *c, size_t n)
{
    if (c->room - c->n < LONGEST_COUNT)
        widen(c, LONGEST_COUNT);
    for (; n > 127; n >>= 7)
        c->bytes[c->n++] = (char)(n | 128);
    c->bytes[c->n++] = (char)n;
}

static size_t take_count(coder *c)
{
    size_t n = 0, i = 0;
    for (; i < c->rest.len && i < LONGEST_COUNT; i++) {
        unsigned char byte = (unsigned char)c->rest.at[i];
        n |= (size_t)(byte & 127) << (7 * i);
        if (byte < 128) {
            c->rest = str_from(c->rest, i + 1);
            return n;
        }
    }
    c->is_bad = true;
    return 0;
}

static inline void count(coder *c, size_t *n)
{
    if (c->is_writing)
        put_count(c, *n);
    else
        *n = take_count(c);
}

/* Room for `n` items when reading; a count that the bytes cannot hold is not believed.
 */
static void *items(coder *c, size_t n, size_t size)
{
    if (c->is_bad || n > c->rest.len) {
        c->is_bad = true;
        return arena_get(c->a, 1, size);
    }
    return arena_get(c->a, n, size);
}

/* An array of plain values, or NULL. */
static void array(coder *c, const void **at, size_t n, size_t size)
{
    bool is_there = *at != NULL;
    RAW(c, is_there);
    if (!is_there) {
        *at = NULL;
    } else if (c->is_writing) {
        put(c, *at, n * size);
    } else {
        void *to = n > 0 ? items(c, n, size) : arena_get(c->a, 1, size);
        if (!c->is_bad)
            raw(c, to, n * size);
        *at = to;
    }
}

#define ARRAY(c, field, n) array((c), (const void **)&(field), (n), sizeof *(field))

/* A record that may not be there. What is filled or copied from is returned: the one
 * that is made, or a copy of the one that is written, which is const. NULL: none. */
static void *record(coder *c, const void **at, size_t size)
{
    bool is_there = *at != NULL;
    RAW(c, is_there);
    void *own = is_there ? arena_get(c->a, 1, size) : NULL;
    if (!c->is_writing)
        *at = own;
    else if (is_there)
        memcpy(own, *at, size);
    return own;
}

#define RECORD(c, field) record((c), (const void **)&(field), sizeof *(field))

/* Most texts are tags and their values: they are copied while their length is found. */
static inline bool put_short(coder *c, const char *from)
{
    enum { SHORT = 16 };
    size_t len = 0;
    if (c->room - c->n < 1 + SHORT)
        return false;
    char *to = c->bytes + c->n + 1;
    while (len < SHORT && (to[len++] = *from++) != '\0')
        ;
    if (to[len - 1] != '\0')
        return false;
    c->bytes[c->n] = (char)len;
    c->n += 1 + len;
    return true;
}

/* Its length with the terminator, and it; of NULL only a length of 0. */
static void put_text(coder *c, const char *from)
{
    if (from && put_short(c, from))
        return;
    size_t len = from ? strlen(from) + 1 : 0;
    put_count(c, len);
    put(c, from, len);
}

/* What was read stays where it is. */
static const char *take_text(coder *c)
{
    size_t len = take_count(c);
    if (len == 0 || len > c->rest.len || c->is_bad || c->rest.at[len - 1] != '\0') {
        c->is_bad = c->is_bad || len > 0;
        return NULL;
    }
    const char *text = c->rest.at;
    c->rest = str_from(c->rest, len);
    return text;
}

static void text(coder *c, const char **at)
{
    if (c->is_writing)
        put_text(c, *at);
    else
        *at = take_text(c);
}

/* --- places -------------------------------------------------------------------- */

/* A path below the root, without it. */
static const char *relative(const coder *c, const char *path)
{
    size_t n = strlen(c->root);
    return strncmp(path, c->root, n) == 0 ? path + n : path;
}

static void path_by_number(coder *c, const char **path)
{
    size_t number = 0; // counted from 1; 0: NULL
    if (c->is_writing && *path)
        for (number = 1; number <= c->n_paths; number++)
            if (c->paths[number - 1] == *path ||
                strcmp(c->paths[number - 1], *path) == 0)
                break;
    count(c, &number);
    if (number <= c->n_paths) {
        *path = number > 0 ? c->paths[number - 1] : NULL;
        return;
    }
    bool is_below = c->is_writing && relative(c, *path) != *path;
    const char *kept = c->is_writing ? relative(c, *path) : NULL;
    RAW(c, is_below);
    text(c, &kept);
    if (!c->is_writing)
        *path = !kept      ? NULL
                : is_below ? arena_joined(c->a, str_of(c->root), str_of(kept))
                           : arena_str(c->a, str_of(kept));
    c->is_bad = c->is_bad || !*path;
    c->paths = arena_grow(c->a, c->paths, c->n_paths, sizeof *c->paths);
    c->paths[c->n_paths++] = *path ? *path : "";
}

/* Places follow each other, most of them in one file: how many lines on or back, and
 * whether the file is another one. */
static void place(coder *c, chp_where *w)
{
    bool is_other = w->path != c->last.path, is_back = w->line < c->last.line;
    size_t lines = is_back ? c->last.line - w->line : w->line - c->last.line;
    size_t told = lines << 2 | (size_t)is_back << 1 | is_other;
    count(c, &told);
    lines = told & 2 ? -(told >> 2) : told >> 2;
    if (!c->is_writing)
        *w = (chp_where){ c->last.path, c->last.line + lines };
    if (told & 1)
        path_by_number(c, &w->path);
    c->last = *w;
}

static void fact(coder *c, chp_fact *f)
{
    RAW(c, f->known);
    if (!f->known)
        return;
    RAW(c, f->value);
    place(c, &f->at);
}

/* A vector or tensor. */
static void fact_list(coder *c, bool *known, double *value, size_t n, chp_where *at)
{
    RAW(c, *known);
    if (!*known)
        return;
    raw(c, value, n * sizeof *value);
    place(c, at);
}

/* --- the small part ------------------------------------------------------------ */

static void energies(coder *c, chp_energies *e)
{
    fact(c, &e->toten_eV);
    fact(c, &e->without_entropy_eV);
    fact(c, &e->sigma0_eV);
}

static void one_species(coder *c, chp_species *s)
{
    text(c, &s->element);
    RAW(c, s->atomic_number);
    RAW(c, s->count);
    text(c, &s->potcar);
    text(c, &s->sha256);
    text(c, &s->lexch);
    fact(c, &s->mass_u);
    fact(c, &s->valence_e);
    fact(c, &s->enmax_eV);
    fact(c, &s->eatom_eV);
}

/* `list` is const to those who read a calc: here it is made. */
static void species(coder *c, chp_calc *calc)
{
    RAW(c, calc->n_species);
    if (!c->is_writing)
        calc->species = items(c, calc->n_species, sizeof *calc->species);
    chp_species *list = (chp_species *)calc->species;
    for (size_t i = 0; i < calc->n_species && !c->is_bad; i++)
        one_species(c, &list[i]);
}

static void settings(coder *c, chp_calc *calc)
{
    RAW(c, calc->n_settings);
    if (!c->is_writing)
        calc->settings = items(c, calc->n_settings, sizeof *calc->settings);
    chp_setting *list = (chp_setting *)calc->settings;
    for (size_t i = 0; i < calc->n_settings && !c->is_bad; i++) {
        text(c, &list[i].tag);
        text(c, &list[i].value);
        place(c, &list[i].at);
    }
}

static void identity(coder *c, chp_calc *calc)
{
    path_by_number(c, &calc->path);
    text(c, &calc->format);
    text(c, &calc->vasp_version);
    RAW(c, calc->version);
    text(c, &calc->build);
    text(c, &calc->title);
    RAW(c, calc->kind);
    RAW(c, calc->n_atoms);
    species(c, calc);
}

static void electrode(coder *c, chp_electrode *e)
{
    text(c, &e->code);
    RAW(c, e->is_grand);
    fact(c, &e->target_eV);
    fact(c, &e->mu_eV);
    fact(c, &e->n_electrons);
    fact(c, &e->grand_term_eV);
    fact(c, &e->omega_eV);
}

static void bader(coder *c, const chp_bader **at)
{
    chp_bader *b = RECORD(c, *at);
    if (!b)
        return;
    RAW(c, b->n);
    ARRAY(c, b->electrons, b->n);
    ARRAY(c, b->charge_e, b->n);
    ARRAY(c, b->at_A, b->n);
    fact(c, &b->vacuum_e);
    fact(c, &b->total_e);
    place(c, &b->at);
}

static void dos(coder *c, const chp_dos **at)
{
    chp_dos *d = RECORD(c, *at);
    if (!d)
        return;
    RAW(c, d->n);
    ARRAY(c, d->band, d->n);
    place(c, &d->at);
}

static void small_calc(coder *c, chp_calc *calc)
{
    chp_fact *const facts[] = {
        &calc->max_force_eV_A,
        &calc->drift_eV_A,
        &calc->magnetization_muB,
        &calc->e_fermi_eV,
        &calc->n_electrons,
        &calc->charge_e,
        &calc->dispersion_eV,
        &calc->dipole_eV,
        &calc->solvation_eV,
        &calc->fermi_shift_eV,
        &calc->rpa_eV,
        &calc->rpa_all_eV,
        &calc->volume_A3,
        &calc->elapsed_s,
        &calc->started_s,
        &calc->max_memory_kB,
        &calc->pressure_kB,
        &calc->n_kpoints,
        &calc->kpoint_weight,
        &calc->dynamics.temperature_K,
        &calc->dynamics.mean_temperature_K,
        &calc->dynamics.kinetic_eV,
        &calc->dynamics.mean_kinetic_eV,
        &calc->dynamics.total_eV,
    };
    identity(c, calc);
    energies(c, &calc->energies);
    energies(c, &calc->last_step);
    RAW(c, calc->n_ionic_steps);
    RAW(c, calc->electronic);
    RAW(c, calc->ionic);
    RAW(c, calc->finished);
    RAW(c, calc->force_is_free);
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        fact(c, facts[i]);
    fact_list(c, &calc->dipole_moment_eA.known, calc->dipole_moment_eA.value, 3,
              &calc->dipole_moment_eA.at);
    fact_list(c, &calc->total_moment_muB.known, calc->total_moment_muB.value, 3,
              &calc->total_moment_muB.at);
    fact_list(c, &calc->stress_kB.known, calc->stress_kB.value[0], 9,
              &calc->stress_kB.at);
    place(c, &calc->flags_at);
    electrode(c, &calc->electrode);
    RAW(c, calc->has_modes);
    RAW(c, calc->n_modes);
    ARRAY(c, calc->mode_cm1, calc->n_modes);
    place(c, &calc->modes_at);
    RAW(c, calc->n_ensemble);
    RAW(c, calc->n_moments);
    ARRAY(c, calc->moment_muB, calc->n_moments);
    bader(c, &calc->bader);
    dos(c, &calc->dos);
    settings(c, calc);
}

/* --- messages ------------------------------------------------------------------ */

static void message(coder *c, chp_message *m)
{
    if (c->is_writing && m->is_allowed)
        m->severity = CHP_ERROR; // what was allowed once may not be the next time
    RAW(c, m->severity);
    text(c, &m->code);
    place(c, &m->where);
    text(c, &m->fact);
    text(c, &m->hint);
    text(c, &m->excerpt);
}

static void messages(coder *c, chp_diag *diag)
{
    size_t n = c->is_writing ? chp_diag_count(diag, CHP_NOTE) : 0;
    RAW(c, n);
    for (size_t i = 0; i < n && !c->is_bad; i++) {
        chp_message m = c->is_writing ? *chp_diag_get(diag, i) : (chp_message){ 0 };
        message(c, &m);
        if (c->is_writing)
            continue;
        c->is_bad = c->is_bad || !m.code || !codes_find(m.code) || !m.fact;
        if (!c->is_bad)
            diag_add(diag, &m);
    }
}

/* --- the large part ------------------------------------------------------------ */

static void structure(coder *c, const chp_structure **at)
{
    chp_structure *s = RECORD(c, *at);
    if (!s)
        return;
    RAW(c, s->lattice_A);
    RAW(c, s->n_atoms);
    ARRAY(c, s->atomic_number, s->n_atoms);
    ARRAY(c, s->fractional, s->n_atoms);
    ARRAY(c, s->is_free, s->n_atoms);
    RAW(c, s->precision_A);
    place(c, &s->at);
}

static void hessian(coder *c, const chp_hessian **at)
{
    chp_hessian *h = RECORD(c, *at);
    if (!h)
        return;
    RAW(c, h->n);
    c->is_bad = c->is_bad || (!c->is_writing && h->n > c->rest.len);
    ARRAY(c, h->eV_A2, c->is_bad ? 0 : h->n * h->n);
    ARRAY(c, h->atom, h->n);
    ARRAY(c, h->axis, h->n);
    RAW(c, h->asymmetry_eV_A2);
    place(c, &h->at);
}

static void large_calc(coder *c, chp_calc *calc)
{
    size_t n_steps = calc->n_ionic_steps, n_atoms = calc->n_atoms;
    ARRAY(c, calc->steps, n_steps);
    ARRAY(c, calc->force_eV_A, n_atoms);
    place(c, &calc->force_at);
    ARRAY(c, calc->moment_vector_muB, calc->n_moments);
    ARRAY(c, calc->ensemble_eV, calc->n_ensemble);
    structure(c, &calc->initial);
    structure(c, &calc->final);
    hessian(c, &calc->hessian);
}

/* --- both ways ----------------------------------------------------------------- */

str code_small(arena *a, const run_list *runs, const char *root)
{
    coder c = { .a = a, .is_writing = true, .root = root };
    size_t n = runs->n;
    RAW(&c, n);
    for (size_t i = 0; i < n; i++) {
        chp_calc calc = runs->at[i].calc; // writing changes nothing in it
        small_calc(&c, &calc);
        messages(&c, runs->at[i].diag);
    }
    return (str){ c.bytes, c.n };
}

str code_large(arena *a, const run_list *runs, const char *root)
{
    coder c = { .a = a, .is_writing = true, .root = root };
    for (size_t i = 0; i < runs->n; i++) {
        chp_calc calc = runs->at[i].calc;
        large_calc(&c, &calc);
    }
    return (str){ c.bytes, c.n };
}

void run_list_free(run_list *runs)
{
    for (size_t i = 0; i < runs->n; i++)
        chp_diag_free(runs->at[i].diag);
    *runs = (run_list){ 0 };
}

bool decode_small(arena *a, str bytes, const char *root, const chp_diag *parent,
                  run_list *out)
{
    coder c = { .a = a, .rest = bytes, .root = root };
    size_t n = 0;
    RAW(&c, n);
    *out = (run_list){ 0, items(&c, n, sizeof *out->at) };
    for (size_t i = 0; i < n && !c.is_bad; i++) {
        chp_run *run = &out->at[out->n++];
        run->diag = diag_child(parent);
        small_calc(&c, &run->calc);
        messages(&c, run->diag);
        run->is_refused = chp_diag_count(run->diag, CHP_ERROR) > 0;
    }
    bool ok = !c.is_bad && c.rest.len == 0;
    if (!ok)
        run_list_free(out);
    return ok;
}

bool decode_large(arena *a, str bytes, const char *root, run_list *runs)
{
    coder c = { .a = a, .rest = bytes, .root = root };
    for (size_t i = 0; i < runs->n && !c.is_bad; i++)
        large_calc(&c, &runs->at[i].calc);
    return !c.is_bad && c.rest.len == 0;
}
