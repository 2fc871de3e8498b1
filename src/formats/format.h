/* The files we can read, and how to tell them apart.
 *
 * To add a format:
 *   1. write formats/NAME.c, which ends in one `const format format_NAME`;
 *   2. declare it at the foot of this header, list it in format.c;
 *   3. put a small file in VASP's exact layout in tests/data/ and a test in
 *      tests/formats/.
 * `chepath formats` and the manual page follow from the table.
 */
#ifndef FORMATS_FORMAT_H
#define FORMATS_FORMAT_H

#include "base/arena.h"
#include "base/scan.h"
#include "chem/calc.h"

/* What a reader works with. `a` owns all that it puts into `calc`. */
typedef struct {
    arena *a;
    bool keep_steps; // fill calc->steps
    chp_diag *diag;
} reading;

typedef struct {
    const char *name; // as in --format=oszicar
    const char *what; // one line, for `chepath formats`
    const char *known_by;
    const char *spec; // where the format is described

    /* How surely `head` begins such a file: the number of bits verified, 0 for
     * "not mine". The highest bid reads the file; its name does not matter. */
    int (*bid)(str head);

    /* Fill `calc` from the file. False after an error message: the run must not be
     * used, but what was filled in is true. */
    bool (*read)(scan *in, reading *r, chp_calc *calc);
} format;

enum { FORMAT_HEAD = 64 << 10 }; // bytes of a file that bidders may see

/* The best bidder, or NULL. */
const format *format_of(str head);

extern const format format_outcar;
extern const format format_vasprun;
extern const format format_vaspout;
extern const format format_incar;
extern const format format_kpoints;
extern const format format_potcar;
extern const format format_oszicar;
extern const format format_poscar;
extern const format format_xdatcar;
extern const format format_dynmat;
extern const format format_bader;
extern const format format_doscar;

#endif
