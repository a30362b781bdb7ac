/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term/line.h"

#include <string.h>

#include "base/text.h"

#define STARS_AT_REST 8 /* tells nothing about the length */
#define WIDTH_MOST 80

void line_init(struct line *line, struct secret *text, size_t limit, bool hidden)
{
    *line = (struct line){.text = text, .limit = limit, .hidden = hidden};
    line_arrive(line);
}

void line_arrive(struct line *line)
{
    line->cursor = secret_length(line->text);
}

/* A character, whole or not at all. */
static enum line_result line_insert(struct line *line, const char *bytes, size_t length)
{
    if (secret_length(line->text) + length > line->limit)
        return LINE_FULL;
    for (size_t i = 0; i < length; i++) {
        if (!secret_insert(line->text, line->cursor, bytes[i]))
            return LINE_FULL;
        line->cursor++;
    }
    return LINE_CHANGED;
}

static enum line_result line_delete(struct line *line, size_t at)
{
    if (at >= secret_length(line->text))
        return LINE_REFUSED;
    for (size_t bytes = text_step(secret_bytes(line->text) + at); bytes > 0; bytes--)
        secret_delete(line->text, at);
    line->cursor = at;
    return LINE_CHANGED;
}

static size_t line_before(const struct line *line)
{
    return text_step_back(secret_bytes(line->text), line->cursor);
}

static enum line_result line_move(struct line *line, size_t cursor)
{
    line->cursor = cursor;
    return LINE_MOVED;
}

enum line_result line_key(struct line *line, const struct key *key)
{
    size_t length = secret_length(line->text);

    if (line->cursor > length)
        line->cursor = length;
    switch (key->code) {
    case K_TEXT:
        return line_insert(line, &key->byte, 1);
    case K_LETTER:
        return line_insert(line, key->letter, strlen(key->letter));
    case K_BACKSPACE:
        return line->cursor > 0 ? line_delete(line, line_before(line)) : LINE_REFUSED;
    case K_DELETE:
        return line_delete(line, line->cursor);
    case K_CTRL_U:
        secret_clear(line->text);
        line->cursor = 0;
        return LINE_CHANGED;
    case K_LEFT:
        return line_move(line, line_before(line));
    case K_RIGHT:
        return line_move(line,
                       line->cursor + text_step(secret_bytes(line->text) + line->cursor));
    case K_HOME:
        return line_move(line, 0);
    case K_END:
        return line_move(line, length);
    default:
        return LINE_UNUSED;
    }
}

/* Cells that the bytes before end take: a star for each byte, or one cell a character. */
static size_t line_cells(const struct line *line, size_t end)
{
    const char *text = secret_bytes(line->text);
    size_t cells = 0;

    if (line->hidden)
        return end;
    for (size_t at = 0; at < end; at += text_step(text + at))
        cells++;
    return cells;
}

/* The cells in the window, and blanks behind them; what shows of a secret is cleared again by
 * line_draw(). */
static void line_print(const struct line *line, size_t offset, size_t width, bool focused,
                      char *cells)
{
    const char *text = secret_bytes(line->text);
    size_t length = line_cells(line, secret_length(line->text));
    char cell[TEXT_CELL];

    if (line->hidden && !focused)
        length = length > 0 ? STARS_AT_REST : 0;
    for (size_t i = 0; !line->hidden && i < offset; i++)
        text += text_step(text);
    for (size_t i = offset; i < offset + width; i++) {
        const char *one = i >= length ? " " : line->hidden ? "*" : text_cell(text, cell);
        size_t bytes = strlen(one);

        memcpy(cells, one, bytes);
        cells += bytes;
        text += line->hidden ? 0 : text_step(text);
    }
    *cells = '\0';
    explicit_bzero(cell, sizeof cell);
}

int line_draw(struct line *line, struct screen *screen, int row, int col, int width, bool focused)
{
    char cells[WIDTH_MOST * (TEXT_CELL - 1) + 1];
    size_t most = width < WIDTH_MOST ? (size_t)width : WIDTH_MOST, cursor, offset = 0;
    int end;

    if (line->cursor > secret_length(line->text))
        line->cursor = secret_length(line->text);
    cursor = line_cells(line, line->cursor);
    if (focused && cursor > most)
        offset = cursor - most;
    line_print(line, offset, most, focused, cells);
    end = screen_field(screen, row, col, (int)most, focused ? ROLE_FOCUS : ROLE_FIELD, cells);
    explicit_bzero(cells, sizeof cells);
    if (focused)
        screen_cursor(screen, row, col + 1 + (int)(cursor - offset));
    return end;
}
