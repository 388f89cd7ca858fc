#include "align/noise.h"

#include <stdlib.h>

#include "align/numbers.h"

enum {
    SMOOTH = 4,          /* frames on each side */
    ROWS = CA_BANDS + 1, /* the last is the total */
    BINS = 1024,
};
/* A histogram over ln power from LOWEST, in steps of 0.05 (0.2 dB). */
static const double LOWEST = -10, STEP = 0.05, DB_PER_NEPER = 4.342944819032518;

typedef uint32_t histogram[BINS];

static size_t bin_of(double power)
{
    double at = (ca_ln(power) - LOWEST) / STEP;
    return at < 0 ? 0 : at >= BINS ? BINS - 1 : (size_t)at;
}

/* The ln power below which `share` of the frames lie. */
static double percentile(const histogram h, size_t frames, double share)
{
    double want = share * (double)frames, sum = 0;
    size_t i = 0;
    for (; i < BINS - 1; i++) {
        sum += h[i];
        if (sum >= want)
            break;
    }
    return LOWEST + STEP * ((double)i + 0.5);
}

/* Powers of a frame's bands and their sum. */
static void powers(const ca_features *features, size_t frame, double out[ROWS])
{
    const int16_t *bands = ca_features_bands(features, frame);
    out[CA_BANDS] = 0;
    for (int i = 0; i < CA_BANDS; i++) {
        out[i] = ca_exp(bands[i] / (double)CA_LOG_STEPS);
        out[CA_BANDS] += out[i];
    }
}

static void count_frames(const ca_features *features, histogram *rows)
{
    enum { RING = 2 * SMOOTH + 1 };
    size_t frames = ca_features_frames(features);
    double ring[RING][ROWS];
    for (size_t t = 0; t < frames; t++) {
        powers(features, t, ring[t % RING]);
        if (t + 1 < RING)
            continue;
        for (int i = 0; i < ROWS; i++) {
            double sum = 0;
            for (int k = 0; k < RING; k++)
                sum += ring[k][i];
            rows[i][bin_of(sum / RING)]++;
        }
    }
}

/* The gate: stationary noise shows in the lower percentiles. Clean speech has spread/range
 * 13-29/36-65 dB, white and pink noise at 5-10 dB 1/2-10, at 20 dB 1.5-2.6/14-22, babble 5.4-6.5/
 * 11-21; reduction helps the second, harms speech in babble and clean speech. */
static const double LARGEST_SPREAD = 3, LARGEST_RANGE = 30;
/* Wiener's gain SNR/(1 + SNR), never below a tenth, to a power that grows by 1 for 20 dB less of
 * range: what the model knows of pauses is far below speech, and in loud noise whole sentences pass
 * for pauses unless the difference is drawn out again. Where the exponent is 1, and slopes of 0.04
 * to 0.07 a dB, do the same on white, pink and low-passed noise of 5 to 20 dB; a plain
 * subtraction loses 4 points within 25 ms at 10 dB. */
static const double LEAST_GAIN = 0.1, EVEN_RANGE = 10, PER_DB = 0.05;
static const double LEAST_DEPTH = 0.5, MOST_DEPTH = 1.4;

static double depth_for(double range_db)
{
    double depth = 1 + PER_DB * (EVEN_RANGE - range_db);
    return depth < LEAST_DEPTH ? LEAST_DEPTH : depth > MOST_DEPTH ? MOST_DEPTH : depth;
}

double ca_noise_gain(const ca_noise *noise, int band, double power)
{
    double gain = 1 - (double)noise->power[band] / power;
    return noise->depth * ca_ln(gain > LEAST_GAIN ? gain : LEAST_GAIN);
}

capalign_code ca_noise_measure(const ca_features *features, ca_noise *out, capalign_error *error)
{
    *out = (ca_noise){.present = false};
    size_t frames = ca_features_frames(features);
    if (frames < 2 * SMOOTH + 1)
        return CAPALIGN_OK;
    size_t smoothed = frames - 2 * SMOOTH;
    histogram *rows = calloc(ROWS, sizeof *rows);
    if (!rows)
        return ca_fail_memory(error);
    count_frames(features, rows);
    for (int i = 0; i < CA_BANDS; i++) {
        double p10 = percentile(rows[i], smoothed, 0.1);
        out->spread_db += (percentile(rows[i], smoothed, 0.3) - p10) * DB_PER_NEPER / CA_BANDS;
        out->power[i] = (float)(1.1 * ca_exp(p10));
    }
    out->range_db =
        (percentile(rows[CA_BANDS], smoothed, 0.8) - percentile(rows[CA_BANDS], smoothed, 0.1)) *
        DB_PER_NEPER;
    out->present = out->spread_db < LARGEST_SPREAD && out->range_db < LARGEST_RANGE;
    out->depth = depth_for(out->range_db);
    free(rows);
    return CAPALIGN_OK;
}
