/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a struct bmc is made of; for the door, bmc.c and nobody else.
 */
#ifndef BMCTUI_BMC_STATE_H
#define BMCTUI_BMC_STATE_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "bmc/bmc.h"
#include "bmc/cancel.h"
#include "bmc/link.h"
#include "bmc/trace.h"

#define MOVE_HOST 300

/* See identity.c. What the BMC does not tell is not known, and not compared. */
struct identity {
    bool held;
    bool proving; /* whoever answers is being asked; nothing else is sent */
    uint8_t channel;
    bool device_known, mac_known, guid_known;
    struct device device;
    uint8_t mac[6], guid[BMC_GUID];
};

/* What a BMC has told of its kind, whoever asked. */
struct told {
    unsigned opened; /* on this link, as struct bmc counts them; 0: never */
    struct device device;
};

/* See move.c. */
struct move {
    bool moving;
    struct bmc_error taken; /* another BMC was met at the new address: it is left alone */
    char old_host[MOVE_HOST], new_host[MOVE_HOST]; /* new "" where it is not known */
    struct secret *fresh;                          /* our own; NULL: the password is as it was */
    const struct secret *old_password;
};

struct bmc {
    struct bmc_target target; /* a copy; its strings stay the maker's, but for what move.c sets */
    const struct clock *clock;
    struct link *link;
    struct cancel cancel;
    struct trace trace;
    struct move move;
    struct identity identity;
    struct told told;
    bool linked;     /* the link is open; the worker's thread only */
    unsigned opened; /* so often, silent reopening included; likewise */
    int64_t pace_ms; /* between an answer and the next request */
    int64_t patience_ms; /* with busy answers; 0: EXCHANGE_DEADLINE_MS */
    /* Read by any thread. */
    atomic_bool open; /* from a good bmc_open() to bmc_close(), silent reopening included */
    atomic_uint requests;
    atomic_llong since_ms; /* start of the request under way, -1 */
    _Atomic(const char *) description;
    atomic_int driver; /* enum bmc_driver */
    atomic_bool encrypted;
    char closed_description[BMC_DESCRIPTION], open_description[BMC_DESCRIPTION];
};

/* "KCS", as in bmc_describe(); "" where there is nothing to say. */
const char *driver_title(enum bmc_driver driver);

/* Opens the link and publishes what is known then. */
int bmc_link_up(struct bmc *bmc, struct bmc_error *error);
void bmc_link_down(struct bmc *bmc);

void move_destroy(struct move *move);
/* Where there is a BMC held: whether this link, just opened, goes to it; if not, it is closed. */
int identity_prove(struct bmc *bmc, struct bmc_error *why);
/* "HOST:PORT" of that address, with the port that the target has. */
void move_host(const struct bmc_target *target, uint32_t address, char host[MOVE_HOST]);
/* The link's open(), wherever the BMC is by now. */
int move_open(struct bmc *bmc, struct bmc_error *why);

#endif
