#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "text/hyphens.h"

static void check_join(const char *text, const char *expected)
{
    ca_strbuf out = {0};
    ca_strbuf_add(&out, "", 0);
    ca_hyphens_join(ca_str_of(text), &out);
    assert_false(out.failed);
    assert_string_equal(ca_strbuf_view(&out).data, expected);
    ca_strbuf_free(&out);
}

static void words_divided_at_a_line_end_are_joined(void **state)
{
    (void)state;
    check_join("the wa-\nter is", "the water is");
    check_join("the wa-\r\nter is", "the water is");
    check_join("the wa\xC2\xAD\nter, wa\xE2\x80\x90\nter", "the water, water");
    check_join("gr\xC3\xBC-\n\xC3\xA4hnlich", "gr\xC3\xBC\xC3\xA4hnlich");
    check_join("ex-\ntraor-\ndinary", "extraordinary");
}

static void other_hyphens_stay(void **state)
{
    (void)state;
    const char *const texts[] = {
        "wa-\n\nter",  "Wa -\nter", "I w-\nwent", "Anna-\nLena", "a list:\n- one\n- two",
        "1914-\n1918", "wait-",     "",           "-\nabc",      "well-known",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        check_join(texts[i], texts[i]);
}

static void a_compound_of_the_text_keeps_its_hyphen(void **state)
{
    (void)state;
    check_join("a well-\nknown and well-known", "a well-known and well-known");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_divided_at_a_line_end_are_joined),
        cmocka_unit_test(other_hyphens_stay),
        cmocka_unit_test(a_compound_of_the_text_keeps_its_hyphen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
