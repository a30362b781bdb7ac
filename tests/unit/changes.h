/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The changes of a save as tests speak of them: its LAN parameters as one struct, and what came of
 * each and of each box.
 */
#ifndef BMCTUI_TESTS_CHANGES_H
#define BMCTUI_TESTS_CHANGES_H

#include "core/save.h"
#include "unit/lan.h"

/* Old or wanted, and what was read back; the last of some that are kept. */
const struct lan *plan_lan(const struct plan *plan, enum goal goal);
const struct lan *plan_held(const struct plan *plan);
/* The change of a parameter, of a plan that may be empty yet. */
struct change *plan_item(struct plan *plan, enum lan_item item);
void plan_put(struct plan *plan, enum goal goal, const struct lan *lan);
bool plan_writes(const struct plan *plan, enum lan_item item);
enum outcome item_outcome(const struct save_state *state, enum lan_item item);
enum outcome box_outcome(const struct save_state *state, enum remote_box box);

/* As a save judges them. */
bool lan_same(enum lan_item item, const struct lan *one, const struct lan *other);
bool lan_judged(enum lan_item item, const struct lan *wanted);

#endif
