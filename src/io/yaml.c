#include "io/yaml.h"

#include <libfyaml.h>
#include <stdarg.h>

#include "base/diag.h"
#include "base/nearest.h"
#include "io/source.h"

struct yaml {
    arena memory;
    str text;
    const char *path;
    yaml_node *top;
};

/* --- messages ----------------------------------------------------------------- */

typedef struct {
    chp_where at;
    size_t column;
} place;

static str line_of(const yaml *file, size_t line)
{
    str rest = file->text, found = { 0 };
    while (line-- > 0 && str_line(&rest, &found))
        ;
    return found;
}

static void excerpt(const yaml *file, place p, chp_diag *diag)
{
    enum { WIDEST = 160 };
    str line = line_of(file, p.at.line);
    if (p.at.line > 0 && line.len <= WIDEST)
        diag_excerpt(diag, line.at, line.len, p.column <= line.len + 1 ? p.column : 0);
}

static place of_node(const yaml_node *node)
{
    return (place){ node->at, node->column };
}

static place of_key(const yaml_node *node)
{
    return (place){ node->key_at, node->key_column };
}

void yaml_excerpt(const yaml *file, const yaml_node *at, chp_diag *diag)
{
    excerpt(file, of_node(at), diag);
}

void yaml_key_excerpt(const yaml *file, const yaml_node *at, chp_diag *diag)
{
    excerpt(file, of_key(at), diag);
}

static void say(const yaml *file, place p, chp_diag *diag, const char *code,
                const char *fmt, va_list args)
{
    arena scratch = { 0 };
    diag_error(diag, code, p.at, "%s", arena_vprint(&scratch, fmt, args));
    arena_clear(&scratch);
    excerpt(file, p, diag);
}

bool yaml_error(const yaml *file, const yaml_node *at, chp_diag *diag, const char *code,
                const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    say(file, of_node(at), diag, code, fmt, args);
    va_end(args);
    return false;
}

bool yaml_key_error(const yaml *file, const yaml_node *at, chp_diag *diag,
                    const char *code, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    say(file, of_key(at), diag, code, fmt, args);
    va_end(args);
    return false;
}

/* --- from libfyaml's events to a tree ----------------------------------------- */

typedef struct {
    yaml *file;
    chp_diag *diag;
    struct fy_parser *parser;
    yaml_node *open[YAML_MOST_DEPTH]; // the lists and maps we are in
    yaml_node **end[YAML_MOST_DEPTH]; // where their next entry goes
    size_t depth;
    yaml_node *key; // of a map, waiting for its value
} builder;

static place place_of(const builder *b, struct fy_event *event)
{
    const struct fy_mark *mark = fy_event_start_mark(event);
    place p = { .at.path = b->file->path };
    if (mark) {
        p.at.line = (size_t)mark->line + 1;
        p.column = (size_t)mark->column + 1;
    }
    return p;
}

static bool refuse(const builder *b, place p, const char *what, const char *hint)
{
    diag_error(b->diag, "yaml", p.at, "%s", what);
    excerpt(b->file, p, b->diag);
    if (hint)
        diag_hint(b->diag, "%s", hint);
    return false;
}

static bool refuse_alias(const builder *b, place p)
{
    return refuse(b, p,
                  "a plain name in YAML cannot begin with a star: that is an alias",
                  "Put the star behind the name, or quote it: NNH* or \"*NNH\", "
                  "\"* + N2 -> N2*\".");
}

static bool refuse_mark(const builder *b, place p)
{
    return refuse(b, p, "anchors (&) and tags (!) are not read here",
                  "Write the value out, or quote it when it is one.");
}

/* Hang the node into the innermost open list or map, or make it the top. */
static bool hang(builder *b, yaml_node *node)
{
    if (b->depth == 0) {
        b->file->top = node;
        return true;
    }
    yaml_node *parent = b->open[b->depth - 1];
    if (parent->n == YAML_MOST_ENTRIES)
        return refuse(b, of_node(node), "there are too many entries in one list or map",
                      NULL);
    if (parent->kind == YAML_MAP) {
        const yaml_node *same = yaml_get(parent, b->key->text);
        node->key = b->key->text;
        node->key_at = b->key->at;
        node->key_column = b->key->column;
        b->key = NULL;
        if (same) {
            yaml_key_error(b->file, node, b->diag, "duplicate-key",
                           "`%s` stands here a second time", node->key);
            diag_hint(b->diag, "The first one is on line %zu: remove one of them.",
                      same->key_at.line);
            return false;
        }
    }
    *b->end[b->depth - 1] = node;
    b->end[b->depth - 1] = &node->next;
    parent->n++;
    return true;
}

static yaml_node *node_at(builder *b, yaml_kind kind, place p)
{
    yaml_node *node = arena_new(&b->file->memory, yaml_node, 1);
    *node = (yaml_node){ .kind = kind, .at = p.at, .column = p.column };
    return node;
}

static bool take_text(builder *b, struct fy_event *event)
{
    place p = place_of(b, event);
    struct fy_token *token = event->scalar.value;
    size_t len = 0;
    const char *text = token ? fy_token_get_text(token, &len) : NULL;
    yaml_node *node = node_at(b, YAML_TEXT, p);
    node->is_empty = !text || (len == 0 && fy_token_scalar_style(token) == FYSS_PLAIN);
    node->text = arena_str(&b->file->memory, (str){ text ? text : "", len });
    if (strlen(node->text) != len)
        return refuse(b, p, "the text contains a zero byte", NULL);
    if (event->scalar.anchor || event->scalar.tag)
        return refuse_mark(b, p);
    bool is_key = b->depth > 0 && b->open[b->depth - 1]->kind == YAML_MAP && !b->key;
    if (is_key) {
        b->key = node;
        return true;
    }
    return hang(b, node);
}

static bool begin(builder *b, yaml_kind kind, struct fy_event *event, bool is_marked)
{
    place p = place_of(b, event);
    if (is_marked)
        return refuse_mark(b, p);
    if (b->depth == YAML_MOST_DEPTH)
        return refuse(b, p, "lists and maps are nested too deeply", NULL);
    if (b->depth > 0 && b->open[b->depth - 1]->kind == YAML_MAP && !b->key)
        return refuse(b, p, "a key must be a single word, not a list or map", NULL);
    yaml_node *node = node_at(b, kind, p);
    if (!hang(b, node))
        return false;
    b->open[b->depth] = node;
    b->end[b->depth] = &node->first;
    b->depth++;
    return true;
}

/* libfyaml puts the mark of an alias behind its star. */
static bool take_alias(const builder *b, struct fy_event *event)
{
    place p = place_of(b, event);
    p.column -= p.column > 1;
    return refuse_alias(b, p);
}

static bool take(builder *b, struct fy_event *event)
{
    switch (event->type) {
    case FYET_SCALAR:
        return take_text(b, event);
    case FYET_MAPPING_START:
        return begin(b, YAML_MAP, event,
                     event->mapping_start.anchor || event->mapping_start.tag);
    case FYET_SEQUENCE_START:
        return begin(b, YAML_LIST, event,
                     event->sequence_start.anchor || event->sequence_start.tag);
    case FYET_MAPPING_END:
    case FYET_SEQUENCE_END:
        b->depth--;
        return true;
    case FYET_ALIAS:
        return take_alias(b, event);
    case FYET_DOCUMENT_START:
        return !b->file->top ||
               refuse(b, place_of(b, event), "a second document begins here",
                      "Put it into a file of its own.");
    default:
        return true;
    }
}

/* A star where a value may begin: behind blanks, a dash, a colon, a bracket. */
static size_t column_of_star(str line)
{
    for (size_t i = 0; i < line.len; i++) {
        if (line.at[i] == '*')
            return i + 1;
        if (!memchr(" \t-:[{,", line.at[i], 8))
            return 0;
    }
    return 0;
}

static bool refuse_syntax(const builder *b, struct fy_diag *said)
{
    void *at = NULL;
    const struct fy_diag_error *e = fy_diag_errors_iterate(said, &at);
    place p = { .at.path = b->file->path };
    if (!e)
        return refuse(b, p, "this is not YAML", NULL);
    p.at.line = e->line > 0 ? (size_t)e->line : 0;
    p.column = e->column > 0 ? (size_t)e->column : 0;
    size_t star = column_of_star(line_of(b->file, p.at.line));
    if (star > 0) {
        p.column = star;
        return refuse_alias(b, p);
    }
    diag_error(b->diag, "yaml", p.at, "%s", e->msg);
    excerpt(b->file, p, b->diag);
    return false;
}

static bool build(builder *b, struct fy_diag *said)
{
    for (;;) {
        struct fy_event *event = fy_parser_parse(b->parser);
        if (!event)
            return refuse_syntax(b, said);
        bool is_last = event->type == FYET_STREAM_END;
        bool ok = take(b, event);
        fy_parser_event_free(b->parser, event);
        if (!ok || is_last)
            return ok;
    }
}

/* --- files -------------------------------------------------------------------- */

/* libfyaml 0.7 never ends on a directive with a byte that is no character, and takes
 * such a byte elsewhere for the end of a value. */
static bool is_utf8(const yaml *file, chp_diag *diag)
{
    size_t at = str_utf8_length(file->text);
    if (at == file->text.len)
        return true;
    place p = { .at = { file->path, 1 }, .column = 1 };
    for (size_t i = 0; i < at; i++) {
        bool ends_line = file->text.at[i] == '\n';
        p.at.line += ends_line;
        p.column = ends_line ? 1 : p.column + 1;
    }
    diag_error(diag, "not-utf8", p.at, "the byte %02x is no UTF-8",
               (unsigned char)file->text.at[at]);
    excerpt(file, p, diag);
    diag_hint(diag, "Save the file as UTF-8: iconv -f ISO-8859-1 -t UTF-8 FILE > NEW.");
    return false;
}

static bool parse(yaml *file, chp_diag *diag)
{
    if (!is_utf8(file, diag))
        return false;
    bool ok = false;
    struct fy_diag_cfg quiet;
    fy_diag_cfg_default(&quiet);
    quiet.fp = NULL;
    struct fy_diag *said = fy_diag_create(&quiet);
    fy_diag_set_collect_errors(said, true);
    const struct fy_parse_cfg how = { .flags = FYPCF_QUIET, .diag = said };
    builder b = { .file = file, .diag = diag, .parser = fy_parser_create(&how) };
    chp_where whole = { .path = file->path };
    if (!said || !b.parser ||
        fy_parser_set_string(b.parser, file->text.at, file->text.len))
        diag_error(diag, "yaml", whole, "libfyaml cannot be started");
    else
        ok = build(&b, said);
    if (ok && !file->top) {
        ok = !diag_error(diag, "empty", whole, "the file says nothing");
        diag_hint(diag, "Begin with one of the examples, and change it.");
    }
    fy_parser_destroy(b.parser);
    fy_diag_destroy(said);
    return ok;
}

static yaml *new_file(const char *path)
{
    arena memory = { 0 };
    yaml *file = arena_new(&memory, yaml, 1);
    *file = (yaml){ .memory = memory, .path = path };
    return file;
}

static yaml *finish(yaml *file, chp_diag *diag)
{
    if (parse(file, diag))
        return file;
    yaml_free(file);
    return NULL;
}

yaml *yaml_parse(str text, const char *path, chp_diag *diag)
{
    yaml *file = new_file(path);
    file->text = (str){ arena_str(&file->memory, text), text.len };
    return finish(file, diag);
}

yaml *yaml_read(const char *path, chp_diag *diag)
{
    yaml *file = new_file(path);
    if (source_text(&file->memory, path, YAML_MOST_BYTES, &file->text, diag))
        return finish(file, diag);
    yaml_free(file);
    return NULL;
}

void yaml_free(yaml *file)
{
    if (!file)
        return;
    arena memory = file->memory; // the file itself lives in it
    arena_clear(&memory);
}

/* --- asking ------------------------------------------------------------------- */

const yaml_node *yaml_top(const yaml *file)
{
    return file->top;
}

const yaml_node *yaml_get(const yaml_node *map, const char *key)
{
    for (const yaml_node *e = map && map->kind == YAML_MAP ? map->first : NULL; e;
         e = e->next)
        if (strcmp(e->key, key) == 0)
            return e;
    return NULL;
}

bool yaml_is(const yaml *file, const yaml_node *node, yaml_kind kind, chp_diag *diag)
{
    static const char *const word[] = { "a single value", "a list",
                                        "a map (key: value)" };
    if (node->kind == kind && !(kind == YAML_TEXT && node->is_empty))
        return true;
    const char *found = node->is_empty ? "nothing" : word[node->kind];
    if (node->key)
        return yaml_error(file, node, diag, "wrong-kind", "`%s` must be %s, not %s",
                          node->key, word[kind], found);
    return yaml_error(file, node, diag, "wrong-kind", "here must be %s, not %s",
                      word[kind], found);
}

bool yaml_only(const yaml *file, const yaml_node *map, const char *const *keys,
               chp_diag *diag)
{
    bool ok = true;
    arena scratch = { 0 };
    size_t n_keys = 0;
    while (keys[n_keys])
        n_keys++;
    for (const yaml_node *e = map->first; e; e = e->next) {
        if (str_among(str_of(e->key), keys))
            continue;
        ok = yaml_key_error(file, e, diag, "unknown-key", "unknown key `%s`", e->key);
        const char *near = nearest_word(str_of(e->key), keys);
        if (near)
            diag_hint(diag, "Did you mean `%s`?", near);
        else
            diag_hint(diag, "Known here: %s.",
                      arena_list(&scratch, keys, n_keys, ", "));
    }
    arena_clear(&scratch);
    return ok;
}

bool yaml_text(const yaml *file, const yaml_node *node, const char **out,
               chp_diag *diag)
{
    if (!yaml_is(file, node, YAML_TEXT, diag))
        return false;
    *out = node->text;
    return true;
}

bool yaml_number(const yaml *file, const yaml_node *node, double *out, chp_diag *diag)
{
    if (!yaml_is(file, node, YAML_TEXT, diag))
        return false;
    return str_number(str_of(node->text), out) ||
           yaml_error(file, node, diag, "not-a-number", "`%s` is not a number",
                      node->text);
}

bool yaml_bool(const yaml *file, const yaml_node *node, bool *out, chp_diag *diag)
{
    if (!yaml_is(file, node, YAML_TEXT, diag))
        return false;
    bool is_true = strcmp(node->text, "true") == 0;
    if (!is_true && strcmp(node->text, "false") != 0)
        return yaml_error(file, node, diag, "not-a-word", "`%s` is not true or false",
                          node->text);
    *out = is_true;
    return true;
}
