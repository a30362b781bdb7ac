/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines: the rule behind a section's name, and the box of a dialog. */
#include <curses.h>

#include "base/text.h"
#include "term/screen_own.h"

enum { BOX_TITLE_COL = 3, BOX_MARGIN = 1 };

enum piece { ACROSS, UPRIGHT, UPPER_LEFT, UPPER_RIGHT, LOWER_LEFT, LOWER_RIGHT };

static void box_draw_piece(const struct screen *screen, int row, int col, enum piece piece)
{
    static const char *const unicode[] = {"\xe2\x94\x80", "\xe2\x94\x82", "\xe2\x94\x8c",
                                          "\xe2\x94\x90", "\xe2\x94\x94", "\xe2\x94\x98"};
    static const char ascii[] = "-|++++";
    const chtype acs[] = {ACS_HLINE,    ACS_VLINE,    ACS_ULCORNER,
                          ACS_URCORNER, ACS_LLCORNER, ACS_LRCORNER};

    if (screen_room(screen, row, col) == 0)
        return;
    screen_place(screen, &row, &col);
    if (screen->frames == FRAMES_UNICODE)
        mvaddstr(row, col, unicode[piece]);
    else
        mvaddch(row, col, screen->frames == FRAMES_ACS ? acs[piece] : (chtype)ascii[piece]);
}

/* From column first up to the one before end. */
static void box_draw_across(const struct screen *screen, int row, int first, int end)
{
    for (int col = first; col < end; col++)
        box_draw_piece(screen, row, col, ACROSS);
}

void screen_rule(struct screen *screen, int row, int col, int end)
{
    if (screen->frames == FRAMES_NONE)
        return;
    screen_look(screen, ROLE_RULE);
    box_draw_across(screen, row, col, end);
}

void screen_upright(struct screen *screen, int row, int col)
{
    if (screen->frames == FRAMES_NONE)
        return;
    screen_look(screen, ROLE_RULE);
    box_draw_piece(screen, row, col, UPRIGHT);
}

static void box_draw_frame(struct screen *screen, int rows, int cols)
{
    screen_look(screen, ROLE_FRAME);
    box_draw_piece(screen, 0, 0, UPPER_LEFT);
    box_draw_across(screen, 0, 1, cols - 1);
    box_draw_piece(screen, 0, cols - 1, UPPER_RIGHT);
    for (int row = 1; row < rows - 1; row++) {
        box_draw_piece(screen, row, 0, UPRIGHT);
        box_draw_piece(screen, row, cols - 1, UPRIGHT);
    }
    box_draw_piece(screen, rows - 1, 0, LOWER_LEFT);
    box_draw_across(screen, rows - 1, 1, cols - 1);
    box_draw_piece(screen, rows - 1, cols - 1, LOWER_RIGHT);
}

static void box_draw_title(struct screen *screen, const struct screen_box *box, int cols)
{
    enum role role = box->bar != ROLE_TEXT ? box->bar : ROLE_SECTION;
    int end;

    if (box->bar != ROLE_TEXT)
        screen_fill(screen, 0, 0, cols, box->bar);
    if (box->title[0] == '\0')
        return;
    screen_text(screen, 0, BOX_TITLE_COL - 1, role, " ");
    end = screen_clipped(screen, 0, BOX_TITLE_COL, cols - BOX_TITLE_COL - 2, role, box->title);
    if (box->state[0] != '\0')
        end = screen_clipped(screen, 0, end, cols - end - 2,
                             box->bar != ROLE_TEXT ? box->bar : ROLE_TEXT, box->state);
    screen_text(screen, 0, end, role, " ");
}

int screen_box_title(const char *title, const char *state)
{
    return text_columns(title) + text_columns(state) + 2 * (BOX_TITLE_COL - 1);
}

/* The title row of the page and the last row of the terminal stay, if that is possible; what lies
 * beneath keeps off by a column. */
void screen_box(struct screen *screen, const struct screen_box *box)
{
    int rows = box->rows + 2, cols = box->cols + 2, top, left = (COLS - cols) / 2;
    int margin = left >= BOX_MARGIN ? BOX_MARGIN : 0;

    top = rows < LINES - 1 ? 1 + (LINES - 2 - rows) / 2 : 0;
    screen->area = (struct screen_area){top, left - margin, rows, cols + 2 * margin, false};
    screen_clear(screen);
    screen->area = (struct screen_area){top, left, rows, cols, false};
    box_draw_frame(screen, rows, cols);
    box_draw_title(screen, box, cols);
    screen->area = (struct screen_area){top + 1, left + 1, box->rows, box->cols, false};
}
