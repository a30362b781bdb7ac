/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Get SDR Repository Info (33.9), Reserve SDR Repository (33.11), Get SDR (33.12). */
#include "bmc/request.h"
#include "bmc/sdr_own.h"

int bmc_get_sdr_info(struct bmc *bmc, struct sdr_info *info, struct bmc_error *error)
{
    struct request request;

    REQUEST_MAKE(&request, REQUEST_ASK_ONCE, get_sdr_repository_info);
    if (request_send(&request, fill_cmd_get_repository_info(request.rq), bmc,
                     IPMI_NET_FN_STORAGE_RQ)) {
        info->version = (uint8_t)(request_field(&request, "sdr_version_minor") << 4 |
                                  request_field(&request, "sdr_version_major"));
        info->count = (uint16_t)request_field(&request, "record_count");
        info->added = (uint32_t)request_field(&request, "most_recent_addition_timestamp");
        info->erased = (uint32_t)request_field(&request, "most_recent_erase_timestamp");
    }
    return request_end(&request, error);
}

int bmc_reserve_sdr(struct bmc *bmc, uint16_t *reservation, struct bmc_error *error)
{
    struct request request;

    REQUEST_MAKE(&request, REQUEST_ASK_ONCE, reserve_sdr_repository);
    if (request_send(&request, fill_cmd_reserve_sdr_repository(request.rq), bmc,
                     IPMI_NET_FN_STORAGE_RQ))
        *reservation = (uint16_t)request_field(&request, "reservation_id");
    return request_end(&request, error);
}

int bmc_get_sdr(struct bmc *bmc, const struct sdr_ask *ask, struct sdr_part *part,
                struct bmc_error *error)
{
    struct request request;
    int filled;

    REQUEST_MAKE(&request, REQUEST_ASK_ONCE, get_sdr);
    filled = fill_cmd_get_sdr(ask->reservation, ask->id, ask->offset, ask->count, request.rq);
    if (request_send(&request, filled, bmc, IPMI_NET_FN_STORAGE_RQ)) {
        part->next = (uint16_t)request_field(&request, "next_record_id");
        part->length = request_data(&request, "record_data", part->bytes, sizeof part->bytes);
    }
    return request_end(&request, error);
}
