/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Get and Set SOL Configuration Parameters (26.3, 26.2; the parameters: Table 26-5). */
#include <assert.h>

#include "bmc/request.h"

#define ANSWERED (FIID_FIELD_REQUIRED | FIID_FIELD_LENGTH_FIXED)

/* FreeIPMI's fills refuse parameter 0, so they are given another number first. */
static int sol_fill_parameter(struct request *request, int filled, uint8_t parameter)
{
    return filled < 0 ? -1 : fiid_obj_set(request->rq, "parameter_selector", parameter);
}

int bmc_sol_get(struct bmc *bmc, uint8_t channel, uint8_t parameter, uint8_t *bytes, size_t length,
                struct bmc_error *error)
{
    fiid_template_t answer = {{8, "cmd", ANSWERED | FIID_FIELD_MAKES_PACKET_SUFFICIENT},
                              {8, "comp_code", ANSWERED | FIID_FIELD_MAKES_PACKET_SUFFICIENT},
                              {8, "revision", ANSWERED},
                              {(unsigned)length * 8, "data", ANSWERED},
                              {0, "", 0}};
    struct request request;
    int filled;

    assert(length > 0 && length <= BMC_SOL_BYTES);
    if (request_check_channel(channel, error) != 0)
        return -1;
    request_make(&request, REQUEST_READ, tmpl_cmd_get_sol_configuration_parameters_rq, answer);
    filled = fill_cmd_get_sol_configuration_parameters(
        channel, IPMI_GET_SOL_PARAMETER, IPMI_SOL_CONFIGURATION_PARAMETER_SOL_ENABLE,
        IPMI_SOL_CONFIGURATION_PARAMETERS_NO_SET_SELECTOR,
        IPMI_SOL_CONFIGURATION_PARAMETERS_NO_BLOCK_SELECTOR, request.rq);
    if (request_send(&request, sol_fill_parameter(&request, filled, parameter), bmc,
                     IPMI_NET_FN_TRANSPORT_RQ))
        request_bytes(&request, "data", bytes, length);
    else if (request_absent(&request.error))
        request.result = BMC_SOL_ABSENT;
    return request_end(&request, error);
}

int bmc_sol_set(struct bmc *bmc, uint8_t channel, uint8_t parameter, const uint8_t *bytes,
                size_t length, struct bmc_error *error)
{
    struct request request;
    int filled;

    assert(length > 0 && length <= BMC_SOL_BYTES);
    if (request_check_channel(channel, error) != 0)
        return -1;
    REQUEST_MAKE(&request, REQUEST_WRITE, set_sol_configuration_parameters);
    filled = fill_cmd_set_sol_configuration_parameters(
        channel, IPMI_SOL_CONFIGURATION_PARAMETER_SOL_ENABLE, bytes, (unsigned)length, request.rq);
    request_send(&request, sol_fill_parameter(&request, filled, parameter), bmc,
                 IPMI_NET_FN_TRANSPORT_RQ);
    return request_end(&request, error);
}
