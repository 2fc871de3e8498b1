/* The inner loop of a screening.
 *
 * For each member k of an ensemble, with G_s(k) the free energies of the states:
 *
 *     c_i(k) = shared_i(k) + sum_s w_is G_s(k)      what step i costs an electron
 *     m_p(k) = max_{i in p} c_i(k)                  the largest step of pathway p
 *     m(k)   = min_p m_p(k) = -+ U_L(k)             the best pathway
 *
 * Members stand innermost, so that every statement is one for all lanes of a vector
 * register, a running sum or maximum never leaves it, and free energies are read once.
 * No sum runs across lanes and none is fused with its product: the bits do not depend
 * on how wide registers are.
 */
#include <string.h>

#include "analysis/screen.h"

#define TIE_EV 1e-6

/* Each state's energies are a stream of their own, more than a processor follows by
 * itself: what is needed a few turns later is asked for. */
enum { AHEAD = 3 * SCREEN_LANES };

#ifdef __x86_64__
#include <immintrin.h>

#define KERNEL        kernel_avx2
#define TARGET        __attribute__((target("avx2")))
#define WIDTH         4
#define LARGER(a, b)  _mm256_max_pd(a, b)
#define SMALLER(a, b) _mm256_min_pd(a, b)
#include "analysis/screen_loop.h"

#define KERNEL kernel_plain
#define TARGET
#define WIDTH         2
#define LARGER(a, b)  _mm_max_pd(a, b)
#define SMALLER(a, b) _mm_min_pd(a, b)
#include "analysis/screen_loop.h"

screen_kernel *screen_kernel_here(void)
{
    return __builtin_cpu_supports("avx2") ? kernel_avx2 : kernel_plain;
}

#else

#define KERNEL kernel_plain
#define TARGET
#define WIDTH 2
#define CHOOSE(flags, a, b)                                                            \
    ((kernel_plain_vec)(((flags) & (kernel_plain_bits)(a)) |                           \
                        (~(flags) & (kernel_plain_bits)(b))))
#define LARGER(a, b)  CHOOSE((a) > (b), a, b)
#define SMALLER(a, b) CHOOSE((a) < (b), a, b)
#include "analysis/screen_loop.h"

screen_kernel *screen_kernel_here(void)
{
    return kernel_plain;
}

#endif
