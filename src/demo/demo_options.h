/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How the demo BMC behaves: what it refuses, what changes by itself, how long things take. A plain
 * struct, made with its names and standard values from the lists below; tests change it through
 * demo_options(). data/personalities/README explains each option.
 */
#ifndef BMCTUI_DEMO_DEMO_OPTIONS_H
#define BMCTUI_DEMO_DEMO_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Numbers from 0 to 255. */
struct demo_set {
    uint8_t bits[32];
};

bool demo_set_has(const struct demo_set *set, unsigned number);

/* When LAN writes under set in progress take effect; until then the next set complete or set in
 * progress drops them. */
enum demo_apply { DEMO_APPLY_IMMEDIATE, DEMO_APPLY_COMMIT, DEMO_APPLY_COMPLETE };

/* What the event log's clock keeps; BOOT: seconds since the BMC started. */
enum demo_clock_kind { DEMO_CLOCK_UTC, DEMO_CLOCK_LOCAL, DEMO_CLOCK_BOOT };

enum demo_area {
    DEMO_FRU_RIGHT,
    DEMO_FRU_HEADER,
    DEMO_FRU_CHASSIS,
    DEMO_FRU_BOARD,
    DEMO_FRU_PRODUCT
};

enum demo_ipmi { DEMO_IPMI_1_5, DEMO_IPMI_2_0, DEMO_IPMI_BOTH };

/* A reply is a completion code, or one of these. */
#define DEMO_OK      0
#define DEMO_IGNORED (-1) /* answered 00h, and nothing happens */
#define DEMO_DROP    (-2) /* not answered; for logins */
#define DEMO_OTHER   (-3) /* something else is answered */

/*
 * OPTION(kind, member, name, standard value), a number; SET(member, name, standard value). The name
 * sets it, in a fault text ("set locked", "set lease-ms=never", "set lock=80", "set sources=1,2")
 * and in a personality (demo_personality.h).
 *
 *   flag            yes or no; keep: keep or clear as well; own: own or shared as well
 *   code            two hex digits; "ok" and "zeros" are 00; reply: "ignored" and "drop" as well
 *                   other: "other" as well
 *   byte            two hex digits; "no" is -1
 *   ms              500 or 20s; never: "never" as well, -1; offset: "-20s" as well
 *   seconds         since 1970; "now" is -1
 *   upto_N          decimal
 *   set             decimal numbers up to 255, blanks or commas between
 *   apply, ipmi     immediate, commit, complete; 1.5, 2.0, both
 *   clock           utc, local, boot; area: none, header, chassis, board, product
 *   self_test       passed, none, or its two bytes, four hex digits
 */
#define DEMO_OPTIONS(OPTION, SET)                                                                  \
    /* --- set in progress --- */                                                                  \
    OPTION(apply, apply, "apply", "commit") /* when writes under set in progress begin to hold */  \
    OPTION(reply, lock_code, "lock", "ok") /* answer to set in progress */                         \
    OPTION(code, lock_held, "lock-held", "81") /* to a second set in progress */                   \
    OPTION(upto_1000, lock_fails, "lock-fails", "0") /* so many are answered lock-held first */    \
    OPTION(never, lock_timeout_ms, "lock-timeout", "never") /* it frees itself after so long */    \
    OPTION(reply, commit_code, "commit", "ok") /* answer to commit write */                        \
    OPTION(code, commit_unlocked, "commit-unlocked", "cc") /* without set in progress */           \
    OPTION(reply, complete_code, "complete", "ok") /* answer to set complete */                    \
    OPTION(reply, unlocked, "unlocked", "ok") /* to LAN writes without it */                       \
    /* --- what is not there, and what is refused; ok: nothing is --- */                           \
    OPTION(flag, locked, "locked", "no") /* every write is answered D4h */                         \
    SET(unsupported, "unsupported", "") /* LAN parameters that are not there */                    \
    OPTION(code, unsupported_code, "unsupported-code", "80")                                       \
    OPTION(code, unsupported_write, "unsupported-write", "ok") /* to writes; ok: as to reads */    \
    SET(read_only, "read-only", "1 5 22 23")                                                       \
    OPTION(code, read_only_code, "read-only-code", "82")                                           \
    SET(ignored, "ignored", "") /* writes are answered 00h and not kept */                         \
    SET(sources, "sources", "1 2 3 4") /* what IP source can be set to */                          \
    OPTION(code, source_code, "source-code", "cc") /* to any other source */                       \
    OPTION(flag, source_0_is_static, "source-0-is-static", "no") /* 0 is kept as 1 */              \
    OPTION(code, static_again, "static-again", "ok") /* static written over static */              \
    OPTION(code, dhcp_code, "write-under-dhcp", "d5") /* of address, netmask, gateway */           \
    OPTION(code, address_check, "address-check", "ok") /* an address that no host can have */      \
    OPTION(code, mask_check, "mask-check", "cc") /* a netmask with holes */                        \
    OPTION(code, mask_needs_address, "mask-needs-address", "ok") /* while there is no address */   \
    OPTION(code, gateway_check, "gateway-check", "ok") /* a gateway outside of the subnet */       \
    OPTION(code, gateway_zero, "gateway-zero", "ok") /* gateway 0.0.0.0 */                         \
    OPTION(code, vlan_code, "vlan", "ok") /* VLAN on */                                            \
    OPTION(code, vlan_off_needs, "vlan-off-needs", "ok") /* VLAN off with another id than 0 */     \
    OPTION(code, vlan_off_zero, "vlan-off-zero", "ok") /* VLAN off with id 0 */                    \
    OPTION(flag, any_channel, "any-channel", "no") /* LAN commands do not look at the channel */   \
    OPTION(code, no_channel_code, "absent-channel", "cb") /* to requests for an absent channel */  \
    OPTION(code, absent_lan, "absent-lan", "ok") /* LAN commands; ok: as absent-channel */         \
    OPTION(code, absent_access, "absent-access", "ok") /* channel access; ok: as absent-channel */ \
    OPTION(code, access_no_session, "access-no-session", "82") /* of a channel without sessions */ \
    /* --- what changes by itself --- */                                                           \
    OPTION(flag, dhcp_clears, "dhcp-clears", "yes") /* no address until the lease comes */         \
    OPTION(keep, static_keeps, "dhcp-to-static", "clear") /* whether a lease's address goes */     \
    OPTION(never, lease_ms, "lease-ms", "3s") /* how long DHCP takes */                            \
    OPTION(own, vlan_gateway_own, "vlan-gateway", "shared") /* whether each VLAN has its own */    \
    OPTION(flag, vlan_clears_dhcp, "vlan-clears-dhcp", "no") /* a VLAN write makes it static */    \
    OPTION(flag, vlan_clears_address, "vlan-clears-address", "no")                                 \
    OPTION(flag, mask_breaks_gateway, "mask-breaks-gateway", "no") /* loses its host part */       \
    OPTION(flag, address_clears_gateway, "address-clears-gateway", "no")                           \
    OPTION(ms, settle_ms, "settle", "0") /* LAN reads show the old values for so long */           \
    OPTION(ms, silence_ms, "silence", "0") /* no answers for so long after a change */             \
    /* --- users --- */                                                                            \
    OPTION(code, no_name_code, "empty-name", "ok") /* Get User Name of an empty slot; zeros */     \
    OPTION(flag, empty_user, "emptyuser", "no") /* such slots are called (Empty User) */           \
    OPTION(code, user_range, "user-range", "cc") /* slots that are not there */                    \
    OPTION(code, empty_access, "empty-access", "ok") /* Get User Access of an empty slot */        \
    OPTION(code, empty_set_access, "empty-set-access", "ok") /* to Set User Access */              \
    OPTION(code, empty_password, "empty-password", "ok") /* to Set User Password */                \
    OPTION(code, set_user_access, "set-user-access", "ok") /* Set User Access of any */            \
    OPTION(code, priv_zero, "priv-zero", "cc") /* with privilege 0 */                              \
    OPTION(flag, one_user_table, "one-user-table", "no") /* access holds for all channels */       \
    OPTION(code, name_set, "name-set", "ok") /* Set User Name of any */                            \
    OPTION(code, name_taken, "name-taken", "cc") /* with a name that another has */                \
    OPTION(code, rename, "rename", "ok") /* with another name than it has */                       \
    OPTION(reply, name_empty, "name-empty", "ok") /* without a name; ignored: it is kept */        \
    OPTION(flag, name_empty_deletes, "name-empty-deletes", "no") /* access, password go as well */ \
    OPTION(byte, name_access, "name-access", "no") /* what access a new name has on each channel */\
    OPTION(flag, enabled_told, "enabled-told", "yes") /* Get User Access says whether it is */     \
    OPTION(flag, messaging_enables, "messaging-enables", "no") /* both are one bit */              \
    OPTION(flag, empty_privilege_0, "empty-privilege-0", "no") /* empty slots read privilege 0 */  \
    OPTION(code, access_partial, "access-partial", "ok") /* a part of an empty slot's access */    \
    OPTION(code, access_short, "access-short", "ok") /* access without the limit of sessions */    \
    OPTION(code, payload_code, "payload", "ok") /* the commands about payloads are refused */      \
    OPTION(reply, payload_set, "payload-set", "ok") /* to Set User Payload Access */               \
    OPTION(code, set_access, "set-access", "ok") /* Set Channel Access */                          \
    OPTION(flag, nv_sets_volatile, "nv-sets-volatile", "no") /* its non-volatile form does both */ \
    /* --- passwords --- */                                                                        \
    OPTION(upto_20, password_min, "password-min", "0") /* shorter ones are refused */              \
    OPTION(upto_4, password_need, "password-need", "0") /* with fewer of the 4 classes */          \
    OPTION(flag, password_no_repeat, "password-no-repeat", "no") /* with equal neighbours */       \
    OPTION(flag, password_no_name, "password-no-name", "no") /* the user's name, or backwards */   \
    OPTION(code, password_code, "password-code", "cc") /* to one that breaks these */              \
    OPTION(code, password_20, "password-20", "ok") /* the form of 20 bytes is refused */           \
    OPTION(upto_1000, password_busy, "password-busy", "0") /* so many are answered c0 first */     \
    OPTION(code, password_test, "password-test", "ok") /* the test is refused */                   \
    OPTION(code, test_other_size, "test-other-size", "81") /* a test in the size not stored */     \
    OPTION(flag, test_one_size, "test-one-size", "no") /* both sizes fit */                        \
    OPTION(code, enable_code, "enable", "ok") /* enabling and disabling are refused */             \
    OPTION(code, enable_needs_bytes, "enable-needs-bytes", "ok") /* without password bytes */      \
    OPTION(code, enable_needs_password, "enable-needs-password", "ok") /* while none is set */     \
    OPTION(upto_1000, enable_busy, "enable-busy", "0") /* so many are answered c0 first */         \
    /* --- the light --- */                                                                        \
    OPTION(code, identify_code, "identify", "ok") /* Chassis Identify is refused */                \
    OPTION(code, force_code, "identify-force", "ok") /* with the force byte */                     \
    OPTION(flag, light_reported, "identify-state", "yes") /* Get Chassis Status tells the light */ \
    OPTION(upto_255, identify_max, "identify-max", "255") /* more seconds are cc */                \
    OPTION(flag, identify_zero_ignored, "identify-zero-ignored", "no") /* so it stays on */        \
    /* --- serial over LAN --- */                                                                  \
    OPTION(code, sol_code, "sol-code", "ok") /* its commands are refused */                        \
    OPTION(reply, sol_set, "sol-set", "ok") /* to writes, but of parameter 0 */                    \
    OPTION(reply, sol_lock, "sol-lock", "ok") /* to parameter 0; ignored: it is never locked */    \
    SET(sol_unsupported, "sol-unsupported", "") /* parameters that are not there */                \
    SET(sol_read_only, "sol-read-only", "7 8") /* writes are answered read-only-code */            \
    SET(sol_ignored, "sol-ignored", "") /* writes are answered 00h and not kept */                 \
    SET(sol_rates, "sol-rates", "0 6 7 8 9 10") /* bit rates that it takes; others are cc */       \
    /* --- power --- */                                                                            \
    OPTION(reply, control_code, "control", "ok") /* Chassis Control */                             \
    OPTION(code, control_soft, "control-soft", "ok") /* a shutdown in order is refused */          \
    OPTION(code, control_diag, "control-diag", "ok") /* a diagnostic interrupt is refused */       \
    OPTION(code, control_again, "control-again", "ok") /* off while off, on while on */            \
    OPTION(code, control_when_off, "control-when-off", "d5") /* the others while off */            \
    OPTION(ms, power_ms, "power-delay", "1s") /* until the machine is on, off or reset */          \
    OPTION(never, soft_ms, "soft-delay", "3s") /* until it has shut down in order */               \
    OPTION(reply, policy_code, "policy", "ok") /* Set Power Restore Policy */                      \
    OPTION(upto_255, policies, "policies", "7") /* 1 stays off, 2 as before, 4 switches on */      \
    OPTION(code, restart_code, "restart-cause", "ok") /* Get System Restart Cause is refused */    \
    OPTION(code, hours_code, "on-hours", "ok") /* Get POH Counter is refused */                    \
    /* --- the next boot --- */                                                                    \
    SET(boot_unsupported, "boot-unsupported", "") /* boot options that are not there */            \
    OPTION(reply, boot_lock, "boot-lock", "ok") /* to set in progress */                           \
    OPTION(reply, boot_set, "boot-set", "ok") /* to writes of any other boot option */             \
    OPTION(flag, boot_persistent, "boot-persistent", "yes") /* "every boot" is kept */             \
    OPTION(flag, boot_uefi, "boot-uefi", "yes") /* the UEFI bit is kept */                         \
    OPTION(flag, boot_sticks, "boot-sticks", "no") /* "once" becomes "every boot" */               \
    OPTION(never, boot_forget_ms, "boot-forgets", "60s") /* the rule of boot option 3, bit 3 */    \
    OPTION(never, bios_ms, "bios-takes", "1s") /* from a start until the BIOS has the flags */     \
    /* --- the event log, and its clock --- */                                                     \
    OPTION(upto_4096, sel_events, "events", "40") /* how many there are at first */                \
    OPTION(seconds, sel_newest, "events-now", "now") /* what time it was when they were made */    \
    OPTION(upto_65534, sel_first, "events-first", "1") /* the id of the oldest */                  \
    OPTION(upto_255, sel_gap, "events-gap", "0") /* after so many records an id is left out */     \
    OPTION(upto_4096, sel_room, "events-room", "1024") /* how many fit */                          \
    OPTION(flag, sel_ring, "events-ring", "no") /* when it is full the oldest goes */              \
    OPTION(upto_1000, sel_every, "events-every", "0") /* a new one after so many requests */       \
    OPTION(upto_255, sel_too_many, "events-too-many", "0") /* more are counted than there are */   \
    OPTION(code, sel_code, "events-code", "ok") /* the log's commands are refused */               \
    OPTION(other, sel_absent, "events-absent", "cb") /* a record that is not there */              \
    OPTION(flag, sel_last, "events-last", "yes") /* FFFFh is the newest; no: the oldest */         \
    OPTION(code, sel_reserve, "events-reserve", "ok") /* reserving is refused */                   \
    OPTION(reply, sel_clear, "events-clear", "ok") /* to clearing */                               \
    OPTION(ms, sel_erase_ms, "events-erase", "1s") /* how long clearing takes */                   \
    OPTION(flag, sel_clear_logs, "events-clear-logs", "yes") /* it leaves a record */              \
    OPTION(clock, clock, "clock", "utc") /* what the clock keeps: utc, local, boot */              \
    OPTION(offset, clock_offset_ms, "clock-offset", "0") /* how wrong it is */                     \
    OPTION(code, clock_get, "clock-get", "ok") /* Get SEL Time is refused */                       \
    OPTION(reply, clock_code, "clock-set", "ok") /* to Set SEL Time */                             \
    OPTION(code, utc_offset, "utc-offset", "ok") /* Get and Set SEL Time UTC Offset */             \
    /* --- sensors, their records, FRU data --- */                                                 \
    OPTION(upto_1000, sdr_records, "records", "0") /* so many, where there are fewer */            \
    OPTION(upto_255, sdr_too_many, "records-too-many", "0") /* more are counted than there are */  \
    OPTION(code, sdr_code, "records-code", "ok") /* the repository's commands are refused */       \
    OPTION(code, sdr_info, "records-info", "ok") /* Get SDR Repository Info is refused */          \
    OPTION(code, sdr_reserve, "records-reserve", "ok") /* Reserve SDR Repository is refused */     \
    OPTION(upto_255, sdr_limit, "records-limit", "255") /* bytes in one answer */                  \
    OPTION(other, sdr_limit_code, "records-limit-code", "ca") /* to more; other: it is cut */      \
    OPTION(upto_1000, sdr_lost, "records-lost", "0") /* each Nth part finds no reservation */      \
    OPTION(code, sensor_code, "sensors", "ok") /* all sensor commands are refused */               \
    OPTION(flag, sensors_short, "sensors-short", "no") /* readings come without states */          \
    OPTION(flag, sensors_move, "sensors-move", "yes") /* readings move with the clock */           \
    OPTION(reply, limits_code, "limits-set", "ok") /* to Set Sensor Thresholds */                  \
    OPTION(upto_255, limits_step, "limits-step", "1") /* they are rounded down to multiples */     \
    OPTION(flag, limits_lost, "limits-lost", "yes") /* when the BMC starts again */                \
    OPTION(code, rearm_code, "rearm", "ok") /* Re-arm Sensor Events is refused */                  \
    OPTION(code, fru_code, "fru", "ok") /* FRU commands are refused */                             \
    OPTION(upto_255, fru_limit, "fru-limit", "32") /* bytes in one answer */                       \
    OPTION(other, fru_limit_code, "fru-limit-code", "c8") /* to more; other: it is cut */          \
    OPTION(area, fru_wrong, "fru-wrong", "none") /* the area with a wrong checksum */              \
    OPTION(self_test, self_test, "self-test", "passed")                                            \
    OPTION(code, watchdog_code, "watchdog", "ok") /* the watchdog's commands are refused */        \
    OPTION(reply, watchdog_set, "watchdog-set", "ok") /* to Set Watchdog Timer */                  \
    OPTION(code, dcmi_code, "dcmi", "ok") /* DCMI is refused */                                    \
    OPTION(flag, hostile, "hostile", "no") /* every text of the BMC is escape sequences */         \
    /* --- starting, and time --- */                                                               \
    OPTION(reply, reset_code, "reset-code", "ok") /* to Cold Reset; ignored: never goes away */    \
    OPTION(reply, warm_code, "warm-reset", "ok") /* the same for Warm Reset */                     \
    OPTION(flag, reset_policy, "reset-applies-policy", "no") /* for the machine's power */         \
    OPTION(ms, silent_ms, "silent", "10s") /* after a cold reset, no answer for so long */         \
    OPTION(ms, boot_ms, "boot", "5s") /* and then boot_code for so long */                         \
    OPTION(code, boot_code, "boot-code", "d2")                                                     \
    OPTION(ms, latency_ms, "latency", "0") /* what every answer takes */

/* Logins over LAN. The demo BMC itself ignores these: they are for whatever puts it on a network.
 * RMCP+ status codes, or DEMO_DROP. */
#define DEMO_LOGIN_OPTIONS(OPTION)                                                                 \
    OPTION(ipmi, ipmi, "ipmi", "both") /* which versions of logins it knows */                     \
    /* Get Channel Authentication Capabilities */                                                  \
    OPTION(code, auth_types, "auth-types", "14") /* its byte 2 without bit 7 */                    \
    OPTION(code, auth_status, "auth-status", "04") /* its byte 3 */                                \
    OPTION(code, auth_ext, "auth-ext", "03") /* its byte 4 */                                      \
    OPTION(flag, per_message_off, "per-message-off", "no") /* 1.5: only the login has it */        \
    OPTION(reply, open_bad_cipher, "open-bad-cipher", "11") /* a suite that it does not have */    \
    OPTION(upto_255, force_cipher, "force-cipher", "0") /* in any case; -1: none */                \
    OPTION(flag, open_echo_zero, "open-echo-zero", "no") /* privilege 0 is answered with 0 */      \
    OPTION(reply, bad_user, "bad-user", "0d") /* RAKP 1 of a name that is not known */             \
    OPTION(reply, bad_role, "bad-role", "0a") /* of a privilege above the user's */                \
    OPTION(reply, bad_password, "bad-password", "0f") /* RAKP 3 */                                 \
    OPTION(upto_1000, sessions, "sessions", "4") /* more at once are refused */                    \
    OPTION(ms, idle_ms, "idle", "60s") /* a session that is silent for longer is gone */           \
    OPTION(never, apply_drops_ms, "apply-drops-sessions", "never") /* so long after a change */

#define DEMO_NUMBER_MEMBER(kind, member, name, standard) int64_t member;
#define DEMO_SET_MEMBER(member, name, standard)          struct demo_set member;

struct demo_login {
    DEMO_LOGIN_OPTIONS(DEMO_NUMBER_MEMBER)
};

struct demo_options {
    DEMO_OPTIONS(DEMO_NUMBER_MEMBER, DEMO_SET_MEMBER)
    struct demo_login login;
};

/* value NULL is "yes". false: no such option or a wrong value; the option is unchanged. */
bool demo_options_set(struct demo_options *options, const char *name, const char *value);
bool demo_login_set(struct demo_login *login, const char *name, const char *value);
bool demo_options_know(const char *name);
/* What a value of this existing option looks like, translated. */
const char *demo_options_right(const char *name);
/* All names, for an error message. */
void demo_options_names(char *text, size_t size);
/* A BMC that keeps to the standard. */
void demo_options_init(struct demo_options *options);

#endif
