/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The screen's side of the worker (bmc/worker.h): a job is queued and gets its number, from 1;
 * what it tells comes through jobs_take() on the screen's thread. Jobs that were stopped still end
 * (ERROR_CANCELLED), or are not heard of any more when the worker was abandoned: compare the
 * number. Reading that has come to JOBS_FIRST gives way to any other job and goes on after it.
 */
#ifndef BMCTUI_TUI_JOBS_H
#define BMCTUI_TUI_JOBS_H

#include "bmc/worker.h"

/* The kind of a reading's event that says: what is seen first is there. */
#define JOBS_FIRST JOB_OWN

struct jobs;

/* target and trace stay the caller's and must outlive it. Opens nothing yet. */
struct jobs *jobs_create(const struct bmc_target *target, FILE *trace);
/* Ends the worker; a request that cannot be broken off ends by itself. Never while saving. */
void jobs_destroy(struct jobs *jobs);
/* Another BMC from now on (DEMO on the no-BMC screen). */
void jobs_switch(struct jobs *jobs, const struct bmc_target *target);

/* All give job.number to the job and return it. */
unsigned jobs_submit(struct jobs *jobs, struct job job);
/* A reading; one that is under way is stopped. */
unsigned jobs_load(struct jobs *jobs, struct job job);

/* The reading under way is of no use any more: no request of it is sent; what comes after it waits
 * for the one that is on its way. */
void jobs_drop_load(struct jobs *jobs);

/* false: nothing there. Release the event afterwards. */
bool jobs_take(struct jobs *jobs, struct job_event *event);

/* A job that writes is under way. */
bool jobs_saving(const struct jobs *jobs);
/* A save is to stop and put back. */
void jobs_stop_saving(struct jobs *jobs);
/* For what is asked of a worker as it is: its descriptor, a save's questions, not to wait. It is
 * another one after jobs_switch(), and after jobs_stop() by jobs_tick(). */
struct worker *jobs_worker(const struct jobs *jobs);

/* Esc: stops what runs and what waits, but never a save. An in-band request that cannot be broken
 * off is left to itself after a moment. false: there is nothing to stop. */
bool jobs_stop(struct jobs *jobs);
/* Nobody waits for this job any more: it is to stop as soon as it can. 0: none. */
void jobs_give_up(struct jobs *jobs, unsigned number);
/* Timer, like a view's. */
int64_t jobs_tick(struct jobs *jobs, int64_t now_ms);

#endif
