/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/locked_help.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "tui/board.h"

#define OPEN_MS 120000 /* the screen beneath is to be read by others */

enum { COL_KEYS = 2, COL_TEXT = 18, COL_NARROW = 4 };
enum { ITEM_CLOSE = 1 };

static const struct row {
    const char *keys, *text;
} rows[] = {
    {N_("F2  Esc 2"), N_("asks for a login")},
    {N_("F1  Esc 1"), N_("this help")},
    {N_("Ctrl-L"), N_("repaints")},
    {N_("Esc Esc"), N_("back; so is Esc and two seconds")},
    {N_("Tab, Enter"), N_("login: next item, press a button")},
    {N_("Ctrl-U"), N_("login: empties the text")},
};

struct locked_help {
    struct view view;
    struct board board;
    int64_t until_ms;
};

static void add_row(struct board *board, const struct screen *screen, const struct row *row)
{
    bool beneath = screen_narrow(screen) || text_columns(_(row->keys)) >= COL_TEXT - COL_KEYS;

    board_put(board, ROLE_VALUE, COL_KEYS, _(row->keys));
    if (beneath)
        board_next(board);
    board_put(board, ROLE_TEXT, beneath ? COL_NARROW : COL_TEXT, _(row->text));
    board_next(board);
}

static void help_draw(struct view *view, struct app *app)
{
    struct locked_help *help = (struct locked_help *)view;
    struct board *board = &help->board;

    app_title(app, _("HELP: this console is locked"));
    board_begin(board, app->screen);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        add_row(board, app->screen, &rows[i]);
    board_line(board, ROLE_TEXT, COL_KEYS, "");
    board_line(board, ROLE_TEXT, COL_KEYS,
               _("What can be read here is the BMC's, the controller that runs this machine while "
                 "it is off. Changing it takes a login. After a while without a key the console "
                 "locks again."));
    board_footer(board);
    board_button(board, ITEM_CLOSE, _("CLOSE"));
    board_draw(board, app->screen, APP_BODY_TOP, app_body_rows(app));
    app_key_line(app, _("Enter or Esc closes"));
}

static void help_key(struct view *view, struct app *app, const struct key *key)
{
    struct locked_help *help = (struct locked_help *)view;
    struct board_action action;

    help->until_ms = app_now(app) + OPEN_MS;
    if (key->code == K_F1) {
        view_close(app, view);
        return;
    }
    action = board_key(&help->board, key);
    if (action.kind == BOARD_PRESSED || action.kind == BOARD_ESCAPE)
        view_close(app, view);
    else if (action.kind == BOARD_BEEP)
        app_beep(app);
}

static int64_t help_tick(struct view *view, struct app *app, int64_t now_ms)
{
    struct locked_help *help = (struct locked_help *)view;

    if (now_ms >= help->until_ms)
        view_close(app, view);
    return help->until_ms;
}

static void help_release(struct view *view)
{
    struct locked_help *help = (struct locked_help *)view;

    board_release(&help->board);
    free(help);
}

static const struct view_class help_class = {
    .draw = help_draw,
    .key = help_key,
    .tick = help_tick,
    .release = help_release,
    .no_help = true,
};

void locked_help_open(struct app *app)
{
    struct locked_help *help = xcalloc(1, sizeof *help);

    help->view.class = &help_class;
    help->until_ms = app_now(app) + OPEN_MS;
    view_push(app, &help->view);
}
