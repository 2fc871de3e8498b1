/* The electronic iterations of an ionic step; outcar_limits.c judges how they ended.
 *
 *     --------------------------------------- Iteration      4(  11)  --------------
 *      total energy-change (2. order) :-0.3692395E-01  (-0.6976473E-04)
 *       entropy T*S    EENTRO =        -0.07298731
 *       free energy    TOTEN  =      -364.46956454 eV
 *       energy without entropy =     -364.39657723  energy(sigma->0) = -364.44523543
 *     ------------------------ aborting loop because EDIFF is reached --------------
 *     ------------------------ aborting loop EDIFF was not reached (unconverged)  --
 */
#include "formats/outcar.h"

/* --- what the lines say ------------------------------------------------- */

/* "Iteration   4(  11)": both numbers. */
static bool iteration(str line, long long *ionic, long long *electronic)
{
    str rest = line, number;
    return str_after(&rest, STR("Iteration")) && str_cut(&rest, '(', &number) &&
           str_integer(number, 1, INT32_MAX, ionic) && str_cut(&rest, ')', &number) &&
           str_integer(number, 1, INT32_MAX, electronic);
}

static void another_run(outcar *o, const char *why)
{
    if (o->is_two_runs)
        return;
    o->is_two_runs = true;
    diag_error(o->diag, "two-runs", o->in->at,
               "%s: two runs were written into one file", why);
    diag_hint(o->diag, "Two jobs ran in this folder. Run it again, alone.");
}

static void jump(outcar *o, size_t number, size_t electronic)
{
    const step *now = &o->now;
    outcar_damage(o, number == now->number
                         ? arena_print(o->a, "electronic step %zu follows step %u",
                                       electronic, now->n_electronic)
                         : arena_print(o->a,
                                       "electronic step %zu of ionic step %zu follows "
                                       "ionic step %zu",
                                       electronic, number, now->number));
}

static void begins_late(outcar *o, size_t ionic, size_t electronic)
{
    if (ionic == 1)
        diag_warn(o->diag, "damaged", o->in->at,
                  "the first electronic step is number %zu", electronic);
    else
        diag_warn(o->diag, "damaged", o->in->at, "the first ionic step is number %zu",
                  ionic);
    diag_hint(o->diag, "The steps before it were removed from the file.");
}

/* Linear response, or shifts of NMR, count from 1(1) again when the step is done; some
 * algorithms do within it, after a loop that has ended. */
static bool may_restart(const outcar *o)
{
    chp_run_kind kind = o->calc->kind;
    bool is_alone = kind == CHP_RUN_STATIC || kind == CHP_RUN_RESPONSE;
    return o->now.is_whole ? is_alone : o->now.loop != LOOP_OPEN;
}

static void check_order(outcar *o, size_t ionic, size_t electronic)
{
    const step *now = &o->now;
    bool is_same = ionic == now->number;
    if (now->number == 0) {
        if ((ionic != 1 || electronic != 1) && o->announced != ionic)
            begins_late(o, ionic, electronic);
    } else if (is_same && electronic == 1 && may_restart(o)) {
        return;
    } else if (ionic < now->number || (is_same && electronic <= now->n_electronic)) {
        another_run(o, arena_print(o->a, "ionic step %zu follows step %zu", ionic,
                                   now->number));
    } else if (electronic != (is_same ? now->n_electronic + 1 : 1)) {
        jump(o, ionic, electronic);
    } else if (ionic > now->number + 1 && ionic != o->announced) {
        jump(o, ionic, electronic);
    }
}

static void on_iteration(outcar *o, size_t ionic, size_t electronic)
{
    step *now = &o->now;
    check_order(o, ionic, electronic);
    if (ionic == now->number && electronic == 1 && now->is_whole && may_restart(o)) {
        outcar_response(o);
        return;
    }
    if (ionic != now->number)
        outcar_begin_step(o, ionic);
    now->n_electronic = (unsigned)electronic;
    now->loop = LOOP_OPEN;
    now->change_eV.known = now->band_change_eV.known = false;
    now->toten_eV.known = now->without_entropy_eV.known = now->entropy_eV.known = false;
    outcar_drop_held(o);
}

/* What follows the ground state of a static run, from 1(1) on, is its response, which
 * has no such block: this one is of another run. */
void outcar_block_again(outcar *o)
{
    if (o->calc->kind == CHP_RUN_STATIC)
        another_run(o, "final energies stand here for a second time");
}

/*     --------------------- Ionic step        1  ---------------------   (from 6 on) */
static void on_announcement(outcar *o, str line)
{
    str word;
    long long n;
    if (!str_after(&line, STR("Ionic step")) || !str_word(&line, &word) ||
        !str_integer(word, 1, INT32_MAX, &n))
        return;
    if (o->section < IN_STEPS) {
        outcar_settings_done(o);
        o->section = IN_STEPS;
    }
    o->announced = (size_t)n;
}

static void on_loop_end(outcar *o, str line)
{
    bool is_reached = str_has(line, STR("EDIFF is reached"));
    o->now.loop = is_reached ? LOOP_REACHED : LOOP_NOT_REACHED;
}

static void on_iteration_line(outcar *o, str line)
{
    long long ionic, electronic;
    if (!iteration(line, &ionic, &electronic))
        return;
    if (o->section == IN_FOOTER)
        outcar_damage(o, "the run goes on after its end");
    if (o->section < IN_STEPS)
        outcar_settings_done(o);
    o->section = IN_STEPS;
    on_iteration(o, (size_t)ionic, (size_t)electronic);
}

/* A line of dashes; most have nothing in them. */
void outcar_rule(outcar *o)
{
    str line = o->in->line;
    const char *text = memchr(line.at, ' ', line.len);
    if (!text)
        return;
    line = str_from(line, (size_t)(text - line.at) + 1);
    if (str_starts(line, STR("Iteration")))
        on_iteration_line(o, line);
    else if (str_starts(line, STR("aborting loop")))
        on_loop_end(o, line);
    else if (str_starts(line, STR("Ionic step")))
        on_announcement(o, line);
}

/* The end of a loop glued to half of another line: two writes were mixed, and other
 * lines may be lost. */
void outcar_glued(outcar *o)
{
    str line = o->in->line;
    if (!str_after(&line, STR("aborting loop")))
        return;
    on_loop_end(o, line);
    diag_warn(o->diag, "spliced", o->in->at,
              "the end of an electronic loop stands within another line: ionic step "
              "%zu is suspect",
              o->now.number);
    diag_hint(o->diag, "Two writes were mixed: compare it with vasprun.xml.");
}

static bool number_before(str *rest, char end, chp_fact *out, const scan *in)
{
    str field;
    double x;
    if (!str_cut(rest, end, &field) || !str_number(field, &x))
        return false;
    *out = fact_of(x, in);
    return true;
}

void outcar_energy_change(outcar *o)
{
    str rest = str_from(o->in->line, strlen(" total energy-change (2. order) :"));
    if (number_before(&rest, '(', &o->now.change_eV, o->in))
        number_before(&rest, ')', &o->now.band_change_eV, o->in);
}

void outcar_electronic_toten(outcar *o)
{
    outcar_after(o, STR("="), &o->now.toten_eV);
}

void outcar_electronic_without(outcar *o)
{
    outcar_after(o, STR("="), &o->now.without_entropy_eV);
}

/* NWRITE = 0 has both energies on one line. */
void outcar_electronic_both(outcar *o)
{
    outcar_electronic_toten(o);
    outcar_after(o, STR("energy without entropy="), &o->now.without_entropy_eV);
}

void outcar_electronic_entropy(outcar *o)
{
    outcar_after(o, STR("="), &o->now.entropy_eV);
}
