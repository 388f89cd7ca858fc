#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/charset.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "base/time.h"
#include "base/utf8.h"

static void utf8_rejects_what_unicode_rejects(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t length;
    } broken[] = {{"\x80", 1},
                  {"\xC0\xAF", 1},
                  {"\xE0\x80\x80", 1},
                  {"\xED\xA0\x80", 1},
                  {"\xF4\x90\x80\x80", 1},
                  {"\xF0\x9F\x98", 3},
                  {"\xE2\x82", 2},
                  {"\xF8", 1}};
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        uint32_t c;
        bool valid;
        assert_int_equal(
            ca_utf8_decode_strict(broken[i].bytes, strlen(broken[i].bytes), &c, &valid),
            broken[i].length);
        assert_false(valid);
        assert_int_equal(c, CA_REPLACEMENT);
    }
}

static void utf8_round_trips_every_character(void **state)
{
    (void)state;
    for (uint32_t c = 1; c <= 0x10FFFF; c++) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        char bytes[4];
        uint32_t back;
        size_t n = ca_utf8_encode(c, bytes);
        assert_int_equal(ca_utf8_decode(bytes, n, &back), n);
        assert_int_equal(back, c);
    }
}

static void time_is_printed_to_the_millisecond(void **state)
{
    (void)state;
    char text[CA_TIME_TEXT];
    ca_time_format(0, ',', text);
    assert_string_equal(text, "00:00:00,000");
    ca_time_format(INT64_C(3723004499), '.', text);
    assert_string_equal(text, "01:02:03.004");
    ca_time_format(INT64_C(59999500), '.', text);
    assert_string_equal(text, "00:01:00.000");
    ca_time_format(INT64_C(360000) * 3600000, '.', text);
    assert_string_equal(text, "360:00:00.000");
    assert_true(ca_time_format(INT64_MAX, '.', text) < CA_TIME_TEXT);
    ca_time_format_short(INT64_C(146250000), text);
    assert_string_equal(text, "2:26.250");
    ca_time_format_short(INT64_C(3723000000), text);
    assert_string_equal(text, "1:02:03");
}

static void time_make_sees_overflow(void **state)
{
    (void)state;
    int64_t us;
    assert_true(ca_time_make(1, 2, 3, 4, &us));
    assert_int_equal(us, INT64_C(3723000004));
    assert_false(ca_time_make(INT64_MAX / 3600, 0, 0, 0, &us));
}

static ca_decoded decode(const char *bytes, size_t size, const char *declared)
{
    char *copy = malloc(size + 1);
    memcpy(copy, bytes, size);
    ca_decoded decoded;
    assert_int_equal(ca_charset_decode(copy, size, declared, &decoded, NULL), CAPALIGN_OK);
    return decoded;
}

static void check_decoded(const char *bytes, size_t size, const char *declared, const char *text,
                          const char *encoding, bool guessed, size_t invalid)
{
    ca_decoded d = decode(bytes, size, declared);
    assert_string_equal(d.text, text);
    assert_string_equal(d.encoding, encoding);
    assert_int_equal(d.guessed, guessed);
    assert_int_equal(d.invalid_count, invalid);
    ca_decoded_free(&d);
}

static void charset_follows_mark_utf8_declared_guess(void **state)
{
    (void)state;
    check_decoded("caf\xC3\xA9", 5, NULL, "caf\xC3\xA9", "UTF-8", false, 0);
    check_decoded("\xEF\xBB\xBFx", 4, NULL, "x", "UTF-8", false, 0);
    check_decoded("caf\xE9", 4, NULL, "caf\xC3\xA9", "WINDOWS-1252", true, 0);
    check_decoded("\xE1", 1, "ISO-8859-7", "\xCE\xB1", "ISO-8859-7", false, 0);
    check_decoded("\xFF\xFEx\0\0\xD8y\0", 8, NULL, "x\xEF\xBF\xBDy", "UTF-16LE", false, 1);
    check_decoded("\xC3\xA9 \xFF!", 5, NULL, "\xC3\xA9 \xEF\xBF\xBD!", "UTF-8", false, 1);
    check_decoded("", 0, NULL, "", "UTF-8", false, 0);
}

static void arena_pieces_do_not_overlap(void **state)
{
    (void)state;
    ca_arena arena = {0};
    char *small = ca_arena_copy(&arena, ca_str_of("small"));
    char *large = ca_arena_alloc(&arena, 100000);
    memset(large, 'x', 100000);
    char *after = ca_arena_copy(&arena, ca_str_of("after"));
    assert_string_equal(small, "small");
    assert_string_equal(after, "after");
    assert_null(ca_arena_array(&arena, SIZE_MAX / 2, 3));
    ca_arena_free(&arena);
}

static void errors_are_clean_text(void **state)
{
    (void)state;
    capalign_error error;
    ca_fail(&error, CAPALIGN_E_INPUT, "found \"%s\"", "a\nb\x1b[31m\xFF");
    assert_string_equal(error.message, "found \"a?b?[31m\xEF\xBF\xBD\"");
}

static void a_full_disk_has_a_code_of_its_own(void **state)
{
    (void)state;
    capalign_error error;
    assert_int_equal(ca_fail_errno(&error, "a.srt", "write", ENOSPC), CAPALIGN_E_FULL);
    assert_int_equal(error.code, CAPALIGN_E_FULL);
    assert_string_equal(error.file, "a.srt");
    assert_int_equal(ca_fail_errno(NULL, NULL, "write", EDQUOT), CAPALIGN_E_FULL);
    assert_int_equal(ca_fail_errno(NULL, NULL, "write", EIO), CAPALIGN_E_IO);
    assert_int_equal(ca_fail_errno(NULL, NULL, "write", ENOMEM), CAPALIGN_E_MEMORY);
    assert_string_equal(capalign_code_name(CAPALIGN_E_FULL), "full");
}

static void writer_is_whole_or_nothing(void **state)
{
    (void)state;
    char folder[] = "/tmp/capalign-base-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/out.txt", folder);
    ca_writer *writer;
    char *bytes;
    size_t size;

    assert_int_equal(ca_writer_open(path, &writer, NULL), CAPALIGN_OK);
    ca_writer_write(writer, "one", 3);
    ca_writer_abort(writer);
    assert_int_equal(ca_file_read(path, 10, &bytes, &size, NULL), CAPALIGN_E_IO);

    assert_int_equal(ca_writer_open(path, &writer, NULL), CAPALIGN_OK);
    ca_writer_write(writer, "one", 3);
    assert_int_equal(ca_writer_commit(writer, false, NULL), CAPALIGN_OK);
    assert_int_equal(ca_writer_open(path, &writer, NULL), CAPALIGN_OK);
    ca_writer_write(writer, "two", 3);
    assert_int_equal(ca_writer_commit(writer, false, NULL), CAPALIGN_E_EXISTS);
    assert_int_equal(ca_writer_open(path, &writer, NULL), CAPALIGN_OK);
    ca_writer_write(writer, "three", 5);
    assert_int_equal(ca_writer_commit(writer, true, NULL), CAPALIGN_OK);

    assert_int_equal(ca_file_read(path, 10, &bytes, &size, NULL), CAPALIGN_OK);
    assert_string_equal(bytes, "three");
    free(bytes);
    assert_int_equal(ca_file_read(path, 4, &bytes, &size, NULL), CAPALIGN_E_LIMIT);
    assert_int_equal(ca_file_read(folder, 4, &bytes, &size, NULL), CAPALIGN_E_IO);
    remove(path);
    assert_int_equal(remove(folder), 0); /* nothing else was left in it */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_rejects_what_unicode_rejects),
        cmocka_unit_test(utf8_round_trips_every_character),
        cmocka_unit_test(time_is_printed_to_the_millisecond),
        cmocka_unit_test(time_make_sees_overflow),
        cmocka_unit_test(charset_follows_mark_utf8_declared_guess),
        cmocka_unit_test(arena_pieces_do_not_overlap),
        cmocka_unit_test(errors_are_clean_text),
        cmocka_unit_test(a_full_disk_has_a_code_of_its_own),
        cmocka_unit_test(writer_is_whole_or_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
