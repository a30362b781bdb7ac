/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/jobs_save.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xalloc.h"

/* What a guard needs as long as the job runs. */
struct guarded {
    const struct jobs_teller *teller;
    struct audit audit;
    struct guard *guard;
    struct save_watch watch;
};

/* --- telling and asking --------------------------------------------------- */

static void add_state(struct jobs_event *event, const struct save_state *state)
{
    event->save = xmalloc(sizeof *event->save);
    *event->save = *state;
}

static void progressed(void *data, const struct save_state *state)
{
    const struct guarded *guarded = data;
    struct jobs_event *event = jobs_task_event(guarded->teller, JOBS_SAVE);

    add_state(event, state);
    jobs_task_post(guarded->teller, event);
}

static enum save_command commanded(void *data)
{
    const struct guarded *guarded = data;

    return jobs_task_command(guarded->teller->task);
}

static bool asks(void *data, enum save_question question, const struct save_state *state)
{
    const struct guarded *guarded = data;
    struct jobs_event *event = jobs_task_event(guarded->teller, JOBS_QUESTION);

    event->question = question;
    add_state(event, state);
    return jobs_task_ask(guarded->teller, event);
}

static void waits(void *data, const struct store_holder *holder, int64_t left_ms)
{
    const struct guarded *guarded = data;
    struct jobs_event *event = jobs_task_event(guarded->teller, JOBS_WAITING);

    event->holder = *holder;
    event->left_ms = left_ms;
    jobs_task_post(guarded->teller, event);
}

static void begin(struct guarded *guarded, const struct jobs_teller *teller)
{
    const struct jobs_task *task = teller->task;

    memset(guarded, 0, sizeof *guarded);
    guarded->teller = teller;
    guarded->audit.user = task->user_name[0] != '\0' ? task->user_name : NULL;
    guarded->guard = guard_create(task->target, task->state_directory, &guarded->audit);
    guarded->watch = (struct save_watch){
        .progress = progressed, .command = commanded, .ask = asks, .data = guarded};
}

static void end(struct guarded *guarded, struct jobs_event *event)
{
    if (event->remark[0] == '\0')
        snprintf(event->remark, sizeof event->remark, "%s", guard_remark(guarded->guard));
    guard_destroy(guarded->guard);
    jobs_task_post(guarded->teller, event);
}

static struct save_context guarded_context(const struct guarded *guarded)
{
    const struct jobs_teller *teller = guarded->teller;

    return (struct save_context){teller->bmc, clock_monotonic(), &teller->task->times,
                                 &guarded->watch};
}

/* --- a save ---------------------------------------------------------------- */

static void save(struct guarded *guarded, struct jobs_event *event)
{
    const struct jobs_teller *teller = guarded->teller;
    struct jobs_task *task = teller->task;
    const struct guard_options options = {.no_journal = task->no_journal,
                                          .confirm_s = task->confirm_s,
                                          .wait_ms = task->times.lock_wait_ms,
                                          .verify_ms = task->times.verify_ms,
                                          .waiting = waits,
                                          .data = guarded};
    const struct save_context context = guarded_context(guarded);

    task->times.cuts_link = save_cuts_link(teller->bmc, &task->plan);
    event->begun =
        guard_begin(guarded->guard, &context, &options, &task->plan, &task->page, &event->error);
    if (event->begun != GUARD_READY)
        return;
    event->tried = true;
    guard_save(guarded->guard, &context, event->save);
    event->window = guard_confirm_left_ms(guarded->guard) >= 0;
}

static struct jobs_event *ended_event(const struct jobs_teller *teller, enum jobs_write write)
{
    struct jobs_event *event = jobs_task_event(teller, JOBS_SAVED);

    event->write = write;
    event->save = xcalloc(1, sizeof *event->save);
    return event;
}

void jobs_save_run(const struct jobs_teller *teller)
{
    struct jobs_event *event = ended_event(teller, JOBS_WRITE_SAVE);
    struct guarded guarded;

    begin(&guarded, teller);
    save(&guarded, event);
    end(&guarded, event);
}

/* --- putting back, recovering ---------------------------------------------- */

static void put_back(struct guarded *guarded, struct jobs_event *event)
{
    const struct save_context context = guarded_context(guarded);
    struct save_state *state = event->save;

    guard_put_back_now(guarded->guard, &context, state);
    event->tried = state->status != SAVE_NOT_WRITTEN;
    event->error = state->error;
}

static void recover(struct guarded *guarded, struct jobs_event *event)
{
    static const enum recover_action actions[] = {[JOBS_WRITE_UNDO] = RECOVER_UNDO,
                                                  [JOBS_WRITE_FINISH] = RECOVER_FINISH,
                                                  [JOBS_WRITE_FORGET] = RECOVER_FORGET};
    struct recover_outcome *outcome = xcalloc(1, sizeof *outcome);
    enum recover_action action = actions[event->write];
    const struct save_context context = guarded_context(guarded);

    if (recover_act(guarded->guard, &context, action, outcome, &event->error) == 0) {
        event->tried = true;
        *event->save = outcome->state;
        memcpy(event->remark, outcome->remark, sizeof event->remark);
        snprintf(event->headline, sizeof event->headline, "%s",
                 recover_headline(action, outcome));
    }
    free(outcome);
}

static void settle(struct guarded *guarded, struct jobs_event *event)
{
    const struct jobs_teller *teller = guarded->teller;
    struct jobs_task *task = teller->task;

    if (event->write == JOBS_WRITE_FORGET) {
        recover(guarded, event);
        return;
    }
    if (jobs_task_open(teller, &event->error) < 0)
        return;
    task->times.cuts_link = save_cuts_link(teller->bmc, &task->plan);
    (event->write == JOBS_WRITE_PUT_BACK ? put_back : recover)(guarded, event);
}

void jobs_save_settle(const struct jobs_teller *teller)
{
    struct jobs_event *event = ended_event(teller, teller->task->write);
    struct guarded guarded;

    begin(&guarded, teller);
    settle(&guarded, event);
    end(&guarded, event);
}

void jobs_save_confirm(const struct jobs_teller *teller)
{
    struct jobs_event *event = jobs_task_event(teller, JOBS_CONFIRMED);
    struct guarded guarded;

    begin(&guarded, teller);
    event->confirmed =
        guard_keep(guarded.guard, clock_monotonic(), GUARD_WAIT_MS, &event->error);
    end(&guarded, event);
}

void jobs_save_recover(const struct jobs_teller *teller, bool stopped)
{
    struct jobs_event *event = jobs_task_event(teller, JOBS_RECOVER);

    event->recover = teller->task->recover;
    teller->task->recover = NULL;
    if (stopped)
        error_set(&event->error, ERROR_CANCELLED, "%s", _("stopped"));
    else if (jobs_task_open(teller, &event->error) == 0 &&
             recover_read(event->recover, teller->bmc, &event->error) == 0)
        event->error.kind = ERROR_NONE;
    jobs_task_post(teller, event);
}
