/* What a batch that started this command wants to know of it; capalign/batch.h has the records. */
#ifndef CLI_TELL_H
#define CLI_TELL_H

#include <capalign/error.h>

#include "cli.h"

/* --tell=FD: whom to tell. Returns CLI_EXIT_SURE, or the exit code of what was told to the user. */
int cli_read_tell(cli_session *cli, const char *descriptor);
/* A result is in place; an error was told to the user. Both do nothing where nobody asks. */
void cli_tell_file(const cli_session *cli, const char *path);
void cli_tell_error(const cli_session *cli, capalign_code code);

#endif
