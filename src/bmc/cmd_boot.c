/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a machine does when it is next switched on: System Boot Options (28.12, 28.13; the
 * parameters: Table 28-14) and the power restore policy (28.8). And how long it has run (28.14). */
#include <assert.h>

#include "bmc/request.h"

#define ANSWERED (FIID_FIELD_REQUIRED | FIID_FIELD_LENGTH_FIXED)

/* FreeIPMI's fills refuse some parameters, so they are given another number first. */
static int boot_fill_parameter(struct request *request, int filled, uint8_t parameter)
{
    return filled < 0 ? -1 : fiid_obj_set(request->rq, "parameter_selector", parameter);
}

int bmc_boot_get(struct bmc *bmc, uint8_t parameter, uint8_t *bytes, size_t length,
                 struct bmc_error *error)
{
    fiid_template_t answer = {{8, "cmd", ANSWERED | FIID_FIELD_MAKES_PACKET_SUFFICIENT},
                              {8, "comp_code", ANSWERED | FIID_FIELD_MAKES_PACKET_SUFFICIENT},
                              {8, "version", ANSWERED},
                              {7, "parameter", ANSWERED},
                              {1, "invalid", ANSWERED},
                              {(unsigned)length * 8, "data", ANSWERED},
                              {0, "", 0}};
    struct request request;
    int filled;

    assert(length > 0 && length <= BMC_BOOT_BYTES);
    request_make(&request, REQUEST_READ, tmpl_cmd_get_system_boot_options_rq, answer);
    filled = fill_cmd_get_system_boot_options(
        IPMI_SYSTEM_BOOT_OPTION_PARAMETER_BOOT_FLAGS, 0, 0, request.rq);
    if (request_send(&request, boot_fill_parameter(&request, filled, parameter), bmc,
                     IPMI_NET_FN_CHASSIS_RQ))
        request_bytes(&request, "data", bytes, length);
    else if (request_absent(&request.error))
        request.result = BMC_BOOT_ABSENT;
    return request_end(&request, error);
}

int bmc_boot_set(struct bmc *bmc, uint8_t parameter, const uint8_t *bytes, size_t length,
                 struct bmc_error *error)
{
    struct request request;
    int filled;

    assert(length > 0 && length <= BMC_BOOT_BYTES);
    REQUEST_MAKE(&request, REQUEST_WRITE, set_system_boot_options);
    filled = fill_cmd_set_system_boot_options(
        IPMI_SYSTEM_BOOT_OPTION_PARAMETER_BOOT_FLAGS,
        IPMI_SYSTEM_BOOT_OPTIONS_PARAMETER_VALID_UNLOCKED, bytes, (unsigned)length, request.rq);
    request_send(&request, boot_fill_parameter(&request, filled, parameter), bmc,
                 IPMI_NET_FN_CHASSIS_RQ);
    return request_end(&request, error);
}

/* POLICY_UNKNOWN, "no change", only asks. */
static int boot_send_policy(struct bmc *bmc, enum request_kind kind, enum power_policy policy,
                            unsigned *supported, struct bmc_error *error)
{
    static const char *const fields[] = {"powered_off_after_ac_mains_returns",
                                         "restoring_power_to_state_when_ac_mains_was_lost",
                                         "always_powering_up_after_ac_mains_returns"};
    struct request request;

    REQUEST_MAKE(&request, kind, set_power_restore_policy);
    if (request_send(&request, fill_cmd_set_power_restore_policy((uint8_t)policy, request.rq), bmc,
                     IPMI_NET_FN_CHASSIS_RQ)) {
        *supported = 0;
        for (unsigned i = 0; i < POLICY_UNKNOWN; i++)
            *supported |= request_field(&request, fields[i]) != 0 ? 1u << i : 0;
    }
    return request_end(&request, error);
}

int bmc_get_policies(struct bmc *bmc, unsigned *supported, struct bmc_error *error)
{
    return boot_send_policy(bmc, REQUEST_READ, POLICY_UNKNOWN, supported, error);
}

int bmc_set_policy(struct bmc *bmc, enum power_policy policy, struct bmc_error *error)
{
    unsigned supported;

    return boot_send_policy(bmc, REQUEST_WRITE, policy, &supported, error);
}

int bmc_get_on_hours(struct bmc *bmc, uint64_t *hours, struct bmc_error *error)
{
    struct request request;

    *hours = 0;
    REQUEST_MAKE(&request, REQUEST_READ, get_power_on_hours_counter);
    if (request_send(&request, fill_cmd_get_power_on_hours_counter(request.rq), bmc,
                     IPMI_NET_FN_CHASSIS_RQ))
        *hours = request_field(&request, "minutes_per_counter") *
                 request_field(&request, "counter_reading") / 60;
    return request_end(&request, error);
}
