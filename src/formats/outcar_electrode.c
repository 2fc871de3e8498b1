/* Implicit solvent, and electrons at constant potential. VASPsol and VASPsol++ print
 * their settings under one heading,
 *
 *      Solvation model:
 *        LSOL             =     T         switch on solvation model
 *        ISOL             =     2         solvation model type
 *        EFERMI_ref       = -4.570000         reference Fermi level
 *
 * of which VASPsol has only LSOL and its lengths. VASPsol++ refers energies and levels
 * to the electrolyte by itself, as long as it holds ions; its energies hold
 * -EFERMI_ref (N - N0) when it adjusts N, which it does between ionic steps:
 *
 *      Adjusting number of electrons for constant potential calculation
 *
 *        EFERMI =        -4.40211000      EFERMI_ref  =        -4.57000000
 *        q_sol  =         0.00000000      -q*mu      =          0.00000000
 *        NELECT =        64.00000000      new NELECT =         63.83211000
 *                                         capacitance =         1.00000000
 *
 * TPOT adjusts it in the electronic or between the ionic steps, and adds its term
 * behind the electronic ones:
 *
 *         TARGET POTENTIAL ROUTINE
 *         EFERMI              = -2.7251  eV
 *         FERMI_SHIFT         =  -0.1153 eV
 *         CURRENT POTENTIAL   =  2.8404 V [= -(EFERMI + FERMI_SHIFT)]
 *         TARGET POT. VTARGET =  2.8400 V
 *         CURRENT NELECT      =  64.7120 electrons
 *         GC Correction         =  1.9403 eV
 *         UPDATED NELECT      =  64.7160 electrons
 */
#include <math.h>

#include "formats/outcar.h"

/* --- the solvent -------------------------------------------------------- */

void outcar_solvation_model(outcar *o)
{
    o->has_solvation = true;
    o->solvation_at = o->in->at;
}

void outcar_reference_level(outcar *o)
{
    str rest = o->in->line;
    chp_fact *target = &o->calc->electrode.target_eV;
    if (!str_after(&rest, STR("=")) || !outcar_after(o, STR("="), target))
        return;
    calc_add_setting(o->a, o->calc, STR("EFERMI_REF"), str_part(str_trim(rest), 0, 10),
                     o->in->at);
    if (target->value < 0)
        o->calc->electrode.code = "VASPsol++";
    else
        target->known = false;
}

void outcar_solvation_energy(outcar *o)
{
    if (o->has_solvation) // every VASP since 5.4.1 prints the line
        outcar_after(o, STR("="), &o->now.solvation_eV);
}

void outcar_fermi_shift(outcar *o)
{
    outcar_after(o, STR("="), &o->calc->fermi_shift_eV);
}

/* --- the number of electrons -------------------------------------------- */

/* The number that follows a label and its `=`, wherever in the line it stands. */
static void labelled(const outcar *o, str label, chp_fact *out)
{
    str rest = o->in->line;
    chp_fact found;
    if (!str_after(&rest, label))
        return;
    size_t equals = 0;
    while (equals < rest.len && rest.at[equals] == ' ')
        equals++;
    if (equals == rest.len || rest.at[equals] != '=')
        return;
    if (outcar_from(o, o->in->line.len - rest.len + equals + 1, &found))
        *out = found;
}

/* Nothing, or a line drawn with dashes or the like. */
static bool is_drawn(str line)
{
    for (size_t i = 0; i < line.len; i++)
        if (!memchr(" -=*\r", line.at[i], 5))
            return false;
    return true;
}

/* Lines of a block are empty or drawn, or tell a value. */
static bool in_block(outcar *o)
{
    enum { MOST_LINES = 64 };
    bool has_line = o->n_block_lines++ < MOST_LINES && outcar_line(o);
    if (has_line && (is_drawn(o->in->line) || str_has(o->in->line, STR("="))))
        return true;
    outcar_put_back(o);
    o->n_block_lines = 0;
    return false;
}

void outcar_adjusted(outcar *o)
{
    step *s = &o->now;
    while (in_block(o)) {
        labelled(o, STR("   EFERMI"), &s->mu_eV);
        labelled(o, STR("   NELECT"), &s->n_electrons);
        labelled(o, STR("new NELECT"), &o->next_electrons);
    }
}

void outcar_target_potential(outcar *o)
{
    step *s = &o->now;
    chp_electrode *e = &o->calc->electrode;
    chp_fact reached = { 0 }, target = { 0 };
    e->code = "TPOT";
    while (in_block(o)) {
        labelled(o, STR("CURRENT POTENTIAL"), &reached);
        labelled(o, STR("VTARGET"), &target);
        labelled(o, STR("CURRENT NELECT"), &s->n_electrons);
        labelled(o, STR("UPDATED NELECT"), &o->next_electrons);
        labelled(o, STR("GC Correction"), &s->grand_term_eV);
        labelled(o, STR("FERMI_SHIFT"), &o->calc->fermi_shift_eV);
    }
    if (reached.known)
        s->mu_eV = fact_at(-reached.value, reached.at);
    if (target.known)
        e->target_eV = fact_at(-target.value, target.at);
}

/* --- what is known at the end ------------------------------------------- */

/* VASPsol++ without ions has nothing to refer the levels to. */
static void align(outcar *o)
{
    chp_calc *calc = o->calc;
    const chp_setting *model = chp_calc_setting(calc, "ISOL");
    double molar = 0, length = 0;
    if (!o->has_solvation || !model || calc->fermi_shift_eV.known)
        return;
    chp_calc_number(calc, "C_MOLAR", &molar);
    chp_calc_number(calc, "LAMBDA_D_K", &length);
    if (molar > 0 || length > 0) {
        calc->fermi_shift_eV = fact_at(0, model->at);
        return;
    }
    if (!calc->charge_e.known || calc->charge_e.value == 0)
        return;
    diag_warn(o->diag, "no-screening", model->at,
              "the cell is charged, but the solvent holds no ions");
    diag_hint(o->diag, "Nothing fixes its Fermi level then: set C_MOLAR and R_ION.");
}

/* -mu (N - N0) as VASPsol++ has it in its energies; the charge is that of NELECT. */
static chp_fact term_of_reference(const outcar *o)
{
    const chp_calc *calc = o->calc;
    const step *s = &o->kept;
    if (!calc->charge_e.known || !calc->n_electrons.known || !s->n_electrons.known)
        return (chp_fact){ 0 };
    double neutral = calc->n_electrons.value + calc->charge_e.value;
    return fact_at(-calc->electrode.target_eV.value * (s->n_electrons.value - neutral),
                   s->n_electrons.at);
}

/* TPOT says what it added; a release of it said so of the next step's electrons. */
static chp_fact term_of_tpot(outcar *o)
{
    const step *s = &o->kept;
    bool is_told = s->grand_term_eV.known, is_added = s->rest_eV.known;
    if (!is_told || !is_added)
        return is_told ? s->grand_term_eV : s->rest_eV;
    double off_eV = s->rest_eV.value - s->grand_term_eV.value;
    if (fabs(off_eV) > 1e-3) {
        diag_warn(o->diag, "target-potential", s->grand_term_eV.at,
                  "the grand-canonical term is %.5f eV, but %.5f eV were added",
                  s->grand_term_eV.value, s->rest_eV.value);
        diag_hint(o->diag, "Early releases of TPOT took the electrons of the next "
                           "step: what was added is taken.");
    }
    return s->rest_eV;
}

static void tell_charge(outcar *o)
{
    const chp_fact *q = &o->calc->charge_e;
    if (!q->known || q->value == 0)
        return;
    diag_note(o->diag, "charged", q->at, "the cell has the charge %+g e", q->value);
    diag_hint(o->diag, "The energy of a charged slab depends on the vacuum.");
}

/* CP-VASP leaves no word in OUTCAR: but NELECT is what it began with, and the density
 * holds the electrons that it moved. A density that did not converge may hold any. */
static void take_moved(outcar *o)
{
    const double most_e = 0.05;
    const chp_fact *n = &o->kept.density_e, *nelect = &o->calc->n_electrons;
    bool is_moved = n->known && nelect->known && o->kept.electronic != CHP_NO &&
                    fabs(n->value - nelect->value) > most_e;
    if (is_moved)
        o->calc->electrode.n_electrons = *n;
}

void outcar_electrode_done(outcar *o)
{
    chp_electrode *e = &o->calc->electrode;
    const step *s = &o->kept;
    align(o);
    if (!e->code) {
        take_moved(o);
        tell_charge(o);
        return;
    }
    bool is_tpot = str_eq(str_of(e->code), STR("TPOT"));
    e->n_electrons = s->n_electrons;
    e->mu_eV = s->mu_eV.known || is_tpot ? s->mu_eV : s->e_fermi_eV;
    e->grand_term_eV = is_tpot ? term_of_tpot(o) : term_of_reference(o);
    e->is_grand = !is_tpot || e->grand_term_eV.known;
}
