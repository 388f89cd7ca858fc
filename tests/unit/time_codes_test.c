#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "text/time_codes.h"

static void check_cut(const char *text, const char *expected)
{
    ca_strbuf out = {0};
    ca_strbuf_add(&out, "", 0);
    ca_time_codes_cut(ca_str_of(text), &out);
    assert_false(out.failed);
    assert_string_equal(ca_strbuf_view(&out).data, expected);
    ca_strbuf_free(&out);
}

static void brackets_go_wherever_they_stand(void **state)
{
    (void)state;
    check_cut("", "");
    check_cut("[00:00:01] Good morning. [1:02] And\n[00:12,500 --> 00:14,000] on.",
              "Good morning. And\non.");
    check_cut("[00:12:05.250]\nText", "\nText");
    check_cut("[inaudible 00:12] [12] [1:2] [music] [00:61] a[0:12",
              "[inaudible 00:12] [12] [1:2] [music] [00:61] a[0:12");
}

static void bare_codes_go_where_they_are_a_column(void **state)
{
    (void)state;
    check_cut("00:01 Good morning to you all.\n00:03 It is a quarter past six.\n",
              "Good morning to you all.\nIt is a quarter past six.\n");
    check_cut("0:01\r\nGood morning to you all.\r\n\r\n0:04\r\nIt is a quarter past six.",
              "\r\nGood morning to you all.\r\n\r\n\r\nIt is a quarter past six.");
    check_cut("(00:01) Good morning to you.\n(00:03) Yes.", "Good morning to you.\nYes.");
    check_cut("00:01 - Anna: Good morning to all.\n00:03 - 00:05: Yes.",
              "Anna: Good morning to all.\nYes.");
    check_cut("Anna Berg  0:01\nGood morning to all of you.\nSpeaker 2 0:04\nIt is six.",
              "Anna Berg:\nGood morning to all of you.\nSpeaker 2:\nIt is six.");
}

static void times_of_day_stay(void **state)
{
    (void)state;
    const char *const texts[] = {
        "9:00 Breakfast\n10:00 We leave\n12:30 Lunch at the lake\n", /* a minute for each */
        "12:30 is when we leave.",
        "10:15 we leave.\n9:00 we had left.\n", /* not in order */
        "At 10:15.\nWe left at 10:15\n",
        "The score was 2:10\nand then 2:12",
        "1:00.\n2:00.\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        check_cut(texts[i], texts[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(brackets_go_wherever_they_stand),
        cmocka_unit_test(bare_codes_go_where_they_are_a_column),
        cmocka_unit_test(times_of_day_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
