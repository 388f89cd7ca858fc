/* Aligning a transcript, and writing what comes of it in every format, with allocations failing in
 * turn: an error and no leak, and a file is whole or not there. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <capalign/align.h>

#include "fail.h"

/* The first words of the sample; its first seconds are enough. */
static const char medium[] = "samples/bridge/media/sound-bridge-lift.mp4";
static const char transcript[] = "Good morning from \"Northhaven\",";
enum { END_US = 3000000 };

/* An alignment takes some milliseconds, so of thousands of allocations only these many fail: the
 * first ones each, then every so many. */
enum { FIRST_RUNS = 12, MORE_RUNS = 12 };

/* `file`: of the transcript; NULL: the text. */
static capalign_code align(const char *file, capalign_alignment **out, capalign_error *error)
{
    capalign_align_options options = capalign_align_options_default();
    options.language = "en";
    options.force = true;
    options.end_us = END_US;
    options.threads = 1;
    return file ? capalign_align_file(medium, file, &options, out, error)
                : capalign_align_text(medium, transcript, sizeof transcript - 1, &options, out,
                                      error);
}

/* Returns whether the n-th allocation came and failed. */
static bool align_failing(const char *file, size_t n)
{
    capalign_alignment *alignment = NULL;
    capalign_error error = {0};
    fail_allocation(n);
    capalign_code code = align(file, &alignment, &error);
    bool failed = allocation_failed();
    fail_allocation(SIZE_MAX);
    if (code == CAPALIGN_OK) {
        if (failed)
            fail_msg("allocation %zu failed and nobody noticed", n);
        assert_int_equal(capalign_alignment_word_count(alignment), 4);
    } else {
        assert_true(failed);
        assert_int_equal(code, CAPALIGN_E_MEMORY);
        assert_int_equal(error.code, code);
        assert_null(alignment);
    }
    capalign_alignment_destroy(alignment);
    return failed;
}

/* How many allocations there are, to a factor of two. */
static size_t many(const char *file)
{
    size_t n = FIRST_RUNS;
    while (align_failing(file, n))
        n *= 2;
    return n;
}

static void aligning(void **state)
{
    (void)state;
    char path[] = "/tmp/capalign-fault-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, transcript, sizeof transcript - 1), sizeof transcript - 1);
    close(fd);
    const char *const files[] = {NULL, path};
    for (size_t i = 0; i < 2; i++) {
        size_t last = many(files[i]), step = last / MORE_RUNS + 1;
        for (size_t n = 0; n < last; n += n < FIRST_RUNS ? 1 : step)
            align_failing(files[i], n);
    }
    unlink(path);
}

static int ignore(void *context, const char *bytes, size_t size)
{
    (void)context, (void)bytes, (void)size;
    return 0;
}

typedef struct output {
    const capalign_alignment *alignment;
    const char *format; /* NULL: the path's extension says it */
    char path[96];
} output;

static bool write_words(void *context)
{
    const output *o = context;
    return capalign_words_write(o->alignment, o->format, ignore, NULL, NULL) == CAPALIGN_OK;
}

static capalign_code write_to_file(const output *o, capalign_error *error)
{
    capalign_file_state state;
    return o->format ? capalign_alignment_write_words(o->alignment, o->path, o->format, true,
                                                      &state, error)
                     : capalign_alignment_write(o->alignment, o->path, true, &state, error);
}

static long size_of(const char *path)
{
    FILE *file = fopen(path, "r");
    if (!file)
        return -1;
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    long size = ftell(file);
    fclose(file);
    return size;
}

static void each_failure_of_a_file(const output *o)
{
    capalign_error error;
    assert_int_equal(write_to_file(o, &error), CAPALIGN_OK);
    long whole = size_of(o->path);
    assert_true(whole > 40);
    bool failed = true;
    for (size_t n = 0; failed; n++) {
        unlink(o->path);
        fail_allocation(n);
        capalign_code code = write_to_file(o, &error);
        failed = allocation_failed();
        fail_allocation(SIZE_MAX);
        long size = size_of(o->path);
        assert_true(size == whole || (size < 0 && code == CAPALIGN_E_MEMORY));
        assert_true(code == CAPALIGN_OK || (failed && error.code == CAPALIGN_E_MEMORY));
    }
    unlink(o->path);
}

static void writing(void **state)
{
    (void)state;
    static const char *const extensions[] = {"srt", "vtt", "json", "TextGrid", "ctm"};
    char folder[] = "/tmp/capalign-fault-XXXXXX", list[64];
    capalign_alignment *alignment = NULL;
    assert_int_equal(align(NULL, &alignment, NULL), CAPALIGN_OK);
    assert_non_null(mkdtemp(folder));
    output o = {.alignment = alignment};
    for (size_t i = 0; i < sizeof extensions / sizeof extensions[0]; i++) {
        snprintf(o.path, sizeof o.path, "%s/out.%s", folder, extensions[i]);
        each_failure_of_a_file(&o);
    }
    for (size_t i = 0; i < capalign_words_format_count(); i++) {
        o.format = capalign_words_format_name(i);
        assert_true(fail_each(write_words, &o) > 0);
        each_failure_of_a_file(&o);
    }
    capalign_alignment_destroy(alignment);
    snprintf(list, sizeof list, "%s/.capalign-files", folder);
    unlink(list);
    assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(aligning), cmocka_unit_test(writing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
