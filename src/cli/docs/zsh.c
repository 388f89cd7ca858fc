/* Completion for zsh, by _arguments. */
#include <string.h>

#include "../commands.h"
#include "docs.h"

/* The end of a specification: ":message:action". */
static void action(FILE *out, const char *message, cli_kind kind, const char *(*choice)(size_t))
{
    fprintf(out, ":%s:", message);
    if (kind == CLI_CHOICE) {
        fputc('(', out);
        docs_choices(out, choice);
        fputc(')', out);
    } else if (kind == CLI_FILE) {
        fputs("_files", out);
    } else if (kind == CLI_FOLDER) {
        fputs("_files -/", out);
    }
}

/* One character inside single quotes, where those of `escaped` need a backslash. */
static void special(FILE *out, char c, const char *escaped)
{
    if (c == '\'')
        fputs("'\\'", out);
    else if (strchr(escaped, c))
        fputc('\\', out);
    fputc(c, out);
}

static void help(FILE *out, const char *text)
{
    fputc('[', out);
    for (; *text; text++)
        special(out, *text, "[]:\\");
    fputc(']', out);
}

static void option(FILE *out, const cli_option *o)
{
    if (o->hidden)
        return;
    const char *sign = o->kind == CLI_FLAG ? "" : o->bare ? "=-" : "=";
    fputs(" \\\n            ", out);
    if (o->letter)
        fprintf(out, "'(-%c --%s)'{-%c%s,--%s%s}'", o->letter, o->name, o->letter,
                o->kind == CLI_FLAG ? "" : "+", o->name, sign);
    else
        fprintf(out, "'--%s%s", o->name, sign);
    help(out, o->help);
    if (o->bare)
        fputc(':', out);
    if (o->kind != CLI_FLAG)
        action(out, o->value, o->kind, o->choice);
    fputc('\'', out);
}

static void options(FILE *out, const cli_command *command)
{
    cli_options all = docs_options(command);
    const cli_option *o;
    for (size_t i = 0; (o = cli_option_at(&all, i)); i++)
        option(out, o);
}

static void command_case(FILE *out, const cli_command *command)
{
    fprintf(out, "        %s)\n            _arguments -s -S", command->name);
    options(out, command);
    for (size_t i = 0; i < command->operand_count; i++) {
        const cli_operand *operand = &command->operands[i];
        fputs(" \\\n            '", out);
        if (operand->many)
            fputc('*', out);
        else
            fprintf(out, "%zu%s", i + 1, operand->optional ? ":" : "");
        action(out, operand->name, operand->kind, operand->choice);
        fputc('\'', out);
    }
    fputs("\n            ;;\n", out);
}

void docs_zsh(FILE *out)
{
    fputs("#compdef capalign\n# zsh completion for capalign, made from its option tables\n\n"
          "_capalign() {\n    local curcontext=$curcontext state line\n"
          "    typeset -A opt_args\n    local -a commands\n    commands=(\n",
          out);
    for (size_t i = 0; cli_command_at(i); i++) {
        fprintf(out, "        '%s:", cli_command_at(i)->name);
        for (const char *c = cli_command_at(i)->summary; *c; c++)
            special(out, *c, ":\\");
        fputs("'\n", out);
    }
    fputs("    )\n    _arguments -C -s -S", out);
    options(out, NULL);
    fputs(" \\\n            '1: :->command' '*:: :->rest'\n    case $state in\n    command)\n"
          "        _describe -t commands command commands\n        ;;\n    rest)\n"
          "        case $words[1] in\n",
          out);
    for (size_t i = 0; cli_command_at(i); i++)
        command_case(out, cli_command_at(i));
    fputs("        esac\n        ;;\n    esac\n}\n\n_capalign \"$@\"\n", out);
}
