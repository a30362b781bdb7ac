/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Set and Get System Boot Options (28.12, 28.13), and the BIOS that reads them when it starts. */
#include <string.h>

#include "demo/demo_internal.h"

#define BOOT_VERSION 0x01
#define MARKED       0x80 /* in the parameter's number: invalid or locked */

enum { BOOT_PROGRESS = 0, BOOT_CLEARING = 3, BOOT_ACKNOWLEDGE = 4, BOOT_FLAGS = 5 };

/* Parameter 5, byte 1. */
enum { FLAG_VALID = 0x80, FLAG_ALWAYS = 0x40, FLAG_UEFI = 0x20 };

/* Parameter 3: the valid bit is NOT cleared. */
enum {
    KEEP_POWER_BUTTON = 0x01,
    KEEP_RESET = 0x02, /* the button, or from the operating system */
    KEEP_WATCHDOG = 0x04,
    KEEP_TIME = 0x08, /* after 60 s without a Chassis Control command */
    KEEP_MASK = 0x1F
};

#define HANDLED_BY_BIOS 0x01 /* parameter 4: 0 once it has */

/* --- what happens to the flags ---------------------------------------------- */

static void boot_forget(struct demo_boot *boot)
{
    boot->flags[0] &= (uint8_t)~FLAG_VALID;
    boot->forget_ms = -1;
}

void demo_boot_hold(struct demo_bmc *demo)
{
    demo->state.boot.forget_ms = -1;
}

static uint8_t boot_keeps(enum demo_cause cause)
{
    switch (cause) {
    case DEMO_CAUSE_POWER_BUTTON:
        return KEEP_POWER_BUTTON;
    case DEMO_CAUSE_RESET_BUTTON:
    case DEMO_CAUSE_OS_REBOOT:
        return KEEP_RESET;
    case DEMO_CAUSE_WATCHDOG:
        return KEEP_WATCHDOG;
    default:
        return KEEP_MASK;
    }
}

void demo_boot_start(struct demo_bmc *demo, enum demo_cause cause, int64_t at_ms)
{
    struct demo_boot *boot = &demo->state.boot;
    uint8_t keeps = boot_keeps(cause);

    if (keeps != KEEP_MASK && !(boot->clearing & keeps))
        boot_forget(boot);
    if (demo->options.bios_ms >= 0)
        boot->bios_ms = at_ms + demo->options.bios_ms;
}

/* The BIOS reads the flags; what holds for one boot only is done with. */
static void boot_take(struct demo_bmc *demo)
{
    struct demo_boot *boot = &demo->state.boot;

    boot->bios_ms = -1;
    if (!(boot->flags[0] & FLAG_VALID))
        return;
    memcpy(boot->taken, boot->flags, sizeof(boot->taken));
    boot->taken_count++;
    boot->acknowledge &= (uint8_t)~HANDLED_BY_BIOS;
    if (!(boot->flags[0] & FLAG_ALWAYS))
        boot_forget(boot);
}

int64_t demo_boot_due(const struct demo_bmc *demo)
{
    return clock_sooner(demo->state.boot.bios_ms, demo->state.boot.forget_ms);
}

void demo_boot_tick(struct demo_bmc *demo, int64_t at_ms)
{
    struct demo_boot *boot = &demo->state.boot;

    if (boot->bios_ms == at_ms)
        boot_take(demo);
    if (boot->forget_ms == at_ms)
        boot_forget(boot);
}

/* The parameters are semi-volatile: only this one starts afresh (table 28-14). */
void demo_boot_restart(struct demo_bmc *demo)
{
    demo->state.boot.acknowledge = 0;
    demo->state.boot.progress = PROGRESS_COMPLETE;
}

/* --- writing ------------------------------------------------------------------- */

static uint8_t boot_set_progress(struct demo_bmc *demo, const uint8_t *value)
{
    int64_t answer = demo->options.boot_lock;

    if (value[0] > PROGRESS_COMMIT)
        return CODE_INVALID_FIELD;
    if (value[0] == PROGRESS_BEGIN && answer > 0)
        return (uint8_t)answer;
    if (value[0] == PROGRESS_BEGIN && demo->state.boot.progress == PROGRESS_BEGIN)
        return CODE_SET_HELD;
    if (answer != DEMO_IGNORED && value[0] != PROGRESS_COMMIT)
        demo->state.boot.progress = value[0];
    return CODE_OK;
}

static uint8_t boot_set_clearing(struct demo_bmc *demo, const uint8_t *value)
{
    struct demo_boot *boot = &demo->state.boot;

    if (value[0] & ~KEEP_MASK)
        return CODE_INVALID_FIELD;
    boot->clearing = value[0];
    if (boot->clearing & KEEP_TIME)
        boot->forget_ms = -1;
    return CODE_OK;
}

/* Byte 1 is the mask of the bits written. */
static uint8_t boot_set_acknowledge(struct demo_bmc *demo, const uint8_t *value)
{
    uint8_t *held = &demo->state.boot.acknowledge;

    *held = (uint8_t)((*held & ~value[0]) | (value[1] & value[0]));
    return CODE_OK;
}

static uint8_t boot_set_flags(struct demo_bmc *demo, const uint8_t *value)
{
    const struct demo_options *options = &demo->options;
    struct demo_boot *boot = &demo->state.boot;

    memcpy(boot->flags, value, sizeof(boot->flags));
    if (!options->boot_persistent)
        boot->flags[0] &= (uint8_t)~FLAG_ALWAYS;
    if (!options->boot_uefi)
        boot->flags[0] &= (uint8_t)~FLAG_UEFI;
    boot->forget_ms = -1;
    if (!(boot->flags[0] & FLAG_VALID))
        return CODE_OK;
    if (options->boot_sticks)
        boot->flags[0] |= FLAG_ALWAYS;
    if (!(boot->clearing & KEEP_TIME) && options->boot_forget_ms >= 0)
        boot->forget_ms = demo->now_ms + options->boot_forget_ms;
    return CODE_OK;
}

/* --- the parameters --------------------------------------------------------------- */

static const struct boot_row {
    uint8_t parameter, length;
    uint8_t (*set)(struct demo_bmc *demo, const uint8_t *value);
} boot_rows[] = {
    {BOOT_PROGRESS, 1, boot_set_progress},
    {BOOT_CLEARING, 1, boot_set_clearing},
    {BOOT_ACKNOWLEDGE, 2, boot_set_acknowledge},
    {BOOT_FLAGS, 5, boot_set_flags},
};

static const struct boot_row *boot_row(const struct demo_bmc *demo, uint8_t byte)
{
    uint8_t parameter = byte & (uint8_t)~MARKED;

    if (demo_set_has(&demo->options.boot_unsupported, parameter))
        return NULL;
    for (size_t i = 0; i < sizeof(boot_rows) / sizeof(boot_rows[0]); i++) {
        if (boot_rows[i].parameter == parameter)
            return &boot_rows[i];
    }
    return NULL;
}

/* The number without data only marks the parameter. */
static uint8_t boot_set(struct demo_request *request)
{
    struct demo_bmc *demo = request->demo;
    const struct boot_row *row = boot_row(demo, request->data[0]);
    int64_t answer = demo->options.boot_set;
    uint8_t mark;

    if (!row)
        return CODE_NO_PARAMETER;
    if (request->length > 1 && request->length != (size_t)row->length + 1)
        return request->length < (size_t)row->length + 1 ? CODE_TOO_SHORT : CODE_TOO_LONG;
    if (row->parameter != BOOT_PROGRESS && answer != DEMO_OK)
        return answer < 0 ? CODE_OK : (uint8_t)answer;
    mark = (uint8_t)(1u << row->parameter);
    demo->state.boot.marked &= (uint8_t)~mark;
    if (request->data[0] & MARKED)
        demo->state.boot.marked |= mark;
    return request->length > 1 ? row->set(demo, request->data + 1) : CODE_OK;
}

static void boot_put_value(struct demo_request *request, uint8_t parameter)
{
    const struct demo_boot *boot = &request->demo->state.boot;

    if (parameter == BOOT_PROGRESS) {
        demo_put_byte(request, boot->progress);
    } else if (parameter == BOOT_CLEARING) {
        demo_put_byte(request, boot->clearing);
    } else if (parameter == BOOT_ACKNOWLEDGE) {
        demo_put_byte(request, 0); /* the mask cannot be read */
        demo_put_byte(request, boot->acknowledge);
    } else {
        demo_put(request, boot->flags, sizeof(boot->flags));
    }
}

static uint8_t boot_get(struct demo_request *request)
{
    const struct demo_bmc *demo = request->demo;
    const struct boot_row *row = boot_row(demo, request->data[0]);

    if (request->data[0] & MARKED)
        return CODE_INVALID_FIELD;
    if (!row)
        return CODE_NO_PARAMETER;
    demo_put_byte(request, BOOT_VERSION);
    demo_put_byte(request,
                  (uint8_t)(row->parameter | (demo->state.boot.marked >> row->parameter & 1) << 7));
    boot_put_value(request, row->parameter);
    return CODE_OK;
}

const struct demo_command demo_boot_commands[] = {
    {"boot-set",
     NETFN_CHASSIS,
     0x08,
     1,
     18,
     DEMO_WRITES,
     boot_set,
     {.argument = {0, 0x7F}, .value = {1, 0xFF}}},
    {"boot-get", NETFN_CHASSIS, 0x09, 3, 3, DEMO_READS, boot_get, {.argument = {0, 0x7F}}},
    {0},
};
