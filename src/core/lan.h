/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The LAN parameters of a channel as one struct, until all of core/ works on struct value and
 * struct change; then this goes.
 */
#ifndef BMCTUI_CORE_LAN_H
#define BMCTUI_CORE_LAN_H

#include "core/setting.h"

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

/* bmc_lan_get() and bmc_lan_set() of one of them; read sets its state. */
int bmc_read_lan(struct bmc *bmc, uint8_t channel, enum lan_item item, struct lan *lan,
                 struct bmc_error *error);
int bmc_write_lan(struct bmc *bmc, uint8_t channel, enum lan_item item, const struct lan *lan,
                  struct bmc_error *error);

#endif
