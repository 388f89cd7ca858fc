/* The main job, and the public functions that read a file, with each allocation failing in turn:
 * the result is whole, or it is told that it is not; and every file that is there is whole. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <capalign/article.h>
#include <capalign/caption.h>
#include <capalign/job.h>
#include <capalign/media.h>

#include "../media/files.h"
#include "fail.h"

static const char article[] = "Old mill stays open\n\nThe council voted on Monday to keep it.\n\n"
                              "00:04\n\nThe wheel turns\n\nThe wheel turns\n";
static const char captions[] = "1\n00:00:01,000 --> 00:00:02,000\nH\xE9llo\n";

typedef struct job {
    char folder[64];
    char article[96];
    char output[3][96]; /* two files of captions and the list of what was written */
    char medium[96];    /* "": none */
    size_t wrong;       /* runs that failed and said so */
} job;

static void put_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void make_job(job *j, const char *stem)
{
    *j = (job){.folder = "/tmp/capalign-fault-XXXXXX"};
    assert_non_null(mkdtemp(j->folder));
    snprintf(j->article, sizeof j->article, "%s/page.txt", j->folder);
    snprintf(j->output[0], sizeof j->output[0], "%s/%s.srt", j->folder, stem);
    snprintf(j->output[1], sizeof j->output[1], "%s/%s.vtt", j->folder, stem);
    snprintf(j->output[2], sizeof j->output[2], "%s/.capalign-files", j->folder);
    put_text(j->article, article);
}

/* As long as the article's clip. */
static void make_medium(job *j)
{
    enum { RATE_HZ = 8000, FRAMES = 4 * RATE_HZ };
    int16_t *silence = calloc(FRAMES, sizeof *silence);
    assert_non_null(silence);
    snprintf(j->medium, sizeof j->medium, "%s/mill.wav", j->folder);
    write_wav(j->medium, RATE_HZ, 1, 2, silence, FRAMES);
    free(silence);
}

static void remove_outputs(const job *j)
{
    for (size_t i = 0; i < 3; i++)
        unlink(j->output[i]);
}

static void remove_job(const job *j)
{
    remove_outputs(j);
    unlink(j->article);
    if (*j->medium)
        unlink(j->medium);
    assert_int_equal(rmdir(j->folder), 0); /* no temporary file was left */
}

/* Whether it is there; what is there must be whole. */
static bool whole_or_absent(const char *path)
{
    char there[512];
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    size_t size = fread(there, 1, sizeof there - 1, file);
    fclose(file);
    there[size] = '\0';
    assert_non_null(strstr(there, "The wheel turns\n"));
    return true;
}

static bool has_error(const capalign_job *done)
{
    bool any = false;
    for (size_t i = 0; i < done->clip_count; i++)
        any = any || done->clips[i].error;
    for (size_t i = 0; i < done->medium_count; i++)
        any = any || done->media[i].error;
    for (size_t i = 0; i < done->file_count; i++)
        any = any || done->files[i].error;
    return any;
}

/* Returns whether the job says that all is done. */
static bool run_job(job *j)
{
    capalign_job *done = NULL;
    capalign_error error = {0};
    const char *const media[] = {j->medium};
    capalign_job_options options = {.language = NULL};
    capalign_code code =
        capalign_job_run(j->article, media, *j->medium ? 1 : 0, &options, &done, &error);
    if (code != CAPALIGN_OK) {
        assert_int_equal(code, CAPALIGN_E_MEMORY);
        assert_int_equal(error.code, code);
        assert_null(done);
        return false;
    }
    bool sure = done->sure;
    if (!sure)
        assert_true(has_error(done));
    capalign_job_destroy(done);
    return sure;
}

static void every_allocation_of_the_job(bool with_medium, const char *stem)
{
    job j;
    make_job(&j, stem);
    if (with_medium)
        make_medium(&j);
    assert_true(run_job(&j)); /* also loads the media module, once */
    for (size_t n = 0;; n++) {
        remove_outputs(&j);
        fail_allocation(n);
        bool sure = run_job(&j);
        bool failed = allocation_failed();
        fail_allocation(SIZE_MAX);
        for (size_t i = 0; i < 2; i++)
            if (!whole_or_absent(j.output[i]) && sure)
                fail_msg("allocation %zu: done, it says, but %s is not there", n, j.output[i]);
        j.wrong += !sure;
        if (!failed) {
            assert_true(sure);
            break;
        }
    }
    assert_true(j.wrong > 20);
    remove_job(&j);
}

static void the_job(void **state)
{
    (void)state;
    every_allocation_of_the_job(false, "page.clip1");
    every_allocation_of_the_job(true, "mill");
}

static bool read_article(void *path)
{
    capalign_article *read = NULL;
    capalign_error error;
    if (capalign_article_read(path, NULL, &read, &error) != CAPALIGN_OK) {
        assert_int_equal(error.code, CAPALIGN_E_MEMORY);
        assert_null(read);
        return false;
    }
    assert_int_equal(capalign_article_clip_count(read), 1);
    capalign_article_destroy(read);
    return true;
}

static bool read_captions(void *path)
{
    capalign_track *track = NULL;
    capalign_error error;
    if (capalign_caption_read(path, NULL, &track, &error) != CAPALIGN_OK) {
        assert_int_equal(error.code, CAPALIGN_E_MEMORY);
        assert_null(track);
        return false;
    }
    assert_int_equal(capalign_track_cue_count(track), 1);
    capalign_track_destroy(track);
    return true;
}

static bool read_medium(void *path)
{
    capalign_medium *medium = NULL;
    capalign_track *track = NULL;
    capalign_error error;
    capalign_code code = capalign_medium_open(path, &medium, &error);
    for (size_t i = 0; code == CAPALIGN_OK && i < capalign_medium_stream_count(medium); i++) {
        if (capalign_medium_stream(medium, i)->kind != CAPALIGN_STREAM_SUBTITLE)
            continue;
        code = capalign_medium_read_subtitles(medium, i, &track, &error);
        if (code == CAPALIGN_OK)
            capalign_track_destroy(track);
    }
    capalign_medium_close(medium);
    if (code != CAPALIGN_OK)
        assert_int_equal(error.code, CAPALIGN_E_MEMORY);
    return code == CAPALIGN_OK;
}

static void reading_files(void **state)
{
    (void)state;
    static char medium[] = "tests/media/tiny.mkv";
    job j;
    make_job(&j, "captions");
    put_text(j.output[0], captions);
    assert_true(fail_each(read_article, j.article) > 5);
    assert_true(fail_each(read_captions, j.output[0]) > 3);
    assert_true(fail_each(read_medium, medium) > 0);
    remove_job(&j);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_job), cmocka_unit_test(reading_files)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
