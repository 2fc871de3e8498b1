/* What VASP says in words. In boxes,
 *
 *      -----------------------------------------------------------------------------
 *     |                                                                             |
 *     |           W    W    AA    RRRRR   N    N  II  N    N   GGGG   !!!           |
 *     |                                                                             |
 *     |     The electronic self-consistency was not achieved in the given           |
 *     |     number of steps (NELM).                                                 |
 *
 * and in lines (" WARNING in EDDRMM: call to ZHEGV failed"). Nothing is reported at
 * once: an error after which further steps are whole was only a warning, and a warning
 * that came a thousand times is told once.
 */
#include "formats/outcar.h"

enum { LONGEST_BOX = 8192, LONGEST_QUOTE = 160 };

/* The same words, said before; `text` where they are in no table. */
static saying *said_before(outcar *o, const message *what, str text)
{
    for (size_t i = 0; i < o->n_sayings; i++) {
        saying *old = &o->sayings[i];
        if (what ? old->what == what : old->text && str_eq(str_of(old->text), text))
            return old;
    }
    return NULL;
}

/* As many of them as can be quoted. */
static str first_words(arena *a, str text)
{
    size_t len = LONGEST_QUOTE;
    while (len > 0 && text.at[len] != ' ')
        len--;
    return str_of(
        arena_print(a, "%.*s ...", (int)(len ? len : LONGEST_QUOTE), text.at));
}

static void add(outcar *o, const message *what, message_kind kind, str text,
                chp_where at)
{
    if (text.len > LONGEST_QUOTE)
        text = first_words(o->a, text);
    saying *old = said_before(o, what, text);
    if (old) {
        old->n++;
        old->step = o->now.number;
    } else if (o->n_sayings < MAX_SAYINGS) {
        o->sayings[o->n_sayings++] = (saying){
            .what = what,
            .kind = kind,
            .text = arena_str(o->a, text),
            .at = at,
            .n = 1,
            .step = o->now.number,
        };
    }
}

void outcar_saying(outcar *o, str text, chp_where at)
{
    const message *what = message_in_line(text);
    if (what && what->kind != MESSAGE_ADVICE)
        add(o, what, what->kind, str_trim(text), at);
}

/* --- boxes -------------------------------------------------------------- */

void outcar_box(outcar *o)
{
    str line = o->in->line;
    if (o->box.n == 0) {
        o->box_at = o->in->at;
        o->is_box_error = o->is_box_warning = false;
        letters_add(o->a, &o->box, STR(" "));
    }
    if (str_has(line, STR("REFUSE TO CONTINUE")))
        o->is_box_error = true;
    if (message_is_heading(line)) {
        o->is_box_error |= str_has(line, STR("EEEEE")) ||
                           str_has(line, STR("E R R O R")) ||
                           str_has(line, STR("B U G")) || str_has(line, STR("BBBB "));
        o->is_box_warning |= str_has(line, STR("W    W"));
        return;
    }
    if (o->box.n < LONGEST_BOX)
        letters_add(o->a, &o->box, line);
}

/* The text of a box may be lost with the buffer of the process that wrote it. */
static const message silent_error = {
    .kind = MESSAGE_INPUT,
    .fact = "VASP stopped with an error, and does not say here with which",
    .hint = "See what it printed on the terminal: the log of the job.",
};

void outcar_box_end(outcar *o)
{
    str text = message_squeeze(o->a, (str){ o->box.at, o->box.n });
    o->box.n = 0;
    const message *what = message_find(text);
    if (what && what->kind == MESSAGE_ADVICE)
        return;
    if (what)
        add(o, what, what->kind, text, o->box_at);
    else if (o->is_box_error && text.len == 0)
        add(o, &silent_error, silent_error.kind, text, o->box_at);
    else if (o->is_box_error)
        add(o, NULL, MESSAGE_INPUT, text, o->box_at);
    else if (o->is_box_warning && text.len > 0)
        add(o, NULL, MESSAGE_ACCURACY, text, o->box_at);
}

/* --- at the end --------------------------------------------------------- */

static bool went_on(const outcar *o, const saying *s)
{
    return o->calc->finished == CHP_YES || o->last_whole > s->step;
}

static chp_severity severity(const outcar *o, const saying *s)
{
    if (s->kind == MESSAGE_STOPPED)
        return CHP_WARNING;
    if (message_is_fatal(s->kind))
        return went_on(o, s) ? CHP_WARNING : CHP_ERROR;
    return s->kind == MESSAGE_ELECTRONS ? CHP_WARNING : CHP_NOTE;
}

/* What it means, VASP's own words, and when they came. */
static const char *when(const outcar *o, const saying *s)
{
    const char *often = s->n > 1 ? arena_print(o->a, ", %zu times", s->n) : "";
    const char *after =
        message_is_fatal(s->kind) && went_on(o, s) ? "; the run went on" : "";
    if (s->step)
        return arena_print(o->a, " (ionic step %zu%s%s)", s->step, often, after);
    return s->n > 1 ? arena_print(o->a, " (%zu times)", s->n) : "";
}

static void report(outcar *o, const saying *s)
{
    static const char *const code = "vasp-message";
    const char *fact = message_fact(o->a, s->what, s->text);
    const char *when_said = when(o, s);
    switch (severity(o, s)) {
    case CHP_ERROR:
        diag_error(o->diag, code, s->at, "%s%s", fact, when_said);
        break;
    case CHP_WARNING:
        diag_warn(o->diag, code, s->at, "%s%s", fact, when_said);
        break;
    case CHP_NOTE:
        diag_note(o->diag, code, s->at, "%s%s", fact, when_said);
        break;
    }
    if (s->what && s->what->hint)
        diag_hint(o->diag, "%s", s->what->hint);
}

void outcar_sayings_done(outcar *o)
{
    for (size_t i = 0; i < o->n_sayings; i++)
        report(o, &o->sayings[i]);
}
