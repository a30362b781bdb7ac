/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <time.h>

#include "cli/events.h"

int events_open_log(struct event_log *log, struct bmc *bmc, struct events_about *about,
                struct bmc_error *error)
{
    uint32_t seconds;
    bool known;

    if (event_log_open(log, bmc, error) != 0)
        return -1;
    known = event_log_time(log, &seconds);
    event_clock_compare(&about->clock, known, seconds, (int64_t)time(NULL));
    about->info = *event_log_info(log);
    snprintf(about->target, sizeof about->target, "%s", bmc_description(bmc));
    return 0;
}
