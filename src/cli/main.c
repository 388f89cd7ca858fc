/* capalign: finds the command, reads the options that all commands have, runs it. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <capalign/capalign.h>

#include "commands.h"
#include "help.h"
#include "json.h"
#include "options.h"
#include "output.h"
#include "report.h"
#include "safe.h"
#include "tell.h"
#include "term.h"

/* Before a command there is one option more. */
enum { VERSION };

static const cli_option main_options[] = {
    [VERSION] = {.name = "version", .letter = 'V', .help = "show the version and exit"},
};

/* Also where the line is wrong further on, an error must be told as JSON if that was asked for. */
static bool asks_for_json(char **words, size_t count)
{
    for (size_t i = 0; i < count && strcmp(words[i], "--") != 0; i++)
        if (strcmp(words[i], "--json") == 0)
            return true;
    return false;
}

static void take_globals(cli_session *cli)
{
    const char *const *values = cli->arguments.values;
    cli->json = values[CLI_JSON];
    cli->quiet = values[CLI_QUIET];
    cli->verbose = values[CLI_VERBOSE];
    cli->color_out = cli_term_colors(STDOUT_FILENO, values[CLI_COLOR]);
    cli->color_err = cli_term_colors(STDERR_FILENO, values[CLI_COLOR]);
}

static int print_version(const cli_session *cli)
{
    if (cli->json)
        return cli_json_print(json_pack("{s:s}", "version", capalign_version()));
    printf("capalign %s\n", capalign_version());
    return CLI_EXIT_SURE;
}

static int fail_command(const cli_session *cli, const char *name)
{
    char shown[128];
    const cli_command *near = cli_command_near(name);
    cli_safe(name, shown, sizeof shown);
    if (near)
        return cli_fail_usage(cli, "there is no command \"%s\"; did you mean \"%s\"?", shown,
                              near->name);
    return cli_fail_usage(
        cli, "there is no command \"%s\"; expected one of those that --help lists", shown);
}

static int run_command(cli_session *cli)
{
    char message[CLI_MESSAGE];
    const cli_command *command = cli->command;
    const cli_options options = {cli_global_options, CLI_GLOBAL_COUNT, command->options,
                                 command->option_count};
    cli->arguments.values[CLI_GLOBAL_COUNT + VERSION] = NULL;
    char **words = cli->arguments.operands + 1;
    size_t count = cli->arguments.operand_count - 1;
    bool right = cli_parse(&options, words, count, false, &cli->arguments, message);
    take_globals(cli);
    if (right && cli->arguments.values[CLI_HELP]) {
        cli_print_command_help(stdout, command);
        return CLI_EXIT_SURE;
    }
    if (!right || !cli_check_operands(command, &cli->arguments, message)) {
        cli->json = cli->json || asks_for_json(words, count);
        return cli_fail_usage(cli, "%s", message);
    }
    const char *tell = cli->arguments.values[CLI_TELL];
    int told = tell ? cli_read_tell(cli, tell) : CLI_EXIT_SURE;
    return told == CLI_EXIT_SURE ? command->run(cli) : told;
}

static int run(cli_session *cli, char **words, size_t count)
{
    char message[CLI_MESSAGE];
    const cli_options options = {cli_global_options, CLI_GLOBAL_COUNT, main_options,
                                 CLI_COUNT(main_options)};
    bool right = cli_parse(&options, words, count, true, &cli->arguments, message);
    take_globals(cli);
    if (!right) {
        cli->json = asks_for_json(words, count);
        return cli_fail_usage(cli, "%s", message);
    }
    if (cli->arguments.values[CLI_GLOBAL_COUNT + VERSION])
        return print_version(cli);
    const char *name = cli_operand_at(cli, 0);
    if (!name && cli->arguments.values[CLI_HELP]) {
        cli_print_help(stdout);
        return CLI_EXIT_SURE;
    }
    if (!name)
        return cli_fail_usage(cli, "a command is missing; the main job is: capalign link ARTICLE "
                                   "[MEDIA...]");
    cli->command = cli_command_named(name);
    return cli->command ? run_command(cli) : fail_command(cli, name);
}

int main(int argc, char **argv)
{
    cli_output output;
    cli_output_begin(&output);
    cli_session cli = {0};
    size_t count = argc > 0 ? (size_t)argc - 1 : 0;
    return cli_output_end(&output, run(&cli, argv + (argc > 0), count));
}
