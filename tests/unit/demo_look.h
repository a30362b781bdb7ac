/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking into the demo BMC: what it holds, what it was asked, how two snapshots differ. */
#ifndef BMCTUI_TESTS_UNIT_DEMO_LOOK_H
#define BMCTUI_TESTS_UNIT_DEMO_LOOK_H

#include "demo/demo.h"

/* A copy of demo_state(), for demo_equal() and demo_differences() later. */
void demo_snapshot(struct demo_bmc *demo, struct demo_state *copy);

/* Counts requests, and the matches of every fault, from 0 again. */
void demo_mark(struct demo_bmc *demo);
/* Requests since demo_mark() or creation. */
unsigned demo_requests(const struct demo_bmc *demo);

/* The bad day is over: no faults, the link whole, no reboot, nothing stale or late. */
void demo_fault_clear(struct demo_bmc *demo);
/* Whether the user's password is this text, stored in this size (16 or 20). */
bool demo_password_is(const struct demo_state *state, unsigned user, const char *text,
                      unsigned size);

/* Copies the last requests, oldest first, max at most; returns how many. */
size_t demo_log(const struct demo_bmc *demo, struct demo_log_entry *entries, size_t max);
/* One entry as a line such as "#7 lan-set 0c/01: 01 0c c0 a8 64 fe -> 00". */
void demo_log_text(const struct demo_log_entry *entry, char *text, size_t size);

/* Compares the settings in two snapshots: LAN parameters, set in progress, channel access, users,
 * the light, power, policy, boot options; not what passes by itself (leases awaited, rebooting). Returns the number of
 * differences; text gets them, cut at size, as lines such as
 * "channel 1 address: 192.168.100.100 -> 192.168.100.101". */
size_t demo_differences(const struct demo_state *before, const struct demo_state *after, char *text,
                        size_t size);
bool demo_equal(const struct demo_state *before, const struct demo_state *after);

#endif
