/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/odd.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/ipv4.h"
#include "core/rule.h"

#define MAC_GROUP 0x01

static bool known(const struct lan *lan, enum lan_item item)
{
    return lan->state[item] == VALUE_KNOWN;
}

/* Of all ones the group bit is one. */
static bool odd_mac(const uint8_t mac[6])
{
    static const uint8_t zero[6];

    return memcmp(mac, zero, sizeof zero) == 0 || (mac[0] & MAC_GROUP) != 0;
}

static bool same_subnet(uint32_t one, uint32_t other, uint32_t netmask)
{
    return (one & netmask) == (other & netmask);
}

static enum odd odd_gateway(const struct lan *lan)
{
    if (!known(lan, LAN_GATEWAY) || lan->gateway == 0)
        return ODD_NOTHING;
    if (!rule_host(lan->gateway) || lan->gateway == lan->address)
        return ODD_GATEWAY_ADDRESS;
    if (known(lan, LAN_NETMASK) && !same_subnet(lan->address, lan->gateway, lan->netmask))
        return ODD_GATEWAY;
    return ODD_NOTHING;
}

enum odd odd_of(const struct lan *lan)
{
    if (known(lan, LAN_MAC) && odd_mac(lan->mac))
        return ODD_MAC;
    if (!known(lan, LAN_ADDRESS) || lan->address == 0)
        return ODD_NOTHING;
    if (!rule_host(lan->address))
        return ODD_ADDRESS;
    if (known(lan, LAN_NETMASK) && ipv4_prefix(lan->netmask) <= 0)
        return ODD_NETMASK;
    return odd_gateway(lan);
}

static enum lan_item item_of(enum odd odd)
{
    switch (odd) {
    case ODD_MAC:
        return LAN_MAC;
    case ODD_ADDRESS:
        return LAN_ADDRESS;
    case ODD_NETMASK:
        return LAN_NETMASK;
    default:
        return LAN_GATEWAY;
    }
}

static const char *wrong(enum odd odd, const struct lan *lan)
{
    switch (odd) {
    case ODD_MAC:
        return _("no interface can have it");
    case ODD_NETMASK:
        return lan->netmask == 0 ? _("with it nobody is reached")
                                 : _("its ones are not contiguous");
    case ODD_GATEWAY:
        return _("it is not in the BMC's subnet");
    case ODD_NOTHING:
        return "";
    default:
        return _("it is no address that it can have");
    }
}

const char *odd_text(enum odd odd, const struct lan *lan, char *text, size_t size)
{
    enum lan_item item = item_of(odd);
    char value[FIELD_TEXT];

    snprintf(text, size, "%s %s: %s", field_label(field_of_item(item)),
             field_print_item(item, lan, value), wrong(odd, lan));
    return text;
}

const char *odd_advice(enum odd odd)
{
    if (odd == ODD_MAC)
        return _("the BMC has lost its MAC address, and nobody reaches it like this: take the "
                 "machine off its power for a while, then ask its maker");
    return _("set it, in the console or with bmctui set");
}
