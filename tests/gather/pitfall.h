/* What goes wrong when runs of VASP are read, one pitfall after the other: a folder is
 * made as it was met, and read as a user would read it. Each row would fail without the
 * rule that it is about.
 *
 *     A  the file as a whole         E  OUTCAR and OSZICAR
 *     B  numbers                     F  structures
 *     C  energies                    G  frequencies
 *     D  vasprun.xml
 *
 * Pitfalls that want more than a folder (compressed files, studies, archives) are
 * tested where their rule lives, with the same mark: `make pitfalls` lists them all.
 * The fixture is folder_begin() and folder_end(). */
#ifndef TESTS_GATHER_PITFALL_H
#define TESTS_GATHER_PITFALL_H

#include <math.h>

#include "formats/outcars.h"
#include "gather/folder.h"

typedef struct {
    size_t n; // which occurrence, from 1; 0: all
    const char *from, *to;
} change;

typedef struct {
    const char *name, *fixture; // of tests/data; NULL: it is empty, or the text below
    change changes[4];
    const char *cut_before, *followed_by; // a mark in it; another fixture
} content;

enum { UNSAID = -1, UNASKED = -2 };

typedef struct {
    const char *what; // with its mark
    content files[3];
    double sigma0_eV; // of a sound run; NaN: the run is refused
    const char *code; // what is said; NULL: not asked
    int severity;
    const char *fact; // part of it
    bool (*see)(const chp_calc *c);
} pitfall;

#define AS_IT_IS(file, fixture_)                                                       \
    {                                                                                  \
        .name = file, .fixture = fixture_                                              \
    }
#define OUTCAR(fixture_, ...)                                                          \
    {                                                                                  \
        .name = "OUTCAR", .fixture = "outcar/" fixture_, .changes = { __VA_ARGS__ }    \
    }
#define XML(...)                                                                       \
    {                                                                                  \
        .name = "vasprun.xml", .fixture = "vasprun/relaxation.xml", .changes = {       \
            __VA_ARGS__                                                                \
        }                                                                              \
    }
#define TEXT(file, text)                                                               \
    {                                                                                  \
        .name = file, .changes = { { .to = text } }                                    \
    }
#define SOUND_XML AS_IT_IS("vasprun.xml", "vasprun/relaxation.xml")

/* E0 of the fixtures in eV, as their last step prints it. */
#define NH3 -19.54114876
#define NIO -31.44120761
#define ZRN -16.59

/* The text of a file of tests/data; it must be there. */
str pitfall_fixture(const char *name);

/* Read the folder. That a fixture of XML ends steeply, and hot, is no matter. */
const chp_run *pitfall_read(void);

/* Make the folder of a row, read it, and see that it is taken for what it is. */
void pitfall_check(const pitfall *p);

#endif
