/* Aligned words to cues. */
#include <stdlib.h>

#include "base/error.h"
#include "cue/pieces.h"
#include "cue/segment.h"

typedef struct layout {
    const ca_layout_word *words;
    size_t word_count;
    int64_t limit_us; /* INT64_MAX: not known */
    const ca_layout_profile *profile;
    ca_pieces pieces;
    ca_piece_time *times;
    size_t *ends;
    size_t count;
    ca_layout_cue *cues;
    ca_piece_time *spans; /* of the cues */
} layout;

static bool is_spoken(const ca_layout_word *word)
{
    return word->start_us != CAPALIGN_TIME_NONE;
}

static capalign_code check_words(ca_str text, const layout *l, capalign_error *error)
{
    size_t end = 0;
    int64_t end_us = 0;
    for (size_t i = 0; i < l->word_count; i++) {
        const ca_layout_word *word = &l->words[i];
        bool inside = word->from >= end && word->to >= word->from && word->to <= text.size;
        bool timed =
            !is_spoken(word) || (word->start_us >= end_us && word->end_us >= word->start_us);
        if (!inside || !timed)
            return ca_fail(error, CAPALIGN_E_ARGUMENT, "word %zu is out of order", i + 1);
        end = word->to;
        end_us = is_spoken(word) ? word->end_us : end_us;
    }
    return CAPALIGN_OK;
}

/* A piece is spoken from the first to the last of the words that begin in it. */
static void time_pieces(layout *l)
{
    size_t word = 0;
    for (size_t i = 0; i < l->pieces.count; i++) {
        ca_piece_time *time = &l->times[i];
        *time = (ca_piece_time){CAPALIGN_TIME_NONE, CAPALIGN_TIME_NONE};
        for (; word < l->word_count && l->words[word].from < l->pieces.items[i].to; word++) {
            if (!is_spoken(&l->words[word]))
                continue;
            if (time->start_us == CAPALIGN_TIME_NONE)
                time->start_us = l->words[word].start_us;
            time->end_us = l->words[word].end_us;
        }
    }
}

/* Which words go into which cue, and when they are spoken. */
static void gather(layout *l)
{
    size_t word = 0;
    for (size_t i = 0; i < l->count; i++) {
        ca_layout_cue *cue = &l->cues[i];
        ca_piece_time *span = &l->spans[i];
        size_t to = l->pieces.items[l->ends[i] - 1].to, spoken = 0;
        *span = (ca_piece_time){CAPALIGN_TIME_NONE, CAPALIGN_TIME_NONE};
        cue->first_word = word;
        for (; word < l->word_count && l->words[word].from < to; word++) {
            if (!is_spoken(&l->words[word])) {
                cue->unspoken++;
                continue;
            }
            if (!spoken++)
                span->start_us = l->words[word].start_us;
            span->end_us = l->words[word].end_us;
            cue->confidence += l->words[word].confidence;
        }
        cue->end_word = word;
        cue->confidence = spoken ? cue->confidence / (double)spoken : 0;
    }
}

static int64_t start_after(const layout *l, size_t cue)
{
    for (size_t i = cue + 1; i < l->count; i++)
        if (l->spans[i].start_us != CAPALIGN_TIME_NONE)
            return l->spans[i].start_us;
    return l->limit_us;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t most(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* A run of cues of which nothing is spoken shares the time between its neighbours, as far as they
 * would need to be read. */
static void place_unspoken(layout *l)
{
    int64_t free_from = 0;
    for (size_t i = 0; i < l->count; i++) {
        if (l->spans[i].start_us != CAPALIGN_TIME_NONE) {
            free_from = l->spans[i].end_us;
            continue;
        }
        size_t end = i;
        while (end < l->count && l->spans[end].start_us == CAPALIGN_TIME_NONE)
            end++;
        int64_t until = start_after(l, end - 1), run = (int64_t)(end - i);
        int64_t each = most(until - free_from, 0) / run;
        each = least(each, l->profile->max_duration_us) / 1000 * 1000;
        for (; i < end; i++) {
            l->spans[i] = (ca_piece_time){free_from, free_from + each};
            free_from += each;
        }
        i = end - 1;
    }
}

/* How long a cue should stand: for its speech and a tail, and to be read; where the next one leaves
 * room. */
static int64_t end_of(const layout *l, size_t cue, uint64_t columns)
{
    const ca_layout_profile *p = l->profile;
    const ca_piece_time *span = &l->spans[cue];
    int64_t words = (int64_t)(l->cues[cue].end_word - l->cues[cue].first_word);
    int64_t reading = (int64_t)columns * 1000000 / p->columns_per_s;
    int64_t wanted = most(most(p->min_duration_us, words * p->min_word_us), reading);
    int64_t end = most(span->end_us + p->tail_us,
                       least(span->start_us + wanted, span->end_us + p->max_tail_us));
    end = most(least(end, span->start_us + p->max_duration_us), span->end_us);
    int64_t next = start_after(l, cue);
    bool last = next == l->limit_us;
    int64_t latest = last ? next : next - p->min_gap_us;
    if (end < latest && latest - end < p->close_gap_us && !last)
        end = latest;
    /* The gap is given up rather than the words. */
    return most(least(end, latest), least(span->end_us, next));
}

static capalign_code add_cue(const layout *l, size_t cue, capalign_track *track, ca_strbuf *text,
                             capalign_error *error)
{
    size_t from = cue ? l->ends[cue - 1] : 0, to = l->ends[cue];
    uint64_t columns = 0;
    for (size_t i = from; i < to; i++)
        columns += l->pieces.items[i].columns + l->pieces.items[i].space_before;
    ca_strbuf_clear(text);
    if (!ca_pieces_wrap(&l->pieces, from, to, l->profile->max_columns, text))
        return ca_fail_memory(error);
    /* Whole milliseconds, so that what is written is what was decided. */
    capalign_cue added = {.start_us = l->spans[cue].start_us / 1000 * 1000,
                          .end_us = end_of(l, cue, columns) / 1000 * 1000,
                          .text = text->data,
                          .text_bytes = (uint32_t)text->size};
    return capalign_track_add_cue(track, &added, error);
}

static bool allocate(layout *l)
{
    l->times = calloc(l->pieces.count + 1, sizeof *l->times);
    if (!l->times)
        return false;
    time_pieces(l);
    if (!ca_segment(&l->pieces, l->times, l->profile, &l->ends, &l->count))
        return false;
    l->cues = calloc(l->count + 1, sizeof *l->cues);
    l->spans = calloc(l->count + 1, sizeof *l->spans);
    return l->cues && l->spans;
}

static capalign_code lay_out(ca_str text, layout *l, capalign_track *track, capalign_error *error)
{
    capalign_code code = check_words(text, l, error);
    if (code != CAPALIGN_OK)
        return code;
    if (!ca_pieces_cut(text, l->profile->max_columns, &l->pieces) || !allocate(l))
        return ca_fail_memory(error);
    gather(l);
    place_unspoken(l);
    ca_strbuf line = {0};
    for (size_t i = 0; i < l->count && code == CAPALIGN_OK; i++)
        code = add_cue(l, i, track, &line, error);
    ca_strbuf_free(&line);
    return code;
}

capalign_code ca_layout_words(ca_str text, const ca_layout_word *words, size_t word_count,
                              int64_t limit_us, const ca_layout_profile *profile,
                              capalign_track *track, ca_layout_cue **cues, size_t *cue_count,
                              capalign_error *error)
{
    layout l = {.words = words,
                .word_count = word_count,
                .limit_us = limit_us == CAPALIGN_TIME_NONE ? INT64_MAX : limit_us,
                .profile = profile};
    if (text.size > CA_LAYOUT_MAX_BYTES)
        return ca_fail(error, CAPALIGN_E_LIMIT, "the transcript is longer than %zu MiB",
                       CA_LAYOUT_MAX_BYTES >> 20);
    capalign_code code = lay_out(text, &l, track, error);
    if (code == CAPALIGN_OK && cues) {
        *cues = l.cues;
        *cue_count = l.count;
        l.cues = NULL;
    }
    ca_pieces_free(&l.pieces);
    free(l.times);
    free(l.ends);
    free(l.cues);
    free(l.spans);
    return code;
}
