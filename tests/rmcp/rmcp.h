/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A BMC on the network, for tests: the demo BMC behind RMCP, RMCP+ (IPMI 2.0,
 * section 13) and IPMI 1.5 sessions, on 127.0.0.1 at a port that the kernel
 * chooses. It can have the manners that BMCs have at a login; what they are
 * called: rmcp_manners.c.
 *
 * It runs in a thread of its own, by the real clock. All memory belongs to the
 * struct rmcp. Cipher suites: 0, 1, 2, 3, 15, 16, 17.
 */
#ifndef BMCTUI_TESTS_RMCP_H
#define BMCTUI_TESTS_RMCP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "demo/demo.h"

/* Instead of a status or completion code: no answer at all. */
#define RMCP_DROP (-1)

#define RMCP_CIPHERS 20

/* RMCP+ status codes: IPMI 2.0, table 13-15. */
struct rmcp_manners {
    bool ipmi_1_5, ipmi_2_0;
    int capabilities_code; /* of Get Channel Authentication Capabilities; 0: answered */
    bool capabilities_old; /* it refuses the IPMI 2.0 bit of that request with CCh */
    uint8_t auth_types;    /* its bytes behind the completion code: 2 (without bit 7), */
    uint8_t auth_status;   /* 3 */
    uint8_t auth_ext;      /* 4 */
    bool per_message_off;  /* IPMI 1.5: only the login is authenticated */
    uint8_t ciphers[RMCP_CIPHERS];
    unsigned cipher_count; /* 0: those of LAN parameter 23 */
    int force_cipher;      /* Open Session is answered with this suite; -1: with the one asked */
    int open_status;       /* to every Open Session; 0: it is looked at */
    int open_bad_cipher;   /* to a suite that it does not have */
    bool open_echo_zero;   /* privilege 0 (the highest) is answered with 0 */
    int rakp_2_status, rakp_4_status; /* to every one; 0: it is looked at */
    int bad_user, bad_role;           /* in RAKP 2 */
    int bad_password;   /* in RAKP 4; a client that checks RAKP 2 itself does not get there */
    int privilege_code; /* of Set Session Privilege Level; 0: it is looked at */
    uint8_t k_g[20];
    bool has_k_g;
    unsigned sessions;      /* so many at once, RMCP_SESSIONS at most; more: status 01h */
    int64_t idle_ms;        /* a session that is silent for longer is gone */
    int64_t apply_drops_ms; /* so long after a change of LAN parameters all sessions end; -1 */
    unsigned doubled;       /* each packet is sent so many times */
    unsigned surplus;       /* so many zeros behind the data of each answer in a session */
    unsigned drop, lose;    /* each Nth packet is not heard; each Nth answer is lost; 0: none */
};

#define RMCP_SESSIONS 16

struct rmcp;

void rmcp_manners_init(struct rmcp_manners *manners);
/* Sets one manner, "KEY=VALUE" or "KEY"; false: no such key, or a wrong value. */
bool rmcp_manners_set(struct rmcp_manners *manners, const char *text);

/* Starts it before a demo BMC of its own, which demo_faults (may be NULL) have been given to.
 * NULL and a sentence on standard error when it cannot. */
struct rmcp *rmcp_start(const struct rmcp_manners *manners, const char *demo_faults);
void rmcp_stop(struct rmcp *rmcp);
uint16_t rmcp_port(const struct rmcp *rmcp);

/* Between the two nothing is answered, and the demo BMC, the manners and the count are the
 * caller's to look at and to change. */
struct demo_bmc *rmcp_hold(struct rmcp *rmcp);
void rmcp_go_on(struct rmcp *rmcp);
/* While held. */
struct rmcp_manners *rmcp_manners(struct rmcp *rmcp);
unsigned rmcp_sessions(const struct rmcp *rmcp); /* that are open */

#endif
