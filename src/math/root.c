#include "math/root.h"

#include <math.h>

bool root_bisect(root_function f, const void *context, double a, double b, double *out)
{
    double fa = f(a, context), fb = f(b, context);
    if (isnan(fa) || isnan(fb) || (fa > 0 && fb > 0) || (fa < 0 && fb < 0))
        return false;
    if (fa == 0) {
        *out = a;
        return true;
    }
    for (;;) {
        double middle = a + (b - a) / 2;
        if (middle == a || middle == b)
            break; // neighbouring numbers
        double fm = f(middle, context);
        if ((fm > 0) == (fa > 0) && fm != 0)
            a = middle;
        else
            b = middle;
    }
    *out = b;
    return true;
}
