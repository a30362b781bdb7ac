/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/guest_job.h"

#include <stdlib.h>

#include "base/xalloc.h"

/* One that runs. */
struct guest_run {
    struct job_ctx *ctx;
    struct guest_job *job;
};

static void guest_run_progress(void *data, const struct save_state *state)
{
    const struct guest_run *run = data;

    job_post(run->ctx, GUEST_JOB_PROGRESS, state, sizeof *state);
}

static enum save_command guest_run_command(void *data)
{
    const struct guest_run *run = data;

    /* Letting in can be stopped, which takes it back; an end cannot. */
    return run->job->kind == GUEST_JOB_BEGIN && job_stop_requested(run->ctx) ? SAVE_STOP
                                                                             : SAVE_GO_ON;
}

static void guest_run_each(void *data, const struct guest_result *result)
{
    const struct guest_run *run = data;

    run->job->result = *result;
    job_post(run->ctx, GUEST_JOB_ONE, result, sizeof *result);
}

static void guest_run_act(struct guest_run *run, struct guard *guard,
                          const struct save_context *context)
{
    struct guest_job *job = run->job;

    switch (job->kind) {
    case GUEST_JOB_BEGIN:
        guest_begin(guard, context, &job->wish, &job->result);
        break;
    case GUEST_JOB_EXTEND:
        guest_extend(guard, context, job->slot, job->wish.hours, &job->result);
        break;
    case GUEST_JOB_END:
        guest_end(guard, context, job->slot, true, &job->result);
        break;
    case GUEST_JOB_DUE:
        job->failed = guest_end_due(guard, context, guest_run_each, run);
        break;
    }
}

int guest_job_run(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct guest_job *job = argument;
    struct guest_run run = {ctx, job};
    const struct audit audit = {.user = job->user[0] != '\0' ? job->user : NULL};
    const struct save_settings settings = {.verify_ms = job->verify_s * INT64_C(1000)};
    const struct save_watch watch = {
        .progress = guest_run_progress, .command = guest_run_command, .data = &run};
    const struct save_context context = {ctx->bmc, clock_monotonic(), &settings, &watch};
    struct guard *guard = guard_create(job->target, job->state_directory, &audit);

    (void)error; /* what came of it is in the result */
    guest_run_act(&run, guard, &context);
    guard_destroy(guard);
    return 0;
}

struct guest_job *guest_job_create(enum guest_job_kind kind, const struct bmc_target *target,
                                   const char *state_directory)
{
    struct guest_job *job = xcalloc(1, sizeof *job);

    job->kind = kind;
    job->target = target;
    job->state_directory = state_directory;
    job->password = secret_create();
    job->wish.password = job->password;
    return job;
}

void guest_job_release(void *argument)
{
    struct guest_job *job = argument;

    secret_free(&job->password);
    free(job);
}

struct job guest_job_for_worker(struct guest_job *job)
{
    return (struct job){
        .run = guest_job_run, .release = guest_job_release, .argument = job, .writes = true};
}
