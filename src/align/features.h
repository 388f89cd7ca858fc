/* The front end: sound to what the engine keeps of it, once, while it streams in.
 *
 * The numbers are those with which the acoustic model was trained (its feat.params): 16 kHz,
 * pre-emphasis 0.97, Hamming window of 410 samples every 160, 512-point spectrum, 25 mel bands
 * from 130 to 6800 Hz. Frame t is centred on sample 160·t.
 *
 * Kept for each frame: 25 ln band powers as i16, and for each millisecond three levels of the
 * pre-emphasised signal as u8: 80 bytes for 10 ms, a quarter of what the sound itself would need,
 * and enough to choose noise reduction and means later, when all of it was heard. */
#ifndef CA_ALIGN_FEATURES_H
#define CA_ALIGN_FEATURES_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

enum {
    CA_RATE = 16000,
    CA_FRAME_SAMPLES = 160, /* 10 ms */
    CA_FRAMES_PER_S = CA_RATE / CA_FRAME_SAMPLES,
    CA_WINDOW_SAMPLES = 410,
    CA_FFT_SAMPLES = 512,
    CA_BANDS = 25,
    CA_LOG_STEPS = 1000,   /* of a stored ln power: 0.001 neper */
    CA_LEVEL_SAMPLES = 16, /* 1 ms */
    CA_LEVEL_STEPS_PER_DB = 2,
};
#define CA_FRAME_US INT64_C(10000)

/* What a level is of: all of the pre-emphasised signal, voice and first formant (below 1 kHz), or
 * friction (above 3.5 kHz). */
typedef enum ca_channel {
    CA_CHANNEL_FULL,
    CA_CHANNEL_LOW,
    CA_CHANNEL_HIGH,
    CA_CHANNELS,
} ca_channel;

typedef struct ca_features ca_features;

capalign_code ca_features_create(ca_features **out, capalign_error *error);
/* 16 kHz mono samples, full scale ±1, any number of them. What is not finite counts as 0, what is
 * above full scale is clipped. */
capalign_code ca_features_push(ca_features *features, const float *samples, size_t count,
                               capalign_error *error);
/* The sound is over; the last frames are made as if silence followed. */
capalign_code ca_features_end(ca_features *features, capalign_error *error);
void ca_features_free(ca_features *features);

/* What there is. */
size_t ca_features_frames(const ca_features *features);
int64_t ca_features_duration_us(const ca_features *features);
/* ln power of CA_BANDS bands, in 1/CA_LOG_STEPS. */
const int16_t *ca_features_bands(const ca_features *features, size_t frame);
/* The level of millisecond i in dB·CA_LEVEL_STEPS_PER_DB; 0 outside the sound. */
unsigned ca_features_level(const ca_features *features, ca_channel channel, int64_t millisecond);

/* The triangular filters: their weights over the CA_FFT_SAMPLES/2+1 bins of a power spectrum. */
typedef struct ca_filterbank {
    struct {
        unsigned first, count;
        float weight[CA_FFT_SAMPLES / 2];
    } band[CA_BANDS];
} ca_filterbank;
void ca_filterbank_make(ca_filterbank *bank);

#endif
