#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "pipeline/model_file.h"
#include "pipeline/pronounce.h"

static ca_model_file model_file;

static int open_model(void **state)
{
    (void)state;
    return ca_model_file_open(&model_file, NULL) == CAPALIGN_OK ? 0 : -1;
}

static int close_model(void **state)
{
    (void)state;
    ca_model_file_close(&model_file);
    return 0;
}

/* The first pronunciation as phone names; "" where there is none. */
static void pronounce(const char *language, const char *word, char out[256])
{
    ca_pronouncer *p;
    const ca_spoken_word whole = {.to = strlen(word)};
    ca_align_word found = {0};
    out[0] = '\0';
    assert_int_equal(ca_pronouncer_create(model_file.model, language, &p, NULL), CAPALIGN_OK);
    assert_int_equal(ca_pronounce_sentence(p, ca_str_of(word), &whole, 1, &found, NULL),
                     CAPALIGN_OK);
    const ca_pronunciation *first = found.variants;
    for (size_t i = 0, used = 0; found.variant_count && i < first->count && used < 240; i++)
        used += (size_t)snprintf(out + used, 256 - used, "%s%s", i ? " " : "",
                                 ca_model_phone_name(model_file.model, first->phones[i]));
    ca_pronouncer_free(p);
}

static void check(const char *language, const char *word, const char *expected)
{
    char found[256];
    pronounce(language, word, found);
    assert_string_equal(found, expected);
}

static void check_same(const char *language, const char *word, const char *other_language,
                       const char *other)
{
    char one[256], two[256];
    pronounce(language, word, one);
    pronounce(other_language, other, two);
    assert_string_not_equal(one, "");
    assert_string_equal(one, two);
}

static void unseen_characters_say_nothing(void **state)
{
    (void)state;
    check("en", "water", "W AO T ER");
    check("en", "wa\xC2\xADter", "W AO T ER");
    check("en", "\xE2\x80\x8Ewa\xE2\x80\x8Bter\xEF\xBB\xBF", "W AO T ER");
    check("en", "\xC2\xAD", "");
    check_same("de", "Wasser", "de", "Was\xC2\xADser");
}

static void other_scripts_are_not_read(void **state)
{
    (void)state;
    check("en", "\xE0\xA4\xA8\xE0\xA4\xAE", "");   /* Devanagari */
    check("en", "wa\xE0\xA4\xA8ter", "W AO T ER"); /* one letter of it inside */
    check("zh", "\xE0\xAE\x8B\xE0\xA4\xA8", "");   /* Tamil, not assigned, and Devanagari */
    check_same("en", "\xCF\x80", "en", "pi");      /* a Greek letter's name */
    check_same("ru", "\xD0\xBC\xD0\xB8\xD1\x80", "ru", "\xD0\xBC\xD0\xB8\xD1\x80z");
}

static void latin_words_of_other_texts_are_english(void **state)
{
    (void)state;
    check("hi", "water", "W AO T ER");
    check("zh", "water", "W AO T ER");
    check_same("ru", "kg", "en", "kg");
}

static void too_many_symbols_are_not_read(void **state)
{
    (void)state;
    check("hi", "%%%%%%%%%%%%&&&&", "");
    check("en", "%&%&%&%&%&%&%&", "");
    check_same("en", "www.a-b.org/a/b/c/d/e/f?g", "en", "www.a-b.org");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unseen_characters_say_nothing),
        cmocka_unit_test(other_scripts_are_not_read),
        cmocka_unit_test(latin_words_of_other_texts_are_english),
        cmocka_unit_test(too_many_symbols_are_not_read),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
