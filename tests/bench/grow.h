/* Large inputs, grown from small ones: the middle step of a run, again and again. */
#ifndef TESTS_BENCH_GROW_H
#define TESTS_BENCH_GROW_H

#include <stdbool.h>
#include <stddef.h>

/* A relaxation of at least so many bytes. False after a message. */
bool grow_outcar(const char *small, const char *large, size_t bytes);

/* A vasprun.xml of at least so many bytes, by its first <calculation>. */
bool grow_vasprun(const char *small, const char *large, size_t bytes);

/* A file packed by gzip. */
bool grow_packed(const char *plain, const char *packed);

/* n folders below `folder`, each with a copy of `file` as its OUTCAR. */
bool grow_folders(const char *file, const char *folder, size_t n);

#endif
