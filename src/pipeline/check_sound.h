/* What a sound is at each place, by its loudness: silence, or sure speech. */
#ifndef CA_PIPELINE_CHECK_SOUND_H
#define CA_PIPELINE_CHECK_SOUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* 10 ms of sound. */
typedef struct ca_sound_frame {
    uint8_t level;     /* half dB over -110 dBFS, of the mean square */
    uint8_t crossings; /* of zero, at most 160 */
} ca_sound_frame;

/* Zero-initialise it to begin. */
typedef struct ca_check_sound {
    ca_sound_frame *frames;
    size_t count;
    size_t capacity;
    double square; /* of the frame that is being filled */
    unsigned filled;
    unsigned crossings;
    bool positive;
    bool no_memory;
    uint8_t speech_level; /* ca_check_sound_end: what loud parts have */
} ca_check_sound;

/* 16 kHz mono samples, full scale 1. `sound` is a ca_check_sound; that memory is out is kept. */
void ca_check_sound_push(void *sound, const float *samples, size_t count);
void ca_check_sound_end(ca_check_sound *sound);
void ca_check_sound_free(ca_check_sound *sound);

int64_t ca_check_sound_duration_us(const ca_check_sound *sound);
/* Whether nothing is to be heard in [from_us, to_us), to be sure: 35 dB under speech at least, or
 * nothing at all. */
bool ca_check_sound_is_silent(const ca_check_sound *sound, int64_t from_us, int64_t to_us);
/* The longest stretch of sure speech in [from_us, to_us): *at_us and how long it is; 0: none. */
int64_t ca_check_sound_speech(const ca_check_sound *sound, int64_t from_us, int64_t to_us,
                              int64_t *at_us);

#endif
