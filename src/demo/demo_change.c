/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a BMC changes by itself: side effects seen on real ones. */
#include <string.h>

#include "demo/demo_internal.h"

#define MESSAGING 0x10

static void change_address_lost(const struct demo_site *site)
{
    memset(site->channel->lan.address, 0, 4);
}

static void change_gateway_moved(const struct demo_site *site)
{
    uint8_t *host = &site->channel->lan.gateway[3];

    *host = *host == 1 ? 2 : 1;
}

static void change_netmask_moved(const struct demo_site *site)
{
    static const uint8_t wide[4] = {255, 255, 0, 0}, wider[4] = {255, 0, 0, 0};
    uint8_t *netmask = site->channel->lan.netmask;

    memcpy(netmask, memcmp(netmask, wide, sizeof(wide)) == 0 ? wider : wide, sizeof(wide));
}

static void change_source_static(const struct demo_site *site)
{
    site->channel->lan.source = DEMO_SOURCE_STATIC;
    site->channel->lease_at_ms = -1;
    change_address_lost(site);
}

static void change_source_dhcp(const struct demo_site *site)
{
    site->channel->lan.source = DEMO_SOURCE_DHCP;
    demo_lan_await_lease(site->channel, 0); /* overdue: the lease comes with the next request */
}

static void change_vlan_off(const struct demo_site *site)
{
    site->channel->lan.vlan[1] &= 0x0F;
}

static void change_vlan_on(const struct demo_site *site)
{
    struct demo_lan *lan = &site->channel->lan;

    lan->vlan[1] |= 0x80;
    if (demo_vlan_id(lan) == 0)
        lan->vlan[0] = 1;
}

static void change_arp_off(const struct demo_site *site)
{
    site->channel->lan.arp = 0;
}

static void change_lan_off(const struct demo_site *site)
{
    site->channel->kept.settings &= 0x38;
    site->channel->active.settings &= 0x38;
}

static void change_user_disabled(const struct demo_site *site)
{
    site->user->enabled = false;
}

static void change_messaging_off(const struct demo_site *site)
{
    site->user->access[site->channel - site->state->channels] &= (uint8_t)~MESSAGING;
}

static void change_password_lost(const struct demo_site *site)
{
    site->user->password.digest = ~site->user->password.digest;
}

static void change_admin_password(const struct demo_site *site)
{
    site->state->users[2].password = site->user->password;
}

static void change_lock_lost(const struct demo_site *site)
{
    demo_lan_roll_back(site->channel);
}

static void change_lock_taken(const struct demo_site *site)
{
    demo_lan_roll_back(site->channel);
    site->channel->progress = 1;
}

static const struct {
    const char *name;
    demo_change *change;
} changes[] = {
    {"address-lost", change_address_lost},
    {"gateway-moved", change_gateway_moved},
    {"netmask-moved", change_netmask_moved},
    {"source-static", change_source_static},
    {"source-dhcp", change_source_dhcp},
    {"vlan-off", change_vlan_off},
    {"vlan-on", change_vlan_on},
    {"arp-off", change_arp_off},
    {"lan-off", change_lan_off},
    {"user-disabled", change_user_disabled},
    {"messaging-off", change_messaging_off},
    {"password-lost", change_password_lost},
    {"admin-password", change_admin_password},
    {"lock-taken", change_lock_taken},
    {"lock-lost", change_lock_lost},
};

demo_change *demo_change_find(const char *name)
{
    for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
        if (strcmp(changes[i].name, name) == 0)
            return changes[i].change;
    }
    return NULL;
}

void demo_change_names(char *text, size_t size)
{
    for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++)
        demo_text_join(text, size, changes[i].name);
}
