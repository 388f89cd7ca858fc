/* How much of captions is looked for in a medium: as much as it has room for, however long they
 * are. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pipeline/check_speech.h"

enum { DURATION_US = 146000000, EACH_US = 2500000, ROOM_BYTES = 20000 };
static const char sentence[] = "The ferry leaves the harbour at six, cue %zu.";

/* Captions of `count` cues, one every `each_us`. */
static ca_check_speech make(size_t count, int64_t each_us)
{
    ca_check_speech s = {.cue_count = count};
    ca_transcript *text = &s.text.transcript;
    s.cues = calloc(count, sizeof *s.cues);
    text->ranges = calloc(count, sizeof *text->ranges);
    text->text = malloc(count * (sizeof sentence + 20) + 1);
    assert_true(s.cues && text->ranges && text->text);
    for (size_t i = 0; i < count; i++) {
        s.cues[i].start_us = (int64_t)i * each_us;
        s.cues[i].end_us = s.cues[i].start_us + each_us;
        int size = sprintf(text->text + text->size, sentence, i);
        text->ranges[i] = (ca_cue_range){text->size, text->size + (size_t)size, i};
        text->size += (size_t)size;
        text->text[text->size++] = '\n';
    }
    text->range_count = count;
    return s;
}

static void is_whole(const ca_check_speech *s, size_t cue, bool kept)
{
    char expected[sizeof sentence + 20] = "";
    const ca_transcript *text = &s->text.transcript;
    size_t size = text->ranges[cue].to - text->ranges[cue].from;
    if (kept)
        sprintf(expected, sentence, cue);
    assert_int_equal(size, strlen(expected));
    assert_memory_equal(text->text + text->ranges[cue].from, expected, size);
    assert_int_equal(text->text[text->ranges[cue].to], '\n');
}

static void captions_that_fit_stay(void **state)
{
    (void)state;
    ca_check_speech s = make(150, DURATION_US / 150);
    size_t before = s.text.transcript.size;
    ca_check_leave_out(&s, DURATION_US);
    assert_int_equal(s.left_out, 0);
    assert_int_equal(s.text.transcript.size, before);
    ca_check_speech_free(&s);
    s = make(50000, EACH_US);
    ca_check_leave_out(&s, 0); /* the medium does not say how long it is */
    assert_int_equal(s.left_out, 0);
    ca_check_speech_free(&s);
}

/* What is searched, for captions of 10 and of 100 times as many cues. */
static void long_captions_are_not_more_to_search(void **state)
{
    (void)state;
    size_t spoken[2], counts[] = {5000, 50000};
    for (int k = 0; k < 2; k++) {
        ca_check_speech s = make(counts[k], EACH_US);
        ca_check_leave_out(&s, DURATION_US);
        size_t kept = s.cue_count - s.left_out;
        assert_int_equal(kept, (size_t)((s.compared_to_us - 1) / EACH_US + 1));
        assert_true(s.compared_to_us > DURATION_US);
        for (size_t i = 0; i < s.cue_count; i++)
            is_whole(&s, i, i < kept);
        spoken[k] = s.text.transcript.ranges[kept - 1].to;
        assert_true(spoken[k] < ROOM_BYTES);
        ca_check_speech_free(&s);
    }
    assert_int_equal(spoken[0], spoken[1]);
}

static void too_much_at_once_is_not_searched(void **state)
{
    (void)state;
    ca_check_speech s = make(50000, DURATION_US / 50000);
    ca_check_leave_out(&s, DURATION_US);
    assert_int_equal(s.left_out, 50000);
    is_whole(&s, 0, false);
    is_whole(&s, 49999, false);
    ca_check_speech_free(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(captions_that_fit_stay),
        cmocka_unit_test(long_captions_are_not_more_to_search),
        cmocka_unit_test(too_much_at_once_is_not_searched),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
