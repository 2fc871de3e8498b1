/* Text with subscripts: what a writer of figures, LaTeX or HTML sets run by run. */
#ifndef RENDER_RICH_H
#define RENDER_RICH_H

#include "base/arena.h"

typedef enum { SCRIPT_BASE, SCRIPT_SUB, SCRIPT_SUPER } script;

typedef struct {
    const char *text;
    script script;
    bool is_bold, is_italic;
} run;

typedef struct {
    size_t n;
    const run *runs;
} rich;

rich rich_plain(arena *a, const char *text);
rich rich_bold(arena *a, const char *text);

/* A species, or several of them in words: digits after a letter or a bracket are
 * subscripts, a charge at the end is a superscript, "->" is an arrow. */
rich rich_species(arena *a, const char *text);

/* Words with quantities: what follows a _ is a subscript ("U_L"), lone letters that
 * stand for a quantity are italic ("ΔG"), a hyphen before a digit is a minus. */
rich rich_words(arena *a, const char *text);

/* Words with species and quantities in them. */
rich rich_formula(arena *a, const char *text);

rich rich_join(arena *a, rich left, rich right);

#endif
