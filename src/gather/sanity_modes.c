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
                       "not: chepath thermo --partial takes the modes of the free "
                       "atoms from the force constants.");
}

static void check_ediff(const checkup *c, double most_eV, const char *fact,
                        const char *hint)
{
    const double rounding = 1e-3;
    double ediff;
    if (!chp_calc_number(c->calc, "EDIFF", &ediff) || ediff <= most_eV * (1 + rounding))
        return;
    diag_warn(c->diag, "loose-ediff", chp_calc_setting(c->calc, "EDIFF")->at, fact,
              ediff);
    diag_hint(c->diag, "%s", hint);
}

/* What makes the forces of displaced atoms rough. */
static void check_roughness(const checkup *c)
{
    const chp_setting *prec = chp_calc_setting(c->calc, "PREC");
    const chp_setting *lreal = chp_calc_setting(c->calc, "LREAL");
    str word = prec ? str_trim(str_of(prec->value)) : (str){ 0 };
    if (word.len > 0 && !strchr("AaHh", word.at[0])) {
        diag_note(c->diag, "rough-forces", prec->at, "PREC is %s for frequencies",
                  prec->value);
        diag_hint(c->diag, "PREC = Accurate gives smoother forces.");
    }
    word = lreal ? str_trim(str_of(lreal->value)) : (str){ 0 };
    word = str_from(word, word.len > 0 && word.at[0] == '.');
    if (word.len > 0 && !strchr("Ff", word.at[0])) {
        diag_note(c->diag, "real-space", lreal->at,
                  "LREAL = %s: the projectors of the frequencies are in real space",
                  lreal->value);
        diag_hint(c->diag, "Forces of displaced atoms are cleaner with LREAL = F.");
    }
}

/* OUTCAR tells the displacement itself. */
static void check_potim(const checkup *c)
{
    const double most_A = 0.05, least_A = 0.002;
    double potim_A;
    if (!chp_calc_number(c->calc, "POTIM", &potim_A) ||
        strcmp(c->calc->format, "outcar") == 0 ||
        (potim_A < most_A && potim_A > least_A))
        return;
    diag_warn(c->diag, "displacement", chp_calc_setting(c->calc, "POTIM")->at,
              "the atoms were displaced by %g Å (POTIM)", potim_A);
    diag_hint(c->diag, "0.01 to 0.02 Å is harmonic and above the noise.");
}

static void check_displacements(const checkup *c)
{
    double n;
    if (chp_calc_number(c->calc, "NFREE", &n) && n == 1) {
        diag_warn(c->diag, "one-sided", chp_calc_setting(c->calc, "NFREE")->at,
                  "the displacements are one-sided (NFREE = 1)");
        diag_hint(c->diag, "NFREE = 2 cancels the cubic terms.");
    }
    check_ediff(c, 1e-6, "EDIFF = %g eV is loose for frequencies",
                "Forces of displaced atoms want EDIFF = 1E-6 or less.");
    check_roughness(c);
    check_potim(c);
}

void check_modes(const checkup *c)
{
    if (c->calc->kind == CHP_RUN_FREQUENCIES)
        check_displacements(c);
    else if (c->calc->kind != CHP_RUN_DYNAMICS)
        check_ediff(c, 1e-5, "EDIFF = %g eV is loose for energies",
                    "Differences of energies want EDIFF = 1E-5 or less.");
    if (c->calc->n_modes == 0)
        return;
    check_highest(c);
    check_frozen(c);
}
