/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An action as a job of the worker (bmc/worker.h), for console and command line alike: the guard's
 * word, the note where it takes this machine down, the request, what came of it, the audit line.
 */
#ifndef BMCTUI_GUARD_ACTION_JOB_H
#define BMCTUI_GUARD_ACTION_JOB_H

#include "bmc/here.h"
#include "bmc/worker.h"
#include "guard/action_note.h"

/* Its events' kind and payload: struct action, as it is by then. */
#define ACTION_JOB_PROGRESS JOB_OWN

struct action_job {
    struct action action;
    const struct bmc_target *target; /* stays the caller's, like the folder and the name */
    const char *state_directory;     /* the setting */
    char user[NOTE_NAME];            /* for the audit trail; "": as the system knows it */
    bool read_only;
    bool this_machine; /* it is the one that we run on: a note, and the disks are synced */
    /* Right before anything is written, on the worker's thread; -1: it is not sent. NULL: none. */
    int (*hold)(const struct job_ctx *ctx, struct bmc_error *error);
    char remark[ERROR_SENTENCE]; /* "" or that no note could be kept */
};

/* The action's kind and this_machine are to be set; the rest is as usual. For free(). */
struct action_job *action_job_create(enum action_kind kind, const struct bmc_target *target,
                                     const char *state_directory);
/* A job's run(): 0 also where the action failed, which action.outcome says. */
int action_job_run(struct job_ctx *ctx, void *action_job, struct bmc_error *error);

#endif
