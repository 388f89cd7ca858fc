#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <capalign/caption.h>

typedef struct place {
    char folder[40];
    char path[64];
    capalign_track *track;
} place;

static int set_up(void **state)
{
    place *p = calloc(1, sizeof *p);
    strcpy(p->folder, "/tmp/capalign-write-XXXXXX");
    assert_non_null(mkdtemp(p->folder));
    snprintf(p->path, sizeof p->path, "%s/out.srt", p->folder);
    assert_int_equal(capalign_track_create(&p->track, NULL), CAPALIGN_OK);
    const capalign_cue cue = {.start_us = 0, .end_us = 1000000, .text = "One", .text_bytes = 3};
    assert_int_equal(capalign_track_add_cue(p->track, &cue, NULL), CAPALIGN_OK);
    *state = p;
    return 0;
}

/* Nothing but the output may have been left in the folder. */
static int tear_down(void **state)
{
    place *p = *state;
    capalign_track_destroy(p->track);
    unlink(p->path);
    assert_int_equal(rmdir(p->folder), 0);
    free(p);
    return 0;
}

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    fputs(text, file);
    fclose(file);
}

static void holds(const char *path, const char *text)
{
    char there[256] = "";
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    there[fread(there, 1, sizeof there - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(there, text);
}

static const char wanted[] = "1\n00:00:00,000 --> 00:00:01,000\nOne\n";

static void a_new_file_is_written_and_then_left_alone(void **state)
{
    place *p = *state;
    bool changed = false;
    capalign_code code =
        capalign_caption_write_file(p->track, NULL, p->path, false, &changed, NULL, NULL);
    assert_int_equal(code, CAPALIGN_OK);
    assert_true(changed);
    holds(p->path, wanted);
    struct stat before, after;
    stat(p->path, &before);
    for (int replace = 0; replace < 2; replace++) {
        code = capalign_caption_write_file(p->track, "srt", p->path, replace, &changed, NULL, NULL);
        assert_int_equal(code, CAPALIGN_OK);
        assert_false(changed);
        stat(p->path, &after);
        assert_int_equal(after.st_ino, before.st_ino);
    }
}

static void other_content_is_replaced_only_when_asked(void **state)
{
    place *p = *state;
    static const char longer[] = "1\n00:00:00,000 --> 00:00:01,000\nOne\nmore";
    static const char *const others[] = {"", "mine", "1\n00:00:00,000 --> 00:00:01,000\nOn",
                                         longer};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        bool changed;
        capalign_error error;
        put(p->path, others[i]);
        capalign_code code =
            capalign_caption_write_file(p->track, NULL, p->path, false, &changed, NULL, &error);
        assert_int_equal(code, CAPALIGN_E_EXISTS);
        assert_string_equal(error.file, p->path);
        assert_false(changed);
        holds(p->path, others[i]);
        code = capalign_caption_write_file(p->track, NULL, p->path, true, &changed, NULL, NULL);
        assert_int_equal(code, CAPALIGN_OK);
        assert_true(changed);
        holds(p->path, wanted);
    }
}

static void what_cannot_be_written_leaves_the_file(void **state)
{
    place *p = *state;
    const capalign_cue cue = {
        .start_us = CAPALIGN_TIME_NONE, .end_us = CAPALIGN_TIME_NONE, .text = "x", .text_bytes = 1};
    assert_int_equal(capalign_track_add_cue(p->track, &cue, NULL), CAPALIGN_OK);
    put(p->path, "mine");
    assert_int_equal(capalign_caption_write_file(p->track, NULL, p->path, true, NULL, NULL, NULL),
                     CAPALIGN_E_INPUT);
    holds(p->path, "mine");
    unlink(p->path);
    assert_int_equal(capalign_caption_write_file(p->track, NULL, p->path, true, NULL, NULL, NULL),
                     CAPALIGN_E_INPUT);
    assert_int_equal(access(p->path, F_OK), -1);
}

static void places_that_are_no_files(void **state)
{
    place *p = *state;
    const capalign_track *track = p->track;
    capalign_error error;
    assert_int_equal(capalign_caption_write_file(track, "srt", p->folder, true, NULL, NULL, &error),
                     CAPALIGN_E_IO);
    assert_non_null(strstr(error.message, "folder"));
    assert_int_equal(
        capalign_caption_write_file(track, "srt", "/dev/full", true, NULL, NULL, &error),
        CAPALIGN_E_FULL);
    assert_non_null(strstr(error.message, "No space left"));
    assert_string_equal(error.file, "/dev/full");
    assert_int_equal(capalign_caption_write_file(track, "srt", "/dev/null", true, NULL, NULL, NULL),
                     CAPALIGN_OK);
    struct stat st;
    assert_int_equal(stat("/dev/null", &st), 0);
    assert_true(S_ISCHR(st.st_mode));
    assert_int_equal(mkfifo(p->path, 0600), 0);
    assert_int_equal(capalign_caption_write_file(track, NULL, p->path, true, NULL, NULL, NULL),
                     CAPALIGN_E_IO); /* nobody reads it: no waiting */
    stat(p->path, &st);
    assert_true(S_ISFIFO(st.st_mode));
    assert_int_equal(capalign_caption_write_file(track, NULL, "none.xyz", true, NULL, NULL, NULL),
                     CAPALIGN_E_ARGUMENT);
}

static void losses_are_counted_once(void **state)
{
    place *p = *state;
    const capalign_cue_settings settings = {
        .snap_to_lines = true, .position_auto = true, .size = 100};
    const capalign_cue cue = {.start_us = 1000000,
                              .end_us = 2000000,
                              .text = "x",
                              .text_bytes = 1,
                              .settings = &settings};
    assert_int_equal(capalign_track_add_cue(p->track, &cue, NULL), CAPALIGN_OK);
    for (int i = 0; i < 2; i++) { /* written, and found unchanged */
        capalign_losses losses;
        assert_int_equal(
            capalign_caption_write_file(p->track, NULL, p->path, false, NULL, &losses, NULL),
            CAPALIGN_OK);
        assert_int_equal(losses.settings, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_new_file_is_written_and_then_left_alone, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(other_content_is_replaced_only_when_asked, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(what_cannot_be_written_leaves_the_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(places_that_are_no_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(losses_are_counted_once, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
