/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/page.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/ipv4.h"
#include "core/rule.h"

#define SLOTS_USUAL 16
#define CODE_UNKNOWN_COMMAND 0xc1

void page_init(struct page *page)
{
    memset(page, 0, sizeof *page);
    /* Past any channel that is added, until somebody chooses the one to show. */
    page->current = BMC_CHANNELS_MAX;
    page->identify = IDENTIFY_UNKNOWN;
}

static const struct page_channel *shown(const struct page *page)
{
    return page->current < page->channel_count ? &page->channels[page->current] : NULL;
}

struct page_channel *page_channel(struct page *page)
{
    return page->current < page->channel_count ? &page->channels[page->current] : NULL;
}

const struct lan *page_lan(const struct page *page)
{
    static const struct lan unread; /* VALUE_UNREAD is 0 */
    const struct page_channel *channel = shown(page);

    return channel == NULL ? &unread : &channel->lan;
}

uint8_t page_slots(const struct user_access *access)
{
    return access->max_users > 0 ? access->max_users : SLOTS_USUAL;
}

const struct page_user *page_user(const struct page *page, uint8_t id)
{
    for (size_t i = 0; id != 0 && i < page->user_count; i++) {
        if (page->users[i].id == id)
            return &page->users[i];
    }
    return NULL;
}

bool page_lan_known(const struct page *page, enum lan_item item)
{
    return (unsigned)item < LAN_ITEMS && page_lan(page)->state[item] == VALUE_KNOWN;
}

bool page_missing(enum value_state state)
{
    return state == VALUE_NOT_AVAILABLE || state == VALUE_NOT_READ;
}

bool page_has_address(const struct page *page)
{
    return page_lan_known(page, LAN_ADDRESS) && rule_host(page_lan(page)->address);
}

static const struct value_fault *item_fault(const struct page *page, enum lan_item item)
{
    if (item == LAN_ITEMS || shown(page) == NULL ||
        shown(page)->lan.state[item] != VALUE_NOT_READ)
        return NULL;
    return &shown(page)->faults[item];
}

/* It does not know the commands for them, so asking again is no use. */
static bool no_users(const struct page *page)
{
    return page->users_fault.kind == ERROR_REFUSED &&
           page->users_fault.completion_code == CODE_UNKNOWN_COMMAND && page->user_count == 0;
}

bool page_not_available(const struct page *page, enum field_id field)
{
    enum lan_item item = field_item(field);

    if (field == FIELD_USER)
        return page->users_complete && no_users(page);
    return item != LAN_ITEMS && page_lan(page)->state[item] == VALUE_NOT_AVAILABLE;
}

const struct value_fault *page_fault(const struct page *page, enum field_id field)
{
    if (field == FIELD_IDENTIFY)
        return page->identify_state == VALUE_NOT_READ ? &page->identify_fault : NULL;
    if (field == FIELD_USER)
        return page->users_fault.kind != ERROR_NONE && !no_users(page) ? &page->users_fault : NULL;
    return item_fault(page, field_item(field));
}

/* What a text field shows: where nothing is set, an empty field rather than "none" or "off". */
static const char *field_value(const struct lan *lan, enum lan_item item, char text[VALUE_TEXT])
{
    bool empty =
        lan->state[item] == VALUE_KNOWN &&
        ((item == LAN_ADDRESS && lan->address == 0) || (item == LAN_NETMASK && lan->netmask == 0) ||
         (item == LAN_GATEWAY && lan->gateway == 0) || (item == LAN_VLAN && !lan->vlan_enabled));

    if (!empty)
        return field_print_item(item, lan, text);
    text[0] = '\0';
    return text;
}

static const char *dhcp_text(const struct lan *lan, char text[VALUE_TEXT])
{
    if (lan->state[LAN_SOURCE] != VALUE_KNOWN)
        return field_print_item(LAN_SOURCE, lan, text);
    snprintf(text, VALUE_TEXT, "%s", lan->source == IP_SOURCE_DHCP ? _("yes") : _("no"));
    return text;
}

static const char *user_text(const struct page *page, char text[VALUE_TEXT])
{
    const struct page_user *user = page_user(page, page->default_user);

    text[0] = '\0';
    if (user != NULL)
        return page_user_text(user, text);
    if (page_not_available(page, FIELD_USER))
        snprintf(text, VALUE_TEXT, "%s", _("not available"));
    else if (page->users_complete && page->users_fault.kind != ERROR_NONE)
        snprintf(text, VALUE_TEXT, "%s", _("not read"));
    else if (page->users_complete && page->user_count == 0)
        snprintf(text, VALUE_TEXT, "%s", _("no user has a name"));
    return text;
}

static const char *identify_text(const struct page *page, char text[VALUE_TEXT])
{
    enum identify_state state =
        page->identify_state == VALUE_KNOWN ? page->identify : IDENTIFY_UNKNOWN;

    if (page->identify_state == VALUE_NOT_READ)
        snprintf(text, VALUE_TEXT, "%s", _("not read"));
    else
        snprintf(text, VALUE_TEXT, "%s",
                 page->identify_state == VALUE_UNREAD ? ""
                                                      : value_word_text(&value_identify, state));
    return text;
}

const char *page_text(const struct page *page, enum field_id field, char text[VALUE_TEXT])
{
    const struct lan *lan = page_lan(page);

    text[0] = '\0';
    switch (field) {
    case FIELD_CHANNEL:
        return shown(page) == NULL ? text : page_channel_text(shown(page), text);
    case FIELD_DHCP:
        return dhcp_text(lan, text);
    case FIELD_ADDRESS:
    case FIELD_NETMASK:
    case FIELD_GATEWAY:
    case FIELD_VLAN:
    case FIELD_IP_SOURCE:
    case FIELD_MAC:
        return field_value(lan, field_item(field), text);
    case FIELD_USER:
        return user_text(page, text);
    case FIELD_IDENTIFY:
        return identify_text(page, text);
    case FIELD_URL:
        if (lan->state[LAN_ADDRESS] != VALUE_UNREAD)
            (void)page_url(page, text);
        return text;
    case FIELD_CONTROLLER:
    case FIELD_PASSWORD:
    case FIELD_CONFIRM:
    case FIELD_COUNT:
    case FIELD_SETTINGS:
        break;
    }
    return text;
}

const char *page_user_text(const struct page_user *user, char text[VALUE_TEXT])
{
    snprintf(text, VALUE_TEXT, "%u  %s", (unsigned)user->id, user->name);
    return text;
}

const char *page_channel_text(const struct page_channel *channel, char text[VALUE_TEXT])
{
    char mac[VALUE_TEXT] = "";
    const char *medium = channel->medium == CHANNEL_MEDIUM_802_3 ? _("802.3 LAN") : _("other LAN");

    if (channel->lan.state[LAN_MAC] == VALUE_KNOWN)
        field_print_item(LAN_MAC, &channel->lan, mac);
    snprintf(text, VALUE_TEXT, "%u  %s%s%.17s", (unsigned)channel->number, medium,
             mac[0] == '\0' ? "" : "  ", mac);
    return text;
}

/* Each at most 63 bytes, in a translation too. */
static const char *no_url_reason(const struct page *page)
{
    const struct lan *lan = page_lan(page);
    const struct value_fault *fault = page_fault(page, FIELD_ADDRESS);

    if (fault != NULL && fault->kind == ERROR_DENIED)
        return _("the BMC's address may not be read in this session");
    if (lan->state[LAN_ADDRESS] == VALUE_UNREAD)
        return _("the BMC's address is still being read");
    if (page_missing(lan->state[LAN_ADDRESS]))
        return _("the BMC does not tell its address");
    if (lan->address != 0)
        return _("the BMC's address is none that a machine can have");
    if (lan->state[LAN_SOURCE] == VALUE_KNOWN && lan->source == IP_SOURCE_DHCP)
        return _("the BMC has no address: waiting for a lease");
    return _("the BMC has no address");
}

bool page_url(const struct page *page, char text[VALUE_TEXT])
{
    const struct lan *lan = page_lan(page);
    char quad[IPV4_TEXT];

    if (!page_has_address(page)) {
        snprintf(text, VALUE_TEXT, "%s", no_url_reason(page));
        return false;
    }
    snprintf(text, VALUE_TEXT, "https://%s/", ipv4_print(lan->address, quad));
    return true;
}
