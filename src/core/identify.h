/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Switching the identify light and reading back what came of it, for the page and for `identify`
 * alike (Chassis Identify, IPMI 28.5; the state is in Get Chassis Status, 28.2).
 *
 * BMCs answer before they have done it: after a command the state is read five times, 0.3 s apart,
 * until it is what was sent. A light for less than 5 s may be off again by then, and is not judged.
 */
#ifndef BMCTUI_CORE_IDENTIFY_H
#define BMCTUI_CORE_IDENTIFY_H

#include "bmc/bmc.h"
#include "core/value.h"

#define LIGHT_LONGEST_S 255

enum light_kind {
    LIGHT_READ,    /* only ask */
    LIGHT_OFF,
    LIGHT_ON,      /* indefinitely, or as near to it as the BMC goes */
    LIGHT_SECONDS, /* 1 to 255 */
    LIGHT_TOGGLE,  /* F6: becomes LIGHT_OFF or LIGHT_ON once the BMC has told its state */
    LIGHT_RENEW    /* the timed identify that stands for "indefinitely", unless it was put out */
};

struct light_request {
    enum light_kind kind;
    uint8_t seconds;    /* LIGHT_SECONDS */
    bool was_on;        /* what we last sent, for LIGHT_TOGGLE */
    bool force_refused; /* known from before: not tried again */
};

struct light_answer {
    struct light_request request; /* a toggle as what it became */
    bool sent;                    /* the BMC took it */
    bool force_refused;           /* LIGHT_ON: LIGHT_LONGEST_S were sent instead */
    int64_t sent_at_ms;
    enum value_state known; /* of state: what was read, afterwards where something was sent */
    enum identify_state state;
    struct bmc_error error; /* what failed; ERROR_NONE */
};

/* Sends it and reads back. On the worker's thread. */
void light_run(struct bmc *bmc, const struct clock *clock, const struct light_request *request,
               struct light_answer *answer);
/* Whether a BMC that took it reports what was sent, or nothing that could be held against it. */
bool light_as_sent(const struct light_answer *answer);
/* Whether that says if the light is on. */
bool light_tells(enum value_state known, enum identify_state state);

#endif
