/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the demo BMC holds. Plain structs without pointers: copying one is a snapshot. Tests read
 * and change it through demo_state().
 */
#ifndef BMCTUI_DEMO_DEMO_STATE_H
#define BMCTUI_DEMO_DEMO_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DEMO_CHANNELS  16 /* 0 IPMB, 1 and 8 LAN, 15 system interface */
#define DEMO_USERS     63 /* slots 1 to 63 at most; users[0] is not used */
#define DEMO_USER_NAME 16
#define DEMO_PASSWORD  20
#define DEMO_SUITES    16

/* One channel's LAN parameters as the bytes on the wire, and their numbers (IPMI 2.0, table 23-4).
 * Only bytes, hence no padding. */
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
    uint8_t untagged_gateway[4]; /* while VLAN is on, where each VLAN has a gateway of its own */
};

enum { DEMO_SOURCE_STATIC = 1, DEMO_SOURCE_DHCP = 2 };

/* One channel's serial over LAN parameters (table 26-5). Only bytes, hence no padding. */
struct demo_sol {
    uint8_t progress;    /* 0 */
    uint8_t enable;      /* 1: bit 0 */
    uint8_t access;      /* 2: bit 7 encryption forced, 6 authentication forced, 3-0 privilege */
    uint8_t interval[2]; /* 3 */
    uint8_t retry[2];    /* 4 */
    uint8_t rate_kept;   /* 5: 0 as for serial channels, 6 9600 to 10 115200 */
    uint8_t rate;        /* 6: in effect */
    uint8_t channel;     /* 7 */
    uint8_t port[2];     /* 8 */
};

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

    struct demo_lan lan;    /* in effect, and what is read */
    uint8_t progress;       /* parameter 0: 1 while somebody holds "set in progress" */
    struct demo_lan staged; /* then: lan with what waits for the commit */
    uint32_t staged_mask;   /* bit P: parameter P is staged */
    struct {
        uint8_t address[4], netmask[4], gateway[4];
    } lease;             /* what DHCP gives */
    int64_t lease_at_ms; /* when; -1: nothing is awaited */
    int64_t locked_at_ms;
    struct demo_sol sol;
};

/* A digest, so that what a person types into a demo is not found in memory. */
struct demo_password {
    uint8_t size; /* 16 or 20 as stored; 0 none */
    uint64_t digest;
};

#define DEMO_MESSAGING 0x10 /* in access */

struct demo_user {
    uint8_t name[DEMO_USER_NAME]; /* zeros behind the name; an empty slot is all zeros */
    bool fixed_name;
    bool enabled;
    struct demo_password password;
    char factory_password[DEMO_PASSWORD + 1]; /* no secret; for those who answer logins */
    uint8_t access[DEMO_CHANNELS]; /* bit 6 callback only, 5 link authentication,
                                    * 4 messaging, 3-0 privilege limit (15: none) */
    uint8_t payloads[DEMO_CHANNELS]; /* bit 1: serial over LAN */
};

/* RESERVED is what some report until the first identify. */
enum demo_light {
    DEMO_LIGHT_OFF = 0,
    DEMO_LIGHT_TIMED = 1,
    DEMO_LIGHT_ON = 2,
    DEMO_LIGHT_RESERVED = 3
};

/* The answer to Get Device ID (20.1). Only bytes, hence no padding. */
struct demo_device {
    uint8_t id, revision;
    uint8_t firmware[2];  /* major, minor in BCD */
    uint8_t ipmi_version; /* 02h is 2.0, 51h is 1.5 */
    uint8_t support;
    uint8_t manufacturer[3], product[2], firmware_extra[4]; /* low byte first */
};

/* What Chassis Control asks for (28.3). */
enum demo_action {
    DEMO_POWER_OFF,
    DEMO_POWER_ON,
    DEMO_POWER_CYCLE,
    DEMO_POWER_RESET,
    DEMO_POWER_DIAGNOSE,
    DEMO_POWER_SOFT,
    DEMO_ACTIONS
};

/* Why the machine started (28.11). */
enum demo_cause {
    DEMO_CAUSE_NONE = 0,
    DEMO_CAUSE_CONTROL = 1,
    DEMO_CAUSE_RESET_BUTTON = 2,
    DEMO_CAUSE_POWER_BUTTON = 3,
    DEMO_CAUSE_WATCHDOG = 4,
    DEMO_CAUSE_POLICY_ON = 6,
    DEMO_CAUSE_POLICY_AS_BEFORE = 7,
    DEMO_CAUSE_OS_REBOOT = 10
};

/* The chassis and its power. The bytes are those of Get Chassis Status (28.2). */
struct demo_chassis {
    uint8_t faults;                 /* byte 1, bits 4-1 */
    uint8_t last_event;             /* byte 2 */
    uint8_t front;                  /* byte 3, bits 3-0 */
    uint8_t policy;                 /* 0 stays off, 1 as before, 2 switches on */
    enum demo_cause cause, happens; /* of the last start; of one that comes with the next request */
    unsigned carried_out[DEMO_ACTIONS]; /* how often each has been accepted */
    unsigned starts;
    enum demo_action doing; /* until due_ms; -1: nothing */
    int64_t due_ms;
    int64_t on_ms, counted_ms; /* how long it has been on, counted up to then */
};

/* System boot options (28.12, 28.13), by number. */
struct demo_boot {
    uint8_t progress;           /* 0 */
    uint8_t clearing;           /* 3: when the valid bit is not cleared */
    uint8_t acknowledge;        /* 4 */
    uint8_t flags[5];           /* 5 */
    uint8_t marked;             /* bit P: parameter P is marked invalid or locked */
    int64_t forget_ms, bios_ms; /* the valid bit goes; the BIOS reads the flags. -1: never */
    uint8_t taken[5];           /* what the BIOS read last */
    unsigned taken_count;
};

#define DEMO_SEL_MAX     4096
#define DEMO_SEL_RECORD  16
#define DEMO_UTC_UNKNOWN 0x7FF

/* What befalls the event log with the next request. */
enum { DEMO_SEL_ADDED = 1, DEMO_SEL_CLEARED = 2, DEMO_SEL_RESERVED = 4 };

/* The event log (31, 32). */
struct demo_sel {
    uint8_t records[DEMO_SEL_MAX][DEMO_SEL_RECORD]; /* oldest first, as on the wire */
    unsigned count;
    uint16_t next_id, reservation;
    bool reserved; /* and the reservation still holds */
    bool overflow;
    uint32_t added, erased;  /* when last */
    int64_t erase_ms;        /* clearing ends; -1: it is not going on */
    int64_t clock_s;         /* what the clock was at clock_ms, before options of demo_options.h */
    int64_t clock_ms, started_ms;
    bool clock_set;          /* by a command, so that those do not count */
    int16_t utc_offset;      /* minutes */
    unsigned happens, asked; /* asked: requests */
    bool made;
    int64_t made_from[5];    /* the options that the records are made from */
};

#define DEMO_SENSORS         30   /* that the machine has */
#define DEMO_HYSTERESIS      2    /* of each, at first */
#define DEMO_FRONT_INTRUSION 0x01 /* in struct demo_chassis, front */

/* What can change of a sensor; which is which: demo_machine.h. */
struct demo_sensor_state {
    uint8_t limits[6];     /* lnc lcr lnr unc ucr unr, raw */
    uint8_t hysteresis[2]; /* going high, going low */
    uint16_t states[2];    /* of a discrete one, and of the second that shares its record */
    unsigned rearmed;
};

/* The repository of sensor data (33). */
struct demo_sdr {
    uint16_t reservation;
    bool reserved;
    unsigned asked;   /* for parts */
    uint32_t changes; /* seconds that its time stamp is later */
};

/* The watchdog timer (27.6). The bytes are those of Get Watchdog Timer. */
struct demo_watchdog {
    uint8_t use, action, before, expired, initial[2];
    bool ready;     /* it has been set */
    bool patted;    /* the operating system sees to it that it does not end */
    int64_t due_ms; /* -1: it does not run */
};

struct demo_state {
    struct demo_device device;
    uint8_t guid[16];
    bool power_on;
    struct demo_chassis chassis;
    struct demo_boot boot;
    struct demo_sel sel;
    struct demo_sdr sdr;
    struct demo_sensor_state sensors[DEMO_SENSORS];
    struct demo_watchdog watchdog;
    struct demo_channel channels[DEMO_CHANNELS];
    unsigned user_count; /* slots that there are */
    struct demo_user users[DEMO_USERS + 1];
    unsigned locks, passwords, enables; /* attempts so far */
    enum demo_light light;
    int64_t light_until_ms;
    unsigned resets;                        /* cold resets and reboots so far */
    bool gone;                              /* the link is broken */
    int64_t silent_until_ms, boot_until_ms; /* rebooting: no answer, then boot_code only */
    uint8_t boot_code;
};

/* VLAN as numbers. */
bool demo_vlan_on(const struct demo_lan *lan);
uint16_t demo_vlan_id(const struct demo_lan *lan);

#endif
