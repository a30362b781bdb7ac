/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/help.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "tui/text.h"

#define KEY_COLUMN  2
#define TEXT_COLUMN 22
#define NARROW_TEXT 4

/* The key map. A row without a text is the name of what follows. */
static const struct row {
    const char *keys, *text;
} rows[] = {
    {N_("Function keys, and what stands for them on any line"), NULL},
    {N_("F1    Esc 1"), N_("this help, also from a dialog")},
    {N_("F2    Esc 2"), N_("SAVE: checks all, shows what would be written, and asks")},
    {N_("F3    Esc 3"), N_("shows or hides the two passwords while one has the focus")},
    {N_("F5    Esc 5"), N_("RELOAD: reads all from the BMC again; asks with edits")},
    {N_("F6    Esc 6"), N_("identify light off when it is on, else on; not reported: the opposite of "
                           "what was last sent")},
    {N_("F7    Esc 7"), N_("MANAGE: the BMC's web address, as text and as QR code")},
    {N_("F10   Esc 0"), N_("leaves, asks with edits; in a dialog: back")},
    {N_("Ctrl-C"), N_("as F10")},
    {N_("Esc, a digit"), N_("within two seconds; Alt and the digit does it too")},
    {N_("Esc Esc"), N_("Escape at once; Esc alone is Escape after two seconds")},
    {N_("Escape"), N_("page: stops waiting for the BMC, never drops edits; dialog: back, nothing "
                      "changed; while saving: stops and puts back")},
    {N_("Ctrl-L"), N_("repaints the screen")},
    {N_("Ctrl-Z"), N_("suspends bmctui, not while saving; fg brings it back")},
    {N_("From item to item"), NULL},
    {N_("Tab, Shift-Tab"), N_("next, previous item, round and round")},
    {N_("Down, Up"), N_("next, previous item, stops at the ends")},
    {N_("Right, Left"), N_("next, previous button")},
    {N_("Home, End"), N_("first, last item, where the focus is on no text")},
    {N_("PgUp, PgDn"), N_("scroll by a window where not all fits")},
    {N_("In a text or a password"), NULL},
    {N_("Right, Left"), N_("cursor; stays at the ends")},
    {N_("Home, End"), N_("start, end of the text")},
    {N_("Backspace, Delete"), N_("the character before, under the cursor")},
    {N_("Ctrl-U"), N_("the whole text")},
    {N_("Enter"), N_("next item; never saves")},
    {N_("Tick boxes, choices, lists, buttons"), NULL},
    {N_("Enter, Space"), N_("ticks a box, opens a choice, takes a row of a list, sends a row of "
                            "IDENTIFY LIGHT, presses a button")},
    {N_("Down, Up"), N_("next, previous row of a list")},
    {N_("Home, End"), N_("first, last row of a list")},
    {N_("What the marks mean"), NULL},
    {">", N_("the focus")},
    {"*", N_("an edit that is not saved yet")},
    {"!", N_("an error; the sentence under the form says what is right")},
};

#define ROW_COUNT (sizeof rows / sizeof rows[0])

struct help {
    struct view view;
    int top; /* first line shown */
};

/* --- the lines ------------------------------------------------------------- */

struct place {
    struct screen *screen;
    int line;       /* of the whole text */
    int top, shown; /* which lines are on the screen; shown 0: only counting */
};

static int row_of(const struct place *place)
{
    int row = place->line - place->top;

    return row >= 0 && row < place->shown ? APP_BODY_TOP + row : -1;
}

static void put_text(struct place *place, int col, const char *text)
{
    const char *next = text;
    int columns = screen_cols(place->screen) - 1 - col;
    char part[256];
    size_t bytes;

    while (next != NULL && *next != '\0') {
        text = next;
        bytes = text_wrap(text, columns, &next);
        snprintf(part, sizeof part, "%.*s", (int)bytes, text);
        screen_text(place->screen, row_of(place), col, ROLE_TEXT, part);
        place->line++;
    }
}

static void put_row(struct place *place, const struct row *row)
{
    bool narrow = screen_narrow(place->screen);
    int col;

    if (row->text == NULL) {
        if (place->line > 0)
            place->line++;
        col = screen_text(place->screen, row_of(place), 0, ROLE_SECTION, _(row->keys));
        if (row_of(place) >= 0)
            screen_rule(place->screen, row_of(place), col + 1);
        place->line++;
        return;
    }
    screen_text(place->screen, row_of(place), KEY_COLUMN, ROLE_VALUE, _(row->keys));
    if (narrow || text_columns(_(row->keys)) >= TEXT_COLUMN - KEY_COLUMN)
        place->line++;
    put_text(place, narrow ? NARROW_TEXT : TEXT_COLUMN, _(row->text));
}

/* Returns how many lines there are. */
static int put_all(struct screen *screen, int top, int shown)
{
    struct place place = {screen, 0, top, shown};

    for (size_t i = 0; i < ROW_COUNT; i++)
        put_row(&place, &rows[i]);
    return place.line;
}

static int last_top(struct app *app)
{
    int lines = put_all(app->screen, 0, 0), shown = app_body_rows(app);

    return lines > shown ? lines - shown : 0;
}

/* --- drawing, keys --------------------------------------------------------- */

static void help_draw(struct view *view, struct app *app)
{
    struct help *help = (struct help *)view;
    int last = last_top(app);

    if (help->top > last)
        help->top = last;
    app_title(app, _("HELP: the keys"));
    put_all(app->screen, help->top, app_body_rows(app));
    if (last == 0)
        app_key_line(app, _("Enter or Esc closes"));
    else if (screen_narrow(app->screen))
        app_key_line(app, _("Up/Down, PgUp/PgDn  Esc closes"));
    else
        app_key_line(app, _("Up/Down, PgUp/PgDn scroll  Enter or Esc closes"));
    screen_cursor(app->screen, APP_BODY_TOP, 0);
}

static void scroll(struct help *help, struct app *app, int lines)
{
    int last = last_top(app), top = help->top + lines;

    top = top > last ? last : top;
    help->top = top < 0 ? 0 : top;
}

static void help_key(struct view *view, struct app *app, const struct key *key)
{
    struct help *help = (struct help *)view;
    int window = app_body_rows(app);

    switch (key->code) {
    case K_ESCAPE:
    case K_ENTER:
    case K_F1:
        view_close(app, view);
        break;
    case K_UP:
        scroll(help, app, -1);
        break;
    case K_DOWN:
        scroll(help, app, 1);
        break;
    case K_PAGE_UP:
        scroll(help, app, -window);
        break;
    case K_PAGE_DOWN:
        scroll(help, app, window);
        break;
    case K_HOME:
        help->top = 0;
        break;
    case K_END:
        help->top = last_top(app);
        break;
    default:
        app_beep(app);
    }
}

static void help_release(struct view *view)
{
    free((struct help *)view);
}

static const struct view_class help_class = {
    .draw = help_draw,
    .key = help_key,
    .release = help_release,
    .no_help = true,
};

void help_open(struct app *app)
{
    struct help *help = xcalloc(1, sizeof *help);

    help->view.class = &help_class;
    view_push(app, &help->view);
}
