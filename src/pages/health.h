/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page "Health": what the sensors say, the worst first, what the machine draws, its watchdog,
 * and what the chassis reports. A request a sensor, and 6 (PAGES 7).
 *
 *     health_read.c  asking all of it
 *     health_text.c  rows in words
 *     health.c       the page
 */
#ifndef BMCTUI_PAGES_HEALTH_H
#define BMCTUI_PAGES_HEALTH_H

#include "bmc/limits.h"
#include "bmc/sensor.h"
#include "bmc/watchdog.h"
#include "core/page_class.h"

extern const struct page_class page_health;

/* How urgent: the order of the rows. */
enum health_rank {
    HEALTH_CRITICAL,
    HEALTH_WARNING,
    HEALTH_UNKNOWN, /* it has a reading, whose meaning nobody tells */
    HEALTH_WELL,
    HEALTH_OTHER,   /* power draw and watchdog */
    HEALTH_NOT_READ,
    HEALTH_RANKS
};

enum health_kind { HEALTH_SENSOR, HEALTH_POWER_DRAW, HEALTH_WATCHDOG };

struct health_row {
    enum health_kind kind;
    enum health_rank rank;
    unsigned place; /* among those of the record's order */
    /* Of a sensor. */
    struct sdr_sensor sensor;
    struct sensor_reading reading;
    unsigned decimals;    /* that its value is shown with */
    struct limits limits; /* as in the record, but where the BMC was asked */
    /* Of the two others; kind ERROR_NONE: it was read. */
    struct value_fault why;
    bool absent; /* the BMC has no such thing */
    struct power_draw draw;
    struct watchdog watchdog;
};

/* Of the page. */
struct health_state {
    bool known; /* the chassis was read: */
    struct chassis_status chassis;
    size_t sensors, read; /* there are; told so far */
    bool complete;        /* all of them were told: count[] is right */
    size_t count[HEALTH_RANKS]; /* sensors */
    char note[ERROR_SENTENCE];  /* why there are fewer sensors than the BMC has, a sentence; "" */
};

/* --- reading: on the worker's thread --------------------------------------------------------- */

struct health_watch {
    void (*row)(void *data, const struct health_row *row);
    void (*state)(void *data, const struct health_state *state); /* it is other than it was */
    bool (*stopped)(void *data);                                 /* NULL: nobody stops it */
    void *data;
};

/* -1: the link failed, or reading was stopped. fresh: the records are read anew in any case. */
int health_read(struct bmc *bmc, bool fresh, struct health_state *state,
                const struct health_watch *watch, struct bmc_error *error);

/* --- words ----------------------------------------------------------------------------------- */

/* As rows are ordered. */
int health_order(const void *one, const void *other);
/* The same sensor, or both are power draw. */
bool health_same(const void *one, const void *other);
/* "critical warning nominal unknown not_read", as in JSON; "" of HEALTH_OTHER. */
const char *health_word(enum health_rank rank);
/* The same for people. */
const char *health_rank_text(enum health_rank rank);
/* "92 C": a value as it is shown; "": there is none. */
const char *health_value(const struct health_row *row, char text[COLUMN_TEXT]);
/* "at or above upper critical 90", "5 to 90", "no reading". english: untranslated. */
const char *health_reason(const struct health_row *row, bool english, char text[COLUMN_TEXT]);
/* "lnr 0, lcr 2, ...": what is known of its limits; "": nothing. */
const char *health_limits_text(const struct limits *limits, char text[COLUMN_TEXT]);
/* "lcr": the key of a limit on the command line and in JSON, by enum sdr_limit. */
extern const char *const health_limit_keys[SDR_LIMITS];
/* "On; faults: drive. 64 sensors: 3 critical, 48 well". */
void health_headline(const struct health_state *state, int level, char text[COLUMN_TEXT]);
/* "frb2 post os-load os oem", "none reset off cycle"; NULL: reserved. */
const char *health_watchdog_use(const struct watchdog *watchdog);
const char *health_watchdog_action(const struct watchdog *watchdog);
/* "runs (OS): reset in 287 s", "stopped". */
const char *health_watchdog_text(const struct watchdog *watchdog, char text[COLUMN_TEXT]);

#endif
