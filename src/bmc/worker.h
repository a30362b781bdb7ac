/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one thread that talks to the BMC, with all signals blocked, and the jobs that it runs, in
 * order. A job carries a function and its argument; what it tells comes as events to the thread
 * that polls worker_fd(): the screen's, or the command line's. FreeIPMI contexts never leave the
 * worker. One whose request cannot be broken off is abandoned: it ends by itself when the request
 * returns, and nobody hears of it again.
 */
#ifndef BMCTUI_BMC_WORKER_H
#define BMCTUI_BMC_WORKER_H

#include <stdbool.h>
#include <stddef.h>

#include "bmc/bmc.h"

struct worker;

/* What a running job knows. */
struct job_ctx {
    struct worker *worker;
    struct bmc *bmc;
    unsigned number;
};

struct job {
    /* On the worker's thread, with the link open. 0, or -1 with *error. */
    int (*run)(struct job_ctx *ctx, void *argument, struct bmc_error *error);
    void (*release)(void *argument); /* also when the job never ran; NULL: nothing to release */
    void *argument;
    unsigned number; /* the submitter's own, from 1 and growing: events carry it */
    bool writes;     /* seen through to its end: worker_cancel() does not keep it from running */
    bool no_link;    /* runs with whatever link there is */
};

enum job_event_kind {
    JOB_ENDED, /* error (ERROR_NONE: none); payload is the job's argument */
    JOB_LINK,  /* it opened the link: payload is a struct job_link */
    JOB_OWN    /* the job's own kinds begin here */
};

struct job_event {
    int kind;
    unsigned job; /* its number */
    struct bmc_error error;
    void *payload; /* the event's, until somebody takes it by setting it to NULL */
    void (*release)(void *payload); /* NULL: nothing to release */
};

/* How the BMC is reached. */
struct job_link {
    bool open;
    bool demo, over_lan, encrypted;
    char description[BMC_DESCRIPTION]; /* "this machine (OpenIPMI)" */
    char driver[24];                   /* "openipmi" */
};

/* --- the other thread's side ------------------------------------------------ */

/* Takes over bmc: it is closed and destroyed on the worker's thread when the worker ends. */
struct worker *worker_create(struct bmc *bmc);
/* Drops waiting jobs, waits for the running one, joins. */
void worker_destroy(struct worker *worker);
/* The same, but breaks the running job off, and abandons a worker that has not come back after
 * wait_ms. Questions are answered no. */
void worker_end(struct worker *worker, int64_t wait_ms);
/* The BMC, for the calls that any thread may make. */
struct bmc *worker_bmc(struct worker *worker);

void worker_submit(struct worker *worker, struct job job);
bool worker_busy(struct worker *worker); /* a job runs or waits */
/* Asks the job of this number to stop: job_stop_requested(). */
void worker_stop(struct worker *worker, unsigned number);
/* Breaks off what is under way, and asks all jobs up to this number (0: none) to stop. Those that
 * have not begun end with ERROR_CANCELLED, but for those that write. */
void worker_cancel(struct worker *worker, unsigned number);
/* Asks the running job not to wait any longer: job_skip_requested() is true once. */
void worker_skip(struct worker *worker);
bool worker_asking(struct worker *worker); /* a job waits in job_ask() */
/* Nothing when none asks. */
void worker_answer(struct worker *worker, bool yes);

/* Readable when worker_take() has something. */
int worker_fd(const struct worker *worker);
/* false: nothing there. Release the event afterwards. */
bool worker_take(struct worker *worker, struct job_event *event);
void job_event_release(struct job_event *event);

/* --- from within a job ------------------------------------------------------ */

/* Opens the link where it is not open, and posts JOB_LINK. For jobs with no_link. */
int job_open_link(const struct job_ctx *ctx, struct bmc_error *error);
/* The event's payload is a copy of size bytes; NULL: none. */
void job_post(const struct job_ctx *ctx, int kind, const void *payload, size_t size);
/* How many of all events have not been taken yet. */
unsigned job_posted(const struct job_ctx *ctx);
/* As job_post(), and waits for worker_answer(). */
bool job_ask(const struct job_ctx *ctx, int kind, const void *payload, size_t size);
bool job_stop_requested(const struct job_ctx *ctx);
bool job_skip_requested(const struct job_ctx *ctx);

#endif
