/* Captions against the sound of the sample's clip, whose speech is made: right ones, and ones that
 * were damaged in ways that are known. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <capalign/align.h>
#include <capalign/check.h>
#include <capalign/media.h>

#include "base/time.h"

static const char clip[] = "samples/bridge/media/sound-bridge-lift.mp4";
static const char text[] = "samples/bridge/media/sound-bridge-lift.txt";

/* As much as the first sentences take, so that the tests are quick, and no more: what is said after
 * them is speech without a cue. */
enum { SENTENCES = 7, SECONDS = 39, SAMPLES = SECONDS * CAPALIGN_SAMPLE_RATE_HZ };
static char medium[] = "/tmp/capalign-media-XXXXXX.wav";

enum { MAX_CUES = 100, MAX_TEXT = 200 };

typedef struct cue {
    int64_t start_us, end_us;
    char text[MAX_TEXT];
} cue;

typedef struct captions {
    cue cues[MAX_CUES];
    size_t count;
    char path[64];
} captions;

static captions right; /* made once: the program's own captions of the clip */

static void put(FILE *file, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        fputc((int)(value >> 8 * i & 0xFF), file);
}

/* The clip's beginning as a WAV file. */
static bool make_medium(void)
{
    static float samples[SAMPLES];
    capalign_audio *audio;
    if (capalign_audio_open(clip, SIZE_MAX, 0, SECONDS * CA_US_PER_S, &audio, NULL) != CAPALIGN_OK)
        return false;
    size_t all = 0;
    for (size_t count = 1; count; all += count)
        if (capalign_audio_read(audio, samples + all, SAMPLES - all, &count, NULL) != CAPALIGN_OK)
            return false;
    capalign_audio_close(audio);
    int fd = mkstemps(medium, 4);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "wb");
    if (!file)
        return false;
    fputs("RIFF", file);
    put(file, (uint32_t)(36 + 2 * all), 4);
    fputs("WAVEfmt ", file);
    static const struct {
        uint32_t value;
        int bytes;
    } format[] = {{16, 4}, {1, 2}, {1, 2}, {16000, 4}, {32000, 4}, {2, 2}, {16, 2}};
    for (size_t i = 0; i < sizeof format / sizeof format[0]; i++)
        put(file, format[i].value, format[i].bytes);
    fputs("data", file);
    put(file, (uint32_t)(2 * all), 4);
    for (size_t i = 0; i < all; i++)
        put(file, (uint32_t)(int32_t)(samples[i] * 30000), 2);
    return fclose(file) == 0;
}

static size_t read_sentences(char *out, size_t room)
{
    size_t size = 0;
    FILE *file = fopen(text, "r");
    for (int i = 0; file && i < SENTENCES && fgets(out + size, (int)(room - size), file); i++)
        size += strlen(out + size);
    if (file)
        fclose(file);
    return size;
}

static int make_right(void **state)
{
    (void)state;
    char sentences[4096];
    size_t size = read_sentences(sentences, sizeof sentences);
    if (!make_medium())
        return -1;
    capalign_align_options options = capalign_align_options_default();
    options.language = "en";
    capalign_alignment *alignment;
    if (capalign_align_text(medium, sentences, size, &options, &alignment, NULL) != CAPALIGN_OK)
        return -1;
    const capalign_track *track = capalign_alignment_track(alignment);
    right.count = capalign_track_cue_count(track);
    for (size_t i = 0; i < right.count && i < MAX_CUES; i++) {
        const capalign_cue *from = capalign_track_cue(track, i);
        right.cues[i] = (cue){.start_us = from->start_us, .end_us = from->end_us};
        memcpy(right.cues[i].text, from->text, from->text_bytes);
    }
    strcpy(right.path, "/tmp/capalign-media-XXXXXX.srt");
    int fd = mkstemps(right.path, 4);
    capalign_alignment_destroy(alignment);
    return fd < 0 || right.count > MAX_CUES ? -1 : close(fd);
}

static int remove_right(void **state)
{
    (void)state;
    return unlink(right.path) || unlink(medium);
}

static void move(cue *c, int64_t by_us)
{
    c->start_us = c->start_us + by_us < 0 ? 0 : c->start_us + by_us;
    c->end_us += by_us;
}

static capalign_check_result *check_with(const captions *c, const char *path, const char *language)
{
    FILE *file = fopen(c->path, "w");
    assert_non_null(file);
    for (size_t i = 0; i < c->count; i++) {
        char start[CA_TIME_TEXT], end[CA_TIME_TEXT];
        ca_time_format(c->cues[i].start_us, ',', start);
        ca_time_format(c->cues[i].end_us, ',', end);
        fprintf(file, "%zu\n%s --> %s\n%s\n\n", i + 1, start, end, c->cues[i].text);
    }
    fclose(file);
    const capalign_check_media_options media = {.medium = path, .language = language};
    capalign_check_result *result;
    assert_int_equal(capalign_check_media_file(c->path, NULL, &media, &result, NULL), CAPALIGN_OK);
    return result;
}

static capalign_check_result *check(const captions *c)
{
    return check_with(c, medium, "en");
}

/* Rules that look at the sound. */
static const char *const of_media[] = {
    "medium-unreadable",
    "speech-not-compared",
    "captions-mismatch",
    "captions-offset",
    "captions-drift",
    "max-lead",
    "max-lag",
    "max-cut",
    "max-tail",
    "text-not-spoken",
    "cue-on-silence",
    "speech-without-cue",
    "max-end-beyond-media",
};

/* Exactly these findings about the sound, of the rule, about cues [first, first + count). */
static void expect(capalign_check_result *result, const char *code, size_t first, size_t count)
{
    size_t found = 0;
    for (size_t i = 0; i < result->finding_count; i++) {
        const capalign_finding *f = &result->findings[i].finding;
        bool media = false;
        for (size_t k = 0; k < sizeof of_media / sizeof of_media[0]; k++)
            media |= strcmp(f->code, of_media[k]) == 0;
        if (!media)
            continue;
        if (!code || strcmp(f->code, code) != 0 || (first != SIZE_MAX && f->cue != first + found))
            fail_msg("cue %zu: %s: %s", f->cue, f->code, f->message);
        found++;
    }
    assert_int_equal(found, count);
    capalign_check_result_destroy(result);
}

static void right_captions_and_small_shifts(void **state)
{
    (void)state;
    static const int64_t shifts[] = {0, 80000, -80000};
    for (size_t k = 0; k < 3; k++) {
        captions c = right;
        for (size_t i = 0; i < c.count; i++)
            move(&c.cues[i], shifts[k]);
        expect(check(&c), NULL, SIZE_MAX, 0);
    }
}

static void all_moved_is_one_finding(void **state)
{
    (void)state;
    static const int64_t shifts[] = {640000, -640000, 300000};
    for (size_t k = 0; k < 3; k++) {
        captions c = right;
        for (size_t i = 0; i < c.count; i++)
            move(&c.cues[i], shifts[k]);
        expect(check(&c), "captions-offset", SIZE_MAX, 1);
    }
}

static void single_cues_moved(void **state)
{
    (void)state;
    captions c = right;
    move(&c.cues[5], 640000);
    expect(check(&c), "max-lag", 5, 1);
    c = right;
    move(&c.cues[7], -640000);
    expect(check(&c), "max-lead", 7, 1);
}

static void drift_has_its_ratio(void **state)
{
    (void)state;
    captions c = right;
    for (size_t i = 0; i < c.count; i++) {
        c.cues[i].start_us = c.cues[i].start_us * 24 / 25;
        c.cues[i].end_us = c.cues[i].end_us * 24 / 25;
    }
    capalign_check_result *result = check(&c);
    assert_true(result->finding_count > 0);
    assert_non_null(strstr(result->findings[0].finding.message, "24/25"));
    expect(result, "captions-drift", SIZE_MAX, 1);
}

static void words_that_are_not_spoken(void **state)
{
    (void)state;
    captions c = right;
    strcpy(c.cues[6].text, "Penguins rarely travel beyond the frozen\nsouthern continent");
    expect(check(&c), "text-not-spoken", 6, 1);
}

static void after_the_end(void **state)
{
    (void)state;
    captions c = right;
    c.cues[c.count] = (cue){200000000, 202000000, "This is shown after the end of it all"};
    c.count++;
    expect(check(&c), "max-end-beyond-media", c.count - 1, 1);
}

static void captions_of_another_medium(void **state)
{
    (void)state;
    captions c = right;
    for (size_t i = 0; i < c.count; i++)
        sprintf(c.cues[i].text, "Quite another film, number %zu, was shown", i);
    expect(check(&c), "captions-mismatch", SIZE_MAX, 1);
}

static void what_cannot_be_compared_is_told(void **state)
{
    (void)state;
    captions c = right;
    capalign_check_result *result = check_with(&c, medium, "qqq");
    assert_non_null(result->medium_error);
    assert_int_equal(result->medium_error->code, CAPALIGN_E_MISSING);
    expect(result, "speech-not-compared", SIZE_MAX, 1);
    result = check_with(&c, text, "en");
    assert_non_null(result->medium_error);
    expect(result, "medium-unreadable", SIZE_MAX, 1);
    result = check_with(&c, NULL, NULL); /* there is none beside it */
    assert_null(result->medium);
    expect(result, NULL, SIZE_MAX, 0);
}

static int stop(void *context, const char *stage, int64_t done, int64_t total)
{
    (void)context, (void)stage, (void)done, (void)total;
    return 1;
}

static void it_can_be_stopped(void **state)
{
    (void)state;
    const capalign_progress progress = {.report = stop};
    const capalign_check_media_options media = {
        .medium = medium, .language = "en", .progress = &progress};
    capalign_check_result *result;
    capalign_error error;
    assert_int_equal(capalign_check_media_file(right.path, NULL, &media, &result, &error),
                     CAPALIGN_E_CANCELLED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(right_captions_and_small_shifts),
        cmocka_unit_test(all_moved_is_one_finding),
        cmocka_unit_test(single_cues_moved),
        cmocka_unit_test(drift_has_its_ratio),
        cmocka_unit_test(words_that_are_not_spoken),
        cmocka_unit_test(after_the_end),
        cmocka_unit_test(captions_of_another_medium),
        cmocka_unit_test(what_cannot_be_compared_is_told),
        cmocka_unit_test(it_can_be_stopped),
    };
    return cmocka_run_group_tests(tests, make_right, remove_right);
}
