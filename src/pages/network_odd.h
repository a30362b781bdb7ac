/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Values that a BMC holds and that cannot be right: what `doctor` names. The rules of check.h are
 * for what a person wants; these are for what is there.
 */
#ifndef BMCTUI_PAGES_NETWORK_ODD_H
#define BMCTUI_PAGES_NETWORK_ODD_H

#include "pages/network.h"

enum odd {
    ODD_NOTHING,
    ODD_MAC,             /* all 0, all 1, or a group's */
    ODD_ADDRESS,         /* none that a machine can have, or its subnet's first or last */
    ODD_NETMASK,         /* empty beside an address, or with holes */
    ODD_GATEWAY,         /* outside of the subnet */
    ODD_GATEWAY_ADDRESS, /* no address of a machine in this subnet, or the BMC's own */
    ODD_COUNT
};

/* The next one behind `after`, from ODD_NOTHING on; ODD_NOTHING: no more. One of them does not hide
 * another. What is not known or not set is not odd. */
enum odd odd_next(const struct model_channel *channel, enum odd after);
/* What is wrong, a clause: "MAC address 00:00:00:00:00:00 is none". Returns text. */
const char *odd_text(enum odd odd, const struct model_channel *channel, char *text, size_t size);
/* What to do about it. */
const char *odd_advice(enum odd odd);

#endif
