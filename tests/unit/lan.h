/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The LAN parameters of a channel as one struct, which tests can write down and compare.
 */
#ifndef BMCTUI_TESTS_LAN_H
#define BMCTUI_TESTS_LAN_H

#include "core/edit.h"
#include "pages/network.h"

/* In the order in which they are written. */
enum lan_item {
    LAN_SOURCE,
    LAN_ADDRESS,
    LAN_NETMASK,
    LAN_GATEWAY,
    LAN_ARP,
    LAN_VLAN,
    LAN_MAC, /* read only */
    LAN_ITEMS
};

struct lan {
    enum value_state state[LAN_ITEMS];
    enum ip_source source;
    uint32_t address, netmask, gateway; /* host byte order; gateway 0 is none */
    bool arp_gratuitous;                /* parameter 10, bit 0 */
    bool arp_replies;                   /* parameter 10, bit 1 */
    bool vlan_enabled;
    uint16_t vlan_id; /* as stored, even when tagging is off; 12 bits */
    uint8_t mac[6];   /* in the order it is printed */
};

const struct setting *lan_setting(enum lan_item item);
struct value lan_value(const struct lan *lan, enum lan_item item);
void lan_put(struct lan *lan, enum lan_item item, const struct value *value);

/* What the channel shown holds, and how one of them reads: value_print(). */
void lan_of_model(struct lan *lan, const struct model *model);
void lan_to_channel(const struct lan *lan, const struct model *model,
                    struct model_channel *channel);
/* What it is to hold. */
void lan_of_edit(struct lan *lan, const struct edit *edit, const struct model *model);
const char *lan_print(enum lan_item item, const struct lan *lan, char text[VALUE_TEXT]);

/* bmc_lan_get() and bmc_lan_set() of one of them; read sets its state. */
int bmc_read_lan(struct bmc *bmc, uint8_t channel, enum lan_item item, struct lan *lan,
                 struct bmc_error *error);
int bmc_write_lan(struct bmc *bmc, uint8_t channel, enum lan_item item, const struct lan *lan,
                  struct bmc_error *error);

#endif
