/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page "Network > IPMI": its rows, the rules between them, how it is read (network*.c). Who
 * shows or saves it walks the table; what a row is called stands nowhere else.
 */
#ifndef BMCTUI_PAGES_NETWORK_H
#define BMCTUI_PAGES_NETWORK_H

#include "core/load.h"

extern const struct page_class page_network;

/* The rows, in the order of the screen. */
enum field_id {
    FIELD_CONTROLLER,
    FIELD_CHANNEL,
    FIELD_DHCP,
    FIELD_ADDRESS,
    FIELD_NETMASK,
    FIELD_GATEWAY,
    FIELD_VLAN,
    FIELD_USER,
    FIELD_PASSWORD,
    FIELD_CONFIRM,
    FIELD_IP_SOURCE,
    FIELD_IDENTIFY,
    FIELD_MAC,
    FIELD_URL,
    FIELD_COUNT, /* behind it what has no row of its own */
    FIELD_ARP = FIELD_COUNT,
    FIELD_SETTINGS
};

/* The channel shown has an address that a machine can be reached at (SPEC 1.1). */
bool network_has_address(const struct model *model);
/* "https://192.168.100.100/"; false, and why in text, when there is no address. */
bool network_url(const struct model *model, char text[VALUE_TEXT]);

/* Of a row by its number, and the number; NULL and "": there is none. */
const struct setting *field_get(enum field_id id);
enum field_id field_id(const struct setting *setting);
const char *field_label(enum field_id id); /* translated */

#endif
