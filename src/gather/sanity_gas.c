/* Is a molecule what its formula says? An atom, an unbound pair, a wrong spin show in
 * the energy, where the functional is plain PBE, and in the length of the bond. */
#include <math.h>

#include "base/diag.h"
#include "chem/formula.h"
#include "chem/structure.h"
#include "gather/sanity.h"

/* Energies with plain PBE, and bond lengths, of the molecules that reactions are
 * referred to. */
static const struct {
    const char *formula;
    int first, second; // elements of the bond
    double pbe_eV, shortest_A, longest_A;
} gases[] = {
    { "H2", 1, 1, -6.77, 0.73, 0.77 },  { "N2", 7, 7, -16.6, 1.09, 1.13 },
    { "NH3", 7, 1, -19.5, 1.00, 1.04 }, { "H2O", 8, 1, -14.2, 0.95, 0.99 },
    { "O2", 8, 8, -9.86, 1.20, 1.25 },  { "CO", 8, 6, -14.8, 1.12, 1.16 },
    { "CO2", 8, 6, -23.0, 1.15, 1.19 },
};

static bool is_tag(const chp_calc *calc, const char *tag, const char *value)
{
    const chp_setting *s = chp_calc_setting(calc, tag);
    return s && str_eq_nocase(str_trim(str_of(s->value)), str_of(value));
}

static bool is_set(const chp_calc *calc, const char *tag)
{
    const chp_setting *s = chp_calc_setting(calc, tag);
    str value = s ? str_trim(str_of(s->value)) : STR("");
    static const char *const off[] = { "",   "0",    "F",   ".FALSE.",
                                       "--", "NONE", ".F.", "FALSE" };
    for (size_t i = 0; i < sizeof off / sizeof *off; i++)
        if (str_eq_nocase(value, str_of(off[i])))
            return false;
    return true;
}

static bool is_plain_pbe(const chp_calc *calc)
{
    static const char *const beyond[] = { "IVDW", "LVDW", "LUSE_VDW", "LHFCALC",
                                          "LSOL", "LDAU", "METAGGA" };
    for (size_t i = 0; i < sizeof beyond / sizeof *beyond; i++)
        if (is_set(calc, beyond[i]))
            return false;
    if (is_tag(calc, "GGA", "PE"))
        return true;
    const char *lexch = calc->n_species > 0 ? calc->species[0].lexch : NULL;
    return is_tag(calc, "GGA", "--") && lexch && str_eq(str_of(lexch), STR("PE"));
}

static void composition(const chp_calc *calc, chp_formula *out)
{
    *out = (chp_formula){ 0 };
    for (size_t i = 0; i < calc->n_species; i++)
        out->n[calc->species[i].atomic_number] += (short)calc->species[i].count;
}

static void check_gas_energy(const checkup *c, size_t i)
{
    const chp_fact *E0 = &c->calc->energies.sigma0_eV;
    double off = E0->known ? fabs(E0->value - gases[i].pbe_eV) : 0;
    if (off <= 0.3 || c->calc->rpa_eV.known || !is_plain_pbe(c->calc))
        return;
    const char *fact =
        "a molecule of %s with plain PBE has about %.2f eV, this has %.3f";
    if (off > 2)
        diag_error(c->diag, "gas-energy", E0->at, fact, gases[i].formula,
                   gases[i].pbe_eV, E0->value);
    else
        diag_warn(c->diag, "gas-energy", E0->at, fact, gases[i].formula,
                  gases[i].pbe_eV, E0->value);
    diag_hint(c->diag, "Is it relaxed, bound, and has it the right spin?");
}

static void check_gas_bond(const checkup *c, size_t i)
{
    const chp_structure *s = c->calc->final;
    double shortest = INFINITY;
    if (!s || !s->fractional || c->calc->kind == CHP_RUN_DYNAMICS)
        return;
    for (size_t a = 0; a < s->n_atoms; a++)
        for (size_t b = 0; b < s->n_atoms; b++)
            if (a != b && s->atomic_number[a] == gases[i].first &&
                s->atomic_number[b] == gases[i].second)
                shortest = fmin(shortest, structure_distance_A(s, a, b));
    if (shortest >= gases[i].shortest_A && shortest <= gases[i].longest_A)
        return;
    diag_warn(c->diag, "gas-bond", s->at.path ? s->at : at_run(c),
              "the bond of this %s is %.3f Å long, that of the molecule %.2f to %.2f",
              gases[i].formula, shortest, gases[i].shortest_A, gases[i].longest_A);
    diag_hint(c->diag, "It is not relaxed, or is something else than the name says.");
}

void check_gas(const checkup *c)
{
    chp_formula own, gas;
    if (c->calc->n_atoms == 0 || c->calc->n_atoms > 4)
        return;
    composition(c->calc, &own);
    for (size_t i = 0; i < sizeof gases / sizeof *gases; i++)
        if (formula_read(str_of(gases[i].formula), &gas) && formula_eq(&own, &gas)) {
            check_gas_energy(c, i);
            check_gas_bond(c, i);
        }
}
