/* The lines of a WebVTT file, and its characters as the standard preprocesses them. */
#include <string.h>

#include "base/utf8.h"
#include "caption/webvtt.h"

static size_t find(ca_str source, size_t from, char c)
{
    const char *found =
        from < source.size ? memchr(source.data + from, c, source.size - from) : NULL;
    return found ? (size_t)(found - source.data) : source.size;
}

void ca_vtt_lines_start(ca_vtt_lines *lines, ca_str source)
{
    *lines = (ca_vtt_lines){
        .source = source,
        .next_lf = find(source, 0, '\n'),
        .next_cr = find(source, 0, '\r'),
    };
}

bool ca_vtt_next_line(ca_vtt_lines *lines, ca_vtt_line *line)
{
    size_t from = lines->at, size = lines->source.size;
    if (from >= size)
        return false;
    if (lines->next_lf < from)
        lines->next_lf = find(lines->source, from, '\n');
    if (lines->next_cr < from)
        lines->next_cr = find(lines->source, from, '\r');
    size_t end = lines->next_lf < lines->next_cr ? lines->next_lf : lines->next_cr;
    bool pair = end == lines->next_cr && lines->next_lf == end + 1 && lines->next_lf < size;
    size_t next = end == size ? size : end + (pair ? 2 : 1);
    *line = (ca_vtt_line){
        .text = {lines->source.data + from, end - from},
        .from = (uint32_t)from,
        .next = (uint32_t)next,
        .number = ++lines->number,
    };
    lines->at = next;
    return true;
}

size_t ca_vtt_arrow(ca_str text)
{
    const char *found = text.size < 3 ? NULL : memmem(text.data, text.size, "-->", 3);
    return found ? (size_t)(found - text.data) : SIZE_MAX;
}

/* Bytes that the text grows by: each NUL becomes three. */
static size_t growth(ca_str text)
{
    size_t nuls = 0;
    for (size_t i = 0; i < text.size; i++)
        nuls += text.data[i] == '\0';
    return nuls * 2;
}

ca_str ca_vtt_normalize(ca_arena *arena, ca_str text)
{
    if (!text.size || (!memchr(text.data, '\r', text.size) && !memchr(text.data, '\0', text.size)))
        return text;
    char *copy = ca_arena_alloc(arena, text.size + growth(text) + 1), *to = copy;
    if (!copy)
        return (ca_str){NULL, 0};
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        if (c == '\0') {
            to += ca_utf8_encode(CA_REPLACEMENT, to);
        } else if (c == '\r') {
            *to++ = '\n';
            i += i + 1 < text.size && text.data[i + 1] == '\n';
        } else {
            *to++ = c;
        }
    }
    return (ca_str){copy, (size_t)(to - copy)};
}
