/* With what a vaspout.h5 was calculated, and where its atoms are. */
#include <math.h>

#include "base/diag.h"
#include "chem/elements.h"
#include "chem/structure.h"
#include "formats/vaspout.h"

enum { MOST_ATOMS = 10000000 };

/* --- version, settings ------------------------------------------------------------ */

void vaspout_version(vaspout *v)
{
    static const char *const parts[] = { "/version/major", "/version/minor",
                                         "/version/patch" };
    double n;
    for (int i = 0; i < 3; i++)
        if (vaspout_number(v, parts[i], &n) && n >= 0 && n < 1000)
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
    const hdf5_data *mode = vaspout_find(v, "/input/kpoints/mode");
    double n[3];
    for (int i = 0; i < 3; i++)
        if (!vaspout_number(v, counts[i], &n[i]))
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

void vaspout_settings(vaspout *v)
{
    chp_calc *calc = v->calc;
    for (size_t i = 0; i < v->list.n; i++) {
        const hdf5_data *d = &v->list.at[i];
        str tag = str_of(d->path);
        if (str_after(&tag, STR(VASPOUT_SETTINGS)))
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

void vaspout_weights(vaspout *v)
{
    const char *path = "/results/electron_eigenvalues/kpoints_symmetry_weight";
    const size_t any[1] = { 0 };
    const double *weight = vaspout_table(v, path, HDF5_ALL, 1, any);
    double sum = 0;
    if (!weight)
        return;
    for (size_t i = 0, n = vaspout_find(v, path)->n; i < n; i++)
        sum += weight[i];
    v->calc->kpoint_weight = fact_at(sum, v->at);
}

/* --- atoms ------------------------------------------------------------------------ */

bool vaspout_species(vaspout *v)
{
    const hdf5_data *types = vaspout_find(v, VASPOUT_END "ion_types");
    const hdf5_data *counts = vaspout_find(v, VASPOUT_END "number_ion_types");
    const hdf5_data *hashes = vaspout_find(v, VASPOUT_END "ion_sha256");
    if (!types || !counts || !types->is_text || counts->is_text ||
        types->n != counts->n)
        return true; // not written
    chp_species *species = arena_new(v->r->a, chp_species, types->n);
    for (size_t i = 0; i < types->n; i++) {
        double count = counts->number[i];
        if (!(count >= 0 && count <= MOST_ATOMS)) {
            diag_error(v->r->diag, "species-counts", v->at, "there are %g atoms of %s",
                       count, types->text[i]);
            diag_hint(v->r->diag, "The file is damaged, or was edited.");
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
    if (!vaspout_number(v, has, &is_selective) || is_selective == 0 || !rows)
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
    vaspout_number(v, p->scale, &scale);
    vaspout_number(v, p->is_direct, &is_direct);
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

void vaspout_structures(vaspout *v)
{
    static const structure_paths start = STRUCTURE(VASPOUT_START),
                                 end = STRUCTURE(VASPOUT_END);
    v->calc->initial = read_structure(v, &start);
    v->calc->final = read_structure(v, &end);
    if (v->calc->final)
        v->calc->volume_A3 = fact_at(structure_volume_A3(v->calc->final), v->at);
}
