/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is seen of a board that has more rows than there are on the screen. Where rows are left out
 * above or below, the first or last row of the window says how many.
 */
#include "tui/board.h"

#include "base/i18n.h"

enum { MORE_COL = 2, MORE_WINDOW_LEAST = 4 }; /* a smaller window has no room for that */

int board_height(const struct board *board)
{
    return board->col > 0 ? board->row + 1 : board->row;
}

/* The rows that scroll. */
int board_body(const struct board *board)
{
    return board->foot >= 0 ? board->foot : board_height(board);
}

size_t board_index(const struct board *board)
{
    for (size_t i = 0; i < board->item_count; i++)
        if (board->items[i].id == board->focus)
            return i;
    return 0;
}

struct board_window board_window(const struct board *board)
{
    return (struct board_window){board->top, board->window, board_body(board), board->apart};
}

/* --- a window --------------------------------------------------------------- */

static bool more_is_told(struct board_window window)
{
    return window.rows >= MORE_WINDOW_LEAST && window.rows < window.all && !window.apart;
}

struct board_span board_seen(struct board_window window)
{
    int end = window.top + window.rows;
    bool told = more_is_told(window);

    return (struct board_span){window.top + (told && window.top > 0),
                               end - (told && end < window.all)};
}

static int more_limit_top(int top, struct board_window window)
{
    int most = window.all - window.rows;

    top = top > most ? most : top;
    return top < 0 ? 0 : top;
}

int board_top_for(struct board_window window, int row)
{
    struct board_span seen = board_seen(window);
    int told = more_is_told(window), top = window.top;

    if (row < seen.first)
        top = row - told;
    else if (row >= seen.end)
        top = row - window.rows + 1 + told;
    return more_limit_top(top, window);
}

int board_page_rows(struct board_window window)
{
    return more_is_told(window) ? window.rows - 2 : window.rows;
}

void board_draw_seen(struct screen *screen, int row, struct board_window window)
{
    struct board_span seen = board_seen(window);
    int last = row + window.rows - 1;

    if (seen.first > window.top)
        screen_format(screen, row, MORE_COL, ROLE_NOTE, _("-- %d more --"), seen.first);
    if (seen.end < window.top + window.rows)
        screen_format(screen, last, MORE_COL, ROLE_NOTE, _("-- %d more --"), window.all - seen.end);
}

void board_tell_more(const struct board *board, struct screen *screen, int row)
{
    struct board_window window = board_window(board);
    int above = window.top, below = window.all - window.top - window.rows;

    if (above > 0 && below > 0)
        screen_format(screen, row, 0, ROLE_NOTE, _("-- %d more above, %d below --"), above, below);
    else if (above > 0 || below > 0)
        screen_format(screen, row, 0, ROLE_NOTE, _("-- %d more --"), above + below);
}

/* --- a board ---------------------------------------------------------------- */

bool board_scroll(struct board *board, int rows)
{
    int before = board->top;

    board->top = more_limit_top(board->top + rows, board_window(board));
    if (board->top == before)
        return false;
    board->follow = false;
    return true;
}

void board_show(struct board *board, int row)
{
    board->top = board_top_for(board_window(board), row);
}

static void board_keep_in_view(struct board *board, const struct board_item *item)
{
    if (item->footer)
        return;
    board_show(board, item->row - item->above);
    board_show(board, item->row);
}

/* At once, so that the next key finds it there; and when drawn, as there may be other rows. */
void board_focus(struct board *board, int id)
{
    board->focus = id;
    board->follow = true;
    for (size_t i = 0; i < board->item_count && board->window > 0; i++)
        if (board->items[i].id == id)
            board_keep_in_view(board, &board->items[i]);
}

void board_show_end(struct board *board)
{
    board_scroll(board, board_body(board));
    board->follow = false;
}

void board_arrange(struct board *board, int rows)
{
    int foot = board->foot >= 0 ? board_height(board) - board->foot : 0, before = board->window;
    int body = board_body(board);
    struct board_item *item;

    if (board->boxed && foot > 0)
        foot++; /* an empty row before it */
    board->window = rows - foot > 1 ? rows - foot : 1;
    if (board->window > body)
        board->window = body;
    if (board->item_count > 0 && board->focus != BOARD_NOTHING) {
        item = &board->items[board_index(board)];
        board->focus = item->id;
        if (board->follow || rows != board->rows || board->window != before)
            board_keep_in_view(board, item);
    }
    board->follow = false;
    board->rows = rows;
    board->top = more_limit_top(board->top, board_window(board));
}

int board_row_place(const struct board *board, int row)
{
    struct board_span seen = board_seen(board_window(board));

    if (board->foot >= 0 && row >= board->foot && board->boxed)
        return board->first + board->rows - board_height(board) + row;
    if (board->foot >= 0 && row >= board->foot)
        return board->first + board->window + row - board->foot;
    if (row < seen.first || row >= seen.end)
        return -1;
    return board->first + row - board->top;
}

int board_place(const struct board *board, const struct board_item *item)
{
    return board_row_place(board, item->row);
}

void board_draw_more(const struct board *board, struct screen *screen)
{
    board_draw_seen(screen, board->first, board_window(board));
}
