/* Edges beside pauses, in made sound whose edges are known. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

#include "align/pause_edge.h"

enum { SECOND = CA_RATE, PER_MS = CA_RATE / 1000, NEAR = 12 /* ms */ };
static const double PI = 3.14159265358979323846;

struct fixture {
    float *sound; /* two seconds, with a little noise everywhere */
    ca_features *features;
    ca_levels levels;
};

static float noise(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (float)(*seed / 4294967296.0 - 0.5);
}

static int open_fixture(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    uint32_t seed = 1;
    f->sound = malloc(2 * SECOND * sizeof *f->sound);
    for (size_t i = 0; i < 2 * SECOND; i++)
        f->sound[i] = 0.0005f * noise(&seed);
    *state = f;
    return 0;
}

static int close_fixture(void **state)
{
    struct fixture *f = *state;
    ca_features_free(f->features);
    free(f->sound);
    free(f);
    return 0;
}

/* A voice, from `first` to `end` ms; its level goes in a straight line. */
static void add_voice(struct fixture *f, int first, int end, double first_db, double end_db)
{
    for (int i = first * PER_MS; i < end * PER_MS; i++) {
        double db =
            first_db + (end_db - first_db) * (i - first * PER_MS) / ((end - first) * PER_MS);
        f->sound[i] += (float)(pow(10, db / 20) * sin(2 * PI * 300 * i / CA_RATE));
    }
}

static void add_breath(struct fixture *f, int first, int end, double db)
{
    uint32_t seed = 2;
    for (int i = first * PER_MS; i < end * PER_MS; i++)
        f->sound[i] += (float)pow(10, db / 20) * noise(&seed);
}

static const ca_levels *levels_of(struct fixture *f)
{
    assert_int_equal(ca_features_create(&f->features, NULL), CAPALIGN_OK);
    assert_int_equal(ca_features_push(f->features, f->sound, 2 * SECOND, NULL), CAPALIGN_OK);
    assert_int_equal(ca_features_end(f->features, NULL), CAPALIGN_OK);
    ca_levels_make(f->features, &f->levels);
    return &f->levels;
}

static void assert_near(double found, double expected)
{
    if (fabs(found - expected) > NEAR)
        fail_msg("%.0f ms instead of %.0f", found, expected);
}

/* The model hears a word that fades out only to 850 ms. */
static void a_word_that_fades_out_is_followed(void **state)
{
    struct fixture *f = *state;
    add_voice(f, 500, 800, -10, -10);
    add_voice(f, 800, 980, -10, -35);
    const ca_levels *levels = levels_of(f);
    assert_near(ca_pause_end(levels, CA_VOWEL, true, 500, 850, 1900), 980);
}

static void a_burst_behind_its_closure_belongs_to_the_word(void **state)
{
    struct fixture *f = *state;
    add_voice(f, 500, 800, -10, -10);
    add_breath(f, 880, 910, -20);
    const ca_levels *levels = levels_of(f);
    assert_near(ca_pause_end(levels, CA_VOICELESS_STOP, true, 500, 800, 1900), 910);
}

static void a_breath_behind_a_word_does_not(void **state)
{
    struct fixture *f = *state;
    add_voice(f, 500, 800, -10, -10);
    add_breath(f, 840, 1140, -40);
    const ca_levels *levels = levels_of(f);
    assert_near(ca_pause_end(levels, CA_VOWEL, true, 500, 790, 1900), 800);
    assert_near(ca_pause_end(levels, CA_VOWEL, false, 500, 790, 1900), 800);
}

static void a_breath_before_a_word_does_not(void **state)
{
    struct fixture *f = *state;
    add_breath(f, 600, 960, -40);
    add_voice(f, 1000, 1300, -10, -10);
    const ca_levels *levels = levels_of(f);
    assert_near(ca_pause_start(levels, CA_VOWEL, true, 960, 1300, 100), 1000);
}

/* A word that swells from −60 dB to −10 begins, in another language, 0.3 of the way up. */
static void other_languages_edges_are_lower(void **state)
{
    struct fixture *f = *state;
    add_voice(f, 1000, 1100, -60, -10);
    add_voice(f, 1100, 1300, -10, -10);
    add_voice(f, 1300, 1400, -10, -60);
    const ca_levels *levels = levels_of(f);
    double start = ca_pause_start(levels, CA_VOWEL, false, 1040, 1350, 100);
    double mapped_start = ca_pause_start(levels, CA_VOWEL, true, 1040, 1350, 100);
    double end = ca_pause_end(levels, CA_VOWEL, false, 1000, 1350, 1900);
    double mapped_end = ca_pause_end(levels, CA_VOWEL, true, 1000, 1350, 1900);
    assert_true(mapped_start < start - 5 && mapped_start >= 1000);
    assert_true(mapped_end > end + 5 && mapped_end <= 1400);
}

/* The voice stops 80 ms before the model's end: the closure is the word's, and only a burst at its
 * end would be heard. */
static void a_stop_without_a_burst_ends_where_the_model_says(void **state)
{
    struct fixture *f = *state;
    add_voice(f, 500, 800, -10, -10);
    const ca_levels *levels = levels_of(f);
    assert_near(ca_pause_end(levels, CA_VOICELESS_STOP, false, 500, 880, 1900), 880);
    assert_near(ca_pause_end(levels, CA_VOWEL, false, 500, 880, 1900), 800);
}

/* A voice that fades by 13 dB to a noise 20 dB below it: half of this step is not its end. */
static void in_noise_a_word_is_measured_from_its_own_level(void **state)
{
    struct fixture *f = *state;
    add_voice(f, 500, 800, -10, -10);
    add_voice(f, 800, 860, -23, -23);
    add_voice(f, 0, 500, -30, -30);
    add_voice(f, 860, 2000, -30, -30);
    const ca_levels *levels = levels_of(f);
    assert_near(ca_pause_end(levels, CA_VOWEL, false, 500, 880, 1900), 860);
    assert_near(ca_pause_start(levels, CA_VOWEL, false, 460, 800, 0), 500);
}

static void in_sound_without_a_step_the_models_edges_stay(void **state)
{
    struct fixture *f = *state;
    add_breath(f, 0, 2000, -30);
    const ca_levels *levels = levels_of(f);
    assert_true(ca_pause_start(levels, CA_VOWEL, true, 900, 1300, 100) == 900);
    assert_true(ca_pause_end(levels, CA_VOWEL, true, 900, 1300, 1900) == 1300);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_word_that_fades_out_is_followed),
        TEST(a_burst_behind_its_closure_belongs_to_the_word),
        TEST(a_breath_behind_a_word_does_not),
        TEST(a_breath_before_a_word_does_not),
        TEST(other_languages_edges_are_lower),
        TEST(a_stop_without_a_burst_ends_where_the_model_says),
        TEST(in_noise_a_word_is_measured_from_its_own_level),
        TEST(in_sound_without_a_step_the_models_edges_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
