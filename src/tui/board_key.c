/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The key map of dialogs.
 */
#include "base/text.h"
#include "tui/board.h"


#define WHEEL_ROWS 3

static struct board_action act(enum board_what kind, int id)
{
    struct board_action action = {kind, id};

    return action;
}

static size_t focused_index(const struct board *board)
{
    size_t i;

    for (i = 0; i < board->item_count; i++)
        if (board->items[i].id == board->focus)
            return i;
    return 0;
}

static struct board_action go(struct board *board, size_t index)
{
    struct board_item *item = &board->items[index];

    if (item->line != NULL && item->id != board->focus)
        line_arrive(item->line);
    board_focus(board, item->id);
    return act(BOARD_DONE, item->id);
}

static int last_top(const struct board *board)
{
    int rows = board->foot >= 0 ? board->foot : board->row + (board->col > 0 ? 1 : 0);

    return rows > board->window ? rows - board->window : 0;
}

/* false: there is nothing more that way. */
static bool scroll(struct board *board, int rows)
{
    int top = board->top + rows;

    if (top > last_top(board))
        top = last_top(board);
    if (top < 0)
        top = 0;
    if (top == board->top)
        return false;
    board->top = top;
    board->follow = false;
    return true;
}

static bool shown(const struct board *board, const struct board_item *item)
{
    return item->footer || (item->row >= board->top && item->row < board->top + board->window);
}

/* Scrolls by a row, but not so that the item with the focus is no longer seen. */
static bool scroll_under(struct board *board, const struct board_item *item, int direction)
{
    int before = board->top;

    if (!scroll(board, direction))
        return false;
    if (shown(board, item))
        return true;
    board->top = before;
    return false;
}

/* Rows without items, above the first one and below the last, are reached by scrolling on. */
static struct board_action step(struct board *board, size_t index, int direction)
{
    const struct board_item *from = &board->items[index];
    size_t to = direction < 0 ? index - 1 : index + 1;
    bool last = direction < 0 ? index == 0 : to == board->item_count;

    if (last || (direction > 0 && board->items[to].footer && !from->footer)) {
        if (scroll_under(board, from, direction) || last)
            return act(BOARD_DONE, 0); /* stops at the ends */
    }
    return go(board, to);
}

/* The item of the rows shown that is farthest that way; a button below them when they hold none. */
static size_t farthest_shown(const struct board *board, size_t index, int direction)
{
    size_t count = board->item_count, i, at;

    for (i = 0; i < count; i++) {
        at = direction > 0 ? count - 1 - i : i;
        if (!board->items[at].footer && shown(board, &board->items[at]))
            return at;
    }
    for (i = 0; i < count && !shown(board, &board->items[index]); i++)
        if (board->items[i].footer)
            return i;
    return index;
}

static struct board_action go_on(struct board *board, size_t index, size_t to)
{
    return to == index ? act(BOARD_DONE, 0) : go(board, to);
}

/* The focus follows to the nearest item that is shown. */
static struct board_action wheel(struct board *board, size_t index, int direction)
{
    if (!scroll(board, direction * WHEEL_ROWS) || shown(board, &board->items[index]))
        return act(BOARD_DONE, 0);
    return go_on(board, index, farthest_shown(board, index, -direction));
}

/* By a window; the focus follows, and at the end it goes to the last item. */
static struct board_action page(struct board *board, size_t index, int direction)
{
    if (!scroll(board, direction * board->window) && direction > 0)
        return go_on(board, index, board->item_count - 1);
    return go_on(board, index, farthest_shown(board, index, direction));
}

static bool hit(const struct board *board, const struct board_item *item, const struct key *key)
{
    if (board_place(board, item) != key->row)
        return false;
    if (item->kind != BOARD_BUTTON)
        return true;
    return key->col >= item->col && key->col < item->col + text_columns(item->text) + 4;
}

static struct board_action click(struct board *board, const struct key *key)
{
    size_t i;

    for (i = 0; i < board->item_count; i++)
        if (hit(board, &board->items[i], key)) {
            go(board, i);
            return act(board->items[i].kind == BOARD_BUTTON ? BOARD_PRESSED : BOARD_DONE,
                       board->items[i].id);
        }
    return act(BOARD_DONE, 0);
}

static struct board_action sideways(struct board *board, size_t index, int direction)
{
    size_t to = index;

    if (board->items[index].kind != BOARD_BUTTON)
        return act(BOARD_BEEP, 0);
    if (direction < 0 ? index == 0 : index + 1 == board->item_count)
        return act(BOARD_BEEP, 0);
    to = direction < 0 ? index - 1 : index + 1;
    if (board->items[to].kind != BOARD_BUTTON)
        return act(BOARD_BEEP, 0);
    return go(board, to);
}

static struct board_action tab(struct board *board, size_t index, int direction)
{
    size_t count = board->item_count;

    if (board->items[index].kind == BOARD_ROW)
        return act(BOARD_BEEP, 0);
    return go(board, direction > 0 ? (index + 1) % count : (index + count - 1) % count);
}

static struct board_action press(struct board *board, const struct board_item *item)
{
    board->follow = true;
    return act(BOARD_PRESSED, item->id);
}

static bool is_last_line(const struct board *board, size_t index)
{
    size_t i;

    for (i = index + 1; i < board->item_count; i++)
        if (board->items[i].kind == BOARD_LINE)
            return false;
    return true;
}

static struct board_action enter(struct board *board, size_t index)
{
    const struct board_item *item = &board->items[index];

    if (item->kind != BOARD_LINE)
        return press(board, item);
    if (is_last_line(board, index))
        return act(BOARD_ENTERED, item->id);
    return go(board, index + 1);
}

static struct board_action other(struct board *board, size_t index, const struct key *key)
{
    const struct board_item *item = &board->items[index];

    switch (key->code) {
    case K_TAB:
        return tab(board, index, 1);
    case K_BACKTAB:
        return tab(board, index, -1);
    case K_DOWN:
        return step(board, index, 1);
    case K_UP:
        return step(board, index, -1);
    case K_RIGHT:
        return sideways(board, index, 1);
    case K_LEFT:
        return sideways(board, index, -1);
    case K_HOME:
        return go(board, 0);
    case K_END:
        return go(board, board->item_count - 1);
    case K_PAGE_DOWN:
        return page(board, index, 1);
    case K_PAGE_UP:
        return page(board, index, -1);
    case K_ENTER:
        return enter(board, index);
    case K_TEXT:
        return key->byte == ' ' ? press(board, item) : act(BOARD_BEEP, 0);
    default:
        return act(BOARD_BEEP, 0);
    }
}

struct board_action board_key(struct board *board, const struct key *key)
{
    size_t index = focused_index(board);
    struct board_item *item;

    if (key->code == K_ESCAPE)
        return act(BOARD_ESCAPE, 0);
    if (board->item_count == 0)
        return act(BOARD_BEEP, 0);
    item = &board->items[index];
    board->focus = item->id;
    if (key->code == K_CLICK)
        return click(board, key);
    if (key->code == K_WHEEL_UP || key->code == K_WHEEL_DOWN)
        return wheel(board, index, key->code == K_WHEEL_UP ? -1 : 1);
    if (item->kind != BOARD_LINE)
        return other(board, index, key);
    switch (line_key(item->line, key)) {
    case LINE_CHANGED:
        board->follow = true;
        return act(BOARD_TYPED, item->id);
    case LINE_MOVED:
        return act(BOARD_DONE, item->id);
    case LINE_REFUSED:
    case LINE_FULL:
        return act(BOARD_BEEP, 0);
    case LINE_UNUSED:
        break;
    }
    return other(board, index, key);
}
