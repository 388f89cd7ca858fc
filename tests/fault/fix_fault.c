#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <capalign/check.h>

#include "fail.h"

/* Something for each kind of fix: times, indices, tags, order, overlaps, line breaks, an edit that
 * is refused; and the same of WebVTT. */
static const char srt[] =
    "\xEF\xBB\xBF"
    "5\n00:00:01.000-->00:00:04,000\n<b>The ferry <i>leaves the harbour</b> at six in "
    "the morning\n\n\n1\n00:00:03,000 --> 00:00:03,000\na &amp; "
    "b\\Nc\x01\xE2\x80\xAE\n00:00:00,000 "
    "--> 00:00:00,500\nOne\xFF\xC3\xA9\n";
static const char vtt[] =
    "WEBVTT title\n\nb\n00:05.000 --> 00:06.000 line:1 line:2 color:red\nTwo\n\n"
    "00:01.000 --> 00:02.000\nOne\0\n00:01.500 --> 00:03.000\nThree & four\n";
static const char latin[] = "1\n00:00:01,000 --> 00:00:02,000\ncaf\xE9\n";

typedef struct input {
    const char *bytes;
    size_t size;
    const char *path;
} input;

static int count_bytes(void *context, const char *bytes, size_t size)
{
    (void)bytes;
    *(size_t *)context += size;
    return 0;
}

static bool fix_and_diff(void *context)
{
    const input *in = context;
    capalign_error error = {0};
    char *fixed;
    size_t size, count, written = 0;
    capalign_code code = capalign_check_fix(in->bytes, in->size, in->path, NULL, true, &fixed,
                                            &size, &count, &error);
    assert_true(code == CAPALIGN_OK || code == CAPALIGN_E_MEMORY);
    assert_int_equal(code, error.code);
    if (code != CAPALIGN_OK) {
        assert_null(fixed);
        return false;
    }
    assert_non_null(fixed);
    code = capalign_check_diff(in->path, in->bytes, in->size, fixed, size, count_bytes, &written,
                               &error);
    capalign_free(fixed);
    assert_true(code == CAPALIGN_OK || code == CAPALIGN_E_MEMORY);
    return code == CAPALIGN_OK;
}

static void each_fails(void **state)
{
    (void)state;
    const input inputs[] = {{srt, sizeof srt - 1, "a.srt"},
                            {vtt, sizeof vtt - 1, "a.vtt"},
                            {latin, sizeof latin - 1, "b.srt"}};
    for (size_t i = 0; i < sizeof inputs / sizeof inputs[0]; i++)
        assert_true(fail_each(fix_and_diff, (void *)(uintptr_t)&inputs[i]) > 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_fails)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
