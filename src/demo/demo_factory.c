/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The demo BMC as it leaves the factory: channel 1 static with an address,
 * channel 8 on DHCP with a lease, user 2 ADMIN (password ADMIN), 3 oper
 * (operpass), 4 viewer (viewpass, disabled).
 */
#include <string.h>

#include "demo/demo_internal.h"

#define ACCESS_NONE 0x0F
#define MESSAGING   0x30 /* link authentication, too */

static const struct demo_lan lan_static = {
    .auth_support = 0x14, /* MD5, straight password */
    .auth_enables = {0x04, 0x04, 0x04, 0x04, 0x00},
    .address = {192, 168, 100, 100},
    .source = DEMO_SOURCE_STATIC,
    .mac = {0x00, 0x25, 0x90, 0xab, 0xcd, 0xef},
    .netmask = {255, 255, 255, 0},
    .ipv4_header = {0x40, 0x40, 0x10}, /* time to live 64, don't fragment, low delay */
    .arp = 0x02,
    .arp_interval = 0x03,
    .gateway = {192, 168, 100, 254},
    .gateway_mac = {0x00, 0x00, 0x5e, 0x00, 0x01, 0x01},
    .community = "public",
    .vlan = {0x64, 0x00}, /* off, with id 100 kept */
    .cipher_count = 2,
    .ciphers = {0, 3, 17},
    .cipher_privileges = {0, 0x44},
};

/* Static, with a lease in the same network waiting for it. */
static void factory_lan(struct demo_channel *channel)
{
    *channel = (struct demo_channel){
        .present = true,
        .medium = MEDIUM_802_3,
        .protocol = 1,
        .sessions = 2,
        .kept = {.settings = 0x02, .privilege = 4},
        .active = {.settings = 0x02, .privilege = 4},
        .lan = lan_static,
        .lease = {{192, 168, 100, 50}, {255, 255, 255, 0}, {192, 168, 100, 254}},
        .lease_at_ms = -1,
    };
    channel->staged = channel->lan;
}

void demo_factory_channel(struct demo_channel *channel, unsigned number)
{
    factory_lan(channel);
    channel->lan.mac[5] = (uint8_t)(channel->lan.mac[5] + number - 1);
}

/* On DHCP, with a lease. */
static void factory_second_lan(struct demo_channel *channel)
{
    static const uint8_t address[4] = {192, 168, 8, 77}, gateway[4] = {192, 168, 8, 1};
    struct demo_lan *lan = &channel->lan;

    factory_lan(channel);
    lan->source = DEMO_SOURCE_DHCP;
    lan->mac[5] = 0xf0;
    lan->gateway_mac[5] = 0x08;
    lan->vlan[0] = 0x01;
    memcpy(channel->lease.address, memcpy(lan->address, address, 4), 4);
    memcpy(channel->lease.gateway, memcpy(lan->gateway, gateway, 4), 4);
    channel->staged = *lan;
}

static void factory_channels(struct demo_channel channels[DEMO_CHANNELS])
{
    for (unsigned i = 0; i < DEMO_CHANNELS; i++)
        channels[i].lease_at_ms = -1;
    channels[0].present = channels[15].present = true;
    channels[0].medium = MEDIUM_IPMB;
    channels[0].protocol = 1;
    channels[15].medium = MEDIUM_SYSTEM;
    channels[15].protocol = 5; /* KCS */
    factory_lan(&channels[1]);
}

void demo_factory_password(struct demo_user *user, const char *password)
{
    size_t length = strlen(password);

    demo_password_store(&user->password, password, length, length > 16 ? DEMO_PASSWORD : 16);
    memcpy(user->factory_password, password, length + 1);
}

static void factory_user(struct demo_user *user, const char *name, const char *password,
                         bool enabled, uint8_t access_1, uint8_t access_8)
{
    memcpy(user->name, name, strlen(name));
    demo_factory_password(user, password);
    user->enabled = enabled;
    user->access[1] = access_1;
    user->access[8] = access_8;
}

void demo_factory_clear_user(struct demo_user *user)
{
    memset(user, 0, sizeof(*user));
    memset(user->access, ACCESS_NONE, sizeof(user->access));
}

void demo_factory(struct demo_state *state, struct demo_options *options)
{
    static const uint8_t guid[16] = {0x30, 0x31, 0x4d, 0x53, 0xde, 0xc0, 0x00, 0x10,
                                     0x80, 0x00, 0x00, 0x25, 0x90, 0xab, 0xcd, 0xef};

    *state = (struct demo_state){
        .device =
            {
                .id = 0x20,
                .revision = 0x01,
                .firmware = {0x03, 0x45},
                .ipmi_version = 0x02,
                .support = 0xBF,
                .manufacturer = {0x7c, 0x2a, 0x00}, /* 10876 */
                .product = {0x1a, 0x0b},
            },
        .power_on = true,
        .chassis =
            {
                .last_event = 0x10, /* switched on by a command */
                .front = 0x0C,      /* a fan and a drive have failed */
                .policy = 1,
                .cause = DEMO_CAUSE_CONTROL,
                .due_ms = -1,
                .on_ms = INT64_C(9127) * 3600 * 1000,
            },
        .boot = {.forget_ms = -1, .bios_ms = -1},
        .watchdog = {.due_ms = -1},
        .user_count = 10,
    };
    memcpy(state->guid, guid, sizeof(guid));
    factory_channels(state->channels);
    for (unsigned i = 1; i <= DEMO_USERS; i++)
        demo_factory_clear_user(&state->users[i]);
    state->users[1].fixed_name = true;
    factory_user(&state->users[2], "ADMIN", "ADMIN", true, MESSAGING | 4, MESSAGING | 4);
    demo_options_init(options);
}

void demo_factory_extras(struct demo_state *state)
{
    factory_second_lan(&state->channels[8]);
    factory_user(&state->users[3], "oper", "operpass", true, MESSAGING | 3, ACCESS_NONE);
    factory_user(&state->users[4], "viewer", "viewpass", false, MESSAGING | 2, MESSAGING | 2);
}
