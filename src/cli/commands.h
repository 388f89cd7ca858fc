/* The list of commands, and the options that all of them have. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli.h"

enum { CLI_HELP, CLI_JSON, CLI_QUIET, CLI_VERBOSE, CLI_COLOR, CLI_TELL, CLI_GLOBAL_COUNT };

extern const cli_option cli_global_options[CLI_GLOBAL_COUNT];

/* The commands in the order of the help; NULL after the last. */
const cli_command *cli_command_at(size_t index);
const cli_command *cli_command_named(const char *name);
/* The command whose name is likely meant, or NULL. */
const cli_command *cli_command_near(const char *name);
/* Names of the commands, for completion: NULL after the last. */
const char *cli_command_name(size_t index);

extern const cli_command cli_check;
extern const cli_command cli_batch;
extern const cli_command cli_convert;
extern const cli_command cli_help;
extern const cli_command cli_link;
extern const cli_command cli_align;
extern const cli_command cli_probe;

#endif
