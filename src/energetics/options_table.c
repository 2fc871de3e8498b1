/* What each option takes, for people and for the program.
 *
 * To add an option of a study: give it a name in options.h, a line in `infos`, a line
 * in `rules`. The study file, the command line, the help and the manual follow. */
#include "energetics/options_table.h"

#include <math.h>

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
    [OPTION_OMEGA_FIT] = { 0, "omega-fit", "quadratic|cubic",
                           "grand potential of charged runs (quadratic)" },
    [OPTION_CO_LIMITING] = { 0, "co-limiting", "EV",
                             "steps this near to the PDS are listed (0.05)" },
    [OPTION_ALLOW] = { 0, "allow", "CODE[,CODE...]",
                       "errors of this code count as warnings (none)" },
};

const chp_option_info *chp_options_list(void)
{
    return infos;
}

int options_index(str name)
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

bool options_is_path(str text)
{
    return str_has(text, STR("/")) || str_ends(text, STR(".yaml")) ||
           str_ends(text, STR(".yml"));
}

static bool set_reaction(setting s)
{
    str name = s.text;
    if (options_is_path(name))
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
    return word >= 0 || options_is_path(s.text) || str_has(s.text, STR("."));
}

static bool set_gas(setting s)
{
    add_name(s.o, &s.o->gas_folders, str_of(path_from(&s.o->memory, s.folder, s.text)));
    return s.text.len > 0;
}

static bool set_allow(setting s)
{
    str rest = s.text, piece;
    while (str_cut(&rest, ',', &piece)) {
        if (word_index(str_trim(piece), chp_diag_codes()) < 0)
            return false;
        add_name(s.o, &s.o->allowed, piece);
    }
    return s.text.len > 0;
}

/* --- the rules ----------------------------------------------------------------- */

/* An option is a number in a range, one of two words, or what its own setter reads. */
typedef struct {
    bool (*set)(setting s);
    size_t member; // of chp_options: a double; with words a bool
    double low, high;
    const char *no, *yes;
    const char *const *(*words)(void); // that its text is one of, or several
    const char *hint;
} rule;

static const rule rules[N_OPTIONS] = {
    [OPTION_TEMPERATURE] = { .set = set_temperature,
                             .hint = "Give a temperature in kelvin: 298.15." },
    [OPTION_POTENTIAL] = { .set = set_potential,
                           .hint = "Give potentials between -4.5 and 4.5 V, with "
                                   "points, UL, Ueq or a range: 0,UL,-1:0:0.1." },
    [OPTION_SCALE] = { .set = set_scale, .hint = "The scale is RHE or SHE." },
    [OPTION_PH] = { .member = offsetof(chp_options, pH),
                    .low = -2,
                    .high = 16,
                    .hint = "Give a pH between -2 and 16." },
    [OPTION_REACTION] = { .set = set_reaction,
                          .hint = "Give the name of a reaction or its file." },
    [OPTION_PATHWAY] = { .set = set_pathway,
                         .hint = "Give the name of a pathway: distal." },
    [OPTION_SEARCH] = { .set = set_search,
                        .hint = "This is a switch: it takes yes or no." },
    [OPTION_PATHS] = { .set = set_paths, .hint = "Give how many paths to rank: 10." },
    [OPTION_OBJECTIVE] = { .set = set_objective,
                           .hint = "Choose UL, all-steps, at-U:-0.5, Gmax:-0.5 "
                                   "or span:-0.5, with a potential in volt." },
    [OPTION_ASSUME_ZERO] = { .set = set_assume_zero,
                             .hint = "Name what may be zero: ZPE, thermal, TS." },
    [OPTION_ENERGY] = { .set = set_energy,
                        .hint = "Choose sigma0, toten or without-entropy." },
    [OPTION_LOW_MODES] = { .set = set_low_modes,
                           .hint = "Choose none, floor:50, floorS:50, grimme:100, "
                                   "grimmeU:100 or cap:3." },
    [OPTION_IMAGINARY] = { .set = set_imaginary,
                           .hint = "Choose floor, drop, invert or error." },
    [OPTION_GAS_THERMO] = { .member = offsetof(chp_options, gas_rrho),
                            .no = "table",
                            .yes = "rrho",
                            .hint = "Choose table or rrho." },
    [OPTION_H2_ROTATION] = { .set = set_h2_rotation,
                             .hint = "Choose table, classical or exact." },
    [OPTION_PRODUCT] = { .set = set_product,
                         .hint = "Write NH3=gas, NH3=aq or NH3=NH4+." },
    [OPTION_PRESSURE] = { .set = set_pressure,
                          .hint = "Write SPECIES=BAR, such as H2O=0.035." },
    [OPTION_GAS_ZPE] = { .member = offsetof(chp_options, gas_zpe_table),
                         .no = "no",
                         .yes = "table",
                         .hint = "Choose table, or leave it out." },
    [OPTION_GAS_CORRECTION] = { .set = set_gas_correction,
                                .hint = "Choose none, N2, NH3, split or a "
                                        "table of corrections." },
    [OPTION_GAS] = { .set = set_gas,
                     .hint = "Give the folder that holds the gas runs." },
    [OPTION_FIELD] = { .member = offsetof(chp_options, field_V_A),
                       .low = -10,
                       .high = 10,
                       .hint = "Give an electric field in V/Å: -0.3." },
    [OPTION_NITRATE] = { .member = offsetof(chp_options, nitrate_by_CRC),
                         .no = "NBS",
                         .yes = "CRC",
                         .hint = "Choose NBS (0.353 eV) or CRC (0.392 eV)." },
    [OPTION_PAIRS] = { .member = offsetof(chp_options, pairs_additive),
                       .no = "none",
                       .yes = "additive",
                       .hint = "Choose none or additive." },
    [OPTION_ABSOLUTE_POTENTIAL] = { .member = offsetof(chp_options, absolute_V),
                                    .low = 3,
                                    .high = 6,
                                    .hint = "Give the potential of SHE: 4.44 or so." },
    [OPTION_OMEGA_FIT] = { .member = offsetof(chp_options, omega_cubic),
                           .no = "quadratic",
                           .yes = "cubic",
                           .hint = "Choose quadratic or cubic." },
    [OPTION_CO_LIMITING] = { .member = offsetof(chp_options, co_limiting_eV),
                             .low = 0,
                             .high = 1,
                             .hint = "Give an energy in eV: 0.05." },
    [OPTION_ALLOW] = { .set = set_allow,
                       .words = chp_diag_codes,
                       .hint = "Give the codes of findings: C03 or not-converged." },
};

static bool read_either(str text, const rule *r, bool *out)
{
    const char *const words[] = { r->no, r->yes, NULL };
    int word = word_index(text, words);
    *out = word == 1;
    return word >= 0;
}

bool options_read(int option, setting s)
{
    const rule *r = &rules[option];
    if (r->set)
        return r->set(s);
    void *member = (char *)s.o + r->member;
    return r->yes ? read_either(s.text, r, member)
                  : read_number(s.text, r->low, r->high, member);
}

const char *options_hint(int option)
{
    return rules[option].hint;
}

const char *options_near(int option, str text)
{
    const rule *r = &rules[option];
    str piece;
    while (r->words && str_cut(&text, ',', &piece))
        if (word_index(str_trim(piece), r->words()) < 0)
            return nearest_word(str_trim(piece), r->words());
    return NULL;
}
