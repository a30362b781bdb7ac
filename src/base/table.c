/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/table.h"

#include <assert.h>
#include <stdlib.h>

#include "base/text.h"
#include "base/xalloc.h"

#define TABLE_GAP 2

void table_row(struct table *table, const char *const cells[])
{
    char **row;

    assert(table->columns > 0 && table->columns <= TABLE_COLUMNS);
    table->cells = xrealloc(table->cells,
                            (table->rows + 1) * table->columns * sizeof *table->cells);
    row = table->cells + table->rows++ * table->columns;
    for (size_t i = 0; i < table->columns; i++)
        row[i] = xstrdup(cells[i]);
}

char *const *table_cells(const struct table *table, size_t row)
{
    return table->cells + row * table->columns;
}

/* Where the row's last cell before this column ends, 0: all are empty. */
static int table_end(char *const row[], size_t column, const int starts[TABLE_COLUMNS])
{
    while (column > 0 && row[column - 1][0] == '\0')
        column--;
    return column == 0 ? 0 : starts[column - 1] + text_columns(row[column - 1]);
}

int table_place(const struct table *table, int starts[TABLE_COLUMNS])
{
    int most = 0;

    for (size_t column = 0; column <= table->columns; column++) {
        int start = column == 0 ? table->indent : 0;

        if (column < table->columns && table->starts[column] > start)
            start = table->starts[column];
        for (size_t i = 0; i < table->rows; i++) {
            char *const *row = table_cells(table, i);
            int end = table_end(row, column, starts);

            most = end > most ? end : most;
            if (column < table->columns && row[column][0] != '\0' && end > 0 &&
                end + TABLE_GAP > start)
                start = end + TABLE_GAP;
        }
        if (column < table->columns)
            starts[column] = start;
    }
    return most;
}

static void table_print_row(const struct table *table, char *const row[],
                            const int starts[TABLE_COLUMNS], FILE *file)
{
    int printed = 0;

    for (size_t i = 0; i < table->columns; i++) {
        if (row[i][0] == '\0')
            continue;
        fprintf(file, "%*s%s", starts[i] - printed, "", row[i]);
        printed = starts[i] + text_columns(row[i]);
    }
    fputc('\n', file);
}

void table_print(struct table *table, FILE *file)
{
    int starts[TABLE_COLUMNS];

    table_place(table, starts);
    for (size_t row = 0; row < table->rows; row++)
        table_print_row(table, table_cells(table, row), starts, file);
    table_free(table);
}

void table_free(struct table *table)
{
    for (size_t i = 0; i < table->rows * table->columns; i++)
        free(table->cells[i]);
    free(table->cells);
    table->cells = NULL;
    table->rows = 0;
}
