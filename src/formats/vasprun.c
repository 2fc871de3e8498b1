#include "formats/vasprun.h"

void vasprun_hold(vasprun *v, held *to, xml_piece from)
{
    if (to->room < from.text.len) {
        to->room = 2 * from.text.len;
        to->bytes = arena_new(v->r->a, char, to->room);
    }
    if (from.text.len > 0)
        memcpy(to->bytes, from.text.at, from.text.len);
    to->n = from.text.len;
    to->at = from.at;
}

bool vasprun_read(vasprun *v, const held *from, xml_visitor *visit, void *user)
{
    xml_piece piece = { { from->bytes, from->n }, from->at };
    return xml_read(&v->x, piece, visit, user);
}

bool vasprun_number(const vasprun *v, const char *tag, double *out)
{
    return chp_calc_number(&v->used, tag, out) || chp_calc_number(&v->incar, tag, out);
}

double vasprun_number_or(const vasprun *v, const char *tag, double otherwise)
{
    double value;
    return vasprun_number(v, tag, &value) ? value : otherwise;
}
