/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All rules together, on pages that BMCs really hold. */
#include "unit/cases.h"

#include "core/check.h"
#include "unit/pages.h"
#include "unit/sentences.h"

/* --- all of it together ---------------------------------------------------- */

static const struct holds fixed = {
    IP_SOURCE_STATIC, "192.168.100.100", "255.255.255.0", "192.168.100.254", 0, 0, 0, 0};
static const struct holds no_gateway = {
    IP_SOURCE_STATIC, "192.168.100.100", "255.255.255.0", NULL, 0, 0, 0, 0};
static const struct holds leased = {
    IP_SOURCE_DHCP, "10.1.2.3", "255.255.0.0", "10.1.0.1", 0, 0, 0, 0};
static const struct holds no_lease = {IP_SOURCE_DHCP, NULL, NULL, NULL, 0, 0, 0, 0};
static const struct holds factory = {IP_SOURCE_STATIC, NULL, NULL, "192.168.1.1", 0, 0, 0, 0};
static const struct holds bios = {
    IP_SOURCE_BIOS, "192.168.100.100", "255.255.255.0", "192.168.1.254", 0, 0, 0, 0};
static const struct holds other = {IP_SOURCE_OTHER, NULL, NULL, NULL, 0, 0, 0, 0};
static const struct holds unspecified = {
    IP_SOURCE_UNSPECIFIED, "192.168.100.100", "255.255.255.0", NULL, 0, 0, 0, 0};
static const struct holds foreign = {
    IP_SOURCE_STATIC, "192.168.100.100", "255.255.255.0", "10.0.0.1", 0, 0, 0, 0};
static const struct holds odd_mask = {
    IP_SOURCE_STATIC, "192.168.100.100", "255.0.255.0", NULL, 0, 0, 0, 0};
static const struct holds self_assigned = {
    IP_SOURCE_STATIC, "169.254.3.4", "255.255.0.0", NULL, 0, 0, 0, 0};
static const struct holds tagged = {
    IP_SOURCE_STATIC, "192.168.100.100", "255.255.255.0", NULL, 1234, 0, 0, 0};
static const struct holds bad_vlan = {
    IP_SOURCE_STATIC, "192.168.100.100", "255.255.255.0", NULL, 4095, 0, 0, 0};
static const struct holds without_vlan = {
    IP_SOURCE_STATIC, "192.168.100.100", "255.255.255.0", NULL, 0, 0, 1u << LAN_VLAN, 0};
static const struct holds without_gateway = {
    IP_SOURCE_STATIC, "192.168.100.100", "255.255.255.0", NULL, 0, 0, 1u << LAN_GATEWAY, 0};
static const struct holds without_source = {
    IP_SOURCE_UNSPECIFIED, "192.168.100.100", "255.255.255.0", NULL, 0, 0, 1u << LAN_SOURCE, 0};
static const struct holds unread = {IP_SOURCE_UNSPECIFIED, NULL, NULL, NULL, 0, 0, 0,
                                    (1u << LAN_ITEMS) - 1};

/*
 * expected: what is found, in this order, separated by ';': the field's key (user, password,
 * confirm for those without), '!' for an error or '?' for a warning, then a part of the sentence.
 */
struct page_case {
    const char *name;
    const struct holds *holds;
    const char *acts;
    const char *expected;
    enum check_place place;
};

static const struct page_case pages[] = {
    {"nothing edited", &fixed, "", ""},
    {"nothing edited, BIOS with a foreign gateway", &bios, "", "gateway? is not in"},
    {"nothing edited, source other, empty", &other, "", "address? needed;netmask? needed"},
    {"nothing edited, no lease", &no_lease, "", ""},
    {"nothing edited, DHCP", &leased, "", ""},
    {"nothing edited, factory", &factory, "", "address? needed;netmask? needed"},
    {"nothing edited, self assigned", &self_assigned, "", "address? link-local"},
    {"nothing edited, odd netmask", &odd_mask, "", "netmask? one bits must all come first"},
    {"nothing edited, VLAN 4095", &bad_vlan, "", "vlan? 4095 is reserved"},
    {"nothing read yet", &unread, "", ""},

    {"address good", &fixed, "address=192.168.100.7", ""},
    {"address is the network", &fixed, "address=192.168.100.0",
     "address! 192.168.100.0 is the network address of 192.168.100.0/24; use an address from "
     "192.168.100.1 to 192.168.100.254."},
    {"address is the broadcast", &fixed, "address=192.168.100.255",
     "address! 192.168.100.255 is the broadcast address of 192.168.100.0/24"},
    {"10.7.7.255/16 is a host", &no_gateway, "address=10.7.7.255/16", ""},
    {"10.7.255.255/16 is not", &no_gateway, "address=10.7.255.255/16",
     "address! 10.7.255.255 is the broadcast address of 10.7.0.0/16; use an address from 10.7.0.1 "
     "to 10.7.255.254."},
    {"10.7.0.0/16 is not", &no_gateway, "address=10.7.0.0/16", "address! network address"},
    {"10.7.7.0/16 is a host", &no_gateway, "address=10.7.7.0/16", ""},
    {"/31 has no network address", &no_gateway, "address=10.0.0.0/31", ""},
    {"/31 has no broadcast address", &no_gateway, "address=10.0.0.1/31", ""},
    {"/32 has neither", &no_gateway, "address=10.0.0.0/32", ""},
    {"/32 has neither, all ones", &no_gateway, "address=10.0.0.255/32", ""},
    {"/30 network", &no_gateway, "address=10.0.0.4/30",
     "address! use an address from 10.0.0.5 to 10.0.0.6"},
    {"/30 broadcast", &no_gateway, "address=10.0.0.7/30", "address! broadcast"},
    {"/30 first", &no_gateway, "address=10.0.0.5/30", ""},
    {"/30 last", &no_gateway, "address=10.0.0.6/30", ""},
    {"/1", &no_gateway, "address=10.0.0.6/1", ""},
    {"/1 network", &no_gateway, "address=128.0.0.0/1", "address! network"},
    {"netmask makes the address the network", &no_gateway, "address=10.0.4.0;netmask=255.255.252.0",
     "address! 10.0.4.0 is the network"},
    {"netmask makes the address a host", &no_gateway, "address=10.0.5.0;netmask=255.255.252.0", ""},
    {"only the netmask edited, address becomes broadcast", &no_gateway, "netmask=/30",
     "address! 192.168.100.100 is the network address of 192.168.100.100/30"},
    {"address empty", &fixed, "address=", "address! an address is needed"},
    {"address empty in the form", &fixed, "~address=", "address! an address is needed"},
    {"address 0.0.0.0", &fixed, "address=0.0.0.0", "address! starts with 0"},
    {"address wrong", &fixed, "address=192.168.100.300", "address! 300 is too large"},
    {"address wrong in the form", &fixed, "~address=192.168.100.300",
     "address! 300 is too large; each part is 0 to 255, such as 192.168.1.50."},
    {"address link-local warns", &no_gateway, "address=169.254.1.1/16",
     "address? 169.254.1.1 is a link-local"},
    {"address link-local and broadcast", &no_gateway, "address=169.254.255.255/16",
     "address! broadcast;address? link-local"},
    {"unchanged address given counts as an edit", &foreign, "address=192.168.100.100",
     "gateway! 10.0.0.1 is not in 192.168.100.0/24"},
    {"unchanged address typed is no edit", &foreign, "~address=192.168.100.100",
     "gateway? 10.0.0.1 is not in"},

    {"netmask good", &fixed, "netmask=255.255.255.128",
     "gateway! 192.168.100.254 is not in 192.168.100.0/25; use an address from 192.168.100.1 to "
     "192.168.100.126, or leave it empty."},
    {"netmask /16", &fixed, "netmask=/16", ""},
    {"netmask 16", &fixed, "netmask=16", ""},
    {"netmask wrong", &fixed, "netmask=255.0.255.0", "netmask! one bits must all come first"},
    {"netmask empty", &fixed, "netmask=", "netmask! a netmask is needed"},
    {"netmask /0", &fixed, "netmask=/0", "netmask! /0 is not a netmask"},
    {"netmask /32 with a gateway", &fixed, "netmask=/32",
     "netmask! a /32 has no room for a gateway; use /1 to /31, or no gateway."},
    {"netmask /32 without a gateway", &fixed, "netmask=/32;gateway=", ""},
    {"netmask /31 with its gateway", &fixed, "address=10.0.0.2/31;gateway=10.0.0.3", ""},
    {"netmask /31 with a foreign gateway", &fixed, "address=10.0.0.2/31;gateway=10.0.0.4",
     "gateway! 10.0.0.4 is not in 10.0.0.2/31; use an address from 10.0.0.2 to 10.0.0.3"},
    {"netmask /1 with a gateway", &fixed, "address=10.0.0.2/1;gateway=100.0.0.3", ""},

    {"a foreign gateway, as the screen shows it", &fixed, "gateway=192.168.1.254",
     "gateway! 192.168.1.254 is not in 192.168.100.0/24; use an address from 192.168.100.1 to "
     "192.168.100.254, or leave it empty."},
    {"gateway good", &fixed, "gateway=192.168.100.1", ""},
    {"gateway none", &fixed, "gateway=", ""},
    {"gateway 0.0.0.0", &fixed, "gateway=0.0.0.0", ""},
    {"gateway is the address", &fixed, "gateway=192.168.100.100",
     "gateway! 192.168.100.100 is the BMC's own address"},
    {"address becomes the gateway's", &fixed, "address=192.168.100.254",
     "gateway! 192.168.100.254 is the BMC's own address"},
    {"gateway is the network", &fixed, "gateway=192.168.100.0",
     "gateway! 192.168.100.0 is the network address of 192.168.100.0/24; use 192.168.100.1 to "
     "192.168.100.254, or leave it empty."},
    {"gateway is the broadcast", &fixed, "gateway=192.168.100.255",
     "gateway! 192.168.100.255 is the broadcast address of"},
    {"gateway wrong", &fixed, "gateway=192.168.100.x", "gateway! \"x\" is not allowed"},
    {"gateway multicast", &fixed, "gateway=224.0.0.5", "gateway! multicast"},
    {"gateway link-local", &self_assigned, "gateway=169.254.1.1",
     "address? link-local;gateway? link-local"},
    {"gateway outside, address unknown", &unread, "netmask=/24;gateway=10.0.0.1", ""},
    {"longest addresses", &fixed, "address=192.168.100.200/25;gateway=192.168.100.100",
     "gateway! 192.168.100.100 is not in 192.168.100.128/25; use an address from 192.168.100.129 "
     "to 192.168.100.254, or leave it empty."},
    {"longest broadcast", &fixed, "address=192.168.100.200/25;gateway=192.168.100.255",
     "gateway! broadcast"},

    {"several errors in the order of the screen", &fixed,
     "vlan=0;gateway=1;netmask=x;address=300.1.1.1",
     "address! 300;netmask! \"x\";gateway! four parts;vlan! 0 means"},
    {"wrong address leaves the gateway alone", &fixed, "address=300.1.1.1;gateway=10.0.0.1",
     "address! 300"},

    {"address/len with the same netmask", &fixed, "address=192.168.100.7/24;netmask=255.255.255.0",
     ""},
    {"netmask first, the same", &fixed, "netmask=24;address=192.168.100.7/24", ""},
    {"address/len with another netmask", &no_gateway, "address=192.168.100.7/24;netmask=/16",
     "netmask! 255.255.0.0 is /16, but the address says /24; leave one of them out."},
    {"netmask first, another", &no_gateway, "netmask=255.255.0.0;address=192.168.100.7/24",
     "netmask! 255.255.0.0 is /16, but the address says /24"},
    {"address/len with a longer netmask", &no_gateway, "address=192.168.100.7/16;netmask=24",
     "netmask! 255.255.255.0 is /24, but the address says /16; leave one of them out."},
    {"netmask first, longer", &no_gateway, "netmask=24;address=192.168.100.7/16",
     "netmask! 255.255.255.0 is /24, but the address says /16"},
    {"address/len with a wrong netmask", &no_gateway, "address=192.168.100.7/24;netmask=x",
     "netmask! \"x\""},
    {"address/len, wrong length", &no_gateway, "address=192.168.100.7/33",
     "address! /33 is not a prefix length"},
    {"form: address/len then another netmask", &no_gateway,
     "^address=192.168.100.7/24;^netmask=/16", ""},
    {"form: netmask then address/len", &no_gateway, "^netmask=/16;^address=192.168.100.7/24", ""},
    {"form: address/len not left yet", &factory, "~address=192.168.1.7/24", ""},
    {"form: address/len not left yet, broadcast", &factory, "~address=192.168.1.255/24",
     "address! broadcast"},

    {"given, then another netmask typed", &no_gateway, "address=192.168.100.7/24;~netmask=/16", ""},
    {"given, then another address typed", &no_gateway,
     "netmask=/16;address=192.168.100.7/24;~address=192.168.100.8", ""},
    {"given, then a VLAN typed", &no_gateway, "netmask=/16;address=192.168.100.7/24;~vlan=7",
     "netmask! but the address says /24"},
    {"gateway=none", &fixed, "gateway=none", ""},
    {"gateway none typed in the form", &fixed, "~gateway=none", "gateway! is not allowed"},

    {"DHCP on, nothing about addresses", &foreign, "dhcp=yes", ""},
    {"DHCP on, factory", &factory, "dhcp=yes", ""},
    {"dhcp=yes with address=", &fixed, "dhcp=yes;address=192.168.100.7",
     "address! with DHCP on it comes from the DHCP server; leave it out, or use dhcp=no."},
    {"dhcp=yes with netmask=", &fixed, "dhcp=yes;netmask=/24", "netmask! with DHCP on"},
    {"dhcp=yes with gateway=", &fixed, "gateway=;dhcp=yes", "gateway! with DHCP on"},
    {"dhcp=yes with all three", &fixed, "address=1.2.3.4;netmask=/24;gateway=;dhcp=yes",
     "address! with DHCP on;netmask! with DHCP on;gateway! with DHCP on"},
    {"dhcp=yes with address/len", &fixed, "address=1.2.3.4/24;dhcp=yes", "address! with DHCP on"},
    {"dhcp=yes on DHCP with address=", &leased, "dhcp=yes;address=10.1.2.4",
     "address! with DHCP on"},
    {"dhcp=yes with vlan=", &fixed, "dhcp=yes;vlan=7", ""},
    {"dhcp=yes with a wrong vlan=", &fixed, "dhcp=yes;vlan=4095", "vlan! 4095"},
    {"DHCP and address= without dhcp=no", &leased, "address=10.1.2.4",
     "address! DHCP is on, so it comes from the DHCP server; add dhcp=no to set it."},
    {"DHCP and gateway= without dhcp=no", &leased, "gateway=10.1.0.2", "gateway! add dhcp=no"},
    {"DHCP and netmask= without dhcp=no", &leased, "netmask=/24", "netmask! add dhcp=no"},
    {"DHCP and address= with dhcp=no", &leased, "address=10.1.2.4;dhcp=no", ""},
    {"dhcp=no keeps the lease", &leased, "dhcp=no", ""},
    {"dhcp=no without a lease", &no_lease, "dhcp=no", "address! needed;netmask! needed"},
    {"dhcp=no on a static BMC counts as an edit", &foreign, "dhcp=no", "gateway! 10.0.0.1"},
    {"dhcp=no, factory", &factory, "dhcp=no", "address! needed;netmask! needed"},
    {"dhcp=no, BIOS", &bios, "dhcp=no", "gateway! 192.168.1.254 is not in"},
    {"dhcp=no before anything is read", &unread, "dhcp=no", ""},
    {"dhcp=yes and address= before anything is read", &unread, "dhcp=yes;address=1.2.3.4",
     "address! with DHCP on"},
    {"form: VLAN 0", &fixed, "~vlan=0", "vlan! use 1 to 4094, or leave it empty to", CHECK_FORM},
    {"command: VLAN 0", &fixed, "vlan=0", "vlan! use 1 to 4094, or vlan=off to", CHECK_COMMAND},
    {"file: VLAN 0", &fixed, "vlan=0", "vlan! use 1 to 4094, or vlan = \"off\" to", CHECK_FILE},
    {"form: VLAN 4095", &fixed, "~vlan=4095", "vlan! or leave it empty", CHECK_FORM},
    {"command: VLAN 4095", &fixed, "vlan=4095", "vlan! or vlan=off", CHECK_COMMAND},
    {"file: VLAN 4095", &fixed, "vlan=4095", "vlan! or vlan = \"off\"", CHECK_FILE},
    {"command: VLAN, a word", &fixed, "vlan=x", "vlan! or vlan=off", CHECK_COMMAND},
    {"command: VLAN, too large", &fixed, "vlan=5000", "vlan! or vlan=off", CHECK_COMMAND},
    {"form: gateway elsewhere", &fixed, "~gateway=10.0.0.1", "gateway! .254, or leave it empty.",
     CHECK_FORM},
    {"command: gateway elsewhere", &fixed, "gateway=10.0.0.1", "gateway! .254, or gateway=none.",
     CHECK_COMMAND},
    {"file: gateway elsewhere", &fixed, "gateway=10.0.0.1", "gateway! .254, or gateway = \"none\".",
     CHECK_FILE},
    {"command: gateway is the address", &fixed, "gateway=192.168.100.100",
     "gateway! or gateway=none.", CHECK_COMMAND},
    {"command: gateway is the network", &fixed, "gateway=192.168.100.0",
     "gateway! or gateway=none.", CHECK_COMMAND},
    {"command: gateway is the broadcast", &fixed, "gateway=192.168.100.255",
     "gateway! or gateway=none.", CHECK_COMMAND},
    {"command: DHCP holds the address", &leased, "address=10.1.2.4", "address! add dhcp=no to",
     CHECK_COMMAND},
    {"file: DHCP holds the address", &leased, "address=10.1.2.4", "address! add dhcp = false to",
     CHECK_FILE},
    {"command: DHCP with an address", &fixed, "dhcp=yes;address=192.168.100.7",
     "address! or use dhcp=no.", CHECK_COMMAND},
    {"file: DHCP with an address", &fixed, "dhcp=yes;address=192.168.100.7",
     "address! or use dhcp = false.", CHECK_FILE},
    {"wrong address before anything is read", &unread, "address=1.2.3", "address! four parts"},
    {"address and gateway before anything is read", &unread, "address=1.2.3.4/24;gateway=1.2.4.1",
     "gateway! 1.2.4.1 is not in 1.2.3.0/24"},
    {"wrong vlan before anything is read", &unread, "vlan=4095", "vlan! 4095"},

    {"form: typed, then DHCP ticked", &fixed, "^address=300.1.1.1;toggle", ""},
    {"form: and unticked again", &fixed, "^address=300.1.1.1;toggle;toggle", "address! 300"},
    {"form: DHCP unticked keeps the lease", &leased, "toggle", ""},
    {"form: DHCP unticked without a lease", &no_lease, "toggle", "address! needed;netmask! needed"},
    {"form: unticked and ticked again", &no_lease, "toggle;toggle", ""},
    {"form: static toggled twice is no edit", &factory, "toggle;toggle",
     "address? needed;netmask? needed"},
    {"form: BIOS toggled twice is an edit", &bios, "toggle;toggle", "gateway! is not in"},
    {"form: other toggled twice is an edit", &other, "toggle;toggle",
     "address! needed;netmask! needed"},
    {"form: unspecified toggled twice", &unspecified, "toggle;toggle", ""},

    {"factory: password only warns", &factory, "password=Abcdefg1;confirm=Abcdefg1",
     "address? needed;netmask? needed"},
    {"factory: VLAN only warns", &factory, "vlan=7", "address? needed;netmask? needed"},
    {"factory: wrong VLAN", &factory, "vlan=0", "address? ;netmask? ;vlan! 0 means"},
    {"foreign gateway: VLAN only warns", &foreign, "vlan=7", "gateway? 10.0.0.1"},
    {"foreign gateway: the address edited", &foreign, "address=192.168.100.7",
     "gateway! 10.0.0.1 is not in"},
    {"foreign gateway: gateway taken away", &foreign, "gateway=", ""},
    {"foreign gateway: both set", &foreign, "address=10.0.0.7/24", ""},
    {"odd netmask: the address edited", &odd_mask, "address=192.168.100.7",
     "netmask! one bits must all come first"},
    {"odd netmask: set right", &odd_mask, "netmask=24", ""},
    {"odd netmask: typed again", &odd_mask, "~netmask=255.0.255.0",
     "netmask? one bits must all come first"},
    {"factory: set whole", &factory, "address=192.168.1.7/24", ""},
    {"factory: address without netmask", &factory, "address=192.168.1.7", "netmask! needed"},

    {"VLAN off", &tagged, "vlan=off", ""},
    {"VLAN empty", &tagged, "vlan=", ""},
    {"VLAN 1", &tagged, "vlan=1", ""},
    {"VLAN 4094", &tagged, "vlan=4094", ""},
    {"VLAN 4095", &tagged, "vlan=4095", "vlan! 4095 is reserved"},
    {"VLAN 0", &tagged, "vlan=0", "vlan! 0 means no VLAN"},
    {"VLAN 4096", &tagged, "vlan=4096", "vlan! too large"},
    {"VLAN 0123", &tagged, "vlan=0123", "vlan! leading zero"},
    {"VLAN in the form", &tagged, "~vlan=0", "vlan! 0 means no VLAN"},
    {"VLAN of the BMC wrong, set right", &bad_vlan, "vlan=7", ""},
    {"VLAN of the BMC wrong, the same given", &bad_vlan, "vlan=4095", "vlan! 4095"},
    {"VLAN of the BMC wrong, the address edited", &bad_vlan, "address=192.168.100.7", "vlan? 4095"},

    {"no such parameter: vlan=", &without_vlan, "vlan=7", "vlan! not available on this BMC"},
    {"no such parameter: vlan=off", &without_vlan, "vlan=off", "vlan! not available"},
    {"no such parameter: others go on", &without_vlan, "address=192.168.100.7", ""},
    {"no such parameter: gateway=", &without_gateway, "gateway=192.168.100.1",
     "gateway! not available on this BMC"},
    {"no such parameter: the address goes on", &without_gateway, "address=192.168.100.7", ""},
    {"no such parameter: dhcp=", &without_source, "dhcp=yes", "dhcp! does not report"},
    {"no such parameter: dhcp=no", &without_source, "dhcp=no", "dhcp! does not report"},
    {"no such parameter: address without source", &without_source, "address=192.168.100.7", ""},

    {"password good", &fixed, "password=Abcdefg1;confirm=Abcdefg1", ""},
    {"password and address", &fixed, "password=Abcdefg1;confirm=Abcdefg1;address=300.1.1.1",
     "address! 300"},
    {"password short", &fixed, "password=Abc1;confirm=Abc1",
     "password! it has 4 characters; use 8 to 16"},
    {"password differs", &fixed, "password=Abcdefg1;confirm=Abcdefg2",
     "confirm! the two passwords differ; type the same in both fields."},
    {"password not repeated", &fixed, "password=Abcdefg1", "confirm! type the same password again"},
    {"password only in confirm", &fixed, "confirm=Abcdefg1",
     "confirm! the password above is empty"},
    {"password short and different", &fixed, "password=Abc1;confirm=x",
     "password! it has 4 characters;confirm! differ"},
};

static const char *const expected_names[FIELD_COUNT] = {
    [FIELD_DHCP] = "dhcp",         [FIELD_ADDRESS] = "address", [FIELD_NETMASK] = "netmask",
    [FIELD_GATEWAY] = "gateway",   [FIELD_VLAN] = "vlan",       [FIELD_USER] = "user",
    [FIELD_PASSWORD] = "password", [FIELD_CONFIRM] = "confirm",
};

static void print_found(const struct check_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        print_error("found: %s%c %s\n", expected_names[list->items[i].row],
                    list->items[i].error ? '!' : '?', list->items[i].sentence);
}

/* One "key! part" of expected. */
static bool matches(const struct check_item *item, const char *expected, size_t length)
{
    const char *name = expected_names[item->row];
    char part[256];
    size_t at = strlen(name);

    if (length < at + 2 || strncmp(expected, name, at) != 0 ||
        expected[at] != (item->error ? '!' : '?'))
        return false;
    snprintf(part, sizeof part, "%.*s", (int)(length - at - 2), expected + at + 2);
    return strstr(item->sentence, part) != NULL;
}

/* Sentences hold "; " themselves: a new item starts at a ';' without a blank. */
static size_t item_length(const char *expected)
{
    size_t length = 0;

    while (expected[length] != '\0' && (expected[length] != ';' || expected[length + 1] == ' '))
        length++;
    return length;
}

static void assert_found(const struct check_list *list, const char *expected)
{
    size_t at = 0;

    while (*expected != '\0') {
        size_t length = item_length(expected);

        if (at == list->count || !matches(&list->items[at], expected, length)) {
            print_found(list);
            fail_msg("expected as number %u: %.*s", (unsigned)at + 1, (int)length, expected);
        }
        assert_sentence(list->items[at].row, list->items[at].sentence);
        at++;
        expected += length + (expected[length] == ';' ? 1 : 0);
    }
    if (at != list->count) {
        print_found(list);
        fail_msg("%u found, %u expected", (unsigned)list->count, (unsigned)at);
    }
}

static void test_page(void **state)
{
    const struct page_case *row = *state;
    struct check_list list = {.count = 0};
    struct bmc_error error;
    struct model page;
    struct edit edit;
    struct check_context context = {&page, &edit, PASSWORD_POLICY_TRUENAS, true, true, row->place};

    pages_make(&page, row->holds);
    edit_init(&edit);
    assert_int_equal(pages_act(&edit, &page, row->acts, &error), 0);
    check_clear(&list);
    check_all(&context, &list);
    edit_release(&edit);
    assert_found(&list, row->expected);
    assert_true((check_first_error(&list) != NULL) == (strchr(row->expected, '!') != NULL));
}

/* --- what depends on the link, the BMC and the user ------------------------ */

struct secret_case {
    const char *name;
    const char *password;
    enum password_policy policy;
    bool encrypted, confirm_needed, ipmi_1_5, device_unknown, users_incomplete;
    uint8_t user;
    const char *expected;
};

static const struct secret_case secrets[] = {
    {"good", "Abcdefg1", PASSWORD_POLICY_TRUENAS, true, false, false, false, false, 2, ""},
    {"command line needs no confirm", "Abcdefg1", PASSWORD_POLICY_TRUENAS, true, false, false,
     false, false, 0, ""},
    {"form needs confirm", "Abcdefg1", PASSWORD_POLICY_TRUENAS, true, true, false, false, false, 0,
     "confirm! type the same password again"},
    {"none", "", PASSWORD_POLICY_TRUENAS, false, false, false, false, false, 0, ""},
    {"unencrypted", "Abcdefg1", PASSWORD_POLICY_TRUENAS, false, false, false, false, false, 2,
     "password! a new password is never sent unencrypted"},
    {"unencrypted and short", "A", PASSWORD_POLICY_TRUENAS, false, false, false, false, false, 2,
     "password! unencrypted"},
    {"20 bytes on IPMI 2.0", "Abcdefghijklmnopq1#x", PASSWORD_POLICY_STRICT, true, false, false,
     false, false, 2, ""},
    {"20 bytes on IPMI 1.5", "Abcdefghijklmnopq1#x", PASSWORD_POLICY_STRICT, true, false, true,
     false, false, 2, "password! it has 20 characters; more than 16 need IPMI 2.0"},
    {"16 bytes on IPMI 1.5", "Abcdefghijklm1#x", PASSWORD_POLICY_STRICT, true, false, true, false,
     false, 2, ""},
    {"20 bytes, version unknown", "Abcdefghijklmnopq1#x", PASSWORD_POLICY_BMC, true, false, true,
     true, false, 2, ""},
    {"17 bytes, truenas", "Abcdefghijklmno1#", PASSWORD_POLICY_TRUENAS, true, false, false, false,
     false, 2, "password! it has 17 characters; use 8 to 16."},
    {"user without a name", "Abcdefg1", PASSWORD_POLICY_TRUENAS, true, false, false, false, false,
     9, "user! slot 9 has no user name"},
    {"user not read yet", "Abcdefg1", PASSWORD_POLICY_TRUENAS, true, false, false, false, true, 9,
     ""},
    {"user without a name, no password", "", PASSWORD_POLICY_TRUENAS, true, false, false, false,
     false, 9, ""},
};

static void test_secret(void **state)
{
    const struct secret_case *row = *state;
    struct check_list list = {.count = 0};
    struct model page;
    struct edit edit;
    struct check_context context = {&page,          &edit,     row->policy, row->confirm_needed,
                                    row->encrypted, CHECK_FORM};

    pages_make(&page, &fixed);
    page.device_known = !row->device_unknown;
    page.device.ipmi_major = row->ipmi_1_5 ? 1 : 2;
    page.users_complete = !row->users_incomplete;
    edit_init(&edit);
    edit.user = row->user;
    secret_set(edit.password, row->password, strlen(row->password));
    check_secrets(&context, &list);
    edit_release(&edit);
    assert_found(&list, row->expected);
}

/* --- what could not be read ------------------------------------------------ */

/* It is not written, nor are those that hang together with it; the others are. */
static void test_not_read(void **state)
{
    static const struct {
        enum field_id field;
        enum error_kind kind;
        const char *acts, *expected;
    } rows[] = {
        {FIELD_ADDRESS, ERROR_DENIED, "address=10.0.0.7/8",
         "address! this session may not read it"},
        {FIELD_ADDRESS, ERROR_BUSY, "address=10.0.0.7/8", "address! it could not be read"},
        {FIELD_GATEWAY, ERROR_MALFORMED, "gateway=192.168.100.1", "gateway! it could not be read"},
        {FIELD_GATEWAY, ERROR_BUSY, "address=192.168.100.7", "gateway! it could not be read"},
        {FIELD_GATEWAY, ERROR_DENIED, "~address=192.168.100.7",
         "gateway! this session may not read it"},
        {FIELD_IP_SOURCE, ERROR_BUSY, "dhcp=yes", "dhcp! it could not be read"},
        {FIELD_IP_SOURCE, ERROR_DENIED, "address=192.168.100.7",
         "dhcp! this session may not read it"},
        {FIELD_VLAN, ERROR_DENIED, "vlan=7", "vlan! this session may not read it"},
        {FIELD_GATEWAY, ERROR_BUSY, "vlan=7", ""},
        {FIELD_VLAN, ERROR_BUSY, "address=192.168.100.7", ""},
        {FIELD_IP_SOURCE, ERROR_BUSY, "", ""},
    };

    (void)state;
    for (size_t i = 0; i < CASES_COUNT(rows); i++) {
        struct check_list list = {.count = 0};
        struct model page;
        struct edit edit;
        struct check_context context = {&page, &edit, PASSWORD_POLICY_TRUENAS,
                                        true,  true,  CHECK_FORM};

        pages_make(&page, &no_gateway);
        page.channels[0].values[rows[i].field].state = VALUE_NOT_READ;
        page.channels[0].values[rows[i].field].fault.kind = rows[i].kind;
        edit_init(&edit);
        (void)pages_act(&edit, &page, rows[i].acts, NULL);
        check_all(&context, &list);
        edit_release(&edit);
        assert_found(&list, rows[i].expected);
    }
}

/* --- exhaustive ------------------------------------------------------------ */

static bool address_passes(const char *acts)
{
    struct check_list list = {.count = 0};
    struct model page;
    struct edit edit;
    struct check_context context = {&page, &edit, PASSWORD_POLICY_TRUENAS, true, true, CHECK_FORM};
    bool passes;

    pages_make(&page, &no_gateway);
    edit_init(&edit);
    (void)pages_act(&edit, &page, acts, NULL);
    check_all(&context, &list);
    passes = check_first_error(&list) == NULL;
    edit_release(&edit);
    return passes;
}

static void assert_passes(uint32_t address, uint32_t gateway, unsigned prefix, bool expected)
{
    char acts[80], one[IPV4_TEXT], two[IPV4_TEXT];

    snprintf(acts, sizeof acts, "address=%s/%u;gateway=%s", ipv4_print(address, one), prefix,
             gateway == 0 ? "" : ipv4_print(gateway, two));
    if (address_passes(acts) != expected)
        fail_msg("%s: expected %s", acts, expected ? "good" : "refused");
}

/* The edges of every subnet, as address and as gateway. */
static void test_every_subnet(void **state)
{
    (void)state;
    for (unsigned prefix = 2; prefix <= 32; prefix++) {
        uint32_t netmask = UINT32_MAX << (32 - prefix), network = 0x9ac8b4a5 & netmask;
        uint32_t broadcast = network | ~netmask;
        bool edges = prefix >= 31;

        assert_passes(network, 0, prefix, edges);
        assert_passes(broadcast, 0, prefix, edges);
        if (prefix == 32)
            continue;
        assert_passes(network, broadcast, prefix, edges);
        assert_passes(network, network, prefix, false);
        if (prefix == 31)
            continue;
        assert_passes(network + 1, broadcast - 1, prefix, true);
        assert_passes(broadcast - 1, network + 1, prefix, true);
        assert_passes(network + 1, network, prefix, false);
        assert_passes(network + 1, broadcast, prefix, false);
        assert_passes(network + 1, network + 1, prefix, false);
        assert_passes(network + 1, broadcast + 1, prefix, false);
        assert_passes(network + 1, network - 1, prefix, false);
    }
}

/* Typing into a field and judging it alone: at most its own rules. */
static void test_field_alone(void **state)
{
    struct check_list list = {.count = 0};
    struct model page;
    struct edit edit;
    struct check_context context = {&page, &edit, PASSWORD_POLICY_TRUENAS, true, true, CHECK_FORM};

    (void)state;
    pages_make(&page, &fixed);
    edit_init(&edit);
    edit_type(&edit, FIELD_GATEWAY, "10.0.0.1");
    check_row(&context, FIELD_GATEWAY, &list);
    assert_int_equal(list.count, 0);
    check_between(&context, &list);
    assert_non_null(check_find(&list, FIELD_GATEWAY));
    assert_null(check_find(&list, FIELD_ADDRESS));
    check_clear(&list);
    assert_null(check_find(&list, FIELD_GATEWAY));
    secret_set(edit.password, "Abcdefg1", 8);
    check_row(&context, FIELD_PASSWORD, &list);
    check_row(&context, FIELD_CONFIRM, &list);
    assert_int_equal(list.count, 0);
    edit_release(&edit);
}

/* A BMC without named users takes no password. */
static void test_no_user(void **state)
{
    struct check_list list = {.count = 0};
    struct model page;
    struct edit edit;
    struct check_context context = {&page, &edit, PASSWORD_POLICY_BMC, false, true, CHECK_FORM};

    (void)state;
    pages_make(&page, &fixed);
    page.user_count = 0;
    page.default_user = 0;
    edit_init(&edit);
    secret_set(edit.password, "x", 1);
    check_all(&context, &list);
    assert_found(&list, "user! the BMC has no named user");
    page.users_fault.kind = ERROR_DENIED;
    list.count = 0;
    check_all(&context, &list);
    edit_release(&edit);
    assert_found(&list, "user! the BMC's users could not be read");
}

int main(void)
{
    static struct cases cases;

    for (size_t i = 0; i < CASES_COUNT(pages); i++)
        cases_add(&cases, "page", pages[i].name, test_page, &pages[i]);
    for (size_t i = 0; i < CASES_COUNT(secrets); i++)
        cases_add(&cases, "secrets", secrets[i].name, test_secret, &secrets[i]);
    cases_add(&cases, "every", "subnet", test_every_subnet, NULL);
    cases_add(&cases, "one", "not read", test_not_read, NULL);
    cases_add(&cases, "one", "field alone", test_field_alone, NULL);
    cases_add(&cases, "one", "no user", test_no_user, NULL);
    return cases_run("check", &cases);
}
