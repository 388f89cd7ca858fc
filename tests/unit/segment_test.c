#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/strbuf.h"
#include "cue/layout.h"
#include "cue/width.h"

#define S INT64_C(1000000)
#define MS INT64_C(1000)

/* --- helpers ---------------------------------------------------------------------------------- */

typedef struct laid {
    capalign_track *track;
    ca_layout_cue *cues;
    size_t count;
} laid;

static void close_laid(laid *l)
{
    capalign_track_destroy(l->track);
    free(l->cues);
}

static const capalign_cue *cue_at(const laid *l, size_t index)
{
    const capalign_cue *cue = capalign_track_cue(l->track, index);
    assert_non_null(cue);
    return cue;
}

static void assert_text(const laid *l, size_t index, const char *want)
{
    const capalign_cue *cue = cue_at(l, index);
    char text[512];
    snprintf(text, sizeof text, "%.*s", (int)cue->text_bytes, cue->text);
    assert_string_equal(text, want);
}

static laid lay_caption(const char *text, int64_t start, int64_t end, const char *profile)
{
    laid l = {0};
    assert_int_equal(capalign_track_create(&l.track, NULL), CAPALIGN_OK);
    assert_int_equal(ca_layout_caption(ca_str_of(text), start, end,
                                       ca_layout_profile_named(profile), l.track, NULL),
                     CAPALIGN_OK);
    l.count = capalign_track_cue_count(l.track);
    return l;
}

static laid lay_words(const char *text, const ca_layout_word *words, size_t count, int64_t limit,
                      const ca_layout_profile *profile)
{
    laid l = {0};
    assert_int_equal(capalign_track_create(&l.track, NULL), CAPALIGN_OK);
    capalign_error error;
    capalign_code code = ca_layout_words(ca_str_of(text), words, count, limit, profile, l.track,
                                         &l.cues, &l.count, &error);
    if (code)
        print_error("%s\n", error.message);
    assert_int_equal(code, CAPALIGN_OK);
    assert_int_equal(l.count, capalign_track_cue_count(l.track));
    return l;
}

/* The words of a text that are spoken one after the other: `word_ms` each, `pause_ms` more after
 * a word with . ! or ? and where '~' stands in for a letter that is not spoken. */
static size_t speak(const char *text, int64_t word_ms, int64_t pause_ms, ca_layout_word *words)
{
    size_t count = 0;
    int64_t at = S;
    for (const char *c = text; *c;) {
        size_t skip = strspn(c, " \n"), size = strcspn(c + skip, " \n");
        c += skip;
        if (size && *c != '[') {
            bool spoken = !memchr(c, '~', size);
            words[count] = (ca_layout_word){
                .from = (size_t)(c - text),
                .to = (size_t)(c - text) + size,
                .start_us = spoken ? at : CAPALIGN_TIME_NONE,
                .end_us = spoken ? at + word_ms * MS : CAPALIGN_TIME_NONE,
                .confidence = 0.5 + 0.1 * (double)(count % 2),
            };
            count++;
            at += spoken ? word_ms * MS : 0;
            at += strchr(".!?", c[size - 1]) ? pause_ms * MS : 0;
        }
        c += size;
    }
    return count;
}

static laid lay_speech(const char *text, int64_t word_ms, int64_t pause_ms, const char *profile)
{
    ca_layout_word words[256];
    size_t count = speak(text, word_ms, pause_ms, words);
    return lay_words(text, words, count, CAPALIGN_TIME_NONE, ca_layout_profile_named(profile));
}

/* --- captions --------------------------------------------------------------------------------- */

static void a_short_caption_is_one_cue_over_the_whole_span(void **state)
{
    (void)state;
    laid l = lay_caption(" Cranes lift the first\tsection ", 250 * MS, 146 * S + 123, "default");
    assert_int_equal(l.count, 1);
    assert_text(&l, 0, "Cranes lift the first section");
    assert_int_equal(cue_at(&l, 0)->start_us, 250 * MS);
    assert_int_equal(cue_at(&l, 0)->end_us, 146 * S + 123);
    close_laid(&l);
}

static void a_long_caption_shares_the_span_by_characters(void **state)
{
    (void)state;
    /* Two sentences of 60 and 30 characters: each a cue, together 90 of the span. */
    laid l = lay_caption("The first sentence of this caption has exactly sixty letters. "
                         "The second is of thirty only.. ",
                         0, 90 * S, "default");
    assert_int_equal(l.count, 2);
    assert_text(&l, 0, "The first sentence of this caption\nhas exactly sixty letters.");
    assert_text(&l, 1, "The second is of thirty only..");
    assert_int_equal(cue_at(&l, 0)->end_us, cue_at(&l, 1)->start_us);
    assert_int_equal(cue_at(&l, 1)->end_us, 90 * S);
    close_laid(&l);
}

static void a_short_span_gives_fewer_cues_with_more_lines(void **state)
{
    (void)state;
    const char *text = "One two three four five six seven eight nine ten. Eleven twelve thirteen "
                       "fourteen fifteen sixteen. Seventeen eighteen nineteen twenty and more and "
                       "more and more words.";
    laid wide = lay_caption(text, 0, 60 * S, "default");
    laid tight = lay_caption(text, 0, 1500 * MS, "default");
    assert_true(wide.count >= 3);
    assert_true(tight.count < wide.count);
    size_t lines = 1;
    for (size_t i = 0; i < cue_at(&tight, 0)->text_bytes; i++)
        lines += cue_at(&tight, 0)->text[i] == '\n';
    assert_in_range(lines, 3, 4);
    close_laid(&wide);
    close_laid(&tight);
}

static void a_span_of_a_microsecond_loses_no_text(void **state)
{
    (void)state;
    char text[2000];
    for (size_t i = 0; i < sizeof text - 1; i++)
        text[i] = i % 7 == 6 ? ' ' : 'x';
    text[sizeof text - 1] = '\0';
    laid l = lay_caption(text, 5, 6, "default");
    assert_int_equal(l.count, 1);
    assert_int_equal(cue_at(&l, 0)->end_us, 6);
    size_t letters = 0;
    for (size_t i = 0; i < cue_at(&l, 0)->text_bytes; i++)
        letters += cue_at(&l, 0)->text[i] == 'x';
    assert_int_equal(letters, 1999 - 1999 / 7);
    close_laid(&l);
}

static void white_space_is_no_caption(void **state)
{
    (void)state;
    laid l = lay_caption(" \n\t ", 0, S, "default");
    assert_int_equal(l.count, 0);
    close_laid(&l);
    capalign_track *track;
    assert_int_equal(capalign_track_create(&track, NULL), CAPALIGN_OK);
    assert_int_equal(
        ca_layout_caption(ca_str_of("x"), 5, 5, ca_layout_profile_named(NULL), track, NULL),
        CAPALIGN_E_ARGUMENT);
    capalign_track_destroy(track);
}

/* --- words ------------------------------------------------------------------------------------ */

static void cues_end_with_sentences_and_begin_with_speech(void **state)
{
    (void)state;
    laid l = lay_speech("The bridge is open. Everybody came to see it. It was raining a little.",
                        300, 800, "default");
    assert_int_equal(l.count, 3);
    assert_text(&l, 0, "The bridge is open.");
    assert_text(&l, 1, "Everybody came to see it.");
    assert_int_equal(cue_at(&l, 0)->start_us, S);
    /* Four words of 300 ms, and the tail. */
    assert_int_equal(cue_at(&l, 0)->end_us, S + 1200 * MS + 250 * MS);
    assert_int_equal(cue_at(&l, 1)->start_us, S + 2000 * MS);
    assert_int_equal(l.cues[1].first_word, 4);
    assert_int_equal(l.cues[1].end_word, 9);
    close_laid(&l);
}

static void abbreviations_and_initials_end_no_sentence(void **state)
{
    (void)state;
    laid l = lay_speech("We asked Dr. J. Smith about it.", 300, 0, "default");
    assert_int_equal(l.count, 1);
    close_laid(&l);
    l = lay_speech(
        "They had met Professor Eleanor Whitfield and Mr. Anthony G. Longbottom by chance.", 300, 0,
        "default");
    for (size_t i = 0; i + 1 < l.count; i++) {
        const capalign_cue *cue = cue_at(&l, i);
        assert_true(cue->text[cue->text_bytes - 1] != '.');
    }
    close_laid(&l);
}

static void speakers_begin_cues(void **state)
{
    (void)state;
    laid l = lay_speech("ANNA: Yes. BEN: No.\n- Why?\n>> Because.", 300, 0, "default");
    assert_int_equal(l.count, 4);
    assert_text(&l, 0, "ANNA: Yes.");
    assert_text(&l, 1, "BEN: No.");
    assert_text(&l, 2, "- Why?");
    assert_text(&l, 3, ">> Because.");
    close_laid(&l);
}

static void a_label_does_not_begin_its_cue_early(void **state)
{
    (void)state;
    const char *text = "First words. ANNA: Later words.";
    ca_layout_word words[] = {{0, 5, S, 2 * S, 1},
                              {6, 11, 2 * S, 3 * S, 1},
                              {19, 24, 20 * S, 21 * S, 1},
                              {25, 30, 21 * S, 22 * S, 1}};
    laid l = lay_words(text, words, 4, CAPALIGN_TIME_NONE, ca_layout_profile_named(NULL));
    assert_int_equal(l.count, 2);
    assert_text(&l, 1, "ANNA: Later words.");
    assert_int_equal(cue_at(&l, 1)->start_us, 20 * S);
    assert_int_equal(cue_at(&l, 0)->end_us, 3 * S + 250 * MS);
    close_laid(&l);
}

static void a_pause_parts_what_the_text_does_not(void **state)
{
    (void)state;
    const char *text = "alpha beta gamma delta";
    ca_layout_word words[] = {{0, 5, S, 2 * S, 1},
                              {6, 10, 2 * S, 3 * S, 1},
                              {11, 16, 6 * S, 7 * S, 1},
                              {17, 22, 7 * S, 8 * S, 1}};
    laid l = lay_words(text, words, 4, CAPALIGN_TIME_NONE, ca_layout_profile_named(NULL));
    assert_int_equal(l.count, 2);
    assert_text(&l, 0, "alpha beta");
    assert_int_equal(cue_at(&l, 1)->start_us, 6 * S);
    close_laid(&l);
}

static void a_tag_fills_the_gap_that_it_stands_in(void **state)
{
    (void)state;
    const char *text = "Here it comes. [slow music] That was it.";
    ca_layout_word words[] = {{0, 4, S, 2 * S, 1},         {5, 7, 2 * S, 3 * S, 1},
                              {8, 13, 3 * S, 4 * S, 1},    {28, 32, 10 * S, 11 * S, 1},
                              {33, 36, 11 * S, 12 * S, 1}, {37, 39, 12 * S, 13 * S, 1}};
    laid l = lay_words(text, words, 6, CAPALIGN_TIME_NONE, ca_layout_profile_named(NULL));
    assert_int_equal(l.count, 3);
    assert_text(&l, 1, "[slow music]");
    assert_true(cue_at(&l, 1)->start_us >= 4 * S && cue_at(&l, 1)->end_us <= 10 * S);
    assert_int_equal(l.cues[1].first_word, l.cues[1].end_word);
    close_laid(&l);
}

static void unspoken_words_stay_between_their_neighbours_and_are_counted(void **state)
{
    (void)state;
    const char *text =
        "These words are spoken. Nobody ever said this sentence. But this one again.";
    ca_layout_word words[32];
    size_t count = speak(text, 300, 2000, words);
    for (size_t w = 4; w < 9; w++)
        words[w].start_us = words[w].end_us = CAPALIGN_TIME_NONE;
    laid l = lay_words(text, words, count, CAPALIGN_TIME_NONE, ca_layout_profile_named(NULL));
    assert_int_equal(l.count, 3);
    assert_int_equal(l.cues[0].unspoken, 0);
    assert_int_equal(l.cues[1].unspoken, 5);
    assert_true(l.cues[1].confidence < 0.01);
    assert_true(l.cues[0].confidence > 0.54 && l.cues[0].confidence < 0.56);
    assert_true(cue_at(&l, 1)->start_us >= words[3].end_us);
    assert_true(cue_at(&l, 1)->end_us <= words[9].start_us);
    close_laid(&l);
}

static void nothing_spoken_at_all_still_gives_ordered_cues(void **state)
{
    (void)state;
    const char *text =
        "Not one of these words was found. Not in this sentence either. Nor in that.";
    ca_layout_word words[32];
    size_t count = speak(text, 300, 0, words);
    for (size_t w = 0; w < count; w++)
        words[w].start_us = words[w].end_us = CAPALIGN_TIME_NONE;
    laid l = lay_words(text, words, count, 10 * S, ca_layout_profile_named(NULL));
    assert_true(l.count >= 2);
    assert_true(cue_at(&l, l.count - 1)->end_us <= 10 * S);
    close_laid(&l);
}

static void gaps_are_those_of_the_style(void **state)
{
    (void)state;
    const char *text = "The first sentence is of some length. The second one is not any shorter. "
                       "And the third one ends it all.";
    laid l = lay_speech(text, 300, 200, "netflix");
    for (size_t i = 0; i + 1 < l.count; i++)
        assert_int_equal(cue_at(&l, i + 1)->start_us - cue_at(&l, i)->end_us, 84 * MS);
    close_laid(&l);
    l = lay_speech(text, 300, 900, "bbc"); /* a gap is a second or there is none */
    for (size_t i = 0; i + 1 < l.count; i++)
        assert_int_equal(cue_at(&l, i + 1)->start_us, cue_at(&l, i)->end_us);
    close_laid(&l);
}

static void the_last_cue_ends_with_the_medium(void **state)
{
    (void)state;
    ca_layout_word word = {0, 5, S, S + 200 * MS, 1};
    laid l = lay_words("Stop.", &word, 1, S + 300 * MS, ca_layout_profile_named(NULL));
    assert_int_equal(cue_at(&l, 0)->end_us, S + 300 * MS);
    close_laid(&l);
    l = lay_words("Stop.", &word, 1, CAPALIGN_TIME_NONE, ca_layout_profile_named(NULL));
    assert_int_equal(cue_at(&l, 0)->end_us, S + 834 * MS); /* the least duration */
    close_laid(&l);
}

static void words_out_of_order_are_refused(void **state)
{
    (void)state;
    static const ca_layout_word bad[][2] = {
        {{0, 2, 0, 1, 1}, {1, 3, 1, 2, 1}},
        {{0, 0, 0, 1, 1}, {1, 3, 1, 2, 1}},
        {{0, 2, 0, 1, 1}, {2, 30, 1, 2, 1}},
        {{0, 2, 5, 6, 1}, {2, 3, 1, 2, 1}},
        {{0, 2, 5, 4, 1}, {2, 3, 6, 7, 1}},
        {{0, 2, -5, 4, 1}, {2, 3, 6, 7, 1}},
        {{0, 2, CAPALIGN_TIME_NONE, 4, 1}, {2, 3, 6, 7, 1}},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        capalign_track *track;
        ca_layout_cue *cues = NULL;
        size_t count;
        assert_int_equal(capalign_track_create(&track, NULL), CAPALIGN_OK);
        assert_int_equal(ca_layout_words(ca_str_of("abcdef"), bad[i], 2, CAPALIGN_TIME_NONE,
                                         ca_layout_profile_named(NULL), track, &cues, &count, NULL),
                         CAPALIGN_E_ARGUMENT);
        assert_null(cues);
        capalign_track_destroy(track);
    }
}

/* --- whatever comes --------------------------------------------------------------------------- */

static uint32_t next(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* Characters without white space. */
static void squeeze(ca_strbuf *out, const char *data, size_t size)
{
    for (size_t i = 0; i < size;) {
        uint32_t c;
        i += ca_utf8_decode(data + i, size - i, &c);
        if (!ca_is_space(c))
            ca_strbuf_add_char(out, c);
    }
}

static void assert_nothing_lost(const char *text, const laid *l)
{
    ca_strbuf want = {0}, got = {0};
    squeeze(&want, text, strlen(text));
    for (size_t i = 0; i < l->count; i++)
        squeeze(&got, cue_at(l, i)->text, cue_at(l, i)->text_bytes);
    assert_int_equal(want.size, got.size);
    assert_true(want.size == 0 || memcmp(want.data, got.data, want.size) == 0);
    ca_strbuf_free(&want);
    ca_strbuf_free(&got);
}

static void assert_lines_fit(const laid *l, uint32_t max_columns, uint32_t max_lines)
{
    for (size_t i = 0; i < l->count; i++) {
        const capalign_cue *cue = cue_at(l, i);
        uint32_t lines = 0;
        for (size_t from = 0; from < cue->text_bytes;) {
            const char *line = cue->text + from;
            const char *end = memchr(line, '\n', cue->text_bytes - from);
            size_t size = end ? (size_t)(end - line) : cue->text_bytes - from;
            assert_true(size > 0);
            assert_true(ca_columns_of((ca_str){line, size}) <= max_columns);
            from += size + 1;
            lines++;
        }
        assert_true(lines > 0 && lines <= max_lines);
    }
}

static void assert_times_hold(const laid *l, const ca_layout_profile *p)
{
    for (size_t i = 0; i < l->count; i++) {
        const capalign_cue *cue = cue_at(l, i);
        assert_true(cue->start_us >= 0 && cue->end_us > cue->start_us);
        assert_true(cue->end_us - cue->start_us <= p->max_duration_us);
        if (i + 1 < l->count)
            assert_true(cue->end_us + p->min_gap_us <= cue_at(l, i + 1)->start_us);
    }
}

static void random_text(uint32_t *seed, char *text, size_t capacity, size_t pieces)
{
    static const char *const kit[] = {"the",
                                      "A",
                                      "bridge",
                                      "Maria",
                                      "von",
                                      "42",
                                      "km",
                                      ".",
                                      ",",
                                      "?",
                                      "\"",
                                      "(",
                                      ")",
                                      "[",
                                      "]",
                                      "-",
                                      "—",
                                      "/",
                                      ":",
                                      "ANNA:",
                                      ">>",
                                      "新",
                                      "しい",
                                      "橋",
                                      "。",
                                      "「",
                                      "」",
                                      "カー",
                                      "ッ",
                                      "สะพาน",
                                      "ใหม่",
                                      "다리",
                                      "जल",
                                      "مرحبا",
                                      "👨‍👩‍👧",
                                      "e\xCC\x81",
                                      "\xC2\xA0",
                                      "…",
                                      "Donaudampfschifffahrtsgesellschaft",
                                      "x.y.z",
                                      "''",
                                      "«",
                                      "»",
                                      "\xE2\x80\x8B",
                                      "I",
                                      "don't",
                                      "Dr."};
    size_t size = 0;
    for (size_t i = 0; i < pieces; i++) {
        const char *piece = kit[next(seed) % (sizeof kit / sizeof kit[0])];
        const char *space =
            (const char *[]){" ", " ", " ", "", "", "\n", "\n\n", "  "}[next(seed) % 8];
        if (size + strlen(piece) + 3 >= capacity)
            break;
        size += (size_t)sprintf(text + size, "%s%s", piece, space);
    }
    text[size] = '\0';
}

static size_t random_words(uint32_t *seed, const char *text, ca_layout_word *words, size_t capacity)
{
    size_t count = 0, size = strlen(text), at = 0;
    int64_t time = (int64_t)(next(seed) % 5000) * MS;
    while (at < size && count < capacity) {
        size_t to = at;
        do {
            uint32_t c;
            to += ca_utf8_decode(text + to, size - to, &c);
        } while (to < size && next(seed) % 4);
        bool spoken = next(seed) % 8 != 0;
        int64_t length = (int64_t)(next(seed) % 900) * MS + next(seed) % 999;
        if (next(seed) % 60 == 0)
            length *= 30;
        words[count++] = (ca_layout_word){at, to, spoken ? time : CAPALIGN_TIME_NONE,
                                          spoken ? time + length : CAPALIGN_TIME_NONE, 0.7};
        time += spoken ? length : 0;
        time += next(seed) % 10 == 0 ? (int64_t)(next(seed) % 8000) * MS : 0;
        at = to + (next(seed) % 5 == 0);
        while (at < size && ((unsigned char)text[at] & 0xC0) == 0x80)
            at++;
    }
    return count;
}

static void limits_hold_for_any_words(void **state)
{
    (void)state;
    uint32_t seed = 1;
    static char text[6000];
    static ca_layout_word words[2000];
    for (int round = 0; round < 1500; round++) {
        random_text(&seed, text, sizeof text, next(&seed) % 120);
        size_t count = random_words(&seed, text, words, 2000);
        ca_layout_profile p = *ca_layout_profile_at(next(&seed) % ca_layout_profile_count());
        if (next(&seed) % 3 == 0)
            p.max_columns = 4 + next(&seed) % 40;
        if (next(&seed) % 3 == 0)
            p.max_lines = 1 + next(&seed) % 4;
        int64_t limit = next(&seed) % 2 ? CAPALIGN_TIME_NONE : (int64_t)(next(&seed) % 100000) * MS;
        laid l = lay_words(text, words, count, limit, &p);
        assert_nothing_lost(text, &l);
        assert_lines_fit(&l, p.max_columns, p.max_lines);
        assert_times_hold(&l, &p);
        for (size_t i = 0; i < l.count; i++) {
            assert_int_equal(l.cues[i].first_word, i ? l.cues[i - 1].end_word : 0);
            assert_true(l.cues[i].end_word >= l.cues[i].first_word);
        }
        if (l.count)
            assert_int_equal(l.cues[l.count - 1].end_word, count);
        close_laid(&l);
    }
}

static void limits_hold_for_any_caption(void **state)
{
    (void)state;
    uint32_t seed = 2;
    static char text[6000];
    for (int round = 0; round < 1500; round++) {
        random_text(&seed, text, sizeof text, next(&seed) % 100);
        const ca_layout_profile *p = ca_layout_profile_at(next(&seed) % ca_layout_profile_count());
        int64_t start = next(&seed) % 1000,
                end = start + 1 + next(&seed) % (round % 2 ? 50 : 300000000);
        laid l = lay_caption(text, start, end, p->name);
        assert_nothing_lost(text, &l);
        bool crowded = end - start < 100; /* microseconds: all in one cue */
        assert_lines_fit(&l, p->max_columns, crowded ? 1000 : 2 * p->max_lines);
        for (size_t i = 0; i < l.count; i++) {
            assert_int_equal(cue_at(&l, i)->start_us, i ? cue_at(&l, i - 1)->end_us : start);
            assert_true(cue_at(&l, i)->end_us > cue_at(&l, i)->start_us);
        }
        if (l.count)
            assert_int_equal(cue_at(&l, l.count - 1)->end_us, end);
        close_laid(&l);
    }
}

/* --- ten hours -------------------------------------------------------------------------------- */

static double seconds_for(size_t words, uint32_t seed)
{
    static const char *const kit[] = {"the",    "harbour", "of",    "a",      "bridge,",
                                      "was",    "opened.", "Maria", "said",   "that",
                                      "nobody", "knows.",  "and",   "quickly"};
    ca_strbuf text = {0};
    ca_layout_word *list = malloc(words * sizeof *list);
    assert_non_null(list);
    int64_t at = 0;
    for (size_t w = 0; w < words; w++) {
        size_t from = text.size;
        ca_strbuf_add_text(&text, kit[next(&seed) % 14]);
        list[w] = (ca_layout_word){from, text.size, at, at + 300 * MS, 0.9};
        at += 360 * MS;
        ca_strbuf_add_text(&text, " ");
    }
    struct timespec a, b;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
    laid l = lay_words(text.data, list, words, at, ca_layout_profile_named("default"));
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
    assert_true(l.count > words / 20);
    close_laid(&l);
    ca_strbuf_free(&text);
    free(list);
    return (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9;
}

static void ten_hours_take_ten_times_as_long_as_one(void **state)
{
    (void)state;
    double one = seconds_for(10000, 3), ten = seconds_for(100000, 3);
    printf("1 h: %.3f s, 10 h (100,000 words): %.3f s\n", one, ten);
    assert_true(ten < 10); /* with sanitizers; 0.2 s in a release build */
    assert_true(ten < one * 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_short_caption_is_one_cue_over_the_whole_span),
        cmocka_unit_test(a_long_caption_shares_the_span_by_characters),
        cmocka_unit_test(a_short_span_gives_fewer_cues_with_more_lines),
        cmocka_unit_test(a_span_of_a_microsecond_loses_no_text),
        cmocka_unit_test(white_space_is_no_caption),
        cmocka_unit_test(cues_end_with_sentences_and_begin_with_speech),
        cmocka_unit_test(abbreviations_and_initials_end_no_sentence),
        cmocka_unit_test(speakers_begin_cues),
        cmocka_unit_test(a_label_does_not_begin_its_cue_early),
        cmocka_unit_test(a_pause_parts_what_the_text_does_not),
        cmocka_unit_test(a_tag_fills_the_gap_that_it_stands_in),
        cmocka_unit_test(unspoken_words_stay_between_their_neighbours_and_are_counted),
        cmocka_unit_test(nothing_spoken_at_all_still_gives_ordered_cues),
        cmocka_unit_test(gaps_are_those_of_the_style),
        cmocka_unit_test(the_last_cue_ends_with_the_medium),
        cmocka_unit_test(words_out_of_order_are_refused),
        cmocka_unit_test(limits_hold_for_any_words),
        cmocka_unit_test(limits_hold_for_any_caption),
        cmocka_unit_test(ten_hours_take_ten_times_as_long_as_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
