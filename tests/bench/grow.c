#define _GNU_SOURCE // memmem
#include "bench/grow.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

static bool fail(const char *what, const char *path)
{
    fprintf(stderr, "bench: %s %s: %s\n", what, path, strerror(errno));
    return false;
}

/* The text of a file, unpacked. */
static char *read_all(const char *path, size_t *n)
{
    gzFile f = gzopen(path, "rb");
    char *text = NULL;
    size_t room = 0;
    int got = 1;
    for (*n = 0; f && got > 0; *n += got > 0 ? (size_t)got : 0) {
        if (room - *n < 2)
            text = realloc(text, room = 2 * room + (1 << 20));
        got = text ? gzread(f, text + *n, (unsigned)(room - *n - 1)) : -1;
    }
    if (f)
        gzclose(f);
    if (text)
        text[*n] = '\0';
    return text;
}

/* --- one file ------------------------------------------------------------------- */

/* A line that opens an electronic step: "---…--- Iteration      2(   1)  ---…". */
#define ITERATION " Iteration "

static char *line_start(char *text, char *at)
{
    while (at > text && at[-1] != '\n')
        at--;
    return at;
}

/* Write the last step under another number, which stands in a field of six. */
static void write_step(const char *step, size_t n, unsigned number, FILE *to)
{
    const char *end = step + n, *mark;
    while ((mark = strstr(step, ITERATION)) && mark < end) {
        mark += strlen(ITERATION);
        fwrite(step, 1, (size_t)(mark - step), to);
        fprintf(to, "%6u", number);
        step = mark + 6;
    }
    fwrite(step, 1, (size_t)(end - step), to);
}

typedef bool write_grown(char *text, size_t n, FILE *to, size_t bytes);

/* The example left these lines out, and pymatgen asks for them. */
static const char PLANE_WAVES[] =
    "\n\n\n----------------------------------------------------------------------------"
    "----------------------------\n\n\n"
    " k-point   1 :   0.0000 0.0000 0.0000  plane waves:   12345\n\n"
    " maximum and minimum number of plane-waves per node :     12345    12345\n\n\n";

static bool write_outcar(char *text, size_t n, FILE *to, size_t bytes)
{
    char *first = strstr(text, ITERATION "     1(   1)");
    char *step = first ? strstr(first, ITERATION "     2(   1)") : NULL;
    char *tail = step ? strstr(step, " reached required accuracy") : NULL;
    if (!tail)
        return false;
    first = line_start(text, first);
    step = line_start(text, step);
    size_t written = (size_t)(step - text);
    fwrite(text, 1, (size_t)(first - text), to);
    fputs(PLANE_WAVES, to);
    fwrite(first, 1, (size_t)(step - first), to);
    for (unsigned i = 2; written < bytes || i == 2; i++) {
        write_step(step, (size_t)(tail - step), i, to);
        written += (size_t)(tail - step);
    }
    fwrite(tail, 1, n - (size_t)(tail - text), to);
    return true;
}

/* The bands of many k-points, as a step has them behind its Fermi level. */
static void write_bands(FILE *to, size_t bytes)
{
    size_t written = 0;
    unsigned noise = 1; // or a packer finds nothing but repetitions
    for (int k = 1; written < bytes; k++) {
        int n = fprintf(to,
                        "\n k-point %5d :       0.0000    0.0000    0.0000\n"
                        "  band No.  band energies     occupation \n",
                        k);
        for (int i = 1; i <= 55; i++) {
            noise = noise * 1664525u + 1013904223u;
            n += fprintf(to, "%7d %12.4f %11.5f\n", i,
                         -25 + 0.5 * i + (noise >> 16) * 1e-5, i < 50 ? 2.0 : 0.0);
        }
        written += (size_t)n;
    }
}

static bool write_frequencies(char *text, size_t n, FILE *to, size_t bytes)
{
    static const char mark[] = "\n E-fermi :";
    size_t n_steps = 0;
    char *from = text, *at = text;
    while ((at = strstr(at, mark)) != NULL) {
        n_steps++;
        at++;
    }
    while ((at = strstr(from, mark)) != NULL && (at = strchr(at + 1, '\n')) != NULL) {
        fwrite(from, 1, (size_t)(at + 1 - from), to);
        write_bands(to, bytes / n_steps);
        from = at + 1;
    }
    fwrite(from, 1, n - (size_t)(from - text), to);
    return n_steps > 1;
}

/* The parts of one <calculation>. */
typedef struct {
    char *begin, *scstep, *scstep_end, *close, *end;
} calculation;

static char *behind(char *text, const char *mark)
{
    char *found = text ? strstr(text, mark) : NULL;
    return found ? found + strlen(mark) : NULL;
}

static bool find_calculation(char *text, calculation *c)
{
    for (unsigned char *u = (unsigned char *)text; *u; u++)
        if (*u > 127)
            *u = '?'; // pymatgen takes every file for UTF-8
    c->begin = strstr(text, " <calculation>\n");
    c->scstep = behind(c->begin, " <calculation>\n");
    c->scstep_end = behind(c->scstep, "  </scstep>\n");
    c->close = c->scstep_end ? strstr(c->scstep_end, " </calculation>\n") : NULL;
    c->end = behind(c->close, " </calculation>\n");
    return c->end != NULL;
}

static void write_projections(FILE *to, size_t bytes)
{
    fputs("  <projected>\n   <array>\n    <set>\n     <set comment=\"spin1\">\n", to);
    for (size_t written = 0; written < bytes;) // of s, p, d
        written += (size_t)fprintf(to, "       <r>   0.0121   0.0034   0.1021 </r>\n");
    fputs("     </set>\n    </set>\n   </array>\n  </projected>\n", to);
}

/* What stands before the steps; the small file left out what pymatgen asks for. */
static void write_head(const char *text, size_t n, FILE *to)
{
    const char *at = strstr(text, " </kpoints>");
    size_t before = at && (size_t)(at - text) < n ? (size_t)(at - text) : n;
    fwrite(text, 1, before, to);
    fputs("  <varray name=\"weights\" >\n   <v>       1.00000000 </v>\n  </varray>\n",
          to);
    fwrite(text + before, 1, n - before, to);
}

enum { N_SCSTEPS = 24 }; // more than the small file has

static bool write_vasprun(char *text, size_t n, FILE *to, size_t bytes)
{
    calculation c;
    if (!find_calculation(text, &c))
        return false;
    size_t scstep = (size_t)(c.scstep_end - c.scstep),
           written = (size_t)(c.begin - text);
    write_head(text, written, to);
    while (written < bytes) {
        fwrite(c.begin, 1, (size_t)(c.scstep - c.begin), to);
        for (int i = 0; i < N_SCSTEPS; i++)
            fwrite(c.scstep, 1, scstep, to);
        fwrite(c.scstep, 1, (size_t)(c.end - c.scstep), to);
        written += (size_t)(c.end - c.begin) + N_SCSTEPS * scstep;
    }
    fwrite(c.end, 1, n - (size_t)(c.end - text), to);
    return true;
}

static bool write_projected(char *text, size_t n, FILE *to, size_t bytes)
{
    calculation c;
    if (!find_calculation(text, &c))
        return false;
    fwrite(text, 1, (size_t)(c.close - text), to);
    write_projections(to, bytes);
    fwrite(c.close, 1, n - (size_t)(c.close - text), to);
    return true;
}

static bool grow(const char *small, const char *large, size_t bytes, write_grown *write)
{
    size_t n = 0;
    char *text = read_all(small, &n);
    if (!text)
        return fail("cannot read", small);
    FILE *to = fopen(large, "wb");
    bool ok = to && write(text, n, to, bytes);
    if (to)
        ok = fclose(to) == 0 && ok;
    free(text);
    return ok || fail("cannot grow", large);
}

bool grow_outcar(const char *small, const char *large, size_t bytes)
{
    return grow(small, large, bytes, write_outcar);
}

bool grow_frequencies(const char *small, const char *large, size_t bytes)
{
    return grow(small, large, bytes, write_frequencies);
}

bool grow_vasprun(const char *small, const char *large, size_t bytes)
{
    return grow(small, large, bytes, write_vasprun);
}

bool grow_projected(const char *small, const char *large, size_t bytes)
{
    return grow(small, large, bytes, write_projected);
}

bool grow_packed(const char *plain, const char *packed)
{
    size_t n = 0;
    char *text = read_all(plain, &n);
    if (!text)
        return fail("cannot read", plain);
    gzFile to = gzopen(packed, "wb6");
    bool ok = to && gzfwrite(text, 1, n, to) == n;
    if (to)
        ok = gzclose(to) == Z_OK && ok;
    free(text);
    return ok || fail("cannot write", packed);
}

/* --- many files ------------------------------------------------------------------- */

enum { N_COPIES = 64, LONGEST_PATH = 512 };

static bool make_folder(const char *path)
{
    return mkdir(path, 0777) == 0 || errno == EEXIST || fail("cannot make", path);
}

static bool copy(const char *from, const char *to)
{
    size_t n = 0;
    char *text = read_all(from, &n);
    FILE *f = text ? fopen(to, "wb") : NULL;
    bool ok = f && fwrite(text, 1, n, f) == n;
    if (f)
        ok = fclose(f) == 0 && ok;
    free(text);
    return ok || fail("cannot copy", from);
}

static bool link_run(const char *folder, size_t i)
{
    char run[LONGEST_PATH], from[2 * LONGEST_PATH], to[2 * LONGEST_PATH];
    snprintf(run, sizeof run, "%s/run%04zu", folder, i);
    snprintf(from, sizeof from, "%s/copy%02zu", folder, i % N_COPIES);
    snprintf(to, sizeof to, "%s/OUTCAR", run);
    if (!make_folder(run))
        return false;
    unlink(to);
    return link(from, to) == 0 || copy(from, to);
}

bool grow_folders(const char *file, const char *folder, size_t n)
{
    bool ok = make_folder(folder);
    for (size_t i = 0; ok && i < N_COPIES; i++) {
        char path[LONGEST_PATH];
        snprintf(path, sizeof path, "%s/copy%02zu", folder, i);
        ok = copy(file, path);
    }
    for (size_t i = 0; ok && i < n; i++)
        ok = link_run(folder, i);
    return ok;
}

static bool grow_entry(const char *small, const char *large, const char *name,
                       size_t bytes)
{
    char from[2 * LONGEST_PATH], to[2 * LONGEST_PATH];
    struct stat st;
    snprintf(from, sizeof from, "%s/%s", small, name);
    snprintf(to, sizeof to, "%s/%s", large, name);
    if (stat(from, &st) != 0)
        return fail("cannot read", from);
    if (S_ISDIR(st.st_mode))
        return grow_study(from, to, bytes);
    // the diary of a run would not be that of a longer one
    if (strcmp(name, "OSZICAR") == 0)
        return true;
    return strcmp(name, "OUTCAR") == 0 ? grow_outcar(from, to, bytes) : copy(from, to);
}

bool grow_study(const char *small, const char *large, size_t bytes)
{
    DIR *dir = opendir(small);
    bool ok = dir && make_folder(large);
    const struct dirent *entry;
    while (ok && (entry = readdir(dir)) != NULL)
        if (entry->d_name[0] != '.')
            ok = grow_entry(small, large, entry->d_name, bytes);
    if (dir)
        closedir(dir);
    return ok || fail("cannot grow", small);
}
