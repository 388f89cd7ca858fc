#include "cue/layout.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/time.h"
#include "cue/segment.h"
#include "cue/timing.h"

/* A cue shorter than this would vanish in formats that count milliseconds. */
#define SHORTEST_US CA_US_PER_MS

/* Text on its way to cues. */
typedef struct layout {
    const ca_layout_profile *profile;
    ca_atoms atoms;
    uint64_t *sums;
    uint32_t max_lines;
    bool sparing;   /* see ca_segment_rules */
    size_t *starts; /* the atom that each cue begins with */
    int64_t *begin_us;
    int64_t *end_us;
    size_t count;
} layout;

static capalign_code open_layout(layout *l, ca_str text, const ca_layout_word *words,
                                 size_t word_count, const char *language, capalign_error *error)
{
    if (text.size > CA_LAYOUT_MAX_BYTES)
        return ca_fail(error, CAPALIGN_E_LIMIT,
                       "the text has %zu bytes, at most %zu can be laid out", text.size,
                       CA_LAYOUT_MAX_BYTES);
    l->max_lines = l->profile->max_lines;
    capalign_code code =
        ca_atoms_split(text, words, word_count, l->profile->max_columns, &l->atoms, error);
    if (!code)
        code = ca_atoms_judge(&l->atoms, language, error);
    if (code)
        return code;
    l->sums = calloc(l->atoms.count + 1, sizeof *l->sums);
    if (!l->sums)
        return ca_fail_memory(error);
    ca_wrap_sums(&l->atoms, l->sums);
    return CAPALIGN_OK;
}

static void close_layout(layout *l)
{
    ca_atoms_free(&l->atoms);
    free(l->sums);
    free(l->starts);
    free(l->begin_us);
    free(l->end_us);
}

static capalign_code cut_cues(layout *l, bool timed, int64_t limit_us, capalign_error *error)
{
    free(l->starts);
    l->starts = NULL;
    ca_segment_rules rules = {l->profile, l->max_lines, l->sparing, timed, limit_us};
    capalign_code code = ca_segment(&l->atoms, l->sums, &rules, &l->starts, &l->count, error);
    if (code)
        return code;
    free(l->begin_us);
    free(l->end_us);
    l->begin_us = calloc(l->count + 1, sizeof *l->begin_us);
    l->end_us = calloc(l->count + 1, sizeof *l->end_us);
    return l->begin_us && l->end_us ? CAPALIGN_OK : ca_fail_memory(error);
}

/* The atom after the last one of a cue. */
static size_t cue_end(const layout *l, size_t cue)
{
    return cue + 1 < l->count ? l->starts[cue + 1] : l->atoms.count;
}

/* One line after the other, each as full as it gets: for what no number of lines is enough. */
static void write_greedily(const layout *l, size_t from, size_t to, ca_strbuf *out)
{
    while (from < to) {
        size_t end = from + 1;
        while (end < to &&
               ca_wrap_columns(&l->atoms, l->sums, from, end + 1) <= l->profile->max_columns)
            end++;
        ca_wrap line = {.starts = {from}, .count = 1};
        ca_wrap_write(&l->atoms, end, &line, out);
        if (end < to)
            ca_strbuf_add_char(out, '\n');
        from = end;
    }
}

static capalign_code add_cues(layout *l, capalign_track *track, capalign_error *error)
{
    ca_strbuf text = {0};
    capalign_code code = CAPALIGN_OK;
    for (size_t i = 0; i < l->count && !code; i++) {
        ca_wrap wrap;
        ca_strbuf_clear(&text);
        size_t from = l->starts[i], to = cue_end(l, i);
        if (ca_wrap_lines(&l->atoms, l->sums, from, to, l->profile->max_columns, l->max_lines,
                          &wrap))
            ca_wrap_write(&l->atoms, to, &wrap, &text);
        else
            write_greedily(l, from, to, &text);
        if (text.failed || text.size > UINT32_MAX) {
            code = ca_fail_memory(error);
            break;
        }
        capalign_cue cue = {.start_us = l->begin_us[i],
                            .end_us = l->end_us[i],
                            .text = text.data,
                            .text_bytes = (uint32_t)text.size};
        code = capalign_track_add_cue(track, &cue, error);
    }
    ca_strbuf_free(&text);
    return code;
}

/* --- a caption over a span -------------------------------------------------------------------- */

static int64_t round_down(int64_t us)
{
    return us / CA_US_PER_MS * CA_US_PER_MS;
}

/* Shares the span by characters: every cue gets its part, rounded down to the millisecond, and a
 * microsecond at least. */
static void share_span(layout *l, int64_t start_us, int64_t end_us)
{
    uint64_t all = 0, passed = 0, span = (uint64_t)(end_us - start_us);
    for (size_t k = 0; k < l->atoms.count; k++)
        all += l->atoms.items[k].characters;
    int64_t at = start_us;
    for (size_t i = 0; i < l->count; i++) {
        for (size_t k = l->starts[i]; k < cue_end(l, i); k++)
            passed += l->atoms.items[k].characters;
        /* span * passed / all without overflow: both factors of the second product are < all. */
        int64_t next = start_us + (int64_t)(span / all * passed + span % all * passed / all);
        int64_t latest = end_us - (int64_t)(l->count - 1 - i);
        next = round_down(next) > at ? round_down(next) : next;
        next = next <= at ? at + 1 : next;
        next = next > latest || i + 1 == l->count ? latest : next;
        l->begin_us[i] = at;
        l->end_us[i] = next;
        at = next;
    }
}

/* Where cues would be too short: as few as can be, then with more lines, up to twice the
 * profile's; all in one cue where there are more cues than microseconds. */
static capalign_code cut_caption(layout *l, int64_t span_us, capalign_error *error)
{
    uint32_t most = 2 * l->profile->max_lines;
    most = most < CA_WRAP_MAX_LINES ? most : CA_WRAP_MAX_LINES;
    for (;;) {
        capalign_code code = cut_cues(l, false, CAPALIGN_TIME_NONE, error);
        if (code)
            return code;
        bool long_enough = span_us / (int64_t)l->count >= l->profile->min_duration_us;
        if (long_enough || l->count == 1 || l->max_lines >= most)
            break;
        l->max_lines += l->sparing;
        l->sparing = true;
    }
    if ((int64_t)l->count > span_us)
        l->count = 1;
    return CAPALIGN_OK;
}

capalign_code ca_layout_caption(ca_str text, int64_t start_us, int64_t end_us,
                                const ca_layout_profile *profile, capalign_track *track,
                                capalign_error *error)
{
    if (start_us < 0 || end_us <= start_us)
        return ca_fail(error, CAPALIGN_E_ARGUMENT, "the span of a caption must not be empty");
    layout l = {.profile = profile};
    capalign_code code = open_layout(&l, text, NULL, 0, capalign_track_language(track), error);
    if (!code && l.atoms.count) {
        code = cut_caption(&l, end_us - start_us, error);
        if (!code) {
            share_span(&l, start_us, end_us);
            code = add_cues(&l, track, error);
        }
    }
    close_layout(&l);
    return code;
}

/* --- words with times ------------------------------------------------------------------------- */

/* Begins with the first atom of each cue, pushed on where cues would begin too close to each other
 * to be seen at all (unspoken text without room), and back from the end of the medium. */
static void set_begins(layout *l, int64_t limit_us)
{
    int64_t step = l->profile->min_gap_us + SHORTEST_US;
    for (size_t i = 0; i < l->count; i++) {
        int64_t begin = round_down(l->atoms.items[l->starts[i]].start_us);
        bool close = i && begin < l->begin_us[i - 1] + step;
        l->begin_us[i] = close ? l->begin_us[i - 1] + step : begin;
    }
    if (limit_us == CAPALIGN_TIME_NONE || limit_us / step <= (int64_t)l->count)
        return;
    int64_t latest = round_down(limit_us - step);
    for (size_t i = l->count; i-- > 0 && l->begin_us[i] > latest; latest -= step)
        l->begin_us[i] = latest;
}

/* How long the cue should stand for its text. */
static int64_t needed_us(const layout *l, size_t cue)
{
    size_t from = l->starts[cue], to = cue_end(l, cue);
    int64_t columns = ca_wrap_columns(&l->atoms, l->sums, from, to);
    int64_t reading = columns * CA_US_PER_S / l->profile->columns_per_s;
    int64_t words = 0;
    for (size_t k = from; k < to; k++)
        words += ca_atom_begins_word(&l->atoms.items[k]) ? l->profile->min_word_us : 0;
    int64_t need = l->profile->min_duration_us;
    need = reading > need ? reading : need;
    return words > need ? words : need;
}

/* Ends with the speech and a tail, later if the text needs time and there is room. */
static int64_t end_of(const layout *l, size_t cue, int64_t limit_us)
{
    const ca_layout_profile *profile = l->profile;
    int64_t begin = l->begin_us[cue], speech = l->atoms.items[cue_end(l, cue) - 1].end_us;
    speech = speech > begin ? speech : begin;
    int64_t end = speech + profile->tail_us, needed = begin + needed_us(l, cue);
    int64_t reading =
        needed < speech + profile->max_tail_us ? needed : speech + profile->max_tail_us;
    end = reading > end ? reading : end;
    int64_t latest = begin + profile->max_duration_us;
    if (cue + 1 < l->count) {
        int64_t next = l->begin_us[cue + 1];
        latest = next - profile->min_gap_us < latest ? next - profile->min_gap_us : latest;
        if (next - end < profile->close_gap_us)
            end = next - profile->min_gap_us;
    } else if (limit_us >= begin + SHORTEST_US && limit_us < latest) {
        latest = limit_us;
    }
    end = round_down(end + CA_US_PER_MS - 1);
    return end < latest ? end : round_down(latest);
}

static void describe(const layout *l, size_t cue, const ca_layout_word *words, ca_layout_cue *out)
{
    *out = (ca_layout_cue){.first_word = l->atoms.items[l->starts[cue]].first_word,
                           .end_word = l->atoms.items[cue_end(l, cue) - 1].end_word};
    for (size_t w = out->first_word; w < out->end_word; w++) {
        bool spoken = words[w].start_us != CAPALIGN_TIME_NONE;
        out->unspoken += !spoken;
        out->confidence += spoken ? words[w].confidence : 0;
    }
    size_t spoken = out->end_word - out->first_word - out->unspoken;
    out->confidence = spoken ? out->confidence / (double)spoken : 0;
}

static capalign_code time_cues(layout *l, const ca_layout_word *words, size_t word_count,
                               int64_t limit_us, capalign_error *error)
{
    ca_timing_set(&l->atoms, words, word_count, limit_us);
    capalign_code code = cut_cues(l, true, limit_us, error);
    if (code)
        return code;
    int64_t speech = l->atoms.count ? l->atoms.items[l->atoms.count - 1].end_us : 0;
    if (limit_us != CAPALIGN_TIME_NONE && limit_us < speech)
        limit_us = speech;
    set_begins(l, limit_us);
    for (size_t i = 0; i < l->count; i++)
        l->end_us[i] = end_of(l, i, limit_us);
    return CAPALIGN_OK;
}

capalign_code ca_layout_words(ca_str text, const ca_layout_word *words, size_t word_count,
                              int64_t limit_us, const ca_layout_profile *profile,
                              capalign_track *track, ca_layout_cue **cues, size_t *cue_count,
                              capalign_error *error)
{
    layout l = {.profile = profile};
    ca_layout_cue *made = NULL;
    capalign_code code = ca_timing_check(text, words, word_count, error);
    if (!code)
        code = open_layout(&l, text, words, word_count, capalign_track_language(track), error);
    if (!code)
        code = time_cues(&l, words, word_count, limit_us, error);
    if (!code && cues) {
        made = calloc(l.count + 1, sizeof *made);
        for (size_t i = 0; made && i < l.count; i++)
            describe(&l, i, words, &made[i]);
        code = made ? CAPALIGN_OK : ca_fail_memory(error);
    }
    if (!code)
        code = add_cues(&l, track, error);
    if (!code && cues) {
        *cues = made;
        *cue_count = l.count;
        made = NULL;
    }
    free(made);
    close_layout(&l);
    return code;
}
