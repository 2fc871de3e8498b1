/* The file of the cache: three tables, so that what is always wanted stays small.
 *
 *     keys(key, entry)                          key: a hash of the path and the build
 *     runs(entry, path, stamps, small, checksum)
 *     large(entry, bytes, checksum)             steps, structures, Hessians ...
 *
 * All access is by the row's number in SQLite. Keys come in no order, and entries one
 * behind the other: what is written together fills pages together. */
#ifndef STORE_DATABASE_H
#define STORE_DATABASE_H

#include <sqlite3.h>
#include <stdint.h>

#include "store/store.h"

struct store {
    arena memory; // the record itself lives in it
    sqlite3 *db;
    sqlite3_stmt *find, *get, *get_large, *put_key, *put, *put_large;
    const char *file;
    const char *folder; // the current one, for relative paths
    uint64_t build;
    arena scratch;               // of what is being written
    bool is_reading, is_writing; // a transaction is open
    bool is_damaged;             // SQLite met what it did not write
};

bool database_do(store *s, const char *sql);

/* The next row is there. */
bool database_find(store *s, sqlite3_stmt *statement);

sqlite3_int64 database_key(const store *s, const char *full_path);

/* The number of the entry of a key; 0: there is none. */
sqlite3_int64 database_entry(store *s, sqlite3_int64 key);

str database_blob(sqlite3_stmt *row, int column);
sqlite3_int64 database_checksum(str bytes);

str stamps_code(arena *a, const stamps *list);

bool stamps_are_alone(str bytes);

/* Whether every file that was stamped is as it was. */
bool stamps_are_current(const char *path, str bytes);

/* Whether all are old enough for a change to show. */
bool stamps_are_settled(const stamps *list);

#endif
