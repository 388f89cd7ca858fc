/* From what was heard to findings: only what is sure. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/language.h"
#include "base/time.h"
#include "pipeline/check_media.h"

/* Lengths of media are known to a tenth of a second: containers claim them (media/duration.h). */
enum { LENGTH_SLACK_US = 100000 };
/* Texts of fewer words may fit, or not, by chance. */
enum { LEAST_WORDS = 5 };
/* Where fewer of the words were found, the search may have lost its way. */
enum { FOUND_PERCENT = 50 };
/* Fewer words in a row, in a cue of which the rest is spoken, may be mumbled. */
enum { LEAST_RUN = 4, LEAST_RUN_LETTERS = 15 };
/* Among other voices cues of less confidence were found seconds away. */
static const double SURE_IN_NOISE = 0.8;
/* Sounds of speech that are this near to each other are one. */
enum { JOIN_US = 1000000 };

/* ---- places ---- */

/* NONE: the rule is off, or has no limit. */
static int64_t limit_of(const ca_check *check, const char *code)
{
    const ca_rule *rule = ca_rule_at(ca_rule_index(code));
    return ca_check_applies(check, rule) ? ca_check_limit(check, rule) : CAPALIGN_TIME_NONE;
}

static void tell_time_line(ca_check_media *m, const char *code, size_t cue, int64_t value,
                           const char *note)
{
    size_t from, to;
    ca_line_range(&m->check->lines, m->check->track->cues[cue].cue.line, &from, &to);
    ca_check_tell_note(m->check, code, from, to, cue, value, note);
}

void ca_check_tell_file(ca_check_media *m, const char *code, int64_t value, const char *note)
{
    ca_check_tell_note(m->check, code, 0, 0, CA_CHECK_NO_CUE, value, note);
}

/* ---- what is not compared ---- */

void ca_check_tell_left_out(ca_check_media *m)
{
    const ca_check_speech *speech = &m->speech;
    char length[CA_TIME_TEXT], end[CA_TIME_TEXT], note[280];
    if (!speech->left_out)
        return;
    ca_time_format_short(m->duration_us, length);
    ca_time_format_short(speech->compared_to_us, end);
    int size =
        snprintf(note, sizeof note,
                 "%zu of the %zu cues are left out, because they have far more text than can "
                 "be said in the medium's %s; ",
                 speech->left_out, speech->cue_count, length);
    if (speech->left_out < speech->cue_count)
        snprintf(note + size, sizeof note - (size_t)size, "those that start before %s are compared",
                 end);
    else
        snprintf(note + size, sizeof note - (size_t)size,
                 "is it the medium that they were made for?");
    ca_check_tell_file(m, "speech-not-compared", (int64_t)speech->left_out, note);
}

/* ---- the medium's end ---- */

void ca_check_tell_end(ca_check_media *m)
{
    int64_t limit = limit_of(m->check, "max-end-beyond-media");
    if (!m->duration_us || limit == CAPALIGN_TIME_NONE)
        return;
    for (size_t i = 0; i < m->speech.cue_count; i++) {
        const ca_cue_speech *cue = &m->speech.cues[i];
        if (cue->end_us == CAPALIGN_TIME_NONE)
            continue;
        int64_t beyond = ca_shift_undo(&m->shift, cue->end_us) - m->duration_us;
        if (beyond > limit + LENGTH_SLACK_US)
            tell_time_line(m, "max-end-beyond-media", i, beyond, NULL);
    }
}

static bool is_beyond(const ca_check_media *m, const ca_cue_speech *cue)
{
    return m->duration_us && ca_shift_undo(&m->shift, cue->start_us) >= m->duration_us;
}

/* ---- all captions ---- */

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
    int64_t offset = limit_of(m->check, "captions-offset");
    int64_t drift = limit_of(m->check, "captions-drift");
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

/* What mends captions that are off as a whole; tests/cli/check_media_test.py does it. */
static const char remedy[] =
    "\"capalign align --keep-cues MEDIUM CAPTIONS -o NEW\" times them by the speech";

static void tell_offset(ca_check_media *m)
{
    char length[40], note[320];
    format_length(m->shift.offset_us, length);
    snprintf(note, sizeof note,
             "the captions are %s %s all through, by %zu of the %zu cues that can be judged; %s",
             length, late_or_early(m->shift.offset_us), m->shift.agree, m->shift.count, remedy);
    ca_check_tell_file(m, "captions-offset", m->shift.offset_us, note);
}

static void tell_drift(ca_check_media *m, int64_t first_us)
{
    char from[40], to[40], ratio[80] = "", note[440];
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
             "cues that can be judged; their times are the speech's times %s; %s",
             from, late_or_early(from_off), to, late_or_early(to_off), m->shift.agree,
             m->shift.count, ratio, remedy);
    ca_check_tell_file(m, "captions-drift", to_off - from_off, note);
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

/* ---- one cue ---- */

/* Tells a difference that is over the rule's limit and over what can be known. */
static bool tell_apart(ca_check_media *m, const char *code, size_t cue, int64_t apart_us)
{
    int64_t limit = limit_of(m->check, code);
    int64_t least = m->speech.least_us + 2 * m->speech.cues[cue].spread_us;
    if (limit == CAPALIGN_TIME_NONE || apart_us <= limit || apart_us < least)
        return false;
    if (!m->speech.clear && m->speech.cues[cue].confidence < SURE_IN_NOISE)
        return false;
    tell_time_line(m, code, cue, apart_us,
                   m->shift.kind == CA_SHIFT_NONE ? NULL : ", beside what all captions are off");
    return true;
}

static void tell_times(ca_check_media *m, size_t index)
{
    const ca_cue_speech *cue = &m->speech.cues[index];
    bool told = false;
    if (cue->first_from_us != CAPALIGN_TIME_NONE) {
        int64_t off = ca_shift_at(&m->shift, cue->first_from_us);
        told = tell_apart(m, "max-lead", index, cue->first_from_us + off - cue->start_us);
    }
    if (cue->first_to_us != CAPALIGN_TIME_NONE) {
        int64_t off = ca_shift_at(&m->shift, cue->first_to_us);
        told |= tell_apart(m, "max-lag", index, cue->start_us - off - cue->first_to_us);
    }
    if (told)
        return; /* a cue that is moved as a whole has the end wrong for the same reason */
    if (cue->last_from_us != CAPALIGN_TIME_NONE)
        tell_apart(m, "max-cut", index,
                   cue->last_from_us + ca_shift_at(&m->shift, cue->last_from_us) - cue->end_us);
    if (cue->last_to_us != CAPALIGN_TIME_NONE)
        tell_apart(m, "max-tail", index,
                   cue->end_us - ca_shift_at(&m->shift, cue->last_to_us) - cue->last_to_us);
}

/* The bytes of the source that are the transcript's [from, to), of this cue. */
static bool find_text(ca_check_media *m, size_t index, size_t from, size_t to, size_t *out_from,
                      size_t *out_to)
{
    ca_check_cue cue;
    if (!ca_check_read_cue(m->check, index, &cue))
        return false;
    const char *first = cue.plain.data + (from - m->speech.text.transcript.ranges[index].from);
    const char *last = first + (to - from) - 1;
    *out_from = cue.text_from;
    *out_to = cue.text_to;
    for (size_t i = 0; i < cue.line_count; i++) {
        const ca_check_line *line = &cue.lines[i];
        const char *begin = line->plain.data, *end = begin + line->plain.size;
        if (first >= begin && first < end)
            *out_from = ca_check_source_of(m->check, line, (size_t)(first - begin));
        if (last >= begin && last < end)
            *out_to = ca_check_source_of(m->check, line, (size_t)(last - begin)) + 1;
    }
    return *out_to > *out_from;
}

static void tell_words(ca_check_media *m, size_t index, size_t first, size_t end)
{
    const ca_spoken_word *words = m->speech.text.found.items;
    size_t from, to;
    if (find_text(m, index, words[first].from, words[end - 1].to, &from, &to))
        ca_check_tell_note(m->check, "text-not-spoken", from, to, index, 0, NULL);
}

/* Runs of words that are not spoken in a cue of which others are. */
static void tell_runs(ca_check_media *m, size_t index)
{
    const ca_cue_speech *cue = &m->speech.cues[index];
    const ca_spoken_word *words = m->speech.text.found.items;
    size_t first = cue->first_word;
    for (size_t i = cue->first_word; i <= cue->end_word; i++) {
        if (i < cue->end_word && !cue->words[i - cue->first_word].spoken)
            continue;
        if (i >= first + LEAST_RUN && words[i - 1].to - words[first].from >= LEAST_RUN_LETTERS)
            tell_words(m, index, first, i);
        first = i + 1;
    }
}

static bool is_silent(const ca_check_media *m, const ca_cue_speech *cue)
{
    return ca_check_sound_is_silent(&m->sound, ca_shift_undo(&m->shift, cue->start_us),
                                    ca_shift_undo(&m->shift, cue->end_us));
}

static void tell_cue(ca_check_media *m, size_t index, bool sure_of_words)
{
    const ca_cue_speech *cue = &m->speech.cues[index];
    if (cue->start_us == CAPALIGN_TIME_NONE || cue->first_word == cue->end_word ||
        is_beyond(m, cue))
        return;
    if (cue->found)
        tell_times(m, index);
    else if (is_silent(m, cue))
        tell_time_line(m, "cue-on-silence", index, 0, NULL);
    else if (sure_of_words && cue->unspoken)
        tell_words(m, index, cue->first_word, cue->end_word);
    if (sure_of_words && !m->speech.mapped && !m->speech.noisy && cue->spoken && !cue->unspoken &&
        !cue->lyrics)
        tell_runs(m, index);
}

/* ---- speech without cues ---- */

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
    int64_t at_us, limit = limit_of(m->check, "speech-without-cue");
    int64_t length = ca_check_sound_speech(&m->sound, from_us, to_us, &at_us);
    if (!length || length < limit)
        return;
    char time[CA_TIME_TEXT], note[80];
    ca_time_format_short(at_us / CA_US_PER_S * CA_US_PER_S, time);
    snprintf(note, sizeof note, ", from %s on", time);
    if (m->speech.cue_count)
        tell_time_line(m, "speech-without-cue", cue_at(m, at_us + ca_shift_at(&m->shift, at_us)),
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

/* Puts them in order, and together where they touch; how many are left. */
static size_t join(span *spans, size_t count)
{
    size_t kept = 0;
    qsort(spans, count, sizeof *spans, by_start);
    for (size_t i = 0; i < count; i++) {
        if (kept && spans[i].from_us <= spans[kept - 1].to_us) {
            if (spans[i].to_us > spans[kept - 1].to_us)
                spans[kept - 1].to_us = spans[i].to_us;
        } else {
            spans[kept++] = spans[i];
        }
    }
    return kept;
}

/* What the cues cover. */
static size_t covered(const ca_check_media *m, span *cues)
{
    size_t count = 0;
    for (size_t i = 0; i < m->speech.cue_count; i++)
        if (m->speech.cues[i].start_us != CAPALIGN_TIME_NONE)
            cues[count++] = (span){ca_shift_undo(&m->shift, m->speech.cues[i].start_us),
                                   ca_shift_undo(&m->shift, m->speech.cues[i].end_us)};
    return join(cues, count);
}

/* The sound that is neither word nor silence to the engine, joined. */
static void tell_others(ca_check_media *m, const span *cues, size_t count)
{
    const ca_alignment *heard = m->hearing.result;
    span sound = {0, 0};
    for (size_t i = 0; i < heard->other_count; i++) {
        if (heard->others[i].start_us > sound.to_us + JOIN_US) {
            tell_stretch(m, cues, count, sound);
            sound.from_us = heard->others[i].start_us;
        }
        sound.to_us = heard->others[i].end_us;
    }
    tell_stretch(m, cues, count, sound);
}

/* From the end of one cue's words to the beginning of the next one's, by the first and last of them
 * that are at their place to be sure; nothing where they are not found. */
static span between(const ca_cue_speech *before, const ca_cue_speech *after)
{
    span gap = {INT64_MAX, INT64_MIN};
    if (!before->found || !after->found)
        return gap;
    for (size_t i = 0; i < before->end_word - before->first_word; i++)
        if ((double)before->words[i].placement >= CA_WELL_PLACED)
            gap.from_us = before->words[i].end_us;
    for (size_t i = after->end_word - after->first_word; i--;)
        if ((double)after->words[i].placement >= CA_WELL_PLACED)
            gap.to_us = after->words[i].start_us;
    return gap;
}

/* Between two cues that follow each other in the file and are found nothing of the text can be
 * said: whatever is heard there, words of the text that the engine took it for included. The gaps
 * that were looked at are added to `cues`, which has room for them; how many there are then. */
static size_t tell_gaps(ca_check_media *m, span *cues, size_t count)
{
    size_t all = count;
    for (size_t i = 0; i + 1 < m->speech.cue_count; i++) {
        span gap = between(&m->speech.cues[i], &m->speech.cues[i + 1]);
        if (gap.from_us >= gap.to_us)
            continue;
        tell_stretch(m, cues, count, gap);
        cues[all++] = gap;
    }
    return join(cues, all);
}

/* Where the engine heard the text there is no speech to be missed; elsewhere there may be. Where
 * there is text that could not be looked for, the sound alone is no proof: noise may pass for
 * speech. */
static bool tell_uncaptioned(ca_check_media *m, bool aligned)
{
    bool unknown = m->speech.text.found.count >= LEAST_WORDS || m->speech.left_out;
    if (limit_of(m->check, "speech-without-cue") == CAPALIGN_TIME_NONE || (!aligned && unknown))
        return true;
    span *cues = calloc(2 * m->speech.cue_count + 1, sizeof *cues);
    if (!cues)
        return false;
    size_t count = covered(m, cues);
    if (aligned) {
        count = tell_gaps(m, cues, count);
        tell_others(m, cues, count);
    } else {
        tell_stretch(m, cues, count, (span){0, ca_check_sound_duration_us(&m->sound)});
    }
    free(cues);
    return true;
}

/* ---- all of it ---- */

/* A translation is no mistake, captions of another medium are. */
static void tell_mismatch(ca_check_media *m, const char *medium_language)
{
    const char *language = m->speech.text.language;
    char note[160];
    if (*medium_language && !ca_language_matches(language, medium_language)) {
        snprintf(note, sizeof note, "they are in the language \"%s\", and the medium says \"%s\"",
                 language, medium_language);
        ca_check_tell_file(m, "speech-not-compared", 0, note);
        return;
    }
    snprintf(note, sizeof note, "their words are not in its speech (match %d of 100)",
             (int)(m->hearing.result->match * 100 + 0.5));
    ca_check_tell_file(m, "captions-mismatch", 0, note);
}

bool ca_check_tell_media(ca_check_media *m, const char *medium_language)
{
    const ca_alignment *heard = m->hearing.result;
    bool words = heard && m->speech.words >= LEAST_WORDS;
    if (words && !m->matches) {
        tell_mismatch(m, medium_language);
        return true;
    }
    if (m->shift.kind == CA_SHIFT_OFFSET)
        tell_offset(m);
    if (m->shift.kind == CA_SHIFT_DRIFT)
        tell_drift(m, first_speech(m));
    ca_check_tell_end(m);
    bool sure_of_words = words && m->speech.knows_words &&
                         m->speech.words_found * 100 >= m->speech.words * FOUND_PERCENT;
    for (size_t i = 0; i < m->speech.cue_count; i++)
        tell_cue(m, i, sure_of_words);
    return tell_uncaptioned(m, words);
}
