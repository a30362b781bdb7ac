/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/controller.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "tui/ask.h"
#include "tui/dialog.h"
#include "tui/dialogs.h"

#define TITLE 160

bool controller_shown(const struct app *app)
{
    return app->setup->controllers.count > 1;
}

static const struct bmc_target *controller_target(const struct app *app, size_t index)
{
    const struct tui_controllers *controllers = &app->setup->controllers;

    return controllers->get(controllers->data, index);
}

/* DEMO on the no-BMC screen is none of them. */
static bool controller_is_listed(const struct app *app)
{
    return app->target != &app->demo_target;
}

const char *controller_text(const struct app *app, char text[VALUE_TEXT])
{
    snprintf(text, VALUE_TEXT, "%s",
             controller_is_listed(app) ? controller_target(app, app->controller)->name
                                       : _("simulated BMC"));
    return text;
}

/* For a title. */
static const char *controller_name(const struct app *app, size_t index)
{
    const struct bmc_target *target = controller_target(app, index);

    return target->name != NULL ? target->name : target->hostname;
}

/* --- the password -------------------------------------------------------------------------- */

enum { ITEM_PASSWORD = 1, ITEM_BACK, ITEM_LOG_IN };
enum { COL_LINE = 2, WIDTH = 30 };

struct password {
    struct dialog dialog;
    size_t index;
    struct secret *secret;
    struct line line;
    char said[ERROR_SENTENCE];
};

static void password_question(const struct app *app, size_t index, char *text, size_t size)
{
    const struct bmc_target *target = controller_target(app, index);

    if (target->username != NULL)
        snprintf(text, size, _("Password of %s at %s"), target->username, target->hostname);
    else
        snprintf(text, size, _("Password of the anonymous user at %s"), target->hostname);
}

static void password_fill(struct dialog *dialog)
{
    struct password *password = (struct password *)dialog;
    struct board *board = &dialog->board;
    char text[ERROR_SENTENCE];

    snprintf(text, sizeof text, _("Controller: %s"), controller_name(dialog->app, password->index));
    app_title(dialog->app, text);
    password_question(dialog->app, password->index, text, sizeof text);
    board_line(board, ROLE_TEXT, COL_LINE, "");
    board_line(board, ROLE_LABEL, COL_LINE, text);
    board_text_line(board, ITEM_PASSWORD, COL_LINE, &password->line, WIDTH);
    board_next(board);
    board_line(board, ROLE_ERROR, COL_LINE, password->said);
}

static void controller_show(struct app *app, size_t index)
{
    app_go(app, GO_BMC);
    app->controller = index;
    app_switch(app, controller_target(app, index));
}

static void password_log_in(struct password *password)
{
    struct app *app = password->dialog.app;
    const struct tui_controllers *controllers = &app->setup->controllers;
    struct bmc_error error;

    if (controllers->login(controllers->data, password->index, password->secret, &error) !=
        TUI_LOGIN_DONE) {
        snprintf(password->said, sizeof password->said, "%s", error.sentence);
        app_beep(app);
        return;
    }
    dialog_close(&password->dialog);
    controller_show(app, password->index);
}

static void password_press(struct dialog *dialog, int id)
{
    if (id == ITEM_BACK)
        dialog_close(dialog);
    else
        password_log_in((struct password *)dialog);
}

static void password_release(struct dialog *dialog)
{
    secret_free(&((struct password *)dialog)->secret);
}

static const struct dialog_class password_class = {
    .view = {DIALOG_VIEW},
    .size = sizeof(struct password),
    .keys = N_("Enter continues  Tab moves  Esc back"),
    .buttons = {{ITEM_BACK, N_("BACK")}, {ITEM_LOG_IN, N_("LOG IN")}},
    .fill = password_fill,
    .press = password_press,
    .release = password_release,
};

static void password_open(struct app *app, size_t index)
{
    struct password *password = dialog_open(app, &password_class);

    password->index = index;
    password->secret = secret_create();
    line_init(&password->line, password->secret, SECRET_MAX, true);
}

/* --- going there --------------------------------------------------------------------------- */

static void controller_go_to(struct app *app, size_t index)
{
    const struct tui_controllers *controllers = &app->setup->controllers;
    struct bmc_error error = {.kind = ERROR_NONE};
    char title[TITLE];

    if (controller_is_listed(app) && index == app->controller &&
        app->load_error.kind == ERROR_LOGIN)
        controllers->forget(controllers->data, index);
    switch (controllers->login(controllers->data, index, NULL, &error)) {
    case TUI_LOGIN_DONE:
        controller_show(app, index);
        break;
    case TUI_LOGIN_ASK:
        password_open(app, index);
        break;
    case TUI_LOGIN_FAILED:
        snprintf(title, sizeof title, _("Controller: %s"), controller_name(app, index));
        ask_tell(app, title, error.sentence);
        break;
    }
}

void controller_log_in(struct app *app)
{
    const struct tui_controllers *controllers = &app->setup->controllers;
    struct bmc_error error;

    if (!app->lock.locked && controller_is_listed(app)) {
        controller_go_to(app, app->controller);
        return;
    }
    if (controller_is_listed(app)) {
        controllers->forget(controllers->data, app->controller);
        (void)controllers->login(controllers->data, app->controller, NULL, &error);
    }
    app_load(app, 0);
}

/* --- the list ------------------------------------------------------------------------------ */

static const char *controller_place(const struct bmc_target *target)
{
    if (bmc_driver_is_lan(target->driver))
        return target->hostname;
    if (target->driver == BMC_DRIVER_DEMO)
        return _("simulated BMC");
    return target->device != NULL ? target->device : _("this machine");
}

static bool controller_row(struct app *app, size_t index, char text[VALUE_TEXT * 2], int *id)
{
    const struct bmc_target *target;

    if (index >= app->setup->controllers.count)
        return false;
    target = controller_target(app, index);
    *id = (int)index + 1;
    if (strcmp(target->name, controller_place(target)) == 0)
        snprintf(text, VALUE_TEXT * 2, "%s", target->name);
    else
        snprintf(text, VALUE_TEXT * 2, "%-20s  %s", target->name, controller_place(target));
    return true;
}

static void controller_answered(void *data, struct app *app, int button)
{
    (void)data;
    if (button == 1)
        controller_go_to(app, app->wanted_controller);
}

/* The one that is shown already is gone to once more where it did not answer. */
static void controller_chosen(void *data, struct app *app, int id)
{
    size_t index = (size_t)id - 1;

    (void)data;
    if (controller_is_listed(app) && index == app->controller && app->load_error.kind == ERROR_NONE)
        return;
    app->wanted_controller = index;
    ask_about_edits(app, _("Controller: unsaved edits"),
                    _("Your edits are not saved. Showing another controller discards them."),
                    controller_answered, NULL);
}

void controller_choose(struct app *app)
{
    struct choose choose = {
        .title = _("Controller: which BMC to show and change"),
        .row = controller_row,
        .current = controller_is_listed(app) ? (int)app->controller + 1 : 0,
        .chosen = controller_chosen,
    };

    choose_open(app, &choose);
}
