/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Get Chassis Status (28.2), Chassis Control (28.3), Chassis Identify (28.5), Get System Restart
 * Cause (28.11). */
#include "bmc/request.h"

int bmc_identify(struct bmc *bmc, uint8_t seconds, bool force, struct bmc_error *error)
{
    const uint8_t one = 1;
    struct request request;

    REQUEST_MAKE(&request, REQUEST_WRITE, chassis_identify);
    request_send(&request, fill_cmd_chassis_identify(&seconds, force ? &one : NULL, request.rq),
                 bmc, IPMI_NET_FN_CHASSIS_RQ);
    return request_end(&request, error);
}

/* Any code may refuse the force byte, but C1h: no identify at all. */
bool bmc_identify_only_timed(const struct bmc_error *error)
{
    return error->kind == ERROR_REFUSED && error->completion_code != IPMI_COMP_CODE_INVALID_COMMAND;
}

static enum identify_state chassis_read_identify(const struct request *request)
{
    uint64_t state;

    if (request_field(request,
                      "misc_chassis_state.chassis_identify_command_and_state_info_supported") == 0)
        return IDENTIFY_UNKNOWN;
    state = request_field(request, "misc_chassis_state.chassis_identify_state");
    return state <= IDENTIFY_ON ? (enum identify_state)state : IDENTIFY_UNKNOWN; /* 11b: reserved */
}

/* Which of these fields, in the order of their bits, are 1. */
static uint8_t chassis_read_bits(const struct request *request, const char *const fields[])
{
    uint8_t bits = 0;

    for (unsigned i = 0; fields[i] != NULL; i++)
        if (request_field(request, fields[i]) != 0)
            bits |= (uint8_t)(1u << i);
    return bits;
}

static void chassis_read_status(const struct request *request, struct chassis_status *status)
{
    static const char *const power[] = {
        "current_power_state.power_is_on", "current_power_state.power_overload",
        "current_power_state.interlock",   "current_power_state.power_fault",
        "current_power_state.power_control_fault", NULL};
    static const char *const event[] = {
        "last_power_event.ac_failed",
        "last_power_event.power_down_caused_by_power_overload",
        "last_power_event.power_down_caused_by_power_interlock_being_activated",
        "last_power_event.power_down_caused_by_power_fault",
        "last_power_event.power_on_entered_via_ipmi",
        NULL};
    static const char *const misc[] = {
        "misc_chassis_state.chassis_intrusion_active",
        "misc_chassis_state.front_panel_lockout_active", "misc_chassis_state.drive_fault",
        "misc_chassis_state.cooling_fan_fault_detected", NULL};

    status->power = chassis_read_bits(request, power);
    status->event = chassis_read_bits(request, event);
    status->misc = chassis_read_bits(request, misc);
    status->policy =
        (enum power_policy)request_field(request, "current_power_state.power_restore_policy");
    status->light = chassis_read_identify(request);
}

int bmc_get_chassis_status(struct bmc *bmc, struct chassis_status *status, struct bmc_error *error)
{
    struct request request;

    REQUEST_MAKE(&request, REQUEST_READ, get_chassis_status);
    if (request_send(&request, fill_cmd_get_chassis_status(request.rq), bmc,
                     IPMI_NET_FN_CHASSIS_RQ))
        chassis_read_status(&request, status);
    return request_end(&request, error);
}

int bmc_get_identify(struct bmc *bmc, enum identify_state *state, struct bmc_error *error)
{
    struct chassis_status status = {.light = IDENTIFY_UNKNOWN};
    struct bmc_error why = {.kind = ERROR_NONE};
    int result = bmc_get_chassis_status(bmc, &status, &why);

    *state = status.light;
    return result == 0 || request_absent(&why) ? 0 : error_copy(error, &why);
}

int bmc_chassis_control(struct bmc *bmc, enum chassis_control control, struct bmc_error *error)
{
    struct request request;

    REQUEST_MAKE(&request, REQUEST_ONCE, chassis_control);
    request_send(&request, fill_cmd_chassis_control((uint8_t)control, request.rq), bmc,
                 IPMI_NET_FN_CHASSIS_RQ);
    return request_end(&request, error);
}

int bmc_get_restart_cause(struct bmc *bmc, enum restart_cause *cause, struct bmc_error *error)
{
    struct request request;
    uint64_t number = 0;

    REQUEST_MAKE(&request, REQUEST_READ, get_system_restart_cause);
    if (request_send(&request, fill_cmd_get_system_restart_cause(request.rq), bmc,
                     IPMI_NET_FN_CHASSIS_RQ))
        number = request_field(&request, "restart_cause");
    else if (request_absent(&request.error))
        request.result = 0;
    *cause = number < RESTART_CAUSES ? (enum restart_cause)number : RESTART_UNKNOWN;
    return request_end(&request, error);
}
