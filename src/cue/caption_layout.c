#include "cue/layout.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "base/error.h"
#include "base/strbuf.h"

static const ca_layout_profile default_profile = {"default", 42, 2};

const ca_layout_profile *ca_layout_default(void)
{
    return &default_profile;
}

/* A piece that no line break may part. */
typedef struct piece {
    ca_str text;
    size_t columns;
    bool space_before;
} piece;

typedef struct pieces {
    piece *items;
    size_t count;
    size_t capacity;
    bool failed;
} pieces;

static bool is_space(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x3000 || c == 0x2028 || c == 0x2029;
}

/* Lines may break beside an ideograph or kana, but not before closing punctuation or small kana. */
static bool is_ideographic(uint32_t c)
{
    return (c >= 0x3041 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

static bool may_begin_line(uint32_t c)
{
    static const uint32_t no_start[] = {0x3001, 0x3002, 0xFF0C, 0xFF0E, 0xFF01, 0xFF1F, 0xFF1A,
                                        0xFF1B, 0x300D, 0x300F, 0x3011, 0xFF09, 0x3041, 0x3043,
                                        0x3045, 0x3047, 0x3049, 0x3063, 0x3083, 0x3085, 0x3087,
                                        0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9, 0x30C3, 0x30E3,
                                        0x30E5, 0x30E7, 0x30FC};
    for (size_t i = 0; i < sizeof no_start / sizeof no_start[0]; i++)
        if (no_start[i] == c)
            return false;
    return true;
}

static void push(pieces *list, ca_str text, size_t columns, bool space_before)
{
    piece *items = ca_grow(list->items, &list->capacity, list->count + 1, sizeof *items);
    if (!items) {
        list->failed = true;
        return;
    }
    list->items = items;
    items[list->count++] = (piece){text, columns, space_before};
}

/* Cuts at white space, beside ideographs, and where a piece alone would overflow a line (between
 * grapheme clusters). */
static void cut(pieces *list, ca_str text, size_t max_columns)
{
    size_t from = 0, columns = 0;
    bool space = false;
    uint32_t previous = 0;
    utf8proc_int32_t state = 0;
    for (size_t i = 0; i < text.size && !list->failed;) {
        uint32_t c;
        size_t size = ca_utf8_decode(text.data + i, text.size - i, &c);
        int width = utf8proc_charwidth((utf8proc_int32_t)c);
        bool cluster = !previous || utf8proc_grapheme_break_stateful((utf8proc_int32_t)previous,
                                                                     (utf8proc_int32_t)c, &state);
        bool breaks = is_space(c) || (cluster && i > from && may_begin_line(c) &&
                                      (is_ideographic(c) || is_ideographic(previous))) ||
                      (cluster && columns + (size_t)width > max_columns);
        if (breaks && i > from) {
            push(list, (ca_str){text.data + from, i - from}, columns, space);
            space = false;
            columns = 0;
        }
        if (breaks)
            from = i;
        if (is_space(c)) {
            space = true;
            from = i + size;
        } else {
            columns += (size_t)width;
        }
        previous = c;
        i += size;
    }
    if (text.size > from)
        push(list, (ca_str){text.data + from, text.size - from}, columns, space);
}

/* Where each line ends, with the least sum of squared empty columns (Knuth and Plass 1981, without
 * stretching); `ends` has room for all pieces. Returns how many lines there are. */
static size_t break_lines(const pieces *list, size_t max_columns, size_t *ends)
{
    size_t n = list->count;
    size_t *cost = malloc((n + 1) * sizeof *cost), *from = malloc((n + 1) * sizeof *from);
    size_t lines = 0;
    if (cost && from) {
        cost[0] = 0;
        for (size_t end = 1; end <= n; end++) {
            cost[end] = SIZE_MAX;
            size_t columns = 0;
            for (size_t begin = end; begin-- > 0;) {
                columns += list->items[begin].columns;
                if (begin + 1 < end)
                    columns += list->items[begin + 1].space_before;
                if (columns > max_columns && begin + 1 < end)
                    break;
                size_t empty = columns < max_columns ? max_columns - columns : 0;
                /* A line more costs more than any raggedness. */
                size_t total = cost[begin] + empty * empty + max_columns * max_columns;
                if (total < cost[end])
                    cost[end] = total, from[end] = begin;
            }
        }
        for (size_t end = n; end > 0; end = from[end])
            ends[lines++] = end;
        for (size_t i = 0; i < lines / 2; i++) {
            size_t other = ends[lines - 1 - i];
            ends[lines - 1 - i] = ends[i];
            ends[i] = other;
        }
    }
    free(cost);
    free(from);
    return lines;
}

static void add_line(ca_strbuf *text, const pieces *list, size_t from, size_t to, size_t *columns)
{
    for (size_t i = from; i < to; i++) {
        if (i > from && list->items[i].space_before)
            ca_strbuf_add_text(text, " ");
        ca_strbuf_add(text, list->items[i].text.data, list->items[i].text.size);
        *columns += list->items[i].columns;
    }
}

typedef struct spread {
    int64_t start_us;
    int64_t length_us;
    size_t columns; /* of the whole text */
} spread;

/* The time at which `columns` of the text are over, in whole milliseconds. */
static int64_t time_after(const spread *s, size_t columns)
{
    if (columns >= s->columns)
        return s->start_us + s->length_us;
    __int128 us = (__int128)s->length_us * (int64_t)columns / (int64_t)s->columns;
    return s->start_us + (int64_t)us / 1000 * 1000;
}

static capalign_code add_cues(const pieces *list, const size_t *ends, size_t line_count,
                              const ca_layout_profile *profile, const spread *s,
                              capalign_track *track, capalign_error *error)
{
    capalign_code code = CAPALIGN_OK;
    size_t cues = (line_count + profile->max_lines - 1) / profile->max_lines;
    size_t line = 0, columns = 0;
    int64_t start_us = s->start_us;
    ca_strbuf text = {0};
    for (size_t i = 0; i < cues && code == CAPALIGN_OK; i++) {
        size_t last = line_count * (i + 1) / cues; /* even numbers of lines */
        ca_strbuf_clear(&text);
        for (size_t first = line; line < last; line++) {
            if (line > first)
                ca_strbuf_add_text(&text, "\n");
            add_line(&text, list, line ? ends[line - 1] : 0, ends[line], &columns);
        }
        capalign_cue cue = {.start_us = start_us,
                            .end_us = time_after(s, columns),
                            .text = text.data,
                            .text_bytes = (uint32_t)text.size};
        start_us = cue.end_us;
        code = text.failed ? ca_fail_memory(error) : capalign_track_add_cue(track, &cue, error);
    }
    ca_strbuf_free(&text);
    return code;
}

capalign_code ca_layout_caption(ca_str text, int64_t start_us, int64_t end_us,
                                const ca_layout_profile *profile, capalign_track *track,
                                capalign_error *error)
{
    pieces list = {0};
    cut(&list, text, profile->max_columns);
    size_t *ends = malloc((list.count + 1) * sizeof *ends);
    size_t lines = 0;
    if (ends && !list.failed && list.count)
        lines = break_lines(&list, profile->max_columns, ends);
    capalign_code code = CAPALIGN_OK;
    if (!ends || list.failed || (list.count && !lines)) {
        code = ca_fail_memory(error);
    } else if (lines) {
        spread s = {start_us, end_us - start_us, 0};
        for (size_t i = 0; i < list.count; i++)
            s.columns += list.items[i].columns;
        code = add_cues(&list, ends, lines, profile, &s, track, error);
    }
    free(ends);
    free(list.items);
    return code;
}
