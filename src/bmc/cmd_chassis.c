/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chassis Identify (28.5) and the light in Get Chassis Status (28.2). */
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

int bmc_get_identify(struct bmc *bmc, enum identify_state *state, struct bmc_error *error)
{
    struct request request;

    *state = IDENTIFY_UNKNOWN;
    REQUEST_MAKE(&request, REQUEST_READ, get_chassis_status);
    if (request_send(&request, fill_cmd_get_chassis_status(request.rq), bmc,
                     IPMI_NET_FN_CHASSIS_RQ))
        *state = chassis_read_identify(&request);
    else if (request_absent(&request.error))
        request.result = 0;
    return request_end(&request, error);
}
