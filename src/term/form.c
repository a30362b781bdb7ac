/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term/form.h"

#include <assert.h>
#include <curses.h>
#include <form.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/text.h"
#include "base/xalloc.h"

struct form {
    int width;
    WINDOW *window;
    FIELD *fields[2];
    FORM *curses;
    char text[TEXT_TYPED + 1]; /* what is in it */
    size_t length, cursor; /* of text, in bytes; blanks at its end count */
};

/* Every character is one cell of libform's. */
static bool form_put(struct form *form, const char *character)
{
    char cell[TEXT_CELL];
    mbstate_t state;
    wchar_t wide;

    memset(&state, 0, sizeof state);
    text_cell(character, cell);
    if (mbrtowc(&wide, cell, sizeof cell, &state) == (size_t)-1)
        wide = L'?';
    return form_driver_w(form->curses, OK, wide) == E_OK;
}

/* The field is one column longer than what can be typed: the cursor must have a place behind the
 * last character, or Backspace would take the one before it. */
static void form_build(struct form *form)
{
    form->window = newwin(1, form->width + 1, 0, 0);
    form->fields[0] = new_field(1, form->width + 1, 0, 0, 0, 0);
    form->fields[1] = NULL;
    field_opts_off(form->fields[0], O_BLANK | O_AUTOSKIP | O_STATIC | O_WRAP);
    set_max_field(form->fields[0], TEXT_TYPED + 1);
    form->curses = new_form(form->fields);
    form_opts_off(form->curses, O_BS_OVERLOAD | O_NL_OVERLOAD);
    set_form_win(form->curses, form->window);
    set_form_sub(form->curses, form->window);
    post_form(form->curses);
    form_driver(form->curses, REQ_INS_MODE);
    for (size_t i = 0; i < form->length; i += text_step(form->text + i))
        form_put(form, form->text + i);
    for (size_t i = form->cursor; i < form->length; i += text_step(form->text + i))
        form_driver(form->curses, REQ_PREV_CHAR);
}

static void form_tear_down(struct form *form)
{
    unpost_form(form->curses);
    free_form(form->curses);
    free_field(form->fields[0]);
    delwin(form->window);
}

struct form *form_create(int width)
{
    struct form *form = xcalloc(1, sizeof *form);

    form->width = width;
    form_build(form);
    return form;
}

void form_free(struct form *form)
{
    if (form == NULL)
        return;
    form_tear_down(form);
    free(form);
}

void form_resize(struct form *form, int width)
{
    form_tear_down(form);
    form->width = width;
    form_build(form);
}

const char *form_text(const struct form *form)
{
    return form->text;
}

void form_set(struct form *form, const char *text)
{
    size_t length = strlen(text);

    if (strcmp(form->text, text) == 0)
        return;
    assert(length <= TEXT_TYPED);
    memcpy(form->text, text, length + 1);
    form->length = form->cursor = length;
    form_tear_down(form);
    form_build(form);
}

/* --- keys ----------------------------------------------------------------- */

/* By a character; false: the cursor stands at that end. */
static bool form_step(struct form *form, int request)
{
    bool back = request == REQ_PREV_CHAR;

    if (form->cursor == (back ? 0 : form->length))
        return false;
    form_driver(form->curses, request);
    if (back)
        form->cursor = text_step_back(form->text, form->cursor);
    else
        form->cursor += text_step(form->text + form->cursor);
    return true;
}

void form_arrive(struct form *form)
{
    while (form_step(form, REQ_NEXT_CHAR))
        ;
}

/* A character, whole or not at all. */
static enum line_result form_insert(struct form *form, const char *bytes, size_t length)
{
    if (form->length + length > TEXT_TYPED || !form_put(form, bytes))
        return LINE_FULL;
    memmove(form->text + form->cursor + length, form->text + form->cursor,
            form->length - form->cursor + 1);
    memcpy(form->text + form->cursor, bytes, length);
    form->cursor += length;
    form->length += length;
    return LINE_CHANGED;
}

static enum line_result form_delete(struct form *form)
{
    char *at = form->text + form->cursor;
    size_t bytes = text_step(at);

    if (bytes == 0)
        return LINE_REFUSED;
    form_driver(form->curses, REQ_DEL_CHAR);
    memmove(at, at + bytes, strlen(at + bytes) + 1);
    form->length -= bytes;
    return LINE_CHANGED;
}

enum line_result form_key(struct form *form, const struct key *key)
{
    char byte[2] = {key->byte, '\0'};

    switch (key->code) {
    case K_TEXT:
        return form_insert(form, byte, 1);
    case K_LETTER:
        return form_insert(form, key->letter, strlen(key->letter));
    case K_BACKSPACE:
        return form_step(form, REQ_PREV_CHAR) ? form_delete(form) : LINE_REFUSED;
    case K_DELETE:
        return form_delete(form);
    case K_CTRL_U:
        form_driver(form->curses, REQ_CLR_FIELD);
        form->text[0] = '\0';
        form->length = form->cursor = 0;
        return LINE_CHANGED;
    case K_LEFT:
        form_step(form, REQ_PREV_CHAR);
        return LINE_MOVED;
    case K_RIGHT:
        form_step(form, REQ_NEXT_CHAR);
        return LINE_MOVED;
    case K_HOME:
        while (form_step(form, REQ_PREV_CHAR))
            ;
        return LINE_MOVED;
    case K_END:
        form_arrive(form);
        return LINE_MOVED;
    default:
        return LINE_UNUSED;
    }
}

/* --- drawing -------------------------------------------------------------- */

/* What libform has put into its window; the last column is only the cursor's. */
int form_draw(const struct form *form, struct screen *screen, int row, int col, enum role role,
              bool focused)
{
    char cells[SCREEN_COLS * 4 + 1];
    int kept_row, kept_col;

    getyx(form->window, kept_row, kept_col);
    if (mvwinnstr(form->window, 0, 0, cells, (int)sizeof cells - 1) == ERR)
        cells[0] = '\0';
    cells[text_fit(cells, form->width)] = '\0';
    wmove(form->window, kept_row, kept_col);
    if (focused)
        screen_cursor(screen, row, col + 1 + kept_col);
    return screen_field(screen, row, col, form->width, role, cells);
}
