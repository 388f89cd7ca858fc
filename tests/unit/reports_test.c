/* Reports and baselines over results made by hand. What other programs read of them is tested by
 * tests/cli/reports_test.py. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <unistd.h>

#include "base/strbuf.h"
#include "check/reports/paths.h"
#include "check/reports/places.h"
#include "check/reports/shown.h"
#include "made_results.h"

static ca_strbuf write_report(const char *format, const capalign_check_result *result,
                              const capalign_report_options *options)
{
    ca_strbuf out = {0};
    capalign_error error;
    assert_int_equal(
        capalign_report_write(format, &result, 1, options, ca_strbuf_sink, &out, &error),
        CAPALIGN_OK);
    return out;
}

static void expect(const char *format, const capalign_check_result *result,
                   const capalign_report_options *options, const char *text)
{
    ca_strbuf out = write_report(format, result, options);
    if (!strstr(out.data, text))
        fail_msg("%s does not hold %s:\n%s", format, text, out.data);
    ca_strbuf_free(&out);
}

static void paths_are_relative(void **state)
{
    (void)state;
    static const struct {
        const char *path, *root, *shown;
    } cases[] = {
        {"/a/b/c.srt", "/a/b", "c.srt"},
        {"/a/b/c.srt", "/a/b/", "c.srt"},
        {"/a/bc/d.srt", "/a/b", "/a/bc/d.srt"},
        {"./x//y/./z.srt", NULL, "x/y/z.srt"},
        {"x/y.srt", ".", "x/y.srt"},
        {"x/y.srt", "./x", "y.srt"},
        {"../x.srt", NULL, "../x.srt"},
        {"/a/b", "/a/b", "/a/b"},
        {"a.srt", "/a", "a.srt"},
        {"/a.srt", "/", "a.srt"},
        {"", "/a", ""},
        {"//a//b.srt", "/a", "b.srt"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ca_strbuf out = {0};
        ca_report_add_path(&out, cases[i].path, cases[i].root);
        assert_string_equal(ca_strbuf_view(&out).data, cases[i].shown);
        ca_strbuf_free(&out);
    }
}

static void uris_are_encoded(void **state)
{
    (void)state;
    ca_strbuf out = {0};
    ca_report_add_uri(&out, ca_str_of("a b/%#[x]:\xC3\xA9~-._.srt"));
    assert_string_equal(out.data, "a%20b/%25%23%5Bx%5D%3A%C3%A9~-._.srt");
    ca_strbuf_clear(&out);
    ca_report_add_uri(&out, ca_str_of("/a b.srt"));
    assert_string_equal(out.data, "file:///a%20b.srt");
    ca_strbuf_free(&out);
}

static void shows(const char *text, bool break_tokens, const char *shown)
{
    ca_strbuf out = {0};
    for (size_t at = 0, size = strlen(text); at < size;) {
        ca_shown piece = ca_shown_next(text + at, size - at, break_tokens);
        ca_strbuf_add(&out, piece.text, piece.size);
        at += piece.taken;
    }
    assert_string_equal(out.data, shown);
    ca_strbuf_free(&out);
}

static void text_is_made_visible(void **state)
{
    (void)state;
    shows("\033[31m\a\x7F", false, "\\x1b[31m\\x07\\x7f");
    shows("a\tb\r\n", false, "a\\tb\\r\\n");
    shows("\xE2\x80\xAE\xE2\x81\xA9\xD8\x9C", false, "<RLO><PDI><ALM>");
    shows("\xE2\x80\xA8\xEF\xBF\xBF\xF0\x9F\xBF\xBE\xC2\x85", false,
          "\\u2028\\uffff\\U0001fffe\\u0085");
    shows("\xFF\xED\xA0\x80\xE2\x82", false, "\\xff\\xed\\xa0\\x80\\xe2\\x82");
    shows("::a ##[b ###[ : a:", true, "\\x3a:a \\x23#[b #\\x23#[ : a\\x3a");
    shows("::a ##[b", false, "::a ##[b");
}

static void places_are_converted(void **state)
{
    (void)state;
    made_results made;
    made_fill(&made);
    const capalign_check_finding *finding = &made.plain[2]; /* after U+1F600 and a space */
    ca_place_range range = ca_place_of_finding(finding, CA_COLUMN_BYTES);
    assert_int_equal(range.column, 6);
    assert_int_equal(range.end_line, 4);
    assert_int_equal(range.end_column, 4);
    range = ca_place_of_finding(finding, CA_COLUMN_UTF16);
    assert_int_equal(range.column, 4);
    assert_int_equal(range.end_column, 2);
    range = ca_place_of_finding(&made.plain[1], CA_COLUMN_UTF16); /* a whole line */
    assert_int_equal(range.column, 1);
    assert_int_equal(range.end_column, 7);
    range = ca_place_of_finding(&made.plain[0], CA_COLUMN_UTF16); /* the file */
    assert_int_equal(range.line, 1);
    assert_int_equal(range.end_column, 1);
}

static void replacements_have_places(void **state)
{
    (void)state;
    made_results made;
    made_fill(&made);
    capalign_check_finding *finding = &made.plain[2];
    ca_place_range range;
    assert_false(ca_place_of_replacement(finding, CA_COLUMN_BYTES, &range));
    finding->replacement = "";
    finding->replaced_from = 20; /* the first line's first byte */
    finding->replaced_to = finding->to + 1;
    assert_true(ca_place_of_replacement(finding, CA_COLUMN_BYTES, &range));
    assert_int_equal(range.line, 3);
    assert_int_equal(range.column, 1);
    assert_int_equal(range.end_line, 4);
    assert_int_equal(range.end_column, 5);
    finding->replaced_to = 1000;
    assert_false(ca_place_of_replacement(finding, CA_COLUMN_BYTES, &range));
    finding->replaced_to = 10;
    assert_false(ca_place_of_replacement(finding, CA_COLUMN_BYTES, &range));
    finding->replaced_to = 21;
    finding->finding.column = 60; /* beyond the part of the line that was kept */
    finding->end_column = 60;
    assert_false(ca_place_of_replacement(finding, CA_COLUMN_BYTES, &range));
}

static void carets_stand_below(void **state)
{
    (void)state;
    made_results made;
    made_fill(&made);
    capalign_check_result result = made.files[4];
    capalign_check_finding finding = made.hostile[MADE_LINES - 1];
    result.findings = &finding;
    finding.finding.column = 3; /* the second wide character */
    finding.end_column = 6;     /* with the space and the emoji */
    expect("text", &result, NULL,
           "    |         \xE5\xAD\x97\xE5\xB9\x95 \xF0\x9F\x98\x80 e\xCC\x81!\n"
           "    |           ^~~~~\n");
    finding.end_column = 3;
    expect("text", &result, NULL, "    |           ^\n");
    const capalign_report_options color = {.color = true};
    expect("text", &result, &color, "\033[1;31merror: \033[0m");
    expect("text", &result, &color, "\033[1;32m^\033[0m\n");
}

static void long_lines_are_cut(void **state)
{
    (void)state;
    made_results made;
    made_fill(&made);
    static char line[3000];
    memset(line, 'a', sizeof line);
    line[1000] = 'X';
    capalign_check_result result = made.files[4];
    capalign_check_finding finding = made.hostile[0];
    result.findings = &finding;
    finding.source_line = line;
    finding.source_line_bytes = sizeof line;
    finding.finding.column = 1001;
    finding.end_column = 1002;
    ca_strbuf out = write_report("text", &result, NULL);
    const char *shown = strstr(out.data, "    | ...aaa"), *at = shown ? strchr(shown, 'X') : NULL;
    assert_non_null(at);
    assert_true(out.size < 400);
    const char *end = strchr(at, '\n');
    assert_memory_equal(end - 4, "a...", 4);
    assert_int_equal(strcspn(end + 1, "^"), at - shown);
    ca_strbuf_free(&out);
    finding.finding.column = 3001; /* the line's end */
    finding.end_column = 3001;
    expect("text", &result, NULL, "aaa\n    |                                  ^\n");
    finding.finding.column = 1;
    finding.end_column = 3001;
    expect("text", &result, NULL, "aaa...\n    | ^~~~");
}

static void summaries_count(void **state)
{
    (void)state;
    made_results made;
    made_fill(&made);
    expect("text", &made.files[1], NULL, "1 file, no findings\n");
    expect("text", &made.files[3], NULL, "wide.srt: 7 more findings are not listed\n");
    expect("text", &made.files[3], NULL, "1 file, 11 warnings, 7 not listed\n");
    expect("text", &made.files[0], NULL,
           "1 file, 7 errors, 7 warnings, 7 infos, 2 in the baseline\n");
    expect("text", &made.files[2], NULL, "1 file, no findings, 1 file cannot be read\n");
}

static void formats_are_listed(void **state)
{
    (void)state;
    static const char *const names[] = {"text",   "json",   "junit",  "sarif",
                                        "github", "gitlab", "rdjsonl"};
    assert_int_equal(capalign_report_format_count(), 7);
    for (size_t i = 0; i < 7; i++)
        assert_string_equal(capalign_report_format_name(i), names[i]);
    assert_null(capalign_report_format_name(7));
    capalign_error error;
    assert_int_equal(capalign_report_write("xml", NULL, 0, NULL, ca_strbuf_sink, NULL, &error),
                     CAPALIGN_E_ARGUMENT);
}

static int refuse(void *context, const char *bytes, size_t size)
{
    (void)bytes, (void)size;
    ++*(size_t *)context;
    return -1;
}

static void a_full_disk_is_told(void **state)
{
    (void)state;
    made_results made;
    made_fill(&made);
    for (size_t i = 0; i < capalign_report_format_count(); i++) {
        size_t calls = 0;
        capalign_error error;
        assert_int_equal(capalign_report_write(capalign_report_format_name(i), made.list,
                                               MADE_FILES, NULL, refuse, &calls, &error),
                         CAPALIGN_E_IO);
        assert_int_equal(calls, 1); /* nothing is offered after a refusal */
    }
}

/* ---- baselines ---- */

static capalign_code read_text(const char *text, capalign_baseline **out, capalign_error *error)
{
    char path[] = "/tmp/capalign-baseline-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
    capalign_code code = capalign_baseline_read(path, out, error);
    unlink(path);
    return code;
}

static void reports_are_baselines(void **state)
{
    (void)state;
    made_results made;
    made_fill(&made);
    const capalign_report_options options = {.root = "/repo", .break_tokens = true};
    ca_strbuf out = {0};
    capalign_baseline *baseline;
    capalign_error error;
    capalign_report_write("json", made.list, MADE_FILES, &options, ca_strbuf_sink, &out, NULL);
    assert_int_equal(read_text(out.data, &baseline, &error), CAPALIGN_OK);
    for (size_t i = 0; i < MADE_LINES; i++)
        assert_true(
            capalign_baseline_has(baseline, made_path, "/repo/", made.hostile[i].fingerprint));
    assert_true(capalign_baseline_has(baseline, "wide.srt", NULL, made.plain[3].fingerprint));
    assert_true(capalign_baseline_has(baseline, "./wide.srt", NULL, made.plain[3].fingerprint));
    assert_false(capalign_baseline_has(baseline, "info.srt", NULL, made.plain[3].fingerprint));
    assert_false(
        capalign_baseline_has(baseline, "/repo/wide.srt", NULL, made.plain[3].fingerprint));
    assert_false(capalign_baseline_has(baseline, "wide.srt", NULL, "short"));
    capalign_baseline_destroy(baseline);
    ca_strbuf_free(&out);
}

#define FINGERPRINT "0123456789abcdef0123456789abcdef"

static void order_and_more_keys_do_not_matter(void **state)
{
    (void)state;
    capalign_baseline *baseline;
    capalign_error error;
    assert_int_equal(read_text("\n{ \"x\": [1, {\"files\": 2}], \"files\" : [ {\"findings\":\n"
                               "[{\"a\": null, \"fingerprint\":\"" FINGERPRINT
                               "\"}], \"y\": -1.5e3,"
                               "\"path\": \"\\u0061.srt\"}, {\"path\":\"b\",\"findings\":[]}] }\n",
                               &baseline, &error),
                     CAPALIGN_OK);
    assert_true(capalign_baseline_has(baseline, "a.srt", NULL, FINGERPRINT));
    assert_false(capalign_baseline_has(baseline, "b", NULL, FINGERPRINT));
    capalign_baseline_destroy(baseline);
}

static void broken_baselines_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t line, column;
    } cases[] = {
        {"", 1, 1},
        {"[]", 1, 1},
        {"{}", 1, 1},
        {"{\"files\":[]} x", 1, 14},
        {"{\"files\":[\n {\"path\":\"a\"}]}", 2, 2},
        {"{\"files\":[{\"findings\":[]}]}", 1, 11},
        {"{\"files\":[{\"path\":1,\"findings\":[]}]}", 1, 19},
        {"{\"files\":[{\"path\":\"a\",\"findings\":[\n  {\"fingerprint\":\"1\"}]}]}", 2, 18},
        {"{\"files\":[{\"path\":\"a\",\"path\":\"b\",\"findings\":[]}]}", 1, 30},
        {"{\"files\":[{\"path\":\"a\",\"findings\":[]", 1, 36},
        {"{\"files\":\n\n  nul}", 3, 3},
        {"{\"x\":\n  nul}", 2, 6},
        {"{\"files\":[{\"path\":\"a\",\"findings\":[],\"findings\":[]}]}", 1, 48},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        capalign_baseline *baseline = NULL;
        capalign_error error;
        assert_int_equal(read_text(cases[i].text, &baseline, &error), CAPALIGN_E_INPUT);
        assert_null(baseline);
        assert_int_equal(error.line, cases[i].line);
        if (error.column != cases[i].column)
            fail_msg("%s: column %zu (%s)", cases[i].text, error.column, error.message);
        assert_non_null(strstr(error.file, "capalign-baseline"));
    }
    capalign_baseline *none;
    capalign_error error;
    assert_int_equal(capalign_baseline_read("/nowhere.json", &none, &error), CAPALIGN_E_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_are_relative),
        cmocka_unit_test(uris_are_encoded),
        cmocka_unit_test(text_is_made_visible),
        cmocka_unit_test(places_are_converted),
        cmocka_unit_test(replacements_have_places),
        cmocka_unit_test(carets_stand_below),
        cmocka_unit_test(long_lines_are_cut),
        cmocka_unit_test(summaries_count),
        cmocka_unit_test(formats_are_listed),
        cmocka_unit_test(a_full_disk_is_told),
        cmocka_unit_test(reports_are_baselines),
        cmocka_unit_test(order_and_more_keys_do_not_matter),
        cmocka_unit_test(broken_baselines_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
