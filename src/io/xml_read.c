/* Sections that are needed, read by libxml2: it says what is well formed, we show the
 * leaves, at the lines of the file. */
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "base/diag.h"
#include "io/xml.h"

struct xml_reader {
    xmlParserCtxtPtr context;
    xml_visitor *visit;
    void *user;
    chp_where at; // of the piece
    xml_element path[XML_DEEPEST];
    size_t depth;
    bool is_too_deep;
    char *text; // of the innermost element
    size_t n_text, room;
    arena *memory;
    char fault[160]; // the first error; "": none
    size_t fault_line;
};

static void copy_label(char *to, const xmlChar *begin, const xmlChar *end)
{
    str value = str_trim((str){ (const char *)begin, (size_t)(end - begin) });
    value = str_part(value, 0, XML_LONGEST_NAME);
    memcpy(to, value.at, value.len);
    to[value.len] = '\0';
}

/* Lines are those of the file, also in what libxml2 says. */
static void on_start(void *user)
{
    struct xml_reader *r = user;
    r->context->input->line = (int)r->at.line;
}

static void on_open(void *user, const xmlChar *name, const xmlChar *prefix,
                    const xmlChar *uri, int n_namespaces, const xmlChar **namespaces,
                    int n_attributes, int n_defaulted, const xmlChar **attributes)
{
    (void)prefix, (void)uri, (void)n_namespaces, (void)namespaces, (void)n_defaulted;
    struct xml_reader *r = user;
    if (r->depth == XML_DEEPEST) {
        r->is_too_deep = true;
        xmlStopParser(r->context);
        return;
    }
    if (r->depth > 0)
        r->path[r->depth - 1].has_children = true;
    xml_element *e = &r->path[r->depth++];
    *e = (xml_element){ .line = (size_t)r->context->input->line };
    copy_label(e->name, name, name + strlen((const char *)name));
    for (int i = 0; i < n_attributes; i++) {
        const xmlChar **a = attributes + 5 * i; // name, prefix, URI, value, its end
        if (strcmp((const char *)a[0], "name") == 0 ||
            strcmp((const char *)a[0], "param") == 0)
            copy_label(e->label, a[3], a[4]);
    }
    r->n_text = 0;
}

static void on_text(void *user, const xmlChar *text, int n)
{
    struct xml_reader *r = user;
    size_t needed = r->n_text + (size_t)n;
    if (needed > r->room) {
        size_t room = 2 * needed + 256;
        char *moved = arena_new(r->memory, char, room);
        if (r->n_text > 0)
            memcpy(moved, r->text, r->n_text);
        r->text = moved;
        r->room = room;
    }
    memcpy(r->text + r->n_text, text, (size_t)n);
    r->n_text = needed;
}

static void on_close(void *user, const xmlChar *name, const xmlChar *prefix,
                     const xmlChar *uri)
{
    (void)name, (void)prefix, (void)uri;
    struct xml_reader *r = user;
    const xml_element *e = &r->path[r->depth - 1];
    if (!e->has_children) {
        xml_leaf leaf = { r->path,
                          r->depth,
                          str_trim((str){ r->text, r->n_text }),
                          { r->at.path, e->line } };
        r->visit(&leaf, r->user);
    }
    r->n_text = 0;
    r->depth--;
}

static void on_error(void *user, xmlErrorPtr error)
{
    struct xml_reader *r = user;
    if (r->fault[0] || error->level < XML_ERR_ERROR)
        return;
    str text = str_trim(str_part(str_of(error->message), 0, sizeof r->fault - 1));
    memcpy(r->fault, text.at, text.len);
    r->fault[text.len] = '\0';
    r->fault_line = error->line > 0 ? (size_t)error->line : r->at.line;
}

static struct xml_reader *new_reader(arena *memory)
{
    xmlInitParser();
    struct xml_reader *r = arena_new(memory, struct xml_reader, 1);
    r->memory = memory;
    r->text = arena_new(memory, char, r->room = 256);
    r->context = xmlNewParserCtxt();
    xmlSAXHandler *sax = r->context->sax;
    memset(sax, 0, sizeof *sax);
    sax->initialized = XML_SAX2_MAGIC;
    sax->startDocument = on_start;
    sax->startElementNs = on_open;
    sax->endElementNs = on_close;
    sax->characters = sax->ignorableWhitespace = on_text;
    sax->serror = on_error;
    r->context->userData = r;
    return r;
}

/* Files say ISO-8859-1 and hold UTF-8, or say nothing: the bytes decide. */
static const char *encoding_of(str text)
{
    unsigned char high = 0;
    for (size_t i = 0; i < text.len; i++)
        high |= (unsigned char)text.at[i];
    if (high < 0x80)
        return NULL;
    return str_utf8_length(text) == text.len ? "UTF-8" : "ISO-8859-1";
}

bool xml_read(xml *x, xml_piece piece, xml_visitor *visit, void *user)
{
    if (!x->reader)
        x->reader = new_reader(&x->memory);
    struct xml_reader *r = x->reader;
    r->visit = visit;
    r->user = user;
    r->at = piece.at;
    r->depth = 0;
    r->fault[0] = '\0';
    xmlCtxtReadMemory(r->context, piece.text.at, (int)piece.text.len, NULL,
                      encoding_of(piece.text), XML_PARSE_NONET);
    if (r->is_too_deep || r->fault[0] || !r->context->wellFormed) {
        chp_where at = { piece.at.path, r->fault[0] ? r->fault_line : piece.at.line };
        diag_error(x->diag, "malformed-xml", at, "%s",
                   r->is_too_deep ? "elements are nested too deeply"
                   : r->fault[0]  ? r->fault
                                  : "this section is not well formed");
        diag_hint(x->diag, XML_MALFORMED_HINT);
        return false;
    }
    return true;
}

void xml_reader_free(struct xml_reader *reader)
{
    if (reader)
        xmlFreeParserCtxt(reader->context);
}
