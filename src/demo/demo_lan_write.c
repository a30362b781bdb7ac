/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writes of LAN parameters: which are refused, and with what, in one table; and
 * what a write changes beside its own value.
 */
#include <string.h>

#include "demo/demo_internal.h"

#define VLAN_ON   0x80
#define VLAN_HIGH 0x0F
#define VLAN_LAST 0xFFE

static const uint8_t none[4] = {0};

/* --- what is refused --------------------------------------------------------- */

/* Whether a refusal is meant; lan is what the write would change. */
typedef bool refused(const struct demo_options *options, const struct demo_lan *lan,
                     const uint8_t *value);

static bool under_dhcp(const struct demo_options *options, const struct demo_lan *lan,
                       const uint8_t *value)
{
    (void)options;
    (void)value;
    return lan->source == DEMO_SOURCE_DHCP;
}

static bool no_host(const struct demo_options *options, const struct demo_lan *lan,
                    const uint8_t *value)
{
    (void)options;
    (void)lan;
    return value[0] == 0 || value[0] == 127 || value[0] >= 224;
}

static bool no_such_source(const struct demo_options *options, const struct demo_lan *lan,
                           const uint8_t *value)
{
    (void)lan;
    return !demo_set_has(&options->sources, *value);
}

static bool static_twice(const struct demo_options *options, const struct demo_lan *lan,
                         const uint8_t *value)
{
    (void)options;
    return *value == DEMO_SOURCE_STATIC && lan->source == DEMO_SOURCE_STATIC;
}

static bool with_holes(const struct demo_options *options, const struct demo_lan *lan,
                       const uint8_t *value)
{
    uint32_t mask =
        (uint32_t)value[0] << 24 | (uint32_t)value[1] << 16 | (uint32_t)value[2] << 8 | value[3];
    uint32_t host = ~mask;

    (void)options;
    (void)lan;
    return (host & (host + 1)) != 0;
}

static bool without_address(const struct demo_options *options, const struct demo_lan *lan,
                            const uint8_t *value)
{
    (void)options;
    (void)value;
    return memcmp(lan->address, none, sizeof(none)) == 0;
}

static bool is_none(const struct demo_options *options, const struct demo_lan *lan,
                    const uint8_t *value)
{
    (void)options;
    (void)lan;
    return memcmp(value, none, sizeof(none)) == 0;
}

static bool outside(const struct demo_options *options, const struct demo_lan *lan,
                    const uint8_t *value)
{
    if (is_none(options, lan, value))
        return false;
    for (unsigned i = 0; i < 4; i++) {
        if ((value[i] ^ lan->address[i]) & lan->netmask[i])
            return true;
    }
    return false;
}

static unsigned vlan_id(const uint8_t *value)
{
    return value[0] | (value[1] & VLAN_HIGH) << 8;
}

static bool no_such_vlan(const struct demo_options *options, const struct demo_lan *lan,
                         const uint8_t *value)
{
    (void)options;
    (void)lan;
    return (value[1] & VLAN_ON) && (vlan_id(value) == 0 || vlan_id(value) > VLAN_LAST);
}

static bool vlan_on(const struct demo_options *options, const struct demo_lan *lan,
                    const uint8_t *value)
{
    (void)options;
    (void)lan;
    return (value[1] & VLAN_ON) != 0;
}

static bool vlan_off_with_id(const struct demo_options *options, const struct demo_lan *lan,
                             const uint8_t *value)
{
    return !vlan_on(options, lan, value) && vlan_id(value) != 0;
}

static bool vlan_off_with_0(const struct demo_options *options, const struct demo_lan *lan,
                            const uint8_t *value)
{
    return !vlan_on(options, lan, value) && vlan_id(value) == 0;
}

#define FIXED       SIZE_MAX /* CCh, whatever the options */
#define CODE(field) offsetof(struct demo_options, field)

/* The first that holds decides; a code that is 00 refuses nothing. */
static const struct {
    uint8_t parameter;
    size_t code; /* in struct demo_options */
    refused *holds;
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

static uint8_t code_at(const struct demo_options *options, size_t offset)
{
    return offset == FIXED ? CODE_INVALID_FIELD : *((const uint8_t *)options + offset);
}

static uint8_t check_form(const struct demo_options *options, const struct demo_lan_row *row,
                          const uint8_t *value, size_t length)
{
    if (demo_set_has(&options->read_only, row->parameter))
        return options->read_only_code;
    if (length < row->length)
        return CODE_TOO_SHORT;
    if (length > row->length)
        return CODE_TOO_LONG;
    for (size_t i = 0; i < sizeof(row->reserved) && i < length; i++) {
        if (value[i] & row->reserved[i])
            return CODE_INVALID_FIELD;
    }
    return CODE_OK;
}

uint8_t demo_lan_refusal(const struct demo_options *options, const struct demo_lan *lan,
                         const struct demo_lan_row *row, const uint8_t *value, size_t length)
{
    uint8_t code = check_form(options, row, value, length);

    for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]) && code == CODE_OK; i++) {
        if (refusals[i].parameter == row->parameter && refusals[i].holds(options, lan, value))
            code = code_at(options, refusals[i].code);
    }
    return code;
}

/* --- what it changes ------------------------------------------------------------ */

static uint32_t bit(unsigned parameter)
{
    return UINT32_C(1) << parameter;
}

static uint32_t address_bits(void)
{
    return bit(LAN_ADDRESS) | bit(LAN_NETMASK) | bit(LAN_GATEWAY);
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
    return address_bits();
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

static uint32_t after_netmask(const struct demo_options *options, const struct demo_lan *before,
                              struct demo_lan *lan)
{
    (void)before;
    if (!options->mask_breaks_gateway)
        return 0;
    for (unsigned i = 0; i < 4; i++)
        lan->gateway[i] &= lan->netmask[i];
    return bit(LAN_GATEWAY);
}

static uint32_t after_address(const struct demo_options *options, const struct demo_lan *before,
                              struct demo_lan *lan)
{
    (void)before;
    if (!options->address_clears_gateway)
        return 0;
    memset(lan->gateway, 0, sizeof(lan->gateway));
    return bit(LAN_GATEWAY);
}

uint32_t demo_lan_write(const struct demo_options *options, struct demo_lan *lan,
                        const struct demo_lan_row *row, const uint8_t *value)
{
    static const struct {
        uint8_t parameter;
        uint32_t (*after)(const struct demo_options *options, const struct demo_lan *before,
                          struct demo_lan *lan);
    } effects[] = {
        {LAN_ADDRESS, after_address},
        {LAN_SOURCE, after_source},
        {LAN_NETMASK, after_netmask},
        {LAN_VLAN, after_vlan},
    };
    const struct demo_lan before = *lan;
    uint32_t written = bit(row->parameter);

    memcpy((uint8_t *)lan + row->offset, value, row->length);
    for (size_t i = 0; i < sizeof(effects) / sizeof(effects[0]); i++) {
        if (effects[i].parameter == row->parameter)
            written |= effects[i].after(options, &before, lan);
    }
    return written;
}
