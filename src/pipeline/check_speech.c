#include "pipeline/check_speech.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

/* Least differences that are claimed. Word starts in clean English are within 100 ms in 99 %
 * (tests/accuracy/results.csv), so twice that; in noise, and with another language's phones, within
 * 100 ms in 85 to 97 %, and mean errors are two to four times as large. Among other voices of 5 to
 * 10 dB less, edges were up to 980 ms off. */
enum {
    LEAST_US = 200000,
    LEAST_NOISY_US = 300000,
    LEAST_MAPPED_US = 350000,
    LEAST_UNCLEAR_US = 1200000,
};

/* A word this far from its neighbour may be a breath or a click that was taken for it. */
enum { APART_US = 250000 };

/* Enough to find a cue by: single short words fit in many places. */
enum { ENOUGH_WORDS = 3, ENOUGH_LETTERS = 10 };
static const double SURE = 0.5, SURE_EDGE = 0.3, SURE_SHORT = 0.7;
/* Cues that are not spoken have up to a sixth of their words found by chance. */
static const double UNSPOKEN = 0.2;
/* Mean placement of the words of likely cues: 0.91 to 1 where right words are found, in stationary
 * noise of 10 dB and with every fifth cue's text another too; 0.85 and 0.79 among other voices 10
 * dB below, where right words are lost. Confidence does not tell these apart: it is 0.80 there, and
 * 0.82 in clean German. */
static const double CLEAR = 0.88;
/* The same in stationary noise for saying that words are not spoken: at 5 dB it is 0.91 and 0.92,
 * and whole sentences are lost; at 10 dB 0.96 to 1 in right captions. There CA_MISPLACED does not
 * hold either: a right sentence of white noise of 10 dB is below it. */
static const double CLEAR_IN_NOISE = 0.95;

/* ---- reading ---- */

static bool is_timed(const capalign_cue *cue)
{
    return cue->start_us != CAPALIGN_TIME_NONE && cue->end_us != CAPALIGN_TIME_NONE &&
           cue->end_us > cue->start_us;
}

/* Notes of music mean that the words are sung. */
static bool has_lyrics(ca_str text)
{
    uint32_t c;
    for (size_t at = 0; at < text.size;) {
        at += ca_utf8_decode(text.data + at, text.size - at, &c);
        if (c == 0x266A || c == 0x266B || c == 0x266C)
            return true;
    }
    return false;
}

static bool read_text(ca_check_speech *s, ca_check *check)
{
    ca_strbuf text = {0};
    ca_transcript *transcript = &s->text.transcript;
    bool read = true;
    for (size_t i = 0; i < s->cue_count && read; i++) {
        ca_check_cue cue;
        size_t from = text.size;
        read = ca_check_read_cue(check, i, &cue);
        if (!read)
            break;
        ca_strbuf_add(&text, cue.plain.data, cue.plain.size);
        transcript->ranges[i] = (ca_cue_range){from, text.size, i};
        ca_strbuf_add_text(&text, "\n");
        s->cues[i].lyrics = has_lyrics(cue.plain);
        s->cues[i].start_us = is_timed(cue.cue) ? cue.cue->start_us : CAPALIGN_TIME_NONE;
        s->cues[i].end_us = is_timed(cue.cue) ? cue.cue->end_us : CAPALIGN_TIME_NONE;
    }
    ca_strbuf_add(&text, "", 0);
    transcript->text = text.data;
    transcript->size = text.size;
    transcript->range_count = s->cue_count;
    return read && !text.failed;
}

static void divide_words(ca_check_speech *s)
{
    const ca_spoken_words *found = &s->text.found;
    size_t word = 0;
    for (size_t i = 0; i < s->cue_count; i++) {
        ca_cue_speech *cue = &s->cues[i];
        cue->first_word = word;
        while (word < found->count && found->items[word].from < s->text.transcript.ranges[i].to)
            word++;
        cue->end_word = word;
    }
}

/* ---- the order of time ---- */

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

/* Cues without a time stay behind the one above them. */
static bool fill_times(const ca_check_speech *s, timed_cue *cues)
{
    bool in_order = true;
    int64_t start_us = 0;
    for (size_t i = 0; i < s->cue_count; i++) {
        if (s->cues[i].start_us != CAPALIGN_TIME_NONE)
            start_us = s->cues[i].start_us;
        cues[i] = (timed_cue){start_us, i};
        in_order &= !i || cues[i - 1].start_us <= start_us;
    }
    return in_order;
}

/* A cue whose time is far off is found in the order of the file; one that was added at the file's
 * end, in that of the times. So where they differ both are tried. */
static bool make_order(ca_check_speech *s)
{
    timed_cue *cues = calloc(s->cue_count + 1, sizeof *cues);
    bool made = cues != NULL;
    if (made && !fill_times(s, cues)) {
        s->order = calloc(s->text.found.count + 1, sizeof *s->order);
        made = s->order != NULL;
        qsort(cues, s->cue_count, sizeof *cues, by_time);
        size_t next = 0;
        for (size_t i = 0; i < s->cue_count && made; i++)
            for (size_t w = s->cues[cues[i].cue].first_word; w < s->cues[cues[i].cue].end_word; w++)
                s->order[next++] = w;
    }
    free(cues);
    return made;
}

capalign_code ca_check_speech_read(ca_check_speech *s, ca_check *check, int64_t duration_us,
                                   capalign_error *error)
{
    *s = (ca_check_speech){.cue_count = check->track->cue_count};
    ca_transcript *transcript = &s->text.transcript;
    s->cues = calloc(s->cue_count + 1, sizeof *s->cues);
    transcript->ranges = calloc(s->cue_count + 1, sizeof *transcript->ranges);
    if (!s->cues || !transcript->ranges || !read_text(s, check))
        return ca_fail_memory(error);
    ca_check_leave_out(s, duration_us);
    capalign_code code =
        ca_spoken_find((ca_str){transcript->text, transcript->size}, &s->text.found, error);
    if (code != CAPALIGN_OK)
        return code;
    divide_words(s);
    return make_order(s) ? CAPALIGN_OK : ca_fail_memory(error);
}

void ca_check_speech_free(ca_check_speech *s)
{
    ca_transcript_free(&s->text.transcript);
    ca_spoken_free(&s->text.found);
    free(s->cues);
    free(s->order);
    free(s->heard);
}

/* ---- judging ---- */

static double confidence_of(const ca_aligned_word *words, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += words[i].spoken ? (double)words[i].confidence : 0;
    return count ? sum / (double)count : 0;
}

static double placement_sum(const ca_cue_speech *cue)
{
    double sum = 0;
    for (size_t i = 0; i < cue->end_word - cue->first_word; i++)
        sum += (double)cue->words[i].placement;
    return sum;
}

/* Whether the evidence is against all of it. Words that stand for others may each fit a little, but
 * the sound as a whole speaks against them: placement, which is the same measure in noise, says so.
 * One word that is well placed may belong to a part of the cue that is spoken, as in a cue half of
 * which is mumbled; that is left to the runs of words. Of cues with other text 85 of 94 are below,
 * 76 by UNSPOKEN alone; of right ones 3 and 2 of 2025 (22 recordings, seven damages). */
static bool is_misplaced(const ca_cue_speech *cue)
{
    double best = 0;
    size_t count = cue->end_word - cue->first_word;
    for (size_t i = 0; i < count; i++)
        best = fmax(best, (double)cue->words[i].placement);
    return best < CA_WELL_PLACED && placement_sum(cue) <= CA_MISPLACED * (double)count;
}

static size_t letters_of(const ca_check_speech *s, const ca_cue_speech *cue)
{
    size_t letters = 0;
    for (size_t i = cue->first_word; i < cue->end_word; i++) {
        const ca_spoken_word *word = &s->text.found.items[i];
        letters += ca_utf8_length(s->text.transcript.text + word->from, word->to - word->from);
    }
    return letters;
}

/* Whether the text [from, to) has a sound note, for which the cue may be shown too. Full-width
 * brackets begin with one of the last two bytes. */
static bool has_note(const ca_check_speech *s, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (strchr("[(*\xEF\xE3", s->text.transcript.text[i]))
            return true;
    return false;
}

/* A claim on a cue's time needs the place of what stands first or last, not the word itself. */
static bool is_sure_edge(const ca_aligned_word *word)
{
    return (double)word->confidence >= SURE_EDGE && (double)word->placement >= CA_WELL_PLACED;
}

/* Where the speech begins, by words that may be a breath: the first by itself, or the second. */
static void find_first(const ca_check_speech *s, ca_cue_speech *cue, size_t index)
{
    const ca_aligned_word *words = cue->words;
    size_t count = cue->end_word - cue->first_word, first = 0;
    while (first < count && !words[first].spoken)
        first++;
    if (first == count || !is_sure_edge(&words[first]))
        return;
    int64_t next_us = first + 1 < count && words[first + 1].spoken ? words[first + 1].start_us
                                                                   : words[first].start_us;
    bool apart = next_us - words[first].end_us > APART_US;
    cue->first_to_us = apart ? next_us : words[first].start_us;
    size_t from = s->text.transcript.ranges[index].from;
    if (!first && !has_note(s, from, s->text.found.items[cue->first_word].from))
        cue->first_from_us = words[first].start_us;
    cue->spread_us = words[first].start_spread_us;
}

static void find_last(const ca_check_speech *s, ca_cue_speech *cue, size_t index)
{
    const ca_aligned_word *words = cue->words;
    size_t count = cue->end_word - cue->first_word, last = count;
    while (last && !words[last - 1].spoken)
        last--;
    if (!last || !is_sure_edge(&words[last - 1]))
        return;
    int64_t before_us =
        last > 1 && words[last - 2].spoken ? words[last - 2].end_us : words[last - 1].end_us;
    bool apart = words[last - 1].start_us - before_us > APART_US;
    cue->last_from_us = apart ? before_us : words[last - 1].end_us;
    size_t to = s->text.transcript.ranges[index].to;
    if (last == count && !has_note(s, s->text.found.items[cue->end_word - 1].to, to))
        cue->last_to_us = words[last - 1].end_us;
}

static void judge_cue(const ca_check_speech *s, ca_cue_speech *cue, size_t index)
{
    size_t count = cue->end_word - cue->first_word;
    cue->confidence = confidence_of(cue->words, count);
    for (size_t i = 0; i < count; i++)
        cue->spoken += cue->words[i].spoken;
    if (cue->lyrics || !count)
        return;
    cue->unspoken =
        count >= ENOUGH_WORDS && (cue->confidence <= UNSPOKEN || (!s->noisy && is_misplaced(cue)));
    cue->found = (cue->spoken >= ENOUGH_WORDS && cue->confidence >= SURE) ||
                 (cue->confidence >= SURE_SHORT && letters_of(s, cue) >= ENOUGH_LETTERS);
    if (!cue->found)
        return;
    find_first(s, cue, index);
    find_last(s, cue, index);
}

static void judge_anew(ca_check_speech *s, size_t index)
{
    ca_cue_speech *cue = &s->cues[index];
    cue->first_from_us = cue->first_to_us = CAPALIGN_TIME_NONE;
    cue->last_from_us = cue->last_to_us = CAPALIGN_TIME_NONE;
    cue->spread_us = 0;
    cue->spoken = 0;
    cue->found = cue->unspoken = false;
    cue->words = s->heard + cue->first_word;
    judge_cue(s, cue, index);
}

/* Of both orders' words those that fit better, a cue at a time. */
static capalign_code take_words(ca_check_speech *s, const ca_hearing *hearing,
                                capalign_error *error)
{
    size_t all = s->text.found.count;
    s->heard = calloc(all + 1, sizeof *s->heard);
    ca_aligned_word *other = calloc(all + 1, sizeof *other);
    if (!s->heard || !other) {
        free(other);
        return ca_fail_memory(error);
    }
    const ca_alignment *reordered = hearing->reordered_result;
    for (size_t i = 0; i < all; i++) {
        s->heard[i] = hearing->result->words[i];
        if (reordered)
            other[s->order[i]] = reordered->words[i];
    }
    for (size_t i = 0; reordered && i < s->cue_count; i++) {
        size_t first = s->cues[i].first_word, count = s->cues[i].end_word - first;
        if (confidence_of(other + first, count) > confidence_of(s->heard + first, count))
            memcpy(s->heard + first, other + first, count * sizeof *other);
    }
    free(other);
    return CAPALIGN_OK;
}

bool ca_check_speech_replace(ca_check_speech *s, size_t index, const ca_aligned_word *words)
{
    const ca_cue_speech *cue = &s->cues[index];
    size_t count = cue->end_word - cue->first_word;
    double confidence = confidence_of(words, count);
    bool sure = confidence >= SURE && !cue->lyrics;
    if (sure || confidence > cue->confidence) {
        memcpy(s->heard + cue->first_word, words, count * sizeof *words);
        judge_anew(s, index);
    }
    return sure;
}

void ca_check_speech_sum_up(ca_check_speech *s)
{
    double sure = 0;
    size_t likely = 0;
    s->words = s->words_found = 0;
    for (size_t i = 0; i < s->cue_count; i++) {
        const ca_cue_speech *cue = &s->cues[i];
        if (cue->lyrics)
            continue;
        sure += cue->confidence > UNSPOKEN ? placement_sum(cue) : 0;
        likely += cue->confidence > UNSPOKEN ? cue->spoken : 0;
        s->words += cue->end_word - cue->first_word;
        s->words_found += cue->spoken;
    }
    double placement = likely ? sure / (double)likely : 0;
    s->clear = placement >= CLEAR;
    s->knows_words = placement >= (s->noisy ? CLEAR_IN_NOISE : CLEAR);
    s->least_us = !s->clear ? LEAST_UNCLEAR_US : s->mapped ? LEAST_MAPPED_US : LEAST_US;
    if (s->clear && !s->mapped && s->noisy)
        s->least_us = LEAST_NOISY_US;
}

capalign_code ca_check_speech_judge(ca_check_speech *s, const ca_hearing *hearing,
                                    capalign_error *error)
{
    capalign_code code = take_words(s, hearing, error);
    if (code != CAPALIGN_OK)
        return code;
    s->mapped = ca_pronouncer_is_mapped(hearing->pronouncer);
    s->noisy = hearing->result->noisy;
    for (size_t i = 0; i < s->cue_count; i++)
        judge_anew(s, i);
    ca_check_speech_sum_up(s);
    return CAPALIGN_OK;
}
