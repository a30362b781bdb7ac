/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sensor data repository (33.9 to 33.12). Its records are made from the machine's tables when
 * they are asked for (43).
 */
#include <stdio.h>
#include <string.h>

#include "demo/demo_internal.h"
#include "demo/demo_machine.h"

#define SDR_VERSION 0x51
#define SDR_HEADER  5
#define SDR_ADDED   0x68DC6A80u /* 2025-09-30 */
#define FIRST       0x0000
#define LAST        0xFFFF
#define WHOLE       0xFF
#define TEXT_8_BIT  0xC0
#define NO_ANALOG   0xC0 /* sensor units 1 */
#define CAN_RESERVE 0x22 /* and is updated without a mode */
#define MORE_FIRST  0x60 /* numbers of the sensors that an option adds */
#define MORE_EACH   150

enum { SDR_FRU_LOCATOR = 0x11, SDR_CONTROLLER = 0x12, SDR_OEM = 0xC0 };

struct sdr_record {
    uint8_t bytes[SDR_HEADER + 64];
    size_t length;
};

/* --- records ------------------------------------------------------------------ */

static void sdr_put(struct sdr_record *record, const uint8_t *bytes, size_t length)
{
    memcpy(record->bytes + record->length, bytes, length);
    record->length += length;
}

static void sdr_put_byte(struct sdr_record *record, unsigned byte)
{
    record->bytes[record->length++] = (uint8_t)byte;
}

static void sdr_put_zeros(struct sdr_record *record, size_t length)
{
    memset(record->bytes + record->length, 0, length);
    record->length += length;
}

static void sdr_put_pair(struct sdr_record *record, unsigned number)
{
    sdr_put_byte(record, number & 0xFF);
    sdr_put_byte(record, number >> 8);
}

/* Every record ends with its name. */
static void sdr_put_name(const struct demo_bmc *demo, struct sdr_record *record, const char *name,
                         unsigned number)
{
    char text[17];
    int length = snprintf(text, sizeof(text), number ? "%s %u" : "%s", name, number);

    if (length >= (int)sizeof(text))
        length = (int)sizeof(text) - 1;
    demo_hostile(demo, text, (size_t)length);
    sdr_put_byte(record, TEXT_8_BIT | (unsigned)length);
    sdr_put(record, (const uint8_t *)text, (size_t)length);
}

static void sdr_begin(struct sdr_record *record, unsigned id, uint8_t type)
{
    record->length = 0;
    sdr_put_pair(record, id);
    sdr_put_byte(record, SDR_VERSION);
    sdr_put_byte(record, type);
    sdr_put_byte(record, 0); /* the length, at the end */
}

static void sdr_end(struct sdr_record *record)
{
    record->bytes[4] = (uint8_t)(record->length - SDR_HEADER);
}

/* Which events a threshold sensor can send: lower limits going low, upper ones going high. */
static unsigned sdr_threshold_events(uint8_t has, bool upper)
{
    unsigned events = 0;

    for (unsigned i = 0; i < 6; i++) {
        bool is_upper = i >= 3;

        if ((has >> i & 1) && is_upper == upper)
            events |= 1u << (2 * i + (is_upper ? 1 : 0)) | 1u << (12 + i % 3);
    }
    return events;
}

static void sdr_put_masks(struct sdr_record *record, const struct demo_sensor *sensor)
{
    bool limits = sensor->code == DEMO_THRESHOLD;
    unsigned lower = sdr_threshold_events(sensor->has, false);
    unsigned upper = sdr_threshold_events(sensor->has, true);

    sdr_put_pair(record, limits ? (lower | (upper & 0xFFF)) : sensor->states);
    sdr_put_pair(record, limits ? (upper | (lower & 0xFFF)) : sensor->states);
    sdr_put_pair(record, limits ? (unsigned)(sensor->has | sensor->has << 8) : sensor->states);
}

static void sdr_put_factors(struct sdr_record *record, const struct demo_sensor *sensor)
{
    sdr_put_byte(record, sensor->linear);
    sdr_put_byte(record, sensor->m);
    sdr_put_byte(record, 0x01); /* tolerance: half a count */
    sdr_put_zeros(record, 3);   /* B, accuracy */
    sdr_put_byte(record, (unsigned)(sensor->exponent & 0x0F) << 4);
    sdr_put_byte(record, sensor->reading ? 0x01 : 0x00); /* the nominal reading is told */
    sdr_put_byte(record, sensor->reading);
    sdr_put_zeros(record, 2);
    sdr_put_byte(record, 0xFF); /* highest, lowest */
    sdr_put_byte(record, 0x00);
}

/* UNR UCR UNC LNR LCR LNC, in the table lnc lcr lnr unc ucr unr. */
static void sdr_put_limits(struct sdr_record *record, const struct demo_sensor *sensor)
{
    static const uint8_t order[6] = {5, 4, 3, 2, 1, 0};

    for (unsigned i = 0; i < 6; i++)
        sdr_put_byte(record, sensor->limits[order[i]]);
}

static void sdr_put_place(struct sdr_record *record, const struct demo_sensor *sensor,
                          unsigned number)
{
    static const uint8_t owners[] = {0x20, 0x01, 0x2C}; /* the BMC, the BIOS, another controller */

    sdr_put_byte(record, owners[sensor->owner]);
    sdr_put_byte(record, 0);
    sdr_put_byte(record, number);
    sdr_put(record, sensor->entity, sizeof(sensor->entity));
}

static void sdr_put_sharing(struct sdr_record *record, const struct demo_sensor *sensor)
{
    sdr_put_byte(record, sensor->shared > 1 ? sensor->shared : 1);
    sdr_put_byte(record, sensor->shared > 1 ? 0x81 : 0); /* places and names count on, from 1 */
}

static void sdr_make_full(struct sdr_record *record, const struct demo_sensor *sensor)
{
    bool limits = sensor->code == DEMO_THRESHOLD;

    sdr_put_byte(record, 0x7F);                 /* everything is set up at the start */
    sdr_put_byte(record, limits ? 0x68 : 0x40); /* limits and hysteresis can be set */
    sdr_put_byte(record, sensor->type);
    sdr_put_byte(record, sensor->code);
    sdr_put_masks(record, sensor);
    sdr_put_byte(record, limits ? 0 : NO_ANALOG);
    sdr_put_byte(record, sensor->unit);
    sdr_put_byte(record, 0);
    sdr_put_factors(record, sensor);
    sdr_put_limits(record, sensor);
    sdr_put_byte(record, limits ? DEMO_HYSTERESIS : 0);
    sdr_put_byte(record, limits ? DEMO_HYSTERESIS : 0);
    sdr_put_zeros(record, 3);
}

static void sdr_make_compact(struct sdr_record *record, const struct demo_sensor *sensor)
{
    sdr_put_byte(record, 0x67);
    sdr_put_byte(record, 0x40);
    sdr_put_byte(record, sensor->type);
    sdr_put_byte(record, sensor->code);
    sdr_put_masks(record, sensor);
    sdr_put_byte(record, NO_ANALOG);
    sdr_put_zeros(record, 2);
    sdr_put_sharing(record, sensor);
    sdr_put_zeros(record, 6);
}

static void sdr_make_event_only(struct sdr_record *record, const struct demo_sensor *sensor)
{
    sdr_put_byte(record, sensor->type);
    sdr_put_byte(record, sensor->code);
    sdr_put_sharing(record, sensor);
    sdr_put_zeros(record, 2);
}

/* extra: of the same kind, one of those that an option adds; 0: the machine's own. */
static void sdr_make_sensor(const struct demo_bmc *demo, struct sdr_record *record, unsigned index,
                            unsigned id, unsigned extra)
{
    const struct demo_sensor *sensor = demo_machine_sensor(index);

    sdr_begin(record, id, sensor->kind);
    sdr_put_place(record, sensor, extra ? MORE_FIRST + (extra - 1) % MORE_EACH : sensor->number);
    if (extra > MORE_EACH)
        record->bytes[SDR_HEADER] = 0x2C; /* no numbers are left */
    if (sensor->kind == DEMO_FULL)
        sdr_make_full(record, sensor);
    else if (sensor->kind == DEMO_COMPACT)
        sdr_make_compact(record, sensor);
    else
        sdr_make_event_only(record, sensor);
    sdr_put_name(demo, record, sensor->name, extra);
    sdr_end(record);
}

/* What is no sensor: where the FRU data and two controllers are, and a record of the vendor's. */
static const struct sdr_other {
    uint8_t type, length, bytes[10];
    const char *name;
} sdr_others[] = {
    {SDR_FRU_LOCATOR,
     10,
     {0x20, 0x00, 0x80, 0x00, 0x00, 0x10, 0x00, 0x07, 0x01, 0x00},
     "Builtin FRU"},
    {SDR_CONTROLLER, 10, {0x20, 0x00, 0x00, 0xBF, 0x00, 0x00, 0x00, 0x07, 0x01, 0x00}, "BMC"},
    {SDR_CONTROLLER, 10, {0x2C, 0x06, 0x00, 0x21, 0x00, 0x00, 0x00, 0x2E, 0x01, 0x00}, "ME"},
    {SDR_OEM, 8, {0x7C, 0x2A, 0x00, 0x01, 0x02, 0x1B, 0x5B, 0x41}, NULL},
};

#define SDR_OTHERS (sizeof(sdr_others) / sizeof(sdr_others[0]))

static unsigned sdr_extra_count(const struct demo_bmc *demo)
{
    int64_t wanted = demo->options.sdr_records, own = DEMO_MACHINE_SENSORS + SDR_OTHERS;

    return wanted > own ? (unsigned)(wanted - own) : 0;
}

static unsigned sdr_count(const struct demo_bmc *demo)
{
    return DEMO_MACHINE_SENSORS + (unsigned)SDR_OTHERS + sdr_extra_count(demo);
}

static void sdr_make(const struct demo_bmc *demo, unsigned index, struct sdr_record *record)
{
    const struct sdr_other *other;

    if (index < DEMO_MACHINE_SENSORS) {
        sdr_make_sensor(demo, record, index, index + 1, 0);
    } else if (index - DEMO_MACHINE_SENSORS < SDR_OTHERS) {
        other = &sdr_others[index - DEMO_MACHINE_SENSORS];
        sdr_begin(record, index + 1, other->type);
        sdr_put(record, other->bytes, other->length);
        if (other->name)
            sdr_put_name(demo, record, other->name, 0);
        sdr_end(record);
    } else { /* temperatures, voltages, fans */
        sdr_make_sensor(demo, record, index % DEMO_MACHINE_LINEAR, index + 1,
                        index - DEMO_MACHINE_SENSORS - (unsigned)SDR_OTHERS + 1);
    }
}

const struct demo_sensor *demo_sdr_extra(const struct demo_bmc *demo, uint8_t number)
{
    unsigned extra = number < MORE_FIRST ? 0 : number - MORE_FIRST + 1u, index;

    if (extra == 0 || extra > MORE_EACH || extra > sdr_extra_count(demo))
        return NULL;
    index = DEMO_MACHINE_SENSORS + (unsigned)SDR_OTHERS + extra - 1;
    return demo_machine_sensor(index % DEMO_MACHINE_LINEAR);
}

/* --- commands ---------------------------------------------------------------------- */

static unsigned sdr_number(const uint8_t *bytes)
{
    return (unsigned)(bytes[0] | bytes[1] << 8);
}

static void sdr_answer(struct demo_request *request, uint32_t number, unsigned length)
{
    for (unsigned i = 0; i < length; i++)
        demo_put_byte(request, (uint8_t)(number >> 8 * i));
}

static uint8_t sdr_info(struct demo_request *request)
{
    const struct demo_options *options = &request->demo->options;

    demo_put_byte(request, SDR_VERSION);
    sdr_answer(request, sdr_count(request->demo) + (unsigned)options->sdr_too_many, 2);
    sdr_answer(request, 0xFFFF, 2);
    sdr_answer(request, SDR_ADDED + request->demo->state.sdr.changes, 4);
    sdr_answer(request, 0, 4);
    demo_put_byte(request, CAN_RESERVE);
    return (uint8_t)(options->sdr_code != CODE_OK ? options->sdr_code : options->sdr_info);
}

static uint8_t sdr_reserve(struct demo_request *request)
{
    const struct demo_options *options = &request->demo->options;
    struct demo_sdr *sdr = &request->demo->state.sdr;

    sdr->reservation = sdr->reservation == 0xFFFF ? 1 : (uint16_t)(sdr->reservation + 1);
    sdr->reserved = true;
    sdr_answer(request, sdr->reservation, 2);
    return (uint8_t)(options->sdr_code != CODE_OK ? options->sdr_code : options->sdr_reserve);
}

/* Parts need the reservation; it may be lost now and then. */
static uint8_t sdr_check_reservation(struct demo_request *request)
{
    struct demo_sdr *sdr = &request->demo->state.sdr;
    int64_t lost = request->demo->options.sdr_lost;

    if (request->data[4] == 0)
        return CODE_OK;
    if (lost > 0 && ++sdr->asked % (unsigned)lost == 0)
        sdr->reserved = false;
    return sdr->reserved && sdr_number(request->data) == sdr->reservation ? CODE_OK
                                                                          : CODE_RESERVATION;
}

/* The record's index; -1: it is not there. */
static int sdr_find(const struct demo_request *request)
{
    unsigned id = sdr_number(request->data + 2), count = sdr_count(request->demo);

    if (id == FIRST)
        return 0;
    if (id == LAST)
        return (int)count - 1;
    return id <= count ? (int)id - 1 : -1;
}

static uint8_t sdr_send(struct demo_request *request, const struct sdr_record *record)
{
    const struct demo_options *options = &request->demo->options;
    size_t offset = request->data[4], wanted = request->data[5], rest;

    if (offset > record->length)
        return CODE_OUT_OF_RANGE;
    rest = record->length - offset;
    if (wanted > rest) /* WHOLE is, too */
        wanted = rest;
    if ((int64_t)wanted > options->sdr_limit && options->sdr_limit_code != DEMO_OTHER)
        return (uint8_t)options->sdr_limit_code;
    if ((int64_t)wanted > options->sdr_limit)
        wanted = (size_t)options->sdr_limit;
    demo_put(request, record->bytes + offset, wanted);
    return CODE_OK;
}

static uint8_t sdr_get(struct demo_request *request)
{
    struct demo_bmc *demo = request->demo;
    int index = sdr_find(request);
    uint8_t code = (uint8_t)demo->options.sdr_code;
    struct sdr_record record;

    if (code == CODE_OK)
        code = sdr_check_reservation(request);
    if (code != CODE_OK)
        return code;
    if (index < 0)
        return CODE_ABSENT;
    sdr_make(demo, (unsigned)index, &record);
    sdr_answer(request, (unsigned)index + 1 < sdr_count(demo) ? (unsigned)index + 2 : LAST, 2);
    return sdr_send(request, &record);
}

const struct demo_command demo_sdr_commands[] = {
    {"sdr-info", NETFN_STORAGE, 0x20, 0, 0, DEMO_READS, sdr_info, DEMO_NO_PICKS},
    {"sdr-reserve", NETFN_STORAGE, 0x22, 0, 0, DEMO_READS, sdr_reserve, DEMO_NO_PICKS},
    {"sdr-get", NETFN_STORAGE, 0x23, 6, 6, DEMO_READS, sdr_get, {.argument = {2, 0xFF}}},
    {0},
};
