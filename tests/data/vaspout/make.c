/* Made run.h5, rewritten.h5 and links.h5, in the layout of VASP 6.5.1, and
 * modes-6.4.h5, modes-6.5.h5 and modes-6.6.h5, all with made-up numbers.
 *
 *     cc $(pkg-config --cflags hdf5) make.c $(pkg-config --libs hdf5) && ./a.out
 */
#include <hdf5.h>
#include <string.h>

static hid_t file, link_properties;

static void put(const char *path, hid_t type, int rank, const hsize_t *extent,
                const void *values)
{
    hid_t space = rank ? H5Screate_simple(rank, extent, NULL) : H5Screate(H5S_SCALAR);
    hid_t set =
        H5Dcreate2(file, path, type, space, link_properties, H5P_DEFAULT, H5P_DEFAULT);
    H5Dwrite(set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
    H5Dclose(set);
    H5Sclose(space);
}

static void numbers(const char *path, int rank, const hsize_t *extent,
                    const double *values)
{
    put(path, H5T_NATIVE_DOUBLE, rank, extent, values);
}

static void integer(const char *path, int value)
{
    put(path, H5T_NATIVE_INT, 0, NULL, &value);
}

static void real(const char *path, double value)
{
    put(path, H5T_NATIVE_DOUBLE, 0, NULL, &value);
}

static void texts(const char *path, size_t width, hsize_t n, const char *letters)
{
    hid_t type = H5Tcopy(H5T_FORTRAN_S1);
    H5Tset_size(type, width);
    put(path, type, n > 0, &n, letters);
    H5Tclose(type);
}

/* As h5py writes a list of words, when it copies a file. */
static void free_texts(const char *path, hsize_t n, const char *const *words)
{
    hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, H5T_VARIABLE);
    put(path, type, 1, &n, words);
    H5Tclose(type);
}

static void make_logical(const char *path)
{
    hid_t type = H5Tcopy(H5T_FORTRAN_S1), space = H5Screate(H5S_SCALAR);
    H5Tset_size(type, 4);
    hid_t set = H5Dopen2(file, path, H5P_DEFAULT);
    hid_t attribute = H5Acreate2(set, "dtype", type, space, H5P_DEFAULT, H5P_DEFAULT);
    H5Awrite(attribute, type, "bool");
    H5Aclose(attribute);
    H5Dclose(set);
}

static void structure(const char *group, double z)
{
    char path[100];
    const double lattice[9] = { 5, 0, 0, 0, 5, 0, 0, 0, 5 };
    const double position[6] = { 0, 0, 0, 0, 0, z }, flags[6] = { 0, 0, 0, 1, 1, 1 };
    const hsize_t square[2] = { 3, 3 }, rows[2] = { 2, 3 };
    real(strcat(strcpy(path, group), "scale"), 2);
    numbers(strcat(strcpy(path, group), "lattice_vectors"), 2, square, lattice);
    numbers(strcat(strcpy(path, group), "position_ions"), 2, rows, position);
    integer(strcat(strcpy(path, group), "direct_coordinates"), 1);
    integer(strcat(strcpy(path, group), "selective_dynamics"), 1);
    numbers(strcat(strcpy(path, group), "selective_dynamics_ions"), 2, rows, flags);
}

static void settings(int minor, int patch, int ibrion)
{
    integer("/version/major", 6);
    integer("/version/minor", minor);
    integer("/version/patch", patch);
    texts("/input/incar/SYSTEM", 8, 0, "N on Zr ");
    real("/input/incar/EDIFF", 1e-5);
    real("/input/incar/EDIFFG", -0.05);
    integer("/input/incar/IBRION", ibrion);
    integer("/input/incar/NSW", 50);
    integer("/input/incar/LASPH", 1);
    make_logical("/input/incar/LASPH");
    texts("/input/kpoints/mode", 1, 0, "g");
    integer("/input/kpoints/nkpx", 3);
    integer("/input/kpoints/nkpy", 2);
    integer("/input/kpoints/nkpz", 1);
    texts("/input/potcar/content", 20, 0, "this must not be seen");
}

static void atoms(void)
{
    const int counts[2] = { 1, 1 };
    const hsize_t two = 2, three = 3;
    const double weights[3] = { 0.125, 0.375, 0.5 };
    structure("/input/poscar/", 0.2);
    structure("/results/positions/", 0.19);
    texts("/results/positions/ion_types", 2, 2, "ZrN ");
    put("/results/positions/number_ion_types", H5T_NATIVE_INT, 1, &two, counts);
    texts("/results/positions/ion_sha256", 64, 2,
          "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
          "                                                                ");
    real("/results/electron_dos/efermi", 1.2345);
    real("/results/electron_eigenvalues/nelectrons", 17);
    integer("/results/electron_eigenvalues/kpoints", 3);
    numbers("/results/electron_eigenvalues/kpoints_symmetry_weight", 1, &three,
            weights);
}

static void steps(void)
{
    const double energies[6] = { -16.49, -16.5, -16.47, -16.59, -16.6, -16.57 };
    const double forces[12] = { 0, 0, -1.5, 0, 0, 1.2, 0, 0, 0.3, 0.003, 0, 0.004 };
    const double oszicar[5][3] = { { 1, 20, -30 },
                                   { 2, 3e-6, -2e-6 },
                                   { 1, 0.1, -0.2 },
                                   { 2, 1e-3, -2e-4 },
                                   { 3, 4e-6, -5e-6 } };
    const double stress[18] = { 9,  0.5, 0, 0.5, 12,  0,   0, 0,   15,
                                -3, 0.1, 0, 0.1, 1.5, 0.2, 0, 0.2, 4.5 };
    const hsize_t e[2] = { 2, 3 }, f[3] = { 2, 2, 3 }, o[2] = { 5, 3 };
    const hsize_t s[3] = { 2, 3, 3 };
    numbers("/intermediate/ion_dynamics/energies", 2, e, energies);
    texts("/intermediate/ion_dynamics/energies_tags", 24, 3,
          "energy(sigma->0)        "
          "free energy    TOTEN    "
          "energy without entropy  ");
    numbers("/intermediate/ion_dynamics/forces", 3, f, forces);
    numbers("/intermediate/ion_dynamics/stress", 3, s, stress);
    numbers("/intermediate/ion_dynamics/oszicar", 2, o, oszicar[0]);
    texts("/intermediate/ion_dynamics/oszicar_label", 4, 3, "N   dE  deps");
}

/* The nitrogen atom vibrates: dF/dx = -30, -10 and 2 eV/Å^2. */
static void response(int minor)
{
    const double dF_dx[9] = { -30, 0, 0.02, 0, -10, 0, -0.02, 0, 2 };
    const double real_first[6] = { 0.09464, 0, 0.05464, 0, 0, 0.02444 };
    const double mixed_up[6] = { 0, 0.09464, 0, 0.05464, 0.02444, 0 };
    const hsize_t square[2] = { 3, 3 }, pairs[2] = { 3, 2 };
    numbers("/results/linear_response/force_constants", 2, square, dF_dx);
    if (minor >= 5)
        numbers("/results/linear_response/dynmat/eigenvalues", 2, pairs,
                minor == 5 ? mixed_up : real_first);
}

/* s, p, d of zirconium and nitrogen, in two steps. */
static void moments(int minor)
{
    const double values[24] = { 2,   6,   1.5,  1,    3,   0,   0.01, 0.02,
                                0.5, 0,   0.1,  0,    2.1, 6.1, 1.6,  1.1,
                                3.1, 0.1, 0.02, 0.03, 0.6, 0,   0.2,  0 };
    const hsize_t shape[4] = { 2, 2, 2, 3 };
    numbers(minor < 5 ? "/intermediate/ion_dynamics/magnetism/moments"
                      : "/intermediate/ion_dynamics/magnetism/spin_moments/values",
            4, shape, values);
}

static void failures(void)
{
    const double failed[2] = { 0, 1 };
    const hsize_t shape[2] = { 2, 1 };
    numbers("/intermediate/ion_dynamics/electronic_step_converged", 2, shape, failed);
}

static void create(const char *name, int minor, int patch, int ibrion)
{
    file = H5Fcreate(name, H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    link_properties = H5Pcreate(H5P_LINK_CREATE);
    H5Pset_create_intermediate_group(link_properties, 1);
    settings(minor, patch, ibrion);
    atoms();
}

int main(void)
{
    create("run.h5", 5, 1, 2);
    steps();
    H5Fclose(file);
    create("rewritten.h5", 5, 1, 2);
    steps();
    const char *const tags[3] = { "energy(sigma->0)", "free energy    TOTEN",
                                  "energy without entropy" };
    H5Ldelete(file, "/intermediate/ion_dynamics/energies_tags", H5P_DEFAULT);
    free_texts("/intermediate/ion_dynamics/energies_tags", 3, tags);
    H5Fclose(file);
    for (int minor = 4; minor <= 6; minor++) {
        char name[] = "modes-6.4.h5";
        name[8] = (char)('0' + minor);
        create(name, minor, 2, 5);
        steps();
        response(minor);
        moments(minor);
        failures();
        H5Fclose(file);
    }
    create("links.h5", 5, 1, 2); // its energies lie in the other file
    hid_t group =
        H5Gcreate2(file, "/intermediate", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    H5Lcreate_external("run.h5", "/intermediate/ion_dynamics", group, "ion_dynamics",
                       H5P_DEFAULT, H5P_DEFAULT);
    H5Fclose(file);
    return 0;
}
