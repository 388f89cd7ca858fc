/* Completion for bash, without the bash-completion package. */
#include "../commands.h"
#include "docs.h"

static const char head[] =
    "# bash completion for capalign, made from its option tables\n"
    "_capalign()\n"
    "{\n"
    "    local cur=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD-1]} command= only= i\n"
    "    # bash takes --name=value apart at the sign\n"
    "    if [[ $cur == = ]]; then\n"
    "        cur=\n"
    "    elif [[ $option == = ]]; then\n"
    "        option=${COMP_WORDS[COMP_CWORD-2]}\n"
    "    fi\n"
    "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "        case ${COMP_WORDS[i]} in\n"
    "        --) only=1 ;;\n"
    "        --color) [[ ${COMP_WORDS[i+1]} == = ]] && ((i++)); ((i++)) ;;\n"
    "        -*) ;;\n"
    "        *) command=${command:-${COMP_WORDS[i]}} ;;\n"
    "        esac\n"
    "    done\n"
    "    COMPREPLY=()\n"
    "    [[ $only ]] && option=\n"
    "    case $command:$option in\n";

/* What completes a value: an action between "    " and the end of its case. */
static void value(FILE *out, cli_kind kind, const char *(*choice)(size_t))
{
    switch (kind) {
    case CLI_CHOICE:
        fputs("COMPREPLY=($(compgen -W '", out);
        docs_choices(out, choice);
        fputs("' -- \"$cur\"))", out);
        break;
    case CLI_FILE:
        fputs("compopt -o default", out);
        break;
    case CLI_FOLDER:
        fputs("compopt -o dirnames", out);
        break;
    case CLI_FLAG:
    case CLI_TEXT:
        fputs(":", out);
        break;
    }
}

static void option_value(FILE *out, const char *command, const cli_option *o)
{
    if (o->kind == CLI_FLAG || o->hidden || o->bare)
        return;
    fprintf(out, "    %s:--%s", command, o->name);
    if (o->letter)
        fprintf(out, " | %s:-%c", command, o->letter);
    fputs(") ", out);
    value(out, o->kind, o->choice);
    fputs("; return ;;\n", out);
}

static void values(FILE *out)
{
    for (size_t i = 0; i < CLI_GLOBAL_COUNT; i++)
        option_value(out, "*", &cli_global_options[i]);
    for (size_t i = 0; cli_command_at(i); i++)
        for (size_t j = 0; j < cli_command_at(i)->option_count; j++)
            option_value(out, cli_command_at(i)->name, &cli_command_at(i)->options[j]);
}

static void option_words(FILE *out, const cli_command *command)
{
    cli_options all = docs_options(command);
    const cli_option *o;
    fprintf(out, "        %s) COMPREPLY=($(compgen -W '", command ? command->name : "''");
    for (size_t i = 0; (o = cli_option_at(&all, i)); i++)
        if (!o->hidden)
            fprintf(out, "%s--%s", i ? " " : "", o->name);
    fputs("' -- \"$cur\")) ;;\n", out);
}

static void operand_words(FILE *out, const cli_command *command)
{
    if (!command->operand_count)
        return;
    fprintf(out, "    %s) ", command->name);
    value(out, command->operands[0].kind, command->operands[0].choice);
    fputs(" ;;\n", out);
}

void docs_bash(FILE *out)
{
    fputs(head, out);
    values(out);
    fputs("    esac\n    if [[ $cur == -* && ! $only ]]; then\n        case $command in\n", out);
    option_words(out, NULL);
    for (size_t i = 0; cli_command_at(i); i++)
        option_words(out, cli_command_at(i));
    fputs("        esac\n        return\n    fi\n    case $command in\n    '') ", out);
    value(out, CLI_CHOICE, cli_command_name);
    fputs(" ;;\n", out);
    for (size_t i = 0; cli_command_at(i); i++)
        operand_words(out, cli_command_at(i));
    fputs("    esac\n}\ncomplete -F _capalign capalign\n", out);
}
