/* The guard before the HTML parser: what it refuses, what it lets pass, what it takes out; and how
 * long the parser then takes. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>
#include <time.h>

#include "base/strbuf.h"
#include "text/html_guard.h"
#include "text/html_tree.h"
#include "text/jsonld.h"

static void repeat(ca_strbuf *text, const char *piece, size_t count)
{
    for (size_t i = 0; i < count; i++)
        ca_strbuf_add_text(text, piece);
}

static capalign_code parse(ca_strbuf *text, capalign_error *error)
{
    ca_html_tree tree;
    capalign_code code = ca_html_parse(&tree, ca_strbuf_view(text), false, error);
    ca_html_free(&tree);
    ca_strbuf_free(text);
    return code;
}

static capalign_code parse_repeated(const char *start, const char *piece, size_t count)
{
    ca_strbuf text = {0};
    ca_strbuf_add_text(&text, start);
    repeat(&text, piece, count);
    return parse(&text, NULL);
}

static void nesting_is_refused_with_its_line(void **state)
{
    (void)state;
    ca_strbuf text = {0};
    repeat(&text, "<div>\n", 20000);
    capalign_error error;
    clock_t start = clock();
    assert_int_equal(parse(&text, &error), CAPALIGN_E_LIMIT);
    assert_true(clock() - start < CLOCKS_PER_SEC / 10);
    assert_int_equal(error.line, CAPALIGN_ARTICLE_MAX_DEPTH + 1);
    assert_non_null(strstr(error.message, "512"));
}

static void every_way_of_nesting_is_seen(void **state)
{
    (void)state;
    static const char *const deep[] = {"<div>",
                                       "<b>",
                                       "<span>",
                                       "<ul><li>",
                                       "<table><tr><td>",
                                       "<svg>",
                                       "<svg><g>",
                                       "<math><mi>",
                                       "<custom-element>",
                                       "<blockquote><p>",
                                       "<a><div></a>",
                                       "<b><div></b>",
                                       "<b><i></b>x",
                                       "<b><i><u><s></b>x",
                                       "<object>",
                                       "<DIV CLASS='a>b'>",
                                       "<div/>",
                                       "<template>",
                                       "<!-- x --><section>",
                                       "<script></script><main>"};
    for (size_t i = 0; i < sizeof deep / sizeof deep[0]; i++)
        assert_int_equal(parse_repeated("<!doctype html>", deep[i], 600), CAPALIGN_E_LIMIT);
}

static void what_may_stay_open_does_not_nest(void **state)
{
    (void)state;
    static const struct {
        const char *start, *piece;
    } flat[] = {{"", "<p>Some text"},
                {"<ul>", "<li>One"},
                {"<ol>", "<li><p>One"},
                {"<dl>", "<dt>One<dd>Two"},
                {"<table>", "<tr><td>One<td>Two"},
                {"<table>", "<thead><tr><th>x<tbody><tr><td>y"},
                {"<table>", "<caption>x<colgroup><col>"},
                {"<select>", "<option>One"},
                {"<select>", "<optgroup><option>One"},
                {"<ruby>", "a<rt>b"},
                {"", "<h1>One"},
                {"", "<a href=x>One"},
                {"", "<nobr>x"},
                {"", "<button>One"},
                {"", "<br><img src=x><hr><input><wbr>"},
                {"", "<p><br/>x</p></div></b>"},
                {"", "<script>if (a<b) '<div><div>'</script>"},
                {"", "<style>a>b{}</style><textarea><div></textarea><title><div></title>"},
                {"", "<iframe><div></iframe><noscript>x</noscript>"},
                {"", "<!-- <div> --><!--><!---><!DOCTYPE x><?pi <div>?></ div>"},
                {"", "<div title='<div>' data-x=\"<div>\"></div>"},
                {"", "a < b <3 <- < "},
                {"", "<font color=1><p>"},
                {"", "<svg><path d='x'/><g><circle/></g></svg>"},
                {"", "<svg><title>x</title><![CDATA[<g>]]></svg>"},
                {"", "<svg><path><p>x</p>"},
                {"", "<b>x</b><i>y</i>"},
                {"", "<b><i>x</b></i>"},
                {"", "<b><i>x<span></b></i>"},
                {"", "<p><b><i>x</b>y</p>"},
                {"", "<form>"},
                {"", "<table><tr><td>x</table>"},
                {"", "<body class=x>"}};
    for (size_t i = 0; i < sizeof flat / sizeof flat[0]; i++)
        assert_int_equal(parse_repeated(flat[i].start, flat[i].piece, 900), CAPALIGN_OK);
}

static void a_nul_in_a_name_ends_nothing(void **state)
{
    (void)state;
    static const char page[] = "<meta\0\0\0\0\0\0\0\0x><p\0></p\0>";
    ca_html_tree tree;
    assert_int_equal(ca_html_parse(&tree, (ca_str){page, sizeof page - 1}, false, NULL),
                     CAPALIGN_OK);
    ca_html_free(&tree);
}

static void deep_but_allowed_passes(void **state)
{
    (void)state;
    assert_int_equal(parse_repeated("", "<div>", CAPALIGN_ARTICLE_MAX_DEPTH), CAPALIGN_OK);
    assert_int_equal(parse_repeated("", "<div>", CAPALIGN_ARTICLE_MAX_DEPTH + 1), CAPALIGN_E_LIMIT);
}

static capalign_code parse_attributes(size_t count, size_t tags, capalign_error *error)
{
    ca_strbuf text = {0};
    for (size_t t = 0; t < tags; t++) {
        ca_strbuf_add_text(&text, "\n<p");
        for (size_t i = 0; i < count; i++)
            ca_strbuf_format(&text, " a%zu=1", i);
        ca_strbuf_add_text(&text, ">");
    }
    return parse(&text, error);
}

static void attributes_are_counted(void **state)
{
    (void)state;
    capalign_error error;
    assert_int_equal(parse_attributes(CAPALIGN_ARTICLE_MAX_ATTRIBUTES, 1, NULL), CAPALIGN_OK);
    assert_int_equal(parse_attributes(CAPALIGN_ARTICLE_MAX_ATTRIBUTES + 1, 1, &error),
                     CAPALIGN_E_LIMIT);
    assert_int_equal(error.line, 2);
    assert_int_equal(parse_attributes(CAPALIGN_ARTICLE_MAX_ATTRIBUTES, 201, &error),
                     CAPALIGN_E_LIMIT);
    assert_int_equal(error.line, 202);
    /* those of all body tags are put together */
    ca_strbuf text = {0};
    for (int i = 0; i < 1001; i++)
        ca_strbuf_format(&text, "<body a%d=1>", i);
    assert_int_equal(parse(&text, NULL), CAPALIGN_E_LIMIT);
}

static void tags_and_memory_are_capped(void **state)
{
    (void)state;
    assert_int_equal(parse_repeated("", "<br>", CA_HTML_MAX_TAGS + 1), CAPALIGN_E_LIMIT);
    /* each paragraph rebuilds all of the fonts that were left open before it */
    ca_strbuf text = {0};
    capalign_error error;
    for (int i = 0; i < 20000; i++)
        ca_strbuf_format(&text, "<p><font a=%d></p>", i);
    assert_int_equal(parse(&text, &error), CAPALIGN_E_LIMIT);
    assert_non_null(strstr(error.message, "256 MiB"));
}

static void check_guarded(const char *page, const char *expected)
{
    char *out = NULL;
    size_t size = 0;
    assert_int_equal(ca_html_guard(ca_str_of(page), false, &out, &size, NULL), CAPALIGN_OK);
    assert_string_equal(out, expected);
    assert_int_equal(size, strlen(expected));
    free(out);
}

static void what_nobody_reads_is_taken_out(void **state)
{
    (void)state;
    check_guarded("a<!-- x\ny -->b", "a\nb");
    check_guarded("a<!-->b<!--->c<!--x--!>d<!-- e", "abcd");
    check_guarded("<style>x\r\n</STYLE >y", "<style>\r\n</STYLE >y");
    check_guarded("<script>'</scrip>'</script>y", "<script></script>y");
    check_guarded("<script type=\"application/ld+json\">{}</script>",
                  "<script type=\"application/ld+json\">{}</script>");
    check_guarded("<title>a<b</title>", "<title>a<b</title>");
    check_guarded("<textarea>x</textarea", "<textarea></textarea");
    check_guarded("", "");
    check_guarded("<", "<");
    check_guarded("<p a='", "<p a='");
}

static void long_text_is_shortened_outside_of_pre(void **state)
{
    (void)state;
    ca_strbuf text = {0};
    ca_strbuf_add_text(&text, "<p>");
    repeat(&text, "\xC3\xA9", CA_HTML_MAX_RUN_BYTES);
    ca_strbuf_add_text(&text, "\n</p><pre>");
    repeat(&text, "0123456\n", CA_HTML_MAX_RUN_BYTES);
    char *out = NULL;
    size_t size = 0;
    assert_int_equal(ca_html_guard(ca_strbuf_view(&text), false, &out, &size, NULL), CAPALIGN_OK);
    assert_int_equal(size, text.size - CA_HTML_MAX_RUN_BYTES);
    assert_int_equal(ca_utf8_valid_prefix(out, size), size);
    free(out);
    assert_int_equal(ca_html_guard(ca_strbuf_view(&text), true, &out, &size, NULL), CAPALIGN_OK);
    assert_int_equal(size, text.size);
    free(out);
    repeat(&text, "0123456\n", CA_HTML_MAX_PRE_BYTES / 8);
    assert_int_equal(ca_html_guard(ca_strbuf_view(&text), false, &out, &size, NULL),
                     CAPALIGN_E_LIMIT);
    ca_strbuf_free(&text);
}

static void a_script_of_data_has_a_cap(void **state)
{
    (void)state;
    ca_strbuf text = {0};
    ca_strbuf_add_text(&text, "\n<script type=application/ld+json>");
    repeat(&text, "         ", CA_JSONLD_MAX_BYTES / 8);
    capalign_error error;
    assert_int_equal(parse(&text, &error), CAPALIGN_E_LIMIT);
    assert_int_equal(error.line, 2);
}

static void references_are_undone(void **state)
{
    (void)state;
    ca_arena arena = {0};
    static const struct {
        const char *text, *plain;
    } cases[] = {{"a &amp; b &#39;c&#x2019; &eacute;", "a & b 'c\xE2\x80\x99 \xC3\xA9"},
                 {"1 < 2 &lt;b>", "1 < 2 <b>"},
                 {"AT&T &nosuch;", "AT&T &nosuch;"},
                 {"&amp;amp;", "&amp;"},
                 {"line\nbreak &amp; more", "line\nbreak & more"},
                 {"", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(ca_html_unescape(&arena, ca_str_of(cases[i].text)), cases[i].plain);
    ca_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nesting_is_refused_with_its_line),
        cmocka_unit_test(every_way_of_nesting_is_seen),
        cmocka_unit_test(what_may_stay_open_does_not_nest),
        cmocka_unit_test(a_nul_in_a_name_ends_nothing),
        cmocka_unit_test(deep_but_allowed_passes),
        cmocka_unit_test(attributes_are_counted),
        cmocka_unit_test(tags_and_memory_are_capped),
        cmocka_unit_test(what_nobody_reads_is_taken_out),
        cmocka_unit_test(long_text_is_shortened_outside_of_pre),
        cmocka_unit_test(a_script_of_data_has_a_cap),
        cmocka_unit_test(references_are_undone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
