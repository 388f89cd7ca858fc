/* --help, out of the tables. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include <stdio.h>

#include "cli.h"

/* The whole program's help; a command's. */
void cli_print_help(FILE *stream);
void cli_print_command_help(FILE *stream, const cli_command *command);

/* The option as typed, e.g. "-o, --output DIR", into `text`. Returns `text`. */
const char *cli_option_form(const cli_option *option, char *text, size_t size);

/* "what is done" of an exit code for this command, or NULL where it does not end with that code. */
const char *cli_exit_text(const cli_command *command, int exit_code);

#endif
