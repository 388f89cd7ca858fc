/* Speech that no cue is shown for. */
#include <stdio.h>
#include <stdlib.h>

#include "base/time.h"
#include "pipeline/check_media.h"

/* Sounds of speech that are this near to each other are one. */
enum { JOIN_US = 1000000 };

/* The cue after whose start the time is; the first one before all. */
static size_t cue_at(const ca_check_media *m, int64_t cue_us)
{
    size_t best = 0;
    int64_t latest = INT64_MIN;
    for (size_t i = 0; i < m->speech.cue_count; i++) {
        int64_t start = m->speech.cues[i].start_us;
        if (start != CAPALIGN_TIME_NONE && start <= cue_us && start >= latest) {
            latest = start;
            best = i;
        }
    }
    return best;
}

static void tell_uncovered(ca_check_media *m, int64_t from_us, int64_t to_us)
{
    int64_t at_us, limit = ca_check_limit_of(m->check, "speech-without-cue");
    int64_t length = ca_check_sound_speech(&m->sound, from_us, to_us, &at_us);
    if (!length || length < limit)
        return;
    char time[CA_TIME_TEXT], note[80];
    ca_time_format_short(at_us / CA_US_PER_S * CA_US_PER_S, time);
    snprintf(note, sizeof note, ", from %s on", time);
    if (m->speech.cue_count)
        ca_check_tell_cue(m, "speech-without-cue", cue_at(m, at_us + ca_shift_at(&m->shift, at_us)),
                          length, note);
    else
        ca_check_tell_file(m, "speech-without-cue", length, note);
}

typedef struct span {
    int64_t from_us, to_us;
} span;

static int by_start(const void *a, const void *b)
{
    const span *x = a, *y = b;
    return x->from_us < y->from_us ? -1 : x->from_us > y->from_us;
}

/* Where no cue is shown, within one stretch of sound. */
static void tell_stretch(ca_check_media *m, const span *cues, size_t count, span sound)
{
    int64_t free_us = sound.from_us;
    size_t low = 0, high = count;
    while (low < high) { /* the first cue that may reach into it: ends are kept in order */
        size_t middle = (low + high) / 2;
        if (cues[middle].to_us <= sound.from_us)
            low = middle + 1;
        else
            high = middle;
    }
    for (size_t i = low; i < count && cues[i].from_us < sound.to_us; i++) {
        if (cues[i].from_us > free_us)
            tell_uncovered(m, free_us, cues[i].from_us);
        if (cues[i].to_us > free_us)
            free_us = cues[i].to_us;
    }
    if (free_us < sound.to_us)
        tell_uncovered(m, free_us, sound.to_us);
}

/* What the cues cover, in order and joined where they touch. */
static size_t covered(const ca_check_media *m, span *cues)
{
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < m->speech.cue_count; i++)
        if (m->speech.cues[i].start_us != CAPALIGN_TIME_NONE)
            cues[count++] = (span){ca_shift_undo(&m->shift, m->speech.cues[i].start_us),
                                   ca_shift_undo(&m->shift, m->speech.cues[i].end_us)};
    qsort(cues, count, sizeof *cues, by_start);
    for (size_t i = 0; i < count; i++) {
        if (kept && cues[i].from_us <= cues[kept - 1].to_us) {
            if (cues[i].to_us > cues[kept - 1].to_us)
                cues[kept - 1].to_us = cues[i].to_us;
        } else {
            cues[kept++] = cues[i];
        }
    }
    return kept;
}

/* Where the engine heard the text there is no speech to be missed; elsewhere there may be. */
bool ca_check_tell_uncaptioned(ca_check_media *m, bool aligned)
{
    if (ca_check_limit_of(m->check, "speech-without-cue") == CAPALIGN_TIME_NONE)
        return true;
    span *cues = calloc(m->speech.cue_count + 1, sizeof *cues);
    if (!cues)
        return false;
    size_t count = covered(m, cues);
    const ca_alignment *heard = aligned ? m->hearing.result : NULL;
    span sound = {0, aligned ? 0 : ca_check_sound_duration_us(&m->sound)};
    for (size_t i = 0; heard && i < heard->other_count; i++) {
        if (heard->others[i].start_us > sound.to_us + JOIN_US) {
            tell_stretch(m, cues, count, sound);
            sound.from_us = heard->others[i].start_us;
        }
        sound.to_us = heard->others[i].end_us;
    }
    tell_stretch(m, cues, count, sound);
    free(cues);
    return true;
}
