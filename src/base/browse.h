/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Opening a web address with the command that the config file names, for MANAGE.
 */
#ifndef BMCTUI_BASE_BROWSE_H
#define BMCTUI_BASE_BROWSE_H

#include <stdbool.h>

#include "base/error.h"

/* There is a display on which a browser could show itself. */
bool browse_display(void);

/* Starts command, which is split at blanks and handed the address as its last argument; no shell.
 * It runs in a session of its own with nothing of ours open, and is not waited for. -1 with a
 * sentence: no command, no display, or the program cannot be started. */
int browse_open(const char *command, const char *url, struct bmc_error *error);

#endif
