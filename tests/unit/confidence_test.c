#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "align/confidence.h"

enum { WORDS = 16 };

/* A text of two sentences of eight words, of which those named in `said` are spoken, in units of
 * one word that are surely in place; "." is a word that is not. */
typedef struct text {
    ca_align_word words[WORDS];
    ca_spoken spoken[WORDS];
    ca_word_fit fits[WORDS];
    ca_unit units[WORDS];
    ca_certainty found[WORDS];
    ca_path path;
} text;

static void judge(text *t, const char *said)
{
    static const uint8_t phones[] = {1, 2, 3};
    static const ca_pronunciation variant = {.phones = phones, .count = 3};
    *t = (text){0};
    t->path = (ca_path){.spoken = t->spoken, .fits = t->fits};
    for (uint32_t i = 0; i < WORDS; i++) {
        t->words[i] = (ca_align_word){&variant, 1, i / 8};
        if (said[i] == '.')
            continue;
        size_t k = t->path.count++;
        t->spoken[k] = (ca_spoken){.word = i,
                                   .first = 20 * i,
                                   .end = 20 * i + 20,
                                   .start_frame = 20 * i,
                                   .end_frame = 20 * i + 20};
        t->fits[k] = (ca_word_fit){.against_best = -1, .fits = true};
        t->units[k] = (ca_unit){.from = k, .count = 1, .placement = 1};
    }
    assert_int_equal(
        ca_confidence_words(&t->path, t->words, WORDS, t->units, t->path.count, t->found, NULL),
        CAPALIGN_OK);
}

static bool is_sure(const text *t, size_t k)
{
    return t->found[k].placement > 0.8f && t->found[k].confidence > 0.8f;
}

static void a_word_or_two_of_a_sentence_that_is_not_said_are_not_sure(void **state)
{
    (void)state;
    static const struct {
        const char *said, *sure;
    } rows[] = {
        {"abcdefghijklmnop", "yyyyyyyyyyyyyyyy"}, /* all of it */
        {"abcdefghi.......", "yyyyyyyyn"},        /* a first word */
        {"abcdefghi.k.....", "yyyyyyyyyn"},
        {".......hijklmnop", "nyyyyyyyy"}, /* a last word */
        {"...de...ijklmnop", "nnyyyyyyyy"},
        {"...def..ijklmnop", "yyyyyyyyyyy"},    /* three words are something */
        {"a..defghijklmnop", "yyyyyyyyyyyyyy"}, /* two words may be slurred */
        {"abcdefg.ijklmnop", "yyyyyyyyyyyyyyy"},
    };
    for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
        text t;
        judge(&t, rows[r].said);
        for (size_t k = 0; k < t.path.count; k++)
            if (is_sure(&t, k) != (rows[r].sure[k] == 'y'))
                fail_msg("%s: word %zu is %s", rows[r].said, k,
                         is_sure(&t, k) ? "sure" : "not sure");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_or_two_of_a_sentence_that_is_not_said_are_not_sure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
