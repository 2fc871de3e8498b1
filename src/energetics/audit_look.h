/* What the checks of one catalyst's structures share. */
#ifndef ENERGETICS_AUDIT_LOOK_H
#define ENERGETICS_AUDIT_LOOK_H

#include "energetics/adsorbate.h"
#include "energetics/audit.h"

typedef struct {
    chp_study *s;
    chp_diag *diag;
    const subject *of;
    const chp_calc *bare; // NULL: not told
    arena scratch;
} look;

/* The structure whose energy counts: the last one, of frequencies the first. */
static inline const chp_structure *look_structure(const chp_calc *c)
{
    return c->final && c->kind != CHP_RUN_FREQUENCIES ? c->final : c->initial;
}

/* C04, C17, C18, C19: the state's composition is right; are its atoms in place? */
void audit_geometry(look *l, const member *m, const chp_kind *kind);

/* C17: its bonds are those of its name, and the surface holds it. */
void audit_bonds(look *l, const member *m, const adsorbate *ads, const chp_kind *kind);

#endif
