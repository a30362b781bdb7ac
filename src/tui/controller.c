/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/controller.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "tui/ask.h"
#include "tui/board.h"
#include "tui/choose.h"
#include "tui/nobmc.h"

#define TITLE 160

bool controller_shown(const struct app *app)
{
    return app->setup->controllers.count > 1;
}

static const struct bmc_target *target_at(const struct app *app, size_t index)
{
    const struct tui_controllers *controllers = &app->setup->controllers;

    return controllers->get(controllers->data, index);
}

/* DEMO on the no-BMC screen is none of them. */
static bool is_listed(const struct app *app)
{
    return app->target != &app->demo_target;
}

const char *controller_text(const struct app *app, char text[FIELD_TEXT])
{
    snprintf(text, FIELD_TEXT, "%s",
             is_listed(app) ? target_at(app, app->controller)->name : _("simulated BMC"));
    return text;
}

/* For a title. */
static const char *name_at(const struct app *app, size_t index)
{
    const struct bmc_target *target = target_at(app, index);

    return target->name != NULL ? target->name : target->hostname;
}

/* --- the password -------------------------------------------------------------------------- */

enum { ITEM_PASSWORD = 1, ITEM_BACK, ITEM_LOG_IN };
enum { COL_LINE = 2, WIDTH = 30 };

struct password {
    struct view view;
    struct board board;
    size_t index;
    struct secret *secret;
    struct line line;
    char said[ERROR_SENTENCE];
};

static void print_question(const struct app *app, size_t index, char *text, size_t size)
{
    const struct bmc_target *target = target_at(app, index);

    if (target->username != NULL)
        snprintf(text, size, _("Password of %s at %s"), target->username, target->hostname);
    else
        snprintf(text, size, _("Password of the user without a name at %s"), target->hostname);
}

static void password_draw(struct view *view, struct app *app)
{
    struct password *password = (struct password *)view;
    struct board *board = &password->board;
    char text[ERROR_SENTENCE];

    snprintf(text, sizeof text, _("Controller: %s"), name_at(app, password->index));
    app_title(app, text);
    print_question(app, password->index, text, sizeof text);
    board_begin(board, app->screen);
    board_line(board, ROLE_TEXT, COL_LINE, "");
    board_line(board, ROLE_LABEL, COL_LINE, text);
    board_text_line(board, ITEM_PASSWORD, COL_LINE, &password->line, WIDTH);
    board_next(board);
    board_line(board, ROLE_ERROR, COL_LINE, password->said);
    board_footer(board);
    board_button(board, ITEM_BACK, _("BACK"));
    board_button(board, ITEM_LOG_IN, _("LOG IN"));
    board_draw(board, app->screen, APP_BODY_TOP, app_body_rows(app));
    app_key_line(app, _("Enter goes on  Tab moves  Esc back"));
}

static void show(struct app *app, size_t index)
{
    nobmc_close(app);
    app->controller = index;
    app_switch(app, target_at(app, index));
}

static void log_in(struct password *password, struct app *app)
{
    const struct tui_controllers *controllers = &app->setup->controllers;
    struct bmc_error error;

    if (controllers->login(controllers->data, password->index, password->secret, &error) !=
        TUI_LOGIN_DONE) {
        snprintf(password->said, sizeof password->said, "%s", error.sentence);
        app_beep(app);
        return;
    }
    view_close(app, &password->view);
    show(app, password->index);
}

static void password_key(struct view *view, struct app *app, const struct key *key)
{
    struct password *password = (struct password *)view;
    struct board_action action = board_key(&password->board, key);

    if (action.kind == BOARD_ENTERED || (action.kind == BOARD_PRESSED && action.id == ITEM_LOG_IN))
        log_in(password, app);
    else if (action.kind == BOARD_PRESSED || action.kind == BOARD_ESCAPE)
        view_close(app, view);
    else if (action.kind == BOARD_BEEP)
        app_beep(app);
}

static void password_release(struct view *view)
{
    struct password *password = (struct password *)view;

    board_release(&password->board);
    secret_free(&password->secret);
    free(password);
}

static const struct view_class password_class = {
    .draw = password_draw,
    .key = password_key,
    .release = password_release,
};

static void ask_password(struct app *app, size_t index)
{
    struct password *password = xcalloc(1, sizeof *password);

    password->view.class = &password_class;
    password->index = index;
    password->secret = secret_create();
    line_init(&password->line, password->secret, SECRET_MAX, true);
    view_push(app, &password->view);
}

/* --- going there --------------------------------------------------------------------------- */

static void tell(struct app *app, size_t index, const char *sentence)
{
    char title[TITLE];

    snprintf(title, sizeof title, _("Controller: %s"), name_at(app, index));
    ask_tell(app, title, sentence);
}

static void go_to(struct app *app, size_t index)
{
    const struct tui_controllers *controllers = &app->setup->controllers;
    struct bmc_error error = {.kind = ERROR_NONE};

    if (is_listed(app) && index == app->controller && app->load_error.kind == ERROR_LOGIN)
        controllers->forget(controllers->data, index);
    switch (controllers->login(controllers->data, index, NULL, &error)) {
    case TUI_LOGIN_DONE:
        show(app, index);
        break;
    case TUI_LOGIN_ASK:
        ask_password(app, index);
        break;
    case TUI_LOGIN_FAILED:
        tell(app, index, error.sentence);
        break;
    }
}

void controller_log_in(struct app *app)
{
    const struct tui_controllers *controllers = &app->setup->controllers;
    struct bmc_error error;

    if (!app->lock.locked && is_listed(app)) {
        go_to(app, app->controller);
        return;
    }
    if (is_listed(app)) {
        controllers->forget(controllers->data, app->controller);
        (void)controllers->login(controllers->data, app->controller, NULL, &error);
    }
    app_load(app, 0);
}

/* --- the list ------------------------------------------------------------------------------ */

static const char *place_text(const struct bmc_target *target)
{
    if (bmc_driver_is_lan(target->driver))
        return target->hostname;
    if (target->driver == BMC_DRIVER_DEMO)
        return _("simulated BMC");
    return target->device != NULL ? target->device : _("this machine");
}

static bool row(struct app *app, size_t index, char text[FIELD_TEXT * 2], int *id)
{
    const struct bmc_target *target;

    if (index >= app->setup->controllers.count)
        return false;
    target = target_at(app, index);
    *id = (int)index + 1;
    if (strcmp(target->name, place_text(target)) == 0)
        snprintf(text, FIELD_TEXT * 2, "%s", target->name);
    else
        snprintf(text, FIELD_TEXT * 2, "%-20s  %s", target->name, place_text(target));
    return true;
}

static void edits_answered(void *data, struct app *app, int button)
{
    (void)data;
    if (button == 1)
        go_to(app, app->wanted_controller);
}

/* The one that is shown already is gone to once more where it did not answer. */
static void chosen(void *data, struct app *app, int id)
{
    size_t index = (size_t)id - 1;

    (void)data;
    if (is_listed(app) && index == app->controller && app->load_error.kind == ERROR_NONE)
        return;
    app->wanted_controller = index;
    if (edit_dirty(&app->edit, &app->page))
        ask_about_edits(app, _("Controller: there are edits"),
                        _("What you have edited is not saved yet. Showing another controller "
                          "drops it."),
                        edits_answered, NULL);
    else
        go_to(app, index);
}

void controller_choose(struct app *app)
{
    struct choose choose = {
        .title = _("Controller: which BMC to show and set"),
        .row = row,
        .current = is_listed(app) ? (int)app->controller + 1 : 0,
        .chosen = chosen,
    };

    choose_open(app, &choose);
}
