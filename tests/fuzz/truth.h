/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the demo BMC really holds after a save, against what was said about it. */
#ifndef BMCTUI_FUZZ_TRUTH_H
#define BMCTUI_FUZZ_TRUTH_H

#include "unit/lan.h"
#include "core/save.h"
#include "demo/demo.h"

/* The channel's parameters as they are, all known. */
void truth_lan(const struct demo_state *state, uint8_t channel, struct lan *lan);
/* Every parameter that is judged is as meant. */
bool truth_lan_is(const struct lan *held, const struct lan *meant);

/* NULL, or what of the save's result is not so. The password that the plan may set is `password`. */
const char *truth_of_save(const struct save_state *said, const struct demo_state *before,
                          const struct demo_state *now, const char *password);

/* What truth_of_save() says of a lock; compared by its address. */
extern const char TRUTH_LOCK_LEFT[];

#endif
