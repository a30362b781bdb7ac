/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/board.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xalloc.h"

#define ITEM_COL 2 /* the > stands in column 0 */
#define BUTTON_GAP 2

/* --- filling -------------------------------------------------------------- */

static void empty(struct board *board)
{
    size_t i;

    for (i = 0; i < board->text_count; i++)
        free(board->texts[i].text);
    for (i = 0; i < board->item_count; i++)
        free(board->items[i].text);
    board->text_count = board->item_count = 0;
}

void board_release(struct board *board)
{
    empty(board);
    free(board->texts);
    free(board->items);
    board->texts = NULL;
    board->items = NULL;
    board->text_room = board->item_room = 0;
}

void board_begin(struct board *board, const struct screen *screen)
{
    empty(board);
    board->width = screen_cols(screen) - 1;
    board->row = board->col = 0;
    board->foot = -1;
}

static struct board_text *new_text(struct board *board)
{
    if (board->text_count == board->text_room) {
        board->text_room = board->text_room * 2 + 16;
        board->texts = xrealloc(board->texts, board->text_room * sizeof *board->texts);
    }
    memset(&board->texts[board->text_count], 0, sizeof *board->texts);
    return &board->texts[board->text_count++];
}

static struct board_item *new_item(struct board *board)
{
    if (board->item_count == board->item_room) {
        board->item_room = board->item_room * 2 + 16;
        board->items = xrealloc(board->items, board->item_room * sizeof *board->items);
    }
    memset(&board->items[board->item_count], 0, sizeof *board->items);
    return &board->items[board->item_count++];
}

static char *copy(const char *text, size_t length)
{
    char *made = xmalloc(length + 1);

    memcpy(made, text, length);
    made[length] = '\0';
    return made;
}

static void add_text(struct board *board, enum role role, int col, const char *text, size_t length)
{
    struct board_text *made = new_text(board);

    made->row = board->row;
    made->col = col;
    made->role = role;
    made->text = copy(text, length);
}

void board_next(struct board *board)
{
    board->row++;
    board->col = 0;
}

static void finish_row(struct board *board)
{
    if (board->col > 0)
        board_next(board);
}

void board_line(struct board *board, enum role role, int col, const char *text)
{
    int columns = board->width - col > 0 ? board->width - col : 1;
    const char *next = text;
    size_t bytes;

    finish_row(board);
    if (*text == '\0')
        board_next(board);
    while (next != NULL && *next != '\0') {
        text = next;
        bytes = text_wrap(text, columns, &next);
        add_text(board, role, col, text, bytes);
        board_next(board);
    }
}

int board_put(struct board *board, enum role role, int col, const char *text)
{
    add_text(board, role, col, text, strlen(text));
    board->col = col + text_columns(text);
    return board->col;
}

static struct board_item *add_item(struct board *board, enum board_kind kind, int id, int col,
                                   const char *text)
{
    struct board_item *item = new_item(board);

    item->kind = kind;
    item->id = id;
    item->row = board->row;
    item->col = col;
    item->mark = col > ITEM_COL ? col - 1 : 0;
    item->footer = board->foot >= 0;
    item->text = xstrdup(text);
    return item;
}

/* What does not fit behind the box goes on below it. */
static void add_row(struct board *board, enum board_kind kind, int id, bool on, const char *text,
                    int indent)
{
    int columns = board->width - ITEM_COL - indent;
    const char *next;
    struct board_item *item;
    size_t bytes;

    finish_row(board);
    bytes = text_wrap(text, columns > 0 ? columns : 1, &next);
    item = add_item(board, kind, id, ITEM_COL, "");
    free(item->text);
    item->text = copy(text, bytes);
    item->ticked = on;
    board_next(board);
    if (next != NULL)
        board_line(board, ROLE_TEXT, ITEM_COL + indent, next);
}

void board_radio(struct board *board, int id, bool on, const char *text)
{
    add_row(board, BOARD_RADIO, id, on, text, 4);
}

void board_check(struct board *board, int id, bool on, const char *text)
{
    add_row(board, BOARD_CHECK, id, on, text, 4);
}

void board_row(struct board *board, int id, const char *text)
{
    add_row(board, BOARD_ROW, id, false, text, 0);
}

static int button_columns(const char *text)
{
    return text_columns(text) + 4;
}

void board_button(struct board *board, int id, const char *text)
{
    int col = board->col > 0 ? board->col + BUTTON_GAP : ITEM_COL;

    if (board->col > 0 && col + button_columns(text) > board->width) {
        board_next(board);
        col = ITEM_COL;
    }
    add_item(board, BOARD_BUTTON, id, col, text);
    board->col = col + button_columns(text);
}

void board_button_at(struct board *board, int id, int col, const char *text)
{
    struct board_item *item = add_item(board, BOARD_BUTTON, id, col, text);

    item->mark = col >= 2 ? col - 2 : 0;
    board->col = col + button_columns(text);
}

void board_text_line(struct board *board, int id, int col, struct line *line, int width)
{
    struct board_item *item = add_item(board, BOARD_LINE, id, col, "");

    item->mark = 0;
    item->line = line;
    item->width = width;
    board->col = col + width + 2;
}

void board_footer(struct board *board)
{
    finish_row(board);
    board->foot = board->row;
}

/* --- drawing -------------------------------------------------------------- */

static int height(const struct board *board)
{
    return board->col > 0 ? board->row + 1 : board->row;
}

struct board_item *board_focused(struct board *board)
{
    size_t i;

    for (i = 0; i < board->item_count; i++)
        if (board->items[i].id == board->focus)
            return &board->items[i];
    if (board->item_count == 0)
        return NULL;
    board->focus = board->items[0].id;
    return &board->items[0];
}

/* The rows that scroll, and how far they can. */
static int body(const struct board *board)
{
    return board->foot >= 0 ? board->foot : height(board);
}

static void limit_top(struct board *board)
{
    int most = body(board) - board->window;

    if (board->top > most)
        board->top = most;
    if (board->top < 0)
        board->top = 0;
}

static void keep_in_view(struct board *board, const struct board_item *item)
{
    if (item == NULL || item->footer)
        return;
    if (item->row < board->top)
        board->top = item->row;
    if (item->row >= board->top + board->window)
        board->top = item->row - board->window + 1;
}

/* At once, so that the next key finds it there; and when drawn, as there may be other rows. */
void board_focus(struct board *board, int id)
{
    size_t i;

    board->focus = id;
    board->follow = true;
    for (i = 0; i < board->item_count && board->window > 0; i++)
        if (board->items[i].id == id)
            keep_in_view(board, &board->items[i]);
}

void board_show_end(struct board *board)
{
    board->top = body(board);
    board->follow = false;
    limit_top(board);
}

static void arrange(struct board *board, int rows)
{
    struct board_item *item = board_focused(board);
    int foot = board->foot >= 0 ? height(board) - board->foot : 0, before = board->window;

    board->window = rows - foot;
    if (board->window < 1)
        board->window = 1;
    if (board->window > body(board))
        board->window = body(board);
    if (board->follow || rows != board->rows || board->window != before)
        keep_in_view(board, item);
    board->follow = false;
    board->rows = rows;
    limit_top(board);
}

/* The row on the screen, -1 when it is scrolled out. */
static int place(const struct board *board, int row, bool footer, int top)
{
    if (footer)
        return top + board->window + row - board->foot;
    if (row < board->top || row >= board->top + board->window)
        return -1;
    return top + row - board->top;
}

int board_place(const struct board *board, const struct board_item *item)
{
    return place(board, item->row, item->footer, board->first);
}

static void draw_text(const struct board *board, const struct board_text *text,
                      struct screen *screen, int top)
{
    bool footer = board->foot >= 0 && text->row >= board->foot;
    int row = place(board, text->row, footer, top);

    if (row >= 0)
        screen_text(screen, row, text->col, text->role, text->text);
}

static void draw_button(const struct board_item *item, struct screen *screen, int row, bool focused)
{
    char text[SCREEN_COLS * 4];

    snprintf(text, sizeof text, "[ %s ]", item->text);
    screen_text(screen, row, item->col, focused ? ROLE_BUTTON_FOCUS : ROLE_BUTTON, text);
    if (focused)
        screen_cursor(screen, row, item->col + 2);
}

static void draw_box(const struct board_item *item, struct screen *screen, int row, bool focused)
{
    const char *box = item->kind == BOARD_CHECK ? (item->ticked ? "[x]" : "[ ]")
                                                : (item->ticked ? "(*)" : "( )");

    screen_text(screen, row, item->col, focused ? ROLE_FOCUS : ROLE_VALUE, box);
    screen_text(screen, row, item->col + 4, ROLE_TEXT, item->text);
    if (focused)
        screen_cursor(screen, row, item->col + 1);
}

static void draw_item(const struct board *board, const struct board_item *item,
                      struct screen *screen, int top)
{
    bool focused = item->id == board->focus;
    int row = place(board, item->row, item->footer, top);

    if (row < 0)
        return;
    if (focused)
        screen_text(screen, row, item->mark, ROLE_MARK, ">");
    switch (item->kind) {
    case BOARD_BUTTON:
        draw_button(item, screen, row, focused);
        break;
    case BOARD_RADIO:
    case BOARD_CHECK:
        draw_box(item, screen, row, focused);
        break;
    case BOARD_ROW:
        screen_text(screen, row, item->col, focused ? ROLE_FOCUS : ROLE_TEXT, item->text);
        if (focused)
            screen_cursor(screen, row, item->col);
        break;
    case BOARD_LINE:
        line_draw(item->line, screen, row, item->col, item->width, focused);
        break;
    }
}

/* That there is more, in the column that is free for it. */
static void draw_more(const struct board *board, struct screen *screen, int top)
{
    int col = screen_cols(screen) - 1;

    if (board->top > 0)
        screen_text(screen, top, col, ROLE_HELP, "^");
    if (board->top + board->window < body(board))
        screen_text(screen, top + board->window - 1, col, ROLE_HELP, "v");
}

void board_draw(struct board *board, struct screen *screen, int top, int rows)
{
    size_t i;

    board->first = top;
    arrange(board, rows);
    if (board->top > 0 || board->window < body(board))
        screen_cursor(screen, top, 0); /* when the focus is not in view */
    for (i = 0; i < board->text_count; i++)
        draw_text(board, &board->texts[i], screen, top);
    for (i = 0; i < board->item_count; i++)
        draw_item(board, &board->items[i], screen, top);
    draw_more(board, screen, top);
}
