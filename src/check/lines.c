#include "check/lines.h"

#include <stdlib.h>

#include "base/strbuf.h"

static bool add_start(ca_lines *lines, size_t *capacity, size_t at)
{
    uint32_t *grown = ca_grow(lines->starts, capacity, lines->count + 1, sizeof *grown);
    if (!grown)
        return false;
    lines->starts = grown;
    lines->starts[lines->count++] = (uint32_t)at;
    return true;
}

/* Bytes of the line end at `at`; 0: none stands there. */
static size_t end_size(const ca_lines *lines, size_t at)
{
    const char *data = lines->text.data;
    if (data[at] == '\n')
        return 1;
    if (data[at] != '\r')
        return 0;
    if (lines->doubled)
        return 3;
    return at + 1 < lines->text.size && data[at + 1] == '\n' ? 2 : 1;
}

/* The first byte at or after `at` that may end a line; most files have no CR at all. */
static size_t find_end(ca_str text, size_t at, bool has_cr)
{
    if (!has_cr) {
        const char *lf = memchr(text.data + at, '\n', text.size - at);
        return lf ? (size_t)(lf - text.data) : text.size;
    }
    while (at < text.size && text.data[at] != '\n' && text.data[at] != '\r')
        at++;
    return at;
}

bool ca_lines_make(ca_lines *lines, ca_str text, bool doubled)
{
    *lines = (ca_lines){.text = text, .doubled = doubled};
    size_t capacity = 0;
    bool has_cr = text.size && memchr(text.data, '\r', text.size);
    bool added = add_start(lines, &capacity, 0);
    for (size_t at = 0; added && (at = find_end(text, at, has_cr)) < text.size;) {
        at += end_size(lines, at);
        added = add_start(lines, &capacity, at);
    }
    added = added && add_start(lines, &capacity, text.size);
    lines->count--;
    if (!added)
        ca_lines_free(lines);
    return added;
}

void ca_lines_free(ca_lines *lines)
{
    free(lines->starts);
    *lines = (ca_lines){0};
}

size_t ca_line_of(const ca_lines *lines, size_t at)
{
    size_t low = 0, high = lines->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (lines->starts[middle] <= at)
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}

void ca_line_range(const ca_lines *lines, size_t line, size_t *from, size_t *to)
{
    if (!line || line > lines->count) {
        *from = *to = lines->text.size;
        return;
    }
    *from = lines->starts[line - 1];
    *to = lines->starts[line];
    while (*to > *from && (lines->text.data[*to - 1] == '\n' || lines->text.data[*to - 1] == '\r'))
        --*to;
}

/* Whether a character begins at the byte: the text is valid UTF-8. */
static bool begins(const ca_lines *lines, size_t at)
{
    return ((unsigned char)lines->text.data[at] & 0xC0) != 0x80;
}

/* To the line's begin, unless the cursor stands in the line and no further off. */
static void go_near(ca_line_cursor *cursor, size_t line, size_t from, bool near_begin)
{
    if (cursor->line != line || !cursor->column || near_begin)
        *cursor = (ca_line_cursor){line, 1, from};
}

size_t ca_line_at(const ca_lines *lines, ca_line_cursor *cursor, size_t line, size_t column)
{
    size_t from, to;
    ca_line_range(lines, line, &from, &to);
    go_near(cursor, line, from, column < cursor->column / 2);
    while (cursor->column > column && cursor->at > from)
        cursor->column -= begins(lines, --cursor->at);
    while (cursor->column < column && cursor->at < to) {
        cursor->column++;
        do
            cursor->at++;
        while (cursor->at < to && !begins(lines, cursor->at));
    }
    return cursor->at;
}

size_t ca_line_column(const ca_lines *lines, ca_line_cursor *cursor, size_t line, size_t at)
{
    size_t from, to;
    ca_line_range(lines, line, &from, &to);
    go_near(cursor, line, from, at - from < (cursor->at - from) / 2);
    while (cursor->at > at)
        cursor->column -= begins(lines, --cursor->at);
    while (cursor->at < at)
        cursor->column += begins(lines, cursor->at++);
    return cursor->column;
}
