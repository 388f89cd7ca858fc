#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include "text/language_readings.h"

static void check(const char *word, const char *language, const char *expected)
{
    ca_readings readings;
    char all[1024] = "";
    ca_language_readings_find(ca_str_of(word), language, &readings);
    for (size_t i = 0; i < readings.count; i++) {
        strcat(all, i ? "|" : "");
        strcat(all, readings.items[i]);
    }
    if (strcmp(all, expected) != 0)
        fail_msg("%s (%s): \"%s\" instead of \"%s\"", word, language, all, expected);
}

static void money_has_its_unit_in_the_middle(void **state)
{
    (void)state;
    check("3,50 €", "de", "3 Euro 50|3 50");
    check("3,50€", "fr-CA", "3 euros 50|3 50");
    check("3,50\u00A0€", "es", "3 euros con 50|3 con 50");
    check("€ 3.50", "it", "3 euro e 50|3 e 50");
    check("1.250,75 €", "pt", "1250 euros e 75|1250 e 75");
    check("12 500 $", "ru", "12500 долларов");
    check("5 €", "pl", "5 euro");
    check("5,00 €", "nl", "5 euro");
    check("3,5 €", "de", "");
    check("€", "de", "");
    check("3,50", "de", "");
    check("3,50 €", "fi", "");
    check("123456789012345678 €", "de", "");
}

static void thousands_are_one_number(void **state)
{
    (void)state;
    check("1 000", "fi", "1000");
    check("12\u202F500", "fr", "12500");
    check("1.000", "de", "");
    check("1000", "fi", "");
}

static void times_name_their_hours(void **state)
{
    (void)state;
    check("14:30 Uhr", "de", "14 Uhr 30");
    check("14.30 Uhr", "de", "14 Uhr 30");
    check("8:00", "de", "8 Uhr");
    check("14h30", "fr", "14 heures 30");
    check("8h", "fr", "8 heures");
    check("14h05", "pt", "14 horas e 5");
    check("8h", "pt", "8 horas");
    check("14.30", "de", "");
    check("25:00", "de", "");
    check("14:75", "fr", "");
    check("14:30", "it", "");
}

static void dates_name_their_month(void **state)
{
    (void)state;
    check("24.12.2024", "de", "24. Dezember 2024");
    check("24/12/2024", "es", "24 de diciembre de 2024");
    check("01-02-2003", "nl", "1 februari 2003");
    check("24.13.2024", "de", "");
    check("24.12/2024", "de", "");
    check("24.12.24", "de", "");
    check("0.12.2024", "de", "");
}

static void german_years_are_hundreds(void **state)
{
    (void)state;
    check("1984", "de", "19 hundert 84");
    check("1900", "de", "19 hundert");
    check("2024", "de", "");
    check("1984", "fr", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(money_has_its_unit_in_the_middle),
        cmocka_unit_test(thousands_are_one_number),
        cmocka_unit_test(times_name_their_hours),
        cmocka_unit_test(dates_name_their_month),
        cmocka_unit_test(german_years_are_hundreds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
