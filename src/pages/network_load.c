/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which channels there are, and which of them is shown. */
#include "pages/network_own.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/ipv4.h"
#include "base/text.h"
#include "core/model_change.h"
#include "core/rule.h"

#define CODE_UNKNOWN_COMMAND 0xc1
#define CODE_UNSPECIFIED     0xff

static uint32_t channel_address(const struct model_channel *channel)
{
    const struct value *address = &channel->values[FIELD_ADDRESS];

    return value_known(address) ? (uint32_t)address->number : 0;
}

/* An address that a machine can have. */
static bool has_address(const struct model_channel *channel)
{
    return rule_host(channel_address(channel));
}

/* Users have their privileges, and access its tables, on each channel by itself. */
static void show_channel(struct model *model, uint8_t number)
{
    size_t chosen = (size_t)(model_find_channel(model, number) - model->channels);

    if (model->current != chosen) {
        for (size_t i = 0; i < model->user_count; i++)
            model->users[i].access_known = false;
        model->access_state = VALUE_UNREAD;
    }
    model->current = chosen;
}

/* None at all is what a BMC that is just starting says, too: it is asked again the next time. */
static void channels_scanned(struct load *load)
{
    load->model->channels_complete = load->model->channel_count > 0 && !load->doubtful;
}

/* Every BMC with a LAN channel knows the command that tells of it. */
static int no_channel(struct load *load)
{
    const struct bmc_error *odd = &load->odd;

    if (odd->kind == ERROR_NONE)
        return error_set(load->error, ERROR_NO_LAN,
                         _("this BMC has no LAN channel, so there is no address to set"));
    if (odd->kind != ERROR_REFUSED) {
        *load->error = *odd;
        return -1;
    }
    if (odd->completion_code == CODE_UNKNOWN_COMMAND)
        error_set(load->error, ERROR_NO_LAN,
                  _("this BMC has no LAN channel or is still starting up: it does not know the "
                    "command that lists them"));
    else
        error_set(load->error, ERROR_BUSY,
                  _("the BMC seems to be starting up: it refuses to list its channels; %s"),
                  bmc_code_text(odd->completion_code));
    load->error->completion_code = odd->completion_code;
    return -1;
}

/* When no channel has an ordinary address: the lowest link-local one, else the lowest at all. */
static int choose_among(struct load *load)
{
    struct model *model = load->model;

    channels_scanned(load);
    if (model->channel_count == 0)
        return no_channel(load);
    for (size_t i = 0; i < model->channel_count; i++) {
        if (has_address(&model->channels[i])) {
            show_channel(model, model->channels[i].number);
            return 0;
        }
    }
    show_channel(model, model->channels[0].number);
    return 0;
}

/* Two such refusals in a row are enough for a screen that looks again in a minute. */
static bool break_off(const struct load *load, uint8_t number)
{
    uint8_t code = load->odd.completion_code;

    return load->what == LOAD_SHOWN && number > BMC_CHANNEL_FIRST &&
           load->model->channel_count == 0 && load->odd.kind == ERROR_REFUSED &&
           (code == CODE_UNKNOWN_COMMAND || code == CODE_UNSPECIFIED);
}

/* *found: the lowest channel with an ordinary address; NULL: none has. */
static int look_for_address(struct load *load, struct model_channel **found)
{
    *found = NULL;
    for (uint8_t number = BMC_CHANNEL_FIRST; number <= BMC_CHANNEL_LAST; number++) {
        struct model_channel *channel;

        if (load_channel(load, number, FIELD_MAC, &channel) < 0)
            return -1;
        if (break_off(load, number))
            return 0;
        if (channel == NULL)
            continue;
        if (load_unread(load, channel, FIELD_ADDRESS) < 0)
            return -1;
        if (has_address(channel) && !ipv4_link_local(channel_address(channel))) {
            *found = channel;
            return 0;
        }
    }
    return 0;
}

static bool may_be_starting(const struct load *load)
{
    return load->model->channel_count == 0 && load->odd.kind == ERROR_REFUSED &&
           load->what != LOAD_SHOWN;
}

static int wait_for_start(struct load *load)
{
    if (!bmc_pause(load->bmc, LOAD_STARTING_MS))
        return error_set(load->error, ERROR_CANCELLED, _("cancelled"));
    load->odd.kind = ERROR_NONE;
    return 0;
}

static int choose_channel(struct load *load)
{
    struct model_channel *channel;

    if (look_for_address(load, &channel) < 0)
        return -1;
    if (may_be_starting(load) && (wait_for_start(load) < 0 || look_for_address(load, &channel) < 0))
        return -1;
    if (channel == NULL)
        return choose_among(load);
    show_channel(load->model, channel->number);
    return 0;
}

static int list_channels(struct load *load)
{
    static const enum field_id shown[] = {FIELD_MAC, FIELD_ADDRESS, FIELD_IP_SOURCE};

    for (uint8_t number = BMC_CHANNEL_FIRST; number <= BMC_CHANNEL_LAST; number++) {
        struct model_channel *channel;

        if (load_channel(load, number, FIELD_MAC, &channel) < 0)
            return -1;
        for (size_t i = 0; channel != NULL && i < sizeof shown / sizeof *shown; i++) {
            if (load_unread(load, channel, shown[i]) < 0)
                return -1;
        }
    }
    return 0;
}

/* All of them, with MAC, address and source; ERROR_NO_LAN: there is none. */
static int read_channels(struct load *load)
{
    if (list_channels(load) < 0)
        return -1;
    if (may_be_starting(load) && (wait_for_start(load) < 0 || list_channels(load) < 0))
        return -1;
    channels_scanned(load);
    return load->model->channel_count == 0 ? no_channel(load) : 0;
}

static int refuse_channel(struct load *load, uint8_t number)
{
    char list[BMC_CHANNELS_MAX * 4 + 1] = "";

    if (read_channels(load) < 0)
        return -1;
    for (size_t i = 0; i < load->model->channel_count; i++)
        text_append(list, sizeof list, ", ", "%u", (unsigned)load->model->channels[i].number);
    return error_set(load->error, ERROR_USAGE,
                     _("channel %u is not a LAN channel of this BMC; it has %s"), (unsigned)number,
                     list);
}

static int take_named(struct load *load, uint8_t number)
{
    struct model_channel *channel;

    if (load_channel(load, number, FIELD_MAC, &channel) < 0)
        return -1;
    if (channel == NULL)
        return refuse_channel(load, number);
    show_channel(load->model, number);
    return load_unread(load, channel, FIELD_ADDRESS);
}

static int take_channel(struct load *load)
{
    return load->channel != 0 ? take_named(load, load->channel) : choose_channel(load);
}

/* --- the page -------------------------------------------------------------------------------- */

static int read_settings(struct load *load)
{
    if (take_channel(load) < 0 || load_unread_rows(load) < 0)
        return -1;
    return load_user(load);
}

static int read_first(struct load *load)
{
    return read_settings(load) < 0 || load_light(load) < 0 ? -1 : load_device(load);
}

/* The address has been read where the channel was chosen just now. */
static int read_shown(struct load *load)
{
    static const enum field_id again[] = {FIELD_ADDRESS, FIELD_IP_SOURCE, FIELD_VLAN};
    size_t known = model_channel(load->model) == NULL ? 1 : 0;

    if (known > 0 && take_channel(load) < 0)
        return -1;
    for (size_t i = known; i < sizeof again / sizeof *again; i++) {
        if (load_row(load, model_channel(load->model), again[i]) < 0)
            return -1;
    }
    return load_unread(load, model_channel(load->model), FIELD_MAC);
}

int network_load(struct load *load)
{
    switch (load->what) {
    case LOAD_FIRST:
        return read_first(load);
    case LOAD_SETTINGS:
        return read_settings(load);
    case LOAD_CHANNELS:
        return read_channels(load);
    case LOAD_SHOWN:
        break;
    }
    return read_shown(load);
}
