/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/dialogs.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/browse.h"
#include "base/i18n.h"
#include "base/reach.h"
#include "pages/network.h"
#include "term/copy.h"
#include "term/qr.h"
#include "tui/dialog.h"

/* The text stands beside the code: the address, the VLAN, and behind an empty row the buttons. */
enum { ROW_URL, ROW_VLAN, ROW_BUTTONS = 3 };
enum { ITEM_CHECK = 1, ITEM_COPY, ITEM_OPEN, ITEM_CLOSE };

#define BOX_LEFT 1 /* blank columns before the code */

struct manage {
    struct dialog dialog;
    struct qr_code code; /* of the address that is saved */
    bool checking;
    struct reach reach;
    char said[ERROR_SENTENCE]; /* what came of a button, or "" */
    bool said_error;
};

/* The address that is saved; 0: none, and why in url. */
static uint32_t manage_address(const struct app *app, char url[VALUE_TEXT])
{
    return network_url(app_home(app), url)
               ? (uint32_t)model_number(app_home(app), FIELD_ADDRESS)
               : 0;
}

/* Column of the text; 0 where there is no code beside it. */
static int manage_column(const struct manage *manage)
{
    int col = manage->code.address != 0 ? qr_code_column(manage->dialog.app->screen) : 0;

    return col > 0 && manage->dialog.board.boxed ? col + BOX_LEFT : col;
}

/* On the whole screen the code takes row 0, too. */
static void manage_add_title(const struct manage *manage, int col)
{
    struct app *app = manage->dialog.app;

    if (col == 0 || manage->dialog.board.boxed) {
        app_title(app, _("MANAGE, the saved settings"));
        return;
    }
    screen_text(app->screen, 0, col, ROLE_TITLE, _("MANAGE, the saved settings"));
    if (app_demo(app))
        app_tag(app, _("DEMO"));
}

static void manage_add_address(struct manage *manage, int col, const char *url, bool is_url)
{
    struct board *board = &manage->dialog.board;
    uint64_t vlan = model_number(app_home(manage->dialog.app), FIELD_VLAN);
    char text[VALUE_TEXT + 32];

    snprintf(text, sizeof text, is_url ? "%s" : _("Not available: %s."), url);
    board_line(board, is_url ? ROLE_TEXT : ROLE_WARNING, col, text);
    if (is_url && value_is_set(&value_vlan, vlan)) {
        snprintf(text, sizeof text, _("on VLAN %u"), (unsigned)(vlan & VALUE_VLAN_ID));
        board_line(board, ROLE_TEXT, col, text);
    }
    while (board->row < ROW_BUTTONS)
        board_next(board);
}

static void manage_add_button(struct manage *manage, int col, int id, const char *text)
{
    board_button_at(&manage->dialog.board, id, col + 2, text);
    board_next(&manage->dialog.board);
    if (manage->dialog.board.boxed)
        board_next(&manage->dialog.board); /* fills touch */
}

static void manage_add_buttons(struct manage *manage, int col, bool is_url)
{
    const struct app *app = manage->dialog.app;

    if (is_url && app->settings->check_reachability)
        manage_add_button(manage, col, ITEM_CHECK, _("CHECK"));
    if (is_url && screen_osc(app->screen))
        manage_add_button(manage, col, ITEM_COPY, _("COPY"));
    if (is_url && !app->lock.used && app->settings->browser != NULL && browse_display())
        manage_add_button(manage, col, ITEM_OPEN, _("OPEN"));
    manage_add_button(manage, col, ITEM_CLOSE, _("CLOSE"));
}

static void manage_add_sentence(struct manage *manage, int col)
{
    unsigned port = manage->reach.ports != NULL ? manage->reach.ports[manage->reach.tried] : 0;
    char text[128];

    if (!manage->checking) {
        if (manage->said[0] != '\0')
            board_line(&manage->dialog.board, manage->said_error ? ROLE_ERROR : ROLE_TEXT, col,
                       manage->said);
        return;
    }
    snprintf(text, sizeof text, _("From this host: trying %u, %u s"), port,
             (unsigned)dialog_seconds(&manage->dialog));
    board_line(&manage->dialog.board, ROLE_RUNNING, col, text);
}

static void manage_fill(struct dialog *dialog)
{
    struct manage *manage = (struct manage *)dialog;
    struct board *board = &dialog->board;
    char url[VALUE_TEXT];
    uint32_t address = manage_address(dialog->app, url);
    int col;

    qr_code_make(&manage->code, address);
    col = manage_column(manage);
    manage_add_title(manage, col);
    manage_add_address(manage, col, url, address != 0);
    manage_add_buttons(manage, col, address != 0);
    manage_add_sentence(manage, col);
    while (board->boxed && col > 0 && board->row < qr_code_rows(dialog->app->screen))
        board_next(board);
}

static void manage_draw_beside(struct dialog *dialog, int row)
{
    struct manage *manage = (struct manage *)dialog;
    struct screen *screen = dialog->app->screen;
    int col = manage_column(manage);
    char url[VALUE_TEXT];

    if (manage_address(dialog->app, url) != 0 && dialog->board.top == 0)
        screen_link(screen, row + ROW_URL, col, url, url);
    if (dialog->board.boxed)
        screen_inset(screen, row, BOX_LEFT);
    qr_code_draw(&manage->code, screen, col != 0);
    if (dialog->board.boxed)
        screen_inset(screen, -row, -BOX_LEFT); /* where clicks are looked for */
}

/* A code of blanks takes all rows of a screen of 24. */
static bool manage_is_whole(const struct dialog *dialog)
{
    const struct screen *screen = dialog->app->screen;

    return qr_code_column(screen) > 0 &&
           qr_code_rows(screen) + DIALOG_BOX_ROWS > screen_rows(screen);
}

static void manage_stop_check(struct manage *manage)
{
    if (!manage->checking)
        return;
    if (reach_fd(&manage->reach) >= 0)
        app_unwatch(manage->dialog.app, reach_fd(&manage->reach));
    reach_stop(&manage->reach);
    manage->checking = false;
}

static void manage_step_check(void *data, struct app *app, short revents);

static void manage_watch_check(struct manage *manage)
{
    int fd = reach_fd(&manage->reach);

    if (fd >= 0)
        app_watch(manage->dialog.app, fd, POLLOUT, manage_step_check, manage);
}

/* The descriptor may be another one after each step. */
static void manage_step_check(void *data, struct app *app, short revents)
{
    struct manage *manage = data;
    int fd = reach_fd(&manage->reach);

    (void)revents;
    if (fd >= 0)
        app_unwatch(app, fd);
    if (!reach_step(&manage->reach)) {
        manage_watch_check(manage);
        return;
    }
    manage->checking = false;
    manage->said_error = false;
    reach_sentence(&manage->reach, manage->said, sizeof manage->said);
}

static void manage_start_check(struct manage *manage)
{
    manage_stop_check(manage);
    manage->said_error = false;
    if (app_demo(manage->dialog.app)) {
        snprintf(manage->said, sizeof manage->said, "%s",
                 _("The demo BMC has no web server to reach."));
        return;
    }
    manage->checking = true;
    manage->dialog.since_ms = app_now(manage->dialog.app);
    reach_start(&manage->reach, manage->dialog.app->clock, manage->code.address, REACH_TIMEOUT_MS);
    manage_watch_check(manage);
}

static void manage_copy_address(struct manage *manage, const char *url)
{
    char bytes[COPY_BYTES];
    size_t length = copy_sequence(url, getenv("TERM"), bytes, sizeof bytes);

    screen_send(manage->dialog.app->screen, bytes, length);
    manage->said_error = false;
    snprintf(manage->said, sizeof manage->said, "%s",
             _("Sent to the terminal's clipboard (if the terminal allows it)."));
}

static void manage_open_address(struct manage *manage, const char *url)
{
    struct bmc_error error;

    manage->said_error = browse_open(manage->dialog.app->settings->browser, url, &error) < 0;
    snprintf(manage->said, sizeof manage->said, "%s",
             manage->said_error ? error.sentence : _("Browser started."));
}

/* Painting all afresh takes fewer bytes than clearing the code cell by cell. */
static void manage_close(struct dialog *dialog)
{
    struct manage *manage = (struct manage *)dialog;

    manage_stop_check(manage);
    if (manage->code.drawn && !screen_rich(dialog->app->screen))
        screen_repaint(dialog->app->screen);
    dialog_close(dialog);
}

static void manage_press(struct dialog *dialog, int id)
{
    struct manage *manage = (struct manage *)dialog;
    char url[VALUE_TEXT];
    bool is_url = manage_address(dialog->app, url) != 0;

    if (id == ITEM_CLOSE) {
        manage_close(dialog);
    } else if (is_url && id == ITEM_CHECK) {
        manage_start_check(manage);
    } else if (is_url && id == ITEM_COPY) {
        manage_stop_check(manage);
        manage_copy_address(manage, url);
    } else if (is_url && id == ITEM_OPEN) {
        manage_stop_check(manage);
        manage_open_address(manage, url);
    }
}

static int64_t manage_tick(struct view *view, struct app *app, int64_t now_ms)
{
    struct manage *manage = (struct manage *)view;
    int64_t shown, port;

    if (!manage->code.drawn && manage_column(manage) != 0 && app->top == view)
        return now_ms;
    if (manage->checking && reach_wait_ms(&manage->reach) == 0)
        manage_step_check(manage, app, 0);
    if (!manage->checking)
        return -1;
    shown = dialog_next_second(manage->dialog.since_ms, now_ms);
    port = now_ms + reach_wait_ms(&manage->reach);
    return port < shown ? port : shown;
}

static void manage_release(struct dialog *dialog)
{
    manage_stop_check((struct manage *)dialog);
}

static const struct dialog_class manage_class = {
    .view = {DIALOG_VIEW, .tick = manage_tick},
    .size = sizeof(struct manage),
    .keys = N_("Tab moves  Enter presses  Esc closes"),
    .fill = manage_fill,
    .beside = manage_draw_beside,
    .whole = manage_is_whole,
    .press = manage_press,
    .escape = manage_close,
    .release = manage_release,
};

void manage_open(struct app *app)
{
    dialog_open(app, &manage_class);
}
