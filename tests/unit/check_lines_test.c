#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "check/lines.h"

static ca_lines make(const char *text, size_t size, bool doubled)
{
    ca_lines lines;
    assert_true(ca_lines_make(&lines, (ca_str){text, size}, doubled));
    return lines;
}

static void is_line(const ca_lines *lines, size_t line, const char *text)
{
    size_t from, to;
    ca_line_range(lines, line, &from, &to);
    assert_int_equal(to - from, strlen(text));
    assert_memory_equal(lines->text.data + from, text, to - from);
}

static void lines_end_in_lf_crlf_or_cr(void **state)
{
    (void)state;
    static const char text[] = "one\ntwo\r\nthree\rfour\n\r\n\n\rlast";
    ca_lines lines = make(text, sizeof text - 1, false);
    static const char *const expected[] = {"one", "two", "three", "four", "", "", "", "last"};
    assert_int_equal(lines.count, sizeof expected / sizeof expected[0]);
    for (size_t i = 0; i < lines.count; i++)
        is_line(&lines, i + 1, expected[i]);
    ca_lines_free(&lines);
}

static void an_end_at_the_end_begins_an_empty_line(void **state)
{
    (void)state;
    ca_lines lines = make("a\r\n", 3, false);
    assert_int_equal(lines.count, 2);
    is_line(&lines, 1, "a");
    is_line(&lines, 2, "");
    assert_int_equal(ca_line_of(&lines, 3), 2);
    ca_lines_free(&lines);
    lines = make("", 0, false);
    ca_line_cursor cursor = {0};
    assert_int_equal(lines.count, 1);
    is_line(&lines, 1, "");
    assert_int_equal(ca_line_of(&lines, 0), 1);
    assert_int_equal(ca_line_column(&lines, &cursor, 1, 0), 1);
    ca_lines_free(&lines);
}

static void doubled_ends_are_one_end(void **state)
{
    (void)state;
    static const char text[] = "a\r\r\nb\r\r\n\r\r\nc";
    ca_lines lines = make(text, sizeof text - 1, true);
    assert_int_equal(lines.count, 4);
    is_line(&lines, 1, "a");
    is_line(&lines, 2, "b");
    is_line(&lines, 3, "");
    is_line(&lines, 4, "c");
    ca_lines_free(&lines);
    lines = make(text, sizeof text - 1, false);
    assert_int_equal(lines.count, 7);
    ca_lines_free(&lines);
}

static void lines_beyond_the_text_are_its_end(void **state)
{
    (void)state;
    ca_lines lines = make("ab\nc", 4, false);
    ca_line_cursor cursor = {0};
    size_t from, to;
    ca_line_range(&lines, 3, &from, &to);
    assert_int_equal(from, 4);
    assert_int_equal(to, 4);
    ca_line_range(&lines, 0, &from, &to);
    assert_int_equal(from, 4);
    assert_int_equal(ca_line_at(&lines, &cursor, 9, 9), 4);
    ca_lines_free(&lines);
}

/* Each byte belongs to the line that it stands in, its end included. */
static void bytes_know_their_line(void **state)
{
    (void)state;
    static const char text[] = "ab\r\nc\n\nd";
    static const size_t expected[] = {1, 1, 1, 1, 2, 2, 3, 4, 4};
    ca_lines lines = make(text, sizeof text - 1, false);
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
        assert_int_equal(ca_line_of(&lines, i), expected[i]);
    ca_lines_free(&lines);
}

static void columns_count_characters(void **state)
{
    (void)state;
    static const char text[] = "x\na\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z\n";
    ca_lines lines = make(text, sizeof text - 1, false);
    static const size_t places[] = {2, 3, 5, 8, 12, 13};
    ca_line_cursor cursor = {0};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        assert_int_equal(ca_line_column(&lines, &cursor, 2, places[i]), i + 1);
        assert_int_equal(ca_line_at(&lines, &cursor, 2, i + 1), places[i]);
    }
    assert_int_equal(ca_line_at(&lines, &cursor, 2, 99), 13); /* not into the line end */
    assert_int_equal(ca_line_at(&lines, &cursor, 2, 0), 2);
    ca_lines_free(&lines);
}

/* From wherever the look-up before ended, in its line or in another. */
static void a_cursor_changes_no_answer(void **state)
{
    (void)state;
    static const char text[] = "\xE2\x82\xACx\xC3\xA9y\xF0\x9F\x98\x80 z\r\n\nab\xC3\xA9";
    ca_lines lines = make(text, sizeof text - 1, false);
    for (size_t first = 0; first < sizeof text; first++)
        for (size_t second = 0; second < sizeof text; second++) {
            size_t line = ca_line_of(&lines, second);
            ca_line_cursor used = {0}, none = {0};
            ca_line_column(&lines, &used, ca_line_of(&lines, first), first);
            assert_int_equal(ca_line_column(&lines, &used, line, second),
                             ca_line_column(&lines, &none, line, second));
            used = none = (ca_line_cursor){0};
            ca_line_at(&lines, &used, ca_line_of(&lines, first), 1 + first % 7);
            assert_int_equal(ca_line_at(&lines, &used, line, second),
                             ca_line_at(&lines, &none, line, second));
        }
    ca_lines_free(&lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_end_in_lf_crlf_or_cr),
        cmocka_unit_test(an_end_at_the_end_begins_an_empty_line),
        cmocka_unit_test(doubled_ends_are_one_end),
        cmocka_unit_test(lines_beyond_the_text_are_its_end),
        cmocka_unit_test(bytes_know_their_line),
        cmocka_unit_test(columns_count_characters),
        cmocka_unit_test(a_cursor_changes_no_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
