/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/help.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"

#define KEY_COLUMN  2
#define TEXT_COLUMN 18
#define NARROW_TEXT 4

/* The key map. A row without a text is the name of what follows. Texts are short: a screen of
 * them takes a second at 9600 baud. */
static const struct row {
    const char *keys, *text;
    enum { ANYWHERE, NOT_LOCKABLE, LOCKABLE, SHOWING, WITH_MOUSE } where;
} rows[] = {
    {N_("Function keys, or Esc and a digit"), NULL, ANYWHERE},
    {N_("F1  Esc 1"), N_("this help, in dialogs too"), ANYWHERE},
    {N_("F2  Esc 2"), N_("SAVE: checks, reviews, asks"), ANYWHERE},
    {N_("F3  Esc 3"), N_("shows, hides the two passwords"), SHOWING},
    {N_("F5  Esc 5"), N_("RELOAD: reads all again"), ANYWHERE},
    {N_("F6  Esc 6"), N_("light on or off"), ANYWHERE},
    {N_("F7  Esc 7"), N_("MANAGE: web address, QR code"), ANYWHERE},
    {N_("F10 Esc 0"), N_("leaves; dialog: back"), NOT_LOCKABLE},
    {N_("F10 Esc 0"), N_("locks again; dialog: back"), LOCKABLE},
    {N_("Ctrl-C"), N_("as F10"), ANYWHERE},
    {N_("Esc Esc"), N_("Escape; or Esc alone for 2 s"), ANYWHERE},
    {N_("Escape"), N_("dialog: back, nothing changed"), ANYWHERE},
    {"", N_("page: stops waiting, keeps edits"), ANYWHERE},
    {"", N_("saving: stops, puts back"), ANYWHERE},
    {N_("Ctrl-L"), N_("repaints"), ANYWHERE},
    {N_("Ctrl-Z"), N_("suspends, not while saving"), NOT_LOCKABLE},
    {N_("From item to item"), NULL, ANYWHERE},
    {N_("Tab, Shift-Tab"), N_("next, previous item, round"), ANYWHERE},
    {N_("Down, Up"), N_("next, previous, to the ends"), ANYWHERE},
    {N_("Right, Left"), N_("next, previous button"), ANYWHERE},
    {N_("Home, End"), N_("first, last; not in a text"), ANYWHERE},
    {N_("PgUp, PgDn"), N_("scroll by a window"), ANYWHERE},
    {N_("In a text or a password"), NULL, ANYWHERE},
    {N_("Right, Left"), N_("cursor, stays at the ends"), ANYWHERE},
    {N_("Home, End"), N_("start, end of the text"), ANYWHERE},
    {N_("Backspace"), N_("takes away what stands before the cursor"), ANYWHERE},
    {N_("Delete"), N_("takes away what stands under it"), ANYWHERE},
    {N_("Ctrl-U"), N_("empties the text"), ANYWHERE},
    {N_("Enter"), N_("next item; never saves"), ANYWHERE},
    {N_("Tick boxes, choices, lists, buttons"), NULL, ANYWHERE},
    {N_("Enter, Space"), N_("tick, open, take the row, press"), ANYWHERE},
    {N_("Down, Up"), N_("next, previous row of a list"), ANYWHERE},
    {N_("Home, End"), N_("first, last row of a list"), ANYWHERE},
    {N_("What F6 does"), NULL, ANYWHERE},
    {N_("on, for a time"), N_("the BMC reports this: turns it off"), ANYWHERE},
    {N_("off"), N_("turns it on, indefinitely"), ANYWHERE},
    {N_("not reported"), N_("the opposite of what was last sent, first on"), ANYWHERE},
    {N_("Mouse"), NULL, WITH_MOUSE},
    {N_("click"), N_("focuses; a button: presses"), WITH_MOUSE},
    {N_("wheel"), N_("scrolls"), WITH_MOUSE},
    {N_("Marks"), NULL, ANYWHERE},
    {">", N_("the focus"), ANYWHERE},
    {"*", N_("an edit that is not saved yet"), ANYWHERE},
    {"!", N_("an error; the form says what is right"), ANYWHERE},
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
    if (row->keys[0] != '\0') {
        screen_text(place->screen, row_of(place), KEY_COLUMN, ROLE_VALUE, _(row->keys));
        if (narrow || text_columns(_(row->keys)) >= TEXT_COLUMN - KEY_COLUMN)
            place->line++;
    }
    put_text(place, narrow ? NARROW_TEXT : TEXT_COLUMN, _(row->text));
}

/* The lock's row in place of the others on `console --locked`. */
static bool holds(const struct app *app, const struct row *row)
{
    switch (row->where) {
    case NOT_LOCKABLE:
        return !app->lock.used;
    case LOCKABLE:
        return app->lock.used;
    case WITH_MOUSE:
        return screen_mouse(app->screen);
    case SHOWING:
        return !app->lock.used || app->settings->locked_show_password;
    default:
        return true;
    }
}

/* Returns how many lines there are. */
static int put_all(const struct app *app, int top, int shown)
{
    struct place place = {app->screen, 0, top, shown};

    for (size_t i = 0; i < ROW_COUNT; i++)
        if (holds(app, &rows[i]))
            put_row(&place, &rows[i]);
    return place.line;
}

static int last_top(struct app *app)
{
    int lines = put_all(app, 0, 0), shown = app_body_rows(app);

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
    put_all(app, help->top, app_body_rows(app));
    if (last == 0)
        app_key_line(app, _("Enter or Esc closes"));
    else if (screen_narrow(app->screen))
        app_key_line(app, _("Up/Down, PgUp/PgDn  Esc closes"));
    else
        app_key_line(app, _("Up/Down, PgUp/PgDn scroll  Esc closes"));
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
    case K_WHEEL_UP:
        scroll(help, app, -3);
        break;
    case K_WHEEL_DOWN:
        scroll(help, app, 3);
        break;
    case K_CLICK:
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
