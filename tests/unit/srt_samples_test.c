/* Every file of samples/srt: the folder states the verdict, the .json beside it what is read. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include <capalign/caption.h>

static const char *number_text(int64_t time_us, char text[32])
{
    if (time_us == CAPALIGN_TIME_NONE)
        return "null";
    snprintf(text, 32, "%lld", (long long)time_us);
    return text;
}

static void expect_time(json_t *expected, int64_t time_us)
{
    char want[32], got[32];
    json_int_t value = json_integer_value(expected);
    assert_string_equal(
        number_text(json_is_null(expected) ? CAPALIGN_TIME_NONE : (int64_t)value, want),
        number_text(time_us, got));
}

static void expect_cues(const char *name, json_t *cues, const capalign_track *track)
{
    if (json_array_size(cues) != capalign_track_cue_count(track))
        fail_msg("%s: %zu cues", name, capalign_track_cue_count(track));
    for (size_t i = 0; i < json_array_size(cues); i++) {
        json_t *expected = json_array_get(cues, i);
        const capalign_cue *cue = capalign_track_cue(track, i);
        expect_time(json_object_get(expected, "start_us"), cue->start_us);
        expect_time(json_object_get(expected, "end_us"), cue->end_us);
        json_t *text = json_object_get(expected, "text");
        if (cue->text_bytes != json_string_length(text) ||
            memcmp(cue->text, json_string_value(text), cue->text_bytes) != 0)
            fail_msg("%s: text of cue %zu", name, i + 1);
    }
}

static bool is_found(const capalign_finding *found, json_t *expected)
{
    json_t *column = json_object_get(expected, "column");
    return strcmp(found->code, json_string_value(json_object_get(expected, "code"))) == 0 &&
           (json_int_t)found->line == json_integer_value(json_object_get(expected, "line")) &&
           (!column || json_integer_value(column) == (json_int_t)found->column);
}

static void expect_findings(const char *name, json_t *findings, const capalign_track *track)
{
    size_t count = capalign_track_finding_count(track);
    if (json_array_size(findings) != count)
        fail_msg("%s: %zu findings", name, count);
    for (size_t i = 0; i < count; i++) {
        size_t at = 0;
        while (at < count &&
               !is_found(capalign_track_finding(track, at), json_array_get(findings, i)))
            at++;
        if (at == count)
            fail_msg("%s: finding %zu is missing", name, i + 1);
    }
}

static void expect_verdict(const char *name, const char *verdict, const capalign_track *track)
{
    bool faulty = false;
    for (size_t i = 0; i < capalign_track_finding_count(track); i++)
        faulty = faulty || capalign_track_finding(track, i)->severity != CAPALIGN_INFO;
    if (faulty != (strcmp(verdict, "repair") == 0))
        fail_msg("%s: not %s", name, verdict);
}

static void run_sample(const char *verdict, const char *path)
{
    char json_path[512];
    snprintf(json_path, sizeof json_path, "%.*s.json", (int)strlen(path) - 4, path);
    json_t *expected = json_load_file(json_path, 0, NULL);
    assert_non_null(expected);
    capalign_track *track = NULL;
    capalign_error error;
    capalign_code code = capalign_caption_read(path, NULL, &track, &error);
    if (strcmp(verdict, "reject") == 0) {
        assert_int_equal(code, CAPALIGN_E_INPUT);
    } else {
        assert_int_equal(code, CAPALIGN_OK);
        expect_cues(path, json_object_get(expected, "cues"), track);
        expect_findings(path, json_object_get(expected, "findings"), track);
        expect_verdict(path, verdict, track);
    }
    capalign_track_destroy(track);
    json_decref(expected);
}

static void run_folder(const char *verdict)
{
    char folder[64], path[400];
    snprintf(folder, sizeof folder, "samples/srt/%s", verdict);
    DIR *entries = opendir(folder);
    assert_non_null(entries);
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(entries));) {
        const char *end = strrchr(entry->d_name, '.');
        if (!end || strcmp(end, ".srt") != 0)
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        run_sample(verdict, path);
        count++;
    }
    closedir(entries);
    assert_true(count > 5);
}

static void samples_that_are_right(void **state)
{
    (void)state;
    run_folder("accept");
}

static void samples_that_need_repair(void **state)
{
    (void)state;
    run_folder("repair");
}

static void samples_that_are_refused(void **state)
{
    (void)state;
    run_folder("reject");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(samples_that_are_right),
        cmocka_unit_test(samples_that_need_repair),
        cmocka_unit_test(samples_that_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
