#include "commands.h"

#include <string.h>

#include <capalign/near.h>

static const cli_command *const commands[] = {
    &cli_link, &cli_align, &cli_check, &cli_batch, &cli_probe, &cli_convert, &cli_help,
};

static const char *color_choice(size_t index)
{
    static const char *const choices[] = {"auto", "always", "never"};
    return index < CLI_COUNT(choices) ? choices[index] : NULL;
}

const cli_option cli_global_options[CLI_GLOBAL_COUNT] = {
    [CLI_HELP] = {.name = "help", .letter = 'h', .help = "show this help and exit"},
    [CLI_JSON] = {.name = "json", .help = "print results as JSON, errors too"},
    [CLI_QUIET] = {.name = "quiet",
                   .letter = 'q',
                   .help = "print results and errors only: no notes, findings or progress"},
    [CLI_VERBOSE] = {.name = "verbose", .letter = 'v', .help = "tell more on standard error"},
    [CLI_COLOR] = {.name = "color",
                   .value = "WHEN",
                   .kind = CLI_CHOICE,
                   .choice = color_choice,
                   .help = "use colours: auto (on a terminal, unless NO_COLOR is set), always or "
                           "never"},
    [CLI_TELL] = {.name = "tell",
                  .value = "FD",
                  .kind = CLI_TEXT,
                  .hidden = true,
                  .help = "tell the batch that started this command what it needs to know"},
};

const cli_command *cli_command_at(size_t index)
{
    return index < CLI_COUNT(commands) ? commands[index] : NULL;
}

const char *cli_command_name(size_t index)
{
    return index < CLI_COUNT(commands) ? commands[index]->name : NULL;
}

const cli_command *cli_command_named(const char *name)
{
    for (size_t i = 0; i < CLI_COUNT(commands); i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

const cli_command *cli_command_near(const char *name)
{
    capalign_near near = capalign_near_begin(name);
    for (size_t i = 0; i < CLI_COUNT(commands); i++)
        capalign_near_offer(&near, commands[i]->name);
    return near.best ? cli_command_named(near.best) : NULL;
}
