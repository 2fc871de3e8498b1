/* The choices behind a study's numbers, as the report prints them. */
#ifndef ENERGETICS_CHOICES_H
#define ENERGETICS_CHOICES_H

#include "energetics/intake.h"

const chp_choice *choices_of(arena *a, const intake *in, size_t *n);

/* What was set, as chp_options_set() takes it. */
const chp_choice *settings_of(arena *a, const chp_options *options, size_t *n);

#endif
