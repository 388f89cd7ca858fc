/* What a batch finds in folders, and what makes a job the same job. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "pipeline/batch/batch.h"

static char folder[64], before[256];

static void put(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

/* All names are relative to a folder of its own, which becomes the working folder. */
static int make_folder(void **state)
{
    (void)state;
    assert_non_null(getcwd(before, sizeof before));
    strcpy(folder, "/tmp/capalign-scan-XXXXXX");
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    assert_int_equal(mkdir("in", 0700), 0);
    assert_int_equal(mkdir("in/b", 0700), 0);
    static const char *const names[] = {"in/a.mp4",        "in/a.en.txt",    "in/b/c.wav",
                                        "in/b/c.txt",      "in/b/alone.mp4", "in/page.html",
                                        "in/captions.srt", "in/b/d.vtt",     "in/.hidden.srt"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        put(names[i], "x");
    assert_int_equal(symlink("..", "in/b/up"), 0);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[96];
    assert_int_equal(chdir(before), 0);
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    return system(command);
}

static capalign_batch_options options_of(const char *kind)
{
    static const char *const folders[] = {"in"};
    return (capalign_batch_options){
        .kind = kind, .folders = folders, .folder_count = 1, .output_folder = "out"};
}

/* Keys, inputs, second inputs and outputs of all jobs, as text. */
static char *scan_all(const capalign_batch_options *options)
{
    ca_batch_scan *scan;
    ca_batch_task *task;
    ca_strbuf text = {0};
    capalign_error error;
    assert_int_equal(ca_batch_scan_begin(options, &scan, &error), CAPALIGN_OK);
    for (;;) {
        assert_int_equal(ca_batch_scan_next(scan, &task, &error), CAPALIGN_OK);
        if (!task)
            break;
        ca_strbuf_format(&text, "%s|%s|%s|", task->key, task->input, task->with);
        const char *outputs = task->outputs;
        for (ca_str path; ca_batch_next_path(&outputs, &path);)
            ca_strbuf_format(&text, "%s ", path.data);
        ca_strbuf_add_text(&text, "\n");
        ca_batch_task_free(task);
    }
    ca_batch_scan_end(scan);
    if (!text.data)
        ca_strbuf_add_text(&text, "");
    return text.data;
}

static void finds(const char *kind, const char *wanted)
{
    const capalign_batch_options options = options_of(kind);
    char *found = scan_all(&options);
    assert_string_equal(found, wanted);
    free(found);
}

static void each_kind_finds_its_inputs(void **state)
{
    (void)state;
    finds("align", "align:a.mp4|in/a.mp4|in/a.en.txt|out/a.en.srt out/a.en.vtt \n"
                   "align:b/c.wav|in/b/c.wav|in/b/c.txt|out/b/c.srt out/b/c.vtt \n");
    finds("link", "link:page.html|in/page.html|in/|\n");
    finds("convert", "convert:captions.srt|in/captions.srt||out/captions.vtt \n");
    finds("check", "check:b/d.vtt|in/b/d.vtt||\ncheck:captions.srt|in/captions.srt||\n");
}

static void names_of_roots_keep_results_apart(void **state)
{
    (void)state;
    static const char *const folders[] = {"in/", "in/b"};
    capalign_batch_options options = options_of("check");
    options.folders = folders;
    options.folder_count = 2;
    char *found = scan_all(&options);
    assert_string_equal(found, "check:in/b/d.vtt|in/b/d.vtt||\n"
                               "check:in/captions.srt|in/captions.srt||\n"
                               "check:b/d.vtt|in/b/d.vtt||\n");
    free(found);
}

static void patterns_choose(void **state)
{
    (void)state;
    static const char *const below[] = {"b/*"}, *const srt[] = {"*.srt"};
    capalign_batch_options options = options_of("check");
    options.include = below;
    options.include_count = 1;
    char *found = scan_all(&options);
    assert_string_equal(found, "check:b/d.vtt|in/b/d.vtt||\n");
    free(found);
    options.include_count = 0;
    options.exclude = srt;
    options.exclude_count = 1;
    found = scan_all(&options);
    assert_string_equal(found, "check:b/d.vtt|in/b/d.vtt||\n");
    free(found);
}

static void each_job_is_of_one_shard(void **state)
{
    (void)state;
    for (unsigned count = 1; count <= 7; count++) {
        size_t lines = 0;
        for (unsigned shard = 0; shard < count; shard++) {
            capalign_batch_options options = options_of("check");
            options.shard = shard;
            options.shard_count = count;
            char *found = scan_all(&options);
            for (const char *at = found; (at = strchr(at, '\n')); at++)
                lines++;
            free(found);
        }
        assert_int_equal(lines, 2);
    }
}

static void what_is_wrong_is_told(void **state)
{
    (void)state;
    capalign_error error;
    ca_batch_scan *scan;
    ca_batch_task *task;
    capalign_batch_options options = options_of("fly");
    assert_int_equal(ca_batch_scan_begin(&options, &scan, &error), CAPALIGN_E_ARGUMENT);
    static const char *const folders[] = {"nowhere", "in"};
    options = options_of("convert");
    options.folders = folders;
    options.folder_count = 2;
    assert_int_equal(ca_batch_scan_begin(&options, &scan, &error), CAPALIGN_OK);
    assert_int_equal(ca_batch_scan_next(scan, &task, &error), CAPALIGN_E_IO);
    assert_string_equal(error.file, "nowhere/");
    assert_int_equal(ca_batch_scan_next(scan, &task, &error), CAPALIGN_OK); /* it goes on */
    assert_string_equal(task->key, "convert:in/captions.srt");
    ca_batch_task_free(task);
    ca_batch_scan_end(scan);
}

/* ---- identity ---- */

static ca_digest identity_of(const char *input, const char *with, const char *argument)
{
    const char *const arguments[] = {argument};
    capalign_batch_options options = options_of("align");
    options.arguments = arguments;
    options.argument_count = argument ? 1 : 0;
    ca_batch_task task = {.input = input, .with = with};
    capalign_error error;
    assert_int_equal(ca_batch_identify(&options, &task, &error), CAPALIGN_OK);
    return task.identity;
}

static ca_digest signature_of(const char *input)
{
    const capalign_batch_options options = options_of("align");
    ca_batch_task task = {.input = input, .with = ""};
    ca_batch_sign(&options, &task);
    return task.signature;
}

static void contents_and_options_make_the_identity(void **state)
{
    (void)state;
    ca_digest first = identity_of("in/a.mp4", "in/a.en.txt", NULL);
    assert_true(ca_digest_equal(first, identity_of("in/a.mp4", "in/a.en.txt", NULL)));
    assert_false(ca_digest_equal(first, identity_of("in/a.mp4", "in/b/c.txt", NULL)));
    assert_false(ca_digest_equal(first, identity_of("in/a.mp4", "in/a.en.txt", "--force")));
    assert_false(ca_digest_equal(first, identity_of("in/a.mp4", "in", NULL)));
    ca_digest signature = signature_of("in/a.mp4");
    assert_int_equal(utimes("in/a.mp4", (struct timeval[]){{1, 0}, {1, 0}}), 0);
    assert_true(ca_digest_equal(first, identity_of("in/a.mp4", "in/a.en.txt", NULL)));
    assert_false(ca_digest_equal(signature, signature_of("in/a.mp4")));
    put("in/a.mp4", "y");
    assert_false(ca_digest_equal(first, identity_of("in/a.mp4", "in/a.en.txt", NULL)));
}

static void an_input_that_is_not_there_has_no_identity(void **state)
{
    (void)state;
    const capalign_batch_options options = options_of("align");
    ca_batch_task task = {.input = "in/none.mp4", .with = ""};
    capalign_error error;
    assert_int_equal(ca_batch_identify(&options, &task, &error), CAPALIGN_E_IO);
    assert_false(task.identified);
    assert_true(ca_digest_equal(signature_of("in/none.mp4"), (ca_digest){0}));
}

static void lists_of_outputs(void **state)
{
    (void)state;
    static const char list[] = "in/a.mp4\0in/b/c.txt\0";
    ca_str bytes = ca_batch_list_bytes(list);
    assert_int_equal(bytes.size, sizeof list - 1);
    assert_int_equal(ca_batch_list_bytes("").size, 0);
    assert_true(ca_batch_has_outputs(list));
    assert_true(ca_batch_has_outputs(""));
    ca_digest digest = ca_batch_sign_outputs(list);
    assert_true(ca_digest_equal(digest, ca_batch_sign_outputs(list)));
    unlink("in/b/c.txt");
    assert_false(ca_batch_has_outputs(list));
    assert_false(ca_digest_equal(digest, ca_batch_sign_outputs(list)));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_kind_finds_its_inputs),
        TEST(names_of_roots_keep_results_apart),
        TEST(patterns_choose),
        TEST(each_job_is_of_one_shard),
        TEST(what_is_wrong_is_told),
        TEST(contents_and_options_make_the_identity),
        TEST(an_input_that_is_not_there_has_no_identity),
        TEST(lists_of_outputs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
