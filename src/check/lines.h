/* Where the lines of a text begin: from bytes to lines and columns, and back. */
#ifndef CA_CHECK_LINES_H
#define CA_CHECK_LINES_H

#include "base/utf8.h"

typedef struct ca_lines {
    ca_str text;
    uint32_t *starts; /* byte offset of each line, 0-based; then the text's size */
    size_t count;     /* of lines; at least 1 */
    bool doubled;     /* every line ends in CR CR LF, which counts as one end */
} ca_lines;

/* Lines end in CR LF, LF or CR; all of them in CR CR LF where `doubled`. `text` must stay, and be
 * under 4 GiB. False without memory. */
bool ca_lines_make(ca_lines *lines, ca_str text, bool doubled);
void ca_lines_free(ca_lines *lines);

/* The line (1-based) that holds the byte; the last for the text's end. */
size_t ca_line_of(const ca_lines *lines, size_t at);
/* Bytes [*from, *to) of a line (1-based; beyond the last: the end), without its end. */
void ca_line_range(const ca_lines *lines, size_t line, size_t *from, size_t *to);

/* Where the last look-up ended, of one of the two functions below; zeros at first. A line of a GiB
 * may have a million places: each costs only the way from the one before. */
typedef struct ca_line_cursor {
    size_t line;
    size_t column;
    size_t at;
} ca_line_cursor;

/* The byte at a line and column (1-based characters); the line's end where it has fewer. */
size_t ca_line_at(const ca_lines *lines, ca_line_cursor *cursor, size_t line, size_t column);
/* The column of a byte, 1-based characters. */
size_t ca_line_column(const ca_lines *lines, ca_line_cursor *cursor, size_t line, size_t at);

#endif
