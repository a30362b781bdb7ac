/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Running a command's talk with the BMC as a job of the worker (bmc/worker.h), while the main
 * thread waits for signals and prints what the job has to say.
 */
#ifndef BMCTUI_CLI_RUN_H
#define BMCTUI_CLI_RUN_H

#include "bmc/worker.h"
#include "cli/cli.h"
#include "core/load.h"

struct run_job {
    /* On the worker's thread, with an open link. 0, or -1 with *error. Prints nothing. */
    int (*work)(struct job_ctx *ctx, void *argument, struct bmc_error *error);
    /* On the main thread, with what the work posted; may be NULL. */
    void (*on_event)(void *argument, const struct job_event *event);
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

/* load_first(), load_settings() or the like. */
typedef int run_loader(struct bmc *bmc, struct model *page, uint8_t channel,
                       const struct load_watch *watch, struct bmc_error *error);

#define RUN_TARGET 128

/* Reads the page of --channel or of the default channel, for a command that prints it. target
 * receives "this machine (OpenIPMI)" unless it is NULL. Returns as run_job(). */
int run_read_page(struct cli *cli, run_loader *loader, struct model *page, char target[RUN_TARGET]);

/* The target's name, else the host, "demo" or "local". Not translated. */
const char *run_target_name(const struct cli *cli);

/* From within work, before anything is written to the BMC: waits until all that was posted has been
 * printed. From then on a signal only asks to stop (job_stop_requested()), and the work ends when
 * it is done. Before, a signal breaks the work off and ends the program as it would have. -1:
 * nothing may be written any more, as that has happened, or standard output or the trace cannot be
 * written. */
int run_hold(const struct job_ctx *ctx, struct bmc_error *error);

#endif
