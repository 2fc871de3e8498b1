#include "render/beyond.h"

enum { PART, CHANGE, N_E, AT_ZERO, AT_LIMIT, VERDICT, N_COLUMNS };

static const column columns[N_COLUMNS] = {
    [PART] = { "vacancy", "part" },
    [CHANGE] = { "change", "equation" },
    [N_E] = { "e⁻", "n_e" },
    [AT_ZERO] = { "ΔG(0 V)", "dG_at_0V", "eV", 3 },
    [AT_LIMIT] = { "ΔG(U_L)", "dG_at_U_L", "eV", 3, .is_optional = true },
    [VERDICT] = { "", "beats_filling", .is_optional = true },
};

static const char *verdict(const chp_vacancy_change *x)
{
    if (x->beats_filling && (x->beats_filling_at_U_L || !x->has_limit))
        return x->has_limit ? "beats N2 at both" : "beats N2";
    return x->beats_filling          ? "beats N2 at 0 V"
           : x->beats_filling_at_U_L ? "beats N2 at U_L"
                                     : NULL;
}

table *table_of_vacancies(arena *a, const chp_catalyst *c)
{
    static const char *const part[] = { [CHP_VACANCY_MADE] = "made",
                                        [CHP_VACANCY_FILLED] = "filled",
                                        [CHP_VACANCY_POISONED] = "poisoned",
                                        [CHP_VACANCY_MOVED] = "moved",
                                        [CHP_VACANCY_DECOMPOSED] = "decomposed" };
    table *t = table_new(a, "Vacancies", columns, N_COLUMNS);
    for (size_t i = 0; i < c->n_vacancy_changes; i++) {
        const chp_vacancy_change *x = &c->vacancy_changes[i];
        cell *row = table_row(t);
        row[PART] = cell_text(part[x->part]);
        row[CHANGE] = cell_species(x->equation);
        row[N_E] = cell_number(x->n_e);
        row[AT_ZERO] = cell_number(x->dG0_eV);
        if (x->has_limit)
            row[AT_LIMIT] = cell_number(x->dG_U_L_eV);
        row[VERDICT] = cell_text(verdict(x));
    }
    return t;
}
