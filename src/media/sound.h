/* Decoded sound on its way: sources give chunks at the file's own rate and channels; sound.c puts
 * them on the time line, mixes them to mono and resamples. */
#ifndef CA_MEDIA_SOUND_H
#define CA_MEDIA_SOUND_H

#include <stdbool.h>

#include "base/error.h"

#define CA_SOUND_MAX_CHANNELS 64
/* Below, there is no speech; above, no recorder. 16 kHz is made of both in bounded memory. */
#define CA_SOUND_MIN_RATE_HZ 1000
#define CA_SOUND_MAX_RATE_HZ 1536000

typedef struct ca_chunk {
    const float *samples; /* interleaved; valid until the source's next call */
    size_t frames;        /* 0: the end */
    int channels;         /* 1 … CA_SOUND_MAX_CHANNELS */
    int rate_hz;          /* CA_SOUND_MIN_RATE_HZ … CA_SOUND_MAX_RATE_HZ */
    uint64_t layout;      /* FFmpeg's mask of speaker positions; 0: unknown */
    bool placed;          /* `position` is known; else the chunk follows what was before it */
    int64_t position;     /* of the first frame, in frames at rate_hz from time 0 */
    int64_t slack;        /* positions are not surer than this many frames */
} ca_chunk;

/* Which sound of its file a source gives, as far as the container says. */
typedef struct ca_sound_facts {
    char language[36];   /* BCP 47; "": it does not say */
    size_t stream;       /* as the container numbers them */
    size_t stream_count; /* audio streams in the file */
    int64_t claim_us;    /* the end of the stream; CAPALIGN_TIME_NONE: it does not say */
    int64_t guess_us;    /* about how long the file is, be it by its bit rate; 0: not known */
} ca_sound_facts;

typedef struct ca_sound_source ca_sound_source;
struct ca_sound_source {
    ca_sound_facts facts;
    /* Fills the chunk; a damaged stretch is left out. */
    capalign_code (*next)(ca_sound_source *source, ca_chunk *chunk, capalign_error *error);
    void (*close)(ca_sound_source *source);
};

typedef struct ca_sound ca_sound;

/* 16 kHz mono of the source from start_us (>= 0) to end_us (CAPALIGN_TIME_NONE: its end). Takes the
 * source over, also when it fails. */
capalign_code ca_sound_create(ca_sound_source *source, int64_t start_us, int64_t end_us,
                              ca_sound **out, capalign_error *error);
capalign_code ca_sound_read(ca_sound *sound, float *samples, size_t capacity, size_t *count,
                            capalign_error *error);
void ca_sound_destroy(ca_sound *sound);

/* A source need not give what lies before this time: the whole second before start_us, so that
 * the resampler and the mixer are in the same state as if all had been read, and a second of run
 * up. */
int64_t ca_sound_needed_from(int64_t start_us);

#endif
