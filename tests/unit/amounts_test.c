#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include "text/amounts.h"

/* `amount`: what the text begins with, "" for none. */
static void check(const char *text, const char *amount)
{
    size_t end = ca_amount_end(ca_str_of(text), 0);
    if (end != strlen(amount))
        fail_msg("\"%s\": \"%.*s\" instead of \"%s\"", text, (int)end, text, amount);
}

static void signs_belong_to_their_number(void **state)
{
    (void)state;
    check("3,50 € kostet", "3,50 €");
    check("3,50\u00A0€.", "3,50\u00A0€");
    check("50 %, sagt", "50 %");
    check("20 °C", "20 °C");
    check("€ 5", "€ 5");
    check("14:30 Uhr", "14:30 Uhr");
    check("5 $3", "");
    check("5 €uro", "");
    check("20 °", "");
    check("14 Uhren", "");
    check("5  €", ""); /* two spaces */
    check("5\n€", "");
    check("3,50€", ""); /* one token as it is */
    check("abc €", "");
    check("", "");
}

static void thousands_belong_together(void **state)
{
    (void)state;
    check("1 000 hommes", "1 000");
    check("12\u202F500 hommes", "12\u202F500");
    check("12 500 €", "12 500 €");
    check("1 000 000", "1 000 000");
    check("12 500 hommes", "");
    check("2024 300", "");
    check("1 0000", "");
    check("1 000,50 €", "1 000,50 €");
    check("1 000m", "");
    check("3,5 000", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_belong_to_their_number),
        cmocka_unit_test(thousands_belong_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
