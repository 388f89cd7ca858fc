/* Small pieces of text for people. */
#ifndef CLI_TEXT_H
#define CLI_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define CLI_TIME_TEXT 40

/* "2:26", "1:02:03", "0:07.250"; "?" for CAPALIGN_TIME_NONE. Returns `text`. */
const char *cli_time(int64_t time_us, char text[CLI_TIME_TEXT]);

/* Prints paragraphs (a blank line between) wrapped to 79 columns, each line indented. Text that
 * follows on the first line's column is told by `column`: where the cursor stands already. */
void cli_wrap(FILE *stream, const char *text, size_t indent, size_t column);

/* A line "NAME VALUE" on standard output, escaped; nothing where the value is NULL or empty. */
void cli_print_field(const char *name, const char *value);

/* The number that all of `text` is, at most `max`; false where it is none. */
bool cli_read_number(const char *text, uint64_t max, uint64_t *number);

/* "" for 1, else "s". */
const char *cli_plural(size_t count);

#endif
