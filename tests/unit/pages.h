/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pages as a BMC may hold them, for the tests of core/, and edits from short texts.
 */
#ifndef BMCTUI_TESTS_PAGES_H
#define BMCTUI_TESTS_PAGES_H

#include <stdio.h>
#include <string.h>

#include "base/ipv4.h"
#include "core/edit.h"
#include "unit/lan.h"
#include "pages/network.h"

/* What one channel holds. Address, netmask and gateway as texts; NULL is 0.0.0.0. */
struct holds {
    enum ip_source source;
    const char *address, *netmask, *gateway;
    int vlan;         /* 0: off */
    int stored;       /* the id that is stored while VLAN tagging is off */
    unsigned without; /* bits 1 << LAN_ITEM: not available */
    unsigned unread;  /* likewise: not read yet */
};

static inline uint32_t pages_quad(const char *text)
{
    uint32_t value = 0;

    if (text != NULL && ipv4_parse(text, &value, NULL) != IPV4_GOOD)
        fprintf(stderr, "pages.h: %s is no address\n", text);
    return value;
}

static inline void pages_lan(struct lan *lan, const struct holds *holds)
{
    static const uint8_t mac[6] = {0x00, 0x25, 0x90, 0xab, 0xcd, 0xef};

    memset(lan, 0, sizeof *lan);
    for (unsigned item = 0; item < LAN_ITEMS; item++) {
        lan->state[item] = VALUE_KNOWN;
        if ((holds->without & 1u << item) != 0)
            lan->state[item] = VALUE_NOT_AVAILABLE;
        if ((holds->unread & 1u << item) != 0)
            lan->state[item] = VALUE_UNREAD;
    }
    lan->source = holds->source;
    lan->address = pages_quad(holds->address);
    lan->netmask = pages_quad(holds->netmask);
    lan->gateway = pages_quad(holds->gateway);
    lan->arp_replies = true;
    lan->vlan_enabled = holds->vlan != 0;
    lan->vlan_id = (uint16_t)(holds->vlan != 0 ? holds->vlan : holds->stored);
    memcpy(lan->mac, mac, sizeof mac);
}

static inline void pages_add_user(struct model *page, uint8_t id, const char *name,
                                  enum user_enabled enabled, enum privilege privilege)
{
    struct model_user *user = &page->users[page->user_count++];

    user->id = id;
    snprintf(user->bytes, sizeof user->bytes, "%s", name);
    snprintf(user->name, sizeof user->name, "%s", name);
    user->access_known = true;
    user->access.enabled = enabled;
    user->access.privilege = privilege;
    user->access.messaging = enabled == USER_ENABLED;
}

/* Channel 1 with what holds says, users 2 ADMIN (enabled administrator) and 3 oper (disabled). */
static inline void pages_make(struct model *page, const struct holds *holds)
{
    struct lan lan;

    model_init(page, &page_network);
    page->device_known = true;
    page->device.ipmi_major = 2;
    page->channel_count = 1;
    page->current = 0;
    page->channels_complete = true;
    page->channels[0].number = 1;
    page->channels[0].medium = CHANNEL_MEDIUM_802_3;
    pages_lan(&lan, holds);
    lan_to_channel(&lan, page, &page->channels[0]);
    pages_add_user(page, 2, "ADMIN", USER_ENABLED, PRIVILEGE_ADMINISTRATOR);
    pages_add_user(page, 3, "oper", USER_DISABLED, PRIVILEGE_OPERATOR);
    page->users_complete = true;
    page->default_user = 2;
}

/*
 * Does what a person does, one act after the other, separated by ';':
 *   key=value    the command line
 *   ~key=value   the form: typed, the field not left
 *   ^key=value   the form: typed, then left
 *   toggle       the form's DHCP box
 *   password=... confirm=...  into the secrets
 * Returns what the last edit_set() returned, with its sentence in error.
 */
static inline int pages_act(struct edit *edit, const struct model *page, const char *acts,
                            struct bmc_error *error)
{
    char copy[256], *rest = copy, *act;
    int result = 0;

    snprintf(copy, sizeof copy, "%s", acts);
    while (rest != NULL && *rest != '\0') {
        char *end = strchr(rest, ';'), *value, kind;
        int row;

        act = rest;
        rest = end == NULL ? NULL : end + 1;
        if (end != NULL)
            *end = '\0';
        if (strcmp(act, "toggle") == 0) {
            edit_toggle(edit, page, FIELD_DHCP);
            continue;
        }
        kind = *act;
        act += kind == '~' || kind == '^' ? 1 : 0;
        value = strchr(act, '=');
        if (value == NULL)
            return -2;
        *value++ = '\0';
        row = model_row_of_key(&page_network, act);
        if (strcmp(act, "password") == 0) {
            secret_set(edit->password, value, strlen(value));
        } else if (strcmp(act, "confirm") == 0) {
            secret_set(edit->confirm, value, strlen(value));
        } else if (kind == '~' || kind == '^') {
            if (row < 0)
                return -2;
            edit_type(edit, (unsigned)row, value);
            if (kind == '^')
                edit_leave(edit, page, (unsigned)row);
        } else {
            result = edit_set(edit, page, row, value, error);
        }
    }
    return result;
}

#endif
