/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/field.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

#define CONFIGURATION N_("IPMI Configuration")
#define PASSWORD      N_("IPMI Password Reset")

/* A LAN parameter (Table 23-4) that is read and written by itself. */
#define LAN_PARAMETER(number)                                                                      \
    .parameter = (number), .read = setting_read_lan, .write = setting_write_lan

static const struct setting fields[FIELD_SETTINGS] = {
    [FIELD_CONTROLLER] = {.kind = SETTING_CHOICE,
                          .label = N_("Controller"),
                          .help = N_("Which BMC of the configuration file to show and set"),
                          .json = "target"},
    [FIELD_CHANNEL] = {.kind = SETTING_CHOICE,
                       .label = N_("Channel"),
                       .help = N_("LAN channel, 1 to 11; each has its own address"),
                       .json = "channel"},
    [FIELD_DHCP] = {.kind = SETTING_CHECK,
                    .flags = SETTING_VIEW,
                    .section = CONFIGURATION,
                    .label = N_("DHCP"),
                    .help = N_("Ticked: the BMC gets its address from a DHCP server"),
                    .key = "dhcp",
                    .json = "dhcp",
                    .type = &value_dhcp,
                    .parameter = 4},
    [FIELD_ADDRESS] = {.kind = SETTING_TEXT,
                       .flags = SETTING_LEASED | SETTING_UNDER_LOCK | SETTING_CUTS_LINK,
                       .section = CONFIGURATION,
                       .label = N_("IPv4 Address"),
                       .help = N_("Four parts 0-255: 192.168.1.50, or 192.168.1.50/24"),
                       .key = "address",
                       .json = "address",
                       .log = "address",
                       .type = &value_address,
                       LAN_PARAMETER(3)},
    [FIELD_NETMASK] = {.kind = SETTING_TEXT,
                       .flags = SETTING_LEASED | SETTING_UNDER_LOCK,
                       .section = CONFIGURATION,
                       .label = N_("IPv4 Netmask"),
                       .help = N_("/1 to /32, such as 255.255.255.0, /24 or 24"),
                       .key = "netmask",
                       .json = "netmask",
                       .log = "netmask",
                       .type = &value_netmask,
                       LAN_PARAMETER(6)},
    [FIELD_GATEWAY] = {.kind = SETTING_TEXT,
                       .flags = SETTING_LEASED | SETTING_UNDER_LOCK,
                       .section = CONFIGURATION,
                       .label = N_("IPv4 Default Gateway"),
                       .help = N_("In its subnet, such as 192.168.1.1; empty: none"),
                       .key = "gateway",
                       .json = "gateway",
                       .log = "gateway",
                       .type = &value_gateway,
                       LAN_PARAMETER(12)},
    [FIELD_VLAN] = {.kind = SETTING_TEXT,
                    .flags = SETTING_UNDER_LOCK | SETTING_CUTS_LINK | SETTING_LAST,
                    .section = CONFIGURATION,
                    .label = N_("VLAN ID"),
                    .help = N_("1 to 4094, such as 100; empty: VLAN tagging off"),
                    .key = "vlan",
                    .json = "vlan",
                    .log = "vlan",
                    .type = &value_vlan,
                    LAN_PARAMETER(20)},
    [FIELD_USER] = {.kind = SETTING_CHOICE,
                    .section = PASSWORD,
                    .label = N_("User"),
                    .help = N_("Whose password is set: the BMC's users, slots 1 to 63"),
                    .json = "user"},
    /* Its range stands beside it as rules; which key shows it is the form's to add. */
    [FIELD_PASSWORD] = {.kind = SETTING_SECRET,
                        .section = PASSWORD,
                        .label = N_("Password"),
                        .help = N_("Empty: stays as it is"),
                        .type = &value_secret},
    [FIELD_CONFIRM] = {.kind = SETTING_SECRET,
                       .section = PASSWORD,
                       .label = N_("Confirm Password"),
                       .help = N_("The same as Password, typed once more"),
                       .type = &value_secret},
    [FIELD_IP_SOURCE] = {.kind = SETTING_LINE,
                         .flags = SETTING_SOURCE | SETTING_UNDER_LOCK | SETTING_CUTS_LINK,
                         .section = PASSWORD,
                         .label = N_("IP source"),
                         .json = "ip_source",
                         .log = "source",
                         .type = &value_source,
                         LAN_PARAMETER(4)},
    [FIELD_MAC] = {.kind = SETTING_LINE,
                   .section = PASSWORD,
                   .label = N_("MAC address"),
                   .json = "mac",
                   .type = &value_mac,
                   .parameter = BMC_LAN_MAC,
                   .read = setting_read_lan},
    [FIELD_IDENTIFY] = {.kind = SETTING_LINE,
                        .section = PASSWORD,
                        .label = N_("Identify light"),
                        .json = "identify",
                        .type = &value_identify},
    [FIELD_URL] = {.kind = SETTING_LINE,
                   .section = PASSWORD,
                   .label = N_("BMC web address"),
                   .json = "url"},
    [FIELD_ARP] = {.kind = SETTING_HIDDEN,
                   .flags = SETTING_UNDER_LOCK | SETTING_ASIDE,
                   .label = N_("ARP replies"),
                   .log = "arp",
                   .type = &value_arp,
                   LAN_PARAMETER(10)},
};

const struct setting *field_get(enum field_id id)
{
    return (unsigned)id < FIELD_SETTINGS ? &fields[id] : NULL;
}

enum field_id field_id(const struct setting *field)
{
    return (enum field_id)(field - fields);
}

const struct setting *field_by_key(const char *key)
{
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        if (fields[i].key != NULL && strcmp(fields[i].key, key) == 0)
            return &fields[i];
    }
    return NULL;
}

/* The source has two rows: the tick box is the other. */
static const enum field_id item_fields[LAN_ITEMS] = {
    [LAN_SOURCE] = FIELD_IP_SOURCE, [LAN_ADDRESS] = FIELD_ADDRESS, [LAN_NETMASK] = FIELD_NETMASK,
    [LAN_GATEWAY] = FIELD_GATEWAY,  [LAN_ARP] = FIELD_ARP,         [LAN_VLAN] = FIELD_VLAN,
    [LAN_MAC] = FIELD_MAC,
};

enum lan_item field_item(enum field_id id)
{
    enum lan_item item = LAN_SOURCE;

    if (id == FIELD_DHCP)
        return LAN_SOURCE;
    while (item < LAN_ITEMS && item_fields[item] != id)
        item++;
    return item;
}

enum field_id field_of_item(enum lan_item item)
{
    return item == LAN_ITEMS || item == LAN_ARP ? FIELD_COUNT : item_fields[item];
}

const struct setting *lan_setting(enum lan_item item)
{
    return &fields[item_fields[item]];
}

const char *field_label(enum field_id id)
{
    const struct setting *field = field_get(id);

    return field == NULL ? "" : setting_label(field);
}

enum field_section field_section(enum field_id id)
{
    if (id < FIELD_DHCP)
        return FIELD_SECTION_TOP;
    return id <= FIELD_VLAN ? FIELD_SECTION_CONFIGURATION : FIELD_SECTION_PASSWORD;
}

const char *field_section_name(enum field_section section)
{
    static const enum field_id first[] = {FIELD_CONTROLLER, FIELD_DHCP, FIELD_USER};

    return setting_section(&fields[first[section]]);
}

const char *field_print_item(enum lan_item item, const struct lan *lan, char text[VALUE_TEXT])
{
    struct value value = {.state = VALUE_UNREAD};

    text[0] = '\0';
    if ((unsigned)item < LAN_ITEMS)
        value = lan_value(lan, item);
    return (unsigned)item < LAN_ITEMS ? value_print(lan_setting(item)->type, &value, text) : text;
}
