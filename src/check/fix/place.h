/* Places in the text that fixers ask about. */
#ifndef CA_CHECK_FIX_PLACE_H
#define CA_CHECK_FIX_PLACE_H

#include "check/check.h"

/* A line: its text is [from, to), the next one begins at `next`. */
typedef struct ca_place {
    size_t line; /* 1-based */
    size_t from;
    size_t to;
    size_t next;
    ca_str text;
} ca_place;

ca_place ca_place_of(const ca_check *check, size_t at);
/* Beyond the last line: an empty place at the end. */
ca_place ca_place_of_line(const ca_check *check, size_t line);
/* The line end that is used around `at`: that of its line, else of the first, else LF. */
ca_str ca_place_line_end(const ca_check *check, size_t at);
/* The lines of a cue's text: [*from, *to) without the last line end. False: it has none. */
bool ca_place_cue_text(const ca_check *check, size_t cue, size_t *from, size_t *to);
/* Whether something that is no cue stands between this cue and the one below, or the end: a
 * comment, which may belong to either, or a text that players pass over. */
bool ca_place_has_other_below(const ca_check *check, size_t cue);
/* Size of the white space at the start of the text, by SRT's notion; all of it. */
size_t ca_place_space(ca_str text);

#endif
