/* To add an option of a study: give it a name in options.h, a line in `infos`, a
 * setter in `rules`. The study file, the command line, the help and the manual
 * follow. An option remembers the texts it was set with, so that copies and layers
 * of options are made by setting them once more. */
#include "energetics/options.h"

#include <math.h>

#include "base/diag.h"
#include "base/nearest.h"
#include "base/path.h"

static const chp_option_info infos[N_OPTIONS + 1] = {
    [OPTION_TEMPERATURE] = { 'T', "temperature", "K", "temperature (298.15)" },
    [OPTION_POTENTIAL] = { 'U', "potential", "V[,V...]",
                           "potentials to evaluate and draw; UL, Ueq, A:B:STEP "
                           "(0,UL)" },
    [OPTION_SCALE] = { 0, "scale", "RHE|SHE", "scale of all potentials (RHE)" },
    [OPTION_PH] = { 0, "pH", "X", "pH of the electrolyte (0)" },
    [OPTION_REACTION] = { 'r', "reaction", "NAME|FILE",
                          "reaction to follow (nrr and her; nrr-mvk with vacancies)" },
    [OPTION_PATHWAY] = { 'p', "pathway", "NAME", "only this pathway (all)" },
    [OPTION_SEARCH] = { 0, "search", NULL, "rank the best paths of the whole network" },
    [OPTION_PATHS] = { 0, "paths", "K", "how many paths --search ranks (10)" },
    [OPTION_OBJECTIVE] = { 0, "objective", "UL|all-steps|at-U:V|Gmax:V|span:V",
                           "by what paths are ranked: U_L, the largest step at 0 or "
                           "V, G_max, energetic span (UL)" },
    [OPTION_ASSUME_ZERO] = { 0, "assume-zero", "NAME[,NAME...]",
                             "ZPE, thermal, TS count as zero where not given (none)" },
    [OPTION_ENERGY] = { 0, "energy", "sigma0|toten|without-entropy",
                        "which of VASP's three energies (sigma0)" },
    [OPTION_LOW_MODES] = { 0, "low-modes", "POLICY",
                           "none, floor:50, floorS:50, grimme:100, grimmeU:100, cap:3 "
                           "(floor:50)" },
    [OPTION_IMAGINARY] = { 0, "imaginary", "floor|drop|invert|error",
                           "what small imaginary modes count as (floor)" },
    [OPTION_GAS_THERMO] = { 0, "gas-thermo", "table|rrho",
                            "thermochemistry of gases (table)" },
    [OPTION_H2_ROTATION] = { 0, "h2-rotation", "table|classical|exact",
                             "rotation of H2: tabulated, classical, or its "
                             "nuclear-spin sum (table)" },
    [OPTION_PRODUCT] = { 0, "product", "NH3=gas|aq|NH4+",
                         "as what ammonia leaves (gas)" },
    [OPTION_PRESSURE] = { 0, "pressure", "SPECIES=BAR",
                          "pressure of a gas (1; H2O its vapour pressure)" },
    [OPTION_GAS_ZPE] = { 0, "gas-zpe", "table",
                         "tabulated ZPE for gases without frequencies (not used)" },
    [OPTION_GAS_CORRECTION] = { 0, "gas-correction", "none|N2|NH3|split|FILE",
                                "correct the gas-phase error of the functional "
                                "(none)" },
    [OPTION_GAS] = { 0, "gas", "DIR", "folder of gas runs (gas/ in or beside STUDY)" },
    [OPTION_FIELD] = { 0, "field", "V/Å",
                       "electric field, for states that tell how they answer it (0)" },
    [OPTION_NITRATE] = { 0, "nitrate", "NBS|CRC",
                         "whose acidity of HNO3 makes NO3- of it (NBS)" },
    [OPTION_PAIRS] = { 0, "pairs", "none|additive",
                       "build two fragments in a cell from single ones (none)" },
    [OPTION_ABSOLUTE_POTENTIAL] = { 0, "absolute-potential", "V",
                                    "of SHE, for states with charged runs (4.44)" },
    [OPTION_CO_LIMITING] = { 0, "co-limiting", "EV",
                             "steps this near to the PDS are listed (0.05)" },
    [OPTION_ALLOW] = { 0, "allow", "CODE[,CODE...]",
                       "errors of this code count as warnings (none)" },
};

const chp_option_info *chp_options_list(void)
{
    return infos;
}

/* --- small readers ------------------------------------------------------------- */

static bool read_number(str text, double low, double high, double *out)
{
    double x;
    if (!str_number(text, &x) || x < low || x > high)
        return false;
    *out = x;
    return true;
}

/* The index of a word in a list that ends with NULL, or -1. */
static int word_index(str text, const char *const *words)
{
    for (int i = 0; words[i]; i++)
        if (str_eq_nocase(text, str_of(words[i])))
            return i;
    return -1;
}

static void add_name(chp_options *o, names *list, str name)
{
    list->at = arena_grow(&o->memory, list->at, list->n, sizeof *list->at);
    list->at[list->n++] = arena_str(&o->memory, str_trim(name));
}

/* Beyond it no water is; and -0,5 is 0 and 5 V to us, not half a volt. */
#define FURTHEST_V 4.5

/* --- setters: false when the text is not understood ---------------------------- */

typedef struct {
    chp_options *o;
    str text;
    const char *folder; // that relative paths start from; NULL: here
} setting;

static bool set_temperature(setting s)
{
    if (!read_number(s.text, 1e-3, 1e4, &s.o->T_K))
        return false;
    s.o->thermo.T_K = s.o->T_K;
    return true;
}

static void add_potential(chp_options *o, potential_word word, double U_V)
{
    for (size_t i = 0; i < o->n_potentials; i++)
        if (o->potentials[i].word == word && o->potentials[i].U_V == U_V)
            return; // said twice
    o->potentials =
        arena_grow(&o->memory, o->potentials, o->n_potentials, sizeof *o->potentials);
    o->potentials[o->n_potentials++] = (potential){ word, U_V };
}

/* "A:B:STEP": from A to B, both included. */
static bool add_range(chp_options *o, str text)
{
    str piece;
    double at[3];
    for (int i = 0; i < 3; i++)
        if (!str_cut(&text, ':', &piece) ||
            !read_number(piece, -FURTHEST_V, FURTHEST_V, &at[i]))
            return false;
    double span = at[1] - at[0], step = fabs(at[2]);
    if (text.len > 0 || step < 1e-4 || fabs(span) / step > 1000)
        return false;
    size_t n = (size_t)floor(fabs(span) / step + 1e-9);
    for (size_t i = 0; i <= n; i++) {
        double U_V = at[0] + copysign(step * (double)i, span);
        add_potential(o, POTENTIAL_NUMBER,
                      round(U_V * 1e9) / 1e9 + 0.0); // -0.6, as typed
    }
    return true;
}

static bool set_potential(setting s)
{
    static const char *const words[] = { "UL", "U_L", "Ueq", "U_eq", NULL };
    s.o->n_potentials = 0;
    s.o->potentials = NULL;
    str rest = s.text, piece;
    while (str_cut(&rest, ',', &piece)) {
        piece = str_trim(piece);
        int word = word_index(piece, words);
        double U_V;
        if (word >= 0)
            add_potential(s.o, word < 2 ? POTENTIAL_UL : POTENTIAL_UEQ, 0);
        else if (read_number(piece, -FURTHEST_V, FURTHEST_V, &U_V))
            add_potential(s.o, POTENTIAL_NUMBER, U_V);
        else if (!add_range(s.o, piece))
            return false;
    }
    return s.o->n_potentials > 0;
}

static bool set_scale(setting s)
{
    static const char *const words[] = { [CHP_RHE] = "RHE", [CHP_SHE] = "SHE", NULL };
    int word = word_index(s.text, words);
    s.o->scale = word > 0 ? (chp_scale)word : CHP_RHE;
    return word >= 0;
}

static bool set_pH(setting s)
{
    return read_number(s.text, -2, 16, &s.o->pH);
}

static bool is_path(str text)
{
    return str_has(text, STR("/")) || str_ends(text, STR(".yaml")) ||
           str_ends(text, STR(".yml"));
}

static bool set_reaction(setting s)
{
    str name = s.text;
    if (is_path(name))
        name = str_of(path_from(&s.o->memory, s.folder, name));
    for (size_t i = 0; i < s.o->reactions.n; i++)
        if (str_eq(name, str_of(s.o->reactions.at[i])))
            return true; // said twice
    add_name(s.o, &s.o->reactions, name);
    return name.len > 0;
}

static bool set_pathway(setting s)
{
    str rest = s.text, piece;
    while (str_cut(&rest, ',', &piece))
        add_name(s.o, &s.o->pathways, piece);
    return s.text.len > 0;
}

static bool set_search(setting s)
{
    static const char *const words[] = { "no", "false", "yes", "true", "", NULL };
    int word = word_index(s.text, words);
    s.o->search = word >= 2;
    return word >= 0;
}

static bool set_paths(setting s)
{
    long long n;
    if (!str_integer(s.text, 1, 100000, &n))
        return false;
    s.o->n_paths = (size_t)n;
    return true;
}

static const struct {
    const char *word, *name;
    bool takes_potential, needs_potential;
} objectives[] = {
    [SEARCH_U_L] = { "UL", "U_L" },
    [SEARCH_ALL_STEPS] = { "all-steps", "all-steps" },
    [SEARCH_AT_U] = { "at-U", "at-U", true, true },
    [SEARCH_G_MAX] = { "Gmax", "G_max", true, false },
    [SEARCH_SPAN] = { "span", "span", true, false },
};
enum { N_OBJECTIVES = sizeof objectives / sizeof *objectives };

const char *options_objective_name(search_objective objective)
{
    return objectives[objective].name;
}

/* "Gmax:-0.5"; where a potential may be left out it is 0. */
static bool set_objective(setting s)
{
    str value = s.text, word;
    if (!str_cut(&value, ':', &word))
        return false;
    bool has_potential = word.len < s.text.len;
    for (int i = 0; i < N_OBJECTIVES; i++) {
        if (!str_eq_nocase(word, str_of(objectives[i].word)) &&
            !str_eq_nocase(word, str_of(objectives[i].name)))
            continue;
        s.o->objective = (search_objective)i;
        s.o->objective_V = 0;
        if (!has_potential)
            return !objectives[i].needs_potential;
        return objectives[i].takes_potential &&
               read_number(value, -FURTHEST_V, FURTHEST_V, &s.o->objective_V);
    }
    return false;
}

static bool set_assume_zero(setting s)
{
    static const char *const words[] = { "ZPE", "thermal", "TS", "none", NULL };
    static const unsigned bit[] = { ZERO_ZPE, ZERO_THERMAL, ZERO_TS, 0 };
    str rest = s.text, piece;
    while (str_cut(&rest, ',', &piece)) {
        int word = word_index(str_trim(piece), words);
        if (word < 0)
            return false;
        s.o->assumed_zero |= bit[word];
    }
    return true;
}

static bool set_energy(setting s)
{
    static const char *const words[] = { [CHP_SIGMA0] = "sigma0",
                                         [CHP_TOTEN] = "toten",
                                         [CHP_WITHOUT_ENTROPY] = "without-entropy",
                                         NULL };
    int word = word_index(s.text, words);
    s.o->energy = word > 0 ? (chp_energy_choice)word : CHP_SIGMA0;
    return word >= 0;
}

static bool set_low_modes(setting s)
{
    return chp_low_modes_read(arena_str(&s.o->memory, s.text), &s.o->thermo);
}

static bool set_imaginary(setting s)
{
    return chp_imaginary_read(arena_str(&s.o->memory, s.text), &s.o->thermo);
}

static bool set_gas_thermo(setting s)
{
    static const char *const words[] = { "table", "rrho", NULL };
    int word = word_index(s.text, words);
    s.o->gas_rrho = word == 1;
    return word >= 0;
}

static bool set_h2_rotation(setting s)
{
    static const char *const words[] = { "table", "classical", "exact", NULL };
    int word = word_index(s.text, words);
    s.o->h2_ideal = word > 0;
    s.o->thermo.h2_rotation_exact = word == 2;
    return word >= 0;
}

static bool set_product(setting s)
{
    static const char *const words[] = {
        [PRODUCT_GAS] = "gas", [PRODUCT_AQ] = "aq", [PRODUCT_ION] = "NH4+", NULL
    };
    str value = s.text, species;
    str_cut(&value, '=', &species);
    int word = word_index(str_trim(value), words);
    s.o->product = word > 0 ? (product_state)word : PRODUCT_GAS;
    return word >= 0 && str_eq(str_trim(species), STR("NH3"));
}

static bool set_pressure(setting s)
{
    str rest = s.text, one;
    while (str_cut(&rest, ',', &one)) {
        str gas, value = one;
        double bar;
        if (!str_cut(&value, '=', &gas) || !read_number(value, 1e-30, 1e6, &bar))
            return false;
        s.o->pressures = arena_grow(&s.o->memory, s.o->pressures, s.o->n_pressures,
                                    sizeof *s.o->pressures);
        s.o->pressures[s.o->n_pressures++] =
            (pressure){ arena_str(&s.o->memory, str_trim(gas)), bar };
    }
    return s.text.len > 0;
}

static bool set_gas_zpe(setting s)
{
    static const char *const words[] = { "no", "table", NULL };
    int word = word_index(s.text, words);
    s.o->gas_zpe_table = word == 1;
    return word >= 0;
}

static bool set_gas_correction(setting s)
{
    static const char *const words[] = { [CORRECTION_NONE] = "none",
                                         [CORRECTION_N2] = "N2",
                                         [CORRECTION_NH3] = "NH3",
                                         [CORRECTION_SPLIT] = "split",
                                         NULL };
    int word = word_index(s.text, words);
    s.o->correction = word >= 0 ? (gas_correction)word : CORRECTION_FILE;
    if (word < 0)
        s.o->correction_file = path_from(&s.o->memory, s.folder, s.text);
    return word >= 0 || is_path(s.text) || str_has(s.text, STR("."));
}

static bool set_gas(setting s)
{
    add_name(s.o, &s.o->gas_folders, str_of(path_from(&s.o->memory, s.folder, s.text)));
    return s.text.len > 0;
}

static bool set_field(setting s)
{
    return read_number(s.text, -10, 10, &s.o->field_V_A);
}

static bool set_nitrate(setting s)
{
    static const char *const words[] = { "NBS", "CRC", NULL };
    int word = word_index(s.text, words);
    s.o->nitrate_by_CRC = word == 1;
    return word >= 0;
}

static bool set_pairs(setting s)
{
    static const char *const words[] = { "none", "additive", NULL };
    int word = word_index(s.text, words);
    s.o->pairs_additive = word == 1;
    return word >= 0;
}

static bool set_absolute_potential(setting s)
{
    return read_number(s.text, 3, 6, &s.o->absolute_V);
}

static bool set_co_limiting(setting s)
{
    return read_number(s.text, 0, 1, &s.o->co_limiting_eV);
}

static bool set_allow(setting s)
{
    str rest = s.text, piece;
    while (str_cut(&rest, ',', &piece))
        add_name(s.o, &s.o->allowed, piece);
    return s.text.len > 0;
}

static const struct {
    bool (*set)(setting s);
    const char *hint;
} rules[N_OPTIONS] = {
    [OPTION_TEMPERATURE] = { set_temperature, "Give a temperature in kelvin: 298.15." },
    [OPTION_POTENTIAL] = { set_potential,
                           "Give potentials between -4.5 and 4.5 V, with "
                           "points, UL, Ueq or a range: 0,UL,-1:0:0.1." },
    [OPTION_SCALE] = { set_scale, "The scale is RHE or SHE." },
    [OPTION_PH] = { set_pH, "Give a pH between -2 and 16." },
    [OPTION_REACTION] = { set_reaction, "Give the name of a reaction or its file." },
    [OPTION_PATHWAY] = { set_pathway, "Give the name of a pathway: distal." },
    [OPTION_SEARCH] = { set_search, "This is a switch: it takes yes or no." },
    [OPTION_PATHS] = { set_paths, "Give how many paths to rank: 10." },
    [OPTION_OBJECTIVE] = { set_objective, "Choose UL, all-steps, at-U:-0.5, Gmax:-0.5 "
                                          "or span:-0.5, with a potential in volt." },
    [OPTION_ASSUME_ZERO] = { set_assume_zero,
                             "Name what may be zero: ZPE, thermal, TS." },
    [OPTION_ENERGY] = { set_energy, "Choose sigma0, toten or without-entropy." },
    [OPTION_LOW_MODES] = { set_low_modes,
                           "Choose none, floor:50, floorS:50, grimme:100, grimmeU:100 "
                           "or cap:3." },
    [OPTION_IMAGINARY] = { set_imaginary, "Choose floor, drop, invert or error." },
    [OPTION_GAS_THERMO] = { set_gas_thermo, "Choose table or rrho." },
    [OPTION_H2_ROTATION] = { set_h2_rotation, "Choose table, classical or exact." },
    [OPTION_PRODUCT] = { set_product, "Write NH3=gas, NH3=aq or NH3=NH4+." },
    [OPTION_PRESSURE] = { set_pressure, "Write SPECIES=BAR, such as H2O=0.035." },
    [OPTION_GAS_ZPE] = { set_gas_zpe, "Choose table, or leave it out." },
    [OPTION_GAS_CORRECTION] = { set_gas_correction, "Choose none, N2, NH3, split or a "
                                                    "table of corrections." },
    [OPTION_GAS] = { set_gas, "Give the folder that holds the gas runs." },
    [OPTION_FIELD] = { set_field, "Give an electric field in V/Å: -0.3." },
    [OPTION_NITRATE] = { set_nitrate, "Choose NBS (0.353 eV) or CRC (0.392 eV)." },
    [OPTION_PAIRS] = { set_pairs, "Choose none or additive." },
    [OPTION_ABSOLUTE_POTENTIAL] = { set_absolute_potential,
                                    "Give the potential of SHE: 4.44 or so." },
    [OPTION_CO_LIMITING] = { set_co_limiting, "Give an energy in eV: 0.05." },
    [OPTION_ALLOW] = { set_allow, "Give the codes of findings: C03 or not-converged." },
};

/* --- the record ---------------------------------------------------------------- */

static const struct {
    int option;
    const char *text;
} defaults[] = {
    { OPTION_TEMPERATURE, "298.15" },
    { OPTION_POTENTIAL, "0,UL" },
};

chp_options *chp_options_new(void)
{
    arena memory = { 0 };
    chp_options *o = arena_new(&memory, chp_options, 1);
    o->memory = memory;
    o->thermo = chp_thermo_defaults();
    o->n_paths = 10;
    o->co_limiting_eV = 0.05;
    o->absolute_V = 4.44;
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++)
        rules[defaults[i].option].set((setting){ o, str_of(defaults[i].text), NULL });
    return o;
}

void chp_options_free(chp_options *o)
{
    if (!o)
        return;
    arena memory = o->memory; // the record itself lives in it
    arena_clear(&memory);
}

static void apply(chp_options *o, int option, const char *text, const char *folder)
{
    (void)rules[option].set((setting){ o, str_of(text), folder });
    o->is_set[option] = true;
    o->history = arena_grow(&o->memory, o->history, o->n_history, sizeof *o->history);
    o->history[o->n_history++] =
        (option_setting){ option, arena_str(&o->memory, str_of(text)),
                          folder ? arena_str(&o->memory, str_of(folder)) : NULL };
}

static void replay(chp_options *o, const chp_options *from, const bool *is_taken)
{
    for (size_t i = 0; i < from->n_history; i++) {
        const option_setting *s = &from->history[i];
        if (!is_taken[s->option])
            apply(o, s->option, s->text, s->folder);
    }
}

chp_options *chp_options_copy(const chp_options *options)
{
    static const bool none[N_OPTIONS];
    chp_options *o = chp_options_new();
    replay(o, options, none);
    return o;
}

const char *options_text(arena *a, const option_setting *set)
{
    str text = str_of(set->text);
    bool may_be_file =
        set->option == OPTION_REACTION || set->option == OPTION_GAS_CORRECTION;
    bool is_file = may_be_file && (is_path(text) || str_has(text, STR(".")));
    return is_file ? path_from(a, set->folder, text) : arena_str(a, text);
}

void options_behind(chp_options *o, const chp_options *under)
{
    bool is_taken[N_OPTIONS];
    memcpy(is_taken, o->is_set, sizeof is_taken);
    replay(o, under, is_taken);
}

static int option_of(str name)
{
    for (int i = 0; i < N_OPTIONS; i++) {
        str known = str_of(infos[i].name);
        bool same = known.len == name.len;
        for (size_t c = 0; same && c < name.len; c++)
            same =
                known.at[c] == name.at[c] || (known.at[c] == '-' && name.at[c] == '_');
        if (same)
            return i;
    }
    return -1;
}

static bool unknown(str name, chp_where at, chp_diag *diag)
{
    const char *all[N_OPTIONS + 1] = { 0 };
    for (int i = 0; i < N_OPTIONS; i++)
        all[i] = infos[i].name;
    const char *near = nearest_word(name, all);
    diag_error(diag, "unknown-option", at, "there is no option '%.*s'", (int)name.len,
               name.at);
    if (near)
        diag_hint(diag, "Did you mean '%s'?", near);
    return false;
}

bool chp_options_set(chp_options *o, const char *name, const char *value, chp_where at,
                     chp_diag *diag)
{
    int option = option_of(str_of(name));
    if (option < 0)
        return unknown(str_of(name), at, diag);
    str text = str_trim(str_of(value ? value : ""));
    const char *folder = at.path ? path_folder(&o->memory, at.path) : NULL;
    chp_options *trial = chp_options_new(); // a value refused leaves no trace
    bool ok = rules[option].set((setting){ trial, text, folder });
    chp_options_free(trial);
    if (!ok) {
        diag_error(diag, "bad-option", at, "%s cannot be '%.*s'", infos[option].name,
                   (int)text.len, text.at);
        diag_hint(diag, "%s", rules[option].hint);
        return false;
    }
    apply(o, option, arena_str(&o->memory, text), folder);
    return true;
}

double options_pressure_bar(const chp_options *o, const char *gas)
{
    for (size_t i = o->n_pressures; i-- > 0;) // the last one said stands
        if (str_eq(str_of(gas), str_of(o->pressures[i].gas)))
            return o->pressures[i].bar;
    return str_eq(str_of(gas), STR("H2O")) ? chp_water_vapour_pressure_bar(o->T_K) : 1;
}
