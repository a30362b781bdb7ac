/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/dialogs.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "pages/network.h"
#include "term/qr.h"
#include "tui/dialog.h"

#define LABEL_COLUMNS 13
#define ROW_MESSAGE   7
#define MESSAGE_ROWS  4

/* Three requests each time (core/load.h), and over LAN those that keep the session: four a minute
 * at most. */
#define REFRESH_MS     60000
#define REFRESH_LAN_MS 90000
/* Where no channel was found all eleven are asked for again. */
#define REFRESH_SCAN 3

struct locked {
    struct view view;
    struct app *app;
    struct qr_code code;
    bool again; /* all of it is to be sent anew */
    bool read;
    int64_t read_ms; /* when it was begun last */
};

static bool locked_shows_code(const struct locked *locked)
{
    const struct settings *settings = locked->app->settings;

    return settings->locked_show && settings->locked_qr && locked->code.address != 0 &&
           qr_code_column(locked->app->screen) != 0;
}

static void locked_draw_head(struct app *app, int col)
{
    char host[256], tag[64];
    int columns;

    if (gethostname(host, sizeof host - 1) < 0)
        host[0] = '\0';
    host[sizeof host - 1] = '\0';
    snprintf(tag, sizeof tag, "%s%s%s", app_demo(app) ? _("DEMO") : "", app_demo(app) ? "  " : "",
             _("LOCKED"));
    columns = screen_cols(app->screen) - 1 - text_columns(tag) - 2 - col;
    screen_clipped(app->screen, 0, col, columns, ROLE_TITLE, host);
    app_tag(app, tag);
}

static void locked_draw_value(struct app *app, int row, int col, const char *label,
                              enum field_id field)
{
    int end = screen_text(app->screen, row, col, ROLE_LABEL, label) + 1;
    char text[VALUE_TEXT];

    value_print(field_get(field)->type, model_value(app->model, field), text);
    screen_text(app->screen, row, end > col + LABEL_COLUMNS ? end : col + LABEL_COLUMNS, ROLE_TEXT,
                text);
}

static bool locked_never_read(const struct app *app)
{
    return model_value(app->model, FIELD_ADDRESS)->state == VALUE_UNREAD;
}

static void locked_draw_values(struct app *app, int col)
{
    char url[VALUE_TEXT];

    locked_draw_value(app, 1, col, _("BMC address"), FIELD_ADDRESS);
    locked_draw_value(app, 2, col, _("Source"), FIELD_IP_SOURCE);
    locked_draw_value(app, 3, col, _("VLAN"), FIELD_VLAN);
    locked_draw_value(app, 4, col, _("MAC"), FIELD_MAC);
    if (locked_never_read(app))
        return;
    if (network_url(app->model, url))
        screen_link(app->screen, 5, col, url, url);
    else
        screen_wrapped(app->screen, 5, col, 2, ROLE_WARNING, url);
}

static void locked_draw_message(struct app *app, int col)
{
    if (app->load_job != 0 && locked_never_read(app))
        screen_format(app->screen, ROW_MESSAGE, col, ROLE_RUNNING, _("Reading the BMC, %u s"),
                      (unsigned)((app_now(app) - app->load_ms) / 1000));
    else if (app->load_error.kind != ERROR_NONE && app->load_error.kind != ERROR_CANCELLED)
        screen_wrapped(app->screen, ROW_MESSAGE, col, MESSAGE_ROWS, ROLE_ERROR,
                       app->load_error.sentence);
}

/* The text goes over the line before the code, which takes seconds at 9600 baud. */
static void locked_draw(struct view *view, struct app *app)
{
    struct locked *locked = (struct locked *)view;
    int col = qr_code_column(app->screen), row = screen_rows(app->screen) - 1;

    if (locked->again)
        screen_repaint(app->screen);
    locked->again = false;
    qr_code_make(&locked->code, network_has_address(app->model)
                                    ? (uint32_t)model_number(app->model, FIELD_ADDRESS)
                                    : 0);
    locked_draw_head(app, col);
    if (app->settings->locked_show) {
        locked_draw_values(app, col);
        locked_draw_message(app, col);
    }
    qr_code_draw(&locked->code, app->screen, locked_shows_code(locked));
    app_key_line(app, screen_narrow(app->screen) ? _("Esc 2: log in  Esc 1: help")
                                                 : _("F2 or Esc 2: log in    F1 or Esc 1: help"));
    screen_cursor(app->screen, row, 0);
}

/* After attaching to a serial line the screen is blank, and people press Enter, as for a getty: any
 * other key repaints. */
static void locked_key(struct view *view, struct app *app, const struct key *key)
{
    struct locked *locked = (struct locked *)view;

    locked->code.text_drawn = locked->code.drawn = false;
    if (key->code != K_F1 && key->code != K_F2) {
        locked->again = true;
        app_beep(app);
        return;
    }
    if (key->code == K_F2)
        app_go(app, GO_LOGIN);
    else
        app_go(app, GO_LOCKED_HELP);
}

static int64_t locked_next_ms(const struct locked *locked)
{
    const struct app *app = locked->app;
    int64_t pause = app->link.over_lan ? REFRESH_LAN_MS : REFRESH_MS;

    if (!locked->read)
        return 0;
    return locked->read_ms + pause * (app->load_error.kind == ERROR_NO_LAN ? REFRESH_SCAN : 1);
}

/* Also while the no-BMC screen lies over this one: a driver may have been loaded by now. */
static int64_t locked_refresh(struct locked *locked, int64_t now_ms)
{
    struct app *app = locked->app;

    if (!app->settings->locked_show)
        return -1;
    if (app->load_job == 0 && now_ms >= locked_next_ms(locked)) {
        app_load(app, 0);
        locked->read = true;
        locked->read_ms = now_ms;
    }
    if (app->load_job != 0)
        return locked_never_read(app) ? dialog_next_second(app->load_ms, now_ms) : -1;
    return locked_next_ms(locked);
}

static int64_t locked_tick(struct view *view, struct app *app, int64_t now_ms)
{
    struct locked *locked = (struct locked *)view;
    int64_t next = locked_refresh(locked, now_ms);

    if (!locked->code.drawn && locked_shows_code(locked) && app->top == view)
        return now_ms; /* two frames: the text, then the code */
    return next;
}

static void locked_resize(struct view *view, struct app *app)
{
    struct locked *locked = (struct locked *)view;

    (void)app;
    locked->code.text_drawn = locked->code.drawn = false;
}

static void locked_release(struct view *view)
{
    free((struct locked *)view);
}

static const struct view_class locked_class = {
    .draw = locked_draw,
    .key = locked_key,
    .tick = locked_tick,
    .resize = locked_resize,
    .release = locked_release,
    .page = true,
    .main = true,
    .no_help = true,
    .no_suspend = true,
};

void locked_open(struct app *app)
{
    struct locked *locked = xcalloc(1, sizeof *locked);

    locked->view.class = &locked_class;
    locked->app = app;
    view_push(app, &locked->view);
}
