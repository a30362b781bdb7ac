/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one thread that talks to the BMC, with all signals blocked. It takes jobs in order, and
 * posts events for the thread that polls worker_fd(): the screen's, or the command line's.
 * FreeIPMI contexts never leave it. A worker whose request cannot be broken off is abandoned: it
 * ends by itself when the request returns, and nobody hears of it again.
 */
#ifndef BMCTUI_BMC_WORKER_H
#define BMCTUI_BMC_WORKER_H

#include <stdbool.h>

#include "bmc/bmc.h"

struct worker;

/* A job: run() is called on the worker's thread with the bmc and argument; release() (may be
 * NULL) frees the argument, also when the job never ran. */
struct job {
    void (*run)(struct worker *worker, struct bmc *bmc, void *argument);
    void (*release)(void *argument);
    void *argument;
};

/* What a job tells the other thread. release() (may be NULL) frees data when nobody takes it. */
struct worker_event {
    int kind; /* the poster's own numbers */
    void *data;
    void (*release)(void *data);
};

/* Takes over bmc: it is closed and destroyed on the worker's thread when the worker ends. */
struct worker *worker_create(struct bmc *bmc);
/* Drops waiting jobs, waits for the running one, joins. */
void worker_destroy(struct worker *worker);
/* Drops waiting jobs, cancels, and lets the thread end by itself; returns at once. */
void worker_abandon(struct worker *worker);

/* The BMC, for the calls that any thread may make. */
struct bmc *worker_bmc(struct worker *worker);

void worker_submit(struct worker *worker, struct job job);
bool worker_busy(struct worker *worker); /* a job runs or waits */

/* From within a job. */
void worker_post(struct worker *worker, struct worker_event event);

/* Readable when worker_take() has something. */
int worker_fd(const struct worker *worker);
/* false: nothing there. The caller then owns event->data. */
bool worker_take(struct worker *worker, struct worker_event *event);

#endif
