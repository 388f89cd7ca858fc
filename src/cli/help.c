#include "help.h"

#include <string.h>

#include <capalign/capalign.h>

#include "commands.h"
#include "options.h"
#include "report.h"
#include "text.h"

enum { HELP_COLUMN = 28 };

const char *cli_option_form(const cli_option *option, char *text, size_t size)
{
    char letter[] = "-x, ";
    letter[1] = option->letter;
    snprintf(text, size, "%s--%s%s%s%s", option->letter ? letter : "    ", option->name,
             option->bare    ? "[="
             : option->value ? " "
                             : "",
             option->value ? option->value : "", option->bare ? "]" : "");
    return text;
}

/* A name and what it means, in two columns; a long name gets a line of its own. */
static void print_pair(FILE *stream, const char *name, const char *means)
{
    size_t column = (size_t)fprintf(stream, "  %s", name);
    if (column + 2 > HELP_COLUMN) {
        fputc('\n', stream);
        column = 0;
    }
    cli_wrap(stream, means, HELP_COLUMN, column ? column : 0);
}

static void print_options(FILE *stream, const cli_option *options, size_t count)
{
    char form[80];
    for (size_t i = 0; i < count; i++)
        if (!options[i].hidden)
            print_pair(stream, cli_option_form(&options[i], form, sizeof form), options[i].help);
}

/* "Usage: capalign convert IN OUT", the other forms below. */
static void print_usage(FILE *stream, const cli_command *command)
{
    const char *line = command->synopsis;
    for (const char *lead = "Usage:"; *line; lead = "      ") {
        size_t size = strcspn(line, "\n");
        fprintf(stream, "%s capalign %s %.*s\n", lead, command->name, (int)size, line);
        line += size + (line[size] == '\n');
    }
}

static void print_examples(FILE *stream, const cli_command *command)
{
    if (command->example_count)
        fputs("\nExamples:\n", stream);
    for (size_t i = 0; i < command->example_count; i++) {
        fprintf(stream, "%s  %s\n", i ? "\n" : "", command->examples[i].command);
        cli_wrap(stream, command->examples[i].says, 6, 0);
    }
}

const char *cli_exit_text(const cli_command *command, int exit_code)
{
    switch (exit_code) {
    case CLI_EXIT_SURE:
        return "done, and sure";
    case CLI_EXIT_FINDINGS:
        return command ? command->findings : "done, but there are findings or low confidence";
    case CLI_EXIT_USAGE:
        return "the command line is wrong";
    case CLI_EXIT_INPUT:
        return "an input cannot be read, or an output cannot be written";
    case CLI_EXIT_MISSING:
        return "something is missing on this machine: a codec, a voice, memory";
    default:
        return NULL;
    }
}

static void print_exits(FILE *stream, const cli_command *command)
{
    fputs("\nExit status:\n", stream);
    for (int code = CLI_EXIT_SURE; code <= CLI_EXIT_MISSING; code++) {
        const char *text = cli_exit_text(command, code);
        if (text) {
            fprintf(stream, "  %d  ", code);
            cli_wrap(stream, text, 5, 5);
        }
    }
}

void cli_print_command_help(FILE *stream, const cli_command *command)
{
    print_usage(stream, command);
    fputc('\n', stream);
    cli_wrap(stream, command->description, 0, 0);
    if (command->operand_count)
        fputs("\nOperands:\n", stream);
    for (size_t i = 0; i < command->operand_count; i++)
        print_pair(stream, command->operands[i].name, command->operands[i].help);
    if (command->option_count)
        fputs("\nOptions:\n", stream);
    print_options(stream, command->options, command->option_count);
    fputs("\nOptions of every command:\n", stream);
    print_options(stream, cli_global_options, CLI_GLOBAL_COUNT);
    print_examples(stream, command);
    print_exits(stream, command);
}

void cli_print_help(FILE *stream)
{
    fputs("Usage: capalign COMMAND [OPTION...] [OPERAND...]\n\n", stream);
    cli_wrap(stream,
             "Turns an article with its video clips into subtitle files whose timing is right, and "
             "reads, converts and checks subtitle files.",
             0, 0);
    fputs("\nCommands:\n", stream);
    for (size_t i = 0; cli_command_at(i); i++)
        print_pair(stream, cli_command_at(i)->name, cli_command_at(i)->summary);
    fputs("\nOptions of every command:\n", stream);
    print_options(stream, cli_global_options, CLI_GLOBAL_COUNT);
    print_pair(stream, "    --version", "show the version and exit");
    fputs("\n\"capalign COMMAND --help\" tells about a command, with examples.\n", stream);
    print_exits(stream, NULL);
}

static int run_help(cli_session *cli)
{
    const char *name = cli_operand_at(cli, 0);
    if (!name)
        cli_print_help(stdout);
    else
        cli_print_command_help(stdout, cli_command_named(name));
    return CLI_EXIT_SURE;
}

static const cli_operand operands[] = {
    {.name = "COMMAND",
     .kind = CLI_CHOICE,
     .choice = cli_command_name,
     .optional = true,
     .help = "the command to tell about; without one, all are listed"},
};

static const cli_example examples[] = {
    {"capalign help link", "Tells about the main job, with examples."},
};

const cli_command cli_help = {
    .name = "help",
    .summary = "tell about a command",
    .synopsis = "[COMMAND]",
    .description = "Shows what \"capalign COMMAND --help\" shows; without COMMAND, the list of "
                   "commands.",
    .operands = operands,
    .operand_count = CLI_COUNT(operands),
    .examples = examples,
    .example_count = CLI_COUNT(examples),
    .run = run_help,
};
