#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "text/line_credit.h"
#include "text/line_same.h"
#include "text/line_text.h"

static void sentences_end_in_many_scripts(void **state)
{
    (void)state;
    static const char *const stops[] = {"It closed.", "It closed.”", "(It closed.)", "它关了。",
                                        "它关了。”",  "बंद हुआ।",      "بند ہوا۔",     "Փակվեց։"};
    static const char *const open[] = {"It closed",
                                       "It closed…",
                                       "It closed...",
                                       "Did it close?",
                                       "It closed!",
                                       "Made in the U.S.",
                                       "",
                                       "”"};
    for (size_t i = 0; i < sizeof stops / sizeof stops[0]; i++)
        assert_true(ca_line_ends_sentence(ca_str_of(stops[i])));
    for (size_t i = 0; i < sizeof open / sizeof open[0]; i++)
        assert_false(ca_line_ends_sentence(ca_str_of(open[i])));
}

static void invisible_characters_are_trimmed(void **state)
{
    (void)state;
    assert_true(ca_str_equal(ca_line_trim(ca_str_of("\xC2\xA0\xE2\x80\x8B 02:26\xE2\x80\x8E \t")),
                             "02:26"));
    assert_true(ca_str_equal(ca_line_trim((ca_str){"\0a\0", 3}), "a"));
    assert_int_equal(ca_line_trim(ca_str_of("\xEF\xBB\xBF\xE3\x80\x80")).size, 0);
}

static void words_are_counted_without_spaces_too(void **state)
{
    (void)state;
    assert_int_equal(ca_line_words(ca_str_of("The  old mill – 1903")), 4);
    assert_int_equal(ca_line_words(ca_str_of("大水车再转")), 2);
    assert_int_equal(ca_line_width(ca_str_of("大水车 a")), 8);
}

static void doubled_lines_are_the_same(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        int longer; /* -1: not the same */
    } rows[] = {{"Mayor says “no”", "mayor says \"no\"", 0},
                {"A\xC2\xA0"
                 "b – c",
                 "A b - c", 0},
                {"Straße", "STRASSE", 0},
                {"Caf\xC3\xA9", "Cafe\xCC\x81", 0},
                {"ｶﾞｰﾄﾞ", "ガード", 0},
                {"The great wheel turns …", "The great wheel turns again", 1},
                {"The great wheel turns again", "The great wheel turns...", 0},
                {"The wheel…", "The wheel turns", -1},
                {"The great wheel turns", "The great wheel turns again", -1},
                {"a", "b", -1},
                {"–", "–", -1},
                {"", "", -1}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int longer = 9;
        bool same = ca_line_same(ca_str_of(rows[i].a), ca_str_of(rows[i].b), &longer);
        if (same != (rows[i].longer >= 0) || (same && longer != rows[i].longer))
            fail_msg("\"%s\", \"%s\"", rows[i].a, rows[i].b);
    }
}

static void credits_are_known(void **state)
{
    (void)state;
    ca_words *words = ca_words_create();
    assert_non_null(words);
    static const char *const photos[] = {
        "The bridge. Photo: Harbour Press", "Die Brücke (Foto: dpa)", "The bridge / Getty Images",
        "The bridge (Photo by Anna Berg)",  "桥梁 图片：新华社",      "橋（写真＝共同）",
        "The bridge © Anna Berg",           "الجسر. صورة: رويترز"};
    for (size_t i = 0; i < sizeof photos / sizeof photos[0]; i++)
        if (!ca_line_is_photo(words, ca_str_of(photos[i])))
            fail_msg("\"%s\"", photos[i]);
    assert_false(ca_line_is_photo(words, ca_str_of("A photo of the bridge wins a prize")));
    assert_false(ca_line_is_photo(words, ca_str_of("Cranes lift the span: a day at work")));
    assert_true(ca_line_is_credit(words, ca_str_of("Reuters")));
    assert_true(ca_line_is_credit(words, ca_str_of("Harbour Press")));
    assert_false(ca_line_is_credit(words, ca_str_of("Cranes lift the span")));
    assert_true(ca_line_is_byline(words, ca_str_of("By Anna Berg")));
    assert_true(ca_line_is_byline(words, ca_str_of("12 March 2026")));
    assert_false(ca_line_is_byline(words, ca_str_of("By the river they wait for spring")));
    ca_words_destroy(words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_end_in_many_scripts),
        cmocka_unit_test(invisible_characters_are_trimmed),
        cmocka_unit_test(words_are_counted_without_spaces_too),
        cmocka_unit_test(doubled_lines_are_the_same),
        cmocka_unit_test(credits_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
