/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The demo machine's thirty sensors: what the repository says about them and what they read (tables
 * 42-3, 43-1 to 43-3, 43-13, 43-15). Fan 4 is below its limit and drive 1 has failed, as the event
 * log says.
 */
#include "demo/demo_internal.h"
#include "demo/demo_machine.h"

#define CELSIUS 1
#define VOLTS   4
#define WATTS   6
#define CFM     17
#define RPM     18

#define CPU      3, 1
#define CPU_2    3, 2
#define DIMM     32, 1
#define DIMM_2   32, 2
#define BOARD    7, 1
#define INLET    0x37, 1
#define FAN(N)   29, N
#define SUPPLY   10, 1
#define SUPPLY_2 10, 2
#define DISK     4, 1
#define SYSTEM   23, 1

#define THRESHOLD 0x01
#define REDUNDANT 0x0B
#define SPECIFIC  0x6F

/* A full record: factor and its exponent, then reading, how much it moves, limits lnc lcr lnr unc
 * ucr unr. */
#define FULL(NUMBER, NAME, TYPE, PLACE, UNIT, M, EXPONENT)                                         \
    .kind = DEMO_FULL, .number = NUMBER, .name = NAME, .type = TYPE, .code = THRESHOLD,            \
    .entity = {PLACE}, .unit = UNIT, .m = M, .exponent = EXPONENT

static const struct demo_sensor sensors[] = {
    {FULL(DEMO_CPU1_TEMP, "CPU1 Temp", 0x01, CPU, CELSIUS, 1, 0), .reading = 47, .moves = 2,
     .limits = {5, 2, 0, 85, 90, 95}, .has = 0x3F, .powered = true},
    {FULL(DEMO_CPU2_TEMP, "CPU2 Temp", 0x01, CPU_2, CELSIUS, 1, 0), .reading = 44, .moves = 2,
     .limits = {5, 2, 0, 85, 90, 95}, .has = 0x3F, .powered = true},
    {FULL(DEMO_INLET_TEMP, "Inlet Temp", 0x01, INLET, CELSIUS, 1, 0), .reading = 24, .moves = 1,
     .limits = {5, 2, 0, 42, 45, 50}, .has = 0x3F},
    {FULL(DEMO_OUTLET_TEMP, "Outlet Temp", 0x01, BOARD, CELSIUS, 1, 0), .reading = 35, .moves = 1,
     .limits = {0, 0, 0, 75, 80, 0}, .has = 0x18, .powered = true},
    {FULL(DEMO_DIMMA1_TEMP, "DIMMA1 Temp", 0x01, DIMM, CELSIUS, 1, 0), .reading = 38, .moves = 1,
     .limits = {5, 2, 0, 80, 85, 90}, .has = 0x3F, .powered = true},
    {FULL(DEMO_DIMMB1_TEMP, "DIMMB1 Temp", 0x01, DIMM_2, CELSIUS, 1, 0), .reading = 0,
     .limits = {5, 2, 0, 80, 85, 90}, .has = 0x3F, .quirk = DEMO_ALWAYS_BUSY},
    {FULL(DEMO_12V, "12V", 0x02, BOARD, VOLTS, 6, -2), .reading = 200, .moves = 1,
     .limits = {179, 175, 170, 221, 225, 230}, .has = 0x3F, .powered = true},
    {FULL(DEMO_5V, "5VCC", 0x02, BOARD, VOLTS, 26, -3), .reading = 192, .moves = 1,
     .limits = {173, 169, 165, 212, 216, 220}, .has = 0x3F, .powered = true},
    {FULL(DEMO_3V3, "3.3VCC", 0x02, BOARD, VOLTS, 17, -3), .reading = 194,
     .limits = {175, 171, 167, 213, 217, 221}, .has = 0x3F, .powered = true},
    {FULL(DEMO_VCPU, "Vcpu1", 0x02, CPU, VOLTS, 8, -3), .reading = 225, .moves = 2,
     .limits = {180, 175, 170, 240, 245, 250}, .has = 0x3F, .powered = true},
    {FULL(DEMO_VBAT, "VBAT", 0x02, BOARD, VOLTS, 16, -3), .reading = 188,
     .limits = {169, 163, 157, 0, 0, 0}, .has = 0x07},
    {FULL(DEMO_FAN1, "FAN1", 0x04, FAN(1), RPM, 100, 0), .reading = 34, .moves = 1,
     .limits = {7, 5, 3, 0, 0, 0}, .has = 0x07, .powered = true},
    {FULL(DEMO_FAN2, "FAN2", 0x04, FAN(2), RPM, 100, 0), .reading = 35, .moves = 1,
     .limits = {7, 5, 3, 0, 0, 0}, .has = 0x07, .powered = true},
    {FULL(DEMO_FAN3, "FAN3", 0x04, FAN(3), RPM, 100, 0), .reading = 33, .moves = 1,
     .limits = {7, 5, 3, 0, 0, 0}, .has = 0x07, .powered = true},
    {FULL(DEMO_FAN4, "FAN4", 0x04, FAN(4), RPM, 100, 0), .reading = 4, .limits = {7, 5, 3, 0, 0, 0},
     .has = 0x07, .powered = true},
    {FULL(DEMO_FAN5, "FAN5", 0x04, FAN(5), RPM, 100, 0), .reading = 0, .limits = {7, 5, 3, 0, 0, 0},
     .has = 0x07, .quirk = DEMO_UNAVAILABLE},
    {FULL(DEMO_PS1_POWER, "PS1 Input Power", 0x0B, SUPPLY, WATTS, 4, 0), .reading = 46, .moves = 3,
     .limits = {0, 0, 0, 190, 200, 0}, .has = 0x18},
    {FULL(DEMO_PS2_POWER, "PS2 Input Power", 0x0B, SUPPLY_2, WATTS, 4, 0), .reading = 41,
     .moves = 3, .limits = {0, 0, 0, 190, 200, 0}, .has = 0x18},
    {FULL(DEMO_AIRFLOW, "Airflow", 0x0B, SYSTEM, CFM, 1, 0), .reading = 90, .moves = 4,
     .powered = true, .linear = 0x70},
    {.kind = DEMO_COMPACT,
     .number = DEMO_PS1_STATUS,
     .name = "PS1 Status",
     .type = 0x08,
     .code = SPECIFIC,
     .entity = {SUPPLY},
     .states = 0x000F,
     .now = 0x0001},
    {.kind = DEMO_COMPACT,
     .number = DEMO_PS2_STATUS,
     .name = "PS2 Status",
     .type = 0x08,
     .code = SPECIFIC,
     .entity = {SUPPLY_2},
     .states = 0x000F,
     .now = 0x0001},
    {.kind = DEMO_COMPACT,
     .number = DEMO_PS_REDUNDANCY,
     .name = "PS Redundancy",
     .type = 0x08,
     .code = REDUNDANT,
     .entity = {SYSTEM},
     .states = 0x000F,
     .now = 0x0001},
    {.kind = DEMO_COMPACT,
     .number = DEMO_DRIVE1,
     .name = "Drive",
     .type = 0x0D,
     .code = SPECIFIC,
     .entity = {DISK},
     .states = 0x01FF,
     .now = 0x0003,
     .then = 0x0001,
     .shared = 2},
    {.kind = DEMO_COMPACT,
     .number = DEMO_INTRUSION,
     .name = "Chassis Intru",
     .type = 0x05,
     .code = SPECIFIC,
     .entity = {SYSTEM},
     .states = 0x0001},
    {.kind = DEMO_COMPACT,
     .number = DEMO_WATCHDOG,
     .name = "Watchdog",
     .type = 0x23,
     .code = SPECIFIC,
     .entity = {BOARD},
     .states = 0x010F,
     .quirk = DEMO_NOT_SCANNED},
    {.kind = DEMO_FULL,
     .number = DEMO_ACPI_STATE,
     .name = "ACPI State",
     .type = 0x22,
     .code = SPECIFIC,
     .entity = {SYSTEM},
     .states = 0x0061,
     .now = 0x0001},
    {.kind = DEMO_EVENT_ONLY,
     .number = DEMO_EVENT_LOG,
     .name = "Event Log",
     .type = 0x10,
     .code = SPECIFIC,
     .entity = {BOARD}},
    {.kind = DEMO_EVENT_ONLY,
     .number = DEMO_SYSTEM_EVENT,
     .name = "System Event",
     .type = 0x12,
     .code = SPECIFIC,
     .entity = {SYSTEM},
     .owner = DEMO_BIOS},
    {.kind = DEMO_EVENT_ONLY,
     .number = DEMO_MEMORY,
     .name = "Memory",
     .type = 0x0C,
     .code = SPECIFIC,
     .entity = {32, 0},
     .owner = DEMO_BIOS},
    {FULL(0x15, "ME Power", 0x0B, BOARD, WATTS, 1, 0), .limits = {0, 0, 0, 250, 0, 0}, .has = 0x08,
     .owner = DEMO_OTHER_CONTROLLER},
};

const struct demo_sensor *demo_machine_sensor(unsigned index)
{
    return index < DEMO_MACHINE_SENSORS ? &sensors[index] : NULL;
}

_Static_assert(sizeof(sensors) / sizeof(sensors[0]) == DEMO_MACHINE_SENSORS, "one for each");
