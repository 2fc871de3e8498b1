/** @file about.h  Which libraries are at work. */
#ifndef CHP_ABOUT_H
#define CHP_ABOUT_H

#include "chepath/api.h"

CHP_BEGIN

/** A library that this one stands on. */
typedef struct {
    const char *name, *version;
} chp_library;

/** The i-th of them; false behind the last. */
bool chp_library_get(size_t i, chp_library *out);

CHP_END

#endif
