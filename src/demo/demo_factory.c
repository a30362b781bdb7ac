/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The demo BMC as it leaves the factory: channel 1 static with an address,
 * channel 8 on DHCP with a lease, user 2 ADMIN (password ADMIN), 3 oper
 * (operpass), 4 viewer (viewpass, disabled).
 */
#include <string.h>

#include "demo/demo_internal.h"

#define ACCESS_NONE 0x0F
#define ACCESS_LINK 0x20
#define ACCESS_IPMI 0x10

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

static const struct demo_lan lan_dhcp = {
    .auth_support = 0x14,
    .auth_enables = {0x04, 0x04, 0x04, 0x04, 0x00},
    .address = {192, 168, 8, 77},
    .source = DEMO_SOURCE_DHCP,
    .mac = {0x00, 0x25, 0x90, 0xab, 0xcd, 0xf0},
    .netmask = {255, 255, 255, 0},
    .ipv4_header = {0x40, 0x40, 0x10},
    .arp = 0x02,
    .arp_interval = 0x03,
    .gateway = {192, 168, 8, 1},
    .gateway_mac = {0x00, 0x00, 0x5e, 0x00, 0x01, 0x08},
    .community = "public",
    .vlan = {0x01, 0x00},
    .cipher_count = 2,
    .ciphers = {0, 3, 17},
    .cipher_privileges = {0, 0x44},
};

static void lan_channel(struct demo_channel *channel, const struct demo_lan *lan, uint8_t network,
                        uint8_t host, uint8_t router)
{
    const uint8_t address[4] = {192, 168, network, host};
    const uint8_t netmask[4] = {255, 255, 255, 0};
    const uint8_t gateway[4] = {192, 168, network, router};

    channel->present = true;
    channel->medium = MEDIUM_802_3;
    channel->protocol = 1;
    channel->sessions = 2;
    channel->kept = channel->active = (struct demo_access){.settings = 0x02, .privilege = 4};
    channel->lan = channel->staged = *lan;
    memcpy(channel->lease_address, address, sizeof(address));
    memcpy(channel->lease_netmask, netmask, sizeof(netmask));
    memcpy(channel->lease_gateway, gateway, sizeof(gateway));
}

void demo_factory_channel(struct demo_channel *channel, unsigned number)
{
    *channel = (struct demo_channel){.lease_at_ms = -1};
    lan_channel(channel, &lan_static, 100, 50, 254);
    channel->lan.mac[5] = (uint8_t)(channel->lan.mac[5] + number - 1);
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
    lan_channel(&channels[1], &lan_static, 100, 50, 254);
    lan_channel(&channels[8], &lan_dhcp, 8, 77, 1);
}

void demo_factory_password(struct demo_user *user, const char *password)
{
    uint8_t bytes[DEMO_PASSWORD] = {0};
    size_t length = strlen(password);

    memcpy(bytes, password, length);
    demo_user_store(&user->password, bytes, length > 16 ? DEMO_PASSWORD : 16);
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

static void factory_users(struct demo_user users[DEMO_USERS + 1])
{
    const uint8_t messaging = ACCESS_LINK | ACCESS_IPMI;

    for (unsigned i = 1; i <= DEMO_USERS; i++)
        memset(users[i].access, ACCESS_NONE, sizeof(users[i].access));
    users[1].fixed_name = true;
    factory_user(&users[2], "ADMIN", "ADMIN", true, messaging | 4, messaging | 4);
    factory_user(&users[3], "oper", "operpass", true, messaging | 3, ACCESS_NONE);
    factory_user(&users[4], "viewer", "viewpass", false, messaging | 2, messaging | 2);
}

void demo_factory(struct demo_state *state, struct demo_options *options)
{
    static const uint8_t guid[16] = {0x30, 0x31, 0x4d, 0x53, 0xde, 0xc0, 0x00, 0x10,
                                     0x80, 0x00, 0x00, 0x25, 0x90, 0xab, 0xcd, 0xef};

    *state = (struct demo_state){
        .device_id = 0x20,
        .device_revision = 0x01,
        .firmware = {0x03, 0x45},
        .ipmi_version = 0x02,
        .support = 0xBF,
        .manufacturer = {0x7c, 0x2a, 0x00}, /* 10876 */
        .product = {0x1a, 0x0b},
        .power_on = true,
        .user_count = 10,
        .light = DEMO_LIGHT_OFF,
    };
    memcpy(state->guid, guid, sizeof(guid));
    factory_channels(state->channels);
    factory_users(state->users);
    demo_options_init(options);
}
