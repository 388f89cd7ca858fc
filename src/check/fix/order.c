/* Cues in the order of their starts: each moves as it is, into the place of another, so that what
 * stands between the places (indices of SRT, blank lines) stays. */
#include <stdlib.h>

#include "caption/srt_time.h"
#include "check/fix/fixers.h"
#include "check/fix/place.h"

typedef struct body {
    int64_t start_us; /* of the cue, or of the nearest above that has one */
    size_t place;
    size_t from; /* bytes that move */
    size_t to;
} body;

/* An index of SRT stays, on the time line too: it numbers the place. */
static size_t body_from(const ca_check *check, const ca_cue *cue)
{
    ca_place line = ca_place_of_line(check, cue->cue.line);
    ca_srt_time_line times;
    ca_srt_time_parts parts;
    if (!check->srt)
        return cue->raw_from;
    if (cue->raw_from == line.from && cue->cue.id_bytes &&
        ca_srt_time_line_parts(line.text, &times, &parts))
        return line.from + times.times_from;
    return line.from;
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

static body *bodies_of(const ca_check *check)
{
    const capalign_track *track = check->track;
    body *bodies = calloc(track->cue_count + 1, sizeof *bodies);
    int64_t start = INT64_MIN;
    for (size_t i = 0; bodies && i < track->cue_count; i++) {
        const ca_cue *cue = &track->cues[i];
        size_t from = body_from(check, cue), to = cue->raw_to;
        while (to > from && is_line_end(check->text.data[to - 1]))
            to--;
        start = cue->cue.start_us == CAPALIGN_TIME_NONE ? start : cue->cue.start_us;
        bodies[i] = (body){start, i, from, to};
    }
    return bodies;
}

static int compare_bodies(const void *a, const void *b)
{
    const body *x = a, *y = b;
    if (x->start_us != y->start_us)
        return x->start_us < y->start_us ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

/* Whether the cues from the first that moves to the last stand together. */
static bool stand_together(const ca_check *check, const body *sorted)
{
    size_t first = SIZE_MAX, last = 0;
    for (size_t i = 0; i < check->track->cue_count; i++)
        if (sorted[i].place != i) {
            first = first == SIZE_MAX ? i : first;
            last = i;
        }
    for (size_t i = first; i < last; i++)
        if (!check->srt && ca_place_has_other_below(check, i))
            return false;
    return first != SIZE_MAX;
}

/* The cues as they stand, and in the order of their starts. */
typedef struct moves {
    body *bodies;
    body *sorted;
} moves;

static bool make_moves(const ca_check *check, moves *m, bool *no_memory)
{
    *m = (moves){bodies_of(check), bodies_of(check)};
    *no_memory = *no_memory || !m->bodies || !m->sorted;
    if (!m->bodies || !m->sorted)
        return false;
    qsort(m->sorted, check->track->cue_count, sizeof *m->sorted, compare_bodies);
    return stand_together(check, m->sorted);
}

static void free_moves(moves *m)
{
    free(m->bodies);
    free(m->sorted);
}

/* The same for every finding of the file, so it is looked at once. */
bool ca_fix_order(ca_check *check, const ca_found *found, ca_edits *edits)
{
    enum { NOT_LOOKED, NO, YES };
    (void)found;
    if (check->sortable == NOT_LOOKED) {
        moves m;
        check->sortable = make_moves(check, &m, &edits->no_memory) ? YES : NO;
        free_moves(&m);
    }
    edits->whole |= check->sortable == YES ? CA_FIX_SORT : 0;
    return check->sortable == YES;
}

/* Cues that change places among themselves are a group of their own. */
bool ca_fix_sort(ca_check *check, ca_edits *edits)
{
    moves m;
    bool move = make_moves(check, &m, &edits->no_memory);
    for (size_t i = 0, last = 0; move && i < check->track->cue_count; i++) {
        const body *from = &m.sorted[i], *to = &m.bodies[i];
        last = from->place > last ? from->place : last;
        if (from->place != i)
            ca_edits_add(edits, to->from, to->to,
                         (ca_str){check->text.data + from->from, from->to - from->from});
        edits->group += last == i && from->place != i;
    }
    free_moves(&m);
    return move;
}
