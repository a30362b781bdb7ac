/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What `events` and `events clear` have in common. For cli_events.c, events_*.c only.
 */
#ifndef BMCTUI_CLI_EVENTS_H
#define BMCTUI_CLI_EVENTS_H

#include "cli/cli.h"
#include "bmc/event_log.h"
#include "core/event_filter.h"
#include "guard/files.h"
#include "pages/events.h"

struct json_t; /* jansson's; data/mktables is built without it */

/* "this machine (OpenIPMI)" and the log's own, as far as they were read. */
struct events_about {
    char target[BMC_DESCRIPTION];
    struct sel_info info;
    struct event_clock clock;
};

/* Opens the log: what it counts, and the clock. On the worker's thread. */
int events_open_log(struct event_log *log, struct bmc *bmc, struct events_about *about,
                struct bmc_error *error);

/* `events clear`. Returns the exit status. */
int events_clear_log(struct cli *cli);

/* The schema of `events --json`. target: its name, in front where it is not NULL. */
struct json_t *events_json_log(const struct events_about *about);
struct json_t *events_json_event(const struct event *event, const struct event_clock *clock,
                                 const char *target);

#endif
