/* A second look at the cues that were not found, or far from where they should be: a wrong cue can
 * lead the search through the whole text astray for the cues after it. The cues that are sure, at
 * their places, hold the rest in short parts, which are searched thoroughly. */
#include <stdlib.h>

#include "base/error.h"
#include "pipeline/check_media.h"

/* Cues this near to their time are at their places. */
enum { IN_PLACE_US = 300000 };
/* How far from its time a cue is looked for, and how much is looked at in one go. */
enum { REACH_US = 5000000, PART_CUES = 40, PART_US = 150000000 };
/* Of captions that seem to be another medium's, this many parts are looked at. */
enum { MISMATCH_PARTS = 8 };
/* Share of their words in cues that are sure from which on they are this medium's after all: of
 * wrong ones hardly a cue is sure. */
enum { MATCH_PERCENT = 30 };
/* A cue is worth a look if it can be found: see check_speech.c. */
enum { LEAST_WORDS = 3 };

typedef struct looker {
    ca_check_media *m;
    const capalign_check_media_options *options;
    size_t *cues; /* those with a time and words, by their times */
    size_t count;
    size_t *words; /* of the part at hand */
    size_t looked_words;
    size_t sure_words; /* of these */
} looker;

static int64_t should_start(const looker *l, size_t i)
{
    return ca_shift_undo(&l->m->shift, l->m->speech.cues[l->cues[i]].start_us);
}

static int64_t should_end(const looker *l, size_t i)
{
    return ca_shift_undo(&l->m->shift, l->m->speech.cues[l->cues[i]].end_us);
}

static bool is_in_place(const looker *l, size_t i)
{
    const ca_cue_speech *cue = &l->m->speech.cues[l->cues[i]];
    if (!cue->found || cue->first_to_us == CAPALIGN_TIME_NONE)
        return false;
    int64_t off = should_start(l, i) - cue->first_to_us;
    return off > -IN_PLACE_US && off < IN_PLACE_US;
}

static bool is_worth_it(const looker *l, size_t i)
{
    const ca_cue_speech *cue = &l->m->speech.cues[l->cues[i]];
    return !cue->lyrics && cue->end_word - cue->first_word >= LEAST_WORDS &&
           should_start(l, i) < l->m->duration_us;
}

/* The sound for cues [first, end): as far as the sure cues on both sides leave it. */
static void find_sound(const looker *l, size_t first, size_t end, int64_t *from_us, int64_t *to_us)
{
    *from_us = should_start(l, first) - REACH_US;
    *to_us = INT64_MIN;
    for (size_t i = first; i < end; i++)
        if (should_end(l, i) + REACH_US > *to_us)
            *to_us = should_end(l, i) + REACH_US;
    const ca_cue_speech *cues = l->m->speech.cues;
    if (first && is_in_place(l, first - 1)) {
        const ca_cue_speech *before = &cues[l->cues[first - 1]];
        int64_t edge =
            before->last_from_us == CAPALIGN_TIME_NONE ? before->first_to_us : before->last_from_us;
        *from_us = edge > *from_us ? edge : *from_us;
    }
    if (end < l->count && is_in_place(l, end)) {
        int64_t edge = cues[l->cues[end]].first_to_us;
        *to_us = edge < *to_us ? edge : *to_us;
    }
    *from_us = *from_us < 0 ? 0 : *from_us;
    *to_us = *to_us > l->m->duration_us ? l->m->duration_us : *to_us;
}

static capalign_code report(const looker *l, size_t at, capalign_error *error)
{
    const capalign_progress *progress = l->options->progress;
    if (!progress ||
        progress->report(progress->context, "looking again", (int64_t)at, (int64_t)l->count) == 0)
        return CAPALIGN_OK;
    return ca_fail(error, CAPALIGN_E_CANCELLED, "stopped while looking again");
}

static capalign_code look_at(looker *l, size_t first, size_t end, capalign_error *error)
{
    ca_check_speech *speech = &l->m->speech;
    int64_t from_us, to_us;
    find_sound(l, first, end, &from_us, &to_us);
    size_t count = 0;
    for (size_t i = first; i < end; i++)
        for (size_t w = speech->cues[l->cues[i]].first_word; w < speech->cues[l->cues[i]].end_word;
             w++)
            l->words[count++] = w;
    if (!count || to_us - from_us < IN_PLACE_US)
        return CAPALIGN_OK;
    ca_alignment *found;
    capalign_code code = ca_hearing_again(&l->m->hearing, l->m->check->medium, l->words, count,
                                          from_us, to_us, l->options->threads, &found, error);
    if (code != CAPALIGN_OK)
        return code;
    const ca_aligned_word *words = found->words;
    for (size_t i = first; i < end; i++) {
        size_t cue = l->cues[i];
        size_t cue_words = speech->cues[cue].end_word - speech->cues[cue].first_word;
        l->sure_words += ca_check_speech_replace(speech, cue, words) ? cue_words : 0;
        words += cue_words;
    }
    ca_alignment_free(found);
    l->looked_words += count;
    return report(l, end, error);
}

/* Where the part that begins at `first` ends: at a sure cue, or when it is large enough. */
static size_t part_end(const looker *l, size_t first)
{
    size_t end = first;
    while (end < l->count && end - first < PART_CUES && !is_in_place(l, end) &&
           should_end(l, end) - should_start(l, first) < PART_US)
        end++;
    return end > first ? end : first + 1;
}

/* Looks at one part of `every`, from the beginning. */
static capalign_code look_at_parts(looker *l, size_t every, capalign_error *error)
{
    capalign_code code = CAPALIGN_OK;
    size_t part = 0;
    for (size_t first = 0, end; first < l->count && code == CAPALIGN_OK; first = end) {
        end = part_end(l, first);
        if (part++ % every)
            continue;
        bool worth = false;
        for (size_t i = first; i < end && !worth; i++)
            worth = !is_in_place(l, i) && is_worth_it(l, i);
        if (worth)
            code = look_at(l, first, end, error);
    }
    return code;
}

/* Captions that seem to be another medium's: a few parts of them say whether all are to be looked
 * at. */
static capalign_code doubt_mismatch(looker *l, capalign_error *error)
{
    size_t every = l->count / (PART_CUES * MISMATCH_PARTS) + 1;
    capalign_code code = look_at_parts(l, every, error);
    l->m->matches = l->sure_words * 100 > l->looked_words * MATCH_PERCENT;
    if (code != CAPALIGN_OK || !l->m->matches || every == 1)
        return code;
    return look_at_parts(l, 1, error);
}

typedef struct timed_cue {
    int64_t start_us;
    size_t cue;
} timed_cue;

static int by_time(const void *a, const void *b)
{
    const timed_cue *x = a, *y = b;
    if (x->start_us != y->start_us)
        return x->start_us < y->start_us ? -1 : 1;
    return x->cue < y->cue ? -1 : x->cue > y->cue;
}

static bool list_cues(looker *l)
{
    const ca_check_speech *speech = &l->m->speech;
    timed_cue *cues = calloc(speech->cue_count + 1, sizeof *cues);
    l->cues = calloc(speech->cue_count + 1, sizeof *l->cues);
    l->words = calloc(speech->text.found.count + 1, sizeof *l->words);
    bool made = cues && l->cues && l->words;
    for (size_t i = 0; made && i < speech->cue_count; i++)
        if (speech->cues[i].start_us != CAPALIGN_TIME_NONE &&
            speech->cues[i].end_word > speech->cues[i].first_word)
            cues[l->count++] = (timed_cue){speech->cues[i].start_us, i};
    if (made && l->count)
        qsort(cues, l->count, sizeof *cues, by_time);
    for (size_t i = 0; made && i < l->count; i++)
        l->cues[i] = cues[i].cue;
    free(cues);
    return made;
}

capalign_code ca_check_look_again(ca_check_media *m, const capalign_check_media_options *options,
                                  capalign_error *error)
{
    looker l = {.m = m, .options = options};
    capalign_code code = list_cues(&l) ? CAPALIGN_OK : ca_fail_memory(error);
    if (code == CAPALIGN_OK)
        code = m->matches ? look_at_parts(&l, 1, error) : doubt_mismatch(&l, error);
    free(l.cues);
    free(l.words);
    return code;
}
