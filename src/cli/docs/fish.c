/* Completion for fish. */
#include "../commands.h"
#include "docs.h"

/* In single quotes of fish only the quote and the backslash are special. */
static void quoted(FILE *out, const char *text)
{
    fputc('\'', out);
    docs_escaped(out, text, "'\\");
    fputc('\'', out);
}

static void begin(FILE *out, const cli_command *command)
{
    fputs("complete -c capalign", out);
    if (command)
        fprintf(out, " -n '__fish_capalign_is %s'", command->name);
}

/* Functions that find the command on the line. fish's own take the value of a global option for
 * one. */
static void finders(FILE *out)
{
    fputs("function __fish_capalign_is\n"
          "    set -l words (commandline -opc)\n"
          "    set -l command ''\n"
          "    set -l skip no\n"
          "    for word in $words[2..-1]\n"
          "        if test $skip = yes\n"
          "            set skip no\n"
          "        else if contains -- $word",
          out);
    for (size_t i = 0; i < CLI_GLOBAL_COUNT; i++)
        if (cli_global_options[i].kind != CLI_FLAG)
            fprintf(out, " --%s", cli_global_options[i].name);
    fputs("\n            set skip yes\n"
          "        else if not string match -q -- '-*' $word\n"
          "            set command $word\n"
          "            break\n"
          "        end\n"
          "    end\n"
          "    test \"$command\" = \"$argv[1]\"\n"
          "end\n",
          out);
}

static void value(FILE *out, cli_kind kind, const char *(*choice)(size_t))
{
    if (kind == CLI_CHOICE) {
        fputs(" -x -a '", out);
        docs_choices(out, choice);
        fputc('\'', out);
    } else if (kind == CLI_FILE) {
        fputs(" -r -F", out);
    } else if (kind == CLI_FOLDER) {
        fputs(" -x -a '(__fish_complete_directories)'", out);
    } else if (kind == CLI_TEXT) {
        fputs(" -x", out);
    }
}

static void option(FILE *out, const cli_command *command, const cli_option *o)
{
    if (o->hidden)
        return;
    begin(out, command);
    fprintf(out, " -l %s", o->name);
    if (o->letter)
        fprintf(out, " -s %c", o->letter);
    if (!o->bare)
        value(out, o->kind, o->choice);
    fputs(" -d ", out);
    quoted(out, o->help);
    fputc('\n', out);
}

static void command_lines(FILE *out, const cli_command *command)
{
    fprintf(out, "complete -c capalign -n __fish_capalign_is -f -a %s -d ", command->name);
    quoted(out, command->summary);
    fputc('\n', out);
    for (size_t i = 0; i < command->option_count; i++)
        option(out, command, &command->options[i]);
    if (command->operand_count && command->operands[0].kind == CLI_CHOICE) {
        begin(out, command);
        fputs(" -f -a '", out);
        docs_choices(out, command->operands[0].choice);
        fputs("'\n", out);
    }
}

void docs_fish(FILE *out)
{
    fputs("# fish completion for capalign, made from its option tables\n", out);
    finders(out);
    cli_options program = docs_options(NULL);
    for (size_t i = 0; i < program.global_count; i++)
        option(out, NULL, &program.global[i]);
    for (size_t i = 0; i < program.own_count; i++) {
        fputs("complete -c capalign -n __fish_capalign_is", out);
        fprintf(out, " -l %s -s %c -d ", program.own[i].name, program.own[i].letter);
        quoted(out, program.own[i].help);
        fputc('\n', out);
    }
    for (size_t i = 0; cli_command_at(i); i++)
        command_lines(out, cli_command_at(i));
}
