/* OUTCAR, all that a run of VASP 4.6 to 6.6 told, from its first line
 *
 *     vasp.5.4.4.18Apr17-6-g9f103f2a35 (build Aug 15 2018 17:53:46) complex
 *     executed on             LinuxIFC date 2024.05.09  11:39:14
 *
 * to its last. It is read once, line by line; what grows with the file is kept only
 * for the ionic step in hand and for the one that stands for the run.
 *
 * VASP's keywords stand at fixed columns, so a line is known by its first eight
 * letters: they are looked up in a table of keywords, and the keyword's handler reads
 * the line, and those that belong to it. Each keyword counts only in its own part of
 * the file: from 6.2 on INCAR is echoed at the top, comments and all, and nothing
 * that a user typed there may pass for something that VASP found. Of the lines of the
 * electronic iterations only the last count: they are held, and read at the end.
 *
 * What was read is believed only at the end (outcar_verdict.c): a damaged middle
 * shows in its last consequence, and a message in the middle is an error or a remark,
 * as the run went on or not. When runs were appended to one file, each version line
 * begins a new one, and the last that was finished is taken.
 */
#include "formats/outcar.h"

/* --- from part to part -------------------------------------------------- */

static void on_settings(outcar *o)
{
    o->section = IN_SETTINGS;
    outcar_species_done(o);
}

static void on_old_parameters(outcar *o)
{
    o->is_old_lattice = true; // of WAVECAR, which may be another cell
}

static void on_footer(outcar *o)
{
    if (!str_has(o->in->line, STR("General timing and accounting")))
        return;
    if (o->section == IN_FOOTER) // copies of VASP that know nothing of each other
        outcar_damage(o, "the run ends twice");
    if (o->section < IN_STEPS) // there was none
        outcar_settings_done(o);
    o->section = IN_FOOTER;
    o->calc->finished = CHP_YES;
}

/* A second host is that of a second run. The first one was killed within a line, to
 * which the version of the second was appended: it is lost. */
static void on_host(outcar *o)
{
    if (o->has_host)
        o->is_at_version = true;
    else
        outcar_date(o);
    o->has_host = true;
}

/* --- the table ---------------------------------------------------------- */

enum {
    BEFORE_STEPS = IN_HEADER | IN_SETTINGS | IN_GEOMETRY,
    AFTER_SETTINGS = IN_GEOMETRY | IN_STEPS | IN_RESPONSE,
};

/* Of such a line only the last of a step counts: each is held at its own place. */
#define LAST(i) ((unsigned)(i) << 8)

/* What a line begins with (eight letters at least), where in the file it counts, and
 * who reads it. Those that agree in eight letters stand together.
 */
static const struct keyword {
    str text;
    unsigned where;
    void (*read)(outcar *o);
} keywords[] = {
    { STR_INIT(" POTCAR:"), IN_HEADER | IN_ECHO, outcar_potcar_line },
    { STR_INIT("   VRHFIN ="), IN_HEADER, outcar_potcar_block },
    { STR_INIT("   LEXCH  ="), IN_HEADER, outcar_potcar_block },
    { STR_INIT("   EATOM  ="), IN_HEADER, outcar_potcar_block },
    { STR_INIT("   TITEL  ="), IN_HEADER, outcar_potcar_block },
    { STR_INIT("   POMASS ="), IN_HEADER, outcar_potcar_block },
    { STR_INIT("   POMASS ="), IN_SETTINGS, outcar_masses },
    { STR_INIT("   ENMAX  ="), IN_HEADER, outcar_potcar_block },
    { STR_INIT("   SHA256 ="), IN_HEADER, outcar_potcar_block },
    { STR_INIT("   ZVAL   ="), IN_SETTINGS, outcar_valences },
    { STR_INIT("   ions per type ="), IN_HEADER, outcar_ions_per_type },
    { STR_INIT("   k-points "), IN_HEADER, outcar_tags },
    { STR_INIT("   k-Points "), IN_HEADER, outcar_tags },
    { STR_INIT("   number of dos"), IN_HEADER, outcar_tags },
    { STR_INIT(" generate k-points for:"), IN_HEADER, outcar_mesh },
    { STR_INIT(" k-points in reciprocal lattice and weights"), IN_GEOMETRY,
      outcar_weights },
    { STR_INIT(" executed on"), IN_HEADER | IN_SETTINGS | AFTER_SETTINGS | IN_FOOTER,
      on_host },
    { STR_INIT(" SYSTEM ="), IN_HEADER, outcar_title },
    { STR_INIT(" Startparameter for this run:"), IN_HEADER | IN_ECHO, on_settings },
    { STR_INIT(" VTST: version"), IN_HEADER, outcar_vtst },
    { STR_INIT(" CHAIN: initializing optimizer"), IN_HEADER, outcar_vtst },
    { STR_INIT(" Solvation model:"), BEFORE_STEPS, outcar_solvation_model },
    { STR_INIT("   EFERMI_ref"), BEFORE_STEPS, outcar_reference_level },
    { STR_INIT(" old parameters found on file WAVECAR"), IN_GEOMETRY,
      on_old_parameters },
    { STR_INIT("      direct lattice vectors"), IN_GEOMETRY | IN_STEPS,
      outcar_lattice },
    { STR_INIT(" position of ions in fractional"), IN_GEOMETRY, outcar_fractional },
    { STR_INIT("  volume of cell :"), IN_GEOMETRY | IN_STEPS, outcar_volume },
    { STR_INIT("--------"), IN_SETTINGS | IN_GEOMETRY | IN_STEPS | IN_FOOTER,
      outcar_rule },
    { STR_INIT(" total energy-change (2. order) :"), IN_STEPS | LAST(1),
      outcar_energy_change },
    { STR_INIT("  free energy    TOTEN  ="), IN_STEPS | LAST(2),
      outcar_electronic_toten },
    { STR_INIT("  free energy ="), IN_STEPS | LAST(3), outcar_electronic_both },
    { STR_INIT("  entropy T*S    EENTRO ="), IN_STEPS | LAST(4),
      outcar_electronic_entropy },
    { STR_INIT("  FREE ENERGIE OF THE ION-ELECTRON SYSTEM"), IN_STEPS, outcar_block },
    { STR_INIT("  FREE ENERGIE OF THE ION-ELECTRON SYSTEM"), IN_RESPONSE,
      outcar_block_again },
    { STR_INIT("  free  energy   TOTEN  ="), IN_STEPS, outcar_toten },
    { STR_INIT("  free  energy ML TOTEN  ="), IN_STEPS, outcar_ml_toten },
    { STR_INIT(" HF+RPA corr. energy TOTEN"), AFTER_SETTINGS, outcar_rpa },
    { STR_INIT("  HF+RPA corr. energy TOTEN"), AFTER_SETTINGS, outcar_rpa },
    { STR_INIT(" HF+E_corr(extrapolated)"), AFTER_SETTINGS, outcar_rpa_all },
    { STR_INIT("  HF+E_corr(extrapolated)"), AFTER_SETTINGS, outcar_rpa_all },
    { STR_INIT("  energy-cutoff  :"), IN_SETTINGS, outcar_cutoff },
    { STR_INIT("  energy without entropy ="), IN_STEPS | LAST(5),
      outcar_electronic_without },
    { STR_INIT("  energy  without entropy="), IN_STEPS, outcar_without_entropy },
    { STR_INIT(" number of electron "), IN_STEPS | LAST(6), outcar_magnetization },
    { STR_INIT(" POSITION  "), IN_STEPS, outcar_forces },
    { STR_INIT("    total drift:"), IN_STEPS, outcar_drift },
    { STR_INIT(" magnetization (x)"), IN_STEPS, outcar_moments },
    { STR_INIT(" magnetization (y)"), IN_STEPS, outcar_moments },
    { STR_INIT(" magnetization (z)"), IN_STEPS, outcar_moments },
    { STR_INIT("magnetization (x)"), IN_STEPS, outcar_moments },
    { STR_INIT("magnetization (y)"), IN_STEPS, outcar_moments },
    { STR_INIT("magnetization (z)"), IN_STEPS, outcar_moments },
    { STR_INIT(" BEEFens "), IN_STEPS, outcar_ensemble },
    { STR_INIT(" Edisp (eV)"), IN_STEPS, outcar_dispersion },
    { STR_INIT("  Edisp (eV)"), IN_STEPS, outcar_dispersion },
    { STR_INIT(" IVDW    "), IN_STEPS, outcar_ivdw },
    { STR_INIT("  IVDW ="), IN_STEPS, outcar_ivdw },
    { STR_INIT(" VDW_S6 "), IN_STEPS, outcar_vdw_parameter },
    { STR_INIT(" VDW_S8 "), IN_STEPS, outcar_vdw_parameter },
    { STR_INIT(" VDW_SR "), IN_STEPS, outcar_vdw_parameter },
    { STR_INIT(" VDW_A1 "), IN_STEPS, outcar_vdw_parameter },
    { STR_INIT(" VDW_A2 "), IN_STEPS, outcar_vdw_parameter },
    { STR_INIT(" VDW_RADIUS "), IN_STEPS, outcar_vdw_parameter },
    { STR_INIT("    FORVDW:"), IN_STEPS, outcar_vdw_forces },
    { STR_INIT("  in kB "), IN_STEPS, outcar_stress },
    { STR_INIT("  external pressure ="), IN_STEPS, outcar_pressure },
    { STR_INIT("  kinetic energy EKIN"), IN_STEPS, outcar_kinetic },
    { STR_INIT("  kin. lattice  EKIN_LAT="), IN_STEPS, outcar_temperature },
    { STR_INIT("  total energy   ETOTAL"), IN_STEPS, outcar_total },
    { STR_INIT(" dipolmoment "), IN_STEPS | LAST(10), outcar_dipole_moment },
    { STR_INIT(" dipol+quadrupol energy correction"), IN_STEPS | LAST(7),
      outcar_dipole },
    { STR_INIT(" energy correction for charged system"), IN_STEPS | LAST(8),
      outcar_charged_system },
    { STR_INIT("  *************** adding dipol"), IN_STEPS, outcar_dipole_added },
    { STR_INIT("  Solvation  Ediel_sol  ="), IN_STEPS | LAST(9),
      outcar_solvation_energy },
    { STR_INIT("  Solvation  Ecorr_sol  ="), IN_STEPS | LAST(9),
      outcar_solvation_energy },
    { STR_INIT("  FERMI_SHIFT ="), IN_STEPS, outcar_fermi_shift },
    { STR_INIT("TARGET POTENTIAL ROUTINE"), IN_STEPS, outcar_target_potential },
    { STR_INIT(" TARGET POTENTIAL ROUTINE"), IN_STEPS, outcar_target_potential },
    { STR_INIT("  TARGET POTENTIAL ROUTINE"), IN_STEPS, outcar_target_potential },
    { STR_INIT("   TARGET POTENTIAL ROUTINE"), IN_STEPS, outcar_target_potential },
    { STR_INIT("    TARGET POTENTIAL ROUTINE"), IN_STEPS, outcar_target_potential },
    { STR_INIT(" Adjusting number of electrons for constant potential"), IN_STEPS,
      outcar_adjusted },
    { STR_INIT(" E-fermi :"), IN_STEPS, outcar_fermi },
    { STR_INIT(" Fermi energy:"), IN_STEPS, outcar_fermi },
    { STR_INIT(" Linear response"), IN_STEPS, outcar_response },
    { STR_INIT(" reached required accuracy"), IN_STEPS, outcar_reached },
    { STR_INIT("OPT: skip step"), IN_STEPS, outcar_optimiser_done },
    { STR_INIT(" soft stop encountered"), IN_STEPS, outcar_stop },
    { STR_INIT(" hard stop encountered"), IN_STEPS, outcar_stop },
    { STR_INIT("        Strain:"), IN_STEPS, outcar_freedom },
    { STR_INIT(" Finite differences"), IN_STEPS, outcar_finite_differences },
    { STR_INIT("   Degrees of freedom DOF"), IN_STEPS, outcar_freedom },
    { STR_INIT("   Step               POTIM ="), IN_STEPS, outcar_displacement },
    { STR_INIT("  Degree of freedom:"), IN_STEPS, outcar_freedom },
    { STR_INIT("  Total:  "), IN_STEPS, outcar_freedom },
    { STR_INIT(" SECOND DERIVATIVES"), IN_STEPS | IN_RESPONSE, outcar_hessian },
    { STR_INIT(" Eigenvectors and eigenvalues of the dynamical"),
      IN_STEPS | IN_RESPONSE, outcar_modes },
    { STR_INIT(" General timing"),
      IN_SETTINGS | IN_GEOMETRY | IN_STEPS | IN_RESPONSE | IN_FOOTER, on_footer },
};

enum { N_KEYWORDS = sizeof keywords / sizeof *keywords, KEY = 8 };

static uint64_t key_of(const char *text)
{
    uint64_t key;
    memcpy(&key, text, KEY);
    return key;
}

static uint64_t keyword_key(size_t i)
{
    char padded[KEY] = { ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ' };
    size_t len = keywords[i].text.len < KEY ? keywords[i].text.len : KEY;
    memcpy(padded, keywords[i].text.at, len);
    return key_of(padded);
}

static unsigned slot_of(uint64_t key)
{
    return (unsigned)(key * UINT64_C(0x9e3779b97f4a7c15) >> 55);
}

/* Keywords that begin with the same eight letters stand together: their slot is that
 * of the first. */
static void fill_table(outcar *o)
{
    for (size_t i = 0; i < N_KEYWORDS; i++) {
        uint64_t key = keyword_key(i);
        if (i > 0 && key == keyword_key(i - 1))
            continue;
        unsigned slot = slot_of(key);
        while (o->slots[slot])
            slot = (slot + 1) % N_SLOTS;
        o->keys[slot] = key;
        o->slots[slot] = (unsigned char)(i + 1);
    }
}

static bool is_same_key(size_t i, uint64_t key)
{
    return i < N_KEYWORDS && memcmp(keywords[i].text.at, &key, KEY) == 0;
}

/* The first keyword of this key, counted from 1; 0: none. */
static size_t first_of(const outcar *o, uint64_t key)
{
    unsigned slot = slot_of(key);
    while (o->slots[slot] && o->keys[slot] != key)
        slot = (slot + 1) % N_SLOTS;
    return o->slots[slot];
}

/* The keyword of the line, or NULL. */
static const struct keyword *find(const outcar *o, uint64_t key, str line)
{
    size_t first = first_of(o, key);
    for (size_t i = first - 1; first > 0 && is_same_key(i, key); i++)
        if ((keywords[i].where & o->section) && str_starts(line, keywords[i].text))
            return &keywords[i];
    return NULL;
}

/* Where it is held, counted from 1; 0: it is read at once. */
static size_t place_of(const struct keyword *k)
{
    return k->where >> 8;
}

static void hold(outcar *o, const struct keyword *what, str line, size_t number)
{
    outcar_hold(o, &o->held[place_of(what) - 1], what->read, line, number);
}

/* --- lines that begin with no keyword ----------------------------------- */

static bool is_version(str line)
{
    line = str_from(line, line.len > 0 && line.at[0] == ' ');
    return str_starts(line, STR("vasp.")) && line.len > 6 && line.at[5] >= '0' &&
           line.at[5] <= '9' && line.at[6] == '.';
}

/* Text that is not in the table: settings, boxes, VASP's words, the elapsed time. */
static void read_text(outcar *o)
{
    str line = o->in->line;
    size_t indent = 0;
    while (indent < line.len && line.at[indent] == ' ')
        indent++;
    if (o->section == IN_HEADER && str_eq(str_trim(line), STR("INCAR:")))
        o->section = IN_ECHO;
    else if (o->section & IN_ECHO)
        outcar_echo(o);
    else if (o->section & IN_SETTINGS)
        outcar_tags(o);
    else if ((o->section & IN_FOOTER) && str_has(line, STR("Elapsed time (sec):")))
        outcar_after(o, STR("(sec):"), &o->calc->elapsed_s);
    else if ((o->section & IN_FOOTER) &&
             str_has(line, STR("Maximum memory used (kb):")))
        outcar_after(o, STR("(kb):"), &o->calc->max_memory_kB);
    if (o->section != IN_ECHO && line.len - indent >= 4 &&
        message_may_begin(&o->leads, line.at + indent))
        outcar_saying(o, line, o->in->at);
}

static void read_other(outcar *o)
{
    str line = o->in->line;
    if (line.len == 0)
        return;
    char first = line.at[0];
    if (first == '|') {
        outcar_box(o);
        return;
    }
    if (o->box.n)
        outcar_box_end(o);
    if (is_version(line)) {
        o->is_at_version = true;
        return;
    }
    if (line.at[line.len - 1] == '-' && first != '-' && (o->section & IN_STEPS))
        outcar_glued(o);
    read_text(o);
}

/* The first of eight letters in which two keys differ. */
static unsigned first_difference(uint64_t a, uint64_t b)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return (unsigned)__builtin_ctzll(a ^ b) / 8;
#else
    return (unsigned)__builtin_clzll(a ^ b) / 8;
#endif
}

/* Nearly all lines of the steps are rows of tables: blanks, then a digit or a sign. Of
 * the rest only those are looked at that begin with a keyword, a version or words of
 * VASP, or end in dashes that do not begin them. */
static bool is_dull(const outcar *o, uint64_t key, str line)
{
    const uint64_t blanks = UINT64_C(0x2020202020202020);
    if (key == blanks || line.len == 0)
        return true;
    unsigned indent = first_difference(key, blanks);
    char first = line.at[indent];
    if ((first >= '*' && first <= '9') || first == '\n' || first == '\r')
        return true;
    if (first == '|' || first == '\0' || first == 'v' || line.at[line.len - 1] == '-')
        return false;
    return !message_may_begin(&o->leads, line.at + indent);
}

/* A dull line, or one that only needs to be held. */
static bool take(void *mind, str line)
{
    outcar *o = mind;
    if (line.len > OUTCAR_LONG_LINE)
        return false;
    uint64_t key = key_of(line.at);
    if (!first_of(o, key))
        return is_dull(o, key, line);
    const struct keyword *known = find(o, key, line);
    if (known && place_of(known)) {
        hold(o, known, line, o->in->at.line + 1);
        return true;
    }
    return known && known->read == outcar_rule && !memchr(line.at, ' ', line.len);
}

static void read_line(outcar *o)
{
    str line = o->in->line;
    const struct keyword *known =
        line.len >= KEY ? find(o, key_of(line.at), line) : NULL;
    if (known && place_of(known))
        hold(o, known, line, o->in->at.line);
    else if (known)
        known->read(o);
    else
        read_other(o);
}

/* --- the top of a run --------------------------------------------------- */

static bool digits(str *rest, int *out)
{
    size_t n = 0;
    *out = 0;
    for (; n < rest->len && n < 6 && rest->at[n] >= '0' && rest->at[n] <= '9'; n++)
        *out = *out * 10 + (rest->at[n] - '0');
    *rest = str_from(*rest, n);
    return n > 0;
}

/* What follows the brackets or, up to 5.3, the date: "18Dez12gamma-only" is one word.
 */
static str build_of(str rest)
{
    static const str glued[] = { STR_INIT("gamma-only"), STR_INIT("complex") };
    str behind = rest, date;
    if (str_after(&behind, STR("(build")) && str_after(&behind, STR(")")))
        return str_trim(behind);
    str_word(&rest, &date);
    for (size_t i = 0; i < sizeof glued / sizeof *glued; i++)
        if (str_ends(date, glued[i]))
            return glued[i];
    return str_trim(rest);
}

/*     vasp.5.4.1 08Jul2015 (build ...) complex standard with constrain (TS) & VASPsol
 *
 * The version ends at the first blank. */
static void read_version(chp_calc *calc, arena *a, str line)
{
    str rest = line, word;
    if (!str_after(&rest, STR("vasp.")))
        return;
    str number = rest;
    for (int i = 0; i < 3 && digits(&number, &calc->version[i]); i++)
        if (number.len == 0 || number.at[0] != '.')
            break;
        else
            number = str_from(number, 1);
    str_word(&rest, &word);
    calc->vasp_version = arena_str(a, word);
    str build = build_of(rest);
    if (build.len)
        calc->build = arena_str(a, build);
}

static void begin(outcar *o, scan *in, reading *r, chp_calc *calc, chp_diag *diag)
{
    *o = (outcar){ .in = in, .a = r->a, .r = r, .diag = diag, .calc = calc };
    o->section = IN_HEADER;
    calc->format = "outcar";
    o->leads = message_leads_new();
    fill_table(o);
}

/* One run, up to the end or the version line of the next. */
static void read_run(outcar *o)
{
    read_version(o->calc, o->a, o->in->line);
    if (str_starts(o->in->line, STR(" executed on"))) // the version was torn
        on_host(o);
    while (!o->is_at_version) {
        if ((o->section & (IN_STEPS | IN_RESPONSE)) && !o->again && !o->box.n)
            scan_skip(o->in, take, o);
        if (!outcar_line(o))
            break;
        read_line(o);
    }
    if (o->box.n)
        outcar_box_end(o);
    outcar_verdict(o);
}

/* --- several runs in one file ------------------------------------------- */

typedef struct {
    chp_calc calc;
    chp_diag *diag;
} run;

/* The last finished run, else the last. */
static void choose(run *best, chp_calc calc, chp_diag *diag)
{
    bool is_better = calc.finished == CHP_YES || best->calc.finished != CHP_YES;
    chp_diag_free(is_better ? best->diag : diag);
    if (is_better)
        *best = (run){ calc, diag };
}

static bool read(scan *in, reading *r, chp_calc *calc)
{
    outcar *o = arena_new(r->a, outcar, 1);
    run best = { 0 };
    size_t n_runs = 0;
    bool has_more = scan_line(in);
    chp_where last_at = in->at;
    while (has_more) {
        chp_calc one = { .path = calc->path };
        chp_diag *diag = chp_diag_new();
        last_at = in->at;
        begin(o, in, r, &one, diag);
        read_run(o);
        has_more = o->is_at_version;
        choose(&best, one, diag);
        n_runs++;
    }
    if (n_runs == 0) {
        diag_error(r->diag, "empty", in->at, "the file is empty");
        diag_hint(r->diag, "The run has not begun, or crashed at its start.");
        return false;
    }
    if (n_runs > 1) {
        diag_warn(r->diag, "several-runs", last_at,
                  "%zu runs were appended to one file; the last finished one is read",
                  n_runs);
        diag_hint(r->diag, "Give each run its own file.");
    }
    const char *path = calc->path;
    *calc = best.calc;
    calc->path = path;
    size_t n_before = chp_diag_count(r->diag, CHP_ERROR);
    chp_diag_merge(r->diag, best.diag);
    chp_diag_free(best.diag);
    return chp_diag_count(r->diag, CHP_ERROR) == n_before;
}

/* --- recognition -------------------------------------------------------- */

/* The version stands on the first line (behind the header of a tar, when its entry
 * was not unpacked), the host on the next. Standard output has a version line too, but
 * no host and no list of POTCARs. */
static int bid(str head)
{
    str first, rest = head;
    if (!str_line(&rest, &first))
        return 0;
    str version = first;
    bool has_version = str_after(&version, STR("vasp.")) && version.len > 1 &&
                       version.at[0] >= '0' && version.at[0] <= '9';
    str top = str_part(head, 0, 4096);
    bool has_host = str_has(top, STR("\n executed on")) ||
                    str_has(top, STR("\r executed on")) ||
                    str_starts(top, STR(" executed on")); // the version was cut off
    bool is_short = rest.len < 200; // a crash at the start leaves little more
    bool has_list = has_version && str_has(top, STR("\n POTCAR: "));
    bool is_outcar = has_version && (has_host || is_short);
    return 8 * ((has_host || has_list) * 13 + is_outcar * 7);
}

const format format_outcar = {
    .name = "outcar",
    .what = "energies, forces, modes, settings and messages of a run",
    .known_by = "its first line, 'vasp.' and a version, and the host on the next",
    .spec = "https://www.vasp.at/wiki/index.php/OUTCAR",
    .bid = bid,
    .read = read,
};
