/* The scan: a window on the bytes, which moves on from tag to tag. What a section holds
 * is read by libxml2, in xml_read.c. */
#include "io/xml.h"

#include "base/diag.h"
#include "io/sift.h"

/* --- the window ---------------------------------------------------------------- */

static size_t line_of_control(const xml *x, const char *passed)
{
    size_t i = 0;
    bool any;
    while ((unsigned char)passed[i] >= '\t')
        i++;
    return x->line + sift_lines(passed, i, &any);
}

/* Lines are counted when somebody asks where we are, or the window moves. */
static void count_passed(xml *x)
{
    const char *passed = x->in->rest.at - x->n_passed;
    bool has_control;
    size_t n_lines = sift_lines(passed, x->n_passed, &has_control);
    if (has_control && x->control_line == 0)
        x->control_line = line_of_control(x, passed);
    x->line += n_lines;
    x->n_passed = 0;
}

static void consume(xml *x, size_t n)
{
    x->in->rest = str_from(x->in->rest, n);
    x->in->offset += n;
    x->n_passed += n;
}

/* Whether the window holds `n` bytes, after asking for more. */
static bool has(xml *x, size_t n)
{
    scan *in = x->in;
    while (in->rest.len < n) {
        count_passed(x);
        if (!in->more || !in->more(in))
            return false;
    }
    return true;
}

/* Move `*i` to the next `c`. What is not kept is given back on the way. False at the
 * end of the bytes, or when a kept piece grows too long. */
static bool find(xml *x, size_t *i, char c, bool is_kept)
{
    while (has(x, *i + 1)) {
        str rest = x->in->rest;
        const char *found = memchr(rest.at + *i, c, rest.len - *i);
        if (found) {
            *i = (size_t)(found - rest.at);
            return true;
        }
        *i = rest.len;
        if (is_kept && *i > XML_LONGEST_PIECE)
            return false;
        if (!is_kept) {
            consume(x, *i);
            *i = 0;
        }
    }
    return false;
}

static chp_where here(xml *x, size_t i)
{
    bool any;
    count_passed(x);
    return (chp_where){ x->in->at.path, x->line + sift_lines(x->in->rest.at, i, &any) };
}

static bool is_cut(xml *x)
{
    x->kind = XML_CUT;
    return false;
}

__attribute__((format(printf, 4, 5))) static bool
is_bad(xml *x, size_t i, const char *code, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    diag_error(x->diag, code, here(x, i), "%s", arena_vprint(&x->memory, fmt, args));
    va_end(args);
    if (strcmp(code, "malformed-xml") == 0)
        diag_hint(x->diag, XML_MALFORMED_HINT);
    x->kind = XML_BAD;
    return false;
}

/* --- tags ---------------------------------------------------------------------- */

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '_' || c == '-' || c == '.' || c == ':';
}

/* The length of the tag that begins at `i`, with both brackets. Brackets in quoted
 * values do not count. */
static bool tag_length(xml *x, size_t i, size_t *length)
{
    char quote = 0;
    for (size_t at = i + 1; at - i < XML_LONGEST_TAG;) {
        size_t next = sift_mark(x->in->rest, at, quote);
        if (next == 0) {
            at = x->in->rest.len;
            if (!has(x, at + 1))
                return is_cut(x);
            continue;
        }
        char c = x->in->rest.at[next - 1];
        at = next;
        if (!quote && c == '<')
            return is_bad(x, i, "malformed-xml", "a tag has no end");
        if (!quote && c == '>') {
            *length = at - i;
            return true;
        }
        quote = quote ? 0 : c;
    }
    return is_bad(x, i, "malformed-xml", "a tag is longer than %d bytes",
                  XML_LONGEST_TAG);
}

static str name_of(str tag)
{
    size_t begin = tag.len > 1 && tag.at[1] == '/' ? 2 : 1, len = 0;
    while (begin + len < tag.len && is_name_byte(tag.at[begin + len]))
        len++;
    return str_part(tag, begin, len);
}

/* Behind a comment or processing instruction that begins at `i`. What else begins
 * with an exclamation mark is refused. */
static bool pass_remark(xml *x, size_t i, size_t *next)
{
    if (!has(x, i + 4))
        return is_cut(x);
    str begin = str_from(x->in->rest, i);
    str end = str_starts(begin, STR("<?")) ? STR("?>") : STR("-->");
    if (end.len == 3 && !str_starts(begin, STR("<!--"))) {
        is_bad(x, i, "refused-xml", "a declaration stands here: %.*s",
               (int)str_part(begin, 0, 9).len, begin.at);
        diag_hint(x->diag,
                  "VASP writes no DOCTYPE, ENTITY or CDATA: somebody else wrote "
                  "this file.");
        return false;
    }
    size_t from = i + (end.len == 3 ? 4 : 2) + end.len - 1;
    for (; find(x, &from, '>', true); from++) {
        if (!str_ends((str){ x->in->rest.at, from + 1 }, end))
            continue;
        *next = from + 1;
        return true;
    }
    return is_cut(x);
}

static bool opens(xml *x)
{
    x->kind = XML_OPEN;
    if (x->depth == 0 && x->has_root) {
        is_bad(x, 0, "appended", "another document begins behind the end of the first");
        diag_hint(x->diag, "Two runs were put into one file: give each its own.");
        return false;
    }
    if (x->depth == XML_DEEPEST || x->name.len > XML_LONGEST_NAME)
        return is_bad(x, 0, "malformed-xml",
                      "elements are nested too deeply, or have "
                      "names that are too long");
    x->has_root = true;
    memcpy(x->open[x->depth], x->name.at, x->name.len);
    x->open[x->depth++][x->name.len] = '\0';
    return true;
}

static bool closes(xml *x)
{
    x->kind = XML_CLOSE;
    if (x->depth == 0 || !str_eq(x->name, str_of(x->open[x->depth - 1])))
        return is_bad(x, 0, "malformed-xml", "</%.*s> closes <%s>", (int)x->name.len,
                      x->name.at, x->depth ? x->open[x->depth - 1] : "?");
    x->depth--;
    return true;
}

bool xml_next(xml *x)
{
    if (x->is_empty) { // <x/> is <x></x>
        x->is_empty = false;
        return closes(x);
    }
    consume(x, x->used);
    x->used = 0;
    for (;;) {
        size_t begin = 0;
        if (!find(x, &begin, '<', false)) {
            x->kind = x->has_root && x->depth == 0 ? XML_END : XML_CUT;
            return false;
        }
        consume(x, begin);
        x->at = here(x, 0);
        if (!has(x, 2))
            return is_cut(x);
        char c = x->in->rest.at[1];
        if (c != '?' && c != '!')
            break;
        size_t next;
        if (!pass_remark(x, 0, &next))
            return false;
        consume(x, next);
    }
    if (!tag_length(x, 0, &x->used))
        return false;
    x->tag = str_part(x->in->rest, 0, x->used);
    x->name = name_of(x->tag);
    if (x->name.len == 0)
        return is_bad(x, 0, "malformed-xml", "a tag has no name");
    if (x->tag.at[1] == '/')
        return closes(x);
    x->is_empty = str_ends(x->tag, STR("/>"));
    return opens(x);
}

str xml_attribute(const xml *x, str name)
{
    str rest = str_from(x->tag, 1 + x->name.len);
    while (rest.len > 0) {
        str key, value;
        if (!str_cut(&rest, '=', &key) || !str_cut(&rest, '"', &value) ||
            !str_cut(&rest, '"', &value))
            break;
        if (str_eq(str_trim(key), name))
            return str_trim(value);
    }
    return (str){ 0 };
}

/* Whether the tag at `i` is of the element `name`. */
static bool is_tag_of(const xml *x, size_t i, str name)
{
    str at = str_from(x->in->rest, i);
    return str_starts(at, name) &&
           (at.len == name.len || !is_name_byte(at.at[name.len]));
}

/* Move `*i` to the next lead. What is not kept is given back on the way. */
static bool find_lead(xml *x, size_t *i, str name, bool is_kept)
{
    for (;;) {
        *i = sift_tag(x->in->rest, *i, name);
        if (*i + SIFT_LEAD <= x->in->rest.len)
            return true;
        if (!is_kept) {
            size_t n = *i < x->in->rest.len ? *i : x->in->rest.len;
            consume(x, n);
            *i -= n;
        }
        if (*i > XML_LONGEST_PIECE || !has(x, *i + SIFT_LEAD))
            return false;
    }
}

/* The end of the document stands behind it: nothing was cut. */
static bool is_unclosed(const xml *x, size_t i)
{
    str end = str_trim(str_from(x->in->rest, i));
    str root = str_of(x->open[0]);
    return str_ends(end, STR(">")) && str_ends(str_part(end, 0, end.len - 1), root);
}

/* Behind the end of the element just opened. Only tags of its own name matter: what
 * stands in a section that is passed may be damaged, and libxml2 judges the others. */
static bool find_end(xml *x, bool is_kept, size_t *end)
{
    char text[XML_LONGEST_NAME + 1];
    str name = { text, x->name.len };
    memcpy(text, x->name.at, x->name.len);
    size_t i = x->used, length = 0, level = 1;
    while (find_lead(x, &i, name, is_kept)) {
        if (x->in->rest.at[i + 1] == '!') {
            if (!pass_remark(x, i, &i))
                return false;
            continue;
        }
        bool is_end = x->in->rest.at[i + 1] == '/';
        has(x, i + 3 + name.len); // not so at the very end
        if (!is_tag_of(x, i + 1 + is_end, name)) {
            i++;
            continue;
        }
        if (!tag_length(x, i, &length))
            return false;
        i += length;
        bool is_alone = x->in->rest.at[i - 2] == '/'; // <x/>
        level = is_end ? level - 1 : level + !is_alone;
        if (level == 0) {
            *end = i;
            return true;
        }
    }
    if (is_kept && is_unclosed(x, 0))
        return is_bad(x, 0, "malformed-xml", "<%.*s> is not closed", (int)name.len,
                      name.at);
    return is_cut(x);
}

bool xml_skip(xml *x)
{
    size_t end;
    if (!x->is_empty) {
        if (!find_end(x, false, &end))
            return false;
        consume(x, end);
        x->used = 0;
    }
    x->is_empty = false;
    x->depth--;
    return true;
}

xml_piece xml_take(xml *x)
{
    size_t end = x->used;
    if (!x->is_empty && !find_end(x, true, &end))
        return (xml_piece){ .at = x->at };
    x->used = end;
    x->is_empty = false;
    x->depth--;
    return (xml_piece){ { x->in->rest.at, end }, x->at };
}

xml xml_open(scan *in, chp_diag *diag)
{
    return (xml){ .in = in, .diag = diag, .line = 1, .kind = XML_CUT };
}

void xml_close(xml *x)
{
    xml_reader_free(x->reader);
    arena_clear(&x->memory);
}
