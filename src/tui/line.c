/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/line.h"

#include <string.h>

#define STARS_AT_REST 8 /* tells nothing about the length */
#define WIDTH_MOST 80

void line_init(struct line *line, struct secret *text, size_t limit, bool hidden)
{
    line->text = text;
    line->limit = limit;
    line->hidden = hidden;
    line_arrive(line);
}

void line_arrive(struct line *line)
{
    line->cursor = secret_length(line->text);
}

static enum line_result insert(struct line *line, char byte)
{
    if (secret_length(line->text) >= line->limit || !secret_insert(line->text, line->cursor, byte))
        return LINE_REFUSED;
    line->cursor++;
    return LINE_CHANGED;
}

static enum line_result delete_at(struct line *line, size_t at)
{
    if (at >= secret_length(line->text))
        return LINE_REFUSED;
    secret_delete(line->text, at);
    line->cursor = at;
    return LINE_CHANGED;
}

static enum line_result move_to(struct line *line, size_t cursor)
{
    line->cursor = cursor;
    return LINE_MOVED;
}

static enum line_result clear(struct line *line)
{
    secret_clear(line->text);
    line->cursor = 0;
    return LINE_CHANGED;
}

enum line_result line_key(struct line *line, const struct key *key)
{
    size_t length = secret_length(line->text);

    if (line->cursor > length)
        line->cursor = length;
    switch (key->code) {
    case K_TEXT:
        return insert(line, key->byte);
    case K_BACKSPACE:
        return line->cursor > 0 ? delete_at(line, line->cursor - 1) : LINE_REFUSED;
    case K_DELETE:
        return delete_at(line, line->cursor);
    case K_CTRL_U:
        return clear(line);
    case K_LEFT:
        return move_to(line, line->cursor > 0 ? line->cursor - 1 : 0);
    case K_RIGHT:
        return move_to(line, line->cursor < length ? line->cursor + 1 : length);
    case K_HOME:
        return move_to(line, 0);
    case K_END:
        return move_to(line, length);
    default:
        return LINE_UNUSED;
    }
}

/* The bytes in the window; what shows of a secret is cleared again by line_draw(). */
static size_t visible(const struct line *line, size_t offset, size_t width, bool focused,
                      char *cells)
{
    size_t length = secret_length(line->text), count;

    if (line->hidden && !focused)
        length = length > 0 ? STARS_AT_REST : 0;
    count = length > offset ? length - offset : 0;
    if (count > width)
        count = width;
    if (line->hidden)
        memset(cells, '*', count);
    else
        memcpy(cells, secret_bytes(line->text) + offset, count);
    return count;
}

int line_draw(struct line *line, struct screen *screen, int row, int col, int width, bool focused)
{
    char cells[WIDTH_MOST + 1];
    size_t most = width < WIDTH_MOST ? (size_t)width : WIDTH_MOST, count, offset = 0;

    if (line->cursor > secret_length(line->text))
        line->cursor = secret_length(line->text);
    if (focused && line->cursor > most)
        offset = line->cursor - most;
    count = visible(line, offset, most, focused, cells);
    memset(cells + count, ' ', most - count);
    cells[most] = '\0';
    screen_text(screen, row, col, ROLE_LABEL, "[");
    screen_text(screen, row, col + 1, focused ? ROLE_FOCUS : ROLE_VALUE, cells);
    explicit_bzero(cells, sizeof cells);
    if (focused)
        screen_cursor(screen, row, col + 1 + (int)(line->cursor - offset));
    return screen_text(screen, row, col + 1 + (int)most, ROLE_LABEL, "]");
}
