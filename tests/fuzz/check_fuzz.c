/* Checking any bytes: findings are in order, at places inside the text, and told apart. The first
 * byte chooses the format and whether lengths count graphemes, the second a profile. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <capalign/check.h>

#include "caption/track.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CHECK(condition)                                                                           \
    do                                                                                             \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "not so: %s\n", #condition);                                           \
            abort();                                                                               \
        }                                                                                          \
    while (0)

/* All rules but those that look at the disk. */
static capalign_check_config *make_config(uint8_t first, uint8_t second)
{
    static const char *const of_disk[] = {"missing-pair", "same-as-other-language"};
    capalign_check_config *config;
    const char *profile = capalign_profile_name(second % capalign_profile_count());
    CHECK(capalign_check_config_create(&config, NULL) == CAPALIGN_OK);
    CHECK(capalign_check_config_enable(config, "all", true, NULL) == CAPALIGN_OK);
    CHECK(capalign_check_config_profile(config, profile, NULL) == CAPALIGN_OK);
    for (size_t i = 0; i < sizeof of_disk / sizeof of_disk[0]; i++)
        CHECK(capalign_check_config_enable(config, of_disk[i], false, NULL) == CAPALIGN_OK);
    if (first & 2)
        CHECK(capalign_check_config_set(config, "count", "graphemes", NULL) == CAPALIGN_OK);
    return config;
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void fingerprints_differ(const capalign_check_result *result)
{
    size_t count = result->finding_count;
    const char **prints = malloc((count + 1) * sizeof *prints);
    CHECK(prints);
    for (size_t i = 0; i < count; i++)
        prints[i] = result->findings[i].fingerprint;
    qsort(prints, count, sizeof *prints, compare_texts);
    for (size_t i = 1; i < count; i++)
        CHECK(strcmp(prints[i - 1], prints[i]) != 0);
    free(prints);
}

static bool is_border(const capalign_track *track, size_t at)
{
    return at == track->source_bytes ||
           (at < track->source_bytes && ((unsigned char)track->source[at] & 0xC0) != 0x80);
}

static void check_place(const capalign_track *track, const capalign_check_finding *f)
{
    CHECK(f->from <= f->to && is_border(track, f->from) && is_border(track, f->to));
    CHECK(f->finding.line >= 1 && f->finding.column >= 1 && f->end_line >= f->finding.line);
    CHECK(f->end_line > f->finding.line || f->end_column >= f->finding.column);
    CHECK(f->finding.cue == SIZE_MAX || f->finding.cue < track->cue_count);
    CHECK(!f->replacement ||
          (f->replaced_from <= f->replaced_to && f->replaced_to <= track->source_bytes));
    CHECK(f->finding.message && *f->finding.message && f->source_line);
    CHECK(ca_utf8_valid_prefix(f->finding.message, strlen(f->finding.message)) ==
          strlen(f->finding.message));
    CHECK(ca_utf8_valid_prefix(f->source_line, f->source_line_bytes) == f->source_line_bytes);
}

static bool in_order(const capalign_check_finding *a, const capalign_check_finding *b)
{
    if (a->finding.line != b->finding.line)
        return a->finding.line < b->finding.line;
    return a->finding.column <= b->finding.column;
}

static void check_result(const capalign_track *track, const capalign_check_result *result)
{
    size_t all = result->counts[0] + result->counts[1] + result->counts[2];
    CHECK(all == result->finding_count + result->omitted);
    CHECK(result->cue_count == track->cue_count);
    for (size_t i = 0; i < result->finding_count; i++) {
        check_place(track, &result->findings[i]);
        CHECK(!i || in_order(&result->findings[i - 1], &result->findings[i]));
    }
    fingerprints_differ(result);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    const char *path = data[0] & 1 ? "a.en.vtt" : "a.de.srt", *bytes = (const char *)data + 2;
    const capalign_caption_read_options read = {.format = data[0] & 1 ? "vtt" : "srt"};
    capalign_check_config *config = make_config(data[0], data[1]);
    const capalign_check_options options = {.config = config};
    capalign_track *track = NULL;
    capalign_check_result *result;
    capalign_code code = capalign_caption_parse(bytes, size - 2, &read, &track, NULL);
    CHECK(capalign_check_bytes(bytes, size - 2, path, &options, &result, NULL) == CAPALIGN_OK);
    CHECK((code == CAPALIGN_OK) == !result->error);
    if (track)
        check_result(track, result);
    capalign_check_result_destroy(result);
    capalign_check_config_destroy(config);
    capalign_track_destroy(track);
    return 0;
}
