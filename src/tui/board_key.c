/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The key map of dialogs and form pages.
 */
#include "tui/board.h"

#include "base/text.h"

#define WHEEL_ROWS 3

static struct board_action board_act(enum board_what kind, int id)
{
    return (struct board_action){kind, id};
}

static struct board_action board_go(struct board *board, size_t index)
{
    struct board_item *item = &board->items[index];

    if (item->id != board->focus && item->line != NULL)
        line_arrive(item->line);
    if (item->id != board->focus && item->form != NULL)
        form_arrive(item->form);
    board_focus(board, item->id);
    return board_act(BOARD_DONE, item->id);
}

static bool board_is_shown(const struct board *board, size_t index)
{
    return board_place(board, &board->items[index]) >= 0;
}

/* Scrolls by a row, but not so that the item with the focus is no longer seen. */
static bool board_scroll_under(struct board *board, size_t index, int direction)
{
    int before = board->top;

    if (!board_scroll(board, direction))
        return false;
    if (board_is_shown(board, index))
        return true;
    board->top = before;
    return false;
}

/* Rows without items, above the first one and below the last, are reached by scrolling on. */
static struct board_action board_step(struct board *board, size_t index, int direction)
{
    size_t to = direction < 0 ? index - 1 : index + 1;
    bool last = direction < 0 ? index == 0 : to == board->item_count;

    if (last || (direction > 0 && board->items[to].footer && !board->items[index].footer)) {
        if (board_scroll_under(board, index, direction) || last)
            return board_act(BOARD_DONE, 0); /* stops at the ends */
    }
    return board_go(board, to);
}

/* The item of the rows shown that is farthest that way. When they hold none: a button below them,
 * or else the next item behind them, as the focus must not be out of sight. */
static size_t board_farthest_shown(const struct board *board, size_t index, int direction)
{
    size_t count = board->item_count, i, at;

    for (i = 0; i < count; i++) {
        at = direction > 0 ? count - 1 - i : i;
        if (!board->items[at].footer && board_is_shown(board, at))
            return at;
    }
    if (board_is_shown(board, index))
        return index;
    for (i = 0; i < count; i++)
        if (board->items[i].footer)
            return i;
    if (board->items[index].row >= board_seen(board_window(board)).first)
        return index > 0 ? index - 1 : index;
    return index + 1 < count ? index + 1 : index;
}

static struct board_action board_go_unless_there(struct board *board, size_t index, size_t to)
{
    return to == index ? board_act(BOARD_DONE, 0) : board_go(board, to);
}

/* The focus follows to the nearest item that is shown. */
static struct board_action board_wheel(struct board *board, size_t index, int direction)
{
    if (!board_scroll(board, direction * WHEEL_ROWS) || board_is_shown(board, index))
        return board_act(BOARD_DONE, 0);
    return board_go_unless_there(board, index, board_farthest_shown(board, index, -direction));
}

/* By a window; the focus follows, and at the end it goes to the last item. */
static struct board_action board_by_window(struct board *board, size_t index, int direction)
{
    int rows = board_page_rows(board_window(board));

    if (!board_scroll(board, direction * rows) && direction > 0)
        return board_go_unless_there(board, index, board->item_count - 1);
    return board_go_unless_there(board, index, board_farthest_shown(board, index, direction));
}

/* A button is its text, all else the whole of its row. */
static bool board_is_hit(const struct board *board, const struct board_item *item,
                         const struct key *key)
{
    if (board_place(board, item) != key->row)
        return false;
    return item->kind != BOARD_BUTTON ||
           (key->col >= item->col && key->col < item->col + text_columns(item->text));
}

/* Before the label of a box a click only focuses; behind it, in a dialog, stands what it ticks. */
static bool board_is_pressed(const struct board *board, const struct board_item *item, int col)
{
    switch (item->kind) {
    case BOARD_BUTTON:
        return true;
    case BOARD_ROW:
        return !board->browsed || item->id == board->focus;
    case BOARD_BOX:
        return col >= item->col && (!board->form || col < item->col + text_columns(item->text));
    case BOARD_LINE:
        break;
    }
    return false;
}

static struct board_action board_click(struct board *board, const struct key *key)
{
    for (size_t i = 0; i < board->item_count; i++)
        if (board_is_hit(board, &board->items[i], key)) {
            bool pressed = board_is_pressed(board, &board->items[i], key->col);

            board_go(board, i);
            return board_act(pressed ? BOARD_PRESSED : BOARD_DONE, board->items[i].id);
        }
    return board_act(BOARD_DONE, 0);
}

static struct board_action board_sideways(struct board *board, size_t index, int direction)
{
    size_t to = direction < 0 ? index - 1 : index + 1;

    if (board->items[index].kind != BOARD_BUTTON)
        return board_act(BOARD_BEEP, 0);
    if (to >= board->item_count || board->items[to].kind != BOARD_BUTTON) /* index 0 - 1 too */
        return board_act(board->form ? BOARD_DONE : BOARD_BEEP, 0);
    return board_go(board, to);
}

static struct board_action board_tab(struct board *board, size_t index, int direction)
{
    size_t count = board->item_count;

    if (board->items[index].kind == BOARD_ROW)
        return board_act(BOARD_BEEP, 0);
    return board_go(board, direction > 0 ? (index + 1) % count : (index + count - 1) % count);
}

static struct board_action board_press(struct board *board, size_t index)
{
    board->follow = true;
    return board_act(BOARD_PRESSED, board->items[index].id);
}

static bool board_is_last_line(const struct board *board, size_t index)
{
    for (size_t i = index + 1; i < board->item_count; i++)
        if (board->items[i].kind == BOARD_LINE)
            return false;
    return true;
}

static struct board_action board_enter(struct board *board, size_t index)
{
    if (board->items[index].kind != BOARD_LINE)
        return board_press(board, index);
    if (!board->form && board_is_last_line(board, index))
        return board_act(BOARD_ENTERED, board->items[index].id);
    return board_step(board, index, 1);
}

static struct board_action board_move(struct board *board, size_t index, const struct key *key)
{
    switch (key->code) {
    case K_TAB:
        return board_tab(board, index, 1);
    case K_BACKTAB:
        return board_tab(board, index, -1);
    case K_DOWN:
        return board_step(board, index, 1);
    case K_UP:
        return board_step(board, index, -1);
    case K_RIGHT:
        return board_sideways(board, index, 1);
    case K_LEFT:
        return board_sideways(board, index, -1);
    case K_HOME:
        return board_go(board, 0);
    case K_END:
        return board_go(board, board->item_count - 1);
    case K_PAGE_DOWN:
        return board_by_window(board, index, 1);
    case K_PAGE_UP:
        return board_by_window(board, index, -1);
    case K_WHEEL_UP:
        return board_wheel(board, index, -1);
    case K_WHEEL_DOWN:
        return board_wheel(board, index, 1);
    case K_CLICK:
        return board_click(board, key);
    case K_ENTER:
        return board_enter(board, index);
    case K_TEXT:
        return key->byte == ' ' ? board_press(board, index) : board_act(BOARD_BEEP, 0);
    default:
        return board_act(BOARD_BEEP, 0);
    }
}

int board_key_rows(enum key_code code, int window, int all)
{
    switch (code) {
    case K_UP:
        return -1;
    case K_DOWN:
        return 1;
    case K_PAGE_UP:
        return -window;
    case K_PAGE_DOWN:
        return window;
    case K_WHEEL_UP:
        return -WHEEL_ROWS;
    case K_WHEEL_DOWN:
        return WHEEL_ROWS;
    case K_HOME:
        return -all;
    case K_END:
        return all;
    default:
        return 0;
    }
}

/* No item has the focus, or there is none. */
static struct board_action board_key_unfocused(struct board *board, const struct key *key)
{
    int body = board_body(board);
    int rows = board_key_rows(key->code, board_page_rows(board_window(board)), body);

    if (board->item_count > 0 && (key->code == K_TAB || key->code == K_BACKTAB))
        return board_go(board, key->code == K_TAB ? 0 : board->item_count - 1);
    if (key->code == K_CLICK)
        return board_click(board, key);
    board_scroll(board, rows);
    return board_act(rows != 0 ? BOARD_DONE : BOARD_BEEP, 0);
}

struct board_action board_key(struct board *board, const struct key *key)
{
    enum line_result result = LINE_UNUSED;
    size_t index = board_index(board);
    struct board_item *item;

    if (key->code == K_ESCAPE)
        return board_act(BOARD_ESCAPE, 0);
    if (board->item_count == 0 || board->focus == BOARD_NOTHING)
        return board_key_unfocused(board, key);
    item = &board->items[index];
    board->focus = item->id;
    if (item->kind == BOARD_LINE)
        result = item->form != NULL ? form_key(item->form, key) : line_key(item->line, key);
    switch (result) {
    case LINE_CHANGED:
        board->follow = true;
        return board_act(BOARD_TYPED, item->id);
    case LINE_MOVED:
        return board_act(BOARD_DONE, item->id);
    case LINE_REFUSED:
        return board_act(BOARD_BEEP, 0);
    case LINE_FULL:
        return board_act(BOARD_BEEP, item->id);
    case LINE_UNUSED:
        break;
    }
    return board_move(board, index, key);
}
