/* WebVTT: what is read is written back to the byte; written anew, or with other times, it reads the
 * same; and any text at all stays one cue. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "caption/webvtt.h"
#include "caption/formats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CHECK(condition)                                                                           \
    do                                                                                             \
        if (!(condition))                                                                          \
            abort();                                                                               \
    while (0)

static int collect(void *context, const char *bytes, size_t size)
{
    ca_strbuf_add(context, bytes, size);
    return 0;
}

static capalign_track *read_vtt(const char *bytes, size_t size)
{
    capalign_track *track = NULL;
    capalign_error error;
    capalign_caption_read_options options = {.format = "vtt"};
    capalign_code code = capalign_caption_parse(bytes, size, &options, &track, &error);
    CHECK(code == CAPALIGN_OK || code == CAPALIGN_E_INPUT);
    CHECK((code == CAPALIGN_OK) == (track != NULL));
    return track;
}

/* Written and read again. */
static capalign_track *again(const capalign_track *track, capalign_losses *losses)
{
    ca_strbuf out = {0};
    CHECK(capalign_caption_write(track, "vtt", collect, &out, losses, NULL) == CAPALIGN_OK);
    capalign_track *read = read_vtt(out.data, out.size);
    CHECK(read);
    ca_strbuf_free(&out);
    return read;
}

static bool same_bytes(const char *a, size_t a_size, const char *b, size_t b_size)
{
    return a_size == b_size && (!a_size || memcmp(a, b, a_size) == 0);
}

static bool same_settings(const capalign_cue_settings *a, const capalign_cue_settings *b)
{
    return ca_vtt_settings_equal(a ? a : &ca_vtt_default_settings,
                                 b ? b : &ca_vtt_default_settings);
}

static void compare(const capalign_track *a, const capalign_track *b)
{
    CHECK(a->cue_count == b->cue_count);
    for (size_t i = 0; i < a->cue_count; i++) {
        const capalign_cue *x = capalign_track_cue(a, i), *y = capalign_track_cue(b, i);
        CHECK(x->start_us == y->start_us && x->end_us == y->end_us);
        CHECK(same_bytes(x->text, x->text_bytes, y->text, y->text_bytes));
        CHECK(same_bytes(x->id, x->id_bytes, y->id, y->id_bytes));
        CHECK(same_settings(x->settings, y->settings));
    }
    CHECK(a->region_count == b->region_count);
    for (size_t i = 0; i < a->region_count; i++)
        CHECK(strcmp(a->regions[i].id, b->regions[i].id) == 0 &&
              a->regions[i].width == b->regions[i].width &&
              a->regions[i].lines == b->regions[i].lines &&
              a->regions[i].viewport_x == b->regions[i].viewport_x);
}

static void check_findings(const capalign_track *track)
{
    for (size_t i = 0; i < track->finding_count; i++) {
        const capalign_finding *f = &track->findings[i];
        CHECK(f->code && f->message && f->line > 0);
        CHECK(f->cue == SIZE_MAX || f->cue < track->cue_count);
    }
}

/* Of a file in UTF-8 the bytes, of others what they decode to. */
static void check_written_back(const capalign_track *track, const uint8_t *data, size_t size)
{
    ca_strbuf out = {0};
    CHECK(capalign_caption_write(track, "vtt", collect, &out, NULL, NULL) == CAPALIGN_OK);
    if (track->source_exact)
        CHECK(out.size == size && memcmp(out.data, data, size) == 0);
    else
        CHECK(out.size == track->source_bytes);
    ca_strbuf_free(&out);
}

/* Without its source, every line is written anew. */
static void check_anew(capalign_track *track)
{
    capalign_losses losses;
    char *source = track->source;
    track->source = NULL;
    capalign_track *read = again(track, &losses);
    track->source = source;
    compare(track, read);
    CHECK(!losses.ids && !losses.settings && !losses.markup && !losses.regions);
    CHECK(read->style_count == 0);
    capalign_track_destroy(read);
}

static void check_changed(capalign_track *track)
{
    for (size_t i = 0; i < track->cue_count; i += 2)
        capalign_track_set_span(track, i, (int64_t)i * 2000, (int64_t)i * 2000 + 1000, NULL);
    capalign_track *read = again(track, NULL);
    compare(track, read);
    CHECK(read->style_count == track->style_count);
    capalign_track_destroy(read);
}

/* The input as the text of a cue, in WebVTT's markup and, made by hand, in SRT's. */
static void check_text(const char *bytes, size_t size)
{
    if (!size || memchr(bytes, '\0', size) || ca_utf8_valid_prefix(bytes, size) != size)
        return;
    for (int webvtt = 0; webvtt < 2; webvtt++) {
        capalign_track *track = NULL;
        CHECK(capalign_track_create(&track, NULL) == CAPALIGN_OK);
        track->format = webvtt ? &ca_format_webvtt : NULL;
        capalign_cue cue = {.end_us = 1000,
                            .text = bytes,
                            .text_bytes = (uint32_t)size,
                            .id = bytes,
                            .id_bytes = (uint32_t)size};
        CHECK(capalign_track_add_cue(track, &cue, NULL) == CAPALIGN_OK);
        CHECK(capalign_track_add_cue(track, &cue, NULL) == CAPALIGN_OK);
        capalign_track *read = again(track, NULL);
        CHECK(read->cue_count == 2);
        CHECK(read->cues[0].cue.end_us == 1000);
        CHECK(read->finding_count == 0);
        capalign_track_destroy(track);
        capalign_track_destroy(read);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_text((const char *)data, size);
    capalign_track *track = read_vtt((const char *)data, size);
    if (!track)
        return 0;
    check_findings(track);
    check_written_back(track, data, size);
    check_anew(track);
    check_changed(track);
    capalign_track_destroy(track);
    return 0;
}
