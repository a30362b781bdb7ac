/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the parts of load.h share: one reading under way, and what it bears. load_patience() comes
 * before each request, load_bear() after it.
 */
#ifndef BMCTUI_CORE_LOAD_OWN_H
#define BMCTUI_CORE_LOAD_OWN_H

#include "core/load.h"

/* So long one value may keep the page waiting for a busy BMC, and all of them together; beyond
 * that each is asked for once. */
#define LOAD_SHARE_MS 2000
#define LOAD_SHARES_MS 6000
/* A BMC that is starting is asked once more after this. */
#define LOAD_STARTING_MS 1000

/* Kinds of requests; a LAN parameter's is its number in enum lan_item. */
enum load_part {
    LOAD_CHANNEL = LAN_ITEMS,
    LOAD_CHANNEL_ACCESS,
    LOAD_USER_NAME,
    LOAD_USER_ACCESS,
    LOAD_IDENTIFY,
    LOAD_DEVICE
};

struct load {
    struct bmc *bmc;
    struct page *page;
    const struct load_watch *watch;
    unsigned done, total;
    struct bmc_error *error;
    struct bmc_error own;   /* where nobody wants to know */
    int64_t patience_ms;    /* the BMC's before */
    int64_t left_ms;        /* of LOAD_SHARES_MS */
    unsigned stuck;         /* bit of each part that was busy for its share: not waited for again */
    unsigned silent;        /* parts in a row that the kernel's driver heard nothing of */
    bool brief;             /* for the locked console: as few requests as can be */
    bool doubtful;          /* a channel was too busy to tell whether it is there */
    struct bmc_error odd;   /* how one failed that did not say "no such channel" */
};

/* load->own is error where that is NULL. */
void load_begin(struct load *load, struct bmc *bmc, struct page *page,
                const struct load_watch *watch, struct bmc_error *error);
/* The BMC's patience is as it was. Returns result. */
int load_end(struct load *load, int result);

/* Another answer came. */
void load_came(struct load *load);
void load_patience(struct load *load, enum load_part part);
/* result of a request: 0, or load->error. A refusal or an answer that is no good fails this value
 * alone: 0, and why in *fault (NULL: nobody wants to know). -1: the link failed. */
int load_bear(struct load *load, enum load_part part, int result, struct value_fault *fault);

/* Of a LAN parameter. */
int load_item(struct load *load, struct page_channel *channel, enum lan_item item);
int load_unread(struct load *load, struct page_channel *channel, enum lan_item item);

/* The channel to show, 0: choose; its address has been read then. */
int load_take_channel(struct load *load, uint8_t number);
/* All of them, with MAC, address and source; ERROR_NO_LAN: there is none. */
int load_list_channels(struct load *load);

#endif
