/* What is off in the captions as a whole. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "pipeline/check_media.h"

bool ca_check_find_shift(ca_check_media *m)
{
    ca_shift_point *points = calloc(m->speech.cue_count + 1, sizeof *points);
    if (!points)
        return false;
    size_t count = 0;
    for (size_t i = 0; i < m->speech.cue_count; i++) {
        const ca_cue_speech *cue = &m->speech.cues[i];
        if (cue->start_us != CAPALIGN_TIME_NONE && cue->first_from_us != CAPALIGN_TIME_NONE &&
            cue->first_from_us == cue->first_to_us)
            points[count++] =
                (ca_shift_point){cue->first_from_us, cue->start_us - cue->first_from_us};
    }
    int64_t offset = ca_check_limit_of(m->check, "captions-offset");
    int64_t drift = ca_check_limit_of(m->check, "captions-drift");
    bool done = ca_shift_find(points, count, offset == CAPALIGN_TIME_NONE ? INT64_MAX : offset,
                              drift == CAPALIGN_TIME_NONE ? INT64_MAX : drift, &m->shift);
    free(points);
    return done;
}

/* "640 ms", "1.2 s"; the sign is said in words. */
static void format_length(int64_t us, char text[40])
{
    int64_t ms = (us < 0 ? -us : us) / 1000;
    if (ms < 1000)
        snprintf(text, 40, "%" PRId64 " ms", ms);
    else
        snprintf(text, 40, "%" PRId64 ".%" PRId64 " s", ms / 1000, ms % 1000 / 100);
}

static const char *late_or_early(int64_t off_us)
{
    return off_us < 0 ? "early" : "late";
}

void ca_check_tell_offset(ca_check_media *m)
{
    char length[40], note[200];
    format_length(m->shift.offset_us, length);
    snprintf(note, sizeof note,
             "the captions are %s %s all through, by %zu of the %zu cues that can be judged; move "
             "them all by as much",
             length, late_or_early(m->shift.offset_us), m->shift.agree, m->shift.count);
    ca_check_tell_file(m, "captions-offset", m->shift.offset_us, note);
}

static int64_t first_speech(const ca_check_media *m)
{
    int64_t first = INT64_MAX;
    for (size_t i = 0; i < m->speech.cue_count; i++)
        if (m->speech.cues[i].first_from_us != CAPALIGN_TIME_NONE &&
            m->speech.cues[i].first_from_us < first)
            first = m->speech.cues[i].first_from_us;
    return first == INT64_MAX ? 0 : first;
}

void ca_check_tell_drift(ca_check_media *m)
{
    int64_t first_us = first_speech(m);
    char from[40], to[40], ratio[80] = "", note[320];
    int64_t last_us = first_us + m->shift.span_us;
    int64_t from_off = ca_shift_at(&m->shift, first_us), to_off = ca_shift_at(&m->shift, last_us);
    format_length(from_off, from);
    format_length(to_off, to);
    const char *name = ca_shift_ratio(&m->shift);
    int64_t millionths = (int64_t)((1 + m->shift.slope) * 1e6 + 0.5);
    if (name)
        snprintf(ratio, sizeof ratio, "%s, as between such frame rates", name);
    else
        snprintf(ratio, sizeof ratio, "%" PRId64 ".%06" PRId64, millionths / 1000000,
                 millionths % 1000000);
    snprintf(note, sizeof note,
             "the captions drift: they are %s %s at first and %s %s at last, by %zu of the %zu "
             "cues that can be judged; their times are the speech's times %s",
             from, late_or_early(from_off), to, late_or_early(to_off), m->shift.agree,
             m->shift.count, ratio);
    ca_check_tell_file(m, "captions-drift", to_off - from_off, note);
}
