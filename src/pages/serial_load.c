/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which channel serial over LAN is on, its parameters, and who may use it. */
#include <string.h>

#include "base/i18n.h"
#include "base/ipv4.h"
#include "base/text.h"
#include "core/model_change.h"
#include "core/rule.h"
#include "pages/serial_own.h"

/* --- the channel ----------------------------------------------------------------------------- */

static void load_show_channel(struct load *load, const struct model_channel *channel)
{
    load->model->current = (size_t)(channel - load->model->channels);
}

static bool load_has_address(const struct model_channel *channel)
{
    const struct value *address = &channel->values[SERIAL_ADDRESS];

    return value_known(address) && rule_host((uint32_t)address->number) &&
           !ipv4_link_local((uint32_t)address->number);
}

static int load_no_channel(struct load *load)
{
    if (load->odd.kind == ERROR_NONE || load->odd.kind == ERROR_REFUSED)
        return error_set(load->error, ERROR_NO_LAN, "%s",
                         _("this BMC has no LAN channel, so it has no serial over LAN"));
    *load->error = load->odd;
    return -1;
}

/* As the IPMI page does: the lowest one with an address, else the lowest. */
static int load_choose_channel(struct load *load)
{
    struct model *model = load->model;

    for (uint8_t number = BMC_CHANNEL_FIRST; number <= BMC_CHANNEL_LAST; number++) {
        struct model_channel *channel;

        if (load_channel(load, number, SERIAL_MAC, &channel) < 0)
            return -1;
        if (channel == NULL)
            continue;
        if (load_unread(load, channel, SERIAL_ADDRESS) < 0)
            return -1;
        if (load_has_address(channel)) {
            load_show_channel(load, channel);
            return 0;
        }
    }
    if (model->channel_count == 0)
        return load_no_channel(load);
    load_show_channel(load, &model->channels[0]);
    return 0;
}

static int load_take_channel(struct load *load)
{
    struct model_channel *channel;

    if (load->channel == 0)
        return load_choose_channel(load);
    if (load_channel(load, load->channel, SERIAL_MAC, &channel) < 0)
        return -1;
    if (channel == NULL)
        return error_set(load->error, ERROR_USAGE, _("channel %u is not a LAN channel of this BMC"),
                         (unsigned)load->channel);
    load_show_channel(load, channel);
    return 0;
}

/* Where the payload goes by another LAN channel, that is the one to be shown and set. */
static int load_follow_payload(struct load *load)
{
    struct model_channel *channel = model_channel(load->model);
    const struct value *payload = &channel->values[SERIAL_CHANNEL];
    uint8_t number;

    if (load_unread(load, channel, SERIAL_CHANNEL) < 0)
        return -1;
    number = value_known(payload) ? (uint8_t)payload->number : 0;
    if (load->channel != 0 || number == channel->number || number < BMC_CHANNEL_FIRST ||
        number > BMC_CHANNEL_LAST)
        return 0;
    if (load_channel(load, number, SERIAL_MAC, &channel) < 0)
        return -1;
    if (channel != NULL)
        load_show_channel(load, channel);
    return 0;
}

/* --- its users ------------------------------------------------------------------------------- */

/* Whether the limits let this user in at all: then he is worth two more requests. */
static bool load_is_candidate(const struct model *model, const struct user_access *access)
{
    const struct value *limit = model_value(model, SERIAL_PRIVILEGE);
    unsigned least = value_known(limit) ? (unsigned)limit->number & serial_privilege.mask : 0;

    return access->enabled != USER_DISABLED && access->privilege >= PRIVILEGE_USER &&
           access->privilege < PRIVILEGE_NONE && (unsigned)access->privilege >= least;
}

/* *may: 1 yes, 0 no, -1 the BMC does not tell. */
static int load_payload(struct load *load, uint8_t slot, int *may)
{
    uint8_t payloads = 0;
    int result;

    load_patience(load, (enum load_part)SERIAL_MAY);
    result = bmc_get_payload_access(load->bmc, model_channel(load->model)->number, slot, &payloads,
                                    load->error);
    *may = result != 0 ? -1 : (payloads & PAYLOAD_SOL) != 0;
    return load_bear(load, (enum load_part)SERIAL_MAY, result < 0 ? -1 : 0,
                     &model_channel(load->model)->values[SERIAL_MAY].fault);
}

static int load_add_user(struct load *load, uint8_t slot, const struct user_access *access)
{
    struct model_user *user;
    char name[BMC_USER_NAME] = "";
    int result;

    load_patience(load, LOAD_USER_NAME);
    result = bmc_get_user_name(load->bmc, slot, name, load->error);
    if (result < 0)
        name[0] = '\0';
    if (model_user(load->model, slot) == NULL) {
        user = model_add_user(load->model, slot, name);
        user->access = *access;
        user->access_known = true;
    }
    return load_bear(load, LOAD_USER_NAME, result, NULL);
}

/* What is not known of one is not known of the row. */
static int load_slot(struct load *load, uint8_t slot, uint8_t *slots)
{
    struct value *value = &model_channel(load->model)->values[SERIAL_MAY];
    struct user_access access = {0};
    struct value_fault fault;
    int may, result;

    load_patience(load, LOAD_USER_ACCESS);
    result = bmc_get_user_access(load->bmc, model_channel(load->model)->number, slot, &access,
                                 load->error);
    if (load_bear(load, LOAD_USER_ACCESS, result, &fault) < 0)
        return -1;
    if (result < 0) {
        *value = (struct value){.state = VALUE_NOT_READ, .fault = fault};
        return 0;
    }
    if (slot == BMC_USER_FIRST)
        *slots = model_slots(&access);
    if (!load_is_candidate(load->model, &access))
        return 0;
    if (load_payload(load, slot, &may) < 0)
        return -1;
    if (may < 0) {
        value->state = value->fault.kind == ERROR_NONE ? VALUE_NOT_AVAILABLE : VALUE_NOT_READ;
        return 0;
    }
    if (may == 0)
        return 0;
    value->number |= (uint64_t)1 << (slot - 1);
    return load_add_user(load, slot, &access);
}

static int load_users_of(struct load *load)
{
    struct value *value = &model_channel(load->model)->values[SERIAL_MAY];
    struct value read;
    uint8_t slots = BMC_USER_FIRST;

    if (value->state != VALUE_UNREAD)
        return 0;
    for (uint8_t slot = BMC_USER_FIRST;
         slot <= slots && slot <= BMC_USER_LAST && value->state == VALUE_UNREAD; slot++)
        if (load_slot(load, slot, &slots) < 0)
            return -1;
    read = *value;
    if (read.state == VALUE_UNREAD)
        read.state = VALUE_KNOWN;
    *value = read;
    load->model->users_complete = true;
    load_came(load);
    return 0;
}

/* One answer for two rows. */
static int load_authentication(struct load *load)
{
    struct value *values = model_channel(load->model)->values;

    if (load_unread(load, model_channel(load->model), SERIAL_ENCRYPTION) < 0)
        return -1;
    if (values[SERIAL_PRIVILEGE].state == VALUE_UNREAD)
        values[SERIAL_PRIVILEGE] = values[SERIAL_ENCRYPTION];
    return 0;
}

/* --- the page -------------------------------------------------------------------------------- */

int serial_load(struct load *load)
{
    bool all = load->what == LOAD_FIRST;

    if (load->what == LOAD_CHANNELS && model_channel(load->model) != NULL)
        return 0;
    if (load_take_channel(load) < 0 || load_follow_payload(load) < 0 ||
        load_authentication(load) < 0 || load_unread_rows(load) < 0)
        return -1;
    load->model->channels_complete = true;
    if (!all)
        return 0;
    if (model_channel(load->model)->values[SERIAL_LOGIN].state == VALUE_UNREAD)
        serial_look_here(load->bmc, model_channel(load->model)->values);
    return load_users_of(load) < 0 ? -1 : load_device(load);
}
