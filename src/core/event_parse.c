/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A time that somebody typed: RFC 3339, or how long ago. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/event_clock.h"

#define AGO_MOST 36500 /* days */

/* "3d", "12h", "30m". */
static bool parse_ago(const char *text, int64_t now, int64_t *instant)
{
    size_t digits = strspn(text, "0123456789");
    int64_t unit = 0, number;

    if (digits == 0 || digits > 7 || text[digits] == '\0' || text[digits + 1] != '\0')
        return false;
    if (text[digits] == 'd')
        unit = 86400;
    else if (text[digits] == 'h')
        unit = 3600;
    else if (text[digits] == 'm')
        unit = 60;
    number = strtoll(text, NULL, 10) * unit;
    *instant = now - number;
    return unit != 0 && number <= (int64_t)AGO_MOST * 86400;
}

/* So many digits, and what has to follow them ('\0': anything). Moves on; -1: not so, and then
 * nothing is left. */
static int parse_digits(const char **text, int digits, char behind)
{
    int number = 0, found = 0;

    for (; found < digits && **text >= '0' && **text <= '9'; found++, (*text)++)
        number = number * 10 + (**text - '0');
    if (found < digits || (behind != '\0' && **text != behind)) {
        *text = "";
        return -1;
    }
    *text += behind != '\0';
    return number;
}

/* "Z", "+02:00", "": seconds ahead of UTC. *here: this machine's zone. */
static bool parse_zone(const char *text, bool *here, int *zone)
{
    int sign = text[0] == '-' ? -1 : 1, hours, minutes;

    *here = text[0] == '\0';
    *zone = 0;
    if (*here || strcmp(text, "Z") == 0 || strcmp(text, "z") == 0)
        return true;
    if (*text++ != '+' && sign > 0)
        return false;
    hours = parse_digits(&text, 2, ':');
    minutes = parse_digits(&text, 2, '\0');
    *zone = sign * (hours * 3600 + minutes * 60);
    return hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && *text == '\0';
}

/* "15:18", "15:18:03", "15:18:03.25". */
static bool parse_time(const char **text, struct tm *parts)
{
    parts->tm_hour = parse_digits(text, 2, ':');
    parts->tm_min = parse_digits(text, 2, '\0');
    if (**text == ':') {
        (*text)++;
        parts->tm_sec = parse_digits(text, 2, '\0');
        if (**text == '.')
            *text += 1 + strspn(*text + 1, "0123456789");
    }
    return parts->tm_hour >= 0 && parts->tm_hour < 24 && parts->tm_min >= 0 &&
           parts->tm_min < 60 && parts->tm_sec >= 0 && parts->tm_sec <= 60;
}

static bool parse_date(const char **text, struct tm *parts)
{
    int year = parse_digits(text, 4, '-');

    parts->tm_mon = parse_digits(text, 2, '-') - 1;
    parts->tm_mday = parse_digits(text, 2, '\0');
    parts->tm_year = year - 1900;
    return year >= 1970 && parts->tm_mon >= 0 && parts->tm_mon < 12 && parts->tm_mday >= 1 &&
           parts->tm_mday <= 31;
}

/* 31 February is no day. */
static bool parse_is_day(const struct tm *parts)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year = parts->tm_year + 1900;
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    return parts->tm_mday <= days[parts->tm_mon] + (leap && parts->tm_mon == 1);
}

bool event_clock_parse(const char *text, int64_t now, int64_t *instant)
{
    struct tm parts = {.tm_isdst = -1};
    int zone;
    bool here;

    if (parse_ago(text, now, instant))
        return true;
    if (!parse_date(&text, &parts) || !parse_is_day(&parts))
        return false;
    if ((*text == 'T' || *text == 't' || *text == ' ') && (text++, !parse_time(&text, &parts)))
        return false;
    if (!parse_zone(text, &here, &zone))
        return false;
    *instant = here ? (int64_t)mktime(&parts) : event_clock_utc(&parts) - zone;
    return true;
}
