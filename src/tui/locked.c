/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/dialogs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/host.h"
#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "pages/network.h"
#include "term/qr.h"
#include "tui/dialog.h"

enum { TOP = 2, LEFT = 1, TEXT_ROWS = 8, MESSAGE_ROWS = 4 };
enum { TEXT_COLUMNS = 47, TALL_COLUMNS = 32, LABEL_COLUMNS = 8, ADDRESS_COLUMNS = 18 };

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

/* Where the next text of a frame goes. */
struct place {
    struct app *app;
    int row, col; /* of labels; in the block in the middle */
    int columns;  /* from there on */
    int value;    /* column of what stands behind labels, from col on */
};

static bool locked_shows_code(const struct locked *locked)
{
    const struct settings *settings = locked->app->settings;

    return settings->locked_show && settings->locked_qr && locked->code.address != 0 &&
           qr_code_column(locked->app->screen) != 0;
}

static bool locked_never_read(const struct app *app)
{
    return model_value(app_home(app), FIELD_ADDRESS)->state == VALUE_UNREAD;
}

static void locked_draw_head(struct app *app, int col)
{
    char host[HOST_NAME], tag[64];
    int columns;

    snprintf(tag, sizeof tag, "%s%s%s", app_demo(app) ? _("DEMO") : "", app_demo(app) ? "  " : "",
             _("LOCKED"));
    columns = screen_cols(app->screen) - 1 - text_columns(tag) - 2 - col;
    screen_clipped(app->screen, 0, col, columns, ROLE_TITLE, host_name(host, sizeof host));
    app_tag(app, tag);
}

/* --- what it says ----------------------------------------------------------- */

static void locked_draw_pair(struct place *place, const char *label, enum role role,
                             const char *text)
{
    struct screen *screen = place->app->screen;

    screen_text(screen, place->row, place->col, ROLE_SECTION, label);
    screen_clipped(screen, place->row++, place->col + place->value, place->columns - place->value,
                   role, text);
}

/* "static, VLAN 1234" */
static void locked_print_way(const struct app *app, char *text, size_t size)
{
    const struct value *vlan = model_value(app_home(app), FIELD_VLAN);
    char source[VALUE_TEXT], number[VALUE_TEXT] = "";

    value_print(field_get(FIELD_IP_SOURCE)->type, model_value(app_home(app), FIELD_IP_SOURCE),
                source);
    if (vlan->state == VALUE_KNOWN && value_is_set(&value_vlan, vlan->number))
        value_print(&value_vlan, vlan, number);
    snprintf(text, size, number[0] != '\0' ? _("%s, VLAN %s") : "%s", source, number);
}

/* The address and how the BMC comes by it, in one row if there is room. */
static void locked_draw_address(struct place *place)
{
    struct app *app = place->app;
    char address[VALUE_TEXT], way[VALUE_TEXT * 3], url[VALUE_TEXT];
    int beside = place->value + ADDRESS_COLUMNS;

    value_print(field_get(FIELD_ADDRESS)->type, model_value(app_home(app), FIELD_ADDRESS), address);
    locked_print_way(app, way, sizeof way);
    locked_draw_pair(place, _("BMC"), ROLE_TEXT, address);
    if (beside + text_columns(way) <= place->columns)
        screen_text(app->screen, place->row - 1, place->col + beside, ROLE_TEXT, way);
    else
        locked_draw_pair(place, "", ROLE_TEXT, way);
    if (network_url(app_home(app), url))
        screen_link(app->screen, place->row++, place->col + place->value, url, url);
    else
        place->row += screen_wrapped(app->screen, place->row, place->col + place->value, 2,
                                     ROLE_WARNING, url);
}

/* "2026-10-11 15:20, up 12 days", or in two rows. */
static void locked_draw_clock(struct place *place)
{
    char text[128], up[64];
    time_t now = time(NULL);
    struct tm parts;

    if (localtime_r(&now, &parts) == NULL)
        return;
    strftime(text, sizeof text, "%Y-%m-%d %H:%M", &parts);
    host_uptime(up, sizeof up);
    if (text_columns(text) + 2 + text_columns(up) > place->columns - place->value) {
        locked_draw_pair(place, "", ROLE_TEXT, text);
        locked_draw_pair(place, "", ROLE_TEXT, up);
    } else {
        snprintf(text + strlen(text), sizeof text - strlen(text), ", %s", up);
        locked_draw_pair(place, "", ROLE_TEXT, text);
    }
}

static void locked_draw_host(struct place *place)
{
    char addresses[HOST_NAME], mac[VALUE_TEXT];

    value_print(field_get(FIELD_MAC)->type, model_value(app_home(place->app), FIELD_MAC), mac);
    if (!locked_never_read(place->app))
        locked_draw_pair(place, _("MAC"), ROLE_TEXT, mac);
    host_addresses(addresses, sizeof addresses, place->columns - place->value);
    if (addresses[0] != '\0')
        locked_draw_pair(place, _("Host"), ROLE_TEXT, addresses);
    locked_draw_clock(place);
}

/* What is wrong, what runs, or what the code is for. */
static void locked_draw_message(const struct place *place, bool code)
{
    struct app *app = place->app;
    const struct bmc_error *error = &app->load_error;
    int row = place->row + 1;

    if (app->load_job != 0 && locked_never_read(app))
        screen_format(app->screen, row, place->col, ROLE_RUNNING, _("Reading the BMC, %u s"),
                      (unsigned)((app_now(app) - app->load_ms) / 1000));
    else if (error->kind != ERROR_NONE && error->kind != ERROR_CANCELLED)
        screen_wrapped(app->screen, row, place->col, MESSAGE_ROWS, ROLE_ERROR, error->sentence);
    else if (code)
        screen_wrapped(app->screen, row, place->col, MESSAGE_ROWS, ROLE_HELP,
                       _("The code opens the BMC's web page on a telephone in the same network."));
}

static int locked_label_columns(void)
{
    const char *const labels[] = {_("BMC"), _("MAC"), _("Host")};
    int columns = LABEL_COLUMNS;

    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
        if (text_columns(labels[i]) + 2 > columns)
            columns = text_columns(labels[i]) + 2;
    return columns;
}

/* Code and text, in the middle where there is room. A code of blanks takes all rows of a screen of
 * 24, and leaves fewer columns. Sets the area, and where the text goes in it. */
static void locked_arrange(struct screen *screen, struct place *place)
{
    bool beside = place->col > 0, tall = beside && !screen_utf8(screen);
    int rows = screen_rows(screen) - 1, cols = screen_cols(screen) - 1;
    int height = tall ? QR_BLANKS : beside ? QR_HALVES : TEXT_ROWS;
    int width = place->col + (tall ? TALL_COLUMNS : TEXT_COLUMNS);
    int top = tall ? 0 : screen_narrow(screen) ? 1 : TOP, left = beside && !tall ? LEFT : 0;

    place->row = tall ? TOP : screen_rich(screen) ? (height - TEXT_ROWS) / 2 : 0;
    if (screen_rich(screen) && rows > height + 2 * TOP)
        top = (rows - height) / 2;
    if (screen_rich(screen) && cols > width + 2 * LEFT)
        left = (cols - width) / 2;
    width = width < cols - left ? width : cols - left;
    place->columns = width - place->col;
    place->value = locked_label_columns();
    screen_area(screen, top, left, rows - top, width + 1);
}

static void locked_draw_block(struct locked *locked, int col)
{
    struct app *app = locked->app;
    struct screen *screen = app->screen;
    struct place place = {.app = app, .col = col};

    locked_arrange(screen, &place);
    if (!locked_never_read(app))
        locked_draw_address(&place);
    locked_draw_host(&place);
    locked_draw_message(&place, locked_shows_code(locked));
    qr_code_draw(&locked->code, screen, locked_shows_code(locked) && !screen_dimmed(screen));
    screen_whole_area(screen);
}

/* The text goes over the line before the code, which takes seconds at 9600 baud. */
static void locked_draw(struct view *view, struct app *app)
{
    struct locked *locked = (struct locked *)view;
    int col = qr_code_column(app->screen), row = screen_rows(app->screen) - 1;

    if (screen_rich(app->screen) && !app->settings->locked_qr)
        col = 0; /* the text has the middle */
    if (locked->again)
        screen_repaint(app->screen);
    locked->again = false;
    qr_code_make(&locked->code, network_has_address(app_home(app))
                                    ? (uint32_t)model_number(app_home(app), FIELD_ADDRESS)
                                    : 0);
    /* A code of blanks begins in row 0. */
    locked_draw_head(app, screen_rich(app->screen) ? LEFT : screen_utf8(app->screen) ? 0 : col);
    if (app->settings->locked_show)
        locked_draw_block(locked, col);
    app_key_line(app, screen_function_keys(app->screen) ? _(" F2 log in   F1 help")
                                                        : _("Esc then: 2 log in   1 help"));
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
    if (app->settings->locked_show)
        next = clock_sooner(next, now_ms + (60 - time(NULL) % 60) * 1000);
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
