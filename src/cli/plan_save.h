/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A plan from the command line, of changes or of what `set` and `apply` were told: review,
 * --dry-run, journal, --confirm, progress, audit, result and exit status.
 */
#ifndef BMCTUI_CLI_PLAN_SAVE_H
#define BMCTUI_CLI_PLAN_SAVE_H

#include "bmc/worker.h"
#include "cli/cli.h"
#include "core/save.h"

enum plan_made {
    PLAN_MADE,
    PLAN_NO_CHANGES, /* nothing differs: said, and exit status 0 */
    PLAN_REFUSED,    /* refused() says why */
    PLAN_FAILED = -1 /* *error: ERROR_USAGE is exit status 2, else as any command's */
};

struct plan_review {
    const struct plan *plan; /* its password is not to be looked at */
    const char *target;      /* "this machine (OpenIPMI)" */
    bool cuts_link;          /* it changes the address or VLAN that this session uses */
};

struct plan_request {
    const char *command; /* prefix of errors about no single field */
    /* On the worker's thread, from what the BMC holds now; again where that has changed between
     * review and save. An enum plan_made. The plan's password stays data's. */
    int (*make)(struct job_ctx *ctx, void *data, struct plan *plan, struct bmc_error *error);
    /* All that follow may be NULL, and are called on the main thread. */
    int (*refused)(void *data); /* prints it; returns the exit status */
    /* Prints, indented by two blanks, what should be known before the changes are listed. */
    void (*review)(void *data);
    /* Prints the whole review in place of what stands in the plan; the work waits for it. */
    void (*show)(void *data, const struct plan_review *review);
    const char *channel_field; /* as struct run_job has it */
    const struct model *page;  /* that the plan is made from, once it is */
    void *data;
    unsigned *saves; /* as in struct set_request */
    /* When a save was tried and its result has been printed. */
    void (*done)(void *data, const struct save_state *state);
};

/* Refuses --confirm early where it cannot work: with this password (NULL: none), over LAN.
 * CLI_DONE, or said. */
int plan_check_window(const struct cli *cli, const struct secret *password);
/* The options of a save are in cli->arguments; where nothing is written (--dry-run) the caller sets
 * cli->only_reads. Returns the exit status. */
int plan_save(struct cli *cli, const struct plan_request *request);

#endif
