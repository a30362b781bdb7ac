/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/dialogs.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "tui/dialog.h"
#include "tui/formview.h"
#include "tui/listview.h"

#define TEXT_COLUMN    18
#define LOCKED_OPEN_MS 120000 /* the locked screen beneath is to be read by others */

/* Where a key is one: a form page, a list page, a dialog. */
enum { FORM = 1, LIST = 2, DIALOG = 4, PAGE = FORM | LIST, ALL = PAGE | DIALOG };

/* The key map. A row without a text is the name of what follows. Texts are short: a screen of
 * them takes a second at 9600 baud. */
static const struct row {
    const char *keys, *text;
    unsigned on;
    enum {
        HELP_ALWAYS,
        HELP_NOT_LOCKABLE,
        HELP_LOCKABLE,
        HELP_SHOWING,
        HELP_MOUSE,
        HELP_LOCKED,
        HELP_HOME, /* not on the form pages that lie on another */
        HELP_AWAY, /* only there */
        HELP_ACTION /* of the list that is shown, which says what it does */
    } where;
} rows[] = {
    {N_("Function keys, or Esc and the digit"), NULL, PAGE},
    {"F1", N_("this help"), PAGE},
    {"F2", N_("SAVE: asks first"), FORM},
    {"F2", "", LIST, HELP_ACTION},
    {"F3", N_("shows the passwords"), FORM, HELP_SHOWING},
    {"F3", "", LIST, HELP_ACTION},
    {"F5", N_("RELOAD: reads again"), PAGE},
    {"F6", N_("light on or off"), PAGE},
    {"F7", N_("MANAGE: web address, QR code"), FORM, HELP_HOME},
    {"F8", "", LIST, HELP_ACTION},
    {"F9", N_("More: the other pages"), PAGE},
    {"F10", N_("leaves; in a dialog: back"), PAGE, HELP_NOT_LOCKABLE},
    {"F10", N_("locks; in a dialog: back"), PAGE, HELP_LOCKABLE},
    {N_("Ctrl-C"), N_("as F10"), FORM, HELP_HOME},
    {N_("Escape"), N_("stops waiting, keeps edits"), FORM, HELP_HOME},
    {N_("Escape"), N_("stops waiting, then back"), FORM, HELP_AWAY},
    {N_("F10, Ctrl-C"), N_("as Escape"), FORM, HELP_AWAY},
    {N_("Escape"), N_("stops waiting, then back"), LIST},
    {N_("Escape"), N_("back, nothing is changed"), DIALOG},
    {"", N_("while saving: stops and undoes"), DIALOG},
    {N_("F10, Ctrl-C"), N_("as Escape"), DIALOG},
    {N_("Esc Esc"), N_("Escape at once"), ALL},
    {N_("Ctrl-L"), N_("redraws"), ALL},
    {N_("Ctrl-Z"), N_("suspends bmctui"), PAGE, HELP_NOT_LOCKABLE},
    {N_("From item to item"), NULL, ALL},
    {N_("Tab, Shift-Tab"), N_("next or previous item, wrapping around"), FORM | DIALOG},
    {N_("Tab, Shift-Tab"), N_("from the list to its buttons and back"), LIST},
    {N_("Down, Up"), N_("next or previous item"), FORM | DIALOG},
    {N_("Right, Left"), N_("next or previous button"), FORM | DIALOG},
    {N_("Home, End"), N_("first or last item; not in a text"), FORM | DIALOG},
    {N_("PgUp, PgDn"), N_("one screen up or down"), ALL},
    {N_("In a text or a password"), NULL, FORM | DIALOG},
    {N_("Right, Left"), N_("moves the cursor"), FORM | DIALOG},
    {N_("Home, End"), N_("to the start or end of the text"), FORM | DIALOG},
    {N_("Backspace"), N_("deletes the character before the cursor"), FORM | DIALOG},
    {N_("Delete"), N_("deletes the character under the cursor"), FORM | DIALOG},
    {N_("Ctrl-U"), N_("clears the text"), FORM | DIALOG},
    {N_("Enter"), N_("next item; never saves"), FORM},
    {N_("Enter"), N_("next item; in the last text the dialog's action"), DIALOG},
    {N_("Tick boxes, choices, lists, buttons"), NULL, ALL},
    {N_("Enter, Space"), N_("ticks, opens, takes the row, presses"), ALL},
    {N_("Down, Up"), N_("next or previous row of a list"), ALL},
    {N_("Home, End"), N_("first or last row of a list"), ALL},
    {N_("What F6 does when the light is"), NULL, FORM},
    {N_("on, for a time"), N_("turns it off"), FORM},
    {N_("off"), N_("turns it on until it is turned off"), FORM},
    {N_("not reported"), N_("the opposite of what was sent last; at first: on"), FORM},
    {N_("Mouse"), NULL, ALL, HELP_MOUSE},
    {N_("click"), N_("moves there; ticks, opens, presses"), ALL, HELP_MOUSE},
    {N_("wheel"), N_("scrolls"), ALL, HELP_MOUSE},
    {N_("Marks"), NULL, FORM},
    {">", N_("has the focus"), FORM},
    {"*", N_("edited, not saved yet"), FORM},
    {"!", N_("an error; the rows below the form say what to do"), FORM},
    {"...", N_("not read yet"), FORM},
    {N_("F2, Esc 2"), N_("asks for a login"), 0, HELP_LOCKED},
    {N_("F1, Esc 1"), N_("this help"), 0, HELP_LOCKED},
    {N_("Ctrl-L"), N_("redraws"), 0, HELP_LOCKED},
    {N_("Escape"), N_("back"), 0, HELP_LOCKED},
    {N_("Tab, Enter"), N_("login: next item, press a button"), 0, HELP_LOCKED},
    {N_("Ctrl-U"), N_("login: clears the text"), 0, HELP_LOCKED},
};

#define ROW_COUNT (sizeof rows / sizeof rows[0])

struct help {
    struct dialog dialog;
    unsigned on;                         /* FORM, LIST or DIALOG */
    const struct page_class *page;       /* that lies beneath; NULL: none that is explained */
    const char *name;                    /* of what is explained; NULL: nothing */
    char explanation[FORMVIEW_EXPLANATION];
};

static enum key_code help_key_code(const struct row *row)
{
    return (enum key_code)(K_F1 + row->keys[1] - '1');
}

/* The lock's row in place of the others on `console --locked`. */
static bool help_holds(const struct app *app, const struct row *row, unsigned on)
{
    bool away = on == FORM && !app_at_home(app);

    if ((row->on & on) == 0 || (away && strcmp(row->keys, "F10") == 0))
        return false;
    switch (row->where) {
    case HELP_NOT_LOCKABLE:
        return !app->lock.used;
    case HELP_LOCKABLE:
        return app->lock.used;
    case HELP_MOUSE:
        return screen_mouse(app->screen);
    case HELP_HOME:
        return !away;
    case HELP_AWAY:
        return away;
    case HELP_SHOWING:
        return !away && (!app->lock.used || app->settings->locked_show_password);
    case HELP_ACTION:
        return listview_key_help(app, help_key_code(row)) != NULL;
    case HELP_LOCKED:
        return false;
    case HELP_ALWAYS:
        break;
    }
    return true;
}

static void help_add_section(struct board *board, const char *name)
{
    if (board->row > 0)
        board_line(board, ROLE_TEXT, 0, "");
    board_section(board, name);
}

static void help_add_row(const struct app *app, struct board *board, const struct row *row)
{
    if (row->text == NULL)
        help_add_section(board, _(row->keys));
    else
        board_pair(board, ROLE_VALUE, row->keys[0] != '\0' ? _(row->keys) : "", TEXT_COLUMN,
                   ROLE_TEXT,
                   row->where == HELP_ACTION ? listview_key_help(app, help_key_code(row))
                                             : _(row->text));
}

/* What never has the focus. */
static void help_add_lines(struct board *board, const struct page_class *page)
{
    const char *section = "";

    for (unsigned row = 0; row < page->rows; row++) {
        const struct setting *setting = &page->settings[row];

        if (setting->kind != SETTING_LINE)
            continue;
        if (setting_section(setting) != section)
            help_add_section(board, setting_section(setting));
        section = setting_section(setting);
        board_pair(board, ROLE_VALUE, setting_label(setting), TEXT_COLUMN, ROLE_TEXT,
                   _(setting->explain));
    }
}

static void help_print_title(const struct help *help, char *text, size_t size)
{
    if (help->name != NULL)
        snprintf(text, size, _("HELP: %s"), help->name);
    else
        snprintf(text, size, "%s",
                 help->on == DIALOG ? _("HELP: the keys of a dialog") : _("HELP: the keys"));
}

static void help_fill(struct dialog *dialog)
{
    struct help *help = (struct help *)dialog;
    struct app *app = dialog->app;
    char title[200];

    help_print_title(help, title, sizeof title);
    app_title(app, title);
    if (help->name != NULL)
        board_line(&dialog->board, ROLE_TEXT, 2, help->explanation);
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (help_holds(app, &rows[i], help->on))
            help_add_row(app, &dialog->board, &rows[i]);
    if (help->page != NULL)
        help_add_lines(&dialog->board, help->page);
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
    .size = sizeof(struct help),
    .fill = help_fill,
    .key = help_key,
};

/* About what has the focus in the view on top. */
void help_open(struct app *app)
{
    bool page = app->top->class->page;
    const char *name = NULL, *list_name = NULL, *list_text = "";
    const struct page_class *list = listview_explain(app, &list_name, &list_text);
    struct help *help;
    char text[FORMVIEW_EXPLANATION] = "";

    if (formview_explain(app, &name, text))
        list = NULL;
    else if (page && list != NULL)
        name = list_name;
    help = dialog_open(app, &help_class);
    help->on = !page ? DIALOG : list != NULL ? LIST : FORM;
    help->page = text[0] != '\0' ? app->model->page : NULL;
    help->name = name;
    snprintf(help->explanation, sizeof help->explanation, "%s",
             help->on == LIST ? list_text : text);
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
        if (rows[i].where == HELP_LOCKED)
            help_add_row(dialog->app, board, &rows[i]);
    board_line(board, ROLE_TEXT, 2, "");
    board_line(
        board, ROLE_TEXT, 2,
        _("This screen shows the BMC, the controller that manages this machine even while it is "
          "off. To change anything, log in. After a while without a key the console locks again."));
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
