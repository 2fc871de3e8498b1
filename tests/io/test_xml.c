#include "io/xml.h"
#include "suites.h"

/* What a walk over a document met: "+a" opened, "-a" closed, "a" passed or read. */
typedef struct {
    char seen[256];
    chp_diag *diag;
    xml_kind end;
    size_t line;
} visit_log;

static void note(visit_log *log, char sign, str name)
{
    size_t n = strlen(log->seen);
    snprintf(log->seen + n, sizeof log->seen - n, "%c%.*s ", sign, (int)name.len,
             name.at);
}

static void on_leaf(const xml_leaf *leaf, void *user)
{
    visit_log *log = user;
    note(log, '=', leaf->text);
    log->line = leaf->at.line;
}

/* Elements called skip are passed, those called read are read. */
static visit_log walk(const char *text)
{
    visit_log log = { .diag = chp_diag_new() };
    scan in = scan_text(str_of(text), "FILE");
    xml x = xml_open(&in, log.diag);
    bool ok = true;
    while (ok && xml_next(&x)) {
        if (x.kind == XML_CLOSE)
            note(&log, '-', x.name);
        else if (str_starts(x.name, STR("skip")))
            ok = xml_skip(&x);
        else if (str_starts(x.name, STR("read"))) {
            xml_piece piece = xml_take(&x);
            ok = piece.text.len > 0 && xml_read(&x, piece, on_leaf, &log);
        } else
            note(&log, '+', x.name);
    }
    log.end = ok || x.kind != XML_OPEN ? x.kind : XML_BAD;
    xml_close(&x);
    return log;
}

static const struct {
    const char *text, *seen;
    xml_kind end;
} documents[] = {
    { "<a><b/></a>", "+a +b -b -a ", XML_END },
    { "<?xml version='1.0'?>\n<!-- > -->\n<a >\n</a >\n", "+a -a ", XML_END },
    { "<a><skip><skip/><skip></skip></skip></a>", "+a -a ", XML_END },
    { "<a><skip> </b> & \x01 <skipper> </skip></a>", "+a -a ", XML_END },
    { "<a><read><v> 1 </v><v>2</v></read></a>", "+a =1 =2 -a ", XML_END },
    { "<a><read name='x>y'>&lt;&#65;</read></a>", "+a =<A -a ", XML_END },
    { "<a><read>caf\xe9</read><read>caf\xc3\xa9</read></a>",
      "+a =caf\xc3\xa9 =caf\xc3\xa9 -a ", XML_END },
    { "<a><b>", "+a +b ", XML_CUT },
    { "<a", "", XML_CUT },
    { "", "", XML_CUT },
    { "<a><skip><b>", "+a ", XML_CUT },
    { "<a><read><b>", "+a ", XML_CUT },
    { "<a><b></a>", "+a +b ", XML_BAD },
    { "<a></a><a></a>", "+a -a ", XML_BAD },
    { "<a><b <c></a>", "+a ", XML_BAD },
    { "<a><read><v>1</w></read></a>", "+a ", XML_BAD },
    { "<a><read>\x01</read></a>", "+a ", XML_BAD },
    { "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "", XML_BAD },
    { "<a><read>&b;</read></a>", "+a ", XML_BAD },
    { "<a><skip><!ENTITY b SYSTEM '/etc/passwd'></skip></a>", "+a ", XML_BAD },
    { "<a><read><![CDATA[x]]></read></a>", "+a ", XML_BAD },
};

START_TEST(a_document_is_walked_as_it_stands)
{
    visit_log log = walk(documents[_i].text);
    ck_assert_str_eq(log.seen, documents[_i].seen);
    ck_assert_int_eq(log.end, documents[_i].end);
    ck_assert_uint_eq(chp_diag_count(log.diag, CHP_ERROR), log.end == XML_BAD);
    chp_diag_free(log.diag);
}
END_TEST

START_TEST(lines_are_those_of_the_file)
{
    visit_log log = walk("<a>\n<skip>\n\n</skip>\n<read>\n <v>\n1</v></read></a>");
    ck_assert_uint_eq(log.line, 6);
    chp_diag_free(log.diag);
}
END_TEST

START_TEST(a_fault_has_the_line_of_the_file)
{
    visit_log log = walk("<a>\n<skip>\n\n</skip>\n<read>\n <v>\n</w></read></a>");
    ck_assert_uint_eq(chp_diag_get(log.diag, 0)->where.line, 7);
    chp_diag_free(log.diag);
}
END_TEST

/* --- hostile documents ---------------------------------------------------------- */

static const char *repeated(arena *a, const char *begin, const char *unit, size_t n,
                            const char *end)
{
    size_t len = strlen(unit);
    char *text = arena_new(a, char, strlen(begin) + n * len + strlen(end) + 1);
    char *at = text + strlen(strcpy(text, begin));
    for (size_t i = 0; i < n; i++, at += len)
        memcpy(at, unit, len);
    strcpy(at, end);
    return text;
}

/* [5.2] */
START_TEST(what_would_cost_time_or_memory_is_refused)
{
    arena a = { 0 };
    const char *texts[] = {
        repeated(&a, "", "<a>", 100, ""),
        repeated(&a, "<a><read>", "<a>", 100, "</read></a>"),
        repeated(&a, "<a><read ", "b='' ", 20000, "/></a>"),
        repeated(&a, "<", "a", 100, "></a>"),
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        visit_log log = walk(texts[i]);
        ck_assert_int_eq(log.end, XML_BAD);
        ck_assert_uint_eq(chp_diag_count(log.diag, CHP_ERROR), 1);
        chp_diag_free(log.diag);
    }
    arena_clear(&a);
}
END_TEST

Suite *suite_xml(void)
{
    TCase *tc = tcase_create("xml");
    tcase_add_loop_test(tc, a_document_is_walked_as_it_stands, 0,
                        sizeof documents / sizeof *documents);
    tcase_add_test(tc, lines_are_those_of_the_file);
    tcase_add_test(tc, a_fault_has_the_line_of_the_file);
    tcase_add_test(tc, what_would_cost_time_or_memory_is_refused);
    Suite *suite = suite_create("io/xml");
    suite_add_tcase(suite, tc);
    return suite;
}
