/* How much text is looked for in a medium: what is far too much for it is left out. */
#include <string.h>

#include "base/utf8.h"
#include "pipeline/check_speech.h"

/* Characters that a medium has room for. Fast speech has 25 in a second, in any script less; twice
 * that, because captions may say everything two times, as those that roll do; and some for media of
 * a few seconds. */
enum { ROOM_PER_S = 50, LEAST_ROOM = 2000 };
/* Cues that start this long after the medium may still be its own, late by an offset or a drift. */
enum { LATE_US = 60000000, LATE_SHARE = 20 };

static size_t characters(const ca_check_speech *s, size_t cue)
{
    const ca_transcript *text = &s->text.transcript;
    return ca_utf8_length(text->text + text->ranges[cue].from,
                          text->ranges[cue].to - text->ranges[cue].from);
}

static bool is_shown_by(const ca_cue_speech *cue, int64_t end_us)
{
    return cue->start_us != CAPALIGN_TIME_NONE && cue->start_us < end_us;
}

/* Those shown before end_us. */
static size_t all_characters(const ca_check_speech *s, int64_t end_us)
{
    size_t sum = 0;
    for (size_t i = 0; i < s->cue_count; i++)
        if (is_shown_by(&s->cues[i], end_us))
            sum += characters(s, i);
    return sum;
}

/* Takes the text of the other cues away, and moves what stays together. */
static void keep_text(ca_check_speech *s, int64_t end_us)
{
    ca_transcript *text = &s->text.transcript;
    size_t to = 0;
    for (size_t i = 0; i < s->cue_count; i++) {
        ca_cue_range *range = &text->ranges[i];
        bool kept = is_shown_by(&s->cues[i], end_us);
        size_t size = kept ? range->to - range->from : 0;
        memmove(text->text + to, text->text + range->from, size);
        range->from = to;
        range->to = to + size;
        text->text[range->to] = '\n';
        to += size + 1;
        s->left_out += !kept;
    }
    text->text[to] = '\0';
    text->size = to;
}

void ca_check_leave_out(ca_check_speech *s, int64_t duration_us)
{
    size_t room = LEAST_ROOM + (size_t)(duration_us / 1000000) * ROOM_PER_S;
    if (!duration_us || s->text.transcript.size <= room)
        return;
    size_t all = 0;
    for (size_t i = 0; i < s->cue_count; i++)
        all += characters(s, i);
    if (all <= room)
        return;
    s->compared_to_us = (duration_us + LATE_US + duration_us / LATE_SHARE) / 1000000 * 1000000;
    if (all_characters(s, s->compared_to_us) > room)
        s->compared_to_us = INT64_MIN;
    keep_text(s, s->compared_to_us);
}
