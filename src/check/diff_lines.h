/* Which lines two texts share. */
#ifndef CA_CHECK_DIFF_LINES_H
#define CA_CHECK_DIFF_LINES_H

#include "base/utf8.h"

/* The lines of a text, each with its LF; the last may have none. */
typedef struct ca_diff_text {
    ca_str text;
    size_t *starts; /* then the text's size */
    uint32_t *ids;  /* equal lines, of both texts, have equal numbers */
    bool *changed;  /* not in the other text */
    size_t count;
} ca_diff_text;

/* Fills both. The lines that are kept are in the same order in both; about as many as can be, where
 * the texts are so different that finding the most would take long. False without memory. */
bool ca_diff_lines(ca_str before, ca_str after, ca_diff_text *a, ca_diff_text *b);
void ca_diff_text_free(ca_diff_text *text);

#endif
