/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The word of the guard for actions: power, BMC restart, clearing the log, setting the clock. They
 * have no journal, are never undone and never repeated; while a save, a countdown or a save to
 * recover stands they are refused, and each leaves one line in the audit trail.
 *
 *   action_allowed(guard, read_only, &error)   before asking a person; looks at files only
 *   action_begin(guard, read_only, &error)     then, on the worker's thread: from here to
 *   ... the request ...                        action_end() no other bmctui begins a save
 *   action_end(guard)
 *   action_audit(audit, target, "clear log", "%u events, saved as %s", count, file)
 *
 * The guard is made with guard_create(), one for each action. The demo BMC has no files: its
 * own countdown is the screen's to look at.
 */
#ifndef BMCTUI_GUARD_ACTION_H
#define BMCTUI_GUARD_ACTION_H

#include "guard/guard.h"

/* -1: *error says why not, in one sentence without a full stop: ERROR_USAGE (read-only) or
 * ERROR_LOCKED. Nothing has been sent, exit 2. */
int action_allowed(struct guard *guard, bool read_only, struct bmc_error *error);
/* The same, and takes the lock that saves take. Where nothing can be kept (no room, no folder) the
 * action is allowed all the same: a machine whose disk is gone must still be switched off. */
int action_begin(struct guard *guard, bool read_only, struct bmc_error *error);
void action_end(struct guard *guard);

/* "power off by root (tty tty1) on openipmi: seen". action: "power off", "restart BMC", "set
 * clock", "clear log", "write file". Not translated. */
#define action_audit audit_note

#endif
