#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "align/score.h"
#include "toy_model.h"

/* All Gaussians of a toy phone are equal and the weights sum up to 1, so the full score is that of
 * one Gaussian a stream: −13/2·ln 2π − ½·d² each. The sketch takes one of 128: less ln 128. */
static const double STREAM = -6.5 * 1.8378770664093453;

static ca_model *open_toy(unsigned char **bytes)
{
    size_t size;
    ca_model *m;
    *bytes = toy_model(&size);
    assert_int_equal(ca_model_open(*bytes, size, &m, NULL), CAPALIGN_OK);
    return m;
}

static void full_score_is_the_density(void **state)
{
    (void)state;
    unsigned char *bytes;
    ca_model *m = open_toy(&bytes);
    float x[CA_SCORE_FRAMES * CA_FEATURE_DIM] = {0}, out[CA_SCORE_FRAMES * 2];
    const uint16_t senones[2] = {6, 8};
    x[0] = 10;                    /* phone A is at 8: distance 2 */
    x[CA_FEATURE_DIM] = 8;        /* distance 0 */
    x[CA_FEATURE_DIM + 20] = 3;   /* and 3 in the second stream */
    x[2 * CA_FEATURE_DIM] = 1000; /* as far as can be */
    ca_full_score(m, TOY_A, NULL, x, senones, 2, out);
    assert_true(fabs((double)out[0] - (3 * STREAM - 2)) < 1e-3);
    assert_true(out[1] == out[0]);
    assert_true(fabs((double)out[2] - (3 * STREAM - 4.5)) < 1e-3);
    assert_true(out[4] == CA_LOWEST_SCORE);
    ca_model_free(m);
    free(bytes);
}

/* The same distances, of which ½ of the first value and ¼ of the eighth counts. */
static void full_score_trusts_values_in_part(void **state)
{
    (void)state;
    unsigned char *bytes;
    ca_model *m = open_toy(&bytes);
    float x[CA_SCORE_FRAMES * CA_FEATURE_DIM] = {0}, out[CA_SCORE_FRAMES];
    const float trust[CA_STREAM_DIM] = {0.5f, 1, 1, 1, 1, 1, 1, 0.25f, 1, 1, 1, 1, 1};
    const uint16_t senone = 6;
    x[0] = 10;
    x[CA_FEATURE_DIM] = 8;
    x[CA_FEATURE_DIM + 20] = 3;
    x[2 * CA_FEATURE_DIM] = 8;
    x[2 * CA_FEATURE_DIM + 12] = 4;
    ca_full_score(m, TOY_A, trust, x, &senone, 1, out);
    assert_true(fabs((double)out[0] - (3 * STREAM - 1)) < 1e-3);
    assert_true(fabs((double)out[1] - (3 * STREAM - 1.125)) < 1e-3);
    assert_true(fabs((double)out[2] - (3 * STREAM - 8)) < 1e-3);
    ca_model_free(m);
    free(bytes);
}

static void sketch_takes_the_largest(void **state)
{
    (void)state;
    unsigned char *bytes;
    ca_model *m = open_toy(&bytes);
    enum { FRAMES = 6, STATES = TOY_PHONES * CA_STATES }; /* not a multiple of the block */
    float x[FRAMES * CA_FEATURE_DIM] = {0}, out[FRAMES * STATES], one[FRAMES * CA_STATES];
    for (int t = 0; t < FRAMES; t++)
        x[t * CA_FEATURE_DIM] = (float)t;
    ca_sketch *s;
    assert_int_equal(ca_sketch_create(m, 2, &s, NULL), CAPALIGN_OK);
    ca_sketch_score(s, x, FRAMES, out);
    for (int t = 0; t < FRAMES; t++)
        for (int p = 0; p < TOY_PHONES; p++) {
            double d = t - 4.0 * p, want = 3 * (STREAM - log(128)) - d * d / 2;
            assert_true(fabs((double)out[t * STATES + 3 * p + 1] - want) < 2e-3);
        }
    ca_sketch_score_phone(s, TOY_B, x, FRAMES, one);
    for (int t = 0; t < FRAMES; t++)
        assert_memory_equal(one + t * CA_STATES, out + t * STATES + CA_STATES * TOY_B,
                            sizeof(float) * CA_STATES);
    ca_sketch_free(s);
    ca_model_free(m);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(full_score_is_the_density),
        cmocka_unit_test(full_score_trusts_values_in_part),
        cmocka_unit_test(sketch_takes_the_largest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
