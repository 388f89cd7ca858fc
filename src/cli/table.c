#include "table.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "safe.h"
#include "term.h"

enum { GAP = 2, NARROWEST = 8 };

cli_table cli_table_begin(const cli_column *columns, size_t count)
{
    return (cli_table){.columns = columns, .column_count = count};
}

static bool reserve(cli_table *table)
{
    if (table->cell_count + table->column_count <= table->capacity)
        return true;
    size_t capacity = table->capacity * 2 + table->column_count * 8;
    char **cells = reallocarray(table->cells, capacity, sizeof *cells);
    if (!cells)
        return false;
    table->cells = cells;
    table->capacity = capacity;
    return true;
}

void cli_table_add(cli_table *table, const char *const *cells)
{
    if (!reserve(table)) {
        table->failed = true;
        return;
    }
    for (size_t i = 0; i < table->column_count; i++) {
        char *copy = strdup(cells[i] ? cells[i] : "");
        table->failed = table->failed || !copy;
        table->cells[table->cell_count++] = copy;
    }
}

static const char *cell_at(const cli_table *table, size_t row, size_t column)
{
    const char *cell = table->cells[row * table->column_count + column];
    return cell ? cell : "";
}

/* Takes columns off the widest that may shrink until the row fits, as far as that goes. */
static void shrink(const cli_table *table, size_t *widths, size_t width)
{
    size_t total = GAP * (table->column_count - 1);
    for (size_t i = 0; i < table->column_count; i++)
        total += widths[i];
    while (total > width) {
        size_t widest = SIZE_MAX;
        for (size_t i = 0; i < table->column_count; i++)
            if (table->columns[i].shrinks && widths[i] > NARROWEST &&
                (widest == SIZE_MAX || widths[i] > widths[widest]))
                widest = i;
        if (widest == SIZE_MAX)
            return;
        widths[widest]--;
        total--;
    }
}

static void print_cell(FILE *stream, const char *text, const cli_column *column, size_t width,
                       bool last, const char *style)
{
    size_t natural = cli_safe_width(text);
    size_t pad = natural < width ? width - natural : 0;
    if (column->right)
        fprintf(stream, "%*s", (int)pad, "");
    if (style)
        fputs(style, stream);
    cli_print_cut(stream, text, width);
    if (style)
        fputs(CLI_PLAIN, stream);
    if (!column->right && !last)
        fprintf(stream, "%*s", (int)pad, "");
    if (!last)
        fprintf(stream, "%*s", GAP, "");
}

static void print_row(const cli_table *table, FILE *stream, size_t row, const size_t *widths,
                      bool color)
{
    size_t last = table->column_count - 1;
    while (last && !*cell_at(table, row, last)) /* no spaces at the end of a line */
        last--;
    for (size_t i = 0; i <= last; i++) {
        const cli_column *column = &table->columns[i];
        const char *cell = cell_at(table, row, i);
        const char *style = color && column->style ? column->style(cell) : NULL;
        print_cell(stream, cell, column, widths[i], i == last, style);
    }
    fputc('\n', stream);
}

static void print_heads(const cli_table *table, FILE *stream, const size_t *widths, bool color)
{
    for (size_t i = 0; i < table->column_count; i++)
        print_cell(stream, table->columns[i].head, &table->columns[i], widths[i],
                   i + 1 == table->column_count, color ? CLI_BOLD : NULL);
    fputc('\n', stream);
}

bool cli_table_end(cli_table *table, FILE *stream, size_t width, bool color)
{
    size_t widths[CLI_MAX_COLUMNS], rows = table->cell_count / table->column_count;
    for (size_t i = 0; i < table->column_count; i++) {
        widths[i] = cli_safe_width(table->columns[i].head);
        for (size_t row = 0; row < rows; row++) {
            size_t cell = cli_safe_width(cell_at(table, row, i));
            widths[i] = cell > widths[i] ? cell : widths[i];
        }
    }
    shrink(table, widths, width);
    if (rows)
        print_heads(table, stream, widths, color);
    for (size_t row = 0; row < rows; row++)
        print_row(table, stream, row, widths, color);
    for (size_t i = 0; i < table->cell_count; i++)
        free(table->cells[i]);
    free(table->cells);
    bool whole = !table->failed;
    *table = (cli_table){0};
    return whole;
}
