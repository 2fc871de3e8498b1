/* Options, and how people write them. */
#include "base/plain.h"
#include "base/str.h"
#include "chepath/thermo.h"

chp_thermo_options chp_thermo_defaults(void)
{
    return (chp_thermo_options){
        .T_K = 298.15,
        .low_modes = CHP_LOW_FLOOR,
        .low_value = 50,
        .grimme_alpha = 4,
        .grimme_inertia_kg_m2 = 1e-44,
        .imaginary = CHP_IMAGINARY_FLOOR,
        .imaginary_small_cm1 = 50,
        .imaginary_large_cm1 = 100,
    };
}

static const struct {
    const char *name;
    double usual; // its number when none is given; 0: it takes none
    double most;  // 1/cm: what is stiffer is no low mode; k for cap
} policies[] = {
    [CHP_LOW_NONE] = { "none", 0, 0 },
    [CHP_LOW_FLOOR] = { "floor", 50, 1000 },
    [CHP_LOW_FLOOR_S] = { "floorS", 50, 1000 },
    [CHP_LOW_GRIMME] = { "grimme", 100, 1000 },
    [CHP_LOW_CAP] = { "cap", 3, 20 },
    [CHP_LOW_GRIMME_U] = { "grimmeU", 100, 1000 },
};

static const char *const imaginaries[] = {
    [CHP_IMAGINARY_FLOOR] = "floor",
    [CHP_IMAGINARY_DROP] = "drop",
    [CHP_IMAGINARY_INVERT] = "invert",
    [CHP_IMAGINARY_ERROR] = "error",
};

bool chp_low_modes_read(const char *text, chp_thermo_options *options)
{
    str name, value = str_of(text);
    bool has_value = str_has(value, STR(":"));
    str_cut(&value, ':', &name);
    for (size_t i = 0; i < sizeof policies / sizeof *policies; i++) {
        if (!str_eq_nocase(name, str_of(policies[i].name)))
            continue;
        double number = policies[i].usual;
        if (has_value && (number == 0 || !str_number(value, &number) || number <= 0 ||
                          number > policies[i].most))
            return false;
        options->low_modes = (chp_low_modes)i;
        options->low_value = number;
        return true;
    }
    return false;
}

bool chp_imaginary_read(const char *text, chp_thermo_options *options)
{
    for (size_t i = 0; i < sizeof imaginaries / sizeof *imaginaries; i++)
        if (str_eq_nocase(str_of(text), str_of(imaginaries[i]))) {
            options->imaginary = (chp_imaginary)i;
            return true;
        }
    return false;
}

void chp_low_modes_text(const chp_thermo_options *options, char text[CHP_TEXT])
{
    const char *name = policies[options->low_modes].name;
    if (options->low_modes == CHP_LOW_NONE)
        plain_print(text, CHP_TEXT, "%s", name);
    else
        plain_print(text, CHP_TEXT, "%s:%g", name, options->low_value);
}

const char *chp_imaginary_text(chp_imaginary imaginary)
{
    return imaginaries[imaginary];
}
