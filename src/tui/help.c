/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/dialogs.h"

#include "base/i18n.h"
#include "tui/dialog.h"
#include "tui/listview.h"

#define TEXT_COLUMN    18
#define LOCKED_OPEN_MS 120000 /* the locked screen beneath is to be read by others */

/* The key map. A row without a text is the name of what follows. Texts are short: a screen of
 * them takes a second at 9600 baud. */
static const struct row {
    const char *keys, *text;
    enum { ANYWHERE, NOT_LOCKABLE, LOCKABLE, SHOWING, WITH_MOUSE, LOCKED } where;
    enum { FORM, LIST, BOTH } pages; /* of which kind of page the key is */
} rows[] = {
    {N_("Function keys, or Esc and a digit"), NULL, ANYWHERE, BOTH},
    {N_("F1  Esc 1"), N_("this help, in dialogs too"), ANYWHERE, BOTH},
    {N_("F2  Esc 2"), N_("SAVE: checks, reviews, asks"), ANYWHERE},
    {N_("F3  Esc 3"), N_("shows, hides the two passwords"), SHOWING},
    {N_("F5  Esc 5"), N_("RELOAD: reads all again"), ANYWHERE, BOTH},
    {N_("F6  Esc 6"), N_("light on or off"), ANYWHERE, BOTH},
    {N_("F7  Esc 7"), N_("MANAGE: web address, QR code"), ANYWHERE},
    {N_("F9  Esc 9"), N_("More: the other pages"), ANYWHERE, BOTH},
    {N_("F10 Esc 0"), N_("leaves; dialog: back"), NOT_LOCKABLE},
    {N_("F10 Esc 0"), N_("locks again; dialog: back"), LOCKABLE},
    {N_("Ctrl-C"), N_("as F10"), ANYWHERE},
    {N_("Esc Esc"), N_("Escape; or Esc alone for 2 s"), ANYWHERE, BOTH},
    {N_("Escape"), N_("dialog: back, nothing changed"), ANYWHERE},
    {N_("Escape"), N_("stops waiting, then back"), ANYWHERE, LIST},
    {"", N_("page: stops waiting, keeps edits"), ANYWHERE},
    {"", N_("saving: stops, puts back"), ANYWHERE},
    {N_("Ctrl-L"), N_("repaints"), ANYWHERE, BOTH},
    {N_("Ctrl-Z"), N_("suspends, not while saving"), NOT_LOCKABLE},
    {N_("From item to item"), NULL, ANYWHERE, BOTH},
    {N_("Tab, Shift-Tab"), N_("next, previous item, round"), ANYWHERE},
    {N_("Tab, Shift-Tab"), N_("the list, its buttons, round"), ANYWHERE, LIST},
    {N_("Down, Up"), N_("next, previous, to the ends"), ANYWHERE},
    {N_("Right, Left"), N_("next, previous button"), ANYWHERE},
    {N_("Home, End"), N_("first, last; not in a text"), ANYWHERE},
    {N_("PgUp, PgDn"), N_("scroll by a window"), ANYWHERE, BOTH},
    {N_("In a text or a password"), NULL, ANYWHERE},
    {N_("Right, Left"), N_("cursor, stays at the ends"), ANYWHERE},
    {N_("Home, End"), N_("start, end of the text"), ANYWHERE},
    {N_("Backspace"), N_("takes away what stands before the cursor"), ANYWHERE},
    {N_("Delete"), N_("takes away what stands under it"), ANYWHERE},
    {N_("Ctrl-U"), N_("empties the text"), ANYWHERE},
    {N_("Enter"), N_("next item; never saves"), ANYWHERE},
    {N_("Tick boxes, choices, lists, buttons"), NULL, ANYWHERE, BOTH},
    {N_("Enter, Space"), N_("tick, open, take the row, press"), ANYWHERE, BOTH},
    {N_("Down, Up"), N_("next, previous row of a list"), ANYWHERE, BOTH},
    {N_("Home, End"), N_("first, last row of a list"), ANYWHERE, BOTH},
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
    {N_("F2  Esc 2"), N_("asks for a login"), LOCKED},
    {N_("F1  Esc 1"), N_("this help"), LOCKED},
    {N_("Ctrl-L"), N_("repaints"), LOCKED},
    {N_("Esc Esc"), N_("back; so is Esc and two seconds"), LOCKED},
    {N_("Tab, Enter"), N_("login: next item, press a button"), LOCKED},
    {N_("Ctrl-U"), N_("login: empties the text"), LOCKED},
};

#define ROW_COUNT (sizeof rows / sizeof rows[0])

/* The lock's row in place of the others on `console --locked`. */
static bool help_holds(const struct app *app, const struct row *row, bool list)
{
    if (row->pages != BOTH && (row->pages == LIST) != list)
        return false;
    switch (row->where) {
    case NOT_LOCKABLE:
        return !app->lock.used;
    case LOCKABLE:
        return app->lock.used;
    case WITH_MOUSE:
        return screen_mouse(app->screen);
    case SHOWING:
        return !app->lock.used || app->settings->locked_show_password;
    case LOCKED:
        return false;
    case ANYWHERE:
        break;
    }
    return true;
}

static void help_add_row(struct board *board, const struct row *row)
{
    if (row->text != NULL) {
        board_pair(board, ROLE_VALUE, row->keys[0] != '\0' ? _(row->keys) : "", TEXT_COLUMN,
                   ROLE_TEXT, _(row->text));
        return;
    }
    if (board->row > 0)
        board_line(board, ROLE_TEXT, 0, "");
    board_section(board, _(row->keys));
}

static void help_fill(struct dialog *dialog)
{
    struct app *app = dialog->app;
    const struct page_class *page = listview_page(app);

    if (page != NULL)
        board_line(&dialog->board, ROLE_TEXT, 2, _(page->help));
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (help_holds(app, &rows[i], page != NULL))
            help_add_row(&dialog->board, &rows[i]);
    if (dialog->board.row <= app_body_rows(app))
        app_key_line(app, _("Enter or Esc closes"));
    else if (screen_narrow(app->screen))
        app_key_line(app, _("Up/Down, PgUp/PgDn  Esc closes"));
    else
        app_key_line(app, _("Up/Down, PgUp/PgDn scroll  Esc closes"));
    screen_cursor(app->screen, APP_BODY_TOP, 0);
}

static bool help_key(struct dialog *dialog, const struct key *key)
{
    if (key->code != K_ENTER && key->code != K_F1)
        return false;
    dialog_close(dialog);
    return true;
}

static const struct dialog_class help_class = {
    .view = {DIALOG_VIEW, .no_help = true},
    .size = sizeof(struct dialog),
    .title = N_("HELP: the keys"),
    .fill = help_fill,
    .key = help_key,
};

void help_open(struct app *app)
{
    dialog_open(app, &help_class);
}

/* --- of a locked console --------------------------------------------------- */

struct locked_help {
    struct dialog dialog;
    int64_t until_ms;
};

static void locked_help_fill(struct dialog *dialog)
{
    struct board *board = &dialog->board;

    for (size_t i = 0; i < ROW_COUNT; i++)
        if (rows[i].where == LOCKED)
            help_add_row(board, &rows[i]);
    board_line(board, ROLE_TEXT, 2, "");
    board_line(board, ROLE_TEXT, 2,
               _("What can be read here is the BMC's, the controller that runs this machine while "
                 "it is off. Changing it takes a login. After a while without a key the console "
                 "locks again."));
}

static bool locked_help_key(struct dialog *dialog, const struct key *key)
{
    ((struct locked_help *)dialog)->until_ms = app_now(dialog->app) + LOCKED_OPEN_MS;
    if (key->code == K_F1)
        dialog_close(dialog);
    return key->code == K_F1;
}

static int64_t locked_help_tick(struct view *view, struct app *app, int64_t now_ms)
{
    int64_t until_ms = ((struct locked_help *)view)->until_ms;

    if (now_ms >= until_ms)
        view_close(app, view);
    return until_ms;
}

static const struct dialog_class locked_help_class = {
    .view = {DIALOG_VIEW, .tick = locked_help_tick, .no_help = true},
    .size = sizeof(struct locked_help),
    .title = N_("HELP: this console is locked"),
    .keys = N_("Enter or Esc closes"),
    .buttons = {{1, N_("CLOSE")}},
    .fill = locked_help_fill,
    .key = locked_help_key,
};

void locked_help_open(struct app *app)
{
    struct locked_help *help = dialog_open(app, &locked_help_class);

    help->until_ms = app_now(app) + LOCKED_OPEN_MS;
}
