/* Reports: one on standard output, and any number in files. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "output.h"
#include "report.h"

/* Splits "FORMAT=FILE"; NULL where FORMAT is none. */
static const char *split(const char *text, const char **file)
{
    const char *equals = strchr(text, '=');
    for (size_t i = 0; equals && equals[1] && i < capalign_report_format_count(); i++) {
        const char *name = capalign_report_format_name(i);
        if (strlen(name) == (size_t)(equals - text) && strncmp(name, text, strlen(name)) == 0) {
            *file = equals + 1;
            return name;
        }
    }
    return NULL;
}

int check_reports_ready(const cli_session *cli)
{
    const char *text, *file;
    for (size_t i = 0; (text = cli_value_at(cli, CHECK_REPORT, i)); i++)
        if (!split(text, &file))
            return cli_fail_usage(cli, "--report needs FORMAT=FILE, such as junit=report.xml; the "
                                       "formats are those of --format");
    return CLI_EXIT_SURE;
}

static bool on_github(void)
{
    const char *value = getenv("GITHUB_ACTIONS");
    return value && strcmp(value, "true") == 0;
}

static int write_output(const cli_session *cli, const char *format,
                        const capalign_check_result *const *results, size_t count, const char *root)
{
    const capalign_report_options options = {
        .color = cli->color_out, .break_tokens = on_github(), .root = root};
    capalign_error error;
    capalign_code code =
        capalign_report_write(format, results, count, &options, cli_output_sink, NULL, &error);
    return code == CAPALIGN_OK || cli_output_failed() ? CLI_EXIT_SURE : cli_fail(cli, &error, NULL);
}

static int write_files(const cli_session *cli, const capalign_check_result *const *results,
                       size_t count, const char *root)
{
    const char *text, *file = NULL;
    int exit_code = CLI_EXIT_SURE;
    for (size_t i = 0; (text = cli_value_at(cli, CHECK_REPORT, i)); i++) {
        const char *format = split(text, &file);
        const capalign_report_options options = {.root = root};
        capalign_error error;
        if (capalign_report_write_file(format, results, count, &options, file, &error) !=
            CAPALIGN_OK)
            exit_code = cli_fail(cli, &error, file);
    }
    return exit_code;
}

/* On GitHub the annotations come by themselves, besides the report that was asked for. */
int check_write_reports(const cli_session *cli, const capalign_check_result *const *results,
                        size_t count, const char *root)
{
    const char *format = cli->json ? "json" : cli_value(cli, CHECK_FORMAT);
    int exit_code = CLI_EXIT_SURE;
    if (format || !cli->quiet)
        exit_code = write_output(cli, format ? format : "text", results, count, root);
    if (!format && on_github() && exit_code == CLI_EXIT_SURE)
        exit_code = write_output(cli, "github", results, count, root);
    int files = write_files(cli, results, count, root);
    return exit_code == CLI_EXIT_SURE ? files : exit_code;
}
