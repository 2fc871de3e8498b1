/* From spellings to states: which species of which reaction a name means. */
#ifndef ENERGETICS_RESOLVE_H
#define ENERGETICS_RESOLVE_H

#include "energetics/study.h"

/* All that was given for one state of one catalyst, or for one gas. */
typedef struct {
    const char *name; // as it is printed: "*NNH", "N2"
    bool is_bare;
    size_t n;
    const entry **entries;
} slot;

typedef struct {
    size_t n;
    slot *at;
    size_t n_beside; // ends, transition states, crystals
    entry **beside;
} slots;

/* The installed reactions that nobody asked for, with the states of this study. */
void resolve_load_others(chp_study *s);

/* The printed name of a state in any spelling, or NULL: no reaction of the study knows
 * it, or it is ambiguous; then `*choices` names the candidates. */
const char *resolve_surface(const chp_study *s, str spelling, bool *is_bare,
                            const char **choices);

/* The species of `reaction` that a printed name means there; SIZE_MAX: none. */
size_t resolve_in(chp_study *s, const chp_reaction *reaction, const char *name,
                  bool is_bare);

/* What belongs together: for each catalyst of the intake, and last for the gases. Says
 * what could not be placed and why. */
slots *resolve_all(chp_study *s, chp_diag *diag);

#endif
