#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "cue/layout.h"
#include "cue/width.h"

/* All texts of the track in one line, lines and cues joined by a space where the source had one. */
static char *joined(const capalign_track *track)
{
    ca_strbuf all = {0};
    ca_strbuf_add(&all, "", 0);
    for (size_t i = 0; i < capalign_track_cue_count(track); i++) {
        const capalign_cue *cue = capalign_track_cue(track, i);
        for (size_t k = 0; k < cue->text_bytes; k++)
            if (cue->text[k] != '\n' && cue->text[k] != ' ')
                ca_strbuf_add(&all, &cue->text[k], 1);
    }
    return all.data;
}

static char *without_spaces(const char *text)
{
    char *copy = calloc(strlen(text) + 1, 1), *to = copy;
    for (; *text; text++)
        if (*text != ' ' && *text != '\n')
            *to++ = *text;
    return copy;
}

static void check_fits(const capalign_track *track, const ca_layout_profile *profile)
{
    for (size_t i = 0; i < capalign_track_cue_count(track); i++) {
        const capalign_cue *cue = capalign_track_cue(track, i);
        size_t lines = 0;
        for (size_t from = 0; from <= cue->text_bytes; lines++) {
            const char *end = memchr(cue->text + from, '\n', cue->text_bytes - from);
            size_t to = end ? (size_t)(end - cue->text) : cue->text_bytes;
            assert_true(to > from);
            assert_true(ca_columns_of((ca_str){cue->text + from, to - from}) <=
                        profile->max_columns);
            from = to + 1;
        }
        assert_true(lines <= profile->max_lines);
    }
}

static capalign_track *lay_caption(const char *text, int64_t start_us, int64_t end_us)
{
    capalign_track *track;
    assert_int_equal(capalign_track_create(&track, NULL), CAPALIGN_OK);
    assert_int_equal(ca_layout_caption(ca_str_of(text), start_us, end_us,
                                       ca_layout_profile_named(NULL), track, NULL),
                     CAPALIGN_OK);
    return track;
}

static void check_caption(const char *text, const char *first)
{
    capalign_track *track = lay_caption(text, 1000, 10001000);
    size_t count = capalign_track_cue_count(track);
    const capalign_cue *cue = capalign_track_cue(track, 0);
    assert_true(cue->text_bytes == strlen(first) && memcmp(cue->text, first, cue->text_bytes) == 0);
    assert_int_equal(cue->start_us, 1000);
    assert_int_equal(capalign_track_cue(track, count - 1)->end_us, 10001000);
    for (size_t i = 1; i < count; i++)
        assert_int_equal(capalign_track_cue(track, i)->start_us,
                         capalign_track_cue(track, i - 1)->end_us);
    char *all = joined(track), *wanted = without_spaces(text);
    assert_string_equal(all, wanted);
    check_fits(track, ca_layout_profile_named(NULL));
    free(all);
    free(wanted);
    capalign_track_destroy(track);
}

static void captions_are_even_and_break_at_phrases(void **state)
{
    (void)state;
    check_caption("Short", "Short");
    check_caption("A caption that is a little longer than one line of it",
                  "A caption that is a little\nlonger than one line of it");
    check_caption("Cranes lift the section, and the ferries change their times",
                  "Cranes lift the section,\nand the ferries change their times");
    check_caption("多くの人が朝早くから港に集まり、新しい橋を見守った。",
                  "多くの人が朝早くから港に集まり、\n新しい橋を見守った。");
}

static void a_long_caption_becomes_cues_that_share_the_span(void **state)
{
    (void)state;
    char text[4000] = "";
    for (int i = 0; i < 40; i++)
        strcat(text, "The harbour was quiet, and nobody had expected that the bridge would open. ");
    capalign_track *track = lay_caption(text, 0, 60000000);
    assert_true(capalign_track_cue_count(track) > 30);
    check_fits(track, ca_layout_profile_named(NULL));
    capalign_track_destroy(track);
}

static void nothing_comes_of_white_space(void **state)
{
    (void)state;
    capalign_track *track = lay_caption(" \n\t ", 0, 1000000);
    assert_int_equal(capalign_track_cue_count(track), 0);
    capalign_track_destroy(track);
}

/* A transcript with its words: word i from `i` · 400 ms on for 300 ms, with a pause of 2 s after
 * every seventh; every eleventh is not spoken. */
typedef struct transcript {
    ca_strbuf text;
    ca_layout_word *words;
    size_t count;
} transcript;

static transcript make_transcript(size_t count, uint32_t seed)
{
    static const char *const vocabulary[] = {"the",    "harbour", "was",  "quiet,",
                                             "and",    "nobody.", "Ines", "Aalto",
                                             "waited", "for",     "a",    "longboat"};
    transcript t = {.words = calloc(count, sizeof *t.words), .count = count};
    int64_t now_us = 0;
    for (size_t i = 0; i < count; i++) {
        seed = seed * 1664525 + 1013904223;
        const char *word = vocabulary[(seed >> 16) % 12];
        size_t from = t.text.size;
        ca_strbuf_add_text(&t.text, word);
        t.words[i] = (ca_layout_word){from, t.text.size, now_us, now_us + 300000, 0.9};
        if (i % 11 == 10)
            t.words[i].start_us = t.words[i].end_us = CAPALIGN_TIME_NONE;
        now_us += i % 7 == 6 ? 2300000 : 400000;
        ca_strbuf_add_text(&t.text, " ");
    }
    return t;
}

static void check_cues(const transcript *t, const capalign_track *track, const ca_layout_cue *cues,
                       size_t count)
{
    size_t word = 0;
    int64_t end_us = 0;
    assert_int_equal(capalign_track_cue_count(track), count);
    for (size_t i = 0; i < count; i++) {
        const capalign_cue *cue = capalign_track_cue(track, i);
        assert_int_equal(cues[i].first_word, word);
        assert_true(cue->start_us >= end_us);
        assert_true(cue->end_us >= cue->start_us);
        for (word = cues[i].first_word; word < cues[i].end_word; word++) {
            if (t->words[word].start_us == CAPALIGN_TIME_NONE)
                continue;
            assert_true(cue->start_us <= t->words[word].start_us);
            assert_true(cue->end_us >= t->words[word].end_us / 1000 * 1000);
        }
        end_us = cue->end_us;
    }
    assert_int_equal(word, t->count);
}

static void words_are_all_there_in_order_and_in_time(void **state)
{
    (void)state;
    for (size_t profile = 0; profile < ca_layout_profile_count(); profile++) {
        for (uint32_t seed = 1; seed <= 20; seed++) {
            transcript t = make_transcript(1 + seed * 13, seed);
            capalign_track *track;
            ca_layout_cue *cues;
            size_t count;
            assert_int_equal(capalign_track_create(&track, NULL), CAPALIGN_OK);
            assert_int_equal(ca_layout_words(ca_strbuf_view(&t.text), t.words, t.count,
                                             CAPALIGN_TIME_NONE, ca_layout_profile_at(profile),
                                             track, &cues, &count, NULL),
                             CAPALIGN_OK);
            check_cues(&t, track, cues, count);
            check_fits(track, ca_layout_profile_at(profile));
            char *all = joined(track), *wanted = without_spaces(t.text.data);
            assert_string_equal(all, wanted);
            free(all);
            free(wanted);
            free(cues);
            free(t.words);
            ca_strbuf_free(&t.text);
            capalign_track_destroy(track);
        }
    }
}

static void words_out_of_order_are_the_callers_mistake(void **state)
{
    (void)state;
    const ca_layout_word words[] = {{4, 7, 0, 100, 1}, {0, 3, 200, 300, 1}};
    capalign_track *track;
    assert_int_equal(capalign_track_create(&track, NULL), CAPALIGN_OK);
    assert_int_equal(ca_layout_words(ca_str_of("one two"), words, 2, CAPALIGN_TIME_NONE,
                                     ca_layout_profile_named(NULL), track, NULL, NULL, NULL),
                     CAPALIGN_E_ARGUMENT);
    capalign_track_destroy(track);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(captions_are_even_and_break_at_phrases),
        cmocka_unit_test(a_long_caption_becomes_cues_that_share_the_span),
        cmocka_unit_test(nothing_comes_of_white_space),
        cmocka_unit_test(words_are_all_there_in_order_and_in_time),
        cmocka_unit_test(words_out_of_order_are_the_callers_mistake),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
