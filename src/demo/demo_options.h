/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How the demo BMC behaves: what it refuses, what changes by itself, how long
 * things take. A plain struct; tests change it through demo_options().
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

/* When LAN writes under set in progress begin to hold; what does not by then is dropped by the
 * next set complete or set in progress. */
enum demo_apply { DEMO_APPLY_IMMEDIATE, DEMO_APPLY_COMMIT, DEMO_APPLY_COMPLETE };

/* Where an answer is meant: a completion code, or one of these. */
#define DEMO_OK      0
#define DEMO_IGNORED (-1) /* answered 00h, and nothing happens */
#define DEMO_DROP    (-2) /* not answered; for logins */

/* What is said and done at a login over LAN. Nothing in the demo BMC itself looks at it: it is for
 * who stands between it and a network. RMCP+ status codes, or DEMO_DROP. */
struct demo_login {
    bool ipmi_1_5, ipmi_2_0; /* "ipmi": both, 1.5, 2.0 */
    uint8_t auth_types;      /* "auth-types": Get Channel Authentication Capabilities, */
    uint8_t auth_status;     /* "auth-status": its bytes 2 (without bit 7), 3 and 4 behind */
    uint8_t auth_ext;        /* "auth-ext": the completion code (14, 04, 03) */
    bool per_message_off;    /* "per-message-off": IPMI 1.5 authenticates the login only (no) */
    int16_t open_bad_cipher; /* "open-bad-cipher": to a suite that it does not have (11) */
    int64_t force_cipher;    /* "force-cipher": Open Session is answered with this suite; -1 */
    bool open_echo_zero;     /* "open-echo-zero": privilege 0 is answered with 0 (no) */
    int16_t bad_user;        /* "bad-user": RAKP 1 of a name that is not known (0d) */
    int16_t bad_role;        /* "bad-role": of a privilege above the user's (0a) */
    int16_t bad_password;    /* "bad-password": RAKP 3 (0f) */
    int64_t sessions;        /* "sessions": more at once are refused (4) */
    int64_t idle_ms;         /* "idle": a session that is silent for longer is gone (60 s) */
    int64_t apply_drops_ms;  /* "apply-drops-sessions": so long after a change all are gone; -1 */
};

/*
 * How the BMC behaves. The word in quotes sets it, in a fault text ("set locked", "set
 * lease-ms=never", "set lock=80", "set sources=1,2") and in a personality (demo_personality.h).
 * A flag without a value is set to yes; a code is two hex digits, "ok" is 00.
 */
struct demo_options {
    /* set in progress */
    int apply;                  /* "apply": immediate, commit, complete (commit) */
    int16_t lock_code;          /* "lock": answer to set in progress; ok, a code, ignored */
    uint8_t lock_held;          /* "lock-held": to a second one (81) */
    int64_t lock_fails;         /* "lock-fails": the first so many are answered lock-held (0) */
    int64_t lock_timeout_ms;    /* "lock-timeout": it frees itself after so long; "never" */
    int16_t commit_code;        /* "commit": answer to commit write; ok, a code, ignored */
    uint8_t commit_unlocked;    /* "commit-unlocked": without set in progress (cc) */
    int16_t complete_code;      /* "complete": answer to set complete; ok, a code, ignored */
    int16_t unlocked;           /* "unlocked": LAN writes without set in progress; ok, drop (it is
                                 * answered 00h and forgotten), a code */
    /* what is not there, and what is refused; ok: nothing is */
    bool locked;                /* "locked": every write is answered D4h (no) */
    struct demo_set unsupported; /* "unsupported": LAN parameters that are not there */
    uint8_t unsupported_code;   /* "unsupported-code" (80) */
    uint8_t unsupported_write;  /* "unsupported-write": to writes; ok: as to reads */
    struct demo_set read_only;  /* "read-only" (1 5 22 23) */
    uint8_t read_only_code;     /* "read-only-code" (82) */
    struct demo_set ignored;    /* "ignored": writes are answered 00h and not kept */
    struct demo_set sources;    /* "sources": what IP source can be set to (1 2 3 4) */
    uint8_t source_code;        /* "source-code": to any other (cc) */
    bool source_0_is_static;    /* "source-0-is-static": 0 is kept as 1 (no) */
    uint8_t static_again;       /* "static-again": static written over static */
    uint8_t dhcp_code;          /* "write-under-dhcp": address, netmask, gateway (d5) */
    uint8_t address_check;      /* "address-check": an address that no host can have */
    uint8_t mask_check;         /* "mask-check": a netmask with holes (cc) */
    uint8_t mask_needs_address; /* "mask-needs-address": a netmask while there is no address */
    uint8_t gateway_check;      /* "gateway-check": a gateway outside of the subnet */
    uint8_t gateway_zero;       /* "gateway-zero": gateway 0.0.0.0 */
    uint8_t vlan_code;          /* "vlan": VLAN on */
    uint8_t vlan_off_needs;     /* "vlan-off-needs": VLAN off with another id than 0 */
    uint8_t vlan_off_zero;      /* "vlan-off-zero": VLAN off with id 0 */
    bool any_channel;           /* "any-channel": LAN commands do not look at the channel (no) */
    uint8_t no_channel_code;    /* "absent-channel": to requests for an absent channel (cb) */
    uint8_t absent_lan;         /* "absent-lan": LAN commands; ok: as absent-channel */
    uint8_t absent_access;      /* "absent-access": channel access; ok: as absent-channel */
    uint8_t access_no_session;  /* "access-no-session": of a channel without sessions (82) */
    /* what changes by itself */
    bool dhcp_clears;           /* "dhcp-clears": no address until the lease comes (yes) */
    bool static_keeps;          /* "dhcp-to-static": clear: a lease's address goes; keep (clear) */
    int64_t lease_ms;           /* "lease-ms": how long DHCP takes (3 s); "never" for no server */
    bool vlan_gateway_own;      /* "vlan-gateway": own: each VLAN has its own; shared (shared) */
    bool vlan_clears_dhcp;      /* "vlan-clears-dhcp": a VLAN write makes it static (no) */
    bool vlan_clears_address;   /* "vlan-clears-address" (no) */
    bool mask_breaks_gateway;   /* "mask-breaks-gateway": loses its host part (no) */
    bool address_clears_gateway; /* "address-clears-gateway" (no) */
    int64_t settle_ms;          /* "settle": LAN reads show the old values for so long (0) */
    int64_t silence_ms;         /* "silence": no answers for so long after a change (0) */
    /* users */
    uint8_t no_name_code;       /* "empty-name": Get User Name of an empty slot; zeros */
    bool empty_user;            /* "emptyuser": such slots are called (Empty User) (no) */
    uint8_t user_range;         /* "user-range": slots that are not there (cc) */
    uint8_t empty_access;       /* "empty-access": Get User Access of an empty slot */
    uint8_t empty_set_access;   /* "empty-set-access": Set User Access */
    uint8_t empty_password;     /* "empty-password": Set User Password */
    uint8_t set_user_access;    /* "set-user-access": Set User Access of any */
    uint8_t priv_zero;          /* "priv-zero": with privilege 0 (cc) */
    bool one_user_table;        /* "one-user-table": access holds for all channels (no) */
    uint8_t set_access;         /* "set-access": Set Channel Access */
    bool nv_sets_volatile;      /* "nv-sets-volatile": its non-volatile form does both (no) */
    /* passwords */
    int64_t password_min;       /* "password-min": shorter ones are refused (0), */
    int64_t password_need;      /* "password-need": with fewer of the 4 classes (0), */
    bool password_no_repeat;    /* "password-no-repeat": with equal neighbours (no), */
    bool password_no_name;      /* "password-no-name": the user's name, or backwards (no), */
    uint8_t password_code;      /* "password-code": with this code (cc) */
    uint8_t password_20;        /* "password-20": the form of 20 bytes is refused */
    int64_t password_busy;      /* "password-busy": the first so many are answered c0 (0) */
    uint8_t password_test;      /* "password-test": the test is refused */
    uint8_t test_other_size;    /* "test-other-size": a test in the size not stored (81) */
    bool test_one_size;         /* "test-one-size": both sizes fit (no) */
    uint8_t enable_code;        /* "enable": enabling and disabling are refused */
    uint8_t enable_needs_bytes; /* "enable-needs-bytes": enabling without 16 or 20 bytes */
    uint8_t enable_needs_password; /* "enable-needs-password": while none has been set */
    int64_t enable_busy;        /* "enable-busy": the first so many are answered c0 (0) */
    /* the light */
    uint8_t identify_code;      /* "identify": it is refused */
    uint8_t force_code;         /* "identify-force": with the force byte */
    bool light_reported;        /* "identify-state": Get Chassis Status tells the light (yes) */
    int64_t identify_max;       /* "identify-max": more seconds are cc (255) */
    bool identify_zero_ignored; /* "identify-zero-ignored": does not switch it off (no) */
    /* starting, and time */
    uint8_t reset_code;         /* "reset-code": answer to Cold Reset; ok: it works */
    int64_t silent_ms;          /* "silent": after a cold reset, no answer for so long (10 s) */
    int64_t boot_ms;            /* "boot": and then boot_code for so long (5 s) */
    uint8_t boot_code;          /* "boot-code" (d2) */
    int64_t latency_ms;         /* "latency": what every answer takes (0) */
    struct demo_login login;
};

/* Sets the option of this name; value NULL is "yes", a list has blanks or commas between. False: no
 * such option or a wrong value. */
bool demo_options_set(struct demo_options *options, const char *name, const char *value);
/* The same for what is said at a login. */
bool demo_login_set(struct demo_login *login, const char *name, const char *value);
/* Whether there is one of this name. */
bool demo_options_know(const char *name);
/* What a value of it looks like, translated; of a name that there is. */
const char *demo_options_right(const char *name);
/* All names, for an error message. */
void demo_options_names(char *text, size_t size);
void demo_options_init(struct demo_options *options);

#endif
