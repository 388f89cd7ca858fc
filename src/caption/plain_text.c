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

static bool from_srt(ca_strbuf *out, ca_str text)
{
    while (text.size) {
        size_t skip = 0;
        if (text.data[0] == '<')
            skip = ca_srt_tag_read(text).size;
        else if (text.data[0] == '{')
            skip = ca_srt_override_size(text);
        if (!skip) {
            skip = 1;
            ca_strbuf_add(out, text.data, 1);
        }
        text.data += skip;
        text.size -= skip;
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
