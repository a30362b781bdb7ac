/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a guard is made of: for guard*.c, watch.c and recover.c only.
 */
#ifndef BMCTUI_GUARD_GUARD_OWN_H
#define BMCTUI_GUARD_GUARD_OWN_H

#include "guard/guard.h"
#include "guard/resolve.h"

#define GUARD_POLL_MS 200

struct guard {
    const struct bmc_target *target;
    const struct audit *audit;
    char *setting; /* state_directory, NULL */
    bool journal_demo;
    /* From guard_begin() to the end of guard_save(). */
    struct store *store; /* locked; NULL: nothing is kept */
    bool journaled;      /* the journal is on disk */
    unsigned confirm_s;
    int64_t verify_ms;   /* the watcher's */
    const struct plan *plan;
    struct journal journal;
    /* Afterwards. */
    int64_t confirm_until_ms; /* by system_boot_ms(); -1: no window */
    char remark[RESOLVE_REMARK];
};

/* Whether files are kept for this BMC at all. */
bool guard_keeps(const struct guard *guard);
int guard_open_store(const struct guard *guard, bool create, struct store **store,
                     struct bmc_error *error);
/* From now on the store's lock is one for all users of this machine's BMC, whatever their state
 * folder is. */
void guard_share(const struct guard *guard, struct store *store);
/* "nas1", "192.168.1.5", "this machine's BMC". */
const char *guard_name(const struct guard *guard);
/* Takes the store's lock, waiting so long; looks at watch->command. *error says who has it. */
enum store_lock guard_lock(const struct guard *guard, struct store *store,
                           const struct guard_options *options, const struct clock *clock,
                           const struct save_watch *watch, struct bmc_error *error);
/* The one sentence about who is saving. */
int guard_held_error(const struct guard *guard, const struct store_holder *holder,
                     struct bmc_error *error);
/* Whether the machine has not been restarted since: only then its countdown means something. */
bool guard_this_boot(const struct journal *journal);
/* What has to be resolved before anything else is done: the one sentence about it. -1. */
int guard_unresolved_error(const struct journal *journal, enum guard_state state,
                           struct bmc_error *error);
/* A journal as found, without its lock being held by anybody. */
enum guard_state guard_state_of(const struct journal *journal, int64_t *left_ms);

/* --- watch.c --- */
/* Starts the watcher of this journal, and waits until it says that it runs. The store is locked. */
int guard_start_watcher(const struct guard *guard, struct bmc_error *error);

#endif
