/* SRT: what is read is written back to the byte, and written anew it reads the same. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
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

static capalign_track *read_srt(const char *bytes, size_t size)
{
    capalign_track *track = NULL;
    capalign_error error;
    capalign_caption_read_options options = {.format = "srt"};
    capalign_code code = capalign_caption_parse(bytes, size, &options, &track, &error);
    CHECK(code == CAPALIGN_OK || code == CAPALIGN_E_INPUT);
    CHECK((code == CAPALIGN_OK) == (track != NULL));
    return track;
}

static bool same_text(const capalign_cue *a, const capalign_cue *b)
{
    return a->text_bytes == b->text_bytes && memcmp(a->text, b->text, a->text_bytes) == 0;
}

static void compare(const capalign_track *a, const capalign_track *b, bool texts)
{
    CHECK(capalign_track_cue_count(a) == capalign_track_cue_count(b));
    for (size_t i = 0; i < capalign_track_cue_count(a); i++) {
        const capalign_cue *x = capalign_track_cue(a, i), *y = capalign_track_cue(b, i);
        CHECK(x->start_us == y->start_us && x->end_us == y->end_us);
        CHECK(!texts || same_text(x, y));
    }
}

static void check_findings(const capalign_track *track)
{
    for (size_t i = 0; i < capalign_track_finding_count(track); i++) {
        const capalign_finding *f = capalign_track_finding(track, i);
        CHECK(f->code && f->message && f->line > 0);
        CHECK(f->cue == SIZE_MAX || f->cue < capalign_track_cue_count(track));
    }
}

/* Of a file in UTF-8 the bytes, of others what they decode to. */
static void check_written_back(const capalign_track *track, const uint8_t *data, size_t size)
{
    ca_strbuf out = {0};
    CHECK(capalign_caption_write(track, "srt", collect, &out, NULL, NULL) == CAPALIGN_OK);
    if (track->source_exact)
        CHECK(out.size == size && memcmp(out.data, data, size) == 0);
    else
        CHECK(out.size == track->source_bytes);
    ca_strbuf_free(&out);
}

/* Every span moved: texts stay, times are the new ones. */
static void check_changed(capalign_track *track)
{
    for (size_t i = 0; i < capalign_track_cue_count(track); i++)
        capalign_track_set_span(track, i, (int64_t)i * 2000, (int64_t)i * 2000 + 1000, NULL);
    ca_strbuf out = {0};
    CHECK(capalign_caption_write(track, "srt", collect, &out, NULL, NULL) == CAPALIGN_OK);
    capalign_track *again = read_srt(out.data, out.size);
    CHECK(again);
    compare(track, again, track->source_exact);
    capalign_track_destroy(again);
    ca_strbuf_free(&out);
}

/* Through JSON the source is gone, so all is written anew. */
static void check_written_anew(const capalign_track *track)
{
    ca_strbuf json = {0}, srt = {0};
    capalign_track *copy = NULL;
    capalign_losses losses;
    capalign_caption_read_options options = {.format = "json"};
    CHECK(capalign_caption_write(track, "json", collect, &json, NULL, NULL) == CAPALIGN_OK);
    CHECK(capalign_caption_parse(json.data, json.size, &options, &copy, NULL) == CAPALIGN_OK);
    compare(track, copy, true);
    CHECK(capalign_caption_write(copy, "srt", collect, &srt, &losses, NULL) == CAPALIGN_OK);
    capalign_track *again = read_srt(srt.data, srt.size);
    CHECK(again);
    compare(copy, again, !losses.markup);
    capalign_track_destroy(again);
    capalign_track_destroy(copy);
    ca_strbuf_free(&json);
    ca_strbuf_free(&srt);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    capalign_track *track = read_srt((const char *)data, size);
    if (!track)
        return 0;
    check_findings(track);
    check_written_back(track, data, size);
    check_changed(track);
    check_written_anew(track);
    capalign_track_destroy(track);
    return 0;
}
