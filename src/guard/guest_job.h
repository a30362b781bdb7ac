/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Letting somebody in, and the end of it, as a job of the worker (bmc/worker.h), for console and
 * command line alike.
 */
#ifndef BMCTUI_GUARD_GUEST_JOB_H
#define BMCTUI_GUARD_GUEST_JOB_H

#include "bmc/worker.h"
#include "guard/guest.h"

enum guest_job_kind {
    GUEST_JOB_BEGIN,
    GUEST_JOB_EXTEND, /* slot, wish.hours more */
    GUEST_JOB_END,    /* slot, now */
    GUEST_JOB_DUE     /* all who are past their end */
};

enum guest_job_event {
    GUEST_JOB_PROGRESS = JOB_OWN, /* struct save_state, whose plan's password is not to be used */
    GUEST_JOB_ONE                 /* GUEST_JOB_DUE: struct guest_result, of one that was tried */
};

#define GUEST_JOB_USER 64

struct guest_job {
    enum guest_job_kind kind;
    const struct bmc_target *target; /* stays the caller's, like the folder */
    const char *state_directory;     /* the setting */
    char user[GUEST_JOB_USER];       /* for the audit trail; "": as the system knows it */
    unsigned verify_s;
    struct guest_wish wish;
    struct secret *password;         /* the job's own; wish.password is it */
    uint8_t slot;
    struct guest_result result; /* what came of it; of GUEST_JOB_DUE of the last one */
    size_t failed;              /* GUEST_JOB_DUE: how many could not be ended */
};

struct guest_job *guest_job_create(enum guest_job_kind kind, const struct bmc_target *target,
                                   const char *state_directory);
void guest_job_release(void *guest_job);
/* The job to submit, but for its number; guest_job is released with it. */
struct job guest_job_for_worker(struct guest_job *job);
/* What it runs. */
int guest_job_run(struct job_ctx *ctx, void *guest_job, struct bmc_error *error);

#endif
