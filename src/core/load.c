/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/load.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/ipv4.h"

/* Requests from an open link to all values: channel, 6 parameters, 2 for the user, the light, the
 * device. More when channels or slots have to be passed over. */
#define LOAD_FIRST_REQUESTS 11
#define USER_PREFERRED 2

struct load {
    struct bmc *bmc;
    struct page *page;
    const struct load_watch *watch;
    unsigned done, total;
    struct bmc_error *error;
};

/* Another answer came. */
static void came(struct load *load)
{
    load->done++;
    if (load->total < load->done)
        load->total = load->done;
    if (load->watch != NULL && load->watch->changed != NULL)
        load->watch->changed(load->watch->data, load->page, load->done, load->total);
}

/* A refusal only means that this value is not available; -1 is for a link that failed. */
static int tolerate(struct load *load, int result)
{
    came(load);
    if (result == 0 || load->error->kind == ERROR_REFUSED || load->error->kind == ERROR_DENIED)
        return 0;
    return -1;
}

static int read_item(struct load *load, struct page_channel *channel, enum lan_item item)
{
    int result = bmc_read_lan(load->bmc, channel->number, item, &channel->lan, load->error);

    if (result < 0 &&
        (load->error->kind == ERROR_REFUSED || load->error->kind == ERROR_DENIED))
        channel->lan.state[item] = VALUE_NOT_AVAILABLE;
    return tolerate(load, result);
}

static int read_unread(struct load *load, struct page_channel *channel, enum lan_item item)
{
    return channel->lan.state[item] == VALUE_UNREAD ? read_item(load, channel, item) : 0;
}

/* --- channels ------------------------------------------------------------ */

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

/* *found NULL: no such LAN channel. */
static int probe_channel(struct load *load, uint8_t number, struct page_channel **found)
{
    bool present = false;
    enum channel_medium medium;

    *found = known_channel(load->page, number);
    if (*found != NULL || load->page->channels_complete)
        return 0;
    /* Any error is one: a BMC that is just rebooting must not look like one without channels. */
    if (bmc_get_channel(load->bmc, number, &present, &medium, load->error) < 0)
        return -1;
    if (present)
        *found = insert_channel(load->page, number, medium);
    came(load);
    return 0;
}

static bool has_address(const struct page_channel *channel)
{
    return channel->lan.state[LAN_ADDRESS] == VALUE_KNOWN && channel->lan.address != 0;
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
static void channels_scanned(struct page *page)
{
    page->channels_complete = page->channel_count > 0;
}

/* When no channel has an ordinary address: the lowest link-local one, else the lowest at all. */
static int choose_among(struct load *load)
{
    struct page *page = load->page;

    channels_scanned(page);
    if (page->channel_count == 0)
        return error_set(load->error, ERROR_NO_LAN,
                         _("this BMC has no LAN channel, so there is no address to set"));
    for (size_t i = 0; i < page->channel_count; i++) {
        if (has_address(&page->channels[i])) {
            show_channel(page, page->channels[i].number);
            return 0;
        }
    }
    show_channel(page, page->channels[0].number);
    return 0;
}

static int choose_channel(struct load *load)
{
    for (uint8_t number = BMC_CHANNEL_FIRST; number <= BMC_CHANNEL_LAST; number++) {
        struct page_channel *channel;

        if (probe_channel(load, number, &channel) < 0)
            return -1;
        if (channel == NULL)
            continue;
        if (read_unread(load, channel, LAN_ADDRESS) < 0)
            return -1;
        if (has_address(channel) && !ipv4_link_local(channel->lan.address)) {
            show_channel(load->page, number);
            return 0;
        }
    }
    return choose_among(load);
}

static int refuse_channel(struct load *load, uint8_t number)
{
    char list[BMC_CHANNELS_MAX * 4 + 1] = "";
    size_t used = 0;

    if (load_channels(load->bmc, load->page, NULL, load->error) < 0)
        return -1;
    for (size_t i = 0; i < load->page->channel_count; i++) {
        int printed = snprintf(list + used, sizeof list - used, "%s%u", i > 0 ? ", " : "",
                               (unsigned)load->page->channels[i].number);

        if (printed > 0 && used + (size_t)printed < sizeof list)
            used += (size_t)printed;
    }
    if (load->page->channel_count == 0)
        return choose_among(load);
    return error_set(load->error, ERROR_USAGE, _("%u is no LAN channel of this BMC; it has %s"),
                     (unsigned)number, list);
}

static int take_channel(struct load *load, uint8_t number)
{
    struct page_channel *channel;

    if (probe_channel(load, number, &channel) < 0)
        return -1;
    if (channel == NULL)
        return refuse_channel(load, number);
    show_channel(load->page, number);
    return read_unread(load, channel, LAN_ADDRESS);
}

static int read_values(struct load *load)
{
    static const enum lan_item order[] = {LAN_SOURCE, LAN_NETMASK, LAN_GATEWAY, LAN_VLAN, LAN_MAC};
    struct page_channel *channel = page_channel(load->page);

    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (read_unread(load, channel, order[i]) < 0)
            return -1;
    }
    return 0;
}

/* --- users --------------------------------------------------------------- */

static struct page_user *known_user(struct page *page, uint8_t id)
{
    for (size_t i = 0; i < page->user_count; i++) {
        if (page->users[i].id == id)
            return &page->users[i];
    }
    return NULL;
}

static struct page_user *insert_user(struct page *page, uint8_t id, const char *name)
{
    size_t at = page->user_count;

    while (at > 0 && page->users[at - 1].id > id)
        at--;
    memmove(&page->users[at + 1], &page->users[at],
            (page->user_count - at) * sizeof page->users[0]);
    memset(&page->users[at], 0, sizeof page->users[at]);
    page->users[at].id = id;
    snprintf(page->users[at].name, sizeof page->users[at].name, "%s", name);
    for (char *byte = page->users[at].name; *byte != '\0'; byte++) {
        if (*byte < ' ' || *byte > '~')
            *byte = '?';
    }
    page->user_count++;
    return &page->users[at];
}

static int read_access(struct load *load, uint8_t id, bool *known, struct user_access *access)
{
    int result = bmc_get_user_access(load->bmc, load->page->channels[load->page->current].number,
                                     id, access, load->error);

    *known = result == 0;
    return tolerate(load, result);
}

/* *user NULL: the slot has no name. */
static int read_user(struct load *load, uint8_t id, struct page_user **user)
{
    char name[BMC_USER_NAME] = "";

    *user = known_user(load->page, id);
    if (*user == NULL) {
        int result = bmc_get_user_name(load->bmc, id, name, load->error);

        if (tolerate(load, result) < 0)
            return -1;
        if (result < 0 || name[0] == '\0')
            return 0;
        *user = insert_user(load->page, id, name);
    }
    if ((*user)->access_known)
        return 0;
    return read_access(load, id, &(*user)->access_known, &(*user)->access);
}

/* How many slots there are; every answer to Get User Access says so. */
static int slot_count(struct load *load, uint8_t *slots)
{
    struct user_access access = {0};
    bool known;

    for (size_t i = 0; i < load->page->user_count; i++) {
        if (load->page->users[i].access_known) {
            *slots = load->page->users[i].access.max_users;
            return 0;
        }
    }
    if (read_access(load, BMC_USER_FIRST, &known, &access) < 0)
        return -1;
    *slots = known ? access.max_users : USER_PREFERRED;
    return 0;
}

static bool enabled_administrator(const struct page_user *user)
{
    return user->access_known && user->access.enabled != USER_DISABLED &&
           user->access.privilege == PRIVILEGE_ADMINISTRATOR;
}

/* Slot 2 when it has a name, else the lowest enabled administrator, else the lowest with a name. */
static int choose_user(struct load *load)
{
    struct page *page = load->page;
    struct page_user *user;
    uint8_t slots = 0;

    if (read_user(load, USER_PREFERRED, &user) < 0)
        return -1;
    if (user != NULL) {
        page->default_user = USER_PREFERRED;
        return 0;
    }
    if (slot_count(load, &slots) < 0)
        return -1;
    for (uint8_t id = BMC_USER_FIRST; id <= slots && id <= BMC_USER_LAST; id++) {
        if (id == USER_PREFERRED)
            continue;
        if (read_user(load, id, &user) < 0)
            return -1;
        if (user != NULL && enabled_administrator(user)) {
            page->default_user = id;
            return 0;
        }
    }
    page->users_complete = true;
    page->default_user = page->user_count > 0 ? page->users[0].id : 0;
    return 0;
}

/* --- the parts ----------------------------------------------------------- */

static struct load begin(struct bmc *bmc, struct page *page, const struct load_watch *watch,
                         struct bmc_error *error, struct bmc_error *own, unsigned total)
{
    return (struct load){bmc, page, watch, 0, total, error != NULL ? error : own};
}

static int read_device(struct load *load)
{
    int result;

    if (load->page->device_known)
        return 0;
    result = bmc_get_device(load->bmc, &load->page->device, load->error);
    load->page->device_known = result == 0;
    return tolerate(load, result);
}

static int read_identify(struct load *load)
{
    struct page *page = load->page;
    int result = bmc_get_identify(load->bmc, &page->identify, load->error);

    page->identify_state = result == 0 ? VALUE_KNOWN : VALUE_NOT_AVAILABLE;
    return tolerate(load, result);
}

static int read_settings(struct load *load, uint8_t channel)
{
    if ((channel != 0 ? take_channel(load, channel) : choose_channel(load)) < 0)
        return -1;
    return read_values(load) < 0 ? -1 : choose_user(load);
}

int load_first(struct bmc *bmc, struct page *page, uint8_t channel, const struct load_watch *watch,
               struct bmc_error *error)
{
    struct bmc_error own;
    struct load load = begin(bmc, page, watch, error, &own, LOAD_FIRST_REQUESTS);

    if (read_settings(&load, channel) < 0 || read_identify(&load) < 0)
        return -1;
    return read_device(&load);
}

int load_settings(struct bmc *bmc, struct page *page, uint8_t channel,
                  const struct load_watch *watch, struct bmc_error *error)
{
    struct bmc_error own;
    struct load load = begin(bmc, page, watch, error, &own, LOAD_FIRST_REQUESTS - 2);

    return read_settings(&load, channel);
}

int load_channels(struct bmc *bmc, struct page *page, const struct load_watch *watch,
                  struct bmc_error *error)
{
    static const enum lan_item shown[] = {LAN_MAC, LAN_ADDRESS, LAN_SOURCE};
    struct bmc_error own;
    struct load load = begin(bmc, page, watch, error, &own, BMC_CHANNELS_MAX);

    for (uint8_t number = BMC_CHANNEL_FIRST; number <= BMC_CHANNEL_LAST; number++) {
        struct page_channel *channel;

        if (probe_channel(&load, number, &channel) < 0)
            return -1;
        for (size_t i = 0; channel != NULL && i < sizeof shown / sizeof *shown; i++) {
            if (read_unread(&load, channel, shown[i]) < 0)
                return -1;
        }
    }
    channels_scanned(page);
    return 0;
}

int load_users(struct bmc *bmc, struct page *page, const struct load_watch *watch,
               struct bmc_error *error)
{
    struct bmc_error own;
    struct load load = begin(bmc, page, watch, error, &own, 0);
    uint8_t slots = 0;

    if (page->users_complete)
        return 0;
    if (slot_count(&load, &slots) < 0)
        return -1;
    for (uint8_t id = BMC_USER_FIRST; id <= slots && id <= BMC_USER_LAST; id++) {
        struct page_user *user;

        if (read_user(&load, id, &user) < 0)
            return -1;
    }
    page->users_complete = true;
    return 0;
}

int load_rest(struct bmc *bmc, struct page *page, const struct load_watch *watch,
              struct bmc_error *error)
{
    if (load_channels(bmc, page, watch, error) < 0)
        return -1;
    return load_users(bmc, page, watch, error);
}

static int read_tables(struct load *load)
{
    struct page *page = load->page;
    uint8_t channel = page->channels[page->current].number;
    int result = bmc_get_channel_access(load->bmc, channel, true, &page->access_non_volatile,
                                        load->error);

    if (tolerate(load, result) < 0)
        return -1;
    if (result == 0) {
        result = bmc_get_channel_access(load->bmc, channel, false, &page->access_volatile,
                                        load->error);
        if (tolerate(load, result) < 0)
            return -1;
    }
    page->access_state = result == 0 ? VALUE_KNOWN : VALUE_NOT_AVAILABLE;
    return 0;
}

int load_access(struct bmc *bmc, struct page *page, uint8_t user, struct bmc_error *error)
{
    struct bmc_error own;
    struct load load = begin(bmc, page, NULL, error, &own, 0);
    struct page_user *chosen;

    if (read_item(&load, page_channel(page), LAN_ARP) < 0 || read_tables(&load) < 0)
        return -1;
    if (user == 0)
        return 0;
    chosen = known_user(page, user);
    if (chosen != NULL)
        chosen->access_known = false;
    return read_user(&load, user, &chosen);
}

int load_lan(struct bmc *bmc, struct page *page, const struct load_watch *watch,
             struct bmc_error *error)
{
    struct bmc_error own;
    struct load load = begin(bmc, page, watch, error, &own, LAN_MAC);

    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        if (read_item(&load, page_channel(page), item) < 0)
            return -1;
    }
    return 0;
}

int load_shown(struct bmc *bmc, struct page *page, const struct load_watch *watch,
               struct bmc_error *error)
{
    static const enum lan_item again[] = {LAN_ADDRESS, LAN_SOURCE, LAN_VLAN};
    struct bmc_error own;
    struct load load = begin(bmc, page, watch, error, &own, 4);
    bool first = page_channel(page) == NULL;

    if (first && choose_channel(&load) < 0)
        return -1;
    for (size_t i = first ? 1 : 0; i < sizeof again / sizeof *again; i++) {
        if (read_item(&load, page_channel(page), again[i]) < 0)
            return -1;
    }
    return read_unread(&load, page_channel(page), LAN_MAC);
}
