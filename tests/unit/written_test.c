#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pipeline/written.h"

typedef struct folder {
    char name[64]; /* with its final slash */
    char journal[96];
} folder;

static int make_folder(void **state)
{
    folder *made = calloc(1, sizeof *made);
    strcpy(made->name, "/tmp/capalign-written-XXXXXX");
    if (!mkdtemp(made->name))
        return -1;
    strcat(made->name, "/");
    snprintf(made->journal, sizeof made->journal, "%s%s", made->name, CA_WRITTEN_NAME);
    *state = made;
    return 0;
}

static int remove_folder(void **state)
{
    folder *made = *state;
    remove(made->journal);
    int result = remove(made->name);
    free(made);
    return result;
}

static void only_what_was_noted_is_owned(void **state)
{
    const folder *in = *state;
    ca_written written;
    assert_int_equal(ca_written_load(in->name, &written, NULL), CAPALIGN_OK);
    assert_false(ca_written_owns(&written, "a.srt", "one", 3));
    assert_int_equal(ca_written_add(&written, "a.srt", "one", 3, NULL), CAPALIGN_OK);
    assert_true(ca_written_owns(&written, "a.srt", "one", 3));
    assert_false(ca_written_owns(&written, "a.srt", "two", 3));
    assert_false(ca_written_owns(&written, "b.srt", "one", 3));
    assert_false(ca_written_owns(&written, "xa.srt", "one", 3));
    ca_written_free(&written);
}

static void the_journal_lasts(void **state)
{
    const folder *in = *state;
    ca_written written;
    assert_int_equal(ca_written_load(in->name, &written, NULL), CAPALIGN_OK);
    assert_int_equal(ca_written_add(&written, "a b.vtt", "text", 4, NULL), CAPALIGN_OK);
    assert_int_equal(ca_written_add(&written, "a b.vtt", "new text", 8, NULL), CAPALIGN_OK);
    ca_written_free(&written);
    assert_int_equal(ca_written_load(in->name, &written, NULL), CAPALIGN_OK);
    assert_true(ca_written_owns(&written, "a b.vtt", "text", 4));
    assert_true(ca_written_owns(&written, "a b.vtt", "new text", 8));
    ca_written_free(&written);
}

static void a_torn_line_owns_nothing(void **state)
{
    const folder *in = *state;
    ca_written written;
    assert_int_equal(ca_written_load(in->name, &written, NULL), CAPALIGN_OK);
    assert_int_equal(ca_written_add(&written, "a.srt", "one", 3, NULL), CAPALIGN_OK);
    size_t whole = written.size;
    ca_written_free(&written);
    assert_int_equal(truncate(in->journal, (off_t)whole - 2), 0);
    assert_int_equal(ca_written_load(in->name, &written, NULL), CAPALIGN_OK);
    assert_false(ca_written_owns(&written, "a.srt", "one", 3));
    assert_int_equal(ca_written_add(&written, "b.srt", "two", 3, NULL), CAPALIGN_OK);
    ca_written_free(&written);
    assert_int_equal(ca_written_load(in->name, &written, NULL), CAPALIGN_OK);
    assert_true(ca_written_owns(&written, "b.srt", "two", 3));
    ca_written_free(&written);
}

static void a_name_with_a_line_end_stays_foreign(void **state)
{
    const folder *in = *state;
    ca_written written;
    assert_int_equal(ca_written_load(in->name, &written, NULL), CAPALIGN_OK);
    assert_int_equal(ca_written_add(&written, "a\nb.srt", "one", 3, NULL), CAPALIGN_OK);
    assert_false(ca_written_owns(&written, "a\nb.srt", "one", 3));
    ca_written_free(&written);
}

static void a_folder_that_is_not_there_is_an_error(void **state)
{
    (void)state;
    ca_written written;
    capalign_error error;
    assert_int_equal(ca_written_load("/nonexistent/", &written, &error), CAPALIGN_OK);
    assert_int_equal(ca_written_add(&written, "a.srt", "one", 3, &error), CAPALIGN_E_IO);
    assert_string_equal(error.file, "/nonexistent/.capalign-files");
    ca_written_free(&written);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(only_what_was_noted_is_owned, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(the_journal_lasts, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(a_torn_line_owns_nothing, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(a_name_with_a_line_end_stays_foreign, make_folder,
                                        remove_folder),
        cmocka_unit_test(a_folder_that_is_not_there_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
