/* Whether the electrons of a step converged.
 *
 * VASP stops when both changes, of the energy and of the band energy (in brackets), are
 * below EDIFF. Versions 4 and 5 print the first of the last two lines also when they
 * ran out of steps (NELM), so the line proves nothing: the changes decide. EDIFF itself
 * is printed with one digit or two: `0.1E-05` is anything up to 1.5e-6.
 */
#include <math.h>

#include "formats/outcar.h"

/* Half a unit of the last digit that is printed: 0.05e-5 for "0.1E-05". */
static double rounding_of(str value)
{
    double exponent = 0, unit = 1;
    str mantissa;
    str_cut(&value, 'E', &mantissa);
    if (value.at)
        str_number(value, &exponent);
    str digits = mantissa;
    if (str_after(&digits, STR(".")))
        unit = pow(10, -(double)digits.len);
    return unit / 2 * pow(10, exponent);
}

/* What is beyond is no setting but a damaged digit. */
static const double LARGEST_ISMEAR = 20, LARGEST_EDIFF_EV = 1;

void outcar_limits(outcar *o)
{
    limits *l = &o->limits;
    const chp_setting *ediff = chp_calc_setting(o->calc, "EDIFF");
    l->has_nelm = chp_calc_number(o->calc, "NELM", &l->nelm);
    chp_calc_number(o->calc, "NELMDL", &l->nelmdl);
    l->has_ismear = chp_calc_number(o->calc, "ISMEAR", &l->ismear) &&
                    fabs(l->ismear) <= LARGEST_ISMEAR;
    l->has_ediff = ediff && str_number(str_of(ediff->value), &l->ediff_eV) &&
                   l->ediff_eV < LARGEST_EDIFF_EV;
    if (l->has_ediff)
        l->most_ediff_eV = l->ediff_eV + rounding_of(str_of(ediff->value));
    double ialgo;
    bool is_exact = !chp_calc_number(o->calc, "IALGO", &ialgo) ||
                    (ialgo >= 2 && ialgo <= 4) || ialgo >= 90;
    l->is_one_shot = l->has_nelm && l->nelm == 1 && is_exact;
}

/* NELMDL < 0 holds the density at the start of the run, and not again. */
static bool is_fixed_density(const limits *l, const step *s)
{
    return s->number == 1 && l->nelmdl < 0 && s->n_electronic <= -l->nelmdl;
}

/* Below NELM only the criterion can have ended the loop; at NELM only changes that are
 * surely below EDIFF show that it was met. With EDIFF = 0 it never is, by design. */
chp_answer outcar_electronic(const limits *l, const step *s)
{
    if (l->is_one_shot)
        return CHP_NOT_APPLICABLE;
    if (s->loop == LOOP_NOT_REACHED)
        return CHP_NO;
    if (!s->change_eV.known || !s->band_change_eV.known || !l->has_ediff ||
        l->ediff_eV <= 0)
        return CHP_UNKNOWN;
    double change = fmax(fabs(s->change_eV.value), fabs(s->band_change_eV.value));
    if (change >= l->most_ediff_eV)
        return CHP_NO;
    if (s->loop != LOOP_REACHED || is_fixed_density(l, s))
        return CHP_UNKNOWN;
    bool is_early = l->has_nelm && s->n_electronic < l->nelm;
    return change < l->ediff_eV || is_early ? CHP_YES : CHP_UNKNOWN;
}
