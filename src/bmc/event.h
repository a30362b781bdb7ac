/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One record of the event log as text and numbers (32), which libfreeipmi makes of its bytes, with
 * the sensor's name and units from the SDR. A plain value without pointers; every byte of its texts
 * is printable (20h to 7Eh), and they are English in every language. Nothing is sent.
 */
#ifndef BMCTUI_BMC_EVENT_H
#define BMCTUI_BMC_EVENT_H

#include "bmc/sel.h"

/* From the table that FreeIPMI's own tools go by: /etc/freeipmi/freeipmi_interpret_sel.conf where
 * that can be read, else libfreeipmi's. */
enum event_severity { EVENT_NOMINAL, EVENT_WARNING, EVENT_CRITICAL, EVENT_UNKNOWN };
/* ENDS: the event went away (deassertion). NONE: a record that has no such thing. */
enum event_direction { EVENT_BEGINS, EVENT_ENDS, EVENT_NO_DIRECTION };

#define EVENT_NAME 48
#define EVENT_TYPE 32
#define EVENT_TEXT 96
#define EVENT_UNIT 24
#define EVENT_LINE 400

/* Time stamps below this count from the BMC's start (37.1). */
#define EVENT_TIME_SINCE_START 0x20000000
#define EVENT_TIME_NONE 0xffffffff

struct event {
    uint16_t id;
    uint8_t bytes[SEL_RECORD];
    uint32_t timestamp; /* as the record has it; EVENT_TIME_NONE: none */
    enum event_severity severity;
    enum event_direction direction;
    uint8_t record_type;
    bool sensor;                /* a sensor said it: the next three are valid */
    uint8_t owner, lun, number; /* owner as in the record, 20h: the BMC */
    bool has_reading, has_limit;
    double reading, limit;
    char name[EVENT_NAME]; /* of the sensor; "Fan #16", "OEM record E0" */
    char type[EVENT_TYPE]; /* of the sensor; "" none */
    char text[EVENT_TEXT]; /* "Lower Critical - going low", without what is said further; an OEM
                            * record's bytes in hex */
    char unit[EVENT_UNIT]; /* of both numbers: "RPM"; "" none */
};

struct sdr;

/* sdr: may be NULL. On the worker's thread. */
void event_describe(struct event *event, const struct sel_record *record, const struct sdr *sdr);

/* What a list shows: "Lower Critical: 200 RPM, limit 500". Returns line. */
const char *event_short(const struct event *event, char line[EVENT_LINE]);
/* All that is said, but for the numbers: "Hard Reset ; Interrupt type = none". Any thread. Returns
 * line. */
const char *event_text(const struct event *event, char line[EVENT_LINE]);
/* As `ipmi-sel` prints it: "Lower Critical - going low ; Sensor Reading = 200.00 RPM ; Threshold =
 * 500.00 RPM". Any thread. Returns line. */
const char *event_long(const struct event *event, char line[EVENT_LINE]);
/* A number without needless noughts: "200", "3.31". Returns text. */
const char *event_number(double number, char text[32]);

#endif
