/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Get Device ID, Cold Reset, Get Self Test Results, Get System GUID (20.1, 20.2, 20.4, 22.14). */
#include "demo/demo_internal.h"

uint8_t demo_device_id(struct demo_bmc *demo, const struct demo_request *request,
                       struct demo_answer *answer)
{
    const struct demo_state *state = &demo->state;

    (void)request;
    demo_put_byte(answer, state->device_id);
    demo_put_byte(answer, state->device_revision);
    demo_put(answer, state->firmware, sizeof(state->firmware));
    demo_put_byte(answer, state->ipmi_version);
    demo_put_byte(answer, state->support);
    demo_put(answer, state->manufacturer, sizeof(state->manufacturer));
    demo_put(answer, state->product, sizeof(state->product));
    demo_put(answer, state->firmware_extra, sizeof(state->firmware_extra));
    return CODE_OK;
}

uint8_t demo_device_reset(struct demo_bmc *demo, const struct demo_request *request,
                          struct demo_answer *answer)
{
    const struct demo_options *options = &demo->options;

    (void)request;
    (void)answer;
    if (options->reset_code == CODE_OK)
        demo_reboot(demo, options->silent_ms, options->boot_ms, options->boot_code);
    return options->reset_code;
}

uint8_t demo_device_self_test(struct demo_bmc *demo, const struct demo_request *request,
                              struct demo_answer *answer)
{
    (void)demo;
    (void)request;
    demo_put_byte(answer, 0x55); /* no error */
    demo_put_byte(answer, 0x00);
    return CODE_OK;
}

uint8_t demo_device_guid(struct demo_bmc *demo, const struct demo_request *request,
                         struct demo_answer *answer)
{
    (void)request;
    demo_put(answer, demo->state.guid, sizeof(demo->state.guid));
    return CODE_OK;
}
