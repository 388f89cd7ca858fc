/* Many channels to one.
 *
 * All channels are first mixed to a left and a right (front and centre in full, the others 3 dB
 * less, no low-frequency channel); then, for each tenth of a second, mono is their mean. Where the
 * mean would lose more than 10 dB of the energy, since left and right are out of phase, the
 * louder side alone is taken (the left one unless the right has four times its energy). The
 * decision depends on no more than its own tenth of a second, counted from time 0, so that reading
 * from the middle gives what reading from the start gives. */
#ifndef CA_MEDIA_MIX_H
#define CA_MEDIA_MIX_H

#include "media/sound.h"

typedef struct ca_mixer {
    int rate_hz;
    int64_t begin; /* position of the block's first frame */
    size_t used;   /* frames of the block so far */
    size_t size;   /* frames of the whole block */
    float *left;   /* room for size + 1 */
    float *right;
    float weights[2]; /* of left and right, in the block before */
    uint64_t layout;
    int channels; /* of `matrix`; 0: none yet */
    float matrix[CA_SOUND_MAX_CHANNELS][2];
} ca_mixer;

/* Starts at a position in frames at rate_hz. False without memory. */
bool ca_mixer_begin(ca_mixer *mixer, int rate_hz, int64_t position);
void ca_mixer_free(ca_mixer *mixer);
int64_t ca_mixer_position(const ca_mixer *mixer);

/* Takes frames (NULL: silence) until the block is full; returns how many. NaN and infinity count
 * as 0. The chunk gives channels and layout. */
size_t ca_mixer_add(ca_mixer *mixer, const ca_chunk *chunk, const float *samples, size_t frames);
bool ca_mixer_full(const ca_mixer *mixer);
/* Mixes what the block holds, in place; returns it and its length, and begins the next block. */
const float *ca_mixer_take(ca_mixer *mixer, size_t *frames);

#endif
