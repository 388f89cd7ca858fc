/* The command line, GNU style: --name, --name=value, --name value, -n, -nvalue, -n value, clusters
 * (-qv), "--" before operands that begin with '-', options and operands in any order. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "cli.h"

/* Longest message of cli_parse, with its NUL; what is longer is cut. */
#define CLI_MESSAGE 512

/* A list of option tables, one after the other: value i of cli_arguments belongs to option i. */
typedef struct cli_options {
    const cli_option *global;
    size_t global_count;
    const cli_option *own;
    size_t own_count;
} cli_options;

/* The option at `index` of both tables, or NULL after the last. */
const cli_option *cli_option_at(const cli_options *options, size_t index);

/* Parses `words`, whose order is changed: the operands come first. With stop_at_operand the first
 * operand ends the options, and it and all after it are operands. False where the line is wrong;
 * then `message` says what was found and what was expected. Values that were there before stay
 * where the line does not give others. */
bool cli_parse(const cli_options *options, char **words, size_t count, bool stop_at_operand,
               cli_arguments *arguments, char message[CLI_MESSAGE]);

/* Whether the number of operands is right and each choice is one of its list. */
bool cli_check_operands(const cli_command *command, const cli_arguments *arguments,
                        char message[CLI_MESSAGE]);

#endif
