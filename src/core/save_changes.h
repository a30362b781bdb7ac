/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a plan of changes is made of, for these files only: save_rows.c reads and writes some of its
 * rows, save_look.c says whether they are as they are to be, save_changes.c is the walk,
 * save_back.c the way back.
 *
 * Some of the rows are a flag each, by their place in the plan's changes; those under the lock are
 * never among them.
 */
#ifndef BMCTUI_CORE_SAVE_CHANGES_H
#define BMCTUI_CORE_SAVE_CHANGES_H

#include "core/engine.h"

/* What a look comes to; the later, the worse. */
enum changes_seen {
    SEEN_RIGHT,
    SEEN_TOLERATED, /* what is not there need not be */
    SEEN_CHANGED,   /* what is watched is not as it was */
    SEEN_NOTHING,   /* it could not be read */
    SEEN_LOST       /* something written is not there */
};

/* --- save_rows.c --- */
bool changes_read_with(const struct change *one, const struct change *other);
/* What is refused is not read; what is not answered is not known. */
enum engine_result changes_read_one(struct engine *engine, size_t at, struct bmc_error *error);
/* Each of these rows, what goes with one read once. Lost: some are not known; else refused: some
 * are not read. */
enum engine_result changes_read(struct engine *engine, const bool rows[CHANGES_MAX],
                                struct bmc_error *error);
/* It is to be free on the way there, and is: by its name, which is part of the plan. */
bool changes_slot_free(const struct engine *engine, enum goal goal, uint8_t user);
bool changes_any(const bool rows[CHANGES_MAX], size_t first, size_t end);
/* One behind the last row that goes with one write. */
size_t changes_write_end(const struct engine *engine, size_t first, size_t end);
/* The same value twice is the same value: a lost answer is asked for again, once the BMC
 * answers. */
enum engine_result changes_send(struct engine *engine, size_t at, const struct value *value,
                                struct bmc_error *error);
/* What the BMC holds, with what these rows are to hold; all other bits stay. */
struct value changes_merge(const struct engine *engine, size_t first, size_t end,
                           const bool rows[CHANGES_MAX]);

/* --- save_look.c --- */
/* What of a row is to be seen: written or attempted, or watched and told before. */
bool changes_judged(const struct engine *engine, const struct change *change);
/* What is as it is to be, what the BMC never tells, and what it does not tell of a free slot. */
bool changes_fits(const struct engine *engine, const struct change *change);
enum changes_seen changes_see(const struct engine *engine, const struct change *change);
/* Most BMCs that show nothing new show it later; what is still lost at half time is written once
 * more. */
enum changes_seen changes_await(struct engine *engine, const bool rows[CHANGES_MAX],
                                enum save_command *command);
/* The first of these rows that was seen so; the array's end: none. */
size_t changes_first(const struct engine *engine, const bool rows[CHANGES_MAX],
                     enum changes_seen seen);

#endif
