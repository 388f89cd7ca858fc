/* Text cut into lines. */
#ifndef CA_TEXT_PLAIN_LINES_H
#define CA_TEXT_PLAIN_LINES_H

#include "base/error.h"
#include "text/reader.h"

/* A growing list of lines. Zero-initialise it; free(lines) in the end. */
typedef struct ca_line_list {
    ca_line *lines;
    size_t count;
    size_t capacity;
} ca_line_list;

/* Appends a line; of several gaps one after the other only the first. CAPALIGN_E_LIMIT over
 * CA_ARTICLE_MAX_LINES. */
capalign_code ca_line_list_add(ca_line_list *list, const ca_line *line, capalign_error *error);
/* Takes the next line off *text, without its end (CR, LF or CRLF). */
ca_str ca_line_next(ca_str *text);

#endif
