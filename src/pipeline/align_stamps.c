/* Time stamps inside the text of kept WebVTT cues ("<00:38.000>", which show a cue's words one
 * after the other): each gets the time of the word that it stands before. */
#include "base/error.h"
#include "base/time.h"
#include "caption/formats.h"
#include "caption/plain_text.h"
#include "caption/webvtt.h"
#include "pipeline/alignment.h"

/* The bytes of the time stamp that begins at text.data[at], 0 where none does. */
static size_t stamp_size(ca_str text, size_t at)
{
    size_t end = at + 1;
    int64_t time_us;
    bool capped;
    if (text.data[at] != '<' || !ca_vtt_timestamp(text, &end, &time_us, &capped))
        return 0;
    return end < text.size && text.data[end] == '>' ? end + 1 - at : 0;
}

/* When the first word of the cue that is spoken and begins at `offset` or after it is said;
 * CAPALIGN_TIME_NONE: none is. */
static int64_t said_from(const capalign_alignment *a, const capalign_cue_report *cue, size_t offset)
{
    for (size_t i = cue->first_word; i < cue->first_word + cue->word_count; i++)
        if (a->found.items[i].from >= offset && a->words[i].start_us != CAPALIGN_TIME_NONE)
            return a->words[i].start_us / CA_US_PER_MS * CA_US_PER_MS;
    return CAPALIGN_TIME_NONE;
}

/* Copies the cue's text with its stamps timed anew. A stamp must lie inside the cue, after the one
 * before; where it would not, it goes. */
static bool copy_text(const capalign_alignment *a, size_t index, ca_strbuf *out)
{
    const capalign_cue *cue = &a->track->cues[index].cue;
    ca_str text = {cue->text, cue->text_bytes};
    ca_strbuf seen = {
        0}; /* the text up to the stamp, without markup, as the words were found in it */
    int64_t before_us = cue->start_us;
    size_t from = 0;
    for (size_t at = 0; at < text.size; at++) {
        size_t size = stamp_size(text, at);
        if (!size)
            continue;
        ca_str part = {text.data + from, at - from};
        ca_strbuf_add(out, part.data, part.size);
        if (!ca_plain_text(&seen, part, a->track->format))
            out->failed = true;
        int64_t time_us =
            said_from(a, &a->cues[index], a->transcript.ranges[index].from + seen.size);
        if (time_us > before_us && time_us < cue->end_us) {
            char written[CA_TIME_TEXT];
            ca_time_format(time_us, '.', written);
            ca_strbuf_format(out, "<%s>", written);
            before_us = time_us;
        }
        from = at + size;
        at = from - 1;
    }
    ca_strbuf_add(out, text.data + from, text.size - from);
    ca_strbuf_free(&seen);
    return !out->failed;
}

static bool has_stamps(const capalign_cue *cue)
{
    ca_str text = {cue->text, cue->text_bytes};
    for (const char *at = text.data;
         at && (at = memchr(at, '<', text.size - (size_t)(at - text.data))); at++)
        if (stamp_size(text, (size_t)(at - text.data)))
            return true;
    return false;
}

capalign_code ca_alignment_time_stamps(capalign_alignment *a, capalign_error *error)
{
    bool webvtt = a->track->format == &ca_format_webvtt;
    for (size_t i = 0; webvtt && i < a->cue_count; i++) {
        ca_cue *cue = &a->track->cues[i];
        if (!has_stamps(&cue->cue))
            continue;
        ca_strbuf text = {0};
        const char *copy =
            copy_text(a, i, &text) ? ca_arena_copy(&a->track->arena, ca_strbuf_view(&text)) : NULL;
        cue->cue.text = copy ? copy : cue->cue.text;
        cue->cue.text_bytes = copy ? (uint32_t)text.size : cue->cue.text_bytes;
        cue->changed = cue->text_changed = true;
        ca_strbuf_free(&text);
        if (!copy)
            return ca_fail_memory(error);
    }
    return CAPALIGN_OK;
}
