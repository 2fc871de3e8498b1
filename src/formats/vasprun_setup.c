/* What stands before the first step: version, settings, mesh, atoms, structures.
 *
 * <incar> holds what the user wrote, <parameters> what VASP made of it. Some tags are
 * only in the first (METAGGA, IVDW, ENCUT); of LDAUL, LDAUU, LDAUJ the second holds
 * the first entry alone; ENMAX in the second is the cut-off that was used. A tag may
 * stand in several sections (NELM): the first one counts.
 *
 * The names of elements come from VRHFIN of the POTCAR, which is wrong in some ("r" of
 * Zr, "X" of Xe): the POTCAR's title is asked first.
 */
#include <math.h>
#include <stdlib.h>

#include "chem/elements.h"
#include "chem/structure.h"
#include "formats/potcar_titles.h"
#include "formats/row.h"
#include "formats/vasprun.h"

enum { MOST_ATOMS = 10000000, MOST_FIELDS = 8 };

#define SMALLEST_CHARGE 1e-3 // e; what the digits of NELECT and ZVAL allow

/* --- version ------------------------------------------------------------------- */

static void read_version(chp_calc *calc, str text)
{
    for (int i = 0; i < 3; i++) {
        char *end;
        calc->version[i] = (int)strtol(text.at, &end, 10);
        if (end == text.at || *end != '.')
            break;
        text.at = end + 1;
    }
}

static void generator_leaf(const xml_leaf *leaf, void *user)
{
    static const char *const builds[] = { "gamma-only", "complex", "ncl" };
    vasprun *v = user;
    if (str_eq(xml_label(leaf), STR("version"))) {
        v->calc->vasp_version = arena_str(v->r->a, leaf->text);
        read_version(v->calc, str_of(v->calc->vasp_version));
    }
    bool is_date = str_eq(xml_label(leaf), STR("date"));
    if (is_date || str_eq(xml_label(leaf), STR("time")))
        v->date = arena_print(v->r->a, "%s%.*s ", is_date || !v->date ? "" : v->date,
                              (int)leaf->text.len, leaf->text.at);
    double s;
    if (v->date && calc_date_s(str_of(v->date), &s))
        v->calc->started_s = fact_at(s, leaf->at);
    if (!str_eq(xml_label(leaf), STR("subversion")))
        return;
    for (size_t i = 0; i < sizeof builds / sizeof *builds; i++)
        if (!v->calc->build && str_has(leaf->text, str_of(builds[i])))
            v->calc->build = builds[i];
}

bool vasprun_generator(vasprun *v, xml_piece piece)
{
    return xml_read(&v->x, piece, generator_leaf, v);
}

/* --- settings ------------------------------------------------------------------ */

typedef struct {
    vasprun *v;
    chp_calc *into;
    bool is_raw; // the user's text, with comments behind the values
} settings_job;

static str without_comment(str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] == '!' || text.at[i] == '#')
            return str_trim(str_part(text, 0, i));
    return text;
}

/* There NELM is that of response functions. */
static bool is_of_response(const xml_leaf *leaf)
{
    return str_eq(xml_label(leaf), STR("NELM")) &&
           str_eq(xml_parent(leaf), STR("response functions"));
}

static void setting_leaf(const xml_leaf *leaf, void *user)
{
    settings_job *job = user;
    if (is_of_response(leaf))
        return;
    str value = job->is_raw ? without_comment(leaf->text) : leaf->text;
    if (xml_label(leaf).len > 0)
        calc_add_setting(job->v->r->a, job->into, xml_label(leaf), value, leaf->at);
}

bool vasprun_incar(vasprun *v, xml_piece piece)
{
    settings_job job = { v, &v->incar, true };
    return xml_read(&v->x, piece, setting_leaf, &job);
}

bool vasprun_parameters(vasprun *v, xml_piece piece)
{
    settings_job job = { v, &v->used, false };
    return xml_read(&v->x, piece, setting_leaf, &job);
}

static void mesh_leaf(const xml_leaf *leaf, void *user)
{
    vasprun *v = user;
    double n[3];
    if (!str_eq(xml_label(leaf), STR("divisions")) || !row_is(leaf->text, n, 3))
        return;
    const char *text = arena_print(v->r->a, "%s %.0f %.0f %.0f", leaf->path[0].label,
                                   n[0], n[1], n[2]);
    calc_add_setting(v->r->a, &v->used, STR("KPOINTS"), str_of(text), leaf->at);
}

/* "Gamma 3 3 1", under the name of the file that it may have come from. */
bool vasprun_mesh(vasprun *v, xml_piece piece)
{
    return xml_read(&v->x, piece, mesh_leaf, v);
}

typedef struct {
    double sum;
    size_t n;
    bool is_bad;
} weights_job;

static void weight_leaf(const xml_leaf *leaf, void *user)
{
    weights_job *job = user;
    double weight;
    if (str_number(leaf->text, &weight)) {
        job->sum += weight;
        job->n++;
    } else {
        job->is_bad = true;
    }
}

/* Later ones are of bands, or of the primitive cell. */
bool vasprun_weights(vasprun *v, xml_piece piece)
{
    weights_job job = { 0 };
    chp_calc *calc = v->calc;
    if (calc->n_kpoints.known)
        return true;
    if (!xml_read(&v->x, piece, weight_leaf, &job))
        return false;
    if (job.n > 0 && !job.is_bad) {
        calc->n_kpoints = fact_at((double)job.n, piece.at);
        calc->kpoint_weight = fact_at(job.sum, piece.at);
    }
    return true;
}

static void take_over(vasprun *v, const chp_calc *from, const char *tag, const char *as)
{
    const chp_setting *s = chp_calc_setting(from, tag);
    if (s)
        calc_add_setting(v->r->a, v->calc, str_of(as), str_of(s->value), s->at);
}

static void take_over_all(vasprun *v, const chp_calc *from)
{
    for (size_t i = 0; i < from->n_settings; i++)
        take_over(v, from, from->settings[i].tag, from->settings[i].tag);
}

/* --- atoms --------------------------------------------------------------------- */

enum column { OTHER, TYPE, COUNT, ELEMENT, MASS, VALENCE, TITLE };

/* An array is a list of <field> and then a <set> of rows <rc> with as many <c>. */
typedef struct {
    vasprun *v;
    enum column column[MOST_FIELDS];
    size_t n_columns, n_cells;
    bool is_types;
    int *type; // of each atom, from 1
    size_t n_atoms;
    str written; // the element as <c> says
    str fault;   // what is no number; empty: none
    chp_where fault_at;
} atoms_job;

static enum column column_of(str field)
{
    static const struct {
        const char *field;
        enum column column;
    } columns[] = {
        { "atomtype", TYPE }, { "atomspertype", COUNT }, { "element", ELEMENT },
        { "mass", MASS },     { "valence", VALENCE },    { "pseudopotential", TITLE },
    };
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (str_eq(field, str_of(columns[i].field)))
            return columns[i].column;
    return OTHER;
}

static void note_fault(atoms_job *job, const xml_leaf *leaf)
{
    if (job->fault.len > 0)
        return;
    job->fault = (str){ arena_str(job->v->r->a, leaf->text), leaf->text.len };
    job->fault = leaf->text.len ? job->fault : STR("nothing");
    job->fault_at = leaf->at;
}

static chp_fact number_fact(const xml_leaf *leaf)
{
    double value;
    return str_number(leaf->text, &value) ? fact_at(value, leaf->at) : (chp_fact){ 0 };
}

static chp_species *new_species(vasprun *v)
{
    v->species = arena_grow(v->r->a, v->species, v->n_species, sizeof *v->species);
    v->species[v->n_species] = (chp_species){ 0 };
    return &v->species[v->n_species++];
}

static void type_cell(atoms_job *job, const xml_leaf *leaf, enum column column,
                      bool is_first)
{
    vasprun *v = job->v;
    chp_species *s = is_first ? new_species(v) : &v->species[v->n_species - 1];
    long long n;
    if (column == COUNT && str_integer(leaf->text, 1, MOST_ATOMS, &n))
        s->count = (size_t)n;
    else if (column == COUNT)
        note_fault(job, leaf);
    else if (column == ELEMENT)
        s->atomic_number = element_of_potcar(leaf->text);
    else if (column == MASS)
        s->mass_u = number_fact(leaf);
    else if (column == VALENCE)
        s->valence_e = number_fact(leaf);
    else if (column == TITLE)
        s->potcar = arena_str(v->r->a, leaf->text);
}

static void atom_cell(atoms_job *job, const xml_leaf *leaf, enum column column)
{
    long long type = 0;
    if (column != TYPE)
        return;
    if (!str_integer(leaf->text, 1, MOST_ATOMS, &type))
        note_fault(job, leaf);
    job->type = arena_grow(job->v->r->a, job->type, job->n_atoms, sizeof *job->type);
    job->type[job->n_atoms++] = (int)type;
}

static void atoms_leaf(const xml_leaf *leaf, void *user)
{
    atoms_job *job = user;
    const xml_element *e = &leaf->path[leaf->depth - 1];
    if (strcmp(e->name, "dimension") == 0) { // another array begins
        job->n_columns = job->n_cells = 0;
        job->is_types = str_eq(xml_parent(leaf), STR("atomtypes"));
    } else if (strcmp(e->name, "field") == 0 && job->n_columns < MOST_FIELDS) {
        job->column[job->n_columns++] = column_of(leaf->text);
    } else if (strcmp(e->name, "c") == 0 && job->n_columns > 0) {
        size_t i = job->n_cells++ % job->n_columns;
        if (job->is_types)
            type_cell(job, leaf, job->column[i], i == 0);
        else
            atom_cell(job, leaf, job->column[i]);
    }
}

static void name_species(vasprun *v, chp_species *s, chp_where at)
{
    int by_title = s->potcar ? potcar_element(str_of(s->potcar)) : 0;
    if (by_title)
        s->atomic_number = by_title;
    if (s->atomic_number) {
        s->element = element_symbol(s->atomic_number);
    } else {
        diag_warn(v->r->diag, "unknown-element", at,
                  "the element of '%s' cannot be told", s->potcar ? s->potcar : "?");
        diag_hint(v->r->diag, "Keep the OUTCAR or CONTCAR beside this file.");
    }
    if (s->potcar && potcar_is_fractional(str_of(s->potcar)))
        diag_warn(v->r->diag, "fractional-hydrogen", at,
                  "'%s' is a fraction of a hydrogen", s->potcar);
}

static bool place_atoms(vasprun *v, const atoms_job *job, chp_where at)
{
    size_t n = 0;
    for (size_t i = 0; i < v->n_species; i++)
        n += v->species[i].count;
    bool agrees = n == job->n_atoms;
    int *atomic_number = arena_new(v->r->a, int, job->n_atoms);
    for (size_t i = 0; agrees && i < job->n_atoms; i++) {
        size_t type = (size_t)job->type[i];
        agrees = type >= 1 && type <= v->n_species;
        if (agrees)
            atomic_number[i] = v->species[type - 1].atomic_number;
    }
    if (!agrees) {
        diag_error(v->r->diag, "species-counts", at,
                   "%zu atoms are listed, but their types count %zu", job->n_atoms, n);
        return false;
    }
    v->atomic_number = atomic_number;
    v->calc->species = v->species;
    v->calc->n_species = v->n_species;
    v->calc->n_atoms = n;
    return true;
}

bool vasprun_atoms(vasprun *v, xml_piece piece)
{
    atoms_job job = { .v = v };
    v->species = NULL;
    v->n_species = 0;
    if (!xml_read(&v->x, piece, atoms_leaf, &job))
        return false;
    if (job.fault.len > 0) {
        diag_error(v->r->diag, "not-a-number", job.fault_at,
                   "a count of atoms is '%.*s'", (int)job.fault.len, job.fault.at);
        return false;
    }
    for (size_t i = 0; i < v->n_species; i++)
        name_species(v, &v->species[i], piece.at);
    return place_atoms(v, &job, piece.at);
}

/* --- structures ---------------------------------------------------------------- */

typedef struct {
    vasprun *v;
    chp_structure *s;
    double (*position)[3];
    bool (*is_free)[3];
    size_t n_vectors, n_positions, n_flags;
    bool is_bad;
    chp_where bad_at;
} structure_job;

static bool read_flags(str text, bool flag[3])
{
    str word;
    for (int j = 0; j < 3; j++) {
        if (!str_word(&text, &word) || !strchr("TF", word.at[0]))
            return false;
        flag[j] = word.at[0] == 'T';
    }
    return true;
}

static void structure_leaf(const xml_leaf *leaf, void *user)
{
    structure_job *job = user;
    arena *a = job->v->r->a;
    str list = xml_parent(leaf);
    bool ok = true;
    if (str_eq(list, STR("basis")) && job->n_vectors < 3) {
        ok = row_is(leaf->text, job->s->lattice_A[job->n_vectors++], 3);
    } else if (str_eq(list, STR("positions"))) {
        job->position =
            arena_grow(a, job->position, job->n_positions, 3 * sizeof(double));
        ok = row_is(leaf->text, job->position[job->n_positions++], 3);
    } else if (str_eq(list, STR("selective"))) {
        job->is_free = arena_grow(a, job->is_free, job->n_flags, 3 * sizeof(bool));
        ok = read_flags(leaf->text, job->is_free[job->n_flags++]);
    }
    if (!ok && !job->is_bad)
        job->bad_at = leaf->at;
    job->is_bad = job->is_bad || !ok;
}

static bool is_whole(const structure_job *job, chp_where at)
{
    size_t n = job->v->calc->n_atoms;
    chp_diag *diag = job->v->r->diag;
    if (job->is_bad)
        diag_error(diag, "not-a-number", job->bad_at,
                   "a structure has a row that is not "
                   "three numbers or flags");
    else if (job->n_vectors < 3 || job->n_positions != n ||
             (job->n_flags > 0 && job->n_flags != n))
        diag_error(diag, "species-counts", at,
                   "a structure has %zu positions and %zu rows of flags for %zu atoms",
                   job->n_positions, job->n_flags, n);
    else
        return true;
    return false;
}

bool vasprun_structure(vasprun *v, xml_piece piece, chp_structure **out)
{
    structure_job job = { .v = v, .s = arena_new(v->r->a, chp_structure, 1) };
    if (!xml_read(&v->x, piece, structure_leaf, &job) || !is_whole(&job, piece.at))
        return false;
    chp_structure *s = job.s;
    const double decimals = 1e-8;
    s->n_atoms = job.n_positions;
    s->atomic_number = v->atomic_number;
    s->fractional = (const double(*)[3])job.position;
    s->is_free = (const bool(*)[3])job.is_free;
    s->precision_A = decimals * structure_longest_A(s);
    s->at = piece.at;
    *out = s;
    return true;
}

/* --- all of it ----------------------------------------------------------------- */

static chp_run_kind kind_of(const vasprun *v)
{
    double ibrion;
    if (!vasprun_number(v, "IBRION", &ibrion) || fabs(ibrion) > 1000)
        return CHP_RUN_UNKNOWN;
    return calc_kind((int)ibrion, vasprun_number_or(v, "NSW", 1) > 0);
}

static void count_charge(vasprun *v)
{
    const chp_setting *nelect = chp_calc_setting(&v->used, "NELECT");
    double n, ions = 0;
    if (!nelect || !str_number(str_of(nelect->value), &n))
        return;
    v->calc->n_electrons = fact_at(n, nelect->at);
    for (size_t i = 0; i < v->n_species; i++) {
        if (!v->species[i].valence_e.known)
            return;
        ions += v->species[i].valence_e.value * (double)v->species[i].count;
    }
    if (v->n_species == 0)
        return;
    double charge = fabs(ions - n) < SMALLEST_CHARGE ? 0 : ions - n;
    v->calc->charge_e = fact_at(charge, nelect->at);
    if (charge == 0)
        return;
    diag_note(v->r->diag, "charged", nelect->at, "the cell has the charge %+g e",
              charge);
    diag_hint(v->r->diag, "The energy of a charged slab depends on the vacuum.");
}

/* What every step asks for. */
static void look_up(vasprun *v)
{
    double ismear;
    bool is_known = vasprun_number(v, "ISMEAR", &ismear) && fabs(ismear) < 100;
    v->order = !is_known ? -1 : ismear > 0 ? (int)ismear : 0;
    v->nelm = vasprun_number_or(v, "NELM", 0);
    v->ediff_eV = vasprun_number_or(v, "EDIFF", 0);
}

void vasprun_setup_done(vasprun *v)
{
    static const char *const first_entry_only[] = { "LDAUL", "LDAUU", "LDAUJ" };
    const size_t n_first = sizeof first_entry_only / sizeof *first_entry_only;
    take_over(v, &v->used, "ENMAX", "ENCUT");
    take_over_all(v, &v->incar);
    for (size_t i = 0; i < v->used.n_settings; i++) {
        const char *tag = v->used.settings[i].tag;
        size_t k = 0;
        while (k < n_first && strcmp(tag, first_entry_only[k]) != 0)
            k++;
        if (k == n_first)
            take_over(v, &v->used, tag, tag);
    }
    const chp_setting *title = chp_calc_setting(v->calc, "SYSTEM");
    v->calc->title = title ? title->value : NULL;
    v->calc->kind = kind_of(v);
    look_up(v);
    count_charge(v);
}
