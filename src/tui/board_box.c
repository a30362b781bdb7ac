/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How large what a dialog holds is, and how it stands in its box. */
#include "tui/board.h"

#include "base/text.h"

static int board_item_end(const struct board_item *item)
{
    return item->col + (item->kind == BOARD_LINE ? item->width + 2 : text_columns(item->text));
}

int board_columns(const struct board *board)
{
    int most = 0, end;

    for (size_t i = 0; i < board->text_count; i++) {
        end = board->texts[i].col + text_columns(board->texts[i].text);
        most = end > most ? end : most;
    }
    for (size_t i = 0; i < board->item_count; i++) {
        end = board_item_end(&board->items[i]);
        most = end > most ? end : most;
    }
    return most;
}

/* The footer's rows of buttons, and of nothing else, stand in the middle. */
static void board_centre_row(struct board *board, int row)
{
    int first = board->width, end = 0, shift;
    struct board_item *item;

    for (size_t i = 0; i < board->text_count; i++)
        if (board->texts[i].row == row)
            return;
    for (size_t i = 0; i < board->item_count; i++) {
        item = &board->items[i];
        if (item->row != row)
            continue;
        if (item->kind != BOARD_BUTTON)
            return;
        first = item->col < first ? item->col : first;
        end = board_item_end(item) > end ? board_item_end(item) : end;
    }
    shift = (board->width + 1 - (end - first)) / 2 - first;
    for (size_t i = 0; i < board->item_count && shift > 0; i++)
        if (board->items[i].row == row) {
            board->items[i].col += shift;
            board->items[i].mark += shift;
        }
}

void board_fit(struct board *board, int cols)
{
    board->width = cols - 1;
    for (int row = board->foot; row >= 0 && row < board_height(board); row++)
        board_centre_row(board, row);
}

void board_open_gaps(struct board *board, int rows)
{
    int count = (int)board->gap_count, room = rows - board_height(board);

    if (count > 0 && board->gaps[count - 1] == board->foot)
        count--; /* there is one anyway */
    count = count < room ? count : room;
    for (int gap = count - 1; gap >= 0; gap--) {
        for (size_t i = 0; i < board->text_count; i++)
            board->texts[i].row += board->texts[i].row >= board->gaps[gap];
        for (size_t i = 0; i < board->item_count; i++)
            board->items[i].row += board->items[i].row >= board->gaps[gap];
        board->row++;
        board->foot += board->foot >= 0;
    }
}
