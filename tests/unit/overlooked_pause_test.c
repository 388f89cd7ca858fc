/* Short pauses between words that share an edge, in tones and silences made by hand. */
#include "align/overlooked_pause.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

enum { WORD_MS = 300, TOLERANCE_MS = 8 /* a level is of 10 ms */, TONE_HZ = 400 };
static const double PI = 3.14159265358979323846;

/* What was found in a word, a silence and another word; the words share the edge `edge` ms behind
 * the end of the first, as if the silence were a part of the second. */
typedef struct found {
    bool pause;
    double from, to; /* ms behind the end of the first word */
} found;

static void push_tone(ca_features *features, double amplitude, int ms)
{
    capalign_error error;
    size_t count = (size_t)ms * CA_RATE / 1000;
    float *samples = malloc(count * sizeof *samples);
    assert_non_null(samples);
    for (size_t i = 0; i < count; i++)
        samples[i] = (float)(amplitude * sin(2 * PI * TONE_HZ * (double)i / CA_RATE));
    assert_int_equal(ca_features_push(features, samples, count, &error), CAPALIGN_OK);
    free(samples);
}

static found look(ca_phone_class first, double silence, int silence_ms, double edge)
{
    capalign_error error;
    ca_features *features;
    assert_int_equal(ca_features_create(&features, &error), CAPALIGN_OK);
    push_tone(features, 0.3, WORD_MS);
    push_tone(features, silence, silence_ms);
    push_tone(features, 0.3, WORD_MS);
    assert_int_equal(ca_features_end(features, &error), CAPALIGN_OK);
    ca_levels levels;
    ca_levels_make(features, &levels);
    found f = {0};
    f.pause = ca_overlooked_pause(&levels, first, 0, WORD_MS + edge, 2 * WORD_MS + silence_ms,
                                  &f.from, &f.to);
    f.from -= WORD_MS;
    f.to -= WORD_MS;
    ca_features_free(features);
    return f;
}

static void silence_behind_the_edge_is_a_pause(void **state)
{
    (void)state;
    for (int edge = -20; edge <= 20; edge += 10) {
        found f = look(CA_VOICED_FRICATIVE, 0.001, 110, edge);
        assert_true(f.pause);
        assert_true(fabs(f.from) <= TOLERANCE_MS);
        assert_true(fabs(f.to - 110) <= TOLERANCE_MS);
    }
}

static void short_silence_is_none(void **state)
{
    (void)state;
    assert_false(look(CA_VOICED_FRICATIVE, 0.001, 70, 0).pause);
}

static void closure_of_a_stop_is_none(void **state)
{
    (void)state;
    assert_false(look(CA_VOICELESS_STOP, 0.001, 110, 0).pause);
    assert_false(look(CA_VOICED_STOP, 0.001, 110, 0).pause);
}

static void silence_inside_the_word_is_none(void **state)
{
    (void)state;
    assert_false(look(CA_VOWEL, 0.001, 110, -100).pause);
}

static void soft_sound_is_none(void **state)
{
    (void)state;
    assert_false(look(CA_VOICED_FRICATIVE, 0.03, 110, 0).pause); /* 20 dB below the words */
}

static void silence_without_an_end_is_none(void **state)
{
    (void)state;
    capalign_error error;
    ca_features *features;
    assert_int_equal(ca_features_create(&features, &error), CAPALIGN_OK);
    push_tone(features, 0.3, WORD_MS);
    push_tone(features, 0.001, WORD_MS);
    assert_int_equal(ca_features_end(features, &error), CAPALIGN_OK);
    ca_levels levels;
    ca_levels_make(features, &levels);
    double from, to;
    assert_false(ca_overlooked_pause(&levels, CA_VOWEL, 0, WORD_MS, 2 * WORD_MS, &from, &to));
    ca_features_free(features);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(silence_behind_the_edge_is_a_pause),
        cmocka_unit_test(short_silence_is_none),
        cmocka_unit_test(closure_of_a_stop_is_none),
        cmocka_unit_test(silence_inside_the_word_is_none),
        cmocka_unit_test(soft_sound_is_none),
        cmocka_unit_test(silence_without_an_end_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
