/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event in one line. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "bmc/event.h"

#define FIRST_OEM 0xc0
#define FIRST_OEM_UNTIMED 0xe0

/* With a point in every locale. */
static const char *line_number(double number, bool noughts, char text[32])
{
    long long hundredths = fabs(number) < 1e15 ? (long long)(fabs(number) * 100 + 0.5) : 0;
    unsigned part = (unsigned)(hundredths % 100);
    int length = snprintf(text, 32, "%s%lld", number < 0 && hundredths != 0 ? "-" : "",
                          hundredths / 100);

    if (noughts || part % 10 != 0)
        snprintf(text + length, 32 - (size_t)length, ".%02u", part);
    else if (part != 0)
        snprintf(text + length, 32 - (size_t)length, ".%u", part / 10);
    return text;
}

const char *event_number(double number, char text[32])
{
    return line_number(number, false, text);
}

/* A list has no room for "- going low", which the name of the limit says. */
const char *event_short(const struct event *event, char line[EVENT_LINE])
{
    char number[32];
    int length = (int)strlen(event->text);
    const char *way = strstr(event->text, " - going ");

    if (event->has_reading || event->has_limit) {
        if (way != NULL)
            length = (int)(way - event->text);
        snprintf(line, EVENT_LINE, "%.*s:", length, event->text);
    } else {
        snprintf(line, EVENT_LINE, "%s", event->text);
    }
    if (event->has_reading)
        text_append(line, EVENT_LINE, " ", "%s%s%s", event_number(event->reading, number),
                    event->unit[0] != '\0' ? " " : "", event->unit);
    if (event->has_limit)
        text_append(line, EVENT_LINE, event->has_reading ? ", " : " ", "limit %s",
                    event_number(event->limit, number));
    return line;
}

static void line_print_oem(const struct event *event, char line[EVENT_LINE])
{
    size_t first = event->record_type < FIRST_OEM_UNTIMED ? 10 : 3;

    snprintf(line, EVENT_LINE, "OEM defined =");
    for (size_t i = first; i < SEL_RECORD; i++)
        text_append(line, EVENT_LINE, " ", "%02Xh", (unsigned)event->bytes[i]);
}

const char *event_long(const struct event *event, char line[EVENT_LINE])
{
    char number[32];

    event_text(event, line);
    if (event->record_type >= FIRST_OEM)
        line_print_oem(event, line);
    if (event->has_reading)
        text_append(line, EVENT_LINE, " ; ", "Sensor Reading = %s %s",
                    line_number(event->reading, true, number), event->unit);
    if (event->has_limit)
        text_append(line, EVENT_LINE, " ; ", "Threshold = %s %s",
                    line_number(event->limit, true, number), event->unit);
    return line;
}
