/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The columns of review, result and recover: a label and what stands beside it, aligned whatever
 * the language; where they do not fit, what is beside a label goes beneath it.
 */
#ifndef BMCTUI_TUI_COLUMNS_H
#define BMCTUI_TUI_COLUMNS_H

#include "tui/board.h"

#define COLUMNS      4
#define COLUMNS_ROWS 32

/* Borrows its texts. */
struct columns {
    int starts[COLUMNS]; /* at the least; the label's is 2 */
    size_t count;
    struct columns_row {
        const char *cells[COLUMNS];
        enum role roles[COLUMNS];
    } rows[COLUMNS_ROWS];
};

/* The first row is the head, whose label is empty. */
void columns_add(struct columns *columns, const char *const cells[COLUMNS],
                 const enum role roles[COLUMNS]);
void columns_draw(const struct columns *columns, struct board *board);

#endif
