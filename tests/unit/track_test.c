#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "base/strbuf.h"
#include "caption/formats.h"

static capalign_track *empty_track(void)
{
    capalign_track *track = NULL;
    assert_int_equal(capalign_track_create(&track, NULL), CAPALIGN_OK);
    return track;
}

static void cues_are_copied(void **state)
{
    (void)state;
    capalign_track *track = empty_track();
    char text[] = "One\r\ntwo\rthree\n", id[] = "x", region[] = "r";
    capalign_cue_settings settings = {.region = region};
    capalign_cue cue = {.start_us = 1,
                        .end_us = 2,
                        .text = text,
                        .text_bytes = sizeof text - 1,
                        .id = id,
                        .id_bytes = 1,
                        .settings = &settings};
    assert_int_equal(capalign_track_add_cue(track, &cue, NULL), CAPALIGN_OK);
    text[0] = id[0] = region[0] = '!';
    const capalign_cue *kept = capalign_track_cue(track, 0);
    assert_int_equal(kept->text_bytes, strlen("One\ntwo\nthree"));
    assert_memory_equal(kept->text, "One\ntwo\nthree", kept->text_bytes);
    assert_int_equal(kept->id[0], 'x');
    assert_string_equal(kept->settings->region, "r");
    assert_null(capalign_track_cue(track, 1));
    capalign_track_destroy(track);
}

static void what_is_out_of_range_is_refused(void **state)
{
    (void)state;
    capalign_track *track = empty_track();
    capalign_cue_settings nan_size = {.size = NAN}, bad_align = {.align = 9}, bad_region = {0};
    bad_region.region = "\xFF";
    const capalign_cue cues[] = {
        {.text = "a\0b", .text_bytes = 3},
        {.text = "\xFF", .text_bytes = 1},
        {.text = "", .id = "\xC3", .id_bytes = 1},
        {.text = "", .start_us = -1},
        {.text = "", .end_us = -1},
        {.text = "", .settings = &nan_size},
        {.text = "", .settings = &bad_align},
        {.text = "", .settings = &bad_region},
    };
    for (size_t i = 0; i < sizeof cues / sizeof cues[0]; i++)
        assert_int_equal(capalign_track_add_cue(track, &cues[i], NULL), CAPALIGN_E_ARGUMENT);
    assert_int_equal(capalign_track_set_span(track, 0, 0, 1, NULL), CAPALIGN_E_ARGUMENT);
    assert_int_equal(capalign_track_cue_count(track), 0);
    assert_int_equal(
        capalign_track_set_language(track, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", NULL),
        CAPALIGN_E_ARGUMENT);
    assert_string_equal(capalign_track_language(track), "");
    capalign_track_destroy(track);
    capalign_track_destroy(NULL);
}

static void spans_can_be_changed(void **state)
{
    (void)state;
    capalign_track *track = empty_track();
    capalign_cue cue = {.start_us = 1, .end_us = 2, .text = ""};
    capalign_track_add_cue(track, &cue, NULL);
    assert_int_equal(capalign_track_set_span(track, 0, 1, 2, NULL), CAPALIGN_OK);
    assert_false(track->cues[0].changed);
    assert_int_equal(capalign_track_set_span(track, 0, 5, CAPALIGN_TIME_NONE, NULL), CAPALIGN_OK);
    assert_true(track->cues[0].changed);
    assert_int_equal(capalign_track_set_span(track, 0, -5, 2, NULL), CAPALIGN_E_ARGUMENT);
    assert_int_equal(capalign_track_cue(track, 0)->start_us, 5);
    capalign_track_destroy(track);
}

static void formats_are_found_by_name_path_and_content(void **state)
{
    (void)state;
    assert_string_equal(capalign_caption_format_of_path("a.b/x.SRT"), "srt");
    assert_null(capalign_caption_format_of_path("a.srt/x"));
    assert_null(capalign_caption_format_name(capalign_caption_format_count()));
    assert_int_equal(ca_format_srt.sniff(ca_str_of("1\n00:00:01,000 --> 00:00:02,000\nx")), 60);
    assert_int_equal(ca_format_srt.sniff(ca_str_of("just text")), 0);
    assert_true(ca_format_json.sniff(ca_str_of(" {\"format\": null, \"cues\": []}")) > 50);
    assert_true(ca_format_json.sniff(ca_str_of("{25}{30}x")) < 50);
    capalign_track *track = NULL;
    capalign_error error;
    assert_int_equal(capalign_caption_parse("prose", 5, NULL, &track, &error), CAPALIGN_E_INPUT);
    capalign_caption_read_options options = {.format = "nothing"};
    assert_int_equal(capalign_caption_parse("", 0, &options, &track, &error), CAPALIGN_E_ARGUMENT);
    assert_null(track);
}

static int refuse(void *context, const char *bytes, size_t size)
{
    (void)context, (void)bytes, (void)size;
    return 1;
}

static void a_sink_that_stops_is_told(void **state)
{
    (void)state;
    capalign_track *track = empty_track();
    capalign_cue cue = {.start_us = 1, .end_us = 2, .text = "One", .text_bytes = 3};
    capalign_track_add_cue(track, &cue, NULL);
    capalign_error error;
    assert_int_equal(capalign_caption_write(track, "srt", refuse, NULL, NULL, &error),
                     CAPALIGN_E_IO);
    assert_int_equal(capalign_caption_write(track, "json", refuse, NULL, NULL, &error),
                     CAPALIGN_E_IO);
    assert_int_equal(capalign_caption_write(track, "docx", refuse, NULL, NULL, &error),
                     CAPALIGN_E_ARGUMENT);
    capalign_track_set_span(track, 0, CAPALIGN_TIME_NONE, 2, NULL);
    assert_int_equal(capalign_caption_write(track, "srt", refuse, NULL, NULL, &error),
                     CAPALIGN_E_INPUT);
    capalign_track_destroy(track);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cues_are_copied),
        cmocka_unit_test(what_is_out_of_range_is_refused),
        cmocka_unit_test(spans_can_be_changed),
        cmocka_unit_test(formats_are_found_by_name_path_and_content),
        cmocka_unit_test(a_sink_that_stops_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
