/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The state folder: one journal for each BMC that can be reached, a lock that says who is saving to
 * it, and how the last window for a confirmation ended. Names begin with the BMC's key:
 * KEY.journal, KEY.lock, KEY.result, KEY.watch.
 *
 * A journal is on disk, or is not: it is written to another name, synced, renamed, and the folder
 * synced. It stays open, so that "verified" can be written into it on a disk that has no room, and
 * lets nothing be removed. What does not read as a journal is put aside as KEY.damaged-N and never
 * acted upon. The lock ends with the process that holds it, however that ends; its file is there
 * only while it is held.
 *
 * One thread at a time. A store owns its descriptors.
 */
#ifndef BMCTUI_GUARD_STORE_H
#define BMCTUI_GUARD_STORE_H

#include "base/clock.h"
#include "bmc/bmc.h"
#include "core/journal.h"

#define STORE_PATH 1024
#define STORE_KEY 128

struct store;

/* Who holds the lock, as he said when he took it. */
struct store_holder {
    long pid; /* 0: not known */
    char tty[JOURNAL_NAME];  /* "" none */
    char user[JOURNAL_NAME]; /* "" not known */
    bool elsewhere;          /* with a state folder of his own: all that is known of him */
};

/* How the last confirm window ended. */
enum store_result { STORE_RESULT_NONE, STORE_RESULT_PUT_BACK, STORE_RESULT_FAILED };

/* Where the folder is: the setting if there is one; else $(localstatedir)/lib/bmctui; for a user
 * other than root who may not write there, bmctui in ${XDG_STATE_HOME:-$HOME/.local/state}. Root's
 * environment is not looked at. -1 with a sentence. */
int store_directory(const char *setting, char path[STORE_PATH], struct bmc_error *error);
/* "local" for the BMC of this machine, "lan-HOST", ... only letters, digits, '.', '-', '_'. */
void store_key(const struct bmc_target *target, char key[STORE_KEY]);

/* Opens the folder. create: makes it (0700) where it is missing. -1 with a sentence that says why
 * nothing can be kept there; without create, a missing folder is no failure and holds nothing. */
int store_open(struct store **store, const char *directory, const char *key, bool create,
               struct bmc_error *error);
void store_close(struct store *store); /* releases the lock; NULL is fine */
const char *store_path(const struct store *store); /* the folder's */

/* What users with state folders of their own have in common: the BMC's device node. From now on it
 * is locked together with the folder, where it can be opened. */
void store_share(struct store *store, const char *node);
/* The descriptor that holds the node's lock, -1: none. Whoever inherits it holds the lock, too. */
int store_shared(const struct store *store);

enum store_lock { STORE_LOCKED, STORE_HELD, STORE_LOCK_FAILED };
/* Takes the lock if nobody has it; STORE_LOCKED: it is ours (also when it was). *holder (may be
 * NULL): who has it. STORE_LOCK_FAILED: with a sentence. */
enum store_lock store_lock(struct store *store, const char *tty, const char *user,
                           struct store_holder *holder, struct bmc_error *error);
/* Takes it however long that takes. -1 with a sentence. */
int store_lock_wait(struct store *store, struct bmc_error *error);
void store_unlock(struct store *store);
/* Whether somebody else has it now, or that of the node. */
bool store_held(struct store *store, struct store_holder *holder);

/* What is in the journal. */
enum store_read { STORE_NOTHING, STORE_JOURNAL, STORE_DAMAGED, STORE_UNREADABLE };
/* STORE_DAMAGED: it is no journal of ours. Where this store has the lock it has been put aside; the
 * sentence says so. STORE_UNREADABLE: with a sentence. One that says verified reads as
 * STORE_NOTHING, and is removed where this store has the lock. */
enum store_read store_read(struct store *store, struct journal *journal, struct bmc_error *error);
/* It is on disk when this returns 0. -1 with a sentence: the old journal, if any, is still it. */
int store_write(struct store *store, const struct journal *journal, struct bmc_error *error);
/* Nothing is to be done any more about this journal, the one that was written or read: it is marked
 * as verified, and then removed. 0: it is never acted upon again, though a disk that refuses may
 * keep the file. -1 with a sentence: neither could be done. */
int store_resolve(struct store *store, const struct journal *journal, struct bmc_error *error);

void store_write_result(struct store *store, enum store_result result);
enum store_result store_read_result(struct store *store);

/* A pipe by which a watcher that sleeps is woken: opens it for reading, -1 where that cannot be.
 * What stands in its place and is no pipe goes. */
int store_open_bell(struct store *store);
void store_ring(struct store *store);
void store_remove_bell(struct store *store);
/* Whether a watcher has it open. */
bool store_watched(struct store *store);

#endif
