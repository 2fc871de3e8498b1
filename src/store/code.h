/* Runs as bytes and back. Text and numbers are as this machine holds them: the bytes
 * are for the cache only, which knows the build that wrote them. */
#ifndef STORE_CODE_H
#define STORE_CODE_H

#include "store/store.h"

/* Small: what is always wanted. Large: steps, structures, forces, Hessian, ensemble. Paths are kept relative to `root`. */
str code_small(arena *a, const run_list *runs, const char *root);
str code_large(arena *a, const run_list *runs, const char *root);

/* Texts of the small part point into `bytes`, which must live as long as `a`. False:
 * the bytes are not what was written. */
bool decode_small(arena *a, str bytes, const char *root, const chp_diag *parent,
                  run_list *out);
bool decode_large(arena *a, str bytes, const char *root, run_list *runs);

#endif
