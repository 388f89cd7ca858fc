/* Standard output: results that get lost must not look like success. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

/* Standard output, watched. */
typedef struct cli_output {
    int error;    /* errno of the first write that failed, or 0 */
    bool sigpipe; /* SIGPIPE had its usual action when the program began */
} cli_output;

/* Makes standard output safe to use: a closed descriptor 0, 1 or 2 must not become the next file
 * that is opened, and a reader that goes away must be seen and not kill the program in mid-work.
 * Puts a stream in place of stdout that keeps the reason of a failure in `output`, which must
 * outlive it. */
void cli_output_begin(cli_output *output);

/* A capalign_sink onto standard output; the context is not used. */
int cli_output_sink(void *context, const char *bytes, size_t size);
/* Whether writing to standard output has failed so far. */
bool cli_output_failed(void);

/* Flushes and closes standard output. Returns `exit_code`, or CLI_EXIT_INPUT with a message where
 * it could not all be written. Where the reader went away the program ends as others do: by
 * SIGPIPE and without a word. */
int cli_output_end(cli_output *output, int exit_code);

#endif
