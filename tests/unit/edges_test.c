/* Edges that the levels tell, in sounds made of tones: friction at 5 kHz, a voice at 300 Hz. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

#include "align/epenthetic.h"
#include "align/pause_edge.h"

enum { SAMPLES_PER_MS = 16, NEAR = 8 };

typedef struct part {
    int ms, hz; /* 0 Hz is silence */
    double loudness;
} part;

typedef struct sound {
    ca_features *features;
    ca_levels levels;
} sound;

static sound make_sound(const part *parts, size_t count)
{
    sound s;
    capalign_error error;
    assert_int_equal(ca_features_create(&s.features, &error), CAPALIGN_OK);
    for (size_t i = 0; i < count; i++)
        for (int k = 0; k < parts[i].ms * SAMPLES_PER_MS; k++) {
            double wave = sin(k * parts[i].hz * 2 * 3.14159265358979323846 / 16000);
            float sample = (float)(parts[i].loudness * wave);
            assert_int_equal(ca_features_push(s.features, &sample, 1, &error), CAPALIGN_OK);
        }
    assert_int_equal(ca_features_end(s.features, &error), CAPALIGN_OK);
    ca_levels_make(s.features, &s.levels);
    return s;
}

static void assert_near(double value, double wanted)
{
    if (!(fabs(value - wanted) <= NEAR))
        fail_msg("%.1f is not near %.1f", value, wanted);
}

static bool find_silence(int ms, double loudness, ca_phone_class left, ca_phone_class right,
                         double *from, double *to)
{
    const part parts[] = {{200, 5000, 0.3}, {ms, 1500, loudness}, {300, 300, 0.3}};
    sound s = make_sound(parts, 3);
    bool found = ca_epenthetic_silence(&s.levels, left, right, 50, 200 + ms / 2, 400, from, to);
    ca_features_free(s.features);
    return found;
}

static void test_silence_between_friction_and_voice(void **state)
{
    (void)state;
    double from = 0, to = 0;
    assert_true(find_silence(50, 0, CA_VOICELESS_FRICATIVE, CA_APPROXIMANT, &from, &to));
    assert_near(from, 200);
    assert_near(to, 250);
    assert_true(find_silence(30, 0, CA_VOICED_FRICATIVE, CA_NASAL, &from, &to));
    assert_near(from, 200);
    assert_near(to, 230);
}

static void test_no_silence(void **state)
{
    (void)state;
    double from = -1, to = -1;
    assert_false(find_silence(0, 0, CA_VOICELESS_FRICATIVE, CA_APPROXIMANT, &from, &to));
    assert_false(find_silence(10, 0, CA_VOICELESS_FRICATIVE, CA_APPROXIMANT, &from, &to));
    assert_false(find_silence(50, 0, CA_VOICELESS_STOP, CA_APPROXIMANT, &from, &to));
    assert_false(find_silence(50, 0, CA_VOICELESS_FRICATIVE, CA_VOICED_STOP, &from, &to));
    assert_true(from == -1 && to == -1);
}

/* Between vowels a dip of the voice of 14 dB is enough; one of 6 dB is not. */
static void test_glottal_stop(void **state)
{
    (void)state;
    const double loudness[] = {0.06, 0.15};
    for (int i = 0; i < 2; i++) {
        const part parts[] = {{200, 300, 0.3}, {60, 300, loudness[i]}, {200, 300, 0.3}};
        sound s = make_sound(parts, 3);
        double from = 0, to = 0;
        bool found = ca_epenthetic_silence(&s.levels, CA_VOWEL, CA_VOWEL, 50, 220, 400, &from, &to);
        assert_int_equal(found, i == 0);
        if (found) {
            assert_near(from, 200);
            assert_near(to, 260);
        }
        ca_features_free(s.features);
    }
}

/* Words of a frame or two, at the very beginning, and edges outside of their words. */
static void test_silence_of_short_words(void **state)
{
    (void)state;
    const part parts[] = {{20, 5000, 0.3}, {30, 0, 0}, {20, 300, 0.3}};
    sound s = make_sound(parts, 3);
    double from = -1, to = -1;
    ca_phone_class left = CA_VOICELESS_FRICATIVE, right = CA_APPROXIMANT;
    assert_true(ca_epenthetic_silence(&s.levels, left, right, 0, 35, 70, &from, &to));
    assert_near(from, 20);
    assert_near(to, 50);
    assert_false(ca_epenthetic_silence(&s.levels, left, right, 60, 20, 70, &from, &to));
    assert_false(ca_epenthetic_silence(&s.levels, left, right, 0, 69, 10, &from, &to));
    assert_false(ca_epenthetic_silence(&s.levels, left, right, 40, 40, 40, &from, &to));
    ca_features_free(s.features);
}

static void test_end_of_voice(void **state)
{
    (void)state;
    const part parts[] = {{100, 0, 0}, {300, 300, 0.3}, {400, 0, 0}};
    sound s = make_sound(parts, 3);
    assert_near(ca_pause_end(&s.levels, CA_VOWEL, false, 100, 380, 800), 400);
    assert_near(ca_pause_end(&s.levels, CA_VOWEL, false, 100, 440, 800), 400);
    assert_near(ca_pause_start(&s.levels, CA_VOWEL, false, 60, 400, 0), 100);
    ca_features_free(s.features);
}

/* A voice that fades by 13 dB to a noise 20 dB below it: half of this step is not its end. */
static void test_end_of_voice_in_noise(void **state)
{
    (void)state;
    const part parts[] = {{100, 300, 0.03}, {300, 300, 0.3}, {60, 300, 0.07}, {400, 300, 0.03}};
    sound s = make_sound(parts, 4);
    assert_near(ca_pause_end(&s.levels, CA_VOWEL, false, 100, 480, 860), 460);
    assert_near(ca_pause_start(&s.levels, CA_VOWEL, false, 60, 400, 0), 100);
    ca_features_free(s.features);
}

/* The voice stops 80 ms before the model's end: the closure is the word's, and only a burst at its
 * end would be heard. */
static void test_end_of_a_stop(void **state)
{
    (void)state;
    const part without[] = {{100, 0, 0}, {300, 300, 0.3}, {400, 0, 0}};
    sound s = make_sound(without, 3);
    assert_near(ca_pause_end(&s.levels, CA_VOICELESS_STOP, false, 100, 480, 800), 480);
    ca_features_free(s.features);
    const part burst[] = {{100, 0, 0}, {300, 300, 0.3}, {60, 0, 0}, {10, 5000, 0.2}, {330, 0, 0}};
    s = make_sound(burst, 5);
    assert_near(ca_pause_end(&s.levels, CA_VOICELESS_STOP, false, 100, 480, 800), 470);
    ca_features_free(s.features);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_silence_between_friction_and_voice),
        cmocka_unit_test(test_no_silence),
        cmocka_unit_test(test_glottal_stop),
        cmocka_unit_test(test_silence_of_short_words),
        cmocka_unit_test(test_end_of_voice),
        cmocka_unit_test(test_end_of_voice_in_noise),
        cmocka_unit_test(test_end_of_a_stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
