/* What the program prints: escapes, widths, tables, times, and the look at a file's first bytes. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <capalign/error.h>

#include "cli/safe.h"
#include "cli/sniff.h"
#include "cli/table.h"
#include "cli/text.h"

static void nothing_dangerous_reaches_a_terminal(void **state)
{
    (void)state;
    static const struct {
        const char *text, *shown;
        size_t width;
    } cases[] = {
        {"plain", "plain", 5},
        {"a\nb\tc", "a\\nb\\tc", 7},
        {"\x1b[31m", "\\x1B[31m", 8},
        {"\x7f", "\\x7F", 4},
        {"caf\xC3\xA9", "caf\xC3\xA9", 4},
        {"\xC2\x9B", "\\xC2\\x9B", 8},                       /* C1: CSI in one character */
        {"\xE2\x80\xAE", "\\xE2\\x80\\xAE", 12},             /* right-to-left override */
        {"\xE2\x81\xA6", "\\xE2\\x81\\xA6", 12},             /* isolate */
        {"\xE2\x80\xA8", "\\xE2\\x80\\xA8", 12},             /* line separator */
        {"\xFF\xC3", "\\xFF\\xC3", 8},                       /* not UTF-8, cut off */
        {"\xED\xA0\x80", "\\xED\\xA0\\x80", 12},             /* surrogate */
        {"\xE6\xBC\xA2", "\xE6\xBC\xA2", 2},                 /* wide */
        {"e\xCC\x81", "e\xCC\x81", 1},                       /* combining */
        {"\xD8\xA7\xE2\x80\x8F", "\xD8\xA7\xE2\x80\x8F", 1}, /* a direction mark is harmless */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char out[64];
        assert_string_equal(cli_safe(cases[i].text, out, sizeof out), cases[i].shown);
        assert_int_equal(cli_safe_width(cases[i].text), cases[i].width);
    }
}

static void long_text_is_cut_at_a_character(void **state)
{
    (void)state;
    for (size_t size = 8; size < 40; size++) {
        char out[40];
        cli_safe("\xC3\xA9\xE6\xBC\xA2\n\xFF"
                 "abcdefghijklmnop",
                 out, size);
        assert_true(strlen(out) < size);
        assert_true(cli_safe_width(out) <= size);
        const char *escape = strstr(out, "\\x"); /* whole or not there */
        assert_true(!escape || strncmp(escape, "\\xFF", 4) == 0);
        if (strlen(out) < 24)
            assert_string_equal(out + strlen(out) - 3, "...");
    }
}

/* Prints a cut text and returns it; to be freed. */
static char *cut(const char *text, size_t width, size_t *columns)
{
    char *out = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&out, &size);
    *columns = cli_print_cut(stream, text, width);
    fclose(stream);
    return out;
}

static void text_is_cut_by_columns(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t width;
        const char *shown;
        size_t columns;
    } cases[] = {
        {"abcdef", 6, "abcdef", 6},
        {"abcdef", 5, "ab...", 5},
        {"abcdef", 2, "..", 2},
        {"abcdef", 0, "", 0},
        {"\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2", 6, "\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2", 6},
        {"\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2", 5, "\xE6\xBC\xA2...", 5},
        {"\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2", 4, "...", 3}, /* half a character is none */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t columns;
        char *out = cut(cases[i].text, cases[i].width, &columns);
        assert_string_equal(out, cases[i].shown);
        assert_int_equal(columns, cases[i].columns);
        free(out);
    }
}

static char *print_table(size_t width)
{
    static const cli_column columns[] = {
        {.head = "N", .right = true}, {.head = "NAME", .shrinks = true}, {.head = "STATE"}};
    cli_table table = cli_table_begin(columns, 3);
    cli_table_add(&table, (const char *[]){"1", "\xE6\xBC\xA2\xE5\xAD\x97", "sure"});
    cli_table_add(&table, (const char *[]){"10", "a rather long name", NULL});
    char *out = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&out, &size);
    assert_true(cli_table_end(&table, stream, width, false));
    fclose(stream);
    return out;
}

static void tables_are_aligned_by_width(void **state)
{
    (void)state;
    char *wide = print_table(SIZE_MAX), *narrow = print_table(22), *tiny = print_table(1);
    assert_string_equal(wide, " N  NAME                STATE\n"
                              " 1  \xE6\xBC\xA2\xE5\xAD\x97                sure\n"
                              "10  a rather long name\n");
    assert_string_equal(narrow, " N  NAME         STATE\n"
                                " 1  \xE6\xBC\xA2\xE5\xAD\x97         sure\n"
                                "10  a rather...\n");
    assert_non_null(strstr(tiny, "a rat...\n")); /* no narrower than can be read */
    free(wide);
    free(narrow);
    free(tiny);
}

static void times_are_short(void **state)
{
    (void)state;
    static const struct {
        int64_t us;
        const char *text;
    } cases[] = {
        {0, "0:00"},
        {INT64_C(146000000), "2:26"},
        {INT64_C(7250000), "0:07.250"},
        {INT64_C(3723000000), "1:02:03"},
        {INT64_C(59999600), "1:00"},
        {INT64_C(-1500000), "-0:01.500"},
        {INT64_MAX, "2562047788:00:54.776"},
        {CAPALIGN_TIME_NONE, "?"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[CLI_TIME_TEXT];
        assert_string_equal(cli_time(cases[i].us, text), cases[i].text);
    }
}

static void paragraphs_are_wrapped(void **state)
{
    (void)state;
    char *out = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&out, &size);
    cli_wrap(stream,
             "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
             "fifteen\n\nlast",
             4, 0);
    fclose(stream);
    assert_string_equal(out, "    one two three four five six seven eight nine ten eleven twelve "
                             "thirteen\n    fourteen fifteen\n\n    last\n");
    free(out);
}

static bool is_text(const char *bytes, size_t size)
{
    return cli_sniff_text((const unsigned char *)bytes, size);
}

static void text_is_known_by_its_bytes(void **state)
{
    (void)state;
    static const char mp4[] = "\0\0\0\x20"
                              "ftypisom\0\0\2\0isomiso2avc1mp41\0\0\0\x08"
                              "free";
    static const char wav[] = "RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x44\xAC\0\0";
    static const char utf16[] = "\xFF\xFEh\0\xE9\0\x39\x4E";
    static const char utf16_bare[] = "h\0e\0l\0l\0o\0 \0y\0o\0u\0,\0 \0w\0o\0r\0l\0d\0\n\0";
    assert_true(is_text("", 0));
    assert_true(is_text("Just words,\r\n\tand more.\f", 23));
    assert_true(is_text("Caf\xE9 am See", 11)); /* Latin-1 */
    assert_true(is_text(utf16, sizeof utf16 - 1));
    assert_true(is_text(utf16_bare, sizeof utf16_bare - 1));
    assert_false(is_text(mp4, sizeof mp4 - 1));
    assert_false(is_text(wav, sizeof wav - 1));
    char text[1000];
    memset(text, 'a', sizeof text);
    text[500] = '\0'; /* a damaged text is still one */
    assert_true(is_text(text, sizeof text));
    uint32_t random = 1;
    for (size_t i = 0; i < sizeof text; i++) {
        random = random * 1664525u + 1013904223u;
        text[i] = (char)(random >> 24);
    }
    assert_false(is_text(text, sizeof text));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_dangerous_reaches_a_terminal),
        cmocka_unit_test(long_text_is_cut_at_a_character),
        cmocka_unit_test(text_is_cut_by_columns),
        cmocka_unit_test(tables_are_aligned_by_width),
        cmocka_unit_test(times_are_short),
        cmocka_unit_test(paragraphs_are_wrapped),
        cmocka_unit_test(text_is_known_by_its_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
