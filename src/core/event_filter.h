/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which events somebody wants to see. Pure. */
#ifndef BMCTUI_CORE_EVENT_FILTER_H
#define BMCTUI_CORE_EVENT_FILTER_H

#include "core/event_clock.h"

#define EVENT_MATCH 64

enum event_least { EVENT_LEAST_ANY, EVENT_LEAST_WARNING, EVENT_LEAST_CRITICAL };

/* All zero: every event. */
struct event_filter {
    enum event_least least;
    bool has_since;
    int64_t since;           /* seconds of UTC since 1970 */
    char match[EVENT_MATCH]; /* "": any text */
};

bool event_filter_is_set(const struct event_filter *filter);
/* Upper and lower case are the same for match, which is looked for in sensor, type and text. An
 * event that has no date is never too old: a filter hides nothing that it cannot judge. */
bool event_filter_passes(const struct event_filter *filter, const struct event_clock *clock,
                         const struct event *event);

#endif
