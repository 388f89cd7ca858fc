/* Overlaps in a track whose cues are out of order. In order, the latest end so far tells; here the
 * time between two neighbouring starts or ends is a segment, each cue covers some, and a cue
 * overlaps when one of its segments is covered already. Covered segments are joined (union-find),
 * so each is walked over once: n log n in all. */
#include <stdlib.h>

#include "base/error.h"
#include "caption/srt.h"

typedef struct segments {
    int64_t *bounds; /* the starts and ends, ascending, each once */
    size_t count;
    uint32_t
        *next; /* of each segment: itself while free, else a later one on the way to a free one */
} segments;

static bool has_span(const capalign_cue *cue)
{
    return cue->start_us != CAPALIGN_TIME_NONE && cue->end_us > cue->start_us;
}

static int compare_times(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

static bool segments_make(segments *s, const capalign_track *track)
{
    s->bounds = calloc(2 * track->cue_count + 1, sizeof *s->bounds);
    s->next = calloc(2 * track->cue_count + 1, sizeof *s->next);
    if (!s->bounds || !s->next)
        return false;
    size_t count = 0;
    for (size_t i = 0; i < track->cue_count; i++) {
        const capalign_cue *cue = &track->cues[i].cue;
        if (has_span(cue)) {
            s->bounds[count++] = cue->start_us;
            s->bounds[count++] = cue->end_us;
        }
    }
    qsort(s->bounds, count, sizeof *s->bounds, compare_times);
    for (size_t i = 0; i < count; i++)
        if (!i || s->bounds[i] != s->bounds[s->count - 1])
            s->bounds[s->count++] = s->bounds[i];
    for (size_t i = 0; i <= s->count; i++)
        s->next[i] = (uint32_t)i;
    return true;
}

static uint32_t bound_of(const segments *s, int64_t time_us)
{
    const int64_t *found = bsearch(&time_us, s->bounds, s->count, sizeof *s->bounds, compare_times);
    return (uint32_t)(found - s->bounds);
}

static uint32_t free_from(segments *s, uint32_t at)
{
    while (s->next[at] != at) {
        s->next[at] = s->next[s->next[at]];
        at = s->next[at];
    }
    return at;
}

/* Covers [from, to); returns whether some of it was covered before. */
static bool cover(segments *s, uint32_t from, uint32_t to)
{
    uint32_t at = free_from(s, from);
    bool met = at != from;
    while (at < to) {
        s->next[at] = at + 1;
        uint32_t next = free_from(s, at + 1);
        met = met || (next != at + 1 && at + 1 < to);
        at = next;
    }
    return met;
}

static void tell_all(ca_srt_reader *reader, segments *s, size_t first)
{
    const capalign_track *track = reader->track;
    int64_t above = CAPALIGN_TIME_NONE;
    for (size_t i = 0; i < track->cue_count; i++) {
        const capalign_cue *cue = &track->cues[i].cue;
        bool met = has_span(cue) && cover(s, bound_of(s, cue->start_us), bound_of(s, cue->end_us));
        bool in_order = cue->start_us >= above; /* what is out of order is told as that */
        if (met && in_order && i >= first)
            ca_srt_tell(reader, CA_SRT_TIME_OVERLAP, cue->line, 0, i);
        if (cue->start_us != CAPALIGN_TIME_NONE)
            above = cue->start_us;
    }
}

void ca_srt_check_overlaps(ca_srt_reader *reader, size_t first)
{
    segments s = {0};
    if (segments_make(&s, reader->track))
        tell_all(reader, &s, first);
    else
        reader->code = ca_fail_memory(reader->error);
    free(s.bounds);
    free(s.next);
}
