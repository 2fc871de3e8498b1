/* See elements.h for the sources. Weights have five figures, those of elements
 * without a stable isotope are of the longest-lived one. */
#include "chem/elements.h"

static const struct {
    const char *symbol;
    double mass_u;
    double covalent_radius_A; // 0: not tabulated
} elements[CHP_N_ELEMENTS] = {
    [1] = { "H", 1.008, 0.31 },    [2] = { "He", 4.0026, 0.28 },
    [3] = { "Li", 6.94, 1.28 },    [4] = { "Be", 9.0122, 0.96 },
    [5] = { "B", 10.81, 0.84 },    [6] = { "C", 12.011, 0.76 },
    [7] = { "N", 14.007, 0.71 },   [8] = { "O", 15.999, 0.66 },
    [9] = { "F", 18.998, 0.57 },   [10] = { "Ne", 20.18, 0.58 },
    [11] = { "Na", 22.99, 1.66 },  [12] = { "Mg", 24.305, 1.41 },
    [13] = { "Al", 26.982, 1.21 }, [14] = { "Si", 28.085, 1.11 },
    [15] = { "P", 30.974, 1.07 },  [16] = { "S", 32.06, 1.05 },
    [17] = { "Cl", 35.45, 1.02 },  [18] = { "Ar", 39.95, 1.06 },
    [19] = { "K", 39.098, 2.03 },  [20] = { "Ca", 40.078, 1.76 },
    [21] = { "Sc", 44.956, 1.70 }, [22] = { "Ti", 47.867, 1.60 },
    [23] = { "V", 50.941, 1.53 },  [24] = { "Cr", 51.996, 1.39 },
    [25] = { "Mn", 54.938, 1.39 }, [26] = { "Fe", 55.845, 1.32 },
    [27] = { "Co", 58.933, 1.26 }, [28] = { "Ni", 58.693, 1.24 },
    [29] = { "Cu", 63.546, 1.32 }, [30] = { "Zn", 65.38, 1.22 },
    [31] = { "Ga", 69.723, 1.22 }, [32] = { "Ge", 72.63, 1.20 },
    [33] = { "As", 74.922, 1.19 }, [34] = { "Se", 78.971, 1.20 },
    [35] = { "Br", 79.904, 1.20 }, [36] = { "Kr", 83.798, 1.16 },
    [37] = { "Rb", 85.468, 2.20 }, [38] = { "Sr", 87.62, 1.95 },
    [39] = { "Y", 88.906, 1.90 },  [40] = { "Zr", 91.224, 1.75 },
    [41] = { "Nb", 92.906, 1.64 }, [42] = { "Mo", 95.95, 1.54 },
    [43] = { "Tc", 97.907, 1.47 }, [44] = { "Ru", 101.07, 1.46 },
    [45] = { "Rh", 102.91, 1.42 }, [46] = { "Pd", 106.42, 1.39 },
    [47] = { "Ag", 107.87, 1.45 }, [48] = { "Cd", 112.41, 1.44 },
    [49] = { "In", 114.82, 1.42 }, [50] = { "Sn", 118.71, 1.39 },
    [51] = { "Sb", 121.76, 1.39 }, [52] = { "Te", 127.6, 1.38 },
    [53] = { "I", 126.9, 1.39 },   [54] = { "Xe", 131.29, 1.40 },
    [55] = { "Cs", 132.91, 2.44 }, [56] = { "Ba", 137.33, 2.15 },
    [57] = { "La", 138.91, 2.07 }, [58] = { "Ce", 140.12, 2.04 },
    [59] = { "Pr", 140.91, 2.03 }, [60] = { "Nd", 144.24, 2.01 },
    [61] = { "Pm", 144.91, 1.99 }, [62] = { "Sm", 150.36, 1.98 },
    [63] = { "Eu", 151.96, 1.98 }, [64] = { "Gd", 157.25, 1.96 },
    [65] = { "Tb", 158.93, 1.94 }, [66] = { "Dy", 162.5, 1.92 },
    [67] = { "Ho", 164.93, 1.92 }, [68] = { "Er", 167.26, 1.89 },
    [69] = { "Tm", 168.93, 1.90 }, [70] = { "Yb", 173.05, 1.87 },
    [71] = { "Lu", 174.97, 1.87 }, [72] = { "Hf", 178.49, 1.75 },
    [73] = { "Ta", 180.95, 1.70 }, [74] = { "W", 183.84, 1.62 },
    [75] = { "Re", 186.21, 1.51 }, [76] = { "Os", 190.23, 1.44 },
    [77] = { "Ir", 192.22, 1.41 }, [78] = { "Pt", 195.08, 1.36 },
    [79] = { "Au", 196.97, 1.36 }, [80] = { "Hg", 200.59, 1.32 },
    [81] = { "Tl", 204.38, 1.45 }, [82] = { "Pb", 207.2, 1.46 },
    [83] = { "Bi", 208.98, 1.48 }, [84] = { "Po", 208.98, 1.40 },
    [85] = { "At", 209.99, 1.50 }, [86] = { "Rn", 222.02, 1.50 },
    [87] = { "Fr", 223.02, 2.60 }, [88] = { "Ra", 226.03, 2.21 },
    [89] = { "Ac", 227.03, 2.15 }, [90] = { "Th", 232.04, 2.06 },
    [91] = { "Pa", 231.04, 2.00 }, [92] = { "U", 238.03, 1.96 },
    [93] = { "Np", 237.05, 1.90 }, [94] = { "Pu", 244.06, 1.87 },
    [95] = { "Am", 243.06, 1.80 }, [96] = { "Cm", 247.07, 1.69 },
    [97] = { "Bk", 247.07, 0 },    [98] = { "Cf", 251.08, 0 },
    [99] = { "Es", 252.08, 0 },    [100] = { "Fm", 257.1, 0 },
    [101] = { "Md", 258.1, 0 },    [102] = { "No", 259.1, 0 },
    [103] = { "Lr", 262.11, 0 },   [104] = { "Rf", 267.12, 0 },
    [105] = { "Db", 268.13, 0 },   [106] = { "Sg", 271.13, 0 },
    [107] = { "Bh", 270.13, 0 },   [108] = { "Hs", 269.13, 0 },
    [109] = { "Mt", 278.16, 0 },   [110] = { "Ds", 281.17, 0 },
    [111] = { "Rg", 281.17, 0 },   [112] = { "Cn", 285.18, 0 },
    [113] = { "Nh", 286.18, 0 },   [114] = { "Fl", 289.19, 0 },
    [115] = { "Mc", 289.19, 0 },   [116] = { "Lv", 293.2, 0 },
    [117] = { "Ts", 293.21, 0 },   [118] = { "Og", 294.21, 0 },
};

int element_of(str symbol)
{
    for (int z = 1; z < CHP_N_ELEMENTS; z++)
        if (str_eq(symbol, str_of(elements[z].symbol)))
            return z;
    return 0;
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

/* Whether another symbol follows, as in "H2O": then it is no name of a potential. */
static bool is_formula(str rest)
{
    for (size_t i = 0; i < rest.len && !strchr("_/.", rest.at[i]); i++)
        if (rest.at[i] >= 'A' && rest.at[i] <= 'Z')
            return true;
    return false;
}

/* The letters that begin a POTCAR's name are the symbol; what follows ("_pv", "1.25",
 * "/5e0f28c") tells the kind of potential. */
int element_of_potcar(str name)
{
    name = str_trim(name);
    size_t len = 1;
    while (len < name.len && is_lower(name.at[len]))
        len++;
    return is_formula(str_from(name, len)) ? 0 : element_of(str_part(name, 0, len));
}

const char *element_symbol(int atomic_number)
{
    return elements[atomic_number].symbol;
}

double element_mass_u(int atomic_number)
{
    return elements[atomic_number].mass_u;
}

double element_covalent_radius_A(int atomic_number)
{
    return elements[atomic_number].covalent_radius_A;
}

static const struct {
    int atomic_number, mass_number;
    double mass_u;
} isotopes[] = {
    { 1, 1, 1.00782503 },   { 1, 2, 2.01410178 },   { 1, 3, 3.01604928 },
    { 6, 12, 12.0 },        { 6, 13, 13.00335484 }, { 6, 14, 14.00324199 },
    { 7, 14, 14.00307400 }, { 7, 15, 15.00010890 }, { 8, 16, 15.99491462 },
    { 8, 17, 16.99913176 }, { 8, 18, 17.99915961 },
};

double isotope_mass_u(int atomic_number, int mass_number)
{
    for (size_t i = 0; i < sizeof isotopes / sizeof *isotopes; i++)
        if (isotopes[i].atomic_number == atomic_number &&
            isotopes[i].mass_number == mass_number)
            return isotopes[i].mass_u;
    return 0;
}
