/* XML of any size, section by section.
 *
 * A scan of ours finds the tags and counts the lines. Sections that nobody needs are
 * passed unread, at the speed of memory; each one that is needed is handed to libxml2,
 * who says whether it is well formed and what its leaves hold. So gigabytes of numbers
 * and a broken tail cost nothing, and memory does not grow with the file.
 *
 *     xml x = xml_open(in, diag);
 *     while (xml_next(&x))
 *         if (x.kind == XML_OPEN && str_eq(x.name, STR("energy")))
 *             xml_read(&x, xml_take(&x), visit, &energies);
 *
 * Document types and entities are refused: VASP writes none, and they can open files
 * or grow without bound. */
#ifndef IO_XML_H
#define IO_XML_H

#include "base/arena.h"
#include "base/scan.h"

enum {
    XML_DEEPEST = 64,              // elements within each other; VASP: 9
    XML_LONGEST_NAME = 63,         // of an element or label
    XML_LONGEST_TAG = 64 << 10,    // libxml2 takes quadratic time in attributes
    XML_LONGEST_PIECE = 512 << 20, // a Hessian of thousands of atoms
};

#define XML_MALFORMED_HINT                                                             \
    "The file was damaged or edited, and is read no further: see whether OUTCAR tells "  \
    "the rest."

typedef enum {
    XML_OPEN,
    XML_CLOSE,
    XML_END, // the root was closed, and nothing follows it
    XML_CUT, // the bytes ended before
    XML_BAD, // not well formed, or refused: a message has been raised
} xml_kind;

typedef struct {
    char name[XML_LONGEST_NAME + 1];
    char label[XML_LONGEST_NAME + 1]; // its attribute `name`, or `param`, trimmed
    size_t line;
    bool has_children;
} xml_element;

/* An element that holds text alone, and those that it stands in: path[0] is the
 * section's own element, path[depth - 1] the leaf. */
typedef struct {
    const xml_element *path;
    size_t depth;
    str text; // trimmed; lent until the visitor returns
    chp_where at;
} xml_leaf;

typedef void xml_visitor(const xml_leaf *leaf, void *user);

/* A section as it stands in the file. */
typedef struct {
    str text;
    chp_where at;
} xml_piece;

typedef struct {
    xml_kind kind;
    str name;            // of the newest tag; lent until the next call
    chp_where at;        // of the newest tag
    size_t depth;        // of the elements that are open, with the one just opened
    size_t control_line; // of the first control byte that was passed; 0: none

    // ours
    str tag;
    scan *in;
    chp_diag *diag;
    size_t line, n_passed; // of the front of the window, less the bytes passed last
    size_t used;           // bytes at the front of the window that are done with
    bool is_empty, has_root;
    char open[XML_DEEPEST][XML_LONGEST_NAME + 1];
    arena memory;
    struct xml_reader *reader;
} xml;

xml xml_open(scan *in, chp_diag *diag);
void xml_close(xml *x);

/* The next tag. False when there is none: `kind` tells why. */
bool xml_next(xml *x);

/* An attribute of the tag just read, trimmed; empty when it has none of this name. */
str xml_attribute(const xml *x, str name);

/* Pass the element that was just opened, unread. False when its end is not there. */
bool xml_skip(xml *x);

/* The element that was just opened, as text that is lent until the next call; empty
 * when its end is not there, and then `kind` tells why. */
xml_piece xml_take(xml *x);

/* Let libxml2 read a piece and show its leaves. False after a message. */
bool xml_read(xml *x, xml_piece piece, xml_visitor *visit, void *user);

/* Ours, for xml_close(): NULL is fine. */
void xml_reader_free(struct xml_reader *reader);

/* The leaf's own label, and the label of the element around it. */
static inline str xml_label(const xml_leaf *leaf)
{
    return str_of(leaf->path[leaf->depth - 1].label);
}

static inline str xml_parent(const xml_leaf *leaf)
{
    return leaf->depth > 1 ? str_of(leaf->path[leaf->depth - 2].label) : STR("");
}

#endif
