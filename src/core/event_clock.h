/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The clock that stamps a BMC's events, beside this machine's. IPMI says local time (37), many BMCs
 * keep UTC, some anything: so Get SEL Time is compared once, and only a clock that is right for one
 * of the two is believed. Pure, but for the zone of this machine (TZ).
 */
#ifndef BMCTUI_CORE_EVENT_CLOCK_H
#define BMCTUI_CORE_EVENT_CLOCK_H

#include <time.h>

#include "bmc/event.h"

#define EVENT_CLOCK_RIGHT_S 120
#define EVENT_STAMP 64
#define EVENT_SHORT 44 /* there are thousands of them */
#define EVENT_STAMP_COLUMNS 16

enum event_clock_kind { EVENT_CLOCK_UNKNOWN, EVENT_CLOCK_UTC, EVENT_CLOCK_LOCAL, EVENT_CLOCK_OFF };

struct event_clock {
    enum event_clock_kind kind;
    bool local;     /* offset counts from local time, which is nearer than UTC */
    int64_t offset; /* seconds, above 0: the BMC's is ahead; 0 where it is unknown */
    bool unset;     /* OFF: it counts from the BMC's start */
};

/* known false: the BMC does not tell its time. now: seconds of UTC since 1970. */
void event_clock_compare(struct event_clock *clock, bool known, uint32_t bmc, int64_t now);
/* "utc", "local", "off", "unknown". */
const char *event_clock_word(const struct event_clock *clock);
/* "BMC clock: right (UTC)", "BMC clock: 3 h 12 min behind"; translated. Returns text. */
const char *event_clock_sentence(const struct event_clock *clock, char *text, size_t size);
/* "3 h 12 min"; translated. Returns text. */
const char *event_clock_span(int64_t seconds, char *text, size_t size);

/* When that was, in seconds of UTC since 1970, as well as it can be told; false: it cannot. */
bool event_clock_instant(const struct event_clock *clock, uint32_t timestamp, int64_t *instant);

/* Where the clock is right, in this machine's zone; else as the BMC has it. All return text. */

/* For a list: "Oct 11 15:18", "2024-10-11 15:18" in another year than now, "BMC start+60s", "-";
 * translated. */
const char *event_clock_short(const struct event_clock *clock, uint32_t timestamp, int64_t now,
                              char text[EVENT_SHORT]);
/* "2026-10-11 15:18:03", "BMC start+60s", "-"; not translated. */
const char *event_clock_long(const struct event_clock *clock, uint32_t timestamp,
                             char text[EVENT_STAMP]);
/* RFC 3339: "2026-10-11T15:18:03+02:00"; without a zone where the clock is not right. NULL: none.
 */
const char *event_clock_rfc(const struct event_clock *clock, uint32_t timestamp,
                            char text[EVENT_STAMP]);

/* What somebody typed: RFC 3339 (the time and the zone may be left out: this machine's), or "3d",
 * "12h", "30m" before now. false: neither. */
bool event_clock_parse(const char *text, int64_t now, int64_t *instant);

/* Seconds since 1970 of a date and time in UTC. */
int64_t event_clock_utc(const struct tm *parts);

#endif
