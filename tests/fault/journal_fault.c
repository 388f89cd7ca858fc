/* The journal of a batch with each of our allocations failing in turn (SQLite's own are not ours to
 * fail here): what was put and committed is there at the next opening. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pipeline/batch/batch.h"

#include "fail.h"

static char folder[64] = "/tmp/capalign-journal-XXXXXX";

static int take(void *context, const capalign_batch_job *job)
{
    (void)context;
    return job->key == NULL;
}

static void open_put_and_list(void)
{
    const ca_batch_task task = {.key = "convert:a", .input = "/there/a.srt", .with = ""};
    const capalign_batch_job job = {.outputs = "/there/a.vtt\0", .message = ""};
    ca_journal *journal = NULL;
    ca_journal_opening opening;
    ca_journal_row row;
    ca_arena arena = {0};
    capalign_error error = {.code = CAPALIGN_OK};
    capalign_code code = ca_journal_open(folder, 0, 0, &journal, &opening, &error);
    if (code == CAPALIGN_OK)
        code = ca_journal_put(journal, &task, &job, &error);
    if (code == CAPALIGN_OK)
        code = ca_journal_find(journal, "convert:a", &arena, &row, &error);
    if (code == CAPALIGN_OK)
        code = ca_journal_each(journal, take, NULL, &error);
    assert_true(code == CAPALIGN_OK || (code == CAPALIGN_E_MEMORY && allocation_failed()));
    ca_journal_close(journal);
    ca_arena_free(&arena);
}

static void the_journal_stays_whole(void **state)
{
    (void)state;
    assert_non_null(mkdtemp(folder));
    strcat(folder, "/");
    for (size_t n = 0; n == 0 || allocation_failed(); n++) {
        fail_allocation(n);
        open_put_and_list(); /* may do without a signature of the outputs: they are not replaced */
    }
    fail_allocation(SIZE_MAX);
    ca_journal *journal = NULL;
    ca_journal_opening opening;
    ca_journal_row row;
    ca_arena arena = {0};
    capalign_error error;
    assert_int_equal(ca_journal_open(folder, 0, 0, &journal, &opening, &error), CAPALIGN_OK);
    assert_false(opening.rebuilt);
    assert_int_equal(ca_journal_find(journal, "convert:a", &arena, &row, &error), CAPALIGN_OK);
    assert_true(row.found);
    assert_string_equal(row.paths, "/there/a.vtt");
    ca_journal_close(journal);
    ca_arena_free(&arena);
    char command[96];
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    assert_int_equal(system(command), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_journal_stays_whole)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
