/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Get Chassis Status and Chassis Identify (28.2, 28.5). */
#include "demo/demo_internal.h"

#define IDENTIFY_DEFAULT_S 15
#define FORCE_ON           0x01

uint8_t demo_chassis_status(struct demo_bmc *demo, const struct demo_request *request,
                            struct demo_answer *answer)
{
    uint8_t light = 0;

    (void)request;
    if (demo->options.light_reported)
        light = (uint8_t)(0x40 | demo->state.light << 4);
    demo_put_byte(answer, (uint8_t)(0x20 | (demo->state.power_on ? 1 : 0)));
    demo_put_byte(answer, 0x00); /* no power event */
    demo_put_byte(answer, light);
    return CODE_OK;
}

static uint8_t check_identify(const struct demo_options *options,
                              const struct demo_request *request, uint8_t seconds)
{
    if (options->identify_code != CODE_OK)
        return options->identify_code;
    if (request->length > 1 && options->force_code != CODE_OK)
        return options->force_code;
    if ((request->length > 1 && (request->data[1] & ~FORCE_ON)) || seconds > options->identify_max)
        return CODE_INVALID_FIELD;
    return CODE_OK;
}

uint8_t demo_chassis_identify(struct demo_bmc *demo, const struct demo_request *request,
                              struct demo_answer *answer)
{
    const struct demo_options *options = &demo->options;
    uint8_t seconds = request->length > 0 ? request->data[0] : IDENTIFY_DEFAULT_S;
    struct demo_state *state = &demo->state;
    uint8_t code = check_identify(options, request, seconds);

    (void)answer;
    if (code != CODE_OK)
        return code;
    if (request->length > 1 && (request->data[1] & FORCE_ON)) {
        state->light = DEMO_LIGHT_ON;
        return CODE_OK;
    }
    if (seconds == 0 && options->identify_zero_ignored)
        return CODE_OK;
    state->light = seconds > 0 ? DEMO_LIGHT_TIMED : DEMO_LIGHT_OFF;
    state->light_until_ms = demo->now_ms + (int64_t)seconds * 1000;
    return CODE_OK;
}
