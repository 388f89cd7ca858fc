/* Silence and speech by loudness alone, on sounds that are made here. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <math.h>

#include "pipeline/check_sound.h"

enum { RATE = 16000, SECOND_US = 1000000 };

typedef float (*wave)(size_t at);

static uint32_t noise_seed;

static float quiet(size_t at)
{
    (void)at;
    return 0;
}

static float noise(size_t at)
{
    (void)at;
    noise_seed = noise_seed * 1664525u + 1013904223u;
    return (float)(noise_seed >> 8) / (float)(1 << 23) - 1;
}

static float hiss(size_t at)
{
    return noise(at) * 0.0005F;
}

static float tone(size_t at)
{
    return 0.3F * sinf(6.2831853F * 440 * (float)at / RATE);
}

/* Over full scale, as a careless resampler gives it. */
static float clipped(size_t at)
{
    return tone(at) > 0 ? 1.5F : -1.5F;
}

static float not_a_number(size_t at)
{
    (void)at;
    return NAN;
}

static float infinite(size_t at)
{
    return at % 2 ? INFINITY : -INFINITY;
}

/* As of a medium of 8 kHz: nothing above 4 kHz. */
static float narrow(size_t at)
{
    return noise(at / 2 * 2) * 0.3F;
}

/* Pushed in pieces that are no whole frames. */
static void add(ca_check_sound *sound, wave make, size_t count)
{
    enum { PIECE = 97 };
    float piece[PIECE];
    for (size_t at = 0; at < count; at += PIECE) {
        size_t size = count - at < PIECE ? count - at : PIECE;
        for (size_t i = 0; i < size; i++)
            piece[i] = make(at + i);
        ca_check_sound_push(sound, piece, size);
    }
    assert_false(sound->no_memory);
}

static int64_t speech_of(const ca_check_sound *sound)
{
    int64_t at_us;
    return ca_check_sound_speech(sound, 0, ca_check_sound_duration_us(sound), &at_us);
}

static void nothing_and_hardly_anything(void **state)
{
    (void)state;
    static const size_t counts[] = {0, 1, 159, 160, 161};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        ca_check_sound sound = {0};
        add(&sound, tone, counts[i]);
        ca_check_sound_end(&sound);
        assert_int_equal(sound.count, counts[i] / 160);
        assert_false(ca_check_sound_is_silent(&sound, 0, SECOND_US));
        assert_false(ca_check_sound_is_silent(&sound, -SECOND_US, INT64_MAX));
        assert_int_equal(speech_of(&sound), 0);
        ca_check_sound_free(&sound);
    }
}

static void silence_is_told_from_sound(void **state)
{
    (void)state;
    static const struct {
        wave make;
        bool silent;
    } rows[] = {{quiet, true},  {hiss, true},     {tone, false},
                {noise, false}, {clipped, false}, {narrow, false}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ca_check_sound sound = {0};
        noise_seed = 1;
        add(&sound, tone, 5 * RATE);
        add(&sound, rows[i].make, 5 * RATE);
        ca_check_sound_end(&sound);
        assert_int_equal(ca_check_sound_duration_us(&sound), 10 * SECOND_US);
        assert_false(ca_check_sound_is_silent(&sound, SECOND_US, 4 * SECOND_US));
        assert_int_equal(ca_check_sound_is_silent(&sound, 6 * SECOND_US, 9 * SECOND_US),
                         rows[i].silent);
        ca_check_sound_free(&sound);
    }
}

static void a_click_is_no_sound(void **state)
{
    (void)state;
    ca_check_sound sound = {0};
    add(&sound, tone, 5 * RATE);
    add(&sound, quiet, 2 * RATE);
    add(&sound, tone, RATE / 50);
    add(&sound, quiet, 2 * RATE);
    add(&sound, tone, RATE / 2);
    ca_check_sound_end(&sound);
    assert_true(ca_check_sound_is_silent(&sound, 5 * SECOND_US, 9 * SECOND_US));
    assert_false(ca_check_sound_is_silent(&sound, 8 * SECOND_US, 9520000));
    /* Too short to be sure of. */
    assert_false(ca_check_sound_is_silent(&sound, 5500000, 5900000));
    ca_check_sound_free(&sound);
}

static void bad_samples_are_no_speech(void **state)
{
    (void)state;
    static const wave waves[] = {not_a_number, infinite, clipped};
    for (size_t i = 0; i < sizeof waves / sizeof waves[0]; i++) {
        ca_check_sound sound = {0};
        add(&sound, waves[i], 10 * RATE);
        ca_check_sound_end(&sound);
        assert_int_equal(sound.count, 1000);
        assert_int_equal(speech_of(&sound), 0);
        ca_check_sound_free(&sound);
    }
}

/* One bad sample spoils its frame, and no other. */
static void a_bad_sample_among_good_ones(void **state)
{
    (void)state;
    ca_check_sound sound = {0};
    add(&sound, tone, 5 * RATE);
    add(&sound, not_a_number, 1);
    add(&sound, quiet, 5 * RATE - 1);
    ca_check_sound_end(&sound);
    assert_true(ca_check_sound_is_silent(&sound, 5 * SECOND_US, 10 * SECOND_US));
    assert_false(ca_check_sound_is_silent(&sound, 0, 5 * SECOND_US));
    ca_check_sound_free(&sound);
}

static void what_sounds_steadily_is_no_speech(void **state)
{
    (void)state;
    static const wave waves[] = {quiet, hiss, tone, noise, narrow};
    for (size_t i = 0; i < sizeof waves / sizeof waves[0]; i++) {
        ca_check_sound sound = {0};
        noise_seed = 1;
        add(&sound, waves[i], 20 * RATE);
        ca_check_sound_end(&sound);
        assert_int_equal(speech_of(&sound), 0);
        ca_check_sound_free(&sound);
    }
}

/* Four syllables a second that swell and fade, every fourth a hiss, with short stops between words.
 */
static float syllables(size_t at)
{
    enum { SYLLABLE = RATE / 4 };
    size_t number = at / SYLLABLE, within = at % SYLLABLE;
    float shape = sinf(3.1415927F * (float)within / SYLLABLE);
    shape *= shape;
    if (number % 7 == 6)
        return 0;
    return number % 4 == 3 ? 0.1F * shape * noise(at)
                           : 0.4F * shape * sinf(6.2831853F * 150 * (float)at / RATE);
}

static void what_goes_like_speech(void **state)
{
    (void)state;
    ca_check_sound sound = {0};
    noise_seed = 1;
    add(&sound, quiet, 5 * RATE);
    add(&sound, syllables, 10 * RATE);
    add(&sound, quiet, 5 * RATE);
    ca_check_sound_end(&sound);
    int64_t at_us = 0, length = ca_check_sound_speech(&sound, 0, 20 * SECOND_US, &at_us);
    assert_in_range(length, 5 * SECOND_US, 13 * SECOND_US);
    assert_in_range(at_us, 3 * SECOND_US, 8 * SECOND_US);
    assert_int_equal(ca_check_sound_speech(&sound, 0, 5 * SECOND_US, &at_us), 0);
    ca_check_sound_free(&sound);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_and_hardly_anything),
        cmocka_unit_test(silence_is_told_from_sound),
        cmocka_unit_test(a_click_is_no_sound),
        cmocka_unit_test(bad_samples_are_no_speech),
        cmocka_unit_test(a_bad_sample_among_good_ones),
        cmocka_unit_test(what_sounds_steadily_is_no_speech),
        cmocka_unit_test(what_goes_like_speech),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
