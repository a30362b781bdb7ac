/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/manage.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/browse.h"
#include "base/i18n.h"
#include "base/reach.h"
#include "base/xalloc.h"
#include "tui/board.h"
#include "term/copy.h"
#include "term/qr_draw.h"

/* Where the text stands beside the code: rows of the title, the address, the VLAN, the buttons. */
enum { ROW_TITLE, ROW_URL, ROW_VLAN, ROW_BUTTONS = 4 };
enum { ITEM_CHECK = 1, ITEM_COPY, ITEM_OPEN, ITEM_CLOSE };

struct manage {
    struct view view;
    struct app *app;
    struct board board;
    bool text_drawn;  /* the text is on the screen: the code may follow */
    bool code_drawn;
    uint32_t address; /* that qr is of; 0: none yet */
    struct qr qr;
    bool checking;
    int64_t checking_since_ms;
    struct reach reach;
    char said[ERROR_SENTENCE]; /* what came of a button, or "" */
    bool said_error;
};

/* --- what is shown --------------------------------------------------------- */

/* The address that is saved; 0: none, and why in url. */
static uint32_t saved_address(const struct app *app, char url[FIELD_TEXT])
{
    return page_url(&app->page, url) ? page_lan(&app->page)->address : 0;
}

/* Column of the text; 0 where there is no code beside it. */
static int text_column(const struct manage *manage)
{
    int columns = manage->address != 0 ? qr_draw_columns(manage->app->screen) : 0;

    if (columns == 0)
        return 0;
    return screen_utf8(manage->app->screen) ? columns + 2 : columns + 1;
}

static void make_code(struct manage *manage, uint32_t address)
{
    if (address == manage->address)
        return;
    manage->address = address != 0 && qr_make(&manage->qr, address) ? address : 0;
}

static void draw_head(struct manage *manage, int col, const char *url, bool is_url)
{
    struct app *app = manage->app;
    const struct lan *lan = page_lan(&app->page);
    char why[FIELD_TEXT + 32];

    if (col == 0)
        app_title(app, _("MANAGE, the saved settings"));
    else
        screen_text(app->screen, ROW_TITLE, col, ROLE_TITLE, _("MANAGE, the saved settings"));
    if (col != 0 && app_demo(app))
        app_tag(app, _("DEMO"));
    if (!is_url) {
        snprintf(why, sizeof why, _("Off: %s."), url);
        screen_wrapped(app->screen, ROW_URL, col, screen_cols(app->screen) - col, 3, ROLE_WARNING,
                       why);
        return;
    }
    screen_link(app->screen, ROW_URL, col, url, url);
    if (page_lan_known(&app->page, LAN_VLAN) && lan->vlan_enabled)
        screen_format(app->screen, ROW_VLAN, col, ROLE_TEXT, _("on VLAN %u"),
                      (unsigned)lan->vlan_id);
}

static bool can_check(const struct manage *manage)
{
    return manage->app->settings->check_reachability;
}

static bool can_open(const struct manage *manage)
{
    return !manage->app->lock.used && manage->app->settings->browser != NULL && browse_display();
}

static void add_button(struct manage *manage, int col, int id, const char *text)
{
    board_button_at(&manage->board, id, col + 2, text);
    board_next(&manage->board);
}

static void add_buttons(struct manage *manage, int col, bool is_url)
{
    if (is_url && can_check(manage))
        add_button(manage, col, ITEM_CHECK, _("CHECK"));
    if (is_url && screen_osc(manage->app->screen))
        add_button(manage, col, ITEM_COPY, _("COPY"));
    if (is_url && can_open(manage))
        add_button(manage, col, ITEM_OPEN, _("OPEN"));
    add_button(manage, col, ITEM_CLOSE, _("CLOSE"));
}

static void add_sentence(struct manage *manage, int col)
{
    unsigned port = manage->reach.ports != NULL ? manage->reach.ports[manage->reach.tried] : 0;
    unsigned seconds;
    char text[128];

    if (!manage->checking) {
        if (manage->said[0] != '\0')
            board_line(&manage->board, manage->said_error ? ROLE_ERROR : ROLE_TEXT, col,
                       manage->said);
        return;
    }
    seconds = (unsigned)((app_now(manage->app) - manage->checking_since_ms) / 1000);
    snprintf(text, sizeof text, _("From this host: asking %u, %u s"), port, seconds);
    board_line(&manage->board, ROLE_RUNNING, col, text);
}

/* The text goes over the line before the code, which takes seconds at 9600 baud. */
static void manage_draw(struct view *view, struct app *app)
{
    struct manage *manage = (struct manage *)view;
    char url[FIELD_TEXT];
    uint32_t address = saved_address(app, url);
    int col;

    make_code(manage, address);
    col = text_column(manage);
    draw_head(manage, col, url, address != 0);
    board_begin(&manage->board, app->screen);
    add_buttons(manage, col, address != 0);
    add_sentence(manage, col);
    if (col != 0 && manage->text_drawn) {
        qr_draw(app->screen, &manage->qr);
        manage->code_drawn = true;
    }
    manage->text_drawn = true;
    board_draw(&manage->board, app->screen, ROW_BUTTONS,
               APP_BODY_TOP + app_body_rows(app) - ROW_BUTTONS);
    app_key_line(app, _("Tab moves  Enter presses  Esc closes"));
}

/* --- what the buttons do --------------------------------------------------- */

static void stop_check(struct manage *manage)
{
    if (!manage->checking)
        return;
    if (reach_fd(&manage->reach) >= 0)
        app_unwatch(manage->app, reach_fd(&manage->reach));
    reach_stop(&manage->reach);
    manage->checking = false;
}

static void step_check(void *data, struct app *app, short revents);

static void watch_check(struct manage *manage)
{
    int fd = reach_fd(&manage->reach);

    if (fd >= 0)
        app_watch(manage->app, fd, POLLOUT, step_check, manage);
}

/* The descriptor may be another one after each step. */
static void step_check(void *data, struct app *app, short revents)
{
    struct manage *manage = data;
    int fd = reach_fd(&manage->reach);

    (void)revents;
    if (fd >= 0)
        app_unwatch(app, fd);
    if (!reach_step(&manage->reach)) {
        watch_check(manage);
        return;
    }
    manage->checking = false;
    manage->said_error = false;
    reach_sentence(&manage->reach, manage->said, sizeof manage->said);
}

static void start_check(struct manage *manage)
{
    stop_check(manage);
    manage->said_error = false;
    if (app_demo(manage->app)) {
        snprintf(manage->said, sizeof manage->said, "%s",
                 _("The demo BMC has no web server to reach."));
        return;
    }
    manage->checking = true;
    manage->checking_since_ms = app_now(manage->app);
    reach_start(&manage->reach, manage->app->clock, manage->address, REACH_TIMEOUT_MS);
    watch_check(manage);
}

static void copy_address(struct manage *manage, const char *url)
{
    char bytes[COPY_BYTES];
    size_t length = copy_sequence(url, getenv("TERM"), bytes, sizeof bytes);

    screen_send(manage->app->screen, bytes, length);
    manage->said_error = false;
    snprintf(manage->said, sizeof manage->said, "%s",
             _("Handed to the terminal's clipboard, if it lets programs do that."));
}

static void open_address(struct manage *manage, const char *url)
{
    struct bmc_error error;

    manage->said_error = browse_open(manage->app->settings->browser, url, &error) < 0;
    snprintf(manage->said, sizeof manage->said, "%s",
             manage->said_error ? error.sentence : _("The browser has been started."));
}

/* Painting all afresh takes fewer bytes than clearing the code cell by cell. */
static void close_dialog(struct manage *manage)
{
    stop_check(manage);
    if (manage->code_drawn)
        screen_repaint(manage->app->screen);
    view_close(manage->app, &manage->view);
}

static void pressed(struct manage *manage, int id)
{
    char url[FIELD_TEXT];
    bool is_url = saved_address(manage->app, url) != 0;

    if (id == ITEM_CLOSE) {
        close_dialog(manage);
    } else if (is_url && id == ITEM_CHECK) {
        start_check(manage);
    } else if (is_url && id == ITEM_COPY) {
        stop_check(manage);
        copy_address(manage, url);
    } else if (is_url && id == ITEM_OPEN) {
        stop_check(manage);
        open_address(manage, url);
    }
}

static void manage_key(struct view *view, struct app *app, const struct key *key)
{
    struct manage *manage = (struct manage *)view;
    struct board_action action = board_key(&manage->board, key);

    if (action.kind == BOARD_PRESSED)
        pressed(manage, action.id);
    else if (action.kind == BOARD_ESCAPE)
        pressed(manage, ITEM_CLOSE);
    else if (action.kind == BOARD_BEEP)
        app_beep(app);
}

/* --- time, and its life ---------------------------------------------------- */

static int64_t manage_tick(struct view *view, struct app *app, int64_t now_ms)
{
    struct manage *manage = (struct manage *)view;
    int64_t shown, port;

    if (!manage->code_drawn && text_column(manage) != 0 && view_top(app) == view)
        return now_ms;
    if (manage->checking && reach_wait_ms(&manage->reach) == 0)
        step_check(manage, app, 0);
    if (!manage->checking)
        return -1;
    shown = manage->checking_since_ms + ((now_ms - manage->checking_since_ms) / 1000 + 1) * 1000;
    port = now_ms + reach_wait_ms(&manage->reach);
    return port < shown ? port : shown;
}

static void manage_release(struct view *view)
{
    struct manage *manage = (struct manage *)view;

    stop_check(manage);
    board_release(&manage->board);
    free(manage);
}

static const struct view_class manage_class = {
    .draw = manage_draw,
    .key = manage_key,
    .tick = manage_tick,
    .release = manage_release,
};

void manage_open(struct app *app)
{
    struct manage *manage = xcalloc(1, sizeof *manage);

    manage->view.class = &manage_class;
    manage->app = app;
    view_push(app, &manage->view);
}
