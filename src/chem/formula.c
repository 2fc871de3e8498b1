#include "chem/formula.h"

#include "chem/elements.h"

static size_t symbol_length(str text)
{
    return text.len > 1 && text.at[1] >= 'a' && text.at[1] <= 'z' ? 2 : 1;
}

/* A symbol at the front of `rest`; "No" is nobelium, but "NO" is nitrogen. */
static int take_element(str *rest)
{
    size_t len = symbol_length(*rest);
    int element = element_of(str_part(*rest, 0, len));
    *rest = str_from(*rest, len);
    return element;
}

/* The count at the front of `rest`, 1 when there is none; -1 when it is too large. */
static int take_count(str *rest)
{
    int count = 0;
    size_t i = 0;
    for (; i < rest->len && rest->at[i] >= '0' && rest->at[i] <= '9'; i++) {
        count = 10 * count + (rest->at[i] - '0');
        if (count > FORMULA_MOST_ATOMS)
            return -1;
    }
    *rest = str_from(*rest, i);
    return i ? count : 1;
}

bool formula_read(str text, chp_formula *out)
{
    chp_formula found = { 0 };
    while (text.len > 0) {
        int element = take_element(&text);
        int count = take_count(&text);
        if (element == 0 || count < 0 || found.n[element] + count > FORMULA_MOST_ATOMS)
            return false;
        found.n[element] = (short)(found.n[element] + count);
    }
    *out = found;
    return true;
}

bool formula_of_calc(const chp_calc *calc, chp_formula *out)
{
    *out = (chp_formula){ 0 };
    for (size_t i = 0; calc && i < calc->n_species; i++) {
        short *n = &out->n[calc->species[i].atomic_number];
        size_t count = calc->species[i].count;
        if (count > (size_t)(FORMULA_MOST_ATOMS - *n))
            return false;
        *n = (short)(*n + (int)count);
    }
    return calc && calc->n_species > 0;
}

const char *formula_text(arena *a, const chp_formula *f)
{
    const char *text = "";
    for (int z = CHP_N_ELEMENTS - 1; z > 0; z--) {
        if (f->n[z] == 1)
            text = arena_print(a, "%s%s", text, element_symbol(z));
        else if (f->n[z] != 0)
            text = arena_print(a, "%s%s%d", text, element_symbol(z), f->n[z]);
    }
    return text;
}

void formula_add(chp_formula *f, const chp_formula *g, int times)
{
    for (int z = 1; z < CHP_N_ELEMENTS; z++)
        f->n[z] = (short)(f->n[z] + times * g->n[z]);
}

bool formula_eq(const chp_formula *f, const chp_formula *g)
{
    for (int z = 1; z < CHP_N_ELEMENTS; z++)
        if (f->n[z] != g->n[z])
            return false;
    return true;
}

bool formula_is_empty(const chp_formula *f)
{
    return formula_eq(f, &(chp_formula){ 0 });
}
