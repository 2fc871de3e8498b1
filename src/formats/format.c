#include "formats/format.h"

static const format *const formats[] = {
    &format_outcar, &format_vasprun, &format_vaspout, &format_oszicar,
    &format_poscar, &format_xdatcar, &format_incar,   &format_kpoints,
    &format_potcar, &format_dynmat,  &format_bader,   &format_doscar,
};

const format *format_of(str head)
{
    const format *best = NULL;
    int best_bid = 0;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        int bid = formats[i]->bid(head);
        if (bid > best_bid) {
            best_bid = bid;
            best = formats[i];
        }
    }
    return best;
}

const format *format_at(size_t i)
{
    return i < sizeof formats / sizeof *formats ? formats[i] : NULL;
}

bool chp_format_get(size_t i, chp_format *out)
{
    const format *f = format_at(i);
    if (f)
        *out = (chp_format){ f->name, f->what, f->known_by, f->spec };
    return f != NULL;
}
