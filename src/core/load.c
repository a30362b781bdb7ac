/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/load_own.h"

#include <stdio.h>
#include <string.h>

/* Requests from an open link to all values: channel, 6 parameters, 2 for the user, the light, the
 * device. More when channels or slots have to be passed over. */
#define LOAD_FIRST_REQUESTS 11
#define USER_PREFERRED 2

static int read_values(struct load *load)
{
    static const enum lan_item order[] = {LAN_SOURCE, LAN_NETMASK, LAN_GATEWAY, LAN_VLAN, LAN_MAC};
    struct page_channel *channel = page_channel(load->page);

    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (load_unread(load, channel, order[i]) < 0)
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
    snprintf(page->users[at].bytes, sizeof page->users[at].bytes, "%s", name);
    snprintf(page->users[at].name, sizeof page->users[at].name, "%s", name);
    for (char *byte = page->users[at].name; *byte != '\0'; byte++) {
        if (*byte < ' ' || *byte > '~')
            *byte = '?';
    }
    page->user_count++;
    return &page->users[at];
}

static void note_fault(struct value_fault *noted, const struct value_fault *fault)
{
    if (fault->kind != ERROR_NONE)
        *noted = *fault;
}

static int read_access(struct load *load, uint8_t id, bool *known, struct user_access *access)
{
    uint8_t channel = load->page->channels[load->page->current].number;
    struct value_fault fault;
    int result;

    load_patience(load, LOAD_USER_ACCESS);
    result = bmc_get_user_access(load->bmc, channel, id, access, load->error);
    *known = result == 0;
    result = load_bear(load, LOAD_USER_ACCESS, result, &fault);
    note_fault(&load->page->users_fault, &fault);
    return result;
}

/* name "": the slot has none, or does not tell. */
static int read_name(struct load *load, uint8_t id, char name[BMC_USER_NAME])
{
    struct value_fault fault;
    int result;

    load_patience(load, LOAD_USER_NAME);
    result = bmc_get_user_name(load->bmc, id, name, load->error);
    if (result < 0)
        name[0] = '\0';
    result = load_bear(load, LOAD_USER_NAME, result, &fault);
    note_fault(&load->page->users_fault, &fault);
    return result;
}

/* *user NULL: the slot has no name. */
static int read_user(struct load *load, uint8_t id, struct page_user **user)
{
    char name[BMC_USER_NAME] = "";

    *user = known_user(load->page, id);
    if (*user == NULL) {
        if (read_name(load, id, name) < 0)
            return -1;
        if (name[0] == '\0')
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
            *slots = page_slots(&load->page->users[i].access);
            return 0;
        }
    }
    if (read_access(load, BMC_USER_FIRST, &known, &access) < 0)
        return -1;
    *slots = known ? page_slots(&access) : USER_PREFERRED;
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

static int read_device(struct load *load)
{
    int result;

    if (load->page->device_known)
        return 0;
    load_patience(load, LOAD_DEVICE);
    result = bmc_get_device(load->bmc, &load->page->device, load->error);
    load->page->device_known = result == 0;
    return load_bear(load, LOAD_DEVICE, result, NULL);
}

static int read_identify(struct load *load)
{
    struct page *page = load->page;
    int result;

    load_patience(load, LOAD_IDENTIFY);
    result = bmc_get_identify(load->bmc, &page->identify, load->error);
    page->identify_state = result == 0 ? VALUE_KNOWN : VALUE_NOT_READ;
    return load_bear(load, LOAD_IDENTIFY, result, &page->identify_fault);
}

static int read_settings(struct load *load, uint8_t channel)
{
    if (load_take_channel(load, channel) < 0)
        return -1;
    return read_values(load) < 0 ? -1 : choose_user(load);
}

static int read_first(struct load *load, uint8_t channel)
{
    if (read_settings(load, channel) < 0 || read_identify(load) < 0)
        return -1;
    return read_device(load);
}

int load_first(struct bmc *bmc, struct page *page, uint8_t channel, const struct load_watch *watch,
               struct bmc_error *error)
{
    struct load load;

    load_begin(&load, bmc, page, watch, error);
    load.total = LOAD_FIRST_REQUESTS;
    return load_end(&load, read_first(&load, channel));
}

int load_settings(struct bmc *bmc, struct page *page, uint8_t channel,
                  const struct load_watch *watch, struct bmc_error *error)
{
    struct load load;

    load_begin(&load, bmc, page, watch, error);
    load.total = LOAD_FIRST_REQUESTS - 2;
    return load_end(&load, read_settings(&load, channel));
}

int load_channels(struct bmc *bmc, struct page *page, const struct load_watch *watch,
                  struct bmc_error *error)
{
    struct load load;

    load_begin(&load, bmc, page, watch, error);
    load.total = BMC_CHANNELS_MAX;
    return load_end(&load, load_list_channels(&load));
}

static int read_users(struct load *load)
{
    struct page *page = load->page;
    uint8_t slots = 0;

    if (page->users_complete)
        return 0;
    if (slot_count(load, &slots) < 0)
        return -1;
    for (uint8_t id = BMC_USER_FIRST; id <= slots && id <= BMC_USER_LAST; id++) {
        struct page_user *user;

        if (read_user(load, id, &user) < 0)
            return -1;
    }
    page->users_complete = true;
    return 0;
}

int load_users(struct bmc *bmc, struct page *page, const struct load_watch *watch,
               struct bmc_error *error)
{
    struct load load;

    load_begin(&load, bmc, page, watch, error);
    return load_end(&load, read_users(&load));
}

int load_rest(struct bmc *bmc, struct page *page, const struct load_watch *watch,
              struct bmc_error *error)
{
    if (load_channels(bmc, page, watch, error) < 0)
        return -1;
    return load_users(bmc, page, watch, error);
}

static int read_table(struct load *load, bool non_volatile, struct channel_access *access,
                      bool *known)
{
    uint8_t channel = load->page->channels[load->page->current].number;
    int result;

    load_patience(load, LOAD_CHANNEL_ACCESS);
    result = bmc_get_channel_access(load->bmc, channel, non_volatile, access, load->error);
    *known = result == 0;
    return load_bear(load, LOAD_CHANNEL_ACCESS, result, NULL);
}

static int read_tables(struct load *load)
{
    struct page *page = load->page;
    bool known;

    if (read_table(load, true, &page->access_non_volatile, &known) < 0 ||
        (known && read_table(load, false, &page->access_volatile, &known) < 0))
        return -1;
    page->access_state = known ? VALUE_KNOWN : VALUE_NOT_AVAILABLE;
    return 0;
}

static int read_access_of(struct load *load, uint8_t user)
{
    struct page_user *chosen;

    if (load_item(load, page_channel(load->page), LAN_ARP) < 0 || read_tables(load) < 0)
        return -1;
    if (user == 0)
        return 0;
    chosen = known_user(load->page, user);
    if (chosen != NULL)
        chosen->access_known = false;
    return read_user(load, user, &chosen);
}

int load_access(struct bmc *bmc, struct page *page, uint8_t user, struct bmc_error *error)
{
    struct load load;

    load_begin(&load, bmc, page, NULL, error);
    return load_end(&load, read_access_of(&load, user));
}

static int read_items(struct load *load, const enum lan_item *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (load_item(load, page_channel(load->page), items[i]) < 0)
            return -1;
    }
    return 0;
}

static int read_shown(struct load *load)
{
    static const enum lan_item again[] = {LAN_ADDRESS, LAN_SOURCE, LAN_VLAN};
    size_t known = page_channel(load->page) == NULL ? 1 : 0;

    if (known > 0 && load_take_channel(load, 0) < 0)
        return -1;
    if (read_items(load, again + known, sizeof again / sizeof *again - known) < 0)
        return -1;
    return load_unread(load, page_channel(load->page), LAN_MAC);
}

int load_shown(struct bmc *bmc, struct page *page, const struct load_watch *watch,
               struct bmc_error *error)
{
    struct load load;

    load_begin(&load, bmc, page, watch, error);
    load.total = 4;
    load.brief = true;
    return load_end(&load, read_shown(&load));
}
