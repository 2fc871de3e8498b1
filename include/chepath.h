/** @file chepath.h  Everything the library offers, in reading order. */
#ifndef CHP_H
#define CHP_H

#include "chepath/about.h"
#include "chepath/diag.h"

#include "chepath/calc.h"
#include "chepath/thermo.h"
#include "chepath/potential.h"
#include "chepath/pathway.h"
#include "chepath/profile.h"
#include "chepath/analysis.h"
#include "chepath/figure.h"

#endif
