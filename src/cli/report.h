/* What goes to standard error: errors, findings, notes. And the exit code that goes with it. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include <capalign/caption.h>
#include <capalign/error.h>

#include "cli.h"

/* The exit code of a status code. */
int cli_exit_of(capalign_code code);

/* "capalign: FILE:LINE:COLUMN: message"; with --json also {"error": {…}} on standard output.
 * `file` names the input where the error does not, may be NULL. Returns the exit code. */
int cli_fail(const cli_session *cli, const capalign_error *error, const char *file);
/* A wrong command line: the message, a hint at --help, CLI_EXIT_USAGE. */
int cli_fail_usage(const cli_session *cli, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The error line alone, for an error that does not end the program. */
void cli_print_error(const cli_session *cli, const capalign_error *error, const char *file);
/* "FILE: what", unless --quiet. `file` may be NULL. */
void cli_note(const cli_session *cli, const char *file, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* "FILE:LINE:COLUMN: severity: message [code]" for each finding of the track, those of severity
 * info only with --verbose. Returns the worst severity as CLI_EXIT_FINDINGS (warning, error) or
 * CLI_EXIT_SURE. */
int cli_report_findings(const cli_session *cli, const capalign_track *track, const char *file);

/* What a format could not hold of a track, as a note on the file; nothing where it held all. */
void cli_tell_losses(const cli_session *cli, const char *file, const char *format,
                     const capalign_losses *losses);

#endif
