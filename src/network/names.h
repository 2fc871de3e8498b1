/* What people call a state of the surface, understood.
 *
 * *NNH, NNH*, NNH, *N=NH, *N-NH, N2H(ads), n2h_s and ∗N₂H are one state. Its canonical
 * id tells which, for the states of nitrogen reduction:
 *
 *     Epd    end-on N2Hx: p H on the bound N, d on the other
 *     Sab    side-on, both N bound, a >= b
 *     Dab    two fragments NHa and NHb on the surface, a >= b
 *     Mh     one NHh
 *     H, nH  adsorbed hydrogen
 *     Lh     a lattice N with h H; L0 is the pristine nitride
 *     V      a nitrogen vacancy; VEpd, VSab, VH, VO, VOH, VOH2: what fills it
 *     C      the bare surface
 *
 * Other names have no id: they are compared by their key. */
#ifndef NETWORK_NAMES_H
#define NETWORK_NAMES_H

#include "base/arena.h"
#include "chepath/pathway.h"

enum { MOST_MEANINGS = 4 };

typedef struct {
    char text[8]; // "E01"; "" for none
} name_id;

typedef struct {
    const char *key; // plain ASCII, no bond signs, no stars at the ends: "N*NH"
    str site;        // "fcc" of "*NNH@fcc"; "" where none is told
    bool has_star;
    bool is_fluid;     // (g), (l) or (aq) was written
    bool is_bare;      // a star alone, or one of the words for it: "slab", "clean"
    bool is_shorthand; // a composition that is commonly read one way: N2H is NNH
    size_t n_meanings; // 0: no id; more than 1: it is ambiguous
    name_id meaning[MOST_MEANINGS];
    const char *choices; // of an ambiguous one, as printed; lasts: "*NNH2 or *NHNH"
} naming;

/* Never fails: a name that is not understood has its key. Lives in `a`. */
naming name_read(arena *a, str written);

/* "slab", "clean", "bare", "surface", "substrate", "star". */
bool name_is_bare_word(str s);

/* What a geometry shows of an N2Hx or NHx, to tell the meanings of a name apart. */
typedef struct {
    int n_nitrogen;      // 1 or 2
    int n_hydrogen[2];   // on the N nearer to the surface, and on the other
    bool is_side_on;     // both are bound to the surface
    bool is_dissociated; // the N-N bond is broken
} name_geometry;

name_id name_id_of(const name_geometry *seen);

/* The atoms a name speaks of: "N*NH" N2H, "N+NH3" N2H3. False when it is no formula. */
bool name_formula(str key, chp_formula *out);

/* The parts of a name that no bond joins, without stars: "*N2+*H" N2 and H, "*3H"
 * three H, "*N*NH" itself. Returns how many. */
size_t name_parts(arena *a, str name, str **parts);

/* The name with its star in front: "NNH*" -> "*NNH", "N*NH*" -> "*N*NH",
 * "N+N*" -> "*N+*N". */
const char *name_printed(arena *a, str written);

/* The id as one prints the state: "E01" -> "*NNH". */
const char *name_of_id(arena *a, name_id id);

#endif
