/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/jobs.h"

#include <stdlib.h>

#include "base/xalloc.h"

#define ABANDON_MS   500 /* then an in-band request that was to be stopped is left to itself */
#define QUIT_WAIT_MS 1000

struct jobs {
    const struct bmc_target *target;
    FILE *trace;
    struct worker *worker;
    unsigned number;      /* given last */
    struct job load;      /* the reading under way; its number 0: none */
    bool rest;            /* its first part is over */
    unsigned interrupted; /* the reading that gave way, 0: none */
    unsigned saving;      /* the job under way that writes, 0: none */
    bool in_band;
    int64_t abandon_ms; /* 0: not */
};

static void jobs_start_worker(struct jobs *jobs)
{
    struct bmc *bmc = bmc_create(jobs->target, clock_monotonic());

    bmc_trace(bmc, jobs->trace);
    jobs->worker = worker_create(bmc);
    jobs->in_band = bmc_driver_is_inband(jobs->target->driver);
    jobs->abandon_ms = 0;
}

/* A LAN session is closed decently; a driver that does not come back is not waited for. */
static void jobs_stop_worker(struct jobs *jobs, int64_t wait_ms)
{
    worker_end(jobs->worker, wait_ms);
    jobs->load.number = jobs->interrupted = 0;
}

struct jobs *jobs_create(const struct bmc_target *target, FILE *trace)
{
    struct jobs *jobs = xcalloc(1, sizeof *jobs);

    jobs->target = target;
    jobs->trace = trace;
    jobs_start_worker(jobs);
    return jobs;
}

void jobs_destroy(struct jobs *jobs)
{
    if (jobs == NULL)
        return;
    jobs_stop_worker(jobs, QUIT_WAIT_MS);
    free(jobs);
}

void jobs_switch(struct jobs *jobs, const struct bmc_target *target)
{
    jobs_stop_worker(jobs, 0);
    jobs->target = target;
    jobs_start_worker(jobs);
}

/* --- giving jobs ---------------------------------------------------------- */

static void jobs_submit_load(struct jobs *jobs, struct job job)
{
    jobs->load = job;
    jobs->rest = false;
    worker_submit(jobs->worker, job);
}

unsigned jobs_load(struct jobs *jobs, struct job job)
{
    if (jobs->load.number != 0 && jobs->saving == 0)
        worker_cancel(jobs->worker, jobs->number);
    jobs->interrupted = 0;
    job.number = ++jobs->number;
    jobs_submit_load(jobs, job);
    return job.number;
}

void jobs_drop_load(struct jobs *jobs)
{
    if (jobs->load.number != 0 && jobs->saving == 0)
        worker_cancel(jobs->worker, jobs->load.number);
    jobs->load.number = jobs->interrupted = 0;
}

/* What writes is seen through to its end. Reading the rest gives way; see jobs_resume_load(). */
unsigned jobs_submit(struct jobs *jobs, struct job job)
{
    job.number = ++jobs->number;
    if (jobs->load.number != 0 && jobs->rest) {
        jobs->interrupted = jobs->load.number;
        worker_cancel(jobs->worker, 0);
    }
    if (job.writes)
        jobs->saving = job.number;
    worker_submit(jobs->worker, job);
    return job.number;
}

/* --- hearing of them ------------------------------------------------------ */

/* A reading that gave way goes on as if nothing had been, now that the other job is queued: its
 * argument knows how far it came. */
static bool jobs_resume_load(struct jobs *jobs, struct job_event *event)
{
    bool resumed = event->job == jobs->interrupted && event->error.kind == ERROR_CANCELLED;

    if (event->job == jobs->interrupted)
        jobs->interrupted = 0;
    if (resumed) {
        event->payload = NULL;
        jobs_submit_load(jobs, jobs->load);
    } else if (event->job == jobs->load.number) {
        jobs->load.number = 0;
    }
    return resumed;
}

/* false: not for others to hear. */
static bool jobs_note_event(struct jobs *jobs, struct job_event *event)
{
    if (event->kind == JOB_LINK) {
        const struct job_link *link = event->payload;

        jobs->in_band = !link->over_lan && !link->demo;
    } else if (event->kind == JOBS_FIRST && event->job == jobs->load.number) {
        jobs->rest = true;
    } else if (event->kind == JOB_ENDED) {
        if (event->job == jobs->saving)
            jobs->saving = 0;
        return !jobs_resume_load(jobs, event);
    }
    return true;
}

bool jobs_take(struct jobs *jobs, struct job_event *event)
{
    while (worker_take(jobs->worker, event)) {
        if (jobs_note_event(jobs, event))
            return true;
        job_event_release(event);
    }
    return false;
}

/* --- a save --------------------------------------------------------------- */

bool jobs_saving(const struct jobs *jobs)
{
    return jobs->saving != 0;
}

void jobs_stop_saving(struct jobs *jobs)
{
    worker_stop(jobs->worker, jobs->saving);
}

struct worker *jobs_worker(const struct jobs *jobs)
{
    return jobs->worker;
}

/* --- giving up ------------------------------------------------------------ */

void jobs_give_up(struct jobs *jobs, unsigned number)
{
    if (number != 0 && jobs->saving == 0)
        worker_stop(jobs->worker, number);
}

bool jobs_stop(struct jobs *jobs)
{
    if (jobs->saving != 0 || !worker_busy(jobs->worker))
        return false;
    worker_cancel(jobs->worker, jobs->number);
    jobs->interrupted = 0;
    if (jobs->in_band)
        jobs->abandon_ms = clock_now(clock_monotonic()) + ABANDON_MS;
    return true;
}

int64_t jobs_tick(struct jobs *jobs, int64_t now_ms)
{
    if (jobs->abandon_ms != 0 && now_ms >= jobs->abandon_ms) {
        jobs->abandon_ms = 0;
        if (worker_busy(jobs->worker))
            jobs_switch(jobs, jobs->target);
    }
    return jobs->abandon_ms != 0 ? jobs->abandon_ms : -1;
}
