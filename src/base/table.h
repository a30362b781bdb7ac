/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A table of texts on standard output or in a file, its columns as wide as their widest cell as a
 * terminal counts, with two blanks between them. Cells are copied.
 */
#ifndef BMCTUI_BASE_TABLE_H
#define BMCTUI_BASE_TABLE_H

#include <stddef.h>
#include <stdio.h>

#define TABLE_COLUMNS 5

struct table {
    size_t columns;
    int indent;                /* blanks before each row */
    int widths[TABLE_COLUMNS]; /* of the widest cell so far; to begin with: the least */
    size_t rows;
    char **cells; /* row by row */
};

/* As many cells as the table has columns. One that is last in its row may be as long as it likes:
 * the width of the last column is of no account. */
void table_row(struct table *table, const char *const cells[]);
/* Prints the rows, without blanks at their ends, and forgets them. */
void table_print(struct table *table, FILE *file);

#endif
