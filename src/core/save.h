/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Walking a plan: lock, read again, write, commit, complete, verify, second phase; and putting back
 * when something is refused, lost or stopped. Runs on the worker's thread and knows no screen: it
 * tells a watch what it does, and asks it. No I/O but through bmc/.
 */
#ifndef BMCTUI_CORE_SAVE_H
#define BMCTUI_CORE_SAVE_H

#include "bmc/bmc.h"
#include "core/change.h"
#include "core/plan.h"

enum save_stage {
    SAVE_STAGE_STEPS,        /* walking the plan */
    SAVE_STAGE_WAIT_LOCK,    /* somebody else holds set in progress; until_ms counts down */
    SAVE_STAGE_VERIFY,       /* until_ms counts down */
    SAVE_STAGE_PUT_BACK,
    SAVE_STAGE_DONE
};

enum save_status {
    SAVE_RUNNING,
    SAVE_KEPT,          /* done and verified: exit 0 */
    SAVE_NOT_WRITTEN,   /* nothing was written (lock held, stopped, refused at once): exit 1 */
    SAVE_PUT_BACK,      /* refused, lost or stopped; everything was put back: exit 1 */
    SAVE_REVIEW_AGAIN,  /* nothing was written: the BMC holds not what the review showed */
    SAVE_UNREACHED,     /* nothing was written: the BMC does not answer: exit 3 */
    SAVE_IMPOSSIBLE,    /* nothing was written: what is wanted cannot be: exit 2 */
    SAVE_MIXED          /* the BMC is left mixed or unknown: exit 4 */
};

enum step_state { STEP_WAITING, STEP_RUNNING, STEP_DONE, STEP_LEFT_OUT, STEP_FAILED };

/* A plain value: copied to the screen's thread as it is. */
struct save_state {
    struct plan plan; /* its changes have what came of them */
    enum save_stage stage;
    enum save_status status;
    size_t step; /* the step under way */
    enum step_state steps[PLAN_STEPS];
    int64_t until_ms; /* by the clock given */
    bool holds_known;             /* the plan's changes hold what was read back last */
    enum outcome password;
    struct step failed;         /* with a failure: where */
    bool stopped;               /* a person or a signal stopped it */
    bool repaired;              /* what the BMC had changed on its own was put right */
    bool waits_for_bmc;         /* it does not answer; until_ms counts down */
    unsigned looks;             /* how often it was read back, since the writing ended */
    bool lock_left;             /* set in progress could not be released */
    bool unresolved;             /* guard/: the journal could be neither marked nor removed */
    struct bmc_error error;     /* why, one sentence; kind ERROR_NONE when kept */
};

enum save_command {
    SAVE_GO_ON,
    SAVE_STOP,       /* stop and put back */
    SAVE_DO_NOT_WAIT /* while verifying: ask, keep or put back */
};

enum save_question {
    SAVE_ASK_CLEAR_LOCK, /* the lock is still held after waiting: clear a stale one? */
    SAVE_ASK_KEEP        /* not verified yet, and not to wait: keep? */
};

/* What the journal must know before it happens. */
enum save_record {
    SAVE_RECORD_START,    /* before the first request that changes anything, the lock included */
    SAVE_RECORD_PASSWORD, /* before the password is sent */
    SAVE_RECORD_PUT_BACK  /* before anything is put back, which goes on whatever it returns */
};

struct save_watch {
    void (*progress)(void *data, const struct save_state *state); /* may be NULL */
    /* Looked at between steps and while waiting; may be NULL. */
    enum save_command (*command)(void *data);
    /* May block. NULL: the answer is no, which puts back. */
    bool (*ask)(void *data, enum save_question question, const struct save_state *state);
    /* Keeps the journal; false (with *error): it cannot be kept, and nothing more is written. NULL:
     * there is no journal. */
    bool (*record)(void *data, enum save_record what, const struct save_state *state,
                   struct bmc_error *error);
    void *data, *record_data; /* of record: the latter */
};

struct save_settings {
    int64_t lock_wait_ms;  /* default 10000 */
    int64_t verify_ms;     /* default 30000 */
    bool cuts_link; /* save_cuts_link(): the link is opened again, at the new or the old address */
};

/* Whether this save touches the address or VLAN that this very session goes over. One request, and
 * only over LAN for plans that might; a BMC that does not tell counts as yes. */
bool save_cuts_link(struct bmc *bmc, const struct plan *plan);

/* What a save works with; all of it stays the caller's. */
struct save_context {
    struct bmc *bmc; /* open */
    const struct clock *clock;
    const struct save_settings *settings;
    const struct save_watch *watch; /* may be NULL */
};

/* Walks the plan. *state holds what came of it. Returns the status. */
enum save_status save_run(const struct save_context *context, const struct plan *plan,
                          struct save_state *state);

/* Puts back what the plan of an earlier save may have written, however far it came. lock_ours: set
 * in progress may be held by it, and is released first. Status: SAVE_PUT_BACK, SAVE_MIXED. */
enum save_status save_put_back(const struct save_context *context, const struct plan *plan,
                               bool lock_ours, struct save_state *state);

/* Whether a password that was sent matters for what the BMC holds now: not that of a new user,
 * whose slot is free again. */
bool save_password_counts(const struct save_state *state);
/* Exit status of SPEC 2 for a status. SAVE_REVIEW_AGAIN: 1. */
int save_exit(enum save_status status);

#endif
