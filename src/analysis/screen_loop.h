/* The inner loop of a screening, for one width of vector registers: no header, but the
 * text of screen_kernel.c, which includes it once for each width after it has said
 *
 *     KERNEL        the name of the function made
 *     TARGET        the attribute of what may use such registers
 *     WIDTH         doubles in a register
 *     LARGER(a, b)  lane by lane
 *     SMALLER(a, b)
 */
#define JOIN_(a, b) a##_##b
#define JOIN(a, b)  JOIN_(a, b)
#define NAME(what)  JOIN(KERNEL, what) // each width has its own
#define vec         NAME(vec)
#define INLINE      TARGET static inline __attribute__((always_inline))
#define N_VECS      (SCREEN_LANES / WIDTH)
#define EACH_VEC    _Pragma("GCC unroll 8") for (size_t v = 0; v < N_VECS; v++)

typedef double vec __attribute__((vector_size(WIDTH * sizeof(double))));
typedef long long NAME(bits) __attribute__((vector_size(WIDTH * sizeof(double))));

INLINE vec NAME(load)(const double *lanes, size_t v)
{
    vec x;
    memcpy(&x, lanes + v * WIDTH, sizeof x);
    return x;
}

INLINE void NAME(store)(double *lanes, size_t v, vec x)
{
    memcpy(lanes + v * WIDTH, &x, sizeof x);
}

INLINE vec NAME(all)(double x)
{
    return x - (vec){ 0 };
}

/* x where the lanes of `flags` are set, else 0. */
INLINE vec NAME(where)(NAME(bits) flags, vec x)
{
    return (vec)(flags & (NAME(bits))x);
}

INLINE void NAME(cost)(const screen_row *row, const double *energy_eV, size_t stride,
                       size_t k, double *out)
{
    vec sum[N_VECS], w0 = NAME(all)(row->weight[0]), w1 = NAME(all)(row->weight[1]);
    const double *s0 = energy_eV + row->state[0] * stride,
                 *s1 = energy_eV + row->state[1] * stride;
    EACH_VEC
    sum[v] = NAME(load)(row->shared + k, v) + w0 * NAME(load)(s0, v) +
             w1 * NAME(load)(s1, v);
    for (size_t i = 2; i < row->n; i++) {
        const double *of = energy_eV + row->state[i] * stride;
        vec weight = NAME(all)(row->weight[i]);
        EACH_VEC
        sum[v] += weight * NAME(load)(of, v);
    }
    EACH_VEC
    NAME(store)(out, v, sum[v]);
}

INLINE void NAME(largest)(const screen_ladder *ladder, screen_lane *cost_eV,
                          double *out)
{
    vec most[N_VECS];
    EACH_VEC
    most[v] = NAME(load)(cost_eV[ladder->row[0]], v);
    for (size_t i = 1; i < ladder->n; i++) {
        const double *next = cost_eV[ladder->row[i]];
        EACH_VEC
        most[v] = LARGER(most[v], NAME(load)(next, v));
    }
    EACH_VEC
    NAME(store)(out, v, most[v]);
}

INLINE void NAME(add)(double *sum, size_t v, vec x)
{
    NAME(store)(sum, v, NAME(load)(sum, v) + x);
}

INLINE void NAME(sum_up)(const screen_program *p, screen_lane *largest_eV,
                         const double *weights, screen_sums *sums)
{
    EACH_VEC
    {
        vec best = NAME(load)(largest_eV[0], v), n_best = NAME(all)(0),
            weight = NAME(load)(weights, v);
        for (size_t i = 1; i < p->n_ladders; i++)
            best = SMALLER(best, NAME(load)(largest_eV[i], v));
        vec tie = best + TIE_EV;
        for (size_t i = 0; i < p->n_ladders; i++)
            n_best += NAME(where)(NAME(load)(largest_eV[i], v) <= tie, NAME(all)(1));
        vec share = weight / n_best;
        for (size_t i = 0; i < p->n_ladders; i++)
            NAME(add)
        (sums->is_best[i], v, NAME(where)(NAME(load)(largest_eV[i], v) <= tie, share));
        NAME(add)(sums->best, v, weight * best);
        NAME(add)(sums->square, v, weight * best * best);
        NAME(add)(sums->beyond, v, NAME(where)(best < NAME(all)(p->target_eV), weight));
    }
}

TARGET static void KERNEL(const screen_program *p, const double *energy_eV,
                          size_t stride, size_t k, const double *weight,
                          screen_lane *room, screen_sums *sums)
{
    screen_lane *largest_eV = room + p->n_rows;
    for (size_t i = 0; i < p->n_states; i++)
        for (size_t l = 0; l < SCREEN_LANES; l += 8) // so many are fetched as one
            __builtin_prefetch(energy_eV + i * stride + AHEAD + l);
    for (size_t i = 0; i < p->n_rows; i++)
        NAME(cost)(&p->rows[i], energy_eV, stride, k, room[i]);
    for (size_t i = 0; i < p->n_ladders; i++)
        NAME(largest)(&p->ladders[i], room, largest_eV[i]);
    NAME(sum_up)(p, largest_eV, weight, sums);
}

#undef JOIN_
#undef JOIN
#undef NAME
#undef vec
#undef INLINE
#undef N_VECS
#undef EACH_VEC
#undef KERNEL
#undef TARGET
#undef WIDTH
#undef LARGER
#undef SMALLER
