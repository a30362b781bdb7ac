/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of fields: one row for each line of the page "Network > IPMI", in
 * the order of the screen. Form, command line, JSON, files, review, result
 * and manual walk this table; a field's name stands nowhere else.
 */
#ifndef BMCTUI_CORE_FIELD_H
#define BMCTUI_CORE_FIELD_H

#include "core/lan.h"

enum field_id {
    FIELD_CONTROLLER,
    FIELD_CHANNEL,
    FIELD_DHCP,
    FIELD_ADDRESS,
    FIELD_NETMASK,
    FIELD_GATEWAY,
    FIELD_VLAN,
    FIELD_USER,
    FIELD_PASSWORD,
    FIELD_CONFIRM,
    FIELD_IP_SOURCE,
    FIELD_MAC,
    FIELD_IDENTIFY,
    FIELD_URL,
    FIELD_COUNT, /* behind it what has no row of its own */
    FIELD_ARP = FIELD_COUNT,
    FIELD_SETTINGS
};

enum field_section { FIELD_SECTION_TOP, FIELD_SECTION_CONFIGURATION, FIELD_SECTION_PASSWORD };

const struct setting *field_get(enum field_id id);
enum field_id field_id(const struct setting *field);
/* NULL when no field has this key. */
const struct setting *field_by_key(const char *key);
/* The LAN parameter behind a field, LAN_ITEMS: none. */
enum lan_item field_item(enum field_id id);
/* The field whose value this parameter is, for steps and reports: LAN_SOURCE is
 * FIELD_IP_SOURCE. FIELD_COUNT for LAN_ARP, whose name remote.h has. */
enum field_id field_of_item(enum lan_item item);
/* The label, translated. */
const char *field_label(enum field_id id);
enum field_section field_section(enum field_id id);
/* The section's name as on the screen, translated; "" for FIELD_SECTION_TOP. */
const char *field_section_name(enum field_section section);

/* How the parameter's value reads to a person ("none" for no gateway, "off" for no VLAN, IP source
 * by its name), translated; "not available" and "" for values not there or not read yet. Returns
 * text. */
const char *field_print_item(enum lan_item item, const struct lan *lan, char text[VALUE_TEXT]);

#endif
