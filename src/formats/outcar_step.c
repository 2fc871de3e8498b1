/* Ionic steps, from their first electronic iteration to the next step's: forces come
 * before the final energies, in version 4 after them, moments and levels anywhere.
 *
 * Two steps are held: the one being read, and the one that stands for the run, which is
 * the newest whole one or, in a frequency run, the first. They change places, so memory
 * does not grow with the number of steps.
 */
#include <math.h>

#include "formats/outcar.h"

/* --- begin and end ------------------------------------------------------ */

/* Empty the step, but keep its room. */
static void empty(step *s)
{
    step old = *s;
    *s = (step){ 0 };
    s->force_eV_A = (numbers){ old.force_eV_A.at, 0, old.force_eV_A.room };
    s->positions = (letters){ old.positions.at, 0, old.positions.room };
    s->moment_muB = (numbers){ old.moment_muB.at, 0, old.moment_muB.room };
    s->ensemble_eV = (numbers){ old.ensemble_eV.at, 0, old.ensemble_eV.room };
}

void outcar_begin_step(outcar *o, size_t number)
{
    if (o->now.number && !o->now.is_whole)
        outcar_damage(o, "an ionic step has no final energies");
    outcar_retire_step(o);
    o->now.number = number;
    o->now.at = o->in->at;
    o->now.n_electrons = o->next_electrons;
    o->is_optimiser_done = false;
    if (o->first_number == 0)
        o->first_number = number;
}

static void record(outcar *o, const step *s)
{
    chp_calc *calc = o->calc;
    chp_ionic_step *all = arena_grow_alone(o->a, (chp_ionic_step *)calc->steps,
                                           calc->n_ionic_steps, sizeof *all);
    all[calc->n_ionic_steps] = (chp_ionic_step){
        .toten_eV = s->energies.toten_eV.value,
        .without_entropy_eV = s->energies.without_entropy_eV.value,
        .sigma0_eV = s->energies.sigma0_eV.value,
        .max_force_eV_A = s->max_force_eV_A.known ? s->max_force_eV_A.value : NAN,
        .dE_eV = s->change_eV.known ? s->change_eV.value : NAN,
        .deps_eV = s->band_change_eV.known ? s->band_change_eV.value : NAN,
        .line = s->energies.toten_eV.at.line,
        .n_electronic_steps = s->n_electronic,
        .electronic = (unsigned char)s->electronic,
    };
    calc->steps = all;
}

/* How a displaced step compares with the first: it should lie above, and converge. */
static void compare(outcar *o, const step *s)
{
    displacements *d = &o->shift;
    outcar_displaced(o, s);
    double above_eV = s->energies.toten_eV.value - o->kept.energies.toten_eV.value;
    d->n_steps++;
    d->n_below += above_eV < -0.005;
    d->n_far_below += above_eV < -0.050;
    if (d->n_steps == 1 || above_eV < d->lowest_eV) {
        d->lowest_eV = above_eV;
        d->lowest_at = s->energies.toten_eV.at;
        d->lowest_freedom = d->n_steps;
    }
    if (s->electronic == CHP_NO && d->n_unconverged++ == 0) {
        d->unconverged_at = s->change_eV.at;
        d->unconverged_freedom = d->n_steps;
    }
}

static void keep(outcar *o)
{
    step old = o->kept;
    o->kept = o->now;
    o->now = old;
}

static void note_unconverged(outcar *o, const step *s)
{
    if (s->electronic != CHP_NO)
        return;
    if (o->n_unconverged_before++ == 0)
        o->unconverged_at = s->at;
}

/* The step is over: count it, and keep it when it stands for the run. */
void outcar_retire_step(outcar *o)
{
    step *s = &o->now;
    outcar_read_held(o);
    if (s->number && s->is_whole) {
        bool is_first = o->calc->n_ionic_steps == 0;
        bool is_displaced = o->calc->kind == CHP_RUN_FREQUENCIES && !is_first;
        outcar_check_rest(o);
        s->electronic = outcar_electronic(&o->limits, s);
        if (s->is_torn && o->n_torn++ == 0)
            o->torn_at = s->positions_at;
        if (o->r->keep_steps)
            record(o, s);
        outcar_motion(o, s);
        if (is_displaced)
            compare(o, s);
        else if (!is_first)
            note_unconverged(o, &o->kept);
        o->before_toten_eV = o->last_toten_eV;
        o->last_toten_eV = s->energies.toten_eV;
        o->calc->last_step = s->energies;
        o->last_whole = s->number;
        o->calc->n_ionic_steps++;
        if (!is_displaced)
            keep(o);
    }
    empty(&o->now);
}

void outcar_response(outcar *o)
{
    outcar_retire_step(o);
    o->section = IN_RESPONSE;
}
