/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Running a command's talk with the BMC on the worker's thread, while the main thread waits for
 * signals and prints what the job has to say.
 */
#ifndef BMCTUI_CLI_RUN_H
#define BMCTUI_CLI_RUN_H

#include "bmc/bmc.h"
#include "cli/cli.h"

struct run;

struct run_job {
    /* On the worker's thread, with an open link. 0, or -1 with *error. Prints nothing. */
    int (*work)(struct run *run, struct bmc *bmc, void *argument, struct bmc_error *error);
    /* On the main thread, with what run_post() handed over; may be NULL. */
    void (*said)(void *argument, const void *message);
    void *argument;
    const char *field; /* what an error of the work is about; NULL: "BMC" */
    const char *channel_field; /* the same for a channel that is none; NULL: "--channel" */
    /* Not NULL: opening or working that failed is left here, for the caller to say. */
    struct bmc_error *error;
    /* A save, which must not be suspended half way. */
    bool save;
};

/* Logs in, opens the BMC, does the work, closes. 0: the work returned 0; else the exit status to
 * leave with, and why has been said on standard error. */
int run_job(struct cli *cli, const struct run_job *job);

/* From within work: */

/* Before anything is written to the BMC: waits until all that run_post() handed over has been said.
 * From then on a signal only asks to stop (run_stopped()), and the work ends when it is done.
 * Before, a signal breaks the work off and ends the program as it would have. -1: nothing may be
 * written any more, as that has happened, or standard output or the trace cannot be written. */
int run_hold(struct run *run, struct bmc_error *error);
/* Somebody asked to stop. */
bool run_stopped(const struct run *run);
/* Hands a copy of size bytes to said(). */
void run_post(struct run *run, const void *message, size_t size);

#endif
