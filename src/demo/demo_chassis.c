/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Get Chassis Status and Chassis Identify (28.2, 28.5). */
#include "demo/demo_internal.h"

#define IDENTIFY_DEFAULT_S 15
#define FORCE_ON           0x01

static uint8_t chassis_status(struct demo_request *request)
{
    const struct demo_state *state = &request->demo->state;
    bool reported = request->demo->options.light_reported;

    demo_put_byte(request, state->power_on ? 0x21 : 0x20);
    demo_put_byte(request, 0x00); /* no power event */
    demo_put_byte(request, reported ? (uint8_t)(0x40 | state->light << 4) : 0);
    return CODE_OK;
}

static uint8_t chassis_check_identify(const struct demo_request *request, uint8_t seconds)
{
    const struct demo_options *options = &request->demo->options;

    if (options->identify_code != CODE_OK)
        return options->identify_code;
    if (request->length > 1 && options->force_code != CODE_OK)
        return options->force_code;
    if ((request->length > 1 && (request->data[1] & ~FORCE_ON)) || seconds > options->identify_max)
        return CODE_INVALID_FIELD;
    return CODE_OK;
}

static uint8_t chassis_identify(struct demo_request *request)
{
    uint8_t seconds = request->length > 0 ? request->data[0] : IDENTIFY_DEFAULT_S;
    struct demo_state *state = &request->demo->state;
    uint8_t code = chassis_check_identify(request, seconds);

    if (code != CODE_OK)
        return code;
    if (request->length > 1 && (request->data[1] & FORCE_ON)) {
        state->light = DEMO_LIGHT_ON;
    } else if (seconds > 0 || !request->demo->options.identify_zero_ignored) {
        state->light = seconds > 0 ? DEMO_LIGHT_TIMED : DEMO_LIGHT_OFF;
        state->light_until_ms = request->demo->now_ms + (int64_t)seconds * 1000;
    }
    return CODE_OK;
}

const struct demo_command demo_chassis_commands[] = {
    {"chassis-status", NETFN_CHASSIS, 0x01, 0, 0, DEMO_READS, chassis_status, DEMO_NO_PICKS},
    {"identify", NETFN_CHASSIS, 0x04, 0, 2, DEMO_WRITES, chassis_identify, DEMO_NO_PICKS},
    {0},
};
