/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a BMC holds as plain C values, in the words of the IPMI 2.0 specification. No FreeIPMI here:
 * core/, tui/ and cli/ include this.
 */
#ifndef BMCTUI_BMC_TYPES_H
#define BMCTUI_BMC_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BMC_CHANNEL_FIRST 1 /* 0 is IPMB, 0Eh "this one", 0Fh the system interface */
#define BMC_CHANNEL_LAST 11
#define BMC_CHANNELS_MAX 11
#define BMC_USER_FIRST 1
#define BMC_USER_LAST 63
#define BMC_USER_NAME 17     /* 16 bytes and the NUL */
#define BMC_PASSWORD_16 16
#define BMC_PASSWORD_20 20

/* Table 23-4, parameter 4; the numbers are those on the wire. */
enum ip_source {
    IP_SOURCE_UNSPECIFIED = 0,
    IP_SOURCE_STATIC = 1,
    IP_SOURCE_DHCP = 2,
    IP_SOURCE_BIOS = 3,
    IP_SOURCE_OTHER = 4
};

/* Table 6-3. Only LAN-like media are shown as channels. */
enum channel_medium { CHANNEL_MEDIUM_802_3 = 4, CHANNEL_MEDIUM_OTHER_LAN = 6 };

/* Of a payload type (24.6): bits of the first byte, standard payloads. */
#define PAYLOAD_SOL (1u << 1)
#define BMC_PAYLOAD_ABSENT 1 /* bmc_get_payload_access(): this BMC has no such command */

/* Table 22-19 and 22-29. */
enum privilege {
    PRIVILEGE_CALLBACK = 1,
    PRIVILEGE_USER = 2,
    PRIVILEGE_OPERATOR = 3,
    PRIVILEGE_ADMINISTRATOR = 4,
    PRIVILEGE_OEM = 5,
    PRIVILEGE_NONE = 15
};

/* Get Chassis Status, byte 3 (28.2); UNKNOWN when the BMC does not report it. */
enum identify_state { IDENTIFY_OFF, IDENTIFY_TIMED, IDENTIFY_ON, IDENTIFY_UNKNOWN };

/* Get Chassis Status (28.2): the bits of its three bytes, but for policy and light. */
enum chassis_power {
    CHASSIS_ON = 1 << 0,
    CHASSIS_OVERLOAD = 1 << 1,
    CHASSIS_INTERLOCK = 1 << 2,
    CHASSIS_POWER_FAULT = 1 << 3,
    CHASSIS_CONTROL_FAULT = 1 << 4
};
enum chassis_event {
    CHASSIS_EVENT_AC_FAILED = 1 << 0,
    CHASSIS_EVENT_OVERLOAD = 1 << 1,
    CHASSIS_EVENT_INTERLOCK = 1 << 2,
    CHASSIS_EVENT_FAULT = 1 << 3,
    CHASSIS_EVENT_IPMI_ON = 1 << 4 /* switched on by an IPMI command */
};
enum chassis_misc {
    CHASSIS_INTRUSION = 1 << 0,
    CHASSIS_PANEL_LOCKED = 1 << 1,
    CHASSIS_DRIVE_FAULT = 1 << 2,
    CHASSIS_COOLING_FAULT = 1 << 3
};
/* What follows a power cut; the numbers are those on the wire. */
enum power_policy { POLICY_OFF, POLICY_PREVIOUS, POLICY_ON, POLICY_UNKNOWN };

struct chassis_status {
    uint8_t power, event, misc; /* the bits above */
    enum power_policy policy;
    enum identify_state light;
};

/* Chassis Control (28.3); the numbers are those on the wire. */
enum chassis_control {
    CONTROL_OFF,
    CONTROL_ON,
    CONTROL_CYCLE,
    CONTROL_RESET,
    CONTROL_DIAGNOSE, /* pulses a diagnostic interrupt, mostly an NMI */
    CONTROL_SOFT      /* asks the operating system to shut down, as the power button does */
};

/* Get System Restart Cause (28.11); the numbers are those on the wire. */
enum restart_cause {
    RESTART_UNKNOWN,
    RESTART_CONTROL,
    RESTART_RESET_BUTTON,
    RESTART_POWER_BUTTON,
    RESTART_WATCHDOG,
    RESTART_OEM,
    RESTART_POLICY_ON,
    RESTART_POLICY_PREVIOUS,
    RESTART_PEF_RESET,
    RESTART_PEF_CYCLE,
    RESTART_SOFT,
    RESTART_CLOCK,
    RESTART_CAUSES
};

/* LAN parameters (Table 23-4). */
#define BMC_LAN_MAC    5
#define BMC_LAN_BYTES  18 /* of data, at most */
#define BMC_BOOT_BYTES  5 /* of a boot option's data, at most */
#define BMC_BOOT_ABSENT 1 /* bmc_boot_get(): this BMC has no such parameter */
#define BMC_LAN_ABSENT 1 /* bmc_lan_get(): this BMC has no such parameter */
#define BMC_SOL_BYTES  2 /* of a SOL parameter's data, at most */
#define BMC_SOL_ABSENT 1 /* bmc_sol_get(): this BMC has no such parameter */
#define BMC_MAC        6 /* bytes, in the order in which they are printed */

#define BMC_GUID 16

/* Get Device ID (20.1). */
struct device {
    uint8_t id, revision;
    uint8_t firmware_major, firmware_minor; /* minor is BCD */
    uint8_t ipmi_major, ipmi_minor;
    uint32_t manufacturer; /* IANA enterprise number, 20 bits */
    uint16_t product;
};

/* Get Self Test Results (20.4). detail: bits of what is damaged, or the maker's own. */
enum { SELF_TEST_PASSED = 0x55, SELF_TEST_NONE = 0x56, SELF_TEST_DAMAGED = 0x57 };
struct self_test {
    uint8_t result, detail;
};

/* Get User Access (22.27) on one channel. */
struct user_access {
    uint8_t max_users;
    enum user_enabled { USER_ENABLED_UNKNOWN = 0, USER_ENABLED = 1, USER_DISABLED = 2 } enabled;
    uint8_t fixed_names; /* how many slots have fixed names */
    bool messaging;
    bool link_authentication;
    bool callback_only;
    enum privilege privilege;
};

/* Get Channel Access (22.23). */
struct channel_access {
    uint8_t mode; /* 0 disabled, 1 pre-boot only, 2 always available, 3 shared */
    bool user_auth_disabled, message_auth_disabled, pef_alerting_disabled;
    enum privilege privilege;
};
#define CHANNEL_ACCESS_ALWAYS 2

/* Get Channel Cipher Suites (22.15), and their privilege limits (Table 23-4, parameter 24). */
#define BMC_SUITES_MAX 160
struct cipher_suites {
    size_t count;
    uint8_t ids[BMC_SUITES_MAX]; /* in the BMC's order */
};
#define PRIVILEGE_UNUSED ((enum privilege)0) /* of a suite: it may not be used */
/* Which suite may be used with which privilege limit: LAN parameters 22 to 24. */
#define BMC_SUITE_ENTRIES 16
struct suite_table {
    size_t count;
    uint8_t ids[BMC_SUITE_ENTRIES]; /* an entry each, in the BMC's order */
    enum privilege limits[BMC_SUITE_ENTRIES];
};

/* Set User Password, operation "test password" (22.30). */
enum password_test {
    PASSWORD_MATCHES,
    PASSWORD_DIFFERS,      /* 80h */
    PASSWORD_OTHER_SIZE,   /* 81h */
    PASSWORD_NOT_TESTABLE  /* refused with any other code: this BMC has no such operation */
};

/* Set In Progress, parameter 0. */
enum lan_progress { LAN_SET_COMPLETE = 0, LAN_SET_IN_PROGRESS = 1, LAN_COMMIT_WRITE = 2 };

#endif
