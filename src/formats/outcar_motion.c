/* What pulls at the cell, in a step with stresses,
 *
 *       Direction    XX          YY          ZZ          XY          YZ          ZX
 *       in kB     -11.19205   -11.19205    -5.97233     0.00000     0.00000     0.00000
 *       external pressure =       -9.45 kB  Pullay stress =        0.00 kB
 *
 * positive where the cell wants to grow; and how fast the atoms of molecular dynamics
 * are:
 *
 *       kinetic energy EKIN   =        34.045038
 *       kin. lattice  EKIN_LAT=         0.000000  (temperature 2213.30 K)
 *       total energy   ETOTAL =      -628.452545 eV
 */
#include <math.h>

#include "formats/outcar.h"
#include "formats/row.h"

/* Large numbers leave no gap, and then no other mark between them than their sign. */
void outcar_stress(outcar *o)
{
    str rest = str_from(o->in->line, strlen("  in kB "));
    double s[6]; // XX YY ZZ XY YZ ZX
    chp_tensor *to = &o->now.stress_kB;
    *to = (chp_tensor){ .at = o->in->at };
    if (row_read(&rest, s, 6) < 6 || str_trim(rest).len > 0)
        return;
    *to = (chp_tensor){
        .value = { { s[0], s[3], s[5] }, { s[3], s[1], s[4] }, { s[5], s[4], s[2] } },
        .known = true,
        .at = o->in->at,
    };
}

/* A third of the trace, less what PSTRESS asks for; two decimals are printed. */
static void check_pressure(outcar *o, double pulay_kB)
{
    const step *s = &o->now;
    const double rounding_kB = 0.0101;
    double third = (s->stress_kB.value[0][0] + s->stress_kB.value[1][1] +
                    s->stress_kB.value[2][2]) /
                   3;
    if (!s->stress_kB.known || o->has_bad_pressure ||
        fabs(third - pulay_kB - s->pressure_kB.value) <= rounding_kB)
        return;
    o->has_bad_pressure = true;
    diag_warn(
        o->diag, "damaged", s->pressure_kB.at,
        "the pressure of ionic step %zu is %.2f kB, the stresses of line %zu make "
        "%.2f",
        s->number, s->pressure_kB.value, s->stress_kB.at.line, third - pulay_kB);
    diag_hint(o->diag, "The file was edited: one of the two was altered.");
}

void outcar_pressure(outcar *o)
{
    chp_fact pulay;
    step *s = &o->now;
    s->pressure_kB.known = false;
    if (outcar_after(o, STR("="), &s->pressure_kB) &&
        outcar_after(o, STR("stress ="), &pulay))
        check_pressure(o, pulay.value);
}

void outcar_kinetic(outcar *o)
{
    outcar_after(o, STR("="), &o->now.kinetic_eV);
}

void outcar_temperature(outcar *o)
{
    outcar_after(o, STR("(temperature"), &o->now.temperature_K);
}

void outcar_total(outcar *o)
{
    outcar_after(o, STR("="), &o->now.total_eV);
}

/* A step that is over. */
void outcar_motion(outcar *o, const step *s)
{
    motion *m = &o->motion;
    if (s->temperature_K.known) {
        m->temperature_K += s->temperature_K.value;
        m->n_temperatures++;
    }
    if (s->kinetic_eV.known) {
        m->kinetic_eV += s->kinetic_eV.value;
        m->n_kinetic++;
    }
}

void outcar_motion_done(outcar *o)
{
    const step *s = &o->kept;
    const motion *m = &o->motion;
    chp_dynamics *to = &o->calc->dynamics;
    *to = (chp_dynamics){
        .temperature_K = s->temperature_K,
        .kinetic_eV = s->kinetic_eV,
        .total_eV = s->total_eV,
    };
    if (m->n_temperatures > 0)
        to->mean_temperature_K =
            fact_at(m->temperature_K / (double)m->n_temperatures, s->temperature_K.at);
    if (m->n_kinetic > 0)
        to->mean_kinetic_eV =
            fact_at(m->kinetic_eV / (double)m->n_kinetic, s->kinetic_eV.at);
}
