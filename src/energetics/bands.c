/* The centre of the d states of an atom, a descriptor of what it binds:
 *
 *     e_d = sum (E - E_F) rho_d(E) / sum rho_d(E)                             (4.1)
 *
 * over all energies of its DOSCAR and both spins (Hammer & Nørskov, Surf. Sci. 343, 211
 * (1995)). The atom is named, by its number from 1 or by an element that no other atom
 * is of: which of them bind is not guessed. */
#include "energetics/bands.h"

#include "base/diag.h"
#include "chem/elements.h"

/* A DOSCAR knows its atoms by number; the run of the state knows their elements. */
static const char *symbol_of(const entry *e, size_t atom)
{
    const chp_calc *c = e->energy_run ? &e->energy_run->calc : NULL;
    const chp_structure *s = c && c->final ? c->final : c ? c->initial : NULL;
    return s && atom < s->n_atoms ? element_symbol(s->atomic_number[atom]) : NULL;
}

static bool is_meant(const entry *e, size_t atom, str asked)
{
    double number;
    const char *symbol = symbol_of(e, atom);
    return str_number(asked, &number) ? number == (double)(atom + 1)
                                      : symbol && str_eq(str_of(symbol), asked);
}

/* Returns how many are meant. */
static size_t find(const entry *e, const given_band *asked, double *centre_eV)
{
    const chp_dos *dos = asked->run->calc.dos;
    size_t n = 0;
    for (size_t i = 0; i < dos->n; i++) {
        if (!is_meant(e, dos->band[i].atom, str_of(asked->atom)))
            continue;
        *centre_eV = dos->band[i].centre_eV;
        n++;
    }
    return n;
}

static bool is_of_run(const entry *e, const given_band *asked)
{
    size_t n = e->energy_run ? e->energy_run->calc.n_atoms : 0;
    return n == 0 || n == asked->run->calc.n_atoms;
}

static bool centre_of(const entry *e, const given_band *asked, double *centre_eV,
                      chp_diag *diag)
{
    if (!asked->run || asked->run->is_refused || !asked->run->calc.dos ||
        asked->run->calc.dos->n == 0) {
        if (asked->run)
            chp_diag_merge(diag, asked->run->diag);
        diag_error(diag, "descriptor", asked->at, "%s tells no d states", asked->path);
        diag_hint(diag, "Give the DOSCAR of a run with LORBIT = 10 or 11.");
        return false;
    }
    if (!is_of_run(e, asked)) {
        diag_error(diag, "descriptor", asked->at, "%s has %zu atoms, the run of %s %zu",
                   asked->path, asked->run->calc.n_atoms, e->name,
                   e->energy_run->calc.n_atoms);
        diag_hint(diag, "Give the DOSCAR of the same structure.");
        return false;
    }
    size_t n = find(e, asked, centre_eV);
    if (n != 1) {
        diag_error(diag, "descriptor", asked->at,
                   "%zu atoms with d states in %s are %s, one is needed", n,
                   asked->path, asked->atom);
        diag_hint(diag, "Name it by its number, from 1 in the order of POSCAR.");
    }
    return n == 1;
}

void bands_note(chp_study *s, const entry *e, chp_state *state, chp_diag *diag)
{
    chp_note *notes = arena_new(&s->memory, chp_note, e->n_notes + e->n_bands + 1);
    size_t n = 0;
    for (; n < e->n_notes; n++)
        notes[n] = e->notes[n];
    for (size_t i = 0; i < e->n_bands; i++) {
        double centre_eV;
        if (centre_of(e, &e->bands[i], &centre_eV, diag))
            notes[n++] = (chp_note){ e->bands[i].note, "eV", centre_eV };
    }
    state->n_notes = n;
    state->notes = notes;
}
