#define _GNU_SOURCE // dladdr
#include "store/database.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/hash.h"

#define APPLICATION_ID 0x63687061 // "chpa", at byte 68 of the file
#define LAYOUT         3          // of the tables, at byte 60

enum {
    PATIENCE_MS = 2000,     // while another program writes
    MOST_BYTES = 512 << 20, // of the file
};

/* --- keys ---------------------------------------------------------------------- */

/* Another build may read files otherwise. The file that this code was loaded from
 * stands for it: any that was built since has another stamp. */
static uint64_t own_build(void)
{
    Dl_info self = { 0 };
    stamp s = { 0 };
    uint64_t h = hash_bytes(HASH_BASIS, CHP_VERSION, sizeof CHP_VERSION);
    if (dladdr(__extension__(void *) own_build, &self) && self.dli_fname)
        stamp_take(self.dli_fname, NULL, &s);
    long long told[] = { LAYOUT, s.size, s.seconds, s.nanoseconds };
    return hash_bytes(h, told, sizeof told);
}

sqlite3_int64 database_key(const store *s, const char *full_path)
{
    return (sqlite3_int64)hash_bytes(s->build, full_path, strlen(full_path));
}

/* --- where the cache is -------------------------------------------------------- */

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
typedef enum { NOTHING, OURS, OUTDATED, SOMEBODYS } owner;

static uint32_t big_endian(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static owner owner_of(const char *file)
{
    enum { HEADER = 100, LAYOUT_AT = 60, ID_AT = 68 };
    unsigned char header[HEADER];
    int fd = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ssize_t n = fd >= 0 ? read(fd, header, sizeof header) : 0;
    if (fd >= 0)
        close(fd);
    if (n <= 0)
        return NOTHING;
    if (n < HEADER || memcmp(header, "SQLite format 3", 16) != 0)
        return SOMEBODYS;
    if (big_endian(header + ID_AT) != APPLICATION_ID)
        return SOMEBODYS;
    return big_endian(header + LAYOUT_AT) == LAYOUT ? OURS : OUTDATED;
}

/* --- opening ------------------------------------------------------------------- */

bool database_do(store *s, const char *sql)
{
    return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

#define TEXT(number)  TEXT_(number)
#define TEXT_(number) #number

/* A page holds several entries: each is read at once. */
static const char SET_UP[] =
    "PRAGMA page_size = 32768;"
    "PRAGMA application_id = " TEXT(
        APPLICATION_ID) ";"
                        "PRAGMA user_version = " TEXT(
                            LAYOUT) ";"
                                    "CREATE TABLE IF NOT EXISTS keys(key INTEGER "
                                    "PRIMARY KEY, entry INTEGER NOT NULL);"
                                    "CREATE TABLE IF NOT EXISTS runs(entry INTEGER "
                                    "PRIMARY KEY, path TEXT NOT NULL,"
                                    " stamps BLOB NOT NULL, small BLOB NOT NULL, "
                                    "checksum INTEGER NOT NULL);"
                                    "CREATE TABLE IF NOT EXISTS large(entry INTEGER "
                                    "PRIMARY KEY, bytes BLOB NOT NULL,"
                                    " checksum INTEGER NOT NULL);";

static bool prepare(store *s)
{
    const struct {
        sqlite3_stmt **statement;
        const char *sql;
    } all[] = {
        { &s->find, "SELECT entry FROM keys WHERE key = ?" },
        { &s->get, "SELECT path, stamps, small, checksum FROM runs WHERE entry = ?" },
        { &s->get_large, "SELECT bytes, checksum FROM large WHERE entry = ?" },
        { &s->put_key, "INSERT INTO keys VALUES(?, ?)" },
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
    sqlite3_stmt **const all[] = { &s->find,    &s->get, &s->get_large,
                                   &s->put_key, &s->put, &s->put_large };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        sqlite3_finalize(*all[i]);
        *all[i] = NULL;
    }
    sqlite3_close(s->db);
    s->db = NULL;
}

static int try_open(store *s, const char *file, int flags)
{
    int status = sqlite3_open_v2(file, &s->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (status == SQLITE_OK) {
        sqlite3_busy_timeout(s->db, PATIENCE_MS);
        database_do(s, "PRAGMA synchronous = OFF"); // a crash costs entries, no more
        if (prepare(s) || (database_do(s, SET_UP) && prepare(s)))
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

/* "the cache FILE ...", as a note. */
static void tell(chp_diag *diag, const char *file, const char *what)
{
    diag_note(diag, "cache", NOWHERE, "the cache %s %s", file, what);
    diag_hint(diag,
              "--cache=FILE puts the cache elsewhere, --cache=none does without.");
}

static bool is_outgrown(const char *file)
{
    struct stat st;
    return stat(file, &st) == 0 && st.st_size > MOST_BYTES;
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
    if (whose == OUTDATED || (whose == OURS && is_outgrown(file)))
        unlink(file); // what is wanted will soon be there again
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

void store_close(store *s, chp_diag *diag)
{
    if (!s)
        return;
    if (s->is_reading || s->is_writing)
        database_do(s, "COMMIT");
    close_db(s);
    arena_clear(&s->scratch);
    if (s->is_damaged && unlink(s->file) == 0)
        tell(diag, s->file, "was damaged: it was taken away");
    arena memory = s->memory;
    arena_clear(&memory);
}

/* --- rows ---------------------------------------------------------------------- */

bool database_find(store *s, sqlite3_stmt *statement)
{
    int status = sqlite3_step(statement);
    s->is_damaged = s->is_damaged || is_damage(status);
    return status == SQLITE_ROW;
}

sqlite3_int64 database_entry(store *s, sqlite3_int64 key)
{
    sqlite3_bind_int64(s->find, 1, key);
    sqlite3_int64 entry =
        database_find(s, s->find) ? sqlite3_column_int64(s->find, 0) : 0;
    sqlite3_reset(s->find);
    return entry;
}

str database_blob(sqlite3_stmt *row, int column)
{
    const char *at = sqlite3_column_blob(row, column);
    return (str){ at ? at : "", (size_t)sqlite3_column_bytes(row, column) };
}

/* A word that was changed always shows: each step can be undone. */
static inline uint64_t mix(uint64_t h, uint64_t word)
{
    h = hash_word(h, word);
    return h ^ h >> 32; // the high bits count below, too
}

/* In four lanes, on which the processor works at once. */
sqlite3_int64 database_checksum(str bytes)
{
    uint64_t a = bytes.len, b = 1, c = 2, d = 3, word[4];
    for (; bytes.len >= sizeof word; bytes = str_from(bytes, sizeof word)) {
        memcpy(word, bytes.at, sizeof word);
        a = mix(a, word[0]);
        b = mix(b, word[1]);
        c = mix(c, word[2]);
        d = mix(d, word[3]);
    }
    uint64_t all = mix(mix(mix(mix(HASH_BASIS, a), b), c), d);
    return (sqlite3_int64)hash_bytes(all, bytes.at, bytes.len);
}
