/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The demo BMC as it leaves the factory: channel 1 static with an address,
 * channel 8 on DHCP with a lease, user 2 ADMIN (password ADMIN), 3 oper
 * (operpass), 4 viewer (viewpass, disabled), 5 backup (backup-7). Channel 1 has
 * one weak setting of each kind.
 */
#include <string.h>

#include "demo/demo_internal.h"

#define ACCESS_NONE 0x0F
#define MESSAGING   (DEMO_MESSAGING | 0x20) /* link authentication, too */
#define SOL         0x02

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
        .sol = {.enable = 1,
                .access = 0xC3, /* both are forced; operators */
                .interval = {5, 60},
                .retry = {7, 50},
                .rate_kept = 10,
                .rate = 10,
                .channel = 1,
                .port = {0x6F, 0x02}},
    };
    channel->staged = channel->lan;
}

void demo_factory_channel(struct demo_channel *channel, unsigned number)
{
    factory_lan(channel);
    channel->lan.mac[5] = (uint8_t)(channel->lan.mac[5] + number - 1);
    channel->sol.channel = (uint8_t)number;
}

/* On DHCP, with a lease. */
static void factory_second_lan(struct demo_channel *channel)
{
    static const uint8_t address[4] = {192, 168, 8, 77}, gateway[4] = {192, 168, 8, 1};
    struct demo_lan *lan = &channel->lan;

    factory_lan(channel);
    lan->source = DEMO_SOURCE_DHCP;
    lan->mac[5] = 0xf0;
    channel->sol.channel = 8;
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
    for (unsigned i = 0; i < DEMO_CHANNELS; i++)
        user->payloads[i] = enabled && user->access[i] != ACCESS_NONE ? SOL : 0;
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

/* What a channel should not have, one of each kind: suites that need no password or do not encrypt,
 * IPMI 1.5 logins without one, messages without one, and a serial console that anybody can read. */
static void factory_weaken(struct demo_channel *channel)
{
    static const uint8_t suites[] = {0, 0, 1, 2, 3, 17}, privileges[] = {0, 0x42, 0x44, 0x04};
    struct demo_lan *lan = &channel->lan;

    lan->cipher_count = sizeof(suites) - 1;
    memcpy(lan->ciphers, suites, sizeof(suites));
    memcpy(lan->cipher_privileges, privileges, sizeof(privileges));
    lan->auth_support = 0x17; /* none, MD2, MD5, straight password */
    memset(lan->auth_enables, 0x17, 4);
    lan->arp = 0x03; /* gratuitous, too */
    channel->kept.settings |= 0x10;
    channel->active.settings |= 0x10;
    channel->sol.access = 0x02;
    channel->staged = *lan;
}

/* The nameless user of slot 1 may log in. */
static void factory_weaken_slot_1(struct demo_user *user)
{
    user->enabled = true;
    user->access[1] = MESSAGING | 2;
}

void demo_factory_extras(struct demo_state *state)
{
    factory_weaken(&state->channels[1]);
    factory_weaken_slot_1(&state->users[1]);
    /* A hard reset after 10 minutes in which the operating system did nothing. */
    state->watchdog = (struct demo_watchdog){
        .use = 4, .action = 1, .initial = {0x70, 0x17}, .ready = true, .patted = true};
    factory_second_lan(&state->channels[8]);
    factory_user(&state->users[3], "oper", "operpass", true, MESSAGING | 3, ACCESS_NONE);
    factory_user(&state->users[4], "viewer", "viewpass", false, MESSAGING | 2, MESSAGING | 2);
    factory_user(&state->users[5], "backup", "backup-7", true, MESSAGING | 4, ACCESS_NONE);
}
