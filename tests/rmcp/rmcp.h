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
#define RMCP_DROP DEMO_DROP

#define RMCP_CIPHERS     20
#define RMCP_PERSONALITY 60

/* RMCP+ status codes: IPMI 2.0, table 13-15. */
struct rmcp_manners {
    char personality[RMCP_PERSONALITY]; /* of the demo BMC behind; "": none */
    struct demo_login login;            /* as the personality has them, or over it */
    /* What only a test wants. */
    int capabilities_code; /* of Get Channel Authentication Capabilities; 0: answered */
    bool capabilities_old; /* it refuses the IPMI 2.0 bit of that request with CCh */
    uint8_t ciphers[RMCP_CIPHERS];
    unsigned cipher_count;            /* 0: those of LAN parameter 23 */
    int open_status;                  /* to every Open Session; 0: it is looked at */
    int rakp_2_status, rakp_4_status; /* to every one; 0: it is looked at */
    int privilege_code;               /* of Set Session Privilege Level; 0: it is looked at */
    uint8_t k_g[20];
    bool has_k_g;
    unsigned speed;      /* the BMC's time goes so many times as fast */
    unsigned doubled;    /* each packet is sent so many times */
    unsigned surplus;    /* so many zeros behind the data of each answer in a session */
    unsigned drop, lose; /* each Nth packet is not heard; each Nth answer is lost; 0: none */
};

#define RMCP_SESSIONS 16

struct rmcp;

void rmcp_manners_init(struct rmcp_manners *manners);
/* Sets one manner, "KEY=VALUE" or "KEY"; a personality comes first. False: no such key, or a wrong
 * value. */
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
int rmcp_session_suite(const struct rmcp *rmcp); /* of one of them; -1: IPMI 1.5, or none */

#endif
