/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which channels there are, and which of them is shown. */
#include "core/load_own.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/ipv4.h"
#include "core/rule.h"

#define CODE_UNKNOWN_COMMAND 0xc1
#define CODE_UNSPECIFIED     0xff

static struct page_channel *known_channel(struct page *page, uint8_t number)
{
    for (size_t i = 0; i < page->channel_count; i++) {
        if (page->channels[i].number == number)
            return &page->channels[i];
    }
    return NULL;
}

/* Keeps the table ascending, and current on the same channel. */
static struct page_channel *insert_channel(struct page *page, uint8_t number,
                                           enum channel_medium medium)
{
    size_t at = page->channel_count;
    bool shown = page->current < page->channel_count;

    while (at > 0 && page->channels[at - 1].number > number)
        at--;
    memmove(&page->channels[at + 1], &page->channels[at],
            (page->channel_count - at) * sizeof page->channels[0]);
    memset(&page->channels[at], 0, sizeof page->channels[at]);
    page->channels[at].number = number;
    page->channels[at].medium = medium;
    page->channel_count++;
    if (shown && page->current >= at)
        page->current++;
    else if (!shown)
        page->current = BMC_CHANNELS_MAX;
    return &page->channels[at];
}

/* Once one channel is there, another that fails is merely not there. Before that a busy BMC is: it
 * must not look like one without channels. */
static int bear_channel(struct load *load, int result)
{
    if (result == 0) {
        load_came(load);
        return 0;
    }
    if (load->error->kind == ERROR_BUSY && load->page->channel_count == 0)
        return -1;
    load->doubtful |= load->error->kind == ERROR_BUSY;
    load->odd = *load->error;
    return load_bear(load, LOAD_CHANNEL, result, NULL);
}

static bool mac_known(const struct page *page, const uint8_t mac[6])
{
    for (size_t i = 0; i < page->channel_count; i++)
        if (page->channels[i].lan.state[LAN_MAC] == VALUE_KNOWN &&
            memcmp(page->channels[i].lan.mac, mac, 6) == 0)
            return true;
    return false;
}

/* Some BMCs (OpenBMC as Facebook had it) do not know the command that tells of channels, but have
 * the parameters of one, maybe under any number. */
static int probe_parameters(struct load *load, uint8_t number, struct page_channel **found)
{
    struct lan lan = {.state = {VALUE_UNREAD}};
    struct bmc_error kept = *load->error;
    int result;

    load_patience(load, LOAD_CHANNEL);
    result = bmc_read_lan(load->bmc, number, LAN_MAC, &lan, load->error);
    if (result == 0 && lan.state[LAN_MAC] == VALUE_KNOWN && !mac_known(load->page, lan.mac)) {
        *found = insert_channel(load->page, number, CHANNEL_MEDIUM_802_3);
        (*found)->lan = lan;
    }
    if (load_bear(load, LOAD_CHANNEL, result, NULL) < 0)
        return -1;
    *load->error = kept;
    return 0;
}

static bool command_unknown(const struct bmc_error *error)
{
    return error->kind == ERROR_REFUSED && error->completion_code == CODE_UNKNOWN_COMMAND;
}

/* *found NULL: no such LAN channel. */
static int probe_channel(struct load *load, uint8_t number, struct page_channel **found)
{
    bool present = false;
    enum channel_medium medium;
    int result;

    *found = known_channel(load->page, number);
    if (*found != NULL || load->page->channels_complete)
        return 0;
    load_patience(load, LOAD_CHANNEL);
    result = bmc_get_channel(load->bmc, number, &present, &medium, load->error);
    if (present)
        *found = insert_channel(load->page, number, medium);
    if (result < 0 && command_unknown(load->error) && probe_parameters(load, number, found) < 0)
        return -1;
    return bear_channel(load, result);
}

/* An address that a machine can have. */
static bool has_address(const struct page_channel *channel)
{
    return channel->lan.state[LAN_ADDRESS] == VALUE_KNOWN && rule_host(channel->lan.address);
}

/* Users have their privileges, and access its tables, on each channel by itself. */
static void show_channel(struct page *page, uint8_t number)
{
    size_t chosen = (size_t)(known_channel(page, number) - page->channels);

    if (page->current != chosen) {
        for (size_t i = 0; i < page->user_count; i++)
            page->users[i].access_known = false;
        page->access_state = VALUE_UNREAD;
    }
    page->current = chosen;
}

/* None at all is what a BMC that is just starting says, too: it is asked again the next time. */
static void channels_scanned(struct load *load)
{
    load->page->channels_complete = load->page->channel_count > 0 && !load->doubtful;
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
                  _("this BMC has no LAN channel, or is still starting: it does not know the "
                    "command that tells of them"));
    else
        error_set(load->error, ERROR_BUSY,
                  _("the BMC seems to be starting: it refuses to tell of its channels; %s"),
                  bmc_code_text(odd->completion_code));
    load->error->completion_code = odd->completion_code;
    return -1;
}

/* When no channel has an ordinary address: the lowest link-local one, else the lowest at all. */
static int choose_among(struct load *load)
{
    struct page *page = load->page;

    channels_scanned(load);
    if (page->channel_count == 0)
        return no_channel(load);
    for (size_t i = 0; i < page->channel_count; i++) {
        if (has_address(&page->channels[i])) {
            show_channel(page, page->channels[i].number);
            return 0;
        }
    }
    show_channel(page, page->channels[0].number);
    return 0;
}

/* Two such refusals in a row are enough for a screen that looks again in a minute. */
static bool break_off(const struct load *load, uint8_t number)
{
    uint8_t code = load->odd.completion_code;

    return load->brief && number > BMC_CHANNEL_FIRST && load->page->channel_count == 0 &&
           load->odd.kind == ERROR_REFUSED &&
           (code == CODE_UNKNOWN_COMMAND || code == CODE_UNSPECIFIED);
}

/* *found: the lowest channel with an ordinary address; NULL: none has. */
static int look_for_address(struct load *load, struct page_channel **found)
{
    *found = NULL;
    for (uint8_t number = BMC_CHANNEL_FIRST; number <= BMC_CHANNEL_LAST; number++) {
        struct page_channel *channel;

        if (probe_channel(load, number, &channel) < 0)
            return -1;
        if (break_off(load, number))
            return 0;
        if (channel == NULL)
            continue;
        if (load_unread(load, channel, LAN_ADDRESS) < 0)
            return -1;
        if (has_address(channel) && !ipv4_link_local(channel->lan.address)) {
            *found = channel;
            return 0;
        }
    }
    return 0;
}

static bool may_be_starting(const struct load *load)
{
    return load->page->channel_count == 0 && load->odd.kind == ERROR_REFUSED && !load->brief;
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
    struct page_channel *channel;

    if (look_for_address(load, &channel) < 0)
        return -1;
    if (may_be_starting(load) &&
        (wait_for_start(load) < 0 || look_for_address(load, &channel) < 0))
        return -1;
    if (channel == NULL)
        return choose_among(load);
    show_channel(load->page, channel->number);
    return 0;
}

static int list_channels(struct load *load)
{
    static const enum lan_item shown[] = {LAN_MAC, LAN_ADDRESS, LAN_SOURCE};

    for (uint8_t number = BMC_CHANNEL_FIRST; number <= BMC_CHANNEL_LAST; number++) {
        struct page_channel *channel;

        if (probe_channel(load, number, &channel) < 0)
            return -1;
        for (size_t i = 0; channel != NULL && i < sizeof shown / sizeof *shown; i++) {
            if (load_unread(load, channel, shown[i]) < 0)
                return -1;
        }
    }
    return 0;
}

static int refuse_channel(struct load *load, uint8_t number)
{
    char list[BMC_CHANNELS_MAX * 4 + 1] = "";
    size_t used = 0;

    if (load_list_channels(load) < 0)
        return -1;
    for (size_t i = 0; i < load->page->channel_count; i++) {
        int printed = snprintf(list + used, sizeof list - used, "%s%u", i > 0 ? ", " : "",
                               (unsigned)load->page->channels[i].number);

        if (printed > 0 && used + (size_t)printed < sizeof list)
            used += (size_t)printed;
    }
    return error_set(load->error, ERROR_USAGE, _("%u is no LAN channel of this BMC; it has %s"),
                     (unsigned)number, list);
}

static int take_named(struct load *load, uint8_t number)
{
    struct page_channel *channel;

    if (probe_channel(load, number, &channel) < 0)
        return -1;
    if (channel == NULL)
        return refuse_channel(load, number);
    show_channel(load->page, number);
    return load_unread(load, channel, LAN_ADDRESS);
}


int load_take_channel(struct load *load, uint8_t number)
{
    return number != 0 ? take_named(load, number) : choose_channel(load);
}

int load_list_channels(struct load *load)
{
    if (list_channels(load) < 0)
        return -1;
    if (may_be_starting(load) && (wait_for_start(load) < 0 || list_channels(load) < 0))
        return -1;
    channels_scanned(load);
    return load->page->channel_count == 0 ? no_channel(load) : 0;
}
