#include "report.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "json.h"
#include "safe.h"
#include "tell.h"
#include "term.h"
#include "text.h"

int cli_exit_of(capalign_code code)
{
    static const int exits[] = {
        [CAPALIGN_OK] = CLI_EXIT_SURE,
        [CAPALIGN_E_MEMORY] = CLI_EXIT_MISSING,
        [CAPALIGN_E_ARGUMENT] = CLI_EXIT_USAGE,
        [CAPALIGN_E_IO] = CLI_EXIT_INPUT,
        [CAPALIGN_E_INPUT] = CLI_EXIT_INPUT,
        [CAPALIGN_E_LIMIT] = CLI_EXIT_INPUT,
        [CAPALIGN_E_MISSING] = CLI_EXIT_MISSING,
        [CAPALIGN_E_EXISTS] = CLI_EXIT_INPUT,
        [CAPALIGN_E_MISMATCH] = CLI_EXIT_FINDINGS,
        [CAPALIGN_E_CANCELLED] = CLI_EXIT_INPUT,
        [CAPALIGN_E_FULL] = CLI_EXIT_INPUT,
    };
    return (size_t)code < CLI_COUNT(exits) ? exits[code] : CLI_EXIT_INPUT;
}

static const char *shown_file(const char *file)
{
    return strcmp(file, "-") == 0 ? "standard input" : file;
}

/* "FILE:LINE:COLUMN: ", as far as it is known. */
static void print_place(const char *file, size_t line, size_t column)
{
    if (file && *file)
        cli_print_safe(stderr, shown_file(file));
    if (file && *file && line)
        fprintf(stderr, ":%zu", line);
    if (file && *file && line && column)
        fprintf(stderr, ":%zu", column);
    if (file && *file)
        fputs(": ", stderr);
}

static void print_coloured(const cli_session *cli, const char *style, const char *text)
{
    fprintf(stderr, "%s%s%s", cli->color_err ? style : "", text, cli->color_err ? CLI_PLAIN : "");
}

void cli_print_error(const cli_session *cli, const capalign_error *error, const char *file)
{
    cli_tell_error(cli, error->code);
    print_coloured(cli, CLI_BOLD_RED, "capalign: ");
    print_place(*error->file ? error->file : file, error->line, error->column);
    if (error->time_us != CAPALIGN_TIME_NONE) {
        char time[CLI_TIME_TEXT];
        fprintf(stderr, "at %s: ", cli_time(error->time_us, time));
    }
    cli_print_safe(stderr, error->message);
    fputc('\n', stderr);
}

int cli_fail(const cli_session *cli, const capalign_error *error, const char *file)
{
    cli_print_error(cli, error, file);
    if (cli->json)
        cli_json_print(json_pack("{s:o}", "error", cli_json_error(error, file)));
    return cli_exit_of(error->code);
}

int cli_fail_usage(const cli_session *cli, const char *format, ...)
{
    char message[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    print_coloured(cli, CLI_BOLD_RED, "capalign: ");
    cli_print_safe(stderr, message);
    const char *space = cli->command ? " " : "", *name = cli->command ? cli->command->name : "";
    fprintf(stderr, "\nTry \"capalign%s%s --help\".\n", space, name);
    if (cli->json)
        cli_json_print(json_pack("{s:{s:s, s:s, s:n, s:n, s:n, s:n}}", "error", "code", "usage",
                                 "message", message, "file", "line", "column", "time_us"));
    return CLI_EXIT_USAGE;
}

void cli_note(const cli_session *cli, const char *file, const char *format, ...)
{
    if (cli->quiet)
        return;
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    print_place(file, 0, 0);
    cli_print_safe(stderr, text);
    fputc('\n', stderr);
}

static void print_finding(const cli_session *cli, const capalign_finding *finding, const char *file)
{
    static const char *const styles[] = {
        [CAPALIGN_INFO] = "",
        [CAPALIGN_WARNING] = CLI_YELLOW,
        [CAPALIGN_ERROR] = CLI_BOLD_RED,
    };
    print_place(file, finding->line, finding->column);
    print_coloured(cli, styles[finding->severity], capalign_severity_name(finding->severity));
    fputs(": ", stderr);
    cli_print_safe(stderr, finding->message);
    fprintf(stderr, " [%s]\n", finding->code);
}

int cli_report_findings(const cli_session *cli, const capalign_track *track, const char *file)
{
    int exit_code = CLI_EXIT_SURE;
    size_t count = capalign_track_finding_count(track);
    for (size_t i = 0; i < count; i++) {
        const capalign_finding *finding = capalign_track_finding(track, i);
        if (finding->severity != CAPALIGN_INFO)
            exit_code = CLI_EXIT_FINDINGS;
        if (!cli->quiet && (cli->verbose || finding->severity != CAPALIGN_INFO))
            print_finding(cli, finding, file);
    }
    return exit_code;
}

static void add_loss(char *text, size_t size, size_t count, const char *what)
{
    size_t used = strlen(text);
    if (count)
        snprintf(text + used, size - used, "%s%s of %zu cue%s", used ? ", " : "", what, count,
                 cli_plural(count));
}

void cli_tell_losses(const cli_session *cli, const char *file, const char *format,
                     const capalign_losses *losses)
{
    char text[512] = "";
    add_loss(text, sizeof text, losses->settings, "position, alignment or region");
    add_loss(text, sizeof text, losses->ids, "id");
    add_loss(text, sizeof text, losses->markup, "markup");
    size_t used = strlen(text);
    if (losses->regions)
        snprintf(text + used, sizeof text - used, "%s%zu region%s or style sheet%s",
                 used ? ", " : "", losses->regions, cli_plural(losses->regions),
                 cli_plural(losses->regions));
    used = strlen(text);
    if (losses->untimed)
        snprintf(text + used, sizeof text - used, "%s%zu cue%s without a sure time",
                 used ? ", " : "", losses->untimed, cli_plural(losses->untimed));
    if (*text)
        cli_note(cli, file, "lost, because %s cannot hold it: %s", format, text);
}
