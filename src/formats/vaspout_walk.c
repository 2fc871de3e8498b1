/* vaspout.h5, all of a run in binary, from builds of VASP 6 with HDF5. What is read:
 *
 *     /version/{major, minor, patch}
 *     /input/incar/                                   what the user wrote
 *     /input/poscar/...                               where it began
 *     /intermediate/ion_dynamics/energies             [step, k], named by energies_tags
 *     /intermediate/ion_dynamics/{forces, stress}     of the step that counts
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
#include <unistd.h>

#include "base/diag.h"
#include "formats/vaspout.h"

static const size_t most_bytes = (size_t)1 << 30; // of a file that must be unpacked

static const hdf5_wish wishes[] = {
    { "/version/major", HDF5_ALL },
    { "/version/minor", HDF5_ALL },
    { "/version/patch", HDF5_ALL },
    { VASPOUT_SETTINGS, HDF5_ALL },
    { "/input/kpoints/mode", HDF5_ALL },
    { "/input/kpoints/nkpx", HDF5_ALL },
    { "/input/kpoints/nkpy", HDF5_ALL },
    { "/input/kpoints/nkpz", HDF5_ALL },
    { VASPOUT_START "scale", HDF5_ALL },
    { VASPOUT_START "lattice_vectors", HDF5_ALL },
    { VASPOUT_START "position_ions", HDF5_ALL },
    { VASPOUT_START "direct_coordinates", HDF5_ALL },
    { VASPOUT_START "selective_dynamics", HDF5_ALL },
    { VASPOUT_START "selective_dynamics_ions", HDF5_ALL },
    { VASPOUT_END "ion_types", HDF5_ALL },
    { VASPOUT_END "number_ion_types", HDF5_ALL },
    { VASPOUT_END "ion_sha256", HDF5_ALL },
    { VASPOUT_END "scale", HDF5_ALL },
    { VASPOUT_END "lattice_vectors", HDF5_ALL },
    { VASPOUT_END "position_ions", HDF5_ALL },
    { VASPOUT_END "direct_coordinates", HDF5_ALL },
    { VASPOUT_END "selective_dynamics", HDF5_ALL },
    { VASPOUT_END "selective_dynamics_ions", HDF5_ALL },
    { VASPOUT_DYNAMICS "energies", HDF5_ALL },
    { VASPOUT_DYNAMICS "energies_tags", HDF5_ALL },
    { VASPOUT_DYNAMICS "oszicar", HDF5_ALL },
    { VASPOUT_DYNAMICS "oszicar_label", HDF5_ALL },
    { VASPOUT_DYNAMICS "electronic_step_converged", HDF5_ALL },
    { VASPOUT_DYNAMICS "magnetism/spin_moments/values", HDF5_FIRST },
    { VASPOUT_DYNAMICS "magnetism/spin_moments/values", HDF5_LAST },
    { VASPOUT_DYNAMICS "magnetism/moments", HDF5_FIRST },
    { VASPOUT_DYNAMICS "magnetism/moments", HDF5_LAST },
    { VASPOUT_RESPONSE "force_constants", HDF5_ALL },
    { VASPOUT_RESPONSE "dynmat/eigenvalues", HDF5_ALL },
    { VASPOUT_DYNAMICS "forces", HDF5_FIRST },
    { VASPOUT_DYNAMICS "forces", HDF5_LAST },
    { VASPOUT_DYNAMICS "stress", HDF5_FIRST },
    { VASPOUT_DYNAMICS "stress", HDF5_LAST },
    { "/results/electron_dos/efermi", HDF5_ALL },
    { "/results/electron_eigenvalues/nelectrons", HDF5_ALL },
    { "/results/electron_eigenvalues/kpoints", HDF5_ALL },
    { "/results/electron_eigenvalues/kpoints_symmetry_weight", HDF5_ALL },
    { VASPOUT_DYNAMICS "forces", HDF5_ALL }, // the last: when steps are asked for
};

static bool fill(vaspout *v)
{
    chp_calc *calc = v->calc;
    vaspout_version(v);
    vaspout_settings(v);
    if (!vaspout_species(v))
        return false;
    vaspout_structures(v);
    vaspout_fact(v, "/results/electron_dos/efermi", &calc->e_fermi_eV);
    vaspout_fact(v, "/results/electron_eigenvalues/nelectrons", &calc->n_electrons);
    vaspout_fact(v, "/results/electron_eigenvalues/kpoints", &calc->n_kpoints);
    vaspout_weights(v);
    hdf5_rows which = calc->kind == CHP_RUN_FREQUENCIES ? HDF5_FIRST : HDF5_LAST;
    if (!vaspout_steps(v, which))
        return false;
    vaspout_moments(v, which);
    vaspout_modes(v);
    vaspout_verdict(v);
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
    const size_t n = sizeof wishes / sizeof *wishes - !r->keep_steps;
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
