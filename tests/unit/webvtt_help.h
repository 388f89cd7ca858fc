/* Reading WebVTT in tests, and tracks told as one line of text. */
#ifndef TESTS_UNIT_WEBVTT_HELP_H
#define TESTS_UNIT_WEBVTT_HELP_H

#include <inttypes.h>
#include <string.h>

#include "base/strbuf.h"
#include "caption/formats.h"

static inline capalign_track *read_vtt(const char *bytes, size_t size)
{
    capalign_track *track = NULL;
    capalign_error error;
    capalign_caption_read_options options = {.format = "vtt"};
    capalign_code code = capalign_caption_parse(bytes, size, &options, &track, &error);
    return code == CAPALIGN_OK ? track : NULL;
}

static inline int collect(void *context, const char *bytes, size_t size)
{
    ca_strbuf_add(context, bytes, size);
    return 0;
}

static inline capalign_code write_vtt(const capalign_track *track, ca_strbuf *out,
                                      capalign_losses *losses)
{
    capalign_error error;
    return capalign_caption_write(track, "vtt", collect, out, losses, &error);
}

/* "code@line:column …" without the "webvtt-" that they all begin with. */
static inline void findings_text(const capalign_track *track, ca_strbuf *out)
{
    for (size_t i = 0; i < capalign_track_finding_count(track); i++) {
        const capalign_finding *f = capalign_track_finding(track, i);
        ca_strbuf_format(out, "%s%s@%zu:%zu", i ? " " : "", f->code + strlen("webvtt-"), f->line,
                         f->column);
    }
}

/* "[id]start>end=text / …" in milliseconds, with | for LF. */
static inline void cues_text(const capalign_track *track, ca_strbuf *out)
{
    for (size_t i = 0; i < capalign_track_cue_count(track); i++) {
        const capalign_cue *cue = capalign_track_cue(track, i);
        ca_strbuf_add_text(out, i ? " / " : "");
        if (cue->id)
            ca_strbuf_format(out, "[%.*s]", (int)cue->id_bytes, cue->id);
        ca_strbuf_format(out, "%" PRId64 ">%" PRId64 "=", cue->start_us / 1000, cue->end_us / 1000);
        for (uint32_t k = 0; k < cue->text_bytes; k++)
            ca_strbuf_add(out, cue->text[k] == '\n' ? "|" : &cue->text[k], 1);
    }
}

#endif
