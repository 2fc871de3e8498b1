/* Runs in a child process that may be killed at any time, and owns nothing. */
#define H5_USE_110_API // what later versions still offer
#include <errno.h>
#include <hdf5.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/module.h"
#include "io/hdf5.h"

enum { MOST_NUMBERS = 64 << 20, MOST_LETTERS = 1 << 20 };

typedef struct {
    hid_t file;
    int fd;
    unsigned wish;
    hdf5_rows rows;
} server;

static bool put(int fd, const void *bytes, size_t n)
{
    const char *at = bytes;
    while (n > 0) {
        ssize_t written = write(fd, at, n);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        at += written;
        n -= (size_t)written;
    }
    return true;
}

/* --- what may be read ----------------------------------------------------------- */

typedef enum { ABSENT, LINKED, INSIDE } place;

/* Inside is where every part of the path is a hard link; `part` is the last that was
 * looked at. */
static place place_of(hid_t file, const char *path, char part[HDF5_MOST_NAME + 1])
{
    for (size_t i = 1; path[i - 1] != '\0'; i++) {
        if (path[i] != '/' && path[i] != '\0')
            continue;
        if (i > HDF5_MOST_NAME)
            return ABSENT;
        memcpy(part, path, i);
        part[i] = '\0';
        H5L_info_t link;
        if (H5Lexists(file, part, H5P_DEFAULT) <= 0 ||
            H5Lget_info(file, part, &link, H5P_DEFAULT) < 0)
            return ABSENT;
        if (link.type != H5L_TYPE_HARD)
            return LINKED;
        if (path[i] == '\0')
            return INSIDE;
    }
    return ABSENT;
}

static bool has_own_filters(hid_t properties)
{
    int n = H5Pget_nfilters(properties);
    for (int i = 0; i < n; i++) {
        unsigned flags, config;
        size_t n_values = 0;
        H5Z_filter_t id = H5Pget_filter2(properties, (unsigned)i, &flags, &n_values,
                                         NULL, 0, NULL, &config);
        if (id < 0 || id >= H5Z_FILTER_RESERVED)
            return false;
    }
    return n >= 0;
}

/* Whether its bytes lie in this file, and can be read without help. */
static hdf5_refusal refusal_of(hid_t set)
{
    hid_t properties = H5Dget_create_plist(set);
    if (properties < 0)
        return HDF5_ELSEWHERE;
    bool is_here = H5Pget_external_count(properties) == 0 &&
                   H5Pget_layout(properties) != H5D_VIRTUAL;
    bool is_plain = has_own_filters(properties);
    H5Pclose(properties);
    return !is_here ? HDF5_ELSEWHERE : is_plain ? HDF5_TAKEN : HDF5_FILTERED;
}

/* VASP marks its logicals by an attribute: dtype = "bool". */
static bool is_logical(hid_t set)
{
    char text[16] = { 0 };
    if (H5Aexists(set, "dtype") <= 0)
        return false;
    hid_t attribute = H5Aopen(set, "dtype", H5P_DEFAULT);
    hid_t type = attribute >= 0 ? H5Aget_type(attribute) : -1;
    bool is_text = type >= 0 && H5Tget_class(type) == H5T_STRING &&
                   H5Tis_variable_str(type) == 0 && H5Tget_size(type) < sizeof text;
    bool ok =
        is_text && H5Aread(attribute, type, text) >= 0 && strncmp(text, "bool", 4) == 0;
    if (type >= 0)
        H5Tclose(type);
    if (attribute >= 0)
        H5Aclose(attribute);
    return ok;
}

/* --- reading ---------------------------------------------------------------------- */

/* The whole space, or one row of it selected; `shape` is what is left. */
static bool select_rows(hid_t space, hdf5_rows rows, hdf5_header *shape, hsize_t *n)
{
    hsize_t extent[HDF5_MOST_RANK] = { 0 }, start[HDF5_MOST_RANK] = { 0 };
    int rank = H5Sget_simple_extent_ndims(space);
    if (rank < 0 || rank > HDF5_MOST_RANK ||
        H5Sget_simple_extent_dims(space, extent, NULL) < 0)
        return false;
    if (rank > 0 && rows != HDF5_ALL && extent[0] > 0) {
        start[0] = rows == HDF5_LAST ? extent[0] - 1 : 0;
        extent[0] = 1;
        if (H5Sselect_hyperslab(space, H5S_SELECT_SET, start, NULL, extent, NULL) < 0)
            return false;
    }
    *n = 1;
    shape->rank = (unsigned char)rank;
    for (int i = 0; i < rank; i++) {
        shape->extent[i] = extent[i];
        if (extent[i] > 0 && *n > MOST_NUMBERS / extent[i])
            return false;
        *n *= extent[i];
    }
    return *n > 0;
}

typedef struct {
    const char *path;
    hid_t set, space, type;
    hsize_t n;
    hdf5_header header;
} dataset;

static bool send(const server *s, dataset *d, const void *bytes, size_t n_bytes)
{
    hdf5_header *h = &d->header;
    h->wish = s->wish;
    h->n_name = (unsigned char)strlen(d->path);
    h->n_bytes = n_bytes;
    return put(s->fd, h, sizeof *h) && put(s->fd, d->path, h->n_name) &&
           put(s->fd, bytes, n_bytes);
}

static bool send_numbers(const server *s, dataset *d)
{
    hsize_t n = d->n;
    double *values = calloc(n, sizeof *values);
    hid_t memory = H5Screate_simple(1, &n, NULL);
    bool ok =
        values && memory >= 0 &&
        H5Dread(d->set, H5T_NATIVE_DOUBLE, memory, d->space, H5P_DEFAULT, values) >= 0;
    d->header.is_logical = is_logical(d->set);
    ok = !ok || send(s, d, values, n * sizeof *values);
    free(values);
    return ok;
}

static bool send_refusal(const server *s, const char *path, hdf5_refusal why)
{
    hdf5_header h = { .wish = s->wish, .refusal = (unsigned char)why };
    h.n_name = (unsigned char)strlen(path);
    return put(s->fd, &h, sizeof h) && put(s->fd, path, h.n_name);
}

/* Texts of any length are pointers, of which each is its own piece of memory. */
static bool send_free_texts(const server *s, dataset *d)
{
    hsize_t n = d->n;
    size_t size = 1;
    char **list = calloc(n, sizeof *list);
    hid_t memory = H5Screate_simple(1, &n, NULL);
    bool ok = list && memory >= 0 &&
              H5Dread(d->set, d->type, memory, d->space, H5P_DEFAULT, list) >= 0;
    for (size_t i = 0; ok && i < n; i++)
        if (list[i] && strlen(list[i]) + 1 > size)
            size = strlen(list[i]) + 1;
    ok = ok && n <= MOST_LETTERS / size;
    char *texts = ok ? calloc(n, size + 1) : NULL;
    for (size_t i = 0; texts && i < n; i++)
        if (list[i])
            memcpy(texts + i * (size + 1), list[i], strlen(list[i]));
    d->header.is_text = true;
    ok = !texts || send(s, d, texts, n * (size + 1));
    free(texts);
    free(list);
    return ok;
}

/* Fixed texts lie one behind the other, not terminated. */
static bool send_texts(const server *s, dataset *d)
{
    hsize_t n = d->n;
    size_t size = H5Tget_size(d->type);
    if (H5Tis_variable_str(d->type) > 0)
        return send_free_texts(s, d);
    if (size == 0 || n > MOST_LETTERS / size)
        return true;
    char *letters = calloc(n, size), *texts = calloc(n, size + 1);
    hid_t memory = H5Screate_simple(1, &n, NULL);
    bool ok = letters && texts && memory >= 0 &&
              H5Dread(d->set, d->type, memory, d->space, H5P_DEFAULT, letters) >= 0;
    for (size_t i = 0; ok && i < n; i++)
        memcpy(texts + i * (size + 1), letters + i * size, size);
    d->header.is_text = true;
    ok = !ok || send(s, d, texts, n * (size + 1));
    free(letters);
    free(texts);
    return ok;
}

/* False when the pipe is broken; what cannot be read is as if it were not there. */
static bool serve_set(const server *s, const char *path)
{
    dataset d = { .path = path, .set = -1, .space = -1, .type = -1 };
    bool ok = true;
    char link[HDF5_MOST_NAME + 1];
    if (strlen(path) > HDF5_MOST_NAME)
        return true;
    place at = place_of(s->file, path, link);
    if (at != INSIDE)
        return at == ABSENT || send_refusal(s, link, HDF5_LINKED);
    d.set = H5Dopen2(s->file, path, H5P_DEFAULT);
    if (d.set < 0)
        goto done;
    hdf5_refusal why = refusal_of(d.set);
    if (why != HDF5_TAKEN) {
        ok = send_refusal(s, path, why);
        goto done;
    }
    d.space = H5Dget_space(d.set);
    d.type = H5Dget_type(d.set);
    if (d.space < 0 || d.type < 0 || !select_rows(d.space, s->rows, &d.header, &d.n))
        goto done;
    H5T_class_t class = H5Tget_class(d.type);
    if (class == H5T_INTEGER || class == H5T_FLOAT)
        ok = send_numbers(s, &d);
    else if (class == H5T_STRING)
        ok = send_texts(s, &d);
done:
    if (d.type >= 0)
        H5Tclose(d.type);
    if (d.space >= 0)
        H5Sclose(d.space);
    if (d.set >= 0)
        H5Dclose(d.set);
    return ok;
}

typedef struct {
    const server *s;
    const char *folder; // ends with a slash
} serving;

static herr_t serve_member(hid_t group, const char *name, const H5L_info_t *link,
                           void *user)
{
    const server *s = ((const serving *)user)->s;
    const char *folder = ((const serving *)user)->folder;
    char path[HDF5_MOST_NAME + 1];
    (void)group;
    H5O_info_t object;
    int n = snprintf(path, sizeof path, "%s%s", folder, name);
    if (link->type != H5L_TYPE_HARD || n < 0 || n > HDF5_MOST_NAME)
        return 0;
    if (H5Oget_info_by_name(s->file, path, &object, H5P_DEFAULT) < 0 ||
        object.type != H5O_TYPE_DATASET)
        return 0;
    return serve_set(s, path) ? 0 : -1;
}

static bool serve_group(const server *s, const char *folder)
{
    char path[HDF5_MOST_NAME + 1];
    size_t n = strlen(folder) - 1;
    memcpy(path, folder, n);
    path[n] = '\0';
    char link[HDF5_MOST_NAME + 1];
    place at = place_of(s->file, path, link);
    if (at != INSIDE)
        return at == ABSENT || send_refusal(s, link, HDF5_LINKED);
    serving user = { s, folder };
    hid_t group = H5Gopen2(s->file, path, H5P_DEFAULT);
    if (group < 0)
        return true;
    H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, NULL, serve_member, &user);
    H5Gclose(group);
    return true;
}

/* Bytes in memory are a file of the library's `core` driver, which never writes back.
 */
static hid_t open_file(const char *path, str bytes)
{
    hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    H5Pset_file_locking(access, false, true); // network disks may have no locks
    if (bytes.len == 0)
        return H5Fopen(path, H5F_ACC_RDONLY, access);
    if (H5Pset_fapl_core(access, 1 << 20, false) < 0 ||
        H5Pset_file_image(access, (void *)bytes.at, bytes.len) < 0)
        return -1;
    const char *nobodys = "/proc/vaspout.h5"; // the driver wants a name without a file
    return H5Fopen(nobodys, H5F_ACC_RDONLY, access);
}

static int serve(const char *path, str bytes, const hdf5_wish *wishes, size_t n_wishes,
                 int fd)
{
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    H5PLset_loading_state(0); // no filters from elsewhere
    server s = { .file = open_file(path, bytes), .fd = fd };
    if (s.file < 0)
        return 1;
    for (size_t i = 0; i < n_wishes; i++) {
        const char *wanted = wishes[i].path;
        s.wish = (unsigned)i;
        s.rows = wishes[i].rows;
        bool is_group = wanted[strlen(wanted) - 1] == '/';
        if (!(is_group ? serve_group(&s, wanted) : serve_set(&s, wanted)))
            return 1;
    }
    hdf5_header end = { .wish = HDF5_DONE };
    return put(fd, &end, sizeof end) ? 0 : 1;
}

MODULE_EXPORT extern const hdf5_module chepath_module;
const hdf5_module chepath_module = { .serve = serve };
