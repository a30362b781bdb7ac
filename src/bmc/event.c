/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bmc/event.h"

#include <freeipmi/freeipmi.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

/* FreeIPMI's own tools print so: ipmi-sel -v. */
#define EVENT_FLAGS                                                                                \
    (IPMI_SEL_STRING_FLAGS_VERBOSE | IPMI_SEL_STRING_FLAGS_IGNORE_UNAVAILABLE_FIELD |              \
     IPMI_SEL_STRING_FLAGS_OUTPUT_NOT_AVAILABLE)

/* Bytes of a record (32.1): 0-1 id, 2 type, 3-6 time stamp, 7 owner, 8 LUN and channel, 9 version,
 * 10 sensor type, 11 number, 12 direction and type code, 13-15 data. */
enum { AT_TYPE = 2, AT_TIME = 3, AT_OWNER = 7, AT_LUN = 8, AT_NUMBER = 11, AT_EVENT = 12 };

/* FreeIPMI's two contexts, made with the first event and kept: they hold no connection and none of
 * its functions that talk is used. A worker that was abandoned may still be describing. */
static pthread_mutex_t reader_mutex = PTHREAD_MUTEX_INITIALIZER;
static ipmi_sel_ctx_t reader_sel;
static ipmi_interpret_ctx_t reader_interpret;

static void reader_open(void)
{
    if (reader_sel == NULL)
        reader_sel = ipmi_sel_ctx_create(NULL, NULL);
    if (reader_interpret != NULL)
        return;
    reader_interpret = ipmi_interpret_ctx_create();
    if (reader_interpret == NULL || ipmi_interpret_load_sel_config(reader_interpret, NULL) == 0)
        return;
    /* The administrator's file is not readable, or wrong: the library's own table. */
    ipmi_interpret_ctx_destroy(reader_interpret);
    reader_interpret = ipmi_interpret_ctx_create();
}

/* The library's texts are its own, but for what a BMC's bytes select. */
static void event_clean(char *text)
{
    for (char *at = text; *at != '\0'; at++)
        if (*at < ' ' || *at > '~')
            *at = '?';
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
    event_clean(text);
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

static void event_describe_sensor(struct event *event)
{
    event->sensor = true;
    event->owner = event->bytes[AT_OWNER];
    event->lun = event->bytes[AT_LUN] & 3;
    event->number = event->bytes[AT_NUMBER];
    event->direction = (event->bytes[AT_EVENT] & 0x80) != 0 ? EVENT_ENDS : EVENT_BEGINS;
    reader_text(event, "%T", event->type, sizeof event->type);
    snprintf(event->name, sizeof event->name, "%s #%u",
             event->type[0] != '\0' ? event->type : "Sensor", (unsigned)event->number);
    reader_text(event, "%E", event->text, sizeof event->text);
}

void event_describe(struct event *event, const struct sel_record *record, const struct sdr *sdr)
{
    (void)sdr;
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
        event_describe_sensor(event);
    else
        event_describe_oem(event);
    pthread_mutex_unlock(&reader_mutex);
}
