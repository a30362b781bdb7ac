/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/event_clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/text.h"

#define MINUTE 60
#define HOUR 3600
#define DAY 86400

/* Days since 1970 of a date; POSIX has no timegm(). */
static int64_t clock_days(int64_t year, unsigned month, unsigned day)
{
    int64_t y = month <= 2 ? year - 1 : year, era = (y >= 0 ? y : y - 399) / 400;
    int64_t of_era = y - era * 400;
    int64_t of_year = (153 * (int64_t)(month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

int64_t event_clock_utc(const struct tm *parts)
{
    return clock_days(parts->tm_year + 1900, (unsigned)parts->tm_mon + 1,
                      (unsigned)parts->tm_mday) * DAY +
           parts->tm_hour * HOUR + parts->tm_min * MINUTE + parts->tm_sec;
}

/* This machine's zone at that time: seconds ahead of UTC. */
static int64_t clock_zone(int64_t now)
{
    time_t instant = (time_t)now;
    struct tm parts;

    return localtime_r(&instant, &parts) != NULL ? event_clock_utc(&parts) - now : 0;
}

/* Seconds of local time to UTC. */
static int64_t clock_from_local(int64_t local)
{
    time_t seconds = (time_t)local, instant;
    struct tm parts;

    if (gmtime_r(&seconds, &parts) == NULL)
        return local;
    parts.tm_isdst = -1;
    instant = mktime(&parts);
    return instant != (time_t)-1 ? (int64_t)instant : local;
}

/* --- the comparison ---------------------------------------------------------------------- */

void event_clock_compare(struct event_clock *clock, bool known, uint32_t bmc, int64_t now)
{
    int64_t utc = (int64_t)bmc - now, local = utc - clock_zone(now);

    memset(clock, 0, sizeof *clock);
    if (!known || bmc == EVENT_TIME_NONE)
        return;
    clock->local = llabs(local) < llabs(utc) && llabs(utc) > EVENT_CLOCK_RIGHT_S;
    clock->offset = clock->local ? local : utc;
    clock->unset = bmc < EVENT_TIME_SINCE_START;
    if (llabs(clock->offset) > EVENT_CLOCK_RIGHT_S)
        clock->kind = EVENT_CLOCK_OFF;
    else
        clock->kind = clock->local ? EVENT_CLOCK_LOCAL : EVENT_CLOCK_UTC;
}

const char *event_clock_word(const struct event_clock *clock)
{
    static const char *const words[] = {"unknown", "utc", "local", "off"};

    return words[clock->kind];
}

const char *event_clock_span(int64_t seconds, char *text, size_t size)
{
    unsigned long long span = (unsigned long long)llabs(seconds);

    if (span >= DAY)
        snprintf(text, size, _("%llu d %llu h"), span / DAY, span % DAY / HOUR);
    else if (span >= HOUR)
        snprintf(text, size, _("%llu h %llu min"), span / HOUR, span % HOUR / MINUTE);
    else
        snprintf(text, size, _("%llu min"), (span + MINUTE / 2) / MINUTE);
    return text;
}

const char *event_clock_sentence(const struct event_clock *clock, char *text, size_t size)
{
    char span[EVENT_STAMP];

    event_clock_span(clock->offset, span, sizeof span);
    if (clock->kind == EVENT_CLOCK_UTC)
        snprintf(text, size, "%s", _("BMC clock: right (UTC)"));
    else if (clock->kind == EVENT_CLOCK_LOCAL)
        snprintf(text, size, "%s", _("BMC clock: right (local time)"));
    else if (clock->kind == EVENT_CLOCK_UNKNOWN)
        snprintf(text, size, "%s", _("BMC clock: not available"));
    else if (clock->unset)
        snprintf(text, size, "%s", _("BMC clock: not set"));
    else
        snprintf(text, size,
                 clock->offset < 0 ? _("BMC clock: %s behind") : _("BMC clock: %s ahead"), span);
    return text;
}

/* --- a time stamp ------------------------------------------------------------------------ */

static bool clock_is_right(const struct event_clock *clock)
{
    return clock->kind == EVENT_CLOCK_UTC || clock->kind == EVENT_CLOCK_LOCAL;
}

static bool clock_is_date(uint32_t timestamp)
{
    return timestamp >= EVENT_TIME_SINCE_START && timestamp != EVENT_TIME_NONE;
}

bool event_clock_instant(const struct event_clock *clock, uint32_t timestamp, int64_t *instant)
{
    int64_t seconds = timestamp;

    *instant = 0;
    if (!clock_is_date(timestamp) || (clock->kind == EVENT_CLOCK_OFF && clock->unset))
        return false;
    if (clock->kind == EVENT_CLOCK_OFF)
        seconds -= clock->offset;
    *instant = clock->local ? clock_from_local(seconds) : seconds;
    return true;
}

/* The date and time to be shown; false: it is none. *zone: this machine's then. */
static bool clock_parts(const struct event_clock *clock, uint32_t timestamp, struct tm *parts,
                        int64_t *zone)
{
    int64_t instant;
    time_t shown = (time_t)timestamp;

    *zone = 0;
    if (!clock_is_date(timestamp))
        return false;
    if (!clock_is_right(clock) || !event_clock_instant(clock, timestamp, &instant))
        return gmtime_r(&shown, parts) != NULL;
    *zone = clock_zone(instant);
    shown = (time_t)instant;
    return localtime_r(&shown, parts) != NULL;
}

const char *event_clock_short(const struct event_clock *clock, uint32_t timestamp, int64_t now,
                              char text[EVENT_SHORT])
{
    time_t instant = (time_t)now;
    struct tm parts, today;
    int64_t zone;

    if (timestamp < EVENT_TIME_SINCE_START)
        snprintf(text, EVENT_SHORT, _("BMC start+%lus"), (unsigned long)timestamp);
    else if (!clock_parts(clock, timestamp, &parts, &zone))
        snprintf(text, EVENT_SHORT, "-");
    /* TRANSLATORS: a day of this year and the time, as strftime() prints it; 15 columns at most. */
    else if (localtime_r(&instant, &today) == NULL || today.tm_year != parts.tm_year ||
             strftime(text, EVENT_SHORT, _("%b %e %H:%M"), &parts) == 0 ||
             mbstowcs(NULL, text, 0) == (size_t)-1)
        strftime(text, EVENT_SHORT, "%Y-%m-%d %H:%M", &parts);
    return text;
}

const char *event_clock_long(const struct event_clock *clock, uint32_t timestamp,
                             char text[EVENT_STAMP])
{
    struct tm parts;
    int64_t zone;

    if (timestamp < EVENT_TIME_SINCE_START)
        snprintf(text, EVENT_STAMP, "BMC start+%lus", (unsigned long)timestamp);
    else if (!clock_parts(clock, timestamp, &parts, &zone))
        snprintf(text, EVENT_STAMP, "-");
    else
        strftime(text, EVENT_STAMP, "%Y-%m-%d %H:%M:%S", &parts);
    return text;
}

const char *event_clock_rfc(const struct event_clock *clock, uint32_t timestamp,
                            char text[EVENT_STAMP])
{
    struct tm parts;
    int64_t zone;

    if (!clock_parts(clock, timestamp, &parts, &zone))
        return NULL;
    strftime(text, EVENT_STAMP, "%Y-%m-%dT%H:%M:%S", &parts);
    if (clock_is_right(clock))
        text_append(text, EVENT_STAMP, "", "%c%02d:%02d", zone < 0 ? '-' : '+',
                    (int)(llabs(zone) / HOUR), (int)(llabs(zone) % HOUR / MINUTE));
    return text;
}
