/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `health --json`. */
#include <jansson.h>
#include <stdint.h>

#include "cli/health.h"
#include "cli/json.h"
#include "cli/run.h"

static json_t *health_json_text(const char *text)
{
    return text != NULL && text[0] != '\0' ? json_string(text) : json_null();
}

static json_t *health_json_summary(const struct health *health)
{
    json_t *object = json_object();

    for (enum health_rank rank = 0; rank < HEALTH_RANKS; rank++)
        if (rank != HEALTH_OTHER)
            json_object_set_new(object, health_word(rank),
                                json_integer((json_int_t)health->count[rank]));
    return object;
}

static json_t *health_json_limits(const struct limits *limits)
{
    static const enum sdr_limit order[SDR_LIMITS] = {LIMIT_LNR, LIMIT_LCR, LIMIT_LNC,
                                                     LIMIT_UNC, LIMIT_UCR, LIMIT_UNR};
    json_t *object;

    if (limits->known == 0)
        return json_null();
    object = json_object();
    for (unsigned i = 0; i < SDR_LIMITS; i++)
        json_object_set_new(object, health_limit_keys[order[i]],
                            (limits->known >> order[i] & 1) != 0
                                ? json_real(limits->value[order[i]])
                                : json_null());
    return object;
}

static json_t *health_json_texts(const struct sensor_reading *reading)
{
    json_t *array = json_array();

    for (size_t i = 0; i < reading->texts; i++)
        json_array_append_new(array, json_string(reading->text[i]));
    return array;
}

static json_t *health_json_sensor(const struct health_row *row)
{
    json_t *object = json_object();
    char text[COLUMN_TEXT];

    json_object_set_new(object, "id", json_integer(row->sensor.record_id));
    json_object_set_new(object, "number", json_integer(row->sensor.number));
    json_object_set_new(object, "name", json_string(row->sensor.name));
    json_object_set_new(object, "type", json_string(row->sensor.type));
    json_object_set_new(object, "value",
                        row->reading.has_value ? json_real(row->reading.value) : json_null());
    json_object_set_new(object, "unit", health_json_text(row->sensor.unit));
    json_object_set_new(object, "state", json_string(health_word(row->rank)));
    json_object_set_new(object, "reason", health_json_text(health_reason(row, true, text)));
    json_object_set_new(object, "texts", health_json_texts(&row->reading));
    json_object_set_new(object, "limits", health_json_limits(&row->limits));
    return object;
}

static json_t *health_json_sensors(const struct health *health)
{
    json_t *array = json_array();

    for (size_t i = 0; i < health->rows.count; i++) {
        const struct health_row *row = list_row(&health->rows, i);

        if (row->kind == HEALTH_SENSOR)
            json_array_append_new(array, health_json_sensor(row));
    }
    return array;
}

/* NULL: it was not read. */
static const struct health_row *health_json_row(const struct health *health, enum health_kind kind)
{
    for (size_t i = 0; i < health->rows.count; i++) {
        const struct health_row *row = list_row(&health->rows, i);

        if (row->kind == kind && row->why.kind == ERROR_NONE)
            return row;
    }
    return NULL;
}

static json_t *health_json_draw(const struct health *health)
{
    const struct health_row *row = health_json_row(health, HEALTH_POWER_DRAW);

    if (row == NULL || !row->draw.measured)
        return json_null();
    return json_pack("{s:i, s:i, s:i}", "watts", (int)row->draw.watts, "average",
                     (int)row->draw.average, "seconds", (int)row->draw.seconds);
}

static json_t *health_json_watchdog(const struct health *health)
{
    const struct health_row *row = health_json_row(health, HEALTH_WATCHDOG);
    const struct watchdog *watchdog;

    if (row == NULL)
        return json_null();
    watchdog = &row->watchdog;
    return json_pack("{s:b, s:o, s:o, s:o}", "running", (int)watchdog->running, "use",
                     health_json_text(health_watchdog_use(watchdog)), "action",
                     health_json_text(health_watchdog_action(watchdog)), "left",
                     watchdog->running ? json_real(watchdog->left / 10.0) : json_null());
}

static json_t *health_json_names(const char *const names[])
{
    json_t *array = json_array();

    for (; *names != NULL; names++)
        json_array_append_new(array, json_string(*names));
    return array;
}

/* As `power --json` has it, what Get Chassis Status tells. */
static json_t *health_json_chassis(const struct health_state *state)
{
    const struct chassis_status *status = &state->chassis;
    const char *faults[POWER_NAMES], *events[POWER_NAMES];

    if (!state->known)
        return json_null();
    power_faults(status, faults);
    power_events(status, events);
    return json_pack("{s:s, s:o, s:b, s:o, s:o}", "state",
                     (status->power & CHASSIS_ON) != 0 ? "on" : "off", "faults",
                     health_json_names(faults), "intrusion",
                     (int)((status->misc & CHASSIS_INTRUSION) != 0), "last_event",
                     health_json_names(events), "policy",
                     status->policy != POLICY_UNKNOWN
                         ? json_string(power_policy.words[status->policy].name)
                         : json_null());
}

void health_print_json(const struct health *health)
{
    json_t *object = json_object();

    json_object_set_new(object, "target", json_string(run_target_name(health->cli)));
    json_object_set_new(object, "summary", health_json_summary(health));
    json_object_set_new(object, "sensors", health_json_sensors(health));
    json_object_set_new(object, "power_draw", health_json_draw(health));
    json_object_set_new(object, "watchdog", health_json_watchdog(health));
    json_object_set_new(object, "chassis", health_json_chassis(&health->state));
    json_print(object);
}
