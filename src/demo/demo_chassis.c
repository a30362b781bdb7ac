/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chassis status, the light, power restore policy, restart cause, hours on (28.2, 28.5, 28.8,
 * 28.11, 28.14). */
#include "demo/demo_internal.h"

#define IDENTIFY_DEFAULT_S 15
#define FORCE_ON           0x01
#define POLICY_NO_CHANGE   3  /* only asks which there are */
#define HOURS_MINUTES      60 /* of one count */
#define THIS_CHANNEL       15

static uint8_t chassis_status(struct demo_request *request)
{
    const struct demo_state *state = &request->demo->state;
    const struct demo_chassis *chassis = &state->chassis;
    bool reported = request->demo->options.light_reported;
    uint8_t light = reported ? (uint8_t)(0x40 | state->light << 4) : 0;

    demo_put_byte(request, (uint8_t)(chassis->policy << 5 | chassis->faults | state->power_on));
    demo_put_byte(request, chassis->last_event);
    demo_put_byte(request, (uint8_t)(light | chassis->front));
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

static uint8_t chassis_set_policy(struct demo_request *request)
{
    const struct demo_options *options = &request->demo->options;
    uint8_t policy = request->data[0];

    if (options->policy_code > 0)
        return (uint8_t)options->policy_code;
    if (policy > POLICY_NO_CHANGE ||
        (policy < POLICY_NO_CHANGE && !(options->policies & 1 << policy)))
        return CODE_INVALID_FIELD;
    if (policy < POLICY_NO_CHANGE && options->policy_code != DEMO_IGNORED)
        request->demo->state.chassis.policy = policy;
    demo_put_byte(request, (uint8_t)options->policies);
    return CODE_OK;
}

static uint8_t chassis_restart_cause(struct demo_request *request)
{
    demo_put_byte(request, (uint8_t)request->demo->state.chassis.cause);
    demo_put_byte(request, THIS_CHANNEL);
    return (uint8_t)request->demo->options.restart_code;
}

static uint8_t chassis_hours(struct demo_request *request)
{
    int64_t count = request->demo->state.chassis.on_ms / (HOURS_MINUTES * 60 * 1000);

    demo_put_byte(request, HOURS_MINUTES);
    for (unsigned i = 0; i < 4; i++)
        demo_put_byte(request, (uint8_t)(count >> 8 * i));
    return (uint8_t)request->demo->options.hours_code;
}

const struct demo_command demo_chassis_commands[] = {
    {"chassis-status", NETFN_CHASSIS, 0x01, 0, 0, DEMO_READS, chassis_status, DEMO_NO_PICKS},
    {"identify", NETFN_CHASSIS, 0x04, 0, 2, DEMO_WRITES, chassis_identify, DEMO_NO_PICKS},
    {"policy-set",
     NETFN_CHASSIS,
     0x06,
     1,
     1,
     DEMO_WRITES,
     chassis_set_policy,
     {.argument = {0, 0x07}}},
    {"restart-cause", NETFN_CHASSIS, 0x07, 0, 0, DEMO_READS, chassis_restart_cause, DEMO_NO_PICKS},
    {"on-hours", NETFN_CHASSIS, 0x0F, 0, 0, DEMO_READS, chassis_hours, DEMO_NO_PICKS},
    {0},
};
