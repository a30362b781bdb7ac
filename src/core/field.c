/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/field.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/ipv4.h"
#include "base/secret.h"

/* Room for "255.255.255.255/32", and the same width for all three. */
#define ADDRESS_LENGTH 18

static const struct field fields[FIELD_COUNT] = {
    {
        .id = FIELD_CONTROLLER,
        .kind = FIELD_KIND_CHOICE,
        .section = FIELD_SECTION_TOP,
        .label = N_("Controller"),
        .help = N_("Which BMC of the configuration file to show and set"),
        .json = "target",
        .item = LAN_ITEMS,
    },
    {
        .id = FIELD_CHANNEL,
        .kind = FIELD_KIND_CHOICE,
        .section = FIELD_SECTION_TOP,
        .label = N_("Channel"),
        .help = N_("LAN channel, 1 to 11; each has its own address"),
        .json = "channel",
        .item = LAN_ITEMS,
    },
    {
        .id = FIELD_DHCP,
        .kind = FIELD_KIND_CHECK,
        .section = FIELD_SECTION_CONFIGURATION,
        .label = N_("DHCP"),
        .help = N_("Ticked: the BMC gets its address from a DHCP server"),
        .key = "dhcp",
        .json = "dhcp",
        .item = LAN_SOURCE,
    },
    {
        .id = FIELD_ADDRESS,
        .kind = FIELD_KIND_TEXT,
        .section = FIELD_SECTION_CONFIGURATION,
        .label = N_("IPv4 Address"),
        .help = N_("Four parts 0-255: 192.168.1.50, or 192.168.1.50/24"),
        .key = "address",
        .json = "address",
        .item = LAN_ADDRESS,
        .length = ADDRESS_LENGTH,
        .leased = true,
    },
    {
        .id = FIELD_NETMASK,
        .kind = FIELD_KIND_TEXT,
        .section = FIELD_SECTION_CONFIGURATION,
        .label = N_("IPv4 Netmask"),
        .help = N_("/1 to /32, such as 255.255.255.0, /24 or 24"),
        .key = "netmask",
        .json = "netmask",
        .item = LAN_NETMASK,
        .length = ADDRESS_LENGTH,
        .leased = true,
    },
    {
        .id = FIELD_GATEWAY,
        .kind = FIELD_KIND_TEXT,
        .section = FIELD_SECTION_CONFIGURATION,
        .label = N_("IPv4 Default Gateway"),
        .help = N_("In its subnet, such as 192.168.1.1; empty: none"),
        .key = "gateway",
        .json = "gateway",
        .item = LAN_GATEWAY,
        .length = ADDRESS_LENGTH,
        .leased = true,
    },
    {
        .id = FIELD_VLAN,
        .kind = FIELD_KIND_TEXT,
        .section = FIELD_SECTION_CONFIGURATION,
        .label = N_("VLAN ID"),
        .help = N_("1 to 4094, such as 100; empty: VLAN tagging off"),
        .key = "vlan",
        .json = "vlan",
        .item = LAN_VLAN,
        .length = 4,
    },
    {
        .id = FIELD_USER,
        .kind = FIELD_KIND_CHOICE,
        .section = FIELD_SECTION_PASSWORD,
        .label = N_("User"),
        .help = N_("Whose password is set: the BMC's users, slots 1 to 63"),
        .json = "user",
        .item = LAN_ITEMS,
    },
    {
        /* Its range stands beside it as rules; which key shows it is the form's to add. */
        .id = FIELD_PASSWORD,
        .kind = FIELD_KIND_SECRET,
        .section = FIELD_SECTION_PASSWORD,
        .label = N_("Password"),
        .help = N_("Empty: stays as it is"),
        .item = LAN_ITEMS,
        .length = SECRET_MAX,
    },
    {
        .id = FIELD_CONFIRM,
        .kind = FIELD_KIND_SECRET,
        .section = FIELD_SECTION_PASSWORD,
        .label = N_("Confirm Password"),
        .help = N_("The same as Password, typed once more"),
        .item = LAN_ITEMS,
        .length = SECRET_MAX,
    },
    {
        .id = FIELD_IP_SOURCE,
        .kind = FIELD_KIND_LINE,
        .section = FIELD_SECTION_PASSWORD,
        .label = N_("IP source"),
        .json = "ip_source",
        .item = LAN_SOURCE,
    },
    {
        .id = FIELD_MAC,
        .kind = FIELD_KIND_LINE,
        .section = FIELD_SECTION_PASSWORD,
        .label = N_("MAC address"),
        .json = "mac",
        .item = LAN_MAC,
    },
    {
        .id = FIELD_IDENTIFY,
        .kind = FIELD_KIND_LINE,
        .section = FIELD_SECTION_PASSWORD,
        .label = N_("Identify light"),
        .json = "identify",
        .item = LAN_ITEMS,
    },
    {
        .id = FIELD_URL,
        .kind = FIELD_KIND_LINE,
        .section = FIELD_SECTION_PASSWORD,
        .label = N_("BMC web address"),
        .json = "url",
        .item = LAN_ITEMS,
    },
};

const struct field *field_get(enum field_id id)
{
    return (unsigned)id < FIELD_COUNT ? &fields[id] : NULL;
}

const struct field *field_by_key(const char *key)
{
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        if (fields[i].key != NULL && strcmp(fields[i].key, key) == 0)
            return &fields[i];
    }
    return NULL;
}

enum field_id field_of_item(enum lan_item item)
{
    enum field_id found = FIELD_COUNT;

    if (item == LAN_ITEMS)
        return found;
    /* The last one: for LAN_SOURCE that is the IP source, not the tick box. */
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        if (fields[i].item == item)
            found = fields[i].id;
    }
    return found;
}

const char *field_label(enum field_id id)
{
    const struct field *field = field_get(id);

    return field == NULL ? "" : _(field->label);
}

const char *field_section_name(enum field_section section)
{
    switch (section) {
    case FIELD_SECTION_CONFIGURATION:
        return _("IPMI Configuration");
    case FIELD_SECTION_PASSWORD:
        return _("IPMI Password Reset");
    case FIELD_SECTION_TOP:
        break;
    }
    return "";
}

static const char *print_ipv4(uint32_t value, char text[FIELD_TEXT])
{
    char quad[IPV4_TEXT];

    snprintf(text, FIELD_TEXT, "%s", value == 0 ? _("none") : ipv4_print(value, quad));
    return text;
}

static const char *print_words(const char *words, char text[FIELD_TEXT])
{
    snprintf(text, FIELD_TEXT, "%s", words);
    return text;
}

static const char *print_known(enum lan_item item, const struct lan *lan, char text[FIELD_TEXT])
{
    switch (item) {
    case LAN_SOURCE:
        return print_words(field_ip_source_text(lan->source), text);
    case LAN_ADDRESS:
        return print_ipv4(lan->address, text);
    case LAN_NETMASK:
        return print_ipv4(lan->netmask, text);
    case LAN_GATEWAY:
        return print_ipv4(lan->gateway, text);
    case LAN_ARP:
        return print_words(lan->arp_replies ? _("on") : _("off"), text);
    case LAN_VLAN:
        if (!lan->vlan_enabled)
            return print_words(_("off"), text);
        snprintf(text, FIELD_TEXT, "%u", (unsigned)lan->vlan_id);
        return text;
    case LAN_MAC:
        return field_print_mac(lan->mac, text);
    case LAN_ITEMS:
        break;
    }
    return print_words("", text);
}

const char *field_print_item(enum lan_item item, const struct lan *lan, char text[FIELD_TEXT])
{
    if ((unsigned)item >= LAN_ITEMS || lan->state[item] == VALUE_UNREAD)
        return print_words("", text);
    if (lan->state[item] == VALUE_NOT_AVAILABLE)
        return print_words(_("not available"), text);
    if (lan->state[item] == VALUE_NOT_READ)
        return print_words(_("not read"), text);
    return print_known(item, lan, text);
}

/* Numbers that IPMI reserves (5 to 15) are some way of getting an address that is none of the
 * others: "other". */
const char *field_ip_source_name(enum ip_source source)
{
    switch (source) {
    case IP_SOURCE_UNSPECIFIED:
        return "unspecified";
    case IP_SOURCE_STATIC:
        return "static";
    case IP_SOURCE_DHCP:
        return "dhcp";
    case IP_SOURCE_BIOS:
        return "bios";
    case IP_SOURCE_OTHER:
        break;
    }
    return "other";
}

const char *field_ip_source_text(enum ip_source source)
{
    switch (source) {
    case IP_SOURCE_UNSPECIFIED:
        return _("unspecified");
    case IP_SOURCE_STATIC:
        return _("static");
    case IP_SOURCE_DHCP:
        return _("DHCP");
    case IP_SOURCE_BIOS:
        return _("BIOS");
    case IP_SOURCE_OTHER:
        break;
    }
    return _("other");
}

/* Numbers that IPMI reserves give no access: "none". */
const char *field_privilege_name(enum privilege privilege)
{
    switch (privilege) {
    case PRIVILEGE_CALLBACK:
        return "callback";
    case PRIVILEGE_USER:
        return "user";
    case PRIVILEGE_OPERATOR:
        return "operator";
    case PRIVILEGE_ADMINISTRATOR:
        return "administrator";
    case PRIVILEGE_OEM:
        return "oem";
    case PRIVILEGE_NONE:
        break;
    }
    return "none";
}

const char *field_privilege_text(enum privilege privilege)
{
    switch (privilege) {
    case PRIVILEGE_CALLBACK:
        return _("callback");
    case PRIVILEGE_USER:
        return _("user");
    case PRIVILEGE_OPERATOR:
        return _("operator");
    case PRIVILEGE_ADMINISTRATOR:
        return _("administrator");
    case PRIVILEGE_OEM:
        return _("OEM");
    case PRIVILEGE_NONE:
        break;
    }
    return _("no access");
}

const char *field_medium_name(enum channel_medium medium)
{
    return medium == CHANNEL_MEDIUM_802_3 ? "802.3" : "other";
}

const char *field_identify_name(enum identify_state state)
{
    switch (state) {
    case IDENTIFY_OFF:
        return "off";
    case IDENTIFY_TIMED:
        return "timed";
    case IDENTIFY_ON:
        return "on";
    case IDENTIFY_UNKNOWN:
        break;
    }
    return "unknown";
}

const char *field_identify_text(enum identify_state state)
{
    switch (state) {
    case IDENTIFY_OFF:
        return _("off");
    case IDENTIFY_TIMED:
        return _("on for a time");
    case IDENTIFY_ON:
        return _("on");
    case IDENTIFY_UNKNOWN:
        break;
    }
    return _("not reported");
}

const char *field_print_mac(const uint8_t mac[6], char text[FIELD_TEXT])
{
    snprintf(text, FIELD_TEXT, "%02x:%02x:%02x:%02x:%02x:%02x", mac[0], mac[1], mac[2], mac[3],
             mac[4], mac[5]);
    return text;
}
