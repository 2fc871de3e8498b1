#include "formats/potcar_titles.h"

#include "chem/elements.h"

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
