/* Inside the options: how each one reads its text. */
#ifndef ENERGETICS_OPTIONS_TABLE_H
#define ENERGETICS_OPTIONS_TABLE_H

#include "energetics/options.h"

typedef struct {
    chp_options *o;
    str text;
    const char *folder; // that relative paths start from; NULL: here
} setting;

/* Its index, with `_` for `-` if one likes; -1: there is none. */
int options_index(str name);

/* False when the text is not understood; what would be is told by the hint. */
bool options_read(int option, setting s);
const char *options_hint(int option);

/* The word that the first unknown one of the text may stand for, or NULL. */
const char *options_near(int option, str text);

bool options_is_path(str text); // of a reaction, not its name

#endif
