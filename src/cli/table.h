/* Tables for people: columns aligned by display width, cut to the terminal. */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct cli_column {
    const char *head;
    bool right;                             /* numbers: flush right */
    bool shrinks;                           /* may be cut where the terminal is narrow */
    const char *(*style)(const char *cell); /* escape sequence for a cell, or NULL for none */
} cli_column;

typedef struct cli_table {
    const cli_column *columns;
    size_t column_count;
    char **cells; /* row after row */
    size_t cell_count;
    size_t capacity;
    bool failed; /* out of memory: rows are missing */
} cli_table;

enum { CLI_MAX_COLUMNS = 12 };

/* `columns` (at most CLI_MAX_COLUMNS) must outlive the table. */
cli_table cli_table_begin(const cli_column *columns, size_t count);
/* Adds a row of copies of `cells`, one for each column; NULL is an empty cell. */
void cli_table_add(cli_table *table, const char *const *cells);
/* Prints it at most `width` columns wide where the columns can shrink so far, two spaces between
 * columns, and frees it. False when there was no memory for all of it. */
bool cli_table_end(cli_table *table, FILE *stream, size_t width, bool color);

#endif
