/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pages/network.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/ipv4.h"
#include "pages/network_own.h"

#define CONFIGURATION N_("IPMI Configuration")
#define PASSWORD      N_("IPMI Password Reset")
#define STATUS        N_("Status")

/* --- the web address ------------------------------------------------------------------------- */

bool network_has_address(const struct model *model)
{
    return rule_host((uint32_t)model_number(model, FIELD_ADDRESS));
}

/* Each at most 63 bytes, in a translation too. */
static const char *no_url_reason(const struct model *model)
{
    const struct value *address = model_value(model, FIELD_ADDRESS);

    if (address->state == VALUE_NOT_READ && address->fault.kind == ERROR_DENIED)
        return _("permission denied: this session may not read the BMC's address");
    if (address->state == VALUE_UNREAD)
        return _("the BMC's address is still being read");
    if (value_missing(address))
        return _("the BMC does not report its address");
    if (address->number != 0)
        return _("the BMC's address is not usable");
    if (model_number(model, FIELD_IP_SOURCE) == IP_SOURCE_DHCP)
        return _("the BMC has no address: waiting for a lease");
    return _("the BMC has no address");
}

bool network_url(const struct model *model, char text[VALUE_TEXT])
{
    char quad[IPV4_TEXT];

    if (!network_has_address(model)) {
        snprintf(text, VALUE_TEXT, "%s", no_url_reason(model));
        return false;
    }
    snprintf(text, VALUE_TEXT, "https://%s/",
             ipv4_print((uint32_t)model_number(model, FIELD_ADDRESS), quad));
    return true;
}

static bool derive_url(const struct model *model, char text[VALUE_TEXT])
{
    text[0] = '\0';
    return model_value(model, FIELD_ADDRESS)->state != VALUE_UNREAD && network_url(model, text);
}

/* --- the rows -------------------------------------------------------------------------------- */

/* A LAN parameter (Table 23-4) that is read and written by itself, under the lock. */
#define LAN_PARAMETER(number, more)                                                                \
    .flags = SETTING_UNDER_LOCK | (more), .parameter = (number),                                   \
    .read = TABLE_CALL(setting_read_lan), .write = TABLE_CALL(setting_write_lan)

static const struct setting_lease lease = {
    .ticked = N_("from DHCP"),
    .waiting = N_("waiting for a lease..."),
    .wanted = N_("by DHCP, after SAVE"),
    .given = N_("with DHCP on it comes from the DHCP server; leave it out, or use %s."),
    .held = N_("DHCP is on, so it comes from the DHCP server; add %s to set it."),
    .untold = N_("this BMC does not report its IP source, so it cannot be set."),
};

/* clang-format off */
static const struct setting rows[FIELD_SETTINGS] = {
    [FIELD_CONTROLLER] = {
        .kind = SETTING_CHOICE, .choice = CHOICE_TARGET, .json = "target", .json_order = -3,
        .label = N_("Controller"),
        .help = N_("Which BMC of the config file to show and change"),
        .explain = N_("Which of the BMCs in the config file this page shows and changes. "
                      "Choosing another one closes the link to this BMC and reads the new one; "
                      "if there are unsaved edits, you are asked first. bmctui -t NAME starts "
                      "with the one you name.")},
    [FIELD_CHANNEL] = {
        .kind = SETTING_CHOICE, .choice = CHOICE_CHANNEL, .json = "channel", .json_order = -3,
        .label = N_("Channel"),
        .help = N_("LAN channel, 1 to 11; each has its own address"),
        .explain = N_("A BMC has one or more LAN channels, numbered 1 to 11. Often one is a "
                      "dedicated port and another shares a port with this machine. Each has its "
                      "own address, VLAN and user privileges. The page starts with the first one "
                      "that has a usable address. To be sure which port you are changing, "
                      "compare the MAC address with its label.")},
    [FIELD_DHCP] = {
        .kind = SETTING_CHECK, .flags = SETTING_VIEW, .section = CONFIGURATION, .label = N_("DHCP"),
        .help = N_("Ticked: the BMC gets its address from a DHCP server"),
        .key = "dhcp", .json = "dhcp", .type = &value_dhcp, .lease = &lease, .parameter = 4,
        .explain = N_("If ticked, the BMC gets its address, netmask and gateway from a DHCP "
                      "server, and the three fields are locked. If not, it uses what you enter. "
                      "After a save, the new address appears here as soon as the BMC has a "
                      "lease. Reserve it on the DHCP server for the MAC address shown below, or "
                      "the address may change one day.")},
    [FIELD_ADDRESS] = {
        .kind = SETTING_TEXT, .section = CONFIGURATION, .label = N_("IPv4 Address"),
        .help = N_("Such as 192.168.1.50, or with netmask 192.168.1.50/24"),
        .key = "address", .json = "address", .log = "address", .type = &value_address,
        LAN_PARAMETER(3, SETTING_LEASED | SETTING_CUTS_LINK),
        .explain = N_("The address of the BMC's web page and of IPMI. No other device in the "
                      "network may use it, not even this machine, and it must be outside the "
                      "range that a DHCP server hands out. 192.168.1.50/24 fills in the netmask "
                      "as well. Web pages and sessions open at the old address end with the "
                      "save.")},
    [FIELD_NETMASK] = {
        .kind = SETTING_TEXT, .section = CONFIGURATION, .label = N_("IPv4 Netmask"),
        .help = N_("/1 to /32, such as 255.255.255.0, /24 or 24"),
        .key = "netmask", .json = "netmask", .log = "netmask", .type = &value_netmask,
        LAN_PARAMETER(6, SETTING_LEASED | SETTING_PREFIX),
        .explain = N_("Which part of the address is the network. It is the same for every device "
                      "in that network, most often 255.255.255.0, which you can also type as /24 "
                      "or 24. With a wrong netmask the BMC seems to work, but cannot be reached "
                      "from some places, or from anywhere.")},
    [FIELD_GATEWAY] = {
        .kind = SETTING_TEXT, .section = CONFIGURATION, .label = N_("IPv4 Default Gateway"),
        .help = N_("In its subnet, such as 192.168.1.1; empty: none"),
        .key = "gateway", .json = "gateway", .log = "gateway", .type = &value_gateway,
        LAN_PARAMETER(12, SETTING_LEASED),
        .explain = N_("The router through which other networks reach the BMC. It must be in the "
                      "BMC's network and cannot be the BMC itself. Empty means none: the BMC "
                      "then answers only within its own network, which is safer if that is all "
                      "you need. If you reach the BMC through a router, a wrong gateway will "
                      "disconnect you.")},
    [FIELD_VLAN] = {
        .kind = SETTING_TEXT, .section = CONFIGURATION, .label = N_("VLAN ID"),
        .help = N_("1 to 4094, such as 100; empty: VLAN tagging off"),
        .key = "vlan", .json = "vlan", .log = "vlan", .type = &value_vlan,
        LAN_PARAMETER(20, SETTING_CUTS_LINK | SETTING_LAST),
        .explain = N_("The VLAN that the BMC is in, 1 to 4094; empty means that its packets are "
                      "not tagged. With a number, it answers on that VLAN only, so the switch "
                      "port must carry that VLAN, tagged, before you save. This machine's own "
                      "traffic on a shared port is not affected. If you have not been given a "
                      "number, leave it as it is.")},
    [FIELD_USER] = {
        .kind = SETTING_CHOICE, .choice = CHOICE_USER, .section = PASSWORD, .json = "user",
        .label = N_("User"), .help = N_("Whose password to set: the BMC's users, slots 1 to 63"),
        .explain = N_("The BMC user whose password is set below. The list shows every named user "
                      "and that user's privilege on this channel. On most machines, slot 2 is "
                      "the administrator set up by the manufacturer (ADMIN, root, "
                      "Administrator): set that password first. The users of this machine's "
                      "operating system are not affected.")},
    /* Its range stands beside it as rules; which key shows it is the form's to add. */
    [FIELD_PASSWORD] = {
        .kind = SETTING_SECRET, .section = PASSWORD, .label = N_("Password"),
        .help = N_("Empty keeps the old one"), .type = &value_secret,
        .explain = N_("The new password of the user above. Leave it empty to keep the old one, "
                      "which no BMC can show. It applies to all channels and is tested after it "
                      "has been written. Use characters that every keyboard has; some older "
                      "tools cannot log in with more than 16.")},
    [FIELD_CONFIRM] = {
        .kind = SETTING_SECRET, .flags = SETTING_AGAIN, .section = PASSWORD,
        .label = N_("Confirm Password"), .help = N_("Type the same password again"),
        .type = &value_secret,
        .explain = N_("Type the same password again: it cannot be read back, so a typing error "
                      "would lock you out. F3 (Esc 3) shows both while you type; use it only if "
                      "no one can see the screen and the line is not recorded. Both are erased "
                      "after a save and when you leave.")},
    [FIELD_IP_SOURCE] = {
        .kind = SETTING_LINE, .section = STATUS, .label = N_("IP source"),
        .json = "ip_source", .json_order = -1, .log = "source", .type = &value_source,
        LAN_PARAMETER(4, SETTING_SOURCE | SETTING_CUTS_LINK),
        .explain = N_("Where the BMC's address comes from: static (entered by hand), DHCP, BIOS, "
                      "other or unspecified. The last three are left alone until you toggle DHCP "
                      "or edit an address, which makes it static. Nearly every BMC reports "
                      "static or DHCP.")},
    [FIELD_IDENTIFY] = {
        .kind = SETTING_LINE, .flags = SETTING_LIGHT | SETTING_BESIDE, .section = STATUS,
        .label = N_("Identify light"), .json = "identify", .type = &value_identify,
        .explain = N_("The light that shows which machine this is, as the BMC reports it: off, "
                      "on, on for a time, or not reported, since many BMCs do not. F6 (Esc 6) "
                      "switches it on and off; IDENTIFY LIGHT offers times. The state is then "
                      "read until it is what was sent.")},
    [FIELD_MAC] = {
        .kind = SETTING_LINE, .section = STATUS, .label = N_("MAC address"), .json = "mac",
        .json_order = -2, .type = &value_mac, .parameter = BMC_LAN_MAC,
        .read = TABLE_CALL(setting_read_lan),
        .explain = N_("The hardware address of this channel's port, as on its label. DHCP "
                      "servers and switches know the BMC by it. Even on a port shared with this "
                      "machine, the BMC has a separate one. All zeros means that the BMC has "
                      "lost it and cannot be reached over the network until it has one again.")},
    [FIELD_URL] = {
        .kind = SETTING_LINE, .section = STATUS, .label = N_("BMC web address"), .json = "url",
        .derive = derive_url,
        .explain = N_("Where a browser can reach the BMC with its present settings, without your "
                      "unsaved edits. Its certificate is usually self-signed, so browsers show a "
                      "warning. MANAGE shows the address as a QR code and checks whether it "
                      "answers.")},
    [FIELD_ARP] = {
        .kind = SETTING_HIDDEN, .label = N_("ARP replies"), .log = "arp", .type = &value_arp,
        LAN_PARAMETER(10, SETTING_ASIDE)},
};
/* clang-format on */

const struct page_class page_network = {
    .name = "ipmi",
    .digit = '1',
    .title = N_("Network > IPMI"),
    .summary = N_("address, VLAN, password, light, web address"),
    .settings = rows,
    .rows = FIELD_COUNT,
    .count = FIELD_SETTINGS,
    .read = TABLE_CALL(network_load),
    .check = TABLE_CALL(network_check),
    .spell = TABLE_CALL(network_spell),
    .wanted = TABLE_CALL(network_wanted),
};

/* --- by number ------------------------------------------------------------------------------- */

const struct setting *field_get(enum field_id id)
{
    return (unsigned)id < FIELD_SETTINGS ? &rows[id] : NULL;
}

enum field_id field_id(const struct setting *setting)
{
    return (enum field_id)(setting - rows);
}

const char *field_label(enum field_id id)
{
    return (unsigned)id < FIELD_SETTINGS ? setting_label(&rows[id]) : "";
}
