#include "render/bundle.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/diag.h"
#include "base/sha256.h"
#include "gather/run.h"
#include "io/sink.h"
#include "io/tree.h"

static const char manifest_name[] = "manifest.txt";
static const char manifest_head[] =
    "# Written by chepath: what this folder holds of it.\n";
static const char not_ours[] = "is there already and was not written by an earlier run";

void bundle_add(bundle *b, const char *below, const char *name, str bytes)
{
    b->pieces = arena_grow(b->a, b->pieces, b->n, sizeof *b->pieces);
    b->pieces[b->n++] = (piece){ arena_print(b->a, "%s%s", below, name), bytes };
}

const char *bundle_folder(const bundle *b, const char *name)
{
    char *text = arena_print(b->a, "%s/", *name ? name : "catalyst");
    for (char *c = text; c[1]; c++)
        if (*c == '/' || (unsigned char)*c < 0x20)
            *c = '_';
    if (*text == '.')
        *text = '_';
    const char *unique = text;
    for (size_t n = 2, i = 0; i < b->n; i++)
        if (str_starts(str_of(b->pieces[i].name), str_of(unique))) {
            unique = arena_print(b->a, "%.*s-%zu/", (int)strlen(text) - 1, text, n++);
            i = (size_t)-1; // look again from the first
        }
    return unique;
}

/* False when it is not a file of its own, such as a member of an archive. */
static bool digest_of_file(const char *path, sha256_text *out)
{
    char buffer[1 << 16];
    size_t n;
    FILE *from = fopen(path, "rb");
    if (!from)
        return false;
    sha256 s = sha256_begin();
    while ((n = fread(buffer, 1, sizeof buffer, from)) > 0)
        sha256_add(&s, (str){ buffer, n });
    bool ok = !ferror(from);
    fclose(from);
    *out = sha256_end(&s);
    return ok;
}

/* --- the files that were read ------------------------------------------------- */

static void put_source(const char *path, sink *out)
{
    sha256_text digest;
    if (digest_of_file(path, &digest))
        sink_print(out, "%s  %s\n", digest.at, path);
    else
        sink_print(out, "# %s\n", path);
}

/* A run is a folder: what was read in it are the files that are chosen there. */
static void put_run(const bundle *b, const char *folder, sink *out)
{
    listing found;
    chp_diag *known = chp_diag_new(); // all of it was said when the run was read
    if (folder_list(b->a, folder, &found, known)) {
        choice chosen = choose_files(b->a, found.file, found.n_files,
                                     (chp_where){ .path = folder }, known);
        for (size_t i = 0; i < chosen.n; i++)
            put_source(path_join(b->a, folder, chosen.name[i]), out);
    }
    chp_diag_free(known);
}

void bundle_add_sources(bundle *b, const char *const *sources)
{
    sink out = { .a = b->a };
    for (const char *const *path = sources; path && *path; path++)
        if (path_is_folder(*path))
            put_run(b, *path, &out);
        else
            put_source(*path, &out);
    bundle_add(b, "", "sources.sha256", sink_text(&out));
}

/* --- whose file is it --------------------------------------------------------- */

/* The digest that an earlier manifest gives for a name. */
static bool manifest_find(str manifest, const char *name, str *digest)
{
    str line;
    while (str_line(&manifest, &line)) {
        *digest = str_part(line, 0, 64);
        if (str_eq(str_from(line, 66), str_of(name)))
            return true;
    }
    return false;
}

static str manifest_read(const bundle *b)
{
    const char *path = path_join(b->a, b->folder, manifest_name);
    sink text = { .a = b->a };
    char buffer[4096];
    size_t n;
    FILE *from = fopen(path, "rb");
    while (from && (n = fread(buffer, 1, sizeof buffer, from)) > 0)
        sink_put(&text, (str){ buffer, n });
    if (from)
        fclose(from);
    return sink_text(&text);
}

static void refuse(const bundle *b, const char *path, const char *why)
{
    diag_error(b->diag, "not-ours", (chp_where){ .path = path }, "%s", why);
    diag_hint(b->diag, "Choose another folder, or replace it with --force.");
}

/* Not when it holds what an earlier run wrote, or what is about to be written: a run
 * that was interrupted has left no manifest. */
static bool is_in_the_way(const bundle *b, str manifest, const piece *p)
{
    struct stat status;
    sha256_text now = { 0 };
    str then;
    const char *path = path_join(b->a, b->folder, p->name);
    if (lstat(path, &status) != 0)
        return false;
    bool is_read = digest_of_file(path, &now);
    if (is_read && strcmp(now.at, sha256_of(p->bytes).at) == 0)
        return false;
    bool is_listed = manifest_find(manifest, p->name, &then);
    if (is_listed && str_eq(then, str_of(now.at)))
        return false;
    refuse(b, path, is_listed ? "was changed since it was written" : not_ours);
    return true;
}

static bool is_free(const bundle *b, str manifest)
{
    bool is_all_free = true;
    for (size_t i = 0; i < b->n && !b->is_forced; i++)
        if (is_in_the_way(b, manifest, &b->pieces[i]))
            is_all_free = false;
    if (manifest.len == 0 || str_starts(manifest, str_of(manifest_head)) ||
        b->is_forced)
        return is_all_free;
    refuse(b, path_join(b->a, b->folder, manifest_name), not_ours);
    return false;
}

/* --- writing ------------------------------------------------------------------ */

/* Every folder above the last slash of the path. */
static bool make_folders(const bundle *b, const char *path)
{
    char *text = arena_str(b->a, str_of(path));
    for (char *c = text + 1; *c; c++) {
        if (*c != '/')
            continue;
        *c = '\0';
        if (mkdir(text, 0777) != 0 && errno != EEXIST) {
            diag_error(b->diag, "unwritable", (chp_where){ .path = path },
                       "the folder %s cannot be made: %s", text, strerror(errno));
            diag_hint(b->diag, "Choose a folder that you may write to.");
            return false;
        }
        *c = '/';
    }
    return true;
}

static bool write_piece(const bundle *b, const piece *p)
{
    const char *path = path_join(b->a, b->folder, p->name);
    return make_folders(b, path) && sink_save(p->bytes, path, b->diag);
}

static bool is_new(const bundle *b, str name)
{
    for (size_t i = 0; i < b->n; i++)
        if (str_eq(str_of(b->pieces[i].name), name))
            return true;
    return false;
}

/* What an earlier run left in other places stays ours. */
static void add_manifest(bundle *b, str earlier)
{
    sink out = { .a = b->a };
    str line;
    sink_put(&out, str_of(manifest_head));
    for (size_t i = 0; i < b->n; i++)
        sink_print(&out, "%s  %s\n", sha256_of(b->pieces[i].bytes).at,
                   b->pieces[i].name);
    while (str_line(&earlier, &line))
        if (line.len > 66 && line.at[0] != '#' && !is_new(b, str_from(line, 66)))
            sink_print(&out, "%.*s\n", (int)line.len, line.at);
    bundle_add(b, "", manifest_name, sink_text(&out));
}

bool bundle_write(bundle *b)
{
    str earlier = manifest_read(b);
    if (!is_free(b, earlier))
        return false;
    add_manifest(b, earlier); // last: it vouches for what is there
    for (size_t i = 0; i < b->n; i++)
        if (!write_piece(b, &b->pieces[i]))
            return false;
    return true;
}
