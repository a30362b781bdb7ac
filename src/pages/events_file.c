/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The event log as a file that people get. In English in every language, as support desks read it.
 */
#include <time.h>

#include "core/event_words.h"
#include "pages/events.h"

void events_print_head(FILE *file, const char *host, const struct event_clock *clock)
{
    time_t now = time(NULL);
    struct tm local;
    char stamp[64];

    localtime_r(&now, &local);
    strftime(stamp, sizeof stamp, "%Y-%m-%d %H:%M:%S %z", &local);
    fprintf(file, "# Event log of %s, saved %s by bmctui; BMC clock: %s\n", host, stamp,
            event_clock_word(clock));
    fprintf(file, "# id, time, severity, direction, sensor, event, raw bytes\n");
}

void events_print_line(FILE *file, const struct event *event, const struct event_clock *clock)
{
    char stamp[EVENT_STAMP], line[EVENT_LINE];

    fprintf(file, "%5u  %-19s  %-8s  %-6s  %-18s  %s ;", (unsigned)event->id,
            event_clock_long(clock, event->timestamp, stamp), event_severity_word(event->severity),
            event_direction_word(event->direction), event->name, event_long(event, line));
    for (size_t i = 0; i < sizeof event->bytes; i++)
        fprintf(file, " %02x", (unsigned)event->bytes[i]);
    fputc('\n', file);
}

void events_print_lines(FILE *file, const struct event_log *log, size_t count,
                        const struct sdr *sdr, const struct event_clock *clock)
{
    struct event event;

    for (size_t i = count; i > 0; i--) {
        event_describe(&event, event_log_record(log, i - 1), sdr);
        events_print_line(file, &event, clock);
    }
}
