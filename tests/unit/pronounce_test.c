#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "pipeline/model_file.h"
#include "pipeline/pronounce.h"

enum { MOST_WORDS = 32 };

static int open_model(void **state)
{
    static ca_model_file file;
    capalign_error error = {0};
    *state = &file;
    return ca_model_file_open(&file, &error) == CAPALIGN_OK ? 0 : -1;
}

static int close_model(void **state)
{
    ca_model_file_close(*state);
    return 0;
}

static void name_phones(const ca_model *model, const ca_pronunciation *p, char *out, size_t size)
{
    out[0] = '\0';
    for (size_t i = 0; i < p->count; i++) {
        strncat(out, i ? " " : "", size - strlen(out) - 1);
        strncat(out, ca_model_phone_name(model, p->phones[i]), size - strlen(out) - 1);
    }
}

/* The first reading of each word of the sentence: "phones / phones". */
static void check(ca_model_file *file, const char *language, const char *sentence,
                  const char *wanted)
{
    ca_pronouncer *p;
    capalign_error error = {0};
    if (ca_pronouncer_create(file->model, language, &p, &error) != CAPALIGN_OK)
        skip();
    ca_str text = ca_str_of(sentence);
    ca_spoken_words words;
    ca_align_word out[MOST_WORDS] = {{0}};
    assert_int_equal(ca_spoken_find(text, &words, &error), CAPALIGN_OK);
    assert_true(words.count <= MOST_WORDS);
    assert_int_equal(ca_pronounce_sentence(p, text, words.items, words.count, out, &error),
                     CAPALIGN_OK);
    char got[1024] = "";
    for (size_t i = 0; i < words.count; i++) {
        char phones[256] = "-";
        if (out[i].variant_count)
            name_phones(file->model, &out[i].variants[0], phones, sizeof phones);
        strncat(got, i ? " / " : "", sizeof got - strlen(got) - 1);
        strncat(got, phones, sizeof got - strlen(got) - 1);
    }
    ca_spoken_free(&words);
    ca_pronouncer_free(p);
    if (strcmp(got, wanted) != 0)
        fail_msg("%s: \"%s\" instead of \"%s\"", sentence, got, wanted);
}

static void a_letter_is_read_as_a_word(void **state)
{
    check(*state, "fr", "Il y a", "IY L / IY / AA");
    check(*state, "pt", "o mar e a casa", "UH / M AA R / IY / AH / K AA Z AH");
    check(*state, "ru", "\xD0\x92 \xD0\xBB\xD0\xB5\xD1\x81\xD1\x83", "V / L EH S UW");
    check(*state, "cs",
          "k ve\xC4\x8D"
          "eru",
          "K / V EH CH EH R UW");
    check(*state, "el", "\xCE\x9F \xCE\xAC\xCE\xBD\xCE\xB5\xCE\xBC\xCE\xBF\xCF\x82",
          "OW / AA N EH M OW S");
}

static void words_are_bound_to_the_next(void **state)
{
    check(*state, "fr", "les amis", "L EH Z / AA M IY");
    check(*state, "fr", "les chats", "L EH / SH AA");
}

/* "25" is two words of Spanish and one of the text. */
static void numbers_do_not_part_a_sentence(void **state)
{
    check(*state, "fr", "il y a 25", "IY L / IY / AA / V EH T S EH K");
}

/* What is read before what is written. */
static void amounts_are_read_as_they_are_said(void **state)
{
    check(*state, "de", "um 14:30 Uhr", "UH M / F IH D T S EY N UW D D D AY S IH SH");
    check(*state, "fr", "il a 3,50 €", "IY L / AA / T R W AA Z ER R OW S EH K AA T");
    check(*state, "de", "es waren 1\u00A0000 Leute",
          "EH S / V AA R AH N / AY N T AW Z AH N T / L OY T AH");
}

/* Where the reading has another number of words than the text, neighbours tell. */
static void marks_between_words_are_no_words(void **state)
{
    check(*state, "fr", "Il y [rires] a", "IY L / IY / AA");
}

static void a_word_alone_is_read_alone(void **state)
{
    check(*state, "fr", "chat", "SH AA");
    check(*state, "en", "Hello", "HH AH L OW");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_letter_is_read_as_a_word),
        cmocka_unit_test(words_are_bound_to_the_next),
        cmocka_unit_test(numbers_do_not_part_a_sentence),
        cmocka_unit_test(amounts_are_read_as_they_are_said),
        cmocka_unit_test(marks_between_words_are_no_words),
        cmocka_unit_test(a_word_alone_is_read_alone),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
