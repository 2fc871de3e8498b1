/* The order of states in a report: as the reactions list them, the bare surface first.
 */
#ifndef ENERGETICS_ORDER_H
#define ENERGETICS_ORDER_H

#include "energetics/resolve.h"

/* Sort the slots of one catalyst; what no reaction lists comes last, as it came. */
void order_slots(chp_study *s, slots *list);

#endif
