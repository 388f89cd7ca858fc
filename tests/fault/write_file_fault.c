/* capalign_caption_write_file with each allocation failing in turn: the file is written all the
 * same (the writer has a second way to make one), or the old one stays. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <capalign/caption.h>

#include "fail.h"

static const char source[] = "WEBVTT\n\n00:01.000 --> 00:02.000 line:0\n<c.a>One</c> &amp; two\n";
static const char written[] = "1\n00:00:01,000 --> 00:00:02,000\nOne & two\n";

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void holds(const char *path, const char *text)
{
    char there[256];
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    there[fread(there, 1, sizeof there - 1, file)] = '\0';
    fclose(file);
    assert_int_equal(strncmp(there, text, strlen(text)), 0);
}

/* Writes over a file that holds `old` until no allocation fails; returns how many runs failed. */
static size_t write_over(const capalign_track *track, const char *path, const char *old)
{
    size_t failures = 0;
    for (size_t n = 0;; n++) {
        capalign_error error;
        bool changed = true;
        put(path, old);
        fail_allocation(n);
        capalign_code code =
            capalign_caption_write_file(track, NULL, path, true, &changed, NULL, &error);
        bool failed = allocation_failed();
        fail_allocation(SIZE_MAX);
        if (code != CAPALIGN_OK) {
            assert_true(failed);
            assert_int_equal(error.code, CAPALIGN_E_MEMORY);
            assert_false(changed);
            failures++;
        }
        holds(path, code == CAPALIGN_OK ? written : old);
        if (!failed)
            return failures;
    }
}

static void memory_fails(void **state)
{
    (void)state;
    char folder[] = "/tmp/capalign-fault-XXXXXX", path[64];
    const capalign_caption_read_options options = {.format = "vtt"};
    capalign_track *track;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/out.srt", folder);
    assert_int_equal(capalign_caption_parse(source, sizeof source - 1, &options, &track, NULL),
                     CAPALIGN_OK);
    assert_true(write_over(track, path, "mine") > 2);
    assert_true(write_over(track, path, written) > 0);
    capalign_track_destroy(track);
    unlink(path);
    assert_int_equal(rmdir(folder), 0); /* no temporary file was left */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(memory_fails)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
