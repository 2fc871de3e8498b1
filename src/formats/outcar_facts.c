/* Single facts of a run or a step, one line each:
 *
 *      number of electron      16.0000000 magnetization       5.0000000
 *      Edisp (eV)   -0.58552
 *      dipolmoment           0.116197     -0.529227     -0.234040 electrons x Angstroem
 *      dipol+quadrupol energy correction            0.000245 eV
 *      E-fermi :   5.9788     XC(G=0): -13.6458     alpha+bet :-14.0459
 *         total drift:                               -0.001320      0.005517
 *      reached required accuracy - stopping structural energy minimisation
 *
 * The last of a step counts. What every VASP prints, with or without the patch that it
 * belongs to, counts only when the patch showed itself.
 */
#include <math.h>

#include "formats/outcar.h"
#include "formats/row.h"

/*      SYSTEM =  ammonia */
void outcar_title(outcar *o)
{
    str text = o->in->line;
    str_after(&text, STR("="));
    o->calc->title = arena_str(o->a, str_trim(text));
}

/*      executed on             LinuxIFC date 2024.05.09  11:39:14 */
void outcar_date(outcar *o)
{
    str text = o->in->line;
    double s;
    if (str_after(&text, STR(" date ")) && calc_date_s(text, &s))
        o->calc->started_s = fact_of(s, o->in);
}

void outcar_magnetization(outcar *o)
{
    str rest = o->in->line, word;
    outcar_from(o, strlen(" number of electron"), &o->now.density_e);
    if (!str_after(&rest, STR("magnetization")))
        return;
    double m[3];
    size_t n = 0;
    while (n < 3 && str_word(&rest, &word) && str_number(word, &m[n]))
        n++;
    if (n == 1) {
        o->now.magnetization_muB = fact_of(m[0], o->in);
    } else if (n == 3) { // noncollinear: the length of the vector
        o->now.magnetization_muB =
            fact_of(sqrt(m[0] * m[0] + m[1] * m[1] + m[2] * m[2]), o->in);
        o->now.total_moment_muB = (chp_vector){ { m[0], m[1], m[2] }, true, o->in->at };
    }
}

void outcar_dispersion(outcar *o)
{
    str rest = o->in->line, word;
    double x;
    str_after(&rest, STR("(eV)"));
    if (rest.len > 0 && rest.at[0] == ':')
        rest = str_from(rest, 1);
    if (str_word(&rest, &word) && str_number(word, &x))
        o->now.dispersion_eV = fact_of(x, o->in);
}

void outcar_ivdw(outcar *o)
{
    str rest = o->in->line, word;
    if (str_after(&rest, STR("=")) && str_word(&rest, &word))
        calc_add_setting(o->a, o->calc, STR("IVDW"), word, o->in->at);
}

/*      VDW_S8       =    0.7875
 *      VDW_RADIUS   =   50.2022 A */
void outcar_vdw_parameter(outcar *o)
{
    str rest = o->in->line, tag, word;
    if (str_cut(&rest, '=', &tag) && str_word(&rest, &word))
        calc_add_setting(o->a, o->calc, str_trim(tag), word, o->in->at);
}

void outcar_vdw_forces(outcar *o)
{
    o->now.has_vdw_forces = true;
}

void outcar_dipole(outcar *o)
{
    outcar_from(o, strlen(" dipol+quadrupol energy correction"), &o->now.dipole_eV);
}

void outcar_dipole_moment(outcar *o)
{
    str rest = str_from(o->in->line, strlen(" dipolmoment"));
    chp_vector *to = &o->now.dipole_moment_eA;
    to->known = row_read(&rest, to->value, 3) == 3;
    to->at = o->in->at;
}

void outcar_charged_system(outcar *o)
{
    outcar_from(o, strlen(" energy correction for charged system"), &o->now.charged_eV);
}

void outcar_dipole_added(outcar *o)
{
    if (str_has(o->in->line, STR("adding dipol energy")))
        o->now.is_dipole_added = true;
}

/*      E-fermi :   5.9788     XC(G=0): -13.6458     alpha+bet :-14.0459
 *      Fermi energy:         5.7122904125        from 6.2 on, with more digits */
void outcar_fermi(outcar *o)
{
    str rest = o->in->line;
    if (!str_after(&rest, STR(":")))
        return;
    size_t end = 0;
    while (end < rest.len && rest.at[end] != 'X')
        end++;
    double x;
    chp_fact *fermi = &o->now.e_fermi_eV;
    const double last_digit_eV = 6e-5;
    if (!str_number(str_part(rest, 0, end), &x))
        return;
    if (!fermi->known || fabs(fermi->value - x) > last_digit_eV)
        *fermi = fact_of(x, o->in);
}

/* VASP takes the drift away from the forces, or, where it does not, tells their sum:
 * they add up to nothing or to it, but for their sixth decimals. */
static void check_sum(outcar *o, const double drift[3])
{
    const numbers *f = &o->now.force_eV_A;
    double sum[3] = { 0 }, sum_largest = 0, apart = 0;
    for (size_t i = 0; i < f->n; i++)
        sum[i % 3] += f->at[i];
    for (size_t i = 0; i < 3; i++) {
        sum_largest = fmax(sum_largest, fabs(sum[i]));
        apart = fmax(apart, fabs(sum[i] - drift[i]));
    }
    double rounding = 1e-6 * ((double)f->n / 3 + 1);
    if (f->n == 0 || o->has_bad_sum || fmin(sum_largest, apart) <= rounding)
        return;
    o->has_bad_sum = true;
    diag_warn(
        o->diag, "damaged", o->now.positions_at,
        "the forces of ionic step %zu add up to %.6f eV/Å along an axis, which is "
        "neither nothing nor the drift below them",
        o->now.number, sum_largest);
    diag_hint(o->diag, "The file was edited: a force or the drift was altered.");
}

void outcar_drift(outcar *o)
{
    double drift[3], largest = 0;
    for (size_t i = 0; i < 3; i++) {
        str field = str_part(o->in->line, 42 + i * FORCE_WIDTH, FORCE_WIDTH);
        if (!str_number(field, &drift[i]))
            return;
        largest = fmax(largest, fabs(drift[i]));
    }
    o->now.drift_eV_A = fact_of(largest, o->in);
    check_sum(o, drift);
}

void outcar_reached(outcar *o)
{
    if (str_has(o->in->line, STR("reached required accuracy")))
        o->is_reached = true;
}

void outcar_optimiser_done(outcar *o)
{
    o->is_optimiser_done = str_has(o->in->line, STR("force has converged"));
}

void outcar_stop(outcar *o)
{
    o->is_stopped = true;
    outcar_saying(o, o->in->line, o->in->at);
}

/*      VTST: version 3.2, (02/03/18) */
void outcar_vtst(outcar *o)
{
    o->has_vtst = true;
}
