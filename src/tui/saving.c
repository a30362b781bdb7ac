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
    size_t shown;               /* the step that was scrolled to */
};

/* The rest is there, or is dropped, and no step of the plan is taken. */
static bool saving_goes_back(const struct saving *saving)
{
    return saving->kind != SAVE_JOB_SAVE && saving->kind != SAVE_JOB_FINISH;
}

/* ", step 3 of 13, 4 s": what changes is told in a look of its own, which costs few bytes. */
static void saving_draw_progress(const struct saving *saving, struct app *app)
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
        snprintf(text, sizeof text, "%s", _(", undoing"));
    else
        snprintf(text, sizeof text, _(", step %zu of %zu"), state->step + 1, state->plan.count);
    used = strlen(text);
    if (seconds > 0 && !left_is_shown) /* a second clock would double what goes over the line */
        snprintf(text + used, sizeof text - used, _(", %d s"), seconds);
    app_title_state(app, text);
}

static void saving_print_title(const struct saving *saving, const char *name, char *title,
                               size_t size)
{
    bool back = saving_goes_back(saving);
    unsigned channel = saving->state.plan.channel;

    if (channel == 0)
        snprintf(title, size, back ? _("Undoing the change to %s") : _("Saving to %s"), name);
    else
        snprintf(title, size,
                 back ? _("Undoing the change to channel %u of %s")
                      : _("Saving to channel %u of %s"),
                 channel, name);
}

static void saving_draw_title(struct saving *saving, struct app *app)
{
    bool back = saving_goes_back(saving);
    char name[VALUE_TEXT * 2], title[300];

    if (screen_narrow(app->screen))
        snprintf(title, sizeof title, "%s", back ? _("Undoing") : _("Saving"));
    else
        saving_print_title(saving, app_bmc_name(app, name, sizeof name), title, sizeof title);
    app_title(app, title);
    saving_draw_progress(saving, app);
}

static int saving_seconds_left(const struct saving *saving, int64_t until_ms)
{
    int64_t left = until_ms - app_now(saving->dialog.app);

    return left > 0 ? (int)((left + 999) / 1000) : 0;
}

/* How long it reads back at most stands there from the beginning; then it counts. */
static void saving_print_step(const struct saving *saving, size_t step, char *text, size_t size)
{
    const struct save_state *state = &saving->state;
    bool verifies = state->plan.steps[step].kind == STEP_VERIFY, counts;

    counts = state->steps[step] == STEP_RUNNING && state->stage == SAVE_STAGE_VERIFY;
    snprintf(text, size, "%s", report_step_state(state, step));
    if (verifies && (counts || state->steps[step] == STEP_WAITING))
        snprintf(text, size, _("up to %d s"),
                 counts ? saving_seconds_left(saving, state->until_ms)
                        : (int)saving->dialog.app->settings->verify_s);
}

static enum role saving_step_role(enum step_state state)
{
    return state == STEP_DONE      ? ROLE_GOOD
           : state == STEP_RUNNING ? ROLE_RUNNING
           : state == STEP_FAILED  ? ROLE_ERROR
                                   : ROLE_TEXT;
}

static void saving_add_steps(struct saving *saving)
{
    const struct save_state *state = &saving->state;
    struct board *board = &saving->dialog.board;
    char text[80];

    for (size_t i = 0; i < state->plan.count && !saving_goes_back(saving); i++) {
        saving_print_step(saving, i, text, sizeof text);
        board_put(board, ROLE_LABEL, COL_LABEL,
                  plan_step_name(&state->plan, &state->plan.steps[i]));
        board_put(board, saving_step_role(state->steps[i]), COL_STATE, text);
        board_next(board);
    }
    if (state->step != saving->shown)
        board_show(board, (int)state->step);
    saving->shown = state->step;
}

static void saving_add_waiting(struct saving *saving)
{
    const struct save_state *state = &saving->state;
    int left = saving_seconds_left(saving, state->until_ms);
    char text[200] = "", who[120];

    if (saving->held_until_ms != 0)
        snprintf(text, sizeof text, _("%s is saving to this BMC; waiting, %d s left"),
                 guard_holder(&saving->holder, who, sizeof who),
                 saving_seconds_left(saving, saving->held_until_ms));
    else if (state->waits_for_bmc && left > 0)
        snprintf(text, sizeof text, _("The BMC does not answer; waiting for it, %d s left"), left);
    else if (state->stage == SAVE_STAGE_PUT_BACK || saving_goes_back(saving))
        snprintf(text, sizeof text, "%s", _("Undoing the change."));
    else if (saving->stopping)
        snprintf(text, sizeof text, "%s", _("Stopping after this step."));
    else if (state->stage == SAVE_STAGE_WAIT_LOCK && left > 0)
        snprintf(text, sizeof text,
                 _("Another program is writing to the BMC; waiting, %d s left"), left);
    board_line(&saving->dialog.board, ROLE_RUNNING, COL_LABEL, text);
}

/* Undoing is not stopped. */
static bool saving_may_stop(const struct saving *saving)
{
    return saving->state.stage != SAVE_STAGE_PUT_BACK && !saving->stopping &&
           !saving_goes_back(saving);
}

static bool saving_may_skip(const struct saving *saving)
{
    return saving->state.stage == SAVE_STAGE_VERIFY && !saving->stopping;
}

/* Nothing has the focus until a person moves it to a button: a second Enter is no stop. A button
 * that has gone does not leave its focus to the other one. */
static void saving_add_buttons(struct saving *saving)
{
    struct board *board = &saving->dialog.board;

    if (board->focus == BUTTON_NO_WAIT && !saving_may_skip(saving))
        board_focus(board, BOARD_NOTHING);
    if (saving_may_stop(saving))
        board_button(board, BUTTON_STOP, _("STOP AND PUT BACK"));
    if (saving_may_skip(saving))
        board_button(board, BUTTON_NO_WAIT, _("DO NOT WAIT"));
}

static void saving_fill(struct dialog *dialog)
{
    struct saving *saving = (struct saving *)dialog;
    struct app *app = dialog->app;

    saving_draw_title(saving, app);
    saving_add_steps(saving);
    board_footer(&dialog->board);
    saving_add_waiting(saving);
    saving_add_buttons(saving);
    if (saving_may_stop(saving))
        app_key_line(app, _("Tab, then Enter, stops  Esc stops"));
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
        ask.title = _("Another program has locked the BMC");
        ask.text = _("Another program has locked the BMC's settings, or left them locked when it "
                     "ended. If no other program is writing to this BMC now, the lock is stale and "
                     "can be cleared.");
        ask.buttons[0] = _("DO NOT SAVE");
        ask.buttons[1] = _("CLEAR THE LOCK");
        ask.keys = _("Tab moves  Enter presses  Esc does not save");
    } else {
        ask.title = _("The BMC does not show all values yet");
        ask.text = _("Everything was written, but the BMC does not show it yet. Keep it as it is, "
                     "or undo it.");
        ask.buttons[0] = _("UNDO");
        ask.buttons[1] = _("KEEP");
        ask.keys = _("Tab moves  Enter presses  Esc undoes");
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

static bool saving_key(struct dialog *dialog, const struct key *key)
{
    if (key->code == K_ENTER && dialog->board.focus == BOARD_NOTHING)
        dialog->app->idle_enter_ms = app_now(dialog->app);
    return false;
}

static const struct dialog_class saving_class = {
    .view = {DIALOG_VIEW, .event = saving_event, .tick = dialog_tick, .no_suspend = true},
    .size = sizeof(struct saving),
    .fill = saving_fill,
    .key = saving_key,
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
    board_focus(&saving->dialog.board, BOARD_NOTHING);
    app->save_job = jobs_submit(app->jobs, save_job_for_worker(save));
    saving->dialog.job = app->save_job; /* its seconds are shown */
}
