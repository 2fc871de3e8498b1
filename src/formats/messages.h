/* VASP's own words: what its errors, warnings and advice mean for the energy. */
#ifndef FORMATS_MESSAGES_H
#define FORMATS_MESSAGES_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

typedef enum {
    MESSAGE_NONE,
    MESSAGE_INPUT,     // fatal: the input is wrong
    MESSAGE_SYMMETRY,  // fatal: symmetry or cell
    MESSAGE_ALGEBRA,   // fatal: linear algebra, or inside VASP
    MESSAGE_OPTIMISER, // the last step is not relaxed
    MESSAGE_ELECTRONS, // trouble with the density; the run may still end well
    MESSAGE_PARALLEL,  // fatal or a remark, as the run went on or not
    MESSAGE_ACCURACY,  // a remark
    MESSAGE_RESTART,   // a remark
    MESSAGE_KILLED,    // from outside: why the file ends
    MESSAGE_STOPPED,   // the user's STOPCAR
    MESSAGE_HDF5,      // may only concern vaspout.h5
    MESSAGE_ADVICE,    // about speed, or how to cite: not repeated
} message_kind;

typedef struct {
    str text; // occurs in what VASP says, blanks squeezed; four letters at least
    message_kind kind;
    const char *fact; // what it means; NULL: VASP's text says it
    const char *hint; // what the user can do
} message;

/* The entry whose text occurs in `text`, blanks squeezed, or NULL. */
const message *message_find(str text);

/* The same for a line of ordinary output, where the names of VASP's routines occur
 * without meaning anything ("Subroutine IBZKPT returns"): it must begin with the
 * text, or with WARNING, Error and the like. */
const message *message_in_line(str line);

/* The same for a line of a job's log, where what the queue, the shell or MPI say of a
 * job that was killed stands behind words of theirs. */
const message *message_in_log(str line);

/* Whether VASP stops after it: an error unless later steps are whole. */
bool message_is_fatal(message_kind kind);

/* What is to be told of it: what it means and the words that were met; of one that is
 * in no table, or explains itself, all that was `said`. */
const char *message_fact(arena *a, const message *m, const char *said);

/* One blank between words, none at the ends, no frame of `|`. */
str message_squeeze(arena *a, str text);

/* The big letters above the text of a box, "EEEEEEE  RRRRRR": most of its words are one
 * letter, again and again. */
bool message_is_heading(str line);

/* A quick sieve: which four letters a message can begin with. */
enum { N_LEADS = 512 };

typedef struct {
    uint32_t four[N_LEADS]; // 0: free
} message_leads;

message_leads message_leads_new(void);

static inline unsigned message_lead_slot(uint32_t four)
{
    return four * 2654435761u >> 23;
}

static inline bool message_may_begin(const message_leads *leads, const char *text)
{
    uint32_t four;
    memcpy(&four, text, sizeof four);
    unsigned slot = message_lead_slot(four);
    while (leads->four[slot] && leads->four[slot] != four)
        slot = (slot + 1) % N_LEADS;
    return leads->four[slot] == four;
}

#endif
