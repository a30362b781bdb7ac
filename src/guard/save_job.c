/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/save_job.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

/* One that runs. */
struct save_run {
    struct job_ctx *ctx;
    struct save_job *job;
    struct guard *guard;
    struct save_watch watch;
    struct save_settings settings;
    struct save_context context;
};

/* --- telling and asking --------------------------------------------------- */

static void save_run_progress(void *data, const struct save_state *state)
{
    const struct save_run *run = data;

    job_post(run->ctx, SAVE_JOB_PROGRESS, state, sizeof *state);
}

static enum save_command save_run_command(void *data)
{
    const struct save_run *run = data;

    if (!run->job->asks && run->job->kind != SAVE_JOB_SAVE)
        return SAVE_GO_ON;
    if (job_stop_requested(run->ctx))
        return SAVE_STOP;
    return job_skip_requested(run->ctx) ? SAVE_DO_NOT_WAIT : SAVE_GO_ON;
}

static bool save_run_ask(void *data, enum save_question question, const struct save_state *state)
{
    const struct save_run *run = data;

    (void)state;
    if (!run->job->asks)
        return question == SAVE_ASK_CLEAR_LOCK && run->job->clear_lock;
    return job_ask(run->ctx, SAVE_JOB_QUESTION, &question, sizeof question);
}

static void save_run_waiting(void *data, const struct store_holder *holder, int64_t left_ms)
{
    const struct save_run *run = data;
    const struct save_job_waiting waiting = {.holder = *holder, .left_ms = left_ms};

    job_post(run->ctx, SAVE_JOB_WAITING, &waiting, sizeof waiting);
}

/* --- what is done --------------------------------------------------------- */

/* The demo BMC ends with the program: no journal and no watcher, the console itself counts. */
static bool save_is_demo(const struct save_run *run)
{
    return run->job->target->driver == BMC_DRIVER_DEMO;
}

static int save_run_write(struct save_run *run, struct bmc_error *error)
{
    struct save_job *job = run->job;
    const struct guard_options options = {.no_journal = job->no_journal,
                                          .confirm_s = save_is_demo(run) ? 0 : job->confirm_s,
                                          .wait_ms = run->settings.lock_wait_ms,
                                          .verify_ms = run->settings.verify_ms,
                                          .waiting = save_run_waiting,
                                          .data = run};

    job->begun = guard_begin(run->guard, &run->context, &options, &job->plan, &job->page, error);
    if (job->begun != GUARD_READY)
        return -1;
    guard_save(run->guard, &run->context, &job->state);
    job->window_ms = guard_confirm_left_ms(run->guard);
    if (save_is_demo(run) && job->confirm_s > 0 && job->state.status == SAVE_KEPT)
        job->window_ms = job->confirm_s * INT64_C(1000);
    return 0;
}

static int save_run_put_back(struct save_run *run, struct bmc_error *error)
{
    struct save_state *state = &run->job->state;

    if (save_is_demo(run)) {
        (void)save_put_back(&run->context, &run->job->plan, false, state);
        return 0;
    }
    if (guard_put_back_now(run->guard, &run->context, state) != SAVE_NOT_WRITTEN)
        return 0;
    *error = state->error;
    return -1;
}

static int save_run_recover(struct save_run *run, enum recover_action action,
                            struct bmc_error *error)
{
    struct recover_outcome *outcome = xcalloc(1, sizeof *outcome);
    struct save_job *job = run->job;
    int result = recover_act(run->guard, &run->context, action, outcome, error);

    if (result == 0) {
        job->state = outcome->state;
        job->exit = outcome->exit;
        memcpy(job->remark, outcome->remark, sizeof job->remark);
        snprintf(job->headline, sizeof job->headline, "%s", recover_headline(action, outcome));
    }
    free(outcome);
    return result;
}

static int save_run_act(struct save_run *run, struct bmc_error *error)
{
    switch (run->job->kind) {
    case SAVE_JOB_SAVE:
        return save_run_write(run, error);
    case SAVE_JOB_CONFIRM:
        run->job->confirmed = guard_keep(run->guard, clock_monotonic(), GUARD_WAIT_MS, error);
        return run->job->confirmed == GUARD_KEPT ? 0 : -1;
    case SAVE_JOB_PUT_BACK:
        return save_run_put_back(run, error);
    case SAVE_JOB_UNDO:
        return save_run_recover(run, RECOVER_UNDO, error);
    case SAVE_JOB_FINISH:
        return save_run_recover(run, RECOVER_FINISH, error);
    case SAVE_JOB_FORGET:
        break;
    }
    return save_run_recover(run, RECOVER_FORGET, error);
}

/* --- the job -------------------------------------------------------------- */

/* Looks at the state folder alone. */
static bool save_job_without_bmc(enum save_job_kind kind)
{
    return kind == SAVE_JOB_CONFIRM || kind == SAVE_JOB_FORGET;
}

int save_job_run(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct save_job *job = argument;
    const struct audit audit = {.user = job->user[0] != '\0' ? job->user : NULL};
    struct save_run run = {.ctx = ctx,
                           .job = job,
                           .guard = guard_create(job->target, job->state_directory, &audit),
                           .settings = {.lock_wait_ms = job->lock_wait_s * INT64_C(1000),
                                        .verify_ms = job->verify_s * INT64_C(1000)}};
    int result;

    job->remark[0] = '\0';
    run.watch = (struct save_watch){.progress = save_run_progress,
                                    .command = save_run_command,
                                    .ask = save_run_ask,
                                    .data = &run};
    run.context = (struct save_context){ctx != NULL ? ctx->bmc : NULL, clock_monotonic(),
                                        &run.settings, &run.watch};
    if (!save_job_without_bmc(job->kind))
        run.settings.cuts_link =
            job->cuts_link >= 0 ? job->cuts_link != 0 : save_cuts_link(ctx->bmc, &job->plan);
    result = save_run_act(&run, error);
    if (job->remark[0] == '\0')
        snprintf(job->remark, sizeof job->remark, "%s", guard_remark(run.guard));
    guard_destroy(run.guard);
    return result;
}

struct save_job *save_job_create(enum save_job_kind kind, const struct bmc_target *target,
                                 const char *state_directory, const struct plan *plan)
{
    struct save_job *job = xcalloc(1, sizeof *job);

    job->kind = kind;
    job->target = target;
    job->state_directory = state_directory;
    job->cuts_link = -1;
    job->window_ms = -1;
    if (plan == NULL)
        return job;
    job->plan = *plan;
    if (plan->password != NULL) {
        job->password = secret_create();
        secret_set(job->password, secret_bytes(plan->password), secret_length(plan->password));
        job->plan.password = job->password;
    }
    return job;
}

void save_job_release(void *data)
{
    struct save_job *job = data;

    secret_free(&job->password);
    free(job);
}

/* A save opens the link by its own requests: what that meets is part of what came of it. */
struct job save_job_for_worker(struct save_job *job)
{
    return (struct job){.run = save_job_run,
                        .release = save_job_release,
                        .argument = job,
                        .writes = true,
                        .no_link = job->kind == SAVE_JOB_SAVE || save_job_without_bmc(job->kind)};
}
