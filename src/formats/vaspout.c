/* vaspout.h5, all of a run in binary, from builds of VASP 6 with HDF5. What is read:
 *
 *     /version/{major, minor, patch}
 *     /input/incar/                                   what the user wrote
 *     /input/poscar/...                               where it began
 *     /intermediate/ion_dynamics/energies             [step, k], named by energies_tags
 *     /intermediate/ion_dynamics/{forces, position_ions, lattice_vectors}
 *     /intermediate/ion_dynamics/oszicar              [row, column], oszicar_label
 *     /intermediate/ion_dynamics/electronic_step_converged
 *     /results/positions/...                          where it ended
 *     /results/linear_response/...                    vaspout_response.c
 *
 * A group that is absent was not written. Columns are found by their names, which a run
 * of molecular dynamics has others of. There are no lines: facts have the file alone.
 * The text of the POTCAR lies in here too, and is never looked at.
 */
#include <fcntl.h>
#include <math.h>
#include <unistd.h>

#include "base/diag.h"
#include "chem/elements.h"
#include "chem/structure.h"
#include "formats/vaspout.h"

#define DYNAMICS VASPOUT_DYNAMICS
#define START    "/input/poscar/"
#define END      "/results/positions/"
#define SETTINGS "/input/incar/"

enum { MOST_ATOMS = 10000000 };
static const size_t most_bytes = (size_t)1 << 30; // of a file that must be unpacked

static const hdf5_wish wishes[] = {
    { "/version/major", HDF5_ALL },
    { "/version/minor", HDF5_ALL },
    { "/version/patch", HDF5_ALL },
    { SETTINGS, HDF5_ALL },
    { "/input/kpoints/mode", HDF5_ALL },
    { "/input/kpoints/nkpx", HDF5_ALL },
    { "/input/kpoints/nkpy", HDF5_ALL },
    { "/input/kpoints/nkpz", HDF5_ALL },
    { START "scale", HDF5_ALL },
    { START "lattice_vectors", HDF5_ALL },
    { START "position_ions", HDF5_ALL },
    { START "direct_coordinates", HDF5_ALL },
    { START "selective_dynamics", HDF5_ALL },
    { START "selective_dynamics_ions", HDF5_ALL },
    { END "ion_types", HDF5_ALL },
    { END "number_ion_types", HDF5_ALL },
    { END "ion_sha256", HDF5_ALL },
    { END "scale", HDF5_ALL },
    { END "lattice_vectors", HDF5_ALL },
    { END "position_ions", HDF5_ALL },
    { END "direct_coordinates", HDF5_ALL },
    { END "selective_dynamics", HDF5_ALL },
    { END "selective_dynamics_ions", HDF5_ALL },
    { DYNAMICS "energies", HDF5_ALL },
    { DYNAMICS "energies_tags", HDF5_ALL },
    { DYNAMICS "oszicar", HDF5_ALL },
    { DYNAMICS "oszicar_label", HDF5_ALL },
    { DYNAMICS "electronic_step_converged", HDF5_ALL },
    { DYNAMICS "magnetism/spin_moments/values", HDF5_FIRST },
    { DYNAMICS "magnetism/spin_moments/values", HDF5_LAST },
    { DYNAMICS "magnetism/moments", HDF5_FIRST },
    { DYNAMICS "magnetism/moments", HDF5_LAST },
    { VASPOUT_RESPONSE "force_constants", HDF5_ALL },
    { VASPOUT_RESPONSE "dynmat/eigenvalues", HDF5_ALL },
    { DYNAMICS "forces", HDF5_FIRST },
    { DYNAMICS "forces", HDF5_LAST },
    { "/results/electron_dos/efermi", HDF5_ALL },
    { "/results/electron_eigenvalues/nelectrons", HDF5_ALL },
};

static const hdf5_data *find(const vaspout *v, const char *path)
{
    return hdf5_find(&v->list, path, HDF5_ALL);
}

static bool number(const vaspout *v, const char *path, double *out)
{
    const hdf5_data *d = find(v, path);
    if (!d || d->is_text || d->n != 1 || !isfinite(d->number[0]))
        return false;
    *out = d->number[0];
    return true;
}

static void fact(const vaspout *v, const char *path, chp_fact *out)
{
    double value;
    if (number(v, path, &value))
        *out = fact_at(value, v->at);
}

const double *vaspout_table(const vaspout *v, const char *path, hdf5_rows rows,
                            size_t rank, const size_t *extent)
{
    const hdf5_data *d = hdf5_find(&v->list, path, rows);
    if (!d || d->is_text || d->rank != rank)
        return NULL;
    for (size_t i = 0; i < rank; i++)
        if (extent[i] != 0 && d->extent[i] != extent[i])
            return NULL;
    for (size_t i = 0; i < d->n; i++)
        if (!isfinite(d->number[i]))
            return NULL;
    return d->number;
}

/* --- version, settings ------------------------------------------------------------ */

static void read_version(vaspout *v)
{
    static const char *const parts[] = { "/version/major", "/version/minor",
                                         "/version/patch" };
    double n;
    for (int i = 0; i < 3; i++)
        if (number(v, parts[i], &n) && n >= 0 && n < 1000)
            v->calc->version[i] = (int)n;
    if (v->calc->version[0] > 0)
        v->calc->vasp_version = arena_print(v->r->a, "%d.%d.%d", v->calc->version[0],
                                            v->calc->version[1], v->calc->version[2]);
}

static const char *value_text(arena *a, const hdf5_data *d)
{
    const char *text = "";
    for (size_t i = 0; i < d->n && i < 10000; i++) {
        const char *gap = i ? " " : "";
        if (d->is_text)
            text = arena_print(a, "%s%s%s", text, gap, d->text[i]);
        else if (d->is_logical)
            text = arena_print(a, "%s%s%s", text, gap, d->number[i] != 0 ? "T" : "F");
        else
            text = arena_print(a, "%s%s%.10g", text, gap, d->number[i]);
    }
    return text;
}

static void read_mesh(vaspout *v)
{
    static const char *const counts[] = { "/input/kpoints/nkpx", "/input/kpoints/nkpy",
                                          "/input/kpoints/nkpz" };
    const hdf5_data *mode = find(v, "/input/kpoints/mode");
    double n[3];
    for (int i = 0; i < 3; i++)
        if (!number(v, counts[i], &n[i]))
            return;
    if (!mode || !mode->is_text)
        return;
    char c = mode->text[0][0];
    const char *name = c == 'g' || c == 'G'   ? "Gamma"
                       : c == 'm' || c == 'M' ? "Monkhorst-Pack"
                                              : NULL;
    if (!name)
        return;
    const char *text =
        arena_print(v->r->a, "%s %.0f %.0f %.0f", name, n[0], n[1], n[2]);
    calc_add_setting(v->r->a, v->calc, STR("KPOINTS"), str_of(text), v->at);
}

static void read_settings(vaspout *v)
{
    chp_calc *calc = v->calc;
    for (size_t i = 0; i < v->list.n; i++) {
        const hdf5_data *d = &v->list.at[i];
        str tag = str_of(d->path);
        if (str_after(&tag, STR(SETTINGS)))
            calc_add_setting(v->r->a, calc, tag, str_of(value_text(v->r->a, d)), v->at);
    }
    read_mesh(v);
    double nsw = 0, ibrion;
    chp_calc_number(calc, "NSW", &nsw);
    if (!chp_calc_number(calc, "IBRION", &ibrion))
        ibrion = nsw > 0 ? 0 : -1; // as VASP does
    calc->kind =
        fabs(ibrion) < 1000 ? calc_kind((int)ibrion, nsw > 0) : CHP_RUN_UNKNOWN;
    const chp_setting *title = chp_calc_setting(calc, "SYSTEM");
    calc->title = title ? title->value : NULL;
}

/* --- atoms ------------------------------------------------------------------------ */

static bool read_species(vaspout *v)
{
    const hdf5_data *types = find(v, END "ion_types");
    const hdf5_data *counts = find(v, END "number_ion_types");
    const hdf5_data *hashes = find(v, END "ion_sha256");
    if (!types || !counts || !types->is_text || counts->is_text ||
        types->n != counts->n)
        return true; // not written
    chp_species *species = arena_new(v->r->a, chp_species, types->n);
    for (size_t i = 0; i < types->n; i++) {
        double count = counts->number[i];
        if (!(count >= 0 && count <= MOST_ATOMS)) {
            diag_error(v->r->diag, "species-counts", v->at, "there are %g atoms of %s",
                       count, types->text[i]);
            return false;
        }
        int z = element_of_potcar(str_of(types->text[i]));
        bool has_hash = hashes && hashes->is_text && hashes->n == types->n;
        species[i] = (chp_species){
            .element = z ? element_symbol(z) : NULL,
            .atomic_number = z,
            .count = (size_t)count,
            .sha256 = has_hash && hashes->text[i][0] ? hashes->text[i] : NULL,
        };
        v->calc->n_atoms += (size_t)count;
        if (!z)
            diag_warn(v->r->diag, "unknown-element", v->at, "'%s' is no element",
                      types->text[i]);
    }
    v->calc->species = species;
    v->calc->n_species = types->n;
    return true;
}

static const int *list_elements(const vaspout *v)
{
    int *list = arena_new(v->r->a, int, v->calc->n_atoms);
    for (size_t i = 0, atom = 0; i < v->calc->n_species; i++)
        for (size_t k = 0; k < v->calc->species[i].count; k++)
            list[atom++] = v->calc->species[i].atomic_number;
    return list;
}

static const bool (*read_flags(const vaspout *v, const char *has, const char *flags))[3]
{
    double is_selective;
    const size_t shape[2] = { v->calc->n_atoms, 3 };
    const double *rows = vaspout_table(v, flags, HDF5_ALL, 2, shape);
    if (!number(v, has, &is_selective) || is_selective == 0 || !rows)
        return NULL;
    bool(*list)[3] = (bool(*)[3])arena_new(v->r->a, bool, 3 * v->calc->n_atoms);
    for (size_t i = 0; i < v->calc->n_atoms; i++)
        for (int j = 0; j < 3; j++)
            list[i][j] = rows[3 * i + (size_t)j] != 0;
    return (const bool(*)[3])list;
}

typedef struct {
    const char *scale, *lattice, *positions, *is_direct, *has_flags, *flags;
} structure_paths;

#define STRUCTURE(group)                                                               \
    {                                                                                  \
        group "scale", group "lattice_vectors", group "position_ions",                 \
            group "direct_coordinates", group "selective_dynamics",                    \
            group "selective_dynamics_ions"                                            \
    }

static const chp_structure *read_structure(const vaspout *v, const structure_paths *p)
{
    const size_t square[2] = { 3, 3 }, rows[2] = { v->calc->n_atoms, 3 };
    const double *lattice = vaspout_table(v, p->lattice, HDF5_ALL, 2, square);
    const double *position = vaspout_table(v, p->positions, HDF5_ALL, 2, rows);
    double scale = 1, is_direct = 1;
    number(v, p->scale, &scale);
    number(v, p->is_direct, &is_direct);
    if (!lattice || !position || is_direct == 0 || scale <= 0 || v->calc->n_atoms == 0)
        return NULL;
    chp_structure *s = arena_new(v->r->a, chp_structure, 1);
    for (int i = 0; i < 9; i++)
        s->lattice_A[i / 3][i % 3] = scale * lattice[i];
    s->n_atoms = v->calc->n_atoms;
    s->atomic_number = list_elements(v);
    s->fractional = (const double(*)[3])position;
    s->is_free = read_flags(v, p->has_flags, p->flags);
    s->precision_A = 1e-15 * structure_longest_A(s);
    s->at = v->at;
    return s;
}

static void read_structures(vaspout *v)
{
    static const structure_paths start = STRUCTURE(START), end = STRUCTURE(END);
    v->calc->initial = read_structure(v, &start);
    v->calc->final = read_structure(v, &end);
    if (v->calc->final)
        v->calc->volume_A3 = fact_at(structure_volume_A3(v->calc->final), v->at);
}

/* --- energies --------------------------------------------------------------------- */

static bool same_words(const char *a, const char *b)
{
    for (;; a++, b++) {
        while (*a == ' ')
            a++;
        while (*b == ' ')
            b++;
        if (*a != *b || *a == '\0')
            return *a == *b;
    }
}

/* The column whose tag it is; `n` without one. */
static size_t column(const hdf5_data *tags, const char *tag, size_t n)
{
    for (size_t i = 0; i < n && i < tags->n; i++)
        if (same_words(tags->text[i], tag))
            return i;
    return n;
}

static bool no_energy(vaspout *v)
{
    diag_error(v->r->diag, "no-energy", v->at, "no ionic step has final energies");
    diag_hint(v->r->diag,
              "The run has not ended, or VASP was built without this part.");
    return false;
}

static bool read_energies(vaspout *v)
{
    const hdf5_data *e = find(v, DYNAMICS "energies");
    const hdf5_data *tags = find(v, DYNAMICS "energies_tags");
    if (!e || !tags || e->is_text || !tags->is_text || e->rank != 2)
        return no_energy(v);
    size_t n = e->extent[1];
    size_t F = column(tags, "free energy TOTEN", n);
    size_t E = column(tags, "energy without entropy", n);
    size_t E0 = column(tags, "energy(sigma->0)", n);
    F = F < n ? F : column(tags, "ion-electron TOTEN", n); // of dynamics
    if (F == n)
        return no_energy(v);
    v->n_steps = e->extent[0];
    v->steps = arena_new(v->r->a, chp_ionic_step, v->n_steps);
    for (size_t i = 0; i < v->n_steps; i++) {
        const double *row = &e->number[i * n];
        v->steps[i] = (chp_ionic_step){
            .toten_eV = row[F],
            .without_entropy_eV = E < n ? row[E] : NAN,
            .sigma0_eV = E0 < n ? row[E0] : NAN,
            .max_force_eV_A = NAN,
            .dE_eV = NAN,
            .deps_eV = NAN,
        };
    }
    v->calc->steps = v->steps;
    v->calc->n_ionic_steps = v->n_steps;
    return true;
}

static chp_fact known(const vaspout *v, double value)
{
    return isfinite(value) ? fact_at(value, v->at) : (chp_fact){ 0 };
}

static chp_energies energies_of(const vaspout *v, const chp_ionic_step *s)
{
    return (chp_energies){
        .toten_eV = known(v, s->toten_eV),
        .without_entropy_eV = known(v, s->without_entropy_eV),
        .sigma0_eV = known(v, s->sigma0_eV),
    };
}

static bool is_sound(vaspout *v, const chp_ionic_step *s)
{
    if (isfinite(s->toten_eV) && s->toten_eV != 0)
        return true;
    diag_error(v->r->diag, s->toten_eV == 0 ? "zero-energy" : "not-a-number", v->at,
               "the free energy is %g", s->toten_eV);
    diag_hint(v->r->diag, "The electrons diverged, or nothing was computed.");
    return false;
}

/* The rows of all electronic steps; where N begins again at 1 is the next ionic step.
 */
static void read_electrons(vaspout *v)
{
    const hdf5_data *rows = find(v, DYNAMICS "oszicar");
    const hdf5_data *labels = find(v, DYNAMICS "oszicar_label");
    if (!rows || !labels || rows->is_text || !labels->is_text || rows->rank != 2)
        return;
    size_t n = rows->extent[1], N = column(labels, "N", n);
    size_t dE = column(labels, "dE", n), deps = column(labels, "deps", n);
    if (N == n || dE == n || deps == n)
        return;
    size_t i_step = 0;
    for (size_t i = 0; i < rows->extent[0]; i++) {
        const double *row = &rows->number[i * n];
        i_step += i > 0 && row[N] == 1;
        if (i_step >= v->n_steps)
            return; // a step that is not whole
        v->steps[i_step].n_electronic_steps++;
        v->steps[i_step].dE_eV = row[dE];
        v->steps[i_step].deps_eV = row[deps];
    }
    v->has_changes = i_step + 1 == v->n_steps;
}

/* From 6.5 on VASP tells: 0 when the step converged, or was not asked to (ALGO =
 * None), so the changes are looked at all the same. */
static chp_answer told(const vaspout *v, size_t i_step, chp_answer by_changes)
{
    const size_t shape[2] = { v->n_steps, 1 };
    const double *failed =
        vaspout_table(v, DYNAMICS "electronic_step_converged", HDF5_ALL, 2, shape);
    if (!failed)
        return by_changes;
    return failed[i_step] != 0         ? CHP_NO
           : by_changes == CHP_UNKNOWN ? CHP_YES
                                       : by_changes;
}

static chp_answer converged(const vaspout *v, const chp_ionic_step *s)
{
    double ediff = 1e-4, nelm = 60; // VASP's own
    chp_calc_number(v->calc, "EDIFF", &ediff);
    chp_calc_number(v->calc, "NELM", &nelm);
    if (!v->has_changes || isnan(s->dE_eV) || ediff <= 0)
        return CHP_UNKNOWN;
    return fabs(s->dE_eV) < ediff && fabs(s->deps_eV) < ediff ? CHP_YES : CHP_NO;
}

/* --- forces and convergence ------------------------------------------------------- */

static bool is_any_free(const chp_structure *s, size_t atom)
{
    return !s || !s->is_free || s->is_free[atom][0] || s->is_free[atom][1] ||
           s->is_free[atom][2];
}

static void read_forces(vaspout *v, hdf5_rows which)
{
    const chp_structure *s = v->calc->final ? v->calc->final : v->calc->initial;
    const size_t shape[3] = { 1, v->calc->n_atoms, 3 };
    const double *rows = vaspout_table(v, DYNAMICS "forces", which, 3, shape);
    if (!rows || v->calc->n_atoms == 0)
        return;
    double largest = 0;
    for (size_t i = 0; i < v->calc->n_atoms; i++) {
        const double *f = &rows[3 * i];
        if (is_any_free(s, i))
            largest = fmax(largest, hypot(hypot(f[0], f[1]), f[2]));
    }
    v->calc->force_eV_A = (const double(*)[3])rows;
    v->calc->max_force_eV_A = fact_at(largest, v->at);
    double is_selective;
    bool has_flags = number(v, END "selective_dynamics", &is_selective);
    v->calc->force_is_free = s && has_flags ? CHP_YES : CHP_NO;
}

static chp_answer relaxed(const vaspout *v)
{
    const chp_calc *calc = v->calc;
    double ediff = 1e-4, ediffg, nsw = 0;
    if (calc->kind == CHP_RUN_UNKNOWN)
        return CHP_UNKNOWN;
    if (calc->kind != CHP_RUN_RELAXATION && calc->kind != CHP_RUN_PATH)
        return CHP_NOT_APPLICABLE;
    chp_calc_number(calc, "EDIFF", &ediff);
    chp_calc_number(calc, "NSW", &nsw);
    if (!chp_calc_number(calc, "EDIFFG", &ediffg))
        ediffg = 10 * ediff;
    size_t n = v->n_steps;
    bool is_small =
        ediffg < 0
            ? calc->max_force_eV_A.known && calc->max_force_eV_A.value < -ediffg
            : n > 1 &&
                  fabs(v->steps[n - 1].toten_eV - v->steps[n - 2].toten_eV) < ediffg;
    if (is_small)
        return CHP_YES;
    return (double)n >= nsw ? CHP_NO : CHP_UNKNOWN;
}

static void judge(vaspout *v, const char *what, chp_answer answer)
{
    if (answer == CHP_NO) {
        diag_error(v->r->diag, "not-converged", v->at,
                   "%s of the step that counts did not converge", what);
        diag_hint(v->r->diag, "Go on from CONTCAR, with a larger NELM or NSW.");
    } else if (answer == CHP_UNKNOWN) {
        diag_warn(v->r->diag, "convergence-unknown", v->at,
                  "whether %s converged cannot be told", what);
        diag_hint(v->r->diag, "Keep OUTCAR beside this file.");
    }
}

static bool fill(vaspout *v)
{
    chp_calc *calc = v->calc;
    read_version(v);
    read_settings(v);
    if (!read_species(v))
        return false;
    read_structures(v);
    fact(v, "/results/electron_dos/efermi", &calc->e_fermi_eV);
    fact(v, "/results/electron_eigenvalues/nelectrons", &calc->n_electrons);
    if (!read_energies(v))
        return false;
    bool is_first = calc->kind == CHP_RUN_FREQUENCIES;
    chp_ionic_step *kept = &v->steps[is_first ? 0 : v->n_steps - 1];
    calc->last_step = energies_of(v, &v->steps[v->n_steps - 1]);
    if (!is_sound(v, kept))
        return false;
    calc->energies = energies_of(v, kept);
    read_electrons(v);
    for (size_t i = 0; i < v->n_steps; i++)
        v->steps[i].electronic = (unsigned char)told(v, i, converged(v, &v->steps[i]));
    calc->electronic = (chp_answer)kept->electronic;
    read_forces(v, is_first ? HDF5_FIRST : HDF5_LAST);
    kept->max_force_eV_A =
        calc->max_force_eV_A.known ? calc->max_force_eV_A.value : NAN;
    vaspout_moments(v, is_first ? HDF5_FIRST : HDF5_LAST);
    vaspout_modes(v);
    calc->ionic = relaxed(v);
    judge(v, "the electrons", calc->electronic);
    judge(v, "the ions", calc->ionic);
    return true;
}

/* --- the file --------------------------------------------------------------------- */

static const char signature[] = "\x89HDF\r\n\x1a\n";
enum { SIGNATURE = sizeof signature - 1 };

static int bid(str head)
{
    return str_starts(head, (str){ signature, SIGNATURE }) ? 8 * SIGNATURE : 0;
}

/* Whether the file can be opened as it is: it is neither packed nor in an archive. */
static bool is_plain(const char *path)
{
    char head[SIGNATURE];
    int fd = path ? open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC) : -1;
    bool ok = fd >= 0 && read(fd, head, SIGNATURE) == SIGNATURE &&
              memcmp(head, signature, SIGNATURE) == 0;
    if (fd >= 0)
        close(fd);
    return ok;
}

/* All that comes, in memory. */
static bool unpack(scan *in, chp_diag *diag)
{
    while (in->rest.len <= most_bytes && in->more && in->more(in))
        ;
    if (in->rest.len <= most_bytes)
        return true;
    diag_error(diag, "too-big", (chp_where){ in->at.path, 0 },
               "this packed file is too large to be read in memory: above %zu bytes",
               most_bytes);
    diag_hint(diag, "Unpack it first.");
    return false;
}

static bool read_h5(scan *in, reading *r, chp_calc *calc)
{
    vaspout v = { .r = r, .calc = calc, .at = { in->at.path, 0 } };
    size_t n_errors = chp_diag_count(r->diag, CHP_ERROR);
    calc->format = "vaspout";
    const size_t n = sizeof wishes / sizeof *wishes;
    bool is_packed = !is_plain(in->at.path);
    if (is_packed && !unpack(in, r->diag))
        return false;
    return hdf5_read(r->a, in->at.path, is_packed ? in->rest : STR(""), wishes, n,
                     &v.list, r->diag) &&
           fill(&v) && chp_diag_count(r->diag, CHP_ERROR) == n_errors;
}

const format format_vaspout = {
    .name = "vaspout",
    .what = "a run in binary, from VASP 6 with HDF5",
    .known_by = "the signature of HDF5",
    .spec = "https://www.vasp.at/wiki/index.php/Vaspout.h5",
    .bid = bid,
    .read = read_h5,
};
