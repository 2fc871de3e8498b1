/* POTCAR, of which only the lines that name a potential are read. The rest is licensed
 * and of no concern.
 *
 *        VRHFIN =N: s2p3
 *        LEXCH  = PE
 *        EATOM  =   264.5486 eV,   19.4438 Ry
 *        TITEL  = PAW_PBE N 08Apr2002
 *        POMASS =   14.001; ZVAL   =    5.000    mass and valenz
 *        ENMAX  =  400.000; ENMIN  =  300.000 eV
 *
 * In a file of several, each ends with "End of Dataset".
 */
#include "formats/potcar_titles.h"

#include "base/diag.h"
#include "chem/calc.h"
#include "chem/elements.h"
#include "formats/format.h"

/* "Fe_pv" of "PAW_PBE Fe_pv 06Sep2000". */
static str name_of(str title)
{
    str first, second = { 0 };
    if (str_word(&title, &first))
        str_word(&title, &second);
    return second;
}

int potcar_element(str title)
{
    str name = name_of(title);
    return name.len ? element_of_potcar(name) : 0;
}

bool potcar_is_fractional(str title)
{
    str name = name_of(title);
    return name.len > 1 && name.at[0] == 'H' &&
           (name.at[1] == '.' || (name.at[1] >= '0' && name.at[1] <= '9'));
}

/* What stands behind "TAG =", up to a semicolon. */
static bool value_of(str line, str tag, str *value)
{
    str rest = line;
    if (!str_after(&rest, tag) || !str_after(&rest, STR("=")))
        return false;
    return str_cut(&rest, ';', value);
}

static void read_number(scan *in, str tag, chp_fact *out)
{
    str value, word;
    double x;
    if (value_of(in->line, tag, &value) && str_word(&value, &word) &&
        str_number(word, &x))
        *out = fact_at(x, in->at);
}

static void read_line(scan *in, arena *a, chp_species *s)
{
    str value;
    if (value_of(in->line, STR("TITEL"), &value)) {
        s->potcar = arena_str(a, str_trim(value));
        s->atomic_number = potcar_element(str_of(s->potcar));
        s->element = s->atomic_number ? element_symbol(s->atomic_number) : NULL;
    } else if (value_of(in->line, STR("LEXCH"), &value)) {
        s->lexch = arena_str(a, str_trim(value));
    } else if (value_of(in->line, STR("SHA256"), &value)) {
        str word = { 0 };
        str_word(&value, &word);
        s->sha256 = arena_str(a, word);
    }
    read_number(in, STR("EATOM "), &s->eatom_eV);
    read_number(in, STR("POMASS"), &s->mass_u);
    read_number(in, STR("ZVAL"), &s->valence_e);
    read_number(in, STR("ENMAX"), &s->enmax_eV);
}

static bool read(scan *in, reading *r, chp_calc *calc)
{
    chp_species *species = NULL, now = { 0 };
    bool is_head = true;
    calc->format = "potcar";
    while (scan_line(in)) {
        if (is_head)
            read_line(in, r->a, &now);
        if (is_head && str_has(in->line, STR("END of PSCTR")) && now.potcar) {
            species = arena_grow(r->a, species, calc->n_species, sizeof *species);
            species[calc->n_species++] = now;
            is_head = false;
        }
        if (str_has(in->line, STR("End of Dataset"))) {
            now = (chp_species){ 0 };
            is_head = true;
        }
    }
    calc->species = species;
    if (calc->n_species > 0)
        return true;
    diag_error(r->diag, "truncated", in->at, "no potential has a whole head");
    return false;
}

static int bid(str head)
{
    return str_has(str_part(head, 0, 512), STR("parameters from PSCTR are")) ? 8 * 25
                                                                             : 0;
}

const format format_potcar = {
    .name = "potcar",
    .what = "the titles of the potentials, and nothing else of them",
    .known_by = "\"parameters from PSCTR are:\"",
    .spec = "https://www.vasp.at/wiki/index.php/POTCAR",
    .bid = bid,
    .read = read,
};
