/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/board.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xalloc.h"

#define LABEL_COL   2
#define BENEATH_COL 4
#define BUTTON_GAP  2

/* --- filling -------------------------------------------------------------- */

static void board_empty(struct board *board)
{
    for (size_t i = 0; i < board->text_count; i++)
        free(board->texts[i].text);
    for (size_t i = 0; i < board->item_count; i++)
        free(board->items[i].text);
    board->text_count = board->item_count = 0;
}

void board_release(struct board *board)
{
    board_empty(board);
    free(board->texts);
    free(board->items);
}

void board_begin(struct board *board, const struct screen *screen)
{
    board_empty(board);
    board->width = (screen_cols(screen) < SCREEN_COLS ? screen_cols(screen) : SCREEN_COLS) - 1;
    board->row = board->col = 0;
    board->gap_count = 0;
    board->foot = -1;
}

/* Column 0 is the > of most items. */
static int board_left(const struct board *board)
{
    return board->form ? 1 : 2;
}

static void *board_grow(void *array, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return array;
    *room = *room * 2 + 16;
    return xrealloc(array, *room * size);
}

static struct board_text *board_add_text(struct board *board, enum role role, int col,
                                         const char *text, size_t bytes)
{
    struct board_text *made;

    board->texts = board_grow(board->texts, board->text_count, &board->text_room, sizeof *made);
    made = &board->texts[board->text_count++];
    *made = (struct board_text){.row = board->row, .col = col, .role = role};
    made->text = xmalloc(bytes + 1);
    memcpy(made->text, text, bytes);
    made->text[bytes] = '\0';
    return made;
}

void board_next(struct board *board)
{
    board->row++;
    board->col = 0;
}

void board_end_row(struct board *board)
{
    if (board->col > 0)
        board_next(board);
}

void board_wrap(struct board *board, enum role role, int col, const char *text)
{
    int columns = board->width > col ? board->width - col : 1;
    const char *next = text;
    size_t bytes;

    while (next != NULL && *next != '\0') {
        text = next;
        bytes = text_wrap(text, columns, &next);
        board_add_text(board, role, col, text, bytes);
        board_next(board);
    }
}

/* Nothing but marks touches the frame of a box. */
static int board_margin(const struct board *board, int col)
{
    return board->boxed && col < LABEL_COL ? LABEL_COL : col;
}

void board_line(struct board *board, enum role role, int col, const char *text)
{
    col = board_margin(board, col);
    board_end_row(board);
    if (*text == '\0' && !(board->boxed && board->row == 0))
        board_next(board);
    board_wrap(board, role, col, text);
}

void board_warning(struct board *board, const char *text)
{
    board_end_row(board);
    board_add_text(board, ROLE_WARNING, 1, "!", 1);
    board_wrap(board, ROLE_WARNING, 2, text);
}

void board_gap(struct board *board)
{
    board_end_row(board);
    if (board->row > 0 && board->gap_count < BOARD_GAPS &&
        (board->gap_count == 0 || board->gaps[board->gap_count - 1] != board->row))
        board->gaps[board->gap_count++] = board->row;
}

void board_section(struct board *board, const char *name)
{
    board_end_row(board);
    board_wrap(board, ROLE_SECTION, board_margin(board, 0), name);
    if (board->text_count > 0)
        board->texts[board->text_count - 1].rule = true;
}

int board_clipped(struct board *board, enum role role, int col, int columns, const char *text)
{
    size_t bytes = text_fit(text, columns > 0 ? columns : 0);
    struct board_text *made = board_add_text(board, role, col, text, bytes);

    board->col = col + text_columns(made->text);
    return board->col;
}

void board_pair(struct board *board, enum role label_role, const char *label, int col,
                enum role role, const char *text)
{
    bool narrow = board->width + 1 < SCREEN_NARROW;

    if (label[0] != '\0' && (board_put(board, label_role, LABEL_COL, label) >= col || narrow))
        board_next(board);
    board_wrap(board, role, narrow || col < board->col ? BENEATH_COL : col, text);
    board_end_row(board);
}

int board_put(struct board *board, enum role role, int col, const char *text)
{
    return board_clipped(board, role, col, board->width, text);
}

struct board_item *board_add(struct board *board, enum board_kind kind, int id, int col,
                             const char *text)
{
    struct board_item *item;

    board->items = board_grow(board->items, board->item_count, &board->item_room, sizeof *item);
    item = &board->items[board->item_count++];
    *item = (struct board_item){.kind = kind, .id = id, .row = board->row, .col = col};
    item->cursor = kind == BOARD_ROW ? 0 : kind == BOARD_BUTTON && !board->form ? 2 : 1;
    item->footer = board->foot >= 0;
    item->role = kind == BOARD_BUTTON ? ROLE_BUTTON : kind == BOARD_ROW ? ROLE_TEXT : ROLE_VALUE;
    item->text = xstrdup(text);
    board->col = col + text_columns(text);
    return item;
}

/* What does not fit behind the box goes on below it. */
void board_box(struct board *board, int id, const char *box, const char *text)
{
    board_end_row(board);
    board_add(board, BOARD_BOX, id, board_left(board), box);
    board->col = 0;
    board_line(board, ROLE_TEXT, board_left(board) + 4, text);
}

void board_row(struct board *board, int id, const char *text)
{
    int col = board_left(board);
    const char *next;
    struct board_item *item;
    size_t bytes;

    board_end_row(board);
    bytes = text_wrap(text, board->width > col ? board->width - col : 1, &next);
    item = board_add(board, BOARD_ROW, id, col, text);
    item->text[bytes] = '\0';
    board_next(board);
    if (next != NULL)
        board_line(board, ROLE_TEXT, col, next);
}

static struct board_item *board_add_button(struct board *board, int id, int col, const char *text)
{
    char button[SCREEN_COLS * 4];

    snprintf(button, sizeof button, board->form ? "[%s]" : "[ %s ]", text);
    return board_add(board, BOARD_BUTTON, id, col, button);
}

void board_button(struct board *board, int id, const char *text)
{
    int columns = text_columns(text) + (board->form ? 2 : 4);
    int col = board->col > 0 ? board->col + BUTTON_GAP : board_left(board);

    if (board->col > 0 && col + columns > board->width) {
        board_next(board);
        col = board_left(board);
    }
    board_add_button(board, id, col, text)->mark = col > board_left(board) ? col - 1 : 0;
}

void board_button_at(struct board *board, int id, int col, const char *text)
{
    board_add_button(board, id, col, text)->mark = col >= 2 ? col - 2 : 0;
}

void board_text_line(struct board *board, int id, int col, struct line *line, int width)
{
    struct board_item *item = board_add(board, BOARD_LINE, id, col, "");

    item->line = line;
    item->width = width;
    board->col = col + width + 2;
}

static bool board_is_empty(const struct board *board, int row)
{
    for (size_t i = 0; i < board->text_count; i++)
        if (board->texts[i].row == row)
            return false;
    for (size_t i = 0; i < board->item_count; i++)
        if (board->items[i].row == row)
            return false;
    return row >= 0;
}

void board_footer(struct board *board)
{
    board_end_row(board);
    if (board->boxed && board_is_empty(board, board->row - 1))
        board->row--;
    board->foot = board->row;
}

/* --- drawing -------------------------------------------------------------- */

static void board_draw_text(const struct board *board, const struct board_text *text,
                            struct screen *screen)
{
    int row = board_row_place(board, text->row), col;

    if (row < 0)
        return;
    col = screen_text(screen, row, text->col, text->role, text->text);
    if (text->rule)
        screen_rule(screen, row, col + 1, board->width + (board->boxed ? 0 : 1));
}

static void board_draw_line(const struct board_item *item, struct screen *screen, int row,
                            bool focused)
{
    enum role role = focused                     ? ROLE_FOCUS
                     : item->role == ROLE_VALUE   ? ROLE_FIELD
                     : item->role == ROLE_CHANGED ? ROLE_FIELD_CHANGED
                                                  : item->role;

    if (item->secret)
        screen_secret(screen, row);
    if (item->form != NULL)
        form_draw(item->form, screen, row, item->col, role, focused);
    else
        line_draw(item->line, screen, row, item->col, item->width, focused);
}

/* A fill in place of the brackets. */
static void board_fill_button(char *text)
{
    size_t length = strlen(text);

    if (length > 1 && text[0] == '[')
        text[0] = text[length - 1] = ' ';
}

static void board_draw_item(const struct board *board, const struct board_item *item,
                            struct screen *screen)
{
    bool focused = item->id == board->focus;
    enum role role = item->role;
    int row = board_place(board, item);

    if (row < 0)
        return;
    if (focused)
        screen_text(screen, row, item->mark, ROLE_MARK, ">");
    if (item->kind == BOARD_LINE) {
        board_draw_line(item, screen, row, focused);
        return;
    }
    if (focused)
        role = item->kind == BOARD_BUTTON ? ROLE_BUTTON_FOCUS : ROLE_FOCUS;
    if (screen_rich(screen) && item->kind == BOARD_BUTTON)
        board_fill_button(item->text);
    if (screen_rich(screen) && item->kind == BOARD_ROW && focused)
        screen_fill(screen, row, item->col, board->width - item->col, role);
    screen_text(screen, row, item->col, role, item->text);
    if (focused)
        screen_cursor(screen, row, item->col + item->cursor);
}

void board_draw(struct board *board, struct screen *screen, int top, int rows)
{
    board->first = top;
    board_arrange(board, rows);
    if (board->top > 0 || board->window < board_body(board))
        screen_cursor(screen, top, 0); /* when the focus is not in view */
    for (size_t i = 0; i < board->text_count; i++)
        board_draw_text(board, &board->texts[i], screen);
    for (size_t i = 0; i < board->item_count; i++)
        board_draw_item(board, &board->items[i], screen);
    board_draw_more(board, screen);
}
