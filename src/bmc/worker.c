/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bmc/worker.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/xalloc.h"

struct queued_job {
    struct queued_job *next;
    struct job job;
};

struct queued_event {
    struct queued_event *next;
    struct worker_event event;
};

struct worker {
    struct bmc *bmc;
    pthread_t thread;
    int pipe[2];           /* a byte is in it while there are events */
    pthread_mutex_t mutex; /* guards all below */
    pthread_cond_t wake;
    struct queued_job *jobs, **jobs_end;
    struct queued_event *events, **events_end;
    bool running; /* a job */
    bool ending;
    bool abandoned; /* nobody but the thread knows this worker any more */
};

/* --- queues; all with the mutex held ---------------------------------------- */

static struct queued_job *take_job(struct worker *worker)
{
    struct queued_job *job = worker->jobs;

    if (job == NULL)
        return NULL;
    worker->jobs = job->next;
    if (worker->jobs == NULL)
        worker->jobs_end = &worker->jobs;
    return job;
}

static struct queued_event *take_event(struct worker *worker)
{
    struct queued_event *event = worker->events;

    if (event == NULL)
        return NULL;
    worker->events = event->next;
    if (worker->events == NULL)
        worker->events_end = &worker->events;
    return event;
}

/* --- freeing ---------------------------------------------------------------- */

static void free_job(struct queued_job *job)
{
    if (job->job.release != NULL)
        job->job.release(job->job.argument);
    free(job);
}

static void free_event(struct worker_event *event)
{
    if (event->release != NULL)
        event->release(event->data);
}

static void drop_jobs(struct queued_job *jobs)
{
    while (jobs != NULL) {
        struct queued_job *next = jobs->next;

        free_job(jobs);
        jobs = next;
    }
}

static void drop_events(struct worker *worker)
{
    struct queued_event *event;

    while ((event = take_event(worker)) != NULL) {
        free_event(&event->event);
        free(event);
    }
}

static void worker_free(struct worker *worker)
{
    drop_events(worker);
    close(worker->pipe[0]);
    close(worker->pipe[1]);
    pthread_cond_destroy(&worker->wake);
    pthread_mutex_destroy(&worker->mutex);
    free(worker);
}

/* --- the thread ------------------------------------------------------------- */

static void wait_ms(struct worker *worker, int64_t ms)
{
    struct timespec end;

    clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_sec += (time_t)(ms / 1000);
    end.tv_nsec += (long)(ms % 1000) * 1000000;
    if (end.tv_nsec >= 1000000000) {
        end.tv_sec++;
        end.tv_nsec -= 1000000000;
    }
    pthread_cond_timedwait(&worker->wake, &worker->mutex, &end);
}

/* With nothing to do the link is kept alive. The mutex is held, but not while the BMC is asked. */
static void rest(struct worker *worker)
{
    int64_t again;

    pthread_mutex_unlock(&worker->mutex);
    again = bmc_idle(worker->bmc);
    pthread_mutex_lock(&worker->mutex);
    if (worker->jobs != NULL || worker->ending)
        return;
    if (again < 0)
        pthread_cond_wait(&worker->wake, &worker->mutex);
    else
        wait_ms(worker, again);
}

static struct queued_job *next_job(struct worker *worker)
{
    struct queued_job *job = NULL;

    pthread_mutex_lock(&worker->mutex);
    worker->running = false;
    while (!worker->ending && worker->jobs == NULL)
        rest(worker);
    if (!worker->ending) {
        job = take_job(worker);
        worker->running = true;
    }
    pthread_mutex_unlock(&worker->mutex);
    return job;
}

static void *worker_main(void *data)
{
    struct worker *worker = data;
    struct queued_job *job;
    bool abandoned;

    while ((job = next_job(worker)) != NULL) {
        job->job.run(worker, worker->bmc, job->job.argument);
        free_job(job);
    }
    bmc_destroy(worker->bmc);
    pthread_mutex_lock(&worker->mutex);
    abandoned = worker->abandoned;
    pthread_mutex_unlock(&worker->mutex);
    if (abandoned)
        worker_free(worker);
    return NULL;
}

/* --- the other side --------------------------------------------------------- */

static void fail(const char *what)
{
    fprintf(stderr, "bmctui: %s\n", what);
    abort();
}

static void make_pipe(int ends[2])
{
    if (pipe(ends) != 0)
        fail("no pipe can be made");
    for (int i = 0; i < 2; i++) {
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
        fcntl(ends[i], F_SETFL, O_NONBLOCK);
    }
}

static void make_wake(pthread_cond_t *wake)
{
    pthread_condattr_t attributes;

    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(wake, &attributes);
    pthread_condattr_destroy(&attributes);
}

struct worker *worker_create(struct bmc *bmc)
{
    struct worker *worker = xcalloc(1, sizeof *worker);
    sigset_t all, saved;

    worker->bmc = bmc;
    worker->jobs_end = &worker->jobs;
    worker->events_end = &worker->events;
    make_pipe(worker->pipe);
    pthread_mutex_init(&worker->mutex, NULL);
    make_wake(&worker->wake);
    /* The thread inherits this: a signal during a request breaks FreeIPMI's LAN sessions. */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &saved);
    if (pthread_create(&worker->thread, NULL, worker_main, worker) != 0)
        fail("no thread can be started");
    pthread_sigmask(SIG_SETMASK, &saved, NULL);
    return worker;
}

/* Tells the thread to end; returns the jobs that will not be run. */
static struct queued_job *end_thread(struct worker *worker, bool abandon)
{
    struct queued_job *jobs;

    pthread_mutex_lock(&worker->mutex);
    jobs = worker->jobs;
    worker->jobs = NULL;
    worker->jobs_end = &worker->jobs;
    worker->ending = true;
    worker->abandoned = abandon;
    pthread_cond_signal(&worker->wake);
    pthread_mutex_unlock(&worker->mutex);
    return jobs;
}

void worker_destroy(struct worker *worker)
{
    if (worker == NULL)
        return;
    drop_jobs(end_thread(worker, false));
    pthread_join(worker->thread, NULL);
    worker_free(worker);
}

void worker_abandon(struct worker *worker)
{
    struct queued_job *jobs;

    if (worker == NULL)
        return;
    /* Before the thread is told: from then on the worker may be gone at any moment. */
    bmc_trace(worker->bmc, NULL);
    bmc_cancel(worker->bmc);
    pthread_detach(worker->thread);
    jobs = end_thread(worker, true);
    drop_jobs(jobs);
}

struct bmc *worker_bmc(struct worker *worker)
{
    return worker->bmc;
}

void worker_submit(struct worker *worker, struct job job)
{
    struct queued_job *queued = xcalloc(1, sizeof *queued);

    queued->job = job;
    pthread_mutex_lock(&worker->mutex);
    *worker->jobs_end = queued;
    worker->jobs_end = &queued->next;
    pthread_cond_signal(&worker->wake);
    pthread_mutex_unlock(&worker->mutex);
}

bool worker_busy(struct worker *worker)
{
    bool busy;

    pthread_mutex_lock(&worker->mutex);
    busy = worker->running || worker->jobs != NULL;
    pthread_mutex_unlock(&worker->mutex);
    return busy;
}

/* --- events ----------------------------------------------------------------- */

void worker_post(struct worker *worker, struct worker_event event)
{
    struct queued_event *queued;
    bool first, unheard;

    pthread_mutex_lock(&worker->mutex);
    unheard = worker->abandoned;
    if (!unheard) {
        queued = xcalloc(1, sizeof *queued);
        queued->event = event;
        first = worker->events == NULL;
        *worker->events_end = queued;
        worker->events_end = &queued->next;
        if (first && write(worker->pipe[1], "", 1) < 0)
            fail("the worker's pipe is broken");
    }
    pthread_mutex_unlock(&worker->mutex);
    if (unheard)
        free_event(&event);
}

int worker_fd(const struct worker *worker)
{
    return worker->pipe[0];
}

bool worker_take(struct worker *worker, struct worker_event *event)
{
    struct queued_event *queued;
    char byte;

    pthread_mutex_lock(&worker->mutex);
    queued = take_event(worker);
    if (queued != NULL && worker->events == NULL && read(worker->pipe[0], &byte, 1) < 0)
        fail("the worker's pipe is broken");
    pthread_mutex_unlock(&worker->mutex);
    if (queued == NULL)
        return false;
    *event = queued->event;
    free(queued);
    return true;
}
