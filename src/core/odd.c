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

/* What can be said of a subnet: the netmask is one. */
static bool subnet_known(const struct lan *lan)
{
    return known(lan, LAN_NETMASK) && ipv4_prefix(lan->netmask) > 0;
}

/* An address that its subnet gives to nobody; /31 and /32 have none such. */
static bool subnet_edge(const struct lan *lan, uint32_t address)
{
    uint32_t host = address & ~lan->netmask;

    return subnet_known(lan) && ipv4_prefix(lan->netmask) < 31 &&
           (host == 0 || host == (uint32_t)~lan->netmask);
}

static bool odd_address(const struct lan *lan)
{
    return !rule_host(lan->address) || subnet_edge(lan, lan->address);
}

static bool outside(const struct lan *lan)
{
    return rule_host(lan->address) && subnet_known(lan) &&
           ((lan->address ^ lan->gateway) & lan->netmask) != 0;
}

static bool odd_gateway(const struct lan *lan, enum odd odd)
{
    if (!known(lan, LAN_GATEWAY) || lan->gateway == 0)
        return false;
    if (!rule_host(lan->gateway))
        return odd == ODD_GATEWAY_ADDRESS;
    if (outside(lan))
        return odd == ODD_GATEWAY;
    return odd == ODD_GATEWAY_ADDRESS &&
           (lan->gateway == lan->address || subnet_edge(lan, lan->gateway));
}

static bool is_odd(const struct lan *lan, enum odd odd)
{
    if (odd == ODD_MAC)
        return known(lan, LAN_MAC) && odd_mac(lan->mac);
    if (!known(lan, LAN_ADDRESS) || lan->address == 0)
        return false;
    if (odd == ODD_ADDRESS)
        return odd_address(lan);
    if (odd == ODD_NETMASK)
        return known(lan, LAN_NETMASK) && !subnet_known(lan);
    return odd_gateway(lan, odd);
}

enum odd odd_next(const struct lan *lan, enum odd after)
{
    for (enum odd odd = after + 1; odd < ODD_COUNT; odd++) {
        if (is_odd(lan, odd))
            return odd;
    }
    return ODD_NOTHING;
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
    char value[VALUE_TEXT];

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
