/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Device id, cold and warm reset, self test, system GUID (20.1 to 20.4, 22.14). */
#include "demo/demo_internal.h"

static uint8_t device_id(struct demo_request *request)
{
    demo_put(request, (const uint8_t *)&request->demo->state.device, sizeof(struct demo_device));
    return CODE_OK;
}

/* IGNORED: accepted, but it never goes away. */
static uint8_t device_restart(struct demo_request *request, int64_t answer)
{
    const struct demo_options *options = &request->demo->options;

    if (answer == DEMO_OK)
        demo_reboot(request->demo, options->silent_ms, options->boot_ms,
                    (uint8_t)options->boot_code);
    return answer == DEMO_IGNORED ? CODE_OK : (uint8_t)answer;
}

static uint8_t device_cold_reset(struct demo_request *request)
{
    return device_restart(request, request->demo->options.reset_code);
}

static uint8_t device_warm_reset(struct demo_request *request)
{
    return device_restart(request, request->demo->options.warm_code);
}

static uint8_t device_self_test(struct demo_request *request)
{
    demo_put_byte(request, (uint8_t)(request->demo->options.self_test >> 8));
    demo_put_byte(request, (uint8_t)request->demo->options.self_test);
    return CODE_OK;
}

static uint8_t device_guid(struct demo_request *request)
{
    demo_put(request, request->demo->state.guid, sizeof(request->demo->state.guid));
    return CODE_OK;
}

const struct demo_command demo_device_commands[] = {
    {"device-id", NETFN_APP, 0x01, 0, 0, DEMO_READS, device_id, DEMO_NO_PICKS},
    {"cold-reset", NETFN_APP, 0x02, 0, 0, DEMO_WRITES, device_cold_reset, DEMO_NO_PICKS},
    {"warm-reset", NETFN_APP, 0x03, 0, 0, DEMO_WRITES, device_warm_reset, DEMO_NO_PICKS},
    {"self-test", NETFN_APP, 0x04, 0, 0, DEMO_READS, device_self_test, DEMO_NO_PICKS},
    {"system-guid", NETFN_APP, 0x37, 0, 0, DEMO_READS, device_guid, DEMO_NO_PICKS},
    {0},
};
