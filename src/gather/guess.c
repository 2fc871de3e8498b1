/* Structures in the style of VASP 4 do not say of what their atoms are, and their
 * comment may be anything: it is a source of species only where there is no other. */
#include "base/diag.h"
#include "gather/files.h"

static const char GUESSED[] = "species-from-comment";

static bool knows_species(const part *p)
{
    return p->calc.n_species > 0 && p->calc.species[0].atomic_number > 0 &&
           !diag_has(p->diag, GUESSED);
}

static const chp_structure *nameless(arena *a, const chp_structure *s)
{
    if (!s)
        return NULL;
    chp_structure *copy = arena_new(a, chp_structure, 1);
    *copy = *s;
    copy->atomic_number = arena_new(a, int, s->n_atoms + 1);
    return copy;
}

static void forget(arena *a, part *p)
{
    chp_calc *calc = &p->calc;
    chp_species *species = arena_new(a, chp_species, calc->n_species);
    for (size_t i = 0; i < calc->n_species; i++)
        species[i].count = calc->species[i].count;
    calc->species = species;
    calc->initial = nameless(a, calc->initial);
    calc->final = nameless(a, calc->final);
    chp_diag *others = diag_child(p->diag);
    const chp_message *m;
    for (size_t i = 0; (m = chp_diag_get(p->diag, i)) != NULL; i++)
        if (strcmp(m->code, GUESSED) != 0)
            diag_add(others, m);
    chp_diag_free(p->diag);
    p->diag = others;
}

void files_forget_guesses(arena *a, part *parts, size_t n)
{
    bool is_known = false;
    for (size_t i = 0; i < n; i++)
        is_known = is_known || knows_species(&parts[i]);
    for (size_t i = 0; i < n && is_known; i++)
        if (diag_has(parts[i].diag, GUESSED))
            forget(a, &parts[i]);
}
