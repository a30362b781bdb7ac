/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A plan of changes from the command line: review, --dry-run, journal, --confirm, progress, audit,
 * result and exit status, as `set` has them.
 */
#ifndef BMCTUI_CLI_PLAN_SAVE_H
#define BMCTUI_CLI_PLAN_SAVE_H

#include "bmc/worker.h"
#include "cli/cli.h"
#include "core/save.h"

enum plan_made {
    PLAN_MADE,
    PLAN_NO_CHANGES, /* nothing differs: said, and exit status 0 */
    PLAN_FAILED = -1 /* *error: ERROR_USAGE is exit status 2, else as any command's */
};

struct plan_request {
    const char *command; /* prefix of errors about no single field */
    /* On the worker's thread, from what the BMC holds now; again where that has changed between
     * review and save. An enum plan_made. The plan's password stays data's. */
    int (*make)(struct job_ctx *ctx, void *data, struct plan *plan, struct bmc_error *error);
    /* On the main thread: prints, indented by two blanks, what should be known before the changes
     * are listed; may be NULL. */
    void (*review)(void *data);
    void *data;
    unsigned *saves; /* as in struct set_request */
    /* On the main thread, when a save was tried and its result has been printed; may be NULL. */
    void (*done)(void *data, const struct save_state *state);
};

/* The options of a save are in cli->arguments; where nothing is written (--dry-run) the caller sets
 * cli->only_reads. Returns the exit status. */
int plan_save(struct cli *cli, const struct plan_request *request);

#endif
