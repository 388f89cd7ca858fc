/* Standard output: results that get lost must not look like success. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

/* Makes standard output safe to use: a closed descriptor 0, 1 or 2 must not become the next file
 * that is opened, and a reader that goes away must be seen and not kill the program in mid-work.
 * Returns whether SIGPIPE had its usual action. */
bool cli_output_begin(void);

/* A capalign_sink onto standard output; the context is not used. */
int cli_output_sink(void *context, const char *bytes, size_t size);
/* Whether writing to standard output has failed so far. */
bool cli_output_failed(void);

/* Flushes and closes standard output. Returns `exit_code`, or CLI_EXIT_INPUT with a message where
 * it could not all be written. Where the reader went away the program ends as others do: by
 * SIGPIPE without a word, if `sigpipe` (cli_output_begin's answer) says that it was usual. */
int cli_output_end(bool sigpipe, int exit_code);

#endif
