#include "render/table.h"

#include <stdlib.h>

#include "suites.h"

enum { NAME, ENERGY, NOTE, FIELD, N_COLUMNS };

static const column columns[N_COLUMNS] = {
    [NAME] = { "state", "state" },
    [ENERGY] = { "ΔG", "dG", "eV", 3 },
    [NOTE] = { "note", "note", .is_optional = true, .may_shrink = true },
    [FIELD] = { "field", "field", "eV", 3, .is_optional = true },
};

static table *made(arena *a, const char *name, const char *note)
{
    table *t = table_new(a, "Of *NH2", columns, N_COLUMNS);
    cell *row = table_row(t);
    row[NAME] = cell_species(name);
    row[ENERGY] = cell_number(-0.5);
    row[NOTE] = cell_text(note);
    table_row(t)[NAME] = cell_species("*");
    return t;
}

static void latex(const table *t, FILE *to)
{
    table_write_latex(t, "tab:x", to);
}

static char *written(void (*how)(const table *t, FILE *to), const table *t)
{
    char *text;
    size_t size;
    FILE *to = open_memstream(&text, &size);
    how(t, to);
    fclose(to);
    return text;
}

static const struct {
    void (*how)(const table *t, FILE *to);
    const char *name, *note, *expected;
} forms[] = {
    { table_write_text, "*NH2", NULL,
      "  state      ΔG\n"
      "             eV\n"
      "  ─────────────\n"
      "  *NH2   -0.500\n"
      "  *           –\n" },
    { table_write_csv, "*NH2", "a, \"b\"\nc",
      "state,dG [eV],note,field [eV]\r\n"
      "*NH2,-0.5,\"a, \"\"b\"\"\nc\",\r\n"
      "*,,,\r\n" },
    { latex, "*NH2", NULL,
      "\\begin{table}[htbp]\n\\centering\n\\small\n\\caption{Of *NH$_{2}$}\n"
      "\\label{tab:x}\n\\begin{tabular}{lr}\n\\toprule\n"
      "state & $\\Delta$\\textit{G} / eV \\\\\n\\midrule\n"
      "*NH$_{2}$ & $-0.500$ \\\\\n* & -- \\\\\n\\bottomrule\n"
      "\\end{tabular}\n\\end{table}\n" },
    { latex, "a_b & 50% $x$ {\\}~^#", NULL,
      "\\begin{table}[htbp]\n\\centering\n\\small\n\\caption{Of *NH$_{2}$}\n"
      "\\label{tab:x}\n\\begin{tabular}{lr}\n\\toprule\n"
      "state & $\\Delta$\\textit{G} / eV \\\\\n\\midrule\n"
      "a\\_b \\& 50\\% \\$x\\$ \\{\\textbackslash{}\\}\\textasciitilde{}"
      "\\textasciicircum{}\\# & $-0.500$ \\\\\n* & -- \\\\\n\\bottomrule\n"
      "\\end{tabular}\n\\end{table}\n" },
    { table_write_html, "*NH2", "<script>alert('&')</script>",
      "<div class=\"wide\"><table>\n"
      "<thead><tr><th>state</th><th class=\"n\">Δ<i>G</i><br><small>eV</small></th>"
      "<th>note</th></tr></thead>\n<tbody>\n"
      "<tr><td>*NH<sub>2</sub></td><td class=\"n\">−0.500</td>"
      "<td>&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;</td></tr>\n"
      "<tr><td>*</td><td class=\"n\">–</td><td>–</td></tr>\n"
      "</tbody></table></div>\n" },
};

START_TEST(each_writer_lays_out_and_escapes)
{
    arena a = { 0 };
    char *text = written(forms[_i].how, made(&a, forms[_i].name, forms[_i].note));
    ck_assert_str_eq(text, forms[_i].expected);
    free(text);
    arena_clear(&a);
}
END_TEST

START_TEST(a_long_sentence_is_cut_on_its_right)
{
    static const column one[] = { { "fact", .may_be_cut = true } };
    arena a = { 0 };
    char fact[301] = { 0 };
    memset(fact, 'x', 300);
    table *t = table_new(&a, NULL, one, 1);
    table_row(t)[0] = cell_text(fact);
    char *text = written(table_write_text, t);
    ck_assert_ptr_nonnull(strstr(text, "  xxx"));
    ck_assert_ptr_nonnull(strstr(text, "xxx…\n"));
    free(text);
    arena_clear(&a);
}
END_TEST

START_TEST(a_long_note_is_cut_on_its_left)
{
    arena a = { 0 };
    char note[301];
    memset(note, 'x', 300);
    strcpy(note + 290, "/OUTCAR");
    char *text = written(table_write_text, made(&a, "*NH2", note));
    ck_assert_ptr_nonnull(strstr(text, "…xxx"));
    ck_assert_ptr_nonnull(strstr(text, "x/OUTCAR\n"));
    free(text);
    arena_clear(&a);
}
END_TEST

Suite *suite_table(void)
{
    TCase *tc = tcase_create("table");
    tcase_add_loop_test(tc, each_writer_lays_out_and_escapes, 0,
                        sizeof forms / sizeof *forms);
    tcase_add_test(tc, a_long_sentence_is_cut_on_its_right);
    tcase_add_test(tc, a_long_note_is_cut_on_its_left);
    Suite *suite = suite_create("render/table");
    suite_add_tcase(suite, tc);
    return suite;
}
