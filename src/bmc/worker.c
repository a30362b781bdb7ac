/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bmc/worker.h"

#include <assert.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/xalloc.h"

/* First member of what is queued. */
struct node {
    struct node *next;
};

struct queue {
    struct node *first, **end;
};

struct queued_job {
    struct node node;
    struct job job;
};

struct queued_event {
    struct node node;
    struct job_event event;
};

struct worker {
    struct bmc *bmc;
    pthread_t thread;
    int pipe[2];           /* a byte is in it while there are events */
    pthread_mutex_t mutex; /* guards all below */
    pthread_cond_t changed;
    struct queue jobs, events;
    bool running; /* a job */
    bool talking; /* bmc_cancel() has something to break off */
    bool ending;
    bool abandoned; /* nobody but the thread knows this worker any more */
    bool answer;
    atomic_bool asking; /* changed with the mutex held; looked at without it, like all below */
    atomic_bool skip;
    atomic_uint posted;    /* events that have not been taken */
    atomic_uint stop;      /* this job is asked to stop, */
    atomic_uint cancelled; /* and all up to this one */
};

/* --- queues; all with the mutex held ---------------------------------------- */

static void queue_put(struct queue *queue, struct node *node)
{
    *queue->end = node;
    queue->end = &node->next;
}

/* NULL: empty. */
static void *queue_take(struct queue *queue)
{
    struct node *node = queue->first;

    if (node != NULL)
        queue->first = node->next;
    if (queue->first == NULL)
        queue->end = &queue->first;
    return node;
}

/* --- freeing ---------------------------------------------------------------- */

static void job_free(struct queued_job *job)
{
    if (job->job.release != NULL)
        job->job.release(job->job.argument);
    free(job);
}

void job_event_release(struct job_event *event)
{
    if (event->release != NULL && event->payload != NULL)
        event->release(event->payload);
    event->payload = NULL;
}

static void worker_free(struct worker *worker)
{
    struct job_event event;

    while (worker_take(worker, &event))
        job_event_release(&event);
    close(worker->pipe[0]);
    close(worker->pipe[1]);
    pthread_cond_destroy(&worker->changed);
    pthread_mutex_destroy(&worker->mutex);
    free(worker);
}

static void worker_fail(const char *what)
{
    fprintf(stderr, "bmctui: %s\n", what);
    abort();
}

/* --- what a job does -------------------------------------------------------- */

/* Takes the event over. With the mutex held. */
static void worker_queue_event(struct worker *worker, struct job_event *event)
{
    struct queued_event *queued;

    if (worker->abandoned) {
        job_event_release(event);
        return;
    }
    queued = xcalloc(1, sizeof *queued);
    queued->event = *event;
    if (worker->events.first == NULL && write(worker->pipe[1], "", 1) < 0)
        worker_fail("the worker's pipe is broken");
    queue_put(&worker->events, &queued->node);
    worker->posted++;
}

static struct job_event job_make_event(const struct job_ctx *ctx, int kind, const void *payload,
                                       size_t size)
{
    struct job_event event = {.kind = kind, .job = ctx->number, .release = free};

    if (payload != NULL)
        event.payload = memcpy(xmalloc(size), payload, size);
    return event;
}

void job_post(const struct job_ctx *ctx, int kind, const void *payload, size_t size)
{
    struct job_event event = job_make_event(ctx, kind, payload, size);

    pthread_mutex_lock(&ctx->worker->mutex);
    worker_queue_event(ctx->worker, &event);
    pthread_mutex_unlock(&ctx->worker->mutex);
}

unsigned job_posted(const struct job_ctx *ctx)
{
    return ctx->worker->posted;
}

bool job_ask(const struct job_ctx *ctx, int kind, const void *payload, size_t size)
{
    struct worker *worker = ctx->worker;
    struct job_event event = job_make_event(ctx, kind, payload, size);
    bool answer;

    pthread_mutex_lock(&worker->mutex);
    worker->asking = true;
    worker->answer = false;
    worker_queue_event(worker, &event);
    while (worker->asking && !worker->ending)
        pthread_cond_wait(&worker->changed, &worker->mutex);
    answer = worker->answer && !worker->asking;
    worker->asking = false;
    pthread_mutex_unlock(&worker->mutex);
    return answer;
}

bool job_stop_requested(const struct job_ctx *ctx)
{
    return ctx->number == ctx->worker->stop || ctx->number <= ctx->worker->cancelled;
}

bool job_skip_requested(const struct job_ctx *ctx)
{
    return atomic_exchange(&ctx->worker->skip, false);
}

int job_open_link(const struct job_ctx *ctx, struct bmc_error *error)
{
    struct job_link link = {.open = true};
    struct bmc *bmc = ctx->bmc;

    if (bmc_is_open(bmc))
        return 0;
    if (bmc_open(bmc, error) < 0)
        return -1;
    link.demo = bmc_is_demo(bmc);
    link.over_lan = bmc_over_lan(bmc);
    link.encrypted = bmc_link_encrypted(bmc);
    snprintf(link.description, sizeof link.description, "%s", bmc_description(bmc));
    snprintf(link.driver, sizeof link.driver, "%s", bmc_driver_in_use(bmc));
    job_post(ctx, JOB_LINK, &link, sizeof link);
    return 0;
}

/* --- the thread ------------------------------------------------------------- */

/* With the mutex held, like all that waits. false: the time is over. */
static bool worker_wait_until(struct worker *worker, int64_t until_ms)
{
    int64_t left = until_ms - clock_now(clock_monotonic());

    if (left > 0)
        clock_cond_wait(&worker->changed, &worker->mutex, left);
    return left > 0;
}

/* A cancel was for what is over by now. An ending worker is to close its link without waiting. */
static void worker_stop_talking(struct worker *worker)
{
    worker->talking = false;
    if (!worker->ending)
        bmc_resume(worker->bmc);
}

/* With nothing to do the link is kept alive. The mutex is held, but not while the BMC is asked. */
static void worker_rest(struct worker *worker)
{
    int64_t again;

    worker->talking = true;
    pthread_mutex_unlock(&worker->mutex);
    again = bmc_idle(worker->bmc);
    pthread_mutex_lock(&worker->mutex);
    worker_stop_talking(worker);
    if (worker->jobs.first != NULL || worker->ending)
        return;
    if (again < 0)
        pthread_cond_wait(&worker->changed, &worker->mutex);
    else
        clock_cond_wait(&worker->changed, &worker->mutex, again);
}

static struct queued_job *worker_next_job(struct worker *worker)
{
    struct queued_job *job = NULL;

    pthread_mutex_lock(&worker->mutex);
    while (!worker->ending && worker->jobs.first == NULL)
        worker_rest(worker);
    if (!worker->ending) {
        job = queue_take(&worker->jobs);
        worker->running = worker->talking = true;
        worker->skip = false;
    }
    pthread_mutex_unlock(&worker->mutex);
    return job;
}

static void worker_run_job(struct worker *worker, struct queued_job *queued)
{
    struct job *job = &queued->job;
    struct job_ctx ctx = {worker, worker->bmc, job->number};
    struct job_event event = {.kind = JOB_ENDED,
                              .job = job->number,
                              .error = {.kind = ERROR_NONE},
                              .payload = job->argument,
                              .release = job->release};

    if (!job->writes && job_stop_requested(&ctx))
        error_set(&event.error, ERROR_CANCELLED, "%s", _("stopped"));
    else if ((job->no_link || job_open_link(&ctx, &event.error) == 0) &&
             job->run(&ctx, job->argument, &event.error) == 0)
        event.error.kind = ERROR_NONE;
    else
        assert(event.error.kind != ERROR_NONE);
    free(queued);
    pthread_mutex_lock(&worker->mutex);
    worker_queue_event(worker, &event);
    worker->running = false;
    worker_stop_talking(worker);
    pthread_cond_broadcast(&worker->changed);
    pthread_mutex_unlock(&worker->mutex);
}

static void *worker_main(void *data)
{
    struct worker *worker = data;
    struct queued_job *job;
    bool abandoned;

    while ((job = worker_next_job(worker)) != NULL)
        worker_run_job(worker, job);
    bmc_destroy(worker->bmc);
    pthread_mutex_lock(&worker->mutex);
    abandoned = worker->abandoned;
    pthread_mutex_unlock(&worker->mutex);
    if (abandoned)
        worker_free(worker);
    return NULL;
}

/* --- the other side --------------------------------------------------------- */

struct worker *worker_create(struct bmc *bmc)
{
    struct worker *worker = xcalloc(1, sizeof *worker);
    sigset_t all, saved;

    worker->bmc = bmc;
    worker->jobs.end = &worker->jobs.first;
    worker->events.end = &worker->events.first;
    if (file_pipe(worker->pipe) != 0)
        worker_fail("no pipe can be made");
    pthread_mutex_init(&worker->mutex, NULL);
    clock_cond_init(&worker->changed);
    /* The thread inherits this: a signal during a request breaks FreeIPMI's LAN sessions. */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &saved);
    if (pthread_create(&worker->thread, NULL, worker_main, worker) != 0)
        worker_fail("could not start a thread");
    pthread_sigmask(SIG_SETMASK, &saved, NULL);
    return worker;
}

/* Tells the thread to end. With the mutex held. */
static void worker_end_thread(struct worker *worker)
{
    struct queued_job *job;

    while ((job = queue_take(&worker->jobs)) != NULL)
        job_free(job);
    worker->ending = true;
    pthread_cond_broadcast(&worker->changed);
}

void worker_destroy(struct worker *worker)
{
    if (worker == NULL)
        return;
    pthread_mutex_lock(&worker->mutex);
    worker_end_thread(worker);
    pthread_mutex_unlock(&worker->mutex);
    pthread_join(worker->thread, NULL);
    worker_free(worker);
}

void worker_end(struct worker *worker, int64_t wait_ms)
{
    int64_t until = clock_now(clock_monotonic()) + wait_ms;
    bool abandoned;

    pthread_mutex_lock(&worker->mutex);
    worker_end_thread(worker);
    worker->cancelled = UINT_MAX;
    bmc_cancel(worker->bmc);
    while (worker->running && worker_wait_until(worker, until))
        continue;
    abandoned = worker->running;
    if (abandoned) { /* from the unlocking on the worker may be gone at any moment */
        bmc_trace(worker->bmc, NULL);
        pthread_detach(worker->thread);
        worker->abandoned = true;
    }
    pthread_mutex_unlock(&worker->mutex);
    if (abandoned)
        return;
    pthread_join(worker->thread, NULL);
    worker_free(worker);
}

struct bmc *worker_bmc(struct worker *worker)
{
    return worker->bmc;
}

void worker_submit(struct worker *worker, struct job job)
{
    struct queued_job *queued = xcalloc(1, sizeof *queued);

    assert(job.number > 0);
    queued->job = job;
    pthread_mutex_lock(&worker->mutex);
    queue_put(&worker->jobs, &queued->node);
    pthread_cond_broadcast(&worker->changed);
    pthread_mutex_unlock(&worker->mutex);
}

bool worker_busy(struct worker *worker)
{
    bool busy;

    pthread_mutex_lock(&worker->mutex);
    busy = worker->running || worker->jobs.first != NULL;
    pthread_mutex_unlock(&worker->mutex);
    return busy;
}

void worker_stop(struct worker *worker, unsigned number)
{
    worker->stop = number;
}

void worker_cancel(struct worker *worker, unsigned number)
{
    pthread_mutex_lock(&worker->mutex);
    if (number > worker->cancelled)
        worker->cancelled = number;
    if (worker->talking)
        bmc_cancel(worker->bmc);
    pthread_mutex_unlock(&worker->mutex);
}

void worker_skip(struct worker *worker)
{
    worker->skip = true;
}

bool worker_asking(struct worker *worker)
{
    return worker->asking;
}

void worker_answer(struct worker *worker, bool yes)
{
    pthread_mutex_lock(&worker->mutex);
    worker->answer = yes;
    worker->asking = false;
    pthread_cond_broadcast(&worker->changed);
    pthread_mutex_unlock(&worker->mutex);
}

/* --- events ----------------------------------------------------------------- */

int worker_fd(const struct worker *worker)
{
    return worker->pipe[0];
}

bool worker_take(struct worker *worker, struct job_event *event)
{
    struct queued_event *queued;
    char byte;

    pthread_mutex_lock(&worker->mutex);
    queued = queue_take(&worker->events);
    if (queued != NULL && worker->events.first == NULL && read(worker->pipe[0], &byte, 1) < 0)
        worker_fail("the worker's pipe is broken");
    pthread_mutex_unlock(&worker->mutex);
    if (queued == NULL)
        return false;
    worker->posted--;
    *event = queued->event;
    free(queued);
    return true;
}
