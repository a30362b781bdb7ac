/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An action (core/action.h) on the screen, in one dialog from the question to what came of it:
 * whose machine it is, is asked of the BMC; BACK and the action; on this very machine the name of
 * the host, then five seconds with STOP; how it goes; what came of it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "bmc/sel.h"
#include "guard/action.h"
#include "tui/action_own.h"
#include "tui/ask.h"
#include "tui/dialogs.h"
#include "tui/listview.h"
#include "tui/pending.h"

#define STOP_S 5

static int scene_read_clock(struct bmc *bmc, struct scene *scene, struct bmc_error *error)
{
    uint32_t shows = 0;
    int result = bmc_get_sel_time(bmc, &shows, error);

    event_clock_compare(&scene->clock, result == 0, shows, (int64_t)time(NULL));
    return result;
}

static int scene_run(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct scene *scene = argument;
    struct bmc_error why;

    if (scene->kind == ACTION_SET_CLOCK)
        return scene_read_clock(ctx->bmc, scene, error);
    if (scene->kind == ACTION_STOP_WATCHDOG)
        return bmc_get_watchdog(ctx->bmc, &scene->watchdog, error);
    if (scene->kind == ACTION_REARM)
        return 0;
    scene->here = here_find(ctx->bmc, "");
    scene->people = host_logged_in();
    scene->power_known = bmc_get_chassis_status(ctx->bmc, &scene->power, &why) == 0;
    if (scene->power_known || why.kind == ERROR_REFUSED || why.kind == ERROR_MALFORMED)
        return 0;
    return error_copy(error, &why);
}

static void action_send(struct action_dialog *ask)
{
    struct app *app = ask->dialog.app;
    struct action_job *job =
        action_job_create(ask->kind, app->target, app->settings->state_directory);

    snprintf(job->user, sizeof job->user, "%s", app->lock.user);
    job->read_only = app_read_only(app);
    job->action.utc = ask->action.utc;
    job->action.local = ask->action.local;
    job->action.number = ask->action.number;
    job->this_machine = ask->scene.here != HERE_NO;
    ask->stage = ASK_RUNNING;
    ask->dialog.since_ms = app_now(app);
    ask->dialog.job = jobs_submit(app->jobs, (struct job){.run = action_job_run,
                                                          .release = free,
                                                          .argument = job,
                                                          .writes = true});
    board_focus(&ask->dialog.board, BOARD_NOTHING);
}

static void action_begin_stop(struct action_dialog *ask)
{
    if (strcmp(secret_bytes(ask->name), ask->host) != 0) {
        snprintf(ask->wrong, sizeof ask->wrong,
                 _("Type the name of this machine exactly: %.80s"), ask->host);
        board_focus(&ask->dialog.board, ITEM_NAME);
        app_beep(ask->dialog.app);
        return;
    }
    ask->stage = ASK_STOP;
    ask->until_ms = app_now(ask->dialog.app) + STOP_S * INT64_C(1000);
    board_focus(&ask->dialog.board, BUTTON_STOP);
}

static void action_escape(struct dialog *dialog)
{
    struct action_dialog *ask = (struct action_dialog *)dialog;

    if (ask->stage == ASK_STOP) {
        ask->stage = ASK_QUESTION;
        board_focus(&dialog->board, BUTTON_BACK);
    } else if (ask->stage == ASK_RUNNING && ask->action.stage >= ACTION_WATCHING) {
        worker_stop(jobs_worker(dialog->app->jobs), dialog->job);
    } else if (ask->stage == ASK_RUNNING) {
        app_beep(dialog->app);
    } else {
        dialog_close(dialog);
    }
}

static void action_press(struct dialog *dialog, int id)
{
    struct action_dialog *ask = (struct action_dialog *)dialog;

    if (id == BUTTON_IN_ORDER)
        ask->kind = ACTION_SHUT_DOWN;
    ask->action.utc = id == BUTTON_UTC;
    ask->action.local = id == BUTTON_LOCAL;
    if (id == BUTTON_IN_ORDER || id == BUTTON_UTC || id == BUTTON_LOCAL ||
        (id == BUTTON_GO && !action_is_dangerous(ask)))
        action_send(ask);
    else if (id == BUTTON_GO || id == ITEM_NAME)
        action_begin_stop(ask);
    else
        action_escape(dialog);
}

static void action_typed(struct dialog *dialog)
{
    ((struct action_dialog *)dialog)->wrong[0] = '\0';
}

static void action_say(struct action_dialog *ask, const char *sentence)
{
    ask->stage = ASK_DONE;
    snprintf(ask->said, sizeof ask->said, "%s", sentence);
    board_focus(&ask->dialog.board, BUTTON_CLOSE);
}

static void action_scene_read(struct action_dialog *ask, const struct job_event *event)
{
    char text[ERROR_SENTENCE * 2];

    if (event->error.kind != ERROR_NONE) {
        ask->action.outcome = ACTION_NOT_REACHED;
        snprintf(text, sizeof text, _("Nothing was sent: %s."), event->error.sentence);
        action_say(ask, text);
        return;
    }
    ask->scene = *(const struct scene *)event->payload;
    ask->stage = ASK_QUESTION;
    board_focus(&ask->dialog.board, BUTTON_BACK);
}

/* What is shown beneath may be another by now. */
static void action_read_page(struct app *app)
{
    struct listview *list = listview_find(app);

    if (list != NULL)
        listview_reload(list);
    else
        app_read_again(app);
}

static void action_ended(struct dialog *dialog, const struct job_event *event)
{
    struct action_dialog *ask = (struct action_dialog *)dialog;
    const struct action_job *job = event->payload;
    char text[ERROR_SENTENCE * 2];

    if (ask->stage == ASK_READING) {
        action_scene_read(ask, event);
        return;
    }
    ask->action = job->action;
    memcpy(ask->remark, job->remark, sizeof ask->remark);
    if (event->error.kind != ERROR_NONE) {
        ask->action.outcome = ACTION_NOT_REACHED;
        ask->action.error = event->error;
    }
    if (ask->action.error.kind == ERROR_DENIED)
        app_denied(dialog->app);
    action_say(ask, action_sentence(&ask->action, text, sizeof text));
    action_read_page(dialog->app);
}

static void action_event(struct view *view, struct app *app, const struct job_event *event)
{
    struct action_dialog *ask = (struct action_dialog *)view;

    if (event->job == ask->dialog.job && event->kind == ACTION_JOB_PROGRESS &&
        ask->stage == ASK_RUNNING)
        ask->action = *(const struct action *)event->payload;
    dialog_event(view, app, event);
}

static int64_t action_tick(struct view *view, struct app *app, int64_t now_ms)
{
    struct action_dialog *ask = (struct action_dialog *)view;

    if (ask->stage == ASK_STOP && now_ms >= ask->until_ms)
        action_send(ask);
    if (ask->stage == ASK_STOP)
        return dialog_next_second(ask->until_ms, now_ms);
    return dialog_tick(view, app, now_ms);
}

/* Nothing has the focus while it runs: an Enter that is still held does not stop the waiting, nor
 * close the result unread. */
static bool action_key(struct dialog *dialog, const struct key *key)
{
    const struct action_dialog *ask = (const struct action_dialog *)dialog;

    if (ask->stage == ASK_RUNNING && key->code == K_ENTER && dialog->board.focus == BOARD_NOTHING)
        dialog->app->idle_enter_ms = app_now(dialog->app);
    return ask->stage == ASK_DONE && dialog_held_enter(dialog, key);
}

static void action_release(struct dialog *dialog)
{
    secret_free(&((struct action_dialog *)dialog)->name);
}

static const struct dialog_class action_class = {
    .view = {DIALOG_VIEW, .event = action_event, .tick = action_tick, .no_suspend = true},
    .size = sizeof(struct action_dialog),
    .fill = action_fill,
    .press = action_press,
    .escape = action_escape,
    .typed = action_typed,
    .key = action_key,
    .ended = action_ended,
    .release = action_release,
};

/* false: it has been said why not. */
static bool action_may_begin(struct app *app, enum action_kind kind)
{
    struct guard *guard = guard_create(app->target, app->settings->state_directory, NULL);
    char text[ERROR_SENTENCE + 2];
    struct bmc_error why;
    int result = action_allowed(guard, app_read_only(app), &why);

    guard_destroy(guard);
    if (result == 0 && app_demo(app) && pending_counts_down(app))
        result = error_set(&why, ERROR_LOCKED, "%s", _("a save is waiting for confirmation"));
    if (result == 0)
        return true;
    app_beep(app);
    snprintf(text, sizeof text, _("%s."), why.sentence);
    ask_tell(app, action_label(kind), text);
    return false;
}

void action_open(struct app *app)
{
    struct action_dialog *ask;
    struct scene *scene;

    if (!action_may_begin(app, app->action))
        return;
    ask = dialog_open(app, &action_class);
    ask->kind = app->action;
    ask->action.number = app->action_sensor;
    snprintf(ask->sensor, sizeof ask->sensor, "%s", app->action_name);
    ask->name = secret_create();
    line_init(&ask->line, ask->name, TEXT_TYPED, false);
    host_name(ask->host, sizeof ask->host);
    scene = xcalloc(1, sizeof *scene);
    scene->kind = ask->kind;
    dialog_start(&ask->dialog, scene_run, scene);
}
