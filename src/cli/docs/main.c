/* capalign-docs FOLDER: writes man/…, bash/…, zsh/… and fish/… under the folder. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../commands.h"
#include "docs.h"

static const cli_option program_options[] = {
    {.name = "version", .letter = 'V', .help = "show the version and exit"},
};

cli_options docs_options(const cli_command *command)
{
    cli_options options = {cli_global_options, CLI_GLOBAL_COUNT, program_options,
                           CLI_COUNT(program_options)};
    if (command) {
        options.own = command->options;
        options.own_count = command->option_count;
    }
    return options;
}

void docs_escaped(FILE *out, const char *text, const char *special)
{
    for (; text && *text; text++) {
        if (strchr(special, *text))
            fputc('\\', out);
        fputc(*text, out);
    }
}

void docs_choices(FILE *out, const char *(*choice)(size_t index))
{
    for (size_t i = 0; choice(i); i++)
        fprintf(out, "%s%s", i ? " " : "", choice(i));
}

static FILE *create(const char *folder, const char *kind, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, kind);
    if (mkdir(path, 0777) != 0 && errno != EEXIST) {
        perror(path);
        exit(1);
    }
    snprintf(path, sizeof path, "%s/%s/%s", folder, kind, name);
    FILE *out = fopen(path, "w");
    if (!out) {
        perror(path);
        exit(1);
    }
    return out;
}

static void finish(FILE *out)
{
    bool failed = ferror(out);
    if (fclose(out) != 0 || failed) {
        perror("capalign-docs: cannot write");
        exit(1);
    }
}

static void write_man_page(const char *folder, const cli_command *command)
{
    char name[64];
    snprintf(name, sizeof name, "capalign%s%s.1", command ? "-" : "", command ? command->name : "");
    FILE *out = create(folder, "man", name);
    docs_man_page(out, command);
    finish(out);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *kind, *name;
        void (*write)(FILE *out);
    } completions[] = {
        {"bash", "capalign", docs_bash},
        {"zsh", "_capalign", docs_zsh},
        {"fish", "capalign.fish", docs_fish},
    };
    if (argc != 2 || (mkdir(argv[1], 0777) != 0 && errno != EEXIST)) {
        fputs("usage: capalign-docs FOLDER\n", stderr);
        return 1;
    }
    write_man_page(argv[1], NULL);
    for (size_t i = 0; cli_command_at(i); i++)
        write_man_page(argv[1], cli_command_at(i));
    for (size_t i = 0; i < CLI_COUNT(completions); i++) {
        FILE *out = create(argv[1], completions[i].kind, completions[i].name);
        completions[i].write(out);
        finish(out);
    }
    return 0;
}
