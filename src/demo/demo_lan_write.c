/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writes of LAN parameters: which are refused, and with what, in one table; and
 * what a write changes beside its own value.
 */
#include <string.h>

#include "demo/demo_internal.h"

#define VLAN_ON   0x80
#define VLAN_LAST 0xFFE

static const uint8_t none[4] = {0};

/* --- what is refused --------------------------------------------------------- */

static bool under_dhcp(const struct demo_lan_write *write)
{
    return write->lan->source == DEMO_SOURCE_DHCP;
}

static bool no_host(const struct demo_lan_write *write)
{
    return write->value[0] == 0 || write->value[0] == 127 || write->value[0] >= 224;
}

static bool no_such_source(const struct demo_lan_write *write)
{
    return !demo_set_has(&write->options->sources, *write->value);
}

static bool static_twice(const struct demo_lan_write *write)
{
    return *write->value == DEMO_SOURCE_STATIC && write->lan->source == DEMO_SOURCE_STATIC;
}

static bool with_holes(const struct demo_lan_write *write)
{
    const uint8_t *value = write->value;
    uint32_t host = ~((uint32_t)value[0] << 24 | (uint32_t)value[1] << 16 |
                      (uint32_t)value[2] << 8 | value[3]);

    return (host & (host + 1)) != 0;
}

static bool without_address(const struct demo_lan_write *write)
{
    return memcmp(write->lan->address, none, sizeof(none)) == 0;
}

static bool is_none(const struct demo_lan_write *write)
{
    return memcmp(write->value, none, sizeof(none)) == 0;
}

static bool outside(const struct demo_lan_write *write)
{
    for (unsigned i = 0; i < 4 && !is_none(write); i++) {
        if ((write->value[i] ^ write->lan->address[i]) & write->lan->netmask[i])
            return true;
    }
    return false;
}

static bool vlan_on(const struct demo_lan_write *write)
{
    return (write->value[1] & VLAN_ON) != 0;
}

static unsigned vlan_id(const struct demo_lan_write *write)
{
    return write->value[0] | (write->value[1] & 0x0Fu) << 8;
}

static bool no_such_vlan(const struct demo_lan_write *write)
{
    return vlan_on(write) && (vlan_id(write) == 0 || vlan_id(write) > VLAN_LAST);
}

static bool vlan_off_with_id(const struct demo_lan_write *write)
{
    return !vlan_on(write) && vlan_id(write) != 0;
}

static bool vlan_off_with_0(const struct demo_lan_write *write)
{
    return !vlan_on(write) && vlan_id(write) == 0;
}

#define FIXED       SIZE_MAX /* CCh, whatever the options */
#define CODE(field) offsetof(struct demo_options, field)

/* The first that holds decides; a code that is 00 refuses nothing. */
static const struct {
    uint8_t parameter;
    size_t code; /* in struct demo_options */
    bool (*holds)(const struct demo_lan_write *write);
} refusals[] = {
    {LAN_ADDRESS, CODE(dhcp_code), under_dhcp},
    {LAN_NETMASK, CODE(dhcp_code), under_dhcp},
    {LAN_GATEWAY, CODE(dhcp_code), under_dhcp},
    {LAN_ADDRESS, CODE(address_check), no_host},
    {LAN_SOURCE, CODE(source_code), no_such_source},
    {LAN_SOURCE, CODE(static_again), static_twice},
    {LAN_NETMASK, CODE(mask_check), with_holes},
    {LAN_NETMASK, CODE(mask_needs_address), without_address},
    {LAN_GATEWAY, CODE(gateway_zero), is_none},
    {LAN_GATEWAY, CODE(gateway_check), outside},
    {LAN_VLAN, FIXED, no_such_vlan},
    {LAN_VLAN, CODE(vlan_code), vlan_on},
    {LAN_VLAN, CODE(vlan_off_needs), vlan_off_with_id},
    {LAN_VLAN, CODE(vlan_off_zero), vlan_off_with_0},
};

static uint8_t write_check_form(const struct demo_lan_write *write)
{
    const struct demo_lan_row *row = write->row;

    if (demo_set_has(&write->options->read_only, row->parameter))
        return write->options->read_only_code;
    if (write->length < row->length)
        return CODE_TOO_SHORT;
    if (write->length > row->length)
        return CODE_TOO_LONG;
    for (size_t i = 0; i < sizeof(row->reserved) && i < write->length; i++) {
        if (write->value[i] & row->reserved[i])
            return CODE_INVALID_FIELD;
    }
    return CODE_OK;
}

uint8_t demo_lan_refusal(const struct demo_lan_write *write)
{
    uint8_t code = write_check_form(write);

    for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]) && code == CODE_OK; i++) {
        if (refusals[i].parameter == write->row->parameter && refusals[i].holds(write))
            code = refusals[i].code == FIXED
                       ? CODE_INVALID_FIELD
                       : *((const uint8_t *)write->options + refusals[i].code);
    }
    return code;
}

/* --- what it changes ------------------------------------------------------------ */

static uint32_t bit(unsigned parameter)
{
    return UINT32_C(1) << parameter;
}

/* Each VLAN is an interface with a gateway of its own. */
static uint32_t switch_gateway(const struct demo_lan *before, struct demo_lan *lan)
{
    if (demo_vlan_on(before) == demo_vlan_on(lan) &&
        (!demo_vlan_on(lan) || demo_vlan_id(before) == demo_vlan_id(lan)))
        return 0;
    if (!demo_vlan_on(before))
        memcpy(lan->untagged_gateway, before->gateway, sizeof(lan->untagged_gateway));
    memcpy(lan->gateway, demo_vlan_on(lan) ? none : lan->untagged_gateway, sizeof(lan->gateway));
    return bit(LAN_GATEWAY);
}

static uint32_t after_source(const struct demo_options *options, const struct demo_lan *before,
                             struct demo_lan *lan)
{
    if (lan->source == 0 && options->source_0_is_static)
        lan->source = DEMO_SOURCE_STATIC;
    if (before->source != DEMO_SOURCE_DHCP || lan->source == DEMO_SOURCE_DHCP ||
        options->static_keeps)
        return 0;
    demo_lan_drop_address(lan); /* the lease was not ours to keep */
    return bit(LAN_ADDRESS) | bit(LAN_NETMASK) | bit(LAN_GATEWAY);
}

static uint32_t after_vlan(const struct demo_options *options, const struct demo_lan *before,
                           struct demo_lan *lan)
{
    uint32_t changed = 0;

    if (options->vlan_gateway_own)
        changed |= switch_gateway(before, lan);
    if (options->vlan_clears_dhcp && lan->source == DEMO_SOURCE_DHCP) {
        lan->source = DEMO_SOURCE_STATIC;
        changed |= bit(LAN_SOURCE);
    }
    if (options->vlan_clears_address) {
        memset(lan->address, 0, sizeof(lan->address));
        changed |= bit(LAN_ADDRESS);
    }
    return changed;
}

static uint32_t after_netmask(struct demo_lan *lan)
{
    for (unsigned i = 0; i < 4; i++)
        lan->gateway[i] &= lan->netmask[i];
    return bit(LAN_GATEWAY);
}

static uint32_t after_address(struct demo_lan *lan)
{
    memset(lan->gateway, 0, sizeof(lan->gateway));
    return bit(LAN_GATEWAY);
}

uint32_t demo_lan_write(const struct demo_lan_write *write)
{
    const struct demo_options *options = write->options;
    struct demo_lan *lan = write->lan;
    const struct demo_lan before = *lan;
    unsigned parameter = write->row->parameter;
    uint32_t changed = bit(parameter);

    demo_lan_store(lan, write->row, write->value);
    if (parameter == LAN_SOURCE)
        changed |= after_source(options, &before, lan);
    else if (parameter == LAN_VLAN)
        changed |= after_vlan(options, &before, lan);
    else if (parameter == LAN_NETMASK && options->mask_breaks_gateway)
        changed |= after_netmask(lan);
    else if (parameter == LAN_ADDRESS && options->address_clears_gateway)
        changed |= after_address(lan);
    return changed;
}
