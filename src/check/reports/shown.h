/* Untrusted text made fit to be seen: in a terminal, a log, a page. */
#ifndef CA_CHECK_REPORTS_SHOWN_H
#define CA_CHECK_REPORTS_SHOWN_H

#include "base/utf8.h"

/* One character of a text, as it is shown. */
typedef struct ca_shown {
    char text[16];
    size_t size;  /* bytes of text */
    size_t width; /* columns on a terminal: 0 to 2, or those of the escape */
    size_t taken; /* bytes of the source, at least 1 */
} ca_shown;

/* The character at `text` (size > 0). Control characters and bytes that are not UTF-8 become \n,
 * \t, \x1b; characters that turn the direction of a text become names such as <RLO>; separators of
 * lines, noncharacters and the byte order mark become \u2028. With `break_tokens` the first
 * character of what GitHub's runner takes for a command is shown as \x3a or \x23; a colon at the
 * text's end too, since one could follow. */
ca_shown ca_shown_next(const char *text, size_t size, bool break_tokens);
/* Whether a command's token begins here: "::" or "##[", or what could become "::". */
bool ca_shown_token(const char *text, size_t size);

#endif
