/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading the page from the BMC, what is seen first first, in as few requests as can be. Runs on
 * the worker's thread. A value that the BMC does not have, that it answers too short, refuses for
 * no good reason or is too busy for fails nothing else (VALUE_NOT_AVAILABLE, VALUE_NOT_READ), and
 * none keeps the page waiting for longer than its share. -1 only when the link itself fails, the
 * BMC hangs or reading is cancelled, and the page then keeps what had come.
 */
#ifndef BMCTUI_CORE_LOAD_H
#define BMCTUI_CORE_LOAD_H

#include "bmc/bmc.h"
#include "core/page.h"

/* changed() is called after each value that came, on the worker's thread; done of total requests
 * of this part, as far as it is known (total may grow). NULL function: nobody watches. */
struct load_watch {
    void (*changed)(void *data, const struct page *page, unsigned done, unsigned total);
    void *data;
};

/* The first channel with an address (169.254.x only if no other has one), else the lowest; its
 * values, the user shown, the light, the device id. channel: that one instead, 0: choose. page must
 * be initialised; channels already known in it are not asked for again. ERROR_NO_LAN: there is no
 * LAN channel; ERROR_USAGE: the channel asked for is not there (the sentence lists those that are).
 */
int load_first(struct bmc *bmc, struct page *page, uint8_t channel, const struct load_watch *watch,
               struct bmc_error *error);

/* The part of it that a save needs: without light and device id. */
int load_settings(struct bmc *bmc, struct page *page, uint8_t channel,
                  const struct load_watch *watch, struct bmc_error *error);

/* All further channels with MAC, address and source, and all users with a name. */
int load_rest(struct bmc *bmc, struct page *page, const struct load_watch *watch,
              struct bmc_error *error);

/* The parts of load_rest(), for commands that need one of them. ERROR_NO_LAN as above. */
int load_channels(struct bmc *bmc, struct page *page, const struct load_watch *watch,
                  struct bmc_error *error);
int load_users(struct bmc *bmc, struct page *page, const struct load_watch *watch,
               struct bmc_error *error);

/* What the remote-access boxes need to know about the channel shown and this user (0: none):
 * ARP, both channel access tables, the user's access. */
int load_access(struct bmc *bmc, struct page *page, uint8_t user, struct bmc_error *error);

/* What the locked console shows, again: address, source and VLAN of the channel shown, its MAC
 * where it is not known. Three requests from the second time on. */
int load_shown(struct bmc *bmc, struct page *page, const struct load_watch *watch,
               struct bmc_error *error);

#endif
