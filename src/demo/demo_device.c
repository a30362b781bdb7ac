/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Get Device ID, Cold Reset, Get Self Test Results, Get System GUID (20.1, 20.2, 20.4, 22.14). */
#include "demo/demo_internal.h"

static uint8_t device_id(struct demo_request *request)
{
    demo_put(request, (const uint8_t *)&request->demo->state.device, sizeof(struct demo_device));
    return CODE_OK;
}

static uint8_t device_reset(struct demo_request *request)
{
    const struct demo_options *options = &request->demo->options;

    if (options->reset_code == CODE_OK)
        demo_reboot(request->demo, options->silent_ms, options->boot_ms, options->boot_code);
    return options->reset_code;
}

static uint8_t device_self_test(struct demo_request *request)
{
    demo_put_byte(request, 0x55); /* no error */
    demo_put_byte(request, 0x00);
    return CODE_OK;
}

static uint8_t device_guid(struct demo_request *request)
{
    demo_put(request, request->demo->state.guid, sizeof(request->demo->state.guid));
    return CODE_OK;
}

const struct demo_command demo_device_commands[] = {
    {"device-id", NETFN_APP, 0x01, 0, 0, DEMO_READS, device_id, DEMO_NO_PICKS},
    {"cold-reset", NETFN_APP, 0x02, 0, 0, DEMO_WRITES, device_reset, DEMO_NO_PICKS},
    {"self-test", NETFN_APP, 0x04, 0, 0, DEMO_READS, device_self_test, DEMO_NO_PICKS},
    {"system-guid", NETFN_APP, 0x37, 0, 0, DEMO_READS, device_guid, DEMO_NO_PICKS},
    {0},
};
