/* The front end against a slow one written from its definition. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

#include "align/cepstra.h"
#include "align/features.h"
#include "align/noise.h"
#include "align/numbers.h"

enum { COUNT = 5000 };
static const double PI = 3.14159265358979323846;

/* Sound without a library's random numbers: two tones and a linear congruence. */
static float *make_sound(size_t count)
{
    float *x = malloc((count + 1) * sizeof *x);
    uint32_t seed = 1;
    for (size_t i = 0; i < count; i++) {
        seed = seed * 1664525u + 1013904223u;
        x[i] = (float)(0.3 * sin(0.05 * (double)i) + 0.2 * sin(0.9 * (double)i) +
                       0.01 * (seed / 4294967296.0 - 0.5));
    }
    return x;
}

static double sample_at(const float *x, long count, long i)
{
    double now = i >= 0 && i < count ? (double)x[i] * 32768 : 0;
    double before = i > 0 && i <= count ? (double)x[i - 1] * 32768 : 0;
    return i >= 0 && i < count ? now - 0.97 * before : 0;
}

/* ln power of a band by a discrete Fourier transform term by term. */
static double slow_band(const float *x, long count, long frame, const ca_filterbank *bank, int band)
{
    double sum = 0;
    for (unsigned b = 0; b < bank->band[band].count; b++) {
        double re = 0, im = 0, bin = bank->band[band].first + b;
        for (int i = 0; i < CA_WINDOW_SAMPLES; i++) {
            double w = 0.54 - 0.46 * cos(2 * PI * i / (CA_WINDOW_SAMPLES - 1));
            double v = w * sample_at(x, count, frame * 160 - 205 + i);
            re += v * cos(2 * PI * bin * i / CA_FFT_SAMPLES);
            im -= v * sin(2 * PI * bin * i / CA_FFT_SAMPLES);
        }
        sum += (double)bank->band[band].weight[b] * (re * re + im * im);
    }
    return log(sum + 1e-4);
}

static ca_features *features_of(const float *x, size_t count, size_t chunk)
{
    ca_features *f;
    assert_int_equal(ca_features_create(&f, NULL), CAPALIGN_OK);
    for (size_t i = 0; i < count; i += chunk)
        assert_int_equal(ca_features_push(f, x + i, count - i < chunk ? count - i : chunk, NULL),
                         CAPALIGN_OK);
    assert_int_equal(ca_features_end(f, NULL), CAPALIGN_OK);
    return f;
}

static void bands_are_those_of_the_definition(void **state)
{
    (void)state;
    float *x = make_sound(COUNT);
    ca_features *f = features_of(x, COUNT, COUNT);
    static ca_filterbank bank;
    ca_filterbank_make(&bank);
    assert_int_equal(ca_features_frames(f), COUNT / 160 + 1);
    assert_int_equal(ca_features_duration_us(f), 312500);
    for (long t = 0; t <= COUNT / 160; t += 6)
        for (int b = 0; b < CA_BANDS; b += 4) {
            double want = slow_band(x, COUNT, t, &bank, b);
            double have = ca_features_bands(f, (size_t)t)[b] / (double)CA_LOG_STEPS;
            if (fabs(want - have) > 2e-3)
                fail_msg("frame %ld, band %d: %f, not %f", t, b, have, want);
        }
    ca_features_free(f);
    free(x);
}

/* Edges from sphinx's rounding: 130 Hz is bin 4, 6800 Hz bin 218; each triangle has area 1. */
static void filters_have_unit_area(void **state)
{
    (void)state;
    static ca_filterbank bank;
    ca_filterbank_make(&bank);
    assert_int_equal(bank.band[0].first, 5);
    assert_int_equal(bank.band[24].first + bank.band[24].count, 218);
    for (int b = 0; b < CA_BANDS; b++) {
        double sum = 0;
        for (unsigned i = 0; i < bank.band[b].count; i++)
            sum += (double)bank.band[b].weight[i] * CA_RATE / CA_FFT_SAMPLES;
        if (fabs(sum - 1) > 1e-3)
            fail_msg("band %d has area %f", b, sum);
    }
}

static void chunks_do_not_matter(void **state)
{
    (void)state;
    float *x = make_sound(COUNT);
    ca_features *a = features_of(x, COUNT, COUNT), *b = features_of(x, COUNT, 7);
    assert_int_equal(ca_features_frames(a), ca_features_frames(b));
    assert_memory_equal(ca_features_bands(a, 0), ca_features_bands(b, 0),
                        ca_features_frames(a) * CA_BANDS * 2);
    assert_int_equal(ca_features_level(a, CA_CHANNEL_LOW, 100),
                     ca_features_level(b, CA_CHANNEL_LOW, 100));
    assert_int_equal(ca_features_level(a, CA_CHANNEL_FULL, -1), 0);
    assert_int_equal(ca_features_level(a, CA_CHANNEL_FULL, 313), 0);
    ca_features_free(a);
    ca_features_free(b);
    free(x);
}

/* A tone of 250 Hz is in the low channel and not in the high one, one of 6 kHz the other way. */
static void channels_part_tones(void **state)
{
    (void)state;
    float x[1600];
    for (int high = 0; high < 2; high++) {
        for (int i = 0; i < 1600; i++)
            x[i] = (float)(0.3 * sin(2 * PI * (high ? 6000 : 250) / CA_RATE * i));
        ca_features *f = features_of(x, 1600, 1600);
        int low_db = (int)ca_features_level(f, CA_CHANNEL_LOW, 60) / CA_LEVEL_STEPS_PER_DB;
        int high_db = (int)ca_features_level(f, CA_CHANNEL_HIGH, 60) / CA_LEVEL_STEPS_PER_DB;
        assert_true(high ? high_db - low_db > 40 : low_db - high_db > 40);
        ca_features_free(f);
    }
}

static void no_number_is_silence(void **state)
{
    (void)state;
    float bad[400], zero[400] = {0};
    for (int i = 0; i < 400; i++)
        bad[i] = i % 3 == 0 ? NAN : i % 3 == 1 ? INFINITY : -INFINITY;
    ca_features *a = features_of(bad, 400, 400), *b = features_of(zero, 400, 400);
    assert_memory_equal(ca_features_bands(a, 1), ca_features_bands(b, 1), CA_BANDS * 2);
    ca_features_free(a);
    ca_features_free(b);
}

static void no_sound_has_no_frames(void **state)
{
    (void)state;
    float x[1] = {0.5f};
    ca_features *none = features_of(x, 0, 1), *one = features_of(x, 1, 1);
    assert_int_equal(ca_features_frames(none), 0);
    assert_int_equal(ca_features_frames(one), 1);
    ca_cepstra *c;
    assert_int_equal(ca_cepstra_create(none, CA_MEANS_WIDE, &c, NULL), CAPALIGN_OK);
    ca_cepstra_free(c);
    ca_features_free(none);
    ca_features_free(one);
}

/* Differences are taken frame by frame from the statics, clamped at the ends. */
static void differences_follow_the_statics(void **state)
{
    (void)state;
    enum { FRAMES = COUNT / 160 + 1 };
    float *x = make_sound(COUNT), out[FRAMES][CA_FEATURE_DIM], one[CA_FEATURE_DIM];
    ca_features *f = features_of(x, COUNT, COUNT);
    ca_cepstra *c;
    assert_int_equal(ca_cepstra_create(f, CA_MEANS_WIDE, &c, NULL), CAPALIGN_OK);
    ca_cepstra_read(c, 0, FRAMES, out[0]);
    for (int t = 0; t < FRAMES; t++) {
        const float *at[7];
        for (int i = 0; i < 7; i++) {
            int u = t - 3 + i;
            at[i] = out[u < 0 ? 0 : u >= FRAMES ? FRAMES - 1 : u];
        }
        for (int k = 0; k < CA_STREAM_DIM; k++) {
            assert_true(fabsf(out[t][13 + k] - (at[5][k] - at[1][k])) < 1e-4f);
            assert_true(fabsf(out[t][26 + k] - ((at[6][k] - at[2][k]) - (at[4][k] - at[0][k]))) <
                        1e-4f);
        }
        ca_cepstra_read(c, (size_t)t, 1, one); /* the same, whatever is read with it */
        assert_memory_equal(one, out[t], sizeof one);
    }
    ca_cepstra_free(c);
    ca_features_free(f);
    free(x);
}

static void noise_is_told_from_speech(void **state)
{
    (void)state;
    enum { N = 3 * CA_RATE };
    float *x = malloc(N * sizeof *x);
    for (int loud = 0; loud < 2; loud++) {
        uint32_t seed = 7;
        for (int i = 0; i < N; i++) {
            seed = seed * 1664525u + 1013904223u;
            x[i] = (float)(0.1 * (seed / 4294967296.0 - 0.5));
            if (loud && i / 4000 % 2) /* bursts 40 dB above the rest */
                x[i] *= 0.01f;
        }
        ca_features *f = features_of(x, N, N);
        ca_noise noise;
        assert_int_equal(ca_noise_measure(f, &noise, NULL), CAPALIGN_OK);
        assert_int_equal(noise.present, !loud);
        ca_features_free(f);
    }
    free(x);
}

static void gain_takes_noise_out(void **state)
{
    (void)state;
    ca_noise noise = {.present = true, .power = {[3] = 4}, .depth = 1};
    assert_true(fabs(ca_noise_gain(&noise, 3, 10) - log(0.6)) < 1e-9); /* Wiener: 1 - 4/10 */
    assert_true(fabs(ca_noise_gain(&noise, 3, 2) - log(0.1)) < 1e-9);  /* not below a tenth */
    assert_true(ca_noise_gain(&noise, 0, 2) == 0);                     /* a band without noise */
    noise.depth = 0.5;
    assert_true(fabs(ca_noise_gain(&noise, 3, 2) - log(0.1) / 2) < 1e-9);
}

static void numbers_agree_with_libm(void **state)
{
    (void)state;
    for (double x = 1e-6; x < 1e12; x *= 1.37)
        assert_true(fabs(ca_ln(x) - log(x)) < 1e-9);
    for (double x = -600; x < 600; x += 0.731)
        assert_true(fabs(ca_exp(x) / exp(x) - 1) < 1e-9);
    assert_true(ca_exp(-1e9) == 0);
    assert_true(ca_exp(NAN) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bands_are_those_of_the_definition),
        cmocka_unit_test(filters_have_unit_area),
        cmocka_unit_test(chunks_do_not_matter),
        cmocka_unit_test(channels_part_tones),
        cmocka_unit_test(no_number_is_silence),
        cmocka_unit_test(no_sound_has_no_frames),
        cmocka_unit_test(differences_follow_the_statics),
        cmocka_unit_test(noise_is_told_from_speech),
        cmocka_unit_test(gain_takes_noise_out),
        cmocka_unit_test(numbers_agree_with_libm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
