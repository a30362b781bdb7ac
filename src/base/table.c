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
    for (size_t i = 0; i < table->columns; i++) {
        row[i] = xstrdup(cells[i]);
        table->widths[i] = text_wider(table->widths[i], cells[i]);
    }
}

static void table_print_row(const struct table *table, char *const row[], FILE *file)
{
    int printed = 0, start = table->indent;

    for (size_t i = 0; i < table->columns; i++) {
        if (row[i][0] != '\0') {
            fprintf(file, "%*s%s", start - printed, "", row[i]);
            printed = start + text_columns(row[i]);
        }
        start += table->widths[i] + TABLE_GAP;
    }
    fputc('\n', file);
}

void table_print(struct table *table, FILE *file)
{
    for (size_t row = 0; row < table->rows; row++) {
        char **cells = table->cells + row * table->columns;

        table_print_row(table, cells, file);
        for (size_t i = 0; i < table->columns; i++)
            free(cells[i]);
    }
    free(table->cells);
    table->cells = NULL;
    table->rows = 0;
}
