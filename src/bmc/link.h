/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A link: one request in, one response out. Three kinds stand behind the door (request.h): a
 * FreeIPMI driver on this machine, a FreeIPMI session over the LAN, and the demo BMC, which gets
 * the same bytes. Only the door calls send().
 *
 * A struct bmc owns its link. The target, the clock and the cancel are the bmc's and outlive it.
 */
#ifndef BMCTUI_BMC_LINK_H
#define BMCTUI_BMC_LINK_H

#include "base/clock.h"
#include "bmc/cancel.h"
#include "bmc/request.h"

#define LINK_SESSION_TIMEOUT_MS        20000
#define LINK_RETRANSMISSION_TIMEOUT_MS 1000

struct link;

struct link_class {
    int (*open)(struct link *link, struct bmc_error *error);
    /* Only after a successful open. */
    void (*close)(struct link *link);
    /* -1: do not read the response. ERROR_CANCELLED: the wait was broken off after sending. Then
     * see link_broken(). */
    int (*send)(struct link *link, const struct request *request, struct bmc_error *error);
    /* Whether the session is likely dead: reopen before sending. NULL: never. */
    bool (*stale)(struct link *link);
    /* What the link owns; only when closed. NULL: nothing. */
    void (*destroy)(struct link *link);
};

struct link {
    const struct link_class *class;
    const struct bmc_target *target;
    const struct clock *clock;
    struct cancel *cancel;
    enum bmc_driver driver; /* in use; before opening, the one asked for */
    int cipher_suite;       /* in use; -1: none */
    int64_t answered_ms;    /* time of the last answer; the door sets it */
    bool unproven;          /* the driver opens without a BMC too */
};

/* On the heap, for free() behind destroy(). */
struct link *link_inband_create(void);
struct link *link_lan_create(void);
struct link *link_demo_create(const struct clock *clock);

/* The target's times, or FreeIPMI's defaults. */
int64_t link_session_timeout(const struct bmc_target *target);
int64_t link_retransmission_timeout(const struct bmc_target *target);
/* The privilege that a session is opened with. */
enum privilege link_privilege(const struct bmc_target *target);

/* Overwrites the stack below, where FreeIPMI's drivers leave packets, after a login or a request
 * with a password. */
void link_scrub_stack(void);

/* The error of a request that failed with this errnum. Returns -1. */
int link_send_error(struct link *link, int errnum, struct bmc_error *error);

/* Whether the link must be closed after this error: a late answer would be taken for the next
 * request's. */
bool link_broken(const struct bmc_error *error);

#endif
