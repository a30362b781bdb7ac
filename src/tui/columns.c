/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/columns.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "core/value.h"

#define LABEL_COL 2
#define GAP       2

void columns_add(struct columns *columns, const char *const cells[COLUMNS],
                 const enum role roles[COLUMNS])
{
    struct columns_row *row = &columns->rows[columns->count++];

    assert(columns->count <= COLUMNS_ROWS);
    memcpy(row->cells, cells, sizeof row->cells);
    memcpy(row->roles, roles, sizeof row->roles);
}

/* Where each column starts. Returns where the last one ends. */
static int columns_place(const struct columns *columns, int starts[COLUMNS])
{
    int end = 0;

    for (int i = 0; i < COLUMNS; i++) {
        int width = 0;

        starts[i] = i == 0 ? LABEL_COL : columns->starts[i];
        if (i > 0 && end + GAP > starts[i])
            starts[i] = end + GAP;
        for (size_t row = 0; row < columns->count; row++)
            width = text_wider(width, columns->rows[row].cells[i]);
        end = starts[i] + width;
    }
    return end;
}

/* "a -> b  c" beneath the label. */
static void columns_draw_narrow(const struct columns_row *row, struct board *board)
{
    char text[VALUE_TEXT * 4] = "";
    enum role role = row->roles[3];

    if (row->cells[0][0] != '\0')
        board_line(board, row->roles[0], LABEL_COL, row->cells[0]);
    for (int i = 1; i < COLUMNS; i++)
        if (row->cells[i][0] != '\0')
            text_append(text, sizeof text, i == 2 ? " -> " : "  ", "%s", row->cells[i]);
    board_line(board, role, row->cells[0][0] != '\0' ? LABEL_COL + 2 : LABEL_COL, text);
}

void columns_draw(const struct columns *columns, struct board *board)
{
    int starts[COLUMNS];
    bool narrow = columns_place(columns, starts) > board->width;

    for (size_t i = 0; i < columns->count; i++) {
        const struct columns_row *row = &columns->rows[i];

        if (narrow) {
            columns_draw_narrow(row, board);
            continue;
        }
        for (int col = 0; col < COLUMNS; col++)
            board_put(board, row->roles[col], starts[col], row->cells[col]);
        board_next(board);
    }
}
