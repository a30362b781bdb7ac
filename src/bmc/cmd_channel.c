/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Get Channel Info (22.24), Get and Set Channel Access (22.23, 22.22). */
#include "bmc/request.h"
#include "bmc/state.h"

/* Only these mean "no such channel". A busy, hung or starting BMC must not look like one without
 * LAN; the caller judges other refusals by what the other channels answer. */
static bool channel_absent(const struct bmc_error *error)
{
    return error->kind == ERROR_REFUSED &&
           (error->completion_code == IPMI_COMP_CODE_REQUESTED_SENSOR_DATA_OR_RECORD_NOT_PRESENT ||
            error->completion_code == IPMI_COMP_CODE_INVALID_DATA_FIELD_IN_REQUEST);
}

/* *told: the channel's number, which says something of the session's own, and its medium. */
static int channel_ask(struct bmc *bmc, uint8_t channel, enum request_kind kind,
                       struct session_channel *told, struct bmc_error *error)
{
    struct request request;

    *told = (struct session_channel){0};
    REQUEST_MAKE(&request, kind, get_channel_info);
    if (request_send(&request, fill_cmd_get_channel_info(channel, request.rq), bmc,
                     IPMI_NET_FN_APP_RQ)) {
        told->number = (uint8_t)request_field(&request, "actual_channel_number");
        told->medium = (unsigned)request_field(&request, "channel_medium_type");
    }
    told->opened = bmc->opened;
    return request_end(&request, error);
}

/* An answer that makes no sense counts as none. */
static int channel_ask_session(struct bmc *bmc, enum request_kind kind, struct bmc_error *error)
{
    struct session_channel *own = &bmc->session;
    int result = channel_ask(bmc, IPMI_CHANNEL_NUMBER_CURRENT_CHANNEL, kind, own, error);

    if (request_check_channel(own->number, NULL) != 0)
        own->number = 0;
    return result;
}

static bool channel_session_asked(const struct bmc *bmc)
{
    return bmc->session.opened != 0 && bmc->session.opened == bmc->opened;
}

/* The channel of a session over LAN is asked for as such: its answer is what a save asks, too. Not
 * with patience, since any channel can be asked for by its number. */
static int channel_find(struct bmc *bmc, uint8_t channel, unsigned *medium,
                        struct bmc_error *error)
{
    struct session_channel told;
    int result = 0;

    if (bmc_over_lan(bmc) && !channel_session_asked(bmc) &&
        channel_ask_session(bmc, REQUEST_ASK_ONCE, error) != 0 &&
        (error->kind == ERROR_CANCELLED || link_broken(error)))
        return -1;
    if (channel_session_asked(bmc) && bmc->session.number == channel)
        told = bmc->session;
    else
        result = channel_ask(bmc, channel, REQUEST_READ, &told, error);
    *medium = told.medium;
    return result;
}

int bmc_get_channel(struct bmc *bmc, uint8_t channel, bool *present, enum channel_medium *medium,
                    struct bmc_error *error)
{
    struct bmc_error why = {.kind = ERROR_NONE};
    unsigned type = 0;

    *present = false;
    if (request_check_channel(channel, error) != 0)
        return -1;
    if (channel_find(bmc, channel, &type, &why) != 0)
        return channel_absent(&why) ? 0 : error_copy(error, &why);
    *present = type == CHANNEL_MEDIUM_802_3 || type == CHANNEL_MEDIUM_OTHER_LAN;
    if (*present)
        *medium = (enum channel_medium)type;
    return 0;
}

int bmc_get_session_channel(struct bmc *bmc, uint8_t *channel, struct bmc_error *error)
{
    if ((!channel_session_asked(bmc) || bmc->session.number == 0) &&
        channel_ask_session(bmc, REQUEST_READ, error) != 0)
        return -1;
    *channel = bmc->session.number;
    return request_check_channel(*channel, error);
}

int bmc_get_channel_access(struct bmc *bmc, uint8_t channel, bool non_volatile,
                           struct channel_access *access, struct bmc_error *error)
{
    uint8_t which =
        non_volatile ? IPMI_CHANNEL_ACCESS_GET_NON_VOLATILE : IPMI_CHANNEL_ACCESS_GET_VOLATILE;
    struct request request;

    if (request_check_channel(channel, error) != 0)
        return -1;
    REQUEST_MAKE(&request, REQUEST_READ, get_channel_access);
    if (request_send(&request, fill_cmd_get_channel_access(channel, which, request.rq), bmc,
                     IPMI_NET_FN_APP_RQ)) {
        access->mode = (uint8_t)request_field(&request, "ipmi_messaging_access_mode");
        /* On the wire 1 is "disabled". */
        access->user_auth_disabled = request_field(&request, "user_level_authentication") != 0;
        access->message_auth_disabled = request_field(&request, "per_message_authentication") != 0;
        access->pef_alerting_disabled = request_field(&request, "pef_alerting") != 0;
        access->privilege =
            (enum privilege)request_field(&request, "channel_privilege_level_limit");
    }
    return request_end(&request, error);
}

static int channel_fill_access(struct request *request, uint8_t channel, bool non_volatile,
                               const struct channel_access *access)
{
    int filled = fill_cmd_set_channel_access(
        channel, access->mode, access->user_auth_disabled, access->message_auth_disabled,
        access->pef_alerting_disabled,
        non_volatile ? IPMI_CHANNEL_ACCESS_SET_NON_VOLATILE : IPMI_CHANNEL_ACCESS_SET_VOLATILE,
        IPMI_PRIVILEGE_LEVEL_ADMIN, IPMI_PRIVILEGE_LEVEL_LIMIT_NO_CHANGE, request->rq);

    /* "No change", but some BMCs may use the limit all the same. The fill refuses 0. */
    if (filled == 0)
        filled = fiid_obj_set(request->rq, "channel_privilege_level_limit",
                              (uint64_t)access->privilege & 0x0f);
    return filled;
}

int bmc_set_channel_access(struct bmc *bmc, uint8_t channel, bool non_volatile,
                           const struct channel_access *access, struct bmc_error *error)
{
    struct request request;

    if (request_check_channel(channel, error) != 0)
        return -1;
    REQUEST_MAKE(&request, REQUEST_WRITE, set_channel_access);
    request_send(&request, channel_fill_access(&request, channel, non_volatile, access), bmc,
                 IPMI_NET_FN_APP_RQ);
    return request_end(&request, error);
}
