/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a form page or a dialog is made of: lines of text and items (buttons, boxes to tick, list
 * rows, text fields), in rows that scroll with the focus when the screen is too small. Its owner
 * keeps a struct board and fills it anew from its own state before each draw (cheap, and right
 * after any change or resize); the board keeps the focus by the item's id.
 *
 *     board_begin(board, app->screen);
 *     board_line(board, ROLE_TEXT, 0, _("..."));
 *     board_box(board, BOX_LAN, ticked ? "[x]" : "[ ]", _("LAN access always available"));
 *     board_footer(board);
 *     board_button(board, BUTTON_BACK, _("BACK"));
 *     board_button(board, BUTTON_SAVE, _("SAVE"));
 *     board_draw(board, app->screen, 1, screen_rows(app->screen) - 2);
 *
 * and in its key function
 *
 *     struct board_action action = board_key(board, key);
 *     switch (action.kind) { case BOARD_PRESSED: ... action.id ...
 *
 * The footer follows the rows above it directly where all fits, else it stays at the bottom while
 * they scroll. Ids are the owner's, from 1. All texts are copied.
 */
#ifndef BMCTUI_TUI_BOARD_H
#define BMCTUI_TUI_BOARD_H

#include <stdbool.h>
#include <stddef.h>

#include "term/form.h"
#include "term/keys.h"
#include "term/line.h"
#include "term/screen.h"

enum board_kind {
    BOARD_BUTTON,
    BOARD_BOX, /* "( )", "[ ]", "<choice>" */
    BOARD_ROW, /* of a list */
    BOARD_LINE
};

struct board_text {
    int row, col;
    enum role role;
    bool rule; /* followed by a line */
    char *text;
};

struct board_item {
    enum board_kind kind;
    int id;
    int row, col;
    int above;  /* rows above that scroll into view with it */
    int mark;   /* column of the > */
    int cursor; /* column in text where the cursor stands */
    bool footer;
    enum role role; /* without the focus */
    char *text;
    struct line *line; /* BOARD_LINE: one of these two, borrowed */
    struct form *form;
    int width;   /* of a line, in columns */
    bool secret; /* legible, so it must not stay on the terminal */
};

#define BOARD_GAPS 6

struct board {
    bool browsed; /* a click on a row focuses it, and only a second one presses it */
    bool form;      /* a form page: tight buttons, and Enter in its last text moves on */
    bool apart;     /* the owner says how much more there is: board_tell_more() */
    bool boxed;     /* in a box: empty rows are its own affair, the footer is at the bottom */
    int width;      /* in columns */
    int row, col;   /* where the next text or item goes */
    int foot;       /* row where the footer starts, -1: none */
    struct board_text *texts;
    size_t text_count, text_room;
    struct board_item *items;
    size_t item_count, item_room;
    int gaps[BOARD_GAPS];
    size_t gap_count;
    int focus;  /* id; 0: the first item */
    int top;    /* first row shown */
    int window; /* rows shown above the footer, as last drawn */
    int first, rows; /* of the screen, as last drawn */
    bool follow; /* bring the focus into view with the next draw */
};

enum board_what {
    BOARD_DONE,    /* moved, typed: nothing to do for the owner */
    BOARD_BEEP,    /* a key without a meaning here; id: a text that takes no more, else 0 */
    BOARD_PRESSED, /* id: button pressed, row taken, box to be toggled by the owner */
    BOARD_TYPED,   /* id: the text has changed */
    BOARD_ENTERED, /* id: Enter in a dialog's last text: the dialog's action */
    BOARD_ESCAPE   /* Esc */
};

struct board_action {
    enum board_what kind;
    int id;
};

void board_release(struct board *board); /* frees what it holds; it is of no use then */

/* Empties it; focus and scrolling stay. */
void board_begin(struct board *board, const struct screen *screen);
/* From this column on, in as many rows as it takes. */
void board_wrap(struct board *board, enum role role, int col, const char *text);
/* Text wrapped between column col and the right edge, in rows of its own. "": an empty row. */
void board_line(struct board *board, enum role role, int col, const char *text);
/* The same with a "!" before it, which is no part of what is wrapped. */
void board_warning(struct board *board, const char *text);
/* An empty row in a box that has room for it, the first ones first; nothing elsewhere. */
void board_gap(struct board *board);
/* A section's name followed by a line, in a row of its own. */
void board_section(struct board *board, const char *name);
/* Text at column col of the current row, the second clipped to so many columns. Both stay in the
 * row and return the column after the text. */
int board_put(struct board *board, enum role role, int col, const char *text);
int board_clipped(struct board *board, enum role role, int col, int columns, const char *text);
void board_next(struct board *board); /* next row */
void board_end_row(struct board *board); /* the same, where something stands in this one */
/* A label at column 2 ("": none) and the text beside it, wrapped, from column col on; beneath the
 * label where that is too long or the screen is narrow. */
void board_pair(struct board *board, enum role label_role, const char *label, int col,
                enum role role, const char *text);
/* A row each: a box such as "( )" or "[x]" and the text behind it; "text" at column 2. */
void board_box(struct board *board, int id, const char *box, const char *text);
void board_row(struct board *board, int id, const char *text);
/* "[ TEXT ]" after the last button of the current row, or in the next row if it does not fit. */
void board_button(struct board *board, int id, const char *text);
/* "[ TEXT ]" at that column of the current row; the > stands two columns before. */
void board_button_at(struct board *board, int id, int col, const char *text);
/* "[   ]" at column col of the current row, width columns in it; the > at column 0. */
void board_text_line(struct board *board, int id, int col, struct line *line, int width);
/* Any item at that column of the current row; the > at column 0. The pointer is valid until the
 * next item. */
struct board_item *board_add(struct board *board, enum board_kind kind, int id, int col,
                             const char *text);
/* What follows stays visible at the bottom. */
void board_footer(struct board *board);

/* For dialog.c's box: all rows, and those that scroll; columns in use; the width it has come to. */
int board_height(const struct board *board);
int board_body(const struct board *board);
int board_columns(const struct board *board);
void board_fit(struct board *board, int cols);
/* With at most so many rows in all. */
void board_open_gaps(struct board *board, int rows);
/* Draws it in at most that many rows from row top on; the cursor goes to the focused item. */
void board_draw(struct board *board, struct screen *screen, int top, int rows);
struct board_action board_key(struct board *board, const struct key *key);
/* How many rows a key moves by in what only scrolls; 0: it does not. */
int board_key_rows(enum key_code code, int window, int all);
/* Scrolls to the last row that can scroll. */
void board_show_end(struct board *board);
/* Moves the focus; to the first item if there is none with this id when it is drawn. To nothing:
 * Tab or a click gives it to an item again. */
#define BOARD_NOTHING (-1)
void board_focus(struct board *board, int id);
/* Scrolls so that this row of those above the footer is seen. */
void board_show(struct board *board, int row);
/* The screen row where the item was last drawn, -1: scrolled out. */
int board_place(const struct board *board, const struct board_item *item);

/* Scrolling of any rows: so many of all, beginning with the row top, are on the screen. Which are
 * seen, as the first or the last of them may say "-- 6 more --" instead; the top with which a row
 * is; by how many PgDn goes; and what is said, drawn. */
struct board_window {
    int top, rows, all;
    bool apart; /* it is said elsewhere */
};
struct board_span {
    int first, end;
};
struct board_span board_seen(struct board_window window);
int board_top_for(struct board_window window, int row);
int board_page_rows(struct board_window window);
void board_draw_seen(struct screen *screen, int row, struct board_window window);
/* For a board with apart. */
void board_tell_more(const struct board *board, struct screen *screen, int row);

/* --- among the board's files ------------------------------------------------ */

/* Index of the focused item, 0 if there is none; scrolling by rows, false at the end. */
size_t board_index(const struct board *board);
bool board_scroll(struct board *board, int rows);
struct board_window board_window(const struct board *board);
/* How it stands in so many rows of the screen; where a row is then, -1: scrolled out. */
void board_arrange(struct board *board, int rows);
int board_row_place(const struct board *board, int row);
void board_draw_more(const struct board *board, struct screen *screen);

#endif
