#include "formats/format.h"

static const format *const formats[] = {
    &format_outcar, &format_vasprun, &format_vaspout, &format_oszicar,
    &format_poscar, &format_xdatcar, &format_incar,   &format_kpoints,
    &format_potcar, &format_dynmat,  &format_bader,   &format_doscar,
};
enum { N_FORMATS = sizeof formats / sizeof *formats };

const format *format_of(str head)
{
    const format *best = NULL;
    int best_bid = 0;
    for (size_t i = 0; i < N_FORMATS; i++) {
        int bid = formats[i]->bid(head);
        if (bid > best_bid) {
            best_bid = bid;
            best = formats[i];
        }
    }
    return best;
}

bool chp_format_get(size_t i, chp_format *out)
{
    if (i >= N_FORMATS)
        return false;
    const format *f = formats[i];
    *out = (chp_format){ f->name, f->what, f->known_by, f->spec };
    return true;
}
