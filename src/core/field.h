/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of fields: one row for each line of the page "Network > IPMI", in
 * the order of the screen. Form, command line, JSON, files, review, result
 * and manual walk this table; a field's name stands nowhere else.
 */
#ifndef BMCTUI_CORE_FIELD_H
#define BMCTUI_CORE_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "bmc/types.h"

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
    FIELD_COUNT
};

enum field_kind {
    FIELD_KIND_CHOICE, /* one of a list */
    FIELD_KIND_CHECK,  /* a tick box */
    FIELD_KIND_TEXT,
    FIELD_KIND_SECRET,
    FIELD_KIND_LINE /* read only */
};

enum field_section { FIELD_SECTION_TOP, FIELD_SECTION_CONFIGURATION, FIELD_SECTION_PASSWORD };

struct field {
    enum field_id id;
    enum field_kind kind;
    enum field_section section;
    const char *label;  /* marked; translate when shown */
    const char *help;   /* marked; one line, 56 characters at most in English; NULL for lines */
    const char *key;    /* KEY of `set KEY=VALUE` and of files; NULL: none */
    const char *json;   /* key of `show --json`; NULL: none */
    enum lan_item item; /* the LAN parameter behind it; LAN_ITEMS: none */
    unsigned length;    /* characters of what is right; more can be typed */
    bool leased;        /* locked while DHCP is on */
};

#define FIELD_TEXT (TEXT_TYPED + 1) /* room for any value as text, and the NUL */

const struct field *field_get(enum field_id id);
/* NULL when no field has this key. */
const struct field *field_by_key(const char *key);
/* The field whose value this parameter is, for steps and reports: LAN_SOURCE is
 * FIELD_IP_SOURCE. FIELD_COUNT for LAN_ARP, whose name remote.h has. */
enum field_id field_of_item(enum lan_item item);
/* The label, translated. */
const char *field_label(enum field_id id);
/* The section's name as on the screen, translated; "" for FIELD_SECTION_TOP. */
const char *field_section_name(enum field_section section);

/* How the parameter's value reads to a person ("none" for no gateway, "off" for no VLAN, IP source
 * by its name), translated; "not available" and "" for values not there or not read yet. Returns
 * text. */
const char *field_print_item(enum lan_item item, const struct lan *lan, char text[FIELD_TEXT]);

/* Names for JSON and for people (the latter translated). */
const char *field_ip_source_name(enum ip_source source); /* unspecified static dhcp bios other */
const char *field_ip_source_text(enum ip_source source);
const char *field_privilege_name(enum privilege privilege);
const char *field_privilege_text(enum privilege privilege);
const char *field_medium_name(enum channel_medium medium);  /* 802.3 other */
const char *field_identify_name(enum identify_state state); /* off timed on unknown */
const char *
field_identify_text(enum identify_state state); /* off, on for a time, on, not reported */
const char *field_print_mac(const uint8_t mac[6], char text[FIELD_TEXT]); /* lower case, colons */

#endif
