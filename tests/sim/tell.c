/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tell events|sensors|fru|clear [HOST:PORT USER PASSWORD]: what the BMC behind this machine's driver, or
 * the one over LAN, holds, in the words of ipmi-sel, ipmi-sensors and ipmi-fru. "clear" empties the event log,
 * and prints a line for each record that was saved before: its id and bytes. For texts.sh.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/secret.h"
#include "bmc/bmc.h"
#include "bmc/event.h"
#include "bmc/event_log.h"
#include "bmc/fru.h"
#include "bmc/sdr.h"
#include "bmc/sel.h"
#include "bmc/sensor.h"

/* enum event_severity */
static const char *const states[] = {"Nominal", "Warning", "Critical", "N/A"};

static int fail(const struct bmc_error *error)
{
    fprintf(stderr, "tell: %s\n", error->sentence);
    return 1;
}

/* --- events --------------------------------------------------------------------------- */

static const char *date_of(const struct event *event, char text[64])
{
    time_t at = event->timestamp;
    struct tm parts;

    if (event->record_type >= 0xe0)
        return "N/A|N/A";
    if (event->timestamp == EVENT_TIME_NONE)
        return "Unspec.|Unspec.";
    if (event->timestamp < EVENT_TIME_SINCE_START)
        return "PostInit|PostInit";
    gmtime_r(&at, &parts);
    strftime(text, 64, "%b-%d-%Y|%H:%M:%S", &parts);
    return text;
}

static void print_event(const struct event *event)
{
    static const char *const directions[] = {"Assertion Event", "Deassertion Event", "N/A"};
    char date[64], line[EVENT_LINE];

    printf("%u|%s|%s|%s|%s|%s|%s\n", event->id, date_of(event, date), event->name,
           event->type[0] != '\0' ? event->type : "N/A", states[event->severity],
           directions[event->direction], event_long(event, line));
}

static int tell_events(struct bmc *bmc)
{
    struct bmc_error error = {0};
    struct sel_record record = {.next = SEL_FIRST};
    struct event event;
    struct sdr *sdr;

    if (sdr_load(bmc, false, &sdr, &error) != 0)
        return fail(&error);
    do {
        if (bmc_get_sel_record(bmc, record.next, &record, &error) != 0)
            return fail(&error);
        event_describe(&event, &record, sdr);
        print_event(&event);
    } while (record.next != SEL_LAST);
    sdr_free(sdr);
    return 0;
}

/* --- clearing --------------------------------------------------------------------------- */

static int print_records(void *data, const struct event_log *log, size_t count,
                         struct bmc_error *error)
{
    (void)data;
    (void)error;
    while (count > 0) {
        const struct sel_record *record = event_log_record(log, --count);

        printf("%u ", record->id);
        for (size_t i = 0; i < SEL_RECORD; i++)
            printf("%02x", record->bytes[i]);
        putchar('\n');
    }
    return 0;
}

/* The last line: what came of it, how many were saved, how many are left. */
static int tell_clear(struct bmc *bmc)
{
    static const char *const outcomes[] = {"cleared", "kept coming", "not cleared", "unknown"};
    const struct event_clear clear = {.save = print_records};
    struct event_clear_result result = {0};
    struct bmc_error error = {0};
    struct event_log *log = event_log_create();
    int status = event_log_open(log, bmc, &error);

    if (status == 0) {
        event_log_clear(log, bmc, &clear, &result);
        printf("%s %u %u\n", outcomes[result.outcome], (unsigned)result.saved, result.left);
    }
    event_log_free(log);
    return status == 0 ? 0 : fail(&error);
}

/* --- sensors ---------------------------------------------------------------------------- */

static void print_sensor(const struct sdr_sensor *sensor, const struct sensor_reading *reading)
{
    printf("%u|%s|%s|%s|", sensor->record_id, sensor->name, sensor->type, states[reading->state]);
    if (reading->has_value)
        printf("%.2f|%s|", reading->value, sensor->unit);
    else
        printf("N/A|%s|", sensor->unit[0] != '\0' ? sensor->unit : "N/A");
    for (size_t i = 0; i < reading->texts; i++)
        printf("%s'%s'", i > 0 ? " " : "", reading->text[i]);
    puts(reading->why != SENSOR_READ ? "N/A" : reading->texts == 0 ? "'OK'" : "");
}

static int tell_sensors(struct bmc *bmc)
{
    struct bmc_error error = {0};
    struct sdr_sensor sensor;
    struct sensor_reading reading;
    struct sdr *sdr;

    if (sdr_load(bmc, false, &sdr, &error) != 0)
        return fail(&error);
    for (size_t i = 0; sdr_sensor(sdr, i, &sensor); i++) {
        if (sensor.event_only)
            continue;
        if (bmc_read_sensor(bmc, sdr, &sensor, &reading, &error) != 0)
            return fail(&error);
        print_sensor(&sensor, &reading);
    }
    sdr_free(sdr);
    return 0;
}

/* --- FRU -------------------------------------------------------------------------------- */

static int tell_fru(struct bmc *bmc)
{
    static const char *const areas[] = {"Chassis", "Board", "Product"};
    static const char *const whats[] = {"Manufacturer", "Name",    "Serial Number",
                                        "Part",         "Version", "Asset Tag",
                                        "FRU File ID",  "Made",    "Custom Info"};
    struct bmc_error error = {0};
    struct fru fru;

    if (bmc_read_fru(bmc, &fru, &error) != 0)
        return fail(&error);
    for (size_t i = 0; i < fru.count; i++)
        printf("FRU %s %s: %s\n", areas[fru.field[i].area], whats[fru.field[i].what],
               fru.field[i].text);
    return 0;
}

/* --- the link --------------------------------------------------------------------------- */

static struct bmc *open_link(char **argv, struct secret *password, struct bmc_error *error)
{
    struct bmc_target target = {.driver = BMC_DRIVER_OPENIPMI, .cipher_suite = 3};
    struct bmc *bmc;

    if (argv[2] != NULL) {
        target.driver = BMC_DRIVER_LAN_2_0;
        target.hostname = argv[2];
        target.username = argv[3];
        secret_set(password, argv[4], strlen(argv[4]));
        target.password = password;
        bmc_workaround_parse("opensesspriv", target.driver, &target.workaround_flags);
    }
    bmc = bmc_create(&target, clock_monotonic());
    if (bmc_open(bmc, error) == 0)
        return bmc;
    bmc_destroy(bmc);
    return NULL;
}

int main(int argc, char **argv)
{
    static const struct {
        const char *word;
        int (*tell)(struct bmc *);
    } words[] = {{"events", tell_events},
                 {"sensors", tell_sensors},
                 {"fru", tell_fru},
                 {"clear", tell_clear}};
    struct bmc_error error = {0};
    struct secret *password = secret_create();
    struct bmc *bmc = argc == 2 || argc == 5 ? open_link(argv, password, &error) : NULL;
    int status = 2;

    if (bmc == NULL)
        return fail(&error);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(argv[1], words[i].word) == 0)
            status = words[i].tell(bmc);
    }
    bmc_destroy(bmc);
    secret_free(&password);
    return status;
}
