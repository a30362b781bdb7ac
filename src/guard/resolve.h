/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What becomes of a journal when a save, or putting one back, has ended: for guard.c, recover.c and
 * the watcher, who all have the store's lock.
 */
#ifndef BMCTUI_GUARD_RESOLVE_H
#define BMCTUI_GUARD_RESOLVE_H

#include "bmc/bmc.h"
#include "core/save.h"
#include "guard/store.h"

#define RESOLVE_REMARK 400

/* All is resolved but the BMC's set in progress, which may still be held. */
bool resolve_only_lock(const struct journal *journal);

/* Settles the journal; rewrites it where only the lock is left; keeps it where the BMC is left
 * mixed. true: it is resolved. state->unresolved: it should be, and could not. remark: "" or a
 * sentence about it. */
bool resolve_journal(struct store *store, struct journal *journal, struct save_state *state,
                    char remark[RESOLVE_REMARK]);

/* Puts back what the journal says may have been written, and resolves it: as above. Nothing to put
 * back counts as put back. A password that had been sent stays, and makes it SAVE_MIXED. */
bool resolve_put_back(struct store *store, struct journal *journal,
                     const struct save_context *context, struct save_state *state,
                     char remark[RESOLVE_REMARK]);

/* How a window ended that was put back. */
enum store_result resolve_result(const struct save_state *state);

/* Opens the BMC, again and again while there is none, for so long. */
int resolve_open(struct bmc *bmc, const struct clock *clock, int64_t patience_ms,
                struct bmc_error *error);

#endif
