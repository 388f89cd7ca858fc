/* Checking captions and reading its configuration with each allocation failing in turn. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <capalign/check.h>

#include "fail.h"

typedef struct job {
    const char *path;
    const char *bytes;
    size_t size;
    const char *profile;
} job;

static capalign_check_config *make_config(const char *profile)
{
    capalign_check_config *config = NULL;
    if (capalign_check_config_create(&config, NULL) != CAPALIGN_OK)
        return NULL;
    assert_int_equal(capalign_check_config_enable(config, "all", true, NULL), CAPALIGN_OK);
    assert_int_equal(capalign_check_config_profile(config, profile, NULL), CAPALIGN_OK);
    return config;
}

static bool check(void *context)
{
    const job *j = context;
    capalign_error error = {0};
    capalign_check_config *config = make_config(j->profile);
    if (!config)
        return false;
    const capalign_check_options options = {.config = config};
    capalign_check_result *result = NULL;
    capalign_code code =
        capalign_check_bytes(j->bytes, j->size, j->path, &options, &result, &error);
    assert_true(code == CAPALIGN_OK || (code == CAPALIGN_E_MEMORY && error.code == code));
    assert_int_equal(code == CAPALIGN_OK, result != NULL);
    capalign_check_result_destroy(result);
    capalign_check_config_destroy(config);
    return code == CAPALIGN_OK;
}

/* Markup, entities, styles in two ways, odd characters, ids, suppressions, a line broken badly. */
static const char vtt[] =
    "WEBVTT\n\nREGION\nid:a id:b\n\nNOTE capalign-disable all-caps no-rule\n\n"
    "one\n00:01.000 --> 00:02.000 line:1.5\n<v Ann>Wait... \xE2\x80\xA6 the\nsea & <i>so</i>\n\n"
    "one\n00:02.000-->00:03.000\n- \"Yes\" "
    "\xE2\x80\x9Cno\xE2\x80\x9D\n-\xE2\x80\xAE\xEE\x80\x80\n\n"
    "00:03.000 --> 00:04.000\n\xE2\x99\xAA La \xE2\x99\xAB\n\xC3\x83\xC2\xA9\n";

static const char srt[] = "1\n10:00:01,000 --> 10:00:02,000\n<i>One  two\nof\nthree\n\n"
                          "2\n10:00:02,000 --> 10:00:03,000\n<i>One  two\nof\nthree\n";

static void every_failure_is_an_error(void **state)
{
    (void)state;
    const job jobs[] = {
        {"a.en.vtt", vtt, sizeof vtt - 1, "netflix"}, {"a.vtt", vtt, sizeof vtt - 1, "bbc"},
        {"a.srt", srt, sizeof srt - 1, "amazon"},     {"a.srt", srt, sizeof srt - 1, "youtube"},
        {"a.srt", "no captions", 11, "default"},
    };
    for (size_t i = 0; i < sizeof jobs / sizeof jobs[0]; i++) {
        job j = jobs[i];
        assert_true(fail_each(check, &j) > 1);
    }
}

static bool check_file(void *context)
{
    const char *path = context;
    capalign_error error = {0};
    capalign_check_config *config = make_config("default");
    if (!config)
        return false;
    const capalign_check_options options = {.config = config};
    capalign_check_result *result = NULL;
    capalign_code code = capalign_check_file(path, &options, &result, &error);
    assert_int_equal(code == CAPALIGN_OK, result != NULL);
    capalign_check_result_destroy(result);
    capalign_check_config_destroy(config);
    return code == CAPALIGN_OK;
}

/* With the files beside it, and with enough words to look for their language. */
static void files_and_neighbours(void **state)
{
    (void)state;
    static const char *const paths[] = {"tests/check/rules/same-as-other-language/bad.en.srt",
                                        "tests/check/rules/language-mismatch/bad.de.srt",
                                        "tests/check/rules/language-mismatch/bad2.ru.srt"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
        assert_true(fail_each(check_file, (void *)(uintptr_t)paths[i]) > 1);
}

static bool read_config(void *context)
{
    capalign_check_config *config = NULL, *copy = NULL;
    capalign_error error = {0};
    if (capalign_check_config_create(&config, &error) != CAPALIGN_OK)
        return false;
    bool done = capalign_check_config_read(config, context, &error) == CAPALIGN_OK;
    assert_true(done || error.code != CAPALIGN_OK);
    done = done && capalign_check_config_copy(config, &copy, &error) == CAPALIGN_OK;
    capalign_check_config_destroy(copy);
    capalign_check_config_destroy(config);
    return done;
}

static void configurations(void **state)
{
    (void)state;
    static const char text[] = "[check]\nprofile = netflix\ndisable = min-gap, max-lines\n"
                               "[limits]\nmax-reading-speed = 20\nframe-rate = 25\n"
                               "[severity]\nmax-chars = error\n";
    char path[] = "/tmp/capalign-check-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, sizeof text - 1), sizeof text - 1);
    close(fd);
    size_t runs = fail_each(read_config, path);
    unlink(path);
    assert_true(runs > 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_failure_is_an_error),
        cmocka_unit_test(files_and_neighbours),
        cmocka_unit_test(configurations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
