#include "pipeline/transcript.h"

#include <stdlib.h>
#include <string.h>

#include <capalign/align.h>

#include "base/error.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "caption/plain_text.h"
#include "caption/webvtt_entities.h"
#include "cue/width.h"
#include "text/hyphens.h"
#include "text/time_codes.h"
#include "text/visible.h"

/* Does a line begin with another speaker's dash or ">>"? */
static bool begins_turn(ca_str line)
{
    size_t size;
    return ca_str_starts(line, ">>") || ca_is_turn_dash(ca_utf8_at(line, 0, &size));
}

/* Lines of a cue are one, but for two speakers', whose dashes mark them at a line's beginning only.
 */
static void join_lines(ca_strbuf *text, size_t from)
{
    for (size_t i = from; i < text->size; i++)
        if (text->data[i] == '\n' && !begins_turn((ca_str){text->data + i + 1, text->size - i - 1}))
            text->data[i] = ' ';
}

/* The cues' words without their markup, one cue a paragraph line. */
static capalign_code from_track(ca_transcript *out, capalign_error *error)
{
    size_t count = capalign_track_cue_count(out->track);
    ca_strbuf text = {0};
    out->ranges = calloc(count ? count : 1, sizeof *out->ranges);
    for (size_t i = 0; out->ranges && i < count; i++) {
        const capalign_cue *cue = capalign_track_cue(out->track, i);
        size_t from = text.size;
        ca_plain_lines(&text, (ca_str){cue->text, cue->text_bytes}, out->track->format);
        join_lines(&text, from);
        out->ranges[i] = (ca_cue_range){from, text.size, i};
        ca_strbuf_add_text(&text, "\n");
    }
    ca_strbuf_add(&text, "", 0);
    if (!out->ranges || text.failed) {
        ca_strbuf_free(&text);
        return ca_fail_memory(error);
    }
    out->range_count = count;
    out->text = text.data;
    out->size = text.size;
    return CAPALIGN_OK;
}

/* With character references ("&ldquo;", "&#39;") as characters: texts are copied out of pages. */
static void decode_references(ca_str text, ca_strbuf *out)
{
    size_t kept = 0;
    for (const char *at = text.data, *end = at + text.size;
         (at = memchr(at, '&', (size_t)(end - at)));) {
        char bytes[CA_VTT_REFERENCE_BYTES];
        size_t count, from = (size_t)(at - text.data);
        size_t size = ca_vtt_character_reference((ca_str){at, text.size - from}, bytes, &count);
        if (!size || at[size - 1] != ';') { /* "AT&T", "a&b" */
            at++;
            continue;
        }
        ca_strbuf_add(out, text.data + kept, from - kept);
        ca_strbuf_add(out, bytes, count);
        at += size;
        kept = from + size;
    }
    ca_strbuf_add(out, text.data + kept, text.size - kept);
}

/* Without what a transcript's writing has and its speech does not. */
static void tidy(ca_strbuf *text)
{
    static void (*const steps[])(ca_str, ca_strbuf *) = {decode_references, ca_time_codes_cut,
                                                         ca_hyphens_join};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        ca_strbuf tidied = {0};
        ca_strbuf_add(&tidied, "", 0);
        steps[i](ca_strbuf_view(text), &tidied);
        tidied.failed |= text->failed;
        ca_strbuf_free(text);
        *text = tidied;
    }
}

/* Plain text, or the visible text of a page. */
static capalign_code from_text(const char *path, ca_transcript *out, capalign_error *error)
{
    char *bytes;
    size_t size;
    capalign_code code = ca_file_read(path, CAPALIGN_TRANSCRIPT_MAX_BYTES, &bytes, &size, error);
    if (code != CAPALIGN_OK)
        return code;
    ca_strbuf text = {0};
    code = ca_visible_text(bytes, size, path, &text, error);
    if (code == CAPALIGN_OK)
        tidy(&text);
    if (code == CAPALIGN_OK && text.failed)
        code = ca_fail_memory(error);
    if (code != CAPALIGN_OK) {
        ca_strbuf_free(&text);
        return ca_fail_file(error, code, path);
    }
    out->text = text.data;
    out->size = text.size;
    return CAPALIGN_OK;
}

capalign_code ca_transcript_from_text(const char *text, size_t size, ca_transcript *out,
                                      capalign_error *error)
{
    *out = (ca_transcript){0};
    if (size > CAPALIGN_TRANSCRIPT_MAX_BYTES)
        return ca_fail(error, CAPALIGN_E_LIMIT, "the transcript is larger than %zu MiB",
                       CAPALIGN_TRANSCRIPT_MAX_BYTES >> 20);
    if (ca_utf8_valid_prefix(text, size) != size)
        return ca_fail(error, CAPALIGN_E_ARGUMENT, "the transcript must be UTF-8");
    ca_strbuf copy = {0};
    ca_strbuf_add(&copy, text, size);
    tidy(&copy);
    if (copy.failed) {
        ca_strbuf_free(&copy);
        return ca_fail_memory(error);
    }
    out->text = copy.data;
    out->size = copy.size;
    return CAPALIGN_OK;
}

static bool is_caption_file(const char *path)
{
    const char *format = capalign_caption_format_of_path(path);
    return format && strcmp(format, "json") != 0;
}

capalign_code ca_transcript_read(const char *path, ca_transcript *out, capalign_error *error)
{
    *out = (ca_transcript){0};
    capalign_code code;
    if (is_caption_file(path)) {
        code = capalign_caption_read(path, NULL, &out->track, error);
        if (code == CAPALIGN_OK)
            code = from_track(out, error);
    } else {
        code = from_text(path, out, error);
    }
    if (code != CAPALIGN_OK)
        ca_transcript_free(out);
    return code;
}

void ca_transcript_free(ca_transcript *transcript)
{
    free(transcript->text);
    free(transcript->ranges);
    capalign_track_destroy(transcript->track);
    *transcript = (ca_transcript){0};
}
