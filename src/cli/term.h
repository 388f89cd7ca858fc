/* The terminal: colours and width. */
#ifndef CLI_TERM_H
#define CLI_TERM_H

#include <stdbool.h>
#include <stddef.h>

#define CLI_PLAIN "\033[0m"
#define CLI_BOLD "\033[1m"
#define CLI_DIM "\033[2m"
#define CLI_GREEN "\033[32m"
#define CLI_YELLOW "\033[33m"
#define CLI_BOLD_RED "\033[1;31m"

/* Whether to use colours on a file descriptor; `when` is the value of --color, or NULL. */
bool cli_term_colors(int fd, const char *when);
/* Whether a line on it can be drawn anew, as a progress bar is. */
bool cli_term_is_live(int fd);
/* Columns of the terminal; SIZE_MAX where it is none. */
size_t cli_term_width(int fd);

#endif
