/* The front door, with sound that nobody speaks in: what must hold for any input. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "align/align.h"
#include "toy_model.h"

static const uint8_t PHONES[] = {TOY_A, TOY_B, TOY_A};
static const ca_pronunciation VARIANTS[] = {{PHONES, 3}, {PHONES + 1, 2}};

enum { WORDS = 5, RATE = 16000 };

struct fixture {
    unsigned char *bytes;
    ca_model *model;
    ca_align_word words[WORDS];
};

static int open_fixture(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    size_t size;
    f->bytes = toy_model(&size);
    assert_int_equal(ca_model_open(f->bytes, size, &f->model, NULL), CAPALIGN_OK);
    for (unsigned i = 0; i < WORDS; i++)
        f->words[i] = (ca_align_word){VARIANTS, 2, i / 3};
    *state = f;
    return 0;
}

static int close_fixture(void **state)
{
    struct fixture *f = *state;
    ca_model_free(f->model);
    free(f->bytes);
    free(f);
    return 0;
}

static float noise(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (float)(*seed / 4294967296.0 - 0.5);
}

static ca_alignment *align(const struct fixture *f, const float *sound, size_t count, size_t words,
                           unsigned threads, bool mapped)
{
    const ca_align_options options = {.threads = threads, .mapped = mapped};
    ca_aligner *a;
    ca_alignment *r;
    assert_int_equal(ca_aligner_create(f->model, f->words, words, &options, &a, NULL), CAPALIGN_OK);
    assert_int_equal(ca_aligner_push(a, sound, count, NULL), CAPALIGN_OK);
    assert_int_equal(ca_aligner_finish(a, &r, NULL), CAPALIGN_OK);
    ca_aligner_free(a);
    return r;
}

/* In order, not overlapping, inside; of words that are not spoken no times. */
static void check(const ca_alignment *r, size_t words)
{
    int64_t last = 0;
    assert_int_equal(r->count, words);
    for (size_t i = 0; i < words; i++) {
        const ca_aligned_word *w = &r->words[i];
        if (!w->spoken) {
            assert_true(w->start_us == CAPALIGN_TIME_NONE && w->end_us == CAPALIGN_TIME_NONE);
            continue;
        }
        assert_true(w->start_us >= last && w->end_us > w->start_us);
        assert_true(w->end_us <= r->duration_us);
        assert_true(w->confidence >= 0 && w->confidence <= 1);
        last = w->end_us;
    }
}

static void any_length_is_fine(void **state)
{
    static const size_t lengths[] = {0, 1, 159, 160, 161, 410, 1000, 8192, 32000};
    static float sound[32000];
    uint32_t seed = 3;
    for (int i = 0; i < 32000; i++)
        sound[i] = noise(&seed);
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        for (size_t words = 0; words <= WORDS; words += WORDS) {
            ca_alignment *r = align(*state, sound, lengths[i], words, 1, i % 2 != 0);
            check(r, words);
            ca_alignment_free(r);
        }
}

static void silence_and_nonsense(void **state)
{
    static float sound[4 * RATE];
    for (int kind = 0; kind < 3; kind++) {
        for (int i = 0; i < 4 * RATE; i++)
            sound[i] = kind == 0 ? 0 : kind == 1 ? NAN : i % 2 ? 1e30f : -1e30f;
        ca_alignment *r = align(*state, sound, 4 * RATE, WORDS, 1, false);
        check(r, WORDS);
        ca_alignment_free(r);
    }
}

static void threads_do_not_matter(void **state)
{
    enum { COUNT = 20 * RATE };
    float *sound = malloc(COUNT * sizeof *sound);
    uint32_t seed = 5;
    for (int i = 0; i < COUNT; i++)
        sound[i] = noise(&seed) * (i / 3000 % 3 ? 1.0f : 0.01f);
    ca_alignment *one = align(*state, sound, COUNT, WORDS, 1, false);
    check(one, WORDS);
    for (unsigned threads = 2; threads < 5; threads++) {
        ca_alignment *more = align(*state, sound, COUNT, WORDS, threads, false);
        for (size_t i = 0; i < WORDS; i++) {
            assert_int_equal(one->words[i].start_us, more->words[i].start_us);
            assert_int_equal(one->words[i].end_us, more->words[i].end_us);
            assert_true(one->words[i].confidence == more->words[i].confidence);
        }
        ca_alignment_free(more);
    }
    ca_alignment_free(one);
    free(sound);
}

static void a_word_without_sound_is_not_spoken(void **state)
{
    struct fixture *f = *state;
    static float sound[RATE];
    uint32_t seed = 5;
    for (int i = 0; i < RATE; i++)
        sound[i] = noise(&seed);
    f->words[1].variant_count = 0;
    ca_alignment *r = align(f, sound, RATE, WORDS, 1, false);
    check(r, WORDS);
    assert_false(r->words[1].spoken);
    ca_alignment_free(r);
    f->words[1].variant_count = 2;
}

static void wrong_words_are_refused(void **state)
{
    struct fixture *f = *state;
    static const uint8_t unknown[] = {TOY_PHONES};
    const ca_pronunciation bad = {unknown, 1}, empty = {unknown, 0};
    const ca_align_word words[2] = {{&bad, 1, 0}, {&empty, 1, 0}};
    ca_aligner *a;
    capalign_error error;
    assert_int_equal(ca_aligner_create(f->model, words, 1, NULL, &a, &error), CAPALIGN_E_ARGUMENT);
    assert_null(a);
    assert_int_equal(ca_aligner_create(f->model, words + 1, 1, NULL, &a, &error), CAPALIGN_E_LIMIT);
}

static int stop(void *context, const char *stage, int64_t done, int64_t total)
{
    (void)stage;
    assert_true(done >= 0 && done <= total);
    ++*(int *)context;
    return 1;
}

static void work_can_be_cancelled(void **state)
{
    struct fixture *f = *state;
    static float sound[RATE];
    int calls = 0;
    const capalign_progress progress = {stop, &calls};
    const ca_align_options options = {.threads = 2, .progress = &progress};
    ca_aligner *a;
    ca_alignment *r;
    assert_int_equal(ca_aligner_create(f->model, f->words, WORDS, &options, &a, NULL), CAPALIGN_OK);
    assert_int_equal(ca_aligner_push(a, sound, RATE, NULL), CAPALIGN_OK);
    assert_int_equal(ca_aligner_finish(a, &r, NULL), CAPALIGN_E_CANCELLED);
    assert_null(r);
    assert_int_equal(calls, 1);
    ca_aligner_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_length_is_fine),
        cmocka_unit_test(silence_and_nonsense),
        cmocka_unit_test(threads_do_not_matter),
        cmocka_unit_test(a_word_without_sound_is_not_spoken),
        cmocka_unit_test(wrong_words_are_refused),
        cmocka_unit_test(work_can_be_cancelled),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
