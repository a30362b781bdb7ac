/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What becomes of a journal when a save, or putting one back, has ended: for guard.c, recover.c and
 * the watcher, who all have the store's lock.
 */
#ifndef BMCTUI_GUARD_SETTLE_H
#define BMCTUI_GUARD_SETTLE_H

#include "bmc/bmc.h"
#include "core/save.h"
#include "guard/store.h"

#define SETTLE_REMARK 400

/* All is settled but the BMC's set in progress, which may still be held. */
bool settle_only_lock(const struct journal *journal);

/* Settles the journal; rewrites it where only the lock is left; keeps it where the BMC is left
 * mixed. true: it is settled. state->unsettled: it should be, and could not. remark: "" or a
 * sentence about it. */
bool settle_journal(struct store *store, struct journal *journal, struct save_state *state,
                    char remark[SETTLE_REMARK]);

/* Puts back what the journal says may have been written, and settles it. Nothing to put back counts
 * as put back. A password that had been sent stays, and makes it SAVE_MIXED. */
enum save_status settle_put_back(struct store *store, struct journal *journal,
                                 const struct save_context *context, struct save_state *state,
                                 bool *settled, char remark[SETTLE_REMARK]);

/* How a window ended that was put back. */
enum store_result settle_result(const struct save_state *state);

/* Opens the BMC, again and again while there is none, for so long. */
int settle_open(struct bmc *bmc, const struct clock *clock, int64_t patience_ms,
                struct bmc_error *error);

#endif
