/* Reading and writing captions with each allocation failing in turn: an error and no leak. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include <capalign/caption.h>

#include "fail.h"

typedef struct job {
    const char *source;
    size_t size;
    const char *from;
    const char *to;
} job;

static int ignore(void *context, const char *bytes, size_t size)
{
    (void)context, (void)bytes, (void)size;
    return 0;
}

static bool convert(void *context)
{
    const job *j = context;
    capalign_track *track = NULL;
    capalign_error error;
    capalign_caption_read_options options = {.format = j->from};
    if (capalign_caption_parse(j->source, j->size, &options, &track, &error) != CAPALIGN_OK) {
        assert_null(track);
        assert_int_equal(error.code, CAPALIGN_E_MEMORY);
        return false;
    }
    capalign_code code = capalign_caption_write(track, j->to, ignore, NULL, NULL, &error);
    capalign_track_destroy(track);
    return code == CAPALIGN_OK;
}

/* CRLF, NUL, tags, disorder: every path that takes memory. */
static const char srt[] =
    "1\r\n00:00:05,000 --> 00:00:06,000\r\n<i><b>One</i>\r\ntwo\r\n\r\n"
    "2\r\n00:00:01,000 --> 00:00:02,500\r\na\0b\r\n\r\n3\r\n00:00:02,000 --> 00:00:03,000\r\nc";

static const char json[] =
    "{\"format\": \"vtt\", \"language\": \"en\", \"cues\": [{\"start_us\": 1, \"end_us\": 2, "
    "\"id\": \"a\", \"text\": \"<c>One</c>\", \"settings\": {\"line\": 33.3, \"region\": \"r\"}}], "
    "\"regions\": [{\"id\": \"r\"}], \"findings\": [{\"code\": \"a\", \"severity\": \"info\", "
    "\"message\": \"m\"}]}";

static const char vtt[] =
    "WEBVTT\n\nSTYLE\n::cue{}\n\nREGION\nid:r\n\na\n00:01.000 --> 00:02.000 line:0 region:r\n"
    "<v Ann>One</v> <c.x>&amp; two</c>\n\n00:03.000 --> 00:02.000\nThree\0\n";

static void every_failure_is_an_error(void **state)
{
    (void)state;
    static const job jobs[] = {
        {srt, sizeof srt - 1, "srt", "srt"},     {srt, sizeof srt - 1, "srt", "json"},
        {srt, sizeof srt - 1, "srt", "vtt"},     {vtt, sizeof vtt - 1, "vtt", "vtt"},
        {vtt, sizeof vtt - 1, "vtt", "srt"},     {vtt, sizeof vtt - 1, "vtt", "json"},
        {json, sizeof json - 1, "json", "vtt"},  {json, sizeof json - 1, "json", "srt"},
        {json, sizeof json - 1, "json", "json"},
    };
    for (size_t i = 0; i < sizeof jobs / sizeof jobs[0]; i++) {
        job j = jobs[i];
        assert_true(fail_each(convert, &j) > 3);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_failure_is_an_error)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
