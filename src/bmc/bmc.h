/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One BMC and the link to it. Every function here that talks to the BMC may take long (60 s
 * in-band) and is called on one thread only, the worker's (bmc/worker.h). Any thread may call
 * bmc_cancel(), bmc_resume(), bmc_trace() and what only asks about the link (from bmc_is_open() to
 * bmc_link_encrypted(), bmc_requests(), bmc_waiting_ms()). All requests pass request_send()
 * (bmc/request.h).
 *
 * Return value: 0, or -1 with *error set. A completion code that is neither 00h nor one of the busy
 * ones is ERROR_REFUSED (D4h: ERROR_DENIED); core/reason.h knows what it means for a field.
 */
#ifndef BMCTUI_BMC_BMC_H
#define BMCTUI_BMC_BMC_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/secret.h"
#include "bmc/types.h"

#define BMC_DESCRIPTION 160
#define BMC_MANUFACTURER 96

enum bmc_driver {
    BMC_DRIVER_AUTO, /* in-band: OpenIPMI, or else what FreeIPMI finds */
    BMC_DRIVER_OPENIPMI,
    BMC_DRIVER_KCS,
    BMC_DRIVER_SSIF,
    BMC_DRIVER_SUNBMC,
    BMC_DRIVER_INTELDCMI,
    BMC_DRIVER_LAN,
    BMC_DRIVER_LAN_2_0,
    BMC_DRIVER_DEMO
};

/* How to reach a BMC. Strings and secrets belong to the maker and must outlive the bmc; NULL or 0
 * means FreeIPMI's default. */
struct bmc_target {
    const char *name; /* the user's own name for it; NULL: made from the driver */
    enum bmc_driver driver;
    const char *device;
    unsigned address, register_spacing;
    const char *hostname; /* HOST[:PORT] */
    const char *username;
    const struct secret *password, *k_g;
    int cipher_suite;          /* -1: 17, or 3 if the BMC does not have that */
    enum privilege privilege;  /* 0: administrator */
    unsigned workaround_flags; /* from bmc_workaround_flags() */
    unsigned session_timeout_ms, retransmission_timeout_ms;
    /* Demo BMC only; NULL: none. */
    const char *demo_personality; /* see demo/demo_personality.h */
    const char *demo_faults;      /* see demo/demo_fault.h */
    unsigned demo_delay_ms;       /* of each answer */
};

struct bmc;
struct demo_bmc;

/* Names as in `-D NAME`; false when unknown. */
bool bmc_driver_parse(const char *name, enum bmc_driver *driver);
const char *bmc_driver_name(enum bmc_driver driver);
bool bmc_driver_is_lan(enum bmc_driver driver);
bool bmc_driver_is_inband(enum bmc_driver driver); /* neither over LAN nor simulated */
/* The device node of the kernel's driver: the one asked for, if any, else the first of the usual
 * ones that exists, else the most usual. root: "" for this machine; tests use a folder that looks
 * like "/". */
const char *bmc_node_name(const char *root, const char *asked);
bool bmc_node_exists(const char *root, const char *name);
/* HOST, HOST:PORT, [HOST]:PORT with a port from 1 to 65535. */
bool bmc_host_good(const char *host);
/* FreeIPMI's comma separated names for -W; false when one is unknown. */
bool bmc_workaround_parse(const char *names, enum bmc_driver driver, unsigned *flags);

struct bmc *bmc_create(const struct bmc_target *target, const struct clock *clock);
/* Closes the link if it is open. Never while a call is under way. */
void bmc_destroy(struct bmc *bmc);

int bmc_open(struct bmc *bmc, struct bmc_error *error);
void bmc_close(struct bmc *bmc);
bool bmc_is_open(const struct bmc *bmc);
bool bmc_over_lan(const struct bmc *bmc);
bool bmc_is_demo(const struct bmc *bmc);
/* "this machine (OpenIPMI)", "192.168.1.5 over LAN", translated. hostname may be NULL. Returns
 * text. */
const char *bmc_describe(enum bmc_driver driver, const char *hostname, char text[BMC_DESCRIPTION]);
/* The same of this one. */
const char *bmc_description(const struct bmc *bmc);
/* The driver in use, as in `-D`: "openipmi", "lan_2_0"; after bmc_open(). */
const char *bmc_driver_in_use(const struct bmc *bmc);
/* Whether a new password may be sent over this link (SPEC 1.2: encrypted, or in-band). */
bool bmc_link_encrypted(const struct bmc *bmc);
/* The cipher suite of an IPMI 2.0 session over LAN; -1: there is no such session. The worker's
 * thread. */
int bmc_session_suite(const struct bmc *bmc);
/* Whose session over LAN it is, as it was asked for; "": the nameless user's. */
const char *bmc_session_user(const struct bmc *bmc);
/* The demo BMC behind the link, NULL for any other. For tests. */
struct demo_bmc *bmc_demo(struct bmc *bmc);

/* From now on requests fail with ERROR_CANCELLED without being sent. A wait over LAN is broken off:
 * ERROR_CANCELLED for a read, ERROR_TIMEOUT for a write, which may have been carried out. An
 * in-band request (60 s at most) and a login that the BMC answers are waited for. Any thread. */
void bmc_cancel(struct bmc *bmc);
/* Allows requests again. Any thread. */
void bmc_resume(struct bmc *bmc);

/* Requests sent since creation, with our own retries. Any thread. */
unsigned bmc_requests(const struct bmc *bmc);
/* For how long the current request has been waiting, -1 if there is none. Any thread. */
int64_t bmc_waiting_ms(const struct bmc *bmc);

/* Each request and response in hex, passwords masked. The file remains the caller's; NULL ends it.
 * */
void bmc_trace(struct bmc *bmc, FILE *file);

/* For how long busy replies are retried; 0, the default: 10 s. From a job. Returns the old
 * value. */
int64_t bmc_patience(struct bmc *bmc, int64_t ms);
/* Sleeps; false: cancelled. From a job. */
bool bmc_pause(struct bmc *bmc, int64_t ms);

/* Over LAN, before a save that moves the BMC of this very session: from now on the link is reopened
 * at this address (0: not known; same port), or if nothing answers there, at the old one. */
void bmc_moves_to(struct bmc *bmc, uint32_t address);
/* Whether another BMC answers at that address, at this one's port: an RMCP ping (13.2), and if that
 * is answered, a session to ask who it is, as a BMC may have several addresses. Over LAN only, else
 * false. true: *error names the other. */
bool bmc_address_taken(struct bmc *bmc, uint32_t address, struct bmc_error *error);
/* Asks the BMC who it is: this channel's MAC address, System GUID and device id. Until
 * bmc_release() a reopened link is asked the same first; if it is another BMC, it is closed:
 * ERROR_OTHER_BMC. channel 0: no MAC is asked for. mac: as known already, or NULL. device: ask for
 * the device id; else only a BMC that has given it before, or has no GUID, is asked for it. */
int bmc_hold(struct bmc *bmc, uint8_t channel, const uint8_t *mac, bool device,
             struct bmc_error *error);
/* Whether another BMC was met at the address that this one moves to: *error names it. */
bool bmc_met_another(struct bmc *bmc, struct bmc_error *error);
/* Ends bmc_hold() and bmc_moves_to(): the BMC is where it answered last. Without an open link both
 * stay in force. */
void bmc_release(struct bmc *bmc);
/* A new password for this user has been sent. If the session is this user's, the next one is opened
 * with it, or if that is refused, with the old one. Copied. */
void bmc_password_changed(struct bmc *bmc, const char *user, const struct secret *password);

/* Called by an idle worker: keeps a LAN session alive. Returns when to call it again, in
 * milliseconds; -1: never. */
int64_t bmc_idle(struct bmc *bmc);

/* Whether an error is that of its request alone: the BMC answered, and the next may do better. */
bool bmc_survived(const struct bmc_error *error);

/* --- requests ------------------------------------------------------------------------------- */

int bmc_get_device(struct bmc *bmc, struct device *device, struct bmc_error *error); /* 20.1 */
/* The same, without a request where this link has been told. */
int bmc_know_device(struct bmc *bmc, struct device *device, struct bmc_error *error);
/* Who has this IANA enterprise number, as FreeIPMI's table says; "": it does not. Returns name. */
const char *bmc_manufacturer(uint32_t manufacturer, char name[BMC_MANUFACTURER]);
/* Get System GUID (22.14). */
int bmc_get_guid(struct bmc *bmc, uint8_t guid[BMC_GUID], struct bmc_error *error);
int bmc_get_self_test(struct bmc *bmc, struct self_test *test, struct bmc_error *error); /* 20.4 */
/* Whether both can be the same BMC, whose firmware may have been updated. */
bool bmc_same_device(const struct device *one, const struct device *other);
/* *present false: this channel does not exist or is no LAN (22.24). */
int bmc_get_channel(struct bmc *bmc, uint8_t channel, bool *present, enum channel_medium *medium,
                    struct bmc_error *error);

/* This session's own channel (Get Channel Info of channel 0Eh); -1 also where it is none of LAN. */
int bmc_get_session_channel(struct bmc *bmc, uint8_t *channel, struct bmc_error *error);

/* One LAN parameter's data (23.2; Table 23-4), of 1 to BMC_LAN_BYTES bytes as they are on the wire.
 * BMC_LAN_ABSENT: a completion code says that this BMC has none (80h C1h C7h C9h CBh CCh). */
int bmc_lan_get(struct bmc *bmc, uint8_t channel, uint8_t parameter, uint8_t *bytes, size_t length,
                struct bmc_error *error);
int bmc_lan_set(struct bmc *bmc, uint8_t channel, uint8_t parameter, const uint8_t *bytes,
                size_t length, struct bmc_error *error); /* 23.1 */
int bmc_get_progress(struct bmc *bmc, uint8_t channel, enum lan_progress *progress,
                     struct bmc_error *error);
int bmc_set_progress(struct bmc *bmc, uint8_t channel, enum lan_progress progress,
                     struct bmc_error *error);

/* One SOL configuration parameter's data (26.3, 26.2; Table 26-5), of 1 to BMC_SOL_BYTES bytes as
 * they are on the wire. BMC_SOL_ABSENT: a completion code says that this BMC has none. */
int bmc_sol_get(struct bmc *bmc, uint8_t channel, uint8_t parameter, uint8_t *bytes, size_t length,
                struct bmc_error *error);
int bmc_sol_set(struct bmc *bmc, uint8_t channel, uint8_t parameter, const uint8_t *bytes,
                size_t length, struct bmc_error *error);

/* name is "" for an empty slot, also where the BMC answers CCh for one (22.29). */
int bmc_get_user_name(struct bmc *bmc, uint8_t user, char name[BMC_USER_NAME],
                      struct bmc_error *error);
/* 0 to 16 bytes, zeros behind; none: 16 zeros, the slot is free (22.28). */
int bmc_set_user_name(struct bmc *bmc, uint8_t user, const char name[BMC_USER_NAME],
                      struct bmc_error *error);
/* Which standard payloads the user may use on this channel, a bit each (24.7). */
int bmc_get_payload_access(struct bmc *bmc, uint8_t channel, uint8_t user, uint8_t *payloads,
                           struct bmc_error *error);
/* Allows or forbids these; the others stay (24.6). */
int bmc_set_payload_access(struct bmc *bmc, uint8_t channel, uint8_t user, uint8_t payloads,
                           bool allow, struct bmc_error *error);
int bmc_get_user_access(struct bmc *bmc, uint8_t channel, uint8_t user, struct user_access *access,
                        struct bmc_error *error);
/* Writes all of access but enabled and max_users; session limit 0 (22.26). */
int bmc_set_user_access(struct bmc *bmc, uint8_t channel, uint8_t user,
                        const struct user_access *access, struct bmc_error *error);
/* 1 to 20 bytes; above 16 the 20-byte form (22.30). */
int bmc_set_password(struct bmc *bmc, uint8_t user, const struct secret *password,
                     struct bmc_error *error);
/* FFh, which a starting BMC answers to everything, is an error. */
int bmc_test_password(struct bmc *bmc, uint8_t user, const struct secret *password,
                      enum password_test *result, struct bmc_error *error);
/* Operations "enable user" and "disable user"; after C7h again, with 16 zero bytes. */
int bmc_enable_user(struct bmc *bmc, uint8_t user, bool enable, struct bmc_error *error);

int bmc_get_channel_access(struct bmc *bmc, uint8_t channel, bool non_volatile,
                           struct channel_access *access, struct bmc_error *error);
/* Writes mode and the three bits, leaves the privilege limit as it is (22.22). */
int bmc_set_channel_access(struct bmc *bmc, uint8_t channel, bool non_volatile,
                           const struct channel_access *access, struct bmc_error *error);

/* The cipher suites that a LAN channel offers (22.15), whether they may be used or not. */
int bmc_get_cipher_suites(struct bmc *bmc, uint8_t channel, struct cipher_suites *suites,
                          struct bmc_error *error);
/* The privilege limit of sessions with this suite: LAN parameters 23 and 24. *listed false: the
 * suite is not in that table, but may still be usable. */
int bmc_get_suite_privilege(struct bmc *bmc, uint8_t channel, uint8_t suite, bool *listed,
                            enum privilege *privilege, struct bmc_error *error);

/* The whole table, in two requests, and a third (parameter 22) where it does not agree with the
 * list of suites (NULL: not known). BMC_LAN_ABSENT: this BMC has none. */
int bmc_get_suite_table(struct bmc *bmc, uint8_t channel, const struct cipher_suites *listed,
                        struct suite_table *table, struct bmc_error *error);
/* The limit of that suite; NULL: the table does not have it. */
const enum privilege *suite_table_limit(const struct suite_table *table, uint8_t suite);

/* Chassis Identify (28.5). seconds 0 is off; force is "indefinitely". */
int bmc_identify(struct bmc *bmc, uint8_t seconds, bool force, struct bmc_error *error);
/* After force has failed: whether this BMC has timed identify only. */
bool bmc_identify_only_timed(const struct bmc_error *error);
int bmc_get_identify(struct bmc *bmc, enum identify_state *state, struct bmc_error *error);
/* Get Chassis Status (28.2). */
int bmc_get_chassis_status(struct bmc *bmc, struct chassis_status *status,
                           struct bmc_error *error);
/* Chassis Control (28.3): sent once, whatever comes of it. */
int bmc_chassis_control(struct bmc *bmc, enum chassis_control control, struct bmc_error *error);
/* Get System Restart Cause (28.11); RESTART_UNKNOWN also for numbers that are reserved, and from a
 * BMC that has no such command. */
int bmc_get_restart_cause(struct bmc *bmc, enum restart_cause *cause, struct bmc_error *error);
/* One boot option's data (28.13, 28.12; Table 28-14), of 1 to BMC_BOOT_BYTES bytes as they are on
 * the wire. BMC_BOOT_ABSENT: a completion code says that this BMC has none. */
int bmc_boot_get(struct bmc *bmc, uint8_t parameter, uint8_t *bytes, size_t length,
                 struct bmc_error *error);
int bmc_boot_set(struct bmc *bmc, uint8_t parameter, const uint8_t *bytes, size_t length,
                 struct bmc_error *error);
/* Set Power Restore Policy (28.8). *supported: a bit for each enum power_policy, of which
 * POLICY_UNKNOWN is never one; nothing is changed. */
int bmc_get_policies(struct bmc *bmc, unsigned *supported, struct bmc_error *error);
int bmc_set_policy(struct bmc *bmc, enum power_policy policy, struct bmc_error *error);
/* Get POH Counter (28.14). */
int bmc_get_on_hours(struct bmc *bmc, uint64_t *hours, struct bmc_error *error);
/* Cold Reset (20.2), Warm Reset (20.3) of the BMC itself: sent once. */
int bmc_restart(struct bmc *bmc, bool warm, struct bmc_error *error);

/* The generic meaning of a completion code, as a clause: "it is busy"; translated. */
const char *bmc_code_text(uint8_t completion_code);
/* D4h: over LAN the session's privilege, in-band the BMC's lock. */
const char *bmc_denied_text(bool over_lan);

#endif
