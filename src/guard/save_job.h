/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing to the BMC as a job of the worker (bmc/worker.h), for console and command line alike: a
 * save, or the end of one that is not resolved. Each has a guard of its own, which keeps journal,
 * window and audit trail; what the save tells becomes events, what it asks a question to the other
 * thread.
 */
#ifndef BMCTUI_GUARD_SAVE_JOB_H
#define BMCTUI_GUARD_SAVE_JOB_H

#include "bmc/worker.h"
#include "guard/recover.h"

#define SAVE_JOB_USER 64

enum save_job_kind {
    SAVE_JOB_SAVE,
    SAVE_JOB_CONFIRM,  /* keeps what awaits its confirmation */
    SAVE_JOB_PUT_BACK, /* ends a window before its time */
    SAVE_JOB_UNDO,     /* of a save that was cut off */
    SAVE_JOB_FINISH,
    SAVE_JOB_FORGET
};

/* Kinds of its events, and their payload. */
enum save_job_event {
    SAVE_JOB_PROGRESS = JOB_OWN, /* struct save_state; its plan's password is not to be looked at */
    SAVE_JOB_WAITING,            /* struct save_job_waiting: another bmctui is saving to this BMC */
    SAVE_JOB_QUESTION,           /* enum save_question: worker_answer() */
    SAVE_JOB_OTHERS              /* kinds from here on are the caller's */
};

struct save_job_waiting {
    struct store_holder holder;
    int64_t left_ms;
};

struct save_job {
    enum save_job_kind kind;
    const struct bmc_target *target; /* stays the caller's, like the folder */
    const char *state_directory;     /* the setting */
    char user[SAVE_JOB_USER];        /* for the audit trail; "": as the system knows it */
    struct plan plan;                /* of the save; its password is the job's own */
    struct secret *password;
    struct model page; /* the plan is made from */
    int cuts_link; /* save_cuts_link(); -1: to be asked */
    unsigned lock_wait_s, verify_s;
    unsigned confirm_s; /* 0: no window */
    bool no_journal;
    bool asks;       /* questions go to the other thread, and all but a save can be stopped, too */
    bool clear_lock; /* without that: a stale lock is cleared */
    /* What came of it, where no error says that nothing was tried. */
    enum guard_begun begun; /* SAVE_JOB_SAVE, also with an error */
    struct save_state state;
    int64_t window_ms; /* a confirmation is awaited for so long; -1: none */
    enum guard_confirmed confirmed; /* SAVE_JOB_CONFIRM, also with an error */
    int exit;                       /* the program's exit status for UNDO, FINISH and FORGET */
    char remark[RECOVER_REMARK];    /* "" or a sentence to be said, too */
    char headline[RECOVER_REMARK];  /* "" or in place of the report's */
};

/* plan and its password are copied; NULL for SAVE_JOB_CONFIRM. */
struct save_job *save_job_create(enum save_job_kind kind, const struct bmc_target *target,
                                 const char *state_directory, const struct plan *plan);
void save_job_release(void *save_job);
/* The job to submit, but for its number; save_job is released with it. */
struct job save_job_for_worker(struct save_job *save_job);
/* What it runs. ctx may be NULL for SAVE_JOB_FORGET. */
int save_job_run(struct job_ctx *ctx, void *save_job, struct bmc_error *error);

#endif
