#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "check/marks.h"

typedef struct opened {
    capalign_track *track;
    capalign_check_config *config;
    ca_check check;
} opened;

static void open_text(opened *o, const char *format, const char *text)
{
    const capalign_caption_read_options read = {.format = format};
    assert_int_equal(capalign_caption_parse(text, strlen(text), &read, &o->track, NULL),
                     CAPALIGN_OK);
    assert_int_equal(capalign_check_config_create(&o->config, NULL), CAPALIGN_OK);
    assert_true(ca_check_run(&o->check, "a", o->track, o->config));
}

static void close_text(opened *o)
{
    ca_check_free(&o->check);
    capalign_check_config_destroy(o->config);
    capalign_track_destroy(o->track);
}

static ca_check_cue cue_of(opened *o, size_t index)
{
    ca_check_cue cue;
    assert_true(ca_check_read_cue(&o->check, index, &cue));
    return cue;
}

static void is_text(ca_str text, const char *expected)
{
    assert_int_equal(text.size, strlen(expected));
    assert_memory_equal(text.data, expected, text.size);
}

static ca_str source(const opened *o, size_t from, size_t to)
{
    return (ca_str){o->check.text.data + from, to - from};
}

static void a_cue_knows_its_bytes(void **state)
{
    (void)state;
    opened o;
    open_text(&o, "srt",
              "1\n00:00:01,000 --> 00:00:03,500\n<i>Two\nlines</i>\n\n"
              "2\n00:00:04,000 --> 00:00:05,000\nx\n\n");
    ca_check_cue cue = cue_of(&o, 0);
    is_text(source(&o, cue.time_from, cue.time_to), "00:00:01,000 --> 00:00:03,500");
    is_text(source(&o, cue.text_from, cue.text_to), "<i>Two\nlines</i>");
    assert_int_equal(cue.duration_us, 2500000);
    assert_null(cue.above);
    assert_int_equal(cue.line_count, 2);
    is_text(cue.lines[0].plain, "Two");
    is_text(source(&o, cue.lines[0].from, cue.lines[0].to), "<i>Two");
    is_text(cue.lines[1].plain, "lines");
    is_text(source(&o, cue.lines[1].from, cue.lines[1].to), "lines</i>");
    assert_int_equal(cue.graphemes, 8);
    assert_int_equal(cue.words, 2);
    cue = cue_of(&o, 1);
    assert_non_null(cue.above);
    is_text(source(&o, cue.text_from, cue.text_to), "x");
    close_text(&o);
}

static void an_empty_cue_has_no_lines(void **state)
{
    (void)state;
    opened o;
    open_text(&o, "vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n00:03.000 --> 00:02.000\nx\n");
    ca_check_cue cue = cue_of(&o, 0);
    assert_int_equal(cue.line_count, 0);
    assert_int_equal(cue.text_from, cue.text_to);
    assert_int_equal(cue.words, 0);
    cue = cue_of(&o, 1);
    assert_int_equal(cue.duration_us, CAPALIGN_TIME_NONE); /* it ends before it starts */
    close_text(&o);
}

static void wide_characters_and_marks_are_counted(void **state)
{
    (void)state;
    opened o;
    open_text(&o, "vtt",
              "WEBVTT\n\n00:01.000 --> 00:02.000\n\u6E21\u8239 ab\n"
              "e\u0301\u00E9 <b>x</b> &amp; y\n");
    ca_check_cue cue = cue_of(&o, 0);
    assert_int_equal(cue.line_count, 2);
    assert_int_equal(cue.lines[0].graphemes, 5);
    assert_int_equal(cue.lines[0].columns, 7);
    is_text(cue.lines[1].plain, "e\u0301\u00E9 x & y");
    assert_int_equal(cue.lines[1].graphemes, 8);
    assert_int_equal(cue.lines[1].columns, 8);
    assert_int_equal(cue.graphemes, 13);
    assert_int_equal(cue.words, 6); /* an ideograph among them is one */
    close_text(&o);
}

static void words_are_counted(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t words;
    } cases[] = {
        {"One two  three", 3},
        {"- It's twenty-one.", 2},
        {"...", 0},
        {"\u266A \u266A", 0},
        {"\u0414\u0430, \u043D\u0435\u0442", 2},
        {"5 o'clock", 2},
        {"caf\u00E9\nnoir", 2},
        {"\uC624\uB298 \uB0A0\uC528\uAC00 \uC88B\uB2E4", 3}, /* Korean has spaces */
        {"She wrote \u6E21 on it", 5},
        /* Cannot be counted: Chinese, Japanese, Thai; with a name of another script in it. */
        {"\u6E21\u8239\u516D\u70B9\u5F00\u3002", 0},
        {"\u308F\u305F\u3057\u306F iPhone \u3092\u8CB7\u3063\u305F", 0},
        {"\u0E27\u0E31\u0E19\u0E19\u0E35\u0E49 \u0E1D\u0E19\u0E15\u0E01", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[200] = "WEBVTT\n\n00:01.000 --> 00:02.000\n";
        opened o;
        strcat(strcat(text, cases[i].text), "\n");
        open_text(&o, "vtt", text);
        assert_int_equal(cue_of(&o, 0).words, cases[i].words);
        close_text(&o);
    }
}

/* The plain text's bytes lead back to the source's, markup and entities passed over. */
static void plain_bytes_lead_to_the_source(void **state)
{
    (void)state;
    opened o;
    open_text(
        &o, "vtt",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n  <v Ann><i>The</i> sea &amp; the <b>harbour</b>\n");
    ca_check_cue cue = cue_of(&o, 0);
    const ca_check_line *line = &cue.lines[0];
    is_text(line->plain, "The sea & the harbour");
    size_t at = ca_check_source_of(&o.check, line, 0);
    assert_memory_equal(o.check.text.data + at, "The</i>", 7);
    at = ca_check_source_of(&o.check, line, 4);
    assert_memory_equal(o.check.text.data + at, "sea", 3);
    at = ca_check_source_of(&o.check, line, 14);
    assert_memory_equal(o.check.text.data + at, "harbour", 7);
    close_text(&o);
}

static void lines_end_in_any_way(void **state)
{
    (void)state;
    static const char *const ends[] = {"\n", "\r\n", "\r", "\r\r\n"};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        char text[200] = "";
        const char *const parts[] = {"1", "00:00:01,000 --> 00:00:02,000", "One", "two"};
        for (size_t k = 0; k < 4; k++)
            strcat(strcat(text, parts[k]), ends[i]);
        opened o;
        open_text(&o, "srt", text);
        ca_check_cue cue = cue_of(&o, 0);
        assert_int_equal(cue.line_count, 2);
        is_text(source(&o, cue.lines[0].from, cue.lines[0].to), "One");
        is_text(source(&o, cue.lines[1].from, cue.lines[1].to), "two");
        close_text(&o);
    }
}

static uint32_t marks_of(const char *text)
{
    char file[200] = "WEBVTT\n\n00:01.000 --> 00:02.000\n";
    opened o;
    strcat(strcat(file, text), "\n");
    open_text(&o, "vtt", file);
    ca_check_cue cue = cue_of(&o, 0);
    o.check.marks_cue = 0;
    uint32_t marks = ca_check_marks(&o.check, &cue);
    close_text(&o);
    return marks;
}

static void marks_tell_what_a_text_has(void **state)
{
    (void)state;
    assert_int_equal(marks_of("abc"), CA_MARK_LOWER);
    assert_int_equal(marks_of("A b"), CA_MARK_LOWER | CA_MARK_UPPER | CA_MARK_BLANK);
    assert_true(marks_of("a  b") & CA_MARK_BLANKS);
    assert_true(marks_of("a \tb") & CA_MARK_BLANKS);
    assert_false(marks_of("a b c") & (CA_MARK_BLANKS | CA_MARK_EDGE));
    assert_true(marks_of("a \nb") & CA_MARK_EDGE);
    assert_true(marks_of("a\n b") & CA_MARK_EDGE);
    assert_true(marks_of(" a") & CA_MARK_EDGE);
    assert_true(marks_of("a ") & CA_MARK_EDGE);
    assert_true(marks_of("a..") & CA_MARK_DOTS);
    assert_false(marks_of("a.b.") & CA_MARK_DOTS);
    assert_true(marks_of("\u2026") & CA_MARK_E2);
    assert_true(marks_of("\u00C3") & CA_MARK_C2_C5);
    assert_true(marks_of("\x07") & CA_MARK_CONTROL);
    assert_false(marks_of("a\tb") & CA_MARK_CONTROL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cue_knows_its_bytes),
        cmocka_unit_test(an_empty_cue_has_no_lines),
        cmocka_unit_test(wide_characters_and_marks_are_counted),
        cmocka_unit_test(words_are_counted),
        cmocka_unit_test(plain_bytes_lead_to_the_source),
        cmocka_unit_test(lines_end_in_any_way),
        cmocka_unit_test(marks_tell_what_a_text_has),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
