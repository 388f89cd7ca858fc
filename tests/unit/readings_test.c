#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include "text/readings.h"

/* The readings joined by '|', with '!' before them where nobody reads the word as it is written. */
static void check(const char *word, bool english, const char *expected)
{
    ca_readings readings;
    char all[1024] = "";
    ca_readings_find(ca_str_of(word), english, &readings);
    if (readings.instead)
        strcat(all, "!");
    for (size_t i = 0; i < readings.count; i++) {
        strcat(all, i ? "|" : "");
        strcat(all, readings.items[i]);
    }
    assert_string_equal(all, expected);
}

static void money_is_read_after_its_number(void **state)
{
    (void)state;
    check("$5", true, "!5 dollars|5");
    check("$1", true, "!1 dollar|1");
    check("20\xE2\x82\xAC", true, "!20 euros|20");
    check("20 \xE2\x82\xAC", true, "!20 euros|20");
    check("\xC2\xA3\xC2\xA0"
          "5",
          true, "!5 pounds|5");
    check("$1,250", true, "!1,250 dollars|1,250");
    check("\xC2\xA3"
          "3.50",
          true, "!3 pounds 50 pence|3 pounds 50|3 pounds and 50 pence|3 50");
    check("$3.5m", true, "!3.5 million dollars");
    check("$", true, "");
    check("$x", true, "");
    check("$5x", true, "");
    check("$5", false, "5 $");
    check("5", false, "");
}

static void numbers_have_more_than_one_reading(void **state)
{
    (void)state;
    check("3", true, "3|3rd|the 3rd of");
    check("11", true, "11|11th|the 11th of");
    check("22", true, "22|22nd|the 22nd of");
    check("32", true, "");
    check("07", true, "");
    check("3", false, "");
    check("1984", true, "19 84");
    check("1905", true, "19 oh 5");
    check("2005", true, "20 oh 5|2 thousand and 5");
    check("2000", true, "");
    check("1980s", true, "19 eighties");
    check("340", true, "3 hundred and 40");
    check("1,250", true, "1 thousand 2 hundred and 50");
    check("5:05", true, "!5 oh 5");
    check("10:00", true, "!10 o'clock|10|10 hundred");
    check("12:30", true, "");
    check("-5", true, "!minus 5|negative 5|5");
    check("2023", false, "2 0 2 3");
    check("1,25", false, "");
}

static void slashes_part_dates_and_fractions(void **state)
{
    (void)state;
    check("1/2", true, "!a half|one half|1 2|1 slash 2");
    check("24/7", true, "!24 7|24 slash 7");
    check("12/24/1999", true, "!december 24 19 99|12 24 19 99|12 slash 24 slash 19 99");
    check("3/4/2021", true, "!march 4 20 21|april 3 20 21|3 4 20 21|3 slash 4 slash 20 21");
    check("1/2/3/4", true, "");
    check("/", true, "");
    check("12345/6", true, "");
}

static void short_forms_and_addresses(void **state)
{
    (void)state;
    check("No", true, "number");
    check("no", true, "");
    check("kg", true, "kilograms");
    check("E.g", true, "for example");
    check("https://www.example.org/a/b", true, "!example.org|www.example.org");
    check("www.example.org", true, "example.org|www.example.org");
    check("https://", true, "");
    check("", true, "");
    check("hello", true, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(money_is_read_after_its_number),
        cmocka_unit_test(numbers_have_more_than_one_reading),
        cmocka_unit_test(slashes_part_dates_and_fractions),
        cmocka_unit_test(short_forms_and_addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
