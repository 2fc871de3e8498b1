#include "math/dense.h"

#include "base/module.h"

const dense *dense_load(chp_diag *diag)
{
    return module_load("dense", diag);
}
