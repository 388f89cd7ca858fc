/* The journal of a batch: what is put is found, one process writes, and what is damaged is told. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pipeline/batch/batch.h"

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/capalign-journal-XXXXXX");
    assert_non_null(mkdtemp(folder));
    strcat(folder, "/");
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[96];
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    return system(command);
}

static ca_journal *open_journal(ca_journal_opening *opening)
{
    ca_journal *journal = NULL;
    capalign_error error;
    assert_int_equal(ca_journal_open(folder, 0, 0, &journal, opening, &error), CAPALIGN_OK);
    return journal;
}

static void put(ca_journal *journal, const char *key, capalign_batch_state state)
{
    const ca_batch_task task = {.key = key,
                                .input = "/there/a\nb.srt",
                                .with = "",
                                .signature = {1, 2},
                                .identity = {3, 4}};
    const capalign_batch_job job = {.outputs = "", .message = "said", .state = state};
    capalign_error error;
    assert_int_equal(ca_journal_put(journal, &task, &job, &error), CAPALIGN_OK);
}

static ca_journal_row find(ca_journal *journal, const char *key)
{
    ca_journal_row row;
    ca_arena arena = {0};
    capalign_error error;
    assert_int_equal(ca_journal_find(journal, key, &arena, &row, &error), CAPALIGN_OK);
    ca_arena_free(&arena);
    row.paths = NULL;
    return row;
}

static void what_is_put_is_found(void **state)
{
    (void)state;
    ca_journal_opening opening;
    ca_journal *journal = open_journal(&opening);
    assert_false(opening.crashed || opening.rebuilt);
    put(journal, "convert:a", CAPALIGN_BATCH_DONE);
    put(journal, "convert:a", CAPALIGN_BATCH_FAILED);
    ca_journal_close(journal);
    journal = open_journal(&opening);
    assert_false(opening.crashed || opening.rebuilt);
    ca_journal_row row = find(journal, "convert:a");
    assert_true(row.found);
    assert_int_equal(row.state, CAPALIGN_BATCH_FAILED);
    assert_int_equal(row.signature.low, 1);
    assert_int_equal(row.identity.high, 4);
    assert_false(find(journal, "convert:b").found);
    ca_journal_close(journal);
}

static void a_second_one_is_refused(void **state)
{
    (void)state;
    ca_journal_opening opening;
    ca_journal *journal = open_journal(&opening), *second = NULL;
    char *path = ca_journal_path(folder, 0, 0), process[16];
    capalign_error error;
    snprintf(process, sizeof process, "%ld", (long)getpid());
    assert_int_equal(ca_journal_open(folder, 0, 0, &second, &opening, &error), CAPALIGN_E_EXISTS);
    assert_non_null(strstr(error.message, process));
    assert_true(ca_journal_is_held(path));
    ca_journal_close(journal);
    assert_false(ca_journal_is_held(path));
    free(path);
}

static int note_job(void *context, const capalign_batch_job *job)
{
    assert_string_equal(job->input, "/there/a\nb.srt");
    assert_string_equal(job->message, "said");
    assert_int_equal(job->state, CAPALIGN_BATCH_GONE);
    ++*(size_t *)context;
    return 0;
}

static void an_input_that_went_away_is_gone(void **state)
{
    (void)state;
    ca_journal_opening opening;
    ca_journal *journal = open_journal(&opening);
    size_t count = 0;
    capalign_error error;
    put(journal, "convert:a", CAPALIGN_BATCH_DONE);
    assert_int_equal(ca_journal_each(journal, note_job, &count, &error), CAPALIGN_OK);
    assert_int_equal(count, 1);
    ca_journal_close(journal);
}

static void a_whole_row_is_taken_from_a_damaged_journal(void **state)
{
    (void)state;
    ca_journal_opening opening;
    ca_journal *journal = open_journal(&opening);
    char *path = ca_journal_path(folder, 0, 0), key[16];
    for (int i = 0; i < 100; i++) {
        snprintf(key, sizeof key, "convert:%02d", i);
        put(journal, key, CAPALIGN_BATCH_DONE);
    }
    ca_journal_close(journal);
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    fclose(file);
    assert_int_equal(truncate(path, size * 3 / 4), 0);
    journal = open_journal(&opening);
    assert_true(opening.rebuilt);
    size_t found = 0;
    for (int i = 0; i < 100; i++) {
        snprintf(key, sizeof key, "convert:%02d", i);
        found += find(journal, key).found;
    }
    assert_in_range(found, 1, 99);
    assert_int_equal(ca_journal_salvaged(journal), found);
    ca_journal_close(journal);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_put_is_found, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(a_second_one_is_refused, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(an_input_that_went_away_is_gone, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(a_whole_row_is_taken_from_a_damaged_journal, make_folder,
                                        remove_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
