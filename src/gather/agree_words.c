/* What is said of two files that differ: where the other value stands, and which of
 * them is believed. */
#include "base/diag.h"
#include "base/path.h"
#include "gather/agree.h"

elsewhere agree_elsewhere(const part *other, chp_where at)
{
    elsewhere out;
    str name = path_name(other->path);
    int n = name.len < 256 ? (int)name.len : 256;
    if (at.line > 0)
        snprintf(out.text, sizeof out.text, "%.*s, line %zu", n, name.at, at.line);
    else
        snprintf(out.text, sizeof out.text, "%.*s", n, name.at);
    return out;
}

void agree_advise(const part *used, chp_diag *diag)
{
    str name = path_name(used->path);
    diag_hint(diag,
              "One of the files was edited, or is left from another run: %.*s is "
              "believed.",
              (int)name.len, name.at);
}
