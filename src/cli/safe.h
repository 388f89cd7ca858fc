/* Untrusted text made fit for a terminal: file names, captions, titles. */
#ifndef CLI_SAFE_H
#define CLI_SAFE_H

#include <stddef.h>
#include <stdio.h>

/* Copies `text` with control characters, line separators, direction overrides and bytes that are
 * not UTF-8 written as \n, \t, \xHH …; cut at a character with "..." when it does not fit. Returns
 * `out`. size >= 8. */
const char *cli_safe(const char *text, char *out, size_t size);
/* The same for a text of any length, to a stream. */
void cli_print_safe(FILE *stream, const char *text);

/* Columns that a text takes on a terminal, escaped as above. */
size_t cli_safe_width(const char *text);

/* Prints the text escaped, cut to `width` columns with "..." where it is wider (SIZE_MAX: never).
 * Returns the columns printed. */
size_t cli_print_cut(FILE *stream, const char *text, size_t width);

#endif
