/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The believable machine of the demo BMC: constant tables, for the files of src/demo only. */
#ifndef BMCTUI_DEMO_DEMO_MACHINE_H
#define BMCTUI_DEMO_DEMO_MACHINE_H

#include <stdbool.h>
#include <stdint.h>

#include "demo/demo_state.h"

/* Sensors by number. */
enum {
    DEMO_CPU1_TEMP = 0x01,
    DEMO_CPU2_TEMP,
    DEMO_INLET_TEMP,
    DEMO_OUTLET_TEMP,
    DEMO_DIMMA1_TEMP,
    DEMO_DIMMB1_TEMP, /* an empty slot: always C0h */
    DEMO_12V = 0x10,
    DEMO_5V,
    DEMO_3V3,
    DEMO_VCPU,
    DEMO_VBAT,
    DEMO_FAN1 = 0x20,
    DEMO_FAN2,
    DEMO_FAN3,
    DEMO_FAN4, /* too slow */
    DEMO_FAN5, /* not installed: no reading */
    DEMO_PS1_POWER = 0x30,
    DEMO_PS2_POWER,
    DEMO_AIRFLOW, /* not linear */
    DEMO_PS1_STATUS = 0x40,
    DEMO_PS2_STATUS,
    DEMO_PS_REDUNDANCY,
    DEMO_DRIVE1, /* failed */
    DEMO_DRIVE2,
    DEMO_INTRUSION,
    DEMO_WATCHDOG,
    DEMO_ACPI_STATE,
    DEMO_EVENT_LOG = 0x50, /* these three only send events */
    DEMO_SYSTEM_EVENT,
    DEMO_MEMORY
};

/* Who reports an event: the first two bytes of its source. */
#define BMC  0x20, 0x00, 0x04
#define BIOS 0x01, 0x00, 0x04
#define SMS  0x41, 0x00, 0x04

#define DEMO_MACHINE_EVENTS 40
#define DEMO_EVENT_BOOT     1000000 /* from here on: seconds after the BMC started */

/* What a record of the event log holds. */
struct demo_event {
    int32_t minutes_ago;
    uint8_t type;
    uint8_t data[13]; /* after the time stamp, or, from type E0h on, in its place */
};

/* 0 is the oldest; behind the last the first comes again. */
const struct demo_event *demo_machine_event(unsigned number);

/* Kinds of records (43.1 to 43.3). */
enum demo_sensor_kind { DEMO_FULL = 1, DEMO_COMPACT = 2, DEMO_EVENT_ONLY = 3 };

#define DEMO_THRESHOLD 0x01 /* event/reading type */

struct demo_sensor {
    enum demo_sensor_kind kind;
    uint8_t number, type, code; /* code: event/reading type */
    const char *name;
    uint8_t entity[2]; /* and its instance */
    enum { DEMO_BMC, DEMO_BIOS, DEMO_OTHER_CONTROLLER } owner;
    enum { DEMO_NO_QUIRK, DEMO_ALWAYS_BUSY, DEMO_UNAVAILABLE, DEMO_NOT_SCANNED } quirk;
    bool powered; /* reads nothing while the machine is off */
    /* Thresholds. */
    uint8_t unit, m;
    int8_t exponent;
    uint8_t linear;         /* 0, or 70h: not linear */
    uint8_t reading, moves; /* moves: by how much */
    uint8_t limits[6], has; /* lnc lcr lnr unc ucr unr, and which, bit by bit */
    /* States. */
    uint16_t states, now, then; /* those it has; those that hold, of it and of the one beside it */
    uint8_t shared;             /* so many share the record */
};

#define DEMO_MACHINE_SENSORS DEMO_SENSORS
#define DEMO_MACHINE_LINEAR  5 /* the first are temperatures */

/* NULL: no more. */
const struct demo_sensor *demo_machine_sensor(unsigned index);

#endif
