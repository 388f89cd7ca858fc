/* The pieces of capalign link. */
#ifndef CLI_LINK_H
#define CLI_LINK_H

#include <capalign/job.h>

#include <capalign/job.h>

#include "cli.h"
#include "json.h"

/* link --problem FILE: a linking problem out of a JSON file, solved; for tests of the linker.
 * Returns the exit code. */
int cli_link_problem(const cli_session *cli, const char *path);

/* Runs the main job on the operands, prints its result, and returns the exit code. Sets the
 * options' progress. */
int cli_link_job(cli_session *cli, capalign_job_options *options);

#endif
