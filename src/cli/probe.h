/* The sides of capalign probe. */
#ifndef CLI_PROBE_H
#define CLI_PROBE_H

#include <capalign/article.h>

#include "cli.h"

/* They print what is seen of the file and return the exit code. */
int cli_probe_article(const cli_session *cli, const char *path,
                      const capalign_article_options *options);
int cli_probe_medium(const cli_session *cli, const char *path);
/* Without a file: what this machine has. */
int cli_probe_machine(const cli_session *cli);

#endif
