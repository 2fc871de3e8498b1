/* Pitfalls of vasprun.xml, D. */
#include "gather/pitfall.h"

/* --- what may be seen in a run --------------------------------------------------- */

static bool is_cut(const chp_calc *c)
{
    return c->finished == CHP_NO;
}
static bool has_setting(const chp_calc *c, const char *tag, const char *value)
{
    const chp_setting *s = chp_calc_setting(c, tag);
    return value ? s && strcmp(s->value, value) == 0 : !s;
}
static bool is_of_initialpos(const chp_calc *c)
{
    return c->initial->fractional[1][2] == 0.2 &&
           has_setting(c, "KPOINTS", "Gamma 3 2 1");
}
static bool has_trimmed_settings(const chp_calc *c)
{
    return has_setting(c, "GGA", "--") && has_setting(c, "METAGGA", "R2SCAN");
}
static bool has_first_settings(const chp_calc *c)
{
    return has_setting(c, "NELM", "60") && has_setting(c, "ISPIN", "2");
}
static bool has_no_NELM(const chp_calc *c)
{
    return chp_calc_setting(c, "NELM") == NULL;
}
static bool has_both_U(const chp_calc *c)
{
    double U[2];
    const chp_setting *s = chp_calc_setting(c, "LDAUU");
    return s && sscanf(s->value, "%lf %lf", &U[0], &U[1]) == 2 && U[0] == 4 &&
           U[1] == 0;
}
static bool has_no_U(const chp_calc *c)
{
    return has_setting(c, "LDAUU", NULL);
}
static bool has_used_cutoff(const chp_calc *c)
{
    return has_setting(c, "ENCUT", "400.00000000");
}
static bool has_zirconium(const chp_calc *c)
{
    return c->species[0].atomic_number == 40;
}
static bool has_two_types_of_zirconium(const chp_calc *c)
{
    return c->n_species == 2 && c->species[1].atomic_number == 40;
}
static bool has_ammonia(const chp_calc *c)
{
    return c->n_species == 2 && c->species[0].atomic_number == 7 &&
           c->species[0].count == 1 && c->species[1].atomic_number == 1 &&
           c->species[1].count == 3;
}

/* --- the rows -------------------------------------------------------------------- */

static const pitfall pitfalls[] = {
    { "[D1] the end is missing",
      { XML({ 1, "</modeling>", "" }) },
      ZRN,
      "truncated",
      CHP_WARNING,
      "behind its 2 whole steps",
      is_cut },
    { "[D1] in a step behind one that would have been the last",
      { { .name = "vasprun.xml",
          .fixture = "vasprun/relaxation.xml",
          .changes = { { 1, "</modeling>", "<calculation>\n <scstep>\n" } } } },
      NAN,
      "truncated",
      CHP_ERROR,
      "in ionic step 3, after 2 whole ones",
      NULL },
    { "[D2] a wrong tag in the middle",
      { XML({ 1, " </calculation>", " </calculatiom>" }) },
      NAN,
      "malformed-xml",
      CHP_ERROR,
      "",
      NULL },
    { "[D2] an end that is missing, in a file that goes on",
      { XML({ 1, "</scstep>", "</scstepp>" }) },
      NAN,
      "malformed-xml",
      CHP_ERROR,
      "<scstep> is not closed",
      NULL },
    { "[D3] a control byte where a number is read",
      { XML({ 1, "      1.20000000 </v>", "      1.2000000\x01 </v>" }) },
      ZRN,
      NULL,
      UNASKED,
      NULL,
      NULL }, // of a step that is only glanced at
    { "[D3] in the step that counts",
      { XML({ 1, "      0.30000000 </v>", "      0.3000000\x01 </v>" }) },
      NAN,
      "malformed-xml",
      CHP_ERROR,
      "",
      NULL },
    { "[D4] UTF-8 in a file that says ISO-8859-1",
      { XML({ 1, "N on Zr", "N \xe2\x86\x92 Zr" }) },
      ZRN,
      NULL,
      UNASKED,
      NULL,
      NULL },
    { "[D5] a step without energies",
      { XML({ 1,
              "<i name=\"e_wo_entrp\">     -16.59000000 </i>\n   <i "
              "name=\"e_0_energy\">      -0.03000000 </i>",
              "" }) },
      NAN,
      NULL,
      UNASKED,
      NULL,
      NULL },
    { "[D5] the last step without energies",
      { XML({ 8, "<i name=\"e_wo_entrp\">", "<i name=\"e_other\">" }) },
      NAN,
      "damaged",
      CHP_ERROR,
      "the last ionic step has no final energies",
      NULL },
    { "[D6] steps of a force field",
      { XML({ 2, " </calculation>",
              " </calculation><structure></structure><energy><i "
              "name=\"e_fr_energy\">-1</i></energy>" }) },
      ZRN,
      "machine-learned",
      CHP_NOTE,
      "1 energies of a force field",
      NULL },
    { "[D7] structures and k-points are chosen by name",
      { SOUND_XML },
      ZRN,
      NULL,
      UNASKED,
      NULL,
      is_of_initialpos },
    { "[D8] padded names and commented values",
      { SOUND_XML },
      ZRN,
      NULL,
      UNASKED,
      NULL,
      has_trimmed_settings },
    { "[D9] tags that stand there twice",
      { SOUND_XML },
      ZRN,
      NULL,
      UNASKED,
      NULL,
      has_first_settings },
    { "[D9] or once, in a section that is not about it",
      { XML({ 1, "<i type=\"int\" name=\"NELM\">    60</i>", "" }) },
      ZRN,
      "not-self-consistent",
      UNSAID,
      NULL,
      has_no_NELM },
    { "[D10] LDAUU is that of <incar>",
      { SOUND_XML },
      ZRN,
      NULL,
      UNASKED,
      NULL,
      has_both_U },
    { "[D10] and never the one entry of <parameters>",
      { XML({ 1, "<v name=\"LDAUU\">      4.00000000      0.00000000</v>", "" }) },
      ZRN,
      NULL,
      UNASKED,
      NULL,
      has_no_U },
    { "[D11] the cut-off that was used is ENMAX",
      { SOUND_XML },
      ZRN,
      NULL,
      UNASKED,
      NULL,
      has_used_cutoff },
    { "[D12] wrong names of elements",
      { SOUND_XML },
      ZRN,
      NULL,
      UNASKED,
      NULL,
      has_zirconium },
    { "[D12] and in OUTCAR those that contradict the title",
      { OUTCAR("relax-5.4.4", { 1, "VRHFIN =N: s2p3", "VRHFIN =C: s2p2" }) },
      NH3,
      "potcar-names",
      CHP_WARNING,
      "says of itself that it is C",
      has_ammonia },
    { "[D12] or that are cut",
      { OUTCAR("relax-5.4.4", { 1, "VRHFIN =N: s2p3", "VRHFIN =r : s2p2" }) },
      NH3,
      "potcar-names",
      UNSAID,
      NULL,
      has_ammonia },
    { "[D13] stars that nobody needs",
      { XML({ 1, "<i name=\"SIGMA\">      0.20000000</i>",
              "<i name=\"SIGMA\">**********</i><v name=\"MAGMOM\">2**** 1.0</v>" }) },
      ZRN,
      "not-a-number",
      UNSAID,
      NULL,
      NULL },
    { "[D14] one element in two types",
      { XML({ 1, "<c>  PAW_PBE N 08Apr2002", "<c>  PAW_PBE Zr 08Apr2002" }) },
      ZRN,
      NULL,
      UNASKED,
      NULL,
      has_two_types_of_zirconium },
    { "[D15] NaN in what is passed unread",
      { XML({ 1, "<r>   ********   0.0000", "<r>   NaN \x01 & <z>   0.0000" }) },
      ZRN,
      NULL,
      UNASKED,
      NULL,
      NULL },
    { "[D16] a DTD",
      { XML({ 1, "<modeling>", "<!DOCTYPE a [<!ENTITY b \"c\">]><modeling>" }) },
      NAN,
      "refused-xml",
      CHP_ERROR,
      "",
      NULL },

};

START_TEST(a_pitfall_of_XML_is_known)
{
    pitfall_check(&pitfalls[_i]);
}
END_TEST

Suite *suite_pitfalls_vasprun(void)
{
    TCase *tc = tcase_create("pitfalls_vasprun");
    tcase_add_checked_fixture(tc, folder_begin, folder_end);
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, a_pitfall_of_XML_is_known, 0,
                        sizeof pitfalls / sizeof *pitfalls);
    Suite *suite = suite_create("gather/pitfalls_vasprun");
    suite_add_tcase(suite, tc);
    return suite;
}
