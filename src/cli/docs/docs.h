/* Man pages and completions out of the option tables. The program that writes them is run by the
 * build and not installed, so that what users run carries none of it. */
#ifndef CLI_DOCS_DOCS_H
#define CLI_DOCS_DOCS_H

#include <stdio.h>

#include "../cli.h"
#include "../options.h"

/* The page of the program (NULL) or of a command. */
void docs_man_page(FILE *out, const cli_command *command);
void docs_bash(FILE *out);
void docs_zsh(FILE *out);
void docs_fish(FILE *out);

/* The options of a command, the global ones first; of the program itself for NULL. */
cli_options docs_options(const cli_command *command);
/* Prints the text with a backslash before each byte of `special`; a NULL text is empty. */
void docs_escaped(FILE *out, const char *text, const char *special);
/* Prints the choices with a space between. */
void docs_choices(FILE *out, const char *(*choice)(size_t index));

#endif
