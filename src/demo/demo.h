/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A small BMC in memory: IPMI 2.0 messages in, bytes out. It stands in for hardware when somebody
 * wants to look around (`--demo`) or rehearse a bad day (demo_fault.h), and in tests, where every
 * request of a save can be made to fail. It knows no FreeIPMI and no terminal; time comes from a
 * clock, so that a test's hours pass at once.
 *
 * To add a command, write its handler with a row in that file's table; demo_command.c lists the
 * tables. Anything else is answered C1h.
 *
 * One owner, one thread at a time. All memory belongs to the struct demo_bmc; pointers handed out
 * live as long as it does.
 */
#ifndef BMCTUI_DEMO_DEMO_H
#define BMCTUI_DEMO_DEMO_H

#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "demo/demo_fault.h"
#include "demo/demo_options.h"
#include "demo/demo_state.h"

#define DEMO_ANSWER_MAX 260

struct demo_answer {
    uint8_t bytes[DEMO_ANSWER_MAX]; /* command, completion code, data */
    size_t length;                  /* 0 unless DEMO_ANSWER is returned */
    int64_t delay_ms;               /* before it arrives; the caller does the waiting */
};

enum demo_reply {
    DEMO_ANSWER,
    DEMO_LOST, /* no answer will come; the caller decides how long to wait for it */
    DEMO_GONE  /* the link itself is broken for good */
};

struct demo_bmc;

/* A BMC as it leaves the factory (demo_factory.c). The clock stays the caller's and must outlive
 * it. Never NULL. */
struct demo_bmc *demo_create(const struct clock *clock);
void demo_destroy(struct demo_bmc *demo);

/* request[0] is the command, the rest its data; any bytes of any length are answered. */
enum demo_reply demo_handle(struct demo_bmc *demo, uint8_t netfn, uint8_t lun,
                            const uint8_t *request, size_t length, struct demo_answer *answer);

/* The caller has closed and reopened its link: discards answers still under way ("late"). */
void demo_link_reset(struct demo_bmc *demo);

/* What the BMC holds, brought up to date (leases, the light); may be changed between requests. */
struct demo_state *demo_state(struct demo_bmc *demo);
/* How it behaves; may be changed between requests. */
struct demo_options *demo_options(struct demo_bmc *demo);

/* The last requests, for tests (tests/unit/demo_look.h). */
#define DEMO_LOG_MAX     64
#define DEMO_LOG_REQUEST 24

struct demo_log_entry {
    unsigned number; /* since the mark, from 1 */
    int64_t at_ms;
    uint8_t netfn, lun;
    uint8_t request[DEMO_LOG_REQUEST]; /* as sent, but cut; passwords zeroed */
    size_t length;                     /* of request, as kept */
    enum demo_reply reply;
    uint8_t code; /* the completion code that went out, with DEMO_ANSWER */
};

#endif
