/* From what was heard to findings: only what is sure. */
#include <stdio.h>
#include <stdlib.h>

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

/* ---- places ---- */

int64_t ca_check_limit_of(const ca_check *check, const char *code)
{
    const ca_rule *rule = ca_rule_at(ca_rule_index(code));
    return ca_check_applies(check, rule) ? ca_check_limit(check, rule) : CAPALIGN_TIME_NONE;
}

void ca_check_tell_cue(ca_check_media *m, const char *code, size_t cue, int64_t value,
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

/* ---- the medium's end ---- */

void ca_check_tell_end(ca_check_media *m)
{
    int64_t limit = ca_check_limit_of(m->check, "max-end-beyond-media");
    if (!m->duration_us || limit == CAPALIGN_TIME_NONE)
        return;
    for (size_t i = 0; i < m->speech.cue_count; i++) {
        const ca_cue_speech *cue = &m->speech.cues[i];
        if (cue->end_us == CAPALIGN_TIME_NONE)
            continue;
        int64_t beyond = ca_shift_undo(&m->shift, cue->end_us) - m->duration_us;
        if (beyond > limit + LENGTH_SLACK_US)
            ca_check_tell_cue(m, "max-end-beyond-media", i, beyond, NULL);
    }
}

static bool is_beyond(const ca_check_media *m, const ca_cue_speech *cue)
{
    return m->duration_us && ca_shift_undo(&m->shift, cue->start_us) >= m->duration_us;
}

/* ---- one cue ---- */

/* Tells a difference that is over the rule's limit and over what can be known. */
static bool tell_apart(ca_check_media *m, const char *code, size_t cue, int64_t apart_us)
{
    int64_t limit = ca_check_limit_of(m->check, code);
    int64_t least = m->speech.least_us + 2 * m->speech.cues[cue].spread_us;
    if (limit == CAPALIGN_TIME_NONE || apart_us <= limit || apart_us < least)
        return false;
    if (!m->speech.clear && m->speech.cues[cue].confidence < SURE_IN_NOISE)
        return false;
    ca_check_tell_cue(m, code, cue, apart_us,
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

static void tell_one(ca_check_media *m, size_t index, bool sure_of_words)
{
    const ca_cue_speech *cue = &m->speech.cues[index];
    if (cue->start_us == CAPALIGN_TIME_NONE || cue->first_word == cue->end_word ||
        is_beyond(m, cue))
        return;
    if (cue->found)
        tell_times(m, index);
    else if (is_silent(m, cue))
        ca_check_tell_cue(m, "cue-on-silence", index, 0, NULL);
    else if (sure_of_words && cue->unspoken)
        tell_words(m, index, cue->first_word, cue->end_word);
    if (sure_of_words && !m->speech.mapped && !m->speech.noisy && cue->spoken && !cue->unspoken &&
        !cue->lyrics)
        tell_runs(m, index);
}

/* ---- all of it ---- */

/* A translation is no mistake, captions of another medium are. */
static void tell_mismatch(ca_check_media *m, const char *medium_language)
{
    const char *language = m->speech.text.language;
    char note[160];
    size_t size = strcspn(language, "-_");
    if (*medium_language && (strncasecmp(language, medium_language, size) != 0 ||
                             size != strcspn(medium_language, "-_"))) {
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
        ca_check_tell_offset(m);
    if (m->shift.kind == CA_SHIFT_DRIFT)
        ca_check_tell_drift(m);
    ca_check_tell_end(m);
    bool sure_of_words =
        words && m->speech.clear && m->speech.words_found * 100 >= m->speech.words * FOUND_PERCENT;
    for (size_t i = 0; i < m->speech.cue_count; i++)
        tell_one(m, i, sure_of_words);
    return ca_check_tell_uncaptioned(m, words);
}
