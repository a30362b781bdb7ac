/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Logins over LAN. FreeIPMI has one error for many reasons, so after a failed login the BMC is
 * asked, without a session, what it accepts: Get Channel Authentication Capabilities (22.13) and
 * Get Channel Cipher Suites (22.15).
 */
#ifndef BMCTUI_BMC_LAN_LOGIN_H
#define BMCTUI_BMC_LAN_LOGIN_H

#include "bmc/link.h"

/* The list of cipher suites comes in parts; a short one is the last (22.15). */
#define SUITE_PART     16
#define SUITE_LIST_MAX (BMC_SUITES_MAX * 2) /* a record has two bytes or more */

struct suite_list {
    uint8_t bytes[SUITE_LIST_MAX];
    size_t length;
    unsigned parts; /* so far; the number of the next */
    bool complete;
};

/* Makes the request for the next part. Returns what to call request_send() with. */
int suite_list_ask(const struct suite_list *list, uint8_t channel, struct request *request);
/* Takes its answer. */
void suite_list_take(struct suite_list *list, const struct request *request);
/* A part of at most SUITE_PART bytes. The same part again ends the list: some BMCs ignore its
 * number. */
void suite_list_add(struct suite_list *list, const uint8_t *bytes, size_t length);
/* The ids in it, each once, in the BMC's order. */
void suite_list_parse(const struct suite_list *list, struct cipher_suites *suites);

struct lan_offer {
    bool answered; /* with its capabilities, or a refusal */
    uint8_t code;  /* the completion code; the rest is valid with 00h only */
    bool ipmi_2_0;
    bool named_users;  /* users with a name may log in */
    bool k_g_wanted;   /* it has a K_g key of its own */
    bool suites_known; /* it listed its cipher suites: */
    struct cipher_suites suites;
};

/* host: as FreeIPMI takes it. Gives up after OFFER_TIMEOUT_MS without an answer, or when cancelled;
 * then *offer is all zeros. */
void lan_offer_ask(struct lan_offer *offer, const struct link *link, const char *host);
/* Whether anything answers there: one request, with the same limits. */
bool lan_offer_answered(const struct link *link, const char *host);
/* The suite is not among those that the BMC takes. */
bool lan_offer_lacks(const struct lan_offer *offer, int suite);

struct lan_login {
    struct link *link;
    const char *host;       /* as FreeIPMI takes it */
    int errnum;             /* FreeIPMI's, of the attempt that matters */
    bool both_suites;       /* neither the best nor the older suite was taken */
    struct lan_offer offer; /* all zeros: not asked for */
};

/* Whether the cipher suite may be the reason for this error. Some BMCs answer with another suite,
 * or refuse one with a status that means something else. */
bool lan_suite_suspected(int errnum);
/* Whether the error itself says so. */
bool lan_suite_named(int errnum);
/* Whether the offer makes a better sentence of this error. */
bool lan_offer_helps(int errnum);
/* Why there is no session, in a sentence. Returns -1. */
int lan_login_error(const struct lan_login *login, struct bmc_error *error);

#endif
