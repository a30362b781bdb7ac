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
    /* -1: no response is to be read, *error says why. ERROR_CANCELLED means broken off while
     * waiting: it has been sent. Whether the link can be used on: see link_broken(). */
    int (*send)(struct link *link, const struct request *request, struct bmc_error *error);
    /* May be NULL: never. True when the session is likely dead by now: reopen before sending. */
    bool (*stale)(struct link *link);
    void (*destroy)(struct link *link); /* closed before */
};

struct link {
    const struct link_class *class;
    const struct bmc_target *target;
    const struct clock *clock;
    struct cancel *cancel;
    enum bmc_driver driver; /* the one in use; as asked for before it is open */
    int cipher_suite;       /* in use; -1 where there is none */
    int64_t answered_ms;    /* when the last answer came (the door sets it) */
    /* The driver opens without looking whether a BMC is there. */
    bool unproven;
};

struct link *link_inband_create(void);
struct link *link_lan_create(void);
struct link *link_demo_create(const struct clock *clock);

struct demo_bmc *link_demo_bmc(struct link *link);

/* The target's times, or FreeIPMI's defaults. */
int64_t link_session_timeout(const struct bmc_target *target);
int64_t link_retransmission_timeout(const struct bmc_target *target);
/* The privilege that a session is opened with. */
enum privilege link_privilege(const struct bmc_target *target);

/* FreeIPMI's drivers assemble packets on the stack and leave them there. After a request or a login
 * with a password the stack beneath is overwritten. */
void link_scrub_stack(void);

/* What errnum of a context is for a request that failed on it, in a sentence. Returns -1. */
int link_send_error(struct link *link, int errnum, struct bmc_error *error);

/* Whether the link must be closed after this error, or the late answer would be taken for the
 * next request's. */
bool link_broken(const struct bmc_error *error);

#endif
