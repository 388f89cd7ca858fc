#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include "media/speech.h"

static void check(const char *ipa, const char *wanted)
{
    char phones[256];
    bool known = ca_phones_from_ipa(ipa, phones, sizeof phones);
    if (!known || strcmp(phones, wanted) != 0)
        fail_msg("%s: \"%s\" instead of \"%s\"", ipa, phones, wanted);
}

static void phonemes_become_phones(void **state)
{
    (void)state;
    check("", "");
    check("k_ˈa_s_a", "K AA S AA");
    check("ʃ_ˈɛː_n", "SH EH N");
    check("z_ˈeː_ə_n", "Z EY AH N");
    check("t͡s_ˈaɪ_t", "T S AY T");
    check("ts.h_ˈɑɜ_ŋ_", "CH AA NG");
}

static void words_are_parted_by_bars(void **state)
{
    (void)state;
    check("i_l i_ a œ̃ ʃ_ˈa", "IY L | IY | AA | EH | SH AA");
    check(" v_ l_ˈe_s_e ", "V | L EH S EH");
    check("s _r_a_b_ˈo_t_y", "S | R AA B OW T UW");
    check("a ʔ b", "AA | B"); /* what has no phone is no word */
}

/* A tone is printed as a digit, but for the third, whose key is also that of a vowel. */
static void tones_are_no_vowels(void **state)
{
    (void)state;
    check("ɗ_ˌeɜ_n", "D EH N");
    check("t̪_ˈa2_w", "T AA W");
    check("m_ˈɜː_d", "M ER D");
    check("m_ˈaɪ_ɜ", "M AY ER");
}

static void marks_of_the_throat_have_no_phone(void **state)
{
    (void)state;
    check("b_ˈʔo_ɐ̯", "B OW AH"); /* the Danish stød */
    check("ʔ_a_n_t_a", "AA N T AA");
    check("kh_ˈɑ2_", "K AA");
    check("h_ˈuː_s", "HH UW S");
}

static void syllabic_consonants_have_a_vowel(void **state)
{
    (void)state;
    check("v_l̩_k", "V AH L K");
    check("k_ˈr̩_k", "K ER K");
    check("p_r̝̊_ˈi", "P SH IY");
}

static void unknown_letters_are_told(void **state)
{
    (void)state;
    char phones[64];
    assert_false(ca_phones_from_ipa("k_☃_t", phones, sizeof phones));
    assert_string_equal(phones, "K T");
}

static void long_readings_are_cut(void **state)
{
    (void)state;
    char phones[8];
    assert_true(ca_phones_from_ipa("t_a_t_a_t_a", phones, sizeof phones));
    assert_string_equal(phones, "T AA T");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(phonemes_become_phones),
        cmocka_unit_test(words_are_parted_by_bars),
        cmocka_unit_test(tones_are_no_vowels),
        cmocka_unit_test(marks_of_the_throat_have_no_phone),
        cmocka_unit_test(syllabic_consonants_have_a_vowel),
        cmocka_unit_test(unknown_letters_are_told),
        cmocka_unit_test(long_readings_are_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
