/* vasprun.xml, what VASP keeps for other programs.
 *
 *     <modeling>
 *      <generator> <incar> <kpoints> <parameters> <atominfo>
 *      <structure name="initialpos">
 *      <calculation>                     one for each ionic step
 *       <scstep> ... </scstep>           one for each electronic step
 *       <structure> <varray name="forces"> <varray name="stress">
 *       <energy>                         the final energies of the step
 *       <dos> <eigenvalues> <projected>  most of the file, and passed unread
 *       <dynmat>                         of frequencies, in the last one
 *      </calculation>
 *      <structure name="finalpos">
 *     </modeling>
 *
 * Which section is read how stands in two tables. A step counts when its
 * <calculation> was closed with an <energy> of its own. Its sections are kept as bytes:
 * those of the step that stands for the run, which is the first in a run of frequencies
 * and else the last, are read by libxml2; the others are glanced at.
 *
 * Force fields write their steps without <calculation>: those energies are not DFT's.
 */
#include "formats/vasprun.h"

/* What to do with an element that was just opened; false at the end of the bytes or
 * after a message. */
typedef bool section_reader(vasprun *v);

typedef struct {
    str element, label; // without a label: any
    section_reader *read;
} section;

static bool is_wanted(const vasprun *v, const section *s)
{
    return v->x.name.at[0] == s->element.at[0] && str_eq(v->x.name, s->element) &&
           (s->label.len == 0 || str_eq(xml_attribute(&v->x, STR("name")), s->label));
}

/* Read the children of an element up to its end; those in no table are passed. */
static bool walk(vasprun *v, const section *sections, size_t n)
{
    while (xml_next(&v->x) && v->x.kind == XML_OPEN) {
        size_t i = 0;
        while (i < n && !is_wanted(v, &sections[i]))
            i++;
        if (!(i < n ? sections[i].read(v) : xml_skip(&v->x)))
            return false;
    }
    return v->x.kind == XML_CLOSE;
}

#define WALK(v, sections) walk((v), (sections), sizeof(sections) / sizeof *(sections))

/* Hand the whole section to a reader of pieces. */
static bool take(vasprun *v, bool (*read)(vasprun *, xml_piece))
{
    xml_piece piece = xml_take(&v->x);
    return piece.text.len > 0 && read(v, piece);
}

static bool hold(vasprun *v, held *to)
{
    xml_piece piece = xml_take(&v->x);
    vasprun_hold(v, to, piece);
    return piece.text.len > 0;
}

static void read_fermi_leaf(const xml_leaf *leaf, void *user)
{
    vasprun *v = user;
    double value;
    if (str_number(leaf->text, &value))
        v->e_fermi_eV = fact_at(value, leaf->at);
}

static bool fermi_piece(vasprun *v, xml_piece piece)
{
    return xml_read(&v->x, piece, read_fermi_leaf, v);
}

static bool on_fermi(vasprun *v)
{
    return take(v, fermi_piece);
}

static bool on_dos(vasprun *v)
{
    static const section inside[] = { { STR_INIT("i"), STR_INIT("efermi"), on_fermi } };
    return WALK(v, inside);
}

static bool on_hessian(vasprun *v)
{
    return take(v, vasprun_dynmat_rows);
}

static bool on_eigenvalues(vasprun *v)
{
    return take(v, vasprun_dynmat_values);
}

static bool on_unit(vasprun *v)
{
    return take(v, vasprun_dynmat_unit);
}

static bool on_dynmat(vasprun *v)
{
    static const section inside[] = {
        { STR_INIT("varray"), STR_INIT("hessian"), on_hessian },
        { STR_INIT("v"), STR_INIT("eigenvalues"), on_eigenvalues },
        { STR_INIT("i"), STR_INIT("unit"), on_unit },
    };
    v->dynmat = (vasprun_dynmat){ .at = v->x.at };
    return WALK(v, inside);
}

static bool on_scstep(vasprun *v)
{
    held oldest = v->now.scstep_before;
    v->now.scstep_before = v->now.scstep;
    v->now.scstep = oldest;
    v->now.n_scsteps++;
    return hold(v, &v->now.scstep);
}

static bool on_step_structure(vasprun *v)
{
    return hold(v, &v->now.structure);
}

static bool on_forces(vasprun *v)
{
    return hold(v, &v->now.forces);
}

static bool on_stress(vasprun *v)
{
    return hold(v, &v->now.stress);
}

static bool on_energy(vasprun *v)
{
    return hold(v, &v->now.energy);
}

/* Empty, but with its memory. */
static void forget(held *h)
{
    h->n = 0;
}

static bool on_calculation(vasprun *v)
{
    static const section inside[] = {
        { STR_INIT("scstep"), STR_INIT(""), on_scstep },
        { STR_INIT("structure"), STR_INIT(""), on_step_structure },
        { STR_INIT("varray"), STR_INIT("forces"), on_forces },
        { STR_INIT("varray"), STR_INIT("stress"), on_stress },
        { STR_INIT("energy"), STR_INIT(""), on_energy },
        { STR_INIT("dos"), STR_INIT(""), on_dos },
        { STR_INIT("i"), STR_INIT("efermi"), on_fermi },
        { STR_INIT("dynmat"), STR_INIT(""), on_dynmat },
    };
    vasprun_step *s = &v->now;
    s->at = v->x.at;
    s->n_scsteps = 0;
    s->energies = (chp_energies){ 0 };
    s->kinetic_eV = s->total_eV = (chp_fact){ 0 };
    forget(&s->scstep);
    forget(&s->scstep_before);
    forget(&s->energy);
    forget(&s->structure);
    forget(&s->forces);
    forget(&s->stress);
    return WALK(v, inside) && vasprun_close_step(v);
}

static bool on_generator(vasprun *v)
{
    return take(v, vasprun_generator);
}

static bool on_incar(vasprun *v)
{
    return take(v, vasprun_incar);
}

static bool on_parameters(vasprun *v)
{
    return take(v, vasprun_parameters);
}

static bool on_generation(vasprun *v)
{
    return take(v, vasprun_mesh);
}

static bool on_weights(vasprun *v)
{
    return take(v, vasprun_weights);
}

static bool on_kpoints(vasprun *v)
{
    static const section inside[] = {
        { STR_INIT("generation"), STR_INIT(""), on_generation },
        { STR_INIT("varray"), STR_INIT("weights"), on_weights },
    };
    return WALK(v, inside);
}

static bool on_atominfo(vasprun *v)
{
    return take(v, vasprun_atoms);
}

static bool initial_piece(vasprun *v, xml_piece piece)
{
    return vasprun_structure(v, piece, &v->initial);
}

static bool on_initial(vasprun *v)
{
    return take(v, initial_piece);
}

static bool final_piece(vasprun *v, xml_piece piece)
{
    return vasprun_structure(v, piece, &v->last);
}

static bool on_final(vasprun *v)
{
    return take(v, final_piece);
}

static bool on_learned_energy(vasprun *v)
{
    v->n_learned++;
    v->learned_at = v->x.at;
    return xml_skip(&v->x);
}

static bool on_modeling(vasprun *v)
{
    static const section inside[] = {
        { STR_INIT("generator"), STR_INIT(""), on_generator },
        { STR_INIT("incar"), STR_INIT(""), on_incar },
        { STR_INIT("kpoints"), STR_INIT(""), on_kpoints },
        { STR_INIT("parameters"), STR_INIT(""), on_parameters },
        { STR_INIT("atominfo"), STR_INIT(""), on_atominfo },
        { STR_INIT("structure"), STR_INIT("initialpos"), on_initial },
        { STR_INIT("structure"), STR_INIT("finalpos"), on_final },
        { STR_INIT("calculation"), STR_INIT(""), on_calculation },
        { STR_INIT("energy"), STR_INIT(""), on_learned_energy },
        { STR_INIT("dynmat"), STR_INIT(""), on_dynmat },
    };
    return WALK(v, inside);
}

/* --- the file ------------------------------------------------------------------ */

/* The document's element, and nothing behind it. */
static bool read_document(vasprun *v)
{
    if (!xml_next(&v->x))
        return false;
    if (!str_eq(v->x.name, STR("modeling"))) {
        diag_error(v->r->diag, "malformed-xml", v->x.at,
                   "<modeling> was expected, not <%.*s>", (int)v->x.name.len,
                   v->x.name.at);
        v->x.kind = XML_BAD;
        return false;
    }
    return on_modeling(v) && !xml_next(&v->x);
}

/* In a part that is read they are an error. */
static void complain_of_control_bytes(const vasprun *v)
{
    chp_where at = { v->x.in->at.path, v->x.control_line };
    diag_warn(v->r->diag, "damaged", at,
              "control bytes stand here, in a part that is not needed");
    diag_hint(v->r->diag, "The file was damaged on a disk or on its way: see whether "
                          "OUTCAR tells the same.");
}

static bool read(scan *in, reading *r, chp_calc *calc)
{
    vasprun v = { .x = xml_open(in, r->diag), .r = r, .calc = calc };
    size_t n_errors = chp_diag_count(r->diag, CHP_ERROR);
    calc->format = "vasprun";
    read_document(&v);
    bool has_verdict = vasprun_verdict(&v);
    if (v.x.control_line > 0 && v.x.kind != XML_BAD)
        complain_of_control_bytes(&v);
    xml_close(&v.x);
    return has_verdict && chp_diag_count(r->diag, CHP_ERROR) == n_errors;
}

static int bid(str head)
{
    str text = str_trim(str_part(head, 0, 4096));
    if (str_starts(text, STR("<")) && str_has(text, STR("<modeling>")))
        return 8 * 10;
    return str_starts(text, STR("<?xml")) ? 8 * 5 : 0;
}

const format format_vasprun = {
    .name = "vasprun",
    .what = "a run with all its settings, steps and frequencies",
    .known_by = "the element <modeling>",
    .spec = "https://www.vasp.at/wiki/index.php/Vasprun.xml",
    .bid = bid,
    .read = read,
};
