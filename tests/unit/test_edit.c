/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an edit shows, changes and wants, on pages that BMCs really hold. */
#include "unit/cases.h"

#include "core/edit.h"
#include "unit/pages.h"

static const struct holds fixed = {
    IP_SOURCE_STATIC, "192.168.100.100", "255.255.255.0", "192.168.100.254", 0, 77, 0, 0};
static const struct holds leased = {
    IP_SOURCE_DHCP, "10.1.2.3", "255.255.0.0", "10.1.0.1", 1234, 0, 0, 0};
static const struct holds no_lease = {IP_SOURCE_DHCP, NULL, NULL, NULL, 0, 0, 0, 0};
static const struct holds factory = {IP_SOURCE_STATIC, NULL, NULL, "192.168.1.1", 0, 0, 0, 0};
static const struct holds bios = {IP_SOURCE_BIOS, "10.0.0.5", "255.0.0.0", NULL, 0, 0, 0, 0};
static const struct holds other = {IP_SOURCE_OTHER, "10.0.0.5", "255.0.0.0", NULL, 0, 0, 0, 0};
static const struct holds unspecified = {
    IP_SOURCE_UNSPECIFIED, "10.0.0.5", "255.0.0.0", NULL, 0, 0, 0, 0};
static const struct holds without_vlan = {IP_SOURCE_STATIC, "10.0.0.5", "255.0.0.0", NULL, 0, 0,
                                          1u << LAN_VLAN,   0};
static const struct holds without_source = {
    IP_SOURCE_UNSPECIFIED, "10.0.0.5", "255.0.0.0", NULL, 0, 0, 1u << LAN_SOURCE, 0};
static const struct holds without_gateway = {IP_SOURCE_STATIC,  "10.0.0.5", "255.0.0.0", NULL, 0, 0,
                                             1u << LAN_GATEWAY, 0};
static const struct holds unread = {IP_SOURCE_UNSPECIFIED, NULL, NULL, NULL, 0, 0, 0,
                                    (1u << LAN_ITEMS) - 1};

/*
 * shown: DHCP as yes or no, then address, netmask, gateway and VLAN as the fields show them, in
 * (round brackets) while locked, - when empty. wanted: source, the three, VLAN enable and id.
 * changed: the keys of what differs, with source, password and confirm for those without a key; a
 * leading + when the addresses count as edited.
 */
struct edit_case {
    const char *name;
    const struct holds *holds;
    const char *acts, *shown, *wanted, *changed;
};

static const struct edit_case edits[] = {
    {"untouched", &fixed, "", "no 192.168.100.100 255.255.255.0 192.168.100.254 -",
     "static 192.168.100.100 255.255.255.0 192.168.100.254 off 77", ""},
    {"untouched, DHCP", &leased, "", "yes (10.1.2.3) (255.255.0.0) (10.1.0.1) 1234",
     "dhcp 10.1.2.3 255.255.0.0 10.1.0.1 on 1234", ""},
    {"untouched, no lease", &no_lease, "", "yes (-) (-) (-) -",
     "dhcp 0.0.0.0 0.0.0.0 0.0.0.0 off 0", ""},
    {"untouched, factory", &factory, "", "no - - 192.168.1.1 -",
     "static 0.0.0.0 0.0.0.0 192.168.1.1 off 0", ""},
    {"untouched, BIOS", &bios, "", "no 10.0.0.5 255.0.0.0 - -",
     "bios 10.0.0.5 255.0.0.0 0.0.0.0 off 0", ""},
    {"untouched, unread", &unread, "", "no - - - -", "unspecified 0.0.0.0 0.0.0.0 0.0.0.0 off 0",
     ""},

    {"address typed", &fixed, "~address=192.168.100.7",
     "no 192.168.100.7 255.255.255.0 192.168.100.254 -",
     "static 192.168.100.7 255.255.255.0 192.168.100.254 off 77", "+address"},
    {"address typed as it is", &fixed, "~address=192.168.100.100",
     "no 192.168.100.100 255.255.255.0 192.168.100.254 -",
     "static 192.168.100.100 255.255.255.0 192.168.100.254 off 77", ""},
    {"address half typed", &fixed, "~address=192.168.",
     "no 192.168. 255.255.255.0 192.168.100.254 -",
     "static 192.168.100.100 255.255.255.0 192.168.100.254 off 77", "+address"},
    {"address emptied", &fixed, "~address=", "no - 255.255.255.0 192.168.100.254 -",
     "static 192.168.100.100 255.255.255.0 192.168.100.254 off 77", "+address"},
    {"address given as it is", &fixed, "address=192.168.100.100",
     "no 192.168.100.100 255.255.255.0 192.168.100.254 -",
     "static 192.168.100.100 255.255.255.0 192.168.100.254 off 77", "+"},
    {"empty stays empty", &factory, "~address=;~netmask=", "no - - 192.168.1.1 -",
     "static 0.0.0.0 0.0.0.0 192.168.1.1 off 0", ""},
    {"0.0.0.0 is what it holds", &factory, "~address=0.0.0.0", "no 0.0.0.0 - 192.168.1.1 -",
     "static 0.0.0.0 0.0.0.0 192.168.1.1 off 0", ""},

    {"address/len typed", &fixed, "~address=10.0.0.9/8",
     "no 10.0.0.9/8 255.255.255.0 192.168.100.254 -",
     "static 10.0.0.9 255.0.0.0 192.168.100.254 off 77", "+address,netmask"},
    {"address/len left", &fixed, "^address=10.0.0.9/8", "no 10.0.0.9 255.0.0.0 192.168.100.254 -",
     "static 10.0.0.9 255.0.0.0 192.168.100.254 off 77", "+address,netmask"},
    {"address/len left, same netmask", &fixed, "^address=192.168.100.7/24",
     "no 192.168.100.7 255.255.255.0 192.168.100.254 -",
     "static 192.168.100.7 255.255.255.0 192.168.100.254 off 77", "+address"},
    {"address/len left over a typed netmask", &fixed, "^netmask=/16;^address=10.0.0.9/8",
     "no 10.0.0.9 255.0.0.0 192.168.100.254 -", "static 10.0.0.9 255.0.0.0 192.168.100.254 off 77",
     "+address,netmask"},
    {"a netmask typed after address/len", &fixed, "^address=10.0.0.9/8;^netmask=/16",
     "no 10.0.0.9 255.255.0.0 192.168.100.254 -",
     "static 10.0.0.9 255.255.0.0 192.168.100.254 off 77", "+address,netmask"},
    {"address/len wrong stays", &fixed, "^address=10.0.0.9/33",
     "no 10.0.0.9/33 255.255.255.0 192.168.100.254 -",
     "static 192.168.100.100 255.255.255.0 192.168.100.254 off 77", "+address"},
    {"address wrong with a len stays", &fixed, "^address=10.0.0/8",
     "no 10.0.0/8 255.255.255.0 192.168.100.254 -",
     "static 192.168.100.100 255.255.255.0 192.168.100.254 off 77", "+address"},
    {"address/len given", &fixed, "address=10.0.0.9/8", "no 10.0.0.9 255.0.0.0 192.168.100.254 -",
     "static 10.0.0.9 255.0.0.0 192.168.100.254 off 77", "+address,netmask"},
    {"address/len given, then a netmask", &fixed, "address=10.0.0.9/8;netmask=16",
     "no 10.0.0.9 255.255.0.0 192.168.100.254 -",
     "static 10.0.0.9 255.255.0.0 192.168.100.254 off 77", "+address,netmask"},
    {"a netmask given, then address/len", &fixed, "netmask=16;address=10.0.0.9/8",
     "no 10.0.0.9 255.255.0.0 192.168.100.254 -",
     "static 10.0.0.9 255.255.0.0 192.168.100.254 off 77", "+address,netmask"},

    {"netmask /24 typed", &fixed, "~netmask=/24", "no 192.168.100.100 /24 192.168.100.254 -",
     "static 192.168.100.100 255.255.255.0 192.168.100.254 off 77", ""},
    {"netmask 24 left", &fixed, "^netmask=24", "no 192.168.100.100 255.255.255.0 192.168.100.254 -",
     "static 192.168.100.100 255.255.255.0 192.168.100.254 off 77", ""},
    {"netmask /25 left", &fixed, "^netmask=/25",
     "no 192.168.100.100 255.255.255.128 192.168.100.254 -",
     "static 192.168.100.100 255.255.255.128 192.168.100.254 off 77", "+netmask"},
    {"netmask wrong stays", &fixed, "^netmask=/33", "no 192.168.100.100 /33 192.168.100.254 -",
     "static 192.168.100.100 255.255.255.0 192.168.100.254 off 77", "+netmask"},
    {"netmask given", &fixed, "netmask=25", "no 192.168.100.100 255.255.255.128 192.168.100.254 -",
     "static 192.168.100.100 255.255.255.128 192.168.100.254 off 77", "+netmask"},

    {"gateway emptied", &fixed, "~gateway=", "no 192.168.100.100 255.255.255.0 - -",
     "static 192.168.100.100 255.255.255.0 0.0.0.0 off 77", "+gateway"},
    {"gateway 0.0.0.0", &fixed, "^gateway=0.0.0.0", "no 192.168.100.100 255.255.255.0 0.0.0.0 -",
     "static 192.168.100.100 255.255.255.0 0.0.0.0 off 77", "+gateway"},
    {"gateway none stays none", &bios, "~gateway=0.0.0.0", "no 10.0.0.5 255.0.0.0 0.0.0.0 -",
     "bios 10.0.0.5 255.0.0.0 0.0.0.0 off 0", ""},
    {"gateway changed", &fixed, "gateway=192.168.100.1",
     "no 192.168.100.100 255.255.255.0 192.168.100.1 -",
     "static 192.168.100.100 255.255.255.0 192.168.100.1 off 77", "+gateway"},

    {"VLAN set", &fixed, "vlan=5", "no 192.168.100.100 255.255.255.0 192.168.100.254 5",
     "static 192.168.100.100 255.255.255.0 192.168.100.254 on 5", "vlan"},
    {"VLAN set to the stored id", &fixed, "~vlan=77",
     "no 192.168.100.100 255.255.255.0 192.168.100.254 77",
     "static 192.168.100.100 255.255.255.0 192.168.100.254 on 77", "vlan"},
    {"VLAN off keeps the id", &leased, "vlan=off", "yes (10.1.2.3) (255.255.0.0) (10.1.0.1) -",
     "dhcp 10.1.2.3 255.255.0.0 10.1.0.1 off 1234", "vlan"},
    {"VLAN emptied keeps the id", &leased, "~vlan=", "yes (10.1.2.3) (255.255.0.0) (10.1.0.1) -",
     "dhcp 10.1.2.3 255.255.0.0 10.1.0.1 off 1234", "vlan"},
    {"VLAN off typed", &leased, "~vlan=off", "yes (10.1.2.3) (255.255.0.0) (10.1.0.1) off",
     "dhcp 10.1.2.3 255.255.0.0 10.1.0.1 off 1234", "vlan"},
    {"VLAN off left", &leased, "^vlan=off", "yes (10.1.2.3) (255.255.0.0) (10.1.0.1) -",
     "dhcp 10.1.2.3 255.255.0.0 10.1.0.1 off 1234", "vlan"},
    {"VLAN off where it is off", &fixed, "~vlan=off",
     "no 192.168.100.100 255.255.255.0 192.168.100.254 off",
     "static 192.168.100.100 255.255.255.0 192.168.100.254 off 77", ""},
    {"VLAN the same", &leased, "vlan=1234", "yes (10.1.2.3) (255.255.0.0) (10.1.0.1) 1234",
     "dhcp 10.1.2.3 255.255.0.0 10.1.0.1 on 1234", ""},
    {"VLAN wrong", &leased, "~vlan=4095", "yes (10.1.2.3) (255.255.0.0) (10.1.0.1) 4095",
     "dhcp 10.1.2.3 255.255.0.0 10.1.0.1 on 1234", "vlan"},

    {"VLAN number left", &fixed, "^vlan=7", "no 192.168.100.100 255.255.255.0 192.168.100.254 7",
     "static 192.168.100.100 255.255.255.0 192.168.100.254 on 7", "vlan"},
    {"VLAN wrong left", &fixed, "^vlan=0", "no 192.168.100.100 255.255.255.0 192.168.100.254 0",
     "static 192.168.100.100 255.255.255.0 192.168.100.254 off 77", "vlan"},
    {"gateway left", &fixed, "^gateway=192.168.100.1",
     "no 192.168.100.100 255.255.255.0 192.168.100.1 -",
     "static 192.168.100.100 255.255.255.0 192.168.100.1 off 77", "+gateway"},
    {"gateway none", &fixed, "gateway=none", "no 192.168.100.100 255.255.255.0 - -",
     "static 192.168.100.100 255.255.255.0 0.0.0.0 off 77", "+gateway"},
    {"vlan=none stays as it is", &fixed, "vlan=none",
     "no 192.168.100.100 255.255.255.0 192.168.100.254 none",
     "static 192.168.100.100 255.255.255.0 192.168.100.254 off 77", "vlan"},
    {"address=none stays as it is", &fixed, "address=none",
     "no none 255.255.255.0 192.168.100.254 -",
     "static 192.168.100.100 255.255.255.0 192.168.100.254 off 77", "+address"},

    {"DHCP ticked", &fixed, "toggle", "yes (192.168.100.100) (255.255.255.0) (192.168.100.254) -",
     "dhcp 192.168.100.100 255.255.255.0 192.168.100.254 off 77", "+dhcp"},
    {"DHCP ticked and unticked", &fixed, "toggle;toggle",
     "no 192.168.100.100 255.255.255.0 192.168.100.254 -",
     "static 192.168.100.100 255.255.255.0 192.168.100.254 off 77", ""},
    {"DHCP unticked: the lease stays", &leased, "toggle", "no 10.1.2.3 255.255.0.0 10.1.0.1 1234",
     "static 10.1.2.3 255.255.0.0 10.1.0.1 on 1234", "+dhcp"},
    {"DHCP unticked and ticked", &leased, "toggle;toggle",
     "yes (10.1.2.3) (255.255.0.0) (10.1.0.1) 1234", "dhcp 10.1.2.3 255.255.0.0 10.1.0.1 on 1234",
     ""},
    {"DHCP unticked, address typed", &leased, "toggle;~address=10.1.2.4",
     "no 10.1.2.4 255.255.0.0 10.1.0.1 1234", "static 10.1.2.4 255.255.0.0 10.1.0.1 on 1234",
     "+dhcp,address"},
    {"typed, then DHCP ticked: hidden", &fixed, "~address=192.168.100.7;toggle",
     "yes (192.168.100.100) (255.255.255.0) (192.168.100.254) -",
     "dhcp 192.168.100.100 255.255.255.0 192.168.100.254 off 77", "+dhcp"},
    {"typed, ticked, unticked: it comes back", &fixed, "~address=192.168.100.7;toggle;toggle",
     "no 192.168.100.7 255.255.255.0 192.168.100.254 -",
     "static 192.168.100.7 255.255.255.0 192.168.100.254 off 77", "+address"},
    {"untick, type, tick: nothing is left", &leased, "toggle;~address=10.1.2.4;toggle",
     "yes (10.1.2.3) (255.255.0.0) (10.1.0.1) 1234", "dhcp 10.1.2.3 255.255.0.0 10.1.0.1 on 1234",
     ""},
    {"dhcp=yes", &fixed, "dhcp=yes", "yes (192.168.100.100) (255.255.255.0) (192.168.100.254) -",
     "dhcp 192.168.100.100 255.255.255.0 192.168.100.254 off 77", "+dhcp"},
    {"dhcp=yes on DHCP", &leased, "dhcp=yes", "yes (10.1.2.3) (255.255.0.0) (10.1.0.1) 1234",
     "dhcp 10.1.2.3 255.255.0.0 10.1.0.1 on 1234", "+"},
    {"dhcp=no on static", &fixed, "dhcp=no", "no 192.168.100.100 255.255.255.0 192.168.100.254 -",
     "static 192.168.100.100 255.255.255.0 192.168.100.254 off 77", "+"},
    {"dhcp=no on DHCP", &leased, "dhcp=no", "no 10.1.2.3 255.255.0.0 10.1.0.1 1234",
     "static 10.1.2.3 255.255.0.0 10.1.0.1 on 1234", "+dhcp"},
    {"address= first, then dhcp=no", &leased, "address=10.1.9.9;dhcp=no",
     "no 10.1.9.9 255.255.0.0 10.1.0.1 1234", "static 10.1.9.9 255.255.0.0 10.1.0.1 on 1234",
     "+dhcp,address"},
    {"dhcp=yes and vlan=", &fixed, "dhcp=yes;vlan=9",
     "yes (192.168.100.100) (255.255.255.0) (192.168.100.254) 9",
     "dhcp 192.168.100.100 255.255.255.0 192.168.100.254 on 9", "+dhcp,vlan"},

    {"BIOS: VLAN leaves it alone", &bios, "vlan=9", "no 10.0.0.5 255.0.0.0 - 9",
     "bios 10.0.0.5 255.0.0.0 0.0.0.0 on 9", "vlan"},
    {"BIOS: password leaves it alone", &bios, "password=x", "no 10.0.0.5 255.0.0.0 - -",
     "bios 10.0.0.5 255.0.0.0 0.0.0.0 off 0", "password"},
    {"BIOS: address makes it static", &bios, "~address=10.0.0.6", "no 10.0.0.6 255.0.0.0 - -",
     "static 10.0.0.6 255.0.0.0 0.0.0.0 off 0", "+address,source"},
    {"BIOS: gateway makes it static", &bios, "gateway=10.0.0.1", "no 10.0.0.5 255.0.0.0 10.0.0.1 -",
     "static 10.0.0.5 255.0.0.0 10.0.0.1 off 0", "+gateway,source"},
    {"BIOS: the same address given makes it static", &bios, "address=10.0.0.5",
     "no 10.0.0.5 255.0.0.0 - -", "static 10.0.0.5 255.0.0.0 0.0.0.0 off 0", "+source"},
    {"BIOS: the same address typed leaves it alone", &bios, "~address=10.0.0.5",
     "no 10.0.0.5 255.0.0.0 - -", "bios 10.0.0.5 255.0.0.0 0.0.0.0 off 0", ""},
    {"BIOS: toggled once", &bios, "toggle", "yes (10.0.0.5) (255.0.0.0) (-) -",
     "dhcp 10.0.0.5 255.0.0.0 0.0.0.0 off 0", "+dhcp"},
    {"BIOS: toggled back is static", &bios, "toggle;toggle", "no 10.0.0.5 255.0.0.0 - -",
     "static 10.0.0.5 255.0.0.0 0.0.0.0 off 0", "+source"},
    {"BIOS: toggled thrice", &bios, "toggle;toggle;toggle", "yes (10.0.0.5) (255.0.0.0) (-) -",
     "dhcp 10.0.0.5 255.0.0.0 0.0.0.0 off 0", "+dhcp"},
    {"BIOS: dhcp=no is static", &bios, "dhcp=no", "no 10.0.0.5 255.0.0.0 - -",
     "static 10.0.0.5 255.0.0.0 0.0.0.0 off 0", "+source"},
    {"other: toggled back is static", &other, "toggle;toggle", "no 10.0.0.5 255.0.0.0 - -",
     "static 10.0.0.5 255.0.0.0 0.0.0.0 off 0", "+source"},
    {"other: left alone", &other, "vlan=off", "no 10.0.0.5 255.0.0.0 - -",
     "other 10.0.0.5 255.0.0.0 0.0.0.0 off 0", ""},
    {"unspecified: toggled back is static", &unspecified, "toggle;toggle",
     "no 10.0.0.5 255.0.0.0 - -", "static 10.0.0.5 255.0.0.0 0.0.0.0 off 0", "+source"},
    {"unspecified: netmask makes it static", &unspecified, "^netmask=/16",
     "no 10.0.0.5 255.255.0.0 - -", "static 10.0.0.5 255.255.0.0 0.0.0.0 off 0", "+netmask,source"},
    {"unspecified: left alone", &unspecified, "", "no 10.0.0.5 255.0.0.0 - -",
     "unspecified 10.0.0.5 255.0.0.0 0.0.0.0 off 0", ""},

    {"no VLAN parameter: locked", &without_vlan, "~vlan=9",
     "no 10.0.0.5 255.0.0.0 - (not available)", "static 10.0.0.5 255.0.0.0 0.0.0.0 off 0", ""},
    {"no VLAN parameter: given", &without_vlan, "vlan=9", "no 10.0.0.5 255.0.0.0 - (not available)",
     "static 10.0.0.5 255.0.0.0 0.0.0.0 off 0", ""},
    {"no gateway parameter", &without_gateway, "^gateway=10.0.0.1;address=10.0.0.6",
     "no 10.0.0.6 255.0.0.0 (not available) -", "static 10.0.0.6 255.0.0.0 0.0.0.0 off 0",
     "+address"},
    {"no source parameter: the box is locked", &without_source, "toggle",
     "no 10.0.0.5 255.0.0.0 - -", "unspecified 10.0.0.5 255.0.0.0 0.0.0.0 off 0", ""},
    {"no source parameter: address", &without_source, "~address=10.0.0.6",
     "no 10.0.0.6 255.0.0.0 - -", "unspecified 10.0.0.6 255.0.0.0 0.0.0.0 off 0", "+address"},

    {"before anything is read", &unread, "address=10.0.0.6/8;vlan=7", "no 10.0.0.6 255.0.0.0 - 7",
     "unspecified 10.0.0.6 255.0.0.0 0.0.0.0 on 7", "+address,netmask,vlan"},
    {"secrets", &fixed, "password=a;confirm=b",
     "no 192.168.100.100 255.255.255.0 192.168.100.254 -",
     "static 192.168.100.100 255.255.255.0 192.168.100.254 off 77", "password,confirm"},
};

static void add(char *line, size_t size, const char *text)
{
    size_t length = strlen(line);

    snprintf(line + length, size - length, "%s", text);
}

static void render_shown(const struct edit *edit, const struct model *page, char *line, size_t size)
{
    snprintf(line, size, "%s", edit_leased(edit, page) ? "yes" : "no");
    for (enum field_id field = FIELD_ADDRESS; field <= FIELD_VLAN; field++) {
        bool locked = edit_locked(edit, page, field);
        char text[VALUE_TEXT], item[VALUE_TEXT + 4];

        edit_text(edit, page, field, text);
        snprintf(item, sizeof item, " %s%s%s", locked ? "(" : "", text[0] == '\0' ? "-" : text,
                 locked ? ")" : "");
        add(line, size, item);
    }
}

static void render_wanted(const struct edit *edit, const struct model *page, char *line, size_t size)
{
    char address[IPV4_TEXT], netmask[IPV4_TEXT], gateway[IPV4_TEXT];
    struct lan wanted;

    lan_of_edit(&wanted, edit, page);
    snprintf(line, size, "%s %s %s %s %s %u", value_word(&value_source, wanted.source),
             ipv4_print(wanted.address, address), ipv4_print(wanted.netmask, netmask),
             ipv4_print(wanted.gateway, gateway), wanted.vlan_enabled ? "on" : "off",
             (unsigned)wanted.vlan_id);
}

static void render_changed(const struct edit *edit, const struct model *page, char *line,
                           size_t size)
{
    bool first = true;

    snprintf(line, size, "%s", edit_touched(edit, page, FIELD_ADDRESS) ? "+" : "");
    for (enum field_id field = 0; field < FIELD_COUNT; field++) {
        const char *key = field_get(field)->key;

        if (!edit_changed(edit, page, field))
            continue;
        if (key == NULL)
            key = field == FIELD_IP_SOURCE  ? "source"
                  : field == FIELD_PASSWORD ? "password"
                                            : "confirm";
        if (!first)
            add(line, size, ",");
        add(line, size, key);
        first = false;
    }
}

static void test_edit(void **state)
{
    const struct edit_case *row = *state;
    char shown[256], wanted[256], changed[256], after[256];
    struct bmc_error error;
    struct model page;
    struct edit edit;
    bool dirty;

    pages_make(&page, row->holds);
    edit_init(&edit);
    assert_int_equal(pages_act(&edit, &page, row->acts, &error), 0);
    render_shown(&edit, &page, shown, sizeof shown);
    render_wanted(&edit, &page, wanted, sizeof wanted);
    render_changed(&edit, &page, changed, sizeof changed);
    dirty = edit_dirty(&edit, &page);
    edit_reset(&edit);
    render_changed(&edit, &page, after, sizeof after);
    edit_release(&edit);
    assert_string_equal(shown, row->shown);
    assert_string_equal(wanted, row->wanted);
    assert_string_equal(changed, row->changed);
    assert_int_equal(dirty, changed[strspn(changed, "+")] != '\0');
    assert_string_equal(after, "");
}

/* --- KEY=VALUE that is refused at once ------------------------------------- */

struct set_case {
    const char *name, *acts, *part;
};

static const struct set_case sets[] = {
    {"no such key", "adress=1.2.3.4", "use dhcp, address, netmask, gateway or vlan"},
    {"a label is no key", "DHCP=yes", "unknown key"},
    {"a JSON key is no key", "ip_source=static", "unknown key"},
    {"empty key", "=1", "unknown key"},
    {"dhcp=on", "dhcp=on", "\"on\" is not yes or no; did you mean dhcp=yes?"},
    {"dhcp=Yes", "dhcp=Yes", "did you mean dhcp=yes?"},
    {"dhcp=1", "dhcp=1", "did you mean dhcp=yes?"},
    {"dhcp=Disable", "dhcp=Disable", "did you mean dhcp=no?"},
    {"dhcp=maybe", "dhcp=maybe", "\"maybe\" is not yes or no; use dhcp=yes or dhcp=no."},
    {"dhcp=", "dhcp=", "\"\" is not yes or no"},
    {"dhcp=yes with a tail", "dhcp=yes ", "is not yes or no"},
    {"dhcp with a control character", "dhcp=\033[2J", "\"?[2J\""},
    {"dhcp twice", "dhcp=yes;dhcp=no", "given twice"},
    {"dhcp twice the same", "dhcp=yes;dhcp=yes", "given twice"},
    {"address twice", "address=1.2.3.4;address=1.2.3.5", "given twice"},
    {"netmask twice", "netmask=24;netmask=24", "given twice"},
    {"netmask twice, address/len between", "netmask=24;address=1.2.3.4/24;netmask=24",
     "given twice"},
    {"gateway twice", "gateway=;gateway=", "given twice"},
    {"vlan twice", "vlan=off;vlan=", "given twice"},
};

static void test_set(void **state)
{
    const struct set_case *row = *state;
    struct bmc_error error = {.kind = ERROR_NONE};
    struct model page;
    struct edit edit;
    int result;

    pages_make(&page, &fixed);
    edit_init(&edit);
    result = pages_act(&edit, &page, row->acts, &error);
    edit_release(&edit);
    assert_int_equal(result, -1);
    assert_int_equal(error.kind, ERROR_USAGE);
    assert_holds(error.sentence, row->part);
}

/* --- one by one ------------------------------------------------------------ */

static void test_long_values(void **state)
{
    char acts[256], text[VALUE_TEXT];
    struct model page;
    struct edit edit;

    (void)state;
    pages_make(&page, &fixed);
    edit_init(&edit);
    snprintf(acts, sizeof acts, "address=1.2.3.4%0200d", 0);
    assert_int_equal(pages_act(&edit, &page, acts, NULL), 0);
    assert_int_equal(strlen(edit_text(&edit, &page, FIELD_ADDRESS, text)), VALUE_TEXT - 1);
    assert_true(edit_changed(&edit, &page, FIELD_ADDRESS));
    edit_release(&edit);
}

/* Leaving what is locked, not typed or no text field spells nothing out. */
static void test_leave(void **state)
{
    struct model page;
    struct edit edit;

    (void)state;
    pages_make(&page, &fixed);
    edit_init(&edit);
    for (enum field_id field = 0; field < FIELD_COUNT; field++)
        edit_leave(&edit, &page, field);
    assert_false(edit_dirty(&edit, &page));
    for (enum field_id field = 0; field < FIELD_COUNT; field++)
        assert_false(edit.texts[field].typed);
    edit_type(&edit, FIELD_NETMASK, "/16");
    edit_toggle(&edit, &page, FIELD_DHCP);
    edit_leave(&edit, &page, FIELD_NETMASK);
    assert_string_equal(edit.texts[FIELD_NETMASK].text, "/16");
    edit_toggle(&edit, &page, FIELD_DHCP);
    edit_leave(&edit, &page, FIELD_NETMASK);
    assert_string_equal(edit.texts[FIELD_NETMASK].text, "255.255.0.0");
    edit_release(&edit);
}

static void test_parse(void **state)
{
    char text[200];
    uint32_t value = 1;
    uint64_t id = 1;
    int prefix = 0;

    (void)state;
    memset(text, '1', sizeof text);
    text[sizeof text - 1] = '\0';
    assert_false(rule_parse_prefixed(text, &value, &prefix));
    assert_false(rule_parse_netmask(text, &id));
    assert_false(value_parse(&value_vlan, text, &id));
    assert_true(rule_parse_prefixed("1.2.3.4", &value, &prefix));
    assert_int_equal(value, 0x01020304);
    assert_int_equal(prefix, -1);
    assert_true(rule_parse_prefixed("0.0.0.0/1", &value, &prefix));
    assert_int_equal(prefix, 1);
    assert_true(rule_parse_netmask("32", &id));
    assert_int_equal(id, 0xffffffff);
    assert_true(value_parse(&value_vlan, "4094", &id));
    assert_int_equal(id, VALUE_VLAN_ON | 4094);
    assert_true(value_parse(&value_vlan, "", &id));
    assert_int_equal(id, 0);
}

static void test_user(void **state)
{
    char text[VALUE_TEXT];
    struct model page;
    struct edit edit;

    (void)state;
    pages_make(&page, &fixed);
    edit_init(&edit);
    assert_int_equal(edit_user(&edit, &page), 2);
    assert_string_equal(edit_text(&edit, &page, FIELD_USER, text), "2  ADMIN");
    edit.user = 3;
    assert_int_equal(edit_user(&edit, &page), 3);
    assert_string_equal(edit_text(&edit, &page, FIELD_USER, text), "3  oper");
    /* Looking at another user is no edit. */
    assert_false(edit_dirty(&edit, &page));
    edit_reset(&edit);
    assert_int_equal(edit_user(&edit, &page), 2);
    edit_release(&edit);
    assert_null(edit.password);
    assert_null(edit.confirm);
}

static void test_reset_wipes(void **state)
{
    struct secret *password;
    struct model page;
    struct edit edit;

    (void)state;
    pages_make(&page, &fixed);
    edit_init(&edit);
    (void)pages_act(&edit, &page, "password=abc;confirm=abc;address=1.2.3.4/8;dhcp=no", NULL);
    assert_int_equal(edit.texts[FIELD_ADDRESS].prefix, 8);
    password = edit.password;
    edit_reset(&edit);
    assert_ptr_equal(edit.password, password);
    assert_int_equal(secret_length(edit.password), 0);
    assert_int_equal(secret_length(edit.confirm), 0);
    assert_int_equal(edit.texts[FIELD_ADDRESS].prefix, 0);
    assert_false(edit_dirty(&edit, &page));
    edit_release(&edit);
}

/* A field that nobody touched follows the page; one that was typed does not. */
static void test_follows(void **state)
{
    char text[VALUE_TEXT];
    struct model page;
    struct edit edit;

    (void)state;
    pages_make(&page, &fixed);
    edit_init(&edit);
    edit_type(&edit, FIELD_GATEWAY, "192.168.100.1");
    page.channels[0].values[FIELD_ADDRESS].number = 0x0a000001;
    page.channels[0].values[FIELD_GATEWAY].number = 0x0a000002;
    assert_string_equal(edit_text(&edit, &page, FIELD_ADDRESS, text), "10.0.0.1");
    assert_string_equal(edit_text(&edit, &page, FIELD_GATEWAY, text), "192.168.100.1");
    page.channels[0].values[FIELD_GATEWAY].number = 0xc0a86401;
    assert_false(edit_dirty(&edit, &page));
    edit_release(&edit);
}

static void test_locked(void **state)
{
    struct model page;
    struct edit edit;

    (void)state;
    pages_make(&page, &leased);
    edit_init(&edit);
    for (enum field_id field = 0; field < FIELD_COUNT; field++) {
        bool leases = field == FIELD_ADDRESS || field == FIELD_NETMASK || field == FIELD_GATEWAY;

        assert_int_equal(edit_locked(&edit, &page, field),
                         leases || field_get(field)->kind == SETTING_LINE);
    }
    edit_release(&edit);
}

/* The wanted states: what is typed is known, what the BMC does not have stays so. */
static void test_wanted_states(void **state)
{
    struct lan wanted;
    struct model page;
    struct edit edit;

    (void)state;
    pages_make(&page, &without_vlan);
    edit_init(&edit);
    page.channels[0].values[FIELD_GATEWAY].state = VALUE_UNREAD;
    (void)pages_act(&edit, &page, "vlan=7;gateway=10.0.0.1", NULL);
    lan_of_edit(&wanted, &edit, &page);
    assert_int_equal(wanted.state[LAN_VLAN], VALUE_NOT_AVAILABLE);
    assert_int_equal(wanted.state[LAN_GATEWAY], VALUE_KNOWN);
    assert_int_equal(wanted.gateway, 0x0a000001);
    assert_true(wanted.arp_replies);
    assert_int_equal(wanted.state[LAN_ARP], VALUE_KNOWN);
    assert_int_equal(wanted.mac[5], 0xef);
    edit_release(&edit);
}

int main(void)
{
    static struct cases cases;

    for (size_t i = 0; i < CASES_COUNT(edits); i++)
        cases_add(&cases, "edit", edits[i].name, test_edit, &edits[i]);
    for (size_t i = 0; i < CASES_COUNT(sets); i++)
        cases_add(&cases, "set", sets[i].name, test_set, &sets[i]);
    cases_add(&cases, "one", "long values", test_long_values, NULL);
    cases_add(&cases, "one", "leaving", test_leave, NULL);
    cases_add(&cases, "one", "texts into values", test_parse, NULL);
    cases_add(&cases, "one", "user", test_user, NULL);
    cases_add(&cases, "one", "reset wipes", test_reset_wipes, NULL);
    cases_add(&cases, "one", "untouched follows the page", test_follows, NULL);
    cases_add(&cases, "one", "locked", test_locked, NULL);
    cases_add(&cases, "one", "states wanted", test_wanted_states, NULL);
    return cases_run("edit", &cases);
}
