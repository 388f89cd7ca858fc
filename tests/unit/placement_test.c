/* How words are put together into units, and how sure it is that a unit is in its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "align/parallel.h"
#include "align/placement.h"

/* ---- units ---- */

enum { WORDS = 8 };

static const uint8_t PHONES[20];
static const ca_pronunciation FOUR = {PHONES, 4}, TEN = {PHONES, 10};

/* All words spoken, 40 frames each without a pause, in one sentence. */
struct speech {
    ca_align_word words[WORDS + 1];
    ca_spoken spoken[WORDS];
    ca_path path;
    ca_unit units[WORDS];
};

static void speak(struct speech *s)
{
    *s = (struct speech){.path = {.spoken = s->spoken, .count = WORDS}};
    for (uint32_t i = 0; i < WORDS; i++) {
        s->words[i] = s->words[WORDS] = (ca_align_word){&FOUR, 1, 0};
        s->spoken[i] = (ca_spoken){.word = i, .first = 40 * i, .end = 40 * i + 40};
    }
}

static size_t cut(struct speech *s)
{
    size_t count = ca_units_cut(&s->path, s->words, s->units), next = 0;
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(s->units[i].from, next);
        assert_true(s->units[i].count > 0);
        next += s->units[i].count;
    }
    assert_int_equal(next, s->path.count);
    return count;
}

/* 32 phones: three parts of 10 2/3, cut at the nearest word edges 12 and 20. */
static void speech_is_cut_evenly(void **state)
{
    (void)state;
    struct speech s;
    speak(&s);
    assert_int_equal(cut(&s), 3);
    assert_int_equal(s.units[0].phones, 12);
    assert_int_equal(s.units[1].phones, 8);
    assert_int_equal(s.units[2].phones, 12);
    assert_int_equal(s.units[0].join, CA_JOIN_NONE);
    assert_int_equal(s.units[1].join, CA_JOIN_CLOSE);
}

static void a_long_word_is_a_unit(void **state)
{
    (void)state;
    struct speech s;
    speak(&s);
    s.words[0].variants = s.words[1].variants = &TEN;
    s.path.count = 2;
    assert_int_equal(cut(&s), 2);
    assert_int_equal(s.units[1].phones, 10);
}

static void units_end_where_speech_does(void **state)
{
    (void)state;
    struct speech s;
    speak(&s);
    for (uint32_t i = 2; i <= WORDS; i++)
        s.words[i].sentence = 1;
    s.spoken[3].first += 16; /* a pause of 0.16 s */
    s.spoken[3].end -= 10;
    s.spoken[4].first = s.spoken[3].end + 41; /* and one of 0.41 s */
    s.spoken[5].cut_after = true;
    s.spoken[7].word = 8; /* the word between is not spoken */
    assert_int_equal(cut(&s), 6);
    static const ca_join joins[] = {CA_JOIN_NONE,  CA_JOIN_LOOSE, CA_JOIN_PAUSE,
                                    CA_JOIN_LOOSE, CA_JOIN_NONE,  CA_JOIN_NONE};
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(s.units[i].join, joins[i]);
}

/* ---- placement ---- */

static void near(double found, double wanted)
{
    if (fabs(found - wanted) > 0.0005)
        fail_msg("%f, wanted %f", found, wanted);
}

static double logistic(double x)
{
    return 1 / (1 + exp(-x));
}

static void place(const ca_unit *given, size_t count, float *out)
{
    ca_unit units[4];
    memcpy(units, given, count * sizeof *units);
    assert_int_equal(ca_placement_find(units, count, NULL), CAPALIGN_OK);
    for (size_t i = 0; i < count; i++)
        out[i] = units[i].placement;
}

static void no_units_are_fine(void **state)
{
    (void)state;
    const ca_unit none[1] = {{0}};
    float out[1];
    place(none, 0, out);
}

/* Sixteen phones: wrong ones have 2.2 deviations. With 5.2 the strength is 1.3, and right ones have
 * 5.2: odds of 3²/(2·0.9²). With 2.2 it is (0.55 + 4·1.3)/5 = 1.15, and right ones have 4.6. */
static void by_hand(void **state)
{
    (void)state;
    float out[1];
    const ca_unit right = {.count = 1, .phones = 16, .deviations = 5.2f},
                  wrong = {.count = 1, .phones = 16, .deviations = 2.2f};
    place(&right, 1, out);
    near((double)out[0], logistic(9 / 1.62));
    place(&wrong, 1, out);
    near((double)out[0], logistic(-(2.4 * 2.4) / 1.62));
}

/* A unit of two phones says nothing: it is as likely as its neighbour, but for the change of state
 * that a close join leaves possible (0.02 · ½). */
static void a_short_word_is_as_sure_as_its_neighbour(void **state)
{
    (void)state;
    ca_unit units[] = {
        {.count = 1, .phones = 16, .deviations = 9},
        {.from = 1, .count = 1, .phones = 1, .deviations = 1.55f, .join = CA_JOIN_CLOSE}};
    float out[2];
    place(units, 2, out);
    near((double)out[1], (double)out[0] * 0.99 + (1 - (double)out[0]) * 0.01);
    units[1].join = CA_JOIN_NONE; /* left out: e^−0.8 of even odds */
    place(units, 2, out);
    near((double)out[1], logistic(-0.8));
}

static void what_follows_counts_as_much(void **state)
{
    (void)state;
    ca_unit units[] = {
        {.count = 1, .phones = 8, .deviations = 2},
        {.from = 1, .count = 1, .phones = 12, .deviations = 5, .join = CA_JOIN_PAUSE},
        {.from = 2, .count = 1, .phones = 10, .deviations = 3, .join = CA_JOIN_CLOSE}};
    ca_unit back[] = {units[2], units[1], units[0]};
    back[0].join = CA_JOIN_NONE;
    back[1].join = CA_JOIN_CLOSE;
    back[2].join = CA_JOIN_PAUSE;
    float there[3], again[3];
    place(units, 3, there);
    place(back, 3, again);
    for (int i = 0; i < 3; i++)
        near((double)there[i], (double)again[2 - i]);
}

/* ---- parts in parallel ---- */

struct tally {
    unsigned char done[500];
    size_t bad;
};

static bool do_part(void *context, size_t index)
{
    struct tally *t = context;
    t->done[index]++;
    return index != t->bad;
}

static void each_part_is_done_once(void **state)
{
    (void)state;
    for (unsigned threads = 0; threads < 40; threads += 3) {
        struct tally t = {.bad = SIZE_MAX};
        assert_true(ca_parallel_run(threads, 500, do_part, &t));
        for (size_t i = 0; i < 500; i++)
            assert_int_equal(t.done[i], 1);
    }
}

static void a_failure_is_told(void **state)
{
    (void)state;
    struct tally t = {.bad = 7};
    assert_false(ca_parallel_run(1, 500, do_part, &t));
    assert_int_equal(t.done[8], 0);
    assert_true(ca_parallel_run(4, 0, do_part, &t));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(speech_is_cut_evenly),
        cmocka_unit_test(a_long_word_is_a_unit),
        cmocka_unit_test(units_end_where_speech_does),
        cmocka_unit_test(no_units_are_fine),
        cmocka_unit_test(by_hand),
        cmocka_unit_test(a_short_word_is_as_sure_as_its_neighbour),
        cmocka_unit_test(what_follows_counts_as_much),
        cmocka_unit_test(each_part_is_done_once),
        cmocka_unit_test(a_failure_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
