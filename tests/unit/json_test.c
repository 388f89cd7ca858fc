#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <locale.h>
#include <string.h>

#include <jansson.h>

#include "base/strbuf.h"
#include "caption/formats.h"
#include "caption/json.h"

static int collect(void *context, const char *bytes, size_t size)
{
    ca_strbuf_add(context, bytes, size);
    return 0;
}

static capalign_code read_json(const char *source, capalign_track **track, capalign_error *error)
{
    capalign_caption_read_options options = {.format = "json"};
    *track = NULL;
    return capalign_caption_parse(source, strlen(source), &options, track, error);
}

static void write_json(const capalign_track *track, ca_strbuf *out)
{
    capalign_error error;
    assert_int_equal(capalign_caption_write(track, "json", collect, out, NULL, &error),
                     CAPALIGN_OK);
}

static const char document[] =
    "{\"format\": \"vtt\",\n"
    " \"language\": \"en-GB\",\n"
    " \"cues\": [\n"
    "  {\"index\": 1, \"id\": \"a\\\"b\", \"start_us\": null, \"end_us\": 9007199254740993, "
    "\"text\": \"<b>One</b>\\n\\ttwo \\\\ \\u001b\", \"source_line\": 3, \"settings\": "
    "{\"vertical\": \"rl\", \"snapToLines\": false, \"line\": 33.3, \"lineAlign\": \"end\", "
    "\"position\": 0.1, \"positionAlign\": \"line-left\", \"size\": 1e-7, \"align\": \"left\", "
    "\"region\": \"r\"}},\n"
    "  {\"index\": 2, \"id\": \"\", \"start_us\": 0, \"end_us\": 0, \"text\": \"\", \"settings\": "
    "{\"vertical\": \"\", \"snapToLines\": true, \"line\": \"auto\", \"lineAlign\": \"start\", "
    "\"position\": \"auto\", \"positionAlign\": \"auto\", \"size\": 100, \"align\": \"center\", "
    "\"region\": null}}],\n"
    " \"regions\": [\n"
    "  {\"id\": \"r\", \"width\": 41.125, \"lines\": 9223372036854775807, \"anchorX\": 0, "
    "\"anchorY\": 100, \"viewportAnchorX\": -1, \"viewportAnchorY\": 100, \"scroll\": \"up\"}],\n"
    " \"findings\": [\n"
    "  {\"code\": \"time-range\", \"severity\": \"error\", \"fix\": \"none\", \"line\": 3, "
    "\"column\": 1, \"cue\": 1, \"message\": \"m\"}]}\n";

static void what_is_read_is_written_the_same(void **state)
{
    (void)state;
    capalign_track *track;
    capalign_error error;
    assert_int_equal(read_json(document, &track, &error), CAPALIGN_OK);
    assert_ptr_equal(track->format, &ca_format_webvtt);
    ca_strbuf out = {0};
    write_json(track, &out);
    assert_string_equal(out.data, document);
    ca_strbuf_free(&out);
    capalign_track_destroy(track);
}

static void what_is_missing_has_its_default(void **state)
{
    (void)state;
    capalign_track *track;
    capalign_error error;
    assert_int_equal(
        read_json("{\"cues\": [{\"start_us\": 1, \"end_us\": 2, \"text\": \"a\\r\\nb\\n\","
                  " \"settings\": {}}]}",
                  &track, &error),
        CAPALIGN_OK);
    assert_null(track->format);
    const capalign_cue *cue = capalign_track_cue(track, 0);
    assert_int_equal(cue->text_bytes, 3);
    assert_null(cue->id);
    assert_true(cue->settings->snap_to_lines && cue->settings->line_auto);
    ca_strbuf out = {0};
    write_json(track, &out);
    assert_non_null(strstr(out.data, "\"format\": null"));
    ca_strbuf_free(&out);
    capalign_track_destroy(track);
}

static void what_is_wrong_is_named(void **state)
{
    (void)state;
#define CUE(REST) "{\"cues\": [{\"start_us\": 1, \"end_us\": 2, \"text\": \"a\"" REST "}]}"
    static const struct {
        const char *source;
        const char *part; /* of the message */
        size_t line;
    } cases[] = {
        {"{\n\"cues\": [,]}", "not valid JSON", 2},
        {"[]", "not", 0},
        {"{}", "\"cues\"", 0},
        {"{\"cues\": {}}", "\"cues\" must be an array", 0},
        {"{\"cues\": [1]}", "cue 1 must be an object", 0},
        {"{\"cues\": [], \"cues\": []}", "duplicate", 1},
        {"{\"cues\": [], \"colour\": 1}", "\"colour\"", 0},
        {"{\"cues\": [], \"format\": \"docx\"}", "\"format\"", 0},
        {"{\"cues\": [], \"format\": \"json\"}", "\"format\"", 0},
        {"{\"cues\": [], \"language\": 1}", "\"language\"", 0},
        {"{\"cues\": [], \"language\": \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}", "35", 0},
        {"{\"cues\": [{\"start_us\": 1, \"text\": \"a\"}]}", "\"end_us\" of cue 1", 0},
        {"{\"cues\": [{\"start_us\": -1, \"end_us\": 2, \"text\": \"a\"}]}", "\"start_us\"", 0},
        {"{\"cues\": [{\"start_us\": 1.5, \"end_us\": 2, \"text\": \"a\"}]}", "\"start_us\"", 0},
        {"{\"cues\": [{\"start_us\": 1, \"end_us\": 2}]}", "\"text\"", 0},
        {"{\"cues\": [{\"start_us\": 1, \"end_us\": 2, \"text\": \"\\u0000\"}]}", "JSON", 1},
        {CUE(", \"settings\": 1"), "\"settings\"", 0},
        {CUE(", \"settings\": {\"line\": \"x\"}"), "\"line\"", 0},
        {CUE(", \"settings\": {\"align\": \"middle\"}"), "\"align\"", 0},
        {CUE(", \"settings\": {\"region\": 1}"), "\"region\"", 0},
        {CUE(", \"settings\": {\"snapToLines\": 1}"), "\"snapToLines\"", 0},
        {CUE(", \"settings\": {\"size\": \"1\"}"), "\"size\"", 0},
        {CUE(", \"ID\": \"1\""), "\"ID\"", 0},
        {"{\"cues\": [], \"regions\": [{\"lines\": 1}]}", "\"id\" of region 1", 0},
        {"{\"cues\": [], \"regions\": [{\"id\": \"\", \"scroll\": \"down\"}]}", "\"scroll\"", 0},
        {"{\"cues\": [], \"findings\": [{\"code\": \"a\", \"severity\": \"bad\"}]}",
         "\"severity\" of finding 1", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        capalign_track *track;
        capalign_error error;
        if (read_json(cases[i].source, &track, &error) != CAPALIGN_E_INPUT)
            fail_msg("taken: %s", cases[i].source);
        if (!strstr(error.message, cases[i].part))
            fail_msg("%s: %s", cases[i].source, error.message);
        if (cases[i].line)
            assert_int_equal(error.line, cases[i].line);
    }
}

static void numbers_are_shortest_in_every_locale(void **state)
{
    (void)state;
    static const double values[] = {0.1, 33.3, 100.0 / 3, 1e300, 5e-324, -2.5, 123456789.125, 1e15};
    setlocale(LC_ALL, "de_DE.UTF-8"); /* a decimal comma, where the machine has it */
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        ca_strbuf out = {0};
        ca_output output = {.sink = collect, .context = &out};
        assert_true(ca_json_add_number(&output, values[i]));
        ca_output_flush(&output);
        json_t *read = json_loadb(out.data, out.size, JSON_DECODE_ANY, NULL);
        assert_non_null(read);
        double value = json_number_value(read);
        assert_memory_equal(&value, &values[i], sizeof value);
        json_decref(read);
        if (i == 1)
            assert_string_equal(out.data, "33.3");
        ca_strbuf_free(&out);
    }
    setlocale(LC_ALL, "C");
}

static void an_srt_track_survives(void **state)
{
    (void)state;
    static const char source[] = "7\n00:00:01,5 --> 00:00:02,500\n<i>One & {\\an8}\n\nmore\n";
    capalign_track *track = NULL, *again;
    capalign_error error;
    assert_int_equal(capalign_caption_parse(source, sizeof source - 1, NULL, &track, &error),
                     CAPALIGN_OK);
    ca_strbuf first = {0}, second = {0};
    write_json(track, &first);
    assert_int_equal(read_json(first.data, &again, &error), CAPALIGN_OK);
    assert_ptr_equal(again->format, &ca_format_srt);
    write_json(again, &second);
    assert_string_equal(first.data, second.data);
    assert_int_equal(capalign_track_finding_count(again), capalign_track_finding_count(track));
    ca_strbuf_free(&first);
    ca_strbuf_free(&second);
    capalign_track_destroy(track);
    capalign_track_destroy(again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_read_is_written_the_same),
        cmocka_unit_test(what_is_missing_has_its_default),
        cmocka_unit_test(what_is_wrong_is_named),
        cmocka_unit_test(numbers_are_shortest_in_every_locale),
        cmocka_unit_test(an_srt_track_survives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
