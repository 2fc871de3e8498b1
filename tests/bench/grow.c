#include "bench/grow.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <zlib.h>

static bool fail(const char *what, const char *path)
{
    fprintf(stderr, "bench: %s %s: %s\n", what, path, strerror(errno));
    return false;
}

static char *read_all(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return NULL;
    fseek(f, 0, SEEK_END);
    *n = (size_t)ftell(f);
    rewind(f);
    char *text = malloc(*n + 1);
    if (text)
        text[ *n = fread(text, 1, *n, f)] = '\0';
    fclose(f);
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

static bool write_outcar(char *text, size_t n, FILE *to, size_t bytes)
{
    char *step = strstr(text, ITERATION "     2(   1)");
    char *tail = strstr(text, " reached required accuracy");
    if (!step || !tail)
        return false;
    step = line_start(text, step);
    size_t written = (size_t)(step - text);
    fwrite(text, 1, written, to);
    for (unsigned i = 2; written < bytes || i == 2; i++) {
        write_step(step, (size_t)(tail - step), i, to);
        written += (size_t)(tail - step);
    }
    fwrite(tail, 1, n - (size_t)(tail - text), to);
    return true;
}

static bool write_vasprun(char *text, size_t n, FILE *to, size_t bytes)
{
    char *step = strstr(text, " <calculation>");
    char *tail = step ? strstr(step + 1, " <calculation>") : NULL;
    if (!tail)
        return false;
    size_t written = (size_t)(step - text);
    fwrite(text, 1, written, to);
    for (; written < bytes; written += (size_t)(tail - step))
        fwrite(step, 1, (size_t)(tail - step), to);
    fwrite(tail, 1, n - (size_t)(tail - text), to);
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

bool grow_vasprun(const char *small, const char *large, size_t bytes)
{
    return grow(small, large, bytes, write_vasprun);
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

/* --- many folders --------------------------------------------------------------- */

static bool write_copy(const char *text, size_t n, const char *folder, size_t i)
{
    char path[512];
    snprintf(path, sizeof path, "%s/run%04zu", folder, i);
    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        return fail("cannot make", path);
    strncat(path, "/OUTCAR", sizeof path - strlen(path) - 1);
    FILE *to = fopen(path, "wb");
    bool ok = to && fwrite(text, 1, n, to) == n;
    if (to)
        ok = fclose(to) == 0 && ok;
    return ok || fail("cannot write", path);
}

bool grow_folders(const char *file, const char *folder, size_t n)
{
    size_t size = 0;
    char *text = read_all(file, &size);
    if (!text)
        return fail("cannot read", file);
    bool ok = mkdir(folder, 0777) == 0 || errno == EEXIST;
    for (size_t i = 0; ok && i < n; i++)
        ok = write_copy(text, size, folder, i);
    free(text);
    return ok;
}
