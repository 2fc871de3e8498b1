#include "chepath/pathway.h"

const char *chp_step_kind_name(chp_step_kind kind)
{
    static const char *const name[] = {
        [CHP_PCET] = "PCET", [CHP_PT] = "PT",   [CHP_ET] = "ET",
        [CHP_ADS] = "ADS",   [CHP_DES] = "DES", [CHP_CHEM] = "CHEM",
        [CHP_LATT] = "LATT",
    };
    return name[kind];
}
