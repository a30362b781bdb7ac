/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of `health` share. */
#ifndef BMCTUI_CLI_HEALTH_H
#define BMCTUI_CLI_HEALTH_H

#include "cli/cli.h"
#include "pages/health.h"
#include "pages/power.h"

/* What was read. */
struct health {
    struct cli *cli;
    struct health_state state;
    struct list rows; /* struct health_row, in their order; of --type alone */
    size_t count[HEALTH_RANKS]; /* of those sensors */
    bool chassis_is_bad; /* it reports a fault of its own; not asked with --type */
    char unread[ERROR_SENTENCE]; /* why not one sensor was read: nothing is well then; "" */
};

/* Exit status of a check plugin: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN. */
enum { NAGIOS_OK, NAGIOS_WARNING, NAGIOS_CRITICAL, NAGIOS_UNKNOWN };
/* The line for what was read, and its status. */
int health_print_nagios(const struct health *health);
/* The line where it was not. Returns NAGIOS_UNKNOWN. */
int health_nagios_unknown(const char *why);

/* `health limits WHO [KEY=VALUE...]`: so many words. Returns the exit status. */
int health_limits(struct cli *cli, const char *who, char *const words[], int count);

void health_print_json(const struct health *health);

#endif
