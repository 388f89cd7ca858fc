#include "align/features.h"

#include <kiss_fftr.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "align/numbers.h"
#include "base/strbuf.h"

enum {
    PAD = CA_WINDOW_SAMPLES / 2,
    BINS = CA_FFT_SAMPLES / 2 + 1,
    BUFFER = 8192,
};
static const double DB_PER_NEPER = 4.342944819032518; /* of power */
static const double PRE_EMPHASIS = 0.97, LOWEST_HZ = 130, HIGHEST_HZ = 6800;
static const double PI = 3.14159265358979323846;
static const float POWER_FLOOR = 1e-4f; /* of sphinx: below one bit of 16 */

static const double LOW_HZ = 1000, HIGH_HZ = 3500;

/* Second-order filter, transposed direct form II. */
typedef struct biquad {
    float b0, b1, b2, a1, a2;
    float z1, z2;
} biquad;

struct ca_features {
    kiss_fftr_cfg fft;
    ca_filterbank bank;
    float window[CA_WINDOW_SAMPLES];
    float buffer[BUFFER]; /* pre-emphasised samples; the first belongs to the next frame's window */
    size_t buffered;
    float last; /* sample before, for the pre-emphasis */
    uint64_t sample_count;
    biquad low[2], high[2];       /* each channel's filter is two in a row: 24 dB an octave */
    float level_sum[CA_CHANNELS]; /* of the unfinished millisecond */
    unsigned level_samples;
    int16_t *bands;
    size_t frames, frame_capacity;
    uint8_t (*levels)[CA_CHANNELS];
    size_t level_count, level_capacity;
};

/* Butterworth low or high pass by the bilinear transform (Bristow-Johnson's cookbook, Q = √½). */
static biquad make_biquad(double hz, bool high)
{
    double w = 2 * PI * hz / CA_RATE, c = cos(w), alpha = sin(w) / (2 * 0.70710678118654752);
    double b = high ? (1 + c) / 2 : (1 - c) / 2, a0 = 1 + alpha;
    return (biquad){.b0 = (float)(b / a0),
                    .b1 = (float)((high ? -2 * b : 2 * b) / a0),
                    .b2 = (float)(b / a0),
                    .a1 = (float)(-2 * c / a0),
                    .a2 = (float)((1 - alpha) / a0)};
}

static float filter(biquad *f, float x)
{
    float y = f->b0 * x + f->z1;
    f->z1 = f->b1 * x - f->a1 * y + f->z2;
    f->z2 = f->b2 * x - f->a2 * y;
    return y;
}

static double mel(double hz)
{
    return 2595 * log10(1 + hz / 700);
}

static double hz_of_mel(double m)
{
    return 700 * (pow(10, m / 2595) - 1);
}

/* As sphinxbase's fe_build_melfilters with rounded edges and unit area. */
void ca_filterbank_make(ca_filterbank *bank)
{
    const double bin = (double)CA_RATE / CA_FFT_SAMPLES;
    double low = mel(LOWEST_HZ), step = (mel(HIGHEST_HZ) - low) / (CA_BANDS + 1);
    memset(bank, 0, sizeof *bank);
    for (int i = 0; i < CA_BANDS; i++) {
        double edge[3]; /* in Hz, rounded to bins */
        for (int k = 0; k < 3; k++)
            edge[k] = floor(hz_of_mel(low + (i + k) * step) / bin + 0.5) * bin;
        unsigned first = (unsigned)(edge[0] / bin + 0.5) + 1;
        unsigned end = (unsigned)(edge[2] / bin + 0.5);
        bank->band[i].first = first;
        bank->band[i].count = end - first;
        for (unsigned b = first; b < end; b++) {
            double hz = b * bin, height = 2 / (edge[2] - edge[0]);
            double rise = (hz - edge[0]) / (edge[1] - edge[0]);
            double fall = (edge[2] - hz) / (edge[2] - edge[1]);
            bank->band[i].weight[b - first] = (float)(height * (rise < fall ? rise : fall));
        }
    }
}

capalign_code ca_features_create(ca_features **out, capalign_error *error)
{
    *out = NULL;
    ca_features *f = calloc(1, sizeof *f);
    if (!f)
        return ca_fail_memory(error);
    size_t size = 0;
    kiss_fftr_alloc(CA_FFT_SAMPLES, 0, NULL, &size);
    void *memory = malloc(size);
    if (memory)
        f->fft = kiss_fftr_alloc(CA_FFT_SAMPLES, 0, memory, &size);
    if (!f->fft) {
        free(memory);
        free(f);
        return ca_fail_memory(error);
    }
    ca_filterbank_make(&f->bank);
    for (int i = 0; i < CA_WINDOW_SAMPLES; i++)
        f->window[i] = (float)(0.54 - 0.46 * cos(2 * PI * i / (CA_WINDOW_SAMPLES - 1)));
    f->buffered = PAD;
    for (int i = 0; i < 2; i++) {
        f->low[i] = make_biquad(LOW_HZ, false);
        f->high[i] = make_biquad(HIGH_HZ, true);
    }
    *out = f;
    return CAPALIGN_OK;
}

void ca_features_free(ca_features *f)
{
    if (!f)
        return;
    free(f->fft);
    free(f->bands);
    free(f->levels);
    free(f);
}

static void power_spectrum(ca_features *f, const float *samples, float power[BINS])
{
    float in[CA_FFT_SAMPLES];
    kiss_fft_cpx out[BINS];
    for (int i = 0; i < CA_WINDOW_SAMPLES; i++)
        in[i] = samples[i] * f->window[i];
    memset(in + CA_WINDOW_SAMPLES, 0, (CA_FFT_SAMPLES - CA_WINDOW_SAMPLES) * sizeof *in);
    kiss_fftr(f->fft, in, out);
    for (int i = 0; i < BINS; i++)
        power[i] = out[i].r * out[i].r + out[i].i * out[i].i;
}

static capalign_code add_frame(ca_features *f, const float *samples, capalign_error *error)
{
    int16_t *grown =
        ca_grow(f->bands, &f->frame_capacity, f->frames + 1, CA_BANDS * sizeof *f->bands);
    if (!grown)
        return ca_fail_memory(error);
    f->bands = grown;
    float power[BINS];
    power_spectrum(f, samples, power);
    for (int i = 0; i < CA_BANDS; i++) {
        float sum = 0;
        for (unsigned b = 0; b < f->bank.band[i].count; b++)
            sum += f->bank.band[i].weight[b] * power[f->bank.band[i].first + b];
        double level = ca_ln((double)(sum + POWER_FLOOR)) * CA_LOG_STEPS;
        f->bands[f->frames * CA_BANDS + (size_t)i] =
            (int16_t)(level < 0 ? level - 0.5 : level + 0.5);
    }
    f->frames++;
    return CAPALIGN_OK;
}

/* Makes the frames whose windows are complete. */
static capalign_code drain(ca_features *f, capalign_error *error)
{
    size_t at = 0;
    capalign_code code = CAPALIGN_OK;
    for (; code == CAPALIGN_OK && at + CA_WINDOW_SAMPLES <= f->buffered; at += CA_FRAME_SAMPLES)
        code = add_frame(f, f->buffer + at, error);
    memmove(f->buffer, f->buffer + at, (f->buffered - at) * sizeof *f->buffer);
    f->buffered -= at;
    return code;
}

/* Ends a millisecond. */
static bool store_levels(ca_features *f)
{
    uint8_t(*grown)[CA_CHANNELS] =
        ca_grow(f->levels, &f->level_capacity, f->level_count + 1, sizeof *f->levels);
    if (!grown)
        return false;
    f->levels = grown;
    for (int c = 0; c < CA_CHANNELS; c++) {
        double power = (double)(f->level_sum[c] / CA_LEVEL_SAMPLES);
        double steps = CA_LEVEL_STEPS_PER_DB * DB_PER_NEPER * ca_ln(power + 1) + 0.5;
        f->levels[f->level_count][c] = (uint8_t)(steps < 255 ? steps : 255);
        f->level_sum[c] = 0;
    }
    f->level_count++;
    f->level_samples = 0;
    return true;
}

static bool add_level(ca_features *f, float sample)
{
    float low = filter(&f->low[1], filter(&f->low[0], sample));
    float high = filter(&f->high[1], filter(&f->high[0], sample));
    f->level_sum[CA_CHANNEL_FULL] += sample * sample;
    f->level_sum[CA_CHANNEL_LOW] += low * low;
    f->level_sum[CA_CHANNEL_HIGH] += high * high;
    return ++f->level_samples < CA_LEVEL_SAMPLES || store_levels(f);
}

static float clean_sample(float sample)
{
    if (!isfinite(sample))
        return 0;
    float scaled = sample * 32768.0f;
    return scaled > 32767 ? 32767 : scaled < -32768 ? -32768 : scaled;
}

capalign_code ca_features_push(ca_features *f, const float *samples, size_t count,
                               capalign_error *error)
{
    for (size_t i = 0; i < count; i++) {
        float sample = clean_sample(samples[i]);
        float value = sample - (float)PRE_EMPHASIS * f->last;
        f->last = sample;
        f->buffer[f->buffered++] = value;
        f->sample_count++;
        if (!add_level(f, value))
            return ca_fail_memory(error);
        if (f->buffered < BUFFER)
            continue;
        capalign_code code = drain(f, error);
        if (code != CAPALIGN_OK)
            return code;
    }
    return CAPALIGN_OK;
}

capalign_code ca_features_end(ca_features *f, capalign_error *error)
{
    capalign_code code = drain(f, error);
    size_t total = (size_t)(f->sample_count / CA_FRAME_SAMPLES) + (f->sample_count > 0);
    while (code == CAPALIGN_OK && f->frames < total) {
        size_t zeros = CA_WINDOW_SAMPLES - f->buffered;
        memset(f->buffer + f->buffered, 0, zeros * sizeof *f->buffer);
        f->buffered = CA_WINDOW_SAMPLES;
        code = drain(f, error);
    }
    return code;
}

size_t ca_features_frames(const ca_features *f)
{
    return f->frames;
}

int64_t ca_features_duration_us(const ca_features *f)
{
    return (int64_t)(f->sample_count * 125 / 2); /* 62.5 µs a sample */
}

const int16_t *ca_features_bands(const ca_features *f, size_t frame)
{
    return f->bands + frame * CA_BANDS;
}

unsigned ca_features_level(const ca_features *f, ca_channel channel, int64_t ms)
{
    return ms >= 0 && (uint64_t)ms < f->level_count ? f->levels[ms][channel] : 0;
}
