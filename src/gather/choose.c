/* Among several files of one role the plain name stands for the run, else the last
 * relaxation. Otherwise the choice is the user's. */
#include "base/diag.h"
#include "gather/run.h"

typedef struct {
    const char *best, *rival; // rival: as good as the best
    unsigned rank;
} contest;

static void enter(contest *c, const char *name, file_role r)
{
    unsigned rank = name_rank(str_of(name), r);
    if (!c->best || rank > c->rank)
        *c = (contest){ name, NULL, rank };
    else if (rank == c->rank)
        c->rival = name;
}

static bool has_clear_output(const contest *contests)
{
    for (int r = 0; r < N_ROLES; r++)
        if (role_is_output((file_role)r) && contests[r].best && !contests[r].rival)
            return true;
    return false;
}

static void tell_ambiguous(const contest *c, bool is_fatal, chp_where folder,
                           chp_diag *diag)
{
    if (is_fatal)
        diag_error(diag, "ambiguous", folder, "both %s and %s could be this run's",
                   c->best, c->rival);
    else
        diag_note(diag, "ambiguous", folder,
                  "both %s and %s could be this run's: neither was read", c->best,
                  c->rival);
    diag_hint(diag, "Name the one you mean as RUN, or give each its own folder.");
}

static void add(arena *a, choice *c, const char *name, file_role r)
{
    c->name = arena_grow(a, c->name, c->n, sizeof *c->name);
    c->role = arena_grow(a, c->role, c->n, sizeof *c->role);
    c->name[c->n] = name;
    c->role[c->n++] = r;
}

choice choose_files(arena *a, const char *const *names, size_t n, chp_where folder,
                    chp_diag *diag)
{
    contest contests[N_ROLES] = { 0 };
    choice chosen = { 0 };
    for (size_t i = 0; i < n; i++) {
        file_role r = role_of_name(str_of(names[i]));
        if (r == ROLE_LOG)
            add(a, &chosen, names[i], r);
        else if (r != ROLE_NONE)
            enter(&contests[r], names[i], r);
    }
    bool is_clear = has_clear_output(contests);
    for (int r = 0; r < N_ROLES; r++) {
        const contest *c = &contests[r];
        if (!c->best)
            continue;
        if (c->rival)
            tell_ambiguous(c, !is_clear && role_is_output((file_role)r), folder, diag);
        else
            add(a, &chosen, c->best, (file_role)r);
    }
    return chosen;
}
