/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/action_job.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/host.h"
#include "base/i18n.h"
#include "base/xalloc.h"
#include "guard/action.h"

/* A disk that hangs may be the very reason for it. */
#define SYNC_MS 10000

/* One that runs. */
struct action_job_run {
    struct job_ctx *ctx;
    struct action_job *job;
    struct guard *guard;
    struct audit audit;
    struct action_note note;
    bool noted; /* the note is on disk */
};

struct action_job *action_job_create(enum action_kind kind, const struct bmc_target *target,
                                     const char *state_directory)
{
    struct action_job *job = xcalloc(1, sizeof *job);

    job->action.kind = kind;
    job->action.wait_s = action_wait_s(kind);
    job->target = target;
    job->state_directory = state_directory;
    return job;
}

static void action_job_progress(void *data, const struct action *action)
{
    const struct action_job_run *run = data;

    job_post(run->ctx, ACTION_JOB_PROGRESS, action, sizeof *action);
}

static bool action_job_stop(void *data)
{
    const struct action_job_run *run = data;

    return job_stop_requested(run->ctx);
}

/* A machine without a disk that could hold a note must still be switched off. */
static void action_job_note(struct action_job_run *run)
{
    struct action_job *job = run->job;
    struct bmc_error why = {.kind = ERROR_NONE};

    note_begin(&run->note, &run->audit);
    run->note.kind = job->action.kind;
    run->noted = note_write(run->guard, &run->note, &why) == 0;
    if (!run->noted)
        snprintf(job->remark, sizeof job->remark, _("No note of it could be saved: %.250s."),
                 why.sentence);
    if (!host_sync(SYNC_MS))
        snprintf(job->remark, sizeof job->remark, "%s",
                 _("Writing to the disks was not finished after 10 s."));
}

static int action_job_before(void *data, const struct action *action, struct bmc_error *error)
{
    struct action_job_run *run = data;

    if (run->job->hold != NULL && run->job->hold(run->ctx, error) != 0)
        return -1;
    if (action_begin(run->guard, run->job->read_only, error) != 0)
        return -1;
    if (run->job->this_machine && action_is_power(action->kind))
        action_job_note(run);
    return 0;
}

static void action_job_after(void *data, const struct action *action)
{
    struct action_job_run *run = data;

    if (run->noted && !action->sent)
        note_forget(run->guard);
    run->noted &= action->sent;
    run->note.accepted = action->sent && !action->uncertain;
    if (run->noted && run->note.accepted)
        (void)note_write(run->guard, &run->note, NULL);
    action_end(run->guard);
}

static void action_job_audit(struct action_job_run *run)
{
    const struct action *action = &run->job->action;
    char text[120];

    action_audit(&run->audit, run->job->target, action_log(action->kind), "%s",
                 action_outcome_log(action, text, sizeof text));
}

int action_job_run(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct action_job *job = argument;
    struct action_job_run run = {.ctx = ctx, .job = job};
    const struct action_watch watch = {.progress = action_job_progress,
                                       .before = action_job_before,
                                       .after = action_job_after,
                                       .stop = action_job_stop,
                                       .data = &run};

    job->action.now_s = (int64_t)time(NULL);
    run.audit.user = job->user[0] != '\0' ? job->user : NULL;
    run.guard = guard_create(job->target, job->state_directory, &run.audit);
    if (action_allowed(run.guard, job->read_only, &job->action.error) != 0)
        job->action.outcome = ACTION_NOT_ALLOWED;
    else
        action_run(&job->action, ctx->bmc, clock_monotonic(), &watch);
    (void)error;
    action_job_audit(&run);
    if (run.noted) /* this machine still runs, and whoever asked is being told */
        note_set_told(run.guard, &run.note);
    guard_destroy(run.guard);
    return 0;
}
