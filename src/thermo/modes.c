/* Which modes count, and as what.
 *
 * Imaginary modes come first, by the size and number of them. In a minimum, up to two
 * of at most 50 cm-1 are noise of the finite differences; up to 100 cm-1, or more of
 * them, ask for a tighter relaxation; beyond that the state is no minimum. A
 * transition state has exactly one, its reaction coordinate, which is no vibration. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/plain.h"
#include "thermo/modes.h"
#include "thermo/oscillator.h"

enum { MOST_SMALL = 2, NO_MODE = -1 };

static int falling(const void *a, const void *b)
{
    double x = fabs(*(const double *)a), y = fabs(*(const double *)b);
    return (x < y) - (x > y);
}

chp_modes modes_sorted(arena *a, const chp_modes *m)
{
    double *cm1 = arena_new(a, double, m->n);
    if (m->n > 0)
        memcpy(cm1, m->cm1, m->n * sizeof *cm1);
    qsort(cm1, m->n, sizeof *cm1, falling);
    return (chp_modes){ cm1, m->n, m->at };
}

/* The most negative mode of a transition state. */
static ptrdiff_t reaction_coordinate(const chp_modes *m,
                                     const chp_thermo_options *options)
{
    ptrdiff_t lowest = NO_MODE;
    if (options->is_transition_state)
        for (size_t i = 0; i < m->n; i++)
            if (m->cm1[i] < (lowest == NO_MODE ? 0 : m->cm1[lowest]))
                lowest = (ptrdiff_t)i;
    return lowest;
}

static chp_mode left_out(const char *why)
{
    return (chp_mode){ .is_left_out = true, .why = why };
}

static chp_mode imaginary(double nu_cm1, const chp_thermo_options *options)
{
    if (options->imaginary == CHP_IMAGINARY_DROP)
        return left_out("imaginary, dropped");
    bool is_inverted = options->imaginary == CHP_IMAGINARY_INVERT;
    double real_cm1 = is_inverted ? -nu_cm1 : oscillator_floor_cm1(options);
    chp_mode mode = oscillator_under_policy(real_cm1, options);
    mode.why = is_inverted ? "imaginary, its modulus" : "imaginary, at the floor";
    return mode;
}

static chp_mode count(const chp_modes *m, size_t i, ptrdiff_t reaction,
                      const chp_thermo_options *options)
{
    chp_mode mode = (ptrdiff_t)i == reaction ? left_out("reaction coordinate")
                    : m->cm1[i] < 0          ? imaginary(m->cm1[i], options)
                                    : oscillator_under_policy(m->cm1[i], options);
    mode.read_cm1 = m->cm1[i];
    return mode;
}

void chp_thermo_modes(const chp_modes *m, const chp_thermo_options *options,
                      chp_mode *out)
{
    ptrdiff_t reaction = reaction_coordinate(m, options);
    for (size_t i = 0; i < m->n; i++)
        out[i] = count(m, i, reaction, options);
}

/* Add the plain modes that begin at `i`; where they end. */
static size_t add_plain(const chp_modes *m, size_t i, const chp_thermo_options *options,
                        chp_thermo *sum)
{
    double least_cm1, most_cm1;
    size_t end = i;
    if (oscillators_plain(options, &least_cm1, &most_cm1))
        while (end < m->n && m->cm1[end] >= least_cm1 && m->cm1[end] <= most_cm1)
            end++;
    oscillators_add(m->cm1 + i, end - i, options->T_K, sum);
    return end;
}

bool modes_add(const chp_modes *m, const chp_thermo_options *options, chp_thermo *sum,
               chp_diag *diag)
{
    ptrdiff_t reaction = reaction_coordinate(m, options);
    for (size_t i = add_plain(m, 0, options, sum); i < m->n;
         i = add_plain(m, i + 1, options, sum)) {
        chp_mode mode = count(m, i, reaction, options);
        if (!mode.is_left_out && mode.counted_cm1 == 0) {
            diag_error(diag, "C06", m->at,
                       "mode %zu is 0 cm-1: its entropy has no bound", i + 1);
            diag_hint(diag, "It is a free translation or rotation: constrain the slab, "
                            "or count it with --low-modes floor:50.");
            return false;
        }
        thermo_add(sum, &mode.part);
    }
    return true;
}

/* --- imaginary modes: the messages ------------------------------------------- */

typedef struct {
    size_t n;            // without the reaction coordinate
    double worst_cm1;    // the largest modulus
    char list[CHP_TEXT]; // "12.3i, 33.1i"
    bool has_reaction_coordinate;
} imaginaries;

static void append(char text[CHP_TEXT], const char *more)
{
    size_t used = strlen(text);
    snprintf(text + used, CHP_TEXT - used, "%s", more);
}

static imaginaries find_imaginary(const chp_modes *m, const chp_thermo_options *options)
{
    imaginaries found = { 0 };
    ptrdiff_t reaction = reaction_coordinate(m, options);
    found.has_reaction_coordinate = reaction != NO_MODE;
    for (size_t i = 0; i < m->n; i++) {
        if (m->cm1[i] >= 0 || (ptrdiff_t)i == reaction)
            continue;
        char one[32];
        plain_print(one, sizeof one, "%s%.1fi", found.n ? ", " : "", -m->cm1[i]);
        append(found.list, one);
        found.worst_cm1 = fmax(found.worst_cm1, -m->cm1[i]);
        found.n++;
    }
    return found;
}

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

/* "counted as 50 cm-1" */
static void treatment_of_imaginary(const chp_thermo_options *options,
                                   char text[CHP_TEXT])
{
    if (options->imaginary == CHP_IMAGINARY_DROP)
        plain_print(text, CHP_TEXT, "left out");
    else if (options->imaginary == CHP_IMAGINARY_INVERT)
        plain_print(text, CHP_TEXT, "counted by their modulus");
    else
        plain_print(text, CHP_TEXT, "counted as %g cm-1",
                    oscillator_floor_cm1(options));
}

static bool refuse(const imaginaries *found, const chp_thermo_options *options,
                   chp_where at, chp_diag *diag)
{
    if (options->imaginary == CHP_IMAGINARY_ERROR) {
        bool stands = diag_error(diag, "C07", at, "%zu imaginary mode%s: %s cm-1",
                                 found->n, plural(found->n), found->list);
        diag_hint(diag, "Relax further until none is left, or choose what they count "
                        "as: --imaginary floor, drop or invert.");
        return stands;
    }
    bool stands = diag_error(diag, "C07", at,
                             "%zu imaginary mode%s, up to %.1fi cm-1: no minimum",
                             found->n, plural(found->n), found->worst_cm1);
    diag_hint(diag, "Displace the atoms along it and relax again, or declare a "
                    "transition state; --allow C07 goes on with such a mode.");
    return stands;
}

static bool judge_transition_state(const imaginaries *found, chp_where at,
                                   chp_diag *diag)
{
    if (!found->has_reaction_coordinate) {
        bool stands =
            diag_error(diag, "C07", at, "a transition state without an imaginary mode");
        diag_hint(diag, "It is a minimum: declare it as a state, or search the saddle "
                        "point again.");
        return !stands;
    }
    if (found->n > 0) {
        diag_warn(diag, "C07", at,
                  "a transition state with %zu imaginary modes too many: %s cm-1",
                  found->n, found->list);
        diag_hint(diag, "Only the largest is its reaction coordinate: converge the "
                        "saddle point tighter.");
    }
    return true;
}

static bool judge_minimum(const imaginaries *found, const chp_thermo_options *options,
                          chp_where at, chp_diag *diag)
{
    if (found->n == 0)
        return true;
    if (options->imaginary == CHP_IMAGINARY_ERROR ||
        found->worst_cm1 > options->imaginary_large_cm1)
        return !refuse(found, options, at, diag);
    char done[CHP_TEXT];
    treatment_of_imaginary(options, done);
    if (found->worst_cm1 > options->imaginary_small_cm1 || found->n > MOST_SMALL) {
        diag_warn(diag, "C07", at, "%zu imaginary mode%s (%s cm-1) %s", found->n,
                  plural(found->n), found->list, done);
        diag_hint(diag, "More than numerical noise: relax tighter (EDIFFG, EDIFF) and "
                        "repeat the frequencies.");
    } else {
        diag_note(diag, "C07", at, "%zu imaginary mode%s (%s cm-1) %s", found->n,
                  plural(found->n), found->list, done);
    }
    return true;
}

bool modes_has_temperature(const chp_thermo_options *options, chp_diag *diag)
{
    if (options->T_K > 0)
        return true;
    diag_error(diag, "range", NOWHERE, "a temperature of %g K", options->T_K);
    diag_hint(diag, "Give --temperature in K, above zero.");
    return false;
}

bool modes_judge(const chp_modes *m, const chp_thermo_options *options, chp_diag *diag)
{
    if (!modes_has_temperature(options, diag))
        return false;
    imaginaries found = find_imaginary(m, options);
    return options->is_transition_state ? judge_transition_state(&found, m->at, diag)
                                        : judge_minimum(&found, options, m->at, diag);
}

/* --- in words ------------------------------------------------------------------ */

static size_t count_soft(const chp_modes *m, const chp_thermo_options *options)
{
    size_t n = 0;
    for (size_t i = 0; i < m->n; i++)
        n += m->cm1[i] >= 0 && oscillator_under_policy(m->cm1[i], options).why;
    return n;
}

static void tell_soft(size_t n, const chp_thermo_options *options, char text[CHP_TEXT])
{
    double value = options->low_value;
    switch (options->low_modes) {
    case CHP_LOW_NONE:
        break;
    case CHP_LOW_FLOOR:
        plain_print(text, CHP_TEXT, "%zu mode%s below %g cm-1 counted as %g cm-1", n,
                    plural(n), value, value);
        break;
    case CHP_LOW_FLOOR_S:
        plain_print(text, CHP_TEXT, "entropy of %zu mode%s below %g cm-1 as at %g cm-1",
                    n, plural(n), value, value);
        break;
    case CHP_LOW_GRIMME:
        plain_print(text, CHP_TEXT,
                    "entropy of %zu soft mode%s partly a rotor's (around %g cm-1)", n,
                    plural(n), value);
        break;
    case CHP_LOW_GRIMME_U:
        plain_print(text, CHP_TEXT, "%zu soft mode%s partly a rotor (around %g cm-1)",
                    n, plural(n), value);
        break;
    case CHP_LOW_CAP:
        plain_print(text, CHP_TEXT, "%zu mode%s stiffened to an entropy of %g k", n,
                    plural(n), value);
        break;
    }
}

void chp_thermo_treatment(const chp_modes *m, const chp_thermo_options *options,
                          char text[CHP_TEXT])
{
    char piece[CHP_TEXT];
    text[0] = 0;
    ptrdiff_t reaction = reaction_coordinate(m, options);
    if (reaction != NO_MODE) {
        plain_print(piece, sizeof piece, "reaction coordinate (%.1fi cm-1) left out",
                    -m->cm1[reaction]);
        append(text, piece);
    }
    imaginaries found = find_imaginary(m, options);
    if (found.n > 0) {
        treatment_of_imaginary(options, piece);
        append(text, text[0] ? "; " : "");
        append(text, "imaginary (");
        append(text, found.list);
        append(text, " cm-1) ");
        append(text, piece);
    }
    size_t n_soft = count_soft(m, options);
    if (n_soft > 0) {
        tell_soft(n_soft, options, piece);
        append(text, text[0] ? "; " : "");
        append(text, piece);
    }
    if (!text[0])
        append(text, "all modes as calculated");
}
