/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pages/network_odd.h"

#include <stdio.h>

#include "base/i18n.h"
#include "base/ipv4.h"

#define MAC_GROUP_BIT ((uint64_t)1 << 40) /* of the first byte; of all ones it is one */

static bool known(const struct model_channel *channel, enum field_id row)
{
    return value_known(&channel->values[row]);
}

/* 0: not known or not set. */
static uint32_t quad(const struct model_channel *channel, enum field_id row)
{
    return known(channel, row) ? (uint32_t)channel->values[row].number : 0;
}

static bool odd_mac(uint64_t mac)
{
    return mac == 0 || (mac & MAC_GROUP_BIT) != 0;
}

/* The netmask is one, so something can be said of a subnet. */
static bool subnet_known(const struct model_channel *channel)
{
    return ipv4_prefix(quad(channel, FIELD_NETMASK)) > 0;
}

/* An address that its subnet gives to nobody; /31 and /32 have none such. */
static bool subnet_edge(const struct model_channel *channel, uint32_t address)
{
    uint32_t netmask = quad(channel, FIELD_NETMASK), host = address & ~netmask;

    return subnet_known(channel) && ipv4_prefix(netmask) < 31 &&
           (host == 0 || host == (uint32_t)~netmask);
}

static bool outside(const struct model_channel *channel, uint32_t address, uint32_t gateway)
{
    return rule_host(address) && subnet_known(channel) &&
           ((address ^ gateway) & quad(channel, FIELD_NETMASK)) != 0;
}

static bool odd_gateway(const struct model_channel *channel, enum odd odd)
{
    uint32_t address = quad(channel, FIELD_ADDRESS), gateway = quad(channel, FIELD_GATEWAY);

    if (gateway == 0)
        return false;
    if (!rule_host(gateway))
        return odd == ODD_GATEWAY_ADDRESS;
    if (outside(channel, address, gateway))
        return odd == ODD_GATEWAY;
    return odd == ODD_GATEWAY_ADDRESS && (gateway == address || subnet_edge(channel, gateway));
}

static bool is_odd(const struct model_channel *channel, enum odd odd)
{
    uint32_t address = quad(channel, FIELD_ADDRESS);

    if (odd == ODD_MAC)
        return known(channel, FIELD_MAC) && odd_mac(channel->values[FIELD_MAC].number);
    if (address == 0)
        return false;
    if (odd == ODD_ADDRESS)
        return !rule_host(address) || subnet_edge(channel, address);
    if (odd == ODD_NETMASK)
        return known(channel, FIELD_NETMASK) && !subnet_known(channel);
    return odd_gateway(channel, odd);
}

enum odd odd_next(const struct model_channel *channel, enum odd after)
{
    for (enum odd odd = after + 1; odd < ODD_COUNT; odd++) {
        if (is_odd(channel, odd))
            return odd;
    }
    return ODD_NOTHING;
}

static const char *wrong(enum odd odd, const struct model_channel *channel)
{
    if (odd == ODD_MAC)
        return _("not usable as an interface's address");
    if (odd == ODD_NETMASK)
        return quad(channel, FIELD_NETMASK) == 0 ? _("no other machine can be reached with it")
                                                 : _("its one bits are not contiguous");
    return odd == ODD_GATEWAY ? _("not in the BMC's subnet") : _("not usable as its address");
}

const char *odd_text(enum odd odd, const struct model_channel *channel, char *text, size_t size)
{
    static const enum field_id rows[ODD_COUNT] = {
        [ODD_MAC] = FIELD_MAC,
        [ODD_ADDRESS] = FIELD_ADDRESS,
        [ODD_NETMASK] = FIELD_NETMASK,
        [ODD_GATEWAY] = FIELD_GATEWAY,
        [ODD_GATEWAY_ADDRESS] = FIELD_GATEWAY,
    };
    const struct setting *setting = field_get(rows[odd]);
    char value[VALUE_TEXT];

    snprintf(text, size, "%s %s: %s", setting_label(setting),
             value_print(setting->type, &channel->values[rows[odd]], value), wrong(odd, channel));
    return text;
}

const char *odd_advice(enum odd odd)
{
    if (odd == ODD_MAC)
        return _("the BMC has lost its MAC address and cannot be reached: unplug the machine's "
                 "power for a minute; if that does not help, ask its vendor");
    return _("set it on the page or with bmctui set");
}
