/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a record says of a sensor: full (43.1), compact (43.2) and event-only (43.3). libfreeipmi
 * parses our bytes; a field that a short record does not have is 0 or empty.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "bmc/printable.h"
#include "bmc/sdr_own.h"

#define TEXT_LENGTH_BITS 0x1f /* of the byte before the name: how many bytes it has */
#define LETTERS          26

/* Where each type has what; 0: it has it not. The name follows the byte at text. */
struct sdr_layout {
    uint8_t type, sensor_type, reading_type, sharing, text;
};

static const struct sdr_layout layouts[] = {
    {SDR_TYPE_FULL, 12, 13, 0, 47},
    {SDR_TYPE_COMPACT, 12, 13, 23, 31},
    {SDR_TYPE_EVENT_ONLY, 10, 11, 12, 16},
};

/* NULL: it is no sensor's. */
static const struct sdr_layout *sdr_layout(const uint8_t *bytes, size_t length)
{
    if (length <= SDR_AT_INSTANCE)
        return NULL;
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++)
        if (layouts[i].type == bytes[SDR_AT_TYPE])
            return &layouts[i];
    return NULL;
}

size_t sdr_needed(const uint8_t *bytes, size_t length)
{
    const struct sdr_layout *layout = sdr_layout(bytes, length);
    size_t fixed = layout != NULL ? layout->text + 1U : 0;

    return fixed == 0 || length < fixed ? fixed : fixed + (bytes[layout->text] & TEXT_LENGTH_BITS);
}

static uint8_t sdr_byte(const uint8_t *bytes, size_t length, size_t at)
{
    return at < length ? bytes[at] : 0;
}

/* --- which sensors there are ---------------------------------------------------------- */

/* How many have this record in common; at least 1. */
static unsigned sdr_share(const struct sdr_layout *layout, const uint8_t *bytes, size_t length)
{
    unsigned share = layout->sharing > 0 ? sdr_byte(bytes, length, layout->sharing) & 0x0f : 0;

    return share > 0 ? share : 1;
}

static void sdr_add_place(struct sdr *sdr, const struct sdr_place *place)
{
    if (sdr->places == sdr->places_room) {
        sdr->places_room = sdr->places_room * 2 + 64;
        sdr->place = xrealloc(sdr->place, sdr->places_room * sizeof *sdr->place);
    }
    sdr->place[sdr->places++] = *place;
}

static void sdr_add_record(struct sdr *sdr, size_t record)
{
    size_t length;
    const uint8_t *bytes = sdr_record(sdr, record, &length);
    const struct sdr_layout *layout = sdr_layout(bytes, length);

    if (layout == NULL)
        return;
    for (unsigned i = 0; i < sdr_share(layout, bytes, length); i++)
        sdr_add_place(sdr, &(struct sdr_place){(uint16_t)record, (uint8_t)i, bytes[SDR_AT_OWNER],
                                               bytes[SDR_AT_LUN] & 3,
                                               (uint8_t)(bytes[SDR_AT_NUMBER] + i)});
}

void sdr_add_places(struct sdr *sdr)
{
    for (size_t i = 0; i < sdr->count; i++)
        sdr_add_record(sdr, i);
}

/* --- its texts ------------------------------------------------------------------------ */

/* Sensors that share a record have a number or letters behind its name (Table 43-2, byte 24). */
static void sdr_add_suffix(struct sdr_sensor *sensor, uint8_t kind, unsigned number)
{
    size_t used = strlen(sensor->name);
    char *at = sensor->name + used;

    if ((kind >> 4 & 3) != IPMI_SDR_ID_STRING_INSTANCE_MODIFIER_TYPE_ALPHA)
        snprintf(at, SDR_NAME - used, " %u", number);
    else if (number < LETTERS)
        snprintf(at, SDR_NAME - used, " %c", (int)('A' + number));
    else
        snprintf(at, SDR_NAME - used, " %c%c", (int)('A' + number / LETTERS - 1),
                 (int)('A' + number % LETTERS));
}

/* No more than the record says the name has. */
static void sdr_set_name(const struct sdr *sdr, const struct sdr_layout *layout,
                         const struct sdr_place *place, struct sdr_sensor *sensor)
{
    char text[IPMI_SDR_MAX_ID_STRING_LENGTH + 1] = "";
    size_t length;
    const uint8_t *bytes = sdr_record(sdr, place->record, &length);
    size_t needed = sdr_needed(bytes, length);

    length = needed < length ? needed : length;
    if (sdr->parser == NULL || length <= layout->text + 1U ||
        ipmi_sdr_parse_id_string(sdr->parser, bytes, (unsigned)length, text, sizeof text) < 0)
        text[0] = '\0';
    text[sizeof text - 1] = '\0';
    snprintf(sensor->name, SDR_NAME, "%s", printable(text));
    if (sensor->name[0] == '\0')
        snprintf(sensor->name, SDR_NAME, "Sensor %02Xh", (unsigned)sensor->number);
    else if (sdr_share(layout, bytes, length) > 1)
        sdr_add_suffix(sensor, bytes[layout->sharing],
                       (sdr_byte(bytes, length, layout->sharing + 1U) & 0x7fU) + place->offset);
}

/* 0 is reserved; behind the named ones are the makers' own. */
const char *sdr_type_name(unsigned index)
{
    return index < UINT8_MAX ? ipmi_get_sensor_type_string((uint8_t)(index + 1)) : NULL;
}

static void sdr_set_type(struct sdr_sensor *sensor)
{
    const char *type = ipmi_get_sensor_type_string(sensor->type_code);

    if (type != NULL)
        snprintf(sensor->type, SDR_TYPE, "%s", type);
    else
        snprintf(sensor->type, SDR_TYPE, "Type %02Xh", (unsigned)sensor->type_code);
}

/* As FreeIPMI's tools abbreviate it: "C", "RPM". */
static void sdr_set_unit(const struct sdr *sdr, const uint8_t *bytes, size_t length,
                         struct sdr_sensor *sensor)
{
    uint8_t percent, modifier, rate, base, second;

    if (ipmi_sdr_parse_sensor_units(sdr->parser, bytes, (unsigned)length, &percent, &modifier,
                                    &rate, &base, &second) < 0 ||
        ipmi_sensor_units_string(percent, modifier, rate, base, second, sensor->unit, SDR_UNIT,
                                 1) <= 0)
        sensor->unit[0] = '\0';
    sensor->unit[SDR_UNIT - 1] = '\0';
    printable(sensor->unit);
}

/* --- one sensor ----------------------------------------------------------------------- */

static void sdr_set_numbers(const struct sdr_layout *layout, const uint8_t *bytes, size_t length,
                            struct sdr_sensor *sensor)
{
    sensor->record_id = (uint16_t)(bytes[SDR_AT_ID] | bytes[SDR_AT_ID + 1] << 8);
    sensor->channel = bytes[SDR_AT_LUN] >> 4;
    sensor->entity = bytes[SDR_AT_ENTITY];
    sensor->instance = bytes[SDR_AT_INSTANCE];
    sensor->type_code = sdr_byte(bytes, length, layout->sensor_type);
    sensor->reading_code = sdr_byte(bytes, length, layout->reading_type);
    sensor->event_only = layout->type == SDR_TYPE_EVENT_ONLY;
    sensor->threshold = ipmi_event_reading_type_code_class(sensor->reading_code) ==
                        IPMI_EVENT_READING_TYPE_CODE_CLASS_THRESHOLD;
}

static bool sdr_get(const struct sdr *sdr, const struct sdr_place *place, struct sdr_sensor *sensor)
{
    size_t length;
    const uint8_t *bytes = sdr_record(sdr, place->record, &length);
    const struct sdr_layout *layout = sdr_layout(bytes, length);
    double value;

    *sensor = (struct sdr_sensor){
        .record = place->record, .owner = place->owner, .lun = place->lun, .number = place->number};
    sdr_set_numbers(layout, bytes, length, sensor);
    sdr_set_name(sdr, layout, place, sensor);
    sdr_set_type(sensor);
    sensor->analog = sdr_decode(sdr, sensor, 0, &value) || sdr_decode(sdr, sensor, 1, &value);
    if (sensor->analog)
        sdr_set_unit(sdr, bytes, length, sensor);
    return true;
}

bool sdr_sensor(const struct sdr *sdr, size_t index, struct sdr_sensor *sensor)
{
    return index < sdr->places && sdr_get(sdr, &sdr->place[index], sensor);
}

bool sdr_find(const struct sdr *sdr, uint8_t owner, uint8_t lun, uint8_t number,
              struct sdr_sensor *sensor)
{
    const struct sdr_place *any = NULL;

    for (size_t i = 0; sdr != NULL && i < sdr->places; i++) {
        const struct sdr_place *place = &sdr->place[i];

        if (place->owner != owner || place->number != number)
            continue;
        if (place->lun == (lun & 3))
            return sdr_get(sdr, place, sensor);
        any = any != NULL ? any : place;
    }
    return any != NULL && sdr_get(sdr, any, sensor);
}

/* --- numbers -------------------------------------------------------------------------- */

bool sdr_decode(const struct sdr *sdr, const struct sdr_sensor *sensor, uint8_t raw, double *value)
{
    size_t length;
    const uint8_t *bytes = sdr_record(sdr, sensor->record, &length);
    int8_t r_exponent, b_exponent;
    int16_t m, b;
    uint8_t linearization, format;

    if (bytes[SDR_AT_TYPE] != SDR_TYPE_FULL || sdr->parser == NULL ||
        ipmi_sdr_parse_sensor_decoding_data(sdr->parser, bytes, (unsigned)length, &r_exponent,
                                            &b_exponent, &m, &b, &linearization, &format) < 0)
        return false;
    return IPMI_SDR_ANALOG_DATA_FORMAT_VALID(format) &&
           linearization <= IPMI_SDR_LINEARIZATION_CUBERT &&
           ipmi_sensor_decode_value(r_exponent, b_exponent, m, b, linearization, format, raw,
                                    value) == 0 &&
           isfinite(*value);
}

static uint8_t sdr_mask(const uint8_t flags[SDR_LIMITS])
{
    unsigned mask = 0;

    for (unsigned i = 0; i < SDR_LIMITS; i++)
        mask |= flags[i] != 0 ? 1U << i : 0;
    return (uint8_t)mask;
}

bool sdr_limits(const struct sdr *sdr, const struct sdr_sensor *sensor, struct sdr_limits *limits)
{
    size_t size;
    const uint8_t *bytes = sdr_record(sdr, sensor->record, &size);
    unsigned length = (unsigned)size;
    uint8_t flags[SDR_LIMITS], raw[SDR_LIMITS];

    *limits = (struct sdr_limits){.known = 0};
    if (!sensor->threshold || !sensor->analog ||
        ipmi_sdr_parse_threshold_readable(sdr->parser, bytes, length, &flags[LIMIT_LNC],
                                          &flags[LIMIT_LCR], &flags[LIMIT_LNR], &flags[LIMIT_UNC],
                                          &flags[LIMIT_UCR], &flags[LIMIT_UNR]) < 0 ||
        ipmi_sdr_parse_thresholds_raw(sdr->parser, bytes, length, &raw[LIMIT_LNC], &raw[LIMIT_LCR],
                                      &raw[LIMIT_LNR], &raw[LIMIT_UNC], &raw[LIMIT_UCR],
                                      &raw[LIMIT_UNR]) < 0)
        return false;
    limits->known = sdr_mask(flags);
    for (unsigned i = 0; i < SDR_LIMITS; i++)
        if (!sdr_decode(sdr, sensor, raw[i], &limits->value[i]))
            limits->known &= (uint8_t) ~(1U << i);
    if (ipmi_sdr_parse_threshold_settable(sdr->parser, bytes, length, &flags[LIMIT_LNC],
                                          &flags[LIMIT_LCR], &flags[LIMIT_LNR], &flags[LIMIT_UNC],
                                          &flags[LIMIT_UCR], &flags[LIMIT_UNR]) == 0)
        limits->settable = sdr_mask(flags);
    return limits->known != 0;
}
