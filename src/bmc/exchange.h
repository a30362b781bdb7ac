/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one door to the BMC. Every request of the program goes through
 * bmc_exchange(); in it and nowhere else are the silent reopening of a link,
 * pacing, the retry of busy codes under one deadline, cancelling, the trace,
 * the counters, and the checks that every answer has to pass.
 *
 * Internal to bmc/: the only header besides link.h that brings FreeIPMI along.
 */
#ifndef BMCTUI_BMC_EXCHANGE_H
#define BMCTUI_BMC_EXCHANGE_H

#include <freeipmi/freeipmi.h>

#include "base/error.h"
#include "bmc/bmc.h"

/* So long busy answers are asked again, and so long the pauses grow. */
#define EXCHANGE_DEADLINE_MS    10000
#define EXCHANGE_PAUSE_FIRST_MS 100
#define EXCHANGE_PAUSE_MAX_MS   2000
/* FFh says nothing: asked once more after this. */
#define EXCHANGE_UNSPECIFIED_MS 1000

/* What the caller knows of a request, and nobody else: what it means to send it again, and to give
 * it up on its way. */
enum exchange_kind {
    EXCHANGE_READ,  /* changes nothing: asked again, and given up as if it had not been sent */
    EXCHANGE_WRITE, /* the same value twice is the same value: sent again, but who gives it up does
                     * not know whether it was carried out */
    EXCHANGE_ONCE   /* twice is not once: whatever the BMC answers, the door does not send it again;
                     * over LAN FreeIPMI may have, and the error's "resent" says so */
};

struct exchange {
    enum exchange_kind kind;
    uint8_t netfn, lun;
    fiid_obj_t request, response; /* the caller's, made from FreeIPMI's templates */
};

/* 0: response holds a complete answer with completion code 00h. -1: *error says why, response is
 * not to be read. */
int bmc_exchange(struct bmc *bmc, const struct exchange *exchange, struct bmc_error *error);

#endif
