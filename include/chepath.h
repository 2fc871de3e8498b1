/** @file chepath.h  Everything the library offers, in reading order. */
#ifndef CHP_H
#define CHP_H

// clang-format off: the order is that of reading
#include "chepath/about.h"
#include "chepath/diag.h"

#include "chepath/analysis.h"
#include "chepath/calc.h"
#include "chepath/figure.h"
#include "chepath/pathway.h"
#include "chepath/potential.h"
#include "chepath/profile.h"
#include "chepath/thermo.h"
// clang-format on

#endif
