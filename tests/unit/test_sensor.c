/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One sensor's reading: every answer that BMCs give for it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bmc/sensor.h"
#include "bmc_rig.h"
#include "unit/records.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define TEMPERATURE  0x30
#define SUPPLY       0x40

static struct bmc_rig *rig;
static struct records *records;
static struct sdr *sdr;

static int setup(void **state)
{
    bmc_rig_setup(state);
    rig = *state;
    records = records_put(rig->bmc);
    records_add_full(records, TEMPERATURE, "CPU1 Temp");
    records_add_compact(records, SUPPLY, "PS1 Status", 1, 0, 0);
    records_add_event_only(records, 0x01, "System Event");
    records_add_full(records, 0x31, "Node Temp");
    records_last(records)->bytes[5] = 0x2c;
    return sdr_load(rig->bmc, false, &sdr, &rig->error);
}

static int teardown(void **state)
{
    sdr_free(sdr);
    return bmc_rig_teardown(state);
}

static struct sensor_reading ask(size_t index, char line[SENSOR_LINE])
{
    struct sensor_reading reading;
    struct sdr_sensor sensor;

    assert_true(sdr_sensor(sdr, index, &sensor));
    assert_int_equal(bmc_read_sensor(rig->bmc, sdr, &sensor, &reading, &rig->error), 0);
    sensor_line(&sensor, &reading, line);
    return reading;
}

static void every_answer_is_understood(void **state)
{
    static const struct {
        size_t index;
        struct records_sensor answer;
        enum sensor_why why;
        enum event_severity severity;
        const char *line; /* how it begins; NULL: with nothing */
    } rows[] = {
        {0, {0, 4, {61, 0xc0, 0xc0, 0x80}}, SENSOR_READ, EVENT_NOMINAL, "30.5 C"},
        {0, {0, 3, {184, 0xc0, 0x10}}, SENSOR_READ, EVENT_CRITICAL, "92 C, "},
        {0, {0, 3, {184, 0x40, 0xd8}}, SENSOR_READ, EVENT_CRITICAL, "92 C, "},
        {0, {0, 3, {4, 0xc0, 0xc1}}, SENSOR_READ, EVENT_NOMINAL, "2 C, "}, /* so says the table */
        {0, {0, 2, {61, 0xc0}}, SENSOR_READ, EVENT_UNKNOWN, "30.5 C"},     /* no state bytes */
        {0, {0, 4, {61, 0xe0, 0, 0}}, SENSOR_NO_READING, EVENT_UNKNOWN, NULL},
        {0, {0, 4, {61, 0x80, 0, 0}}, SENSOR_NO_SCANNING, EVENT_UNKNOWN, NULL},
        {0, {0, 1, {61}}, SENSOR_NO_ANSWER, EVENT_UNKNOWN, NULL}, /* too short */
        {1, {0, 4, {0, 0xc0, 0x01, 0x80}}, SENSOR_READ, EVENT_NOMINAL, "Presence detected"},
        {1,
         {0, 4, {0, 0xc0, 0x02, 0x80}},
         SENSOR_READ,
         EVENT_CRITICAL,
         "Power Supply Failure detected"},
        {1, {0, 4, {0, 0xc0, 0x00, 0x80}}, SENSOR_READ, EVENT_NOMINAL, NULL},
        {1, {0, 4, {0, 0xc0, 0x00, 0xff}}, SENSOR_READ, EVENT_NOMINAL, NULL}, /* unknown bits */
        {2, {0, 0, {0}}, SENSOR_NO_READING, EVENT_UNKNOWN, NULL},
        {3, {0, 0, {0}}, SENSOR_ANOTHERS, EVENT_UNKNOWN, NULL},
    };
    char line[SENSOR_LINE];

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct sensor_reading reading;

        records->sensor[TEMPERATURE] = records->sensor[SUPPLY] = rows[i].answer;
        reading = ask(rows[i].index, line);
        assert_int_equal(reading.why, rows[i].why);
        assert_int_equal(reading.state, rows[i].severity);
        assert_memory_equal(line, rows[i].line != NULL ? rows[i].line : "",
                            rows[i].line != NULL ? strlen(rows[i].line) : 1);
    }
    assert_int_equal(records->sensors_asked, COUNT(rows) - 2); /* not the last two */
}

/* No code costs a second request, or time. */
static void every_code_is_asked_once(void **state)
{
    char line[SENSOR_LINE];
    int64_t start = rig->now_ms;

    (void)state;
    for (int code = 1; code < 256; code++) {
        struct sensor_reading reading;

        records->sensor[TEMPERATURE] = (struct records_sensor){.code = (uint8_t)code};
        reading = ask(0, line);
        assert_true(reading.why == SENSOR_NO_ANSWER || reading.why == SENSOR_NO_READING);
        assert_int_equal(reading.code, code);
        assert_int_equal(reading.state, EVENT_UNKNOWN);
        assert_true(sensor_why_text(reading.why)[0] != '\0');
    }
    assert_int_equal(records->sensors_asked, 255);
    assert_int_equal(rig->now_ms, start);
}

static void a_gone_link_is_an_error(void **state)
{
    struct sensor_reading reading;
    struct sdr_sensor sensor;

    (void)state;
    assert_true(sdr_sensor(sdr, 0, &sensor));
    bmc_cancel(rig->bmc);
    assert_int_equal(bmc_read_sensor(rig->bmc, sdr, &sensor, &reading, &rig->error), -1);
    assert_int_equal(rig->error.kind, ERROR_CANCELLED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(every_answer_is_understood),
        TEST(every_code_is_asked_once),
        TEST(a_gone_link_is_an_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
