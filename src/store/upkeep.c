/* Looking after the cache: `chepath cache`. */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "store/code.h"
#include "store/database.h"

typedef enum { CURRENT, STALE, FOREIGN, DAMAGED } condition;

/* Whether the large part of an entry is there and whole. */
static bool is_large_whole(store *s, sqlite3_int64 entry)
{
    sqlite3_bind_int64(s->get_large, 1, entry);
    bool ok = database_find(s, s->get_large) &&
              database_checksum(database_blob(s->get_large, 0)) ==
                  sqlite3_column_int64(s->get_large, 1);
    sqlite3_reset(s->get_large);
    return ok;
}

static bool is_decodable(str small, const chp_diag *diag)
{
    arena scratch = { 0 };
    run_list runs;
    bool ok = decode_small(&scratch, small, "", diag, &runs);
    if (ok)
        run_list_free(&runs);
    arena_clear(&scratch);
    return ok;
}

/* Columns: key, path, stamps, small, checksum, entry; a key may have lost its run. */
static condition condition_of(store *s, sqlite3_stmt *row, const chp_diag *diag)
{
    sqlite3_int64 key = sqlite3_column_int64(row, 0);
    str small = database_blob(row, 3);
    if (database_checksum(small) != sqlite3_column_int64(row, 4) ||
        !is_large_whole(s, sqlite3_column_int64(row, 5)))
        return DAMAGED;
    arena scratch = { 0 };
    const char *path = arena_str(&scratch, database_blob(row, 1));
    bool is_ours = database_key(s, path) == key;
    bool is_current = is_ours && stamps_are_current(path, database_blob(row, 2));
    arena_clear(&scratch);
    if (!is_ours)
        return FOREIGN; // of another build, which may write other bytes
    if (!is_decodable(small, diag))
        return DAMAGED;
    return is_current ? CURRENT : STALE;
}

static void count(chp_cache_state *state, condition c)
{
    size_t *const counts[] = {
        [CURRENT] = &state->n_current,
        [STALE] = &state->n_stale,
        [FOREIGN] = &state->n_foreign,
        [DAMAGED] = &state->n_damaged,
    };
    ++*counts[c];
}

static void drop(store *s, sqlite3_int64 key)
{
    arena scratch = { 0 };
    long long entry = (long long)database_entry(s, key);
    database_do(s, arena_print(&scratch,
                               "DELETE FROM runs WHERE entry = %lld;"
                               "DELETE FROM large WHERE entry = %lld;"
                               "DELETE FROM keys WHERE key = %lld",
                               entry, entry, (long long)key));
    arena_clear(&scratch);
}

/* Look at every entry; with `repair` take away those that are of no use. */
static bool look(store *s, bool repair, chp_cache_state *state, const chp_diag *diag)
{
    sqlite3_stmt *all = NULL;
    arena scratch = { 0 };
    sqlite3_int64 *useless = NULL;
    size_t n = 0;
    bool ok = sqlite3_prepare_v2(s->db,
                                 "SELECT key, path, stamps, small, checksum, entry "
                                 "FROM keys LEFT JOIN runs USING(entry) ORDER BY key",
                                 -1, &all, NULL) == SQLITE_OK;
    while (ok && database_find(s, all)) {
        condition c = condition_of(s, all, diag);
        count(state, c);
        useless = arena_grow(&scratch, useless, n, sizeof *useless);
        if (c != CURRENT)
            useless[n++] = sqlite3_column_int64(all, 0);
    }
    sqlite3_finalize(all);
    if (ok && repair && n > 0) {
        database_do(s, "BEGIN IMMEDIATE");
        for (size_t i = 0; i < n; i++)
            drop(s, useless[i]);
        database_do(s, "COMMIT; VACUUM");
    }
    arena_clear(&scratch);
    return ok && !s->is_damaged;
}

bool chp_cache_keep(const char *file, chp_cache_task task, chp_cache_state *state,
                    chp_diag *diag)
{
    *state = (chp_cache_state){ 0 };
    store *s = store_open(file, diag);
    if (!s) {
        diag_error(diag, "cache", NOWHERE, "there is no cache that can be opened");
        diag_hint(diag,
                  "Set HOME or XDG_CACHE_HOME to a folder of yours, or name a file "
                  "with --cache=FILE.");
        return false;
    }
    snprintf(state->file, sizeof state->file, "%s", s->file);
    bool ok = true;
    if (task == CHP_CACHE_CLEAR)
        ok = database_do(
            s, "DELETE FROM keys; DELETE FROM runs; DELETE FROM large; VACUUM");
    else
        ok = look(s, task == CHP_CACHE_CHECK, state, diag);
    store_close(s, diag);
    struct stat st;
    if (stat(state->file, &st) == 0)
        state->n_bytes = (unsigned long long)st.st_size;
    if (ok)
        return true;
    diag_error(diag, "cache", NOWHERE, "the cache %s could not be worked on",
               state->file);
    diag_hint(diag, "Another program may be writing to it: try again, or delete it.");
    return false;
}
