/* The final energies of an ionic step. They count when their block was closed, all
 * three numbers read:
 *
 *       FREE ENERGIE OF THE ION-ELECTRON SYSTEM (eV)
 *       ---------------------------------------------------
 *       free  energy   TOTEN  =      -382.70228449 eV
 *
 *       energy  without entropy=     -382.62968677  energy(sigma->0) = -382.67808525
 *
 * A dispersion patch puts "    w/o vdW = ..." behind the first and the second of them.
 *
 * The electronic iterations print nearly the same words with one blank less: to those
 * energies dispersion and the dipole correction have not been added. Neither do the
 * lines of a machine-learned force field ("ML TOTEN") count. outcar_balance.c tells
 * whether the three belong together.
 */
#include <math.h>

#include "formats/outcar.h"

void outcar_block(outcar *o)
{
    step *s = &o->now;
    if (s->is_whole) {
        outcar_damage(o, "an ionic step has two final energies");
        outcar_begin_step(o, s->number);
    }
    s->is_block_open = true;
    s->energies = (chp_energies){ 0 };
}

static void bad_number(outcar *o, str word)
{
    if (o->has_bad_number)
        return;
    o->has_bad_number = true;
    diag_error(o->diag, "not-a-number", o->in->at,
               "the final energy of ionic step %zu is no number: '%.*s'", o->now.number,
               (int)(word.len < 40 ? word.len : 40), word.at);
    diag_hint(o->diag,
              "Stars outgrew their column, NaN is a run that exploded: look at "
              "the structure and at POTIM.");
}

/* How many digits stand behind the point. */
static unsigned decimals(str word)
{
    unsigned n = 0;
    if (!str_after(&word, STR(".")))
        return 0;
    while (n < word.len && word.at[n] >= '0' && word.at[n] <= '9')
        n++;
    return n;
}

/* The number behind the next `=` of `rest`, and its digits. */
static bool final_number(outcar *o, str *rest, chp_fact *out, unsigned *n_decimals)
{
    str word = { 0 };
    double x;
    if (!str_after(rest, STR("=")))
        return false;
    str_word(rest, &word);
    if (!str_number(word, &x)) {
        bad_number(o, word);
        return false;
    }
    *out = fact_of(x, o->in);
    *n_decimals = decimals(word);
    return true;
}

void outcar_toten(outcar *o)
{
    step *s = &o->now;
    str rest = o->in->line;
    if (s->is_block_open)
        s->is_block_open =
            final_number(o, &rest, &s->energies.toten_eV, &s->n_decimals);
}

void outcar_ml_toten(outcar *o)
{
    if (o->n_ml_steps++ == 0)
        o->ml_at = o->in->at;
}

void outcar_without_entropy(outcar *o)
{
    step *s = &o->now;
    str rest = o->in->line;
    unsigned n_decimals;
    str sigma0 = rest;
    bool has_sigma0 = str_after(&sigma0, STR("energy(sigma->0)"));
    if (!s->is_block_open || !s->energies.toten_eV.known || !has_sigma0)
        return; // linear response prints no third number
    s->is_block_open = false;
    if (!final_number(o, &rest, &s->energies.without_entropy_eV, &n_decimals) ||
        !final_number(o, &sigma0, &s->energies.sigma0_eV, &n_decimals))
        return;
    if (n_decimals != s->n_decimals)
        return; // the file ends inside the number
    outcar_read_held(o);
    outcar_balance(o);
    s->is_whole = true;
}

/* --- the random phase approximation -------------------------------------- */

/*       HF-free energy      FHF    =       -25.11173505 eV
 *       HF+RPA corr. energy TOTEN  =       -36.96463791 eV
 *       HF+E_corr(extrapolated)    =       -37.70506951 eV */
void outcar_rpa(outcar *o)
{
    outcar_after(o, STR("="), &o->calc->rpa_eV);
}

void outcar_rpa_all(outcar *o)
{
    outcar_after(o, STR("="), &o->calc->rpa_all_eV);
}

/* It is one number, and stands for all three; what VASP calls TOTEN elsewhere in such a
 * run is the energy of the orbitals that it began with. */
void outcar_rpa_done(outcar *o)
{
    chp_calc *calc = o->calc;
    chp_fact rpa = calc->rpa_eV;
    if (!rpa.known)
        return;
    calc->energies = calc->last_step = (chp_energies){ rpa, rpa, rpa };
    calc->dispersion_eV = (chp_fact){ 0 };
    o->open_step = 0;
    if (calc->n_ionic_steps > 0)
        return;
    chp_ionic_step *one = arena_new(o->a, chp_ionic_step, 1);
    *one = (chp_ionic_step){
        .toten_eV = rpa.value,
        .without_entropy_eV = rpa.value,
        .sigma0_eV = rpa.value,
        .max_force_eV_A = NAN,
        .dE_eV = NAN,
        .deps_eV = NAN,
        .line = rpa.at.line,
        .electronic = CHP_NOT_APPLICABLE,
    };
    calc->steps = one;
    calc->n_ionic_steps = 1;
    calc->electronic = CHP_NOT_APPLICABLE;
}
