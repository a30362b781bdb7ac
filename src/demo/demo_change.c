/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a BMC changes by itself: side effects that were seen on real ones. */
#include <string.h>

#include "demo/demo_internal.h"

#define MESSAGING 0x10

static struct demo_lan *lan_at(struct demo_state *state, const struct demo_site *site)
{
    return &state->channels[site->channel].lan;
}

static void address_lost(struct demo_state *state, const struct demo_site *site, void *data)
{
    (void)data;
    memset(lan_at(state, site)->address, 0, 4);
}

static void gateway_moved(struct demo_state *state, const struct demo_site *site, void *data)
{
    uint8_t *host = &lan_at(state, site)->gateway[3];

    (void)data;
    *host = *host == 1 ? 2 : 1;
}

static void netmask_moved(struct demo_state *state, const struct demo_site *site, void *data)
{
    static const uint8_t wide[4] = {255, 255, 0, 0}, wider[4] = {255, 0, 0, 0};
    uint8_t *netmask = lan_at(state, site)->netmask;

    (void)data;
    memcpy(netmask, memcmp(netmask, wide, sizeof(wide)) == 0 ? wider : wide, sizeof(wide));
}

static void source_static(struct demo_state *state, const struct demo_site *site, void *data)
{
    struct demo_channel *channel = &state->channels[site->channel];

    (void)data;
    channel->lan.source = DEMO_SOURCE_STATIC;
    channel->lease_at_ms = -1;
    memset(channel->lan.address, 0, sizeof(channel->lan.address));
}

static void source_dhcp(struct demo_state *state, const struct demo_site *site, void *data)
{
    struct demo_channel *channel = &state->channels[site->channel];

    (void)data;
    channel->lan.source = DEMO_SOURCE_DHCP;
    demo_lan_await_lease(channel, 0); /* long due: the lease comes with the next request */
}

static void vlan_off(struct demo_state *state, const struct demo_site *site, void *data)
{
    (void)data;
    lan_at(state, site)->vlan[1] &= 0x0F;
}

static void vlan_on(struct demo_state *state, const struct demo_site *site, void *data)
{
    struct demo_lan *lan = lan_at(state, site);

    (void)data;
    lan->vlan[1] |= 0x80;
    if (demo_vlan_id(lan) == 0)
        lan->vlan[0] = 1;
}

static void arp_off(struct demo_state *state, const struct demo_site *site, void *data)
{
    (void)data;
    lan_at(state, site)->arp = 0;
}

static void lan_off(struct demo_state *state, const struct demo_site *site, void *data)
{
    struct demo_channel *channel = &state->channels[site->channel];

    (void)data;
    channel->kept.settings &= 0x38;
    channel->active.settings &= 0x38;
}

static void user_disabled(struct demo_state *state, const struct demo_site *site, void *data)
{
    (void)data;
    state->users[site->user].enabled = false;
}

static void messaging_off(struct demo_state *state, const struct demo_site *site, void *data)
{
    uint8_t *access = &state->users[site->user].access[site->channel];

    (void)data;
    *access = (uint8_t)(*access & ~MESSAGING);
}

static void password_lost(struct demo_state *state, const struct demo_site *site, void *data)
{
    struct demo_password *password = &state->users[site->user].password;

    (void)data;
    password->digest[0] = ~password->digest[0];
    password->digest[1] ^= password->digest[0];
}

static void admin_password(struct demo_state *state, const struct demo_site *site, void *data)
{
    (void)data;
    state->users[2].password = state->users[site->user].password;
}

static void lock_taken(struct demo_state *state, const struct demo_site *site, void *data)
{
    struct demo_channel *channel = &state->channels[site->channel];

    (void)data;
    demo_lan_roll_back(channel);
    channel->progress = 1;
}

static void lock_lost(struct demo_state *state, const struct demo_site *site, void *data)
{
    (void)data;
    demo_lan_roll_back(&state->channels[site->channel]);
}

static const struct {
    const char *name;
    demo_change *change;
} changes[] = {
    {"address-lost", address_lost},
    {"gateway-moved", gateway_moved},
    {"netmask-moved", netmask_moved},
    {"source-static", source_static},
    {"source-dhcp", source_dhcp},
    {"vlan-off", vlan_off},
    {"vlan-on", vlan_on},
    {"arp-off", arp_off},
    {"lan-off", lan_off},
    {"user-disabled", user_disabled},
    {"messaging-off", messaging_off},
    {"password-lost", password_lost},
    {"admin-password", admin_password},
    {"lock-taken", lock_taken},
    {"lock-lost", lock_lost},
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
