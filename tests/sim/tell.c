/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tell events|sensors|fru [HOST:PORT USER PASSWORD]: what the BMC behind this machine's driver, or
 * the one over LAN, holds, in the words of ipmi-sel, ipmi-sensors and ipmi-fru. For texts.sh.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/secret.h"
#include "bmc/bmc.h"
#include "bmc/event.h"
#include "bmc/sdr.h"
#include "bmc/sel.h"

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
    static const char *const states[] = {"Nominal", "Warning", "Critical", "N/A"};
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

/* --- sensors ---------------------------------------------------------------------------- */

static int tell_sensors(struct bmc *bmc)
{
    struct bmc_error error = {0};
    struct sdr_sensor sensor;
    struct sdr *sdr;

    if (sdr_load(bmc, false, &sdr, &error) != 0)
        return fail(&error);
    for (size_t i = 0; sdr_sensor(sdr, i, &sensor); i++) {
        if (!sensor.event_only)
            printf("%u|%s|%s|%s\n", sensor.record_id, sensor.name, sensor.type,
                   sensor.unit[0] != '\0' ? sensor.unit : "N/A");
    }
    sdr_free(sdr);
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
    } words[] = {{"events", tell_events}, {"sensors", tell_sensors}};
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
