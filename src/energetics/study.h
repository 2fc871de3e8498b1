/* A study while it is judged. */
#ifndef ENERGETICS_STUDY_H
#define ENERGETICS_STUDY_H

#include "energetics/intake.h"

/* A gas or a state of a catalyst: what is shown of it, and what only we need. */
typedef struct member member;
struct member {
    chp_state *state; // in the outcome
    const entry *from;
    bool is_spoilt;         // an error stands against it
    chp_fact dG_given_eV;   // as a table gave it
    bool is_matched;        // a pathway has the step of this transition state
    const member *parts[2]; // single fragments that it was made of; NULL: none
};

typedef struct {
    size_t n;
    member *at;
} members;

/* One catalyst: its states, the bare surface first when there is one. */
typedef struct {
    const catalyst_entry *entry;
    members states;
    members transitions; // transition states, named by their steps
    members bulk;        // crystals, per formula unit
    size_t n_beside; // its ends and transition states, and what it gives of crystals
    entry **beside;
} subject;

/* What was found about a run, so that it is said once. */
typedef struct {
    const chp_run *run;
    bool is_usable;
} run_verdict;

/* What a printed name means in a reaction: looked up for every catalyst anew. */
typedef struct {
    const char *name;
    const chp_reaction *reaction;
    size_t species;
} known_name;

struct chp_study {
    arena memory;
    intake in;
    size_t n_names;
    known_name *names;
    chp_runs *runs;
    size_t n_verdicts;
    run_verdict *verdicts;
    size_t n_reactions; // those that were asked for
    chp_reaction **reactions;
    bool has_others; // those besides that are installed, loaded for their names
    size_t n_others;
    chp_reaction **others;
    bool is_run;
    members gases;
    size_t n_reservoirs; // gases of tables of dG, each once
    const chp_state **reservoirs;
    const double **gas_choices; // what each choice of sensitivity.c changes in them
    size_t n_subjects;
    subject *subjects;
    chp_outcome outcome;
};

/* An empty one with a copy of the options; chp_study_free() frees it. */
chp_study *study_new(const chp_options *options, chp_diag *diag);

/* Load one more of its reactions; false after a message. */
bool study_add_reaction(chp_study *s, const char *name, chp_diag *diag);

/* Installed reactions that nobody asked for: loaded when a name is not understood. */
void study_load_others(chp_study *s);

/* Does one of its reactions have this gas, liquid or dissolved species? */
bool study_has_fluid(const chp_study *s, const char *name);

/* The gas of this name, or NULL. */
const member *study_gas(const chp_study *s, const char *name);

#endif
