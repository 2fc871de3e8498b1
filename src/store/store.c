#include "io/tree.h"
#include "store/code.h"
#include "store/database.h"

static const char *absolute(const store *s, arena *a, const char *path)
{
    return path[0] == '/' ? path : path_join(a, s->folder, path);
}

static bool get_large(store *s, arena *a, sqlite3_int64 entry, const char *path,
                      run_list *runs)
{
    sqlite3_bind_int64(s->get_large, 1, entry);
    bool ok = database_find(s, s->get_large);
    str bytes = ok ? database_blob(s->get_large, 0) : STR("");
    ok = ok && database_checksum(bytes) == sqlite3_column_int64(s->get_large, 1) &&
         decode_large(a, bytes, path, runs);
    sqlite3_reset(s->get_large);
    return ok;
}

typedef struct {
    sqlite3_int64 entry;
    const char *path, *full; // as it was asked for, and from the root on
    bool alone;
} sought;

static bool get_small(store *s, arena *a, const sought *what, const chp_diag *parent,
                      run_list *out)
{
    sqlite3_bind_int64(s->get, 1, what->entry);
    bool ok = database_find(s, s->get);
    str bytes = ok ? database_blob(s->get, 2) : STR("");
    ok = ok && str_eq(database_blob(s->get, 0), str_of(what->full)) &&
         database_checksum(bytes) == sqlite3_column_int64(s->get, 3) &&
         (!what->alone || stamps_are_alone(database_blob(s->get, 1))) &&
         stamps_are_current(what->path, database_blob(s->get, 1));
    if (ok) {
        bytes.at = arena_str(a, bytes); // the row is not ours
        ok = decode_small(a, bytes, what->path, parent, out);
    }
    sqlite3_reset(s->get);
    return ok;
}

/* All that is looked up in one go sees one state of the file, and asks for its lock
 * once. */
static void begin_reading(store *s)
{
    if (!s->is_reading && !s->is_writing)
        s->is_reading = database_do(s, "BEGIN");
}

void store_pause(store *s)
{
    if (s && s->is_reading)
        database_do(s, "COMMIT");
    if (s)
        s->is_reading = false;
}

bool store_get(store *s, arena *a, const char *path, store_wish wish,
               const chp_diag *parent, run_list *out)
{
    if (!s)
        return false;
    begin_reading(s);
    arena scratch = { 0 };
    const char *full = absolute(s, &scratch, path);
    sqlite3_int64 entry = database_entry(s, database_key(s, full));
    sought what = { entry, path, full, wish.alone };
    bool ok = entry && get_small(s, a, &what, parent, out);
    arena_clear(&scratch);
    if (ok && wish.large && !get_large(s, a, entry, path, out)) {
        run_list_free(out);
        return false;
    }
    return ok;
}

/* What depends on more than the files: a limit, a permission, a moment. */
static bool is_lasting(const run_list *runs)
{
    static const char *const passing[] = { "too-big", "changing", "unreadable", NULL };
    for (size_t i = 0; i < runs->n; i++)
        for (size_t k = 0; k < chp_diag_count(runs->at[i].diag, CHP_NOTE); k++)
            if (str_among(str_of(chp_diag_get(runs->at[i].diag, k)->code), passing))
                return false;
    return true;
}

static void bind_blob(sqlite3_stmt *statement, int i, str bytes)
{
    sqlite3_bind_blob64(statement, i, bytes.len ? bytes.at : "", bytes.len,
                        SQLITE_STATIC);
}

static bool run_once(sqlite3_stmt *statement)
{
    bool ok = sqlite3_step(statement) == SQLITE_DONE;
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return ok;
}

static void put_key(store *s, sqlite3_int64 key, sqlite3_int64 entry)
{
    sqlite3_bind_int64(s->put_key, 1, key);
    sqlite3_bind_int64(s->put_key, 2, entry);
    run_once(s->put_key);
}

/* The number of the entry: that of an older one, which it takes the place of, or the
 * next that is free; 0 after a failure, which costs the entry, and nothing else. */
static sqlite3_int64 put_small(store *s, const char *full, str stamped, str small)
{
    sqlite3_int64 key = database_key(s, full), entry = database_entry(s, key);
    if (entry)
        sqlite3_bind_int64(s->put, 1, entry);
    bind_blob(s->put, 2, str_of(full));
    bind_blob(s->put, 3, stamped);
    bind_blob(s->put, 4, small);
    sqlite3_bind_int64(s->put, 5, database_checksum(small));
    if (!run_once(s->put))
        return 0;
    if (!entry) {
        entry = sqlite3_last_insert_rowid(s->db);
        put_key(s, key, entry);
    }
    return entry;
}

static void put_large(store *s, sqlite3_int64 entry, str large)
{
    if (!entry)
        return;
    sqlite3_bind_int64(s->put_large, 1, entry);
    bind_blob(s->put_large, 2, large);
    sqlite3_bind_int64(s->put_large, 3, database_checksum(large));
    run_once(s->put_large);
}

void store_put(store *s, const char *path, const stamps *from, const run_list *runs)
{
    if (!s || !stamps_are_settled(from) || !is_lasting(runs))
        return;
    store_pause(s);
    if (!s->is_writing)
        s->is_writing = database_do(s, "BEGIN IMMEDIATE");
    if (!s->is_writing)
        return;
    arena *a = &s->scratch;
    str small = code_small(a, runs, path), large = code_large(a, runs, path);
    put_large(s, put_small(s, absolute(s, a, path), stamps_code(a, from), small),
              large);
    arena_reset(a);
}
