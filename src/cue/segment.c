#include "cue/segment.h"

#include <stdlib.h>

/* Prices, in the unit of phrases.h. A cue more costs as much as a few poor words of raggedness;
 * what makes a cue unreadable costs more than any break. */
enum {
    PRICE_CUE = 250,
    PRICE_SENTENCE_INSIDE = 150, /* the end of a sentence in the middle of a cue */
    PRICE_SPEAKER_INSIDE = 20000,
    PRICE_ORPHAN = 300,  /* a cue of one word that is no sentence */
    PRICE_PAUSE_S = 600, /* of silence inside a cue, over the first 0.3 s */
    PRICE_LONG_S = 3000, /* of a cue over the longest duration */
    PRICE_SHORT_S = 500, /* under the least duration, where the next cue is too near */
    PRICE_FAST_S = 400,  /* of reading time that is lacking */
    BREAK_WEIGHT = 2,    /* a cue's end is seen more than a line's */
    FREE_PAUSE_US = 300000,
};

typedef struct problem {
    const ca_pieces *pieces;
    const ca_piece_time *times;
    const ca_layout_profile *profile;
    uint32_t mean_columns; /* without times: of an even cue */
} problem;

/* What a cue gathers while it grows backwards from its end. */
typedef struct growing {
    uint32_t columns;
    size_t sentence_ends; /* inside */
    size_t speakers;      /* that begin inside */
    int64_t pauses_us;    /* over the free length */
    int64_t start_us;     /* of the first piece that has a time */
    int64_t end_us;       /* of the last */
} growing;

static uint64_t per_second(int64_t us, uint64_t price)
{
    return us > 0 ? (uint64_t)us * price / 1000000 : 0;
}

/* Adds the piece before the cue's present first one. */
static void grow(const problem *p, growing *g, size_t at, size_t end)
{
    const ca_piece *piece = &p->pieces->items[at];
    bool last = at + 1 == end;
    g->columns += piece->columns + (!last && piece[1].space_before);
    g->sentence_ends += !last && piece->ends_sentence;
    g->speakers += !last && piece[1].starts_speaker;
    if (!p->times || p->times[at].start_us == CAPALIGN_TIME_NONE)
        return;
    if (g->end_us == CAPALIGN_TIME_NONE)
        g->end_us = p->times[at].end_us;
    else if (g->start_us - p->times[at].end_us > FREE_PAUSE_US)
        g->pauses_us += g->start_us - p->times[at].end_us - FREE_PAUSE_US;
    g->start_us = p->times[at].start_us;
}

/* Where the speech after piece `end` begins, INT64_MAX for none. */
static int64_t next_start(const problem *p, size_t end)
{
    for (size_t i = end; i < p->pieces->count && i < end + 8; i++)
        if (p->times[i].start_us != CAPALIGN_TIME_NONE)
            return p->times[i].start_us;
    return INT64_MAX;
}

static uint64_t price_of_times(const problem *p, const growing *g, int64_t next_us)
{
    if (g->end_us == CAPALIGN_TIME_NONE)
        return 0;
    const ca_layout_profile *profile = p->profile;
    int64_t speech_us = g->end_us - g->start_us;
    int64_t reach_us = g->end_us + profile->max_tail_us;
    int64_t room_us = (next_us < reach_us ? next_us : reach_us) - g->start_us;
    int64_t reading_us = (int64_t)g->columns * 1000000 / profile->columns_per_s;
    return per_second(speech_us - profile->max_duration_us, PRICE_LONG_S) +
           per_second(profile->min_duration_us - room_us, PRICE_SHORT_S) +
           per_second(reading_us - room_us, PRICE_FAST_S) + per_second(g->pauses_us, PRICE_PAUSE_S);
}

static uint64_t price(const problem *p, const growing *g, size_t begin, size_t end, int64_t next_us)
{
    const ca_piece *items = p->pieces->items;
    uint64_t sum =
        PRICE_CUE + g->sentence_ends * PRICE_SENTENCE_INSIDE + g->speakers * PRICE_SPEAKER_INSIDE;
    if (end < p->pieces->count && !items[end].starts_speaker)
        sum += (uint64_t)items[end].penalty * BREAK_WEIGHT;
    if (begin + 1 == end && !items[begin].ends_sentence && p->pieces->count > 1)
        sum += PRICE_ORPHAN;
    if (p->times)
        return sum + price_of_times(p, g, next_us);
    int64_t off = (int64_t)g->columns - p->mean_columns;
    return sum + (uint64_t)(off * off) / 4;
}

/* The best beginning of a cue that ends before piece `end`. */
static void best_cue(const problem *p, size_t end, uint64_t *cost, size_t *from)
{
    uint32_t most = p->profile->max_columns * p->profile->max_lines;
    growing g = {.start_us = CAPALIGN_TIME_NONE, .end_us = CAPALIGN_TIME_NONE};
    int64_t next_us = p->times ? next_start(p, end) : INT64_MAX;
    cost[end] = UINT64_MAX;
    for (size_t begin = end; begin-- > 0;) {
        grow(p, &g, begin, end);
        bool fits =
            g.columns <= most && ca_pieces_lines(p->pieces, begin, end, p->profile->max_columns) <=
                                     p->profile->max_lines;
        if (!fits && begin + 1 < end)
            break;
        uint64_t total = cost[begin] + price(p, &g, begin, end, next_us);
        if (total < cost[end])
            cost[end] = total, from[end] = begin;
    }
}

static uint32_t mean_of(const ca_pieces *pieces, const ca_layout_profile *profile)
{
    uint64_t all = 0;
    for (size_t i = 0; i < pieces->count; i++)
        all += pieces->items[i].columns + pieces->items[i].space_before;
    /* Lines are never quite full: nine tenths is what wrapping leaves. */
    uint64_t most = (uint64_t)profile->max_columns * profile->max_lines * 9 / 10;
    uint64_t cues = most ? (all + most - 1) / most : 1;
    return cues ? (uint32_t)(all / cues) : 0;
}

bool ca_segment(const ca_pieces *pieces, const ca_piece_time *times,
                const ca_layout_profile *profile, size_t **ends, size_t *count)
{
    size_t n = pieces->count;
    problem p = {pieces, times, profile, mean_of(pieces, profile)};
    uint64_t *cost = calloc(n + 1, sizeof *cost);
    size_t *from = calloc(n + 1, sizeof *from);
    *ends = calloc(n + 1, sizeof **ends);
    *count = 0;
    bool done = cost && from && *ends;
    for (size_t end = 1; done && end <= n; end++)
        best_cue(&p, end, cost, from);
    for (size_t end = n; done && end > 0; end = from[end])
        (*ends)[(*count)++] = end;
    for (size_t i = 0; i < *count / 2; i++) {
        size_t other = (*ends)[*count - 1 - i];
        (*ends)[*count - 1 - i] = (*ends)[i];
        (*ends)[i] = other;
    }
    free(cost);
    free(from);
    return done;
}
