/* Parts of the library that link something heavy and are loaded when first needed:
 * NAME.so in the folder chepath/ beside the library, made from a NAME_module.c. Its
 * room's header declares a record of functions; the module exports the one record
 * as `chepath_module`.
 *
 *     const dense *d = module_load("dense", diag);
 *     if (!d)
 *         return false;
 */
#ifndef BASE_MODULE_H
#define BASE_MODULE_H

#include "base/str.h"
#include "chepath/diag.h"

/* The record, or NULL after a message. A module stays loaded. */
const void *module_load(const char *name, chp_diag *diag);

/* The folder of the file that this code was loaded from: the shared library, or a
 * program that it was linked into. */
str module_folder(void);

#define MODULE_EXPORT __attribute__((visibility("default")))

#endif
