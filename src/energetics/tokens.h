/* The name of a folder, "01_Fe-NNH_top_opt", cut where its words are joined. */
#ifndef ENERGETICS_TOKENS_H
#define ENERGETICS_TOKENS_H

#include "energetics/names.h"

enum { MOST_TOKENS = 32 };

/* Each is a part of the name. */
typedef struct {
    size_t n;
    str at[MOST_TOKENS];
} tokens;

tokens tokens_of(str name);

/* The stretch of the name from token i up to token j, joints included. */
str tokens_stretch(const tokens *t, size_t i, size_t j);

/* Take off numbers at the front, and words for the role and the site at the end; the
 * last of these roles, unless one is known already. */
void tokens_strip(tokens *t, run_role *role);

/* The role of a folder that tells nothing else: "freq", "01_relax", "opt2". */
run_role tokens_role(str name);

/* "run2", "restart", "cont_1": a relaxation that goes on. */
bool tokens_say_restart(str name);

/* The number a name ends in: 10 of "run10"; 0 without one. */
size_t tokens_last_number(str name);

/* "ads", "01_opt", "top": words beside a state that name no catalyst. */
bool tokens_say_nothing(str name);

#endif
