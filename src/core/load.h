/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading a page from the BMC, what is seen first first, in as few requests as can be. Runs on
 * the worker's thread. A value that the BMC does not have, that it answers too short, refuses for
 * no good reason or is too busy for fails nothing else (VALUE_NOT_AVAILABLE, VALUE_NOT_READ), and
 * none keeps the page waiting for longer than its share. -1 only when the link itself fails, the
 * BMC hangs or reading is cancelled, and the page then keeps what had come.
 */
#ifndef BMCTUI_CORE_LOAD_H
#define BMCTUI_CORE_LOAD_H

#include "bmc/bmc.h"
#include "core/model.h"

/* changed() is called after each value that came, on the worker's thread; done of total requests
 * of this part, as far as it is known (total may grow). NULL function: nobody watches. */
struct load_watch {
    void (*changed)(void *data, const struct model *model, unsigned done, unsigned total);
    void *data;
};

/* So long one value may keep the page waiting for a busy BMC, and all of them together; beyond
 * that each is asked for once. */
#define LOAD_SHARE_MS 2000
#define LOAD_SHARES_MS 6000
/* A BMC that is starting is asked once more after this. */
#define LOAD_STARTING_MS 1000

/* Kinds of requests; a setting's is the number of its row. */
enum load_part {
    LOAD_CHANNEL = MODEL_ROWS,
    LOAD_CHANNEL_ACCESS,
    LOAD_USER_NAME,
    LOAD_USER_ACCESS,
    LOAD_IDENTIFY,
    LOAD_DEVICE
};

enum load_what {
    LOAD_FIRST,    /* load_first() */
    LOAD_SETTINGS, /* load_settings() */
    LOAD_CHANNELS, /* load_channels() */
    LOAD_SHOWN     /* load_shown() */
};

/* A reading under way, and what it bears. For pages: load_patience() comes before each request,
 * load_bear() after it. */
struct load {
    struct bmc *bmc;
    struct model *model;
    const struct load_watch *watch;
    enum load_what what;
    uint8_t channel; /* the one that was asked for, 0: choose */
    unsigned done, total;
    struct bmc_error *error;
    struct bmc_error own;   /* where nobody wants to know */
    int64_t patience_ms;    /* the BMC's before */
    int64_t left_ms;        /* of LOAD_SHARES_MS */
    unsigned stuck;         /* bit of each part that was busy for its share: not waited for again */
    unsigned silent;        /* parts in a row that the kernel's driver heard nothing of */
    bool doubtful;          /* a channel was too busy to tell whether it is there */
    struct bmc_error odd;   /* how one failed that did not say "no such channel" */
};

/* --- for those who want a page read ---------------------------------------------------------- */

/* The first channel with an address (169.254.x only if no other has one), else the lowest; its
 * values, the user shown, the light, the device id. channel: that one instead, 0: choose. model
 * must be initialised; channels already known in it are not asked for again. ERROR_NO_LAN: there is
 * no LAN channel; ERROR_USAGE: the channel asked for is not there (the sentence lists those that
 * are). */
int load_first(struct bmc *bmc, struct model *model, uint8_t channel,
               const struct load_watch *watch, struct bmc_error *error);

/* The part of it that a save needs: without light and device id. */
int load_settings(struct bmc *bmc, struct model *model, uint8_t channel,
                  const struct load_watch *watch, struct bmc_error *error);

/* All further channels with MAC, address and source, and all users with a name. */
int load_rest(struct bmc *bmc, struct model *model, const struct load_watch *watch,
              struct bmc_error *error);

/* The parts of load_rest(), for commands that need one of them. ERROR_NO_LAN as above. */
int load_channels(struct bmc *bmc, struct model *model, const struct load_watch *watch,
                  struct bmc_error *error);
int load_users(struct bmc *bmc, struct model *model, const struct load_watch *watch,
               struct bmc_error *error);

/* What the remote-access boxes need to know about the channel shown and this user (0: none):
 * ARP, both channel access tables, the user's access. */
int load_access(struct bmc *bmc, struct model *model, uint8_t user, struct bmc_error *error);

/* What the locked console shows, again: the rows that the page marks for it, its MAC where that is
 * not known. Three requests from the second time on. */
int load_shown(struct bmc *bmc, struct model *model, const struct load_watch *watch,
               struct bmc_error *error);

/* --- for pages, which do it ------------------------------------------------------------------- */

/* Another answer came. */
void load_came(struct load *load);
void load_patience(struct load *load, enum load_part part);
/* result of a request: 0, or load->error. A refusal or an answer that is no good fails this value
 * alone: 0, and why in *fault (NULL: nobody wants to know). -1: the link failed. */
int load_bear(struct load *load, enum load_part part, int result, struct value_fault *fault);
/* The LAN channel of this number, which is asked for unless it is known; mac_row: the page's row
 * with a MAC address. *found NULL: there is none. */
int load_channel(struct load *load, uint8_t number, unsigned mac_row, struct model_channel **found);
/* One setting of a channel; the second only if it has not been read. */
int load_row(struct load *load, struct model_channel *channel, unsigned row);
int load_unread(struct load *load, struct model_channel *channel, unsigned row);
/* All of the channel shown that have not been read, but SETTING_ASIDE. */
int load_unread_rows(struct load *load);
int load_light(struct load *load);
int load_device(struct load *load);
/* The user to show: slot 2 when it has a name, else the lowest enabled administrator, else the
 * lowest with a name. */
int load_user(struct load *load);

/* For load_users.c: around all requests of a reading; load_end() gives the BMC its patience back
 * and returns result. */
void load_begin(struct load *load, struct bmc *bmc, struct model *model, uint8_t channel,
                struct bmc_error *error);
int load_end(struct load *load, int result);

#endif
