/* Two tables, so that what is always wanted stays small:
 *
 *     runs(key, path, stamps, small)   key: a hash of the path and the build
 *     large(key, bytes)                steps, structures, Hessians ...
 *
 * All access is by key, which is the row's number in SQLite. */
#define _GNU_SOURCE // dladdr
#include "store/store.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#include "base/diag.h"
#include "store/code.h"

enum {
    APPLICATION_ID = 0x63687061, // "chpa", at byte 68 of the file
    LAYOUT = 1,                  // of the tables
    PATIENCE_MS = 2000,          // while another program writes
    SETTLING_S = 2,              // a file younger than that may still change
};

struct store {
    arena memory; // the record itself lives in it
    sqlite3 *db;
    sqlite3_stmt *get, *get_large, *put, *put_large;
    const char *folder; // the current one, for relative paths
    uint64_t build;
    bool is_writing; // a transaction is open
    bool is_damaged; // SQLite met what it did not write
    const char *file;
};

/* --- stamps ------------------------------------------------------------------------
 */

bool stamp_take(const char *path, const char *name, stamp *out)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return false;
    *out = (stamp){
        .name = name,
        .size = S_ISDIR(st.st_mode) ? 0 : (long long)st.st_size,
        .seconds = st.st_mtim.tv_sec,
        .nanoseconds = st.st_mtim.tv_nsec,
        .inode = st.st_ino,
        .device = st.st_dev,
    };
    return true;
}

static const char *path_of(arena *a, const char *path, const char *name)
{
    return *name ? arena_print(a, "%s/%s", path, name) : path;
}

static bool is_same(const stamp *a, const stamp *b)
{
    return a->size == b->size && a->seconds == b->seconds &&
           a->nanoseconds == b->nanoseconds && a->inode == b->inode &&
           a->device == b->device;
}

/* Each stamp as its five numbers and its name. */
static str code_stamps(arena *a, const stamps *list)
{
    size_t room = 0, n = 0;
    for (size_t i = 0; i < list->n; i++)
        room += sizeof(stamp) + strlen(list->at[i].name) + 1;
    char *bytes = arena_new(a, char, room + 1);
    for (size_t i = 0; i < list->n; i++) {
        stamp s = list->at[i];
        size_t len = strlen(s.name) + 1;
        memcpy(bytes + n + sizeof s, s.name, len);
        s.name = NULL;
        memcpy(bytes + n, &s, sizeof s);
        n += sizeof s + len;
    }
    return (str){ bytes, n };
}

/* Whether every file is as it was. */
static bool are_current(const char *path, str bytes)
{
    arena scratch = { 0 };
    bool ok = bytes.len > 0;
    while (ok && bytes.len > sizeof(stamp)) {
        stamp then, now;
        memcpy(&then, bytes.at, sizeof then);
        bytes = str_from(bytes, sizeof then);
        const char *end = memchr(bytes.at, '\0', bytes.len);
        ok = end && stamp_take(path_of(&scratch, path, bytes.at), NULL, &now) &&
             is_same(&then, &now);
        bytes = end ? str_from(bytes, (size_t)(end - bytes.at) + 1) : bytes;
    }
    arena_clear(&scratch);
    return ok && bytes.len == 0;
}

static bool are_settled(const stamps *list)
{
    time_t now = time(NULL);
    for (size_t i = 0; i < list->n; i++)
        if (now - list->at[i].seconds < SETTLING_S)
            return false;
    return list->n > 0;
}

/* --- keys ---------------------------------------------------------------------------
 */

static uint64_t hash(uint64_t h, const void *at, size_t n) // FNV-1a
{
    const unsigned char *byte = at;
    for (size_t i = 0; i < n; i++)
        h = (h ^ byte[i]) * UINT64_C(1099511628211);
    return h;
}

/* Another build may read files otherwise. The file that this code was loaded from
 * stands for it: any that was built since has another stamp. */
static uint64_t own_build(void)
{
    Dl_info self = { 0 };
    stamp s = { 0 };
    uint64_t h = hash(UINT64_C(14695981039346656037), CHP_VERSION, sizeof CHP_VERSION);
    if (dladdr(__extension__(void *) own_build, &self) && self.dli_fname)
        stamp_take(self.dli_fname, NULL, &s);
    long long told[] = { LAYOUT, s.size, s.seconds, s.nanoseconds };
    return hash(h, told, sizeof told);
}

static const char *absolute(const store *s, arena *a, const char *path)
{
    return path[0] == '/' ? path : arena_print(a, "%s/%s", s->folder, path);
}

static sqlite3_int64 key_of(const store *s, const char *full_path)
{
    return (sqlite3_int64)hash(s->build, full_path, strlen(full_path));
}

/* --- where the cache is
 * --------------------------------------------------------------- */

static bool make_folder(const char *path)
{
    return mkdir(path, 0700) == 0 || errno == EEXIST;
}

/* NULL: there is no place for it. Relative values of the variables count as unset, as
 * the XDG specification wants it. */
static const char *usual_file(arena *a)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    const char *base = NULL;
    if (cache && cache[0] == '/')
        base = cache;
    else if (home && home[0] == '/')
        base = arena_print(a, "%s/.cache", home);
    if (!base)
        return NULL;
    const char *folder = arena_print(a, "%s/chepath", base);
    make_folder(base);
    make_folder(folder);
    return arena_print(a, "%s/runs.sqlite", folder);
}

/* What is at the place of a cache. */
typedef enum { NOTHING, OURS, SOMEBODYS } owner;

static owner owner_of(const char *file)
{
    enum { HEADER = 100, ID_AT = 68 };
    unsigned char header[HEADER];
    int fd = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ssize_t n = fd >= 0 ? read(fd, header, sizeof header) : 0;
    if (fd >= 0)
        close(fd);
    if (n <= 0)
        return NOTHING;
    if (n < HEADER || memcmp(header, "SQLite format 3", 16) != 0)
        return SOMEBODYS;
    uint32_t id = (uint32_t)header[ID_AT] << 24 | (uint32_t)header[ID_AT + 1] << 16 |
                  (uint32_t)header[ID_AT + 2] << 8 | header[ID_AT + 3];
    return id == APPLICATION_ID ? OURS : SOMEBODYS;
}

/* --- opening
 * -------------------------------------------------------------------------- */

static bool do_sql(sqlite3 *db, const char *sql)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static const char SET_UP[] = "PRAGMA application_id = 0x63687061;"
                             "CREATE TABLE IF NOT EXISTS runs(key INTEGER PRIMARY KEY,"
                             " path TEXT NOT NULL, stamps BLOB NOT NULL,"
                             " small BLOB NOT NULL, checksum INTEGER NOT NULL);"
                             "CREATE TABLE IF NOT EXISTS large(key INTEGER PRIMARY KEY,"
                             " bytes BLOB NOT NULL, checksum INTEGER NOT NULL);";

static bool prepare(store *s)
{
    const struct {
        sqlite3_stmt **statement;
        const char *sql;
    } all[] = {
        { &s->get, "SELECT path, stamps, small, checksum FROM runs WHERE key = ?" },
        { &s->get_large, "SELECT bytes, checksum FROM large WHERE key = ?" },
        { &s->put, "INSERT OR REPLACE INTO runs VALUES(?, ?, ?, ?, ?)" },
        { &s->put_large, "INSERT OR REPLACE INTO large VALUES(?, ?, ?)" },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (sqlite3_prepare_v2(s->db, all[i].sql, -1, all[i].statement, NULL) !=
            SQLITE_OK)
            return false;
    return true;
}

static void close_db(store *s)
{
    sqlite3_finalize(s->get);
    sqlite3_finalize(s->get_large);
    sqlite3_finalize(s->put);
    sqlite3_finalize(s->put_large);
    sqlite3_close(s->db);
    s->db = NULL;
    s->get = s->get_large = s->put = s->put_large = NULL;
}

static int try_open(store *s, const char *file, int flags)
{
    int status = sqlite3_open_v2(file, &s->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (status == SQLITE_OK) {
        sqlite3_busy_timeout(s->db, PATIENCE_MS);
        do_sql(s->db, "PRAGMA synchronous = OFF"); // a crash costs entries, no more
        if (prepare(s) || (do_sql(s->db, SET_UP) && prepare(s)))
            return SQLITE_OK;
        status = sqlite3_errcode(s->db);
    }
    close_db(s);
    return status;
}

static bool is_damage(int status)
{
    return status == SQLITE_NOTADB || status == SQLITE_CORRUPT;
}

/* SQLITE_OK, or why not. A cache that cannot be written may still be read. */
static int open_db(store *s, const char *file)
{
    int status = try_open(s, file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    return status == SQLITE_OK || is_damage(status)
               ? status
               : try_open(s, file, SQLITE_OPEN_READONLY);
}

static void tell(chp_diag *diag, const char *file, const char *what)
{
    diag_note(diag, "cache", NOWHERE, "the cache %s %s", file, what);
    diag_hint(diag,
              "--cache=FILE puts the cache elsewhere, --cache=none does without.");
}

/* A damaged cache of ours is begun anew. What the user named and is somebody else's is
 * left alone. */
static bool open_or_rebuild(store *s, const char *file, bool is_usual, chp_diag *diag)
{
    owner whose = owner_of(file);
    if (whose == SOMEBODYS && !is_usual) {
        tell(diag, file, "was not made by chepath: it is left alone");
        return false;
    }
    int status = whose == SOMEBODYS ? SQLITE_NOTADB : open_db(s, file);
    if (is_damage(status)) {
        tell(diag, file, "is damaged: it is begun anew");
        status = unlink(file) == 0 ? open_db(s, file) : SQLITE_CANTOPEN;
    }
    if (status != SQLITE_OK && !is_usual)
        tell(diag, file, "cannot be opened: it is done without");
    return status == SQLITE_OK;
}

store *store_open(const char *file, chp_diag *diag)
{
    if (!file)
        return NULL;
    arena memory = { 0 };
    store *s = arena_new(&memory, store, 1);
    s->memory = memory;
    bool is_usual = *file == '\0';
    char here[4096];
    s->folder = arena_str(&s->memory, str_of(getcwd(here, sizeof here) ? here : "?"));
    s->build = own_build();
    s->file = is_usual ? usual_file(&s->memory) : arena_str(&s->memory, str_of(file));
    if (s->file && open_or_rebuild(s, s->file, is_usual, diag))
        return s;
    memory = s->memory;
    arena_clear(&memory);
    return NULL;
}

/* --- entries
 * -------------------------------------------------------------------------- */

static str blob(sqlite3_stmt *row, int column)
{
    const char *at = sqlite3_column_blob(row, column);
    return (str){ at ? at : "", (size_t)sqlite3_column_bytes(row, column) };
}

static sqlite3_int64 checksum(str bytes)
{
    return (sqlite3_int64)crc32(crc32(0, NULL, 0), (const unsigned char *)bytes.at,
                                (unsigned)bytes.len);
}

static bool find(store *s, sqlite3_stmt *statement)
{
    int status = sqlite3_step(statement);
    s->is_damaged = s->is_damaged || is_damage(status);
    return status == SQLITE_ROW;
}

static bool get_large(store *s, arena *a, sqlite3_int64 key, const char *path,
                      run_list *runs)
{
    sqlite3_bind_int64(s->get_large, 1, key);
    bool ok = find(s, s->get_large);
    str bytes = ok ? blob(s->get_large, 0) : STR("");
    ok = ok && checksum(bytes) == sqlite3_column_int64(s->get_large, 1) &&
         decode_large(a, bytes, path, runs);
    sqlite3_reset(s->get_large);
    return ok;
}

static bool get_small(store *s, arena *a, sqlite3_int64 key, const char *full,
                      const char *path, const chp_diag *parent, run_list *out)
{
    sqlite3_bind_int64(s->get, 1, key);
    bool ok = find(s, s->get);
    str bytes = ok ? blob(s->get, 2) : STR("");
    ok = ok && str_eq(blob(s->get, 0), str_of(full)) &&
         checksum(bytes) == sqlite3_column_int64(s->get, 3) &&
         are_current(path, blob(s->get, 1)) &&
         decode_small(a, bytes, path, parent, out);
    sqlite3_reset(s->get);
    return ok;
}

bool store_get(store *s, arena *a, const char *path, bool whole, const chp_diag *parent,
               run_list *out)
{
    if (!s)
        return false;
    arena scratch = { 0 };
    const char *full = absolute(s, &scratch, path);
    sqlite3_int64 key = key_of(s, full);
    bool ok = get_small(s, a, key, full, path, parent, out);
    arena_clear(&scratch);
    if (!ok || !whole || get_large(s, a, key, path, out))
        return ok;
    for (size_t i = 0; i < out->n; i++)
        chp_diag_free(out->at[i].diag);
    *out = (run_list){ 0 };
    return false;
}

/* What depends on more than the files: a limit, a permission, a moment. */
static bool is_lasting(const run_list *runs)
{
    static const char *const passing[] = { "too-big", "changing", "unreadable" };
    for (size_t i = 0; i < runs->n; i++)
        for (size_t k = 0; k < chp_diag_count(runs->at[i].diag, CHP_NOTE); k++)
            for (size_t c = 0; c < sizeof passing / sizeof *passing; c++)
                if (strcmp(chp_diag_get(runs->at[i].diag, k)->code, passing[c]) == 0)
                    return false;
    return true;
}

static void bind_blob(sqlite3_stmt *statement, int i, str bytes)
{
    sqlite3_bind_blob64(statement, i, bytes.len ? bytes.at : "", bytes.len,
                        SQLITE_STATIC);
}

static void run_once(sqlite3_stmt *statement)
{
    sqlite3_step(statement); // a failure costs an entry, and nothing else
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
}

void store_put(store *s, const char *path, const stamps *from, const run_list *runs)
{
    if (!s || !are_settled(from) || !is_lasting(runs))
        return;
    if (!s->is_writing)
        s->is_writing = do_sql(s->db, "BEGIN IMMEDIATE");
    if (!s->is_writing)
        return;
    arena scratch = { 0 };
    const char *full = absolute(s, &scratch, path);
    sqlite3_int64 key = key_of(s, full);
    str small = code_small(&scratch, runs, path),
        large = code_large(&scratch, runs, path);
    sqlite3_bind_int64(s->put, 1, key);
    bind_blob(s->put, 2, str_of(full));
    bind_blob(s->put, 3, code_stamps(&scratch, from));
    bind_blob(s->put, 4, small);
    sqlite3_bind_int64(s->put, 5, checksum(small));
    run_once(s->put);
    sqlite3_bind_int64(s->put_large, 1, key);
    bind_blob(s->put_large, 2, large);
    sqlite3_bind_int64(s->put_large, 3, checksum(large));
    run_once(s->put_large);
    arena_clear(&scratch);
}

void store_close(store *s, chp_diag *diag)
{
    if (!s)
        return;
    if (s->is_writing)
        do_sql(s->db, "COMMIT");
    close_db(s);
    if (s->is_damaged && unlink(s->file) == 0)
        tell(diag, s->file, "was damaged: it was taken away");
    arena memory = s->memory;
    arena_clear(&memory);
}
