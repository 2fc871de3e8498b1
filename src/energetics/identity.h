/* What an adsorbate is by its bonds, whatever its name says. */
#ifndef ENERGETICS_IDENTITY_H
#define ENERGETICS_IDENTITY_H

#include "energetics/adsorbate.h"
#include "energetics/study.h"
#include "network/names.h"

/* What the nitrogens of an adsorbate of N and H hold, and what holds them; false for
 * any other adsorbate. */
bool identity_seen(const adsorbate *ads, name_geometry *seen);

/* The state that the structure of an ambiguously named run (`N2H2`) is; NULL without a
 * structure, or when it is none of those the study knows. */
const char *identity_choose(const chp_study *s, const entry *e, bool *is_bare);

#endif
