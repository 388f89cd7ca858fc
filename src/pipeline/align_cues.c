/* From aligned words to cues: laid out anew, or the cues of a caption file at their new times. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "cue/layout.h"
#include "pipeline/alignment.h"

/* How long a kept cue may stay after its speech, where the next one leaves room. */
enum { KEPT_TAIL_US = 300000 };
/* What a kept cue of which nothing is spoken gets at least, if its neighbour can spare it. */
enum { KEPT_LEAST_US = 500000 };

/* A single word may be slurred until it is not heard, and its cue is right all the same. */
enum { MOST_UNSPOKEN = 1 };

typedef struct kept_span {
    int64_t start_us, end_us;
} kept_span;

static bool is_spoken(const capalign_word *word)
{
    return word->start_us != CAPALIGN_TIME_NONE;
}

/* A word's odds as a logarithm: their mean is what a cue's words say together, where a mean of
 * confidences says the same of ten words that fit a little badly as of two that do not at all. What
 * is not spoken counts as the worst. */
static double log_odds(double confidence)
{
    static const double WORST = 0.002;
    double least = confidence < WORST ? WORST : confidence > 1 - WORST ? 1 - WORST : confidence;
    return log(least / (1 - least));
}

/* Whether what is said is the cue's text follows from all of its words, whether it has the right
 * times from the worst placed of them. */
static capalign_cue_report report_on(const capalign_alignment *a, size_t first, size_t end)
{
    capalign_cue_report report = {.first_word = first, .word_count = end - first};
    double sum = 0, least = 1;
    for (size_t i = first; i < end; i++) {
        const capalign_word *word = &a->words[i];
        sum += log_odds(is_spoken(word) ? word->confidence : 0);
        if (is_spoken(word))
            least = fmin(least, word->placement);
        else
            report.unspoken_count++;
    }
    double mean = end > first ? 1 / (1 + exp(-sum / (double)(end - first))) : 1;
    report.confidence = fmin(mean, least);
    report.doubtful =
        report.confidence < CAPALIGN_DOUBTFUL || report.unspoken_count > MOST_UNSPOKEN;
    return report;
}

static capalign_code allocate_reports(capalign_alignment *a, size_t count, capalign_error *error)
{
    a->cues = calloc(count ? count : 1, sizeof *a->cues);
    a->cue_count = a->cues ? count : 0;
    return a->cues ? CAPALIGN_OK : ca_fail_memory(error);
}

static void set_report(capalign_alignment *a, size_t cue, size_t first, size_t end)
{
    a->cues[cue] = report_on(a, first, end);
    a->doubtful_count += a->cues[cue].doubtful;
    for (size_t i = first; i < end; i++)
        a->words[i].cue = cue;
}

static ca_layout_word *layout_words(const capalign_alignment *a)
{
    ca_layout_word *words = calloc(a->word_count ? a->word_count : 1, sizeof *words);
    for (size_t i = 0; words && i < a->word_count; i++)
        words[i] =
            (ca_layout_word){a->found.items[i].from, a->found.items[i].to, a->words[i].start_us,
                             a->words[i].end_us, a->words[i].confidence};
    return words;
}

static capalign_code lay_out(capalign_alignment *a, const capalign_align_options *options,
                             capalign_error *error)
{
    const ca_layout_profile *profile = ca_layout_profile_named(options->profile);
    capalign_code code = capalign_track_create(&a->track, error);
    if (code == CAPALIGN_OK) /* which decides where cues break, so it comes first */
        code = capalign_track_set_language(a->track, a->language, error);
    ca_layout_word *words = layout_words(a);
    if (code == CAPALIGN_OK && !words)
        code = ca_fail_memory(error);
    ca_layout_cue *cues = NULL;
    size_t count = 0;
    int64_t offset_us = ca_alignment_part_start_us(options);
    if (code == CAPALIGN_OK)
        code =
            ca_layout_words((ca_str){a->transcript.text, a->transcript.size}, words, a->word_count,
                            a->duration_us + offset_us, profile, a->track, &cues, &count, error);
    if (code == CAPALIGN_OK)
        code = allocate_reports(a, count, error);
    for (size_t i = 0; i < count && code == CAPALIGN_OK; i++)
        set_report(a, i, cues[i].first_word, cues[i].end_word);
    free(cues);
    free(words);
    return code;
}

/* The words [*first, *end) of a kept cue: those that begin in its bytes. */
static void words_of_range(const capalign_alignment *a, const ca_cue_range *range, size_t *first,
                           size_t *end)
{
    while (*first < a->word_count && a->found.items[*first].from < range->from)
        (*first)++;
    *end = *first;
    while (*end < a->word_count && a->found.items[*end].from < range->to)
        (*end)++;
}

/* Whether the words that were found are likely the cue's: where odds of two to one are against
 * them, they tell nothing of its time. */
static bool is_placed(const capalign_alignment *a, const capalign_cue_report *cue)
{
    double sum = 0;
    for (size_t i = cue->first_word; i < cue->first_word + cue->word_count; i++)
        sum += is_spoken(&a->words[i]) ? a->words[i].placement : 0;
    return sum >= CA_MISPLACED * (double)(cue->word_count - cue->unspoken_count);
}

/* A kept cue's speech: from its first spoken word to its last. False: nothing of it is spoken. */
static bool speech_of(const capalign_alignment *a, const capalign_cue_report *cue,
                      int64_t *start_us, int64_t *end_us)
{
    bool found = false;
    if (!is_placed(a, cue))
        return false;
    for (size_t i = cue->first_word; i < cue->first_word + cue->word_count; i++) {
        if (!is_spoken(&a->words[i]))
            continue;
        if (!found)
            *start_us = a->words[i].start_us;
        *end_us = a->words[i].end_us;
        found = true;
    }
    return found;
}

/* When the first speech after cue `from` begins; the sound's end where there is none. */
static int64_t next_speech(const capalign_alignment *a, size_t from, int64_t limit_us)
{
    int64_t start_us, end_us;
    for (size_t i = from; i < a->cue_count; i++)
        if (speech_of(a, &a->cues[i], &start_us, &end_us))
            return start_us;
    return limit_us;
}

static capalign_code set_kept(capalign_alignment *a, size_t cue, kept_span span,
                              capalign_error *error)
{
    return capalign_track_set_span(a->track, cue, span.start_us / 1000 * 1000,
                                   span.end_us / 1000 * 1000, error);
}

/* The cue after the last one from `from` on of which nothing is spoken. */
static size_t silent_end(const capalign_alignment *a, size_t from)
{
    int64_t start_us, end_us;
    while (from < a->cue_count && !speech_of(a, &a->cues[from], &start_us, &end_us))
        from++;
    return from;
}

/* Cues [from, to) of which nothing is spoken share the time from the cue before to the next speech.
 * Where that is too little, the cue before gives up its tail and up to half of its time. */
static capalign_code time_silent(capalign_alignment *a, size_t from, size_t to, int64_t next_us,
                                 kept_span *before, capalign_error *error)
{
    int64_t count = (int64_t)(to - from), need_us = count * KEPT_LEAST_US;
    int64_t low_us = before->end_us;
    capalign_code code = CAPALIGN_OK;
    if (next_us - low_us < need_us && from > 0) {
        int64_t middle_us = before->start_us + (before->end_us - before->start_us) / 2;
        low_us = next_us - need_us > middle_us ? next_us - need_us : middle_us;
        code = set_kept(a, from - 1, (kept_span){before->start_us, low_us}, error);
    }
    int64_t room_us = next_us - low_us > count * 1000 ? next_us - low_us : count * 1000;
    for (size_t i = from; i < to && code == CAPALIGN_OK; i++) {
        int64_t k = (int64_t)(i - from);
        *before = (kept_span){low_us + room_us / count * k, low_us + room_us / count * (k + 1)};
        code = set_kept(a, i, *before, error);
    }
    return code;
}

static capalign_code time_kept(capalign_alignment *a, int64_t begin_us, int64_t limit_us,
                               capalign_error *error)
{
    capalign_code code = CAPALIGN_OK;
    kept_span span = {begin_us, begin_us};
    for (size_t i = 0; i < a->cue_count && code == CAPALIGN_OK;) {
        size_t silent = silent_end(a, i);
        if (silent > i) {
            code = time_silent(a, i, silent, next_speech(a, silent, limit_us), &span, error);
            i = silent;
            continue;
        }
        int64_t start_us = 0, end_us = 0, next_us = next_speech(a, i + 1, limit_us);
        speech_of(a, &a->cues[i], &start_us, &end_us);
        start_us = start_us > span.end_us ? start_us : span.end_us;
        int64_t tail_us = end_us + KEPT_TAIL_US;
        end_us = tail_us < next_us ? tail_us : next_us > end_us ? next_us : end_us;
        span = (kept_span){start_us, end_us > start_us + 1000 ? end_us : start_us + 1000};
        code = set_kept(a, i++, span, error);
    }
    return code;
}

static capalign_code keep(capalign_alignment *a, const capalign_align_options *options,
                          capalign_error *error)
{
    a->track = a->transcript.track;
    a->transcript.track = NULL;
    capalign_code code = capalign_track_set_language(a->track, a->language, error);
    if (code == CAPALIGN_OK)
        code = allocate_reports(a, a->transcript.range_count, error);
    size_t first = 0, end = 0;
    for (size_t i = 0; i < a->cue_count && code == CAPALIGN_OK; i++) {
        words_of_range(a, &a->transcript.ranges[i], &first, &end);
        set_report(a, i, first, end);
        first = end;
    }
    int64_t offset_us = ca_alignment_part_start_us(options);
    if (code == CAPALIGN_OK)
        code = time_kept(a, offset_us, offset_us + a->duration_us, error);
    return code == CAPALIGN_OK ? ca_alignment_time_stamps(a, error) : code;
}

capalign_code ca_alignment_make_cues(capalign_alignment *a, const capalign_align_options *options,
                                     capalign_error *error)
{
    return options->keep_cues ? keep(a, options, error) : lay_out(a, options, error);
}
