/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bmc/sel.h"

#include <string.h>

#include "base/i18n.h"
#include "bmc/request.h"

static void sel_read_info(const struct request *request, struct sel_info *info)
{
    unsigned long used, all;

    info->version = (uint8_t)(request_field(request, "sel_version_minor") << 4 |
                              request_field(request, "sel_version_major"));
    info->entries = (uint16_t)request_field(request, "entries");
    info->free = (uint16_t)request_field(request, "free_space");
    info->added = (uint32_t)request_field(request, "most_recent_addition_timestamp");
    info->erased = (uint32_t)request_field(request, "most_recent_erase_timestamp");
    info->reserves = request_field(request, "reserve_sel_command_supported") != 0;
    info->overflow = request_field(request, "overflow_flag") != 0;
    used = (unsigned long)info->entries * SEL_RECORD;
    all = used + info->free;
    info->percent = all > 0 ? (unsigned)(used * 100 / all) : 0;
}

int bmc_get_sel_info(struct bmc *bmc, struct sel_info *info, struct bmc_error *error)
{
    struct request request;

    memset(info, 0, sizeof *info);
    REQUEST_MAKE(&request, REQUEST_READ, get_sel_info);
    if (request_send(&request, fill_cmd_get_sel_info(request.rq), bmc, IPMI_NET_FN_STORAGE_RQ))
        sel_read_info(&request, info);
    return request_end(&request, error);
}

/* The bytes decide: of some BMCs' records they are not as many as asked for. */
static void sel_read_record(struct request *request, struct sel_record *record)
{
    int length = fiid_obj_get_data(request->rs, "record_data", record->bytes, SEL_RECORD);

    if (length != SEL_RECORD) {
        request->result = error_set(&request->error, ERROR_MALFORMED, "%s",
                                    _("the BMC's answer is too short"));
        return;
    }
    record->next = (uint16_t)request_field(request, "next_record_id");
    record->id = (uint16_t)(record->bytes[0] | record->bytes[1] << 8);
}

int bmc_get_sel_record(struct bmc *bmc, uint16_t id, struct sel_record *record,
                       struct bmc_error *error)
{
    struct request request;

    memset(record, 0, sizeof *record);
    REQUEST_MAKE(&request, REQUEST_ASK_ONCE, get_sel_entry);
    if (request_send(&request,
                     fill_cmd_get_sel_entry(0, id, 0, IPMI_SEL_READ_ENTIRE_RECORD_BYTES_TO_READ,
                                            request.rq),
                     bmc, IPMI_NET_FN_STORAGE_RQ))
        sel_read_record(&request, record);
    else if (request.error.completion_code ==
             IPMI_COMP_CODE_REQUESTED_SENSOR_DATA_OR_RECORD_NOT_PRESENT)
        request.result = SEL_ABSENT;
    return request_end(&request, error);
}

int bmc_reserve_sel(struct bmc *bmc, uint16_t *reservation, struct bmc_error *error)
{
    struct request request;

    *reservation = 0;
    REQUEST_MAKE(&request, REQUEST_WRITE, reserve_sel);
    if (request_send(&request, fill_cmd_reserve_sel(request.rq), bmc, IPMI_NET_FN_STORAGE_RQ))
        *reservation = (uint16_t)request_field(&request, "reservation_id");
    return request_end(&request, error);
}

int bmc_clear_sel(struct bmc *bmc, uint16_t reservation, bool initiate, bool *done,
                  struct bmc_error *error)
{
    const uint8_t operation = initiate ? IPMI_SEL_CLEAR_OPERATION_INITIATE_ERASE
                                       : IPMI_SEL_CLEAR_OPERATION_GET_ERASURE_STATUS;
    struct request request;

    *done = false;
    REQUEST_MAKE(&request, initiate ? REQUEST_ONCE : REQUEST_READ, clear_sel);
    if (request_send(&request, fill_cmd_clear_sel(reservation, operation, request.rq), bmc,
                     IPMI_NET_FN_STORAGE_RQ))
        *done = request_field(&request, "erasure_progress") == IPMI_SEL_CLEAR_ERASE_COMPLETED;
    else if (request.error.completion_code == IPMI_COMP_CODE_RESERVATION_CANCELLED)
        request.result = SEL_RESERVATION;
    return request_end(&request, error);
}

int bmc_get_sel_time(struct bmc *bmc, uint32_t *seconds, struct bmc_error *error)
{
    struct request request;

    *seconds = 0;
    REQUEST_MAKE(&request, REQUEST_READ, get_sel_time);
    if (request_send(&request, fill_cmd_get_sel_time(request.rq), bmc, IPMI_NET_FN_STORAGE_RQ))
        *seconds = (uint32_t)request_field(&request, "time");
    return request_end(&request, error);
}

int bmc_set_sel_time(struct bmc *bmc, uint32_t seconds, struct bmc_error *error)
{
    struct request request;

    REQUEST_MAKE(&request, REQUEST_WRITE, set_sel_time);
    request_send(&request, fill_cmd_set_sel_time(seconds, request.rq), bmc, IPMI_NET_FN_STORAGE_RQ);
    return request_end(&request, error);
}
