#include "caption/plain_text.h"

#include "caption/formats.h"
#include "caption/markup.h"
#include "caption/webvtt_cuetext.h"

static bool from_webvtt(ca_strbuf *out, ca_str text)
{
    ca_arena arena = {0};
    const ca_cuetext_node *node = ca_cuetext_parse(&arena, text, (ca_str){0});
    bool parsed = node != NULL;
    for (size_t depth = 0; node; node = ca_cuetext_next(node, &depth))
        if (node->kind == CA_CUETEXT_TEXT)
            ca_strbuf_add(out, node->value.data, node->value.size);
    ca_arena_free(&arena);
    return parsed && !out->failed;
}

/* Bytes at the start of the text that are no markup's beginning. */
static size_t run_of(ca_str text)
{
    size_t size = 0;
    while (size < text.size && text.data[size] != '<' && text.data[size] != '{')
        size++;
    return size;
}

static bool from_srt(ca_strbuf *out, ca_str text)
{
    while (text.size) {
        size_t run = run_of(text), skip = 0;
        ca_str mark = {text.data + run, text.size - run};
        if (mark.size)
            skip = *mark.data == '<' ? ca_srt_tag_read(mark).size : ca_srt_override_size(mark);
        if (mark.size && !skip)
            run++; /* it stands for itself */
        ca_strbuf_add(out, text.data, run);
        text.data += run + skip;
        text.size -= run + skip;
    }
    return !out->failed;
}

bool ca_plain_lines(ca_strbuf *out, ca_str text, const ca_caption_format *format)
{
    if (!memchr(text.data, '<', text.size) && !memchr(text.data, '{', text.size) &&
        !memchr(text.data, '&', text.size)) {
        ca_strbuf_add(out, text.data, text.size);
        return !out->failed;
    }
    return format == &ca_format_webvtt ? from_webvtt(out, text) : from_srt(out, text);
}

bool ca_plain_text(ca_strbuf *out, ca_str text, const ca_caption_format *format)
{
    size_t from = out->size;
    bool added = ca_plain_lines(out, text, format);
    for (size_t i = from; i < out->size; i++)
        if (out->data[i] == '\n')
            out->data[i] = ' ';
    return added;
}
