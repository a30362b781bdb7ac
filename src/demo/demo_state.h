/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the demo BMC holds, and how it behaves. Plain structs without pointers:
 * copying one is a snapshot. Tests read and change them through demo_state()
 * and demo_options().
 */
#ifndef BMCTUI_DEMO_DEMO_STATE_H
#define BMCTUI_DEMO_DEMO_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DEMO_CHANNELS  16 /* 0 IPMB, 1 and 8 LAN, 15 system interface */
#define DEMO_USERS     10 /* slots 1 to 10; users[0] is not used */
#define DEMO_USER_NAME 16
#define DEMO_PASSWORD  20
#define DEMO_SUITES    16

/* One channel's LAN parameters as the bytes that go over the wire (IPMI 2.0,
 * table 23-4; the parameter's number behind each). Only bytes, hence no padding. */
struct demo_lan {
    uint8_t auth_support;          /* 1 */
    uint8_t auth_enables[5];       /* 2 */
    uint8_t address[4];            /* 3 */
    uint8_t source;                /* 4: 0 unspecified 1 static 2 DHCP 3 BIOS 4 other */
    uint8_t mac[6];                /* 5 */
    uint8_t netmask[4];            /* 6 */
    uint8_t ipv4_header[3];        /* 7 */
    uint8_t arp;                   /* 10: bit 1 replies, bit 0 gratuitous */
    uint8_t arp_interval;          /* 11 */
    uint8_t gateway[4];            /* 12 */
    uint8_t gateway_mac[6];        /* 13 */
    uint8_t backup_gateway[4];     /* 14 */
    uint8_t backup_gateway_mac[6]; /* 15 */
    uint8_t community[18];         /* 16 */
    uint8_t vlan[2];               /* 20: id low byte; bit 7 on, bits 3-0 id high */
    uint8_t vlan_priority;         /* 21 */
    uint8_t cipher_count;          /* 22 */
    uint8_t ciphers[1 + DEMO_SUITES]; /* 23: a reserved byte, then the ids */
    uint8_t cipher_privileges[9];  /* 24 */
    uint8_t bad_password[6];       /* 26 */
};

enum { DEMO_SOURCE_STATIC = 1, DEMO_SOURCE_DHCP = 2 };

/* Set and Get Channel Access (22.22, 22.23). */
struct demo_access {
    uint8_t settings;  /* bits 2-0 mode (2 always available), 3 user level, 4 per message
                        * authentication off, 5 PEF alerting off */
    uint8_t privilege; /* bits 3-0 */
};

struct demo_channel {
    bool present;
    uint8_t medium;   /* table 6-3: 1 IPMB, 4 802.3, 6 other LAN, 12 system interface */
    uint8_t protocol; /* table 6-2 */
    uint8_t sessions; /* 0 session-less, 2 multi-session */
    struct demo_access kept, active; /* non-volatile, volatile */

    struct demo_lan lan;    /* what the channel lives by, and what is read */
    uint8_t progress;       /* parameter 0: 1 while somebody holds "set in progress" */
    struct demo_lan staged; /* while so: lan and what was written, waiting for the commit */
    uint32_t staged_mask;   /* bit P: parameter P of staged was written */
    uint8_t lease_address[4], lease_netmask[4], lease_gateway[4]; /* what DHCP gives */
    int64_t lease_at_ms; /* when it gives it; -1 nothing is awaited */
};

/* A password is kept as its size and a digest, so that what a person types
 * into a demo is not found in memory. */
struct demo_password {
    uint8_t size; /* 16 or 20 as stored; 0 none */
    uint64_t digest[2];
};

struct demo_user {
    uint8_t name[DEMO_USER_NAME]; /* zeros behind the name; an empty slot is all zeros */
    bool fixed_name;
    bool enabled;
    struct demo_password password;
    char factory_password[DEMO_PASSWORD + 1]; /* which is no secret; for who answers logins */
    uint8_t access[DEMO_CHANNELS]; /* bit 6 callback only, 5 link authentication,
                                    * 4 messaging, 3-0 privilege limit (15: none) */
};

enum demo_light { DEMO_LIGHT_OFF = 0, DEMO_LIGHT_TIMED = 1, DEMO_LIGHT_ON = 2 };

struct demo_state {
    uint8_t device_id, device_revision;
    uint8_t firmware[2];  /* major, minor in BCD */
    uint8_t ipmi_version; /* 02h is 2.0, 51h is 1.5 */
    uint8_t support;
    uint8_t manufacturer[3], product[2], firmware_extra[4]; /* low byte first */
    uint8_t guid[16];
    bool power_on;
    struct demo_channel channels[DEMO_CHANNELS];
    struct demo_user users[DEMO_USERS + 1];
    enum demo_light light;
    int64_t light_until_ms;
    unsigned resets;                        /* cold resets and reboots so far */
    bool gone;                              /* the link is broken */
    int64_t silent_until_ms, boot_until_ms; /* rebooting: no answer, then boot_code only */
    uint8_t boot_code;
};

/* How the BMC behaves. The word in quotes sets it in a fault text: "set locked",
 * "set lease=never", "set lock-code=80". A flag without a value is set to yes. */
struct demo_options {
    bool staged;             /* "staged": writes under set in progress wait for commit write and
                              * are dropped by a bare "set complete" (yes). No: they act at once */
    bool drop_unlocked;      /* "drop-unlocked": LAN writes without set in progress are answered
                              * 00h and forgotten (no) */
    uint8_t lock_code;       /* "lock-code": answer to set in progress; 00 it is supported */
    uint8_t commit_code;     /* "commit-code": answer to commit write; 00 it is supported */
    bool locked;             /* "locked": every write is answered D4h (no) */
    uint8_t dhcp_code;       /* "dhcp-code": to writes of address, netmask and gateway under
                              * DHCP (D5h) */
    bool other_sources;      /* "other-sources": IP sources BIOS and other can be written (yes) */
    bool strict_gateway;     /* "strict-gateway": a gateway outside the subnet is CCh (no) */
    uint8_t no_channel_code; /* "no-channel-code": to requests for an absent channel (CBh) */
    uint8_t no_name_code;    /* "no-name-code": to Get User Name of an empty slot; 00 zeros */
    int64_t password_min;    /* "password-min": shorter passwords are refused (0) */
    uint8_t password_code;   /* "password-code": with this code (CCh) */
    bool enable_needs_password; /* "enable-needs-password": enabling a user without 16 or 20
                                 * password bytes is C7h (no) */
    uint8_t force_code;         /* "force-code": to an identify with the force byte; 00 it works */
    bool light_reported;        /* "light-reported": Get Chassis Status tells the light (yes) */
    uint8_t reset_code;         /* "reset-code": answer to Cold Reset; 00 it works */
    int64_t lease_ms;           /* "lease": how long DHCP takes (3 s); "never" for no server */
    int64_t silent_ms;          /* "silent": after a cold reset, no answer for so long (10 s) */
    int64_t boot_ms;            /* "boot": and then boot_code for so long (5 s) */
    uint8_t boot_code;          /* "boot-code" (D2h) */
    int64_t latency_ms;         /* "latency": what every answer takes (0) */
};

/* Whether the user's password is this text, stored in this size (16 or 20). */
bool demo_password_is(const struct demo_state *state, unsigned user, const char *text,
                      unsigned size);

/* VLAN as numbers. */
bool demo_vlan_on(const struct demo_lan *lan);
uint16_t demo_vlan_id(const struct demo_lan *lan);

/*
 * Compares what two snapshots hold that a person would call the BMC's
 * settings: LAN parameters, set in progress, channel access, users, the light.
 * What passes by itself (leases awaited, rebooting) is left out. Returns the
 * number of differences; text gets them as lines such as
 * "channel 1 address: 192.168.100.100 -> 192.168.100.101", "" when equal, cut
 * at size.
 */
size_t demo_differences(const struct demo_state *before, const struct demo_state *after, char *text,
                        size_t size);
bool demo_equal(const struct demo_state *before, const struct demo_state *after);

#endif
