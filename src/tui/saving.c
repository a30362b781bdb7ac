/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/saving.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "core/report.h"
#include "tui/ask.h"
#include "tui/board.h"
#include "tui/formview.h"
#include "tui/pending.h"
#include "tui/result.h"

enum { COL_LABEL = 2, COL_STATE = 24 };
enum { BUTTON_STOP = 1, BUTTON_NO_WAIT };

struct saving_view {
    struct view view;
    struct board board;
    enum save_job_kind kind;
    struct save_state state; /* as told last */
    int64_t started_ms;
    bool stopping;
    struct store_holder holder; /* who is waited for */
    int64_t held_until_ms;      /* 0: nobody */
};

/* The rest is there, or is dropped, and no step of the plan is taken. */
static bool goes_back(const struct saving_view *saving)
{
    return saving->kind != SAVE_JOB_SAVE && saving->kind != SAVE_JOB_FINISH;
}

/* --- drawing -------------------------------------------------------------- */

/* Time that is left is shown then; a second clock would double what goes over the line. */
static bool counts_down(const struct save_state *state)
{
    return state->stage == SAVE_STAGE_VERIFY || state->stage == SAVE_STAGE_WAIT_LOCK ||
           state->waits_for_bmc;
}

/* ", step 3 of 13, 4 s": what changes is told in a look of its own, which costs few bytes. */
static void draw_progress(const struct saving_view *saving, struct app *app, int col)
{
    int seconds = (int)((app_now(app) - saving->started_ms) / 1000);
    const struct save_state *state = &saving->state;
    char text[120];
    size_t used;

    if (goes_back(saving))
        text[0] = '\0';
    else if (state->stage == SAVE_STAGE_PUT_BACK)
        snprintf(text, sizeof text, "%s", _(", putting back"));
    else
        snprintf(text, sizeof text, _(", step %zu of %zu"), state->step + 1, state->plan.count);
    used = strlen(text);
    if (seconds > 0 && !counts_down(state))
        snprintf(text + used, sizeof text - used, _(", %d s"), seconds);
    screen_clipped(app->screen, 0, col, app_title_columns(app) - col, ROLE_TITLE_STATE, text);
}

static void draw_title(struct saving_view *saving, struct app *app)
{
    const struct save_state *state = &saving->state;
    bool back = goes_back(saving);
    char name[VALUE_TEXT * 2], title[300];

    if (screen_narrow(app->screen))
        snprintf(title, sizeof title, "%s", back ? _("Putting back") : _("Saving"));
    else
        snprintf(title, sizeof title,
                 back ? _("Putting back channel %u of %s") : _("Saving to channel %u of %s"),
                 state->plan.channel, app_bmc_name(app, name, sizeof name));
    app_title(app, title);
    draw_progress(saving, app, text_columns(title));
}

static void add_steps(struct saving_view *saving)
{
    const struct save_state *state = &saving->state;
    struct board *board = &saving->board;
    const char *text;
    size_t i;

    for (i = 0; i < state->plan.count && !goes_back(saving); i++) {
        text = report_step_state(state, i);
        board_put(board, ROLE_LABEL, COL_LABEL, plan_step_name(&state->plan.steps[i]));
        board_put(board, state->steps[i] == STEP_DONE ? ROLE_GOOD : ROLE_TEXT, COL_STATE, text);
        board_next(board);
    }
}

static void waiting_text(const struct saving_view *saving, struct app *app, char *text,
                         size_t size)
{
    int left = (int)((saving->held_until_ms - app_now(app) + 999) / 1000);
    char who[120];

    snprintf(text, size, _("%s is saving to this BMC; waiting, %d s left"),
             guard_holder(&saving->holder, who, sizeof who), left > 0 ? left : 0);
}

static void add_waiting(struct saving_view *saving, struct app *app)
{
    const struct save_state *state = &saving->state;
    int64_t left = (state->until_ms - app_now(app) + 999) / 1000;
    char text[200];

    text[0] = '\0';
    if (saving->held_until_ms != 0)
        waiting_text(saving, app, text, sizeof text);
    else if (state->waits_for_bmc && left > 0)
        snprintf(text, sizeof text, _("The BMC does not answer; waiting for it, %d s left"),
                 (int)left);
    else if (state->stage == SAVE_STAGE_PUT_BACK || goes_back(saving))
        snprintf(text, sizeof text, "%s", _("Putting back what was there before."));
    else if (saving->stopping)
        snprintf(text, sizeof text, "%s", _("Stopping after this step."));
    else if (state->stage == SAVE_STAGE_WAIT_LOCK && left > 0)
        snprintf(text, sizeof text, _("Somebody else is writing to the BMC; waiting, %d s left"),
                 (int)left);
    else if (state->stage == SAVE_STAGE_VERIFY && left > 0)
        snprintf(text, sizeof text, _("Reading back until it matches, %d s left"), (int)left);
    board_line(&saving->board, ROLE_RUNNING, COL_LABEL, text);
}

/* Putting back is not stopped. */
static bool may_stop(const struct saving_view *saving)
{
    return saving->state.stage != SAVE_STAGE_PUT_BACK && !saving->stopping && !goes_back(saving);
}

static bool may_skip(const struct saving_view *saving)
{
    return saving->state.stage == SAVE_STAGE_VERIFY && !saving->stopping;
}

static void saving_draw(struct view *view, struct app *app)
{
    struct saving_view *saving = (struct saving_view *)view;
    struct board *board = &saving->board;

    draw_title(saving, app);
    board_begin(board, app->screen);
    add_steps(saving);
    board_footer(board);
    add_waiting(saving, app);
    if (may_stop(saving))
        board_button(board, BUTTON_STOP, _("STOP AND PUT BACK"));
    if (may_skip(saving))
        board_button(board, BUTTON_NO_WAIT, _("DO NOT WAIT"));
    screen_cursor(app->screen, APP_BODY_TOP, COL_STATE);
    board_draw(board, app->screen, APP_BODY_TOP, app_body_rows(app));
    if (may_stop(saving))
        app_key_line(app, _("Enter presses  Esc stops and puts back"));
}

/* --- keys ----------------------------------------------------------------- */

static void stop(struct saving_view *saving, struct app *app)
{
    if (!may_stop(saving)) {
        app_beep(app);
        return;
    }
    saving->stopping = true;
    jobs_stop_saving(app->jobs);
}

static void press(struct saving_view *saving, struct app *app, int id)
{
    if (id == BUTTON_NO_WAIT && may_skip(saving))
        jobs_skip_wait(app->jobs);
    else
        stop(saving, app);
}

static void saving_key(struct view *view, struct app *app, const struct key *key)
{
    struct saving_view *saving = (struct saving_view *)view;
    struct board_action action = board_key(&saving->board, key);

    if (action.kind == BOARD_ESCAPE)
        stop(saving, app);
    else if (action.kind == BOARD_PRESSED)
        press(saving, app, action.id);
    else if (action.kind == BOARD_BEEP)
        app_beep(app);
}

/* --- what the worker tells ------------------------------------------------ */

static void answered(void *data, struct app *app, int button)
{
    (void)data;
    jobs_answer(app->jobs, button == 1);
}

static void ask_person(struct app *app, enum save_question question)
{
    struct ask ask = {.answered = answered};

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

static void on_waiting(struct saving_view *saving, struct app *app,
                       const struct save_job_waiting *waiting)
{
    saving->holder = waiting->holder;
    saving->held_until_ms = app_now(app) + waiting->left_ms;
}

static void saving_event(struct view *view, struct app *app, const struct job_event *event)
{
    struct saving_view *saving = (struct saving_view *)view;

    if (event->job != app->save_job)
        return;
    if (event->kind == SAVE_JOB_PROGRESS) {
        saving->state = *(const struct save_state *)event->payload;
        saving->held_until_ms = 0;
    } else if (event->kind == SAVE_JOB_WAITING) {
        on_waiting(saving, app, event->payload);
    } else if (event->kind == SAVE_JOB_QUESTION) {
        ask_person(app, *(const enum save_question *)event->payload);
    } else if (event->kind == JOB_ENDED) {
        view_close(app, view);
    }
}

static int64_t saving_tick(struct view *view, struct app *app, int64_t now_ms)
{
    struct saving_view *saving = (struct saving_view *)view;

    (void)app;
    return now_ms + 1000 - (now_ms - saving->started_ms) % 1000;
}

static void saving_release(struct view *view)
{
    struct saving_view *saving = (struct saving_view *)view;

    board_release(&saving->board);
    free(saving);
}

static const struct view_class saving_class = {
    .draw = saving_draw,
    .key = saving_key,
    .event = saving_event,
    .tick = saving_tick,
    .release = saving_release,
    .no_suspend = true,
};

void saving_open(struct app *app)
{
    struct saving_view *saving = xcalloc(1, sizeof *saving);
    struct save_job *save = app->next_save;

    app->next_save = NULL;
    saving->view.class = &saving_class;
    saving->kind = save->kind;
    saving->state.plan = save->plan;
    saving->state.plan.password = NULL;
    saving->started_ms = app_now(app);
    view_push(app, &saving->view);
    app->save_job = jobs_submit(app->jobs, save_job_for_worker(save));
}
