/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a struct bmc is made of; for the door, session.c, identity.c and bmc.c.
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
#include "bmc/host.h"
#include "bmc/link.h"
#include "bmc/trace.h"

/* See identity.c. Only what both are known to have is compared. */
struct identity {
    uint8_t channel;
    bool device_known, mac_known, guid_known;
    struct device device;
    uint8_t mac[6], guid[BMC_GUID];
};

/* The last answer to Get Device ID. */
struct last_device {
    unsigned opened; /* on this link, as struct bmc counts them; 0: never */
    struct device device;
};

/* The last answer to Get Channel Info of a LAN session's own channel. */
struct session_channel {
    unsigned opened; /* as above */
    uint8_t number;  /* 0: it does not tell */
    unsigned medium;
};

/* Where to find a BMC that this session changes: see session.c. */
#define SDR_SENSORS 1024 /* numbers of four LUNs */
#define SDR_FILE    512

struct move {
    bool moving;
    struct bmc_error taken; /* another BMC was met at the new address, and is left alone */
    char old_host[HOST_TEXT], new_host[HOST_TEXT]; /* new: "" if not known */
    struct secret *fresh;                          /* our own; NULL: no new password */
    const struct secret *old_password;
};

struct bmc {
    struct bmc_target target; /* its strings are the maker's, but for what session.c sets */
    const struct clock *clock;
    struct link *link;
    struct cancel cancel;
    struct trace trace;
    struct move move;
    /* Set by identity.c: a reopened link must pass this first. NULL: any BMC will do. */
    int (*prove)(struct bmc *bmc, struct bmc_error *why);
    bool proving; /* prove() is running */
    struct identity identity;
    struct last_device last_device;
    struct session_channel session;
    struct sdr *sdr; /* as last read; NULL: not, or not in full */
    struct limits_marks {
        uint8_t sensors[SDR_SENSORS / 8]; /* bit lun << 8 | number: its limits were set from here */
        char name[SDR_FILE];              /* the file that keeps them; "": none */
    } limits;
    bool linked;     /* the link is open; the worker's thread only */
    unsigned opened; /* how often, silent reopenings included; likewise */
    int64_t patience_ms; /* with busy replies; 0: REQUEST_DEADLINE_MS */
    /* Read by any thread. */
    atomic_bool open; /* from bmc_open() to bmc_close(), also while the link is being reopened */
    atomic_uint requests;
    atomic_llong since_ms; /* start of the request under way, -1 */
    _Atomic(const char *) description;
    atomic_int driver; /* enum bmc_driver */
    atomic_bool encrypted;
    char closed_description[BMC_DESCRIPTION], open_description[BMC_DESCRIPTION];
};

/* driver.c: "KCS", as in bmc_describe(); may be "". */
const char *driver_title(enum bmc_driver driver);

/* session.c; for bmc.c and the door. */
void bmc_link_create(struct bmc *bmc);
void bmc_link_destroy(struct bmc *bmc);
/* Opens the link, at whichever address the BMC is, and publishes what any thread may ask. */
int bmc_link_up(struct bmc *bmc, struct bmc_error *error);
void bmc_link_down(struct bmc *bmc);
/* "ADDRESS:PORT", with the target's own port. */
void bmc_host_at(const struct bmc_target *target, uint32_t address, char host[HOST_TEXT]);
/* Shortens the session time-out for a look, as far as the target's other times allow. */
void bmc_look_briefly(struct bmc_target *target);

/* identity.c, for tests: whether somebody at this IPv4 address (host byte order) and port answers
 * an RMCP presence ping (13.2.3) within a second and a half. false when cancelled. */
bool identity_ping(uint32_t address, uint16_t port, const struct cancel *cancel);

#endif
