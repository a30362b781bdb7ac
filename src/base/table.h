/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts in columns as wide as their widest cell, as a terminal counts, two blanks apart; a cell may
 * reach over empty ones to its right. Cells are copied.
 */
#ifndef BMCTUI_BASE_TABLE_H
#define BMCTUI_BASE_TABLE_H

#include <stddef.h>
#include <stdio.h>

#define TABLE_COLUMNS 5

struct table {
    size_t columns;
    int indent;                /* blanks before each row */
    int starts[TABLE_COLUMNS]; /* where a column starts at the least */
    size_t rows;
    char **cells; /* row by row */
};

/* Adds a row of table->columns cells. */
void table_row(struct table *table, const char *const cells[]);
/* A row's cells. */
char *const *table_cells(const struct table *table, size_t row);
/* Where each column starts. Returns where the widest row ends. */
int table_place(const struct table *table, int starts[TABLE_COLUMNS]);
/* Prints the rows without trailing blanks, then frees them. */
void table_print(struct table *table, FILE *file);
void table_free(struct table *table);

#endif
