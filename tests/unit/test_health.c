/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page "Health": its order, its words, how many requests it takes, and that one sensor that
 * never answers costs one of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "demo/demo_machine.h"
#include "pages/health.h"
#include "unit/demo_look.h"
#include "unit/rig.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct page {
    struct rig rig;
    struct health_state state;
    struct list rows;
    unsigned requests; /* of reading, the records aside */
};

static void take(void *data, const struct health_row *row)
{
    page_append(&page_health, &((struct page *)data)->rows, row);
}

static void read_again(struct page *page)
{
    const struct health_watch watch = {.row = take, .data = page};
    struct bmc_error error = {0};
    struct sdr *sdr;

    list_release(&page->rows);
    assert_int_equal(sdr_load(page->rig.bmc, false, &sdr, &error), 0);
    sdr_free(sdr);
    page->requests = demo_requests(page->rig.demo);
    assert_int_equal(health_read(page->rig.bmc, false, &page->state, &watch, &error), 0);
    page->requests = demo_requests(page->rig.demo) - page->requests - 1; /* SDR info */
}

static void page_open(struct page *page, const char *setup)
{
    memset(page, 0, sizeof *page);
    rig_connect(&page->rig, NULL);
    if (setup != NULL)
        rig_fault(&page->rig, setup);
    read_again(page);
}

static void page_close(struct page *page)
{
    list_release(&page->rows);
    rig_close(&page->rig);
}

/* NULL: there is none. */
static const struct health_row *row_of(const struct page *page, const char *name)
{
    for (size_t i = 0; i < page->rows.count; i++) {
        const struct health_row *row = list_row(&page->rows, i);

        if (row->kind == HEALTH_SENSOR && strcmp(row->sensor.name, name) == 0)
            return row;
    }
    return NULL;
}

static const struct health_row *row_of_kind(const struct page *page, enum health_kind kind)
{
    for (size_t i = 0; i < page->rows.count; i++) {
        const struct health_row *row = list_row(&page->rows, i);

        if (row->kind == kind)
            return row;
    }
    return NULL;
}

static void test_order(void **state)
{
    struct page page;

    (void)state;
    page_open(&page, NULL);
    for (size_t i = 1; i < page.rows.count; i++) {
        const struct health_row *before = list_row(&page.rows, i - 1);
        const struct health_row *row = list_row(&page.rows, i);

        assert_true(before->rank <= row->rank);
        if (before->rank != row->rank || row->kind != HEALTH_SENSOR)
            continue;
        assert_true(before->sensor.type_code <= row->sensor.type_code);
        if (before->sensor.type_code == row->sensor.type_code)
            assert_true(before->place < row->place);
    }
    assert_int_equal(page.rows.count, page.state.sensors + 2);
    assert_int_equal(page.state.read, page.state.sensors);
    page_close(&page);
}

/* One request a sensor that is asked, and 6; C0h for ever costs one, and no time. */
static void test_requests(void **state)
{
    static const char *const setups[] = {NULL, "sensor:code=c0", "sensor:code=ff",
                                         "set sensors-short=yes", "sensor:code=c3"};

    (void)state;
    for (size_t i = 0; i < COUNT(setups); i++) {
        unsigned asked = 0;
        struct page page;
        int64_t before;

        page_open(&page, setups[i]);
        for (size_t row = 0; row < page.rows.count; row++) {
            const struct health_row *one = list_row(&page.rows, row);

            asked += one->kind == HEALTH_SENSOR && !one->sensor.event_only &&
                     one->sensor.owner == SDR_OWNER_BMC;
        }
        assert_uint_in_range(asked, 25, 30);
        assert_uint_in_range(page.requests, asked, asked + 6);
        before = page.rig.now;
        read_again(&page);
        assert_true(page.rig.now - before < 1000);
        page_close(&page);
    }
}

static void test_words(void **state)
{
    static const struct {
        const char *name, *value, *reason;
        enum health_rank rank;
    } rows[] = {
        {"FAN4", "400 RPM", "at or below lower critical 500", HEALTH_CRITICAL},
        {"Drive 1", "", "Drive Presence, Drive Fault", HEALTH_CRITICAL},
        {"FAN1", NULL, "500 and up", HEALTH_WELL},
        {"CPU1 Temp", NULL, "2 to 90", HEALTH_WELL},
        {"Outlet Temp", NULL, "up to 80", HEALTH_WELL},
        {"DIMMB1 Temp", "", "not answered", HEALTH_NOT_READ},
        {"FAN5", "", "no reading", HEALTH_NOT_READ},
        {"Watchdog", "", "scanning off", HEALTH_NOT_READ},
        {"ME Power", "", "another controller's", HEALTH_NOT_READ},
        {"Memory", "", "only sends events", HEALTH_NOT_READ},
        {"PS1 Status", "", "Presence detected", HEALTH_WELL},
        {"Airflow", "", "", HEALTH_WELL},
    };
    char text[COLUMN_TEXT];
    struct page page;

    (void)state;
    page_open(&page, NULL);
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct health_row *row = row_of(&page, rows[i].name);

        assert_non_null(row);
        assert_int_equal(row->rank, rows[i].rank);
        assert_string_equal(health_reason(row, true, text), rows[i].reason);
        if (rows[i].value != NULL)
            assert_string_equal(health_value(row, text), rows[i].value);
    }
    health_headline(&page.state, 0, text);
    assert_string_equal(text,
                        "On; faults: drive, fan. 31 sensors: 2 critical, 22 well, 7 not read");
    page_close(&page);
}

/* Limits that were set from here are asked for: the record's are not those in force. */
static void test_limits_that_were_set(void **state)
{
    struct sdr_sensor sensor;
    struct bmc_error error;
    char text[COLUMN_TEXT];
    struct page page;
    struct sdr *sdr;

    (void)state;
    page_open(&page, NULL);
    assert_int_equal(sdr_load(page.rig.bmc, false, &sdr, &error), 0);
    assert_true(sdr_find(sdr, SDR_OWNER_BMC, 0, DEMO_FAN1, &sensor));
    assert_int_equal(bmc_set_limits(page.rig.bmc, &sensor, 1 << LIMIT_LCR,
                                    (const uint8_t[SDR_LIMITS]){[LIMIT_LCR] = 2}, &error),
                     0);
    sdr_free(sdr);
    read_again(&page);
    assert_string_equal(health_reason(row_of(&page, "FAN1"), true, text), "200 and up");
    assert_string_equal(health_reason(row_of(&page, "FAN2"), true, text), "500 and up");
    page_close(&page);
}

/* Of sensors that are beyond a limit it is said which it is now. */
static void test_limits_beyond(void **state)
{
    char text[COLUMN_TEXT];
    struct page page;

    (void)state;
    page_open(&page, NULL);
    for (unsigned i = 0; i < DEMO_MACHINE_SENSORS; i++)
        if (demo_machine_sensor(i)->number == DEMO_FAN4)
            demo_state(page.rig.demo)->sensors[i].limits[LIMIT_LCR] = 6;
    read_again(&page);
    assert_string_equal(health_reason(row_of(&page, "FAN4"), true, text),
                        "at or below lower critical 600");
    page_close(&page);
}

/* Without records there are no sensors, and it is said why. */
static void test_no_records(void **state)
{
    static const char *const setups[] = {"sdr-get:code=c1", "sdr-info:code=c1; sdr-get:code=c1"};

    (void)state;
    for (size_t i = 0; i < COUNT(setups); i++) {
        struct page page;

        page_open(&page, setups[i]);
        assert_int_equal(page.rows.count, 2);
        assert_true(page.state.complete && page.state.sensors == 0);
        assert_memory_equal(page.state.note, "The sensor records are not complete: ", 37);
        page_close(&page);
    }
}

static void test_draw_and_watchdog(void **state)
{
    static const struct {
        const char *setup, *draw, *watchdog; /* how they begin */
    } rows[] = {
        {NULL, "average ", ""},
        {"dcmi-power:code=c1", "not available", ""},
        {"watchdog-get:code=c1", "average ", "not available"},
        {"dcmi-power:short", "not read: ", ""},
        {"dcmi-power:code=c0", "not read: ", ""},
        {"watchdog-get:short=2", "average ", "not read: "},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[COLUMN_TEXT];
        struct page page;

        page_open(&page, rows[i].setup);
        health_reason(row_of_kind(&page, HEALTH_POWER_DRAW), true, text);
        assert_memory_equal(text, rows[i].draw, strlen(rows[i].draw));
        health_reason(row_of_kind(&page, HEALTH_WATCHDOG), true, text);
        assert_memory_equal(text, rows[i].watchdog, strlen(rows[i].watchdog));
        page_close(&page);
    }
}

static void test_watchdog_stops_as_it_was(void **state)
{
    struct watchdog watchdog;
    struct demo_watchdog *held, before;
    struct bmc_error error;
    struct rig rig;

    (void)state;
    rig_connect(&rig, NULL);
    held = &demo_state(rig.demo)->watchdog;
    *held = (struct demo_watchdog){.use = 0x80 | 3,
                                   .action = 0x21,
                                   .before = 7,
                                   .expired = 0x10,
                                   .initial = {0x70, 0x17},
                                   .ready = true,
                                   .due_ms = rig.now + 500000};
    before = *held;
    assert_int_equal(bmc_get_watchdog(rig.bmc, &watchdog, &error), 0);
    assert_true(watchdog.running && watchdog.use == 3 && watchdog.action == 1);
    assert_int_equal(bmc_stop_watchdog(rig.bmc, &watchdog, &error), 0);
    assert_int_equal(held->due_ms, -1);
    before.due_ms = -1;
    assert_memory_equal(held, &before, sizeof before);
    rig_close(&rig);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_requests),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_limits_that_were_set),
        cmocka_unit_test(test_limits_beyond),
        cmocka_unit_test(test_no_records),
        cmocka_unit_test(test_draw_and_watchdog),
        cmocka_unit_test(test_watchdog_stops_as_it_was),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
