/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/columns.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "core/value.h"

void columns_add(struct columns *columns, const char *const cells[COLUMNS], enum role second,
                 enum role third, enum role last)
{
    const enum role roles[COLUMNS] = {ROLE_LABEL, second, third, last};

    assert(columns->table.rows < COLUMNS_ROWS);
    memcpy(columns->roles[columns->table.rows], roles, sizeof roles);
    table_row(&columns->table, cells);
}

/* "a -> b  c" beneath the label. */
static void columns_draw_narrow(char *const cells[], const enum role roles[COLUMNS], int indent,
                                struct board *board)
{
    char text[VALUE_TEXT * 4] = "";

    if (cells[0][0] != '\0')
        board_line(board, roles[0], indent, cells[0]);
    for (int i = 1; i < COLUMNS; i++)
        if (cells[i][0] != '\0')
            text_append(text, sizeof text, i == 2 ? " -> " : "  ", "%s", cells[i]);
    board_line(board, roles[3], cells[0][0] != '\0' ? indent + 2 : indent, text);
}

void columns_draw(struct columns *columns, struct board *board)
{
    struct table *table = &columns->table;
    int starts[TABLE_COLUMNS];
    bool narrow = table_place(table, starts) > board->width;

    for (size_t i = 0; i < table->rows; i++) {
        char *const *cells = table_cells(table, i);

        if (narrow) {
            columns_draw_narrow(cells, columns->roles[i], table->indent, board);
            continue;
        }
        for (int col = 0; col < COLUMNS; col++)
            if (cells[col][0] != '\0')
                board_put(board, columns->roles[i][col], starts[col], cells[col]);
        board_next(board);
    }
    table_free(table);
}
