/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An action (core/action.h) from the command line: of `power` and `bmc`. What came of it
 * goes to standard output, what kept it from being sent to standard error.
 */
#ifndef BMCTUI_CLI_ACT_H
#define BMCTUI_CLI_ACT_H

#include "cli/cli.h"
#include "core/action.h"

/* Does it, and says what came of it under this name. Returns the exit status of PAGES 6. */
int act(struct cli *cli, enum action_kind kind, const char *about);

/* `health rearm`: sensor is its exact name, or its number. */
int act_rearm(struct cli *cli, const char *sensor);

/* `bmc clock set` and `bmc restart`: of cli_bmc.c's words. */
int act_set_clock(struct cli *cli);
int act_restart_bmc(struct cli *cli);

#endif
