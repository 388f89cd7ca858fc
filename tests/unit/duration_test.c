#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "text/digits.h"
#include "text/duration.h"

typedef bool (*reader)(ca_str text, int64_t *duration_us);

/* us 0: must be refused. */
typedef struct row {
    const char *text;
    int64_t us;
} row;

static void check_rows(reader read, const row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int64_t us = 0;
        bool ok = read(ca_str_of(rows[i].text), &us);
        if (ok != (rows[i].us != 0) || us != rows[i].us)
            fail_msg("\"%s\": %lld instead of %lld", rows[i].text, (long long)us,
                     (long long)rows[i].us);
    }
}

#define S(seconds) (INT64_C(1000000) * (seconds))
#define CHECK(read, rows) check_rows(read, rows, sizeof(rows) / sizeof(rows)[0])

static void clock_reads_digits_of_all_scripts(void **state)
{
    (void)state;
    static const row rows[] = {{"02:26", S(146)},  {"2:26", S(146)},       {"1:02:03", S(3723)},
                               {"00:00:01", S(1)}, {"24:00:00", S(86400)}, {"٠٢:٢٦", S(146)},
                               {"۰۲:۲۶", S(146)},  {"०२:२६", S(146)},      {"０２：２６", S(146)},
                               {"๐๒:๒๖", S(146)},  {"𝟘𝟚:𝟚𝟞", S(146)}};
    CHECK(ca_duration_clock, rows);
}

static void clock_refuses_what_is_no_length(void **state)
{
    (void)state;
    static const row rows[] = {
        {"", 0},       {"0:00", 0},       {"00:00:00", 0},  {"2:60", 0},  {"60:00", 0},
        {"2:6", 0},    {"2:266", 0},      {"2", 0},         {"2:26:", 0}, {":26", 0},
        {"1:2:03", 0}, {"1:02:03:04", 0}, {"24:00:01", 0},  {" 2:26", 0}, {"2:26 ", 0},
        {"-2:26", 0},  {"2:26.5", 0},     {"100:00:00", 0}, {"2.26", 0},  {"٢:٢٦x", 0}};
    CHECK(ca_duration_clock, rows);
}

static void iso_reads_what_pages_write(void **state)
{
    (void)state;
    static const row rows[] = {
        {"PT2M26S", S(146)},      {"PT146S", S(146)},       {"P0DT0H2M26S", S(146)},
        {"PT2M26.4S", 146400000}, {"PT2M26,4S", 146400000}, {"T1M02S", S(62)},
        {"T2M26S", S(146)},       {"PT1H", S(3600)},        {"pt2m26s", S(146)},
        {" PT2M26S\n", S(146)},   {"P2M26S", S(146)},       {"PT0.5H", S(1800)},
        {"P1D", S(86400)},        {"PT0H02M26S", S(146)},   {"PT000146.000S", S(146)}};
    CHECK(ca_duration_iso, rows);
}

static void iso_refuses_zero_absurd_and_ambiguous(void **state)
{
    (void)state;
    static const row rows[] = {{"", 0},
                               {"P", 0},
                               {"PT", 0},
                               {"T", 0},
                               {"PT0S", 0},
                               {"P1Y", 0},
                               {"P2M", 0},
                               {"PT2M26", 0},
                               {"PT26S2M", 0},
                               {"PT2M2M", 0},
                               {"PT2.5M26S", 0},
                               {"P1W", 0},
                               {"PT25H", 0},
                               {"-PT2M", 0},
                               {"2M26S", 0},
                               {"PT2M 26S", 0},
                               {"PT99999999999999999999S", 0},
                               {"PT2.S", 0},
                               {"PTT2S", 0}};
    CHECK(ca_duration_iso, rows);
}

static void seconds_are_decimal(void **state)
{
    (void)state;
    static const row rows[] = {{"146", S(146)},
                               {"146.5", 146500000},
                               {" 146 ", S(146)},
                               {"0.000001", 1},
                               {"0", 0},
                               {"-1", 0},
                               {"146s", 0},
                               {"1e3", 0},
                               {"86400", S(86400)},
                               {"86400.1", 0},
                               {"", 0},
                               {"999999999999", 0}};
    CHECK(ca_duration_seconds, rows);
}

static void digits_have_their_values(void **state)
{
    (void)state;
    assert_int_equal(ca_digit_value('7'), 7);
    assert_int_equal(ca_digit_value(0x0669), 9);
    assert_int_equal(ca_digit_value(0x0966), 0);
    assert_int_equal(ca_digit_value(0xFF15), 5);
    assert_int_equal(ca_digit_value(0x1D7E2), 0); /* the third of five runs side by side */
    assert_int_equal(ca_digit_value(0x1D7FF), 9);
    assert_int_equal(ca_digit_value('x'), -1);
    assert_int_equal(ca_digit_value(0xB2), -1); /* superscript two */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clock_reads_digits_of_all_scripts),
        cmocka_unit_test(clock_refuses_what_is_no_length),
        cmocka_unit_test(iso_reads_what_pages_write),
        cmocka_unit_test(iso_refuses_zero_absurd_and_ambiguous),
        cmocka_unit_test(seconds_are_decimal),
        cmocka_unit_test(digits_have_their_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
