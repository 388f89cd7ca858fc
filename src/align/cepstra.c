#include "align/cepstra.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/noise.h"
#include "align/numbers.h"

enum {
    DIM = CA_STREAM_DIM,
    REACH = 3,  /* frames that the second difference looks ahead */
    SMOOTH = 4, /* frames on each side, for speech or pause */
    NEAR = 2,   /* frames on each side, for the signal to noise ratio */
    LIFTER = 22,
};

/* Seconds between the points where a mean is taken, and on each side of them. */
static const size_t HOP_S[] = {[CA_MEANS_WIDE] = 60, [CA_MEANS_NEAR] = 15};

struct ca_cepstra {
    const ca_features *features;
    size_t frames;
    ca_noise noise;
    float transform[DIM][CA_BANDS]; /* DCT and lifter */
    size_t hop;                     /* between the points where a mean is taken */
    size_t points;                  /* of the means; point i is at frame i·hop + hop/2 */
    float (*means)[DIM];
};

/* Orthonormal DCT-II with the lifter 1 + L/2·sin(πk/L) (sphinxbase, fe_sigproc.c). */
static void make_transform(ca_cepstra *c)
{
    const double pi = 3.14159265358979323846;
    for (int k = 0; k < DIM; k++) {
        double lift = 1 + LIFTER / 2.0 * sin(pi * k / LIFTER);
        double scale = sqrt((k ? 2.0 : 1.0) / CA_BANDS) * lift;
        for (int b = 0; b < CA_BANDS; b++)
            c->transform[k][b] = (float)(scale * cos(pi * k * (b + 0.5) / CA_BANDS));
    }
}

/* A band's mean power over 5 frames: of a single frame the noise's own ups and downs are as large
 * as itself; means over 3, 7 and 9 frames are a little worse. */
static double local_power(const ca_cepstra *c, size_t frame, int band)
{
    size_t first = frame < NEAR ? 0 : frame - NEAR;
    size_t end = frame + NEAR + 1 < c->frames ? frame + NEAR + 1 : c->frames;
    double sum = 0;
    for (size_t t = first; t < end; t++)
        sum += ca_exp(ca_features_bands(c->features, t)[band] / (double)CA_LOG_STEPS);
    return sum / (double)(end - first);
}

/* Cepstra before the mean is taken off. */
static void raw_cepstrum(const ca_cepstra *c, size_t frame, float out[DIM])
{
    const int16_t *bands = ca_features_bands(c->features, frame);
    float logs[CA_BANDS];
    for (int b = 0; b < CA_BANDS; b++) {
        logs[b] = (float)bands[b] / CA_LOG_STEPS;
        if (c->noise.present)
            logs[b] += (float)ca_noise_gain(&c->noise, b, local_power(c, frame, b));
    }
    for (int k = 0; k < DIM; k++) {
        float sum = 0;
        for (int b = 0; b < CA_BANDS; b++)
            sum += c->transform[k][b] * logs[b];
        out[k] = sum;
    }
}

/* Mean of c0 over 9 frames, and the level that tells speech from pause: a step of 0.4 from the
 * 5th to the 95th percentile. `level` has room for 2·count. */
static float speech_threshold(float (*cepstra)[DIM], size_t count, float *level)
{
    for (size_t t = 0; t < count; t++) {
        size_t from = t < SMOOTH ? 0 : t - SMOOTH;
        size_t to = t + SMOOTH + 1 < count ? t + SMOOTH + 1 : count;
        float sum = 0;
        for (size_t i = from; i < to; i++)
            sum += cepstra[i][0];
        level[t] = sum / (float)(to - from);
    }
    float *sorted = level + count;
    memcpy(sorted, level, count * sizeof *level);
    ca_sort_floats(sorted, count);
    float low = sorted[count / 20], high = sorted[count - 1 - count / 20];
    return low + 0.4f * (high - low);
}

/* 0.9 of the mean of speech + 0.1 of the mean of pauses: with the plain mean a long pause shifts
 * everything. In noise the two cannot be told apart, and the plain mean is better. */
static void weigh_mean(const ca_cepstra *c, float (*cepstra)[DIM], size_t count, float *level,
                       float mean[DIM])
{
    double sums[2][DIM] = {{0}};
    size_t counts[2] = {0};
    float threshold = c->noise.present ? INFINITY : speech_threshold(cepstra, count, level);
    for (size_t t = 0; t < count; t++) {
        int speech = !c->noise.present && level[t] > threshold;
        counts[speech]++;
        for (int k = 0; k < DIM; k++)
            sums[speech][k] += (double)cepstra[t][k];
    }
    double share = counts[1] == 0 ? 0 : counts[0] == 0 ? 1 : 0.9;
    for (int k = 0; k < DIM; k++)
        mean[k] = (float)(share * sums[1][k] / (double)(counts[1] + !counts[1]) +
                          (1 - share) * sums[0][k] / (double)(counts[0] + !counts[0]));
}

static capalign_code find_means(ca_cepstra *c, capalign_error *error)
{
    size_t support = c->hop; /* frames on each side of a point */
    bool whole = c->frames <= 2 * support;
    c->points = whole ? 1 : (c->frames + c->hop - 1) / c->hop;
    size_t most = whole ? c->frames : 2 * support;
    c->means = calloc(c->points, sizeof *c->means);
    float(*cepstra)[DIM] = malloc((most + 1) * sizeof *cepstra);
    float *level = malloc((2 * most + 1) * sizeof *level);
    capalign_code code = CAPALIGN_OK;
    if (!c->means || !cepstra || !level)
        code = ca_fail_memory(error);
    for (size_t i = 0; i < c->points && code == CAPALIGN_OK && c->frames > 0; i++) {
        size_t centre = i * c->hop + c->hop / 2, from = 0, to = c->frames;
        if (!whole) {
            from = centre < support ? 0 : centre - support;
            to = centre + support < c->frames ? centre + support : c->frames;
        }
        for (size_t t = from; t < to; t++)
            raw_cepstrum(c, t, cepstra[t - from]);
        weigh_mean(c, cepstra, to - from, level, c->means[i]);
    }
    free(cepstra);
    free(level);
    return code;
}

capalign_code ca_cepstra_create(const ca_features *features, ca_means means, ca_cepstra **out,
                                capalign_error *error)
{
    *out = NULL;
    ca_cepstra *c = calloc(1, sizeof *c);
    if (!c)
        return ca_fail_memory(error);
    c->features = features;
    c->frames = ca_features_frames(features);
    c->hop = HOP_S[means] * CA_FRAMES_PER_S;
    make_transform(c);
    capalign_code code = ca_noise_measure(features, &c->noise, error);
    if (code == CAPALIGN_OK)
        code = find_means(c, error);
    if (code != CAPALIGN_OK) {
        ca_cepstra_free(c);
        return code;
    }
    *out = c;
    return CAPALIGN_OK;
}

void ca_cepstra_free(ca_cepstra *c)
{
    if (!c)
        return;
    free(c->means);
    free(c);
}

size_t ca_cepstra_frames(const ca_cepstra *c)
{
    return c->frames;
}

bool ca_cepstra_noisy(const ca_cepstra *c)
{
    return c->noise.present;
}

/* A frame's cepstrum less the mean, which is interpolated between the two points around it. */
static void cepstrum(const ca_cepstra *c, size_t frame, float out[DIM])
{
    raw_cepstrum(c, frame, out);
    size_t half = c->hop / 2, left = frame < half ? 0 : (frame - half) / c->hop;
    if (left > c->points - 1)
        left = c->points - 1;
    size_t right = left + 1 < c->points ? left + 1 : left;
    float share = frame < half ? 0 : (float)((frame - half) % c->hop) / (float)c->hop;
    for (int k = 0; k < DIM; k++)
        out[k] -= c->means[left][k] + share * (c->means[right][k] - c->means[left][k]);
}

void ca_cepstra_read(const ca_cepstra *c, size_t first, size_t count, float *out)
{
    enum { RING = 2 * REACH + 1 };
    float ring[RING][DIM];
    long last = (long)c->frames - 1, next = (long)first - REACH;
    for (size_t t = first; t < first + count; t++, out += CA_FEATURE_DIM) {
        for (; next <= (long)t + REACH; next++) {
            long frame = next < 0 ? 0 : next > last ? last : next;
            cepstrum(c, (size_t)frame, ring[(next + REACH) % RING]);
        }
        const float *at[RING]; /* frames t-3 … t+3 */
        for (int i = 0; i < RING; i++)
            at[i] = ring[(t + (size_t)i) % RING];
        for (int k = 0; k < DIM; k++) {
            out[k] = at[3][k];
            out[DIM + k] = at[5][k] - at[1][k];
            out[2 * DIM + k] = (at[6][k] - at[2][k]) - (at[4][k] - at[0][k]);
        }
    }
}
