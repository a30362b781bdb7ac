/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starting a watcher: this program again, as a process of its own session. */
#ifndef BMCTUI_GUARD_LAUNCH_H
#define BMCTUI_GUARD_LAUNCH_H

#include <stdbool.h>

#define LAUNCH_READY_FD 3 /* it writes a byte there when it runs, and closes it */
#define LAUNCH_NODE_FD 4

/* argv: NULL behind the last. node: a descriptor that it gets as LAUNCH_NODE_FD, and with it what
 * that has locked; -1: none. Waits until it says that it runs, 10 s at most. */
bool launch_watcher(char *const argv[], int node);

#endif
