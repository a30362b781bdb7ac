/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/flow.h"

#include <assert.h>
#include <stdio.h>

#include "base/i18n.h"
#include "core/report.h"
#include "tui/ask.h"
#include "tui/formview.h"
#include "tui/dialogs.h"
#include "tui/listview.h"
#include "tui/pending.h"

static void flow_open_pending(struct app *app)
{
    if (app->pending.state == GUARD_CONFIRM)
        pending_window_open(app, NULL);
    else
        pending_recover_open(app);
}

void flow_run(struct app *app)
{
    static void (*const open[GO_COUNT])(struct app * app) = {
        [GO_PAGE] = network_open,     [GO_LOCKED] = locked_open,
        [GO_NO_BMC] = nobmc_open,     [GO_BMC] = nobmc_close,
        [GO_HELP] = help_open,        [GO_LOCKED_HELP] = locked_help_open,
        [GO_LOGIN] = login_view_open, [GO_IDENTIFY] = identify_open,
        [GO_MANAGE] = manage_open,    [GO_REVIEW] = review_open,
        [GO_REVIEW_PLAN] = review_plan_open,
        [GO_SAVING] = saving_open,    [GO_PENDING] = flow_open_pending,
        [GO_MORE] = more_open,        [GO_OTHER_PAGE] = more_go,
        [GO_ACTION] = action_open,    [GO_ACTION_TOLD] = action_told_open,
        [GO_GUEST] = guest_open,           [GO_GUEST_TOLD] = guest_told_open,
    };

    for (unsigned where = 0; app->go != 0; where = (where + 1) % GO_COUNT) {
        if ((app->go & 1u << where) == 0)
            continue;
        app->go &= ~(1u << where);
        open[where](app);
    }
}

/* --- after a save --------------------------------------------------------- */

/* The screen is gone, or about to go: what came of it is told when bmctui ends. */
static void flow_note_for_exit(struct app *app, const struct job_event *event)
{
    const struct save_job *save = event->payload;
    struct report report;

    if (event->error.kind != ERROR_NONE) {
        app->save_status = save_exit(SAVE_NOT_WRITTEN);
        snprintf(app->save_sentence, sizeof app->save_sentence, _("%s."), event->error.sentence);
        return;
    }
    report_make(&report, &save->state);
    app->save_status = guard_exit(&save->state);
    snprintf(app->save_sentence, sizeof app->save_sentence, "%s%s%s%s%s", report.headline,
             report.detail[0] != '\0' ? " " : "", report.detail,
             save->remark[0] != '\0' ? " " : "", save->remark);
}

static void flow_without_journal(void *data, struct app *app, int button)
{
    if (button == 1) {
        app_save(app, data);
        return;
    }
    save_job_release(data);
    app_plan_ended(app, -1);
}

/* Full disk, read-only file system, ... */
static void flow_ask_without_journal(struct app *app, struct job_event *event)
{
    struct save_job *again = event->payload;
    char text[ERROR_SENTENCE * 2];
    struct ask ask = {.title = _("No journal can be written; nothing was saved"),
                      .text = text,
                      .buttons = {_("BACK"), _("SAVE WITHOUT")},
                      .keys = _("Tab moves  Enter presses  Esc back, nothing is sent"),
                      .answered = flow_without_journal,
                      .dropped = save_job_release,
                      .data = again};

    event->payload = NULL;
    again->no_journal = true;
    snprintf(text, sizeof text,
             _("%s. Without a journal a save that is interrupted cannot be undone."),
             event->error.sentence);
    ask_open(app, &ask);
}

static void flow_not_begun(struct app *app, struct job_event *event)
{
    const struct save_job *save = event->payload;
    char text[ERROR_SENTENCE + 2];

    if (save->begun == GUARD_NO_JOURNAL && save->confirm_s == 0) {
        flow_ask_without_journal(app, event);
        return;
    }
    if (save->begun != GUARD_PENDING || !pending_settle(app)) {
        snprintf(text, sizeof text, _("%s."), event->error.sentence);
        ask_tell(app, _("Nothing was saved"), text);
    }
    app_plan_ended(app, save_exit(SAVE_NOT_WRITTEN));
}

static void flow_take_values(struct app *app, const struct save_state *state)
{
    const struct changes *changes = &state->plan.changes;

    for (size_t i = 0; i < changes->count && state->holds_known; i++) {
        const struct change *change = &changes->items[i];
        const struct page_class *page = pages_of(change->setting);
        struct model_channel *channel =
            page == NULL || !page_is_form(page) ? NULL
                                                : model_channel(&app_form_of(app, page)->model);

        if (channel != NULL && channel->number == state->plan.channel &&
            change->holds.state != VALUE_UNREAD)
            channel->values[change->setting - page->settings] = change->holds;
    }
}

/* What lies beneath shows what the BMC holds now; so does the first page, which knows users too. */
static void flow_read_again(struct app *app, const struct save_state *state)
{
    struct listview *list = listview_find(app);

    if (list != NULL && state->plan.of_changes)
        listview_reload(list);
    app_read_again(app);
}

/* Whoever made the plan has to make it anew. */
static void flow_plan_again(struct app *app, const struct save_state *state)
{
    ask_tell(app, _("Nothing was saved"),
             _("The BMC's settings have changed since they were shown. They are read again: look "
               "at them and try once more."));
    flow_read_again(app, state);
    app_plan_ended(app, save_exit(SAVE_REVIEW_AGAIN));
}

static void flow_saved(struct app *app, const struct save_job *save)
{
    const struct save_state *state = &save->state;

    flow_take_values(app, state);
    if (state->error.kind == ERROR_DENIED)
        app_denied(app);
    if (state->status == SAVE_REVIEW_AGAIN && state->plan.of_changes) {
        flow_plan_again(app, state);
        return;
    }
    if (state->status == SAVE_REVIEW_AGAIN) {
        formview_save_again(app, _("The BMC's settings have changed since they were shown; this is "
                                   "what would be written now:"));
        return;
    }
    if (state->status == SAVE_KEPT && save->kind == SAVE_JOB_SAVE && !state->plan.of_changes) {
        if (app_at_home(app))
            first_saved(app);
        app_forget_edits(app);
    }
    /* Whoever made the plan may close what the window is to lie on. */
    if (save->window_ms >= 0)
        app_plan_ended(app, guard_exit(state));
    if (save->window_ms >= 0)
        pending_window_open(app, state);
    else
        result_open(app, save);
    if (state->plan.channel != 0)
        live_saved(app, state);
    flow_read_again(app, state);
}

void flow_event(struct app *app, struct job_event *event)
{
    if (event->kind != JOB_ENDED || event->job != app->save_job)
        return;
    app->save_job = 0;
    if (event->error.kind == ERROR_NONE)
        pending_begin_demo(app, event->payload);
    if (app->signal != 0) {
        flow_note_for_exit(app, event);
        return;
    }
    pending_look(app);
    if (event->error.kind != ERROR_NONE)
        flow_not_begun(app, event);
    else
        flow_saved(app, event->payload);
}
