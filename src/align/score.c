#include "align/score.h"

#include <stdlib.h>
#include <string.h>

#include "align/numbers.h"

enum { FRAMES = CA_SCORE_FRAMES };

typedef struct ca_sketch_group {
    ca_gaussian_group gaussians;
    float weight[CA_STATES][CA_LANES]; /* ln weight + constant */
} ca_sketch_group;

struct ca_sketch {
    size_t phones;
    unsigned groups;
    bool avx2;
    ca_sketch_group *table; /* [phone][stream][group] */
};

/* Loads and stores of these types need no alignment and may alias floats. */
typedef float v4f __attribute__((vector_size(16), aligned(4), may_alias));
typedef int32_t v4i __attribute__((vector_size(16), aligned(4), may_alias));

/* The larger of each lane; GNU C has no ?: for vectors. */
#if defined(__x86_64__)
#define LARGER(a, b) ((v4f)__builtin_ia32_maxps((v4sf)(a), (v4sf)(b)))
typedef float v4sf __attribute__((vector_size(16)));
#else
static inline v4f larger(v4f a, v4f b)
{
    v4i mask = a > b;
    return (v4f)((mask & (v4i)a) | (~mask & (v4i)b));
}
#define LARGER(a, b) larger(a, b)
#endif
#define V v4f
#define I v4i
#define WIDTH 4
#define NAME(name) plain_##name
#define TARGET
#include "align/score_kernel.h"
#undef V
#undef I
#undef WIDTH
#undef NAME
#undef TARGET
#undef LARGER

#if defined(__x86_64__) && !defined(CAPALIGN_NO_AVX2)
typedef float v8f __attribute__((vector_size(32), aligned(4), may_alias));
typedef int32_t v8i __attribute__((vector_size(32), aligned(4), may_alias));
typedef float v8sf __attribute__((vector_size(32)));
#define LARGER(a, b) ((v8f)__builtin_ia32_maxps256((v8sf)(a), (v8sf)(b)))
#define V v8f
#define I v8i
#define WIDTH 8
#define NAME(name) avx2_##name
#define TARGET __attribute__((target("avx2")))
#pragma GCC diagnostic ignored "-Wpsabi"
#include "align/score_kernel.h"
#define HAS_AVX2() (__builtin_cpu_supports("avx2") != 0)
#else
#define avx2_sketch_stream plain_sketch_stream
#define avx2_full_score plain_full_score
#define HAS_AVX2() false
#endif

struct ranked {
    float weight;
    unsigned index;
};

static int compare_ranked(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

static void choose_stream(const ca_model *model, uint8_t phone, unsigned stream, unsigned groups,
                          ca_sketch_group *out)
{
    struct ranked rank[CA_GAUSSIANS];
    const float *weights[CA_STATES];
    for (unsigned s = 0; s < CA_STATES; s++)
        weights[s] = ca_model_weights(model, (uint16_t)(phone * CA_STATES + s), stream);
    for (unsigned g = 0; g < CA_GAUSSIANS; g++) {
        rank[g] = (struct ranked){0, g};
        for (unsigned s = 0; s < CA_STATES; s++)
            if (weights[s][g] > rank[g].weight)
                rank[g].weight = weights[s][g];
    }
    qsort(rank, CA_GAUSSIANS, sizeof *rank, compare_ranked);
    const ca_gaussian_group *from = ca_model_gaussians(model, phone, stream);
    for (unsigned i = 0; i < groups * CA_LANES; i++) {
        unsigned g = rank[i].index, lane = i % CA_LANES;
        ca_sketch_group *to = &out[i / CA_LANES];
        for (int d = 0; d < CA_STREAM_DIM; d++) {
            to->gaussians.mean[d][lane] = from[g / CA_LANES].mean[d][g % CA_LANES];
            to->gaussians.precision[d][lane] = from[g / CA_LANES].precision[d][g % CA_LANES];
        }
        for (unsigned s = 0; s < CA_STATES; s++)
            to->weight[s][lane] = from[g / CA_LANES].constant[g % CA_LANES] +
                                  (float)ca_ln((double)weights[s][g] + 1e-30);
    }
}

capalign_code ca_sketch_create(const ca_model *model, unsigned groups, ca_sketch **out,
                               capalign_error *error)
{
    *out = NULL;
    ca_sketch *s = calloc(1, sizeof *s);
    if (!s)
        return ca_fail_memory(error);
    s->phones = ca_model_phone_count(model);
    s->groups = groups;
    s->avx2 = HAS_AVX2();
    s->table = calloc(s->phones * CA_STREAMS * groups, sizeof *s->table);
    if (!s->table) {
        ca_sketch_free(s);
        return ca_fail_memory(error);
    }
    for (size_t i = 0; i < s->phones * CA_STREAMS; i++)
        choose_stream(model, (uint8_t)(i / CA_STREAMS), i % CA_STREAMS, groups,
                      s->table + i * groups);
    *out = s;
    return CAPALIGN_OK;
}

void ca_sketch_free(ca_sketch *s)
{
    if (!s)
        return;
    free(s->table);
    free(s);
}

static float largest_lane(const float lanes[CA_LANES])
{
    float top = lanes[0];
    for (int i = 1; i < CA_LANES; i++)
        top = lanes[i] > top ? lanes[i] : top;
    return top;
}

/* The states of one phone for FRAMES frames: out[f·stride + state]. */
static void sketch_phone(const ca_sketch *s, size_t phone, const float *const *x, float *out,
                         size_t stride, size_t frames)
{
    float best[CA_STREAMS][CA_STATES][FRAMES][CA_LANES];
    for (unsigned stream = 0; stream < CA_STREAMS; stream++) {
        const float *at[FRAMES];
        for (int f = 0; f < FRAMES; f++)
            at[f] = x[f] + stream * CA_STREAM_DIM;
        const ca_sketch_group *groups = s->table + (phone * CA_STREAMS + stream) * s->groups;
        (s->avx2 ? avx2_sketch_stream : plain_sketch_stream)(groups, s->groups, at, best[stream]);
    }
    for (size_t f = 0; f < frames; f++)
        for (unsigned state = 0; state < CA_STATES; state++) {
            float sum = 0;
            for (unsigned stream = 0; stream < CA_STREAMS; stream++)
                sum += largest_lane(best[stream][state][f]);
            out[f * stride + state] = sum > CA_LOWEST_SCORE ? sum : CA_LOWEST_SCORE;
        }
}

static void sketch_phones(const ca_sketch *s, size_t first, size_t end, const float *features,
                          size_t frames, float *out)
{
    size_t stride = (end - first) * CA_STATES;
    for (size_t t = 0; t < frames; t += FRAMES) {
        const float *x[FRAMES]; /* the last block repeats the last frame */
        size_t count = frames - t < FRAMES ? frames - t : FRAMES;
        for (size_t f = 0; f < FRAMES; f++)
            x[f] = features + (t + (f < count ? f : count - 1)) * CA_FEATURE_DIM;
        for (size_t p = first; p < end; p++)
            sketch_phone(s, p, x, out + t * stride + (p - first) * CA_STATES, stride, count);
    }
}

void ca_sketch_score(const ca_sketch *s, const float *features, size_t frames, float *out)
{
    sketch_phones(s, 0, s->phones, features, frames, out);
}

void ca_sketch_score_phone(const ca_sketch *s, uint8_t phone, const float *features, size_t frames,
                           float *out)
{
    sketch_phones(s, phone, (size_t)phone + 1, features, frames, out);
}

void ca_full_score(const ca_model *model, uint8_t phone, const float *trust, const float *features,
                   const uint16_t *senones, size_t count, float *out)
{
    const float *x[FRAMES];
    for (int f = 0; f < FRAMES; f++)
        x[f] = features + f * CA_FEATURE_DIM;
    (HAS_AVX2() ? avx2_full_score : plain_full_score)(model, phone, trust, x, senones, count, out);
    for (size_t i = 0; i < FRAMES * count; i++)
        out[i] = out[i] > CA_LOWEST_SCORE ? out[i] : CA_LOWEST_SCORE;
}
