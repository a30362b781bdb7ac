/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page "Health": sensors by urgency, each with its reason or its limits.
 */
#include "pages/health.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "bmc/bmc.h"
#include "pages/health_limits.h"
#include "pages/pages.h"

enum { NAME_COLUMNS = 18, NAME_NARROW = 16, VALUE_COLUMNS = 13, STATE_COLUMNS = 11 };
enum { NUMBER_COLUMNS = 5 }; /* of a value */

/* --- reading --------------------------------------------------------------------------------- */

static void health_tell_row(void *data, const struct health_row *row)
{
    const struct page_sink *sink = data;

    sink->append(sink->data, row);
}

static void health_tell_state(void *data, const struct health_state *state)
{
    const struct page_sink *sink = data;

    (void)state; /* the sink's own */
    if (sink->tell != NULL)
        sink->tell(sink->data);
}

static bool health_stop(void *data)
{
    const struct page_sink *sink = data;

    return sink->stopped != NULL && sink->stopped(sink->data);
}

static int health_load(struct bmc *bmc, const struct page_sink *sink, struct bmc_error *error)
{
    const struct health_watch watch = {.row = health_tell_row,
                                       .state = health_tell_state,
                                       .stopped = health_stop,
                                       .data = (void *)(uintptr_t)sink};

    return health_read(bmc, sink->fresh, sink->state, &watch, error);
}

/* --- how it is shown ------------------------------------------------------------------------- */

static void health_print_name(const void *data, char text[COLUMN_TEXT])
{
    const struct health_row *row = data;

    snprintf(text, COLUMN_TEXT, "%s",
             row->kind == HEALTH_POWER_DRAW ? _("Power draw")
             : row->kind == HEALTH_WATCHDOG ? _("Watchdog")
                                            : row->sensor.name);
}

/* Numbers end below each other, their units begin there. */
static void health_print_value(const void *data, char text[COLUMN_TEXT])
{
    const struct health_row *row = data;
    char value[COLUMN_TEXT];
    int gap;

    health_value(row, value);
    if (value[0] == '\0' && row->kind != HEALTH_SENSOR)
        snprintf(value, sizeof value, "-");
    gap = NUMBER_COLUMNS - (int)strcspn(value, " ");
    snprintf(text, COLUMN_TEXT, "%*s%.200s", value[0] != '\0' && gap > 0 ? gap : 0, "", value);
}

static void health_print_rank(const void *data, char text[COLUMN_TEXT])
{
    snprintf(text, COLUMN_TEXT, "%s", health_rank_text(((const struct health_row *)data)->rank));
}

static void health_print_reason(const void *data, char text[COLUMN_TEXT])
{
    health_reason(data, false, text);
}

static enum row_look health_look(const void *data)
{
    static const enum row_look looks[HEALTH_RANKS] = {
        [HEALTH_CRITICAL] = ROW_CRITICAL, [HEALTH_WARNING] = ROW_WARNING,
        [HEALTH_UNKNOWN] = ROW_PLAIN,     [HEALTH_WELL] = ROW_PLAIN,
        [HEALTH_OTHER] = ROW_PLAIN,       [HEALTH_NOT_READ] = ROW_NOTE};

    return looks[((const struct health_row *)data)->rank];
}

static void health_print_headline(const void *data, const struct page_window *window, int level,
                                  char text[COLUMN_TEXT])
{
    health_headline(data, window->filtered && level < 2 ? 2 : level, text);
    if (window->filtered)
        text_append(text, COLUMN_TEXT, "; ", _("filtered: %u of %u"), (unsigned)window->listed,
                    (unsigned)window->all);
}

/* "CPU2 Temp, Temperature: 92 C, critical, at or above upper critical 90; limits lcr 5, ucr 90" */
static void health_full(const void *data, char text[COLUMN_TEXT])
{
    const struct health_row *row = data;
    char part[COLUMN_TEXT];

    health_print_name(row, text);
    if (row->kind == HEALTH_SENSOR)
        text_append(text, COLUMN_TEXT, ", ", "%s", row->sensor.type);
    text_append(text, COLUMN_TEXT, "", ": ");
    if (health_value(row, part)[0] != '\0')
        text_append(text, COLUMN_TEXT, "", "%s, ", part);
    if (row->kind == HEALTH_SENSOR)
        text_append(text, COLUMN_TEXT, "", "%s", health_rank_text(row->rank));
    if (health_reason(row, false, part)[0] != '\0')
        text_append(text, COLUMN_TEXT, row->kind == HEALTH_SENSOR ? ", " : "", "%s", part);
}

/* --- in full --------------------------------------------------------------------------------- */

static void health_add_sensor(const struct sdr_sensor *sensor, struct page_details *details)
{
    page_detail(details, _("Sensor"), "%s", sensor->name);
    page_detail(details, _("Type"), "%s", sensor->type);
    page_detail(details, _("Number"), _("%u (%02Xh), owner %02Xh"), (unsigned)sensor->number,
                (unsigned)sensor->number, (unsigned)sensor->owner);
}

static void health_add_reading(const struct health_row *row, struct page_details *details)
{
    const struct sensor_reading *reading = &row->reading;
    char text[COLUMN_TEXT], line[SENSOR_LINE];

    page_detail(details, _("State"), "%s", health_rank_text(row->rank));
    if (reading->why != SENSOR_READ) {
        health_reason(row, false, text);
        if (reading->code != 0)
            text_append(text, sizeof text, ": ", "%s (%02Xh)", bmc_code_text(reading->code),
                        (unsigned)reading->code);
        page_detail(details, _("Reason"), "%s", text);
        return;
    }
    page_detail(details, _("Reading"), "%.*s", COLUMN_TEXT - 1,
                sensor_line(&row->sensor, reading, line)[0] != '\0' ? line
                                                                     : _("nothing to report"));
    if (row->sensor.threshold && reading->bits != 0)
        page_detail(details, _("Reason"), "%s", health_reason(row, false, text));
    page_detail(details, _("Raw"), "%02x %04x", (unsigned)reading->raw, (unsigned)reading->bits);
}

static void health_details(const void *state, const void *data, struct page_details *details)
{
    const struct health_row *row = data;
    char text[COLUMN_TEXT];

    (void)state;
    if (row->kind == HEALTH_SENSOR) {
        health_add_sensor(&row->sensor, details);
        health_add_reading(row, details);
        if (health_limits_text(&row->limits, text)[0] != '\0')
            page_detail(details, _("Limits"), "%s", text);
        return;
    }
    health_print_name(row, text);
    if (row->kind == HEALTH_POWER_DRAW && row->why.kind == ERROR_NONE && row->draw.measured) {
        page_detail(details, text, "%u W", row->draw.watts);
        page_detail(details, _("Least and most"), _("%u to %u W"), row->draw.least,
                    row->draw.most);
        page_detail(details, "", "%s", health_reason(row, false, text));
    } else {
        char reason[COLUMN_TEXT];

        page_detail(details, text, "%s", health_reason(row, false, reason));
    }
}

static const struct column health_columns[] = {
    {.width = NAME_COLUMNS, .narrow = NAME_NARROW, .print = TABLE_CALL(health_print_name)},
    {.width = VALUE_COLUMNS, .print = TABLE_CALL(health_print_value)},
    {.width = STATE_COLUMNS, .print = TABLE_CALL(health_print_rank), .looks = true},
    {.print = TABLE_CALL(health_print_reason)},
    {.print = NULL}};

const struct page_class page_health = {
    .name = "health",
    .digit = '5',
    .title = N_("Health"),
    .summary = N_("sensors, fans, power supplies, chassis"),
    .help =
        N_("What the sensors say, the most urgent first: critical, warning, unknown, well; then "
           "those that could not be read, each with the reason. How bad a state is, is judged by "
           "FreeIPMI's table, as FreeIPMI's own tools do. A sensor without a reading is not bad: "
           "an empty slot has none, and many have none while the machine is off. Nothing is read "
           "by itself: RELOAD reads again. Limits are those that the BMC compares with."),
    .columns = health_columns,
    .row_size = sizeof(struct health_row),
    .load = TABLE_CALL(health_load),
    .look = TABLE_CALL(health_look),
    .order = TABLE_CALL(health_order),
    .same = TABLE_CALL(health_same),
    .state_size = sizeof(struct health_state),
    .headline = TABLE_CALL(health_print_headline),
    .full = TABLE_CALL(health_full),
    .details = TABLE_CALL(health_details),
    .settings = health_settings, /* of any sensor, none of them a row */
    .count = SDR_LIMITS,
};
