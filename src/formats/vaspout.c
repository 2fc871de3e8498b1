#include "formats/vaspout.h"

#include <math.h>

const hdf5_data *vaspout_find(const vaspout *v, const char *path)
{
    return hdf5_find(&v->list, path, HDF5_ALL);
}

bool vaspout_number(const vaspout *v, const char *path, double *out)
{
    const hdf5_data *d = vaspout_find(v, path);
    if (!d || d->is_text || d->n != 1 || !isfinite(d->number[0]))
        return false;
    *out = d->number[0];
    return true;
}

void vaspout_fact(const vaspout *v, const char *path, chp_fact *out)
{
    double value;
    if (vaspout_number(v, path, &value))
        *out = fact_at(value, v->at);
}

const double *vaspout_table(const vaspout *v, const char *path, hdf5_rows rows,
                            size_t rank, const size_t *extent)
{
    const hdf5_data *d = hdf5_find(&v->list, path, rows);
    if (!d || d->is_text || d->rank != rank)
        return NULL;
    for (size_t i = 0; i < rank; i++)
        if (extent[i] != 0 && d->extent[i] != extent[i])
            return NULL;
    for (size_t i = 0; i < d->n; i++)
        if (!isfinite(d->number[i]))
            return NULL;
    return d->number;
}
