#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <locale.h>
#include <string.h>

#include "caption/webvtt.h"

static void timestamps(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t us; /* -1: fails */
        size_t at;
    } cases[] = {
        {"00:00.000", 0, 9},
        {"59:59.999", INT64_C(3599999000), 9},
        {"60:00.000", -1, 5},
        {"60:00:00.000", INT64_C(216000000000), 12},
        {"0:00:01.000", 1000000, 11},
        {"0:01.000", -1, 4},
        {"000:00:01.000", 1000000, 13},
        {"00:00:01.000x", 1000000, 12},
        {"00:60:00.000", -1, 3},
        {"00:00:60.000", -1, 6},
        {"00:60.000", -1, 3},
        {"00:00:00.0000", -1, 12},
        {"00:00:000.000", -1, 8},
        {"00:00,000", -1, 5},
        {"", -1, 0},
        {"-1:00.000", -1, 0},
        {"999999999:59:59.999", CA_VTT_MAX_US, 19},
        {"1000000000:00:00.000", CA_VTT_MAX_US, 20},
        {"99999999999999999999999999:00:00.000", CA_VTT_MAX_US, 36},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t at = 0;
        int64_t us = -1;
        bool capped = false;
        bool read = ca_vtt_timestamp(ca_str_of(cases[i].text), &at, &us, &capped);
        print_message("%s\n", cases[i].text);
        assert_int_equal(read, cases[i].us >= 0);
        assert_int_equal(us, cases[i].us);
        assert_int_equal(at, cases[i].at);
        assert_int_equal(capped, i >= 17);
    }
}

static void percentages(void **state)
{
    (void)state;
    static const char *const bad[] = {"",       "%",
                                      "1",      ".5%",
                                      "5.%",    "-0%",
                                      "+1%",    "1e1%",
                                      "1 %",    "100.0000001%",
                                      "101%",   "1%%",
                                      "1.2.3%", "99999999999999999999999999999%"};
    double value = -7;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(ca_vtt_percentage(ca_str_of(bad[i]), &value));
        assert_true(value == -7);
    }
    assert_true(ca_vtt_percentage(ca_str_of("0%"), &value) && value == 0);
    assert_true(ca_vtt_percentage(ca_str_of("000100.000%"), &value) && value == 100);
    assert_true(ca_vtt_percentage(ca_str_of("12.25%"), &value) && value == 12.25);
    /* above 100 by less than a double can tell, as the standard's rounding has it */
    assert_true(ca_vtt_percentage(ca_str_of("100.00000000000000000001%"), &value) && value == 100);
}

static void line_numbers(void **state)
{
    (void)state;
    static const char *const bad[] = {"", "-", "--1", "1-", ".5", "5.", "-.5", "1..5", "1e2", "+1"};
    double value = -7;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(ca_vtt_line_number(ca_str_of(bad[i]), &value));
    assert_true(ca_vtt_line_number(ca_str_of("-1"), &value) && value == -1);
    assert_true(ca_vtt_line_number(ca_str_of("-0"), &value) && value == 0 && 1 / value > 0);
    assert_true(ca_vtt_line_number(ca_str_of("0.1"), &value) && value == 0.1);
}

/* Ties and what decides them far behind: the nearest double, as the HTML standard wants it. */
static void nearest(void **state)
{
    (void)state;
    char text[1200];
    double value;
    assert_true(ca_vtt_line_number(ca_str_of("9007199254740993"), &value));
    assert_true(value == 9007199254740992.0);
    strcpy(text, "9007199254740993.");
    memset(text + 17, '0', 1000);
    strcpy(text + 1017, "1");
    assert_true(ca_vtt_line_number(ca_str_of(text), &value));
    assert_true(value == 9007199254740994.0);
    memset(text, '9', 1100); /* above all doubles: an error */
    text[1100] = '\0';
    assert_false(ca_vtt_line_number(ca_str_of(text), &value));
    memset(text, '0', 1100);
    text[1] = '.', text[1100] = '1', text[1101] = '\0';
    assert_true(ca_vtt_line_number(ca_str_of(text), &value) && value == 0);
}

static void numbers_written(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *text;
    } cases[] = {{0, "0"},         {-0.0, "0"},
                 {5, "5"},         {-1, "-1"},
                 {12.25, "12.25"}, {0.1, "0.1"},
                 {100, "100"},     {33.3333333333333357, "33.333333333333336"},
                 {0.001, "0.001"}, {1e21, "1000000000000000000000"},
                 {-0.5, "-0.5"}};
    char text[CA_VTT_NUMBER_TEXT];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(ca_vtt_number_format(cases[i].value, text), strlen(cases[i].text));
        assert_string_equal(text, cases[i].text);
    }
    static const double extremes[] = {1.7976931348623157e308, 5e-324, 2.2250738585072014e-308};
    for (size_t i = 0; i < sizeof extremes / sizeof extremes[0]; i++) {
        double again = 0;
        size_t size = ca_vtt_number_format(extremes[i], text);
        assert_in_range(size, 1, sizeof text - 1);
        assert_true(ca_vtt_line_number((ca_str){text, size}, &again));
        assert_true(again == extremes[i]);
    }
}

static void locale_has_no_say(void **state)
{
    static const char *const names[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "de_DE", "cs_CZ.UTF-8"};
    bool set = false;
    for (size_t i = 0; i < sizeof names / sizeof names[0] && !set; i++)
        set = setlocale(LC_ALL, names[i]);
    percentages(state);
    nearest(state);
    numbers_written(state);
    setlocale(LC_ALL, "C");
}

static void tokens(void **state)
{
    (void)state;
    ca_str rest = ca_str_of(" \ta:b\n\f c:\r:d"), token, name, value;
    assert_true(ca_vtt_next_token(&rest, &token) && ca_str_equal(token, "a:b"));
    assert_true(ca_vtt_split_setting(token, &name, &value));
    assert_true(ca_str_equal(name, "a") && ca_str_equal(value, "b"));
    assert_true(ca_vtt_next_token(&rest, &token) && ca_str_equal(token, "c:"));
    assert_false(ca_vtt_split_setting(token, &name, &value));
    assert_true(ca_vtt_next_token(&rest, &token) && ca_str_equal(token, ":d"));
    assert_false(ca_vtt_split_setting(token, &name, &value));
    assert_false(ca_vtt_next_token(&rest, &token));
    assert_true(ca_vtt_split_setting(ca_str_of("a::b"), &name, &value));
    assert_true(ca_str_equal(value, ":b"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(timestamps),      cmocka_unit_test(percentages),
        cmocka_unit_test(line_numbers),    cmocka_unit_test(nearest),
        cmocka_unit_test(numbers_written), cmocka_unit_test(locale_has_no_say),
        cmocka_unit_test(tokens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
