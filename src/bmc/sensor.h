/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What one sensor says now: Get Sensor Reading (35.14), asked once. State and texts come from its
 * bits by libfreeipmi's tables, or the administrator's freeipmi_interpret_sensor.conf; bits that it
 * does not know are ignored, and no bits are never bad. On the worker's thread.
 */
#ifndef BMCTUI_BMC_SENSOR_H
#define BMCTUI_BMC_SENSOR_H

#include "bmc/event.h"
#include "bmc/sdr.h"

#define SENSOR_TEXTS 4
#define SENSOR_TEXT  64
#define SENSOR_LINE  (SENSOR_TEXTS * (SENSOR_TEXT + 2) + SDR_UNIT + 32)

/* Why there is no reading. */
enum sensor_why {
    SENSOR_READ,
    SENSOR_NO_READING, /* it has none, or says that it is not there */
    SENSOR_NO_SCANNING,
    SENSOR_NO_ANSWER,
    SENSOR_ANOTHERS /* it is another controller's: not asked */
};

/* All but why is 0 unless why is SENSOR_READ. */
struct sensor_reading {
    enum sensor_why why;
    enum event_severity state; /* EVENT_UNKNOWN: it does not tell */
    bool has_value, has_bits;
    uint8_t code; /* of SENSOR_NO_ANSWER: the completion code, 0: none came */
    uint8_t raw;
    uint16_t bits;
    double value;
    size_t texts;
    char text[SENSOR_TEXTS][SENSOR_TEXT]; /* of its bits, English, printable */
};

/* Not asked: event-only records, and sensors of other controllers. -1: the link failed. */
int bmc_read_sensor(struct bmc *bmc, const struct sdr *sdr, const struct sdr_sensor *sensor,
                    struct sensor_reading *reading, struct bmc_error *error);

/* "no reading", translated; "" for SENSOR_READ. */
const char *sensor_why_text(enum sensor_why why);
/* The same in English, for JSON and files. */
const char *sensor_why_word(enum sensor_why why);
/* Value and texts: "30.50 C, At or Above (>=) Upper Critical Threshold"; "": neither. Returns
 * line. */
const char *sensor_line(const struct sdr_sensor *sensor, const struct sensor_reading *reading,
                        char line[SENSOR_LINE]);

#endif
