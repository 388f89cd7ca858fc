#include "pipeline/check_sound.h"

#include <stdlib.h>

#include "align/numbers.h"
#include "base/strbuf.h"

enum { FRAME_SAMPLES = 160, FRAME_US = 10000 };
enum { FLOOR_DB = -110 };

/* ---- measuring ---- */

/* Half decibels over the floor. */
static uint8_t level_of(double mean_square)
{
    if (!(mean_square > 1e-11))
        return 0;
    double level = 2 * (10 / 2.302585092994046 * ca_ln(mean_square) - FLOOR_DB) + 0.5;
    return level < 0 ? 0 : level > 255 ? 255 : (uint8_t)level;
}

static void end_frame(ca_check_sound *s)
{
    ca_sound_frame *frames = ca_grow(s->frames, &s->capacity, s->count + 1, sizeof *frames);
    if (!frames) {
        s->no_memory = true;
        return;
    }
    s->frames = frames;
    frames[s->count++] =
        (ca_sound_frame){level_of(s->square / FRAME_SAMPLES), (uint8_t)s->crossings};
    s->square = 0;
    s->filled = s->crossings = 0;
}

void ca_check_sound_push(void *sound, const float *samples, size_t count)
{
    ca_check_sound *s = sound;
    for (size_t i = 0; i < count && !s->no_memory; i++) {
        double x = (double)samples[i];
        s->square += x * x;
        s->crossings += (x > 0) != s->positive;
        s->positive = x > 0;
        if (++s->filled == FRAME_SAMPLES)
            end_frame(s);
    }
}

void ca_check_sound_free(ca_check_sound *s)
{
    free(s->frames);
    *s = (ca_check_sound){0};
}

int64_t ca_check_sound_duration_us(const ca_check_sound *s)
{
    return (int64_t)s->count * FRAME_US;
}

/* The level that `percent` of the frames [from, to) are below. */
static uint8_t percentile(const ca_check_sound *s, size_t from, size_t to, unsigned percent)
{
    size_t counts[256] = {0}, below = 0, wanted = (to - from) * percent / 100;
    for (size_t i = from; i < to; i++)
        counts[s->frames[i].level]++;
    for (unsigned level = 0; level < 256; level++) {
        below += counts[level];
        if (below > wanted)
            return (uint8_t)level;
    }
    return 255;
}

/* Frames that are under -70 dBFS are nothing that anybody speaks. */
enum { NOTHING = 2 * (-70 - FLOOR_DB) };

void ca_check_sound_end(ca_check_sound *s)
{
    size_t counts[256] = {0}, heard = 0, above = 0;
    for (size_t i = 0; i < s->count; i++)
        counts[s->frames[i].level]++;
    for (unsigned level = NOTHING + 1; level < 256; level++)
        heard += counts[level];
    unsigned level = 255;
    while (level > NOTHING && (above += counts[level]) * 20 < heard)
        level--;
    s->speech_level = (uint8_t)level; /* the loudest twentieth is above it */
}

/* ---- silence ---- */

/* Under speech so far that its softest sounds are louder, and soft in itself. */
enum { SILENT_UNDER_SPEECH = 2 * 35, SILENT_AT_MOST = 2 * (-45 - FLOOR_DB) };
/* At the edges of a cue the speech of its neighbours may be heard; a click is no speech. */
enum { EDGE_FRAMES = 10, LEAST_FRAMES = 30, CLICK_SHARE = 50 };

static size_t frame_at(const ca_check_sound *s, int64_t us)
{
    if (us <= 0)
        return 0;
    size_t frame = (size_t)(us / FRAME_US);
    return frame < s->count ? frame : s->count;
}

bool ca_check_sound_is_silent(const ca_check_sound *s, int64_t from_us, int64_t to_us)
{
    size_t from = frame_at(s, from_us) + EDGE_FRAMES, to = frame_at(s, to_us), loud = 0;
    if (to < from + EDGE_FRAMES + LEAST_FRAMES)
        return false;
    to -= EDGE_FRAMES;
    int limit = s->speech_level - SILENT_UNDER_SPEECH;
    limit = limit > SILENT_AT_MOST ? SILENT_AT_MOST : limit < NOTHING ? NOTHING : limit;
    for (size_t i = from; i < to; i++)
        loud += s->frames[i].level > limit;
    return loud * CLICK_SHARE <= to - from;
}

/* ---- speech ---- */

enum { WINDOW = 300, HOP = 50, LEAST_WINDOWS = 3, SMOOTH = 2 };

/* What of a window tells speech. Measured on windows of 3 s of labelled speech in nine languages
 * and of music: speech has 25 to 60 % of its frames 15 dB and more under the loud ones, music with
 * sustained notes under 6 %; 1.7 to 5 syllables a second; 35 to 65 % vowels, by level and few zero
 * crossings; and 1 to 30 % fricatives, by many of them, where the recording has such high sounds.
 */
typedef struct features {
    int low, vowels, fricatives; /* percent of the frames */
    int peaks;
    int rising; /* percent */
} features;

enum {
    LOW_LEAST = 24,
    LOW_MOST = 66,
    VOWELS_LEAST = 26,
    VOWELS_MOST = 68,
    FRICATIVES_LEAST = 3,
    FRICATIVES_MOST = 35,
    PEAKS_LEAST = 5,
    PEAKS_MOST = 16,
    RISING_LEAST = 36,
    RISING_MOST = 56,
};
enum {
    RISING_DOWN = 2 * 20,
    LOW_DOWN = 2 * 15,
    VOWEL_DOWN = 2 * 12,
    HEARD_DOWN = 2 * 35,
    PEAK_DIP = 2 * 6
};
enum { VOWEL_CROSSINGS = 40, FRICATIVE_CROSSINGS = 60 };
/* How far under the file's speech another speaker may be. */
enum { SOFTER = 2 * 18 };

static int smoothed(const ca_check_sound *s, size_t from, size_t i)
{
    size_t first = i > from + SMOOTH ? i - SMOOTH : from, last = i + SMOOTH;
    last = last < from + WINDOW ? last : from + WINDOW - 1;
    size_t sum = 0;
    for (size_t k = first; k <= last; k++)
        sum += s->frames[k].level;
    return (int)(sum / (last - first + 1));
}

/* Where the level, smoothed, is at its highest between two dips. */
static int count_peaks(const ca_check_sound *s, size_t from, int loud)
{
    int high = 0, low = 0;
    int count = 0;
    bool rising = true;
    for (size_t i = from; i < from + WINDOW; i++) {
        int level = smoothed(s, from, i);
        if (rising && level > high) {
            high = level;
        } else if (rising && level + PEAK_DIP < high) {
            count += high + LOW_DOWN > loud;
            rising = false;
            low = level;
        } else if (!rising && level > low + PEAK_DIP) {
            rising = true;
            high = level;
        } else if (!rising && level < low) {
            low = level;
        }
    }
    return count;
}

/* Of the frames whose level changes, those in which it rises, in percent: a syllable swells and
 * fades alike (33 to 53), a note that is struck or plucked fades for long (6 to 16). */
static int rising_share(const ca_check_sound *s, size_t from, int loud)
{
    int up = 0, down = 0;
    for (size_t i = from + 1; i < from + WINDOW; i++) {
        int level = s->frames[i].level, before = s->frames[i - 1].level;
        if (level + RISING_DOWN < loud && before + RISING_DOWN < loud)
            continue;
        up += level > before + 1;
        down += before > level + 1;
    }
    return up + down ? up * 100 / (up + down) : 0;
}

static features measure(const ca_check_sound *s, size_t from, int loud)
{
    int low = 0, vowels = 0, heard = 0, fricatives = 0;
    for (size_t i = from; i < from + WINDOW; i++) {
        const ca_sound_frame *frame = &s->frames[i];
        low += frame->level + LOW_DOWN < loud;
        vowels += frame->level + VOWEL_DOWN > loud && frame->crossings < VOWEL_CROSSINGS;
        heard += frame->level + HEARD_DOWN > loud;
        fricatives += frame->level + HEARD_DOWN > loud && frame->crossings > FRICATIVE_CROSSINGS;
    }
    return (features){.low = low * 100 / WINDOW,
                      .vowels = vowels * 100 / WINDOW,
                      .fricatives = heard ? fricatives * 100 / heard : 0,
                      .peaks = count_peaks(s, from, loud),
                      .rising = rising_share(s, from, loud)};
}

static bool is_speech(const ca_check_sound *s, size_t from)
{
    int loud = percentile(s, from, from + WINDOW, 90);
    if (loud <= NOTHING || loud + SOFTER < s->speech_level)
        return false;
    features f = measure(s, from, loud);
    return f.low >= LOW_LEAST && f.low <= LOW_MOST && f.vowels >= VOWELS_LEAST &&
           f.vowels <= VOWELS_MOST && f.fricatives >= FRICATIVES_LEAST &&
           f.fricatives <= FRICATIVES_MOST && f.peaks >= PEAKS_LEAST && f.peaks <= PEAKS_MOST &&
           f.rising >= RISING_LEAST && f.rising <= RISING_MOST;
}

int64_t ca_check_sound_speech(const ca_check_sound *s, int64_t from_us, int64_t to_us,
                              int64_t *at_us)
{
    size_t end = frame_at(s, to_us), row = 0, best = 0;
    for (size_t at = frame_at(s, from_us); at + WINDOW <= end; at += HOP) {
        row = is_speech(s, at) ? row + 1 : 0;
        if (row <= best)
            continue;
        best = row;
        *at_us = (int64_t)(at - (row - 1) * HOP) * FRAME_US;
    }
    return best < LEAST_WINDOWS ? 0 : (int64_t)(WINDOW + (best - 1) * HOP) * FRAME_US;
}
