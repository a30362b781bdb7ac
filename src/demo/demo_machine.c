/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the demo machine has been through: forty events of many kinds (tables 32-1, 42-1 to 42-3),
 * oldest first. Two of them still stand: fan 4 is slow, and drive 1 has failed.
 */
#include "demo/demo_machine.h"

#include "demo/demo_internal.h"

/* So many days ago, at some time of the day. */
#define DAYS(N) ((N)*1440 + (N)*383 % 700)
#define ENDS    0x80 /* the event goes away */
#define LIMIT   0x01 /* thresholds */
#define STATE   0x6F /* the sensor's own */
#define REDUND  0x0B
/* Bytes 2 and 3 are the reading and the limit, or say more. */
#define WITH_LIMIT 0x50
#define EXTRA_2    0xC0
#define EXTRA_2_3  0xA0

static const struct demo_event events[] = {
    /* The clock was not set yet: seconds since the BMC started. */
    {DEMO_EVENT_BOOT + 6, 0x02, {BMC, 0x10, DEMO_EVENT_LOG, STATE, 0x02, 0xFF, 0xFF}},
    {DEMO_EVENT_BOOT + 9, 0x02, {BMC, 0x08, DEMO_PS1_STATUS, STATE, 0x00, 0xFF, 0xFF}},
    {DEMO_EVENT_BOOT + 9, 0x02, {BMC, 0x08, DEMO_PS2_STATUS, STATE, 0x00, 0xFF, 0xFF}},
    {DEMO_EVENT_BOOT + 41, 0x02, {BIOS, 0x12, DEMO_SYSTEM_EVENT, STATE, EXTRA_2 | 5, 0x00, 0xFF}},
    {DAYS(61), 0x02, {BIOS, 0x12, DEMO_SYSTEM_EVENT, STATE, EXTRA_2 | 5, 0x80, 0xFF}},
    {DAYS(61) - 1, 0x02, {BIOS, 0x0F, 0x00, STATE, EXTRA_2 | 2, 0x13, 0xFF}},
    {DAYS(61) - 3, 0x02, {SMS, 0x1F, 0x00, STATE, 0x01, 0xFF, 0xFF}},
    {DAYS(58), 0x02, {BMC, 0x05, DEMO_INTRUSION, STATE, 0x00, 0xFF, 0xFF}},
    {DAYS(58) - 14, 0x02, {BMC, 0x05, DEMO_INTRUSION, STATE | ENDS, 0x00, 0xFF, 0xFF}},
    {DAYS(58) - 15, 0xC0, {0x7C, 0x2A, 0x00, 0x01, 0x02, 0x03, 0x1B, 0x5B, 0x41}},
    {DAYS(52), 0x02, {BIOS, 0x0C, DEMO_MEMORY, STATE, EXTRA_2_3, 0x00, 0x11}},
    {DAYS(47), 0x02, {BMC, 0x01, DEMO_INLET_TEMP, LIMIT, WITH_LIMIT | 7, 0x2B, 0x2A}},
    {DAYS(47) - 95, 0x02, {BMC, 0x01, DEMO_INLET_TEMP, LIMIT | ENDS, WITH_LIMIT | 7, 0x27, 0x2A}},
    {DAYS(44), 0x02, {BIOS, 0x13, 0x00, STATE, EXTRA_2_3 | 7, 0x00, 0x18}},
    {DAYS(40), 0x02, {BIOS, 0x0C, DEMO_MEMORY, STATE, EXTRA_2_3, 0x00, 0x11}},
    {DAYS(36), 0x02, {BMC, 0x02, DEMO_VBAT, LIMIT, WITH_LIMIT | 0, 0xA8, 0xA9}},
    {DAYS(36) - 30, 0x02, {BMC, 0x02, DEMO_VBAT, LIMIT | ENDS, WITH_LIMIT | 0, 0xBB, 0xA9}},
    {DAYS(33), 0xE0, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}},
    {DAYS(30), 0x02, {BMC, 0x14, 0x5B, STATE, 0x00, 0xFF, 0xFF}},
    {DAYS(30) - 2, 0x02, {SMS, 0x20, 0x00, STATE, 0x03, 0xFF, 0xFF}},
    {DAYS(30) - 3, 0x02, {BMC, 0x22, DEMO_ACPI_STATE, STATE, 0x06, 0xFF, 0xFF}},
    {DAYS(30) - 40, 0x02, {BMC, 0x22, DEMO_ACPI_STATE, STATE, 0x00, 0xFF, 0xFF}},
    {DAYS(30) - 41, 0x02, {BIOS, 0x0F, 0x00, STATE, EXTRA_2 | 0, 0x03, 0xFF}},
    {DAYS(30) - 43, 0x02, {SMS, 0x1F, 0x00, STATE, 0x01, 0xFF, 0xFF}},
    {DAYS(25), 0x02, {BMC, 0x01, 0xE7, LIMIT, WITH_LIMIT | 9, 0x60, 0x5F}},
    {DAYS(21), 0x02, {BMC, 0x01, DEMO_CPU1_TEMP, LIMIT, WITH_LIMIT | 7, 0x56, 0x55}},
    {DAYS(21) - 4, 0x02, {BMC, 0x01, DEMO_CPU1_TEMP, LIMIT, WITH_LIMIT | 9, 0x5C, 0x5A}},
    {DAYS(21) - 9, 0x02, {BMC, 0x01, DEMO_CPU1_TEMP, LIMIT | ENDS, WITH_LIMIT | 9, 0x58, 0x5A}},
    {DAYS(21) - 12, 0x02, {BMC, 0x01, DEMO_CPU1_TEMP, LIMIT | ENDS, WITH_LIMIT | 7, 0x51, 0x55}},
    {DAYS(16), 0x02, {BMC, 0x23, DEMO_WATCHDOG, STATE, EXTRA_2 | 1, 0x04, 0xFF}},
    {DAYS(12), 0x02, {BMC, 0x08, DEMO_PS2_STATUS, STATE, 0x01, 0xFF, 0xFF}},
    {DAYS(12), 0x02, {BMC, 0x08, DEMO_PS_REDUNDANCY, REDUND, 0x01, 0xFF, 0xFF}},
    {DAYS(11), 0x02, {BMC, 0x08, DEMO_PS2_STATUS, STATE | ENDS, 0x01, 0xFF, 0xFF}},
    {DAYS(11), 0x02, {BMC, 0x08, DEMO_PS_REDUNDANCY, REDUND, 0x00, 0xFF, 0xFF}},
    {DAYS(7), 0x02, {BIOS, 0x0C, DEMO_MEMORY, STATE, EXTRA_2_3 | 5, 0x00, 0x11}},
    {DAYS(5), 0x02, {BMC, 0x04, DEMO_FAN4, LIMIT, WITH_LIMIT | 0, 0x06, 0x07}},
    {DAYS(3), 0x02, {BMC, 0x04, DEMO_FAN4, LIMIT, WITH_LIMIT | 2, 0x04, 0x05}},
    {DAYS(2), 0xC1, {0x7C, 0x2A, 0x00, 0x80, 0x00, 0xFF, 0x00, 0x10, 0x20}},
    {26 * 60, 0x02, {BIOS, 0x12, DEMO_SYSTEM_EVENT, STATE, EXTRA_2 | 5, 0x00, 0xFF}},
    {95, 0x02, {BMC, 0x0D, DEMO_DRIVE1, STATE, 0x01, 0xFF, 0xFF}},
};

const struct demo_event *demo_machine_event(unsigned number)
{
    return &events[number % DEMO_MACHINE_EVENTS];
}

_Static_assert(sizeof(events) / sizeof(events[0]) == DEMO_MACHINE_EVENTS, "forty");
