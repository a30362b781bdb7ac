/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/dialogs.h"

#include <stdio.h>

#include "base/i18n.h"
#include "base/text.h"
#include "core/diagnose.h"
#include "tui/controller.h"
#include "tui/dialog.h"

#define STATUS_NO_BMC 3
#define TEXT_COLUMN   24
/* A BMC that comes back is noticed without a key, too; one that is not there is looked for less and
 * less often. */
#define RETRY_MS         5000
#define RETRY_LONGEST_MS 30000

enum { ITEM_RETRY = 1, ITEM_CONTROLLER, ITEM_MORE, ITEM_DEMO, ITEM_LEAVE };

struct nobmc {
    struct dialog dialog;
    bool machine_shown; /* what this machine knows of its BMC matters */
    bool no_lan;        /* there is one, without a LAN channel: other pages work */
    bool not_let_in;    /* there is one, but it refused the login */
    int64_t failed_ms;  /* when the last try ended */
    int64_t pause_ms;   /* from then to the next one */
    struct finding findings[DIAGNOSE_COUNT];
    struct diagnosis diagnosis;
};

static const char *nobmc_tag(const struct nobmc *nobmc)
{
    return nobmc->not_let_in ? _("LOGIN FAILED") : _("NO BMC");
}

static void nobmc_draw_title(struct app *app, const struct nobmc *nobmc)
{
    struct screen *screen = app->screen;
    bool narrow = screen_narrow(screen);
    const char *tag = nobmc_tag(nobmc);
    int columns = screen_cols(screen) - 3 - text_columns(tag), col;

    col = screen_rich(screen) && !narrow ? 1 : 0;
    col = screen_format(screen, 0, col, ROLE_TITLE, "bmctui%s%s", narrow ? " " : "  ",
                        _("Network > IPMI"));
    col += narrow ? 2 : 4;
    screen_clipped(screen, 0, col, columns - col, ROLE_TITLE, app->host);
    app_tag(app, tag);
}

/* The edge of a box has it, if it is not too long. */
static void nobmc_add_headline(struct nobmc *nobmc)
{
    struct app *app = nobmc->dialog.app;
    const char *headline = nobmc->diagnosis.headline;

    if (!nobmc->dialog.board.boxed) {
        board_line(&nobmc->dialog.board, ROLE_ERROR, 0, headline);
        return;
    }
    app_title_bar(app, ROLE_BAR_BAD);
    if (text_columns(headline) <= app_title_columns(app)) {
        app_title(app, headline);
        return;
    }
    app_title(app, nobmc_tag(nobmc));
    board_line(&nobmc->dialog.board, ROLE_TEXT, 2, headline);
    board_next(&nobmc->dialog.board);
}

static const char *nobmc_keys(const struct app *app)
{
    bool keys = screen_function_keys(app->screen);

    if (app->lock.locked)
        return keys ? _(" F2 log in   F5 retry   F1 help")
                    : _("Esc then: 2 log in   5 retry   1 help");
    if (app->lock.used)
        return keys ? _("F1 Help  F5 Retry  F10 Lock") : _("Esc then: 1 Help  5 Retry  0 Lock");
    if (screen_narrow(app->screen))
        return keys ? _("F1 Help F5 Retry F10 Leave") : _("Esc: 1 Help 5 Retry 0 Leave");
    return keys ? _("F1 Help  F5 Retry  F10 Leave   Tab moves  Enter presses")
                : _("Esc then: 1 Help  5 Retry  0 Leave   Tab moves  Enter presses");
}

/* A new try takes long over LAN. */
static void nobmc_add_running(struct nobmc *nobmc)
{
    struct app *app = nobmc->dialog.app;
    unsigned seconds = (unsigned)((app_now(app) - app->load_ms) / 1000);
    char text[128];

    if (app->load_job == 0)
        return;
    snprintf(text, sizeof text, _("Looking for the BMC again, %u s (Esc stops)"), seconds);
    board_line(&nobmc->dialog.board, ROLE_RUNNING, 0, text);
}

static void nobmc_fill(struct dialog *dialog)
{
    struct nobmc *nobmc = (struct nobmc *)dialog;
    struct board *board = &dialog->board;
    struct app *app = dialog->app;
    char name[VALUE_TEXT];

    nobmc_draw_title(app, nobmc);
    nobmc_add_headline(nobmc);
    if (controller_shown(app))
        board_pair(board, ROLE_LABEL, _("Controller"), TEXT_COLUMN, ROLE_TEXT,
                   controller_text(app, name));
    for (int i = 0; nobmc->machine_shown && i < DIAGNOSE_DEVICE; i++)
        board_pair(board, ROLE_LABEL, nobmc->findings[i].label, TEXT_COLUMN,
                   nobmc->findings[i].severity == SEVERITY_FAULT ? ROLE_WARNING : ROLE_TEXT,
                   nobmc->findings[i].text);
    if (nobmc->diagnosis.what_to_do[0] != '\0')
        board_pair(board, ROLE_LABEL, finding_todo_label(), TEXT_COLUMN, ROLE_TEXT,
                   nobmc->diagnosis.what_to_do);
    board_footer(board);
    board_button(board, ITEM_RETRY, _("RETRY"));
    if (controller_shown(app) && !app->lock.locked)
        board_button(board, ITEM_CONTROLLER, _("CONTROLLER"));
    if (nobmc->no_lan && !app->lock.locked)
        board_button(board, ITEM_MORE, _("MORE"));
    if (!app->lock.used) {
        board_button(board, ITEM_DEMO, _("DEMO"));
        board_button(board, ITEM_LEAVE, _("LEAVE"));
    }
    board_next(board);
    nobmc_add_running(nobmc);
    app_key_line(app, nobmc_keys(app));
}

/* A locked console is not left; with somebody logged in it locks again. */
static void nobmc_leave(struct app *app)
{
    if (!app->lock.used)
        app_leave(app, STATUS_NO_BMC);
    else if (!app->lock.locked)
        lock_ask(app);
    else
        app_beep(app);
}

/* After a refused login the same credentials would fail again: ask for new ones. */
static void nobmc_retry(struct app *app)
{
    if (app->load_job != 0)
        app_beep(app);
    else if (app->load_error.kind == ERROR_LOGIN)
        controller_log_in(app);
    else
        app_load(app, 0);
}

static void nobmc_press(struct dialog *dialog, int id)
{
    if (id == ITEM_RETRY)
        nobmc_retry(dialog->app);
    else if (id == ITEM_CONTROLLER)
        controller_choose(dialog->app);
    else if (id == ITEM_MORE)
        app_go(dialog->app, GO_MORE);
    else if (id == ITEM_DEMO)
        app_switch(dialog->app, &dialog->app->demo_target);
    else
        nobmc_leave(dialog->app);
}

static void nobmc_escape(struct dialog *dialog)
{
    app_stop(dialog->app);
}

static bool nobmc_key(struct dialog *dialog, const struct key *key)
{
    struct app *app = dialog->app;

    switch (key->code) {
    case K_F1: /* don't advertise keys the user can't use before login */
        app_go(app, app->lock.locked ? GO_LOCKED_HELP : GO_HELP);
        return true;
    case K_F2:
        if (app->lock.locked)
            app_go(app, GO_LOGIN);
        return app->lock.locked;
    case K_F5:
        nobmc_retry(app);
        return true;
    case K_F9:
        if (((struct nobmc *)dialog)->no_lan && !app->lock.locked)
            app_go(app, GO_MORE);
        return ((struct nobmc *)dialog)->no_lan && !app->lock.locked;
    case K_F10:
    case K_CTRL_C:
        nobmc_leave(app);
        return true;
    default:
        return false;
    }
}

/* Errors after which to retry unasked: repeating a refused login may lock the account, and what
 * the user has stopped stays stopped. */
static bool nobmc_may_come_back(const struct bmc_error *error)
{
    return error->kind != ERROR_NONE && error->kind != ERROR_LOGIN &&
           error->kind != ERROR_CANCELLED && error->kind != ERROR_USAGE;
}

/* The locked screen beneath looks by itself. */
static int64_t nobmc_tick(struct view *view, struct app *app, int64_t now_ms)
{
    struct nobmc *nobmc = (struct nobmc *)view;

    if (app->load_job == 0 && (app->lock.locked || !nobmc_may_come_back(&app->load_error)))
        return -1;
    if (app->load_job == 0 && now_ms < nobmc->failed_ms + nobmc->pause_ms)
        return nobmc->failed_ms + nobmc->pause_ms;
    if (app->load_job == 0) {
        app_load(app, 0);
        if (nobmc->pause_ms < RETRY_LONGEST_MS)
            nobmc->pause_ms *= 2;
    }
    return dialog_next_second(app->load_ms, now_ms);
}

static const struct dialog_class nobmc_class = {
    .view = {DIALOG_VIEW, .tick = nobmc_tick, .page = true, .main = true, .no_help = true},
    .size = sizeof(struct nobmc),
    .card = true,
    .fill = nobmc_fill,
    .press = nobmc_press,
    .escape = nobmc_escape,
    .key = nobmc_key,
};

void nobmc_close(struct app *app)
{
    view_remove(app, &nobmc_class.view);
}

/* Opened beneath dialogs: help and a half-typed password stay on the screen. */
void nobmc_open(struct app *app)
{
    const struct bmc_error *error = &app->load_error;
    struct nobmc *nobmc = (struct nobmc *)view_find(app, &nobmc_class.view);
    const struct bmc_target *target = app->target;
    struct machine machine;

    if (nobmc == NULL) {
        nobmc = dialog_new(app, &nobmc_class);
        nobmc->pause_ms = RETRY_MS;
        view_push_low(app, &nobmc->dialog.view);
    }
    machine_examine(&machine, "", target->device);
    diagnose_machine(&machine, nobmc->findings);
    diagnose_explain(&nobmc->diagnosis, &machine, target, error);
    nobmc->no_lan = error->kind == ERROR_NO_LAN;
    nobmc->not_let_in = error->kind == ERROR_LOGIN;
    nobmc->machine_shown = nobmc->diagnosis.machine_matters && !nobmc->no_lan;
    nobmc->failed_ms = app_now(app);
}
