#include "gather/names.h"

#include <ctype.h>

/* A name holds one of these words, in any case: "01_OUTCAR", "vasprun_relax.xml". */
static const struct {
    str word;
    file_role role;
    bool is_output;
} words[] = {
    { { "outcar", 6 }, ROLE_OUTCAR, true },
    { { "vasprun", 7 }, ROLE_VASPRUN, true },
    { { "vaspout", 7 }, ROLE_VASPOUT, true },
    { { "oszicar", 7 }, ROLE_OSZICAR, true },
    { { "contcar", 7 }, ROLE_CONTCAR, false },
    { { "poscar", 6 }, ROLE_POSCAR, false },
    { { "incar", 5 }, ROLE_INCAR, false },
    { { "kpoints", 7 }, ROLE_KPOINTS, false },
    { { "potcar", 6 }, ROLE_POTCAR, false },
    { { "xdatcar", 7 }, ROLE_XDATCAR, false },
    { { "dynmat", 6 }, ROLE_DYNMAT, false },
    { { "acf.dat", 7 }, ROLE_BADER, false },
    { { "slurm-", 6 }, ROLE_LOG, false },
    { { "vasp_output", 11 }, ROLE_LOG, false },
    { { "stdout", 6 }, ROLE_LOG, false },
    { { "stderr", 6 }, ROLE_LOG, false },
};

static str without_packing(str name)
{
    static const str endings[] = { { ".gz", 3 },  { ".bz2", 4 },  { ".xz", 3 },
                                   { ".zst", 4 }, { ".lzma", 5 }, { ".Z", 2 } };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_ends(name, endings[i]))
            return str_part(name, 0, name.len - endings[i].len);
    return name;
}

static const str log_endings[] = { { ".out", 4 }, { ".err", 4 }, { ".log", 4 } };

static bool has_word(str name, str word)
{
    for (size_t i = 0; i + word.len <= name.len; i++)
        if (str_eq_nocase(str_part(name, i, word.len), word))
            return true;
    return false;
}

/* "run.o12345", "run.e12345": what a queue writes. */
static bool is_queue_log(str name)
{
    size_t n = name.len;
    while (n > 0 && isdigit((unsigned char)name.at[n - 1]))
        n--;
    return n < name.len && n >= 2 && name.at[n - 2] == '.' &&
           (name.at[n - 1] == 'o' || name.at[n - 1] == 'e');
}

/* "mpirun vasp_std > log 2> Error" */
static const char *const redirected[] = {
    "log", "out", "output", "err", "error", NULL
};

static bool is_log(str packed_name)
{
    str name = without_packing(packed_name);
    for (size_t i = 0; i < sizeof log_endings / sizeof *log_endings; i++)
        if (str_ends(name, log_endings[i]))
            return true;
    return is_queue_log(name) || str_starts(name, STR("std")) ||
           str_among_nocase(name, redirected) ||
           str_eq(name, STR("vaspout")); // without .h5 it is what VASP printed
}

/* Hidden files, macOS metadata, what editors leave behind. */
static bool is_backup(str name)
{
    return str_starts(name, STR(".")) || str_starts(name, STR("#")) ||
           str_ends(name, STR("~")) || str_ends(name, STR(".bak")) ||
           str_ends(name, STR(".swp")) || str_ends(name, STR(".orig"));
}

/* "vaspout.log" is no binary file. */
static bool has_ending(str name, file_role r)
{
    return r != ROLE_VASPOUT || has_word(name, STR(".h5"));
}

file_role role_of_name(str name)
{
    if (is_backup(name))
        return ROLE_NONE;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (has_word(name, words[i].word) && has_ending(name, words[i].role))
            return words[i].role;
    return is_log(name) ? ROLE_LOG : ROLE_NONE;
}

bool role_is_output(file_role r)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i].role == r)
            return words[i].is_output;
    return false;
}

/* --- the best of several ------------------------------------------------------- */

/* The N of "relaxN"; 0 without. */
static unsigned relax_number(str name)
{
    unsigned n = 0;
    if (!str_after(&name, STR("relax")))
        return 0;
    for (size_t i = 0; i < name.len && isdigit((unsigned char)name.at[i]) && i < 6; i++)
        n = n * 10 + (unsigned)(name.at[i] - '0');
    return n;
}

unsigned name_rank(str name, file_role r)
{
    enum { PLAIN = 1000000000 };
    str plain = without_packing(name);
    bool is_unpacked = plain.len == name.len; // which is better than packed
    if (r == ROLE_VASPRUN && str_ends(plain, STR(".xml")))
        plain.len -= 4;
    if (r == ROLE_VASPOUT && str_ends(plain, STR(".h5")))
        plain.len -= 3;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i].role == r && str_eq_nocase(plain, words[i].word))
            return PLAIN + is_unpacked;
    return 2 * relax_number(name) + is_unpacked;
}

/* --- images of a reaction path -------------------------------------------------- */

bool name_is_image(str folder)
{
    return folder.len == 2 && isdigit((unsigned char)folder.at[0]) &&
           isdigit((unsigned char)folder.at[1]);
}

void images_add(images *below, str folder)
{
    below->n += name_is_image(folder);
    below->has_first = below->has_first || str_eq(folder, STR("00"));
}

/* Two ends and what lies between them. */
bool images_are_band(const images *below)
{
    return below->has_first && below->n >= 3;
}

bool name_is_archive(str name)
{
    static const char *const ends[] = { ".tar",     ".tar.gz", ".tgz", ".tar.bz2",
                                        ".tar.xz",  ".txz",    ".zip", ".7z",
                                        ".tar.zst", ".tbz2" };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends(name, str_of(ends[i])))
            return !role_is_output(role_of_name(name));
    return false;
}
