/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The columns of review, result and recover: a label and what stands beside it, aligned whatever
 * the language; where they do not fit, what is beside a label goes beneath it.
 */
#ifndef BMCTUI_TUI_COLUMNS_H
#define BMCTUI_TUI_COLUMNS_H

#include "base/table.h"
#include "tui/board.h"

#define COLUMNS      4
#define COLUMNS_ROWS 72

struct columns {
    struct table table;
    enum role roles[COLUMNS_ROWS][COLUMNS];
};

/* Empty; where the columns beside the label start at the least. */
#define COLUMNS_AT(second, third, last)                                                            \
    (struct columns){                                                                              \
        .table = {.columns = COLUMNS, .indent = 2, .starts = {0, second, third, last}}}
/* The first row is the head, whose label is empty. Roles: of what is beside the label. */
void columns_add(struct columns *columns, const char *const cells[COLUMNS], enum role second,
                 enum role third, enum role last);
/* Empties it. */
void columns_draw(struct columns *columns, struct board *board);

#endif
