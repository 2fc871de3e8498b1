#include "gather/part.h"

#include "base/diag.h"

/* Of an empty file only its name tells what it would have become. */
static const char *name_of_role(file_role r)
{
    static const char *const names[N_ROLES] = {
        [ROLE_OUTCAR] = "outcar",
        [ROLE_VASPRUN] = "vasprun",
        [ROLE_VASPOUT] = "vaspout",
        [ROLE_OSZICAR] = "oszicar",
    };
    return names[r];
}

static bool refuse(source *s, part *p)
{
    chp_where at = { .path = p->path };
    p->is_empty = source_head(s, 1).len == 0;
    if (p->is_empty) {
        p->calc.format = name_of_role(p->role);
        diag_error(p->diag, "empty", at, "the file is empty");
        diag_hint(p->diag, "The run crashed at its start, or has not begun to write.");
        return false;
    }
    if (p->role == ROLE_LOG) {
        diag_error(p->diag, "wrong-format", at,
                   "this is what a run printed: it holds no result by itself");
        diag_hint(p->diag, "Give the folder of the run, or its OUTCAR.");
        return false;
    }
    diag_error(p->diag, "wrong-format", at, "this is no file of VASP that can be read");
    diag_hint(p->diag,
              "`chepath formats` lists what is read, and by what it is known.");
    return false;
}

static bool read(arena *a, source *s, part *p)
{
    reading r = { .a = a, .keep_steps = true, .diag = p->diag };
    p->format = format_of(source_head(s, FORMAT_HEAD));
    if (!p->format)
        return refuse(s, p);
    p->calc.format = p->format->name;
    return p->format->read(source_scan(s), &r, &p->calc);
}

part part_read_source(arena *a, source *s, const char *path, file_role r,
                      chp_diag *diag)
{
    part p = { .path = path, .role = r, .diag = diag };
    p.calc.path = path;
    bool ok = s && read(a, s, &p);
    ok = source_close(s, diag) && ok;
    p.is_usable = ok && chp_diag_count(diag, CHP_ERROR) == 0;
    return p;
}

part part_read(arena *a, const char *path, file_role r, const source_limits *limits,
               const chp_diag *parent)
{
    chp_diag *diag = diag_child(parent);
    source *s = source_open(path, limits, diag);
    return part_read_source(a, s, path, r, diag);
}

bool part_has_energy(const part *p)
{
    return p && p->calc.last_step.toten_eV.known;
}
