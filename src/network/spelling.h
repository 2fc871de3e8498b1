/* How a name is written: to plain ASCII, and off with what describes the site, the
 * phase or the way of binding. What is left speaks of atoms. */
#ifndef NETWORK_SPELLING_H
#define NETWORK_SPELLING_H

#include "base/arena.h"
#include "base/str.h"

typedef struct {
    str text;                   // "N=NH" of "*N=NH(ads)"
    str key;                    // the same without bond signs: "NNH"
    str site;                   // "fcc" of "*NNH@fcc" or "NNH_fcc"
    bool has_star, is_trailing; // the star stands behind, and only there
    bool is_fluid, is_end_on, is_side_on, is_in_vacancy;
} spelling;

/* What lasts of `written` lives in `a`. */
spelling spelling_read(arena *a, str written);

/* "fcc", "top", "site3": where on the surface. */
bool spelling_is_site(str word);

/* Without blanks and stars at both ends. */
str spelling_cut_stars(str s, bool *has_star);

#endif
