/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term/screen.h"

#include <curses.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "term/screen_own.h"

/* From here on a dialog is a box: narrower, or lower, it has more to hold than its frame leaves. */
enum { BOX_COLS_LEAST = SCREEN_NARROW + 4, BOX_ROWS_LEAST = 16 };

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
    const struct screen_area *area = &screen->area;

    if (area->edges && (*row == 0 || *row == LINES - 1)) {
        *row = *row == 0 ? 0 : area->rows - 1;
        return true;
    }
    *row -= area->row;
    *col -= area->col;
    if (area->edges && (*row <= 0 || *row >= area->rows - 1))
        return false;
    return *row >= 0 && *row < screen->area.rows && *col >= 0 && *col < screen->area.cols;
}

int screen_rows(const struct screen *screen)
{
    return screen->rows;
}

int screen_cols(const struct screen *screen)
{
    return screen->cols;
}

int screen_edge_rows(const struct screen *screen)
{
    return screen->rich ? LINES : screen->rows;
}

int screen_edge_cols(const struct screen *screen)
{
    return screen->rich ? COLS : screen->cols;
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

bool screen_serial(const struct screen *screen)
{
    return screen->serial;
}

bool screen_rich(const struct screen *screen)
{
    return screen->rich;
}

bool screen_boxes(const struct screen *screen)
{
    return screen->rich && screen->cols >= BOX_COLS_LEAST && screen->rows >= BOX_ROWS_LEAST;
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

void screen_look(const struct screen *screen, enum role role)
{
    bool dim = screen->dim && role != ROLE_TAG; /* DEMO and the like hold for what is above, too */
    const struct theme_role *look = &screen->theme.roles[dim ? ROLE_DIMMED : role];

    attr_set(look->attributes, look->pair, NULL);
}

static bool screen_on_edge(const struct screen *screen, int row)
{
    return screen->area.edges && (row == 0 || row == screen->area.rows - 1);
}

void screen_place(const struct screen *screen, int *row, int *col)
{
    if (screen_on_edge(screen, *row)) {
        *row = *row == 0 ? 0 : LINES - 1;
        return;
    }
    *row += screen->area.row;
    *col += screen->area.col;
}

int screen_room(const struct screen *screen, int row, int col)
{
    const struct screen_area *area = &screen->area;
    int columns = (screen_on_edge(screen, row) ? COLS : area->cols) - col;

    if (row < 0 || row >= area->rows || col < 0)
        return 0;
    screen_place(screen, &row, &col);
    if (row == LINES - 1 && col + columns == COLS)
        columns--;
    return columns > 0 ? columns : 0;
}

void screen_area(struct screen *screen, int row, int col, int rows, int cols)
{
    screen->area = (struct screen_area){screen->page.row + row, screen->page.col + col, rows, cols,
                                        false};
}

void screen_inset(struct screen *screen, int rows, int cols)
{
    const struct screen_area area = screen->area;

    screen->area = (struct screen_area){area.row + rows, area.col + cols, area.rows - rows,
                                        area.cols - cols, false};
}

void screen_whole_area(struct screen *screen)
{
    screen->area = screen->page;
}

void screen_begin(struct screen *screen)
{
    attr_set(A_NORMAL, 0, NULL);
    bkgdset(' ' | (chtype)COLOR_PAIR(screen->theme.roles[ROLE_TEXT].pair));
    erase();
    screen->cursor_row = screen->cursor_col = 0;
    screen->link_text[0] = '\0';
    screen->secret.end = 0;
    screen->dim = false;
    screen_whole_area(screen);
}

void screen_title_row(struct screen *screen)
{
    if (screen->theme.look != LOOK_PLAIN)
        screen_fill(screen, 0, 0, screen_edge_cols(screen), ROLE_TITLE);
}

void screen_dim(struct screen *screen, bool dim)
{
    screen->dim = dim;
}

bool screen_dimmed(const struct screen *screen)
{
    return screen->dim;
}

void screen_clear(struct screen *screen)
{
    for (int row = 0; row < screen->area.rows; row++)
        screen_fill(screen, row, 0, screen->area.cols, ROLE_TEXT);
}

void screen_fill(struct screen *screen, int row, int col, int columns, enum role role)
{
    int most = screen_room(screen, row, col);

    screen_look(screen, role);
    screen_place(screen, &row, &col);
    if (most > 0 && columns > 0)
        mvhline(row, col, ' ', columns < most ? columns : most);
}

/* On a slow line clearing costs less than erasing what was there piece by piece. */
void screen_other(struct screen *screen)
{
    if (!screen->gone && screen->theme.look == LOOK_PLAIN)
        clearok(curscr, TRUE);
}

void screen_cursor(struct screen *screen, int row, int col)
{
    screen_place(screen, &row, &col);
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
    move(screen_clamp(screen->cursor_row, LINES), screen_clamp(screen->cursor_col, COLS));
    screen_send_wipe(screen);
    refresh();
    screen_send_link(screen);
}

/* --- drawing -------------------------------------------------------------- */

int screen_clipped(struct screen *screen, int row, int col, int columns, enum role role,
                   const char *text)
{
    int most = screen_room(screen, row, col), from;
    size_t bytes;

    if (columns > most)
        columns = most;
    if (columns <= 0)
        return col;
    bytes = text_fit(text, columns);
    if (bytes == 0)
        return col;
    screen_look(screen, role);
    from = col;
    screen_place(screen, &row, &col);
    mvaddnstr(row, col, text, (int)bytes);
    /* Past the last column ncurses moves on to the next row. */
    return from + (getcurx(stdscr) > 0 ? getcurx(stdscr) : COLS) - col;
}

int screen_text(struct screen *screen, int row, int col, enum role role, const char *text)
{
    return screen_clipped(screen, row, col, COLS, role, text);
}

int screen_field(struct screen *screen, int row, int col, int width, enum role role,
                 const char *text)
{
    if (screen->rich) {
        screen_fill(screen, row, col, width + 2, role);
    } else {
        role = role == ROLE_FIELD ? ROLE_VALUE : role == ROLE_FIELD_CHANGED ? ROLE_CHANGED : role;
        screen_text(screen, row, col, ROLE_LABEL, "[");
        screen_text(screen, row, col + 1 + width, ROLE_LABEL, "]");
    }
    screen_clipped(screen, row, col + 1, width, role, text);
    return col + width + 2;
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
        bytes = text_wrap(text, screen->area.cols - 1 - col, &next);
        snprintf(part, sizeof part, "%.*s", (int)bytes, text);
        screen_text(screen, row + used, col, role, part);
    }
    return used;
}

void screen_secret(struct screen *screen, int row)
{
    struct screen_span *span = &screen->secret;

    screen_place(screen, &row, &(int){0});
    if (span->end == 0 || row < span->first)
        span->first = row;
    if (row >= span->end)
        span->end = row + 1;
}

void screen_link(struct screen *screen, int row, int col, const char *text, const char *url)
{
    screen_text(screen, row, col, ROLE_TEXT, text);
    if (!screen->osc || screen->dim || screen_room(screen, row, col) < text_columns(text))
        return;
    screen_place(screen, &row, &col);
    screen->link_row = row;
    screen->link_col = col;
    snprintf(screen->link_text, sizeof screen->link_text, "%s", text);
    snprintf(screen->link_url, sizeof screen->link_url, "%s", url);
}

void screen_beep(struct screen *screen)
{
    if (!screen->gone)
        beep();
}
