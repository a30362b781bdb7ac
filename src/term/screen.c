/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term/screen.h"

#include <curses.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "term/screen_own.h"

/* --- what there is -------------------------------------------------------- */

int screen_input_fd(const struct screen *screen)
{
    (void)screen;
    return STDIN_FILENO;
}

const char *screen_fallback(const struct screen *screen)
{
    return screen->fallback;
}

bool screen_cell(const struct screen *screen, int *row, int *col)
{
    *row -= screen->row_offset;
    *col -= screen->col_offset;
    return *row >= 0 && *row < screen->rows && *col >= 0 && *col < screen->cols;
}

int screen_rows(const struct screen *screen)
{
    return screen->rows;
}

int screen_cols(const struct screen *screen)
{
    return screen->cols;
}

bool screen_too_small(const struct screen *screen)
{
    return screen->rows < SCREEN_ROWS_LEAST || screen->cols < SCREEN_COLS_LEAST;
}

bool screen_narrow(const struct screen *screen)
{
    return screen->cols < SCREEN_NARROW;
}

bool screen_whole(const struct screen *screen)
{
    return screen->rows >= SCREEN_ROWS && screen->cols >= SCREEN_COLS;
}

bool screen_utf8(const struct screen *screen)
{
    return screen->utf8;
}

bool screen_function_keys(const struct screen *screen)
{
    return screen->function_keys;
}

bool screen_mouse(const struct screen *screen)
{
    return screen->mouse;
}

bool screen_osc(const struct screen *screen)
{
    return screen->osc;
}

/* --- a frame -------------------------------------------------------------- */

static void screen_look(const struct screen *screen, enum role role)
{
    attr_set(screen->theme.roles[role].attributes, screen->theme.roles[role].pair, NULL);
}

/* Columns from here to the right edge: none in rows outside, and never the terminal's last cell. */
static int screen_room(const struct screen *screen, int row, int col)
{
    int columns = screen->cols - col;

    if (row < 0 || row >= screen->rows || col < 0)
        return 0;
    if (row + screen->row_offset == LINES - 1 && screen->cols + screen->col_offset == COLS)
        columns--;
    return columns > 0 ? columns : 0;
}

enum piece { ACROSS, UPRIGHT, UPPER_LEFT, UPPER_RIGHT, LOWER_LEFT, LOWER_RIGHT };

static void screen_draw_piece(const struct screen *screen, int row, int col, enum piece piece)
{
    static const char *const unicode[] = {"\xe2\x94\x80", "\xe2\x94\x82", "\xe2\x94\x8c",
                                          "\xe2\x94\x90", "\xe2\x94\x94", "\xe2\x94\x98"};
    static const char ascii[] = "-|++++";
    const chtype acs[] = {ACS_HLINE,    ACS_VLINE,    ACS_ULCORNER,
                          ACS_URCORNER, ACS_LLCORNER, ACS_LRCORNER};

    if (screen->frames == FRAMES_UNICODE)
        mvaddstr(row, col, unicode[piece]);
    else
        mvaddch(row, col, screen->frames == FRAMES_ACS ? acs[piece] : (chtype)ascii[piece]);
}

static void screen_draw_line(const struct screen *screen, int row, int col, int columns)
{
    for (int i = 0; i < columns; i++)
        screen_draw_piece(screen, row, col + i, ACROSS);
}

static void screen_draw_box(const struct screen *screen)
{
    int top = screen->row_offset - 1, bottom = screen->row_offset + screen->rows;
    int left = screen->col_offset - 1, right = screen->col_offset + screen->cols;

    screen_look(screen, ROLE_SECTION);
    screen_draw_line(screen, top, left + 1, screen->cols);
    screen_draw_piece(screen, top, left, UPPER_LEFT);
    screen_draw_piece(screen, top, right, UPPER_RIGHT);
    for (int row = top + 1; row < bottom; row++) {
        screen_draw_piece(screen, row, left, UPRIGHT);
        screen_draw_piece(screen, row, right, UPRIGHT);
    }
    screen_draw_line(screen, bottom, left + 1, screen->cols);
    screen_draw_piece(screen, bottom, left, LOWER_LEFT);
    screen_draw_piece(screen, bottom, right, LOWER_RIGHT);
}

void screen_begin(struct screen *screen)
{
    attr_set(A_NORMAL, 0, NULL);
    bkgdset(' ' | (chtype)COLOR_PAIR(screen->theme.roles[ROLE_TEXT].pair));
    erase();
    screen->cursor_row = screen->cursor_col = 0;
    screen->link_text[0] = '\0';
    screen->secret_rows = 0;
    if (screen->boxed)
        screen_draw_box(screen);
    if (screen->theme.look == LOOK_PLAIN)
        return;
    screen_look(screen, ROLE_TITLE); /* all of row 0 has it */
    mvhline(screen->row_offset, screen->col_offset, ' ', screen->cols);
}

/* On a slow line clearing costs less than erasing what was there piece by piece. */
void screen_other(struct screen *screen)
{
    if (!screen->gone && screen->theme.look == LOOK_PLAIN)
        clearok(curscr, TRUE);
}

void screen_cursor(struct screen *screen, int row, int col)
{
    screen->cursor_row = row;
    screen->cursor_col = col;
}

static int screen_clamp(int value, int limit)
{
    return value < 0 ? 0 : value >= limit ? limit - 1 : value;
}

void screen_finish(struct screen *screen)
{
    if (screen->gone)
        return;
    move(screen_clamp(screen->cursor_row + screen->row_offset, LINES),
         screen_clamp(screen->cursor_col + screen->col_offset, COLS));
    screen_send_wipe(screen);
    refresh();
    screen_send_link(screen);
}

/* --- drawing -------------------------------------------------------------- */

int screen_clipped(struct screen *screen, int row, int col, int columns, enum role role,
                   const char *text)
{
    int most = screen_room(screen, row, col);
    size_t bytes;

    if (columns > most)
        columns = most;
    if (columns <= 0)
        return col;
    bytes = text_fit(text, columns);
    if (bytes == 0)
        return col;
    screen_look(screen, role);
    mvaddnstr(row + screen->row_offset, col + screen->col_offset, text, (int)bytes);
    /* Past the last column ncurses moves on to the next row. */
    return getcurx(stdscr) > 0 ? getcurx(stdscr) - screen->col_offset : screen->cols;
}

int screen_text(struct screen *screen, int row, int col, enum role role, const char *text)
{
    return screen_clipped(screen, row, col, SCREEN_COLS, role, text);
}

int screen_format(struct screen *screen, int row, int col, enum role role, const char *format, ...)
{
    char text[512];
    va_list list;

    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    return screen_text(screen, row, col, role, text);
}

int screen_wrapped(struct screen *screen, int row, int col, int rows, enum role role,
                   const char *text)
{
    const char *next = text;
    char part[512];
    size_t bytes;
    int used;

    for (used = 0; used < rows && next != NULL && *next != '\0'; used++) {
        text = next;
        bytes = text_wrap(text, screen->cols - 1 - col, &next);
        snprintf(part, sizeof part, "%.*s", (int)bytes, text);
        screen_text(screen, row + used, col, role, part);
    }
    return used;
}

void screen_secret(struct screen *screen, int row)
{
    if (row >= 0 && row < SCREEN_ROWS)
        screen->secret_rows |= 1u << row;
}

void screen_rule(struct screen *screen, int row, int col)
{
    int columns = screen_room(screen, row, col);

    if (screen->frames == FRAMES_NONE || columns <= 0)
        return;
    screen_look(screen, ROLE_SECTION);
    screen_draw_line(screen, row + screen->row_offset, col + screen->col_offset, columns);
}

void screen_link(struct screen *screen, int row, int col, const char *text, const char *url)
{
    screen_text(screen, row, col, ROLE_TEXT, text);
    if (!screen->osc || screen_room(screen, row, col) < text_columns(text))
        return;
    screen->link_row = row + screen->row_offset;
    screen->link_col = col + screen->col_offset;
    snprintf(screen->link_text, sizeof screen->link_text, "%s", text);
    snprintf(screen->link_url, sizeof screen->link_url, "%s", url);
}

void screen_beep(struct screen *screen)
{
    if (!screen->gone)
        beep();
}
