/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes of LAN parameters: what is refused, and the side effects. */
#include <assert.h>
#include <string.h>

#include "demo/demo_internal.h"

#define VLAN_LAST 0xFFE

static const uint8_t none[4] = {0};

/* --- what is refused: a code that is 00 refuses nothing ------------------------- */

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

static uint8_t write_check_address(const struct demo_options *options, const uint8_t *value)
{
    bool no_host = value[0] == 0 || value[0] == 127 || value[0] >= 224;

    return no_host ? options->address_check : CODE_OK;
}

static uint8_t write_check_source(const struct demo_options *options, const struct demo_lan *lan,
                                  uint8_t source)
{
    if (!demo_set_has(&options->sources, source) && options->source_code != CODE_OK)
        return options->source_code;
    return source == DEMO_SOURCE_STATIC && source == lan->source ? options->static_again : CODE_OK;
}

static uint8_t write_check_netmask(const struct demo_options *options, const struct demo_lan *lan,
                                   const uint8_t *value)
{
    uint32_t host = ~((uint32_t)value[0] << 24 | (uint32_t)value[1] << 16 |
                      (uint32_t)value[2] << 8 | value[3]);
    bool holes = (host & (host + 1)) != 0;

    if (holes && options->mask_check != CODE_OK)
        return options->mask_check;
    return memcmp(lan->address, none, 4) == 0 ? options->mask_needs_address : CODE_OK;
}

static uint8_t write_check_gateway(const struct demo_options *options, const struct demo_lan *lan,
                                   const uint8_t *value)
{
    if (memcmp(value, none, 4) == 0)
        return options->gateway_zero;
    for (unsigned i = 0; i < 4; i++) {
        if ((value[i] ^ lan->address[i]) & lan->netmask[i])
            return options->gateway_check;
    }
    return CODE_OK;
}

static uint8_t write_check_vlan(const struct demo_options *options, const uint8_t *value)
{
    unsigned id = value[0] | (value[1] & 0x0Fu) << 8;
    bool on = (value[1] & 0x80) != 0;

    if (on)
        return id == 0 || id > VLAN_LAST ? CODE_INVALID_FIELD : options->vlan_code;
    return id != 0 ? options->vlan_off_needs : options->vlan_off_zero;
}

uint8_t demo_lan_refusal(const struct demo_lan_write *write)
{
    const struct demo_options *options = write->options;
    const struct demo_lan *lan = write->lan;
    uint8_t parameter = write->row->parameter, code = write_check_form(write);
    bool of_lease =
        parameter == LAN_ADDRESS || parameter == LAN_NETMASK || parameter == LAN_GATEWAY;

    if (code == CODE_OK && of_lease && lan->source == DEMO_SOURCE_DHCP)
        code = options->dhcp_code;
    if (code != CODE_OK)
        return code;
    switch (parameter) {
    case LAN_ADDRESS:
        return write_check_address(options, write->value);
    case LAN_SOURCE:
        return write_check_source(options, lan, *write->value);
    case LAN_NETMASK:
        return write_check_netmask(options, lan, write->value);
    case LAN_GATEWAY:
        return write_check_gateway(options, lan, write->value);
    case LAN_VLAN:
        return write_check_vlan(options, write->value);
    default:
        return CODE_OK;
    }
}

/* --- what it changes ------------------------------------------------------------ */

/* In staged_mask. */
static uint32_t write_bit(unsigned parameter)
{
    assert(parameter < 32);
    return UINT32_C(1) << parameter;
}

/* Each VLAN is an interface with a gateway of its own. */
static uint32_t write_switch_gateway(const struct demo_lan *before, struct demo_lan *lan)
{
    if (demo_vlan_on(before) == demo_vlan_on(lan) &&
        (!demo_vlan_on(lan) || demo_vlan_id(before) == demo_vlan_id(lan)))
        return 0;
    if (!demo_vlan_on(before))
        memcpy(lan->untagged_gateway, before->gateway, sizeof(lan->untagged_gateway));
    memcpy(lan->gateway, demo_vlan_on(lan) ? none : lan->untagged_gateway, sizeof(lan->gateway));
    return write_bit(LAN_GATEWAY);
}

static uint32_t write_after_source(const struct demo_options *options,
                                   const struct demo_lan *before, struct demo_lan *lan)
{
    if (lan->source == 0 && options->source_0_is_static)
        lan->source = DEMO_SOURCE_STATIC;
    if (before->source != DEMO_SOURCE_DHCP || lan->source == DEMO_SOURCE_DHCP ||
        options->static_keeps)
        return 0;
    demo_lan_drop_address(lan); /* they were the lease's */
    return write_bit(LAN_ADDRESS) | write_bit(LAN_NETMASK) | write_bit(LAN_GATEWAY);
}

static uint32_t write_after_vlan(const struct demo_options *options, const struct demo_lan *before,
                                 struct demo_lan *lan)
{
    uint32_t changed = 0;

    if (options->vlan_gateway_own)
        changed |= write_switch_gateway(before, lan);
    if (options->vlan_clears_dhcp && lan->source == DEMO_SOURCE_DHCP) {
        lan->source = DEMO_SOURCE_STATIC;
        changed |= write_bit(LAN_SOURCE);
    }
    if (options->vlan_clears_address) {
        memset(lan->address, 0, sizeof(lan->address));
        changed |= write_bit(LAN_ADDRESS);
    }
    return changed;
}

uint32_t demo_lan_write(const struct demo_lan_write *write)
{
    const struct demo_options *options = write->options;
    struct demo_lan *lan = write->lan;
    const struct demo_lan before = *lan;
    unsigned parameter = write->row->parameter;
    uint32_t changed = write_bit(parameter);

    demo_lan_store(lan, write->row, write->value);
    if (parameter == LAN_SOURCE) {
        changed |= write_after_source(options, &before, lan);
    } else if (parameter == LAN_VLAN) {
        changed |= write_after_vlan(options, &before, lan);
    } else if (parameter == LAN_NETMASK && options->mask_breaks_gateway) {
        for (unsigned i = 0; i < 4; i++)
            lan->gateway[i] &= lan->netmask[i];
        changed |= write_bit(LAN_GATEWAY);
    } else if (parameter == LAN_ADDRESS && options->address_clears_gateway) {
        memset(lan->gateway, 0, sizeof(lan->gateway));
        changed |= write_bit(LAN_GATEWAY);
    }
    return changed;
}
