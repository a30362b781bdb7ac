/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/jobs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/xalloc.h"
#include "bmc/worker.h"
#include "tui/jobs_task.h"

#define PATIENCE_MS 500 /* then an in-band request that was to be stopped is left to itself */
#define FAREWELL_MS 1000

struct jobs {
    const struct bmc_target *target;
    FILE *trace;
    const char *state_directory;
    char user[JOBS_USER];
    struct worker *worker;
    struct jobs_shared *shared;
    unsigned number;      /* given last */
    unsigned loading;     /* the load under way, 0: none */
    bool rest;            /* its first part is over */
    unsigned interrupted; /* the load that gave way, 0: none */
    unsigned saving;      /* the save under way, 0: none */
    bool asking;          /* and waits for an answer */
    bool in_band;
    bool cancelled;       /* bmc_cancel() may still be in force */
    int64_t abandon_ms;   /* 0: not */
};

static void hire(struct jobs *jobs)
{
    struct bmc *bmc = bmc_create(jobs->target, clock_monotonic());

    bmc_trace(bmc, jobs->trace);
    jobs->worker = worker_create(bmc);
    jobs->in_band = bmc_driver_is_inband(jobs->target->driver);
    jobs->abandon_ms = 0;
    jobs->cancelled = false;
}

struct jobs *jobs_create(const struct bmc_target *target, FILE *trace,
                         const char *state_directory)
{
    struct jobs *jobs = xcalloc(1, sizeof *jobs);

    jobs->target = target;
    jobs->trace = trace;
    jobs->state_directory = state_directory;
    jobs->shared = jobs_shared_create();
    hire(jobs);
    return jobs;
}

static void cancel(struct jobs *jobs)
{
    bmc_cancel(worker_bmc(jobs->worker));
    jobs->cancelled = true;
}

/* A LAN session is closed decently; a driver that does not come back is not waited for. */
static void dismiss(struct jobs *jobs)
{
    static const struct timespec pause = {0, 10000000};
    int64_t end = clock_now(clock_monotonic()) + FAREWELL_MS;

    jobs_shared_stop(jobs->shared, jobs->number);
    cancel(jobs);
    while (worker_busy(jobs->worker) && clock_now(clock_monotonic()) < end)
        nanosleep(&pause, NULL);
    if (worker_busy(jobs->worker))
        worker_abandon(jobs->worker);
    else
        worker_destroy(jobs->worker);
    jobs->worker = NULL;
    jobs->loading = jobs->interrupted = 0;
}

void jobs_destroy(struct jobs *jobs)
{
    if (jobs == NULL)
        return;
    dismiss(jobs);
    jobs_shared_release(jobs->shared);
    free(jobs);
}

static void abandon(struct jobs *jobs)
{
    worker_abandon(jobs->worker);
    jobs->loading = jobs->interrupted = 0;
    hire(jobs);
}

void jobs_switch(struct jobs *jobs, const struct bmc_target *target)
{
    jobs_shared_stop(jobs->shared, jobs->number);
    if (worker_busy(jobs->worker))
        worker_abandon(jobs->worker);
    else
        worker_destroy(jobs->worker);
    jobs->loading = jobs->interrupted = 0;
    jobs->target = target;
    hire(jobs);
}

void jobs_user(struct jobs *jobs, const char *user)
{
    snprintf(jobs->user, sizeof jobs->user, "%s", user);
}

/* --- giving jobs ---------------------------------------------------------- */

static struct jobs_task *new_task(struct jobs *jobs, enum jobs_task_kind kind, unsigned number)
{
    struct jobs_task *task = xcalloc(1, sizeof *task);

    task->kind = kind;
    task->number = number;
    task->shared = jobs_shared_share(jobs->shared);
    task->target = jobs->target;
    task->state_directory = jobs->state_directory;
    memcpy(task->user_name, jobs->user, sizeof task->user_name);
    return task;
}

/* The task is the worker's from then on, and may be over before this returns. */
static unsigned submit(struct jobs *jobs, struct jobs_task *task)
{
    struct job job = {jobs_task_run, jobs_task_release, task};
    unsigned number = task->number;

    worker_submit(jobs->worker, job);
    return number;
}

static unsigned submit_load(struct jobs *jobs, enum jobs_task_kind kind, const struct page *page,
                            uint8_t channel, unsigned number)
{
    struct jobs_task *task = new_task(jobs, kind, number);

    task->page = *page;
    task->channel = channel;
    jobs->loading = number;
    jobs->rest = false;
    return submit(jobs, task);
}

static void stop_loading(struct jobs *jobs)
{
    if (jobs->loading != 0 || jobs->interrupted != 0) {
        jobs_shared_stop(jobs->shared, jobs->number);
        cancel(jobs);
        jobs->interrupted = 0;
    }
}

unsigned jobs_load(struct jobs *jobs, const struct page *page, uint8_t channel)
{
    stop_loading(jobs);
    return submit_load(jobs, TASK_LOAD, page, channel, ++jobs->number);
}

unsigned jobs_load_shown(struct jobs *jobs, const struct page *page)
{
    stop_loading(jobs);
    return submit_load(jobs, TASK_SHOWN, page, 0, ++jobs->number);
}

/* Reading the rest gives way; see take_loaded(). */
static void interrupt_rest(struct jobs *jobs)
{
    if (jobs->loading == 0 || !jobs->rest)
        return;
    jobs->interrupted = jobs->loading;
    cancel(jobs);
}

unsigned jobs_access(struct jobs *jobs, const struct page *page, uint8_t user)
{
    struct jobs_task *task = new_task(jobs, TASK_ACCESS, ++jobs->number);

    task->page = *page;
    task->user = user;
    interrupt_rest(jobs);
    return submit(jobs, task);
}

unsigned jobs_light(struct jobs *jobs, const struct light_request *request)
{
    struct jobs_task *task = new_task(jobs, TASK_LIGHT, ++jobs->number);

    task->light = *request;
    interrupt_rest(jobs);
    return submit(jobs, task);
}

/* What writes is seen through to its end. */
static unsigned submit_write(struct jobs *jobs, struct jobs_task *task)
{
    jobs_shared_command(jobs->shared, SAVE_GO_ON);
    interrupt_rest(jobs);
    jobs->saving = task->number;
    return submit(jobs, task);
}

unsigned jobs_save(struct jobs *jobs, const struct jobs_save *save)
{
    struct jobs_task *task = new_task(jobs, TASK_SAVE, ++jobs->number);
    const struct secret *password = save->plan->password;

    task->plan = *save->plan;
    task->page = *save->page;
    task->times = save->times;
    task->no_journal = save->no_journal;
    task->confirm_s = save->confirm_s;
    if (password != NULL) {
        task->password = secret_create();
        secret_set(task->password, secret_bytes(password), secret_length(password));
        task->plan.password = task->password;
    }
    return submit_write(jobs, task);
}

unsigned jobs_settle(struct jobs *jobs, enum jobs_write write, const struct plan *plan,
                     const struct save_settings *times)
{
    struct jobs_task *task = new_task(jobs, TASK_SETTLE, ++jobs->number);

    task->write = write;
    task->plan = *plan;
    task->times = *times;
    return submit_write(jobs, task);
}

unsigned jobs_confirm(struct jobs *jobs)
{
    return submit_write(jobs, new_task(jobs, TASK_CONFIRM, ++jobs->number));
}

unsigned jobs_recover(struct jobs *jobs, const struct journal *journal)
{
    struct jobs_task *task = new_task(jobs, TASK_RECOVER, ++jobs->number);

    task->recover = xmalloc(sizeof *task->recover);
    recover_make(task->recover, journal);
    interrupt_rest(jobs);
    return submit(jobs, task);
}

void jobs_save_command(struct jobs *jobs, enum save_command command)
{
    jobs_shared_command(jobs->shared, command);
}

void jobs_answer(struct jobs *jobs, bool yes)
{
    jobs->asking = false;
    jobs_shared_answer(jobs->shared, yes);
}

/* --- hearing of them ------------------------------------------------------ */

int jobs_fd(const struct jobs *jobs)
{
    return worker_fd(jobs->worker);
}

/* A load that gave way goes on as if nothing had been, now that the other job is queued. */
static bool take_loaded(struct jobs *jobs, const struct jobs_event *event)
{
    if (event->job == jobs->interrupted && event->error.kind == ERROR_CANCELLED) {
        const struct page *page = event->page;
        uint8_t channel = page->current < page->channel_count
                              ? page->channels[page->current].number : 0;

        jobs->interrupted = 0;
        submit_load(jobs, TASK_LOAD, page, channel, event->job);
        return false;
    }
    if (event->job == jobs->interrupted)
        jobs->interrupted = 0;
    if (event->job == jobs->loading)
        jobs->loading = 0;
    return true;
}

/* false: not for others to hear. */
static bool note(struct jobs *jobs, const struct jobs_event *event)
{
    switch (event->kind) {
    case JOBS_LINK:
        jobs->in_band = !event->link.over_lan && !event->link.demo;
        return true;
    case JOBS_FIRST:
        jobs->rest = event->job == jobs->loading;
        return true;
    case JOBS_LOADED:
        return take_loaded(jobs, event);
    case JOBS_QUESTION:
        jobs->asking = true;
        return true;
    case JOBS_SAVED:
    case JOBS_CONFIRMED:
        jobs->saving = 0;
        jobs->asking = false;
        return true;
    default:
        return true;
    }
}

bool jobs_take(struct jobs *jobs, struct jobs_event *event)
{
    struct worker_event posted;

    while (worker_take(jobs->worker, &posted)) {
        memcpy(event, posted.data, sizeof *event);
        free(posted.data);
        if (note(jobs, event))
            return true;
        jobs_event_release(event);
    }
    return false;
}

void jobs_event_release(struct jobs_event *event)
{
    free(event->page);
    free(event->save);
    free(event->recover);
    event->page = NULL;
    event->save = NULL;
    event->recover = NULL;
}

/* --- state ---------------------------------------------------------------- */

bool jobs_saving(const struct jobs *jobs)
{
    return jobs->saving != 0;
}

bool jobs_asking(const struct jobs *jobs)
{
    return jobs->asking;
}

bool jobs_busy(const struct jobs *jobs)
{
    return worker_busy(jobs->worker);
}

void jobs_stop(struct jobs *jobs)
{
    if (jobs->saving != 0 || !worker_busy(jobs->worker))
        return;
    jobs_shared_stop(jobs->shared, jobs->number);
    jobs->interrupted = 0;
    cancel(jobs);
    if (jobs->in_band)
        jobs->abandon_ms = clock_now(clock_monotonic()) + PATIENCE_MS;
}

int64_t jobs_tick(struct jobs *jobs, int64_t now_ms)
{
    if (jobs->abandon_ms != 0 && now_ms >= jobs->abandon_ms) {
        jobs->abandon_ms = 0;
        if (worker_busy(jobs->worker))
            abandon(jobs);
    }
    if (jobs->cancelled && !worker_busy(jobs->worker)) {
        bmc_resume(worker_bmc(jobs->worker)); /* for keeping the link alive */
        jobs->cancelled = false;
    }
    return jobs->abandon_ms != 0 ? jobs->abandon_ms : -1;
}
