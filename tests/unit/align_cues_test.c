#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "pipeline/alignment.h"

/* An alignment of the text whose words are spoken half a second apart, 0.4 s each. */
static capalign_alignment *aligned(const char *text, const char *language)
{
    capalign_alignment *a = calloc(1, sizeof *a);
    a->transcript = (ca_transcript){.text = strdup(text), .size = strlen(text)};
    strcpy(a->language, language);
    assert_int_equal(
        ca_spoken_find((ca_str){a->transcript.text, a->transcript.size}, &a->found, NULL),
        CAPALIGN_OK);
    a->word_count = a->found.count;
    a->words = calloc(a->word_count, sizeof *a->words);
    for (size_t i = 0; i < a->word_count; i++)
        a->words[i] = (capalign_word){.start_us = (int64_t)i * 500000,
                                      .end_us = (int64_t)i * 500000 + 400000,
                                      .confidence = 1,
                                      .placement = 1};
    a->duration_us = (int64_t)a->word_count * 500000;
    return a;
}

static char *first_cue(const char *text, const char *language)
{
    capalign_alignment *a = aligned(text, language);
    capalign_align_options options = capalign_align_options_default();
    assert_int_equal(ca_alignment_make_cues(a, &options, NULL), CAPALIGN_OK);
    const capalign_cue *cue = capalign_track_cue(a->track, 0);
    char *copy = strndup(cue->text, cue->text_bytes);
    assert_string_equal(capalign_track_language(a->track), language);
    capalign_alignment_destroy(a);
    return copy;
}

/* "3. Oktober" is one date in German; the words alone do not tell the language. */
static void the_language_of_the_speech_decides_where_lines_break(void **state)
{
    (void)state;
    static const char text[] = "Hamburg Bremen Dresden 3. Oktober Stuttgart Frankfurt";
    char *german = first_cue(text, "de"), *english = first_cue(text, "en");
    assert_string_equal(english, "Hamburg Bremen Dresden 3.\nOktober Stuttgart Frankfurt");
    assert_string_equal(german, "Hamburg Bremen Dresden 3. Oktober\nStuttgart Frankfurt");
    free(german);
    free(english);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_language_of_the_speech_decides_where_lines_break),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
