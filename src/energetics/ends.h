/* The two ends of a ladder, as papers label them: "* + N2", "* + 2NH3", "2NH3(g)". */
#ifndef ENERGETICS_ENDS_H
#define ENERGETICS_ENDS_H

#include "energetics/study.h"

/* Mark the entry as the start or the end of the reaction whose gases its name lists. */
void ends_read(const chp_study *s, entry *e);

#endif
