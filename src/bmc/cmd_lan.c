/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Get and Set LAN Configuration Parameters (23.2, 23.1; the parameters: Table 23-4). */
#include <assert.h>

#include "bmc/request.h"

#define ANSWERED      (FIID_FIELD_REQUIRED | FIID_FIELD_LENGTH_FIXED)
#define PROGRESS_BITS 0x03

/* FreeIPMI's fills refuse parameter 0, so they are given another number first. */
static int lan_fill_parameter(struct request *request, int filled, uint8_t parameter)
{
    return filled < 0 ? -1 : fiid_obj_set(request->rq, "parameter_selector", parameter);
}

/* Into bytes. The door refuses an answer that is shorter. */
static void lan_get(struct request *request, struct bmc *bmc, uint8_t channel, uint8_t parameter,
                    uint8_t *bytes, size_t length)
{
    fiid_template_t answer = {{8, "cmd", ANSWERED | FIID_FIELD_MAKES_PACKET_SUFFICIENT},
                              {8, "comp_code", ANSWERED | FIID_FIELD_MAKES_PACKET_SUFFICIENT},
                              {8, "revision", ANSWERED},
                              {(unsigned)length * 8, "data", ANSWERED},
                              {0, "", 0}};
    int filled;

    assert(length > 0 && length <= BMC_LAN_BYTES);
    request_make(request, REQUEST_READ, tmpl_cmd_get_lan_configuration_parameters_rq, answer);
    filled = fill_cmd_get_lan_configuration_parameters(
        channel, IPMI_GET_LAN_PARAMETER, IPMI_LAN_CONFIGURATION_PARAMETER_IP_ADDRESS, 0, 0,
        request->rq);
    if (request_send(request, lan_fill_parameter(request, filled, parameter), bmc,
                     IPMI_NET_FN_TRANSPORT_RQ))
        request_bytes(request, "data", bytes, length);
}

int bmc_lan_get(struct bmc *bmc, uint8_t channel, uint8_t parameter, uint8_t *bytes, size_t length,
                struct bmc_error *error)
{
    struct request request;

    if (request_check_channel(channel, error) != 0)
        return -1;
    lan_get(&request, bmc, channel, parameter, bytes, length);
    if (request.result != 0 && request_absent(&request.error))
        request.result = BMC_LAN_ABSENT;
    return request_end(&request, error);
}

int bmc_lan_set(struct bmc *bmc, uint8_t channel, uint8_t parameter, const uint8_t *bytes,
                size_t length, struct bmc_error *error)
{
    struct request request;
    int filled;

    assert(length > 0 && length <= BMC_LAN_BYTES);
    if (request_check_channel(channel, error) != 0)
        return -1;
    REQUEST_MAKE(&request, REQUEST_WRITE, set_lan_configuration_parameters);
    filled = fill_cmd_set_lan_configuration_parameters(
        channel, IPMI_LAN_CONFIGURATION_PARAMETER_IP_ADDRESS, bytes, (unsigned)length, request.rq);
    request_send(&request, lan_fill_parameter(&request, filled, parameter), bmc,
                 IPMI_NET_FN_TRANSPORT_RQ);
    return request_end(&request, error);
}

int bmc_get_progress(struct bmc *bmc, uint8_t channel, enum lan_progress *progress,
                     struct bmc_error *error)
{
    struct request request;
    uint8_t state = 0;

    if (request_check_channel(channel, error) != 0)
        return -1;
    lan_get(&request, bmc, channel, IPMI_LAN_CONFIGURATION_PARAMETER_SET_IN_PROGRESS, &state,
            sizeof state);
    if (request.result == 0)
        *progress = (enum lan_progress)(state & PROGRESS_BITS);
    return request_end(&request, error);
}

int bmc_set_progress(struct bmc *bmc, uint8_t channel, enum lan_progress progress,
                     struct bmc_error *error)
{
    const uint8_t state = (uint8_t)progress;

    return bmc_lan_set(bmc, channel, IPMI_LAN_CONFIGURATION_PARAMETER_SET_IN_PROGRESS, &state,
                       sizeof state, error);
}
