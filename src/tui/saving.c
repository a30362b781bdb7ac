/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/dialogs.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "core/report.h"
#include "tui/ask.h"
#include "tui/dialog.h"

enum { COL_LABEL = 2, COL_STATE = 24 };
enum { BUTTON_STOP = 1, BUTTON_NO_WAIT };

struct saving {
    struct dialog dialog;
    enum save_job_kind kind;
    struct save_state state; /* as told last */
    bool stopping;
    struct store_holder holder; /* who is waited for */
    int64_t held_until_ms;      /* 0: nobody */
};

/* The rest is there, or is dropped, and no step of the plan is taken. */
static bool saving_goes_back(const struct saving *saving)
{
    return saving->kind != SAVE_JOB_SAVE && saving->kind != SAVE_JOB_FINISH;
}

/* ", step 3 of 13, 4 s": what changes is told in a look of its own, which costs few bytes. */
static void saving_draw_progress(const struct saving *saving, struct app *app, int col)
{
    int seconds = dialog_seconds(&saving->dialog);
    const struct save_state *state = &saving->state;
    bool left_is_shown = state->stage == SAVE_STAGE_VERIFY ||
                         state->stage == SAVE_STAGE_WAIT_LOCK || state->waits_for_bmc;
    char text[120];
    size_t used;

    if (saving_goes_back(saving))
        text[0] = '\0';
    else if (state->stage == SAVE_STAGE_PUT_BACK)
        snprintf(text, sizeof text, "%s", _(", putting back"));
    else
        snprintf(text, sizeof text, _(", step %zu of %zu"), state->step + 1, state->plan.count);
    used = strlen(text);
    if (seconds > 0 && !left_is_shown) /* a second clock would double what goes over the line */
        snprintf(text + used, sizeof text - used, _(", %d s"), seconds);
    screen_clipped(app->screen, 0, col, app_title_columns(app) - col, ROLE_TITLE_STATE, text);
}

static void saving_draw_title(struct saving *saving, struct app *app)
{
    const struct save_state *state = &saving->state;
    bool back = saving_goes_back(saving);
    char name[VALUE_TEXT * 2], title[300];

    if (screen_narrow(app->screen))
        snprintf(title, sizeof title, "%s", back ? _("Putting back") : _("Saving"));
    else
        snprintf(title, sizeof title,
                 back ? _("Putting back channel %u of %s") : _("Saving to channel %u of %s"),
                 state->plan.channel, app_bmc_name(app, name, sizeof name));
    app_title(app, title);
    saving_draw_progress(saving, app, text_columns(title));
}

static void saving_add_steps(struct saving *saving)
{
    const struct save_state *state = &saving->state;
    struct board *board = &saving->dialog.board;
    const char *text;

    for (size_t i = 0; i < state->plan.count && !saving_goes_back(saving); i++) {
        text = report_step_state(state, i);
        board_put(board, ROLE_LABEL, COL_LABEL,
                  plan_step_name(&state->plan, &state->plan.steps[i]));
        board_put(board, state->steps[i] == STEP_DONE ? ROLE_GOOD : ROLE_TEXT, COL_STATE, text);
        board_next(board);
    }
}

static void saving_add_waiting(struct saving *saving, struct app *app)
{
    const struct save_state *state = &saving->state;
    int64_t left = (state->until_ms - app_now(app) + 999) / 1000;
    int held = (int)((saving->held_until_ms - app_now(app) + 999) / 1000);
    char text[200] = "", who[120];

    if (saving->held_until_ms != 0)
        snprintf(text, sizeof text, _("%s is saving to this BMC; waiting, %d s left"),
                 guard_holder(&saving->holder, who, sizeof who), held > 0 ? held : 0);
    else if (state->waits_for_bmc && left > 0)
        snprintf(text, sizeof text, _("The BMC does not answer; waiting for it, %d s left"),
                 (int)left);
    else if (state->stage == SAVE_STAGE_PUT_BACK || saving_goes_back(saving))
        snprintf(text, sizeof text, "%s", _("Putting back what was there before."));
    else if (saving->stopping)
        snprintf(text, sizeof text, "%s", _("Stopping after this step."));
    else if (state->stage == SAVE_STAGE_WAIT_LOCK && left > 0)
        snprintf(text, sizeof text, _("Somebody else is writing to the BMC; waiting, %d s left"),
                 (int)left);
    else if (state->stage == SAVE_STAGE_VERIFY && left > 0)
        snprintf(text, sizeof text, _("Reading back until it matches, %d s left"), (int)left);
    board_line(&saving->dialog.board, ROLE_RUNNING, COL_LABEL, text);
}

/* Putting back is not stopped. */
static bool saving_may_stop(const struct saving *saving)
{
    return saving->state.stage != SAVE_STAGE_PUT_BACK && !saving->stopping &&
           !saving_goes_back(saving);
}

static bool saving_may_skip(const struct saving *saving)
{
    return saving->state.stage == SAVE_STAGE_VERIFY && !saving->stopping;
}

static void saving_fill(struct dialog *dialog)
{
    struct saving *saving = (struct saving *)dialog;
    struct board *board = &dialog->board;
    struct app *app = dialog->app;

    saving_draw_title(saving, app);
    saving_add_steps(saving);
    board_footer(board);
    saving_add_waiting(saving, app);
    if (saving_may_stop(saving)) {
        board_button(board, BUTTON_STOP, _("STOP AND PUT BACK"));
        app_key_line(app, _("Enter presses  Esc stops and puts back"));
    }
    if (saving_may_skip(saving))
        board_button(board, BUTTON_NO_WAIT, _("DO NOT WAIT"));
    screen_cursor(app->screen, APP_BODY_TOP, COL_STATE);
}

static void saving_stop(struct dialog *dialog)
{
    struct saving *saving = (struct saving *)dialog;

    if (!saving_may_stop(saving)) {
        app_beep(dialog->app);
        return;
    }
    saving->stopping = true;
    jobs_stop_saving(dialog->app->jobs);
}

static void saving_press(struct dialog *dialog, int id)
{
    if (id == BUTTON_NO_WAIT && saving_may_skip((struct saving *)dialog))
        worker_skip(jobs_worker(dialog->app->jobs));
    else
        saving_stop(dialog);
}

static void saving_answered(void *data, struct app *app, int button)
{
    (void)data;
    worker_answer(jobs_worker(app->jobs), button == 1);
}

static void saving_ask(struct app *app, enum save_question question)
{
    struct ask ask = {.answered = saving_answered};

    if (question == SAVE_ASK_CLEAR_LOCK) {
        ask.title = _("The BMC is locked by somebody else");
        ask.text = _("Another program holds the BMC's set-in-progress lock, or left it behind "
                     "when it died. If nobody else is writing to this BMC now, the lock is stale "
                     "and can be cleared.");
        ask.buttons[0] = _("DO NOT SAVE");
        ask.buttons[1] = _("CLEAR THE LOCK");
        ask.keys = _("Tab moves  Enter presses  Esc does not save");
    } else {
        ask.title = _("Not all values have been seen in the BMC yet");
        ask.text = _("Everything was written, but the BMC does not show it yet. It can be kept as "
                     "it is, or the old values can be put back.");
        ask.buttons[0] = _("PUT BACK");
        ask.buttons[1] = _("KEEP");
        ask.keys = _("Tab moves  Enter presses  Esc puts back");
    }
    ask_open(app, &ask);
}

static void saving_event(struct view *view, struct app *app, const struct job_event *event)
{
    struct saving *saving = (struct saving *)view;

    if (event->job != app->save_job)
        return;
    if (event->kind == SAVE_JOB_PROGRESS) {
        saving->state = *(const struct save_state *)event->payload;
        saving->held_until_ms = 0;
    } else if (event->kind == SAVE_JOB_WAITING) {
        const struct save_job_waiting *waiting = event->payload;

        saving->holder = waiting->holder;
        saving->held_until_ms = app_now(app) + waiting->left_ms;
    } else if (event->kind == SAVE_JOB_QUESTION) {
        saving_ask(app, *(const enum save_question *)event->payload);
    } else if (event->kind == JOB_ENDED) {
        view_close(app, view);
    }
}

static const struct dialog_class saving_class = {
    .view = {DIALOG_VIEW, .event = saving_event, .tick = dialog_tick, .no_suspend = true},
    .size = sizeof(struct saving),
    .fill = saving_fill,
    .press = saving_press,
    .escape = saving_stop,
};

void saving_open(struct app *app)
{
    struct saving *saving = dialog_open(app, &saving_class);
    struct save_job *save = app->next_save;

    app->next_save = NULL;
    saving->kind = save->kind;
    saving->state.plan = save->plan;
    saving->state.plan.password = NULL;
    saving->dialog.since_ms = app_now(app);
    app->save_job = jobs_submit(app->jobs, save_job_for_worker(save));
    saving->dialog.job = app->save_job; /* its seconds are shown */
}
