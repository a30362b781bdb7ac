/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bmc/sensor.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "bmc/interpret.h"
#include "bmc/printable.h"
#include "bmc/request.h"

#define ANSWERED (FIID_FIELD_REQUIRED | FIID_FIELD_LENGTH_FIXED)
#define CHECKED  (ANSWERED | FIID_FIELD_MAKES_PACKET_SUFFICIENT)

/* Byte 2 of the answer's data. */
#define FLAG_UNAVAILABLE 0x20
#define FLAG_SCANNING    0x40
/* The others are reserved, and often 1. */
#define BITS_THRESHOLD 0x003f
#define BITS_DISCRETE  0x7fff

#define EVENT_FLAGS                                                                                \
    (IPMI_GET_EVENT_MESSAGES_FLAGS_SENSOR_READING | IPMI_GET_EVENT_MESSAGES_FLAGS_SHORT |          \
     IPMI_GET_EVENT_MESSAGES_FLAGS_IGNORE_UNRECOGNIZED_EVENTS)

/* --- what its bits mean --------------------------------------------------------------- */

/* For all readings; made once, on the worker's thread. NULL: there is no memory. */
static ipmi_interpret_ctx_t sensor_interpret;

static bool sensor_know_table(void)
{
    if (sensor_interpret != NULL)
        return true;
    sensor_interpret = ipmi_interpret_ctx_create();
    if (sensor_interpret != NULL && !interpret_is_silent(INTERPRET_SENSOR) &&
        ipmi_interpret_load_sensor_config(sensor_interpret, NULL) < 0) {
        ipmi_interpret_ctx_destroy(sensor_interpret); /* the file may be read in part */
        sensor_interpret = ipmi_interpret_ctx_create();
    }
    return sensor_interpret != NULL &&
           ipmi_interpret_ctx_set_flags(sensor_interpret,
                                        IPMI_INTERPRET_FLAGS_IGNORE_UNRECOGNIZED_EVENTS) == 0;
}

static enum event_severity sensor_state(const struct sdr_sensor *sensor, uint16_t bits)
{
    unsigned state;

    if (!sensor_know_table() || ipmi_interpret_sensor(sensor_interpret, sensor->reading_code,
                                                      sensor->type_code, bits, &state) < 0)
        return EVENT_UNKNOWN;
    return state == IPMI_INTERPRET_STATE_NOMINAL    ? EVENT_NOMINAL
           : state == IPMI_INTERPRET_STATE_WARNING  ? EVENT_WARNING
           : state == IPMI_INTERPRET_STATE_CRITICAL ? EVENT_CRITICAL
                                                    : EVENT_UNKNOWN;
}

static void sensor_add_texts(const struct sdr_sensor *sensor, struct sensor_reading *reading)
{
    char **texts = NULL;
    unsigned count = 0;

    if (ipmi_get_event_messages(sensor->reading_code, sensor->type_code, sensor->number,
                                reading->bits, 0, 0, &texts, &count, NULL, EVENT_FLAGS) < 0)
        return;
    for (unsigned i = 0; i < count; i++) {
        if (reading->texts < SENSOR_TEXTS) {
            char *text = reading->text[reading->texts++];

            snprintf(text, SENSOR_TEXT, "%s", texts[i]);
            printable(text);
        }
        free(texts[i]);
    }
    free(texts);
}

/* --- asking --------------------------------------------------------------------------- */

/* The state bytes may be missing: FreeIPMI's own template wants the first. */
static void sensor_ask(struct request *request, struct bmc *bmc, const struct sdr_sensor *sensor)
{
    fiid_template_t answer = {
        {8, "cmd", CHECKED},
        {8, "comp_code", CHECKED},
        {8, "reading", ANSWERED},
        {8, "flags", ANSWERED},
        {16, "states", FIID_FIELD_OPTIONAL | FIID_FIELD_LENGTH_VARIABLE},
        {0, "", 0},
    };

    request_make(request, REQUEST_ASK_ONCE, tmpl_cmd_get_sensor_reading_rq, answer);
    request->lun = sensor->lun;
    request_send(request, fill_cmd_get_sensor_reading(sensor->number, request->rq), bmc,
                 IPMI_NET_FN_SENSOR_EVENT_RQ);
}

/* What BMCs answer for a sensor that is not there, an empty slot's (notes/pages.md 6). */
static bool sensor_is_absent(const struct bmc_error *why)
{
    switch (why->completion_code) {
    case IPMI_COMP_CODE_REQUESTED_SENSOR_DATA_OR_RECORD_NOT_PRESENT:
    case IPMI_COMP_CODE_COMMAND_ILLEGAL_FOR_SENSOR_OR_RECORD_TYPE:
    case IPMI_COMP_CODE_PARAMETER_OUT_OF_RANGE:
    case IPMI_COMP_CODE_INVALID_DATA_FIELD_IN_REQUEST:
    case IPMI_COMP_CODE_COMMAND_RESPONSE_COULD_NOT_BE_PROVIDED:
    case IPMI_COMP_CODE_REQUEST_PARAMETER_NOT_SUPPORTED:
    case IPMI_COMP_CODE_DESTINATION_UNAVAILABLE:
        return true;
    default:
        return false;
    }
}

static void sensor_take(const struct request *request, const struct sdr *sdr,
                        const struct sdr_sensor *sensor, struct sensor_reading *reading)
{
    uint64_t flags = request_field(request, "flags");
    uint8_t states[2] = {0, 0};

    if ((flags & FLAG_UNAVAILABLE) != 0 || (flags & FLAG_SCANNING) == 0) {
        reading->why = (flags & FLAG_SCANNING) == 0 ? SENSOR_NO_SCANNING : SENSOR_NO_READING;
        return;
    }
    reading->raw = (uint8_t)request_field(request, "reading");
    reading->has_value = sdr_decode(sdr, sensor, reading->raw, &reading->value);
    reading->has_bits = request_data(request, "states", states, sizeof states) > 0;
    reading->bits = (uint16_t)((states[0] | states[1] << 8) &
                               (sensor->threshold ? BITS_THRESHOLD : BITS_DISCRETE));
    if (!reading->has_bits)
        return;
    reading->state = sensor_state(sensor, reading->bits);
    sensor_add_texts(sensor, reading);
}

int bmc_read_sensor(struct bmc *bmc, const struct sdr *sdr, const struct sdr_sensor *sensor,
                    struct sensor_reading *reading, struct bmc_error *error)
{
    struct request request;
    struct bmc_error why;

    *reading = (struct sensor_reading){.state = EVENT_UNKNOWN};
    if (sensor->event_only || sensor->owner != SDR_OWNER_BMC || sensor->channel != 0) {
        reading->why = sensor->event_only ? SENSOR_NO_READING : SENSOR_ANOTHERS;
        return 0;
    }
    sensor_ask(&request, bmc, sensor);
    if (request.result == 0)
        sensor_take(&request, sdr, sensor, reading);
    if (request_end(&request, &why) == 0)
        return 0;
    if (!bmc_survived(&why))
        return error_copy(error, &why);
    reading->why = sensor_is_absent(&why) ? SENSOR_NO_READING : SENSOR_NO_ANSWER;
    reading->code = why.completion_code;
    return 0;
}

/* --- for people ----------------------------------------------------------------------- */

const char *sensor_why_word(enum sensor_why why)
{
    static const char *const texts[] = {
        [SENSOR_READ] = "",
        [SENSOR_NO_READING] = N_("no reading"),
        [SENSOR_NO_SCANNING] = N_("scanning off"),
        [SENSOR_NO_ANSWER] = N_("not answered"),
        [SENSOR_ANOTHERS] = N_("another controller's"),
    };

    return texts[why];
}

const char *sensor_why_text(enum sensor_why why)
{
    return why == SENSOR_READ ? "" : _(sensor_why_word(why));
}

const char *sensor_line(const struct sdr_sensor *sensor, const struct sensor_reading *reading,
                        char line[SENSOR_LINE])
{
    char number[32];

    line[0] = '\0';
    if (reading->has_value)
        text_append(line, SENSOR_LINE, "", "%s%s%s", event_number(reading->value, number),
                    sensor->unit[0] != '\0' ? " " : "", sensor->unit);
    for (size_t i = 0; i < reading->texts; i++)
        text_append(line, SENSOR_LINE, ", ", "%s", reading->text[i]);
    return line;
}
