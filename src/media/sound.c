#include "media/sound.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <libswresample/swresample.h>

#include <capalign/media.h>

#include "base/strbuf.h"
#include "base/time.h"
#include "media/mix.h"

/* Positions are counted in whole samples from time 0, in the file's rate before the resampler and
 * at 16 kHz after it. Both begin at a whole second, where the two grids meet. */
struct ca_sound {
    ca_sound_source *source;
    ca_chunk chunk;      /* what the source gave last */
    size_t taken;        /* frames of it that were used */
    int64_t silence;     /* frames of a gap that still come before the chunk */
    bool ended;          /* the source has no more */
    ca_mixer mixer;      /* rate_hz 0: nothing came yet */
    SwrContext *swr;     /* NULL at 16 kHz, where nothing is to be resampled */
    int64_t segment;     /* position of the first frame at this rate, ... */
    int64_t segment_16k; /* ... and at 16 kHz */
    int64_t made_16k;    /* position after the last sample that was resampled */
    int64_t next_16k;    /* position of the next sample to hand out */
    int64_t end_16k;     /* none is handed out from here on */
    float *out;
    size_t out_capacity;
    size_t out_count; /* samples, of which ... */
    size_t out_used;  /* ... so many are handed out */
};

static int64_t to_16k(int64_t time_us)
{
    /* 16,000 / 1,000,000 = 2 / 125; whole seconds apart, so that nothing overflows. */
    int64_t seconds = time_us / CA_US_PER_S, rest = time_us % CA_US_PER_S;
    return seconds * CAPALIGN_SAMPLE_RATE_HZ + (rest * 2 + 62) / 125;
}

static int64_t first_second(int64_t start_us)
{
    int64_t second = start_us / CA_US_PER_S - 1;
    return second > 0 ? second : 0;
}

int64_t ca_sound_needed_from(int64_t start_us)
{
    int64_t second = first_second(start_us) - 1;
    return second > 0 ? second * CA_US_PER_S : 0;
}

capalign_code ca_sound_create(ca_sound_source *source, int64_t start_us, int64_t end_us,
                              ca_sound **out, capalign_error *error)
{
    ca_sound *sound = calloc(1, sizeof *sound);
    if (!sound) {
        source->close(source);
        return ca_fail_memory(error);
    }
    sound->source = source;
    sound->segment_16k = first_second(start_us) * CAPALIGN_SAMPLE_RATE_HZ;
    sound->made_16k = sound->segment_16k;
    sound->next_16k = to_16k(start_us);
    sound->end_16k = end_us == CAPALIGN_TIME_NONE ? INT64_MAX : to_16k(end_us);
    *out = sound;
    return CAPALIGN_OK;
}

void ca_sound_destroy(ca_sound *sound)
{
    sound->source->close(sound->source);
    ca_mixer_free(&sound->mixer);
    swr_free(&sound->swr);
    free(sound->out);
    free(sound);
}

/* Position at 16 kHz of a position at the mixer's rate, rounded up. */
static int64_t scaled_16k(const ca_sound *sound, int64_t position)
{
    int64_t frames = position - sound->segment, rate = sound->mixer.rate_hz;
    int64_t rest = frames % rate * CAPALIGN_SAMPLE_RATE_HZ;
    return sound->segment_16k + frames / rate * CAPALIGN_SAMPLE_RATE_HZ + (rest + rate - 1) / rate;
}

static capalign_code open_resampler(ca_sound *sound, int rate_hz, capalign_error *error)
{
    swr_free(&sound->swr);
    if (rate_hz == CAPALIGN_SAMPLE_RATE_HZ)
        return CAPALIGN_OK;
    AVChannelLayout mono = AV_CHANNEL_LAYOUT_MONO;
    if (swr_alloc_set_opts2(&sound->swr, &mono, AV_SAMPLE_FMT_FLT, CAPALIGN_SAMPLE_RATE_HZ, &mono,
                            AV_SAMPLE_FMT_FLT, rate_hz, 0, NULL) < 0 ||
        swr_init(sound->swr) < 0)
        return ca_fail_memory(error);
    return CAPALIGN_OK;
}

/* Room for `count` samples more behind those that are not handed out yet. */
static float *reserve(ca_sound *sound, size_t count)
{
    size_t kept = sound->out_count - sound->out_used;
    if (kept)
        memmove(sound->out, sound->out + sound->out_used, kept * sizeof *sound->out);
    sound->out_used = 0;
    sound->out_count = kept;
    float *out = ca_grow(sound->out, &sound->out_capacity, kept + count, sizeof *out);
    if (!out)
        return NULL;
    sound->out = out;
    return out + kept;
}

/* Takes over `count` resampled samples at the end of `out`, without those before next_16k. */
static void accept(ca_sound *sound, size_t count)
{
    float *made = sound->out + sound->out_count;
    size_t early = 0;
    if (sound->made_16k < sound->next_16k) {
        int64_t ahead = sound->next_16k - sound->made_16k;
        early = ahead < (int64_t)count ? (size_t)ahead : count;
    }
    sound->made_16k += (int64_t)count;
    if (early)
        memmove(made, made + early, (count - early) * sizeof *made);
    for (size_t i = 0; i < count - early; i++)
        made[i] = made[i] > 1.0f ? 1.0f : made[i] < -1.0f ? -1.0f : made[i];
    sound->out_count += count - early;
}

/* Mono at the file's rate into the resampler; NULL: the end, which gives what it holds back. */
static capalign_code resample(ca_sound *sound, const float *mono, size_t frames,
                              capalign_error *error)
{
    int room = sound->swr ? swr_get_out_samples(sound->swr, (int)frames) : (int)frames;
    float *out = room < 0 ? NULL : reserve(sound, (size_t)room + 1);
    if (!out)
        return ca_fail_memory(error);
    int made = (int)frames;
    if (sound->swr) {
        uint8_t *to = (uint8_t *)out;
        const uint8_t *from = (const uint8_t *)mono;
        made = swr_convert(sound->swr, &to, room, mono ? &from : NULL, (int)frames);
        if (made < 0)
            return ca_fail_memory(error);
    } else if (frames) {
        memcpy(out, mono, frames * sizeof *out);
    }
    accept(sound, (size_t)made);
    return CAPALIGN_OK;
}

static capalign_code pass_block(ca_sound *sound, capalign_error *error)
{
    size_t frames;
    const float *mono = ca_mixer_take(&sound->mixer, &frames);
    return frames ? resample(sound, mono, frames, error) : CAPALIGN_OK;
}

/* Ends the stretch at one rate: its samples at 16 kHz are as many as its length asks for. */
static capalign_code finish_segment(ca_sound *sound, capalign_error *error)
{
    if (!sound->mixer.rate_hz)
        return CAPALIGN_OK;
    int64_t end = scaled_16k(sound, ca_mixer_position(&sound->mixer));
    capalign_code code = pass_block(sound, error);
    if (code == CAPALIGN_OK && sound->swr)
        code = resample(sound, NULL, 0, error);
    if (code != CAPALIGN_OK)
        return code;
    if (sound->made_16k < end) {
        size_t missing = (size_t)(end - sound->made_16k);
        float *out = reserve(sound, missing);
        if (!out)
            return ca_fail_memory(error);
        memset(out, 0, missing * sizeof *out);
        accept(sound, missing);
    } else if (sound->made_16k > end) {
        size_t extra = (size_t)(sound->made_16k - end), kept = sound->out_count - sound->out_used;
        sound->out_count -= extra < kept ? extra : kept;
        sound->made_16k = end;
    }
    return CAPALIGN_OK;
}

static capalign_code begin_segment(ca_sound *sound, int rate_hz, capalign_error *error)
{
    capalign_code code = finish_segment(sound, error);
    if (code == CAPALIGN_OK)
        code = open_resampler(sound, rate_hz, error);
    if (code != CAPALIGN_OK)
        return code;
    int64_t second = sound->made_16k / CAPALIGN_SAMPLE_RATE_HZ;
    int64_t rest = sound->made_16k % CAPALIGN_SAMPLE_RATE_HZ;
    sound->segment_16k = sound->made_16k;
    sound->segment = second * rate_hz + rest * rate_hz / CAPALIGN_SAMPLE_RATE_HZ;
    return ca_mixer_begin(&sound->mixer, rate_hz, sound->segment) ? CAPALIGN_OK
                                                                  : ca_fail_memory(error);
}

/* Compares where the chunk belongs with where the time line is: a gap becomes silence, what
 * overlaps is left out, a difference within the slack is rounding. Reading from the middle begins
 * where the whole second does, to the sample; sound that begins at 0 but for rounding, at 0. */
static void place_chunk(ca_sound *sound)
{
    const ca_chunk *chunk = &sound->chunk;
    sound->taken = 0;
    sound->silence = 0;
    if (!chunk->placed)
        return;
    int64_t now = ca_mixer_position(&sound->mixer), late = chunk->position - now;
    bool exact = sound->segment > 0 && now == sound->segment;
    int64_t slack = exact ? 0 : chunk->slack;
    if (late > slack)
        sound->silence = late;
    else if (late < -slack)
        sound->taken = -late < (int64_t)chunk->frames ? (size_t)-late : chunk->frames;
}

static capalign_code fetch(ca_sound *sound, capalign_error *error)
{
    capalign_code code = sound->source->next(sound->source, &sound->chunk, error);
    if (code != CAPALIGN_OK)
        return code;
    if (sound->chunk.frames == 0) {
        sound->ended = true;
        return finish_segment(sound, error);
    }
    if (sound->chunk.rate_hz != sound->mixer.rate_hz)
        code = begin_segment(sound, sound->chunk.rate_hz, error);
    if (code == CAPALIGN_OK)
        place_chunk(sound);
    return code;
}

/* Moves on by at most one block. */
static capalign_code advance(ca_sound *sound, capalign_error *error)
{
    const ca_chunk *chunk = &sound->chunk;
    if (sound->silence) {
        size_t want = sound->silence < INT32_MAX ? (size_t)sound->silence : INT32_MAX;
        sound->silence -= (int64_t)ca_mixer_add(&sound->mixer, chunk, NULL, want);
    } else if (sound->taken < chunk->frames) {
        const float *from = chunk->samples + sound->taken * (size_t)chunk->channels;
        sound->taken += ca_mixer_add(&sound->mixer, chunk, from, chunk->frames - sound->taken);
    } else {
        return fetch(sound, error);
    }
    return ca_mixer_full(&sound->mixer) ? pass_block(sound, error) : CAPALIGN_OK;
}

capalign_code ca_sound_read(ca_sound *sound, float *samples, size_t capacity, size_t *count,
                            capalign_error *error)
{
    *count = 0;
    if (sound->end_16k - sound->next_16k < (int64_t)capacity)
        capacity =
            sound->end_16k > sound->next_16k ? (size_t)(sound->end_16k - sound->next_16k) : 0;
    while (capacity && sound->out_used == sound->out_count) {
        if (sound->ended)
            return CAPALIGN_OK;
        capalign_code code = advance(sound, error);
        if (code != CAPALIGN_OK)
            return code;
    }
    size_t ready = sound->out_count - sound->out_used;
    *count = ready < capacity ? ready : capacity;
    if (*count)
        memcpy(samples, sound->out + sound->out_used, *count * sizeof *samples);
    sound->out_used += *count;
    sound->next_16k += (int64_t)*count;
    return CAPALIGN_OK;
}
