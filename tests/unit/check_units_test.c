#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include <capalign/caption.h>

#include "check/config.h"

static void shows(const char *unit, int64_t value, bool with_unit, const char *expected)
{
    char text[CA_UNIT_TEXT];
    ca_unit_format(unit, value, with_unit, text);
    assert_string_equal(text, expected);
}

static void values_are_shown_with_their_unit(void **state)
{
    (void)state;
    shows("us", 640000, true, "640 ms");
    shows("us", 640499, true, "640 ms");
    shows("us", 640500, true, "641 ms");
    shows("us", 9999499, true, "9999 ms");
    shows("us", 9999500, true, "10.0 s");
    shows("us", 12345678, true, "12.3 s");
    shows("us", -640000, true, "-640 ms");
    shows("us", -12345678, true, "-12.3 s");
    shows("us", 0, true, "0 ms");
    shows("chars", 47, true, "47 chars");
    shows("chars", 47, false, "47");
    shows("cps", 23400, true, "23.4 cps");
    shows("cps", 21000, true, "21 cps");
    shows("cps", 21049, false, "21");
    shows("cps", 21050, false, "21.1");
    shows("wpm", 179950, true, "180 wpm");
    shows(NULL, 5, true, "5");
}

static void shows_exactly(const char *unit, int64_t value, bool with_unit, const char *expected)
{
    char text[CA_UNIT_TEXT];
    ca_unit_format_exact(unit, value, with_unit, text);
    assert_string_equal(text, expected);
}

/* 21.02 of 21 at most would be shown as 21 of 21. */
static void values_are_shown_exactly(void **state)
{
    (void)state;
    shows_exactly("cps", 21020, false, "21.02");
    shows_exactly("cps", 21020, true, "21.02 cps");
    shows_exactly("cps", 21003, false, "21.003");
    shows_exactly("wpm", 180000, true, "180 wpm");
    shows_exactly("us", 299833, true, "299.833 ms");
    shows_exactly("us", 299800, false, "299.8 ms");
    shows_exactly("us", 300000, true, "300 ms");
    shows_exactly("chars", 42, true, "42 chars");
}

static void reads(const char *unit, const char *text, int64_t expected, bool expected_frames)
{
    int64_t value;
    bool frames;
    if (!ca_unit_parse(unit, text, &value, &frames))
        fail_msg("%s is not read", text);
    assert_int_equal(value, expected);
    assert_int_equal(frames, expected_frames);
}

static void thresholds_are_read(void **state)
{
    (void)state;
    reads("us", "800ms", 800000, false);
    reads("us", "1.5s", 1500000, false);
    reads("us", "0s", 0, false);
    reads("us", "833333us", 833333, false);
    reads("us", "0.5ms", 500, false);
    reads("us", "0.000001s", 1, false);
    reads("us", "2f", 2, true);
    reads("cps", "17.5", 17500, false);
    reads("cps", "17", 17000, false);
    reads("wpm", "180", 180000, false);
    reads("chars", "42", 42, false);
    reads("percent", "0", 0, false);
}

static void what_is_no_threshold_is_refused(void **state)
{
    (void)state;
    static const char *const times[] = {"",
                                        "800",
                                        "ms",
                                        "1.5",
                                        "-1s",
                                        "1,5s",
                                        "1.s",
                                        ".5s",
                                        "1.2.3s",
                                        "2.5f",
                                        "1 s",
                                        "1sx",
                                        "1e3s",
                                        "1.0000001s",
                                        "99999999999999999999s",
                                        "9223372036854775807s"};
    static const char *const counts[] = {
        "", "-1", "4.5", "42x", " 42", "0x10", "99999999999999999999"};
    int64_t value;
    bool frames;
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++)
        if (ca_unit_parse("us", times[i], &value, &frames))
            fail_msg("%s is read as a time", times[i]);
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
        if (ca_unit_parse("chars", counts[i], &value, &frames))
            fail_msg("%s is read as a count", counts[i]);
    assert_false(ca_unit_parse("cps", "17.5555", &value, &frames));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_shown_with_their_unit),
        cmocka_unit_test(values_are_shown_exactly),
        cmocka_unit_test(thresholds_are_read),
        cmocka_unit_test(what_is_no_threshold_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
