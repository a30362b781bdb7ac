/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Events as values: what a record says, when that was by which clock, and which ones somebody wants
 * to see.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bmc_rig.h"
#include "core/event_filter.h"
#include "core/event_words.h"
#include "unit/records.h"

/* 2026-07-11 13:18:03 UTC, summer time in Berlin. */
#define NOW 1783775883

static void zone(const char *name)
{
    setenv("TZ", name, 1);
    tzset();
}

/* --- the clock --------------------------------------------------------------------------- */

static void test_compared(void **state)
{
    static const struct {
        const char *zone;
        int64_t ahead; /* the BMC's clock, of UTC */
        const char *word, *sentence;
    } rows[] = {
        {"UTC0", 0, "utc", "BMC clock: right (UTC)"},
        {"UTC0", 120, "utc", "BMC clock: right (UTC)"},
        {"UTC0", -121, "off", "BMC clock: 2 min behind"},
        {"UTC0", -(3 * 3600 + 12 * 60), "off", "BMC clock: 3 h 12 min behind"},
        {"UTC0", 400 * 86400 + 3700, "off", "BMC clock: 400 d 1 h ahead"},
        {"CET-1CEST,M3.5.0,M10.5.0/3", 0, "utc", "BMC clock: right (UTC)"},
        {"CET-1CEST,M3.5.0,M10.5.0/3", 7200 - 100, "local", "BMC clock: right (local time)"},
        {"CET-1CEST,M3.5.0,M10.5.0/3", 3600, "off", "BMC clock: 1 h 0 min ahead"},
        {"CET-1CEST,M3.5.0,M10.5.0/3", 7200 + 600, "off", "BMC clock: 10 min ahead"},
        {"EST5", -5 * 3600, "local", "BMC clock: right (local time)"},
        {"UTC0", 90 - NOW, "off", "BMC clock: not set"},
    };
    struct event_clock clock;
    char text[80];

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        zone(rows[i].zone);
        event_clock_compare(&clock, true, (uint32_t)(NOW + rows[i].ahead), NOW);
        assert_string_equal(event_clock_word(&clock), rows[i].word);
        assert_string_equal(event_clock_sentence(&clock, text, sizeof text), rows[i].sentence);
    }
    event_clock_compare(&clock, false, 0, NOW);
    assert_string_equal(event_clock_word(&clock), "unknown");
    event_clock_compare(&clock, true, EVENT_TIME_NONE, NOW);
    assert_string_equal(event_clock_word(&clock), "unknown");
}

/* The same moment, by a BMC that keeps UTC, local time, or neither. */
static void test_shown(void **state)
{
    static const struct {
        int64_t clock, stamp;
        const char *in_a_list, *in_full, *rfc;
    } rows[] = {
        {0, 0, "Jul 11 15:18", "2026-07-11 15:18:03", "2026-07-11T15:18:03+02:00"},
        {7200, 7200, "Jul 11 15:18", "2026-07-11 15:18:03", "2026-07-11T15:18:03+02:00"},
        {-1000, 0, "Jul 11 13:18", "2026-07-11 13:18:03", "2026-07-11T13:18:03"},
        {0, -200 * 86400, "2025-12-23 14:18", "2025-12-23 14:18:03", "2025-12-23T14:18:03+01:00"},
        {0, 60 - NOW, "BMC start+60s", "BMC start+60s", NULL},
        {0, (int64_t)EVENT_TIME_NONE - NOW, "-", "-", NULL},
    };

    (void)state;
    zone("CET-1CEST,M3.5.0,M10.5.0/3");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t stamp = (uint32_t)(NOW + rows[i].stamp);
        struct event_clock clock;
        char text[EVENT_STAMP];
        const char *rfc;

        event_clock_compare(&clock, true, (uint32_t)(NOW + rows[i].clock), NOW);
        assert_string_equal(event_clock_short(&clock, stamp, NOW, text), rows[i].in_a_list);
        assert_string_equal(event_clock_long(&clock, stamp, text), rows[i].in_full);
        rfc = event_clock_rfc(&clock, stamp, text);
        assert_int_equal(rfc == NULL, rows[i].rfc == NULL);
        if (rfc != NULL)
            assert_string_equal(rfc, rows[i].rfc);
    }
}

static void test_instant(void **state)
{
    static const int64_t ahead[] = {0, 7200, -100000, 12345, 7200 + 900};

    (void)state;
    zone("CET-1CEST,M3.5.0,M10.5.0/3");
    for (size_t i = 0; i < sizeof ahead / sizeof *ahead; i++) {
        struct event_clock clock;
        int64_t instant;

        event_clock_compare(&clock, true, (uint32_t)(NOW + ahead[i]), NOW);
        assert_true(event_clock_instant(&clock, (uint32_t)(NOW + ahead[i] - 50), &instant));
        assert_int_equal(instant, NOW - 50);
        assert_false(event_clock_instant(&clock, 60, &instant));
        assert_false(event_clock_instant(&clock, EVENT_TIME_NONE, &instant));
    }
}

static void test_typed(void **state)
{
    static const struct {
        const char *text;
        int64_t instant; /* -1: no */
    } rows[] = {
        {"3d", NOW - 3 * 86400}, {"12h", NOW - 12 * 3600}, {"90m", NOW - 5400}, {"0d", NOW},
        {"2026-07-11T13:18:03Z", NOW}, {"2026-07-11T15:18:03+02:00", NOW},
        {"2026-07-11t13:18:03.5z", NOW}, {"2026-07-11 15:18:03", NOW},
        {"2026-07-11T15:18", NOW - 3}, {"2026-07-11", NOW - 3 - 15 * 3600 - 18 * 60},
        {"2026-07-11T08:48:03-04:30", NOW}, {"2024-02-29T00:00:00Z", 1709164800},
        {"", -1}, {"yesterday", -1}, {"3", -1}, {"d", -1}, {"3w", -1}, {"3dd", -1}, {"-3d", -1},
        {"99999999d", -1}, {"2026", -1}, {"2026-", -1}, {"2026-07", -1}, {"2026-07-", -1},
        {"2026-13-01", -1}, {"2026-02-29", -1}, {"2026-07-32", -1}, {"2026-07-11T", -1},
        {"2026-07-11T25:00", -1}, {"2026-07-11T15", -1}, {"2026-07-11T15:18:03+", -1},
        {"2026-07-11T15:18:03+0200", -1}, {"2026-07-11x", -1}, {"1969-01-01", -1},
        {"2026-07-11T15:18:03Z ", -1}, {"2026-07-11T15:18:03*02:00", -1},
    };

    (void)state;
    zone("CET-1CEST,M3.5.0,M10.5.0/3");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t instant = 0;
        bool good = event_clock_parse(rows[i].text, NOW, &instant);

        if (good != (rows[i].instant >= 0) || (good && instant != rows[i].instant))
            fail_msg("\"%s\": %d %lld", rows[i].text, good, (long long)instant);
    }
}

/* --- what a record says ------------------------------------------------------------------ */

static struct event describe_with(const char *hex, const struct sdr *sdr)
{
    struct sel_record record = {.next = SEL_LAST};
    struct event event;

    for (size_t i = 0; i < SEL_RECORD; i++) {
        unsigned byte;

        assert_int_equal(sscanf(hex + 2 * i, "%2x", &byte), 1);
        record.bytes[i] = (uint8_t)byte;
    }
    record.id = (uint16_t)(record.bytes[0] | record.bytes[1] << 8);
    event_describe(&event, &record, sdr);
    return event;
}

static struct event describe(const char *hex)
{
    return describe_with(hex, NULL);
}

static void test_records(void **state)
{
    static const struct {
        const char *hex, *name, *type, *text;
        enum event_severity severity;
        enum event_direction direction;
    } rows[] = {
        {"2301020b48516a2000040c016f0014ff", "Memory #1", "Memory", "Correctable memory error",
         EVENT_WARNING, EVENT_BEGINS},
        {"2301020b48516a20000408306f01ffff", "Power Supply #48", "Power Supply",
         "Power Supply Failure detected", EVENT_CRITICAL, EVENT_BEGINS},
        {"2301020b48516a2000040830ef01ffff", "Power Supply #48", "Power Supply",
         "Power Supply Failure detected", EVENT_CRITICAL, EVENT_ENDS},
        {"2301020b48516a200004044401520032", "Fan #68", "Fan", "Lower Critical - going low",
         EVENT_CRITICAL, EVENT_BEGINS},
        {"0200e0000102030405060708090a0b0c", "OEM record E0", "", "000102030405060708090a0b0c",
         EVENT_UNKNOWN, EVENT_NO_DIRECTION},
        {"0200c10b48516ad75a00010203040506", "OEM record C1", "", "010203040506", EVENT_UNKNOWN,
         EVENT_NO_DIRECTION},
        {"020003000102030405060708090a0b0c", "Record type 03", "", "000102030405060708090a0b0c",
         EVENT_UNKNOWN, EVENT_NO_DIRECTION},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct event event = describe(rows[i].hex);

        print_message("%s: %s, %s, %s, %d %d\n", rows[i].hex, event.name, event.type, event.text,
                      (int)event.severity, (int)event.direction);
        assert_string_equal(event.name, rows[i].name);
        assert_string_equal(event.type, rows[i].type);
        if (strncmp(event.text, rows[i].text, strlen(rows[i].text)) != 0)
            fail_msg("%s", event.text);
        assert_int_equal(event.severity, rows[i].severity);
        assert_int_equal(event.direction, rows[i].direction);
    }
    assert_int_equal(describe(rows[0].hex).id, 0x123);
    assert_int_equal(describe(rows[0].hex).timestamp, 0x6a51480b);
    assert_true(sizeof(struct event) <= 300);
}

/* The sensor's name, its unit and numbers come from its record; whatever the BMC calls it. */
static void test_named(void **state)
{
    struct bmc_rig *rig = *state;
    struct records *records = records_put(rig->bmc);
    struct sdr_sensor sensor;
    struct event event;
    char line[EVENT_LINE];
    double value;
    struct sdr *sdr;

    records_add_full(records, 0x44, "FAN\033[2J4");
    records_add_compact(records, 0x08, "Drive", 1, 0, 0);
    assert_int_equal(sdr_load(rig->bmc, false, &sdr, NULL), 0);
    assert_true(sdr_find(sdr, SDR_OWNER_BMC, 0, 0x44, &sensor));
    assert_true(sdr_decode(sdr, &sensor, 0x62, &value));
    event = describe_with("2301020b48516a200004014401596264", sdr);
    assert_string_equal(event.name, "FAN?[2J4");
    assert_string_equal(event.text, "Upper Critical - going high");
    assert_string_equal(event.unit, sensor.unit);
    assert_true(event.has_reading && event.has_limit);
    assert_true(event.reading == value);
    assert_non_null(strstr(event_long(&event, line), " ; Sensor Reading = "));
    /* The other way round than it should be, as some boards say who they are. */
    event = describe_with("2301020b48516a400004014401596264", sdr);
    assert_string_equal(event.name, "FAN?[2J4");
    /* Other data than numbers is told, and not taken for them. */
    event = describe_with("2301020b48516a200004014401a96264", sdr);
    assert_false(event.has_reading || event.has_limit);
    assert_non_null(strstr(event_long(&event, line), "OEM Event Data2 code = 62h"));
    event = describe_with("2301020b48516a200004044401016264", sdr);
    assert_false(event.has_reading || event.has_limit);
    event = describe_with("2301020b48516a2000040d086f01ffff", sdr);
    assert_string_equal(event.name, "Drive");
    assert_false(event.has_reading || event.has_limit);
    event = describe_with("2301020b48516a200004044501596264", sdr);
    assert_string_equal(event.name, "Fan #69");
    sdr_free(sdr);
}

static void test_cleared_words(void **state)
{
    static const struct {
        struct event_clear_result result;
        const char *text;
    } rows[] = {
        {{.outcome = EVENT_CLEARED, .saved = 300, .left = 1},
         "CLEARED. 300 saved, 1 new (the clearing itself)."},
        {{.outcome = EVENT_CLEARED, .saved = 300}, "CLEARED. 300 saved."},
        {{.outcome = EVENT_CLEARED, .left = 3}, "CLEARED. Nothing was saved, 3 new."},
        {{.outcome = EVENT_CLEARED}, "CLEARED. Nothing was saved."},
        {{.outcome = EVENT_NOT_CLEARED, .error.sentence = "it says no"},
         "NOT CLEARED: it says no."},
    };
    char text[400];

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(event_clear_text(&rows[i].result, text, sizeof text), rows[i].text);
}

static bool all_printable(const char *text, size_t size)
{
    size_t length = strnlen(text, size);

    for (size_t i = 0; i < length; i++)
        if (text[i] < ' ' || text[i] > '~')
            return false;
    return length < size;
}

/* Whatever the bytes are. */
static void test_hostile(void **state)
{
    unsigned seed = 1;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct sel_record record;
        struct event event;
        char line[EVENT_LINE];

        for (size_t j = 0; j < SEL_RECORD; j++) {
            seed = seed * 1103515245 + 12345;
            record.bytes[j] = (uint8_t)(seed >> 16);
        }
        if (i % 2 == 0)
            record.bytes[2] = 2;
        if (i % 4 == 0)
            record.bytes[12] = 1;
        event_describe(&event, &record, NULL);
        event.has_reading = event.has_limit = i % 4 == 0;
        event.reading = (double)seed * 1e9;
        event.limit = -1.0 / seed;
        assert_true(all_printable(event.name, sizeof event.name));
        assert_true(all_printable(event.type, sizeof event.type));
        assert_true(all_printable(event.text, sizeof event.text));
        assert_true(all_printable(event_short(&event, line), sizeof line));
        assert_true(all_printable(event_long(&event, line), sizeof line));
    }
}

static void test_lines(void **state)
{
    struct event event = {.sensor = true, .has_reading = true, .has_limit = true, .reading = 200, .limit = 500.5,
                          .text = "Lower Critical - going low", .unit = "RPM", .record_type = 2};
    char line[EVENT_LINE];

    (void)state;
    assert_string_equal(event_short(&event, line), "Lower Critical: 200 RPM, limit 500.5");
    assert_string_equal(event_long(&event, line),
                        "Lower Critical - going low ; Sensor Reading = 200.00 RPM ; "
                        "Threshold = 500.50 RPM");
    event.has_reading = false;
    event.limit = -0.25;
    assert_string_equal(event_short(&event, line), "Lower Critical: limit -0.25");
}

static void test_filter(void **state)
{
    static const struct event event = {.severity = EVENT_WARNING, .timestamp = NOW - 100,
                                       .name = "P1-DIMMA1", .type = "Memory",
                                       .text = "Correctable memory error"};
    static const struct {
        struct event_filter filter;
        bool passes;
    } rows[] = {
        {{.least = EVENT_LEAST_ANY}, true},
        {{.least = EVENT_LEAST_WARNING}, true},
        {{.least = EVENT_LEAST_CRITICAL}, false},
        {{.match = "dimma"}, true},
        {{.match = "MEMORY ERR"}, true},
        {{.match = "fan"}, false},
        {{.has_since = true, .since = NOW - 101}, true},
        {{.has_since = true, .since = NOW - 99}, false},
        {{.has_since = true, .since = NOW - 101, .match = "fan"}, false},
    };
    struct event_clock clock;
    struct event undated = event, ended = event;

    (void)state;
    event_clock_compare(&clock, true, NOW, NOW);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(event_filter_passes(&rows[i].filter, &clock, &event), rows[i].passes);
        assert_int_equal(event_filter_is_set(&rows[i].filter), i != 0);
    }
    undated.timestamp = 60;
    assert_true(event_filter_passes(&rows[7].filter, &clock, &undated));
    ended.direction = EVENT_ENDS;
    assert_false(event_filter_passes(&rows[1].filter, &clock, &ended));
    assert_true(event_filter_passes(&rows[3].filter, &clock, &ended));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_compared), cmocka_unit_test(test_shown),
        cmocka_unit_test(test_instant),  cmocka_unit_test(test_typed),
        cmocka_unit_test(test_records),  cmocka_unit_test(test_cleared_words),
        cmocka_unit_test_setup_teardown(test_named, bmc_rig_setup, bmc_rig_teardown),
          cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_lines),    cmocka_unit_test(test_filter),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
