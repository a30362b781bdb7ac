/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A save as data: the list of steps that will be taken, and the list that takes them back. Review,
 * dry run, progress and result are printed from the same list. A plan does not own the password.
 */
#ifndef BMCTUI_CORE_PLAN_H
#define BMCTUI_CORE_PLAN_H

#include <stddef.h>

#include "base/secret.h"
#include "core/page.h"
#include "core/remote.h"

enum step_kind {
    STEP_LOCK,   /* set in progress, and reading again under it */
    STEP_WRITE,  /* one LAN parameter: item */
    STEP_COMMIT, /* commit write, where supported */
    STEP_UNLOCK, /* set complete */
    STEP_VERIFY, /* reading back until it matches */
    STEP_PASSWORD,
    STEP_TEST_PASSWORD,
    STEP_USER_ACCESS, /* privilege and messaging in one request */
    STEP_ENABLE,
    STEP_CHANNEL_ACCESS /* non-volatile, then volatile */
};

struct step {
    enum step_kind kind;
    enum lan_item item; /* STEP_WRITE only, else LAN_ITEMS */
};

/* A step for each LAN parameter that is written, and one of each other kind. */
#define PLAN_STEPS ((size_t)LAN_MAC + (size_t)STEP_CHANNEL_ACCESS)

struct plan {
    uint8_t channel;
    struct lan old; /* as the review showed it */
    struct lan wanted;
    bool write[LAN_ITEMS]; /* what is written */
    uint8_t user;          /* slot for password and remote access, 0: none */
    char user_name[BMC_USER_NAME];  /* to be printed, */
    char user_bytes[BMC_USER_NAME]; /* and as the BMC gave it; not in the journal */
    const struct secret *password;                              /* NULL: stays */
    bool long_password; /* it has more than 16 bytes; still told when it is forgotten */
    unsigned remote;                                            /* REMOTE_BIT()s that are written */
    struct user_access access;                                  /* the user's, before */
    struct channel_access access_volatile, access_non_volatile; /* before */
    size_t count;
    struct step steps[PLAN_STEPS];
};

/* Phase 1 under the lock: source, address, netmask, gateway, ARP, VLAN. Phase 2: password and its
 * test, user access, enable, channel access. Only what differs is written, but for a source that
 * becomes static: then all four are. Going to DHCP writes source, and VLAN if changed.
 * wanted comes from edit_wanted(); password may be NULL; boxes that are already fine are dropped.
 */
void plan_make(struct plan *plan, const struct page *page, const struct lan *wanted, uint8_t user,
               const struct secret *password, unsigned remote);
/* Nothing to do. */
bool plan_empty(const struct plan *plan);
bool plan_has_phase1(const struct plan *plan);
/* It changes how this channel is reached: source, address or VLAN. */
bool plan_moves_channel(const struct plan *plan);

/* The plan that puts back: a plan of its own in forward order. attempted: the parameters whose
 * write was tried, whatever reads say. Old source DHCP: source (and VLAN) only; static: source,
 * address, netmask, gateway together. User access, enable and password are not in it. */
void plan_undo(struct plan *undo, const struct plan *done, const bool attempted[LAN_ITEMS]);

/* The plan that puts right what holds shows to be wrong after *plan, and nothing else; of source,
 * address, netmask and gateway all from the first that is wrong on. */
void plan_repair(struct plan *repair, const struct plan *plan, const struct lan *holds);

/* What a step is called on the screen ("IPv4 Address", "Lock", "Commit", ...), translated. */
const char *plan_step_name(const struct step *step);

/* Equal as this parameter is judged: VLAN off by the enable bit alone, ARP by the replies bit, no
 * gateway is 0. */
bool plan_same(enum lan_item item, const struct lan *one, const struct lan *other);
/* Whether this parameter is judged at all under the source wanted: under DHCP address, netmask
 * and gateway are shown only. */
bool plan_judged(enum lan_item item, const struct lan *wanted);
/* Whether it is read back: each field of the page; ARP replies are none, and only when written. */
bool plan_reads_back(const struct plan *plan, enum lan_item item);

#endif
