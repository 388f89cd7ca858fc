#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include <capalign/check.h>

/* Lines of the findings of one rule, as "3 8". */
static void finds(const char *text, const char *code, const char *expected)
{
    char lines[200] = "";
    capalign_check_result *result;
    assert_int_equal(capalign_check_bytes(text, strlen(text), "a.vtt", NULL, &result, NULL),
                     CAPALIGN_OK);
    assert_null(result->error);
    for (size_t i = 0; i < result->finding_count; i++)
        if (strcmp(result->findings[i].finding.code, code) == 0)
            snprintf(lines + strlen(lines), sizeof lines - strlen(lines), "%s%zu",
                     *lines ? " " : "", result->findings[i].finding.line);
    capalign_check_result_destroy(result);
    assert_string_equal(lines, expected);
}

#define CUE(n) "00:0" #n ".000 --> 00:0" #n ".100\nx\n\n"

static void a_note_silences_what_follows(void **state)
{
    (void)state;
    finds("WEBVTT\n\n" CUE(1) CUE(2), "min-duration", "3 6");
    finds("WEBVTT\n\n" CUE(1) "NOTE capalign-disable min-duration\n\n" CUE(2), "min-duration", "3");
    finds("WEBVTT\n\n" CUE(1) "NOTE capalign-disable min-duration\n\n" CUE(
              2) "NOTE capalign-enable min-duration\n\n" CUE(3),
          "min-duration", "3 13");
    finds("WEBVTT\n\nNOTE capalign-disable min-duration, max-lines\n\n" CUE(1), "min-duration", "");
    finds("WEBVTT\n\nNOTE\tcapalign-disable\tmax-lines\tmin-duration\n\n" CUE(1), "min-duration",
          "");
    finds("WEBVTT\r\n\r\nNOTE capalign-disable min-duration\r\n\r\n"
          "00:01.000 --> 00:01.100\r\nx\r\n",
          "min-duration", "");
}

static void without_names_it_is_about_all(void **state)
{
    (void)state;
    finds("WEBVTT\n\nNOTE capalign-disable\n\n" CUE(1), "min-duration", "");
    finds("WEBVTT\n\nNOTE capalign-disable\n\nNOTE capalign-enable\n\n" CUE(1), "min-duration",
          "7");
    finds("WEBVTT\n\nNOTE capalign-disable\n\nNOTE capalign-enable max-lines\n\n" CUE(1),
          "min-duration", "");
}

static void other_notes_do_nothing(void **state)
{
    (void)state;
    finds("WEBVTT\n\nNOTE capalign-disabled min-duration\n\n" CUE(1), "min-duration", "5");
    finds("WEBVTT\n\nNOTEcapalign-disable min-duration\n\n" CUE(1), "min-duration", "5");
    finds("WEBVTT\n\n00:01.000 --> 00:01.100\nNOTE capalign-disable min-duration\n\n" CUE(2),
          "min-duration", "3 6");
    finds("WEBVTT\n\nNOTE capalign-disable max-lines\n\n" CUE(1), "min-duration", "5");
}

static void unknown_names_are_told(void **state)
{
    (void)state;
    finds("WEBVTT\n\nNOTE capalign-disable no-rule min-duration\n\n" CUE(1), "suppression-unknown",
          "3");
    finds("WEBVTT\n\nNOTE capalign-disable no-rule min-duration\n\n" CUE(1), "min-duration", "");
    finds("WEBVTT\n\nNOTE capalign-disable "
          "a-name-that-is-much-longer-than-any-rule-of-any-program-would-ever-have-it\n\n" CUE(1),
          "suppression-unknown", "3");
    finds("WEBVTT\n\nNOTE capalign-disable min-duration\n\n" CUE(1), "suppression-unknown", "");
}

/* The reader's findings too. */
static void findings_of_the_reader_are_silenced(void **state)
{
    (void)state;
    finds("WEBVTT\n\nNOTE capalign-disable webvtt-setting-unknown\n\n"
          "00:01.000 --> 00:02.000 color:red\nx\n",
          "webvtt-setting-unknown", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_note_silences_what_follows),
        cmocka_unit_test(without_names_it_is_about_all),
        cmocka_unit_test(other_notes_do_nothing),
        cmocka_unit_test(unknown_names_are_told),
        cmocka_unit_test(findings_of_the_reader_are_silenced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
