/* Large inputs, grown from small ones of this project, in the exact layout of VASP. */
#ifndef TESTS_BENCH_GROW_H
#define TESTS_BENCH_GROW_H

#include <stdbool.h>
#include <stddef.h>

/* Each is at least `bytes` long. False after a message. */

/* A relaxation: its second step again and again, under new numbers. */
bool grow_outcar(const char *small, const char *large, size_t bytes);

/* A run of frequencies, unpacked: each step has the bands of many k-points. */
bool grow_frequencies(const char *small, const char *large, size_t bytes);

/* A vasprun.xml whose steps have as many electronic steps as those of a slab, or one
 * with projections. */
bool grow_vasprun(const char *small, const char *large, size_t bytes);
bool grow_projected(const char *small, const char *large, size_t bytes);

/* A file packed by gzip. */
bool grow_packed(const char *plain, const char *packed);

/* n folders "run0000" ... below `folder`, each with `file` as its OUTCAR. There are 64
 * copies of it, more than a processor caches, to which the folders are linked. */
bool grow_folders(const char *file, const char *folder, size_t n);

/* The study of examples/ with runs of so many bytes. */
bool grow_study(const char *small, const char *large, size_t bytes);

#endif
