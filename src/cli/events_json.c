/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <jansson.h>

#include "cli/events.h"
#include "core/event_words.h"

static json_t *events_json_time(const struct event_clock *clock, uint32_t timestamp)
{
    char text[EVENT_STAMP];
    const char *rfc = event_clock_rfc(clock, timestamp, text);

    return rfc != NULL ? json_string(rfc) : json_null();
}

json_t *events_json_log(const struct events_about *about)
{
    const struct sel_info *info = &about->info;
    const struct event_clock *clock = &about->clock;
    json_t *object = json_object();

    json_object_set_new(object, "entries", json_integer(info->entries));
    json_object_set_new(object, "free", json_integer(info->free));
    json_object_set_new(object, "percent", json_integer(info->percent));
    json_object_set_new(object, "overflow", json_boolean(info->overflow));
    json_object_set_new(object, "added", events_json_time(clock, info->added));
    json_object_set_new(object, "erased", events_json_time(clock, info->erased));
    json_object_set_new(object, "clock", json_string(event_clock_word(clock)));
    json_object_set_new(object, "clock_offset",
                        clock->kind != EVENT_CLOCK_UNKNOWN ? json_integer(clock->offset)
                                                           : json_null());
    return object;
}

static json_t *events_json_sensor(const struct event *event)
{
    json_t *object;

    if (!event->sensor)
        return json_null();
    object = json_object();
    json_object_set_new(object, "name", json_string(event->name));
    json_object_set_new(object, "number", json_integer(event->number));
    json_object_set_new(object, "owner", json_integer(event->owner));
    return object;
}

static json_t *events_json_raw(const struct event *event)
{
    char text[2 * SEL_RECORD + 1];

    for (size_t i = 0; i < SEL_RECORD; i++)
        snprintf(text + 2 * i, 3, "%02x", (unsigned)event->bytes[i]);
    return json_string(text);
}

static json_t *events_json_text(const char *text)
{
    return text[0] != '\0' ? json_string(text) : json_null();
}

json_t *events_json_event(const struct event *event, const struct event_clock *clock,
                          const char *target)
{
    json_t *object = json_object();
    char line[EVENT_LINE];

    if (target != NULL)
        json_object_set_new(object, "target", json_string(target));
    json_object_set_new(object, "id", json_integer(event->id));
    json_object_set_new(object, "time", events_json_time(clock, event->timestamp));
    json_object_set_new(object, "timestamp",
                        event->timestamp != EVENT_TIME_NONE ? json_integer(event->timestamp)
                                                            : json_null());
    json_object_set_new(object, "severity", json_string(event_severity_word(event->severity)));
    json_object_set_new(object, "direction", json_string(event_direction_word(event->direction)));
    json_object_set_new(object, "record", json_integer(event->record_type));
    json_object_set_new(object, "type", events_json_text(event->type));
    json_object_set_new(object, "sensor", events_json_sensor(event));
    json_object_set_new(object, "text", events_json_text(event_text(event, line)));
    json_object_set_new(object, "reading",
                        event->has_reading ? json_real(event->reading) : json_null());
    json_object_set_new(object, "limit", event->has_limit ? json_real(event->limit) : json_null());
    json_object_set_new(object, "unit", events_json_text(event->unit));
    json_object_set_new(object, "raw", events_json_raw(event));
    return object;
}
