/* What a run says of its atoms one by one, as JSON: where they are, which of them are
 * free, what pulls at them, their moments. A row is an atom, in the order of POSCAR. */
#include "chem/elements.h"
#include "chem/structure.h"
#include "render/show_run.h"

static void put_rows(json *j, const char *key, const double (*rows)[3], size_t n)
{
    if (!rows) {
        json_null(j, key);
        return;
    }
    json_array(j, key);
    for (size_t i = 0; i < n; i++)
        json_numbers(j, NULL, rows[i], 3);
    json_end(j);
}

static void put_place(json *j, chp_where at)
{
    json_text(j, "file", at.path);
    if (at.line > 0)
        json_count(j, "line", (long long)at.line);
    else
        json_null(j, "line");
}

static void put_elements(json *j, const chp_structure *s)
{
    json_row(j, "elements");
    for (size_t i = 0; i < s->n_atoms; i++)
        json_text(j, NULL, element_symbol(s->atomic_number[i]));
    json_end(j);
}

static void put_positions(json *j, const chp_structure *s)
{
    json_array(j, "positions_A");
    for (size_t i = 0; i < s->n_atoms; i++) {
        vector at = structure_cartesian_A(s, i);
        json_numbers(j, NULL, (const double[]){ at.x, at.y, at.z }, 3);
    }
    json_end(j);
}

/* A file that would hold flags and has none says that all atoms were free. */
static void put_flags(json *j, const chp_calc *calc, const chp_structure *s)
{
    if (!s->is_free && !calc->flags_at.path) {
        json_null(j, "is_free");
        return;
    }
    json_array(j, "is_free");
    for (size_t i = 0; i < s->n_atoms; i++) {
        json_row(j, NULL);
        for (size_t axis = 0; axis < 3; axis++)
            json_bool(j, NULL, !s->is_free || s->is_free[i][axis]);
        json_end(j);
    }
    json_end(j);
}

static void put_structure(json *j, const char *key, const chp_calc *calc,
                          const chp_structure *s)
{
    if (!s || !s->fractional) {
        json_null(j, key);
        return;
    }
    json_object(j, key);
    put_place(j, s->at);
    json_number(j, "precision_A", s->precision_A);
    put_rows(j, "lattice_A", s->lattice_A, 3);
    put_elements(j, s);
    put_rows(j, "fractional", s->fractional, s->n_atoms);
    put_positions(j, s);
    put_flags(j, calc, s);
    json_end(j);
}

static void put_moments(json *j, const chp_calc *calc)
{
    if (calc->moment_vector_muB)
        put_rows(j, "moments_muB", calc->moment_vector_muB, calc->n_moments);
    else if (calc->n_moments > 0)
        json_numbers(j, "moments_muB", calc->moment_muB, calc->n_moments);
    else
        json_null(j, "moments_muB");
}

/* Its rows and columns are "1x", "1y", ... */
static void put_hessian(json *j, const chp_hessian *h)
{
    if (!h) {
        json_null(j, "force_constants");
        return;
    }
    json_object(j, "force_constants");
    put_place(j, h->at);
    json_number(j, "asymmetry_eV_A2", h->asymmetry_eV_A2);
    json_row(j, "atoms");
    for (size_t i = 0; i < h->n; i++)
        json_count(j, NULL, (long long)h->atom[i] + 1);
    json_end(j);
    json_row(j, "axes");
    for (size_t i = 0; i < h->n; i++)
        json_text(j, NULL, (const char[]){ "xyz"[h->axis[i]], '\0' });
    json_end(j);
    json_array(j, "eV_A2");
    for (size_t i = 0; i < h->n; i++)
        json_numbers(j, NULL, h->eV_A2 + i * h->n, h->n);
    json_end(j);
    json_end(j);
}

void show_atoms_json(const chp_calc *calc, json *j)
{
    bool is_moved =
        calc->initial && calc->final && !structure_is_same(calc->initial, calc->final);
    put_structure(j, "structure", calc, calc->final ? calc->final : calc->initial);
    put_structure(j, "initial_structure", calc, is_moved ? calc->initial : NULL);
    json_text(j, "flags_file", calc->flags_at.path);
    put_rows(j, "forces_eV_A", calc->force_eV_A, calc->n_atoms);
    put_moments(j, calc);
    put_hessian(j, calc->hessian);
}
