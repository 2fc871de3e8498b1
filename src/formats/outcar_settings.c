/* The tags that a run was made with, as VASP printed them after digesting INCAR:
 *
 *        NELM   =     60;   NELMIN=  2; NELMDL= -5     # of ELM steps
 *        EDIFF  = 0.1E-06   stopping-criterion for ELM
 *        U (eV)           for each species LDAUU =   6.4  0.0
 *      METAGGA = R2SCAN                                      LMAXTAU =  6    LMIXTAU =
 * T
 *
 * A tag is what stands before `=`, in capitals; its value the word after it, or for
 * some tags all that follows. From 6.2 on INCAR itself is echoed above these sections:
 * of that count only tags that no section repeats, and we look whether things were
 * asked for that a build without them passes over in silence.
 */
#include <math.h>

#include "formats/outcar.h"

enum { MOST_SETTINGS = 1000 }; // a real file has some 120

static bool is_tag_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* The tag that ends before position `end` of `line`. */
static str tag_before(str line, size_t end)
{
    const str mixed = STR("Zab_VDW"); // the one that is not in capitals
    while (end > 0 && line.at[end - 1] == ' ')
        end--;
    if (str_ends(str_part(line, 0, end), mixed))
        return str_part(line, end - mixed.len, mixed.len);
    size_t begin = end;
    while (begin > 0 && is_tag_letter(line.at[begin - 1]))
        begin--;
    bool is_word = begin == 0 || line.at[begin - 1] == ' ' || line.at[begin - 1] == '(';
    bool begins_well = begin < end && line.at[begin] >= 'A' && line.at[begin] <= 'Z';
    return is_word && begins_well ? str_part(line, begin, end - begin) : (str){ 0 };
}

/* Tags with a value for each species or axis. */
static bool is_list(str tag)
{
    static const char *const lists[] = { "LDAUL",  "LDAUU",      "LDAUJ", "ROPT",
                                         "RWIGS",  "VCA",        "DIPOL", "XC_C",
                                         "DFIELD", "EFIELD_PEAD" };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (str_eq(tag, str_of(lists[i])))
            return true;
    return false;
}

/* The line of this name that every file up to 6.2.0 has is not the functional. */
static bool is_other_metagga(str tag, str line)
{
    return str_eq(tag, STR("METAGGA")) && str_has(line, STR("non-selfconsistent"));
}

/* Without the words that explain them: "0.0 0.0 0.0 field for delta impulse". */
static str list_of(str text)
{
    str rest = text, word;
    while (str_word(&rest, &word))
        if (word.at[0] >= 'a' && word.at[0] <= 'z')
            return str_trim(str_part(text, 0, (size_t)(word.at - text.at)));
    return text;
}

static void add_tag(outcar *o, str line, size_t at)
{
    str tag = tag_before(line, at), value = str_from(line, at + 1), word;
    if (tag.len == 0 || is_other_metagga(tag, line))
        return;
    if (is_list(tag)) {
        value = list_of(value);
    } else {
        if (!str_word(&value, &word))
            return;
        value = word;
        str_cut(&word, ';', &value);
    }
    if (value.len > 0 && o->calc->n_settings < MOST_SETTINGS)
        calc_add_setting(o->a, o->calc, tag, value, o->in->at);
}

void outcar_tags(outcar *o)
{
    str line = o->in->line;
    if (str_starts(line, STR(" LDA+U is selected"))) // LDAU itself is not printed
        calc_add_setting(o->a, o->calc, STR("LDAU"), STR("T"), o->in->at);
    for (size_t i = 0; i < line.len; i++)
        if (line.at[i] == '=')
            add_tag(o, line, i);
}

/*      generate k-points for:    3    3    1           from 6.2 on
 *
 * Whether the mesh was centred on Gamma is not said: it is no KPOINTS. */
void outcar_mesh(outcar *o)
{
    str rest = o->in->line, n[3];
    if (str_after(&rest, STR(":")) && str_word(&rest, &n[0]) &&
        str_word(&rest, &n[1]) && str_word(&rest, &n[2]))
        calc_add_setting(
            o->a, o->calc, STR("KGRID"),
            str_of(arena_print(o->a, "%.*s %.*s %.*s", (int)n[0].len, n[0].at,
                               (int)n[1].len, n[1].at, (int)n[2].len, n[2].at)),
            o->in->at);
}

/*      k-points in reciprocal lattice and weights: Automatic mesh
 *        0.12500000  0.12500000  0.00000000       0.125
 *
 * Each weight is rounded to three decimals; together they are one. */
void outcar_weights(outcar *o)
{
    enum { WEIGHT = 37, WIDTH = 12 };
    const double rounding = 0.00051;
    double sum = 0, weight, n_told;
    size_t n = 0;
    chp_where at = o->in->at;
    for (; outcar_line(o) && str_number(str_part(o->in->line, WEIGHT, WIDTH), &weight);
         n++)
        sum += weight;
    outcar_put_back(o);
    bool is_counted = chp_calc_number(o->calc, "NKPTS", &n_told);
    if (o->is_at_end || n == 0 || (is_counted && (double)n != n_told))
        return;
    o->calc->kpoint_weight = fact_at(sum, at);
    if (fabs(sum - 1) <= (double)n * rounding)
        return;
    diag_warn(o->diag, "damaged", at, "the weights of the k-points add up to %.3f",
              sum);
    diag_hint(o->diag, "The file was edited: they are one in every run.");
}

/* --- the echo of INCAR -------------------------------------------------- */

static bool is_not_zero(str value)
{
    double x;
    str word;
    return str_word(&value, &word) && str_number(word, &x) && x != 0;
}

/* CP-VASP prints nothing into OUTCAR: that it ran, OSZICAR tells. */
static bool is_echoed_alone(str tag)
{
    static const char *const tags[] = { "LCEP",     "TARGETMU", "ALGO",
                                        "ML_LMLFF", "ML_MODE",  "I_CONSTRAINED_M" };
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (str_eq_nocase(tag, str_of(tags[i])))
            return true;
    return false;
}

static str first_value(str line)
{
    str word = { 0 };
    str_word(&line, &word);
    return word;
}

static void read_statement(outcar *o, str value)
{
    const struct {
        str tag;
        bool (*is_on)(str value);
        bool *wants;
        chp_where *at;
    } watched[] = {
        { STR("LSOL"), calc_is_true, &o->wants_solvation, &o->solvation_at },
        { STR("LBEEFENS"), calc_is_true, &o->wants_ensemble, &o->ensemble_at },
        { STR("IOPT"), is_not_zero, &o->wants_vtst, &o->vtst_at },
        { STR("LTPOT"), calc_is_true, &o->wants_potential, &o->potential_at },
    };
    str tag;
    if (!str_cut(&value, '=', &tag) || !value.at)
        return;
    tag = str_trim(tag);
    if (is_echoed_alone(tag))
        calc_add_setting(o->a, o->calc, tag, first_value(value), o->in->at);
    if (str_eq_nocase(tag, STR("IVDW")) && !o->echoed_ivdw) {
        o->echoed_ivdw = arena_str(o->a, first_value(value));
        o->echoed_at = o->in->at;
    }
    for (size_t i = 0; i < sizeof watched / sizeof *watched; i++)
        if (str_eq_nocase(tag, watched[i].tag) && watched[i].is_on(value)) {
            *watched[i].wants = true;
            *watched[i].at = o->in->at;
        }
}

static str without_comment(str line)
{
    size_t n = 0;
    while (n < line.len && line.at[n] != '#' && line.at[n] != '!')
        n++;
    return str_part(line, 0, n);
}

void outcar_echo(outcar *o)
{
    str line = without_comment(o->in->line), statement;
    while (str_cut(&line, ';', &statement))
        read_statement(o, statement);
}

/* --- what follows from the tags ----------------------------------------- */

static chp_run_kind kind_of(int ibrion, bool has_steps)
{
    if (ibrion == 5 || ibrion == 6)
        return CHP_RUN_FREQUENCIES;
    if (ibrion == 7 || ibrion == 8)
        return CHP_RUN_RESPONSE;
    if (ibrion == -1 || !has_steps)
        return CHP_RUN_STATIC;
    if (ibrion == 0)
        return CHP_RUN_DYNAMICS;
    if (ibrion >= 1 && ibrion <= 3)
        return CHP_RUN_RELAXATION;
    return ibrion == 40 || ibrion == 44 ? CHP_RUN_PATH : CHP_RUN_OTHER;
}

static chp_run_kind kind_of_run(const chp_calc *calc)
{
    double ibrion, nsw;
    if (!chp_calc_number(calc, "IBRION", &ibrion) || ibrion < -10 || ibrion > 1000)
        return CHP_RUN_UNKNOWN;
    bool has_steps = !chp_calc_number(calc, "NSW", &nsw) || nsw > 0;
    return kind_of((int)ibrion, has_steps);
}

static void charge(chp_calc *calc)
{
    double valence = 0;
    for (size_t i = 0; i < calc->n_species; i++) {
        const chp_species *s = &calc->species[i];
        if (s->count == 0 || !s->valence_e.known)
            return;
        valence += (double)s->count * s->valence_e.value;
    }
    if (calc->n_species == 0 || !calc->n_electrons.known)
        return;
    double q = valence - calc->n_electrons.value;
    bool is_rounding = q > -1e-3 && q < 1e-3;
    calc->charge_e = fact_at(is_rounding ? 0 : q, calc->n_electrons.at);
}

static chp_fact number_of(const chp_calc *calc, const char *tag)
{
    double n;
    return chp_calc_number(calc, tag, &n) ? fact_at(n, chp_calc_setting(calc, tag)->at)
                                          : (chp_fact){ 0 };
}

void outcar_settings_done(outcar *o)
{
    chp_calc *calc = o->calc;
    calc->kind = kind_of_run(calc);
    if (o->echoed_ivdw) // before 6.4.3 not all schemes print their number
        calc_add_setting(o->a, calc, STR("IVDW"), str_of(o->echoed_ivdw), o->echoed_at);
    outcar_limits(o);
    calc->n_electrons = number_of(calc, "NELECT");
    calc->n_kpoints = number_of(calc, "NKPTS");
    o->next_electrons = calc->n_electrons;
    charge(calc);
}

/*      energy-cutoff  :      450.00
 *
 * stands above the lattice; ENCUT itself has one decimal. */
void outcar_cutoff(outcar *o)
{
    static const double ROUNDING = 0.0501;
    chp_fact used;
    double told;
    o->section = IN_GEOMETRY;
    if (!outcar_after(o, STR(":"), &used) ||
        !chp_calc_number(o->calc, "ENCUT", &told) ||
        fabs(told - used.value) <= ROUNDING)
        return;
    diag_warn(o->diag, "damaged", chp_calc_setting(o->calc, "ENCUT")->at,
              "ENCUT is %.1f eV here and %.2f in line %zu", told, used.value,
              used.at.line);
    diag_hint(o->diag, "The file was edited: see INCAR for what was meant.");
}
