/* What people write down: YAML, read strictly, with the place of every word.
 *
 *     yaml *file = yaml_read(path, diag);
 *     const yaml_node *top = yaml_top(file);
 *     if (!yaml_is(file, top, YAML_MAP, diag) || !yaml_only(file, top, keys, diag))
 *         ...
 *
 * Read is a plain tree: lists, maps, and text that is not yet a number or a word.
 * Anchors, aliases, tags and a second document are refused, and so are files that are
 * larger or deeper than anybody writes by hand, so that a hostile file costs nothing.
 */
#ifndef IO_YAML_H
#define IO_YAML_H

#include "base/arena.h"
#include "chepath/diag.h"

enum { YAML_MOST_BYTES = 1 << 20, YAML_MOST_DEPTH = 16, YAML_MOST_ENTRIES = 10000 };

typedef enum { YAML_TEXT, YAML_LIST, YAML_MAP } yaml_kind;

typedef struct yaml_node yaml_node;
struct yaml_node {
    yaml_kind kind;
    const char *key; // of an entry of a map; NULL: it is none
    const char *text;
    bool is_empty; // nothing was written: `key:`
    chp_where key_at, at;
    size_t key_column, column; // from 1
    size_t n;                  // entries of a list or map
    yaml_node *first, *next;   // the first of them; the one after this
};

typedef struct yaml yaml;

/* The file, or NULL after a message. `path` must outlive it. */
yaml *yaml_read(const char *path, chp_diag *diag);
yaml *yaml_parse(str text, const char *path, chp_diag *diag);
void yaml_free(yaml *file);

const yaml_node *yaml_top(const yaml *file);

/* The entry of a map, or NULL; also when `map` is NULL. */
const yaml_node *yaml_get(const yaml_node *map, const char *key);

/* An error at the node, with the user's line and a caret. Always false. */
__attribute__((format(printf, 5, 6))) bool yaml_error(const yaml *file,
                                                      const yaml_node *at,
                                                      chp_diag *diag, const char *code,
                                                      const char *fmt, ...);
/* The same at the key of the node. */
__attribute__((format(printf, 5, 6))) bool
yaml_key_error(const yaml *file, const yaml_node *at, chp_diag *diag, const char *code,
               const char *fmt, ...);

/* Below the newest message: the line of the node, or of its key, with a caret. */
void yaml_excerpt(const yaml *file, const yaml_node *at, chp_diag *diag);
void yaml_key_excerpt(const yaml *file, const yaml_node *at, chp_diag *diag);

/* Whether the node is of this kind; else an error that names it: "`states` must be a
 * map". */
bool yaml_is(const yaml *file, const yaml_node *node, yaml_kind kind, chp_diag *diag);

/* Whether every key of the map is among these (ends with NULL); else an error for each
 * that is not, with the nearest known one. */
bool yaml_only(const yaml *file, const yaml_node *map, const char *const *keys,
               chp_diag *diag);

/* The node as text, a number, true or false; else an error. */
bool yaml_text(const yaml *file, const yaml_node *node, const char **out,
               chp_diag *diag);
bool yaml_number(const yaml *file, const yaml_node *node, double *out, chp_diag *diag);
bool yaml_bool(const yaml *file, const yaml_node *node, bool *out, chp_diag *diag);

#endif
