/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Prints texts in columns as wide as their widest cell, as a terminal counts, two blanks apart.
 * Cells are copied.
 */
#ifndef BMCTUI_BASE_TABLE_H
#define BMCTUI_BASE_TABLE_H

#include <stddef.h>
#include <stdio.h>

#define TABLE_COLUMNS 5

struct table {
    size_t columns;
    int indent;                /* blanks before each row */
    int widths[TABLE_COLUMNS]; /* of the widest cell so far; initially the minimum */
    size_t rows;
    char **cells; /* row by row */
};

/* Adds a row of table->columns cells. */
void table_row(struct table *table, const char *const cells[]);
/* Prints the rows without trailing blanks, then frees them. */
void table_print(struct table *table, FILE *file);

#endif
