/* A build of VASP passes over the tags that it does not know, and says nothing: LSOL
 * without a solvation model gives the energy in vacuum. From 6.2 on OUTCAR echoes
 * INCAR, and its reader sees what is missing; before, only INCAR tells what was meant.
 */
#include "base/diag.h"
#include "chem/calc.h"
#include "gather/check.h"

static const chp_calc *calc_of(const part *p)
{
    return p && p->calc.n_ionic_steps > 0 ? &p->calc : NULL;
}

static bool has_solvation(const files *f)
{
    return calc_is_on(calc_of(f->outcar), "LSOL") ||
           calc_is_on(calc_of(f->oszicar), "LSOL") ||
           f->outcar->calc.solvation_eV.known;
}

static bool has_ensemble(const files *f)
{
    return f->outcar->calc.n_ensemble > 0;
}

static bool has_target_potential(const files *f)
{
    return f->outcar->calc.electrode.code != NULL ||
           (calc_of(f->oszicar) && f->oszicar->calc.electrode.code);
}

static const struct {
    const char *tag;
    bool (*has_run)(const files *f);
    chp_severity severity;
    const char *code, *fact, *hint;
} traces[] = {
    { "LSOL", has_solvation, CHP_ERROR, "no-solvation",
      "LSOL is set, but OUTCAR shows no solvation model: the run is one in vacuum",
      "Use a build with VASPsol, or remove LSOL." },
    { "LBEEFENS", has_ensemble, CHP_WARNING, "no-ensemble",
      "LBEEFENS is set, but no ensemble was printed", "Use a build with libbeef." },
    { "LTPOT", has_target_potential, CHP_WARNING, "no-target-potential",
      "LTPOT is set, but OUTCAR shows no such routine: the number of electrons was not "
      "adjusted",
      "Use a build with TPOT, or remove LTPOT." },
};

void check_traces(const files *f, chp_diag *diag)
{
    if (!calc_of(f->outcar) || !f->incar || !f->incar->is_usable)
        return;
    for (size_t i = 0; i < sizeof traces / sizeof *traces; i++) {
        if (!calc_is_on(&f->incar->calc, traces[i].tag) || traces[i].has_run(f) ||
            diag_has(diag, traces[i].code))
            continue;
        chp_where at = chp_calc_setting(&f->incar->calc, traces[i].tag)->at;
        if (traces[i].severity == CHP_ERROR)
            diag_error(diag, traces[i].code, at, "%s", traces[i].fact);
        else
            diag_warn(diag, traces[i].code, at, "%s", traces[i].fact);
        diag_hint(diag, "%s", traces[i].hint);
    }
}
