/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/event_filter.h"

#include <string.h>
#include <strings.h>

bool event_filter_is_set(const struct event_filter *filter)
{
    return filter->least != EVENT_LEAST_ANY || filter->has_since || filter->match[0] != '\0';
}

static bool filter_contains(const char *text, const char *match)
{
    size_t length = strlen(match);

    for (; *text != '\0'; text++)
        if (strncasecmp(text, match, length) == 0)
            return true;
    return length == 0;
}

static bool filter_matches(const char *match, const struct event *event)
{
    char line[EVENT_LINE];

    return filter_contains(event->name, match) || filter_contains(event->type, match) ||
           filter_contains(event_short(event, line), match) ||
           filter_contains(event_long(event, line), match);
}

/* What has ended is neither. */
static bool filter_severe(enum event_least least, const struct event *event)
{
    if (least == EVENT_LEAST_ANY)
        return true;
    return event->direction != EVENT_ENDS &&
           (event->severity == EVENT_CRITICAL ||
            (least == EVENT_LEAST_WARNING && event->severity == EVENT_WARNING));
}

bool event_filter_passes(const struct event_filter *filter, const struct event_clock *clock,
                         const struct event *event)
{
    int64_t instant;

    if (!filter_severe(filter->least, event))
        return false;
    if (filter->has_since && event_clock_instant(clock, event->timestamp, &instant) &&
        instant < filter->since)
        return false;
    return filter->match[0] == '\0' || filter_matches(filter->match, event);
}
