/* The pieces of capalign link. */
#ifndef CLI_LINK_H
#define CLI_LINK_H

#include <capalign/job.h>

#include "cli.h"
#include "json.h"

/* What was done, for people and as JSON; both return the exit code of the printing alone. */
int cli_link_print(const cli_session *cli, const capalign_job *job);
json_t *cli_link_json(const capalign_job *job);

/* link --problem FILE: a linking problem out of a JSON file, solved; for tests of the linker.
 * Returns the exit code. */
int cli_link_problem(const cli_session *cli, const char *path);

#endif
