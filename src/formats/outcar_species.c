/* Which atoms an OUTCAR is about. At its top the POTCARs are listed, then each is
 * described, then the atoms are counted:
 *
 *      POTCAR:    PAW_PBE Ni 02Aug2007
 *      POTCAR:    PAW_PBE O 08Apr2002
 *      POTCAR:    PAW_PBE Ni 02Aug2007
 *        VRHFIN =Ni:
 *        LEXCH  = PE
 *        EATOM  =  1077.6739 eV,   79.2068 Ry
 *        TITEL  = PAW_PBE Ni 02Aug2007
 *        POMASS =   58.690; ZVAL   =   10.000    mass and valenz
 *        ENMAX  =  269.532; ENMIN  =  202.149 eV
 *        ions per type =              64   5
 *
 * With NWRITE <= 1 the descriptions are left out, and the list stands there twice. The
 * names of POSCAR are no source: to VASP they are a comment. `ions per type` shows ten
 * numbers of four letters each, which touch from 1000 on; the masses and valences that
 * were used follow among the settings, six letters each:
 *
 *        POMASS = 106.42196.97 16.00
 */
#include <math.h>

#include "chem/elements.h"
#include "formats/outcar.h"
#include "formats/potcar_titles.h"

enum { MAX_ATOMS = 10000000, MAX_SPECIES = 1000, COUNT_WIDTH = 4, MASS_WIDTH = 6 };

/* A POTCAR: line is an entry of the list, until a description shows that it was the
 * head of one. */
void outcar_potcar_line(outcar *o)
{
    o->section = IN_HEADER;
    str title = str_trim(str_from(o->in->line, strlen(" POTCAR:")));
    if (o->n_blocks > 0 || o->n_titles == 2 * MAX_SPECIES)
        return;
    o->titles = arena_grow(o->a, o->titles, o->n_titles, sizeof *o->titles);
    o->titles[o->n_titles++] = arena_str(o->a, title);
}

static chp_species *newest(outcar *o)
{
    return o->n_blocks ? (chp_species *)&o->calc->species[o->n_blocks - 1] : NULL;
}

static chp_species *begin_block(outcar *o)
{
    if (o->n_blocks == 0 && o->n_titles > 0)
        o->n_titles--; // it was the head of this description
    chp_species *all =
        arena_grow(o->a, (chp_species *)o->calc->species, o->n_blocks, sizeof *all);
    all[o->n_blocks] = (chp_species){ 0 };
    o->calc->species = all;
    return &all[o->n_blocks++];
}

/* VRHFIN begins a description. */
void outcar_potcar_block(outcar *o)
{
    str line = str_trim(o->in->line), tag, rest = line;
    str_cut(&rest, '=', &tag);
    tag = str_trim(tag);
    str value = str_trim(rest);
    if (str_eq(tag, STR("VRHFIN")) && o->n_blocks < MAX_SPECIES)
        begin_block(o)->atomic_number = element_of_potcar(value);
    chp_species *s = newest(o);
    if (!s)
        return;
    if (str_eq(tag, STR("TITEL")) && !s->potcar)
        s->potcar = arena_str(o->a, value);
    else if (str_eq(tag, STR("LEXCH")) && !s->lexch)
        s->lexch = arena_str(o->a, value);
    else if (str_eq(tag, STR("SHA256")) && str_word(&rest, &value))
        s->sha256 = arena_str(o->a, value);
    else if (str_eq(tag, STR("EATOM")))
        outcar_after(o, STR("="), &s->eatom_eV);
    else if (str_eq(tag, STR("ENMAX")) && str_cut(&rest, ';', &value)) {
        double x;
        if (str_number(value, &x))
            s->enmax_eV = fact_of(x, o->in);
    } else if (str_eq(tag, STR("POMASS")) && str_cut(&rest, ';', &value)) {
        double x;
        if (str_number(value, &x))
            s->mass_u = fact_of(x, o->in);
        outcar_after(o, STR("ZVAL   ="), &s->valence_e);
    }
}

/* Fields of equal width, the last of which ends the line. Stars end the list. */
static void read_fields(outcar *o, numbers *list, size_t width)
{
    str text = o->in->line;
    str_after(&text, STR("="));
    while (text.len > 0 && text.at[text.len - 1] == ' ')
        text.len--;
    list->n = 0;
    size_t odd = text.len % width, begin = 0, end = odd ? odd : width;
    for (; end <= text.len; begin = end, end += width) {
        str field = str_part(text, begin, end - begin);
        double x;
        if (str_trim(field).len == 0)
            continue;
        if (!str_number(field, &x))
            return;
        numbers_add(o->a, list, x);
    }
}

void outcar_ions_per_type(outcar *o)
{
    read_fields(o, &o->counts, COUNT_WIDTH);
}

void outcar_masses(outcar *o)
{
    read_fields(o, &o->masses, MASS_WIDTH);
    for (size_t i = 0; i < o->masses.n && i < o->calc->n_species; i++) {
        chp_species *s = (chp_species *)&o->calc->species[i];
        double used = o->masses.at[i];
        bool is_rounded = s->mass_u.known && fabs(s->mass_u.value - used) < 0.00501;
        if (!is_rounded) // from INCAR: an isotope
            s->mass_u = fact_of(used, o->in);
    }
}

void outcar_valences(outcar *o)
{
    read_fields(o, &o->valences, MASS_WIDTH);
    for (size_t i = 0; i < o->valences.n && i < o->calc->n_species; i++) {
        chp_species *s = (chp_species *)&o->calc->species[i];
        double used = o->valences.at[i];
        bool is_rounded =
            s->valence_e.known && fabs(s->valence_e.value - used) < 0.00501;
        if (!is_rounded)
            s->valence_e = fact_of(used, o->in);
    }
}

/* --- when all is known -------------------------------------------------- */

/* Without descriptions the list is there twice in a row. */
static void species_from_list(outcar *o)
{
    size_t n = o->n_titles, half = n / 2;
    bool is_twice = n > 0 && n % 2 == 0;
    for (size_t i = 0; is_twice && i < half; i++)
        is_twice = str_eq(str_of(o->titles[i]), str_of(o->titles[half + i]));
    if (is_twice && o->counts.n <= half)
        n = half;
    chp_species *all = arena_new(o->a, chp_species, n + 1);
    for (size_t i = 0; i < n; i++)
        all[i].potcar = o->titles[i];
    o->calc->species = all;
    o->n_blocks = n;
}

/* Each description repeats the title that the list at the top has. */
static void compare_with_list(outcar *o)
{
    if (o->n_titles != o->n_blocks)
        return;
    for (size_t i = 0; i < o->n_blocks; i++) {
        const char *title = o->calc->species[i].potcar, *listed = o->titles[i];
        if (!title || strcmp(title, listed) == 0)
            continue;
        diag_warn(o->diag, "potcar-names", o->in->at,
                  "POTCAR %zu is '%s' in the list at the top, and '%s' below it", i + 1,
                  listed, title);
        diag_hint(o->diag, "The file was edited: see the titles in POTCAR.");
    }
}

/* By the title; VRHFIN, already there, only where that names none: some of those are
 * wrong or cut ("r " for Zr). */
static void name_species(outcar *o, chp_species *s)
{
    str title = str_of(s->potcar ? s->potcar : "");
    int element = potcar_element(title), other = s->atomic_number;
    if (element)
        s->atomic_number = element;
    if (element && other && other != element) {
        diag_warn(o->diag, "potcar-names", o->in->at,
                  "the POTCAR '%s' says of itself that it is %s", title.at,
                  element_symbol(other));
        diag_hint(o->diag, "Its title counts: look at the POTCAR.");
    }
    s->element = s->atomic_number ? element_symbol(s->atomic_number) : NULL;
    if (!element) {
        diag_warn(o->diag, "unknown-element", o->in->at,
                  "the title of the POTCAR '%s' names no element", title.at);
        diag_hint(o->diag, "It should read like 'PAW_PBE N 08Apr2002'.");
    } else if (potcar_is_fractional(title)) {
        diag_warn(o->diag, "fractional-hydrogen", o->in->at,
                  "the POTCAR '%s' is a fractional hydrogen", title.at);
        diag_hint(o->diag, "It only saturates bonds: its energy is not that of H.");
    }
}

/* One count that the ten columns do not show follows from the number of atoms. */
static bool count_species(outcar *o, size_t n_atoms)
{
    size_t sum = 0, n_counted = o->counts.n;
    chp_species *all = (chp_species *)o->calc->species;
    for (size_t i = 0; i < o->calc->n_species && i < o->counts.n; i++) {
        double n = o->counts.at[i];
        if (!(n >= 1) || n > MAX_ATOMS || n != floor(n))
            return false;
        all[i].count = (size_t)n;
        sum += (size_t)n;
    }
    if (o->counts.n + 1 == o->calc->n_species && sum < n_atoms) {
        all[n_counted++].count = n_atoms - sum;
        sum = n_atoms;
    }
    return n_counted == o->calc->n_species && sum == n_atoms; // each has its atoms
}

/* The line with NIONS was lost, but the counts of the species were not. */
static void sum_counts(outcar *o)
{
    double sum = 0;
    for (size_t i = 0; i < o->counts.n; i++)
        sum += o->counts.at[i];
    if (!(sum >= 1) || sum > MAX_ATOMS || sum != floor(sum))
        return;
    o->calc->n_atoms = (size_t)sum;
    diag_warn(o->diag, "species-counts", o->in->at,
              "NIONS is not told: the counts of the species make %zu atoms",
              o->calc->n_atoms);
    diag_hint(o->diag, "The head of the file was edited or damaged.");
}

/* False when the tag stands there with something else than a count. */
static bool read_number_of_ions(outcar *o)
{
    const chp_setting *s = chp_calc_setting(o->calc, "NIONS");
    double n;
    if (!s) {
        sum_counts(o);
        return true;
    }
    bool is_count = chp_calc_number(o->calc, "NIONS", &n) && n >= 1 && n <= MAX_ATOMS &&
                    n == floor(n);
    if (is_count) {
        o->calc->n_atoms = (size_t)n;
        return true;
    }
    diag_error(o->diag, "not-a-number", s->at, "NIONS is no number of atoms: '%s'",
               s->value);
    diag_hint(o->diag, "The head of the file was edited or damaged.");
    return false;
}

/* All are there: the file is damaged. Old versions show ten species at most, and stars
 * for more than 9999 atoms of one. */
static void complain_of_counts(outcar *o)
{
    const chp_calc *calc = o->calc;
    if (o->counts.n >= calc->n_species) {
        diag_error(o->diag, "species-counts", o->in->at,
                   "the %zu counts do not make the %zu atoms of %zu species",
                   o->counts.n, calc->n_atoms, calc->n_species);
        diag_hint(o->diag, "The head of the file was edited or damaged.");
        return;
    }
    diag_warn(o->diag, "species-counts", o->in->at,
              "%zu counts of atoms do not make the %zu atoms of %zu species",
              o->counts.n, calc->n_atoms, calc->n_species);
    diag_hint(o->diag, "OUTCAR shows ten species at most, of 9999 atoms each: keep "
                       "vasprun.xml or CONTCAR beside it.");
}

void outcar_species_done(outcar *o)
{
    chp_calc *calc = o->calc;
    bool has_count = read_number_of_ions(o);
    if (o->n_blocks == 0)
        species_from_list(o);
    else
        compare_with_list(o);
    calc->n_species = o->n_blocks;
    for (size_t i = 0; i < calc->n_species; i++)
        name_species(o, (chp_species *)&calc->species[i]);
    if (has_count && calc->n_species > 0 && calc->n_atoms > 0 &&
        !count_species(o, calc->n_atoms))
        complain_of_counts(o);
}
