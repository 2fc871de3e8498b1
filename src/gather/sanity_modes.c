/* Can the modes of a run be those of what it is said to be? */
#include "base/diag.h"
#include "chem/structure.h"
#include "gather/sanity.h"

static void check_highest(const checkup *c)
{
    const chp_calc *calc = c->calc;
    if (calc->mode_cm1[0] <= 4500)
        return;
    diag_error(c->diag, "modes", calc->modes_at,
               "the highest mode has %.1f 1/cm: no bond is so stiff",
               calc->mode_cm1[0]);
    diag_hint(c->diag, "The displaced steps did not converge, or POTIM is wrong.");
}

/* IBRION 6 to 8 move every atom, whatever its flags say. */
static void check_frozen(const checkup *c)
{
    const chp_calc *calc = c->calc;
    const chp_structure *s = calc->initial;
    size_t n_frozen = s ? s->n_atoms - structure_n_free(s) : 0;
    if (n_frozen == 0 || calc->n_modes != 3 * calc->n_atoms)
        return;
    diag_warn(c->diag, "frozen-moved", calc->modes_at,
              "the modes are those of all %zu atoms, with %zu that are frozen",
              calc->n_atoms, n_frozen);
    diag_hint(c->diag, "IBRION = 5 heeds the flags of selective dynamics, 6 to 8 do "
                       "not.");
}

static void check_displacements(const checkup *c)
{
    const double most_ediff_eV = 1e-6, rounding = 1e-3;
    double n, ediff;
    if (c->calc->kind != CHP_RUN_FREQUENCIES)
        return;
    if (chp_calc_number(c->calc, "NFREE", &n) && n == 1) {
        diag_warn(c->diag, "one-sided", chp_calc_setting(c->calc, "NFREE")->at,
                  "the displacements are one-sided (NFREE = 1)");
        diag_hint(c->diag, "NFREE = 2 cancels the cubic terms.");
    }
    if (chp_calc_number(c->calc, "EDIFF", &ediff) &&
        ediff > most_ediff_eV * (1 + rounding)) {
        diag_warn(c->diag, "loose-ediff", chp_calc_setting(c->calc, "EDIFF")->at,
                  "EDIFF = %g eV is loose for frequencies", ediff);
        diag_hint(c->diag, "Forces of displaced atoms want EDIFF = 1E-6 or less.");
    }
    const chp_setting *lreal = chp_calc_setting(c->calc, "LREAL");
    if (lreal && !str_has(str_of(lreal->value), STR("F"))) {
        diag_note(c->diag, "real-space", lreal->at,
                  "LREAL = %s: the projectors of the frequencies are in real space",
                  lreal->value);
        diag_hint(c->diag, "Forces of displaced atoms are cleaner with LREAL = F.");
    }
}

void check_modes(const checkup *c)
{
    check_displacements(c);
    if (c->calc->n_modes == 0)
        return;
    check_highest(c);
    check_frozen(c);
}
