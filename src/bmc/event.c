/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bmc/event.h"

#include <freeipmi/freeipmi.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "bmc/interpret.h"
#include "bmc/printable.h"
#include "bmc/sdr.h"

/* FreeIPMI's own tools print so: ipmi-sel -v. */
#define EVENT_FLAGS                                                                                \
    (IPMI_SEL_STRING_FLAGS_IGNORE_UNAVAILABLE_FIELD | IPMI_SEL_STRING_FLAGS_OUTPUT_NOT_AVAILABLE)

#define EVENT_SEPARATOR " ; "

/* Bytes of a record (32.1): 0-1 id, 2 type, 3-6 time stamp, 7 owner, 8 LUN and channel, 9 version,
 * 10 sensor type, 11 number, 12 direction and type code, 13-15 data. */
enum {
    AT_TYPE = 2,
    AT_TIME = 3,
    AT_OWNER = 7,
    AT_LUN = 8,
    AT_NUMBER = 11,
    AT_EVENT = 12,
    AT_DATA = 13
};

/* FreeIPMI's two contexts, made with the first event and kept: they hold no connection and none of
 * its functions that talk is used. A worker that was abandoned may still be describing. */
static pthread_mutex_t reader_mutex = PTHREAD_MUTEX_INITIALIZER;
static ipmi_sel_ctx_t reader_sel;
static ipmi_interpret_ctx_t reader_interpret;

static void reader_open(void)
{
    if (reader_sel == NULL) {
        reader_sel = ipmi_sel_ctx_create(NULL, NULL);
        if (reader_sel != NULL)
            ipmi_sel_ctx_set_separator(reader_sel, EVENT_SEPARATOR);
    }
    if (reader_interpret != NULL)
        return;
    reader_interpret = ipmi_interpret_ctx_create();
    if (reader_interpret == NULL || interpret_is_silent(INTERPRET_SEL) ||
        ipmi_interpret_load_sel_config(reader_interpret, NULL) == 0)
        return;
    /* The administrator's file is not readable, or wrong: the library's own table. */
    ipmi_interpret_ctx_destroy(reader_interpret);
    reader_interpret = ipmi_interpret_ctx_create();
}

/* Cut where it is too long; "" where the record has no such thing. */
static void reader_text(const struct event *event, const char *format, char *text, size_t size)
{
    int length = -1;

    memset(text, 0, size);
    if (reader_sel != NULL)
        length = ipmi_sel_parse_read_record_string(reader_sel, format, event->bytes, SEL_RECORD,
                                                   text, (unsigned)size - 1, EVENT_FLAGS);
    if (length < 0 && (reader_sel == NULL ||
                       ipmi_sel_ctx_errnum(reader_sel) != IPMI_SEL_ERR_OVERFLOW))
        text[0] = '\0';
    printable(text);
}

static enum event_severity reader_severity(const struct event *event)
{
    unsigned state = IPMI_INTERPRET_STATE_UNKNOWN;

    if (reader_interpret == NULL ||
        ipmi_interpret_sel(reader_interpret, event->bytes, SEL_RECORD, &state) < 0)
        return EVENT_UNKNOWN;
    return state == IPMI_INTERPRET_STATE_NOMINAL    ? EVENT_NOMINAL
           : state == IPMI_INTERPRET_STATE_WARNING  ? EVENT_WARNING
           : state == IPMI_INTERPRET_STATE_CRITICAL ? EVENT_CRITICAL
                                                    : EVENT_UNKNOWN;
}

/* --- what kind of record it is ------------------------------------------------------------ */

static bool event_has_time(const struct event *event)
{
    return event->record_type == IPMI_SEL_RECORD_TYPE_SYSTEM_EVENT_RECORD ||
           IPMI_SEL_RECORD_TYPE_IS_TIMESTAMPED_OEM(event->record_type);
}

static bool event_is_oem(const struct event *event)
{
    return IPMI_SEL_RECORD_TYPE_IS_TIMESTAMPED_OEM(event->record_type) ||
           IPMI_SEL_RECORD_TYPE_IS_NON_TIMESTAMPED_OEM(event->record_type);
}

static uint32_t event_read_time(const struct event *event)
{
    const uint8_t *at = &event->bytes[AT_TIME];

    if (!event_has_time(event))
        return EVENT_TIME_NONE;
    return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

/* What is the maker's own: all behind the type, the time stamp and the maker's number. */
static void event_describe_oem(struct event *event)
{
    size_t first = IPMI_SEL_RECORD_TYPE_IS_TIMESTAMPED_OEM(event->record_type) ? 10 : 3;

    snprintf(event->name, sizeof event->name, "%s %02X",
             event_is_oem(event) ? "OEM record" : "Record type", (unsigned)event->record_type);
    for (size_t i = first; i < SEL_RECORD; i++)
        snprintf(event->text + 2 * (i - first), 3, "%02x", (unsigned)event->bytes[i]);
}

/* Some Supermicro boards say 40h for the BMC; FreeIPMI's tools know. */
static bool event_find_sensor(const struct event *event, const struct sdr *sdr,
                              struct sdr_sensor *sensor)
{
    return sdr_find(sdr, event->owner, event->lun, event->number, sensor) ||
           (event->owner == 2 * SDR_OWNER_BMC &&
            sdr_find(sdr, SDR_OWNER_BMC, event->lun, event->number, sensor));
}

/* Data bytes 2 and 3 of a limit's event are what was read and the limit, or nothing (29.7). */
static bool event_has_numbers(const struct event *event)
{
    uint8_t first = event->bytes[AT_DATA] >> 4;

    return (event->bytes[AT_EVENT] & 0x7f) == IPMI_EVENT_READING_TYPE_CODE_THRESHOLD &&
           (first == 0x4 || first == 0x1 || first == 0x5);
}

/* The numbers stand beside the text, not in it. */
static void event_decode(struct event *event, const struct sdr *sdr,
                         const struct sdr_sensor *sensor)
{
    uint8_t first = event->bytes[AT_DATA] >> 4;

    if (!sensor->threshold || !event_has_numbers(event))
        return;
    event->has_reading = (first & 4) != 0 &&
                         sdr_decode(sdr, sensor, event->bytes[AT_DATA + 1], &event->reading);
    event->has_limit = (first & 1) != 0 &&
                       sdr_decode(sdr, sensor, event->bytes[AT_DATA + 2], &event->limit);
    snprintf(event->unit, sizeof event->unit, "%.*s", EVENT_UNIT - 1, sensor->unit);
}

static void event_describe_sensor(struct event *event, const struct sdr *sdr)
{
    struct sdr_sensor sensor;

    event->sensor = true;
    event->owner = event->bytes[AT_OWNER];
    event->lun = event->bytes[AT_LUN] & 3;
    event->number = event->bytes[AT_NUMBER];
    event->direction = (event->bytes[AT_EVENT] & 0x80) != 0 ? EVENT_ENDS : EVENT_BEGINS;
    reader_text(event, "%T", event->type, sizeof event->type);
    reader_text(event, "%e", event->text, sizeof event->text);
    if (sdr != NULL && event_find_sensor(event, sdr, &sensor)) {
        snprintf(event->name, sizeof event->name, "%s", sensor.name);
        event_decode(event, sdr, &sensor);
    } else {
        /* Software's own numbers name nothing (5.5). */
        snprintf(event->name, sizeof event->name, "%s",
                 event->type[0] != '\0' ? event->type : "Sensor");
        if ((event->owner & 1) == 0)
            text_append(event->name, sizeof event->name, "", " #%u", (unsigned)event->number);
    }
}

void event_describe(struct event *event, const struct sel_record *record, const struct sdr *sdr)
{
    memset(event, 0, sizeof *event);
    memcpy(event->bytes, record->bytes, SEL_RECORD);
    event->id = record->id;
    event->record_type = event->bytes[AT_TYPE];
    event->timestamp = event_read_time(event);
    event->direction = EVENT_NO_DIRECTION;
    pthread_mutex_lock(&reader_mutex);
    reader_open();
    event->severity = reader_severity(event);
    if (event->record_type == IPMI_SEL_RECORD_TYPE_SYSTEM_EVENT_RECORD)
        event_describe_sensor(event, sdr);
    else
        event_describe_oem(event);
    pthread_mutex_unlock(&reader_mutex);
}

const char *event_text(const struct event *event, char line[EVENT_LINE])
{
    snprintf(line, EVENT_LINE, "%s", event->text);
    if (!event->sensor || event->has_reading || event->has_limit)
        return line;
    pthread_mutex_lock(&reader_mutex);
    reader_open();
    reader_text(event, "%E", line, EVENT_LINE);
    pthread_mutex_unlock(&reader_mutex);
    return line;
}
