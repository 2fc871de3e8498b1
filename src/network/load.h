/* A reaction from its file. */
#ifndef NETWORK_LOAD_H
#define NETWORK_LOAD_H

#include "chepath/pathway.h"

/* NULL after messages. Freed by chp_reaction_free(). */
chp_reaction *load_file(const char *path, chp_diag *diag);

#endif
