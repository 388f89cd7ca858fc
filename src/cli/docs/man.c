/* Man pages in the man(7) macros. */
#include <string.h>

#include <capalign/capalign.h>

#include "../commands.h"
#include "../help.h"
#include "docs.h"

/* Text as roff: a hyphen is to be copied as it was typed, a backslash is no escape, and a line that
 * begins with a point or apostrophe is no request. */
static void text(FILE *out, const char *words)
{
    for (bool line_start = true; *words; words++) {
        if (line_start && (*words == '.' || *words == '\''))
            fputs("\\&", out);
        line_start = *words == '\n';
        if (*words == '-')
            fputs("\\-", out);
        else if (*words == '\\')
            fputs("\\e", out);
        else
            fputc(*words, out);
    }
}

static void paragraphs(FILE *out, const char *words)
{
    while (*words) {
        const char *end = strstr(words, "\n\n");
        size_t size = end ? (size_t)(end - words) : strlen(words);
        char one[2048];
        snprintf(one, sizeof one, "%.*s", (int)size, words);
        fputs(".PP\n", out);
        text(out, one);
        fputc('\n', out);
        words += size + (end ? 2 : 0);
    }
}

static void item(FILE *out, const char *help)
{
    text(out, help);
    fputs(".\n", out);
}

static void option(FILE *out, const cli_option *o)
{
    if (o->hidden)
        return;
    fputs(".TP\n", out);
    if (o->letter)
        fprintf(out, "\\fB\\-%c\\fR, ", o->letter);
    fputs("\\fB\\-\\-", out);
    text(out, o->name);
    fputs("\\fR", out);
    if (o->value)
        fprintf(out, o->bare ? "[=\\fI%s\\fR]" : "=\\fI%s\\fR", o->value);
    fputc('\n', out);
    item(out, o->help);
}

static void options(FILE *out, const cli_command *command)
{
    cli_options all = docs_options(command);
    const cli_option *o;
    fputs(".SH OPTIONS\n", out);
    for (size_t i = all.global_count; (o = cli_option_at(&all, i)); i++)
        option(out, o);
    for (size_t i = 0; i < all.global_count; i++)
        option(out, &all.global[i]);
}

static void synopsis(FILE *out, const cli_command *command)
{
    fputs(".SH SYNOPSIS\n", out);
    if (!command) {
        fputs(".B capalign\n\\fICOMMAND\\fR [\\fIOPTION\\fR...] [\\fIOPERAND\\fR...]\n", out);
        return;
    }
    for (const char *line = command->synopsis; *line;) {
        size_t size = strcspn(line, "\n");
        char one[256];
        snprintf(one, sizeof one, "%.*s", (int)size, line);
        fprintf(out, "%s.B capalign %s\n", line == command->synopsis ? "" : ".br\n", command->name);
        text(out, one);
        fputc('\n', out);
        line += size + (line[size] == '\n');
    }
}

static void commands(FILE *out)
{
    fputs(".SH COMMANDS\n", out);
    for (size_t i = 0; cli_command_at(i); i++) {
        fprintf(out, ".TP\n.BR capalign\\-%s (1)\n", cli_command_at(i)->name);
        item(out, cli_command_at(i)->summary);
    }
}

static void operands(FILE *out, const cli_command *command)
{
    if (command->operand_count)
        fputs(".SH OPERANDS\n", out);
    for (size_t i = 0; i < command->operand_count; i++) {
        fprintf(out, ".TP\n.I %s\n", command->operands[i].name);
        item(out, command->operands[i].help);
    }
}

static void exits(FILE *out, const cli_command *command)
{
    fputs(".SH EXIT STATUS\n", out);
    for (int code = CLI_EXIT_SURE; code <= CLI_EXIT_MISSING; code++) {
        const char *means = cli_exit_text(command, code);
        if (!means)
            continue;
        fprintf(out, ".TP\n.B %d\n", code);
        item(out, means);
    }
}

static void example(FILE *out, const cli_example *e)
{
    fputs(".TP\n.B ", out);
    text(out, e->command);
    fputc('\n', out);
    text(out, e->says);
    fputc('\n', out);
}

static void see_also(FILE *out, const cli_command *command)
{
    fputs(".SH SEE ALSO\n", out);
    if (command)
        fputs(".BR capalign (1)\n", out);
    for (size_t i = 0; !command && cli_command_at(i); i++)
        fprintf(out, ".BR capalign\\-%s (1)%s\n", cli_command_at(i)->name,
                cli_command_at(i + 1) ? "," : "");
}

static void program_page(FILE *out)
{
    static const char environment[] =
        ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nWhere it is set and not empty, no colours are used "
        "unless \\fB\\-\\-color=always\\fR is given.\n";
    fputs(".SH DESCRIPTION\n", out);
    paragraphs(out, "Turns an article with its video clips into subtitle files whose timing is "
                    "right, and reads, converts and checks subtitle files. Results go to standard "
                    "output or to files, everything else to standard error.");
    commands(out);
    options(out, NULL);
    exits(out, NULL);
    fputs(environment, out);
    fputs(".SH EXAMPLES\n", out);
    for (size_t i = 0; cli_command_at(i); i++)
        example(out, &cli_command_at(i)->examples[0]);
}

static void command_page(FILE *out, const cli_command *command)
{
    fputs(".SH DESCRIPTION\n", out);
    paragraphs(out, command->description);
    operands(out, command);
    options(out, command);
    exits(out, command);
    fputs(".SH EXAMPLES\n", out);
    for (size_t i = 0; i < command->example_count; i++)
        example(out, &command->examples[i]);
}

void docs_man_page(FILE *out, const cli_command *command)
{
    const char *dash = command ? "-" : "", *name = command ? command->name : "";
    fprintf(out, ".TH CAPALIGN%s", dash);
    for (const char *c = name; *c; c++)
        fputc(*c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c, out);
    fprintf(out, " 1 \"\" \"capalign %s\" \"User Commands\"\n", capalign_version());
    fprintf(out, ".SH NAME\ncapalign%s%s \\- ", command ? "\\-" : "", name);
    text(out, command ? command->summary : "captions out of articles, clips and transcripts");
    fputc('\n', out);
    synopsis(out, command);
    if (command)
        command_page(out, command);
    else
        program_page(out);
    see_also(out, command);
}
