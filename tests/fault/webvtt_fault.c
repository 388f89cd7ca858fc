#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "caption/webvtt_cuetext.h"
#include "caption/formats.h"

#include "fail.h"

/* One of everything that allocates: CR and NUL in texts, ids and region ids, settings, findings,
 * bytes that are not UTF-8. */
static const char file[] =
    "WEBVTT words\nheader\n\nREGION\nid:a\n\nREGION\nid:b\0c width:1% x\n\nREGION\nid:a\n\nREGION\n"
    "id:d\n\nREGION\nid:e\n\ni\0d\n00:01.000 --> 00:02.000 region:b\0c align:end bad\na\rb\0 "
    "\xFF\n\n"
    "stray\n\n00:03.000 --> 00:04.000 region:zz line:0.1,end\nplain\n";

static int count_bytes(void *context, const char *bytes, size_t size)
{
    (void)bytes;
    *(size_t *)context += size;
    return 0;
}

static bool write_as(const capalign_track *track, const char *format)
{
    capalign_error error = {0};
    size_t size = 0;
    capalign_code code = capalign_caption_write(track, format, count_bytes, &size, NULL, &error);
    assert_true(code == CAPALIGN_OK || code == CAPALIGN_E_MEMORY);
    assert_int_equal(code, error.code);
    return code == CAPALIGN_OK;
}

static bool read_and_write(void *context)
{
    (void)context;
    capalign_error error = {0};
    capalign_caption_read_options options = {.format = "vtt"};
    capalign_track *track = NULL;
    capalign_code code = capalign_caption_parse(file, sizeof file - 1, &options, &track, &error);
    if (code != CAPALIGN_OK) {
        assert_int_equal(code, CAPALIGN_E_MEMORY);
        assert_null(track);
        return false;
    }
    capalign_track_set_span(track, 0, 0, 1000, NULL);
    bool written = write_as(track, "vtt");
    free(track->source); /* the texts of these cues are in the arena, or not needed any more */
    track->source = NULL;
    track->cue_count = 1;
    written = written && write_as(track, "vtt");
    capalign_track_destroy(track);
    return written;
}

static bool write_made(void *context)
{
    (void)context;
    capalign_track *track = NULL;
    capalign_cue cue = {.end_us = 1000, .text = "a\n\n<b> -->", .text_bytes = 10};
    if (capalign_track_create(&track, NULL) != CAPALIGN_OK)
        return false;
    bool done = capalign_track_add_cue(track, &cue, NULL) == CAPALIGN_OK && write_as(track, "vtt");
    track->format = &ca_format_webvtt;
    done = done && write_as(track, "vtt");
    capalign_track_destroy(track);
    return done;
}

static bool parse_cue_text(void *context)
{
    (void)context;
    ca_arena arena = {0};
    bool done = ca_cuetext_parse(
        &arena, ca_str_of("<v.a.b x &amp; y>&lt;a<lang en>b&gt;</lang><00:01.000></v>c"),
        ca_str_of("de"));
    ca_arena_free(&arena);
    return done;
}

static void reading_and_writing(void **state)
{
    (void)state;
    assert_true(fail_each(read_and_write, NULL) > 10);
}

static void writing(void **state)
{
    (void)state;
    assert_true(fail_each(write_made, NULL) > 4);
}

static void cue_text(void **state)
{
    (void)state;
    assert_true(fail_each(parse_cue_text, NULL) >= 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reading_and_writing),
        cmocka_unit_test(writing),
        cmocka_unit_test(cue_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
