#include "media/mix.h"

#include <stdlib.h>
#include <string.h>

#include <libavutil/channel_layout.h>

enum { BLOCKS_PER_SECOND = 10, RAMPS_PER_SECOND = 100 };

/* 10 dB: what is left of the mean where left and right correlate below -0.8 at equal levels. */
static const double lost_energy = 0.1;
static const double much_louder = 4.0;
/* Samples are kept below this, far above full scale, so that no sum of squares overflows. */
static const float sane_peak = 1e6f;
static const float minus_3_db = 0.70710678f;

/* Start of the block with this number. Blocks are counted from time 0, and of any rate a whole
 * second is a whole number of them. */
static int64_t block_start(int rate_hz, int64_t number)
{
    int64_t second = number / BLOCKS_PER_SECOND, part = number % BLOCKS_PER_SECOND;
    return second * rate_hz + part * rate_hz / BLOCKS_PER_SECOND;
}

static int64_t block_of(int rate_hz, int64_t position)
{
    int64_t second = position / rate_hz, rest = position % rate_hz;
    int64_t number = second * BLOCKS_PER_SECOND + rest * BLOCKS_PER_SECOND / rate_hz;
    while (block_start(rate_hz, number + 1) <= position)
        number++;
    return number;
}

static void begin_block(ca_mixer *mixer, int64_t position)
{
    int64_t next = block_of(mixer->rate_hz, position) + 1;
    mixer->begin = position;
    mixer->used = 0;
    mixer->size = (size_t)(block_start(mixer->rate_hz, next) - position);
}

bool ca_mixer_begin(ca_mixer *mixer, int rate_hz, int64_t position)
{
    ca_mixer_free(mixer);
    size_t room = (size_t)rate_hz / BLOCKS_PER_SECOND + 2;
    mixer->left = malloc(room * sizeof *mixer->left);
    mixer->right = malloc(room * sizeof *mixer->right);
    mixer->rate_hz = rate_hz;
    mixer->weights[0] = mixer->weights[1] = 0.5f;
    begin_block(mixer, position);
    return mixer->left && mixer->right;
}

void ca_mixer_free(ca_mixer *mixer)
{
    free(mixer->left);
    free(mixer->right);
    *mixer = (ca_mixer){0};
}

int64_t ca_mixer_position(const ca_mixer *mixer)
{
    return mixer->begin + (int64_t)mixer->used;
}

#define LEFT_POSITIONS                                                                             \
    (AV_CH_FRONT_LEFT | AV_CH_BACK_LEFT | AV_CH_SIDE_LEFT | AV_CH_FRONT_LEFT_OF_CENTER |           \
     AV_CH_TOP_FRONT_LEFT | AV_CH_TOP_BACK_LEFT | AV_CH_STEREO_LEFT | AV_CH_WIDE_LEFT |            \
     AV_CH_SURROUND_DIRECT_LEFT)
#define RIGHT_POSITIONS                                                                            \
    (AV_CH_FRONT_RIGHT | AV_CH_BACK_RIGHT | AV_CH_SIDE_RIGHT | AV_CH_FRONT_RIGHT_OF_CENTER |       \
     AV_CH_TOP_FRONT_RIGHT | AV_CH_TOP_BACK_RIGHT | AV_CH_STEREO_RIGHT | AV_CH_WIDE_RIGHT |        \
     AV_CH_SURROUND_DIRECT_RIGHT)
#define MAIN_POSITIONS                                                                             \
    (AV_CH_FRONT_LEFT | AV_CH_FRONT_RIGHT | AV_CH_FRONT_CENTER | AV_CH_STEREO_LEFT |               \
     AV_CH_STEREO_RIGHT)
#define LOW_POSITIONS (AV_CH_LOW_FREQUENCY | AV_CH_LOW_FREQUENCY_2)

static void weigh_position(uint64_t position, float weights[2])
{
    float weight = position & LOW_POSITIONS ? 0.0f : position & MAIN_POSITIONS ? 1.0f : minus_3_db;
    weights[0] = position & RIGHT_POSITIONS ? 0.0f : weight;
    weights[1] = position & LEFT_POSITIONS ? 0.0f : weight;
}

/* Fills the matrix; each side's weights add up to 1, so that full scale stays full scale. */
static void set_layout(ca_mixer *mixer, int channels, uint64_t layout)
{
    if (mixer->channels == channels && mixer->layout == layout)
        return;
    mixer->channels = channels;
    mixer->layout = layout;
    float sum[2] = {0};
    if (layout == 0 && channels == 2)
        layout = AV_CH_LAYOUT_STEREO;
    bool known = __builtin_popcountll(layout) == channels;
    for (int c = 0; c < channels; c++) {
        float *weights = mixer->matrix[c];
        weights[0] = weights[1] = 1.0f;
        if (known)
            weigh_position(layout & -layout, weights);
        layout &= layout - 1;
        sum[0] += weights[0];
        sum[1] += weights[1];
    }
    for (int side = 0; side < 2; side++)
        for (int c = 0; c < channels; c++)
            mixer->matrix[c][side] /= sum[side] > 0 ? sum[side] : 1.0f;
}

static inline float sane(float sample)
{
    /* Not a number is neither; infinity minus itself is not a number. */
    float finite = sample - sample == 0 ? sample : 0.0f;
    return finite > sane_peak ? sane_peak : finite < -sane_peak ? -sane_peak : finite;
}

static void add_many(ca_mixer *mixer, const float *samples, size_t frames)
{
    const int channels = mixer->channels;
    float *left = mixer->left + mixer->used, *right = mixer->right + mixer->used;
    for (size_t i = 0; i < frames; i++, samples += channels) {
        float l = 0, r = 0;
        for (int c = 0; c < channels; c++) {
            float sample = sane(samples[c]);
            l += mixer->matrix[c][0] * sample;
            r += mixer->matrix[c][1] * sample;
        }
        left[i] = l;
        right[i] = r;
    }
}

static bool is_stereo(const ca_mixer *mixer)
{
    const float(*m)[2] = mixer->matrix;
    return mixer->channels == 2 && m[0][0] == 1 && m[0][1] == 0 && m[1][0] == 0 && m[1][1] == 1;
}

/* The usual two channels need no matrix; this loop is a third of the time of a WAV file. */
static void add_stereo(ca_mixer *mixer, const float *samples, size_t frames)
{
    float *left = mixer->left + mixer->used, *right = mixer->right + mixer->used;
    for (size_t i = 0; i < frames; i++) {
        left[i] = sane(samples[2 * i]);
        right[i] = sane(samples[2 * i + 1]);
    }
}

static void add_mono(ca_mixer *mixer, const float *samples, size_t frames)
{
    float *left = mixer->left + mixer->used;
    for (size_t i = 0; i < frames; i++)
        left[i] = sane(samples[i]);
    memcpy(mixer->right + mixer->used, left, frames * sizeof *left);
}

size_t ca_mixer_add(ca_mixer *mixer, const ca_chunk *chunk, const float *samples, size_t frames)
{
    if (frames > mixer->size - mixer->used)
        frames = mixer->size - mixer->used;
    if (!samples) {
        memset(mixer->left + mixer->used, 0, frames * sizeof *mixer->left);
        memset(mixer->right + mixer->used, 0, frames * sizeof *mixer->right);
    } else if (chunk->channels == 1) {
        add_mono(mixer, samples, frames);
    } else {
        set_layout(mixer, chunk->channels, chunk->layout);
        if (is_stereo(mixer))
            add_stereo(mixer, samples, frames);
        else
            add_many(mixer, samples, frames);
    }
    mixer->used += frames;
    return frames;
}

bool ca_mixer_full(const ca_mixer *mixer)
{
    return mixer->used == mixer->size;
}

static void choose_weights(const ca_mixer *mixer, float weights[2])
{
    double ll = 0, rr = 0, lr = 0;
    for (size_t i = 0; i < mixer->used; i++) {
        double l = mixer->left[i], r = mixer->right[i];
        ll += l * l;
        rr += r * r;
        lr += l * r;
    }
    weights[0] = weights[1] = 0.5f;
    if ((ll + rr + 2 * lr) / 4 < lost_energy * (ll + rr) / 2) {
        weights[0] = rr > much_louder * ll ? 0.0f : 1.0f;
        weights[1] = 1.0f - weights[0];
    }
}

const float *ca_mixer_take(ca_mixer *mixer, size_t *frames)
{
    float to[2], *left = mixer->left;
    const float *right = mixer->right;
    choose_weights(mixer, to);
    /* A short fade from the weights before: a jump would be a click. */
    size_t i = 0, ramp = (size_t)(mixer->rate_hz / RAMPS_PER_SECOND);
    if (to[0] == mixer->weights[0] && to[1] == mixer->weights[1])
        ramp = 0;
    for (; i < ramp && i < mixer->used; i++) {
        float part = (float)(i + 1) / (float)ramp;
        left[i] = left[i] * (mixer->weights[0] + part * (to[0] - mixer->weights[0])) +
                  right[i] * (mixer->weights[1] + part * (to[1] - mixer->weights[1]));
    }
    for (; i < mixer->used; i++)
        left[i] = left[i] * to[0] + right[i] * to[1];
    memcpy(mixer->weights, to, sizeof to);
    *frames = mixer->used;
    begin_block(mixer, ca_mixer_position(mixer));
    return left;
}
