/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What keeps a save honest when program or host dies: around save_run(), for console and `set`
 * alike. A guard keeps the journal, sees to it that one bmctui saves at a time, and runs the
 * confirm-or-revert window with its watcher.
 *
 *   guard = guard_create(target, settings->state_directory, NULL);
 *   guard_look(guard, &pending)            at start: is there anything to recover or to confirm?
 *   guard_begin(guard, context, options, plan, page, &error)      then
 *   guard_save(guard, context, &state)                            both on the worker's thread
 *   guard_keep(guard, ...), guard_put_back_now(guard, ...)        within the window
 *
 * One thread at a time. Files only, no terminal. guard/recover.h is for what was cut off.
 */
#ifndef BMCTUI_GUARD_GUARD_H
#define BMCTUI_GUARD_GUARD_H

#include "bmc/bmc.h"
#include "core/journal.h"
#include "core/save.h"
#include "guard/audit.h"
#include "guard/store.h"

#define GUARD_CONFIRM_LEAST_S 30
#define GUARD_CONFIRM_MOST_S 3600
#define GUARD_CONFIRM_DEFAULT_S 120
#define GUARD_WAIT_MS 10000 /* how long to wait for another bmctui that is saving */

struct guard;

/* target (and its strings) stay the caller's and must outlive the guard. directory: the setting
 * state_directory, NULL: the standard one; copied. audit: who, and where lines go; NULL: as found
 * out, to syslog; must outlive it. Touches no file yet. */
struct guard *guard_create(const struct bmc_target *target, const char *directory,
                           const struct audit *audit);
void guard_destroy(struct guard *guard); /* releases the lock; NULL is fine */
/* The demo BMC forgets when the program ends, and so gets no journal; tests want one. */
void guard_journal_demo(struct guard *guard);

/* --- what is there ------------------------------------------------------- */

enum guard_state {
    GUARD_NOTHING,     /* nothing is pending */
    GUARD_SAVING,      /* another bmctui (holder) is saving, or putting back */
    GUARD_CONFIRM,     /* applied and verified; put back in left_ms unless confirmed */
    GUARD_CUT_OFF,     /* a save was cut off, or a window ran out with nobody left: recover */
    GUARD_NOT_PUT_BACK,/* putting back failed: recover */
    GUARD_DAMAGED,     /* what is there is no journal, and is not acted upon: error */
    GUARD_UNREADABLE   /* error */
};

struct guard_pending {
    enum guard_state state;
    struct store_holder holder;  /* GUARD_SAVING */
    int64_t left_ms;             /* GUARD_CONFIRM; 0: it is being put back about now */
    struct journal journal;      /* CONFIRM, CUT_OFF, NOT_PUT_BACK, and SAVING where there is one */
    enum store_result result;    /* NOTHING: how the last window ended */
    struct bmc_error error;      /* DAMAGED, UNREADABLE: a sentence */
};

/* Quick (a few files), may be called each second. Does not talk to the BMC, takes no lock. */
void guard_look(struct guard *guard, struct guard_pending *pending);
/* One sentence about it for a person, translated: what is pending and what to do; "" for
 * GUARD_NOTHING. Returns text. */
const char *guard_text(const struct guard_pending *pending, char *text, size_t size);

/* "pid 123 on pts/0"; what is not known is left out. Translated; returns text. */
const char *guard_holder(const struct store_holder *holder, char *text, size_t size);

/* --- a save -------------------------------------------------------------- */

struct guard_options {
    bool no_journal;    /* --no-journal, or the person said so after GUARD_NO_JOURNAL */
    unsigned confirm_s; /* the window, 0: none */
    int64_t wait_ms;    /* for another bmctui that is saving: GUARD_WAIT_MS */
    int64_t verify_ms;  /* how long the watcher reads back, 0: as long as a save does by default */
    /* While waiting for another bmctui; may be NULL. Stop asks watch->command(). */
    void (*waiting)(void *data, const struct store_holder *holder, int64_t left_ms);
    void *data;
};

/* A window is not offered: a password goes with the save, over LAN, the demo BMC. *error (may be
 * NULL): why, ERROR_USAGE (exit 2). confirm_s out of 30 to 3600 is refused too. */
bool guard_may_confirm(const struct bmc_target *target, const struct plan *plan,
                       unsigned confirm_s, struct bmc_error *error);

enum guard_begun {
    GUARD_READY,     /* the journal is on disk, the watcher (if any) runs: guard_save() */
    GUARD_HELD,      /* another bmctui is saving: *error says who. Exit 1 */
    GUARD_PENDING,   /* an earlier save is not resolved: *error. Exit 1; see guard_look() */
    GUARD_NO_JOURNAL,/* nothing can be kept (full disk, ...): *error. Exit 1, or begin again with
                      * no_journal */
    GUARD_REFUSED    /* no confirm window with this save: *error. Exit 2 */
};

/* plan (with its password) must live until guard_save() has returned. Whatever is not
 * GUARD_READY leaves nothing behind. One request to the BMC where page does not know its device. */
enum guard_begun guard_begin(struct guard *guard, const struct save_context *context,
                             const struct guard_options *options, const struct plan *plan,
                             const struct model *page, struct bmc_error *error);

/* save_run() with the journal kept, and what becomes of it; audited. watch->record is the guard's:
 * leave it NULL. With a window and SAVE_KEPT: the countdown runs from now on, see
 * guard_confirm_left_ms(). The lock is released. */
enum save_status guard_save(struct guard *guard, const struct save_context *context,
                            struct save_state *state);
/* The program's exit status for it (SPEC 2): that of the save, but 4 where its journal could be
 * neither marked nor removed: the next start would take back what was done, or do what was not. */
int guard_exit(const struct save_state *state);
/* Instead of guard_save(): takes everything back that guard_begin() did. */
void guard_cancel(struct guard *guard);

/* What has to be said beside the save's own report, "" nothing: the journal was kept and why, or
 * could not be removed. */
const char *guard_remark(const struct guard *guard);

/* --- the window ---------------------------------------------------------- */

/* -1: no window is open here. */
int64_t guard_confirm_left_ms(const struct guard *guard);

enum guard_confirmed {
    GUARD_KEPT,      /* exit 0 */
    GUARD_TOO_LATE,  /* it had been put back: exit 5 */
    GUARD_FAILED,    /* putting back had failed, or what is there cannot be told: exit 4 */
    GUARD_NOT_PENDING/* exit 2 */
};

/* What `confirm` does and KEEP presses: keeps it if the window is still open. Waits (wait_ms at
 * most) for a save or a putting back that is under way. */
enum guard_confirmed guard_keep(struct guard *guard, const struct clock *clock, int64_t wait_ms,
                                struct bmc_error *error);
int guard_confirm_exit(enum guard_confirmed confirmed);

/* PUT BACK: does not wait for the end of the window. SAVE_PUT_BACK, SAVE_MIXED; SAVE_NOT_WRITTEN:
 * there was nothing to put back any more (state->error says why). */
enum save_status guard_put_back_now(struct guard *guard, const struct save_context *context,
                                    struct save_state *state);

/* --- the watcher --------------------------------------------------------- */

/* argv[1] of the watcher's process; main() hands over to guard_watch() before anything else. */
#define GUARD_WATCH_WORD "--watch-save"
int guard_watch(int argc, char **argv);

#endif
