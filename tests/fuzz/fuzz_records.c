/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A BMC whose records are any bytes: sensor data records in any pieces, what its sensors answer,
 * events, and its FRU device. Reading must come to an end, and every text of theirs be printable.
 *
 * Input: manners, sensor records (each its length, its type, then bytes), one answer for all
 * sensors, four events, and the rest is the FRU device.
 */
#include <string.h>

#include "bmc/fru.h"
#include "bmc/sensor.h"
#include "fuzz/fuzz.h"
#include "unit/records.h"
#include "unit/rig.h"

#define SENSORS 64
#define EVENTS  4

static void check_text(const char *text)
{
    for (; *text != '\0'; text++)
        FUZZ_CHECK(*text >= ' ' && *text <= '~');
}

/* --- what the BMC holds ------------------------------------------------------------------ */

static void take_manners(struct records *records, struct fuzz *fuzz)
{
    static const uint8_t codes[] = {0xca, 0x00, 0xc8, 0xff, 0xc9, 0xc7};

    records->whole = fuzz_flag(fuzz);
    records->most = fuzz_byte(fuzz) % 80;
    records->too_much = codes[fuzz_pick(fuzz, sizeof codes)];
    records->past_end = codes[fuzz_pick(fuzz, sizeof codes)];
    records->lost_every = fuzz_flag(fuzz) ? 2U + fuzz_pick(fuzz, 40) : 0;
    records->info_code = fuzz_flag(fuzz) ? 0xc1 : 0;
    records->reserve_code = fuzz_flag(fuzz) ? 0xc1 : 0;
    records->fails_at = fuzz_byte(fuzz) % 16;
    records->fails_with = fuzz_byte(fuzz);
    records->circle = fuzz_flag(fuzz);
}

static void take_records(struct records *records, struct fuzz *fuzz)
{
    static const uint8_t types[] = {0x01, 0x02, 0x03, 0x12, 0xc0};

    records->count = 1 + fuzz_pick(fuzz, 8);
    for (size_t i = 0; i < records->count; i++) {
        struct records_record *record = &records->record[i];
        unsigned type = fuzz_byte(fuzz);

        record->length = fuzz_byte(fuzz);
        for (size_t at = 0; at < record->length; at++)
            record->bytes[at] = fuzz_byte(fuzz);
        if (type < 200)
            record->bytes[3] = types[type % sizeof types];
        if (type < 100) /* the BMC's own, so that it is asked */
            record->bytes[5] = SDR_OWNER_BMC;
    }
}

static void take_answers(struct records *records, struct fuzz *fuzz)
{
    struct records_sensor sensor = {.code = fuzz_flag(fuzz) ? fuzz_byte(fuzz) : 0,
                                    .length = 1 + fuzz_pick(fuzz, 4)};

    for (size_t i = 0; i < sensor.length; i++)
        sensor.bytes[i] = fuzz_byte(fuzz);
    for (size_t i = 0; i < 256; i++)
        records->sensor[i] = sensor;
}

static void take_fru(struct records *records, struct fuzz *fuzz)
{
    records->fru_size = fuzz_flag(fuzz) ? fuzz_number(fuzz) & 0xffff : 0;
    while (fuzz->left > 0 && records->fru_length < RECORDS_FRU)
        records->fru[records->fru_length++] = fuzz_byte(fuzz);
}

/* --- and what is made of it ----------------------------------------------------------------- */

static void look_at_sensor(struct rig *rig, const struct sdr *sdr, const struct sdr_sensor *sensor)
{
    struct sensor_reading reading;
    struct sdr_limits limits;
    char line[SENSOR_LINE];
    double value;

    check_text(sensor->name);
    check_text(sensor->type);
    check_text(sensor->unit);
    FUZZ_CHECK(sensor->name[0] != '\0');
    for (unsigned raw = 0; raw < 256; raw += 51)
        (void)sdr_decode(sdr, sensor, (uint8_t)raw, &value);
    (void)sdr_limits(sdr, sensor, &limits);
    FUZZ_CHECK(bmc_read_sensor(rig->bmc, sdr, sensor, &reading, NULL) == 0);
    FUZZ_CHECK(reading.why == SENSOR_READ || (!reading.has_value && reading.texts == 0));
    check_text(sensor_line(sensor, &reading, line));
}

static void look_at_sensors(struct rig *rig, const struct sdr *sdr)
{
    struct sdr_sensor sensor;

    for (size_t i = 0; i < SENSORS && sdr_sensor(sdr, i, &sensor); i++)
        look_at_sensor(rig, sdr, &sensor);
}

static void look_at_events(const struct sdr *sdr, struct fuzz *fuzz)
{
    for (int i = 0; i < EVENTS; i++) {
        struct sel_record record = {.id = 1};
        struct event event;
        char line[EVENT_LINE];

        for (size_t at = 0; at < SEL_RECORD; at++)
            record.bytes[at] = fuzz_byte(fuzz);
        event_describe(&event, &record, sdr);
        check_text(event.name);
        check_text(event.type);
        check_text(event.text);
        check_text(event.unit);
        check_text(event_short(&event, line));
        check_text(event_long(&event, line));
    }
}

static void look_at_fru(struct rig *rig)
{
    static struct fru fru;

    FUZZ_CHECK(bmc_read_fru(rig->bmc, &fru, NULL) == 0);
    for (size_t i = 0; i < fru.count; i++) {
        check_text(fru.field[i].text);
        FUZZ_CHECK(fru.area[fru.field[i].area].present && !fru.area[fru.field[i].area].unusable);
    }
}

void fuzz_records(const uint8_t *data, size_t size)
{
    struct fuzz fuzz = {data, size};
    struct records *records;
    struct sdr *sdr;
    struct rig rig;

    rig_connect(&rig, NULL);
    records = records_put(rig.bmc);
    take_manners(records, &fuzz);
    take_records(records, &fuzz);
    take_answers(records, &fuzz);
    FUZZ_CHECK(sdr_load(rig.bmc, false, &sdr, NULL) == 0);
    look_at_sensors(&rig, sdr);
    look_at_events(sdr, &fuzz);
    sdr_free(sdr);
    take_fru(records, &fuzz);
    look_at_fru(&rig);
    rig_close(&rig);
}
