/* One line taken apart: keyword, mark, and the words that are left. */
#ifndef CA_TEXT_LINE_PARSE_H
#define CA_TEXT_LINE_PARSE_H

#include "text/mark.h"

typedef struct ca_parsed {
    ca_str rest;       /* the line without keywords, marks, play signs and their separators */
    unsigned roles;    /* of the keywords that were taken off */
    bool play;         /* a play sign, a camera */
    bool named;        /* the keyword is set off from the rest by a separator or brackets */
    bool has_mark;     /* at one end of the line */
    bool mark_set_off; /* the mark stands in brackets or behind a separator */
    ca_mark mark;
} ca_parsed;

/* `line` is trimmed and not empty. */
ca_parsed ca_line_parse(const ca_words *words, ca_str line);

#endif
